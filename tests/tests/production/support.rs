//! What these tests share: calls, a token store that can fail and tells what it was asked, and what the client prints.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::Instant;
use vc_api::room::Room;
use vc_api::tokens::TenantOrUser;
use vc_api::{
    Client, ClientBuilder, Error, MemoryStore, Secret, Session, StoreEntry, StoreError, StoreFuture, TokenStore,
};
pub(crate) use vc_tests::journal::Journal;
pub(crate) use vc_tests::logs::CapturedLog;
use vc_tests::platform::{Platform, Received, Reply};
use vc_tests::secrecy::show_logs;
pub(crate) use vc_tests::secrecy::{show, show_error};

pub(crate) const ROOMS: &str = "/open-apis/vc/v1/rooms";

/// The error, which is printed as callers may do, if that is asked for.
pub(crate) fn failure<T>(outcome: Result<T, Error>) -> Error {
    let error = outcome.err().expect("it fails");
    show_error(&error);
    error
}

/// A stand-in for the platform.
pub(crate) async fn platform(answer: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Platform {
    show_logs();
    Platform::start(answer).await
}

/// A client of the custom app `cli_1`.
pub(crate) fn custom(platform: &Platform) -> ClientBuilder {
    Client::builder().base_url(platform.url()).app("cli_1", "secret-hunter2")
}

pub(crate) fn built(options: ClientBuilder) -> Client {
    show(&options);
    let client = options.build().expect("the options are good");
    show(&client);
    client
}

/// The room that every call asks for.
pub(crate) fn room() -> Reply {
    Reply::data(&json!({ "room": { "room_id": "omm_1" } }))
}

/// A call.
pub(crate) async fn get<K: TenantOrUser>(session: &Session<K>) -> Result<Room, Error> {
    session.rooms().get("omm_1").await
}

/// So many calls at the same time.
pub(crate) async fn get_together<K: TenantOrUser>(session: &Session<K>, count: usize) -> Vec<Result<Room, Error>> {
    show(session);
    let mut calls = JoinSet::new();
    for _ in 0..count {
        let session = session.clone();
        calls.spawn(async move { get(&session).await });
    }
    calls.join_all().await
}

/// All of them came to a room.
pub(crate) fn all_good(outcomes: Vec<Result<Room, Error>>) {
    for outcome in outcomes {
        outcome.expect("a room");
    }
}

/// The tokens with which rooms were asked for.
pub(crate) fn bearers(platform: &Platform) -> Vec<String> {
    let calls = platform.seen().into_iter().filter(|request| request.path.starts_with(ROOMS));
    calls.map(|request| request.token().to_owned()).collect()
}

/// How long something took, in the test's time.
pub(crate) async fn timed<T>(doing: impl Future<Output = T>) -> (T, Duration) {
    let started = Instant::now();
    let outcome = doing.await;
    (outcome, started.elapsed())
}

pub(crate) const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Lets the test's time pass.
pub(crate) async fn pass(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
}

/// A token store that clients share, that fails when it is told to, and that notes what is put into it.
#[derive(Clone, Default)]
pub(crate) struct Store(Arc<Shelf>);

#[derive(Default)]
struct Shelf {
    kept: MemoryStore,
    journal: Journal,
    get_fails: AtomicBool,
    set_fails: AtomicBool,
    /// Changes of a key that ends so fail.
    failing: Mutex<Option<String>>,
    panics: AtomicBool,
    refuses: AtomicBool,
}

impl Store {
    pub(crate) fn noting(journal: &Journal) -> Self {
        Self(Arc::new(Shelf { journal: journal.clone(), ..Shelf::default() }))
    }

    /// From now on reading, or changing, fails.
    pub(crate) fn fail(&self, get: bool, set: bool) {
        self.0.get_fails.store(get, Ordering::Relaxed);
        self.0.set_fails.store(set, Ordering::Relaxed);
    }

    /// From now on changes of keys that end so fail.
    pub(crate) fn fail_to_set(&self, end: Option<&str>) {
        *self.0.failing.lock().expect("no one panicked") = end.map(str::to_owned);
    }

    /// From now on nothing is what changes expect.
    pub(crate) fn refuse(&self) {
        self.0.refuses.store(true, Ordering::Relaxed);
    }

    /// From now on reading panics.
    pub(crate) fn panic(&self) {
        self.0.panics.store(true, Ordering::Relaxed);
    }

    /// The keys that were put, in the order of the first time.
    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for page in self.0.journal.notes() {
            if let Some(key) = page.strip_prefix("put ").and_then(|page| page.split(' ').next())
                && !keys.iter().any(|known| known == key)
            {
                keys.push(key.to_owned());
            }
        }
        keys
    }
}

impl TokenStore for Store {
    fn get<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoreEntry>> {
        assert!(!self.0.panics.load(Ordering::Relaxed), "the store is told to panic");
        if self.0.get_fails.load(Ordering::Relaxed) {
            return Box::pin(async { Err(StoreError::new("get was told to fail")) });
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
            return Box::pin(async { Err(StoreError::new("compare_and_set was told to fail")) });
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
