//! Which events came before.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::hash::BuildHasher;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::error::store_error::StoreError;
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
/// It keeps a hash of each event's id. A million handled events take 110 MiB; fewer take up to 150 bytes each.
///
/// It never knows more events than its capacity. For a new event it forgets the one that was handled the longest ago. An
/// event that is being handled is never forgotten before its lease is over: when all known events are being handled, a
/// new one is refused with an error, so that the platform delivers it again.
pub struct MemorySeen {
    entries: Mutex<Entries>,
    hashers: [RandomState; 2],
}

impl MemorySeen {
    /// Makes a store that knows so many events at most; 0 counts as 1. The default is a million: 35 in each second of 8
    /// hours.
    #[must_use]
    pub fn with_capacity(events: usize) -> Self {
        let entries = Entries { in_hand: Ordered::default(), handled: Ordered::default(), capacity: events.max(1) };
        Self { entries: Mutex::new(entries), hashers: [RandomState::new(), RandomState::new()] }
    }

    /// Returns two hashes by different keys: that two events share both does not happen.
    fn hash(&self, event: &str) -> Hash {
        let [one, other] = &self.hashers;
        (one.hash_one(event), other.hash_one(event))
    }
}

impl Default for MemorySeen {
    fn default() -> Self {
        Self::with_capacity(1_000_000)
    }
}

type Hash = (u64, u64);

/// The known events. An event is in one of the two at most.
struct Entries {
    in_hand: Ordered,
    handled: Ordered,
    capacity: usize,
}

impl Entries {
    fn get(&self, hash: Hash) -> Seen {
        match (self.handled.knows(hash), self.in_hand.knows(hash)) {
            (true, _) => Seen::Handled,
            (false, true) => Seen::InHand,
            (false, false) => Seen::New,
        }
    }

    fn put(&mut self, hash: Hash, seen: Seen, time: Duration) -> Result<(), StoreError> {
        self.in_hand.remove(hash);
        self.handled.remove(hash);
        match seen {
            Seen::New => {}
            Seen::InHand => self.make_room()?.in_hand.put(hash, time),
            Seen::Handled => self.make_room()?.handled.put(hash, time),
        }
        Ok(())
    }

    /// Makes room for one more event.
    fn make_room(&mut self) -> Result<&mut Self, StoreError> {
        self.in_hand.forget_what_is_over();
        self.handled.forget_what_is_over();
        if self.len() >= self.capacity && !self.handled.forget_first() {
            let events = self.capacity;
            return Err(StoreError::new(format!("it is full: all {events} events that it can know are being handled")));
        }
        Ok(self)
    }

    fn len(&self) -> usize {
        self.in_hand.by_hash.len() + self.handled.by_hash.len()
    }
}

/// Events in the order in which they were put.
#[derive(Default)]
struct Ordered {
    by_hash: HashMap<Hash, Known>,
    /// Each put with its number. All but the last put of an event are void, and so are those of a removed event. At most
    /// half of the puts are void, but for [`VOID`].
    order: VecDeque<(Hash, u64)>,
    puts: u64,
}

struct Known {
    expires: Instant,
    put: u64,
}

/// Number of void puts that are kept in any case, so that a short queue is not cleaned all the time.
const VOID: usize = 64;

impl Ordered {
    fn knows(&self, hash: Hash) -> bool {
        self.by_hash.get(&hash).is_some_and(|known| known.expires > Instant::now())
    }

    fn put(&mut self, hash: Hash, time: Duration) {
        self.puts += 1;
        self.by_hash.insert(hash, Known { expires: after(time), put: self.puts });
        self.order.push_back((hash, self.puts));
        self.clean();
    }

    fn remove(&mut self, hash: Hash) {
        if self.by_hash.remove(&hash).is_some() {
            self.clean();
        }
    }

    /// Removes the void puts once they are more than the others. Each put and each removal makes one void at most, so it
    /// pays for the look at two.
    fn clean(&mut self) {
        let Self { by_hash, order, .. } = self;
        if order.len() > 2 * by_hash.len() + VOID {
            order.retain(|(hash, put)| by_hash.get(hash).is_some_and(|known| known.put == *put));
        }
    }

    /// Forgets the first events while their time is over. One whose time is shorter than that of an event before it stays
    /// until that one is forgotten; the receivers of this crate give the same time to all.
    fn forget_what_is_over(&mut self) {
        let now = Instant::now();
        while let Some((hash, put)) = self.order.front() {
            match self.by_hash.get(hash).filter(|known| known.put == *put) {
                Some(known) if known.expires > now => return,
                Some(_) => drop(self.by_hash.remove(hash)),
                None => {}
            }
            self.order.pop_front();
        }
    }

