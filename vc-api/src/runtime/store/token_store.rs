//! Store of tokens, logins and app tickets.

use std::collections::HashMap;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::error::store_error::StoreError;
use crate::runtime::util::deadline::after;
use crate::runtime::util::lock::lock;
use crate::runtime::wire::secret::Secret;

/// Store of a client's tokens, logins and app tickets; see
/// [`ClientBuilder::token_store`](crate::ClientBuilder::token_store).
///
/// Clients with the same store share its entries. When a token must be renewed, one client renews the token, and the other
/// clients wait for the outcome. The default, [`MemoryStore`], works within one process. `RedisStore` (feature `redis`)
/// works between processes and machines. A key contains the domain, the app, and the tenant or the login.
///
/// Only this crate interprets a value. A value is as secret as the token in the value: anyone who reads the value can act as
/// the app or the user.
///
/// An implementation must compare and set in one atomic step, and must remove an entry when the entry expires. A read
/// returns the remaining lifetime, so that the client never compares two clocks.
pub trait TokenStore: Send + Sync + 'static {
    /// Returns the entry of a key.
    fn get<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoreEntry>>;

    /// Sets the entry of a key to `new` if the current value of the key is `expected`. Returns whether the current value was
    /// `expected`.
    ///
    /// If `expected` is `None`, the key must have no entry. If `new` is `None`, the method removes the entry.
    fn compare_and_set<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a Secret>,
        new: Option<StoreEntry>,
    ) -> StoreFuture<'a, bool>;
}

/// Future that the methods of a [`TokenStore`] and of a [`SeenStore`](crate::SeenStore) return.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// Entry of a [`TokenStore`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreEntry {
    /// Value of the entry.
    pub value: Secret,
    /// Remaining lifetime, after which the store must remove the entry.
    pub expires_in: Duration,
}

/// [`TokenStore`] in the memory of this process; the default store.
///
/// A restart of the process loses all entries. The client then fetches tokens again, and users must log in again.
#[derive(Default)]
pub struct MemoryStore(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    by_key: HashMap<String, (Secret, Instant)>,
    /// Number of entries at which the next cleanup runs.
    enough: usize,
}

impl MemoryStore {
    /// Creates an empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        lock(&self.0)
    }
}

impl Entries {
    fn get(&self, key: &str) -> Option<StoreEntry> {
        let (value, expires) = self.by_key.get(key)?;
        let expires_in = expires.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
        Some(StoreEntry { value: value.clone(), expires_in })
    }

    fn compare_and_set(&mut self, key: &str, expected: Option<&Secret>, new: Option<StoreEntry>) -> bool {
        if self.get(key).map(|entry| entry.value).as_ref() != expected {
            return false;
        }
        match new {
            Some(entry) => {
                self.remove_expired();
                self.by_key.insert(key.to_owned(), (entry.value, after(entry.expires_in)));
            }
            None => {
                self.by_key.remove(key);
            }
        }
        true
    }

    /// Removes the expired entries if the number of entries has doubled since the last cleanup, so that cleanups are rare.
    fn remove_expired(&mut self) {
        if self.by_key.len() >= self.enough {
            let now = Instant::now();
            self.by_key.retain(|_, (_, expires)| *expires > now);
            self.enough = 2 * self.by_key.len() + 16;
        }
    }
}

impl TokenStore for MemoryStore {
    fn get<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoreEntry>> {
        Box::pin(async move { Ok(self.entries().get(key)) })
    }

    fn compare_and_set<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a Secret>,
        new: Option<StoreEntry>,
    ) -> StoreFuture<'a, bool> {
        Box::pin(async move { Ok(self.entries().compare_and_set(key, expected, new)) })
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("entries", &self.entries().by_key.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(value: &str, seconds: u64) -> StoreEntry {
        StoreEntry { value: value.into(), expires_in: Duration::from_secs(seconds) }
    }

    #[tokio::test(start_paused = true)]
    async fn sets_after_an_equal_comparison() {
        let store = MemoryStore::new();
        let set = async |expected: Option<&str>, new| {
            store.compare_and_set("key", expected.map(Secret::from).as_ref(), new).await.unwrap()
        };
        assert!(!set(Some("hunter2"), Some(entry("b", 9))).await);
        assert!(set(None, Some(entry("hunter2", 9))).await);
        assert!(!set(None, Some(entry("b", 9))).await);
        assert!(!set(Some("b"), None).await);
        assert_eq!(store.get("key").await.unwrap(), Some(entry("hunter2", 9)));
        assert!(!format!("{store:?} {:?}", store.get("key").await).contains("hunter2"));
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(store.get("key").await.unwrap(), Some(entry("hunter2", 4)));
        assert!(set(Some("hunter2"), Some(entry("c", 1))).await);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(store.get("key").await.unwrap(), None);
        assert!(set(None, Some(entry("d", u64::MAX))).await && set(Some("d"), None).await);
        assert_eq!(store.get("key").await.unwrap(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn removes_expired_entries() {
        let store = MemoryStore::new();
        for index in 0..1000 {
            assert!(store.compare_and_set(&index.to_string(), None, Some(entry("a", 1))).await.unwrap());
            tokio::time::advance(Duration::from_millis(100)).await;
        }
        assert!(store.entries().by_key.len() < 50, "{store:?}");
    }
}
