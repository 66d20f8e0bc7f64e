//! Acknowledgements of events, with their codes and times, and limits on the events that the client handles concurrently.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, timeout};
use vc_api::meeting::JoinMeeting;
use vc_api::{EventContext, Events};
use vc_tests::gateway::{Frame, Gateway, Header, Link};
use vc_tests::journal::Journal;
use vc_tests::time::{pass, seconds};

use crate::support::{connect, event, events, gateway};

/// Returns an event whose topic is an instruction for the handler, such as `wait 1000`.
fn told(id: &str, what: &str) -> Value {
    let mut event = event(id);
    event["event"]["meeting"]["topic"] = what.into();
    event
}

/// Returns a handler that follows the instruction in each event.
fn obedient(gateway: &Gateway, journal: &Journal) -> Events<Journal> {
    events(gateway, journal).on(async |event: JoinMeeting, context: EventContext<Journal>| {
        let topic = event.meeting.and_then(|meeting| meeting.topic).unwrap_or_default();
        let id = context.header.event_id.unwrap_or_default();
        context.state.note(format!("{id} begins"));
        match topic.split_once(' ') {
            Some(("wait", milliseconds)) => {
                tokio::time::sleep(Duration::from_millis(milliseconds.parse().expect("it is a number"))).await;
            }
            Some(("fail", _)) => return Err("it was told to fail"),
            Some(("panic", _)) => panic!("it was told to panic"),
            _ => {}
        }
        context.state.note(format!("{id} ends"));
        Ok(())
    })
}

/// Sends an event. Returns the code of the acknowledgement, the milliseconds until the acknowledgement arrives, and the
/// milliseconds that the acknowledgement reports.
async fn sent(link: &Link, message_id: &str, event: &Value) -> (i64, u128, u128) {
    let frame = Frame::data("event", message_id, 1, 0, event.to_string().as_bytes());
    let began = Instant::now();
    let acknowledgement = link.ask(&frame).await;
    let told = acknowledgement.frame.header("biz_rt").parse().expect("it is a number");
    (acknowledgement.code(&frame), (acknowledgement.at - began).as_millis(), told)
}

#[tokio::test(start_paused = true)]
async fn handlers_that_are_in_time_decide_the_acknowledgement() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = connect(obedient(&gateway, &journal));
    let link = gateway.link(0).await;
    let cases = [
        ("now", 200, 0),
        ("wait 1000", 200, 1000),
        ("wait 2400", 200, 2400),
        ("fail now", 500, 0),
        ("panic now", 500, 0),
    ];
    for (what, expected, takes) in cases {
        let (code, took, told_time) = sent(&link, what, &told(what, what)).await;
        assert_eq!(code, expected, "{what}");
        assert!(took >= takes && took < takes + 100 && told_time >= takes && told_time <= took, "{what}: {took} ms");
    }
    let ends = ["now ends", "wait 1000 ends", "wait 2400 ends"];
    assert_eq!(journal.notes().iter().filter(|note| note.ends_with("ends")).collect::<Vec<_>>(), ends);
}

#[tokio::test(start_paused = true)]
async fn an_event_of_a_slow_handler_is_acknowledged_and_the_handler_continues() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = connect(obedient(&gateway, &journal));
    let link = gateway.link(0).await;
    let (code, took, _) = sent(&link, "1", &told("1", "wait 60000")).await;
    assert_eq!(code, 200);
    assert!((2500..3000).contains(&took), "{took} ms");
    assert_eq!(journal.notes(), ["1 begins"]);
    pass(60).await;
    assert_eq!(journal.notes(), ["1 begins", "1 ends"]);
}

