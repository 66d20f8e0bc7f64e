//! Repeated deliveries of an event, which is handled once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{sleep, timeout};
use vc_api::meeting::MeetingStarted;
use vc_api::{EventContext, Events, MemorySeen, Seen, SeenStore, StoreError, StoreFuture, WebhookReceiver};
use vc_tests::deliveries::started;
use vc_tests::journal::Journal;
use vc_tests::time::timed;
use vc_tests::webhook_receiver::{deliver, receiver};

fn noted(journal: &Journal) -> Events<Journal> {
    Events::with_state(journal.clone()).on(async |_: MeetingStarted, context: EventContext<Journal>| {
        context.state.note(context.header.event_id.unwrap_or_default());
    })
}

#[tokio::test(start_paused = true)]
async fn an_event_is_recognised_longer_than_the_platform_repeats_it() {
    let journal = Journal::default();
    let receiver = receiver(noted(&journal));
    // If an event is not acknowledged, the platform delivers it again after 15 seconds, 5 minutes, 1 hour and 6 hours.
    for pause in [0, 15, 300, 3600, 6 * 3600] {
        sleep(Duration::from_secs(pause)).await;
        assert_eq!(deliver(&receiver, &started("a")).await, 200);
    }
    assert_eq!(journal.take(), ["a"]);
    sleep(Duration::from_secs(3600)).await;
    assert_eq!(deliver(&receiver, &started("a")).await, 200);
    assert_eq!(journal.take(), ["a"]);
}

#[tokio::test]
async fn events_of_each_app_are_separate() {
    let journal = Journal::default();
    let receiver = receiver(noted(&journal));
    let mut of_another_app = started("a");
    of_another_app["header"]["app_id"] = "cli_2".into();
    for event in [started("a"), of_another_app, started("b"), started("a")] {
        assert_eq!(deliver(&receiver, &event).await, 200);
    }
    assert_eq!(journal.take(), ["a", "a", "b"]);
}

#[tokio::test]
async fn events_without_an_id_are_all_handled() {
    let journal = Journal::default();
    let receiver = receiver(noted(&journal));
    for id in [json!(null), json!("")] {
        let mut event = started("a");
        event["header"]["event_id"] = id;
        assert_eq!(deliver(&receiver, &event).await, 200);
        assert_eq!(deliver(&receiver, &event).await, 200);
    }
    assert_eq!(journal.take(), [""; 4]);
}

/// Seen store that returns errors if `fails` is set, and never responds if `is_silent` is set.
#[derive(Default)]
struct Faulty {
    memory: Arc<MemorySeen>,
    fails: AtomicBool,
    is_silent: AtomicBool,
}

struct Shared(Arc<Faulty>);

impl Faulty {
    async fn fault(&self) -> Result<(), StoreError> {
        if self.is_silent.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        if self.fails.load(Ordering::Relaxed) { Err(StoreError::new("it is away")) } else { Ok(()) }
    }

    fn set_silent(&self, is_silent: bool) {
        self.is_silent.store(is_silent, Ordering::Relaxed);
    }
}

impl SeenStore for Shared {
    fn begin<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, Seen> {
        Box::pin(async move {
            self.0.fault().await?;
            self.0.memory.begin(event, owner, lease).await
        })
    }

    fn renew<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, bool> {
        Box::pin(async move {
            self.0.fault().await?;
            self.0.memory.renew(event, owner, lease).await
        })
    }

    fn handled<'a>(&'a self, event: &'a str, time: Duration) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            self.0.fault().await?;
            self.0.memory.handled(event, time).await
        })
    }

    fn forget<'a>(&'a self, event: &'a str, owner: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            self.0.fault().await?;
            self.0.memory.forget(event, owner).await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_handled_while_the_store_fails() {
    let (journal, store) = (Journal::default(), Arc::new(Faulty::default()));
    let receiver = receiver(noted(&journal).seen_store(Shared(Arc::clone(&store))));
    store.fails.store(true, Ordering::Relaxed);
    assert_eq!(deliver(&receiver, &started("a")).await, 500);
    store.is_silent.store(true, Ordering::Relaxed);
    let acknowledgement = timeout(Duration::from_secs(3), deliver(&receiver, &started("a"))).await;
    assert_eq!(acknowledgement, Ok(500));
    assert_eq!(journal.take(), [""; 0]);
    store.fails.store(false, Ordering::Relaxed);
    store.is_silent.store(false, Ordering::Relaxed);
    assert_eq!(deliver(&receiver, &started("a")).await, 200);
    assert_eq!(journal.take(), ["a"]);
}

