//! Events. The client understands the events of the bundle, and passes all other events on unchanged.

use serde_json::{Value, json};
use vc_api::{Delivery, Event};
use vc_tests::deliveries::of_type;
use vc_tests::sample::{Extent, Quirk, UNDERSTOOD, differences, events, kept, sample};
use vc_tests::wrong_kind::each_of_wrong_kind;

#[test]
fn every_event_is_understood() {
    let (mut tested, mut failures) = (0, Vec::new());
    for (event_type, schema) in events() {
        for (extent, quirk) in UNDERSTOOD {
            let json = of_type(event_type, "5e37", sample(schema, extent, quirk));
            let expected = of_type(event_type, "5e37", kept(schema, extent, quirk));
            let delivery = Delivery::from_slice(json.to_string().as_bytes()).expect("it has a type");
            let wrong = match &delivery.event {
                Event::Other(other) => vec![format!("was not read: {:?}", other.reason)],
                event if event.event_type() != event_type => vec![format!("was read as {}", event.event_type())],
                _ => differences(&expected, &delivery.encode().expect("an event can be written")),
            };
            failures.extend(wrong.iter().map(|wrong| format!("{event_type} {extent:?} {quirk:?} {wrong}")));
        }
        tested += 1;
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(tested, vc_api::events::ALL.len(), "the bundle and the client have the same events");
}

/// If one value of an event has a wrong kind, the client leaves out only this value, and reports its path.
#[test]
fn every_value_of_every_event() {
    let (mut tested, mut failures) = (0, Vec::new());
    for (event_type, schema) in events() {
        for quirk in [Quirk::None, Quirk::Swapped] {
            let mut delivery = sample(schema, Extent::Fullest, quirk);
            delivery["header"]["event_type"] = event_type.into();
            for one in each_of_wrong_kind(schema, &delivery, &|_| false) {
                if !one.path.starts_with("event") || one.path == "event" {
                    continue;
                }
                let read = Delivery::from_slice(one.json.to_string().as_bytes()).expect("it has a type");
                tested += 1;
                let skipped: Vec<_> = read.skipped.iter().map(ToString::to_string).collect();
                let wrong = match (&read.event, one.rest) {
                    (Event::Other(other), None) => {
                        let (reason, path) =
                            (other.reason.as_deref().unwrap_or_default(), one.path.replacen("event.", "", 1));
                        if reason.starts_with(&format!("{path}: ")) && !reason.contains("hunter2") {
                            vec![]
                        } else {
                            vec![reason.to_owned()]
                        }
                    }
                    (Event::Other(other), Some(_)) => vec![format!("was not read: {:?}", other.reason)],
                    (_, None) => vec!["it was left out, but must be there".to_owned()],
                    (_, Some(_)) if skipped != [format!("{}: {}", one.path, one.kind)] => {
                        vec![format!("skipped {skipped:?}")]
                    }
                    (_, Some(rest)) => differences(&rest, &read.encode().expect("an event can be written")),
                };
                failures.extend(wrong.iter().map(|wrong| format!("{event_type} {}: {}: {wrong}", one.path, one.kind)));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert!(tested > 7000, "only {tested} values");
}

/// Reads an event that the client must pass on unchanged. Returns the type of the event, and the reason if the event is
/// unreadable.
fn carried(event_type: &str, body: &Value) -> (String, Option<String>) {
    let delivery = json!({"schema": "2.0", "header": {"event_id": "5e37", "event_type": event_type}, "event": body});
    let read = Delivery::from_slice(delivery.to_string().as_bytes()).expect("it has a type");
    assert_eq!(read.encode().expect("an event can be written"), delivery);
    match read.event {
        Event::Other(other) => (other.event_type, other.reason),
        event => panic!("{event_type} was read as {event:?}"),
    }
}

#[test]
fn unknown_events_are_carried() {
    for body in [json!({"room": {"room_id": 1, "more": [null]}}), json!([1.5, "text"]), json!(null)] {
        assert_eq!(carried("vc.room.painted_v1", &body), ("vc.room.painted_v1".to_owned(), None));
    }
}

#[test]
fn unreadable_events_are_carried_with_the_reason() {
    for (event_type, _) in events() {
        let (_, reason) = carried(event_type, &json!(["text"]));
        assert!(reason.is_some_and(|reason| reason.starts_with("expected an object")), "{event_type}");
    }
    let missing = "meeting.id: it is required but missing";
    let cases = [
        ("vc.meeting.meeting_started_v1", json!({"meeting": {"topic": "a"}}), missing),
        ("vc.meeting.meeting_started_v1", json!({"meeting": {"id": null}}), missing),
        ("vc.room.created_v1", json!({"room": {"room_id": true}}), "room.room_id: expected a string, found a boolean"),
    ];
    for (event_type, body, reason) in cases {
        assert_eq!(carried(event_type, &body), (event_type.to_owned(), Some(reason.to_owned())));
    }
}
