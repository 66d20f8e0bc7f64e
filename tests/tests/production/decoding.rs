//! Decoding of responses with odd values: the client leaves out the odd values, reports them, and invents nothing.

use serde::Deserialize;
use serde_json::{Value, json};
use vc_api::testing::{HttpReply, Platform};
use vc_api::{CallOptions, Error, Json, Method, Session, Tenant};
use vc_tests::logs::CapturedLog;
use vc_tests::meeting_activity::summaries;
use vc_tests::platform::count;

use crate::support::{built, custom, failure, platform};

const ALERTS: &str = "/open-apis/vc/v1/alerts";

/// Starts a platform with the given `data` in every response. Returns the platform and a session.
async fn responding(data: Value) -> (Platform, Session<Tenant>) {
    let platform = platform(move |_| HttpReply::data(&data)).await;
    let session = built(custom(&platform)).session::<Tenant>("t-hunter2");
    (platform, session)
}

/// Returns a page of alerts with odd values. One odd value is a list in a list, as in an example of the platform.
fn alerts() -> Value {
    let item = |id: &str, methods: Value| json!({ "alert_id": id, "alert_level": 2, "notifyMethods": methods });
    json!({ "has_more": false, "items": [item("1", json!([["hunter2"], 0])), item("2", json!([0, 1])), "hunter2", item("3", json!({}))] })
}

