//! Events that are handled in the order of arrival.

use std::collections::HashMap;

use vc_api::meeting::JoinMeeting;
use vc_api::{EventContext, Events};
use vc_tests::gateway::Frame;
use vc_tests::journal::Journal;

use crate::support::{connect, event, events, gateway};

const EVENTS: usize = 5000;

/// Sends events in the order of their numbers. Returns the numbers in the order in which the events were handled.
async fn handled(ordered: impl FnOnce(Events<Journal>) -> Events<Journal>) -> Vec<String> {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let handlers = events(&gateway, &journal).on(async |event: JoinMeeting, context: EventContext<Journal>| {
        context.state.note(event.meeting.and_then(|meeting| meeting.topic).unwrap_or_default());
    });
    let connection = connect(ordered(handlers));
    let link = gateway.link(0).await;
    for number in 0..EVENTS {
        let id = number.to_string();
        let mut sent = event(&id);
        sent["event"]["meeting"]["id"] = (number % 3).to_string().into();
        link.send(&Frame::data("event", &id, 1, 0, sent.to_string().as_bytes())).await;
    }
    link.wait_for(|seen| seen.acknowledged == EVENTS).await;
    connection.shutdown().await;
    journal.notes()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_handler_at_a_time_keeps_the_order_of_all_events() {
    let expected: Vec<String> = (0..EVENTS).map(|number| number.to_string()).collect();
    let handled = handled(|events| events.concurrency(1)).await;
    let first = handled.iter().zip(&expected).position(|(one, other)| one != other);
    assert_eq!((first, handled.len()), (None, EVENTS));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn events_of_a_meeting_keep_their_order() {
    let handled = handled(Events::in_order_by_meeting).await;
    let mut last = HashMap::new();
    for number in handled.iter().map(|number| number.parse::<usize>().expect("it is a number")) {
        let before = last.insert(number % 3, number);
        assert_eq!(before, number.checked_sub(3), "the event before {number}");
    }
    assert_eq!(handled.len(), EVENTS);
}
