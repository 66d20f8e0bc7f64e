//! Store of seen events.

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

/// Store in which the receivers of an app mark events, so that each event is handled once; see
/// [`Events::seen_store`](crate::Events::seen_store).
///
/// The default, [`MemorySeen`], works within one process. `RedisStore` (feature `redis`) works for all receivers of an app.
/// When the store fails, receivers do not handle events, and the platform delivers the events again.
///
/// # Implementations
///
/// An event is unknown, or it has one of two marks:
///
/// - The mark *in hand* means that a receiver is handling the event. The mark has an owner and a lease. The owner is an id
///   of 32 hexadecimal digits, which a receiver creates for each delivery. The id is random if the store
///   [is shared](Self::is_shared).
/// - The mark *handled* means that a receiver has handled the event. The mark has a lifetime, and no owner.
///
/// When the lease or the lifetime of a mark ends, the event is unknown again. In the table, each cell contains the change to
/// the mark, if any, and then the result of the method. `owner` is the argument of the method.
///
/// | | unknown | in hand, of `owner` | in hand, of another owner | handled |
/// | --- | --- | --- | --- | --- |
/// | [`begin`](Self::begin) | marks it in hand: `New` | sets the lease: `New` | `InHand` | `Handled` |
/// | [`renew`](Self::renew) | marks it in hand: `true` | sets the lease: `true` | `false` | `false` |
/// | [`handled`](Self::handled) | marks it handled | marks it handled | marks it handled | sets the lifetime |
/// | [`forget`](Self::forget) | | removes the mark | | |
///
/// - If a cell names no change, the method changes nothing. So `renew` and `forget` never change the mark of another owner,
///   and a handled event stays handled.
/// - Each method reads and writes in one step, without any other call between the read and the write.
/// - A second call of a method with the same arguments returns the same result. A receiver repeats a call if the result of
///   the call was lost.
/// - A receiver drops the future of a call that takes more than a few seconds. The store may carry out the dropped call
///   later, or never.
pub trait SeenStore: Send + Sync + 'static {
    /// Marks an event as *in hand*: for the time `lease`, only `owner` has the right to handle the event. If the event is in
    /// hand of another owner, or is already handled, the method changes nothing.
    ///
    /// Returns [`Seen::New`] if the event is now in hand of `owner`. Otherwise, returns [`Seen::InHand`] or
    /// [`Seen::Handled`].
    fn begin<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, Seen>;

    /// Extends the lease that `owner` has on an event. Returns whether `owner` has a lease on the event after the call.
    ///
    /// A receiver calls this method every 20 seconds while a handler runs. If the lease has expired and the event has no
    /// other mark, `owner` gets a new lease.
    fn renew<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, bool>;

    /// Marks an event as handled for `time`, regardless of the current mark of the event.
    ///
    /// A receiver calls this method after a handler succeeds, even if the lease has already expired.
    fn handled<'a>(&'a self, event: &'a str, time: Duration) -> StoreFuture<'a, ()>;

    /// Removes the mark *in hand* from an event, if `owner` has set the mark. A receiver calls this method if the receiver
    /// did not handle the event.
    fn forget<'a>(&'a self, event: &'a str, owner: &'a str) -> StoreFuture<'a, ()>;

    /// Returns whether several processes can use the same marks. The default is `true`.
    ///
    /// If the method returns `false`, receivers create the ids of owners without a call of the operating system. The ids are
    /// then unique only within the process.
    fn is_shared(&self) -> bool {
        true
    }
}

/// State of an event in a [`SeenStore`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// The event did not arrive before, or it arrived but no receiver handled it.
    New,
    /// A receiver is handling the event.
    InHand,
    /// A receiver has handled the event.
    Handled,
}

/// Default [`SeenStore`], in the memory of this process.
///
/// The store keeps a hash of each event's id. A million handled events need 110 MiB of memory. A smaller number of events
/// needs up to 150 bytes for each event.
///
/// The store never contains more events than its capacity. When the store is full, a new event replaces the event that was
/// handled the longest ago. The store never removes an event with a running lease. If all events in the store have running
/// leases, the store refuses a new event with an error, so that the platform delivers the event again.
pub struct MemorySeen {
    entries: Mutex<Entries>,
    hashers: [RandomState; 2],
}

impl MemorySeen {
    /// Creates a store with a maximum number of events; 0 counts as 1. [`MemorySeen::default`] creates a store for a million
    /// events, which is enough for 35 events per second over 8 hours.
    #[must_use]
    pub fn with_capacity(events: usize) -> Self {
        let entries = Entries { in_hand: Ordered::new(), handled: Ordered::new(), capacity: events.max(1) };
        Self { entries: Mutex::new(entries), hashers: [RandomState::new(), RandomState::new()] }
    }

