//! Life of a tenant token, and its renewal in the background or after its expiry.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;
use tokio::time::advance;
use vc_api::testing::HttpReply;
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, TWO_HOURS, room_response};
use vc_tests::logs::CapturedLog;
use vc_tests::platform::count;
use vc_tests::time::{pass, seconds, timed};

use super::issuer::{generous, token, tokens};
use crate::support::{all_good, bearers, built, custom, get, get_together, platform};

/// Each step has the seconds before a call, the number of the token in the call, and the number of tokens that the client
/// has fetched so far. The first token has the number 1.
#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_in_the_background_in_its_last_half_hour() {
    let platform = generous(seconds(5)).await;
    let client = built(custom(&platform));
    get(&client.tenant()).await.expect("a room");
    for (passes, number, fetched) in [
        (60 * 60, 1, 1),
        (29 * 60, 1, 1),
        // The token is valid for a little more than 30 minutes, so the client does not renew it.
        (50, 1, 1),
        // The token expires in 29 minutes, so this call starts a renewal in the background.
        (70, 1, 2),
        (4, 1, 2),
        (2, 2, 2),
        // The following steps are the same as above, but with the second token.
        (89 * 60, 2, 2),
        (2 * 60, 2, 3),
        (6, 3, 3),
    ] {
        pass(passes).await;
        // Each call uses a new session. All sessions of the client share the token.
        let (outcome, took) = timed(get(&client.tenant())).await;
        outcome.expect("a room");
        assert!(took < seconds(1), "a caller waited {took:?}");
        // While the clock advances, the background task of the client runs.
        advance(Duration::from_millis(1)).await;
        pass(0).await;
        let found = (bearers(&platform).pop().expect("a call"), count(&platform, CUSTOM_APP_TENANT_TOKEN));
        assert_eq!(found, (format!("t-hunter2-{number}"), fetched), "after {passes} s");
    }
}

#[tokio::test(start_paused = true)]
async fn a_failed_renewal_keeps_the_token_and_is_retried_later() {
    for (fault, sent) in [(HttpReply::html(503), 4), (HttpReply::closed(), 4), (HttpReply::refusal(200, 10014), 1)] {
        let log = CapturedLog::start();
        let failing = Arc::new(AtomicBool::new(false));
        let fails = Arc::clone(&failing);
        let platform =
            platform(move |request| match (request.path() == CUSTOM_APP_TENANT_TOKEN, fails.load(Ordering::Relaxed)) {
                (true, true) => fault.clone(),
                (true, false) => token(request.before() + 1),
                (false, _) => room_response(),
            })
            .await;
        let org = built(custom(&platform)).tenant();
        get(&org).await.expect("a room");
        failing.store(true, Ordering::Relaxed);
        pass(91 * 60).await;
        // The calls take 25 seconds. In this time, the client tries the renewal only once.
        for _ in 0..50 {
            let (outcome, took) = timed(get(&org)).await;
            outcome.expect("a room");
            assert!(took < seconds(1), "a caller waited {took:?}");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1 + sent);
        assert_eq!(log.count(&["WARN", "failed to get a token", CUSTOM_APP_TENANT_TOKEN]), 1);
        pass(70).await;
        all_good(get_together(&org, 10).await);
        pass(5).await;
        assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1 + 2 * sent);
        assert_eq!(bearers(&platform), tokens(&[1; 61]));
        failing.store(false, Ordering::Relaxed);
        pass(70).await;
        get(&org).await.expect("a room");
        pass(5).await;
        get(&org).await.expect("a room");
        assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 2 + 2 * sent);
        assert_eq!(bearers(&platform)[61..], ["t-hunter2-1".to_owned(), format!("t-hunter2-{}", 2 + 2 * sent)]);
    }
}

#[tokio::test(start_paused = true)]
async fn calls_wait_for_a_new_token_after_expiry() {
    let platform = generous(seconds(3)).await;
    let org = built(custom(&platform)).tenant();
    get(&org).await.expect("a room");
    pass(TWO_HOURS + 1).await;
    let (outcomes, took) = timed(get_together(&org, 50)).await;
    all_good(outcomes);
    assert!(took >= seconds(3) && took < seconds(4), "{took:?}");
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 2);
    assert_eq!(bearers(&platform)[1..], tokens(&[2; 50]));
}

/// Each case has the lifetime that the response gives for the token, and whether one token is enough for an hour of calls.
#[tokio::test(start_paused = true)]
async fn a_token_lives_as_long_as_its_response_says() {
    for (told, hour) in [
        (json!({ "expire": 7200 }), true),
        (json!({ "expire": "7200" }), true),
        (json!({ "expire": i64::MAX }), true),
        (json!({}), false),
        (json!({ "expire": null }), false),
        (json!({ "expire": "" }), false),
        (json!({ "expire": 0 }), false),
        (json!({ "expire": -1 }), false),
        (json!({ "expire": 300 }), false),
    ] {
        let case = told.to_string();
        let platform = platform(move |request| {
            if request.path() != CUSTOM_APP_TENANT_TOKEN {
                return room_response();
            }
            let mut response = json!({ "code": 0, "msg": "ok", "tenant_access_token": "t-hunter2-1" });
            let told = told.as_object().expect("an object").clone();
            response.as_object_mut().expect("an object").extend(told);
            HttpReply::json(200, &response)
        })
        .await;
        let org = built(custom(&platform)).tenant();
        for _ in 0..100 {
            get(&org).await.expect("a room");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        // The client fetches one token for the first call. If the life of the token is short, the client fetches a second
        // token in the background.
        let most = if hour { 1 } else { 2 };
        assert!(
            count(&platform, CUSTOM_APP_TENANT_TOKEN) <= most,
            "{case}: {} fetches in 20 s",
            count(&platform, CUSTOM_APP_TENANT_TOKEN)
        );
        let before = count(&platform, CUSTOM_APP_TENANT_TOKEN);
        pass(50 * 60).await;
        get(&org).await.expect("a room");
        assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN) > before, !hour, "{case}");
    }
}

/// If the client cannot read the lifetime of a token, the client still uses the token.
#[tokio::test(start_paused = true)]
async fn the_life_of_a_token_is_odd() {
    for life in [json!("hunter2"), json!([7200]), json!({}), json!(null), json!(true)] {
        let token = json!({ "code": 0, "msg": "ok", "tenant_access_token": "t-1", "expire": life });
        let platform = platform(move |seen| match seen.path().starts_with("/open-apis/auth") {
            true => HttpReply::json(200, &token),
            false => HttpReply::json(200, &json!({ "code": 0, "data": { "room": { "room_id": "omm_1" } } })),
        })
        .await;
        assert_eq!(get(&built(custom(&platform)).tenant()).await.expect("the token is good").room_id, "omm_1");
    }
}
