//! Deliveries of the activity in a meeting, in each form that the platform sends.

use serde_json::{Value, json};
use vc_api::bot::{MeetingActivity, MeetingAgentEventUser, ParticipantId};

use crate::deliveries::of_type;

/// Returns deliveries of activities in several forms. Each delivery comes with the expected summaries of its items.
pub fn deliveries() -> Vec<(Value, Vec<&'static str>)> {
    let meeting = json!({ "id": 7_651_377_260_537_433_123_u64, "topic": "Review", "meeting_no": "123456789", "start_time": 1_790_000_000 });
    let user =
        json!({ "id": { "open_id": "ou_1", "union_id": "on_1", "user_id": "u1" }, "user_name": "Ann", "user_type": 1 });
    let bodies = [
        (
            // In this form, the event has two separate fields for the meeting and for the list of activities. The ids of
            // people are objects. Times are strings or numbers.
            json!({ "meeting": meeting, "meeting_activity_items": [
                { "activity_event_type": "transcript_received", "transcript_received_items": [
                    { "speaker": user, "text": "hunter2", "sentence_id": "s1", "start_time_ms": "1790000001000" },
                    { "speaker": user, "text": "hunter2 is fine", "sentence_id": "s1", "start_time_ms": 1_790_000_001_000_u64 },
                ] },
                { "activity_event_type": "participant_joined", "participant_joined_items": [
                    { "participant": { "id": { "user_id": "u2" } }, "join_time": "2026-09-21T14:13:21Z" },
                ], "participant_left_items": [] },
            ] }),
            vec![
                "transcript_received: ou_1 on_1 u1 Ann said 7 letters at 1790000001000",
                "transcript_received: ou_1 on_1 u1 Ann said 15 letters at 1790000001000",
                "participant_joined: u2 joined at 1790000001000",
            ],
        ),
        (
            // In this form, the name of the list is misspelt, each activity contains the meeting, and ids are fields of the
            // user.
            json!({ "meeting_actitivty_items": [
                { "event_id": "e1", "meeting": meeting, "activity_event_type": "chat_received", "chat_received_items": [
                    { "operator": { "open_id": "ou_3", "union_id": "on_3", "name": "Cas" }, "content": "hunter2", "message_type": 1,
                      "sent_timestamp": 1_790_000_001 },
                    { "operator": { "id": "ou_3", "user_name": "Cas" }, "content": "OK", "message_type": "3", "send_time": "1790000001000" },
                ] },
            ] }),
            vec![
                "chat_received: ou_3 on_3 Cas wrote 7 letters at 1790000001000",
                "chat_received: ou_3 Cas wrote 2 letters at 1790000001000",
            ],
        ),
        (
            // This delivery has an unknown kind of activity, and an unknown kind of document context.
            json!({ "meeting": meeting, "meeting_activity_items": [
                { "activity_event_type": "hat_worn", "hat_worn_items": [{ "hat": "hunter2" }] },
                { "activity_event_type": "document_context_changed", "document_context_changed_items": [
                    { "context_type": "page_turned", "page_turned": { "page": 18_446_744_073_709_551_615_u64 }, "share_id": "sh1" },
                ] },
            ] }),
            vec![
                r#"hat_worn: hat_worn_items=[{"hat":"hunter2"}]"#,
                r#"document_context_changed: sh1 page_turned={"page":18446744073709551615}"#,
            ],
        ),
    ];
    let delivery = |(index, (event, summaries)): (usize, (Value, Vec<&'static str>))| {
        let id = format!("activity-{index}");
        (of_type("vc.bot.meeting_activity_v1", &id, json!({ "schema": "2.0", "event": event })), summaries)
    };
    bodies.into_iter().enumerate().map(delivery).collect()
}

/// Returns a summary of each item of an activity. The summaries contain no spoken words.
pub fn summaries(activity: &MeetingActivity) -> Vec<String> {
    let kind = activity.activity_event_type.as_ref().map_or("?", |kind| kind.as_str());
    let joined = activity.participant_joined_items.iter().map(|item| {
        format!(
            "{}joined at {}",
            ids_and_name(item.participant.as_ref()),
            item.join_time.map_or(0, vc_api::UnixMillis::millis)
        )
    });
    let said = activity.transcript_received_items.iter().map(|item| {
        let (speaker, text) =
            (ids_and_name(item.speaker.as_ref()), item.text.as_ref().map_or("", |text| text.as_str()));
        format!("{speaker}said {} letters at {}", text.len(), item.start_time_ms.map_or(0, vc_api::UnixMillis::millis))
    });
    let written = activity.chat_received_items.iter().map(|item| {
        let (author, text) =
            (ids_and_name(item.operator.as_ref()), item.content.as_ref().map_or("", |text| text.as_str()));
        format!("{author}wrote {} letters at {}", text.len(), item.send_time.map_or(0, vc_api::UnixMillis::millis))
    });
    let shown = activity.document_context_changed_items.iter().flat_map(|item| {
        let share = item.share_id.as_deref().unwrap_or("?");
        item.unknown_fields.iter().map(move |(name, json)| format!("{share} {name}={}", json.get()))
    });
    let unknown = activity.unknown_fields.iter().map(|(name, json)| format!("{name}={}", json.get()));
    let all = joined.chain(said).chain(written).chain(shown).chain(unknown);
    all.map(|item| format!("{kind}: {item}")).collect()
}

/// Returns the ids and the name of a participant.
fn ids_and_name(user: Option<&MeetingAgentEventUser>) -> String {
    let Some(user) = user else { return String::new() };
    let beside = [&user.open_id, &user.union_id, &user.user_id].map(Clone::clone);
    let ids = match &user.id {
        Some(ParticipantId::Text(id)) => vec![Some(id.to_string())],
        Some(ParticipantId::Object(ids)) => vec![ids.open_id.clone(), ids.union_id.clone(), ids.user_id.clone()],
        _ => vec![],
    };
    let all = ids.into_iter().chain(beside).chain([user.user_name.clone()]);
    all.flatten().map(|part| part + " ").collect()
}

/// Returns a delivery with a value of a wrong kind, and the path of that value.
pub fn delivery_of_wrong_kind() -> (Value, &'static str) {
    let item = json!({ "sentence_id": "s1", "text": ["hunter2"] });
    let event = json!({ "meeting_activity_items": [{ "transcript_received_items": [item] }] });
    let delivery =
        of_type("vc.bot.meeting_activity_v1", "activity-of-wrong-kind", json!({ "schema": "2.0", "event": event }));
    (delivery, "meeting_activity_items[0].transcript_received_items[0].text")
}
