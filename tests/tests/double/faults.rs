//! Faults, rate limits and delays that the double simulates.

use std::time::Duration;

use tokio::time::Instant;
use vc_api::error::Content;
use vc_api::testing::{Fault, HttpReply, Platform};
use vc_api::{Error, Retry, Session, Tenant, room};

/// Returns a session of a client that makes no retries.
fn once(platform: &Platform) -> Session<Tenant> {
    platform.client_builder().retry(Retry::none()).build().unwrap().tenant()
}

#[tokio::test]
async fn each_fault_occurs_as_often_as_the_test_says() {
    let platform = Platform::start().await;
    platform.fault(Fault::bad_gateway().times(2).only::<room::Get>());
    let org = once(&platform);
    org.rooms().list().await.unwrap();
    for _ in 0..2 {
        let Error::UnexpectedContent(unexpected) = org.rooms().get("omm_1").await.unwrap_err() else {
            panic!("a page")
        };
        assert_eq!((unexpected.status, unexpected.content), (502, Content::Html));
    }
    org.rooms().get("omm_1").await.unwrap();

    platform.fault(Fault::closed().always());
    for _ in 0..3 {
        assert!(matches!(org.rooms().get("omm_1").await, Err(Error::Transport(_))));
    }
    platform.end_faults();
    org.rooms().get("omm_1").await.unwrap();
}

#[tokio::test]
async fn bodies_are_cut() {
    let platform = Platform::start().await;
    let org = once(&platform);
    platform.fault(Fault::cut_body(20));
    let error = org.rooms().get("omm_1").await.unwrap_err();
    assert!(matches!(&error, Error::Transport(broken) if broken.status == Some(200)), "{error:?}");
    // The double executed the operation before the body was cut.
    assert_eq!(platform.calls::<room::Get>().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn bodies_are_late_slow_or_stall() {
    let platform = Platform::start().await;
    let org = once(&platform);
    org.rooms().get("omm_1").await.unwrap();
    let start = Instant::now();
    platform.fault(Fault::latency(Duration::from_secs(5)));
    org.rooms().get("omm_1").await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 5);

    let start = Instant::now();
    platform.fault(Fault::slow_body(100, Duration::from_secs(1)));
    org.rooms().get("omm_1").await.unwrap();
    assert!((3..60).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());

    platform.fault(Fault::stalled_body(20));
    assert!(matches!(org.rooms().get("omm_1").await, Err(Error::Timeout(_))));
    platform.fault(Fault::silence());
    assert!(matches!(org.rooms().get("omm_1").await, Err(Error::Timeout(_))));
}

#[tokio::test(start_paused = true)]
async fn rate_limits_are_those_of_the_spec() {
    let platform = Platform::start().await;
    platform.enforce_rate_limits();
    let org = once(&platform);
    // The rate limit of `room.create` is 20 calls per minute.
    for _ in 0..20 {
        org.rooms().create("a", 1, "omb_1").await.unwrap();
    }
    let Error::RateLimited(limited) = org.rooms().create("a", 1, "omb_1").await.unwrap_err() else { panic!("a limit") };
    assert_eq!(limited.refusal.rate_limit, Some(20));
    let wait = limited.retry_after.unwrap();
    assert!((50..=60).contains(&wait.as_secs()), "{wait:?}");
    tokio::time::advance(wait).await;
    org.rooms().create("a", 1, "omb_1").await.unwrap();

    // The rate limit of `room.list` is 50 calls per second.
    for _ in 0..50 {
        org.rooms().list().await.unwrap();
    }
    let Error::RateLimited(limited) = org.rooms().list().await.unwrap_err() else { panic!("a limit") };
    assert_eq!((limited.refusal.rate_limit, limited.retry_after), (Some(50), Some(Duration::from_secs(1))));
    tokio::time::advance(Duration::from_secs(1)).await;
    org.rooms().list().await.unwrap();
}

#[tokio::test]
async fn refusals_and_replies_of_the_test() {
    let platform = Platform::start().await;
    let org = once(&platform);
    platform.fault(Fault::refuse(room::Get::NOT_FOUND));
    assert!(org.rooms().get("omm_1").await.unwrap_err().is(room::Get::NOT_FOUND));
    platform.fault(Fault::rate_limited(Duration::from_secs(200)));
    let Error::RateLimited(limited) = org.rooms().get("omm_1").await.unwrap_err() else { panic!("a limit") };
    assert_eq!(limited.retry_after, Some(Duration::from_secs(200)));
    platform.fault(Fault::reply(HttpReply::body(200, "text/html", "hunter2")).path("/open-apis/auth/"));
    let other = platform.client_builder().retry(Retry::none()).build().unwrap().tenant();
    assert!(matches!(other.rooms().get("omm_1").await, Err(Error::Token(_))));
}
