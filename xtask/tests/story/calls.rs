//! Calls two new endpoints and a changed endpoint on a double of the platform. One of the new endpoints has a custom method.

use vc_api::room::{Seat, SeatKind};
use vc_api::testing::{Platform, Received};
use vc_api::{Sample, note, room};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let platform = Platform::start().await;
    platform.strict();
    platform.on(|call: Received<room::ListSeat>| {
        assert_eq!((call.room_id.as_str(), call.page_size), ("omm_1", Some(2)));
        let mut seat = Seat::sample();
        seat.seat_id = Some("s1".into());
        seat.kind = Some(SeatKind::Mobile);
        Ok(call.last_page([seat]))
    });
    platform.on(|call: Received<note::Get>| {
        assert_eq!((call.note_id.as_str(), call.lang.as_str()), ("n1", "en"));
        let mut note = note::Note::sample();
        note.creator_id = Some("ou_1".into());
        Ok(note)
    });
    platform.on(|call: Received<room::Relocate>| {
        println!("relocated {}", call.room_id.as_str());
        Ok(())
    });

    let mut seats = platform.client().tenant().rooms().list_seat("omm_1").page_size(2).items();
    while let Some(seat) = seats.try_next().await? {
        assert_eq!(seat.kind, Some(SeatKind::Mobile));
        println!("seat {}", seat.seat_id.unwrap());
    }
    let note = platform.user().notes().get("n1", "en").await?;
    println!("note of {}", note.creator_id.unwrap());
    platform.client().tenant().rooms().relocate("omm_1:x").await?;
    platform.verify()?;
    Ok(())
}
