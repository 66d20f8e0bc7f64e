//! Dispatch of events to handlers, and the acknowledgement if handlers fail, panic, are slow or are too many.

use std::future::pending;
use std::io;
use std::time::Duration;

use serde_json::json;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use vc_api::meeting::{MeetingEnded, MeetingStarted};
use vc_api::room::RoomCreated;
use vc_api::{Delivery, Event, EventContext, Events, WebhookReceiver};
use vc_tests::deliveries::{of_type, started};
use vc_tests::journal::Journal;
use vc_tests::logs::CapturedLog;
use vc_tests::time::{SOON, seconds, timed};
use vc_tests::webhook_receiver::{deliver, receiver};

/// Delivers an event. Returns the HTTP status of the acknowledgement, and the time until it arrived.
async fn acknowledged(receiver: &WebhookReceiver, id: &str) -> (u16, Duration) {
    timed(deliver(receiver, &started(id))).await
}

/// Returns a handler that waits for `time`. The handler writes a note to the journal before and after the wait.
fn slow(journal: &Journal, time: Duration) -> Events<(Journal, Duration)> {
    Events::with_state((journal.clone(), time)).on(
        async |event: MeetingStarted, context: EventContext<(Journal, Duration)>| {
            let topic = event.meeting.and_then(|meeting| meeting.topic).unwrap_or_default();
            context.state.0.note(format!("{topic} begins"));
            sleep(context.state.1).await;
            context.state.0.note(format!("{topic} ends"));
        },
    )
}

