//! Activity in a meeting. The platform delivers it in several forms, and the client understands each form.

use vc_api::bot::BotMeetingActivity;
use vc_api::testing::Platform;
use vc_api::{Delivery, Event, EventContext, Events};
use vc_tests::journal::Journal;
use vc_tests::meeting_activity::{deliveries, delivery_of_wrong_kind, summaries};
use vc_tests::secrecy::show_logs;

use crate::support::connect;

#[tokio::test]
async fn all_forms() {
    show_logs();
    let (platform, journal) = (Platform::start().await, Journal::default());
    let events = Events::with_state(journal.clone()).client(&platform.client());
    let events = events.on(async |event: BotMeetingActivity, context: EventContext<Journal>| {
        assert!(context.skipped.is_empty(), "{:?}", context.skipped);
        event.meeting_activity_items.iter().flat_map(summaries).for_each(|summary| context.state.note(summary));
    });
    let _connection = connect(events);
    platform.connected().await;
    for (sent, expected) in deliveries() {
        assert_eq!(platform.deliver(sent).await, Ok(()));
        assert_eq!(journal.take(), expected);
    }
}

#[tokio::test]
async fn a_value_of_a_wrong_kind() {
    show_logs();
    let (sent, path) = delivery_of_wrong_kind();
    let noted = [format!("event.{path}: an array"), format!("{path}: expected a string, found an array")];
    for (is_strict, noted) in [false, true].into_iter().zip(noted) {
        let (platform, journal) = (Platform::start().await, Journal::default());
        let client = platform.client_builder().strict_decoding(is_strict).build().expect("the options are good");
        let events = Events::with_state(journal.clone()).client(&client);
        let events = events.on(async |_: BotMeetingActivity, context: EventContext<Journal>| {
            context.skipped.iter().for_each(|skipped| context.state.note(skipped.to_string()));
        });
        let _connection = connect(events.otherwise(async |delivery: Delivery, context: EventContext<Journal>| {
            let Event::Other(other) = delivery.event else { return };
            context.state.note(other.reason.unwrap_or_default());
        }));
        platform.connected().await;
        assert_eq!(platform.deliver(sent.clone()).await, Ok(()));
        assert_eq!(journal.take(), [noted]);
    }
}
