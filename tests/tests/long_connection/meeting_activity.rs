//! The activity in a meeting, which is read alike in each form in which it is delivered.

use vc_api::bot::BotMeetingActivity;
use vc_api::{Delivery, Event, EventContext, Events};
use vc_tests::gateway::Link;
use vc_tests::journal::Journal;
use vc_tests::meeting_activity::{deliveries, delivery_of_wrong_kind, summaries};

use crate::support::{connect, events, gateway, options};

#[tokio::test]
async fn all_forms() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let events = events(&gateway, &journal).on(async |event: BotMeetingActivity, context: EventContext<Journal>| {
        assert!(context.skipped.is_empty(), "{:?}", context.skipped);
        event.meeting_activity_items.iter().flat_map(summaries).for_each(|summary| context.state.note(summary));
    });
    let _connection = connect(events);
    let link = gateway.link(0).await;
    for (index, (sent, expected)) in deliveries().into_iter().enumerate() {
        let parts = Link::parts(&index.to_string(), sent.to_string().as_bytes(), 1);
        let part = parts.last().expect("there is a part");
        assert_eq!(link.ask(part).await.code(part), 200);
        assert_eq!(journal.take(), expected);
    }
}

#[tokio::test]
async fn a_value_of_a_wrong_kind() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let (sent, path) = delivery_of_wrong_kind();
    let noted = [format!("event.{path}: an array"), format!("{path}: expected a string, found an array")];
    for (index, (is_strict, noted)) in [false, true].into_iter().zip(noted).enumerate() {
        let client = options(&gateway).strict_decoding(is_strict).build().expect("the options are good");
        let events = Events::with_state(journal.clone()).client(&client);
        let events = events.on(async |_: BotMeetingActivity, context: EventContext<Journal>| {
            context.skipped.iter().for_each(|skipped| context.state.note(skipped.to_string()));
        });
        let _connection = connect(events.otherwise(async |delivery: Delivery, context: EventContext<Journal>| {
            let Event::Other(other) = delivery.event else { return };
            context.state.note(other.reason.unwrap_or_default());
        }));
        let parts = Link::parts("1", sent.to_string().as_bytes(), 1);
        let part = parts.last().expect("there is a part");
        assert_eq!(gateway.link(index).await.ask(part).await.code(part), 200);
        assert_eq!(journal.take(), [noted]);
    }
}
