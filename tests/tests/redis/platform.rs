//! A platform that gives tokens, and clients of it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use vc_api::{
    Client, ClientBuilder, Error, Grant, Method, RedisStore, Secret, Session, StoreEntry, StoreFuture, TokenStore,
    TokenType,
};
use vc_tests::endpoints::{
    APP_TOKEN, CUSTOM_APP_TENANT_TOKEN, RESEND_APP_TICKET, TENANT_TOKEN, TWO_HOURS, USER_TOKENS, room_response,
    user_tokens, user_tokens_refusal,
};
use vc_tests::platform::{Platform as StandIn, Received, Reply};
use vc_tests::time::HOUR;

pub(crate) const ROOM: &str = "/open-apis/vc/v1/rooms/omm_1";

/// The number of calls that are made at once through each client.
pub(crate) const CALLS: usize = 50;

/// A stand-in for the platform: each token that it gives is another one, and a refresh token works once.
pub(crate) struct Platform {
    pub(crate) stand_in: StandIn,
    /// Access tokens that are no longer valid.
    rejected: Arc<Mutex<BTreeSet<String>>>,
}

impl Platform {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| None).await
    }

    /// Starts a platform that responds otherwise where this function does.
    pub(crate) async fn start_with(otherwise: impl Fn(&Received) -> Option<Reply> + Send + Sync + 'static) -> Self {
        let rejected = Arc::new(Mutex::new(BTreeSet::new()));
        let (invalid, used) = (Arc::clone(&rejected), Mutex::new(BTreeSet::new()));
        let respond = move |request: &Received| {
            let token = |key| slowly(Reply::token(key, &format!("t-{}", request.before + 1), TWO_HOURS));
            match request.path.as_str() {
                CUSTOM_APP_TENANT_TOKEN | TENANT_TOKEN => token("tenant_access_token"),
                APP_TOKEN => token("app_access_token"),
                RESEND_APP_TICKET => Reply::json(200, &json!({ "code": 0, "msg": "success" })),
                USER_TOKENS => slowly(renewal(request, &used)),
                ROOM if invalid.lock().expect("no one panics").contains(request.token()) => {
                    Reply::refusal(401, 99_991_677)
                }
                ROOM => room_response(),
                _ => Reply::html(404),
            }
        };
        let stand_in = StandIn::start(move |request| otherwise(request).unwrap_or_else(|| respond(request))).await;
        Self { stand_in, rejected }
    }

    pub(crate) fn reject(&self, token: &str) {
        self.rejected.lock().expect("no one panics").insert(token.to_owned());
    }

    /// Returns a client of the app `cli_1`, as another process would make it.
    pub(crate) fn client(&self, store: impl TokenStore) -> Client {
        custom(&self.stand_in.url(), store).build().expect("the options are good")
    }

    /// Returns the number of requests for that path.
    pub(crate) fn count(&self, path: &str) -> usize {
        self.stand_in.seen().iter().filter(|request| request.path == path).count()
    }
}

pub(crate) fn custom(url: &str, store: impl TokenStore) -> ClientBuilder {
    Client::builder().base_url(url).app("cli_1", "hunter2").token_store(store)
}

/// Returns a response that takes a while, so that others come to want the same.
fn slowly(reply: Reply) -> Reply {
    reply.after(Duration::from_millis(200))
}

/// Returns the response to a renewal: `ur-1` gives `u-2` and `ur-2`, and so on.
fn renewal(request: &Received, used: &Mutex<BTreeSet<u64>>) -> Reply {
    let body = request.json();
    assert_eq!(body["grant_type"], "refresh_token");
    let token = body["refresh_token"].as_str().and_then(|token| token.strip_prefix("ur-")?.parse::<u64>().ok());
    let number = token.expect("it is one of the refresh tokens");
    if !used.lock().expect("no one panics").insert(number) {
        return Reply::json(400, &user_tokens_refusal(20073, "used"));
    }
    let next = number + 1;
    Reply::json(200, &user_tokens(&format!("u-{next}"), &format!("ur-{next}")))
}

pub(crate) async fn call<K: TokenType>(session: &Session<K>) -> Result<(), Error> {
    session.call(Method::Get, ROOM).await.map(drop)
}

/// Makes many calls at once through each of the sessions.
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
