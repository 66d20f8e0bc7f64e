//! Renewal of a login: in the background, after the expiry or the rejection of its access token, and despite faults.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use vc_api::testing::{HttpReply, HttpRequest};
use vc_api::{Error, Grant};
use vc_tests::endpoints::{TWO_HOURS, USER_TOKENS, room_response};
use vc_tests::journal::Journal;
use vc_tests::platform::count;
use vc_tests::secrecy::show;
use vc_tests::time::{pass, seconds, timed};

use super::account::{Account, grant, lenient, pair, refusal, strict, tokens};
use crate::support::{all_good, bearers, built, custom, failure, get, get_together, platform, without_app};

/// A call that begins a renewal waits for the new token, because the program may end right after the call.
///
/// Each step is a tuple of three values: the pause before a call in seconds, the number at the end of the access token that
/// the call sends (1 for `u-hunter2-1`), and the count of all renewals up to the end of the call.
#[tokio::test(start_paused = true)]
async fn a_login_is_renewed_before_its_token_expires() {
    let platform = lenient().await;
    let me = built(custom(&platform)).user(grant());
    show(&me);
    for (passes, number, renewed) in [
        (0, 1, 0),
        (114 * 60, 1, 0),
        // The token is valid for less than five more minutes, so the client renews the login.
        (90, 2, 1),
        (1, 2, 1),
        (114 * 60, 2, 1),
        (90, 3, 2),
        (3, 3, 2),
    ] {
        pass(passes).await;
        let (outcome, took) = timed(get(&me)).await;
        outcome.expect("a room");
        assert!(took < seconds(3), "a caller waited {took:?}");
        let found = (bearers(&platform).pop().expect("a call"), count(&platform, USER_TOKENS));
        assert_eq!(found, (format!("u-hunter2-{number}"), renewed), "after {passes} s");
    }
}

