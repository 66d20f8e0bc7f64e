//! What happens in a meeting is read alike in all forms in which it is pushed.

use vc_api::bot::BotMeetingActivity;
use vc_api::{Client, Delivery, Event, EventContext, Events, WebhookConfig};
use vc_tests::sender::{plain, signed};
use vc_tests::traffic::{odd, pushed, told};

use crate::support::{Log, config, deliver, encrypted_config, status};

#[tokio::test]
async fn all_forms() {
    let log = Log::default();
    let events = || {
        Events::with_state(log.clone()).on(async |event: BotMeetingActivity, context: EventContext<Log>| {
            assert!(context.skipped.is_empty(), "{:?}", context.skipped);
            assert!(!format!("{event:?} {event:#?}").contains("hunter2"), "what was said is printed");
            event.meeting_activity_items.iter().flat_map(told).for_each(|told| context.state.note(told));
        })
    };
    let by_plain = events().webhook(config()).expect("it can be made");
    let by_encrypted = events().webhook(encrypted_config()).expect("it can be made");
    for (sent, expected) in pushed() {
        for (receiver, sent) in [(&by_plain, plain(&sent)), (&by_encrypted, signed(&sent))] {
            assert_eq!(status(receiver, &sent).await, 200);
            assert_eq!(log.take(), expected);
        }
    }
}

/// Handlers that note what was left out, and why an event could not be read.
fn noting(log: &Log) -> Events<Log> {
    let events = Events::with_state(log.clone()).on(async |_: BotMeetingActivity, context: EventContext<Log>| {
        context.skipped.iter().for_each(|skipped| context.state.note(skipped.to_string()));
    });
    events.otherwise(async |delivery: Delivery, context: EventContext<Log>| {
        let Event::Other(other) = delivery.event else { return };
        context.state.note(other.reason.unwrap_or_default());
    })
}

#[tokio::test]
async fn a_value_of_a_wrong_kind() {
    let (sent, path) = odd();
    let log = Log::default();
    let usual = noting(&log).webhook(config()).expect("it can be made");
    assert_eq!(deliver(&usual, &sent).await, 200);
    assert_eq!(log.take(), [format!("event.{path}: an array")]);

    let strict_client = Client::builder().strict_decoding(true).build().expect("it can be made");
    let strict: [(Events<Log>, WebhookConfig); 2] =
        [(noting(&log), config().strict_decoding(true)), (noting(&log).client(&strict_client), config())];
    for (events, config) in strict {
        let receiver = events.webhook(config).expect("it can be made");
        assert_eq!(deliver(&receiver, &sent).await, 200);
        assert_eq!(log.take(), [format!("{path}: expected a string, found an array")]);
    }
}
