//! Calls that the platform refuses because of a rate limit or an outage. The response often gives a time to wait. The client
//! waits, but not beyond the deadline of the call.

use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::Instant;
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{CallOptions, ClientBuilder, Error, Retry, Session, Tenant};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, ROOMS, room_response, token_response};
use vc_tests::time::SECOND;

use crate::support::{built, custom, failure, platform, without_app};

const RESET: &str = "x-ogw-ratelimit-reset";
const RETRY_AFTER: &str = "Retry-After";
/// Date of a response. [`LATER`] is the date 7 seconds later.
const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
const LATER: &str = "Sun, 06 Nov 1994 08:49:44 GMT";

fn session(platform: &Platform, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Session<Tenant> {
    built(set(without_app(platform).timeout(60 * SECOND))).session("t-hunter2-1")
}

/// Starts a platform that responds with a room, but first refuses requests. `times` is the number of refused requests for
/// each path.
async fn busy(times: usize, refusal: HttpReply) -> Platform {
    platform(move |request| if request.before() < times { refusal.clone() } else { room_response() }).await
}

/// Cases: the text of the header `RESET` in a refusal, the client's minimum wait, and the client's maximum wait.
const WAITS: [(Option<&str>, Duration, Duration); 10] = [
    (Some("7"), Duration::from_secs(7), Duration::from_secs(8)),
    (Some("1"), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("58"), Duration::from_secs(58), Duration::from_secs(59)),
    // If the header has no readable time, the client waits about one second.
    (None, Duration::from_secs(1), Duration::from_secs(2)),
    (Some(""), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("0"), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("-3"), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("7.5"), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("soon"), Duration::from_secs(1), Duration::from_secs(2)),
    (Some("99999999999999999999999"), Duration::from_secs(1), Duration::from_secs(2)),
];

#[tokio::test(start_paused = true)]
async fn a_call_waits_for_the_time_in_the_header() {
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

/// If the time to wait ends after the deadline of the call, the call ends at once.
#[tokio::test(start_paused = true)]
async fn a_call_does_not_wait_beyond_its_deadline() {
    for (told, seconds) in [("60", 60), ("61", 61), ("3600", 3600), ("18446744073709551615", u64::MAX)] {
        let platform = busy(1, HttpReply::refusal(429, 99_991_400).header(RESET, told)).await;
        let started = Instant::now();
        let error = session(&platform, |options| options).rooms().get("omm_1").await.expect_err("it is too late");
        let Error::RateLimited(limited) = &error else { panic!("another error: {error:?}") };
        assert_eq!(limited.retry_after, Some(Duration::from_secs(seconds)));
        assert_eq!((started.elapsed(), platform.requests().len()), (Duration::ZERO, 1), "{told}");
    }
}

/// A call may wait several times, but it never ends later than its deadline.
#[tokio::test(start_paused = true)]
async fn a_call_waits_as_often_as_there_is_time() {
    for (times, sent, is_good) in [(1, 2, true), (2, 3, true), (3, 3, false)] {
        let platform = busy(times, HttpReply::refusal(429, 99_991_400).header(RESET, "25")).await;
        let started = Instant::now();
        let outcome = session(&platform, |options| options).rooms().get("omm_1").await;
        assert_eq!((platform.requests().len(), outcome.is_ok()), (sent, is_good), "{times} times");
        assert!(started.elapsed() <= 60 * SECOND);
    }
    // The call has only a little more time than the wait needs. The random part of the wait must leave enough time for the
    // next attempt.
    for _ in 0..20 {
        let platform = busy(1, HttpReply::refusal(429, 99_991_400).header(RESET, "2")).await;
        let org = session(&platform, |options| options.timeout(Duration::from_millis(2300)));
        org.rooms().get("omm_1").await.expect("there is time");
        let waited = platform.requests()[1].at() - platform.requests()[0].at();
        assert!((2000..=2036).contains(&waited.as_millis()), "waited {waited:?}");
    }
}

/// If hardly any time would be left after the wait for the rate limit, the client makes no further attempt. The timeout of a
/// further attempt would hide the refusal from the caller.
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

/// After a refusal by a rate limit, the call needs a new token. If the token arrives too late or not at all, the call ends
/// with the error of the rate limit.
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
        assert!(!error.report().to_string().contains("may have acted"), "{error}");
        let paths: Vec<_> = platform.requests().iter().map(|request| request.path().to_owned()).collect();
        assert_eq!(paths, [CUSTOM_APP_TENANT_TOKEN, ROOMS, CUSTOM_APP_TENANT_TOKEN], "{comes}");
    }
}

