//! Order of events. Events with the same key form a queue, and are handled one after the other.

use std::collections::VecDeque;
use std::collections::hash_map::{HashMap, RandomState};
use std::hash::{BuildHasher, Hash};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};

use super::handler::BoxError;
use crate::api::receive::delivery::Delivery;
use crate::runtime::util::lock::lock;

/// Hash of an event's key. Keys with the same hash share a queue, which only costs time.
type Key = u64;

type KeyOf = dyn Fn(&RandomState, &Delivery) -> Option<Key> + Send + Sync;

/// Function that returns the key of an event.
#[derive(Clone)]
pub(crate) struct KeyOfEvent(Arc<KeyOf>);

impl KeyOfEvent {
    pub(crate) fn new<K: Hash>(key: impl Fn(&Delivery) -> Option<K> + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |hasher, delivery| key(delivery).map(|key| hasher.hash_one(key))))
    }
}

/// Queues of waiting events, one queue for each key. [`KeyOfEvent`] returns the key of an event. An event waits until all
/// earlier events have left its queue.
#[derive(Clone)]
pub(crate) struct Queues(Arc<Inner>);

struct Inner {
    key_of: Option<KeyOfEvent>,
    hasher: RandomState,
    queues: Mutex<HashMap<Key, Queue>>,
}

/// Queue of the events that have the same key. Only the handler of the first event may run. An empty queue is removed.
#[derive(Default)]
struct Queue {
    events: VecDeque<Waiting>,
    /// Number of the next event.
    next_number: u64,
}

struct Waiting {
    number: u64,
    /// Sender of the signal that the event is now the first in its queue; `None` after the signal.
    first: Option<oneshot::Sender<()>>,
}

/// Maximum capacity that the map of queues keeps when the map is empty. The map releases any further capacity.
const SPARE: usize = 1024;

impl Queues {
    /// Creates the queues of waiting events. If `key_of` is `None`, no event waits for another event.
    pub(crate) fn new(key_of: Option<KeyOfEvent>) -> Self {
        Self(Arc::new(Inner { key_of, hasher: RandomState::new(), queues: Mutex::default() }))
    }

    /// Puts an event at the end of the queue for its key.
    ///
    /// # Errors
    ///
    /// Returns an error if the key function panics.
    pub(crate) fn enter(&self, delivery: &Delivery) -> Result<Place, BoxError> {
        let Some(KeyOfEvent(key_of)) = &self.0.key_of else { return Ok(Place(None)) };
        let key = catch_unwind(AssertUnwindSafe(|| key_of(&self.0.hasher, delivery)))
            .map_err(|_| BoxError::from("the key function panicked"))?;
        let Some(key) = key else { return Ok(Place(None)) };
        let (signal, first) = oneshot::channel();
        let mut queues = lock(&self.0.queues);
        let queue = queues.entry(key).or_default();
        let number = queue.next_number;
        queue.next_number += 1;
        queue.events.push_back(Waiting { number, first: Some(signal) });
        queue.signal_first();
        Ok(Place(Some(Queued { inner: Arc::clone(&self.0), key, number, first })))
    }
}

impl Queue {
    fn signal_first(&mut self) {
        if let Some(signal) = self.events.front_mut().and_then(|event| event.first.take()) {
            signal.send(()).ok();
        }
    }
}

/// Place of an event in the queue for its key. `None` means that the event waits for no other event. Dropping this value
/// frees the place.
pub(crate) struct Place(Option<Queued>);

struct Queued {
    inner: Arc<Inner>,
    key: Key,
    number: u64,
    first: oneshot::Receiver<()>,
}

impl Place {
    /// Waits until no earlier event with the same key is in the queue. Returns `false` if there is still an earlier event at
    /// the time `until`.
    pub(crate) async fn is_first(&mut self, until: Instant) -> bool {
        match &mut self.0 {
            None => true,
            Some(place) => timeout_at(until, &mut place.first).await.is_ok(),
        }
    }
}

impl Drop for Queued {
    fn drop(&mut self) {
        let mut queues = lock(&self.inner.queues);
        let Some(queue) = queues.get_mut(&self.key) else { return };
        if let Ok(place) = queue.events.binary_search_by_key(&self.number, |event| event.number) {
            queue.events.remove(place);
        }
        queue.signal_first();
        if queue.events.is_empty() {
            queues.remove(&self.key);
            if queues.is_empty() && queues.capacity() > SPARE {
                queues.shrink_to_fit();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::generated::meeting::MeetingStarted;
    use crate::runtime::util::deadline::after;

    fn delivery(key: usize) -> Delivery {
        Delivery::new(MeetingStarted::default()).event_id(key.to_string())
    }

    fn queues() -> Queues {
        Queues::new(Some(KeyOfEvent::new(|delivery: &Delivery| {
            delivery.header.event_id.as_ref().filter(|id| *id != "none").cloned()
        })))
    }

    async fn is_first(place: &mut Place) -> bool {
        place.is_first(after(Duration::from_secs(1))).await
    }

    #[tokio::test(start_paused = true)]
    async fn an_event_that_gives_up_lets_no_waiting_event_pass() {
        let queues = queues();
        let [mut first, mut second, mut third] = [0; 3].map(|key| queues.enter(&delivery(key)).unwrap());
        let mut other = queues.enter(&delivery(1)).unwrap();
        assert!(is_first(&mut first).await && is_first(&mut other).await);
        assert!(!is_first(&mut second).await);
        drop(second);
        assert!(!is_first(&mut third).await);
        drop(first);
        assert!(is_first(&mut third).await);
    }

    #[tokio::test(start_paused = true)]
    async fn an_event_without_a_key_waits_for_none() {
        let queues = queues();
        for _ in 0..3 {
            let mut place = queues.enter(&delivery(0).event_id("none")).unwrap();
            assert!(is_first(&mut place).await);
            std::mem::forget(place);
        }
        assert!(lock(&queues.0.queues).is_empty());
    }

    #[test]
    fn a_key_without_events_is_forgotten() {
        let queues = queues();
        let places: Vec<Place> = (0..100_000).map(|key| queues.enter(&delivery(key % 50_000)).unwrap()).collect();
        assert_eq!(lock(&queues.0.queues).len(), 50_000);
        drop(places);
        let left = lock(&queues.0.queues);
        assert_eq!(left.len(), 0);
        assert!(left.capacity() <= SPARE, "{}", left.capacity());
    }

    #[test]
    fn a_key_that_panics_is_an_error() {
        let queues = Queues::new(Some(KeyOfEvent::new(|_: &Delivery| -> Option<()> { panic!("on purpose") })));
        assert!(queues.enter(&delivery(0)).is_err());
        assert!(lock(&queues.0.queues).is_empty());
    }
}
