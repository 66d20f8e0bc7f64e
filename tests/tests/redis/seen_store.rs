//! Redis as a store of seen events: receivers that share it handle each event once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::time::sleep;
use vc_api::meeting::MeetingStarted;
use vc_api::redis::cmd;
use vc_api::{EventContext, Events, MemorySeen, RedisStore, Seen, SeenStore, TokenStore, WebhookReceiver};
use vc_tests::deliveries::started;
use vc_tests::time::{HOUR, until};
use vc_tests::webhook_receiver;

use crate::relay::{Line, Relay};
use crate::support::{RedisUser, admin, redis, store};

async fn begin(store: &impl SeenStore, event: &str) -> Seen {
    store.begin(event, HOUR).await.expect("the store is there")
}

async fn put(store: &impl SeenStore, event: &str, seen: Seen, time: Duration) {
    store.put(event, seen, time).await.expect("the store is there");
}

async fn forget(store: &impl SeenStore, event: &str) {
    store.forget(event).await.expect("the store is there");
}

#[tokio::test]
async fn knows_what_it_was_told() {
    knows(MemorySeen::default()).await;
    let Some((url, prefix)) = redis("knows") else { return };
    knows(store(&url, &prefix).await).await;
}

async fn knows(store: impl SeenStore) {
    assert_eq!([begin(&store, "a").await, begin(&store, "a").await], [Seen::New, Seen::InHand]);
    put(&store, "a", Seen::InHand, HOUR).await;
    assert_eq!(begin(&store, "a").await, Seen::InHand);
    put(&store, "a", Seen::Handled, HOUR).await;
    assert_eq!([begin(&store, "a").await, begin(&store, "a").await], [Seen::Handled, Seen::Handled]);
    // What was not begun here can be put and forgotten as well.
    for (event, seen) in [("b", Seen::InHand), ("c", Seen::Handled), ("d", Seen::New), ("", Seen::Handled)] {
        put(&store, event, seen, HOUR).await;
        assert_eq!(begin(&store, event).await, seen, "{event:?}");
        forget(&store, event).await;
        forget(&store, event).await;
        assert_eq!([begin(&store, event).await, begin(&store, event).await], [Seen::New, Seen::InHand], "{event:?}");
    }
    assert_eq!([begin(&store, "A").await, begin(&store, "会\r\n\0'\"").await], [Seen::New, Seen::New]);

    // No time at all, a short one, a shorter one than before, and one without an end.
    let short = Duration::from_millis(300);
    assert_eq!(store.begin("none", Duration::ZERO).await.expect("the store is there"), Seen::New);
    assert_eq!(store.begin("short", short).await.expect("the store is there"), Seen::New);
    for event in ["renewed", "shortened", "endless"] {
        assert_eq!(store.begin(event, short).await.expect("the store is there"), Seen::New);
    }
    put(&store, "renewed", Seen::InHand, HOUR).await;
    put(&store, "shortened", Seen::Handled, HOUR).await;
    put(&store, "shortened", Seen::Handled, short).await;
    put(&store, "endless", Seen::Handled, Duration::MAX).await;
    assert_eq!(begin(&store, "shortened").await, Seen::Handled);
    sleep(short + Duration::from_millis(100)).await;
    for (event, seen) in [
        ("none", Seen::New),
        ("short", Seen::New),
        ("renewed", Seen::InHand),
        ("shortened", Seen::New),
        ("endless", Seen::Handled),
    ] {
        assert_eq!(begin(&store, event).await, seen, "{event:?}");
    }
}

#[tokio::test]
async fn keys_are_as_told_and_expire() {
    let Some((url, prefix)) = redis("keys") else { return };
    let store = store(&url, &prefix).await;
    assert_eq!(begin(&store, "cli_1/5e37").await, Seen::New);
    put(&store, "cli_1/5e38", Seen::Handled, HOUR).await;
    let mut connection = admin(&url).await;
    for event in ["cli_1/5e37", "cli_1/5e38"] {
        let mut left = cmd("PTTL");
        left.arg(format!("{prefix}vc-api/seen/{event}"));
        let left: i64 = left.query_async(&mut connection).await.expect("Redis is there");
        assert!((3_000_000..=3_600_000).contains(&left), "{left}");
    }
}

#[tokio::test]
async fn a_redis_user_for_events_alone() {
    let Some((url, prefix)) = redis("seen-acl") else { return };
    let user = RedisUser::new(&url, &prefix, "vc-api/seen/*", &["+eval", "+get", "+set", "+del"]).await;
    let store = store(&user.url, &prefix).await;
    assert_eq!(begin(&store, "a").await, Seen::New);
    put(&store, "a", Seen::Handled, HOUR).await;
    assert_eq!(begin(&store, "a").await, Seen::Handled);
    forget(&store, "a").await;
    assert_eq!(begin(&store, "a").await, Seen::New);
    let error = store.get("vc-api/token").await.expect_err("no leave");
    assert_eq!(error.to_string(), "the store failed: Redis refuses: NOPERM");
    user.remove().await;
}