#[tokio::test]
async fn handlers_are_found_by_type() {
    async fn ended(_: MeetingEnded, context: EventContext<Journal>) -> Result<(), io::Error> {
        context.state.note(format!("ended in {:?}", context.header.tenant_key));
        Ok(())
    }
    let journal = Journal::default();
    let events = Events::with_state(journal.clone())
        .on(async |_: MeetingStarted, context: EventContext<Journal>| context.state.note("another"))
        .on(async |event: MeetingStarted, context: EventContext<Journal>| {
            context.state.note(format!("started {:?}", event.meeting.and_then(|meeting| meeting.topic)));
        })
        .on(ended)
        .otherwise(async |delivery: Delivery, context: EventContext<Journal>| {
            let reason = match &delivery.event {
                Event::Other(other) => format!("{} {:?}", other.body, other.reason),
                _ => String::new(),
            };
            context.state.note(format!("{} {reason}", delivery.event.event_type()));
        });
    let receiver = receiver(events);
    let of = |event_type: &str, id: &str, body: serde_json::Value| of_type(event_type, id, json!({ "event": body }));
    let mut ended = of("vc.meeting.meeting_ended_v1", "2", json!({}));
    ended["header"]["tenant_key"] = "t1".into();
    let cases = [
        (started("1"), r#"started Some("1")"#),
        (ended, r#"ended in Some("t1")"#),
        (of("vc.room.created_v1", "3", json!({})), "vc.room.created_v1 "),
        (of("vc.room.painted_v9", "4", json!([1])), "vc.room.painted_v9 [1] None"),
        (
            of("vc.meeting.meeting_started_v1", "5", json!({ "meeting": { "id": {} } })),
            r#"vc.meeting.meeting_started_v1 {"meeting":{"id":{}}} Some("meeting.id: expected a string, found an object")"#,
        ),
    ];
    for (event, expected) in cases {
        assert_eq!(deliver(&receiver, &event).await, 200);
        assert_eq!(journal.take(), [expected]);
    }
}

/// The text of a handler's error may contain line breaks. The log entry still has one line.
#[tokio::test(start_paused = true)]
async fn an_error_of_a_handler_is_logged_as_one_line() {
    let log = CapturedLog::start();
    let failing = async |_: MeetingStarted| Err(io::Error::other("first line\r\nsecond line"));
    assert_eq!(deliver(&receiver(Events::new().on(failing)), &started("1")).await, 500);
    let late = async |_: MeetingStarted| {
        sleep(seconds(3)).await;
        Err(io::Error::other("first line\r\nsecond line"))
    };
    assert_eq!(deliver(&receiver(Events::new().on(late)), &started("2")).await, 200);
    sleep(seconds(3)).await;
    for (level, message) in [("WARN", "the handler failed"), ("ERROR", "the handler failed after")] {
        assert_eq!(log.count(&[level, message, "first line  second line"]), 1, "{}", log.text());
    }
}

#[tokio::test]
async fn without_a_handler() {
    let receiver = receiver(Events::new().on(async |_: RoomCreated| {}));
    assert_eq!(deliver(&receiver, &started("1")).await, 200);
    assert_eq!(deliver(&receiver, &of_type("vc.room.painted_v9", "2", json!({}))).await, 200);
    // The event type has a handler, but the event is unreadable.
    let unreadable = of_type("vc.room.created_v1", "3", json!({ "event": { "room": { "room_id": [] } } }));
    assert_eq!(deliver(&receiver, &unreadable).await, 500);
}

#[tokio::test]
async fn an_event_whose_handler_fails_comes_again() {
    let journal = Journal::default();
    let events = Events::with_state(journal.clone()).on(async |_: MeetingStarted, context: EventContext<Journal>| {
        context.state.note("tried");
        Err::<(), _>("the database is away")
    });
    let receiver = receiver(events);
    for _ in 0..3 {
        assert_eq!(deliver(&receiver, &started("1")).await, 500);
        assert_eq!(journal.take(), ["tried"]);
    }
}

#[tokio::test]
async fn an_event_whose_handler_panics_comes_again() {
    async fn panics(_: MeetingStarted) {
        panic!("on purpose")
    }
    let receivers = [
        receiver(Events::new().on(panics)),
        receiver(Events::new().on(|_: MeetingStarted| -> std::future::Ready<()> { panic!("on purpose") })),
    ];
    for receiver in receivers {
        for _ in 0..2 {
            assert_eq!(deliver(&receiver, &started("1")).await, 500);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_handler_continues_after_the_response() {
    let journal = Journal::default();
    let receiver = receiver(slow(&journal, seconds(60)));
    assert_eq!(acknowledged(&receiver, "a").await, (200, Duration::from_millis(2500)));
    assert_eq!(journal.take(), ["a begins"]);
    receiver.finish().await;
    assert_eq!(journal.take(), ["a ends"]);
    assert_eq!(acknowledged(&receiver, "a").await, (200, Duration::ZERO));
    assert_eq!(journal.take(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn the_response_can_come_before_the_handler_ends() {
    let journal = Journal::default();
    let receiver = receiver(slow(&journal, seconds(1)).acknowledge_within(Duration::ZERO));
    assert_eq!(acknowledged(&receiver, "a").await, (200, Duration::ZERO));
    assert_eq!(journal.take(), ["a begins"]);
    // While the handler runs, it may still fail. So the receiver refuses a second delivery of the event.
    assert_eq!(acknowledged(&receiver, "a").await, (500, Duration::ZERO));
    sleep(seconds(2)).await;
    assert_eq!(journal.take(), ["a ends"]);
    assert_eq!(acknowledged(&receiver, "a").await, (200, Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn an_event_whose_handler_fails_late_may_be_handled_again() {
    let journal = Journal::default();
    let events = Events::with_state(journal.clone()).on(async |_: MeetingStarted, context: EventContext<Journal>| {
        context.state.note("tried");
        sleep(seconds(5)).await;
        Err::<(), _>("late")
    });
    let receiver = receiver(events);
    assert_eq!(deliver(&receiver, &started("1")).await, 200);
    receiver.finish().await;
    assert_eq!(deliver(&receiver, &started("1")).await, 200);
    assert_eq!(journal.take(), ["tried", "tried"]);
}

#[tokio::test(start_paused = true)]
async fn handlers_run_up_to_the_limit() {
    let journal = Journal::default();
    let receiver = receiver(slow(&journal, seconds(1)).concurrency(2));
    let (a, b, c) =
        tokio::join!(acknowledged(&receiver, "a"), acknowledged(&receiver, "b"), acknowledged(&receiver, "c"));
    assert_eq!([a, b, c], [(200, seconds(1)), (200, seconds(1)), (200, seconds(2))]);
    assert_eq!(journal.take(), ["a begins", "b begins", "a ends", "b ends", "c begins", "c ends"]);
}

#[tokio::test(start_paused = true)]
async fn an_event_without_a_free_handler_comes_again() {
    let journal = Journal::default();
    let receiver = receiver(slow(&journal, seconds(10)).concurrency(1));
    let (a, b) = tokio::join!(acknowledged(&receiver, "a"), acknowledged(&receiver, "b"));
    assert_eq!([a, b], [(200, Duration::from_millis(2500)), (500, Duration::from_millis(2500))]);
    sleep(seconds(15)).await;
    assert_eq!(deliver(&receiver, &started("b")).await, 200);
    assert_eq!(journal.take(), ["a begins", "a ends", "b begins"]);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_cancels_a_request_does_not_end_its_handler() {
    let journal = Journal::default();
    let receiver = receiver(slow(&journal, seconds(1)));
    assert!(timeout(SOON, deliver(&receiver, &started("a"))).await.is_err());
    receiver.finish().await;
    assert_eq!(journal.take(), ["a begins", "a ends"]);
    assert_eq!(acknowledged(&receiver, "a").await, (200, Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn finish_waits_for_all_handlers() {
    let events = Events::with_state(Notify::new())
        .on(async |_: MeetingStarted, context: EventContext<Notify>| context.state.notified().await);
    let never = receiver(events.acknowledge_within(SOON));
    assert_eq!(deliver(&never, &started("a")).await, 200);
    assert!(timeout(seconds(1_000_000), never.finish()).await.is_err());

    let hangs = receiver(Events::new().on(async |_: MeetingStarted| pending::<()>().await).concurrency(3));
    for id in ["a", "b", "c"] {
        assert_eq!(deliver(&hangs, &started(id)).await, 200);
    }
    assert_eq!(deliver(&hangs, &started("d")).await, 500);
}
