//! Tests of calls to which the platform responds with a fault. The tests check the number of requests, and the error. The
//! platform responds with the fault either to the first request only, or to every request.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use vc_api::error::{Content, LoginReason, Stage};
use vc_api::reqwest::dns::{Addrs, Name, Resolve, Resolving};
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::tokens::TenantOrUser;
use vc_api::{Client, ClientBuilder, Endpoint, Error, Grant, Session, Tenant, reqwest, room};
use vc_tests::endpoints::{ROOMS, room_response, token_response, user_tokens};
use vc_tests::platform::count;
use vc_tests::raw_server::nobody;
use vc_tests::secrecy::show_error;

use crate::support::platform;

const TOKENS: &str = "/open-apis/auth/";
const LOGINS: &str = "/open-apis/authen/";

/// Timeout of a call.
const TIMEOUT: Duration = Duration::from_secs(60);
/// Timeout of an attempt.
const ATTEMPT: Duration = Duration::from_secs(5);
/// Maximum pause between two parts of a body, and timeout of a connection attempt.
const STALL: Duration = Duration::from_secs(2);
/// Time that the platform tells the client to wait, in seconds. Each fault contains the time in a header. The timeout of a
/// call allows two waits.
const RESET: &str = "25";
/// Maximum size of a response, in bytes.
const LIMIT: usize = 1000;

/// Expected attempts and result of a call to which the platform responds with a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ExpectedAttempts {
    /// Number of attempts if every request gets the fault.
    always: usize,
    /// Number of attempts if only the first request gets the fault.
    first: usize,
    /// Whether the call succeeds if only the first request gets the fault.
    recovers: bool,
}

/// Expected attempts of a call that the client does not retry.
const ONCE: ExpectedAttempts = ExpectedAttempts { always: 1, first: 1, recovers: false };
/// Expected attempts of a call that the client retries. The client makes at most four attempts.
const AGAIN: ExpectedAttempts = ExpectedAttempts { always: 4, first: 2, recovers: true };
/// Expected attempts of a call that waits [`RESET`] seconds before each retry. The timeout of the call allows two waits.
const WAITS: ExpectedAttempts = ExpectedAttempts { always: 3, first: 2, recovers: true };

/// Kind of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Refused,
    MissingScope,
    RateLimited,
    LoginNeeded(LoginReason),
    NoToken,
    Undecodable,
    Unexpected(Content),
    Transport,
    Timeout(Stage),
    Other,
}
use Kind::{MissingScope, NoToken, RateLimited, Refused, Transport, Undecodable, Unexpected};

fn kind(error: &Error) -> Kind {
    show_error(error);
    match error {
        Error::Refused(_) => Refused,
        Error::MissingScope(_) => MissingScope,
        Error::RateLimited(_) => RateLimited,
        Error::LoginNeeded(one) => Kind::LoginNeeded(one.reason),
        Error::Token(_) => NoToken,
        Error::Undecodable(_) => Undecodable,
        Error::UnexpectedContent(one) => Unexpected(one.content),
        Error::Transport(_) => Transport,
        Error::Timeout(one) => Kind::Timeout(one.stage),
        _ => Kind::Other,
    }
}

const ALL: &[u16] = &[200, 400, 401, 403, 404, 429, 500, 502, 503];
const BELOW_429: &[u16] = &[200, 400, 401, 403, 404];
const FROM_500: &[u16] = &[500, 502, 503];

