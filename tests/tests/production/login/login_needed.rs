//! Logins that end. After the end, the user must log in again.

use serde_json::json;
use vc_api::error::LoginReason;
use vc_api::testing::HttpReply;
use vc_api::{Error, Grant};
use vc_tests::endpoints::{ROOMS, TWO_HOURS, USER_TOKENS, room_response};
use vc_tests::platform::count;
use vc_tests::time::{pass, seconds};

use super::account::{grant, lenient, refusal, strict, tokens};
use crate::support::{bearers, built, custom, failure, get, get_together, platform};

#[tokio::test(start_paused = true)]
async fn users_who_must_log_in_again() {
    for (code, reason) in [
        (20026, LoginReason::Invalid),
        (20037, LoginReason::Expired),
        (20064, LoginReason::Revoked),
        (20073, LoginReason::Used),
    ] {
        let platform = platform(move |request| match request.path() {
            USER_TOKENS => refusal(400, code).after(seconds(1)),
            _ => room_response(),
        })
        .await;
        let client = built(custom(&platform));
        let me = client.user(grant());
        pass(TWO_HOURS + 1).await;
        for outcome in get_together(&me, 20).await {
            let error = failure(outcome);
            let needed = match &error {
                Error::LoginNeeded(needed) => needed,
                other => panic!("{other:?}"),
            };
            assert_eq!((needed.reason, &*needed.operation), (reason, "room.get"));
            assert_eq!((error.code(), error.status()), (Some(code), Some(400)));
            let told = error.report().to_string();
            assert!(told.starts_with("room.get: the user must log in again: the refresh token "), "{told}");
            assert!(told.contains(&format!("(code {code}, HTTP 400)\nLet the user log in again")), "{told}");
        }
        // Later calls of all sessions of the login also fail, and send no request for a renewal.
        for session in [&me, &client.user(grant()), &client.user_of(grant().id())] {
            match failure(get(session).await) {
                Error::LoginNeeded(needed) => assert_eq!(needed.reason, reason),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((count(&platform, USER_TOKENS), count(&platform, ROOMS)), (1, 0));
    }
}

/// If the platform refuses a background renewal, the client still uses the access token until it expires.
#[tokio::test(start_paused = true)]
async fn a_lost_login_is_used_to_its_end() {
    let platform =
        platform(|request| if request.path() == USER_TOKENS { refusal(400, 20064) } else { room_response() }).await;
    let me = built(custom(&platform)).user(grant());
    pass(116 * 60).await;
    get(&me).await.expect("a room");
    for _ in 0..7 {
        get(&me).await.expect("a room");
        pass(30).await;
    }
    pass(60).await;
    assert!(matches!(failure(get(&me).await), Error::LoginNeeded(_)));
    assert_eq!(count(&platform, USER_TOKENS), 1);
}

#[tokio::test(start_paused = true)]
async fn logins_without_a_refresh_token() {
    let needs_login = |outcome| match failure(outcome) {
        Error::LoginNeeded(needed) => {
            assert_eq!((needed.reason, needed.refusal.is_none()), (LoginReason::NoRefreshToken, true))
        }
        other => panic!("{other:?}"),
    };
    // First case of a login without a refresh token: the access token has expired.
    let platform = lenient().await;
    let me = built(custom(&platform)).user(Grant::new("u-hunter2-1").expires_in(seconds(60)));
    get(&me).await.expect("a room");
    pass(61).await;
    needs_login(get(&me).await);
    assert_eq!(count(&platform, "/"), 1);
    // Second case: the platform rejects the access token.
    let platform = strict(99_991_668).await;
    needs_login(get(&built(custom(&platform)).user(Grant::new("u-hunter2-0"))).await);
    assert_eq!(count(&platform, "/"), 1);
    // Third case: the life of the access token is unknown, so the client uses the token.
    let me = built(custom(&platform)).user(Grant::new("u-hunter2-1"));
    for _ in 0..3 {
        get(&me).await.expect("a room");
        pass(30 * 24 * 3600).await;
    }
    assert_eq!(count(&platform, USER_TOKENS), 0);
}

/// If the refresh token expires before the access token, the client uses the access token until that token expires too.
#[tokio::test(start_paused = true)]
async fn a_refresh_token_may_expire_first() {
    let platform = lenient().await;
    let client = built(custom(&platform));
    let grant = || Grant::new("u-hunter2-1").expires_in(seconds(3600)).refresh_token("ur-hunter2-1");
    let me = client.user(grant().refresh_expires_in(seconds(600)));
    get(&me).await.expect("a room");
    pass(1800).await;
    get(&me).await.expect("a room");
    drop(me);
    get(&client.user_of(grant().id())).await.expect("a room");
    // Here the refresh token has already expired when the client gets the grant.
    let late = built(custom(&platform)).user(grant().refresh_expires_in(seconds(0)));
    get(&late).await.expect("a room");
    pass(3600).await;
    match failure(get(&late).await) {
        Error::LoginNeeded(needed) => assert_eq!(needed.reason, LoginReason::Expired),
        other => panic!("{other:?}"),
    }
    assert_eq!(count(&platform, USER_TOKENS), 0);
}

/// If a renewal gives no new refresh token, the user must log in again when the new access token expires.
#[tokio::test(start_paused = true)]
async fn a_last_renewal() {
    let platform = platform(|request| match request.path() {
        USER_TOKENS => HttpReply::json(200, &json!({ "code": 0, "access_token": "u-hunter2-2", "expires_in": "7200" })),
        _ => room_response(),
    })
    .await;
    let me = built(custom(&platform)).user(grant());
    pass(TWO_HOURS + 1).await;
    get(&me).await.expect("a room");
    pass(TWO_HOURS + 1).await;
    match failure(get(&me).await) {
        Error::LoginNeeded(needed) => assert_eq!(needed.reason, LoginReason::NoRefreshToken),
        other => panic!("{other:?}"),
    }
    assert_eq!((count(&platform, USER_TOKENS), bearers(&platform)), (1, tokens(&[2])));
}