#[tokio::test(start_paused = true)]
async fn handlers_run_concurrently() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = connect(obedient(&gateway, &journal));
    let link = gateway.link(0).await;
    let began = Instant::now();
    let mut acknowledgements = Vec::new();
    for id in (0..500).map(|id| id.to_string()) {
        acknowledgements.push(link.acknowledgement_of(&id));
        link.send(&Frame::data("event", &id, 1, 0, told(&id, "wait 2000").to_string().as_bytes())).await;
    }
    for acknowledgement in acknowledgements {
        assert_eq!(acknowledgement.await.expect("it is acknowledged").at.duration_since(began).as_secs(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_that_comes_twice_is_handled_once() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = connect(obedient(&gateway, &journal));
    let link = gateway.link(0).await;
    let event = told("1", "wait 1000");
    let (first, second) = tokio::join!(sent(&link, "a", &event), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        sent(&link, "b", &event).await
    });
    // While the handler runs, its result is unknown. So the client refuses a second delivery of the event.
    assert_eq!((first.0, second.0), (200, 500));
    assert_eq!(sent(&link, "c", &event).await.0, 200);
    assert_eq!(journal.notes(), ["1 begins", "1 ends"]);

    // If the handler fails, the client handles the next delivery of the event.
    for message_id in ["d", "e"] {
        assert_eq!(sent(&link, message_id, &told("2", "fail now")).await.0, 500);
    }
    assert_eq!(journal.notes()[2..], ["2 begins", "2 begins"]);
}

#[tokio::test(start_paused = true)]
async fn an_event_without_a_handler_is_acknowledged() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = connect(obedient(&gateway, &journal));
    let link = gateway.link(0).await;
    let mut other = event("1");
    other["header"]["event_type"] = "vc.room.painted_v1".into();
    assert_eq!(sent(&link, "a", &other).await.0, 200);
    let mut unreadable = event("2");
    unreadable["event"] = json!(["text"]);
    assert_eq!(sent(&link, "b", &unreadable).await.0, 500);
    assert_eq!(journal.notes(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn no_more_events_are_read_than_can_be_handled_at_once() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let handlers = obedient(&gateway, &journal).concurrency(10_000).acknowledge_within(seconds(3600));
    let _connection = connect(handlers);
    let link = gateway.link(0).await;
    let mut acknowledgements = Vec::new();
    for id in (0..3000).map(|id| id.to_string()) {
        acknowledgements.push(link.acknowledgement_of(&id));
        link.send(&Frame::data("event", &id, 1, 0, told(&id, "wait 1000000").to_string().as_bytes())).await;
    }
    pass(500).await;
    assert_eq!(journal.notes().len(), 1024);
    // While 1024 events wait, the client reads nothing. The client must keep the connection, and must not treat the gateway
    // as silent.
    for acknowledgement in acknowledgements {
        acknowledgement.await.expect("it is acknowledged");
    }
    assert_eq!((journal.notes().len(), gateway.connections()), (6000, 1));
}

#[tokio::test(start_paused = true)]
async fn large_events_count_for_more() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = connect(obedient(&gateway, &journal).acknowledge_within(seconds(3600)));
    let link = gateway.link(0).await;
    // The client has memory for 1024 events of up to 64 KiB. A larger event counts as several events. Each of the following
    // events has a little more than 1 MiB, so fewer than 64 of them fit.
    let mut acknowledgements = Vec::new();
    for id in (0..100).map(|id| id.to_string()) {
        let mut large = told(&id, "wait 1000000");
        large["event"]["filler"] = "x".repeat(1 << 20).into();
        acknowledgements.push(link.acknowledgement_of(&id));
        link.send(&Frame::data("event", &id, 1, 0, large.to_string().as_bytes())).await;
        if acknowledgements.len() == 64 {
            break;
        }
    }
    pass(500).await;
    let in_hand = journal.notes().len();
    assert!((50..64).contains(&in_hand), "{in_hand}");
    for acknowledgement in acknowledgements {
        acknowledgement.await.expect("it is acknowledged");
    }
}

#[tokio::test(start_paused = true)]
async fn headers_count_like_events() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = connect(obedient(&gateway, &journal).acknowledge_within(seconds(3600)));
    let link = gateway.link(0).await;
    // Each event has a header of 1 MiB. The client keeps this header, and also writes it into the response. So each event
    // needs a little more than 2 MiB. The client keeps at most 64 MiB of events, so only 31 events fit.
    let frame = |id: usize| {
        let id = id.to_string();
        let mut frame = Frame::data("event", &id, 1, 0, told(&id, "wait 1000000").to_string().as_bytes());
        frame.headers.push(Header { key: "filler".to_owned(), value: "x".repeat(1 << 20) });
        frame
    };
    let acknowledgements: Vec<_> = (0..64).map(|id| link.acknowledgement_of(&id.to_string())).collect();
    // The gateway can send only as fast as the client reads. Therefore the gateway sends while the following code runs.
    let sending = async {
        for id in 0..64 {
            link.send(&frame(id)).await;
        }
    };
    let ((), in_hand) = tokio::join!(sending, async {
        pass(500).await;
        journal.notes().len()
    });
    assert!((25..32).contains(&in_hand), "{in_hand}");
    for acknowledgement in acknowledgements {
        acknowledgement.await.expect("it is acknowledged");
    }
    assert_eq!(gateway.connections(), 1);
}

/// The client accepts an event of the maximum size, even if the event arrives in parts and the last frame has the maximum
/// size.
#[tokio::test(start_paused = true)]
async fn the_largest_event_has_its_places() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = connect(obedient(&gateway, &journal));
    let link = gateway.link(0).await;
    let mut large = told("1", "");
    let length = large.to_string().len();
    large["event"]["filler"] = "x".repeat((16 << 20) - length - r#","filler":"""#.len()).into();
    let large = large.to_string();
    assert_eq!(large.len(), 16 << 20);
    let mut parts = Link::parts("a", large.as_bytes(), 1000);
    let mut last = parts.pop().expect("there are parts");
    for part in &parts {
        link.send(part).await;
    }
    last.headers.push(Header { key: "filler".to_owned(), value: "x".repeat((4 << 20) - (32 << 10)) });
    let acknowledged = timeout(seconds(60), link.ask(&last)).await.expect("it is taken");
    assert_eq!(acknowledged.code(&last), 200);
    assert_eq!(journal.notes(), ["1 begins", "1 ends"]);
}
