//! Any input of a webhook results in an event or a typed error, and never in a panic.

use proptest::prelude::*;
use serde_json::json;
use vc_api::testing::WebhookRequest;
use vc_api::{Event, Outcome, Webhook, WebhookError};
use vc_tests::deliveries::{KEY, of_type, signed, started};
use vc_tests::sample::{Extent, Quirk, events, sample};
use vc_tests::webhook_receiver::{config, encrypted_config};

fn handle(sent: &WebhookRequest) -> Result<Outcome, WebhookError> {
    Webhook::new(encrypted_config()).expect("it can be made").handle(&sent.headers, &sent.body)
}

fn handle_plain(body: &[u8]) -> Result<Outcome, WebhookError> {
    Webhook::new(config()).expect("it can be made").handle(&http::HeaderMap::new(), body)
}

/// Returns a generator of events. Each event is the fullest sample of one event type.
fn any_event() -> impl Strategy<Value = String> {
    (0..events().len()).prop_map(|index| {
        let (event_type, schema) = events()[index];
        of_type(event_type, "1", sample(schema, Extent::Fullest, Quirk::None)).to_string()
    })
}

fn flipped(bytes: &[u8], place: prop::sample::Index, bit: u8) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    flipped[place.index(bytes.len())] ^= 1 << bit;
    flipped
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(body in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(handle_plain(&body).is_err());
        prop_assert!(matches!(handle(&WebhookRequest::raw(body.clone())), Err(WebhookError::NotSigned)));
        let error = handle(&WebhookRequest::raw(body.clone()).signed_at(KEY, "1")).unwrap_err();
        prop_assert!(matches!(error, WebhookError::NotAnEvent(_)), "{error:?}");
        let error = handle(&WebhookRequest::encrypted_bytes(&body, KEY).signed_at(KEY, "1")).unwrap_err();
        prop_assert!(matches!(error, WebhookError::NotAnEvent(_)), "{error:?}");
    }

    #[test]
    fn any_text_that_should_be_encrypted(text in "[A-Za-z0-9+/=]{0,200}") {
        let error = handle(&WebhookRequest::plain(&json!({ "encrypt": text })).signed_at(KEY, "1")).unwrap_err();
        prop_assert!(matches!(error, WebhookError::Undecryptable | WebhookError::NotAnEvent(_)), "{error:?}");
    }

    #[test]
    fn changed_in_one_bit(text in any_event(), place in any::<prop::sample::Index>(), bit in 0..8u8) {
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut sent = signed(&json);
        sent.body = flipped(&sent.body, place, bit).into();
        prop_assert!(matches!(handle(&sent), Err(WebhookError::WrongSignature)));
        // With a valid signature, the changed request is either accepted or refused. It must not cause a panic.
        handle(&sent.signed_at(KEY, "1")).ok();
        handle_plain(&flipped(text.as_bytes(), place, bit)).ok();
    }

    #[test]
    fn cut_off(text in any_event(), place in any::<prop::sample::Index>()) {
        let cut = &text[..place.index(text.len())];
        prop_assert!(matches!(handle_plain(cut.as_bytes()), Err(WebhookError::NotAnEvent(_))));
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut sent = signed(&json);
        sent.body.truncate(place.index(sent.body.len()));
        prop_assert!(matches!(handle(&sent), Err(WebhookError::WrongSignature)));
        prop_assert!(matches!(handle(&sent.signed_at(KEY, "1")), Err(WebhookError::NotAnEvent(_))));
    }

    #[test]
    fn encrypted_with_another_key(text in any_event(), key in "[a-z]{1,20}") {
        let sent = WebhookRequest::encrypted_bytes(text.as_bytes(), KEY).signed_at(KEY, "1");
        let webhook = Webhook::new(config().encrypt_key(key)).unwrap();
        prop_assert!(matches!(webhook.handle(&sent.headers, &sent.body), Err(WebhookError::WrongSignature)));
    }
}

#[test]
fn oversized() {
    let text = "A".repeat(4 << 20);
    let sent = WebhookRequest::plain(&json!({ "encrypt": text })).signed_at(KEY, "1");
    assert!(matches!(handle(&sent), Err(WebhookError::TooLarge { limit: 1_048_576 })));
    let webhook = Webhook::new(encrypted_config().body_limit(usize::MAX)).expect("it can be made");
    let error = webhook.handle(&sent.headers, &sent.body).expect_err("it is noise");
    assert!(matches!(error, WebhookError::Undecryptable | WebhookError::NotAnEvent(_)), "{error:?}");
}

#[test]
fn invalid_utf_8() {
    let mut body = started("TOPIC").to_string().into_bytes();
    let place = body.windows(5).position(|five| five == b"TOPIC").expect("it is there");
    body[place] = 0xff;
    for outcome in [handle_plain(&body), handle(&WebhookRequest::encrypted_bytes(&body, KEY).signed_at(KEY, "1"))] {
        assert!(matches!(outcome, Err(WebhookError::NotAnEvent(_))), "{outcome:?}");
    }
}

#[test]
fn deep_json() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let whole = of_type("vc.meeting.meeting_started_v1", "1", json!({ "schema": "2.0", "event": "HERE" })).to_string();
    let body = whole.replace("\"HERE\"", &deep);
    let Ok(Outcome::Event(delivery)) =
        handle(&WebhookRequest::encrypted_bytes(body.as_bytes(), KEY).signed_at(KEY, "1"))
    else {
        panic!("it is an event")
    };
    let Event::Other(other) = delivery.event else { panic!("its body is no object") };
    assert_eq!((other.body.get(), other.reason.is_some()), (deep.as_str(), true));
    // First, the deep JSON is in a field that the client ignores. Then it is the whole body.
    let skipped = whole.replace("\"HERE\"", &format!(r#"{{"meeting": {{"id": "1", "unknown": {deep}}}}}"#));
    assert!(matches!(handle_plain(skipped.as_bytes()), Ok(Outcome::Event(_))));
    assert!(handle_plain(deep.as_bytes()).is_err());
    assert!(handle_plain(&deep.as_bytes()[..200_000]).is_err());
}
