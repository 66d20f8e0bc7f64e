//! The main calls, against a small server inside this example: no credentials, no network.
//!
//! `cargo run -p vc-api --example tour`

mod platform;

use std::time::{Duration, SystemTime};

use vc_api::reserve::MeetingSettings;
use vc_api::{Client, Delivery, Endpoint, Event, Tenant, User, export, meeting, room, smallest_scopes};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().base_url(platform::start(respond).await?).build()?;
    let org = client.session::<Tenant>("t-of-the-app");
    let me = client.session::<User>("u-of-somebody");

    println!("# What an app must be granted for what follows");
    let endpoints = [room::Create::INFO, room::List::INFO, meeting::End::INFO, export::Download::INFO];
    for scope in smallest_scopes(&endpoints) {
        println!("{scope}");
    }

    println!("\n# Make a room: what is required is an argument, the rest are setters");
    let room = org.rooms().create("Atlantis", 10, "omb_1").description("Third floor").await?;
    println!("made {} for {:?} people", room.room_id, room.capacity);

    println!("\n# List rooms; the next page is asked for when it is needed");
    let mut rooms = org.rooms().list().page_size(2).items();
    while let Some(room) = rooms.try_next().await? {
        println!("{}: {}", room.room_id, room.name.as_deref().unwrap_or("without a name"));
    }

    println!("\n# Book a meeting as a user");
    let tomorrow = SystemTime::now() + Duration::from_secs(24 * 60 * 60);
    let booked = me.reserves().apply(MeetingSettings::new().topic("Stand-up")).end_time(tomorrow).await?;
    if let Some(reserve) = booked.reserve {
        println!("{} at {}", reserve.id, reserve.url.unwrap_or_default());
    }

    println!("\n# A refusal says what to do");
    if let Err(error) = me.meetings().end("6911188411932033028").await {
        println!("{error}");
    }
    // `org.meetings().end(…)` does not compile: only a user may end a meeting.

    println!("\n# A value that the platform has added since is kept");
    let status = org.exports().get("7108646852144136212").await?.status;
    println!("{status:?}");

    println!("\n# A file is streamed");
    let mut file = org.exports().download("6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe").await?;
    while let Some(bytes) = file.chunk().await? {
        print!("{}", String::from_utf8_lossy(&bytes));
    }

    println!("\n# An event has its type");
    let delivery = Delivery::from_slice(EVENT.as_bytes())?;
    if let Event::MeetingStarted(started) = &delivery.event {
        println!("started: {:?}", started.meeting.as_ref().and_then(|meeting| meeting.topic.as_deref()));
    }
    Ok(())
}

const EVENT: &str = r#"{"schema": "2.0",
    "header": {"event_id": "5e3702a84e847582be8db7fb73283c02", "event_type": "vc.meeting.meeting_started_v1"},
    "event": {"meeting": {"id": "6911188411932033028", "topic": "Stand-up"}}}"#;

fn respond(line: &str, _body: &str) -> platform::Reply {
    match line {
        "POST /open-apis/vc/v1/rooms" => {
            platform::data(r#"{"room": {"room_id": "omm_1", "name": "Atlantis", "capacity": 10}}"#)
        }
        "GET /open-apis/vc/v1/rooms?page_size=2" => platform::data(
            r#"{"rooms": [{"room_id": "omm_1", "name": "Atlantis"}, {"room_id": "omm_2"}], "page_token": "2", "has_more": true}"#,
        ),
        "GET /open-apis/vc/v1/rooms?page_size=2&page_token=2" => platform::data(
            r#"{"rooms": [{"room_id": "omm_3", "name": "Lemuria"}], "page_token": "", "has_more": false}"#,
        ),
        "POST /open-apis/vc/v1/reserves/apply" => {
            platform::data(r#"{"reserve": {"id": "6911188411932033028", "url": "https://vc.feishu.cn/j/123456789"}}"#)
        }
        "PATCH /open-apis/vc/v1/meetings/6911188411932033028/end" => {
            platform::json("400 Bad Request", r#"{"code": 122003, "msg": "operator user not in meeting"}"#)
        }
        "GET /open-apis/vc/v1/exports/7108646852144136212" => platform::data(r#"{"status": 4}"#),
        "GET /open-apis/vc/v1/exports/download?file_token=6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe" => {
            ("200 OK", "text/csv", "meeting,duration\nStand-up,00:14:30\n".to_owned())
        }
        _ => platform::nothing(),
    }
}
