//! Activity in a meeting. The platform delivers it in several forms, and the client understands each form.

use vc_api::bot::BotMeetingActivity;
use vc_api::{Client, Delivery, Event, EventContext, Events, WebhookConfig};
use vc_tests::deliveries::{plain, signed};
use vc_tests::journal::Journal;
use vc_tests::meeting_activity::{deliveries, delivery_of_wrong_kind, summaries};
use vc_tests::webhook_receiver::{config, deliver, encrypted_config, status};

#[tokio::test]
async fn all_forms() {
    let journal = Journal::default();
    let events = || {
        Events::with_state(journal.clone()).on(async |event: BotMeetingActivity, context: EventContext<Journal>| {
            assert!(context.skipped.is_empty(), "{:?}", context.skipped);
            assert!(!format!("{event:?} {event:#?}").contains("hunter2"), "what was said is printed");
            event.meeting_activity_items.iter().flat_map(summaries).for_each(|summary| context.state.note(summary));
        })
    };
    let by_plain = events().webhook(config()).expect("it can be made");
    let by_encrypted = events().webhook(encrypted_config()).expect("it can be made");
    for (sent, expected) in deliveries() {
        for (receiver, sent) in [(&by_plain, plain(&sent)), (&by_encrypted, signed(&sent))] {
            assert_eq!(status(receiver, &sent).await, 200);
            assert_eq!(journal.take(), expected);
        }
    }
}

/// Returns handlers that note the values that the client left out. For an unreadable event, the handlers note the reason.
fn noting(journal: &Journal) -> Events<Journal> {
    let events =
        Events::with_state(journal.clone()).on(async |_: BotMeetingActivity, context: EventContext<Journal>| {
            context.skipped.iter().for_each(|skipped| context.state.note(skipped.to_string()));
        });
    events.otherwise(async |delivery: Delivery, context: EventContext<Journal>| {
        let Event::Other(other) = delivery.event else { return };
        context.state.note(other.reason.unwrap_or_default());
    })
}

#[tokio::test]
async fn a_value_of_a_wrong_kind() {
    let (sent, path) = delivery_of_wrong_kind();
    let journal = Journal::default();
    let usual = noting(&journal).webhook(config()).expect("it can be made");
    assert_eq!(deliver(&usual, &sent).await, 200);
    assert_eq!(journal.take(), [format!("event.{path}: an array")]);

    let strict_client = Client::builder().strict_decoding(true).build().expect("it can be made");
    let strict: [(Events<Journal>, WebhookConfig); 2] =
        [(noting(&journal), config().strict_decoding(true)), (noting(&journal).client(&strict_client), config())];
    for (events, config) in strict {
        let receiver = events.webhook(config).expect("it can be made");
        assert_eq!(deliver(&receiver, &sent).await, 200);
        assert_eq!(journal.take(), [format!("{path}: expected a string, found an array")]);
    }
}