#[tokio::test(start_paused = true)]
async fn a_store_that_fails_after_the_handler_is_retried() {
    let (journal, store) = (Journal::default(), Arc::new(Faulty::default()));
    let events = Events::with_state((journal.clone(), Arc::clone(&store))).on(
        async |_: MeetingStarted, context: EventContext<(Journal, Arc<Faulty>)>| {
            context.state.0.note("handled");
            context.state.1.fails.store(true, Ordering::Relaxed);
        },
    );
    let receiver = receiver(events.seen_store(Shared(Arc::clone(&store))));
    let event = started("a");
    let (acknowledgement, ()) = tokio::join!(deliver(&receiver, &event), async {
        sleep(Duration::from_millis(1500)).await;
        store.fails.store(false, Ordering::Relaxed);
    });
    assert_eq!(acknowledgement, 200);
    assert_eq!(deliver(&receiver, &started("a")).await, 200);
    assert_eq!(journal.take(), ["handled"]);
}

/// Writes the topic of an event to the journal. Each word of the topic is a command: a number makes the handler wait for so
/// many seconds, `silence` makes the store silent, and `fail` makes the handler fail at the end.
async fn obedient(event: MeetingStarted, context: EventContext<(Journal, Arc<Faulty>)>) -> Result<(), &'static str> {
    let told = event.meeting.and_then(|meeting| meeting.topic).unwrap_or_default();
    let (journal, store) = &*context.state;
    journal.note(&told);
    for word in told.split(' ') {
        match word.parse() {
            Ok(time) => sleep(Duration::from_secs(time)).await,
            Err(_) if word == "silence" => store.set_silent(true),
            Err(_) => {}
        }
    }
    if told.contains("fail") { Err("as it was told") } else { Ok(()) }
}

/// Returns a receiver with the handler `obedient` and the given store.
fn obedient_receiver(events: Events<(Journal, Arc<Faulty>)>, store: &Arc<Faulty>) -> WebhookReceiver {
    receiver(events.on(obedient).seen_store(Shared(Arc::clone(store))))
}

fn told(what: &str) -> Value {
    let mut event = started("a");
    event["event"]["meeting"]["topic"] = what.into();
    event
}

