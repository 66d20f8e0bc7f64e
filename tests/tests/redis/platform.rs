//! Double of the platform, clients that share Redis, and the calls of these clients.

use std::time::Duration;

use vc_api::testing::{APP_ID, APP_SECRET, Fault, Platform};
use vc_api::{
    Client, ClientBuilder, Error, Method, RedisStore, Secret, Session, StoreEntry, StoreFuture, TokenStore, TokenType,
};

pub(crate) const ROOM: &str = "/open-apis/vc/v1/rooms/omm_1";

/// Number of concurrent calls through each client.
pub(crate) const CALLS: usize = 50;

/// Starts a platform that issues tokens slowly, so several clients need the same token at the same time.
pub(crate) async fn platform() -> Platform {
    let platform = Platform::start().await;
    platform.fault(Fault::latency(Duration::from_millis(200)).path("/open-apis/auth").always());
    platform
}

/// Returns a client of the custom app with the given store.
pub(crate) fn client(platform: &Platform, store: impl TokenStore) -> Client {
    custom(platform.url(), store).build().expect("the options are good")
}

pub(crate) fn custom(url: &str, store: impl TokenStore) -> ClientBuilder {
    Client::builder().base_url(url).app(APP_ID, APP_SECRET).token_store(store)
}

pub(crate) async fn call<K: TokenType>(session: &Session<K>) -> Result<(), Error> {
    session.call(Method::Get, ROOM).await.map(drop)
}

/// Makes many concurrent calls through each session.
pub(crate) async fn call_all<K: TokenType>(sessions: &[Session<K>]) {
    let calls = sessions.iter().flat_map(|session| std::iter::repeat_n(session, CALLS)).map(|session| {
        let session = session.clone();
        tokio::spawn(async move { call(&session).await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no call panics").expect("a room");
    }
}

/// Store with short leases, to keep the test fast.
pub(crate) struct ShortLeases(pub(crate) RedisStore);

impl TokenStore for ShortLeases {
    fn get<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoreEntry>> {
        self.0.get(key)
    }

    fn compare_and_set<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a Secret>,
        new: Option<StoreEntry>,
    ) -> StoreFuture<'a, bool> {
        let short = |entry| StoreEntry { expires_in: Duration::from_secs(2), ..entry };
        self.0.compare_and_set(key, expected, if key.contains("/lease/") { new.map(short) } else { new })
    }
}
