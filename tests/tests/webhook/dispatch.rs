//! Handlers: who gets what, and what the platform is told when they fail, panic, are slow or too many.

use std::future::pending;
use std::io;
use std::time::Duration;

use serde_json::json;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, timeout};
use vc_api::meeting::{MeetingEnded, MeetingStarted};
use vc_api::room::RoomCreated;
use vc_api::{Delivery, Event, EventContext, Events, WebhookReceiver};
use vc_tests::sender::{of_type, started};

use crate::support::{Log, deliver, receiver};

const TICK: Duration = Duration::from_millis(100);

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// What is answered, and after how long.
async fn timed(receiver: &WebhookReceiver, id: &str) -> (u16, Duration) {
    let begun = Instant::now();
    (deliver(receiver, &started(id)).await, begun.elapsed())
}

/// Notes each event, after its time.
fn slow(log: &Log, time: Duration) -> Events<(Log, Duration)> {
    Events::with_state((log.clone(), time)).on(async |event: MeetingStarted, context: EventContext<(Log, Duration)>| {
        let topic = event.meeting.and_then(|meeting| meeting.topic).unwrap_or_default();
        context.state.0.note(format!("{topic} begins"));
        sleep(context.state.1).await;
        context.state.0.note(format!("{topic} ends"));
    })
}

#[tokio::test]
async fn handlers_are_found_by_type() {
    async fn ended(_: MeetingEnded, context: EventContext<Log>) -> Result<(), io::Error> {
        context.state.note(format!("ended in {:?}", context.header.tenant_key));
        Ok(())
    }
    let log = Log::default();
    let events = Events::with_state(log.clone())
        .on(async |_: MeetingStarted, context: EventContext<Log>| context.state.note("another"))
        .on(async |event: MeetingStarted, context: EventContext<Log>| {
            context.state.note(format!("started {:?}", event.meeting.and_then(|meeting| meeting.topic)));
        })
        .on(ended)
        .otherwise(async |delivery: Delivery, context: EventContext<Log>| {
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
        assert_eq!(log.take(), [expected]);
    }
}

#[tokio::test]
async fn without_a_handler() {
    let receiver = receiver(Events::new().on(async |_: RoomCreated| {}));
    assert_eq!(deliver(&receiver, &started("1")).await, 200);
    assert_eq!(deliver(&receiver, &of_type("vc.room.painted_v9", "2", json!({}))).await, 200);
    // It has a handler, which cannot be given it.
    let unreadable = of_type("vc.room.created_v1", "3", json!({ "event": { "room": { "room_id": [] } } }));
    assert_eq!(deliver(&receiver, &unreadable).await, 500);
}

#[tokio::test]
async fn what_failed_comes_again() {
    let log = Log::default();
    let events = Events::with_state(log.clone()).on(async |_: MeetingStarted, context: EventContext<Log>| {
        context.state.note("tried");
        Err::<(), _>("the database is away")
    });
    let receiver = receiver(events);
    for _ in 0..3 {
        assert_eq!(deliver(&receiver, &started("1")).await, 500);
        assert_eq!(log.take(), ["tried"]);
    }
}

#[tokio::test]
async fn what_panicked_comes_again() {
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
async fn a_slow_handler_goes_on_after_the_answer() {
    let log = Log::default();
    let receiver = receiver(slow(&log, seconds(60)));
    assert_eq!(timed(&receiver, "a").await, (200, Duration::from_millis(2500)));
    assert_eq!(log.take(), ["a begins"]);
    receiver.finish().await;
    assert_eq!(log.take(), ["a ends"]);
    assert_eq!(timed(&receiver, "a").await, (200, Duration::ZERO));
    assert_eq!(log.take(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn the_answer_can_come_first() {
    let log = Log::default();
    let receiver = receiver(slow(&log, seconds(1)).acknowledge_within(Duration::ZERO));
    assert_eq!(timed(&receiver, "a").await, (200, Duration::ZERO));
    assert_eq!(log.take(), ["a begins"]);
    // Until it is handled, it is not told that it was: the handler may fail yet.
    assert_eq!(timed(&receiver, "a").await, (500, Duration::ZERO));
    sleep(seconds(2)).await;
    assert_eq!(log.take(), ["a ends"]);
    assert_eq!(timed(&receiver, "a").await, (200, Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn one_that_fails_late_may_be_handled_again() {
    let log = Log::default();
    let events = Events::with_state(log.clone()).on(async |_: MeetingStarted, context: EventContext<Log>| {
        context.state.note("tried");
        sleep(seconds(5)).await;
        Err::<(), _>("late")
    });
    let receiver = receiver(events);
    assert_eq!(deliver(&receiver, &started("1")).await, 200);
    receiver.finish().await;
    assert_eq!(deliver(&receiver, &started("1")).await, 200);
    assert_eq!(log.take(), ["tried", "tried"]);
}

#[tokio::test(start_paused = true)]
async fn as_many_at_a_time_as_allowed() {
    let log = Log::default();
    let receiver = receiver(slow(&log, seconds(1)).concurrency(2));
    let (a, b, c) = tokio::join!(timed(&receiver, "a"), timed(&receiver, "b"), timed(&receiver, "c"));
    assert_eq!([a, b, c], [(200, seconds(1)), (200, seconds(1)), (200, seconds(2))]);
    assert_eq!(log.take(), ["a begins", "b begins", "a ends", "b ends", "c begins", "c ends"]);
}

#[tokio::test(start_paused = true)]
async fn what_finds_no_handler_free_comes_again() {
    let log = Log::default();
    let receiver = receiver(slow(&log, seconds(10)).concurrency(1));
    let (a, b) = tokio::join!(timed(&receiver, "a"), timed(&receiver, "b"));
    assert_eq!([a, b], [(200, Duration::from_millis(2500)), (500, Duration::from_millis(2500))]);
    sleep(seconds(15)).await;
    assert_eq!(deliver(&receiver, &started("b")).await, 200);
    assert_eq!(log.take(), ["a begins", "a ends", "b begins"]);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_gives_up_ends_no_handler() {
    let log = Log::default();
    let receiver = receiver(slow(&log, seconds(1)));
    assert!(timeout(TICK, deliver(&receiver, &started("a"))).await.is_err());
    receiver.finish().await;
    assert_eq!(log.take(), ["a begins", "a ends"]);
    assert_eq!(timed(&receiver, "a").await, (200, Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn finish_waits_for_all() {
    let events = Events::with_state(Notify::new())
        .on(async |_: MeetingStarted, context: EventContext<Notify>| context.state.notified().await);
    let never = receiver(events.acknowledge_within(TICK));
    assert_eq!(deliver(&never, &started("a")).await, 200);
    assert!(timeout(seconds(1_000_000), never.finish()).await.is_err());

    let hangs = receiver(Events::new().on(async |_: MeetingStarted| pending::<()>().await).concurrency(3));
    for id in ["a", "b", "c"] {
        assert_eq!(deliver(&hangs, &started(id)).await, 200);
    }
    assert_eq!(deliver(&hangs, &started("d")).await, 500);
}
