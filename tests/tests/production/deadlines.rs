//! Deadlines of calls, attempts and bodies, and the size limit of responses.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use vc_api::error::{Content, Stage};
use vc_api::testing::{HttpReply, Platform};
use vc_api::{CallOptions, ClientBuilder, Error, Retry, Session, Tenant};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, room_response, token_response};
use vc_tests::time::{SECOND, TICK};

use crate::support::{built, custom, platform};

fn options(platform: &Platform) -> ClientBuilder {
    custom(platform).timeout(60 * SECOND).attempt_timeout(10 * SECOND).read_timeout(4 * SECOND)
}

fn session(options: ClientBuilder) -> Session<Tenant> {
    built(options).session("t-hunter2-1")
}

async fn responding(reply: HttpReply) -> Platform {
    platform(move |_| reply.clone()).await
}

/// Returns cases for a client with a `timeout` of 60 seconds and an `attempt_timeout` of 10 seconds. The platform never
/// responds. Each case is a tuple: options of a call, number of attempts, earliest end of the call, latest end of the call,
/// timeout in the error.
fn limits() -> Vec<(CallOptions, usize, Duration, Duration, Duration)> {
    let set = CallOptions::new;
    let ms = Duration::from_millis;
    vec![
        // The client makes four attempts. The pauses between the attempts take at most 1.4 seconds together.
        (set(), 4, ms(40_000), ms(41_400), ms(10_000)),
        (set().attempt_timeout(ms(3000)), 4, ms(12_000), ms(13_400), ms(3000)),
        (set().attempt_timeout(ms(3000)).retry(Retry::none()), 1, ms(3000), ms(3000), ms(3000)),
        (set().retry(Retry::new().attempts(2)), 2, ms(20_000), ms(20_200), ms(10_000)),
        // In these cases, the deadline of the call comes before the deadline of the last attempt.
        (set().timeout(ms(8000)), 1, ms(8000), ms(8000), ms(8000)),
        (set().timeout(ms(25_000)), 3, ms(25_000), ms(25_000), ms(25_000)),
        (set().timeout(ms(7000)).attempt_timeout(ms(3000)), 3, ms(7000), ms(7000), ms(7000)),
        (set().timeout(ms(2000)).attempt_timeout(ms(30_000)), 1, ms(2000), ms(2000), ms(2000)),
        // In these cases, the timeouts of the call replace the shorter timeouts of the client.
        (set().timeout(ms(90_000)).attempt_timeout(ms(80_000)), 2, ms(90_000), ms(90_000), ms(90_000)),
        (set().timeout(Duration::MAX).attempt_timeout(ms(20_000)), 4, ms(80_000), ms(81_400), ms(20_000)),
    ]
}

#[tokio::test(start_paused = true)]
async fn calls_end_in_time() {
    for (number, (set, sent, earliest, latest, limit)) in limits().into_iter().enumerate() {
        let platform = responding(HttpReply::silence()).await;
        let started = Instant::now();
        let error = session(options(&platform)).rooms().get("omm_1").options(set).await.expect_err("no response comes");
        let elapsed = started.elapsed();
        assert!((earliest..=latest + 8 * TICK).contains(&elapsed), "case {number}: {elapsed:?}");
        let Error::Timeout(timeout) = &error else { panic!("case {number}: another error: {error:?}") };
        assert_eq!((timeout.limit, timeout.stage), (Some(limit), Stage::Response), "case {number}");
        assert_eq!(platform.requests().len(), sent, "case {number}");
    }
}