#[tokio::test(start_paused = true)]
async fn a_silent_store_changes_no_response_and_delays_it_within_the_time_of_the_platform() {
    for (what, status) in [("silence", 200), ("silence fail", 500), ("silence 1 fail", 500), ("silence 2", 200)] {
        // The platform waits less than an hour for an acknowledgement. So the receiver must not wait for an hour either.
        for within in [Duration::from_millis(2500), Duration::from_secs(3600)] {
            let (journal, store) = (Journal::default(), Arc::new(Faulty::default()));
            let events = Events::with_state((journal.clone(), Arc::clone(&store))).acknowledge_within(within);
            let receiver = obedient_receiver(events, &store);
            let (acknowledged, took) = timed(deliver(&receiver, &told(what))).await;
            assert_eq!(acknowledged, status, "{what}");
            assert!(took <= Duration::from_millis(2500), "{what}: {took:?}");
            // When the receiver ends, it waits only a limited time for the silent store.
            timeout(Duration::from_secs(30), receiver.finish()).await.expect("all is given up");
            assert_eq!(journal.take(), [what]);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_silent_store_does_not_occupy_a_handler() {
    let (journal, store) = (Journal::default(), Arc::new(Faulty::default()));
    let events = Events::with_state((journal.clone(), Arc::clone(&store))).concurrency(1);
    let receiver = obedient_receiver(events, &store);
    for (id, what, status) in [("1", "silence", 200), ("2", "silence fail", 500), ("3", "", 200)] {
        let mut event = told(what);
        event["header"]["event_id"] = id.into();
        store.set_silent(false);
        assert_eq!(deliver(&receiver, &event).await, status, "{what}");
        assert_eq!(journal.take(), [what]);
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_without_a_free_handler_is_refused_in_time_and_forgotten() {
    let (journal, store) = (Journal::default(), Arc::new(Faulty::default()));
    let events = Events::with_state((journal.clone(), Arc::clone(&store))).concurrency(1);
    let receiver = obedient_receiver(events, &store);
    let mut long = told("10");
    long["header"]["event_id"] = "long".into();
    assert_eq!(deliver(&receiver, &long).await, 200);
    let event = told("");
    let (refused, ()) = tokio::join!(timed(deliver(&receiver, &event)), async {
        sleep(Duration::from_secs(1)).await;
        store.set_silent(true);
    });
    assert_eq!(refused, (500, Duration::from_millis(2500)));
    store.set_silent(false);
    sleep(Duration::from_secs(10)).await;
    assert_eq!(journal.take(), ["10"]);
}

#[tokio::test(start_paused = true)]
async fn a_slow_store_does_not_stop_a_handler() {
    let (journal, store) = (Journal::default(), Arc::new(Faulty::default()));
    let events = Events::with_state((journal.clone(), Arc::clone(&store))).on(
        async |_: MeetingStarted, context: EventContext<(Journal, Arc<Faulty>)>| {
            context.state.1.set_silent(true);
            for _ in 0..30 {
                sleep(Duration::from_secs(1)).await;
                context.state.0.note("goes on");
            }
            context.state.1.set_silent(false);
        },
    );
    let receiver = receiver(events.seen_store(Shared(Arc::clone(&store))));
    assert_eq!(deliver(&receiver, &started("a")).await, 200);
    let ((), took) = timed(receiver.finish()).await;
    assert!(took < Duration::from_secs(28), "{took:?}");
    assert_eq!(journal.take().len(), 30);
    assert_eq!(deliver(&receiver, &started("a")).await, 200);
    assert_eq!(journal.take(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn an_event_whose_mark_is_uncertain_is_handled_when_it_comes_again() {
    /// Seen store that works, but never sends its first response.
    struct Mute(MemorySeen, AtomicBool);
    impl SeenStore for Mute {
        fn begin<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, Seen> {
            Box::pin(async move {
                let seen = self.0.begin(event, owner, lease).await;
                if self.1.swap(false, Ordering::Relaxed) {
                    std::future::pending::<()>().await;
                }
                seen
            })
        }

        fn renew<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, bool> {
            self.0.renew(event, owner, lease)
        }

        fn handled<'a>(&'a self, event: &'a str, time: Duration) -> StoreFuture<'a, ()> {
            self.0.handled(event, time)
        }

        fn forget<'a>(&'a self, event: &'a str, owner: &'a str) -> StoreFuture<'a, ()> {
            self.0.forget(event, owner)
        }
    }
    let journal = Journal::default();
    let receiver = receiver(noted(&journal).seen_store(Mute(MemorySeen::default(), AtomicBool::new(true))));
    assert_eq!(deliver(&receiver, &started("a")).await, 500);
    // The platform delivers the event again after 15 seconds, while the lease of the first delivery still lasts.
    sleep(Duration::from_secs(15)).await;
    assert_eq!(deliver(&receiver, &started("a")).await, 200);
    assert_eq!(journal.take(), ["a"]);
}

#[tokio::test(start_paused = true)]
async fn a_receiver_that_lost_its_lease_changes_no_mark() {
    for (late, other) in [("100 fail", ""), ("100 fail", "60"), ("100", "60 fail"), ("100", "")] {
        let memory = Arc::new(MemorySeen::default());
        let journal = Journal::default();
        let receivers = [(); 2].map(|()| {
            let store = Arc::new(Faulty { memory: Arc::clone(&memory), ..Faulty::default() });
            let receiver = obedient_receiver(Events::with_state((journal.clone(), Arc::clone(&store))), &store);
            (receiver, store)
        });
        let [(one, one_store), (two, _)] = &receivers;
        assert_eq!(deliver(one, &told(late)).await, 200);
        // The first receiver cannot renew its lease. After the end of the lease, the second receiver gets the event.
        one_store.fails.store(true, Ordering::Relaxed);
        sleep(Duration::from_secs(61)).await;
        assert_eq!(deliver(two, &told(other)).await, 200);
        one_store.fails.store(false, Ordering::Relaxed);
        one.finish().await;
        let status = if late == "100" || other.is_empty() { 200 } else { 500 };
        assert_eq!(deliver(two, &told("again")).await, status, "{late}, {other}: while it is handled");
        two.finish().await;
        assert_eq!(deliver(one, &told("again")).await, 200);
        assert_eq!(journal.take(), [late, other], "it is not handled a third time");
    }
}

#[tokio::test(start_paused = true)]
async fn a_long_handler_keeps_its_lease() {
    let journal = Journal::default();
    let events = Events::with_state(journal.clone()).on(async |_: MeetingStarted, context: EventContext<Journal>| {
        sleep(Duration::from_secs(1000)).await;
        context.state.note("handled");
    });
    let receiver = receiver(events);
    assert_eq!(deliver(&receiver, &started("a")).await, 200);
    for _ in 0..9 {
        sleep(Duration::from_secs(100)).await;
        assert_eq!(deliver(&receiver, &started("a")).await, 500);
    }
    receiver.finish().await;
    assert_eq!(deliver(&receiver, &started("a")).await, 200);
    assert_eq!(journal.take(), ["handled"]);
}
