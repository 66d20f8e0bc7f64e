//! Fetch of a tenant token. One fetch serves all waiting calls, even if the platform responds with faults, or callers cancel
//! their calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::timeout;
use vc_api::testing::HttpReply;
use vc_api::{Client, Error, Retry};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, room_response};
use vc_tests::platform::count;
use vc_tests::raw_server::nobody;
use vc_tests::time::{pass, seconds, timed};

use super::issuer::{generous, token, tokens};
use crate::support::{all_good, bearers, built, custom, failure, get, get_together, platform};

#[tokio::test(start_paused = true)]
async fn a_token_is_fetched_once_when_it_is_first_needed() {
    let platform = generous(seconds(3)).await;
    let org = built(custom(&platform)).tenant();
    pass(60).await;
    assert_eq!(count(&platform, "/"), 0);
    let (outcomes, took) = timed(get_together(&org, 100)).await;
    all_good(outcomes);
    assert!(took < seconds(4), "{took:?}");
    let seen = platform.requests();
    assert_eq!((seen[0].method(), seen[0].path()), ("POST", CUSTOM_APP_TENANT_TOKEN));
    assert_eq!(seen[0].json(), json!({ "app_id": "cli_1", "app_secret": "secret-hunter2" }));
    assert_eq!(seen[0].header("authorization"), "");
    assert_eq!(seen[0].header("content-type"), "application/json; charset=utf-8");
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
    assert_eq!(bearers(&platform), tokens(&[1; 100]));
}

