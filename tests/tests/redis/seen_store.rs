//! Redis as a store of seen events: receivers with a shared store handle each event once.

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

/// Values for the argument `owner` in the methods of [`SeenStore`]. A receiver uses a new value for each delivery.
const ONE: &str = "5e37d2f00a3b4c1d9e8f7a6b5c4d3e2f";
const OTHER: &str = "0123456789abcdef0123456789abcdef";
const SHORT: Duration = Duration::from_millis(300);

async fn begin(store: &impl SeenStore, event: &str, owner: &str, lease: Duration) -> Seen {
    store.begin(event, owner, lease).await.expect("the store is there")
}

async fn renew(store: &impl SeenStore, event: &str, owner: &str, lease: Duration) -> bool {
    store.renew(event, owner, lease).await.expect("the store is there")
}

async fn handled(store: &impl SeenStore, event: &str, time: Duration) {
    store.handled(event, time).await.expect("the store is there");
}

async fn forget(store: &impl SeenStore, event: &str, owner: &str) {
    store.forget(event, owner).await.expect("the store is there");
}

/// Waits a little longer than `SHORT`, so that all leases and marks with this duration have ended.
async fn end_the_short() {
    sleep(SHORT + Duration::from_millis(100)).await;
}

#[tokio::test]
async fn marks_are_as_documented() {
    check_marks(MemorySeen::default()).await;
    let Some((url, prefix)) = redis("marks") else { return };
    check_marks(store(&url, &prefix).await).await;
}

/// Checks the table in the documentation of `SeenStore`. For each cell, the test creates the mark of the column, and calls
/// the method of the row. Then another owner calls `begin`. The result of `begin` shows the new mark.
async fn check_marks(store: impl SeenStore) {
    for known in ["unknown", "own", "of another", "handled"] {
        for method in ["begin", "renew", "handled", "forget"] {
            let event = &format!("{known} {method}");
            match known {
                "own" => assert_eq!(begin(&store, event, ONE, HOUR).await, Seen::New),
                "of another" => assert_eq!(begin(&store, event, OTHER, HOUR).await, Seen::New),
                "handled" => handled(&store, event, HOUR).await,
                _ => {}
            }
            // The test repeats the call, as a receiver does after a lost result. The second call must have the same result.
            for _ in 0..2 {
                match method {
                    "begin" => {
                        let expected = match known {
                            "of another" => Seen::InHand,
                            "handled" => Seen::Handled,
                            _ => Seen::New,
                        };
                        assert_eq!(begin(&store, event, ONE, HOUR).await, expected, "{event}");
                    }
                    "renew" => {
                        let expected = matches!(known, "unknown" | "own");
                        assert_eq!(renew(&store, event, ONE, HOUR).await, expected, "{event}");
                    }
                    "handled" => handled(&store, event, HOUR).await,
                    _ => forget(&store, event, ONE).await,
                }
            }
            let expected = match (known, method) {
                ("handled", _) | (_, "handled") => Seen::Handled,
                ("unknown" | "own", "forget") => Seen::New,
                _ => Seen::InHand,
            };
            assert_eq!(begin(&store, event, "a third", HOUR).await, expected, "{event}");
        }
    }
    for event in ["", "A", "会\r\n\0'\""] {
        assert_eq!(begin(&store, event, ONE, HOUR).await, Seen::New);
        assert_eq!(begin(&store, event, OTHER, HOUR).await, Seen::InHand);
    }
}

#[tokio::test]
async fn marks_end() {
    check_ends(MemorySeen::default()).await;
    let Some((url, prefix)) = redis("ends") else { return };
    check_ends(store(&url, &prefix).await).await;
}

async fn check_ends(store: impl SeenStore) {
    assert_eq!(begin(&store, "none", ONE, Duration::ZERO).await, Seen::New);
    for event in ["short", "begun again", "renewed", "shortened", "endless"] {
        assert_eq!(begin(&store, event, ONE, SHORT).await, Seen::New);
    }
    assert_eq!(begin(&store, "begun again", ONE, HOUR).await, Seen::New);
    assert!(renew(&store, "renewed", ONE, HOUR).await);
    handled(&store, "shortened", HOUR).await;
    handled(&store, "shortened", SHORT).await;
    handled(&store, "endless", Duration::MAX).await;
    assert_eq!(begin(&store, "shortened", OTHER, HOUR).await, Seen::Handled);
    end_the_short().await;
    for (event, seen) in [
        ("none", Seen::New),
        ("short", Seen::New),
        ("begun again", Seen::InHand),
        ("renewed", Seen::InHand),
        ("shortened", Seen::New),
        ("endless", Seen::Handled),
    ] {
        assert_eq!(begin(&store, event, OTHER, HOUR).await, seen, "{event:?}");
    }
}

#[tokio::test]
async fn an_owner_that_lost_its_lease_changes_no_mark_of_others() {
    check_lost_leases(MemorySeen::default()).await;
    let Some((url, prefix)) = redis("lost-leases") else { return };
    check_lost_leases(store(&url, &prefix).await).await;
}

