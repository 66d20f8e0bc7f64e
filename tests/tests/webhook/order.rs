//! Order of events. The receiver handles events with the same key one after the other, in the order of delivery. Events with
//! different keys are handled concurrently.

use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use vc_api::meeting::{MeetingId, MeetingStarted};
use vc_api::room::RoomCreated;
use vc_api::{Delivery, EventContext, Events, WebhookReceiver};
use vc_tests::deliveries::{of_type, started};
use vc_tests::journal::Journal;
use vc_tests::sample::{Extent, Quirk, events, sample};
use vc_tests::time::{LONG, seconds, timed};
use vc_tests::webhook_receiver::{deliver, receiver};

/// Result of a handler.
#[derive(Debug, Clone, Copy)]
enum End {
    Success,
    Failure,
    Panic,
}

/// Event of a test case: its key, and the duration and the result of its handler.
#[derive(Debug, Clone, Copy)]
struct Plan {
    key: Option<u8>,
    takes: Duration,
    end: End,
}

fn plan() -> impl Strategy<Value = Plan> {
    let end = prop_oneof![4 => Just(End::Success), 1 => Just(End::Failure), 1 => Just(End::Panic)];
    let takes = prop_oneof![2 => Just(0_u64), 2 => 1..400_u64];
    (proptest::option::weighted(0.9, 0..5_u8), takes, end).prop_map(|(key, micros, end)| Plan {
        key,
        takes: Duration::from_micros(micros),
        end,
    })
}

/// State that the handlers of a test case share.
struct World {
    plans: Vec<Plan>,
    seen: Mutex<Seen>,
    /// Number of ended handlers. A handler counts only if its event shares no key with the first event. The handler of the
    /// first event waits until all handlers that count have ended.
    others: Semaphore,
}

#[derive(Default)]
struct Seen {
    /// Events of each key, in the order in which their handlers began.
    begun: HashMap<Option<u8>, Vec<usize>>,
    running: HashMap<u8, usize>,
    /// Pairs of events. The events of a pair have the same key, and their handlers ran at the same time.
    overlaps: Vec<(usize, usize)>,
}

impl World {
    fn is_beside_the_first(&self, index: usize) -> bool {
        let (first, key) = (self.plans[0].key, self.plans[index].key);
        index > 0 && (key.is_none() || key != first)
    }
}

async fn follow_the_plan(event: MeetingStarted, context: EventContext<World>) -> Result<(), &'static str> {
    let world = &context.state;
    let topic = event.meeting.and_then(|meeting| meeting.topic).unwrap_or_default();
    let index: usize = topic.parse().expect("it is a number");
    let plan = world.plans[index];
    {
        let mut seen = world.seen.lock().expect("no one panicked");
        seen.begun.entry(plan.key).or_default().push(index);
        if let Some(key) = plan.key
            && let Some(other) = seen.running.insert(key, index)
        {
            seen.overlaps.push((other, index));
        }
    }
    if index == 0 {
        let others = (0..world.plans.len()).filter(|index| world.is_beside_the_first(*index)).count();
        let _all = world.others.acquire_many(u32::try_from(others).expect("they are few")).await;
    }
    match plan.takes.is_zero() {
        true => tokio::task::yield_now().await,
        false => sleep(plan.takes).await,
    }
    if let Some(key) = plan.key {
        world.seen.lock().expect("no one panicked").running.remove(&key);
    }
    if world.is_beside_the_first(index) {
        world.others.add_permits(1);
    }
    match plan.end {
        End::Success => Ok(()),
        End::Failure => Err("on purpose"),
        End::Panic => panic!("on purpose"),
    }
}

/// Delivers events concurrently. They arrive in the given order. Returns the HTTP statuses of the acknowledgements.
async fn deliver_all(receiver: &WebhookReceiver, events: Vec<Value>) -> Vec<u16> {
    let mut delivering = Vec::new();
    for event in events {
        let receiver = receiver.clone();
        let mut delivered = Box::pin(async move { deliver(&receiver, &event).await });
        let came = poll_fn(|context| Poll::Ready(delivered.as_mut().poll(context))).await;
        delivering.push(tokio::spawn(async move {
            match came {
                Poll::Ready(status) => status,
                Poll::Pending => delivered.await,
            }
        }));
    }
    let mut statuses = Vec::new();
    for delivered in delivering {
        statuses.push(delivered.await.expect("it does not panic"));
    }
    statuses
}

