//! A token store that several clients share, and that can fail.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use vc_api::{MemoryStore, Secret, StoreEntry, StoreError, StoreFuture, TokenStore};
use vc_tests::journal::Journal;
use vc_tests::secrecy::show;

/// Token store that several clients can share. A test can make the store fail. The store notes each new entry.
#[derive(Clone, Default)]
pub(crate) struct FaultyStore(Arc<State>);

#[derive(Default)]
struct State {
    kept: MemoryStore,
    journal: Journal,
    get_fails: AtomicBool,
    set_fails: AtomicBool,
    /// Suffix of keys. If a key has this suffix, each change of its entry fails.
    failing: Mutex<Option<String>>,
    panics: AtomicBool,
    /// Number of reads that hang forever, beginning with the next read. The reads after them do not hang.
    hanging: AtomicUsize,
    refuses: AtomicBool,
}

impl FaultyStore {
    /// Returns a store that writes each new entry into the given journal.
    pub(crate) fn noting(journal: &Journal) -> Self {
        Self(Arc::new(State { journal: journal.clone(), ..State::default() }))
    }

    /// Sets whether reads fail and whether changes fail from now on.
    pub(crate) fn fail(&self, get: bool, set: bool) {
        self.0.get_fails.store(get, Ordering::Relaxed);
        self.0.set_fails.store(set, Ordering::Relaxed);
    }

    /// Makes each change of an entry fail from now on, if the key of the entry ends with `end`. `None` stops these failures.
    pub(crate) fn fail_to_set(&self, end: Option<&str>) {
        *self.0.failing.lock().expect("no one panicked") = end.map(str::to_owned);
    }

    /// Lets the store refuse each change from now on. A refused change returns `false`, as if the store never had the
    /// expected entry.
    pub(crate) fn refuse(&self) {
        self.0.refuses.store(true, Ordering::Relaxed);
    }

    /// Causes a panic in each read from now on.
    pub(crate) fn panic(&self) {
        self.0.panics.store(true, Ordering::Relaxed);
    }

    /// Makes the next reads hang forever. `readings` is the number of these reads.
    pub(crate) fn hang(&self, readings: usize) {
        self.0.hanging.store(readings, Ordering::Relaxed);
    }

    /// Returns the keys of all entries that clients wrote, in the order of the first writes.
    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for note in self.0.journal.notes() {
            if let Some(key) = note.strip_prefix("put ").and_then(|rest| rest.split(' ').next())
                && !keys.iter().any(|known| known == key)
            {
                keys.push(key.to_owned());
            }
        }
        keys
    }
}

impl TokenStore for FaultyStore {
    fn get<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoreEntry>> {
        assert!(!self.0.panics.load(Ordering::Relaxed), "the store is told to panic");
        if self.0.get_fails.load(Ordering::Relaxed) {
            return Box::pin(async { Err(StoreError::new("get was told to fail\nin two lines")) });
        }
        let take = |left: usize| left.checked_sub(1);
        if self.0.hanging.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok() {
            return Box::pin(std::future::pending());
        }
        self.0.kept.get(key)
    }

    fn compare_and_set<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a Secret>,
        new: Option<StoreEntry>,
    ) -> StoreFuture<'a, bool> {
        show(&new);
        let fails = self.0.failing.lock().expect("no one panicked").as_ref().is_some_and(|end| key.ends_with(end));
        if fails || self.0.set_fails.load(Ordering::Relaxed) {
            return Box::pin(async { Err(StoreError::new("compare_and_set was told to fail\nin two lines")) });
        }
        if self.0.refuses.load(Ordering::Relaxed) {
            return Box::pin(async { Ok(false) });
        }
        Box::pin(async move {
            let put = new.as_ref().map(|new| format!("put {key} {}", new.value.expose()));
            let done = self.0.kept.compare_and_set(key, expected, new).await?;
            if let (true, Some(put)) = (done, put) {
                self.0.journal.note(put);
            }
            Ok(done)
        })
    }
}
