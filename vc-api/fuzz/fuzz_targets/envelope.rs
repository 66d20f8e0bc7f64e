//! Fuzz target: unencrypted webhook requests. Covers the outer JSON object of an event, and the body of the event.
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
    // If the body contains the right token, the webhook must return the same event or error as `Delivery`. Challenges and
    // encrypted bodies are exceptions.
    match (WEBHOOK.handle(&HeaderMap::new(), bytes), delivery) {
        (Ok(Outcome::Event(one)), Ok(other)) => assert_eq!(format!("{one:?}"), format!("{other:?}")),
        (Err(WebhookError::NotAnEvent(one)), Err(other)) => assert_eq!(one.to_string(), other.to_string()),
        (Ok(Outcome::Challenge(_)) | Err(WebhookError::Undecryptable), Err(_)) => {}
        (Err(WebhookError::WrongToken), _) => {}
        (one, other) => panic!("{one:?}, but {other:?}"),
    }
});
