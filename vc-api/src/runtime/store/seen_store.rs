//! Which events came before.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::hash::BuildHasher;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::store::token_store::StoreFuture;
use crate::runtime::util::deadline::after;
use crate::runtime::util::lock::lock;

/// Where is kept which events came before, so that each is handled once; set by
/// [`Events::seen_store`](crate::Events::seen_store).
///
/// The default, [`MemorySeen`], knows those that came to one process; `RedisStore` (feature `redis`) is shared by all
/// receivers of an app. When a store fails, events are not handled, and the platform delivers them again.
///
/// An implementation must do each step at once, and must forget an event when its time is over.
pub trait SeenStore: Send + Sync + 'static {
    /// Marks an event as being handled, for `lease`, unless it is known; tells what was known of it.
    ///
    /// A handler renews its lease by [`put`](Self::put). When its process dies, the event can be handled by another.
    fn begin<'a>(&'a self, event: &'a str, lease: Duration) -> StoreFuture<'a, Seen>;

    /// Marks an event as being handled, or as handled, for so long.
    fn put<'a>(&'a self, event: &'a str, seen: Seen, time: Duration) -> StoreFuture<'a, ()>;

    /// Forgets an event, which was not handled.
    fn forget<'a>(&'a self, event: &'a str) -> StoreFuture<'a, ()>;
}

/// What is known of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// It did not come before.
    New,
    /// It is being handled.
    InHand,
    /// It was handled.
    Handled,
}

/// A [`SeenStore`] in the memory of this process. It is the default.
///
/// It keeps a hash of each event's id, some 150 bytes for each event, and forgets the oldest when there are too many.
pub struct MemorySeen {
    entries: Mutex<Entries>,
    hashers: [RandomState; 2],
}

impl MemorySeen {
    /// Knows so many events at most. The default is a million: 35 in each second of 8 hours.
    #[must_use]
    pub fn with_capacity(events: usize) -> Self {
        let entries = Entries { by_hash: HashMap::new(), order: VecDeque::new(), puts: 0, capacity: events.max(1) };
        Self { entries: Mutex::new(entries), hashers: [RandomState::new(), RandomState::new()] }
    }

    /// Two hashes by different keys: that two events share both does not happen.
    fn hash(&self, event: &str) -> u128 {
        self.hashers.iter().fold(0, |hash, hasher| hash << 64 | u128::from(hasher.hash_one(event)))
    }
}

impl Default for MemorySeen {
    fn default() -> Self {
        Self::with_capacity(1_000_000)
    }
}

struct Entries {
    by_hash: HashMap<u128, Known>,
    /// The hashes in the order in which they were put, with the number of the put. All but the last put of a hash are void.
    order: VecDeque<(u128, u64)>,
    puts: u64,
    capacity: usize,
}

struct Known {
    seen: Seen,
    expires: Instant,
    put: u64,
}

impl Entries {
    fn get(&self, hash: u128) -> Seen {
        self.by_hash.get(&hash).filter(|known| known.expires > Instant::now()).map_or(Seen::New, |known| known.seen)
    }

    fn put(&mut self, hash: u128, seen: Seen, time: Duration) {
        self.puts += 1;
        self.order.push_back((hash, self.puts));
        self.by_hash.insert(hash, Known { seen, expires: after(time), put: self.puts });
        self.forget_the_old();
    }

    /// Those at the front that are void or over; when there are too many, the oldest that were handled as well.
    fn forget_the_old(&mut self) {
        let now = Instant::now();
        for _ in 0..self.order.len() {
            let Some((hash, put)) = self.order.pop_front() else { return };
            let Some(known) = self.by_hash.get(&hash).filter(|known| known.put == put) else { continue };
            let is_full = self.by_hash.len() > self.capacity;
            if known.expires <= now || is_full && known.seen == Seen::Handled {
                self.by_hash.remove(&hash);
            } else if is_full {
                self.order.push_back((hash, put));
            } else {
                self.order.push_front((hash, put));
                return;
            }
        }
    }
}

impl SeenStore for MemorySeen {
    fn begin<'a>(&'a self, event: &'a str, lease: Duration) -> StoreFuture<'a, Seen> {
        Box::pin(async move {
            let hash = self.hash(event);
            let mut entries = lock(&self.entries);
            let seen = entries.get(hash);
            if seen == Seen::New {
                entries.put(hash, Seen::InHand, lease);
            }
            Ok(seen)
        })
    }

    fn put<'a>(&'a self, event: &'a str, seen: Seen, time: Duration) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            lock(&self.entries).put(self.hash(event), seen, time);
            Ok(())
        })
    }

    fn forget<'a>(&'a self, event: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            lock(&self.entries).by_hash.remove(&self.hash(event));
            Ok(())
        })
    }
}

impl fmt::Debug for MemorySeen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemorySeen").field("events", &lock(&self.entries).by_hash.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEASE: Duration = Duration::from_secs(60);
    const LONG: Duration = Duration::from_secs(8 * 60 * 60);

    #[tokio::test(start_paused = true)]
    async fn one_handles_at_a_time_and_once() {
        let seen = MemorySeen::default();
        let begin = async |event| seen.begin(event, LEASE).await.unwrap();
        assert_eq!([begin("a").await, begin("a").await, begin("b").await], [Seen::New, Seen::InHand, Seen::New]);
        seen.put("a", Seen::Handled, LONG).await.unwrap();
        seen.forget("b").await.unwrap();
        assert_eq!([begin("a").await, begin("b").await], [Seen::Handled, Seen::New]);
        tokio::time::advance(LEASE).await;
        assert_eq!([begin("a").await, begin("b").await], [Seen::Handled, Seen::New]);
        tokio::time::advance(Duration::from_secs(71 * 60 * 6)).await;
        assert_eq!(begin("a").await, Seen::Handled);
        tokio::time::advance(LONG).await;
        assert_eq!(begin("a").await, Seen::New);
    }

    #[tokio::test(start_paused = true)]
    async fn keeps_no_more_than_it_may() {
        let seen = MemorySeen::with_capacity(100);
        assert_eq!(seen.begin("in hand", LEASE).await.unwrap(), Seen::New);
        for event in 0..10_000 {
            let event = event.to_string();
            assert_eq!(seen.begin(&event, LEASE).await.unwrap(), Seen::New);
            seen.put(&event, Seen::Handled, LONG).await.unwrap();
            let entries = lock(&seen.entries);
            assert!(entries.by_hash.len() <= 100 && entries.order.len() <= 300, "{seen:?}");
        }
        assert_eq!(seen.begin("in hand", LEASE).await.unwrap(), Seen::InHand);
        assert_eq!(seen.begin("9999", LEASE).await.unwrap(), Seen::Handled);
        assert_eq!(seen.begin("1", LEASE).await.unwrap(), Seen::New);
    }

    #[tokio::test(start_paused = true)]
    async fn forgets_what_is_over() {
        let seen = MemorySeen::default();
        for event in 0..1000 {
            seen.put(&event.to_string(), Seen::Handled, LEASE).await.unwrap();
            tokio::time::advance(Duration::from_secs(6)).await;
        }
        let entries = lock(&seen.entries);
        assert!(entries.by_hash.len() <= 11 && entries.order.len() <= 11);
    }
}
