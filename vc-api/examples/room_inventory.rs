//! A bulk job: counts all rooms below all levels, at the pace that the platform allows, and can be taken up again.
//!
//! `cargo run -p vc-api --example room_inventory`, against a stand-in, or against Feishu with the app's id and secret in
//! `VC_APP_ID` and `VC_APP_SECRET`. The app needs the scope that it prints.

mod platform;

use std::collections::BTreeMap;

use vc_api::room_level::RoomLevelId;
use vc_api::{Endpoint, Error, Session, Tenant, room, room_level, smallest_scopes};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (options, id, secret) = platform::client(respond).await?;
    // With pacing, the calls wait for their turn, so that the platform never has to refuse one.
    let org = options.app(id, secret).pacing(true).build()?.tenant();

    let needed = smallest_scopes(&[room_level::List::INFO, room::List::INFO]);
    println!("needs {}", needed.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));

    let mut seats = BTreeMap::new();
    let mut levels = org.room_levels().list().page_size(100).items();
    while let Some(level) = levels.try_next().await? {
        let name = level.name.unwrap_or_else(|| level.room_level_id.to_string());
        let counted = count(&org, &level.room_level_id).await?;
        println!("{name}: {} rooms for {} people", counted.rooms, counted.seats);
        seats.insert(name, counted.seats);
        // Kept somewhere, this is where the job goes on after it was stopped: `.items().resume(cursor.parse()?)`.
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

fn respond(line: &str, _body: &str) -> platform::Reply {
    match line {
        "POST /open-apis/auth/v3/tenant_access_token/internal" => {
            platform::json("200 OK", r#"{"code": 0, "msg": "ok", "tenant_access_token": "t-1", "expire": 7200}"#)
        }
        "GET /open-apis/vc/v1/room_levels?page_size=100" => platform::data(
            r#"{"items": [{"room_level_id": "omb_1", "name": "Berlin"}, {"room_level_id": "omb_2", "name": "Lisbon"}], "has_more": false}"#,
        ),
        "GET /open-apis/vc/v1/rooms?page_size=100&room_level_id=omb_1" => platform::data(
            r#"{"rooms": [{"room_id": "omm_1", "capacity": 10}, {"room_id": "omm_2", "capacity": 4}], "page_token": "2", "has_more": true}"#,
        ),
        "GET /open-apis/vc/v1/rooms?page_size=100&page_token=2&room_level_id=omb_1" => {
            platform::data(r#"{"rooms": [{"room_id": "omm_3", "capacity": 6}], "has_more": false}"#)
        }
        "GET /open-apis/vc/v1/rooms?page_size=100&room_level_id=omb_2" => {
            platform::data(r#"{"rooms": [{"room_id": "omm_4", "capacity": 12}], "has_more": false}"#)
        }
        _ => platform::nothing(),
    }
}
