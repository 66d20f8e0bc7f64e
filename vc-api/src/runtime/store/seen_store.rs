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

/// Place where the receivers of an app mark events, so that each event is handled once; set by
/// [`Events::seen_store`](crate::Events::seen_store).
///
/// The default, [`MemorySeen`], serves one process; `RedisStore` (feature `redis`) serves all receivers of an app. When a
/// store fails, events are not handled, and the platform delivers them again.
///
/// # Implementations
///
/// An event is unknown, or it has one of two marks:
///
/// - The mark *in hand* has an owner and a lease. The owner is an id of 32 hexadecimal digits, which a receiver makes for
///   each delivery. It is a random one if the store [is shared](Self::is_shared).
/// - The mark *handled* has a time, and no owner.
///
/// When the lease or the time of a mark is over, the event is unknown.
///
/// | | unknown | in hand, own | in hand, of another owner | handled |
/// | --- | --- | --- | --- | --- |
/// | [`begin`](Self::begin) | marks it in hand: `New` | sets the lease: `New` | `InHand` | `Handled` |
/// | [`renew`](Self::renew) | marks it in hand: `true` | sets the lease: `true` | `false` | `false` |
/// | [`handled`](Self::handled) | marks it handled | marks it handled | marks it handled | sets the time |
/// | [`forget`](Self::forget) | | removes the mark | | |
///
/// - A method changes nothing where the table names no change. So a receiver whose lease ran out cannot touch the mark
///   of another one that handles the event meanwhile, and an event that was handled stays so.
/// - Each method reads and writes in one step: no other call comes between.
/// - Each method may be called again with the same arguments, and then gives the same result. A receiver repeats calls
///   whose result was lost.
/// - A receiver gives up on a call that takes more than a few seconds, and drops its future. The store may carry out such
///   a call later, or never.
pub trait SeenStore: Send + Sync + 'static {
    /// Marks an unknown event as being in hand for `lease`; tells what was known of it.
    ///
    /// [`Seen::New`] says that the event is now in the hand of `owner`.
    fn begin<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, Seen>;

    /// Renews the lease of an event that `owner` has in hand; tells whether `owner` has it in hand now.
    ///
    /// A receiver calls it every 20 seconds while a handler runs. The owner takes an event again whose lease ran out, if
    /// no other owner has begun with it.
    fn renew<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, bool>;

    /// Marks an event as handled for `time`, whoever has it in hand.
    ///
    /// It needs no owner: once a handler has succeeded, the event is handled, even if the lease ran out before.
    fn handled<'a>(&'a self, event: &'a str, time: Duration) -> StoreFuture<'a, ()>;

    /// Forgets an event that `owner` has in hand, because it was not handled.
    fn forget<'a>(&'a self, event: &'a str, owner: &'a str) -> StoreFuture<'a, ()>;

    /// Returns whether several processes may use the same marks. A store that says `false` gets owners that differ within
    /// the process alone, and that cost no call of the operating system. `true` by default.
    fn is_shared(&self) -> bool {
        true
    }
}

/// Knowledge of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// It did not come before, or was not handled when it came.
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
        let entries = Entries { in_hand: Ordered::new(), handled: Ordered::new(), capacity: events.max(1) };
        Self { entries: Mutex::new(entries), hashers: [RandomState::new(), RandomState::new()] }
    }

    /// Returns two hashes by different keys: that two texts share both does not happen.
    fn hash(&self, text: &str) -> Hash {
        let [one, other] = &self.hashers;
        (one.hash_one(text), other.hash_one(text))
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
    /// Each with the hash of its owner.
    in_hand: Ordered<Hash>,
    handled: Ordered<()>,
    capacity: usize,
}

impl Entries {
    /// Marks an event as being in hand, unless it is handled or another owner has it in hand; gives what is in the way.
    fn take(&mut self, event: Hash, owner: Hash, lease: Duration) -> Result<Option<Seen>, StoreError> {
        if self.handled.get(event).is_some() {
            return Ok(Some(Seen::Handled));
        }
        if self.in_hand.get(event).is_some_and(|of| *of != owner) {
            return Ok(Some(Seen::InHand));
        }
        self.remove(event);
        self.make_room()?.in_hand.put(event, owner, lease);
        Ok(None)
    }

    fn handled(&mut self, event: Hash, time: Duration) -> Result<(), StoreError> {
        self.remove(event);
        self.make_room()?.handled.put(event, (), time);
        Ok(())
    }

    fn forget(&mut self, event: Hash, owner: Hash) {
        if self.in_hand.get(event) == Some(&owner) {
            self.in_hand.remove(event);
        }
    }

