//! Shows the main calls with a double of the platform. The example needs no credentials and no network.
//!
//! Run the example with `cargo run -p vc-api --features testing --example tour`.

use std::error::Error;
use std::time::{Duration, SystemTime};

use vc_api::reserve::MeetingSettings;
use vc_api::testing::{File, Platform, Received};
use vc_api::{Delivery, Endpoint, Event, Sample, Session, Tenant, User};
use vc_api::{export, meeting, reserve, room, smallest_scopes};

/// Makes calls as an app, and as a user of the app.
async fn tour(org: Session<Tenant>, me: Session<User>) -> Result<(), Box<dyn Error>> {
    println!("# Scopes that the app needs for the next calls");
    let endpoints = [room::Create::INFO, room::List::INFO, meeting::End::INFO, export::Download::INFO];
    for scope in smallest_scopes(&endpoints) {
        println!("{scope}");
    }

    println!("\n# Create a room: a required value is an argument, an optional value is a setter");
    let room = org.rooms().create("Atlantis", 10, "omb_1").description("Third floor").await?;
    println!("created {} for {:?} people", room.room_id, room.capacity);

    println!("\n# List rooms: the client fetches the next page when it is needed");
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

    println!("\n# Report an error with the next step");
    if let Err(error) = me.meetings().end("6911188411932033028").await {
        println!("{}", error.report());
    }
    // `org.meetings().end(…)` does not compile: only a user may end a meeting.

    println!("\n# Keep an enum value that this version of vc-api does not know");
    let status = org.exports().get("7108646852144136212").await?.status;
    println!("{status:?}");

    println!("\n# Stream a file");
    let mut file = org.exports().download("6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe").await?;
    while let Some(bytes) = file.chunk().await? {
        print!("{}", String::from_utf8_lossy(&bytes));
    }

    println!("\n# Parse an event into its type");
    let delivery = Delivery::from_slice(EVENT.as_bytes())?;
    if let Event::MeetingStarted(started) = &delivery.event {
        println!("started: {:?}", started.meeting.as_ref().and_then(|meeting| meeting.topic.as_deref()));
    }
    Ok(())
}

const EVENT: &str = r#"{"schema": "2.0",
    "header": {"event_id": "5e3702a84e847582be8db7fb73283c02", "event_type": "vc.meeting.meeting_started_v1"},
    "event": {"meeting": {"id": "6911188411932033028", "topic": "Stand-up"}}}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let platform = double().await;
    tour(platform.client().tenant(), platform.user()).await
}

/// Starts a double of the platform. The double responds with samples to calls that no script handles.
async fn double() -> Platform {
    let platform = Platform::start().await;
    let rooms = [("omm_1", Some("Atlantis")), ("omm_2", None), ("omm_3", Some("Lemuria"))].map(|(id, name)| {
        let mut room = room::Room::sample();
        room.room_id = id.into();
        room.name = name.map(str::to_owned);
        room
    });
    platform.on_pages::<room::List>(rooms, 2);
    platform.on(|_: Received<reserve::Apply>| {
        let mut booked = reserve::ApplyResponse::sample();
        if let Some(reserve) = &mut booked.reserve {
            reserve.url = Some("https://vc.feishu.cn/j/123456789".to_owned());
        }
        Ok(booked)
    });
    platform.on(|call: Received<meeting::End>| Err(call.refuse(meeting::End::NOT_IN_MEETING)));
    platform.on(|_: Received<export::Get>| {
        let mut response = export::GetResponse::sample();
        response.status = Some(export::ExportStatus::Unknown(4));
        Ok(response)
    });
    platform.on(|_: Received<export::Download>| Ok(File::new("meeting,duration\nStand-up,00:14:30\n")));
    platform
}