/// Refusals. Each row has the code, the HTTP statuses, the expected error, and the expected attempts of `room.get` and of
/// `room.create`. Only `room.get` is idempotent.
#[rustfmt::skip]
const REFUSALS: [(i64, &[u16], Kind, ExpectedAttempts, ExpectedAttempts); 43] = [
    // These failures are permanent: a retry with the same token would fail in the same way.
    (99_991_661, ALL,       Refused,      ONCE,  ONCE),
    (99_991_662, ALL,       Refused,      ONCE,  ONCE),
    (99_991_665, ALL,       Refused,      ONCE,  ONCE),
    (99_991_669, ALL,       Refused,      ONCE,  ONCE),
    (99_991_671, ALL,       Refused,      ONCE,  ONCE),
    (99_991_673, ALL,       Refused,      ONCE,  ONCE),
    (99_991_543, ALL,       Refused,      ONCE,  ONCE),
    (99_991_401, ALL,       Refused,      ONCE,  ONCE),
    (99_991_403, ALL,       Refused,      ONCE,  ONCE),
    (10_012,     ALL,       Refused,      ONCE,  ONCE),
    (99_991_672, ALL,       MissingScope, ONCE,  ONCE),
    (99_991_676, ALL,       MissingScope, ONCE,  ONCE),
    (99_991_679, ALL,       MissingScope, ONCE,  ONCE),
    // The platform rejects the token, and the session cannot get another token.
    (99_991_663, ALL,       Refused,      ONCE,  ONCE),
    (99_991_664, ALL,       Refused,      ONCE,  ONCE),
    (99_991_668, ALL,       Refused,      ONCE,  ONCE),
    (99_991_677, ALL,       Refused,      ONCE,  ONCE),
    // This code means that the platform did not act on the call. So the client retries the call even if the operation is
    // not idempotent.
    (99_991_400, ALL,       RateLimited,  WAITS, WAITS),
    // This code means a fault of the platform. The platform may have acted on the call, unless the HTTP status is 429.
    (121_001,    BELOW_429, Refused,      AGAIN, ONCE),
    (121_001,    &[429],    RateLimited,  WAITS, WAITS),
    (121_001,    FROM_500,  Refused,      AGAIN, ONCE),
    // These codes mean mistakes of the caller, unless the HTTP status means a rate limit or a failing server.
    (121_002,    BELOW_429, Refused,      ONCE,  ONCE),
    (121_002,    &[429],    RateLimited,  WAITS, WAITS),
    (121_002,    FROM_500,  Refused,      AGAIN, ONCE),
    (121_003,    BELOW_429, Refused,      ONCE,  ONCE),
    (121_003,    &[429],    RateLimited,  WAITS, WAITS),
    (121_003,    FROM_500,  Refused,      AGAIN, ONCE),
    (121_004,    BELOW_429, Refused,      ONCE,  ONCE),
    (121_004,    &[429],    RateLimited,  WAITS, WAITS),
    (121_004,    FROM_500,  Refused,      AGAIN, ONCE),
    (121_005,    BELOW_429, Refused,      ONCE,  ONCE),
    (121_005,    &[429],    RateLimited,  WAITS, WAITS),
    (121_005,    FROM_500,  Refused,      AGAIN, ONCE),
    (121_006,    BELOW_429, Refused,      ONCE,  ONCE),
    (121_006,    &[429],    RateLimited,  WAITS, WAITS),
    (121_006,    FROM_500,  Refused,      AGAIN, ONCE),
    // Neither `room.get` nor `room.create` lists these codes, so only the HTTP status decides.
    (123_006,    BELOW_429, Refused,      ONCE,  ONCE),
    (123_006,    &[429],    RateLimited,  WAITS, WAITS),
    (123_006,    FROM_500,  Refused,      AGAIN, ONCE),
    (-7,         BELOW_429, Refused,      ONCE,  ONCE),
    (-7,         &[429],    RateLimited,  WAITS, WAITS),
    (-7,         &[504],    Refused,      AGAIN, ONCE),
    (-7,         FROM_500,  Refused,      AGAIN, ONCE),
];