async fn keeps_the_order(plans: Vec<Plan>, concurrency: usize) {
    let world = Arc::new(World { plans: plans.clone(), seen: Mutex::default(), others: Semaphore::new(0) });
    let keys: Vec<Option<u8>> = plans.iter().map(|plan| plan.key).collect();
    let key_of = move |delivery: &Delivery| keys[delivery.header.event_id.as_ref()?.parse::<usize>().ok()?];
    let events = Events::with_state(Arc::clone(&world)).on(follow_the_plan);
    let receiver = receiver(events.in_order_by(key_of).concurrency(concurrency));
    let sent = (0..plans.len()).map(|index| started(&index.to_string())).collect();
    let statuses = timeout(LONG, deliver_all(&receiver, sent)).await.expect("no event waits for itself");
    for (index, (plan, status)) in plans.iter().zip(statuses).enumerate() {
        let expected = if matches!(plan.end, End::Success) { 200 } else { 500 };
        assert_eq!(status, expected, "{index} of {plans:?}");
    }
    let seen = world.seen.lock().expect("no one panicked");
    assert_eq!(seen.overlaps, [], "{plans:?}");
    for (key, begun) in &seen.begun {
        let mut expected: Vec<usize> = (0..plans.len()).filter(|index| plans[*index].key == *key).collect();
        let mut begun = begun.clone();
        if key.is_none() {
            begun.sort_unstable();
            expected.sort_unstable();
        }
        assert_eq!(begun, expected, "{key:?} of {plans:?}");
    }
    assert_eq!(seen.begun.values().map(Vec::len).sum::<usize>(), plans.len(), "none is lost");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// The handler of the first event waits for the handlers of all events with other keys. The test would hang if an event
    /// with another key waited for the first event.
    #[test]
    fn any_events_keep_the_order_of_their_key(plans in vec(plan(), 1..80), concurrency in 2..20_usize) {
        let threads = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build();
        threads.expect("it can be made").block_on(keeps_the_order(plans, concurrency));
    }
}

