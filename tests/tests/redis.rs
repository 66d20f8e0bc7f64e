//! Clients that share their tokens by Redis, as processes on several machines do.
//!
//! They need a Redis that holds nothing else:
//! `VC_TEST_REDIS_URL=redis://127.0.0.1:6379 cargo test -p vc-tests --features redis --test redis`. Without that variable
//! they pass and say that they did nothing.

use std::collections::BTreeSet;
use std::env;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Once};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::sleep;
use vc_api::redis::{Client as RedisClient, cmd};
use vc_api::{
    Client, ClientBuilder, Error, Grant, Method, RedisStore, Secret, Session, StoreEntry, StoreFuture, TokenStore,
    TokenType,
};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers};

const VARIABLE: &str = "VC_TEST_REDIS_URL";
/// What a process is told that a test starts.
const CHILD: &str = "VC_TEST_REDIS_CHILD";

const FETCH: &str = "/open-apis/auth/v3/tenant_access_token/internal";
const FETCH_APP: &str = "/open-apis/auth/v3/app_access_token";
const FETCH_OF: &str = "/open-apis/auth/v3/tenant_access_token";
const REFRESH: &str = "/open-apis/authen/v2/oauth/token";
const ROOM: &str = "/open-apis/vc/v1/rooms/omm_1";

const HOUR: Duration = Duration::from_secs(3600);
/// How many calls are made at once through each client.
const CALLS: usize = 50;

/// Where Redis is, and a prefix for the keys of this test.
fn redis(test: &str) -> Option<(String, String)> {
    static SKIPPED: Once = Once::new();
    let url = env::var(VARIABLE).unwrap_or_default();
    if url.is_empty() {
        // Not by a macro, whose output is only shown when a test fails.
        SKIPPED.call_once(|| {
            let run = "cargo test -p vc-tests --features redis --test redis";
            let text = format!("SKIPPED: they need a Redis: {VARIABLE}=redis://127.0.0.1:6379 {run}\n");
            io::stderr().write_all(text.as_bytes()).ok();
        });
        return None;
    }
    Some((url, format!("{test}:{:016x}:", fastrand::u64(..))))
}

async fn store(url: &str, prefix: &str) -> RedisStore {
    RedisStore::connect(url).await.expect("Redis is there").prefix(prefix)
}

fn entry(value: &str, millis: u64) -> StoreEntry {
    StoreEntry { value: value.into(), expires_in: Duration::from_millis(millis) }
}

async fn set(store: &RedisStore, key: &str, expected: Option<&str>, new: Option<StoreEntry>) -> bool {
    store.compare_and_set(key, expected.map(Secret::from).as_ref(), new).await.expect("Redis is there")
}

async fn value(store: &RedisStore, key: &str) -> Option<String> {
    store.get(key).await.expect("Redis is there").map(|entry| entry.value.expose().to_owned())
}

/// The platform: each token that it gives is another one, and a refresh token works once.
struct Platform {
    server: MockServer,
    /// Access tokens that are no longer valid.
    rejected: Arc<Mutex<BTreeSet<String>>>,
}