/// Returns faults that do not come from the platform. Each row has a name, the response, the expected error, and the
/// expected attempts of `room.get` and of `room.create`.
#[rustfmt::skip]
fn gateways() -> Vec<(&'static str, HttpReply, Kind, ExpectedAttempts, ExpectedAttempts)> {
    const JSON: &str = "application/json";
    let empty = |status| HttpReply::body(status, JSON, "");
    let words = |status| HttpReply::body(status, "text/plain", "upstream connect error");
    let large = |status| HttpReply::body(status, JSON, " ".repeat(LIMIT + 1));
    let cut = |status| HttpReply::body(status, JSON, r#"{"code": 0, "data": {"ro"#);
    let foreign = |status| HttpReply::json(status, &json!({ "message": "no route" }));
    let success = |status| HttpReply::json(status, &json!({ "code": 0, "data": {} }));
    let too_large = Unexpected(Content::TooLarge { limit: LIMIT });
    vec![
        ("closed",            HttpReply::closed(),                        Transport,                     AGAIN, ONCE),
        ("broken off at 0",   room_response().cut_after(0),           Transport,                     AGAIN, ONCE),
        ("broken off at 20",  room_response().cut_after(20),          Transport,                     AGAIN, ONCE),
        ("broken off, 404",   HttpReply::refusal(404, 1).cut_after(5),    Transport,                     AGAIN, ONCE),
        ("broken off, 503",   HttpReply::html(503).cut_after(5),          Transport,                     AGAIN, ONCE),
        ("slow",              room_response().after(ATTEMPT * 2),     Kind::Timeout(Stage::Response),  AGAIN, ONCE),
        ("silent",            HttpReply::silence(),                       Kind::Timeout(Stage::Response),  AGAIN, ONCE),
        ("stalled at 0",      room_response().stall_after(0),         Kind::Timeout(Stage::Rest),    AGAIN, ONCE),
        ("stalled at 20",     room_response().stall_after(20),        Kind::Timeout(Stage::Rest),    AGAIN, ONCE),
        ("stalled, 404",      HttpReply::refusal(404, 1).stall_after(5),  Kind::Timeout(Stage::Rest),    AGAIN, ONCE),
        ("nothing, 200",      empty(200),                             Unexpected(Content::Empty),    AGAIN, ONCE),
        ("nothing, 404",      empty(404),                             Unexpected(Content::Empty),    ONCE,  ONCE),
        ("nothing, 408",      empty(408),                             Unexpected(Content::Empty),    AGAIN, ONCE),
        ("nothing, 429",      empty(429),                             Unexpected(Content::Empty),    WAITS, WAITS),
        ("nothing, 502",      empty(502),                             Unexpected(Content::Empty),    AGAIN, ONCE),
        ("nothing, 503",      empty(503),                             Unexpected(Content::Empty),    AGAIN, ONCE),
        ("HTML, 200",         HttpReply::html(200),                       Unexpected(Content::Html),     AGAIN, ONCE),
        ("HTML, 302",         HttpReply::html(302),                       Unexpected(Content::Html),     ONCE,  ONCE),
        ("HTML, 404",         HttpReply::html(404),                       Unexpected(Content::Html),     ONCE,  ONCE),
        ("HTML, 429",         HttpReply::html(429),                       Unexpected(Content::Html),     WAITS, WAITS),
        ("HTML, 502",         HttpReply::html(502),                       Unexpected(Content::Html),     AGAIN, ONCE),
        ("HTML, 503",         HttpReply::html(503),                       Unexpected(Content::Html),     AGAIN, ONCE),
        ("HTML, 504",         HttpReply::html(504),                       Unexpected(Content::Html),     AGAIN, ONCE),
        ("words, 200",        words(200),                             Unexpected(Content::NotJson),  AGAIN, ONCE),
        ("words, 403",        words(403),                             Unexpected(Content::NotJson),  ONCE,  ONCE),
        ("words, 429",        words(429),                             Unexpected(Content::NotJson),  WAITS, WAITS),
        ("words, 503",        words(503),                             Unexpected(Content::NotJson),  AGAIN, ONCE),
        ("half of it, 200",   cut(200),                               Unexpected(Content::CutOff),   AGAIN, ONCE),
        ("half of it, 404",   cut(404),                               Unexpected(Content::CutOff),   ONCE,  ONCE),
        ("half of it, 429",   cut(429),                               Unexpected(Content::CutOff),   WAITS, WAITS),
        ("half of it, 500",   cut(500),                               Unexpected(Content::CutOff),   AGAIN, ONCE),
        // A retry would get a response of the same size. So the client decides only by the HTTP status whether to retry.
        ("too large, 200",    large(200),                             too_large,                     ONCE,  ONCE),
        ("too large, 404",    large(404),                             too_large,                     ONCE,  ONCE),
        ("too large, 429",    large(429),                             too_large,                     WAITS, WAITS),
        ("too large, 503",    large(503),                             too_large,                     AGAIN, ONCE),
        ("success, 404",      success(404),                           Unexpected(Content::Status),   ONCE,  ONCE),
        ("success, 429",      success(429),                           Unexpected(Content::Status),   WAITS, WAITS),
        ("success, 500",      success(500),                           Unexpected(Content::Status),   AGAIN, ONCE),
        // Another program between the client and the platform may respond with JSON too.
        ("other JSON, 200",   foreign(200),                           Undecodable,                   ONCE,  ONCE),
        ("other JSON, 404",   foreign(404),                           Undecodable,                   ONCE,  ONCE),
        ("other JSON, 429",   foreign(429),                           Undecodable,                   WAITS, WAITS),
        ("other JSON, 502",   foreign(502),                           Undecodable,                   AGAIN, ONCE),
        ("other JSON, 503",   foreign(503),                           Undecodable,                   AGAIN, ONCE),
        ("no room, 200",      HttpReply::data(&json!({ "room": 1 })),     Undecodable,                   ONCE,  ONCE),
    ]
}

fn token(token: &str) -> HttpReply {
    token_response("tenant_access_token", token, 7200)
}

#[derive(Debug, Clone, Copy)]
enum Operation {
    Get,
    Create,
}
use Operation::{Create, Get};

async fn call<K: TenantOrUser>(operation: Operation, org: Session<K>) -> Result<(), Error> {
    match operation {
        Get => org.rooms().get("omm_1").await.map(drop),
        Create => org.rooms().create("Atlantis", 10, "omb_1").await.map(drop),
    }
}

/// Returns an HTTP client for many calls. The client keeps no idle connections, because a later server can get the port of
/// an earlier server.
fn http() -> reqwest::Client {
    reqwest::Client::builder().pool_max_idle_per_host(0).build().expect("TLS can be set up")
}

fn client(http: &reqwest::Client, url: &str) -> Client {
    let options = Client::builder().base_url(url).app("cli_1", "secret-hunter2").http_client(http.clone());
    limited(options).build().expect("the options are good")
}

fn limited(options: ClientBuilder) -> ClientBuilder {
    options.timeout(TIMEOUT).attempt_timeout(ATTEMPT).read_timeout(STALL).response_limit(LIMIT)
}

/// Returns whether the platform responds to this request with the fault. If `always` is `true`, the first 50 requests get
/// the fault. Otherwise, only the first request gets the fault. The limit of 50 ensures that each test ends.
fn is_faulty(request: &HttpRequest, always: bool) -> bool {
    request.before() == 0 || (always && request.before() < 50)
}

/// Starts a platform that responds with the fault to the requests for which [`is_faulty`] returns `true`. Requests for a
/// token always succeed.
async fn faulty(fault: &HttpReply, always: bool) -> Platform {
    let fault = fault.clone().header("x-ogw-ratelimit-reset", RESET);
    platform(move |request| match request.path() {
        path if path.starts_with(TOKENS) => token("t-hunter2-1"),
        _ if is_faulty(request, always) => fault.clone(),
        _ => room_response(),
    })
    .await
}

/// Makes calls with an access token that the test provides. Compares the attempts and the result of each call with the
/// expected values, and returns the differences.
async fn wrong(
    http: &reqwest::Client,
    name: &str,
    fault: &HttpReply,
    expected: (Kind, ExpectedAttempts),
    operation: Operation,
) -> Vec<String> {
    let (expected, course) = expected;
    let mut wrong = Vec::new();
    for always in [true, false] {
        let platform = faulty(fault, always).await;
        let outcome = call(operation, client(http, platform.url()).session::<Tenant>("t-hunter2-1")).await;
        let outcome = outcome.as_ref().map_err(kind).copied();
        let sent = if always { course.always } else { course.first };
        let ends = if !always && course.recovers { Ok(()) } else { Err(expected) };
        let met = (count(&platform, ROOMS), outcome);
        if met != (sent, ends) {
            wrong.push(format!("{name}, {operation:?}, always: {always}: {met:?} instead of {:?}", (sent, ends)));
        }
    }
    wrong
}

#[tokio::test(start_paused = true)]
async fn every_refusal_under_every_status() {
    assert_eq!((room::Get::IDEMPOTENT, room::Create::IDEMPOTENT), (true, false));
    let http = http();
    let mut all = Vec::new();
    for (code, statuses, kind, get, create) in REFUSALS {
        for status in statuses {
            let (name, fault) = (format!("{code}, HTTP {status}"), HttpReply::refusal(*status, code));
            all.extend(wrong(&http, &name, &fault, (kind, get), Get).await);
            all.extend(wrong(&http, &name, &fault, (kind, create), Create).await);
        }
    }
    assert!(all.is_empty(), "{} are wrong:\n{}", all.len(), all.join("\n"));
}

#[tokio::test(start_paused = true)]
async fn every_response_of_a_gateway() {
    let http = http();
    let mut all = Vec::new();
    for (name, fault, kind, get, create) in gateways() {
        all.extend(wrong(&http, name, &fault, (kind, get), Get).await);
        all.extend(wrong(&http, name, &fault, (kind, create), Create).await);
    }
    assert!(all.is_empty(), "{} are wrong:\n{}", all.len(), all.join("\n"));
}

/// Source of the token of a session.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// The caller provides the token.
    Given,
    /// The client fetches the token. The platform returns a new token for each request.
    Fetched,
    /// The client fetches the token. The platform returns the same token for each request.
    FetchedSame,
    /// The client renews the token with a refresh token.
    Renewed,
    /// The session has a login without a refresh token.
    Lasting,
    /// The session has a login. The platform refuses the refresh token of the login with this code.
    Refused(i64),
}
use Source::{Fetched, FetchedSame, Given, Lasting, Renewed};

