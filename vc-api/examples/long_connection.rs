//! Receives events by a connection that the app opens itself, and tells who joined which meeting.
//!
//! `cargo run -p vc-api --features long-connection --example long_connection`, against a stand-in, or against Feishu with
//! the app's id and secret in `VC_APP_ID` and `VC_APP_SECRET`, until Ctrl-C. The app needs the scope `vc:meeting:readonly`,
//! and in the developer console events by long connection with the event `vc.meeting.join_meeting_v1`.

#[allow(dead_code, unreachable_pub, reason = "the tests of this crate use all of it")]
#[path = "../../tests/src/gateway.rs"]
mod gateway;

use serde_json::json;
use vc_api::meeting::JoinMeeting;
use vc_api::{Client, Delivery};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    match (std::env::var("VC_APP_ID"), std::env::var("VC_APP_SECRET")) {
        (Ok(id), Ok(secret)) => receive(&Client::builder().app(id, secret).build()?, ctrl_c()).await,
        _ => {
            let gateway = gateway::Gateway::start([], json!({})).await;
            let client = Client::builder().base_url(gateway.url()).app("cli_stand_in", "secret").build()?;
            receive(&client, send_some(&gateway)).await
        }
    }
}

/// Receives events until `stop` is ready.
async fn receive(client: &Client, stop: impl Future<Output = ()>) -> Result<(), Box<dyn std::error::Error>> {
    let connection = client.events().on(joined).otherwise(async |other: Delivery| {
        println!("also: {}", other.event.event_type());
    });
    let connection = connection.connect()?;
    tokio::select! {
        // Only when trying again does not help, such as after a wrong secret.
        ended = connection.ended() => ended?,
        // Handlers that run come to their end, and their events are answered.
        () = stop => connection.shutdown().await,
    }
    Ok(())
}

/// An error would make the platform deliver the event again.
async fn joined(event: JoinMeeting) -> Result<(), &'static str> {
    let meeting = event.meeting.ok_or("the event tells no meeting")?;
    let user = event.operator.and_then(|operator| operator.id).and_then(|id| id.open_id);
    println!("{} joined {}", user.as_deref().unwrap_or("someone"), meeting.topic.unwrap_or_default());
    Ok(())
}

async fn ctrl_c() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        eprintln!("cannot wait for Ctrl-C: {error}");
    }
}

/// What the stand-in sends.
async fn send_some(gateway: &gateway::Gateway) {
    let link = gateway.link(0).await;
    for (id, event_type, topic, user) in [
        ("1", "vc.meeting.join_meeting_v1", "Stand-up", "ou_1"),
        ("2", "vc.meeting.join_meeting_v1", "Stand-up", "ou_2"),
        ("3", "vc.meeting.leave_meeting_v1", "Stand-up", "ou_1"),
    ] {
        let event = json!({
            "schema": "2.0",
            "header": { "event_id": id, "event_type": event_type },
            "event": {
                "meeting": { "id": "6911188411934433028", "topic": topic },
                "operator": { "id": { "open_id": user } },
            },
        });
        assert_eq!(link.event(id, &event).await, 200, "it is handled");
    }
}