async fn check_lost_leases(store: impl SeenStore) {
    for event in ["a", "b", "c", "nobody's"] {
        assert_eq!(begin(&store, event, ONE, SHORT).await, Seen::New);
    }
    end_the_short().await;
    for event in ["a", "b", "c"] {
        assert_eq!(begin(&store, event, OTHER, HOUR).await, Seen::New);
    }
    // First case: the lease of the first owner has ended, and another owner is handling the event.
    assert!(!renew(&store, "a", ONE, HOUR).await);
    forget(&store, "a", ONE).await;
    assert!(renew(&store, "a", OTHER, HOUR).await);
    // Second case: the lease of the first owner has ended, and another owner has handled the event.
    handled(&store, "b", HOUR).await;
    assert!(!renew(&store, "b", ONE, HOUR).await);
    forget(&store, "b", ONE).await;
    assert_eq!(begin(&store, "b", ONE, HOUR).await, Seen::Handled);
    // Third case: the first owner succeeds, and the other owner fails afterwards.
    handled(&store, "c", HOUR).await;
    assert!(!renew(&store, "c", OTHER, HOUR).await);
    forget(&store, "c", OTHER).await;
    assert_eq!(begin(&store, "c", OTHER, HOUR).await, Seen::Handled);
    // Fourth case: the lease of the first owner has ended, and no other owner has taken the event. So the first owner gets a
    // new lease.
    assert!(renew(&store, "nobody's", ONE, HOUR).await);
    assert_eq!(begin(&store, "nobody's", OTHER, HOUR).await, Seen::InHand);
}

#[tokio::test]
async fn keys_are_as_documented_and_expire() {
    let Some((url, prefix)) = redis("keys") else { return };
    let store = store(&url, &prefix).await;
    assert_eq!(begin(&store, "cli_1/5e37", ONE, HOUR).await, Seen::New);
    handled(&store, "cli_1/5e38", HOUR).await;
    let mut connection = admin(&url).await;
    for (event, kept) in [("cli_1/5e37", ONE), ("cli_1/5e38", "handled")] {
        let key = format!("{prefix}vc-api/seen/{event}");
        let left: i64 = cmd("PTTL").arg(&key).query_async(&mut connection).await.expect("Redis is there");
        assert!((3_000_000..=3_600_000).contains(&left), "{left}");
        let value: String = cmd("GET").arg(&key).query_async(&mut connection).await.expect("Redis is there");
        assert_eq!(value, kept);
        let taken: usize =
            cmd("MEMORY").arg("USAGE").arg(&key).query_async(&mut connection).await.expect("Redis is there");
        assert!(taken <= 200, "{taken} bytes");
    }
}

/// An older version of the client wrote the value `in hand` when it renewed a lease. The client still understands this
/// value.
#[tokio::test]
async fn marks_of_the_previous_version_are_understood() {
    let Some((url, prefix)) = redis("before") else { return };
    let store = store(&url, &prefix).await;
    let mut connection = admin(&url).await;
    for (event, value, seen) in
        [("a", "handled", Seen::Handled), ("b", "in hand", Seen::InHand), ("c", OTHER, Seen::InHand)]
    {
        let mut put = cmd("SET");
        put.arg(format!("{prefix}vc-api/seen/{event}")).arg(value).arg("PX").arg(60_000);
        put.exec_async(&mut connection).await.expect("Redis is there");
        forget(&store, event, ONE).await;
        assert!(!renew(&store, event, ONE, HOUR).await);
        assert_eq!(begin(&store, event, ONE, HOUR).await, seen);
    }
}

#[tokio::test]
async fn a_redis_user_with_rights_for_events_only() {
    let Some((url, prefix)) = redis("seen-acl") else { return };
    let user = RedisUser::new(&url, &prefix, "vc-api/seen/*", &["+eval", "+get", "+set", "+del"]).await;
    let store = store(&user.url, &prefix).await;
    assert_eq!(begin(&store, "a", ONE, HOUR).await, Seen::New);
    assert!(renew(&store, "a", ONE, HOUR).await);
    forget(&store, "a", ONE).await;
    assert_eq!(begin(&store, "a", OTHER, HOUR).await, Seen::New);
    handled(&store, "a", HOUR).await;
    assert_eq!(begin(&store, "a", ONE, HOUR).await, Seen::Handled);
    let error = store.get("vc-api/token").await.expect_err("no leave");
    assert_eq!(error.to_string(), "the store failed: Redis refused the command: NOPERM");
    user.remove().await;
}

#[tokio::test]
async fn changes_with_a_lost_response_take_effect_once() {
    let Some((url, prefix)) = redis("seen-lost") else { return };
    let relay = Relay::start(&url).await;
    let store = store(&relay.url, &prefix).await;
    let lose = || relay.set(Line::LosesResponse);
    let is_lost = || assert_eq!(*relay.line.borrow(), Line::Good, "a response was lost");
    for round in 0..3 {
        let event = round.to_string();
        lose();
        assert_eq!(begin(&store, &event, ONE, HOUR).await, Seen::New, "its own mark is not another's");
        is_lost();
        lose();
        assert_eq!(begin(&store, &event, OTHER, HOUR).await, Seen::InHand);
        lose();
        assert!(renew(&store, &event, ONE, HOUR).await);
        lose();
        forget(&store, &event, ONE).await;
        is_lost();
        lose();
        assert_eq!(begin(&store, &event, OTHER, HOUR).await, Seen::New);
        lose();
        handled(&store, &event, HOUR).await;
        is_lost();
        assert_eq!(begin(&store, &event, ONE, HOUR).await, Seen::Handled);
    }
}

/// Shared state of handlers: the number of times that each event was handled, and the duration of a handler.
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

/// Returns a receiver whose handler counts the events in `handled`. Several receivers can share `handled`.
fn receiver(store: RedisStore, handled: &Arc<Handled>) -> WebhookReceiver {
    let handler = async |_: MeetingStarted, context: EventContext<Handled>| {
        let id = context.header.event_id.expect("all have one");
        *context.state.counts.lock().expect("no one panics").entry(id).or_default() += 1;
        sleep(context.state.time).await;
    };
    webhook_receiver::receiver(Events::with_state(Arc::clone(handled)).on(handler).seen_store(store))
}

/// Delivers an event, and returns the HTTP status of the acknowledgement.
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
        // The test delivers each event twice to each receiver. It repeats a refused delivery, as the platform does.
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
    // The test delivers all events once more, to a new receiver.
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