/// Number of attempts, number of requests for a token, and result of the call.
type Tally = (usize, usize, Result<(), Kind>);

/// Returns the cases. Each case has the codes of a refusal, the source of the token, and two expected tallies. The first
/// tally is for a platform that refuses every request. The second tally is for a platform that refuses only the first
/// request.
#[rustfmt::skip]
fn rejections() -> Vec<(&'static [i64], Source, Tally, Tally)> {
    const REJECTED: &[i64] = &[99_991_663, 99_991_664, 99_991_668, 99_991_677];
    const FINAL: &[i64] = &[
        99_991_661, 99_991_662, 99_991_665, 99_991_669, 99_991_671, 99_991_673, 99_991_543, 99_991_401, 99_991_403, 10_012,
    ];
    const SCOPES: &[i64] = &[99_991_672, 99_991_676, 99_991_679];
    let login = |reason| Err(Kind::LoginNeeded(reason));
    let refused = |code, reason| (REJECTED, Source::Refused(code), (1, 1, login(reason)), (1, 1, login(reason)));
    let none = login(LoginReason::NoRefreshToken);
    vec![
        // The client replays a call only once, and only if it gets another token.
        (REJECTED, Given,       (1, 0, Err(Refused)),      (1, 0, Err(Refused))),
        (REJECTED, Fetched,     (2, 2, Err(Refused)),      (2, 2, Ok(()))),
        (REJECTED, FetchedSame, (1, 2, Err(Refused)),      (1, 2, Err(Refused))),
        (REJECTED, Renewed,     (2, 1, Err(Refused)),      (2, 1, Ok(()))),
        (REJECTED, Lasting,     (1, 0, none),              (1, 0, none)),
        refused(20_026, LoginReason::Invalid),
        refused(20_037, LoginReason::Expired),
        refused(20_064, LoginReason::Revoked),
        refused(20_073, LoginReason::Used),
        (FINAL,    Fetched,     (1, 1, Err(Refused)),      (1, 1, Err(Refused))),
        (FINAL,    Renewed,     (1, 0, Err(Refused)),      (1, 0, Err(Refused))),
        (SCOPES,   Fetched,     (1, 1, Err(MissingScope)), (1, 1, Err(MissingScope))),
        (SCOPES,   Renewed,     (1, 0, Err(MissingScope)), (1, 0, Err(MissingScope))),
    ]
}