#[tokio::test(start_paused = true)]
async fn a_login_is_renewed_when_its_token_has_expired() {
    let platform = lenient().await;
    let me = built(custom(&platform)).user(grant());
    for number in 1..=5 {
        let (outcomes, took) = timed(get_together(&me, 100)).await;
        all_good(outcomes);
        assert!(took < seconds(3), "{took:?}");
        assert_eq!(bearers(&platform)[100 * (number - 1)..], tokens(&[number; 100]));
        pass(3 * 3600).await;
    }
    let sent: Vec<Value> =
        platform.requests().iter().filter(|request| request.path() == USER_TOKENS).map(HttpRequest::json).collect();
    let expected = (1..=4).map(|number| {
        json!({
            "grant_type": "refresh_token",
            "client_id": "cli_1",
            "client_secret": "secret-hunter2",
            "refresh_token": format!("ur-hunter2-{number}"),
        })
    });
    assert_eq!(sent, expected.collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_login_is_renewed_when_its_token_is_rejected() {
    for code in [99_991_668, 99_991_677] {
        let platform = strict(code).await;
        let me = built(custom(&platform)).user(Grant::new("u-hunter2-0").refresh_token("ur-hunter2-1"));
        all_good(get_together(&me, 100).await);
        assert_eq!(count(&platform, USER_TOKENS), 1);
        let mut sent = tokens(&[0; 100]);
        sent.extend(tokens(&[2; 100]));
        assert_eq!(bearers(&platform), sent, "{code}");
        all_good(get_together(&me, 100).await);
        assert_eq!(count(&platform, USER_TOKENS), 1);
    }
    // A refusal with one of these codes causes no renewal.
    for code in [99_991_671, 99_991_679] {
        let platform = strict(code).await;
        let me = built(custom(&platform)).user(Grant::new("u-hunter2-0").refresh_token("ur-hunter2-1"));
        assert_eq!(failure(get(&me).await).code(), Some(code));
        assert_eq!(count(&platform, "/"), 1);
    }
}

/// If a renewal gives the rejected access token again, the client does not replay the call.
#[tokio::test(start_paused = true)]
async fn a_call_is_not_replayed_with_the_same_token() {
    let platform = platform(|request| match request.path() {
        USER_TOKENS => {
            let mut pair = pair(request.before() + 2);
            pair["access_token"] = "u-hunter2-1".into();
            HttpReply::json(200, &pair)
        }
        _ => HttpReply::refusal(400, 99_991_668),
    })
    .await;
    let me = built(custom(&platform)).user(grant());
    for _ in 0..10 {
        let error = failure(get(&me).await);
        assert!(matches!(&error, Error::Refused(one) if one.code == 99_991_668), "{error:?}");
    }
    assert_eq!((count(&platform, USER_TOKENS), bearers(&platform).len()), (1, 10));
}

#[tokio::test(start_paused = true)]
async fn a_login_survives_faults_of_the_platform() {
    for (fault, sent) in [
        (refusal(500, 20050), 2),
        (refusal(503, 20072), 2),
        (HttpReply::html(502), 2),
        (HttpReply::json(429, &json!({ "code": 99_991_400, "msg": "slow down" })), 2),
    ] {
        let case = format!("{fault:?}");
        let platform = platform(move |request| match (request.path(), request.before()) {
            (USER_TOKENS, 0) => fault.clone(),
            (USER_TOKENS, _) => HttpReply::json(200, &pair(2)),
            _ => room_response(),
        })
        .await;
        let me = built(custom(&platform)).user(grant());
        pass(TWO_HOURS + 1).await;
        all_good(get_together(&me, 10).await);
        assert_eq!(count(&platform, USER_TOKENS), sent, "{case}");
        assert_eq!(bearers(&platform), tokens(&[2; 10]), "{case}");
    }
    // While renewals fail for a long time, calls fail too. Afterwards the login works again.
    let down = Arc::new(AtomicBool::new(true));
    let is_down = Arc::clone(&down);
    let mut account = Account::new(None, &Journal::default());
    let platform = platform(move |request| match request.path() == USER_TOKENS && is_down.load(Ordering::Relaxed) {
        true => refusal(500, 20050),
        false => account.respond(request),
    })
    .await;
    let me = built(custom(&platform)).user(grant());
    pass(TWO_HOURS + 1).await;
    for outcome in get_together(&me, 10).await {
        let error = failure(outcome);
        assert!(matches!(&error, Error::Token(one) if one.token == "user_access_token"), "{error:?}");
        assert_eq!(error.code(), Some(20050));
    }
    assert_eq!(count(&platform, USER_TOKENS), 4);
    down.store(false, Ordering::Relaxed);
    get(&me).await.expect("a room");
}

#[tokio::test(start_paused = true)]
async fn an_app_without_renewals() {
    let platform =
        platform(|request| if request.path() == USER_TOKENS { refusal(400, 20074) } else { room_response() }).await;
    let me = built(custom(&platform)).user(grant());
    pass(TWO_HOURS + 1).await;
    let error = failure(get(&me).await);
    assert!(matches!(error, Error::Token(_)), "{error:?}");
    assert_eq!(error.code(), Some(20074));
    assert!(error.report().to_string().contains("turn on the renewal in the developer console"), "{error}");
    assert_eq!(count(&platform, "/"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_client_without_an_app_uses_the_token_as_it_is() {
    let platform = strict(99_991_668).await;
    let client = built(without_app(&platform));
    get(&client.user(grant())).await.expect("a room");
    let error = failure(get(&client.user(Grant::new("u-hunter2-0").refresh_token("ur-hunter2-1"))).await);
    assert!(matches!(&error, Error::Refused(one) if one.code == 99_991_668), "{error:?}");
    let error = failure(get(&client.user_of("1")).await);
    assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "app"), "{error:?}");
    assert_eq!(count(&platform, USER_TOKENS), 0);
}
