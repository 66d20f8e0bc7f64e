//! Counts the rooms of all room levels, within the platform's rate limits. A program can interrupt this job, and resume the
//! job later.
//!
//! Run the example with `cargo run -p vc-api --features testing --example room_inventory`. The program calls a double of the
//! platform. With the app's id and secret in `VC_APP_ID` and `VC_APP_SECRET`, the program calls Feishu. The app needs the
//! printed scopes.

use std::collections::BTreeMap;
use std::error::Error as StdError;

use vc_api::room::Room;
use vc_api::room_level::{RoomLevel, RoomLevelId};
use vc_api::testing::{Platform, Received};
use vc_api::{Client, ClientBuilder, Endpoint, Error, Sample, Session, Tenant, room, room_level, smallest_scopes};

async fn count_all(options: ClientBuilder) -> Result<(), Box<dyn StdError>> {
    // With pacing, the client delays calls, so that the calls stay within the rate limits.
    let org = options.pacing(true).build()?.tenant();

    let needed = smallest_scopes(&[room_level::List::INFO, room::List::INFO]);
    println!("needs {}", needed.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));

    let mut seats = BTreeMap::new();
    let mut levels = org.room_levels().list().page_size(100).items();
    while let Some(level) = levels.try_next().await? {
        let name = level.name.unwrap_or_else(|| level.room_level_id.to_string());
        let counted = count(&org, &level.room_level_id).await?;
        println!("{name}: {} rooms for {} people", counted.rooms, counted.seats);
        seats.insert(name, counted.seats);
        // A program that saves this cursor can resume the job later: `.items().resume(cursor.parse()?)`.
        if let Some(cursor) = levels.cursor() {
            println!("  the next level is at cursor {cursor}");
        }
    }
    println!("in all for {} people", seats.values().sum::<i64>());
    Ok(())
}

#[derive(Default)]
struct Counted {
    rooms: usize,
    seats: i64,
}

async fn count(org: &Session<Tenant>, level: &RoomLevelId) -> Result<Counted, Error> {
    let mut counted = Counted::default();
    let mut rooms = org.rooms().list().room_level_id(level).page_size(100).items();
    while let Some(room) = rooms.try_next().await? {
        counted.rooms += 1;
        counted.seats += room.capacity.unwrap_or(0);
    }
    Ok(counted)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    match (std::env::var("VC_APP_ID"), std::env::var("VC_APP_SECRET")) {
        (Ok(id), Ok(secret)) => count_all(Client::builder().app(id, secret)).await,
        _ => {
            let platform = double().await;
            count_all(platform.client_builder()).await
        }
    }
}

/// Starts a double of the platform with two room levels, each with some rooms.
async fn double() -> Platform {
    let platform = Platform::start().await;
    platform.on_pages::<room_level::List>([("omb_1", "Berlin"), ("omb_2", "Lisbon")].map(level), 100);
    platform.on(|call: Received<room::List>| {
        let is_berlin = call.room_level_id.as_ref().is_some_and(|level| level == "omb_1");
        let capacities: &[i64] = if is_berlin { &[10, 4, 6] } else { &[12] };
        Ok(call.last_page(capacities.iter().map(|capacity| room_for(*capacity))))
    });
    platform
}

fn level((id, name): (&str, &str)) -> RoomLevel {
    let mut level = RoomLevel::sample();
    level.room_level_id = id.into();
    level.name = Some(name.to_owned());
    level
}

fn room_for(people: i64) -> Room {
    let mut room = Room::sample();
    room.capacity = Some(people);
    room
}
