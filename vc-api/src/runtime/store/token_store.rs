//! Where tokens, logins and app tickets are kept.

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

/// Where a client keeps its tokens, logins and app tickets; set by
/// [`ClientBuilder::token_store`](crate::ClientBuilder::token_store).
///
/// Clients with the same store share what is in it: when a token must be renewed, one of them does it, and the others
/// wait for the outcome. The default, [`MemoryStore`], does so within one process; `RedisStore` (feature `redis`)
/// among processes and machines. Keys are made of the domain, the app, and the tenant or the login.
///
/// A value is a text that only this crate reads. It is as secret as what it stands for: whoever reads it can act as
/// the app or the user.
///
/// An implementation must compare and set in one step, and must forget an entry when its time is over. How long is
/// left is told when it is read, so that no two clocks are ever compared.
pub trait TokenStore: Send + Sync + 'static {
    /// The entry at a key.
    fn get<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoreEntry>>;

    /// Puts `new` at a key, or removes what is there, if the value there is `expected`; `None` expects that there is
    /// nothing. Tells whether it was so.
    fn compare_and_set<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a Secret>,
        new: Option<StoreEntry>,
    ) -> StoreFuture<'a, bool>;
}

/// What the methods of a [`TokenStore`] and of a [`SeenStore`](crate::SeenStore) give.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// An entry of a [`TokenStore`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreEntry {
    /// What is kept.
    pub value: Secret,
    /// After what time it must be forgotten, from now on.
    pub expires_in: Duration,
}

/// A [`TokenStore`] in the memory of this process. It is the default.
///
/// A process that is started anew fetches its tokens anew; logins of users are lost with it.
#[derive(Default)]
pub struct MemoryStore(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    by_key: HashMap<String, (Secret, Instant)>,
    /// So many entries may there be before those whose time is over are looked for.
    enough: usize,
}

impl MemoryStore {
    /// An empty store.
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
                self.forget_the_old();
                self.by_key.insert(key.to_owned(), (entry.value, after(entry.expires_in)));
            }
            None => {
                self.by_key.remove(key);
            }
        }
        true
    }

    /// Each time that their number has doubled, so that it costs no more than inserting them did.
    fn forget_the_old(&mut self) {
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
    async fn sets_what_it_compared() {
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
    async fn forgets_what_is_over() {
        let store = MemoryStore::new();
        for index in 0..1000 {
            assert!(store.compare_and_set(&index.to_string(), None, Some(entry("a", 1))).await.unwrap());
            tokio::time::advance(Duration::from_millis(100)).await;
        }
        assert!(store.entries().by_key.len() < 50, "{store:?}");
    }
}
