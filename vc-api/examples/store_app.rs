//! A store app acts for itself in the tenants that installed it. Its ticket comes as an event.
//!
//! `cargo run -p vc-api --example store_app`, against a stand-in.

mod platform;

use std::time::Duration;

use vc_api::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = platform::start(respond).await?;
    let client = Client::builder().base_url(url).store_app("cli_stand_in", "secret").build()?;

    // The platform sends the ticket every hour, and when it is asked to: when a token is needed and there is no ticket,
    // the client asks, and calls wait. Whoever receives the events of the app hands it over.
    let receiver = client.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(300)).await;
        match receiver.keep_app_ticket_event(EVENT.as_bytes()).await {
            Ok(_) => println!("the ticket came as an event"),
            Err(error) => eprintln!("{error}"),
        }
    });

    for tenant_key in ["2ca1d211f64f6438", "736588c9260f175d"] {
        let room = client.tenant_of(tenant_key).rooms().get("omm_1").await?;
        println!("{tenant_key}: {}", room.name.unwrap_or_default());
    }
    Ok(())
}

const EVENT: &str = r#"{"ts": "1608725989.000000", "uuid": "b1dbe13a8ea2b9d1c1a1", "token": "verification", "type": "event_callback",
    "event": {"type": "app_ticket", "app_id": "cli_stand_in", "tenant_key": "", "app_ticket": "ticket-1"}}"#;

fn respond(line: &str, body: &str) -> platform::Reply {
    match line {
        "POST /open-apis/auth/v3/app_ticket/resend" => platform::json("200 OK", r#"{"code": 0, "msg": "ok"}"#),
        "POST /open-apis/auth/v3/app_access_token" if body.contains("ticket-1") => {
            platform::json("200 OK", r#"{"code": 0, "msg": "ok", "app_access_token": "a-1", "expire": 7200}"#)
        }
        "POST /open-apis/auth/v3/tenant_access_token" if body.contains("a-1") => {
            platform::json("200 OK", r#"{"code": 0, "msg": "ok", "tenant_access_token": "t-1", "expire": 7200}"#)
        }
        "GET /open-apis/vc/v1/rooms/omm_1" => platform::data(r#"{"room": {"room_id": "omm_1", "name": "Atlantis"}}"#),
        _ => platform::nothing(),
    }
}
