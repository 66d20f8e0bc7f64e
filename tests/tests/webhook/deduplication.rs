//! Events that come again, which are handled once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;
use tokio::time::{sleep, timeout};
use vc_api::meeting::MeetingStarted;
use vc_api::{EventContext, Events, MemorySeen, Seen, SeenStore, StoreError, StoreFuture};
use vc_tests::deliveries::started;
use vc_tests::journal::Journal;
use vc_tests::webhook_receiver::{deliver, receiver};

fn noted(journal: &Journal) -> Events<Journal> {
    Events::with_state(journal.clone()).on(async |_: MeetingStarted, context: EventContext<Journal>| {
        context.state.note(context.header.event_id.unwrap_or_default());
    })
}

#[tokio::test(start_paused = true)]
async fn for_longer_than_the_platform_repeats_it() {
    let journal = Journal::default();
    let receiver = receiver(noted(&journal));
    // As it repeats: after 15 seconds, 5 minutes, 1 hour and 6 hours.
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
async fn of_each_app_for_itself() {
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
async fn without_an_id_none_is_the_same() {
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

/// A store that can fail or be silent.
#[derive(Default)]
struct Faulty {
    memory: MemorySeen,
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
async fn a_store_that_fails_afterwards_is_tried_again() {
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
