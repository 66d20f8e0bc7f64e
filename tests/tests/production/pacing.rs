//! Pacing of calls within the rate limits of the spec.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{CallOptions, Client, ClientBuilder, Endpoint, Error, RateLimit, Retry, Session, Tenant, export, room};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, token_response};
use vc_tests::time::{MINUTE, SECOND, TICK};

use crate::support::{built, custom, platform, without_app};

const GET: &str = "GET /open-apis/vc/v1/rooms";
const CREATE: &str = "POST /open-apis/vc/v1/rooms";
const EXPORT: &str = "GET /open-apis/vc/v1/exports";

/// Rate limits: the HTTP method with the beginning of the path, the maximum calls per minute, and the maximum calls per
/// second.
const LIMITS: [(&str, usize, usize); 3] = [(GET, 1000, 50), (CREATE, 20, usize::MAX), (EXPORT, 100, usize::MAX)];

/// Platform that refuses each call above the rate limit, and responds to the other calls after a random time.
struct Strict {
    platform: Platform,
    refused: Arc<AtomicUsize>,
}

/// Times at which the platform counted calls, in order. The key is the operation and the access token of the calls.
type Counted = HashMap<(&'static str, String), Vec<Instant>>;

impl Strict {
    /// Starts the platform. It responds after at most `slowest`. It responds to about `trouble` percent of the calls with
    /// the HTTP status 503.
    async fn start(slowest: Duration, trouble: u32) -> Self {
        let (refused, started) = (Arc::new(AtomicUsize::new(0)), Instant::now());
        let (counter, mut counted) = (Arc::clone(&refused), Counted::new());
        let respond = move |request: &HttpRequest| {
            if request.path().starts_with("/open-apis/auth/") {
                return token(request);
            }
            let delay = slowest.mul_f64(fastrand::f64());
            // The platform counts a call at a random time between the arrival of the request and the response.
            let at = request.at() + delay.mul_f64(fastrand::f64());
            let is_too_much = count(&mut counted, request, at, started);
            if is_too_much {
                counter.fetch_add(1, Ordering::Relaxed);
                return HttpReply::refusal(429, 99_991_400).header("x-ogw-ratelimit-reset", "30");
            }
            let is_trouble = fastrand::u32(..100) < trouble;
            if is_trouble { HttpReply::html(503) } else { found() }.after(delay)
        };
        Self { platform: platform(respond).await, refused }
    }

    fn client(&self, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
        built(set(without_app(&self.platform).pacing(true).retry_budget(1000)))
    }

    fn session(&self) -> Session<Tenant> {
        self.client(|options| options).session("t-hunter2-1")
    }

    /// Returns the arrival times of the requests of an operation, measured from `start`.
    fn arrived(&self, operation: &str, start: Instant) -> Vec<Duration> {
        let seen = self.platform.requests().into_iter().filter(|request| is(operation, request));
        seen.map(|request| request.at() - start).collect()
    }

    fn refused_none(&self) {
        assert_eq!(self.refused.load(Ordering::Relaxed), 0, "some were refused");
    }
}

fn is(operation: &str, request: &HttpRequest) -> bool {
    format!("{} {}", request.method(), request.path()).starts_with(operation)
}

/// Counts a call. Returns whether the call exceeds the rate limit, measured in a sliding window or in a fixed window.
fn count(counted: &mut Counted, request: &HttpRequest, at: Instant, started: Instant) -> bool {
    let limits = LIMITS.iter().find(|(operation, ..)| is(operation, request));
    let (operation, per_minute, per_second) = limits.expect("the operation is known");
    let times = counted.entry((operation, request.token().to_owned())).or_default();
    times.insert(times.partition_point(|time| *time <= at), at);
    [(*per_minute, MINUTE), (*per_second, SECOND)].into_iter().any(|(limit, window)| {
        let slides = times.windows(limit.saturating_add(1)).any(|some| *some.last().unwrap_or(&at) - some[0] < window);
        let number = |time: &Instant| (*time - started).as_nanos() / window.as_nanos();
        slides || times.iter().filter(|time| number(time) == number(&at)).count() > limit
    })
}

fn found() -> HttpReply {
    HttpReply::data(&json!({ "room": { "room_id": "omm_1" }, "status": 1, "url": "", "file_token": "" }))
}

fn token(request: &HttpRequest) -> HttpReply {
    match request.json()["tenant_key"].as_str() {
        Some(tenant) => token_response("tenant_access_token", &format!("t-hunter2-{tenant}"), 7200),
        None => token_response("app_access_token", "a-hunter2-1", 7200),
    }
}

/// Makes concurrent calls, and returns their outcomes.
async fn together<T: Send + 'static>(
    times: usize,
    call: impl Fn(usize) -> vc_api::Sending<T>,
) -> Vec<Result<(), Error>> {
    let mut calls = JoinSet::new();
    for number in 0..times {
        let call = call(number);
        calls.spawn(async { call.await.map(drop) });
    }
    calls.join_all().await
}

