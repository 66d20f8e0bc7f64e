//! Calls that the platform refuses by a rate limit: they wait, within their deadline.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::Instant;
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{CallOptions, ClientBuilder, Error, Retry, Session, Tenant};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, ROOMS, room_response, token_response};
use vc_tests::time::SECOND;

use crate::support::{built, custom, platform, without_app};

const RESET: &str = "x-ogw-ratelimit-reset";

fn session(platform: &Platform, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Session<Tenant> {
    built(set(without_app(platform).timeout(60 * SECOND))).session("t-hunter2-1")
}

/// Starts a platform that refuses each call so often, and then responds with a room.
async fn busy(times: usize, refusal: HttpReply) -> Platform {
    platform(move |request| if request.before() < times { refusal.clone() } else { room_response() }).await
}

/// The header of a refusal, and the shortest and the longest wait after it.
const WAITS: [(Option<&str>, Duration, Duration); 10] = [
    (Some("7"), Duration::from_secs(7), Duration::from_secs(8)),
    (Some("1"), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("58"), Duration::from_secs(58), Duration::from_secs(59)),
    // A header that says nothing is taken for a second.
    (None, Duration::from_secs(1), Duration::from_secs(2)),
    (Some(""), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("0"), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("-3"), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("7.5"), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("soon"), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("99999999999999999999999"), Duration::from_secs(1), Duration::from_secs(2)),
];

#[tokio::test(start_paused = true)]
async fn waits_for_as_long_as_it_is_told() {
    let refusal = |status| HttpReply::refusal(status, 99_991_400);
    for (told, shortest, longest) in WAITS {
        for refusal in [refusal(429), refusal(400), refusal(200), HttpReply::html(429)] {
            let refusal = told.map_or(refusal.clone(), |told| refusal.header(RESET, told));
            let platform = busy(1, refusal).await;
            let org = session(&platform, |options| options);
            org.rooms().get("omm_1").await.expect("there is time");
            org.rooms().create("Atlantis", 10, "omb_1").await.expect("the platform did not act on the first one");
            for (first, second) in [(0, 1), (2, 3)] {
                let waited = platform.requests()[second].at() - platform.requests()[first].at();
                assert!((shortest..=longest).contains(&waited), "{told:?}: waited {waited:?}");
            }
        }
    }
}

/// Waiting in vain helps no one.
#[tokio::test(start_paused = true)]
async fn does_not_wait_for_what_is_too_late() {
    for (told, seconds) in [("60", 60), ("61", 61), ("3600", 3600), ("18446744073709551615", u64::MAX)] {
        let platform = busy(1, HttpReply::refusal(429, 99_991_400).header(RESET, told)).await;
        let started = Instant::now();
        let error = session(&platform, |options| options).rooms().get("omm_1").await.expect_err("it is too late");
        let Error::RateLimited(limited) = &error else { panic!("another error: {error:?}") };
        assert_eq!(limited.retry_after, Some(Duration::from_secs(seconds)));
        assert_eq!((started.elapsed(), platform.requests().len()), (Duration::ZERO, 1), "{told}");
    }
}

/// A call that waited once does so again, and never ends after its deadline.
#[tokio::test(start_paused = true)]
async fn waits_as_often_as_there_is_time() {
    for (times, sent, is_good) in [(1, 2, true), (2, 3, true), (3, 3, false)] {
        let platform = busy(times, HttpReply::refusal(429, 99_991_400).header(RESET, "25")).await;
        let started = Instant::now();
        let outcome = session(&platform, |options| options).rooms().get("omm_1").await;
        assert_eq!((platform.requests().len(), outcome.is_ok()), (sent, is_good), "{times} times");
        assert!(started.elapsed() <= 60 * SECOND);
    }
    // A little more is left than the wait: jitter must not take it from the attempt.
    for _ in 0..20 {
        let platform = busy(1, HttpReply::refusal(429, 99_991_400).header(RESET, "2")).await;
        let org = session(&platform, |options| options.timeout(Duration::from_millis(2300)));
        org.rooms().get("omm_1").await.expect("there is time");
        let waited = platform.requests()[1].at() - platform.requests()[0].at();
        assert!((2000..=2036).contains(&waited.as_millis()), "waited {waited:?}");
    }
}

/// An attempt for which there is hardly any time would tell nothing of the rate limit, but that nothing is known.
#[tokio::test(start_paused = true)]
async fn no_attempt_is_made_with_hardly_any_time_left() {
    for (told, timeout) in [("59", 59_900), ("2", 2100), ("1", 1050)] {
        for attempt in 0..20 {
            let refusal = HttpReply::refusal(429, 99_991_400).header(RESET, told);
            let silent = move |request: &HttpRequest| {
                if request.before() == 0 { refusal.clone() } else { HttpReply::silence() }
            };
            let platform = platform(silent).await;
            let org = session(&platform, |options| options.timeout(Duration::from_millis(timeout)));
            let error = org.rooms().create("Atlantis", 10, "omb_1").await.expect_err("there is no time");
            assert!(matches!(error, Error::RateLimited(_)), "{told}, {attempt}: {error:?}");
            assert_eq!(platform.requests().len(), 1, "{told}");
        }
    }
}

/// Nor is one made if its token came too late, or did not come.
#[tokio::test(start_paused = true)]
async fn a_late_token_does_not_hide_the_rate_limit() {
    for comes in [19_500, 25_000] {
        let start = Instant::now();
        let platform = platform(move |request| match (request.path(), request.before()) {
            (CUSTOM_APP_TENANT_TOKEN, 0) => token_response("tenant_access_token", "t-hunter2-1", 3),
            (CUSTOM_APP_TENANT_TOKEN, _) => token_response("tenant_access_token", "t-hunter2-2", 7200)
                .after(start + Duration::from_millis(comes) - request.at()),
            _ => HttpReply::refusal(429, 99_991_400).header(RESET, "5"),
        })
        .await;
        let org = built(custom(&platform).timeout(20 * SECOND)).tenant();
        let error = org.rooms().create("Atlantis", 10, "omb_1").await.expect_err("there is no time");
        assert!(matches!(&error, Error::RateLimited(_)), "{comes}: {error:?}");
        assert!(!error.report().to_string().contains("not known"), "{error}");
        let paths: Vec<_> = platform.requests().iter().map(|request| request.path().to_owned()).collect();
        assert_eq!(paths, [CUSTOM_APP_TENANT_TOKEN, ROOMS, CUSTOM_APP_TENANT_TOKEN], "{comes}");
    }
}

/// A platform that never says for how long is asked less and less.
#[tokio::test(start_paused = true)]
async fn waits_longer_each_time_it_is_not_told() {
    let platform = busy(usize::MAX, HttpReply::refusal(429, 99_991_400)).await;
    let org = session(&platform, |options| options.timeout(200 * SECOND));
    let error = org.rooms().get("omm_1").await.expect_err("it never gets better");
    assert!(matches!(&error, Error::RateLimited(limited) if limited.retry_after.is_none()), "{error:?}");
    let pauses = platform.requests();
    let pauses: Vec<u64> = pauses.windows(2).map(|pair| (pair[1].at() - pair[0].at()).as_secs()).collect();
    assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
}

/// The number of attempts and the budget do not limit waits, but a call without retries does not wait.
#[tokio::test(start_paused = true)]
async fn waits_are_no_retries() {
    let refusal = || HttpReply::refusal(429, 99_991_400).header(RESET, "1");
    let platform = busy(9, refusal()).await;
    let org = session(&platform, |options| options.retry(Retry::new().attempts(2)).retry_budget(0));
    org.rooms().get("omm_1").await.expect("there is time");
    assert_eq!(platform.requests().len(), 10);

    let platform = busy(1, refusal()).await;
    let error = session(&platform, |options| options.retry(Retry::none())).rooms().get("omm_1").await;
    assert!(matches!(error, Err(Error::RateLimited(limited)) if limited.retry_after == Some(SECOND)));
    let unhurried = CallOptions::new().retry(Retry::none());
    let platform = busy(1, refusal()).await;
    let error = session(&platform, |options| options).rooms().get("omm_1").options(unhurried).await;
    assert!(matches!(error, Err(Error::RateLimited(_))));
    assert_eq!(platform.requests().len(), 1);
}

/// Calls that were refused together must not come back together.
#[tokio::test(start_paused = true)]
async fn those_who_wait_are_spread() {
    let platform = busy(1, HttpReply::refusal(429, 99_991_400).header(RESET, "7")).await;
    let org = session(&platform, |options| options);
    let started = Instant::now();
    let mut calls = JoinSet::new();
    for number in 0..200 {
        calls.spawn(org.rooms().get(format!("omm_{number}")).into_future());
    }
    for outcome in calls.join_all().await {
        outcome.expect("there is time");
    }
    let late: Vec<u128> =
        platform.requests()[200..].iter().map(|request| (request.at() - started).as_millis()).collect();
    assert_eq!(late.len(), 200);
    for tenth in 0..10 {
        let (from, to) = (7000 + 100 * tenth, 7100 + 100 * tenth);
        let within = late.iter().filter(|at| (from..to + u128::from(tenth == 9)).contains(*at)).count();
        assert!((2..=60).contains(&within), "{within} of 200 came between {from} and {to} ms");
    }
}
