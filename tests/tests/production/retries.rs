//! Tests of retries: the number of retries, the backoff, the retry budget, and the metadata of a response.

use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tokio::task::JoinSet;
use tokio::time::Instant;
use vc_api::testing::{HttpReply, Platform};
use vc_api::{CallOptions, ClientBuilder, Retry, Session, Tenant, room};
use vc_tests::endpoints::{room_response, token_response};
use vc_tests::time::{SECOND, TICK};

use crate::support::{built, custom, failure, platform, run_paused};

fn session(platform: &Platform, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Session<Tenant> {
    built(set(custom(platform))).session("t-hunter2-1")
}

/// Starts a platform with three kinds of rooms. Each request for the room `well` succeeds. The first request for a room
/// `once…` fails, and all later requests succeed. Each request for another room fails.
async fn rooms() -> Platform {
    platform(|request| match request.path() {
        path if path.ends_with("/well") => room_response(),
        path if path.contains("/once") && request.before() > 0 => room_response(),
        _ => HttpReply::html(503),
    })
    .await
}

/// Makes `times` calls for a room, one after the other.
async fn ask(org: &Session<Tenant>, room: &str, times: usize) {
    for _ in 0..times {
        // The result does not matter, because the tests count only the requests.
        org.rooms().get(room).await.ok();
    }
}

/// Cases: the retry budget, the number of calls, and the number of requests if all calls fail.
const BUDGETS: [(u32, usize, usize); 6] =
    [(0, 10, 10), (1, 10, 11), (5, 10, 15), (29, 10, 39), (30, 10, 40), (100, 10, 40)];

#[tokio::test(start_paused = true)]
async fn a_failing_platform_gets_few_additional_requests() {
    for (budget, calls, requests) in BUDGETS {
        let platform = rooms().await;
        let org = session(&platform, |options| options.retry_budget(budget));
        ask(&org, "ill", calls).await;
        assert_eq!(platform.requests().len(), requests, "one after the other, with {budget}");

        let platform = rooms().await;
        let org = session(&platform, |options| options.retry_budget(budget));
        let mut together = JoinSet::new();
        (0..calls).for_each(|_| drop(together.spawn(org.rooms().get("ill").into_future())));
        together.join_all().await;
        assert_eq!(platform.requests().len(), requests, "together, with {budget}");
    }
}

#[tokio::test(start_paused = true)]
async fn calls_that_succeed_at_once_earn_retries() {
    let platform = rooms().await;
    let org = session(&platform, |options| options.retry_budget(2));
    let expect = |requests, why| assert_eq!(platform.requests().len(), requests, "{why}");
    ask(&org, "well", 50).await;
    expect(50, "there is no more to be had than the budget");
    ask(&org, "ill", 10).await;
    expect(62, "there are two retries");
    ask(&org, "well", 9).await;
    ask(&org, "ill", 10).await;
    expect(81, "nine tenths are not enough");
    ask(&org, "well", 1).await;
    ask(&org, "ill", 10).await;
    expect(93, "ten tenths are");
    org.rooms().create("Atlantis", 10, "omb_1").await.expect_err("it may not be sent again");
    ask(&org, "well", 10).await;
    expect(104, "what is not sent again costs nothing");
    ask(&org, "once-1", 1).await;
    ask(&org, "once-2", 1).await;
    expect(107, "the one retry is used up, and earns nothing");
    let other = org.client().clone().session::<Tenant>("t-hunter2-2");
    ask(&other, "ill", 1).await;
    expect(108, "all sessions of a client share one budget");
}

#[tokio::test(start_paused = true)]
async fn the_metadata_of_a_call() {
    let platform = platform(|request| match (request.before(), request.path()) {
        (_, path) if path.starts_with("/open-apis/auth/") => {
            token_response("tenant_access_token", &format!("t-hunter2-{}", request.before()), 7200)
                .header("X-Tt-Logid", "of-token")
        }
        (0, _) => HttpReply::html(502).header("X-Tt-Logid", "of-trouble"),
        (1, _) => {
            HttpReply::refusal(429, 99_991_400).header("x-ogw-ratelimit-reset", "7").header("X-Request-Id", "r-1")
        }
        (2, _) => HttpReply::refusal(401, 99_991_663),
        (3, _) => HttpReply::silence(),
        _ => room_response()
            .after(2 * SECOND)
            .header("X-Tt-Logid", "of-response")
            .header("X-Request-Id", "r-2")
            .header("x-ogw-ratelimit-limit", "50"),
    })
    .await;
    let org = session(&platform, |options| options.attempt_timeout(5 * SECOND)).client().tenant();
    let started = Instant::now();
    let response = org.rooms().get("omm_1").send().await.expect("all is well in the end");
    let told = response.metadata;
    assert_eq!(response.data.room_id.as_ref(), "omm_1");
    assert_eq!((told.status, told.attempts, told.rate_limit), (200, 5, Some(50)));
    assert_eq!((told.log_id.as_deref(), told.request_id.as_deref()), (Some("of-response"), Some("r-2")));
    assert_eq!(told.elapsed, started.elapsed());
    // The call waits 7 seconds for the rate limit, 5 seconds for the timeout of an attempt, and 2 seconds for the last
    // response. The call also makes random pauses: up to 200 and 400 milliseconds before two retries, and up to a second for
    // the rate limit.
    assert!((14 * SECOND..=15 * SECOND + 610 * TICK).contains(&told.elapsed), "{:?}", told.elapsed);

    let told = org.rooms().get("omm_1").send().await.expect("all is well").metadata;
    assert_eq!((told.attempts, told.elapsed >= 2 * SECOND, told.elapsed < 3 * SECOND), (1, true, true));
}

/// Options of a call, and the delays of the responses to its attempts.
#[derive(Debug, Clone)]
struct Plan {
    attempts: u32,
    first: Duration,
    longest: Duration,
    timeout: Duration,
    attempt_timeout: Duration,
    /// Delays of the responses. Each response is a failure. If there are more attempts than delays, the delays repeat.
    delays: Vec<Duration>,
}

fn plans() -> impl Strategy<Value = Plan> {
    let time = |most: u64| prop_oneof![1 => Just(0), 8 => 0..most, 2 => 0..most / 20].prop_map(Duration::from_millis);
    let delays = prop::collection::vec(time(4000), 1..4);
    (0..9_u32, time(3000), time(8000), time(40_000), time(5000), delays).prop_map(
        |(attempts, first, longest, timeout, attempt_timeout, delays)| Plan {
            attempts,
            first,
            longest,
            timeout: timeout + TICK,
            attempt_timeout: attempt_timeout + TICK,
            delays,
        },
    )
}

/// Returns the arrival times of the attempts, and the duration of the call. The arrival times count from the start of the
/// call.
async fn times(plan: &Plan) -> (Vec<Duration>, Duration) {
    let delays = plan.delays.clone();
    let delay = move |number: usize| delays[number % delays.len()];
    let platform = platform(move |request| HttpReply::html(503).after(delay(request.before()))).await;
    let retry = Retry::new().attempts(plan.attempts).pauses(plan.first, plan.longest);
    let set = CallOptions::new().timeout(plan.timeout).attempt_timeout(plan.attempt_timeout).retry(retry);
    let org = session(&platform, |options| options);
    let started = Instant::now();
    org.rooms().get("omm_1").options(set).await.expect_err("the platform is in trouble");
    (platform.requests().iter().map(|request| request.at() - started).collect(), started.elapsed())
}

#[test]
fn attempts_are_made_within_their_limits() {
    let mut runner = TestRunner::new(Config { cases: 150, failure_persistence: None, ..Config::default() });
    let checked = runner.run(&plans(), |plan| {
        let (arrived, over) = run_paused(times(&plan));
        prop_assert_eq!(arrived.first(), Some(&Duration::ZERO));
        prop_assert!(arrived.len() <= plan.attempts.max(1) as usize, "sent {} times", arrived.len());
        prop_assert!(over <= plan.timeout + TICK, "over after {over:?}");
        let enough = (plan.timeout.min(plan.attempt_timeout) / 10).min(SECOND);
        let mut longest = plan.first.min(plan.longest);
        for (number, at) in arrived.iter().enumerate() {
            prop_assert!(*at < plan.timeout + TICK, "attempt {number} came at {at:?}");
            let lasts = plan.delays[number % plan.delays.len()].min(plan.attempt_timeout);
            let failed = (*at + lasts).min(plan.timeout);
            match arrived.get(number + 1) {
                Some(next) => {
                    prop_assert!(*next >= failed, "attempt {number} failed at {failed:?}, the next came at {next:?}");
                    let latest = failed + longest + 3 * TICK;
                    prop_assert!(*next <= latest, "attempt {number} failed at {failed:?}, the next came at {next:?}");
                }
                // The call ends after its last allowed attempt, or earlier if the longest pause and another attempt do not
                // fit into the remaining time.
                None => prop_assert!(
                    arrived.len() == plan.attempts.max(1) as usize || failed + longest + enough + TICK >= plan.timeout,
                    "it gave up at {failed:?} after {} attempts",
                    arrived.len()
                ),
            }
            longest = (longest * 2).min(plan.longest);
        }
        Ok(())
    });
    checked.unwrap_or_else(|error| panic!("{error}"));
}

/// If the platform may have acted on an earlier attempt, the error of the last attempt says so. For example, the platform
/// may have acted on an attempt that gets the response of a gateway.
#[tokio::test(start_paused = true)]
async fn an_earlier_attempt_is_not_forgotten() {
    let gone = || HttpReply::refusal(404, room::Delete::NOT_FOUND.code);
    let outages =
        [(HttpReply::closed(), true), (HttpReply::html(502), true), (HttpReply::refusal(429, 99_991_400), false)];
    for (outage, acted) in outages {
        let platform = platform(move |request| if request.before() == 0 { outage.clone() } else { gone() }).await;
        let error = failure(session(&platform, |options| options).rooms().delete("omm_1").await);
        assert!(error.is(room::Delete::NOT_FOUND), "{error:?}");
        assert_eq!((platform.requests().len(), error.may_have_acted()), (2, acted), "{error:?}");
        assert_eq!(error.report().to_string().contains("earlier attempt"), acted, "{}", error.report());
    }
}
