//! Receives events by long connection, and prints the users who join meetings.
//!
//! Run the example with `cargo run -p vc-api --features long-connection,testing --example long_connection`. By default, the
//! program connects to a double of the platform. If `VC_APP_ID` and `VC_APP_SECRET` contain an app's id and secret, the
//! program connects to Feishu and runs until Ctrl-C. The app needs the scope `vc:meeting:readonly`. In the developer
//! console, set the app to receive events by long connection, and add the event `vc.meeting.join_meeting_v1`.

use std::error::Error;

use vc_api::meeting::{JoinMeeting, LeaveMeeting};
use vc_api::testing::Platform;
use vc_api::{Client, Delivery, Sample};

/// Receives events until `stop` resolves.
async fn receive(client: &Client, stop: impl Future<Output = ()>) -> Result<(), Box<dyn Error>> {
    let connection = client.events().on(joined).otherwise(async |other: Delivery| {
        println!("also: {}", other.event.event_type());
    });
    let connection = connection.connect()?;
    tokio::select! {
        // `ended` resolves only after a permanent error, such as a wrong secret.
        ended = connection.ended() => ended?,
        // Waits for the running handlers, and acknowledges the events of these handlers.
        () = stop => connection.shutdown().await,
    }
    Ok(())
}

/// Handles an event. After an error, the platform delivers the event again.
async fn joined(event: JoinMeeting) -> Result<(), &'static str> {
    let meeting = event.meeting.ok_or("the event names no meeting")?;
    let user = event.operator.and_then(|operator| operator.id).and_then(|id| id.open_id);
    println!("{} joined {}", user.as_deref().unwrap_or("someone"), meeting.topic.unwrap_or_default());
    Ok(())
}

async fn ctrl_c() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        eprintln!("cannot wait for Ctrl-C: {error}");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    match (std::env::var("VC_APP_ID"), std::env::var("VC_APP_SECRET")) {
        (Ok(id), Ok(secret)) => receive(&Client::builder().app(id, secret).build()?, ctrl_c()).await,
        _ => {
            let platform = Platform::start().await;
            receive(&platform.client(), send_some(&platform)).await
        }
    }
}

/// Sends three events from the double.
async fn send_some(platform: &Platform) {
    platform.connected().await;
    for user in ["ou_1", "ou_2"] {
        assert_eq!(platform.deliver(joining(user)).await, Ok(()));
    }
    assert_eq!(platform.deliver(LeaveMeeting::sample()).await, Ok(()));
}

fn joining(user: &str) -> JoinMeeting {
    let mut event = JoinMeeting::sample();
    if let Some(meeting) = &mut event.meeting {
        meeting.topic = Some("Stand-up".to_owned());
    }
    if let Some(id) = event.operator.as_mut().and_then(|operator| operator.id.as_mut()) {
        id.open_id = Some(user.to_owned());
    }
    event
}