#[tokio::test(start_paused = true)]
async fn all_waiting_calls_fail_with_a_wrong_secret() {
    for (status, code) in [(200, 10014), (400, 99_991_543)] {
        let platform = platform(move |request| match request.path() {
            CUSTOM_APP_TENANT_TOKEN => {
                HttpReply::json(status, &json!({ "code": code, "msg": "app secret hunter2 invalid" })).after(seconds(1))
            }
            _ => room_response(),
        })
        .await;
        let org = built(custom(&platform).app("cli_1", "hunter2")).tenant();
        let failures: Vec<Error> = get_together(&org, 20).await.into_iter().map(failure).collect();
        assert_eq!(count(&platform, "/"), 1);
        let sources = failures.iter().map(|error| match error {
            Error::Token(one) => {
                assert_eq!((&*one.operation, one.token), ("room.get", "tenant_access_token"));
                &one.source
            }
            other => panic!("{other:?}"),
        });
        let sources: Vec<_> = sources.collect();
        assert!(sources.iter().all(|source| Arc::ptr_eq(source, sources[0])));
        assert_eq!((failures[0].code(), failures[0].status()), (Some(code), Some(status)));
        let told = format!(
            "room.get: cannot get the tenant_access_token, so nothing was sent: POST {CUSTOM_APP_TENANT_TOKEN}: refused: \
             app secret (token) invalid (code {code}, HTTP {status})\nThe app id and the app secret do not belong \
             together: compare both with the developer console."
        );
        assert_eq!(failures[0].report().to_string(), told);
        failure(get(&org).await);
        assert_eq!(count(&platform, "/"), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_endpoint_that_is_down() {
    for fault in [HttpReply::closed(), HttpReply::html(502), HttpReply::json(500, &json!({ "code": 0, "msg": "" }))] {
        let case = format!("{fault:?}");
        let down = Arc::new(AtomicBool::new(true));
        let is_down = Arc::clone(&down);
        let platform = platform(move |request| {
            match (request.path() == CUSTOM_APP_TENANT_TOKEN, is_down.load(Ordering::Relaxed)) {
                (true, true) => fault.clone(),
                (true, false) => token(request.before() + 1),
                (false, _) => room_response(),
            }
        })
        .await;
        let org = built(custom(&platform)).tenant();
        for outcome in get_together(&org, 10).await {
            let error = failure(outcome);
            assert!(matches!(error, Error::Token(_)), "{case}: {error:?}");
        }
        assert_eq!(count(&platform, "/"), 4, "{case}");
        down.store(false, Ordering::Relaxed);
        get(&org).await.expect("a room");
        assert_eq!(bearers(&platform), tokens(&[5]), "{case}");
    }
    let (_kept, nobody) = nobody();
    let org = built(Client::builder().base_url(nobody).app("cli_1", "secret-hunter2")).tenant();
    let error = failure(get(&org).await);
    let source = match &error {
        Error::Token(one) => &*one.source,
        other => panic!("{other:?}"),
    };
    assert!(matches!(source, Error::Transport(_)), "{error:?}");
    assert!(error.to_string().contains("no connection"), "{error}");
}

/// If a response contains no usable token, the call fails. Its error contains no part of the response.
#[tokio::test(start_paused = true)]
async fn responses_without_a_token() {
    for (response, told) in [
        (json!({ "code": 0, "msg": "ok", "expire": 7200 }), "tenant_access_token: it is required but missing"),
        (
            json!({ "code": 0, "tenant_access_token": "", "expire": 7200 }),
            "tenant_access_token: it is required but missing",
        ),
        (json!({ "code": 0, "app_access_token": "a-hunter2" }), "tenant_access_token: it is required but missing"),
        (json!({ "code": 0, "tenant_access_token": { "hunter2": "hunter2" } }), "cannot read the response"),
        (json!({ "tenant_access_token": "t-hunter2", "expire": 7200 }), "tenant_access_token"),
        (json!("t-hunter2"), "cannot read the response"),
        (json!({ "code": 0, "tenant_access_token": "t-hunter2\n", "expire": 7200 }), "line break"),
    ] {
        let case = response.to_string();
        let platform = platform(move |_| HttpReply::json(200, &response)).await;
        let org = built(custom(&platform)).tenant();
        let error = failure(get(&org).await);
        assert!(error.to_string().contains(told), "{case}: {error}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
        assert_eq!(error.body().unwrap_or_default(), "", "{case}");
        assert_eq!(count(&platform, "/"), 1, "{case}");
    }
}

#[tokio::test(start_paused = true)]
async fn cancelled_callers_do_not_cancel_the_fetch_for_others() {
    let platform = generous(seconds(5)).await;
    let org = built(custom(&platform)).tenant();
    let mut calls = JoinSet::new();
    for patience in [1, 2, 100, 3, 100] {
        let org = org.clone();
        calls.spawn(async move { timeout(seconds(patience), get(&org)).await });
    }
    let outcomes: Vec<_> = calls.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 2);
    all_good(outcomes.into_iter().flatten().collect());
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
    assert_eq!(bearers(&platform), tokens(&[1, 1]));
}

/// All calls and sessions have ended before the token arrives. The client still uses the fetched token for later calls.
#[tokio::test(start_paused = true)]
async fn a_fetch_succeeds_without_callers() {
    let platform = generous(seconds(5)).await;
    let client = built(custom(&platform));
    for _ in 0..3 {
        timeout(seconds(1), get_together(&client.tenant(), 3)).await.expect_err("nobody waits longer");
    }
    pass(5).await;
    let (outcome, took) = timed(get(&client.tenant())).await;
    outcome.expect("a room");
    assert!(took < seconds(1), "{took:?}");
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
    drop(client);
}

/// A call with a short timeout waits for the token only until this timeout. The fetch of the token continues.
#[tokio::test(start_paused = true)]
async fn waiting_for_a_token_is_part_of_the_time_of_a_call() {
    let platform = generous(seconds(5)).await;
    let org = built(custom(&platform).retry(Retry::none())).tenant();
    let hurried = vc_api::CallOptions::new().timeout(seconds(2));
    let (outcome, took) = timed(async { org.rooms().get("omm_1").options(hurried).await }).await;
    let error = failure(outcome);
    assert!(matches!(&error, Error::Timeout(one) if one.stage == vc_api::error::Stage::Token), "{error:?}");
    assert!(took >= seconds(2) && took < seconds(3), "{took:?}");
    get(&org).await.expect("a room");
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
}