fn noted(journal: &Journal) -> Events<Journal> {
    Events::with_state(journal.clone()).on(async |event: MeetingStarted, context: EventContext<Journal>| {
        context.state.note(event.meeting.and_then(|meeting| meeting.topic).unwrap_or_default());
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_handler_at_a_time_keeps_the_order_of_all_events() {
    let journal = Journal::default();
    let receiver = receiver(noted(&journal).in_order_by_meeting().concurrency(1));
    let ids: Vec<String> = (0..2000).map(|id| id.to_string()).collect();
    let in_meeting = |(index, id): (usize, &String)| {
        let mut event = started(id);
        event["event"]["meeting"]["id"] = (index % 7).to_string().into();
        event
    };
    let statuses = deliver_all(&receiver, ids.iter().enumerate().map(in_meeting).collect()).await;
    assert!(statuses.iter().all(|status| *status == 200));
    assert_eq!(journal.notes(), ids);
}

/// Returns an [`Events`] with a handler that notes its beginning and its end. The topic of the meeting is the duration of
/// the handler in milliseconds.
fn slow(journal: &Journal) -> Events<Journal> {
    let events =
        Events::with_state(journal.clone()).on(async |event: MeetingStarted, context: EventContext<Journal>| {
            let (id, meeting) = (context.header.event_id.unwrap_or_default(), event.meeting.unwrap_or_default());
            context.state.note(format!("{id} begins"));
            let takes = meeting.topic.unwrap_or_default().parse().expect("it is a number");
            sleep(Duration::from_millis(takes)).await;
            context.state.note(format!("{id} ends"));
        });
    events.on(async |_: RoomCreated, context: EventContext<Journal>| context.state.note("room")).in_order_by_meeting()
}

fn in_meeting(id: &str, meeting: &str, takes: u64) -> Value {
    let event = json!({ "meeting": { "id": meeting, "topic": takes.to_string() } });
    of_type("vc.meeting.meeting_started_v1", id, json!({ "event": event }))
}

#[tokio::test(start_paused = true)]
async fn an_event_that_waits_too_long_comes_again_behind_the_others() {
    let journal = Journal::default();
    let receiver = receiver(slow(&journal));
    let send = async |after: u64, id: &str, meeting: &str, takes: u64| {
        sleep(Duration::from_millis(after)).await;
        timed(deliver(&receiver, &in_meeting(id, meeting, takes))).await
    };
    let answers = tokio::join!(
        send(0, "a", "1", 4000),
        send(1, "b", "1", 100),
        send(1600, "c", "1", 100),
        send(2, "d", "2", 100),
        async {
            sleep(Duration::from_millis(3)).await;
            timed(deliver(&receiver, &of_type("vc.room.created_v1", "room", json!({ "event": {} })))).await
        }
    );
    let waited = Duration::from_millis(2500);
    assert_eq!(answers.0, (200, waited));
    assert_eq!(answers.1, (500, waited), "it does not begin before the first one ends");
    assert_eq!(answers.2, (200, waited), "it begins just in time");
    assert_eq!(answers.3, (200, Duration::from_millis(100)));
    assert_eq!(answers.4, (200, Duration::ZERO));
    assert_eq!(send(0, "b", "1", 100).await.0, 200);
    let notes = journal.take();
    let of_one: Vec<_> = notes.iter().filter(|note| !note.starts_with('d') && *note != "room").collect();
    assert_eq!(of_one, ["a begins", "a ends", "c begins", "c ends", "b begins", "b ends"]);
}

/// An event that was already handled, or that is being handled, does not wait for its turn. The other events keep their
/// order.
#[tokio::test(start_paused = true)]
async fn events_that_are_not_handled_leave_the_line() {
    let journal = Journal::default();
    let receiver = receiver(slow(&journal));
    assert_eq!(deliver(&receiver, &in_meeting("a", "1", 0)).await, 200);
    let repeated =
        [in_meeting("a", "1", 0), in_meeting("b", "1", 1000), in_meeting("b", "1", 1000), in_meeting("c", "1", 0)];
    assert_eq!(deliver_all(&receiver, repeated.into()).await, [200, 200, 500, 200]);
    assert_eq!(journal.notes(), ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    receiver.finish().await;
}

#[tokio::test]
async fn an_event_whose_key_panics_comes_again() {
    let journal = Journal::default();
    let receiver =
        receiver(noted(&journal).in_order_by(|delivery: &Delivery| match delivery.header.event_id.as_deref() {
            Some("1") => panic!("on purpose"),
            _ => Some(()),
        }));
    let (statuses, took) = timed(deliver_all(&receiver, ["1", "2"].map(started).into())).await;
    assert_eq!(statuses, [500, 200]);
    assert!(took < seconds(1), "{took:?}");
    assert_eq!(journal.notes(), ["2"]);
}

/// If an event of the bundle contains a meeting, the client finds the id of the meeting.
#[test]
fn the_meeting_of_every_event_is_found() {
    let mut with_meeting = 0;
    for (event_type, schema) in events() {
        let body = sample(schema, Extent::Fullest, Quirk::None);
        let told = body["event"]["meeting"]["id"].as_str().map(MeetingId::from);
        with_meeting += usize::from(told.is_some());
        for event_type in [event_type, "vc.news.made_v9"] {
            let sent = of_type(event_type, "1", body.clone());
            let delivery = Delivery::from_slice(sent.to_string().as_bytes()).expect("it is an event");
            assert_eq!(delivery.meeting_id(), told, "{event_type}: name it in `Delivery::meeting_id`");
        }
    }
    assert_eq!(with_meeting, 18);
    let of = |body: Value| {
        let sent = of_type("vc.bot.meeting_activity_v1", "1", json!({ "event": body }));
        Delivery::from_slice(sent.to_string().as_bytes()).expect("it is an event").meeting_id()
    };
    let in_activity = json!({ "meeting_activity_items": [{}, { "meeting": { "id": "5" } }] });
    assert_eq!(of(in_activity), Some(MeetingId::from("5")));
    for none in [json!({}), json!({ "meeting": { "id": "" } }), json!({ "meeting": {} })] {
        assert_eq!(of(none.clone()), None, "{none}");
    }
}
