//! Calls what is new and what changed, at a stand-in.

mod platform;

use vc_api::{Tenant, User, room::SeatKind};

fn respond(line: &str, _: &str) -> platform::Reply {
    match line {
        "GET /open-apis/vc/v1/rooms/omm_1/seats?page_size=2" => {
            platform::data(r#"{"seats": [{"seat_id": "s1", "kind": 2, "taken_since": "1"}], "has_more": false}"#)
        }
        "GET /open-apis/vc/v1/notes/n1?lang=en" => platform::data(r#"{"note": {"creator_id": "ou_1"}}"#),
        _ => platform::nothing(),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = vc_api::Client::builder().base_url(platform::start(respond).await?).build()?;
    let mut seats = client.session::<Tenant>("t-1").rooms().list_seat("omm_1").page_size(2).items();
    while let Some(seat) = seats.try_next().await? {
        assert_eq!(seat.kind, Some(SeatKind::Mobile));
        println!("seat {}", seat.seat_id.unwrap());
    }
    let note = client.session::<User>("u-1").notes().get("n1", "en").await?;
    println!("note of {}", note.creator_id.unwrap());
    Ok(())
}