/// If the refusals contain no waiting time, the pauses grow.
#[tokio::test(start_paused = true)]
async fn waits_without_a_given_time_grow() {
    let platform = busy(usize::MAX, HttpReply::refusal(429, 99_991_400)).await;
    let org = session(&platform, |options| options.timeout(200 * SECOND));
    let error = org.rooms().get("omm_1").await.expect_err("it never gets better");
    assert!(matches!(&error, Error::RateLimited(limited) if limited.retry_after.is_none()), "{error:?}");
    let pauses = platform.requests();
    let pauses: Vec<Duration> = pauses.windows(2).map(|pair| pair[1].at() - pair[0].at()).collect();
    assert_eq!(pauses.len(), 8);
    for (pause, wait) in pauses.iter().zip([1, 2, 4, 8, 16, 32, 60, 60].map(Duration::from_secs)) {
        // Each pause has a random part of at most one second. The request itself takes some milliseconds.
        let most = wait + Duration::from_millis(1100);
        assert!((wait..most).contains(pause), "{pauses:?}");
    }
}

/// Waits for a rate limit do not count as retries. So neither the maximum number of attempts nor the retry budget limits the
/// number of waits. But a call without retries (`Retry::none()`) does not wait.
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

/// The platform refuses many calls at the same time, and asks the client to wait. After this wait, the client sends the
/// calls again at different times.
#[tokio::test(start_paused = true)]
async fn waiting_calls_are_spread_over_time() {
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

/// Returns the responses whose headers can contain a time to wait. The flag is `true` if the response reports a rate limit.
fn outages() -> [(HttpReply, bool); 6] {
    [
        (HttpReply::refusal(429, 99_991_400), true),
        (HttpReply::refusal(400, 99_991_400), true),
        (HttpReply::html(429), true),
        (HttpReply::html(503), false),
        (HttpReply::refusal(503, 1), false),
        (HttpReply::json(503, &json!({ "message": "no" })), false),
    ]
}

/// The client repeats a call after the time in the header, for JSON responses and for files. The time is a number of seconds
/// or a date.
#[tokio::test(start_paused = true)]
async fn retry_after_is_respected() {
    let headers: [&[(&str, &str)]; 4] = [
        &[(RETRY_AFTER, "7")],
        &[("Date", DATE), (RETRY_AFTER, LATER)],
        &[(RETRY_AFTER, "50"), (RESET, "7")],
        &[(RETRY_AFTER, "7"), (RESET, "soon")],
    ];
    for headers in headers {
        for (outage, _) in outages() {
            let outage = headers.iter().fold(outage, |reply, (name, value)| reply.header(name, value));
            let platform = platform(move |request| match (request.before(), request.path()) {
                (0, _) => outage.clone(),
                (_, path) if path.ends_with("/download") => HttpReply::body(200, "text/csv", "room\n"),
                _ => room_response(),
            })
            .await;
            let org = session(&platform, |options| options);
            org.rooms().get("omm_1").await.expect("there is time");
            drop(org.exports().download("file").await.expect("there is time"));
            for (first, second) in [(0, 1), (2, 3)] {
                let waited = platform.requests()[second].at() - platform.requests()[first].at();
                assert!((7 * SECOND..=8 * SECOND).contains(&waited), "{headers:?}: waited {waited:?}");
            }
        }
    }
}

/// If the time in the header is too long for a call, the call ends at once, and the error contains the time.
#[tokio::test(start_paused = true)]
async fn the_error_has_a_retry_after_that_is_too_long() {
    for (outage, limited) in outages() {
        let platform = busy(1, outage.header(RETRY_AFTER, "3600")).await;
        let started = Instant::now();
        let error = failure(session(&platform, |options| options).rooms().get("omm_1").await);
        assert_eq!((started.elapsed(), platform.requests().len()), (Duration::ZERO, 1), "{error:?}");
        assert_eq!(error.retry_after(), Some(3600 * SECOND), "{error:?}");
        assert!(error.is_transient() && error.may_have_acted() != limited, "{error:?}");
    }
}

/// During an outage, the client does not retry a call that is not idempotent, because the platform may have acted on the
/// call.
#[tokio::test(start_paused = true)]
async fn retry_after_makes_no_call_idempotent() {
    for (outage, limited) in outages() {
        let platform = busy(1, outage.header(RETRY_AFTER, "7")).await;
        let outcome = session(&platform, |options| options).rooms().create("Atlantis", 10, "omb_1").await;
        assert_eq!((outcome.is_ok(), platform.requests().len()), (limited, 1 + usize::from(limited)), "{outcome:?}");
        assert!(outcome.err().is_none_or(|error| error.retry_after() == Some(7 * SECOND)));
    }
}

/// If a response during an outage gives a time to wait, the client waits, and then retries the call. This retry counts
/// toward the maximum number of attempts, and uses the retry budget.
#[tokio::test(start_paused = true)]
async fn waits_during_an_outage_are_retries() {
    let outage = || HttpReply::html(503).header(RETRY_AFTER, "1");
    let none = busy(9, outage()).await;
    failure(session(&none, |options| options.retry_budget(0)).rooms().get("omm_1").await);
    let all = busy(9, outage()).await;
    failure(session(&all, |options| options).rooms().get("omm_1").await);
    assert_eq!((none.requests().len(), all.requests().len()), (1, 4));
    // With status 502, the client ignores the time in the header.
    let broken = busy(1, HttpReply::html(502).header(RETRY_AFTER, "50")).await;
    session(&broken, |options| options).rooms().get("omm_1").await.expect("it is sent again");
    assert!(broken.requests()[1].at() - broken.requests()[0].at() < SECOND);
}

/// The response to a request for a token may contain `Retry-After`. The client waits for this duration before it repeats the
/// request.
#[tokio::test(start_paused = true)]
async fn retry_after_of_a_token_endpoint_is_respected() {
    for outage in [HttpReply::html(503), HttpReply::html(429), HttpReply::json(503, &json!({ "code": 1 }))] {
        let outage = outage.header(RETRY_AFTER, "7");
        let platform = platform(move |request| match (request.path(), request.before()) {
            (CUSTOM_APP_TENANT_TOKEN, 0) => outage.clone(),
            (CUSTOM_APP_TENANT_TOKEN, _) => token_response("tenant_access_token", "t-hunter2-1", 7200),
            _ => room_response(),
        })
        .await;
        built(custom(&platform)).tenant().rooms().get("omm_1").await.expect("there is time");
        let waited = platform.requests()[1].at() - platform.requests()[0].at();
        assert!((7 * SECOND..=8 * SECOND).contains(&waited), "waited {waited:?}");
    }
}

/// If a background renewal fails while the token is still valid, the client repeats the renewal after the time in the
/// header.
#[tokio::test(start_paused = true)]
async fn a_renewal_is_repeated_after_retry_after() {
    let platform = platform(move |request| match (request.path(), request.before()) {
        (CUSTOM_APP_TENANT_TOKEN, 0) => token_response("tenant_access_token", "t-hunter2-1", 1700),
        (CUSTOM_APP_TENANT_TOKEN, _) => HttpReply::html(503).header(RETRY_AFTER, "300"),
        _ => room_response(),
    })
    .await;
    let org = built(custom(&platform)).tenant();
    let mut renewals = Vec::new();
    for _ in 0..600 {
        org.rooms().get("omm_1").await.expect("the old token is valid");
        tokio::time::sleep(SECOND).await;
    }
    renewals.extend(platform.requests().into_iter().filter(|request| request.path() == CUSTOM_APP_TENANT_TOKEN));
    let between: Vec<u64> = renewals.windows(2).map(|pair| (pair[1].at() - pair[0].at()).as_secs()).collect();
    assert!(between.len() >= 2 && between[1..].iter().all(|between| *between >= 300), "{between:?}");
}