#[test]
fn the_limits_are_those_of_the_spec() {
    let limit = |per_minute, per_second| RateLimit { per_minute: Some(per_minute), per_second };
    assert_eq!(room::Get::RATE_LIMIT, limit(1000, Some(50)));
    assert_eq!(room::Create::RATE_LIMIT, limit(20, None));
    assert_eq!(export::Get::RATE_LIMIT, limit(100, None));
}

/// Bulk jobs. Each row has the operation, its number of calls, the maximum delay of a response in seconds, the number of
/// calls that the client sends immediately, and the maximum duration of the job.
const JOBS: [(&str, usize, u64, usize, Duration); 6] = [
    // In the first four rows, the client sends five groups of calls. Each group after the first group begins one minute
    // after the last response to the previous group.
    (CREATE, 100, 0, 20, Duration::from_secs(4 * 60)),
    (CREATE, 100, 3, 20, Duration::from_secs(4 * 63 + 3)),
    (EXPORT, 450, 0, 100, Duration::from_secs(4 * 60)),
    (EXPORT, 450, 3, 100, Duration::from_secs(4 * 63 + 3)),
    (GET, 500, 2, 50, Duration::from_secs(9 * 3 + 2)),
    // The client sends 1000 calls in the first 20 seconds, and 100 calls after a minute.
    (GET, 1100, 0, 50, Duration::from_secs(61)),
];

#[tokio::test(start_paused = true)]
async fn bulk_jobs_are_as_fast_as_the_rate_limit() {
    for (operation, calls, slowest, at_once, longest) in JOBS {
        let strict = Strict::start(Duration::from_secs(slowest), 0).await;
        let (org, started) = (strict.session(), Instant::now());
        let outcomes = match operation {
            GET => together(calls, |number| org.rooms().get(format!("omm_{number}")).into_future()).await,
            CREATE => together(calls, |_| org.rooms().create("Atlantis", 10, "omb_1").into_future()).await,
            _ => together(calls, |number| org.exports().get(format!("{number}")).into_future()).await,
        };
        let taken = started.elapsed();
        outcomes.into_iter().for_each(|outcome| outcome.expect("each call has its turn"));
        strict.refused_none();
        let arrived = strict.arrived(operation, started);
        let first = arrived.iter().filter(|at| at.is_zero()).count();
        assert_eq!((arrived.len(), first), (calls, at_once), "{operation}");
        assert!(taken <= longest + 40 * TICK, "{operation}: {calls} calls took {taken:?}");
    }
}

/// The platform counts each attempt as a call, so each retry also waits until the rate limit allows it.
#[tokio::test(start_paused = true)]
async fn retries_wait_for_their_turn() {
    let strict = Strict::start(SECOND, 10).await;
    let org = strict.client(|options| options.retry(Retry::new().attempts(20))).session::<Tenant>("t-hunter2-1");
    for outcome in together(300, |number| org.rooms().get(format!("omm_{number}")).into_future()).await {
        outcome.expect("twenty responses in a row are hardly ever in trouble");
    }
    assert!(strict.platform.requests().len() > 300);
    strict.refused_none();
}

