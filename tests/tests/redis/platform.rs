//! A stand-in for the platform, and clients of it.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use vc_api::{
    Client, ClientBuilder, Error, Grant, Method, RedisStore, Secret, Session, StoreEntry, StoreFuture, TokenStore,
    TokenType,
};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers};

use crate::support::HOUR;

pub(crate) const FETCH: &str = "/open-apis/auth/v3/tenant_access_token/internal";
pub(crate) const FETCH_APP: &str = "/open-apis/auth/v3/app_access_token";
pub(crate) const FETCH_OF: &str = "/open-apis/auth/v3/tenant_access_token";
pub(crate) const REFRESH: &str = "/open-apis/authen/v2/oauth/token";
pub(crate) const ROOM: &str = "/open-apis/vc/v1/rooms/omm_1";

/// How many calls are made at once through each client.
pub(crate) const CALLS: usize = 50;

/// The platform: each token that it gives is another one, and a refresh token works once.
pub(crate) struct Platform {
    pub(crate) server: MockServer,
    /// Access tokens that are no longer valid.
    pub(crate) rejected: Arc<Mutex<BTreeSet<String>>>,
}

impl Platform {
    pub(crate) async fn start() -> Self {
        let server = MockServer::start().await;
        let rejected = Arc::new(Mutex::new(BTreeSet::new()));
        for (path, key) in
            [(FETCH, "tenant_access_token"), (FETCH_OF, "tenant_access_token"), (FETCH_APP, "app_access_token")]
        {
            let count = AtomicUsize::new(0);
            let answer = move |_: &Request| {
                let count = count.fetch_add(1, Ordering::Relaxed) + 1;
                slowly(200, &json!({ "code": 0, "msg": "ok", key: format!("t-{count}"), "expire": 7200 }))
            };
            Mock::given(matchers::path(path)).respond_with(answer).mount(&server).await;
        }
        let used = Mutex::new(BTreeSet::new());
        Mock::given(matchers::path(REFRESH))
            .respond_with(move |request: &Request| refresh(request, &used))
            .mount(&server)
            .await;
        let invalid = Arc::clone(&rejected);
        let room = move |request: &Request| {
            let token = request.headers["authorization"].to_str().expect("it is text").trim_start_matches("Bearer ");
            if invalid.lock().expect("no one panics").contains(token) {
                return ResponseTemplate::new(401).set_body_json(json!({ "code": 99_991_677, "msg": "token expire" }));
            }
            ResponseTemplate::new(200).set_body_json(json!({ "code": 0, "data": { "room": { "room_id": "omm_1" } } }))
        };
        Mock::given(matchers::path(ROOM)).respond_with(room).mount(&server).await;
        Self { server, rejected }
    }

    pub(crate) fn reject(&self, token: &str) {
        self.rejected.lock().expect("no one panics").insert(token.to_owned());
    }

    /// A client of the app `cli_1`, as another process would make it.
    pub(crate) fn client(&self, store: impl TokenStore) -> Client {
        custom(&self.server.uri(), store).build().expect("the options are good")
    }

    /// How many calls of that path came.
    pub(crate) async fn count(&self, path: &str) -> usize {
        let requests = self.server.received_requests().await.expect("requests are kept");
        requests.iter().filter(|request| request.url.path() == path).count()
    }
}

pub(crate) fn custom(url: &str, store: impl TokenStore) -> ClientBuilder {
    Client::builder().base_url(url).app("cli_1", "hunter2").token_store(store)
}

/// An answer that takes a while, so that others come to want the same.
fn slowly(status: u16, body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(body).set_delay(Duration::from_millis(200))
}

/// `ur-1` gives `u-2` and `ur-2`, and so on.
fn refresh(request: &Request, used: &Mutex<BTreeSet<u64>>) -> ResponseTemplate {
    let body: Value = request.body_json().expect("it is JSON");
    assert_eq!(body["grant_type"], "refresh_token");
    let token = body["refresh_token"].as_str().and_then(|token| token.strip_prefix("ur-")?.parse::<u64>().ok());
    let number = token.expect("it is one of the refresh tokens");
    if !used.lock().expect("no one panics").insert(number) {
        return slowly(400, &json!({ "code": 20073, "error": "invalid_grant", "error_description": "used" }));
    }
    let (access, refresh) = (format!("u-{}", number + 1), format!("ur-{}", number + 1));
    slowly(
        200,
        &json!({ "code": 0, "access_token": access, "expires_in": 7200, "refresh_token": refresh,
            "refresh_token_expires_in": 604_800, "token_type": "Bearer", "scope": "vc:room:readonly offline_access" }),
    )
}

pub(crate) async fn call<K: TokenType>(session: &Session<K>) -> Result<(), Error> {
    session.call(Method::Get, ROOM).await.map(drop)
}

/// Many calls at once through each of the sessions.
pub(crate) async fn call_all<K: TokenType>(sessions: &[Session<K>]) {
    let calls = sessions.iter().flat_map(|session| std::iter::repeat_n(session, CALLS)).map(|session| {
        let session = session.clone();
        tokio::spawn(async move { call(&session).await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no call panics").expect("a room");
    }
}

pub(crate) fn grant(access_expires_in: Duration) -> Grant {
    Grant::new("u-1").expires_in(access_expires_in).refresh_token("ur-1").refresh_expires_in(24 * HOUR)
}

/// A store whose leases are over soon, so that the test need not wait for as long as a call may take.
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
        self.0.compare_and_set(key, expected, if key.ends_with(":lease") { new.map(short) } else { new })
    }
}
