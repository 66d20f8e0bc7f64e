//! Load of many events by webhook: no event is lost, none is handled twice, and memory stays within bounds.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::task::JoinSet;
use vc_api::meeting::MeetingStarted;
use vc_api::{EventContext, Events, MemorySeen, WebhookReceiver};
use vc_tests::deliveries::{signed, started};
use vc_tests::memory;
use vc_tests::webhook_receiver::{encrypted_config, status};

const EVENTS: usize = 100_000;
/// Number of concurrent requests.
const SENDERS: usize = 64;
/// Maximum growth of memory, in KiB, for the store of seen events and the counts of handler calls.
const MEMORY: usize = 64 << 10;

/// For each event, the number of handler calls and the number of successful handler calls.
type Counts = Mutex<HashMap<String, (usize, usize)>>;

/// Returns whether the first handler call for an event fails. The first call fails for every seventh event.
fn fails_once(id: &str) -> bool {
    id.parse::<usize>().is_ok_and(|number| number.is_multiple_of(7))
}

async fn handle(_: MeetingStarted, context: EventContext<Counts>) -> Result<(), &'static str> {
    let id = context.header.event_id.unwrap_or_default();
    let fails = fails_once(&id);
    let mut counts = context.state.lock().expect("no handler panics with it");
    let (tried, handled) = counts.entry(id).or_default();
    *tried += 1;
    if fails && *tried == 1 {
        return Err("come again");
    }
    *handled += 1;
    Ok(())
}

/// Delivers an event again and again until the receiver acknowledges the event. Delivers every fifth event twice at the same
/// time.
async fn deliver(receiver: &WebhookReceiver, number: usize) {
    let sent = signed(&started(&number.to_string()));
    let until_acknowledged = async || {
        while status(receiver, &sent).await != 200 {
            tokio::task::yield_now().await;
        }
    };
    if number.is_multiple_of(5) {
        tokio::join!(until_acknowledged(), until_acknowledged());
    } else {
        until_acknowledged().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_thousand_events_through_a_webhook() {
    let counts = Arc::new(Counts::default());
    let events = Events::with_state(Arc::clone(&counts)).on(handle).seen_store(MemorySeen::with_capacity(EVENTS));
    let receiver = events.webhook(encrypted_config()).expect("it can be made");
    let before = memory::peak();
    let mut senders = JoinSet::new();
    for first in 0..SENDERS {
        let receiver = receiver.clone();
        senders.spawn(async move {
            for number in (first..EVENTS).step_by(SENDERS) {
                deliver(&receiver, number).await;
            }
        });
    }
    senders.join_all().await;
    receiver.finish().await;

    let counts = counts.lock().expect("no handler panics with it");
    assert_eq!(counts.len(), EVENTS);
    let wrong = counts.iter().filter(|(id, counts)| **counts != (1 + usize::from(fails_once(id)), 1));
    assert_eq!(wrong.collect::<Vec<_>>(), []);
    if let (Some(before), Some(after)) = (before, memory::peak()) {
        assert!(after - before < MEMORY, "{} KiB more", after - before);
    }
}