    /// Returns two hashes with different keys. In practice, two different texts never have the same pair of hashes.
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

/// Events of the store. An event is in `in_hand` or in `handled`, but never in both.
struct Entries {
    /// Events that are being handled. The value of an event is the hash of its owner.
    in_hand: Ordered<Hash>,
    handled: Ordered<()>,
    capacity: usize,
}

impl Entries {
    /// Records that `owner` is handling an event. If the event is already handled, or if another owner is handling the
    /// event, changes nothing and returns the state of the event.
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

    /// Makes room for one more event. Fails if all events are still being handled.
    fn make_room(&mut self) -> Result<&mut Self, StoreError> {
        self.in_hand.remove_expired();
        self.handled.remove_expired();
        if self.len() >= self.capacity && !self.handled.remove_first() {
            let events = self.capacity;
            return Err(StoreError::new(format!("it is full, and all of its {events} events are being handled")));
        }
        Ok(self)
    }

    fn len(&self) -> usize {
        self.in_hand.by_hash.len() + self.handled.by_hash.len()
    }
}

/// Events in the order of their insertion, each with a value.
struct Ordered<T> {
    by_hash: HashMap<Hash, Known<T>>,
    /// Insertions in their order: the hash of the event and the number of the insertion. An insertion is void if there is a
    /// later insertion of the same event, or if the event was removed. The number of void insertions is at most the number
    /// of valid insertions plus [`VOID`].
    order: VecDeque<(Hash, u64)>,
    puts: u64,
}

struct Known<T> {
    value: T,
    expires: Instant,
    put: u64,
}

/// Number of void insertions that even a short queue may contain; [`Ordered::order`] explains void insertions. Without this
/// number, a short queue would need a cleanup after every few insertions.
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

    /// Removes the void insertions from `order`, if there are many more void than valid insertions. Each insertion or
    /// removal of an event makes at most one insertion void, so the average cost of an insertion or removal is constant.
    fn clean(&mut self) {
        let Self { by_hash, order, .. } = self;
        if order.len() > 2 * by_hash.len() + VOID {
            order.retain(|(hash, put)| by_hash.get(hash).is_some_and(|known| known.put == *put));
        }
    }

    /// Removes expired events from the front of `order`. The receivers of this crate use the same lifetime for all events,
    /// so the event that expires first is at the front. An event with a shorter lifetime stays until the events before it
    /// are removed.
    fn remove_expired(&mut self) {
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

    /// Removes the first event, and returns whether there was an event.
    fn remove_first(&mut self) -> bool {
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
        /// Checks the limits of the store: the number of events, and the lengths of the queues of insertions.
        fn check(&self) {
            let entries = lock(&self.entries);
            assert!(entries.len() <= entries.capacity, "{} events", entries.len());
            let (in_hand, handled) = (&entries.in_hand, &entries.handled);
            for (events, puts) in
                [(in_hand.by_hash.len(), in_hand.order.len()), (handled.by_hash.len(), handled.order.len())]
            {
                assert!(puts <= 2 * events + VOID, "{puts} insertions for {events} events");
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
    async fn stays_within_its_capacity() {
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
    async fn removes_expired_events() {
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
        // Many calls for the same two events do not increase the memory use.
        for _ in 0..10_000 {
            assert!(seen.renew("renewed", "one", LEASE).await.unwrap());
            seen.handled("handled", LEASE).await.unwrap();
            seen.check();
        }
        assert_eq!(seen.begin("lasts", "other", LEASE).await.unwrap(), Seen::InHand);
    }

    #[tokio::test(start_paused = true)]
    async fn is_full_when_all_events_are_in_hand() {
        let seen = MemorySeen::with_capacity(3);
        let begin = async |event| seen.begin(event, "one", LEASE).await;
        seen.handled("handled", LONG).await.unwrap();
        for event in ["a", "b", "c"] {
            assert_eq!(begin(event).await.unwrap(), Seen::New);
        }
        for _ in 0..2 {
            let error = begin("d").await.unwrap_err().to_string();
            assert_eq!(error, "the store failed: it is full, and all of its 3 events are being handled");
            assert_eq!(seen.begin("a", "other", LEASE).await.unwrap(), Seen::InHand);
            seen.check();
        }
        assert!(seen.renew("d", "one", LEASE).await.is_err());
        assert!(seen.handled("d", LONG).await.is_err());
        // A full store still accepts changes to an event that it already contains.
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