/// The platform counts the calls of each operation and tenant separately.
#[tokio::test(start_paused = true)]
async fn operations_and_tenants_are_paced_separately() {
    let strict = Strict::start(Duration::ZERO, 0).await;
    let client = built(without_app(&strict.platform).pacing(true).store_app("cli_1", "secret-hunter2"));
    client.keep_app_ticket("ticket").await.expect("the memory is no trouble");
    let started = Instant::now();
    let mut calls = JoinSet::new();
    for tenant in ["a", "b", "c"] {
        let org = client.tenant_of(tenant);
        for _ in 0..20 {
            calls.spawn(org.rooms().create("Atlantis", 10, "omb_1").into_future());
        }
        (0..50).for_each(|_| drop(calls.spawn(org.rooms().get("omm_1").into_future())));
    }
    calls.join_all().await.into_iter().for_each(|outcome| drop(outcome.expect("each call has its turn")));
    assert_eq!(started.elapsed(), Duration::ZERO, "nobody had to wait");

    let org = client.tenant_of("a");
    org.rooms().create("Atlantis", 10, "omb_1").await.expect("its turn comes");
    assert!((MINUTE..=MINUTE + TICK).contains(&started.elapsed()), "another session is of the same tenant");
    strict.refused_none();
}

/// The wait for the rate limit does not count toward the timeout of a call.
#[tokio::test(start_paused = true)]
async fn waiting_for_a_turn_takes_no_time_of_the_call() {
    let strict = Strict::start(4 * SECOND, 0).await;
    let org = strict.client(|options| options.timeout(5 * SECOND)).session::<Tenant>("t-hunter2-1");
    for outcome in together(60, |_| org.rooms().create("Atlantis", 10, "omb_1").into_future()).await {
        outcome.expect("there is time");
    }
    strict.refused_none();

    let silent = platform(|_| HttpReply::silence()).await;
    let org = built(without_app(&silent).pacing(true).timeout(5 * SECOND)).session::<Tenant>("t-hunter2-1");
    let started = Instant::now();
    let outcomes = together(21, |_| org.rooms().create("Atlantis", 10, "omb_1").into_future()).await;
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Err(Error::Timeout(_)))));
    // The first calls fail after 5 seconds. The last call is sent a minute later, and fails after 5 more seconds.
    assert!((70 * SECOND..=70 * SECOND + 3 * TICK).contains(&started.elapsed()), "{:?}", started.elapsed());
}

/// Calls that are cancelled while they wait for the rate limit do not count toward the rate limit.
#[tokio::test(start_paused = true)]
async fn calls_that_are_cancelled_while_they_wait() {
    let strict = Strict::start(Duration::ZERO, 0).await;
    let (org, started) = (strict.session(), Instant::now());
    let create = || org.rooms().create("Atlantis", 10, "omb_1").into_future();
    for (wait, cancelled) in [(SECOND, 70), (30 * SECOND, 50)] {
        let mut waiting = JoinSet::new();
        (0..cancelled).for_each(|_| drop(waiting.spawn(create())));
        sleep(wait).await;
        drop(waiting);
    }
    assert_eq!(strict.arrived(CREATE, started), [Duration::ZERO; 20]);
    let outcomes = together(20, |_| create()).await;
    outcomes.into_iter().for_each(|outcome| outcome.expect("each call has its turn"));
    assert!((MINUTE..=MINUTE + TICK).contains(&started.elapsed()), "{:?}", started.elapsed());
    strict.refused_none();
}

/// If a call is cancelled while it waits for the limit per second, the call does not count toward the limit per minute.
#[tokio::test(start_paused = true)]
async fn calls_that_are_cancelled_between_two_limits() {
    let strict = Strict::start(Duration::ZERO, 0).await;
    let (org, started) = (strict.session(), Instant::now());
    let mut waiting = JoinSet::new();
    (0..1000).for_each(|_| drop(waiting.spawn(org.rooms().get("omm_1").into_future())));
    sleep(SECOND / 2).await;
    drop(waiting);
    assert_eq!(strict.arrived(GET, started).len(), 50);
    let outcomes = together(900, |_| org.rooms().get("omm_1").into_future()).await;
    outcomes.into_iter().for_each(|outcome| outcome.expect("each call has its turn"));
    assert!(started.elapsed() < 20 * SECOND, "{:?}", started.elapsed());
    strict.refused_none();
}

