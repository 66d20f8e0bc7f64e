//! A store app acts for itself in the tenants that installed it. Its ticket comes as an event.
//!
//! `cargo run -p vc-api --features testing --example store_app`, against a double of the platform.

use std::error::Error;

use vc_api::testing::{APP_ID, APP_SECRET, Platform};
use vc_api::{Client, WebhookConfig, WebhookReceiver};

/// The platform sends the ticket every hour, and when it is asked to: when a token is needed and there is no ticket, the
/// client asks, and calls wait. So the events of the app must reach this client.
fn receive_events(client: &Client, config: WebhookConfig) -> Result<WebhookReceiver, Box<dyn Error>> {
    Ok(client.events().webhook(config)?)
}

async fn show_a_room(client: &Client) -> Result<(), Box<dyn Error>> {
    for tenant_key in ["2ca1d211f64f6438", "736588c9260f175d"] {
        let room = client.tenant_of(tenant_key).rooms().get("omm_1").await?;
        println!("{tenant_key}: {}", room.name.unwrap_or_default());
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let platform = Platform::start().await;
    let client = Client::builder().base_url(platform.url()).store_app(APP_ID, APP_SECRET).build()?;
    // In a program, the receiver is a part of its HTTP server: see the example `webhook`.
    platform.connect_webhook(receive_events(&client, platform.webhook_config())?);
    show_a_room(&client).await?;

    println!("the platform was asked for");
    for request in platform.requests() {
        println!("  {} {}", request.method(), request.path());
    }
    Ok(())
}
