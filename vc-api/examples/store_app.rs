//! Makes calls as a store app, in the tenants that installed the app. The app ticket arrives as an event.
//!
//! Run the example with `cargo run -p vc-api --features testing --example store_app`. The program calls a double of the
//! platform.

use std::error::Error;

use vc_api::testing::{APP_ID, APP_SECRET, Platform};
use vc_api::{Client, WebhookConfig, WebhookReceiver};

/// Creates the receiver of the app's events. The receiver passes each app ticket to the client.
///
/// The platform sends an app ticket every hour and on request. If a call needs an app ticket and the client has none, the
/// client requests an app ticket, and the call waits.
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
    // A real program serves the receiver over HTTP: see the example `webhook`.
    platform.connect_webhook(receive_events(&client, platform.webhook_config())?);
    show_a_room(&client).await?;

    println!("requests to the platform:");
    for request in platform.requests() {
        println!("  {} {}", request.method(), request.path());
    }
    Ok(())
}
