//! Lists rooms as a custom app. The client fetches, stores and renews the tenant access token.
//!
//! Run the example with `cargo run -p vc-api --features testing --example quickstart`. The program calls a double of the
//! platform. If `VC_APP_ID` and `VC_APP_SECRET` contain the id and secret of an app, the program calls Feishu instead. The
//! app needs the scope `vc:room:readonly`.

use std::error::Error;

use vc_api::testing::Platform;
use vc_api::{Client, Sample, room};

async fn list_rooms(client: &Client) -> Result<(), Box<dyn Error>> {
    let org = client.tenant();

    let mut rooms = org.rooms().list().items();
    while let Some(room) = rooms.try_next().await? {
        println!("{}: {}", room.room_id, room.name.as_deref().unwrap_or("without a name"));
    }

    // `send` also returns the metadata of the call. The platform's support asks for the log id.
    let response = org.rooms().list().page_size(1).send().await?;
    println!("log id {:?}, {} attempts", response.metadata.log_id, response.metadata.attempts);
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    match (std::env::var("VC_APP_ID"), std::env::var("VC_APP_SECRET")) {
        (Ok(id), Ok(secret)) => list_rooms(&Client::builder().app(id, secret).build()?).await,
        _ => {
            let platform = double().await;
            list_rooms(&platform.client()).await
        }
    }
}

/// Starts a double of the platform with three rooms, two on a page.
async fn double() -> Platform {
    let platform = Platform::start().await;
    let rooms = [("omm_1", Some("Atlantis")), ("omm_2", None), ("omm_3", Some("Lemuria"))].map(|(id, name)| {
        let mut room = room::Room::sample();
        room.room_id = id.into();
        room.name = name.map(str::to_owned);
        room
    });
    platform.on_pages::<room::List>(rooms, 2);
    platform
}