impl Platform {
    async fn start() -> Self {
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

    fn reject(&self, token: &str) {
        self.rejected.lock().expect("no one panics").insert(token.to_owned());
    }

    /// A client of the app `cli_1`, as another process would make it.
    fn client(&self, store: impl TokenStore) -> Client {
        custom(&self.server.uri(), store).build().expect("the options are good")
    }

    /// How many calls of that path came.
    async fn count(&self, path: &str) -> usize {
        let requests = self.server.received_requests().await.expect("requests are kept");
        requests.iter().filter(|request| request.url.path() == path).count()
    }
}

fn custom(url: &str, store: impl TokenStore) -> ClientBuilder {
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

async fn call<K: TokenType>(session: &Session<K>) -> Result<(), Error> {
    session.call(Method::Get, ROOM).await.map(drop)
}

/// Many calls at once through each of the sessions.
async fn call_all<K: TokenType>(sessions: &[Session<K>]) {
    let calls = sessions.iter().flat_map(|session| std::iter::repeat_n(session, CALLS)).map(|session| {
        let session = session.clone();
        tokio::spawn(async move { call(&session).await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no call panics").expect("a room");
    }
}

fn grant(access_expires_in: Duration) -> Grant {
    Grant::new("u-1").expires_in(access_expires_in).refresh_token("ur-1").refresh_expires_in(24 * HOUR)
}

#[tokio::test]
async fn sets_what_it_compared() {
    let Some((url, prefix)) = redis("set") else { return };
    let resp3 = format!("{url}{}protocol=resp3", if url.contains('?') { "&" } else { "?" });
    for (url, key) in [(&url, "a"), (&resp3, "b")] {
        let store = store(url, &prefix).await;
        assert_eq!(store.get(key).await.expect("Redis is there"), None);
        assert!(!set(&store, key, Some("hunter2"), Some(entry("x", 9000))).await);
        assert!(!set(&store, key, Some(""), Some(entry("x", 9000))).await);
        assert!(set(&store, key, None, Some(entry("hunter2", 9000))).await);
        assert!(!set(&store, key, None, Some(entry("x", 9000))).await);
        assert!(!set(&store, key, None, Some(entry("hunter2", 9000))).await);
        assert!(!set(&store, key, None, None).await);
        assert!(!set(&store, key, Some("x"), None).await);
        let found = store.get(key).await.expect("Redis is there").expect("it is there");
        assert_eq!(found.value.expose(), "hunter2");
        assert!((5000..=9000).contains(&found.expires_in.as_millis()), "{found:?}");
        assert!(!format!("{store:?} {found:?}").contains("hunter2"));

        // Any text, also none.
        for (old, new) in [("hunter2", ""), ("", "会\r\n\0'\""), ("会\r\n\0'\"", "c")] {
            assert!(set(&store, key, Some(old), Some(entry(new, 9000))).await, "{old:?}");
            assert_eq!(value(&store, key).await.as_deref(), Some(new));
        }
        assert!(set(&store, key, Some("c"), None).await);
        assert_eq!(value(&store, key).await, None);
        assert!(set(&store, key, None, None).await);
    }
}

#[tokio::test]
async fn forgets_what_is_over() {
    let Some((url, prefix)) = redis("over") else { return };
    let store = store(&url, &prefix).await;
    assert!(set(&store, "a", None, Some(entry("1", 300))).await);
    assert!(set(&store, "b", None, Some(StoreEntry { value: "1".into(), expires_in: Duration::MAX })).await);
    assert_eq!(value(&store, "a").await.as_deref(), Some("1"));
    sleep(Duration::from_millis(400)).await;
    assert_eq!(value(&store, "a").await, None);
    assert!(!set(&store, "a", Some("1"), Some(entry("2", 9000))).await);
    assert!(set(&store, "a", None, Some(entry("2", 9000))).await);
    // What is over at once replaces what was there by nothing.
    let nothing = StoreEntry { value: "3".into(), expires_in: Duration::from_nanos(999_999) };
    assert!(set(&store, "a", Some("2"), Some(nothing)).await);
    assert_eq!(value(&store, "a").await, None);
    let found = store.get("b").await.expect("Redis is there").expect("it is there");
    assert!(found.expires_in > 1000 * HOUR, "{found:?}");
    // What someone else put there can be read and replaced as well.
    let mut connection = admin(&url).await;
    cmd("SET").arg(format!("{prefix}c")).arg("x").exec_async(&mut connection).await.expect("Redis is there");
    assert_eq!(value(&store, "c").await.as_deref(), Some("x"));
    assert!(set(&store, "c", Some("x"), None).await && set(&store, "b", Some("1"), None).await);
}

#[tokio::test]
async fn prefixes_keep_programs_apart() {
    let Some((url, prefix)) = redis("prefix") else { return };
    let one = store(&url, &prefix).await;
    let other = one.clone().prefix(format!("{prefix}other:"));
    assert!(set(&one, "a", None, Some(entry("1", 9000))).await);
    assert_eq!(value(&other, "a").await, None);
    assert!(set(&other, "a", None, Some(entry("2", 9000))).await);
    assert_eq!(value(&one, "a").await.as_deref(), Some("1"));
    assert_eq!(value(&one, "other:a").await.as_deref(), Some("2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_sets() {
    let Some((url, prefix)) = redis("many") else { return };
    let stores = [store(&url, &prefix).await, store(&url, &prefix).await];
    for round in 0..20 {
        let sets = (0..CALLS).map(|index| {
            let (store, value) = (stores[index % 2].clone(), format!("{round}-{index}"));
            tokio::spawn(async move { set(&store, &format!("key-{round}"), None, Some(entry(&value, 9000))).await })
        });
        let mut done = 0;
        for set in sets.collect::<Vec<_>>() {
            done += usize::from(set.await.expect("none panics"));
        }
        assert_eq!(done, 1);
    }
}

async fn admin(url: &str) -> vc_api::redis::aio::ConnectionManager {
    let client = RedisClient::open(url).expect("the URL is good");
    client.get_connection_manager().await.expect("Redis is there")
}

#[tokio::test]
async fn a_redis_user_that_may_do_no_more_than_told() {
    let Some((url, prefix)) = redis("acl") else { return };
    let mut connection = admin(&url).await;
    let name = prefix.replace(':', "-");
    let mut rules = cmd("ACL");
    rules.arg("SETUSER").arg(&name).arg(&["on", ">hunter2", "resetchannels"]).arg(format!("~{prefix}vc-api/*"));
    rules
        .arg(&["+eval", "+get", "+set", "+del", "+pttl"])
        .exec_async(&mut connection)
        .await
        .expect("a Redis of the test");

    let as_user = |password: &str| url.replacen("://", &format!("://{name}:{password}@"), 1);
    let store = store(&as_user("hunter2"), &prefix).await;
    let platform = Platform::start().await;
    call(&platform.client(store.clone()).tenant()).await.expect("a room");
    assert_eq!(platform.count(FETCH).await, 1);
    call(&platform.client(store.clone()).tenant()).await.expect("a room");
    assert_eq!(platform.count(FETCH).await, 1);

    let error = store.compare_and_set("elsewhere", None, Some(entry("hunter2", 9000))).await.expect_err("no leave");
    assert_eq!(error.to_string(), "the token store failed: Redis refuses: NOPERM");
    let error = RedisStore::connect(&as_user("hunter3")).await.expect_err("another password");
    assert!(error.to_string().contains("authentication failed"), "{error}");
    assert!(!format!("{error} {error:?}").contains("hunter"), "{error:?}");
    cmd("ACL").arg("DELUSER").arg(&name).exec_async(&mut connection).await.expect("it is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_token_is_fetched_once() {
    let Some((url, prefix)) = redis("tenant") else { return };
    let platform = Platform::start().await;
    let [one, other] = [platform.client(store(&url, &prefix).await), platform.client(store(&url, &prefix).await)];
    call_all(&[one.tenant(), other.tenant()]).await;
    assert_eq!(platform.count(FETCH).await, 1);
    platform.reject("t-1");
    call_all(&[one.tenant(), other.tenant()]).await;
    assert_eq!(platform.count(FETCH).await, 2);
    // One that is started later.
    call_all(&[platform.client(store(&url, &prefix).await).tenant()]).await;
    assert_eq!(platform.count(FETCH).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_renewed_once() {
    let Some((url, prefix)) = redis("login") else { return };
    for (test, expires_in) in [("rejected", HOUR), ("expired", Duration::from_secs(3))] {
        let prefix = format!("{prefix}{test}:");
        let platform = Platform::start().await;
        let [one, other] = [platform.client(store(&url, &prefix).await), platform.client(store(&url, &prefix).await)];
        let grant = grant(expires_in);
        let id = grant.id().to_owned();
        let error = call(&other.user_of(&id)).await.expect_err("it is not known yet");
        assert!(matches!(error, Error::LoginNeeded(_)), "{error:?}");

        let (one, other) = (one.user(grant), other.user_of(&id));
        call(&one).await.expect("a room");
        call(&other).await.expect("a room");
        if expires_in == HOUR {
            assert_eq!(platform.count(REFRESH).await, 0);
        } else {
            sleep(expires_in).await;
        }
        platform.reject("u-1");
        call_all(&[one.clone(), other.clone()]).await;
        assert_eq!(platform.count(REFRESH).await, 1, "{test}");
        // What the first renewal gave renews again.
        platform.reject("u-2");
        call_all(&[other, one]).await;
        assert_eq!(platform.count(REFRESH).await, 2, "{test}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_ticket_serves_all() {
    let Some((url, prefix)) = redis("ticket") else { return };
    let platform = Platform::start().await;
    let client = async || {
        let options = Client::builder().base_url(platform.server.uri()).store_app("cli_2", "hunter2");
        options.token_store(store(&url, &prefix).await).build().expect("the options are good")
    };
    let [one, other] = [client().await, client().await];
    // The one asks for it, the other receives it.
    let resend = "/open-apis/auth/v3/app_ticket/resend";
    let asked = ResponseTemplate::new(200).set_body_json(json!({ "code": 0, "msg": "success" }));
    Mock::given(matchers::path(resend)).respond_with(asked).mount(&platform.server).await;
    let waiting = tokio::spawn(async move {
        call_all(&[one.tenant_of("tenant-1"), one.tenant_of("tenant-2")]).await;
        one
    });
    until(async || platform.count(resend).await == 1).await;
    other.keep_app_ticket("ticket-1").await.expect("Redis is there");
    let one = waiting.await.expect("all is well");
    call_all(&[one.tenant_of("tenant-1"), other.tenant_of("tenant-1"), other.tenant_of("tenant-2")]).await;
    assert_eq!((platform.count(FETCH_APP).await, platform.count(FETCH_OF).await), (1, 2));
    let requests = platform.server.received_requests().await.expect("requests are kept");
    let fetched = requests.iter().find(|request| request.url.path() == FETCH_APP).expect("it was fetched");
    assert_eq!(fetched.body_json::<Value>().expect("it is JSON")["app_ticket"], "ticket-1");
}

/// Waits until it is so.
async fn until(is_so: impl AsyncFn() -> bool) {
    let started = Instant::now();
    while !is_so().await {
        assert!(started.elapsed() < Duration::from_secs(30), "it never was so");
        sleep(Duration::from_millis(10)).await;
    }
}

/// A store whose leases are over soon, so that the test need not wait for as long as a call may take.
struct ShortLeases(RedisStore);

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

/// This program again, as a process that calls the platform.
fn process(platform: &Platform, prefix: &str) -> Child {
    let told = format!("{} {prefix}", platform.server.uri());
    let mut command = Command::new(env::current_exe().expect("it is known"));
    command.args(["a_process_of_its_own", "--exact", "--ignored"]).env(CHILD, told);
    command.stdout(Stdio::null()).spawn().expect("it can be started")
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "other tests start it as a process of its own"]
async fn a_process_of_its_own() {
    let Some((url, _)) = redis("process") else { return };
    let Ok(told) = env::var(CHILD) else { return };
    let (platform, prefix) = told.split_once(' ').expect("both are told");
    let client = custom(platform, ShortLeases(store(&url, prefix).await)).build().expect("the options are good");
    call_all(&[client.tenant()]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_fetch_a_token_once() {
    let Some((_, prefix)) = redis("processes") else { return };
    let platform = Platform::start().await;
    let processes: Vec<_> = (0..4).map(|_| process(&platform, &prefix)).collect();
    let wait = move || processes.into_iter().all(|mut process| process.wait().expect("it ends").success());
    assert!(tokio::task::spawn_blocking(wait).await.expect("no one panics"));
    assert_eq!(platform.count(ROOM).await, 4 * CALLS);
    assert_eq!(platform.count(FETCH).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_goes_on_for_a_process_that_died() {
    let Some((url, prefix)) = redis("died") else { return };
    let platform = Platform::start().await;
    let never = ResponseTemplate::new(200).set_delay(HOUR);
    let first = Mock::given(matchers::path(FETCH)).respond_with(never).up_to_n_times(1).with_priority(1);
    first.mount(&platform.server).await;
    let mut process = process(&platform, &prefix);
    until(async || platform.count(FETCH).await == 1).await;
    process.kill().and_then(|()| process.wait()).expect("it can be ended");
    let client = platform.client(store(&url, &prefix).await);
    let started = Instant::now();
    call_all(&[client.tenant()]).await;
    assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
    assert_eq!(platform.count(FETCH).await, 2);
}

/// What happens to the connections to Redis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Nothing.
    Good,
    /// Each is closed at once.
    Cut,
    /// The next answer of Redis is lost together with its connection.
    LosesAnswer,
    /// Nothing passes.
    Silent,
}

/// Stands between a client and Redis.
struct Relay {
    url: String,
    line: watch::Sender<Line>,
}

impl Relay {
    async fn start(url: &str) -> Self {
        let redis = RedisClient::open(url).expect("the URL is good").get_connection_info().addr().to_string();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address: SocketAddr = listener.local_addr().expect("the port is known");
        let line = watch::Sender::new(Line::Good);
        let relayed = line.clone();
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let far = TcpStream::connect(&redis).await.expect("Redis is there");
                tokio::spawn(relay(near, far, relayed.clone()));
            }
        });
        let start = url.find(&redis_authority(url)).expect("it is a part of it");
        let rest = &url[start + redis_authority(url).len()..];
        Self { url: format!("{}{address}{rest}", &url[..start]), line }
    }

    fn set(&self, line: Line) {
        self.line.send_replace(line);
    }
}

/// The host and the port of a URL.
fn redis_authority(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    authority.rsplit('@').next().unwrap_or(authority).to_owned()
}

async fn relay(mut near: TcpStream, mut far: TcpStream, line: watch::Sender<Line>) {
    let mut changes = line.subscribe();
    let (mut near_read, mut near_write) = near.split();
    let (mut far_read, mut far_write) = far.split();
    tokio::select! {
        _ = copy(&mut near_read, &mut far_write) => {}
        () = answers(&mut far_read, &mut near_write, &line) => {}
        _ = changes.wait_for(|line| *line == Line::Cut) => {}
    }
}

async fn answers(far: &mut ReadHalf<'_>, near: &mut WriteHalf<'_>, line: &watch::Sender<Line>) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = far.read(&mut buffer).await {
        let lost = line.send_if_modified(|line| {
            let loses = *line == Line::LosesAnswer;
            if loses {
                *line = Line::Good;
            }
            loses
        });
        if lost {
            return;
        }
        let mut changes = line.subscribe();
        if changes.wait_for(|line| *line != Line::Silent).await.is_err()
            || near.write_all(&buffer[..length]).await.is_err()
        {
            return;
        }
    }
}

#[tokio::test]
async fn a_broken_connection_is_made_anew() {
    let Some((url, prefix)) = redis("broken") else { return };
    let relay = Relay::start(&url).await;
    let store = store(&relay.url, &prefix).await;
    assert!(set(&store, "a", None, Some(entry("1", 60_000))).await);
    for round in 0..3 {
        relay.set(Line::Cut);
        sleep(Duration::from_millis(50)).await;
        for _ in 0..round {
            let error = store.get("a").await.expect_err("Redis is gone");
            assert!(error.to_string().starts_with("the token store failed: Redis: "), "{error}");
        }
        relay.set(Line::Good);
        if round == 1 {
            assert!(!set(&store, "a", Some("2"), None).await);
        }
        assert_eq!(value(&store, "a").await.as_deref(), Some("1"));
    }
    // What was done although its answer was lost is told as done, and not done twice.
    for (expected, new, is_set) in [
        (Some("1"), Some(entry("2", 60_000)), true),
        (Some("1"), Some(entry("3", 60_000)), false),
        (Some("2"), None, true),
        (None, Some(entry("4", 60_000)), true),
        (None, Some(entry("5", 60_000)), false),
    ] {
        relay.set(Line::LosesAnswer);
        assert_eq!(set(&store, "a", expected, new).await, is_set, "{expected:?}");
        assert_eq!(*relay.line.borrow(), Line::Good, "an answer was lost");
    }
    assert_eq!(value(&store, "a").await.as_deref(), Some("4"));
    relay.set(Line::Silent);
    let started = Instant::now();
    assert!(store.get("a").await.is_err() && RedisStore::connect(&relay.url).await.is_err());
    assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
}

#[tokio::test]
async fn calls_go_on_without_redis() {
    let Some((url, prefix)) = redis("gone") else { return };
    for gone in [Line::Cut, Line::Silent] {
        let prefix = format!("{prefix}{gone:?}:");
        let platform = Platform::start().await;
        let relay = Relay::start(&url).await;
        let client = platform.client(store(&relay.url, &prefix).await);
        let (tenant, user) = (client.tenant(), client.user(grant(HOUR)));
        call(&user).await.expect("a room");

        relay.set(gone);
        call(&tenant).await.expect("a room");
        assert_eq!(platform.count(FETCH).await, 1);
        // It could not be known whether another client uses the refresh token.
        platform.reject("u-1");
        let error = call(&user).await.expect_err("the token cannot be renewed");
        assert!(matches!(&error, Error::Token(one) if matches!(&*one.source, Error::Store(_))), "{error:?}");
        assert_eq!(platform.count(REFRESH).await, 0);

        relay.set(Line::Good);
        call(&user).await.expect("a room");
        assert_eq!(platform.count(REFRESH).await, 1);
        call(&tenant).await.expect("a room");
        assert_eq!(platform.count(FETCH).await, 1);
    }
}

#[tokio::test]
async fn a_login_outlasts_a_redis_that_goes_away_while_it_is_renewed() {
    let Some((url, prefix)) = redis("renewal") else { return };
    let platform = Platform::start().await;
    let relay = Relay::start(&url).await;
    let grant = grant(HOUR);
    let other = platform.client(ShortLeases(store(&url, &prefix).await)).user_of(grant.id());
    let user = platform.client(ShortLeases(store(&relay.url, &prefix).await)).user(grant);
    for (renewals, is_short) in [(1, true), (2, false)] {
        call(&user).await.expect("a room");
        platform.reject(&format!("u-{renewals}"));
        let renewing = tokio::spawn({
            let user = user.clone();
            async move { call(&user).await }
        });
        until(async || platform.count(REFRESH).await == renewals).await;
        relay.set(Line::Cut);
        if is_short {
            sleep(Duration::from_secs(1)).await;
            relay.set(Line::Good);
            renewing.await.expect("no call panics").expect("a room");
            call(&other).await.expect("a room");
        } else {
            renewing.await.expect("no call panics").expect("a room");
            relay.set(Line::Good);
        }
        assert_eq!(platform.count(REFRESH).await, renewals);
    }
    // What Redis was not told then is made up for.
    platform.reject("u-3");
    call(&user).await.expect("a room");
    call(&other).await.expect("a room");
    assert_eq!(platform.count(REFRESH).await, 3);
}