    /// Forgets the event that was put first; tells whether there was one.
    fn forget_first(&mut self) -> bool {
        while let Some((hash, put)) = self.order.pop_front() {
            if self.by_hash.get(&hash).is_some_and(|known| known.put == put) {
                self.by_hash.remove(&hash);
                return true;
            }
        }
        false
    }
}

impl SeenStore for MemorySeen {
    fn begin<'a>(&'a self, event: &'a str, lease: Duration) -> StoreFuture<'a, Seen> {
        Box::pin(async move {
            let hash = self.hash(event);
            let mut entries = lock(&self.entries);
            let seen = entries.get(hash);
            if seen == Seen::New {
                entries.put(hash, Seen::InHand, lease)?;
            }
            Ok(seen)
        })
    }

    fn put<'a>(&'a self, event: &'a str, seen: Seen, time: Duration) -> StoreFuture<'a, ()> {
        Box::pin(async move { lock(&self.entries).put(self.hash(event), seen, time) })
    }

    fn forget<'a>(&'a self, event: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(async move { lock(&self.entries).put(self.hash(event), Seen::New, Duration::ZERO) })
    }
}

impl fmt::Debug for MemorySeen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemorySeen").field("events", &lock(&self.entries).len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEASE: Duration = Duration::from_secs(60);
    const LONG: Duration = Duration::from_secs(8 * 60 * 60);

    impl MemorySeen {
        /// Checks that no more is kept than the capacity allows.
        fn check(&self) {
            let entries = lock(&self.entries);
            assert!(entries.len() <= entries.capacity, "{} events", entries.len());
            for ordered in [&entries.in_hand, &entries.handled] {
                let (events, puts) = (ordered.by_hash.len(), ordered.order.len());
                assert!(puts <= 2 * events + VOID, "{puts} puts of {events} events");
            }
        }
    }

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
            seen.check();
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
        assert!(entries.len() <= 11 && entries.handled.order.len() <= 11);
    }

    #[tokio::test(start_paused = true)]
    async fn events_that_fail_take_no_memory_behind_one_that_lasts() {
        let seen = MemorySeen::with_capacity(100);
        assert_eq!(seen.begin("lasts", LONG).await.unwrap(), Seen::New);
        for event in 0..10_000 {
            let event = event.to_string();
            assert_eq!(seen.begin(&event, LEASE).await.unwrap(), Seen::New);
            seen.put(&event, Seen::InHand, LEASE).await.unwrap();
            seen.forget(&event).await.unwrap();
            seen.check();
        }
        // So does one that is renewed for ever.
        for _ in 0..10_000 {
            seen.put("renewed", Seen::InHand, LEASE).await.unwrap();
            seen.put("handled", Seen::Handled, LEASE).await.unwrap();
            seen.check();
        }
        assert_eq!(seen.begin("lasts", LEASE).await.unwrap(), Seen::InHand);
    }

    #[tokio::test(start_paused = true)]
    async fn is_full_when_all_that_it_knows_is_in_hand() {
        let seen = MemorySeen::with_capacity(3);
        seen.put("handled", Seen::Handled, LONG).await.unwrap();
        for event in ["a", "b", "c"] {
            assert_eq!(seen.begin(event, LEASE).await.unwrap(), Seen::New);
        }
        for _ in 0..2 {
            let error = seen.begin("d", LEASE).await.unwrap_err().to_string();
            assert_eq!(error, "the store failed: it is full: all 3 events that it can know are being handled");
            assert_eq!(seen.begin("a", LEASE).await.unwrap(), Seen::InHand);
            seen.check();
        }
        assert!(seen.put("d", Seen::Handled, LONG).await.is_err());
        // What is known already takes no more room.
        seen.put("a", Seen::InHand, LEASE).await.unwrap();
        seen.put("a", Seen::Handled, LONG).await.unwrap();
        assert_eq!(seen.begin("d", LEASE).await.unwrap(), Seen::New);
        assert!(seen.begin("e", LEASE).await.is_err());
        seen.forget("b").await.unwrap();
        assert_eq!(seen.begin("e", LEASE).await.unwrap(), Seen::New);
        tokio::time::advance(LEASE).await;
        assert_eq!(seen.begin("b", LEASE).await.unwrap(), Seen::New);
        seen.check();
    }
}