/// With the default timeouts, a call has time for four attempts.
#[tokio::test(start_paused = true)]
async fn a_call_has_time_for_all_its_attempts() {
    let platform = responding(HttpReply::silence()).await;
    let started = Instant::now();
    session(custom(&platform)).rooms().get("omm_1").await.expect_err("no response comes");
    assert_eq!(platform.requests().len(), 4);
    assert!((80 * SECOND..82 * SECOND).contains(&started.elapsed()), "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_server_that_hangs_leaves_time_for_another_attempt() {
    let platform =
        platform(
            |request| if request.before() == 0 { HttpReply::silence() } else { room_response().after(9 * SECOND) },
        )
        .await;
    let response =
        session(options(&platform)).rooms().get("omm_1").send().await.expect("the second attempt has a response");
    let (attempts, elapsed) = (response.metadata.attempts, response.metadata.elapsed);
    assert_eq!(attempts, 2);
    assert!((19 * SECOND..=19 * SECOND + Duration::from_millis(205)).contains(&elapsed), "{elapsed:?}");
}

/// A response may take 80 seconds, because the timeouts of the call and of the attempt are longer.
#[tokio::test(start_paused = true)]
async fn calls_may_take_long() {
    let platform = responding(room_response().after(80 * SECOND)).await;
    let patient = CallOptions::new().timeout(100 * SECOND).attempt_timeout(90 * SECOND);
    session(options(&platform)).rooms().get("omm_1").options(patient).await.expect("there is time");
    assert_eq!(platform.requests().len(), 1);
}

/// The wait for a token counts toward the timeout of a call. After this timeout, the fetch of the token continues for later
/// calls.
#[tokio::test(start_paused = true)]
async fn waiting_for_a_token_counts() {
    let platform = platform(|request| match request.path() {
        CUSTOM_APP_TENANT_TOKEN => token_response("tenant_access_token", "t-hunter2-1", 7200).after(5 * SECOND),
        _ => room_response(),
    })
    .await;
    let org = built(options(&platform)).tenant();
    let hurried = CallOptions::new().timeout(3 * SECOND);
    let started = Instant::now();
    let error = org.rooms().get("omm_1").options(hurried).await.expect_err("the token is late");
    assert!(matches!(&error, Error::Timeout(one) if one.stage == Stage::Token && one.limit == Some(3 * SECOND)));
    assert!((3 * SECOND..=3 * SECOND + TICK).contains(&started.elapsed()));
    assert_eq!(platform.requests().len(), 1, "the call itself is not sent");

    org.rooms().get("omm_1").await.expect("the token comes");
    assert!((5 * SECOND..=5 * SECOND + 2 * TICK).contains(&started.elapsed()), "{:?}", started.elapsed());
    assert_eq!(platform.requests().len(), 2, "the token is fetched once");
}

/// If a token arrives so late that no response could arrive in time, the client does not send the call.
#[tokio::test(start_paused = true)]
async fn nothing_is_sent_with_hardly_any_time_left() {
    for (timeout, comes, is_sent) in [(10_000, 9500, false), (10_000, 8500, true), (500, 470, false), (500, 430, true)]
    {
        let (timeout, comes) = (Duration::from_millis(timeout), Duration::from_millis(comes));
        let platform = platform(move |request| match request.path() {
            CUSTOM_APP_TENANT_TOKEN => token_response("tenant_access_token", "t-hunter2-1", 7200).after(comes),
            _ => room_response(),
        })
        .await;
        let org = built(custom(&platform).timeout(timeout)).tenant();
        let outcome = org.rooms().create("Atlantis", 10, "omb_1").await;
        assert_eq!(platform.requests().len(), 1 + usize::from(is_sent), "{timeout:?}");
        let Err(error) = outcome else { continue };
        assert!(!is_sent, "{error:?}");
        assert!(matches!(&error, Error::Timeout(one) if one.stage == Stage::Sending && one.limit == Some(timeout)));
        let text = error.report().to_string();
        assert!(text.contains("Nothing was sent") && text.contains("raise `timeout`"), "{text}");
        assert!(!text.contains("may have acted"), "{text}");
    }
}

/// If hardly any time is left, the client makes no retry: the timeout of the retry would hide the error of the previous
/// attempt.
#[tokio::test(start_paused = true)]
async fn no_retry_is_made_with_hardly_any_time_left() {
    for _ in 0..20 {
        let platform = responding(HttpReply::html(503).after(Duration::from_millis(930))).await;
        let org = session(custom(&platform).timeout(SECOND));
        let error = org.rooms().get("omm_1").await.expect_err("the platform is in trouble");
        assert_eq!((error.status(), platform.requests().len()), (Some(503), 1), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_may_not_stall_for_long() {
    let platform = responding(room_response().stall_after(10)).await;
    let started = Instant::now();
    let once = CallOptions::new().retry(Retry::none());
    let error = session(options(&platform)).rooms().get("omm_1").options(once).await.expect_err("it stands still");
    assert!(matches!(&error, Error::Timeout(one) if one.stage == Stage::Rest && one.limit == Some(4 * SECOND)));
    assert!((4 * SECOND..=4 * SECOND + TICK).contains(&started.elapsed()));
}

/// A download has the deadlines of a call until its first bytes arrive. Afterwards, the client limits only the pauses
/// between bytes.
#[tokio::test(start_paused = true)]
async fn a_download_may_not_stall_for_long() {
    let file = || HttpReply::body(200, "text/csv", "room,capacity\n");
    let late = platform(move |request| match request.before() {
        0 => file().stall_after(0),
        1 => HttpReply::silence(),
        2 => HttpReply::html(503),
        _ => file().stall_after(5),
    })
    .await;
    let mut download = session(options(&late)).exports().download("file").await.expect("it begins at last");
    assert_eq!(late.requests().len(), 4);
    // The program may read the file slowly, for longer than the timeout of the call.
    sleep(100 * SECOND).await;
    assert_eq!(download.chunk().await.expect("it was received"), Some("room,".into()));
    sleep(100 * SECOND).await;
    let started = Instant::now();
    let error = download.chunk().await.expect_err("nothing more comes");
    assert!(matches!(&error, Error::Timeout(one) if one.stage == Stage::Rest && one.limit == Some(4 * SECOND)));
    assert!((4 * SECOND..=4 * SECOND + TICK).contains(&started.elapsed()));
    assert_eq!(download.chunk().await.expect("it is over"), None);
    assert_eq!(late.requests().len(), 4, "a file of which something was given is not asked for again");
}

#[tokio::test(start_paused = true)]
async fn responses_may_not_be_large() {
    const LIMIT: usize = 3000;
    for (bytes, is_good) in [(LIMIT - 1, true), (LIMIT, true), (LIMIT + 1, false), (20 * LIMIT, false)] {
        let body = format!("{:bytes$}", r#"{"code": 0, "data": {"room": {"room_id": "omm_1"}}}"#);
        let platform = responding(HttpReply::body(200, "application/json", body)).await;
        match session(options(&platform).response_limit(LIMIT)).rooms().get("omm_1").await {
            Ok(_) => assert!(is_good, "{bytes} bytes"),
            Err(Error::UnexpectedContent(one)) => {
                assert_eq!((one.content, is_good), (Content::TooLarge { limit: LIMIT }, false), "{bytes} bytes");
            }
            Err(other) => panic!("{bytes} bytes: another error: {other:?}"),
        }
        assert_eq!(platform.requests().len(), 1);
    }
}
