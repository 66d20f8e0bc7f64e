//! Events that arrive in several parts, and invalid parts.

use vc_api::meeting::JoinMeeting;
use vc_api::{Connection, EventContext};
use vc_tests::gateway::{Frame, Gateway, Link};
use vc_tests::journal::Journal;
use vc_tests::time::pass;

use crate::support::{connect, event, events, gateway};

/// Opens a connection. The handler notes the topic of each event, which equals the event's id in these tests.
fn noting(gateway: &Gateway, journal: &Journal) -> Connection {
    connect(events(gateway, journal).on(async |event: JoinMeeting, context: EventContext<Journal>| {
        context.state.note(event.meeting.and_then(|meeting| meeting.topic).unwrap_or_default());
    }))
}

fn parts(id: &str, count: usize) -> Vec<Frame> {
    Link::parts(id, event(id).to_string().as_bytes(), count)
}

/// Sends all parts of an event, and returns the code of the acknowledgement, which arrives after the last part.
async fn whole(link: &Link, parts: &[&Frame]) -> i64 {
    let (last, before) = parts.split_last().expect("there is a part");
    for part in before {
        link.send(part).await;
    }
    link.ask(last).await.code(last)
}

#[tokio::test(start_paused = true)]
async fn parts_come_in_any_order_and_twice() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = noting(&gateway, &journal);
    let link = gateway.link(0).await;
    let mut random = fastrand::Rng::with_seed(7);
    for count in 1..60 {
        let parts = parts(&format!("event-{count}"), count);
        let mut order: Vec<&Frame> = parts.iter().collect();
        random.shuffle(&mut order);
        // Some parts are sent twice, but never the last one, because it completes the event.
        for _ in 0..count / 3 {
            let again = order[random.usize(..order.len() - 1)];
            order.insert(random.usize(..order.len()), again);
        }
        if count == 2 {
            order.reverse();
        }
        assert_eq!(whole(&link, &order).await, 200, "{count}");
    }
    assert_eq!(journal.notes(), (1..60).map(|count| format!("event-{count}")).collect::<Vec<_>>());
    assert_eq!(link.seen().acknowledged, 59);
}

#[tokio::test(start_paused = true)]
async fn parts_of_many_events_may_be_mixed() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = noting(&gateway, &journal);
    let link = gateway.link(0).await;
    let ids: Vec<String> = (100..200).map(|id| id.to_string()).collect();
    let acknowledgements: Vec<_> = ids.iter().map(|id| link.acknowledgement_of(id)).collect();
    let mut frames: Vec<Frame> = ids.iter().flat_map(|id| parts(id, 5)).collect();
    fastrand::Rng::with_seed(7).shuffle(&mut frames);
    for frame in &frames {
        link.send(frame).await;
    }
    for acknowledgement in acknowledgements {
        acknowledgement.await.expect("it is acknowledged");
    }
    let mut notes = journal.notes();
    notes.sort();
    assert_eq!(notes, ids);
}

#[tokio::test(start_paused = true)]
async fn parts_of_an_incomplete_event_are_dropped_after_ten_seconds() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = noting(&gateway, &journal);
    let link = gateway.link(0).await;
    let parts = parts("slow", 3);
    link.send(&parts[0]).await;
    pass(9).await;
    link.send(&parts[1]).await;
    pass(2).await;
    link.send(&parts[2]).await;
    pass(1).await;
    assert_eq!(link.seen().acknowledged, 0);
    // The client has dropped the first part because of its age. The platform now delivers both parts again.
    assert_eq!(whole(&link, &[&parts[0], &parts[1]]).await, 200);
    assert_eq!(journal.notes(), ["slow"]);
}

#[tokio::test(start_paused = true)]
async fn invalid_parts_are_ignored() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = noting(&gateway, &journal);
    let link = gateway.link(0).await;
    let huge = u64::MAX.to_string();
    let cases = [
        ("2", "2"),
        ("2", "4294967295"),
        ("2", &huge),
        ("1", "1"),
        ("0", "5"),
        ("1025", "0"),
        ("4294967295", "0"),
        (&huge, "0"),
        ("-1", "0"),
        ("2", "-1"),
        ("two", "0"),
        ("", ""),
        ("1.0", "0"),
    ];
    for (sum, seq) in cases {
        link.send(&Frame::data("event", "no", sum, seq, event("no").to_string().as_bytes())).await;
    }
    link.send(&Frame::data("event", "", 2, 0, b"")).await;
    // These frames of one event contradict each other in the number of parts, or in the content of a part.
    let one = Frame::data("event", "contradiction", 2, 0, b"{");
    let other_sum = Frame::data("event", "contradiction", 3, 1, b"}");
    let other_content = Frame::data("event", "contradiction", 2, 0, b"[");
    let rest = Frame::data("event", "contradiction", 2, 1, b"}");
    for frame in [&one, &other_sum, &rest, &other_content, &rest] {
        link.send(frame).await;
    }
    assert_eq!(link.event("yes", &event("yes")).await, 200);
    assert_eq!((journal.notes(), link.seen().acknowledged), (vec!["yes".to_owned()], 2));
}

#[tokio::test(start_paused = true)]
async fn fragments_without_end_do_no_harm() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = noting(&gateway, &journal);
    let link = gateway.link(0).await;
    let large = vec![b'x'; 1 << 20];
    for id in 0..5000 {
        let content: &[u8] = if id % 50 == 0 { &large } else { b"x" };
        link.send(&Frame::data("event", &format!("endless-{id}"), 1024, id % 1024, content)).await;
        if id % 500 == 0 {
            let id = format!("yes-{id}");
            assert_eq!(link.event(&id, &event(&id)).await, 200);
        }
    }
    // After ten seconds, the client drops the parts of incomplete messages. Then the client accepts new parts.
    assert_eq!(journal.notes().len(), 10);
    pass(11).await;
    let parts = parts("parts", 7);
    assert_eq!(whole(&link, &parts.iter().collect::<Vec<_>>()).await, 200);
    assert_eq!(gateway.connections(), 1);
}