    fn remove(&mut self, event: Hash) {
        self.in_hand.remove(event);
        self.handled.remove(event);
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

/// Events in the order in which they were put, each with a value.
struct Ordered<T> {
    by_hash: HashMap<Hash, Known<T>>,
    /// Each put with its number. All but the last put of an event are void, and so are those of a removed event. At most
    /// half of the puts are void, but for [`VOID`].
    order: VecDeque<(Hash, u64)>,
    puts: u64,
}

struct Known<T> {
    value: T,
    expires: Instant,
    put: u64,
}

/// Number of void puts that are kept in any case, so that a short queue is not cleaned all the time.
const VOID: usize = 64;

impl<T> Ordered<T> {
    fn new() -> Self {
        Self { by_hash: HashMap::new(), order: VecDeque::new(), puts: 0 }
    }

    fn get(&self, hash: Hash) -> Option<&T> {
        self.by_hash.get(&hash).filter(|known| known.expires > Instant::now()).map(|known| &known.value)
    }

    fn put(&mut self, hash: Hash, value: T, time: Duration) {
        self.puts += 1;
        self.by_hash.insert(hash, Known { value, expires: after(time), put: self.puts });
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
    fn begin<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, Seen> {
        Box::pin(async move {
            let known = lock(&self.entries).take(self.hash(event), self.hash(owner), lease)?;
            Ok(known.unwrap_or(Seen::New))
        })
    }

    fn renew<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, bool> {
        Box::pin(async move {
            let known = lock(&self.entries).take(self.hash(event), self.hash(owner), lease)?;
            Ok(known.is_none())
        })
    }

    fn handled<'a>(&'a self, event: &'a str, time: Duration) -> StoreFuture<'a, ()> {
        Box::pin(async move { lock(&self.entries).handled(self.hash(event), time) })
    }

    fn forget<'a>(&'a self, event: &'a str, owner: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            lock(&self.entries).forget(self.hash(event), self.hash(owner));
            Ok(())
        })
    }

    fn is_shared(&self) -> bool {
        false
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
            let (in_hand, handled) = (&entries.in_hand, &entries.handled);
            for (events, puts) in
                [(in_hand.by_hash.len(), in_hand.order.len()), (handled.by_hash.len(), handled.order.len())]
            {
                assert!(puts <= 2 * events + VOID, "{puts} puts of {events} events");
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn one_handles_at_a_time_and_once() {
        let seen = MemorySeen::default();
        let begin = async |event| seen.begin(event, "later", LEASE).await.unwrap();
        for event in ["a", "b"] {
            assert_eq!(seen.begin(event, "owner", LEASE).await.unwrap(), Seen::New);
            assert_eq!(begin(event).await, Seen::InHand);
        }
        seen.handled("a", LONG).await.unwrap();
        seen.forget("b", "owner").await.unwrap();
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
        assert_eq!(seen.begin("in hand", "one", LEASE).await.unwrap(), Seen::New);
        for event in 0..10_000 {
            let event = event.to_string();
            assert_eq!(seen.begin(&event, "one", LEASE).await.unwrap(), Seen::New);
            seen.handled(&event, LONG).await.unwrap();
            seen.check();
        }
        assert_eq!(seen.begin("in hand", "other", LEASE).await.unwrap(), Seen::InHand);
        assert_eq!(seen.begin("9999", "other", LEASE).await.unwrap(), Seen::Handled);
        assert_eq!(seen.begin("1", "other", LEASE).await.unwrap(), Seen::New);
    }

    #[tokio::test(start_paused = true)]
    async fn forgets_what_is_over() {
        let seen = MemorySeen::default();
        for event in 0..1000 {
            seen.handled(&event.to_string(), LEASE).await.unwrap();
            tokio::time::advance(Duration::from_secs(6)).await;
        }
        let entries = lock(&seen.entries);
        assert!(entries.len() <= 11 && entries.handled.order.len() <= 11);
    }

    #[tokio::test(start_paused = true)]
    async fn events_that_fail_take_no_memory_behind_one_that_lasts() {
        let seen = MemorySeen::with_capacity(100);
        assert_eq!(seen.begin("lasts", "one", LONG).await.unwrap(), Seen::New);
        for event in 0..10_000 {
            let event = event.to_string();
            assert_eq!(seen.begin(&event, "one", LEASE).await.unwrap(), Seen::New);
            assert!(seen.renew(&event, "one", LEASE).await.unwrap());
            seen.forget(&event, "one").await.unwrap();
            seen.check();
        }
        // So does one that is renewed for ever.
        for _ in 0..10_000 {
            assert!(seen.renew("renewed", "one", LEASE).await.unwrap());
            seen.handled("handled", LEASE).await.unwrap();
            seen.check();
        }
        assert_eq!(seen.begin("lasts", "other", LEASE).await.unwrap(), Seen::InHand);
    }

    #[tokio::test(start_paused = true)]
    async fn is_full_when_all_that_it_knows_is_in_hand() {
        let seen = MemorySeen::with_capacity(3);
        let begin = async |event| seen.begin(event, "one", LEASE).await;
        seen.handled("handled", LONG).await.unwrap();
        for event in ["a", "b", "c"] {
            assert_eq!(begin(event).await.unwrap(), Seen::New);
        }
        for _ in 0..2 {
            let error = begin("d").await.unwrap_err().to_string();
            assert_eq!(error, "the store failed: it is full: all 3 events that it can know are being handled");
            assert_eq!(seen.begin("a", "other", LEASE).await.unwrap(), Seen::InHand);
            seen.check();
        }
        assert!(seen.renew("d", "one", LEASE).await.is_err());
        assert!(seen.handled("d", LONG).await.is_err());
        // What is known already takes no more room.
        assert!(seen.renew("a", "one", LEASE).await.unwrap());
        seen.handled("a", LONG).await.unwrap();
        assert_eq!(begin("d").await.unwrap(), Seen::New);
        assert!(begin("e").await.is_err());
        seen.forget("b", "one").await.unwrap();
        assert_eq!(begin("e").await.unwrap(), Seen::New);
        tokio::time::advance(LEASE).await;
        assert_eq!(begin("b").await.unwrap(), Seen::New);
        seen.check();
    }
}
