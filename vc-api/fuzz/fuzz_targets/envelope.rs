//! Unencrypted webhook requests: the envelope of an event, and the event in it.
#![no_main]

use std::sync::LazyLock;

use http::HeaderMap;
use libfuzzer_sys::fuzz_target;
use vc_api::{Delivery, Event, Outcome, Webhook, WebhookConfig, WebhookError};
use vc_tests::deliveries::TOKEN;

static WEBHOOK: LazyLock<Webhook> =
    LazyLock::new(|| Webhook::new(WebhookConfig::new(TOKEN)).expect("the options are good"));

fuzz_target!(|bytes: &[u8]| {
    let delivery = Delivery::from_slice(bytes);
    if let Ok(Delivery { event: Event::Other(other), .. }) = &delivery {
        drop(other.json());
    }
    // A webhook must read a body with the token as `Delivery` does, unless it is a challenge.
    match (WEBHOOK.handle(&HeaderMap::new(), bytes), delivery) {
        (Ok(Outcome::Event(one)), Ok(other)) => assert_eq!(format!("{one:?}"), format!("{other:?}")),
        (Err(WebhookError::NotAnEvent(one)), Err(other)) => assert_eq!(one.to_string(), other.to_string()),
        (Ok(Outcome::Challenge(_)) | Err(WebhookError::Undecryptable), Err(_)) => {}
        (Err(WebhookError::WrongToken), _) => {}
        (one, other) => panic!("{one:?}, but {other:?}"),
    }
});
