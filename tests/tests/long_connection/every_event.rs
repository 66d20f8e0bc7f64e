//! Every event of the bundle reaches its handler with all fields, whether the event arrives in one frame or in several.

use vc_api::{Delivery, Event, EventContext};
use vc_tests::deliveries::of_type;
use vc_tests::gateway::Link;
use vc_tests::journal::Journal;
use vc_tests::sample::{UNDERSTOOD, events as all_events, sample};

use crate::support::{connect, events, gateway};

#[tokio::test]
async fn every_event_reaches_its_handler_unchanged() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let events = events(&gateway, &journal).otherwise(async |delivery: Delivery, context: EventContext<Journal>| {
        assert!(!matches!(delivery.event, Event::Other(_)), "{:?}", delivery.event);
        context.state.note(delivery.encode().expect("an event can be written").to_string());
    });
    let _connection = connect(events);
    let link = gateway.link(0).await;
    let mut expected = Vec::new();
    for (event_type, schema) in all_events() {
        for (index, (extent, quirk)) in UNDERSTOOD.into_iter().enumerate() {
            let id = format!("{event_type}-{index}");
            let sent = of_type(event_type, &id, sample(schema, extent, quirk)).to_string();
            // The test sends each event in several forms of JSON. The first form is sent whole, the second form in two
            // parts, and so on.
            let parts = Link::parts(&id, sent.as_bytes(), index + 1);
            let (last, before) = parts.split_last().expect("there is a part");
            for part in before {
                link.send(part).await;
            }
            assert_eq!(link.ask(last).await.code(last), 200, "{id}");
            let read = Delivery::from_slice(sent.as_bytes()).expect("it is an event");
            expected.push(read.encode().expect("an event can be written").to_string());
        }
    }
    assert_eq!(journal.notes(), expected);
    assert_eq!(expected.len(), vc_api::events::ALL.len() * UNDERSTOOD.len());
}