#[tokio::test]
async fn what_was_done_although_its_answer_was_lost() {
    let Some((url, prefix)) = redis("seen-lost") else { return };
    let relay = Relay::start(&url).await;
    let store = store(&relay.url, &prefix).await;
    let lose = || relay.set(Line::LosesResponse);
    for round in 0..3 {
        let event = round.to_string();
        lose();
        assert_eq!(begin(&store, &event).await, Seen::New, "its own mark is not another's");
        assert_eq!(*relay.line.borrow(), Line::Good, "a response was lost");
        lose();
        assert_eq!(begin(&store, &event).await, Seen::InHand);
        lose();
        put(&store, &event, Seen::Handled, HOUR).await;
        lose();
        assert_eq!(begin(&store, &event).await, Seen::Handled);
        lose();
        forget(&store, &event).await;
        assert_eq!(*relay.line.borrow(), Line::Good, "a response was lost");
        assert_eq!(begin(&store, &event).await, Seen::New);
    }
}

/// A count of the times that each event was handled, and the time that a handler takes.
struct Handled {
    counts: Mutex<BTreeMap<String, usize>>,
    time: Duration,
}

impl Handled {
    fn taking(time: Duration) -> Arc<Self> {
        Arc::new(Self { counts: Mutex::default(), time })
    }

    fn counts(&self) -> BTreeMap<String, usize> {
        self.counts.lock().expect("no one panics").clone()
    }
}

/// Returns a receiver that counts events where other receivers may count too.
fn receiver(store: RedisStore, handled: &Arc<Handled>) -> WebhookReceiver {
    let handler = async |_: MeetingStarted, context: EventContext<Handled>| {
        let id = context.header.event_id.expect("all have one");
        *context.state.counts.lock().expect("no one panics").entry(id).or_default() += 1;
        sleep(context.state.time).await;
    };
    webhook_receiver::receiver(Events::with_state(Arc::clone(handled)).on(handler).seen_store(store))
}

/// Delivers an event, and returns its acknowledgement.
async fn deliver(receiver: &WebhookReceiver, id: &str) -> u16 {
    webhook_receiver::deliver(receiver, &started(id)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn receivers_handle_each_event_once() {
    let Some((url, prefix)) = redis("once") else { return };
    let handled = Handled::taking(Duration::from_millis(50));
    let receivers = [receiver(store(&url, &prefix).await, &handled), receiver(store(&url, &prefix).await, &handled)];
    let refused = Arc::new(AtomicUsize::new(0));
    let ids: Vec<String> = (0..1000).map(|id| id.to_string()).collect();
    for some in ids.chunks(200) {
        // Two copies of each to either receiver; whoever is refused comes again, as the platform does.
        let copies = some.iter().flat_map(|id| receivers.iter().cycle().take(4).map(move |receiver| (id, receiver)));
        let deliveries = copies.map(|(id, receiver)| {
            let (id, receiver, refused) = (id.clone(), receiver.clone(), Arc::clone(&refused));
            tokio::spawn(async move {
                while deliver(&receiver, &id).await != 200 {
                    refused.fetch_add(1, Ordering::Relaxed);
                    sleep(Duration::from_millis(20)).await;
                }
            })
        });
        for delivery in deliveries.collect::<Vec<_>>() {
            delivery.await.expect("none panics");
        }
    }
    assert!(refused.load(Ordering::Relaxed) > 0, "some came while the event was handled");
    // They come once more, also to a receiver that is started later.
    let later = receiver(store(&url, &prefix).await, &handled);
    for id in &ids {
        assert_eq!(deliver(&later, id).await, 200);
    }
    assert_eq!(handled.counts(), ids.into_iter().map(|id| (id, 1)).collect());
}

#[tokio::test]
async fn events_wait_for_redis() {
    let Some((url, prefix)) = redis("seen-gone") else { return };
    let relay = Relay::start(&url).await;
    let handled = Handled::taking(Duration::ZERO);
    let receiver = receiver(store(&relay.url, &prefix).await, &handled);
    for gone in [Line::Cut, Line::Silent] {
        relay.set(gone);
        let came = Instant::now();
        assert_eq!(deliver(&receiver, &format!("while it is {gone:?}")).await, 500);
        assert!(came.elapsed() < Duration::from_secs(3), "the platform waits no longer: {:?}", came.elapsed());
        relay.set(Line::Good);
    }
    assert_eq!(handled.counts(), BTreeMap::new());
    for _ in 0..2 {
        assert_eq!(deliver(&receiver, "while it is Cut").await, 200);
    }
    assert_eq!(handled.counts(), BTreeMap::from([("while it is Cut".to_owned(), 1)]));
}

#[tokio::test]
async fn an_event_that_was_handled_while_redis_was_away_is_marked_later() {
    let Some((url, prefix)) = redis("seen-marked") else { return };
    let relay = Relay::start(&url).await;
    let handled = Handled::taking(Duration::from_millis(500));
    let one = receiver(store(&relay.url, &prefix).await, &handled);
    let other = receiver(store(&url, &prefix).await, &handled);
    let delivery = tokio::spawn({
        let one = one.clone();
        async move { deliver(&one, "a").await }
    });
    until(async || !handled.counts().is_empty()).await;
    relay.set(Line::Cut);
    sleep(Duration::from_millis(800)).await;
    assert_eq!(deliver(&other, "a").await, 500);
    relay.set(Line::Good);
    assert_eq!(delivery.await.expect("it does not panic"), 200);
    one.finish().await;
    assert_eq!(deliver(&other, "a").await, 200);
    assert_eq!(handled.counts(), BTreeMap::from([("a".to_owned(), 1)]));
}
