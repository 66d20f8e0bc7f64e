//! Receives the events of an app by webhook, in a server of axum.
//!
//! `cargo run -p vc-api --features axum --example webhook`. With `VC_VERIFICATION_TOKEN` and `VC_ENCRYPT_KEY`, as the
//! developer console shows them (事件与回调 › 加密策略), it listens on port 8080 until it is stopped: enter the address
//! at which the platform can reach it, with `/events`, as the request URL there. Without them, it sends itself a few
//! events as the platform does.

#[path = "../../tests/src/sender.rs"]
#[allow(dead_code, unreachable_pub, reason = "the tests use more of it")]
mod sender;

use std::error::Error;

use axum::Router;
use serde_json::json;
use tokio::net::TcpListener;
use vc_api::meeting::{JoinMeeting, MeetingStarted};
use vc_api::{Delivery, EventContext, Events, WebhookConfig, reqwest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let real = std::env::var("VC_VERIFICATION_TOKEN").ok().zip(std::env::var("VC_ENCRYPT_KEY").ok());
    let is_real = real.is_some();
    let (token, key) = real.unwrap_or((sender::TOKEN.into(), sender::KEY.into()));

    let receiver = Events::new()
        .on(async |event: MeetingStarted| {
            println!("started: {}", event.meeting.and_then(|it| it.topic).unwrap_or_default())
        })
        .on(joined)
        .otherwise(async |delivery: Delivery| println!("not handled: {}", delivery.event.event_type()))
        .webhook(WebhookConfig::new(token).encrypt_key(key))?;
    let router: Router = Router::new().route("/events", receiver.clone().into_route());

    let address = if is_real { "0.0.0.0:8080" } else { "127.0.0.1:0" };
    let listener = TcpListener::bind(address).await?;
    let address = format!("http://{}/events", listener.local_addr()?);
    println!("listening at {address}");
    let stopped = async move {
        if is_real {
            tokio::signal::ctrl_c().await.ok();
        } else if let Err(error) = send_some(&address).await {
            println!("not all could be sent: {error}");
        }
    };
    axum::serve(listener, router).with_graceful_shutdown(stopped).await?;
    receiver.finish().await; // handlers that go on after their response
    Ok(())
}

/// A handler that can fail: then the platform delivers the event again.
async fn joined(event: JoinMeeting, context: EventContext) -> Result<(), Box<dyn Error + Send + Sync>> {
    let meeting = event.meeting.ok_or("no meeting is told")?;
    let who = event.operator.and_then(|it| it.id).and_then(|id| id.open_id).ok_or("nobody is told")?;
    println!(
        "{who} joined {} (event {})",
        meeting.topic.unwrap_or_default(),
        context.header.event_id.unwrap_or_default()
    );
    Ok(())
}

/// Sends what the platform would send: its challenge, two events, one of them twice, and one of an unknown type.
async fn send_some(address: &str) -> Result<(), reqwest::Error> {
    let meeting = json!({ "id": "6911188411932033028", "topic": "Weekly planning" });
    let joined = json!({ "event": { "meeting": meeting, "operator": { "id": { "open_id": "ou_1" } } } });
    let all = [
        sender::encrypted(&sender::challenge()),
        sender::signed(&sender::started("Weekly planning")),
        sender::signed(&sender::of_type("vc.meeting.join_meeting_v1", "5e37", joined.clone())),
        sender::signed(&sender::of_type("vc.meeting.join_meeting_v1", "5e37", joined)),
        sender::signed(&sender::of_type("vc.room.painted_v9", "5e38", json!({ "event": {} }))),
        sender::encrypted(&sender::started("not signed")),
    ];
    let client = reqwest::Client::new();
    for sent in all {
        let answer = client.post(address).headers(sent.headers).body(sent.body).send().await?;
        println!("  answered {}: {}", answer.status(), answer.text().await?);
    }
    Ok(())
}