/// Returns the response of the platform to a request for a token.
fn give(source: Source, request: &HttpRequest) -> HttpReply {
    let number = request.before();
    match source {
        Source::Refused(code) => HttpReply::refusal(400, code),
        FetchedSame => token("t-hunter2-1"),
        Renewed => HttpReply::json(200, &user_tokens(&format!("u-hunter2-{number}"), &format!("ur-hunter2-{number}"))),
        _ => token(&format!("t-hunter2-{number}")),
    }
}

async fn ask(source: Source, client: &Client, operation: Operation) -> Result<(), Error> {
    let renewing = Grant::new("u-hunter2-first").refresh_token("ur-hunter2-first");
    match source {
        Given => call(operation, client.session::<Tenant>("t-hunter2-given")).await,
        Fetched | FetchedSame => call(operation, client.tenant()).await,
        Renewed | Source::Refused(_) => call(operation, client.user(renewing)).await,
        Lasting => call(operation, client.user(Grant::new("u-hunter2-first"))).await,
    }
}

#[tokio::test(start_paused = true)]
async fn rejected_tokens_are_replaced_once() {
    let http = http();
    let mut wrong = Vec::new();
    for (codes, source, always, first) in rejections() {
        for (code, status, operation) in codes.iter().flat_map(|code| {
            [400, 401].into_iter().flat_map(move |status| [(*code, status, Get), (*code, status, Create)])
        }) {
            for (expected, is_always) in [(always, true), (first, false)] {
                let platform = platform(move |request| match request.path() {
                    path if !path.starts_with(ROOMS) => give(source, request),
                    _ if is_faulty(request, is_always) => HttpReply::refusal(status, code),
                    _ => room_response(),
                })
                .await;
                let outcome =
                    ask(source, &client(&http, platform.url()), operation).await.map_err(|error| kind(&error));
                let tokens = count(&platform, TOKENS) + count(&platform, LOGINS);
                let met = (count(&platform, ROOMS), tokens, outcome);
                if met != expected {
                    let name = format!("{code}, HTTP {status}, {source:?}, {operation:?}, always: {is_always}");
                    wrong.push(format!("{name}: {met:?} instead of {expected:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The replay after a rejected token does not reduce the number of retries of a call.
#[tokio::test(start_paused = true)]
async fn replays_are_not_counted_as_retries() {
    let http = http();
    for (operation, sent) in [(Get, 5), (Create, 2)] {
        let platform = platform(move |request| match (request.path(), request.before()) {
            (path, _) if path.starts_with(TOKENS) => give(Fetched, request),
            (_, 0) => HttpReply::refusal(401, 99_991_663),
            _ => HttpReply::html(503),
        })
        .await;
        let error = call(operation, client(&http, platform.url()).tenant()).await.expect_err("there is trouble");
        assert_eq!(kind(&error), Unexpected(Content::Html));
        assert_eq!((count(&platform, ROOMS), count(&platform, TOKENS)), (sent, 2), "{operation:?}");
    }
}

/// The client retries a request for a token, even if the operation is not idempotent, because the call was not sent yet. If
/// all retries for the token fail, the call fails without further retries.
#[tokio::test(start_paused = true)]
async fn faults_of_the_calls_for_tokens() {
    let http = http();
    let mut wrong = Vec::new();
    for (name, fault, reason, course, _) in gateways() {
        for (operation, always) in [(Get, true), (Get, false), (Create, true), (Create, false)] {
            let fault = fault.clone().header("x-ogw-ratelimit-reset", RESET);
            let platform = platform(move |request| match request.path() {
                path if path.starts_with(ROOMS) => room_response(),
                _ if is_faulty(request, always) => fault.clone(),
                _ => token("t-hunter2-1"),
            })
            .await;
            let outcome = call(operation, client(&http, platform.url()).tenant()).await;
            let outcome = outcome.map_err(|error| match error {
                Error::Token(one) => kind(&one.source),
                other => panic!("{name}: another error: {other:?}"),
            });
            let expected = match course {
                ExpectedAttempts { always: sent, .. } if always => (sent, 0, Err(reason)),
                ExpectedAttempts { first: sent, recovers: true, .. } => (sent, 1, Ok(())),
                ExpectedAttempts { first: sent, recovers: false, .. } => (sent, 0, Err(reason)),
            };
            let met = (count(&platform, TOKENS), count(&platform, ROOMS), outcome);
            if met != expected {
                wrong.push(format!("{name}, {operation:?}, always: {always}: {met:?} instead of {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Resolver that counts its lookups. Each attempt to connect makes one lookup.
struct Addresses {
    asked: AtomicUsize,
    /// Result of the first lookup, and the result of all later lookups. `None` means that the resolver never responds.
    found: Mutex<[Option<SocketAddr>; 2]>,
}

impl Resolve for Addresses {
    fn resolve(&self, _name: Name) -> Resolving {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        let [first, later] = *self.found.lock().expect("no one panicked");
        Box::pin(async move {
            match if asked == 0 { first } else { later } {
                Some(address) => Ok(Box::new([address].into_iter()) as Addrs),
                None => std::future::pending().await,
            }
        })
    }
}

/// Without a connection, nothing was sent. So the client retries every operation, even if the operation is not idempotent.
#[tokio::test(start_paused = true)]
async fn no_connection() {
    let platform = platform(|_| room_response()).await;
    let address = |url: &str| url.trim_start_matches("http://").parse().expect("it is an address");
    let (_kept, nobody) = nobody();
    let (gone, there) = (Some(address(&nobody)), Some(address(platform.url())));
    let connecting = Kind::Timeout(Stage::Connecting);
    for operation in [Get, Create] {
        for (found, asked, outcome) in [
            ([gone, gone], 4, Err(Transport)),
            ([gone, there], 2, Ok(())),
            ([None, None], 4, Err(connecting)),
            ([None, there], 2, Ok(())),
        ] {
            let addresses = Arc::new(Addresses { asked: AtomicUsize::new(0), found: Mutex::new(found) });
            let http = reqwest::Client::builder().dns_resolver(Arc::clone(&addresses)).connect_timeout(STALL);
            let client = client(&http.build().expect("TLS can be set up"), "http://platform.localhost");
            let met = call(operation, client.session::<Tenant>("t-hunter2-1")).await.map_err(|error| kind(&error));
            assert_eq!((addresses.asked.load(Ordering::Relaxed), met), (asked, outcome), "{operation:?}, {found:?}");
        }
    }
    assert_eq!(count(&platform, ROOMS), 4);
}
