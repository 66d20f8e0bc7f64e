//! Samples of the client's types. After a conversion to JSON, they equal the samples from the bundle.

use serde_json::{Value, json};
use vc_api::endpoints::SERVED;
use vc_api::events::SAMPLES as EVENTS;
use vc_tests::sample::{Extent, Quirk, differences, events, kept, operations, resolved};

/// Returns the data that a call returns for an envelope. This is the value of `data`, or, if `unwrapped` names a
/// field of `data`, the value of that field.
fn given(envelope: &Value, unwrapped: Option<&str>) -> Value {
    unwrapped.map_or_else(|| envelope["data"].clone(), |name| envelope["data"][name].clone())
}

#[test]
fn samples_of_responses_are_those_of_the_bundle() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for operation in operations() {
        let Some(schema) = operation.response() else { continue };
        let served = SERVED.iter().find(|served| served.info.id == operation.id);
        let sample = served.unwrap_or_else(|| panic!("{} has no sample", operation.id)).sample;
        let envelope: Value = serde_json::from_slice(&sample().expect("it can be written").body).expect("it is JSON");
        let unwrapped = operation.json["x-unwrap"].as_str();
        let found = given(&envelope, unwrapped);
        let expected = given(&kept(schema, Extent::Fullest, Quirk::None), unwrapped);
        if !resolved(&schema["properties"]["data"]).1["properties"].is_null() {
            wrong.extend(differences(&expected, &found).into_iter().map(|at| format!("{} {at}", operation.id)));
            compared += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 40, "{compared}");
}

#[test]
fn samples_of_events_are_those_of_the_bundle() {
    let mut wrong = Vec::new();
    for (event_type, schema) in events() {
        let (_, sample) = EVENTS.iter().find(|(found, _)| *found == event_type).expect("every event has a sample");
        let found = json!({ "event": sample().expect("it can be written as JSON") });
        let delivery = kept(schema, Extent::Fullest, Quirk::None);
        let expected = json!({ "event": delivery["event"] });
        wrong.extend(differences(&expected, &found).into_iter().map(|at| format!("{event_type} {at}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(EVENTS.len(), events().len());
}
