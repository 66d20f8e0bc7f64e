//! Order of events. Events that share a key are handled one after the other.

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

/// Hash of an event's key. Two keys with the same hash share a line. Sharing a line only costs time.
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

/// Lines of events, one for each key. An event waits for the events before it in its line.
#[derive(Clone)]
pub(crate) struct Lines(Arc<Inner>);

struct Inner {
    key_of: Option<KeyOfEvent>,
    hasher: RandomState,
    lines: Mutex<HashMap<Key, Line>>,
}

/// Line of the events of one key. The first event is in hand. An empty line is removed.
#[derive(Default)]
struct Line {
    events: VecDeque<Waiting>,
    /// Number of the next event.
    next_number: u64,
}

struct Waiting {
    number: u64,
    /// Signals that the event is now the first; `None` after the signal.
    first: Option<oneshot::Sender<()>>,
}

/// Capacity for lines that is kept when no line is left. Capacity beyond this number is released.
const SPARE: usize = 1024;

impl Lines {
    /// Creates the lines. Without `key_of`, no event waits for another event.
    pub(crate) fn new(key_of: Option<KeyOfEvent>) -> Self {
        Self(Arc::new(Inner { key_of, hasher: RandomState::new(), lines: Mutex::default() }))
    }

    /// Puts an event at the end of its line. Events are handled in the order of the calls of this method.
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
        let mut lines = lock(&self.0.lines);
        let line = lines.entry(key).or_default();
        let number = line.next_number;
        line.next_number += 1;
        line.events.push_back(Waiting { number, first: Some(signal) });
        line.signal_first();
        Ok(Place(Some(InLine { inner: Arc::clone(&self.0), key, number, first })))
    }
}

impl Line {
    fn signal_first(&mut self) {
        if let Some(signal) = self.events.front_mut().and_then(|event| event.first.take()) {
            signal.send(()).ok();
        }
    }
}

/// Place of an event in its line. Dropping this value frees the place. `None` if the event waits for no other event.
pub(crate) struct Place(Option<InLine>);

struct InLine {
    inner: Arc<Inner>,
    key: Key,
    number: u64,
    first: oneshot::Receiver<()>,
}

impl Place {
    /// Waits until no other event is before this event. Returns `false` if another event is still before it at `until`.
    pub(crate) async fn is_first(&mut self, until: Instant) -> bool {
        match &mut self.0 {
            None => true,
            Some(place) => timeout_at(until, &mut place.first).await.is_ok(),
        }
    }
}

impl Drop for InLine {
    fn drop(&mut self) {
        let mut lines = lock(&self.inner.lines);
        let Some(line) = lines.get_mut(&self.key) else { return };
        if let Ok(place) = line.events.binary_search_by_key(&self.number, |event| event.number) {
            line.events.remove(place);
        }
        line.signal_first();
        if line.events.is_empty() {
            lines.remove(&self.key);
            if lines.is_empty() && lines.capacity() > SPARE {
                lines.shrink_to_fit();
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

    fn lines() -> Lines {
        Lines::new(Some(KeyOfEvent::new(|delivery: &Delivery| {
            delivery.header.event_id.as_ref().filter(|id| *id != "none").cloned()
        })))
    }

    async fn is_first(place: &mut Place) -> bool {
        place.is_first(after(Duration::from_secs(1))).await
    }

    #[tokio::test(start_paused = true)]
    async fn an_event_that_gives_up_lets_no_waiting_event_pass() {
        let lines = lines();
        let [mut first, mut second, mut third] = [0; 3].map(|key| lines.enter(&delivery(key)).unwrap());
        let mut other = lines.enter(&delivery(1)).unwrap();
        assert!(is_first(&mut first).await && is_first(&mut other).await);
        assert!(!is_first(&mut second).await);
        drop(second);
        assert!(!is_first(&mut third).await);
        drop(first);
        assert!(is_first(&mut third).await);
    }

    #[tokio::test(start_paused = true)]
    async fn an_event_without_a_key_waits_for_none() {
        let lines = lines();
        for _ in 0..3 {
            let mut place = lines.enter(&delivery(0).event_id("none")).unwrap();
            assert!(is_first(&mut place).await);
            std::mem::forget(place);
        }
        assert!(lock(&lines.0.lines).is_empty());
    }

    #[test]
    fn a_key_without_events_is_forgotten() {
        let lines = lines();
        let places: Vec<Place> = (0..100_000).map(|key| lines.enter(&delivery(key % 50_000)).unwrap()).collect();
        assert_eq!(lock(&lines.0.lines).len(), 50_000);
        drop(places);
        let left = lock(&lines.0.lines);
        assert_eq!(left.len(), 0);
        assert!(left.capacity() <= SPARE, "{}", left.capacity());
    }

    #[test]
    fn a_key_that_panics_is_an_error() {
        let lines = Lines::new(Some(KeyOfEvent::new(|_: &Delivery| -> Option<()> { panic!("on purpose") })));
        assert!(lines.enter(&delivery(0)).is_err());
        assert!(lock(&lines.0.lines).is_empty());
    }
}