#[tokio::test]
async fn an_odd_value_is_reported_with_its_path() {
    let (_platform, session) = responding(alerts()).await;
    let log = CapturedLog::start();
    let expected = [
        "data.items[0].notifyMethods[0]: an array",
        "data.items[2]: a string",
        "data.items[3].notifyMethods: an object",
    ];
    let response = session.alerts().list(1, 2).send().await.expect("the rest is read");
    let items = &response.data.items;
    let methods = |index: usize| items[index].notify_methods.len();
    assert_eq!((items.len(), methods(0), methods(1), methods(2)), (3, 1, 2, 0));
    assert_eq!(response.metadata.skipped.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
    assert_eq!(log.count(&["WARN", "left out", "alert.list", "count=3", expected[0], expected[1], expected[2]]), 1);
    assert_eq!(log.count(&["WARN"]), 1);

    let mut pages = session.alerts().list(1, 2).pages();
    let page = pages.try_next().await.expect("it is read").expect("there is a page");
    assert_eq!(page.metadata.skipped.len(), 3);
    let mut items = session.alerts().list(1, 2).items();
    items.try_next().await.expect("it is read").expect("there is an item");
    assert_eq!(items.metadata().map(|metadata| metadata.skipped.len()), Some(3));
    assert_eq!(log.count(&["hunter2"]), 0, "the value is not logged");
}

#[tokio::test]
async fn a_strict_client_refuses_odd_values() {
    let (platform, _) = responding(alerts()).await;
    let session = built(custom(&platform).strict_decoding(true)).session::<Tenant>("t-hunter2");
    let Error::Undecodable(error) = failure(session.alerts().list(1, 2).await) else { panic!("another error") };
    assert_eq!(error.path, "data.items[0].notifyMethods[0]");
    assert_eq!(error.reason, "expected an integer, found an array");
}

/// If `has_more` or `page_token` has a value of a wrong kind, the call always fails, even without strict decoding.
#[tokio::test]
async fn no_odd_value_ends_a_listing() {
    let wrong = [
        ("has_more", json!("yes"), "a string"),
        ("has_more", json!({}), "an object"),
        ("page_token", json!({}), "an object"),
        ("page_token", json!([]), "an array"),
        ("page_token", json!(true), "a boolean"),
        ("items", json!("none"), "a string"),
        ("items", json!({}), "an object"),
    ];
    for (key, value, kind) in wrong {
        let mut data = json!({ "has_more": true, "page_token": "p2", "items": [{ "alert_id": "1" }] });
        data[key] = value;
        let (platform, session) = responding(data).await;
        let mut items = session.alerts().list(1, 2).items();
        let Error::Undecodable(error) = failure(items.try_next().await) else { panic!("another error") };
        assert_eq!(error.path, format!("data.{key}"));
        assert!(error.reason.ends_with(&format!("found {kind}")), "{error}");
        assert_eq!(count(&platform, ALERTS), 1);
    }
    for (envelope, path) in [
        (json!({ "code": 0, "msg": "", "data": [] }), "data"),
        (json!({ "code": 0, "msg": "", "data": "none" }), "data"),
        (json!({ "code": [0], "msg": "", "data": {} }), "code"),
        (json!({ "msg": "", "data": {} }), "code"),
    ] {
        let platform = platform(move |_| HttpReply::json(200, &envelope)).await;
        let session = built(custom(&platform)).session::<Tenant>("t-hunter2");
        let Error::Undecodable(error) = failure(session.alerts().list(1, 2).await) else { panic!("another error") };
        assert_eq!(error.path, path);
    }
}

#[derive(Debug, Deserialize)]
struct Painted {
    room_id: String,
    colour: String,
}

#[tokio::test]
async fn unknown_fields_can_be_read() {
    let (_platform, session) = responding(json!({ "room": { "room_id": "omm_1", "colour": "hunter2 red" } })).await;
    let call = || session.rooms().get("omm_1");
    let painted: Painted = call().read_as().await.expect("it has both");
    assert_eq!((painted.room_id.as_str(), painted.colour.as_str()), ("omm_1", "hunter2 red"));

    let response = call().options(CallOptions::new().keep_json(true)).send().await.expect("a room");
    let kept = response.metadata.json.as_ref().expect("it was asked for");
    assert_eq!(kept.decode::<Value>().expect("it is JSON")["data"]["room"]["colour"], "hunter2 red");
    assert!(!format!("{response:?}").contains("red"), "{response:?}");
    assert!(call().send().await.expect("a room").metadata.json.is_none());

    let error = failure(call().read_as::<Vec<String>>().await);
    assert!(error.to_string().contains("data.room: "), "{error}");
    // In the spec, the response of this operation has no data. `read_as` can read data that the platform adds later.
    let (_platform, session) = responding(json!({ "new": 5 })).await;
    let found: Value = session.rooms().delete("omm_1").read_as().await.expect("any JSON");
    assert_eq!(found, json!({ "new": 5 }));
}

/// The client reads a whole number exactly, or reports it as an odd value. It never rounds a number.
#[tokio::test]
async fn numbers_are_exact() {
    let body = r#"{"code": 0, "msg": "", "data": {"room": {"room_id": 18446744073709551616, "capacity": 18446744073709551616}}}"#;
    let platform = platform(move |_| HttpReply::body(200, "application/json", body)).await;
    let session = built(custom(&platform)).session::<Tenant>("t-hunter2");
    let response = session.rooms().get("omm_1").send().await.expect("the id is text");
    assert_eq!(response.data.room_id.as_str(), "18446744073709551616");
    assert_eq!(response.data.capacity, None);
    assert_eq!(response.metadata.skipped[0].path, "data.room.capacity");

    let raw = || session.call(Method::Get, "/open-apis/vc/v1/rooms/omm_1");
    let error = failure::<Json>(raw().await);
    assert!(error.to_string().contains("data"), "{error}");
    let kept = raw().decode::<Box<vc_api::RawJson>>().await.expect("it is JSON");
    assert!(kept.get().contains("18446744073709551616"));
}

/// In a delivery, the id of a person is an object. In a response, the id is a text, and an object with an id, a type and a
/// time surrounds each event. The client reads both forms.
#[tokio::test]
async fn events_of_a_meeting_in_a_response() {
    let user = json!({ "id": "ou_1", "user_name": "Ann", "user_type": 10 });
    let event = |id: &str, kind: &str, payload: Value| json!({ "event_id": id, "event_type": kind, "event_time": "2026-09-21T14:13:21Z", "meeting_id": "7651377260537433123", "payload": payload });
    let said = json!({ "activity_event_type": "transcript_received", "chat_received_items": [], "transcript_received_items": [
        { "speaker": user, "text": "hunter2 is fine", "sentence_id": "s1", "start_time_ms": "1790000001000" },
    ] });
    let new = json!({ "activity_event_type": "hat_worn", "hat_worn_items": ["hunter2"], "chat_received_items": [] });
    let events = [event("1", "transcript_received", said), event("2", "vc.bot.meeting_activity_v1", new)];
    let (_platform, session) = responding(json!({ "has_more": false, "page_token": "later", "events": events })).await;
    let log = CapturedLog::start();
    let response = session.bots().events("7651377260537433123").send().await.expect("events");
    assert!(response.metadata.skipped.is_empty());
    let events = &response.data.events;
    let told: Vec<_> = events.iter().filter_map(|event| event.payload.as_ref()).flat_map(summaries).collect();
    assert_eq!(
        told,
        ["transcript_received: ou_1 Ann said 15 letters at 1790000001000", r#"hat_worn: hat_worn_items=["hunter2"]"#]
    );
    let at = events[0].event_time.expect("it has a time");
    assert_eq!(at.to_string(), "2026-09-21T14:13:21Z");
    assert!(!format!("{response:?} {response:#?}").contains("hunter2"), "what was said is printed");
    assert_eq!(log.count(&["hunter2"]), 0, "what was said is logged");
}

/// Errors contain neither the spoken words of a response nor the chat message of a request.
#[tokio::test]
async fn no_spoken_word_is_in_an_error() {
    let body = r#"{"code": 0, "data": {"has_more": "hunter2", "events": [{"payload": {"transcript_received_items": [{"text": "hunter2"}]}}]}}"#;
    let sentence = "hunter2 is fine";
    let refusal = json!({ "code": 121_003, "msg": format!("bad content: {sentence}"), "error": {
        "field_violations": [{ "field": "content", "value": "hunter2 is", "description": format!("{sentence}?") }],
        "details": [{ "key": "content", "value": "hunter2" }],
    } });
    let platform = platform(move |request| match request.method() {
        "GET" => HttpReply::body(200, "application/json", body),
        _ => HttpReply::json(400, &refusal),
    })
    .await;
    let session = built(custom(&platform)).session::<Tenant>("t-1");
    let log = CapturedLog::start();
    for error in [
        failure(session.bots().events("1").await),
        failure(session.bots().message("1", vc_api::bot::MessageMsgType::Text, sentence).await),
    ] {
        let all = format!("{error} {error:?} {error:#?} {:?} {:?}", error.body(), error.refusal());
        assert!(!all.contains("hunter2"), "{all}");
    }
    assert_eq!(log.count(&["hunter2"]), 0);
}

/// If an operation lists a code, the error has the listed meaning instead of the general meaning.
#[tokio::test]
async fn a_listed_code_takes_precedence() {
    let platform = platform(|_| HttpReply::refusal(400, 10_012)).await;
    let session = built(custom(&platform)).session::<Tenant>("t-hunter2");
    let joined =
        failure(session.bots().join(vc_api::bot::JoinJoinType::MeetingNo, vc_api::bot::JoinIdentify::new()).await);
    assert!(!joined.report().to_string().contains("ticket"), "{joined}");
    assert_eq!(joined.refusal().and_then(|refusal| refusal.listed).map(|listed| listed.code), Some(10_012));
    let other = failure(session.rooms().get("omm_1").await);
    assert!(other.report().to_string().contains("ticket"), "{other}");
}