/// Calls that end before their token arrives do not count toward the rate limit.
#[tokio::test(start_paused = true)]
async fn calls_that_get_no_token() {
    let platform = platform(|request| match request.path() {
        CUSTOM_APP_TENANT_TOKEN => token_response("tenant_access_token", "t-hunter2-1", 7200).after(5 * SECOND),
        _ => found(),
    })
    .await;
    let org = built(custom(&platform).pacing(true)).tenant();
    let hurried = CallOptions::new().timeout(3 * SECOND);
    let create = |_| org.rooms().create("Atlantis", 10, "omb_1").into_future();
    let hurry = |_| org.rooms().create("Atlantis", 10, "omb_1").options(hurried.clone()).into_future();
    assert!(together(20, hurry).await.iter().all(Result::is_err), "the token is late");
    sleep(3 * SECOND).await;
    let started = Instant::now();
    together(20, create).await.into_iter().for_each(|outcome| outcome.expect("nobody has to wait"));
    assert!(started.elapsed() <= TICK, "{:?}", started.elapsed());
}

/// A call that a program keeps without polling it, for example in a branch of a `select!`, does not delay other calls.
#[tokio::test(start_paused = true)]
async fn calls_that_are_not_polled_do_not_delay_others() {
    let strict = Strict::start(Duration::ZERO, 0).await;
    let (org, started) = (strict.session(), Instant::now());
    let create = || org.rooms().create("Atlantis", 10, "omb_1").into_future();
    together(20, |_| create()).await.into_iter().for_each(|outcome| outcome.expect("nobody has to wait"));
    let mut kept = create();
    timeout(SECOND, &mut kept).await.expect_err("it has to wait");
    create().await.expect("there are twenty places again");
    assert!((MINUTE..=MINUTE + TICK).contains(&started.elapsed()), "{:?}", started.elapsed());
    kept.await.expect("its place was kept");
    assert!(started.elapsed() <= MINUTE + TICK);
}

/// A call that was sent counts toward the rate limit, even if it was cancelled before the response.
#[tokio::test(start_paused = true)]
async fn calls_that_are_cancelled_after_they_were_sent() {
    let strict = Strict::start(8 * SECOND, 0).await;
    let (org, started) = (strict.session(), Instant::now());
    let mut sent = JoinSet::new();
    (0..20).for_each(|_| drop(sent.spawn(org.rooms().create("Atlantis", 10, "omb_1").into_future())));
    sleep(5 * SECOND).await;
    drop(sent);
    org.rooms().create("Atlantis", 10, "omb_1").await.expect("its turn comes");
    let arrived = strict.arrived(CREATE, started);
    assert_eq!((arrived.len(), &arrived[..20]), (21, &[Duration::ZERO; 20][..]));
    assert!((MINUTE..=MINUTE + 5 * SECOND + TICK).contains(&arrived[20]), "{:?}", arrived[20]);
}

/// Without pacing, calls are sent at once.
#[tokio::test(start_paused = true)]
async fn pacing_is_off_by_default() {
    let strict = Strict::start(Duration::ZERO, 0).await;
    let org = strict.client(|options| options.pacing(false)).session::<Tenant>("t-hunter2-1");
    let once = CallOptions::new().retry(Retry::none());
    let create = |_| org.rooms().create("Atlantis", 10, "omb_1").options(once.clone()).into_future();
    let outcomes = together(30, create).await;
    let limited = outcomes.iter().filter(|outcome| matches!(outcome, Err(Error::RateLimited(_)))).count();
    assert_eq!(
        (limited, strict.refused.load(Ordering::Relaxed)),
        (10, 10),
        "the stand-in is as strict as it should be"
    );
}
