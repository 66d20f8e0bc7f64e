//! Every event of the bundle reaches the handler of its type. The handler gets all fields of the event.

use serde::Serialize;
use serde_json::{Value, json};
use vc_api::{Delivery, EventContext, EventType, Events};
use vc_api::{bot, meeting, note, recording, reserve_config, room, room_level};
use vc_tests::deliveries::{of_type, plain, signed};
use vc_tests::journal::Journal;
use vc_tests::sample::{UNDERSTOOD, differences, events, kept, sample};
use vc_tests::webhook_receiver::{config, encrypted_config, status};

/// Writes the type, the id and the body of an event into the journal, as JSON.
fn noted<T: EventType + Serialize>(event: &T, context: &EventContext<Journal>) {
    let noted = json!([T::INFO.event_type, context.header.event_id, event]);
    context.state.note(noted.to_string());
}

/// Adds a handler for each of the given event types.
macro_rules! handlers {
    ($events:expr, $($event:ty),*) => {
        $events$(.on(async |event: $event, context: EventContext<Journal>| noted(&event, &context)))*
    };
}

fn all(journal: &Journal) -> Events<Journal> {
    let events = handlers!(
        Events::with_state(journal.clone()),
        bot::BotMeetingActivity,
        bot::BotMeetingEnded,
        bot::BotMeetingInvited,
        bot::BotMeetingStarted,
        meeting::AllMeetingEnded,
        meeting::AllMeetingStarted,
        meeting::JoinMeeting,
        meeting::LeaveMeeting,
        meeting::MeetingEnded,
        meeting::MeetingStarted,
        meeting::ParticipantMeetingEnded,
        meeting::ParticipantMeetingJoined,
        meeting::ParticipantMeetingStarted,
        meeting::RecordingEnded,
        meeting::RecordingReady,
        meeting::RecordingStarted,
        meeting::ShareEnded,
        meeting::ShareStarted,
        note::NoteGenerated,
        recording::UserRecordingEnded,
        recording::UserRecordingStarted,
        recording::UserRecordingTranscriptGenerated,
        reserve_config::ReserveConfigUpdated,
        room::RoomCreated,
        room::RoomUpdated,
        room::RoomDeleted,
        room_level::RoomLevelCreated,
        room_level::RoomLevelUpdated,
        room_level::RoomLevelDeleted
    );
    events.otherwise(async |delivery: Delivery, context: EventContext<Journal>| {
        context.state.note(format!("not handled: {:?}", delivery.event));
    })
}

#[tokio::test]
async fn every_event_reaches_its_handler() {
    let journal = Journal::default();
    let by_plain = all(&journal).webhook(config()).expect("it can be made");
    let by_encrypted = all(&journal).webhook(encrypted_config()).expect("it can be made");
    let (mut types, mut failures) = (0, Vec::new());
    for (event_type, schema) in events() {
        types += 1;
        for (index, (extent, quirk)) in UNDERSTOOD.into_iter().enumerate() {
            let id = format!("{event_type}-{index}");
            let sent = of_type(event_type, &id, sample(schema, extent, quirk));
            assert_eq!(status(&by_plain, &plain(&sent)).await, 200);
            assert_eq!(status(&by_encrypted, &signed(&sent)).await, 200);
            let expected = json!([event_type, id, kept(schema, extent, quirk)["event"]]);
            let handled = journal.take();
            assert_eq!(handled.len(), 2, "{id}: {handled:?}");
            for handled in handled {
                let handled: Value = serde_json::from_str(&handled).unwrap_or_else(|_| panic!("{handled}"));
                failures.extend(differences(&expected, &handled).into_iter().map(|wrong| format!("{id}{wrong}")));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(types, vc_api::events::ALL.len());
}
