//! Errors that are created without a call, and their equality.

use std::time::Duration;

use vc_api::error::{Content, Stage};
use vc_api::testing::{HttpReply, Platform, Refusal, error_of, timeout_of};
use vc_api::{Error, Retry, StoreError, export, room, scopes};

/// Makes a call to which the double responds with `reply`, and returns the error of the call.
async fn met(reply: HttpReply) -> Error {
    let platform = Platform::start().await;
    platform.on_request(move |request| request.path().ends_with("omm_1").then(|| reply.clone()));
    let client = platform.client_builder().retry(Retry::none()).build().unwrap();
    client.tenant().rooms().get("omm_1").await.unwrap_err()
}

#[tokio::test]
async fn errors_equal_those_of_calls() {
    let refusal = || Refusal::new(400, 99_991_672, "the app lacks a scope").missing_scope(scopes::VC_ROOM);
    let limited = || Refusal::new(429, 99_991_400, "too many").header("x-ogw-ratelimit-reset", 7);
    let replies: [HttpReply; 5] = [
        room::Get::NOT_FOUND.into(),
        refusal().into(),
        limited().into(),
        HttpReply::html(502),
        HttpReply::body(200, "application/json", ""),
    ];
    for reply in replies {
        let (made, met) = (error_of::<room::Get>(reply.clone()), met(reply.clone()).await);
        assert_eq!(format!("{made}"), format!("{met}"), "{reply:?}");
        assert_eq!(made, met);
        assert_ne!(made, timeout_of::<room::Get>());
    }
    assert!(matches!(error_of::<room::Get>(refusal()), Error::MissingScope(_)));
    assert!(
        matches!(error_of::<room::Get>(limited()), Error::RateLimited(limited) if limited.retry_after == Some(Duration::from_secs(7)))
    );
    let file = error_of::<export::Download>(HttpReply::data(&serde_json::json!({})));
    assert!(matches!(&file, Error::UnexpectedContent(odd) if odd.content == Content::NotAFile), "{file:?}");
}

#[test]
fn timeouts_and_stores() {
    let timeout = timeout_of::<room::Get>();
    assert!(matches!(&timeout, Error::Timeout(timeout) if timeout.stage == Stage::Response));
    assert_eq!(timeout, timeout_of::<room::Get>());
    assert_ne!(timeout, timeout_of::<room::List>());
    assert_eq!(StoreError::new("full"), StoreError::new("full"));
    assert_ne!(StoreError::new("full"), StoreError::new("gone"));
}
