//! Tenant tokens that the platform rejects: the client replaces a rejected token once, unless the caller provided the token.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use vc_api::testing::HttpReply;
use vc_api::{Error, Tenant};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, room_response};
use vc_tests::platform::count;
use vc_tests::time::{pass, seconds};

use super::issuer::{strict, token, tokens};
use crate::support::{all_good, bearers, built, custom, failure, get, get_together, platform};

#[tokio::test(start_paused = true)]
async fn concurrent_calls_with_a_rejected_token_fetch_once() {
    let revoked = Arc::new(AtomicBool::new(false));
    let is_revoked = Arc::clone(&revoked);
    let platform = platform(move |request| {
        if request.path() == CUSTOM_APP_TENANT_TOKEN {
            return token(request.before() + 1).after(seconds(1));
        }
        match is_revoked.load(Ordering::Relaxed) && request.token() == "t-hunter2-1" {
            // The platform delays its refusals. So the client sends all calls before the first refusal arrives.
            true => HttpReply::refusal(400, 99_991_663).after(seconds(2)),
            false => room_response(),
        }
    })
    .await;
    let org = built(custom(&platform)).tenant();
    get(&org).await.expect("a room");
    revoked.store(true, Ordering::Relaxed);
    all_good(get_together(&org, 100).await);
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 2);
    let mut sent = tokens(&[1; 101]);
    sent.extend(tokens(&[2; 100]));
    assert_eq!(bearers(&platform), sent);
}

#[tokio::test(start_paused = true)]
async fn only_some_refusals_replace_the_token() {
    for (code, replayed) in [
        (99_991_663, true),
        (99_991_664, true),
        (99_991_668, true),
        (99_991_677, true),
        (99_991_661, false),
        (99_991_662, false),
        (99_991_665, false),
        (99_991_671, false),
        (99_991_672, false),
        (99_991_543, false),
        (121_003, false),
    ] {
        let platform = strict(code).await;
        let org = built(custom(&platform)).tenant();
        get(&org).await.expect("a room");
        // Another client fetches a token, which makes the first token invalid.
        get(&built(custom(&platform)).tenant()).await.expect("a room");
        let outcome = get(&org).await;
        if replayed {
            outcome.expect("a room");
            assert_eq!(bearers(&platform), tokens(&[1, 2, 1, 3]), "{code}");
        } else {
            let error = failure(outcome);
            assert_eq!(error.code(), Some(code));
            assert!(!matches!(error, Error::Token(_)), "{error:?}");
            assert_eq!(bearers(&platform), tokens(&[1, 2, 1]), "{code}");
        }
    }
}

/// The platform rejects a token, but always issues the same token again. So the client does not replay the call.
#[tokio::test(start_paused = true)]
async fn a_call_is_not_replayed_with_the_same_token() {
    let platform = platform(|request| {
        if request.path() == CUSTOM_APP_TENANT_TOKEN { token(1) } else { HttpReply::refusal(400, 99_991_663) }
    })
    .await;
    let client = built(custom(&platform));
    let error = failure(get(&client.tenant()).await);
    assert!(matches!(&error, Error::Refused(one) if one.code == 99_991_663), "{error:?}");
    assert_eq!((count(&platform, CUSTOM_APP_TENANT_TOKEN), bearers(&platform).len()), (2, 1));
    for outcome in get_together(&client.tenant(), 100).await {
        assert_eq!(failure(outcome).code(), Some(99_991_663));
    }
    pass(30).await;
    failure(get(&client.tenant()).await);
    assert_eq!((count(&platform, CUSTOM_APP_TENANT_TOKEN), bearers(&platform).len()), (2, 102));
    pass(40).await;
    failure(get(&client.tenant()).await);
    assert_eq!((count(&platform, CUSTOM_APP_TENANT_TOKEN), bearers(&platform).len()), (3, 103));
}

/// The platform issues a new token each time, and rejects every token. The client sends each call only twice.
#[tokio::test(start_paused = true)]
async fn a_call_is_replayed_once() {
    let platform = platform(|request| match request.path() {
        CUSTOM_APP_TENANT_TOKEN => token(request.before() + 1),
        _ => HttpReply::refusal(400, 99_991_663),
    })
    .await;
    let org = built(custom(&platform)).tenant();
    let error = failure(get(&org).await);
    assert!(matches!(&error, Error::Refused(one) if one.code == 99_991_663), "{error:?}");
    assert_eq!(bearers(&platform), tokens(&[1, 2]));
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 2);
}

/// The current token becomes invalid twice, each time while a thousand calls run. All calls succeed.
#[tokio::test(start_paused = true)]
async fn a_thousand_calls_survive_the_loss_of_the_token() {
    let (mut valid, mut responses, wave) = (0, 0, Arc::new(AtomicUsize::new(0)));
    let is_wave = Arc::clone(&wave);
    let platform = platform(move |request| {
        if request.path() == CUSTOM_APP_TENANT_TOKEN {
            valid = request.before() + 1;
            return token(valid).after(Duration::from_millis(300));
        }
        let pause = Duration::from_millis(fastrand::u64(0..1000));
        if request.token() != format!("t-hunter2-{valid}") {
            return HttpReply::refusal(400, 99_991_663).after(pause);
        }
        responses += 1;
        if valid == is_wave.load(Ordering::Relaxed) && responses % 1000 == 300 {
            valid = 0;
        }
        room_response().after(pause)
    })
    .await;
    let org = built(custom(&platform)).tenant();
    // The current token becomes invalid during the first wave of calls, and again during the second wave. During the third
    // wave, the token stays valid.
    for number in 1..=3 {
        wave.store(if number == 3 { 0 } else { number }, Ordering::Relaxed);
        all_good(get_together(&org, 1000).await);
        assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), (number + 1).min(3));
    }
    assert!(bearers(&platform).len() > 4000, "{} calls", bearers(&platform).len());
}

/// If the caller provides the token, the client never replaces the token.
#[tokio::test(start_paused = true)]
async fn a_given_token_is_never_replaced() {
    for code in [99_991_663, 99_991_664, 99_991_668, 99_991_677] {
        let platform = platform(move |request| match request.path() == CUSTOM_APP_TENANT_TOKEN {
            true => token(1),
            false => HttpReply::refusal(400, code),
        })
        .await;
        let org = built(custom(&platform)).session::<Tenant>("t-hunter2");
        let error = failure(get(&org).await);
        assert!(matches!(&error, Error::Refused(one) if one.code == code), "{error:?}");
        assert_eq!(count(&platform, "/"), 1);
    }
}
