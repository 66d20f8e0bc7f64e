//! Receives the events of an app by webhook, in an axum server.
//!
//! Run the example with `cargo run -p vc-api --features axum,testing --example webhook`. A double of the platform sends a
//! few events to the server.
//!
//! To receive events of the platform, set `VC_VERIFICATION_TOKEN` and `VC_ENCRYPT_KEY` to the values in the developer
//! console (事件与回调 › 加密策略). The program then listens on port 8080 until you stop the program. Enter the public address of the
//! server, with the path `/events`, as the request URL in the console.

use std::error::Error;

use axum::Router;
use tokio::net::TcpListener;
use vc_api::meeting::{JoinMeeting, MeetingStarted};
use vc_api::testing::{ENCRYPT_KEY, NotHandled, Platform, VERIFICATION_TOKEN, WebhookRequest};
use vc_api::{Delivery, EventContext, Events, Sample, WebhookConfig, reqwest};

/// Runs a server that receives events at `address`. The function `until` gets the URL of the server, and returns a future.
/// The server stops when the future ends.
async fn receive<F: Future<Output = ()> + Send + 'static>(
    config: WebhookConfig,
    address: &str,
    until: impl FnOnce(String) -> F,
) -> Result<(), Box<dyn Error>> {
    let receiver = Events::new()
        .on(async |event: MeetingStarted| {
            println!("started: {}", event.meeting.and_then(|it| it.topic).unwrap_or_default())
        })
        .on(joined)
        .otherwise(async |delivery: Delivery| println!("not handled: {}", delivery.event.event_type()))
        .webhook(config)?;
    let router: Router = Router::new().route("/events", receiver.clone().into_route());
    let listener = TcpListener::bind(address).await?;
    let url = format!("http://{}/events", listener.local_addr()?);
    println!("listening at {url}");
    axum::serve(listener, router).with_graceful_shutdown(until(url)).await?;
    receiver.finish().await; // waits for handlers that still run after the response to the platform
    Ok(())
}

/// Handles an event. After an error, the platform delivers the event again.
async fn joined(event: JoinMeeting, context: EventContext) -> Result<(), Box<dyn Error + Send + Sync>> {
    let meeting = event.meeting.ok_or("the event names no meeting")?;
    let user = event.operator.and_then(|it| it.id).and_then(|id| id.open_id).ok_or("the event names no user")?;
    println!(
        "{user} joined {} (event {})",
        meeting.topic.unwrap_or_default(),
        context.header.event_id.unwrap_or_default()
    );
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    match (std::env::var("VC_VERIFICATION_TOKEN"), std::env::var("VC_ENCRYPT_KEY")) {
        (Ok(token), Ok(key)) => {
            let config = WebhookConfig::new(token).encrypt_key(key);
            receive(config, "0.0.0.0:8080", async |_| drop(tokio::signal::ctrl_c().await)).await
        }
        _ => {
            let platform = Platform::start().await;
            receive(platform.webhook_config(), "127.0.0.1:0", |url| send_some(platform, url)).await
        }
    }
}

/// Sends requests as the platform does: a challenge, an event, another event twice, and an event of an unknown type. Then
/// sends an event without a signature, as an attacker could.
async fn send_some(platform: Platform, url: String) {
    report("challenge", platform.challenge(&url).await);
    let mut started = MeetingStarted::sample();
    if let Some(meeting) = &mut started.meeting {
        meeting.topic = Some("Weekly planning".to_owned());
    }
    report("event", platform.deliver_to(&url, started).await);
    let mut joined = Delivery::new(JoinMeeting::sample());
    joined.header.event_id = Some("5e37".to_owned());
    report("event", platform.deliver_to(&url, joined.clone()).await);
    report("the same event", platform.deliver_to(&url, joined).await);
    let header = serde_json::json!({ "event_type": "vc.room.painted_v9", "token": VERIFICATION_TOKEN });
    let unknown = serde_json::json!({ "header": header, "event": {} });
    report("unknown event", platform.deliver_to(&url, unknown.clone()).await);

    let WebhookRequest { headers, body, .. } = WebhookRequest::encrypted(&unknown, ENCRYPT_KEY);
    match reqwest::Client::new().post(url).headers(headers).body(body).send().await {
        Ok(response) => println!("  event without a signature: {}", response.status()),
        Err(error) => println!("  {error}"),
    }
}

fn report(sent: &str, outcome: Result<(), NotHandled>) {
    match outcome {
        Ok(()) => println!("  {sent}: handled"),
        Err(error) => println!("  {sent}: {error}"),
    }
}
