//! Exchanges of refresh tokens and login codes. Each refresh token or login code works only once. The tests cover timeouts,
//! cancelled calls and failures of stores.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::timeout;
use vc_api::error::LoginReason;
use vc_api::testing::HttpReply;
use vc_api::{Client, Error, Grant, Login, Retry, TokenStore};
use vc_tests::endpoints::{ROOMS, TWO_HOURS, USER_TOKENS, room_response, token_response};
use vc_tests::journal::Journal;
use vc_tests::platform::count;
use vc_tests::time::{pass, seconds, timed};

use super::account::{Account, CALLBACK, grant, lenient, pair, refusal, refused, tokens};
use crate::faulty_store::FaultyStore;
use crate::support::{bearers, built, custom, failure, get, get_together, platform};

/// Returns a client with short timeouts.
fn hurried(options: vc_api::ClientBuilder) -> Client {
    let soon = Duration::from_millis(300);
    built(options.timeout(seconds(1)).attempt_timeout(soon).read_timeout(soon).retry(Retry::new().attempts(9)))
}

/// A renewal may take longer than the timeouts of calls. The client sends the refresh token only once.
#[tokio::test(start_paused = true)]
async fn a_renewal_is_not_cut_by_the_limits_of_calls() {
    let late = HttpReply::json(200, &pair(2)).after(seconds(50));
    let stalled = HttpReply::json(200, &pair(2)).slowly(40, seconds(5));
    for reply in [late, stalled] {
        let reply_to_renewal = reply.clone();
        let platform = platform(move |request| match (request.path(), request.before()) {
            (USER_TOKENS, 0) => reply_to_renewal.clone(),
            (USER_TOKENS, _) => refusal(400, 20073),
            _ => room_response(),
        })
        .await;
        let me = hurried(custom(&platform)).user(grant());
        pass(TWO_HOURS + 1).await;
        let (outcome, took) = timed(get(&me)).await;
        assert!(matches!(failure(outcome), Error::Timeout(_)));
        assert!(took <= seconds(2), "{took:?}");
        pass(60).await;
        get(&me).await.expect("a room");
        assert_eq!((count(&platform, USER_TOKENS), bearers(&platform)), (1, tokens(&[2])), "{reply:?}");
    }
}

/// A program cancels its call during the exchange of a code, and the browser loads the page again. The program then gets the
/// tokens of the first exchange.
#[tokio::test(start_paused = true)]
async fn a_second_exchange_of_a_code_returns_the_tokens_of_the_cancelled_one() {
    let platform = platform(|request| match (request.path(), request.before()) {
        (USER_TOKENS, 0) => HttpReply::json(200, &pair(1)).after(seconds(40)),
        (USER_TOKENS, _) => refused(400, 20003, "the code is no good"),
        _ => room_response(),
    })
    .await;
    let client = hurried(custom(&platform));
    let login = Login::restore(CALLBACK, "state-hunter2", "verifier-hunter2").expect("it has a state");
    let finish = || client.finish_login(&login, "code-hunter2", "state-hunter2");
    timeout(seconds(1), finish()).await.expect_err("nobody waits longer");
    let (one, other) = tokio::join!(finish(), finish());
    let (one, other) = (one.expect("tokens"), other.expect("tokens"));
    assert_eq!(one.id(), other.id());
    get(&client.user(one)).await.expect("a room");
    // For another code, or for the same code in another login, the client does not return the tokens of the first exchange.
    for (code, verifier) in [("code-hunter2", "verifier-hunter3"), ("code-hunter3", "verifier-hunter2")] {
        let login = Login::restore(CALLBACK, "state-hunter2", verifier).expect("it has a state");
        assert_eq!(failure(client.finish_login(&login, code, "state-hunter2").await).code(), Some(20003));
    }
    assert_eq!(count(&platform, USER_TOKENS), 3);
}

/// If an exchange fails, each waiting caller gets an error. The next call sends a new exchange.
#[tokio::test(start_paused = true)]
async fn a_failed_exchange_can_be_repeated() {
    let platform = platform(|request| match request.before() {
        0 => HttpReply::html(502).after(seconds(1)),
        _ => HttpReply::json(200, &pair(1)),
    })
    .await;
    let client = built(custom(&platform));
    let login = Login::restore(CALLBACK, "state-hunter2", "verifier-hunter2").expect("it has a state");
    let finish = || client.finish_login(&login, "code-hunter2", "state-hunter2");
    let (one, other) = tokio::join!(finish(), finish());
    let errors = [failure(one), failure(other)];
    assert!(errors.iter().any(|error| error.status() == Some(502)), "{errors:?}");
    let grant = finish().await.expect("tokens");
    assert!(grant.can_renew());
    assert_eq!(count(&platform, USER_TOKENS), 2);
}

/// The store fails for an hour after a renewal. Calls still succeed, and the client writes the new tokens soon after the
/// store works again.
#[tokio::test(start_paused = true)]
async fn writes_of_tokens_are_repeated_until_the_store_works() {
    let platform = lenient().await;
    let store = FaultyStore::default();
    let client = built(custom(&platform).token_store(store.clone()));
    let me = client.user(grant());
    get(&me).await.expect("a room");
    let key = format!("cli_1/login/{}", grant().id());
    pass(TWO_HOURS + 1).await;
    store.fail_to_set(Some(&key));
    for _ in 0..60 {
        get(&me).await.expect("a room");
        pass(60).await;
    }
    let finishing = tokio::spawn({
        let client = client.clone();
        async move { client.finish().await }
    });
    pass(1).await;
    assert!(!finishing.is_finished());
    store.fail_to_set(None);
    // The client writes the tokens even if the program makes no further call.
    timeout(seconds(31), finishing).await.expect("it is put there soon").expect("no panic");
    drop((me, client));
    let other = built(custom(&platform).token_store(store.clone()));
    get(&other.user_of(grant().id())).await.expect("a room");
    assert_eq!(bearers(&platform).last().map(String::as_str), Some("u-hunter2-2"));
    assert_eq!(count(&platform, USER_TOKENS), 1);
}

/// If the store fails during a new login, the client writes the tokens when the store works again.
#[tokio::test(start_paused = true)]
async fn writes_of_a_new_login_are_repeated_until_the_store_works() {
    let platform = lenient().await;
    let store = FaultyStore::default();
    let client = built(custom(&platform).token_store(store.clone()));
    store.fail(true, true);
    let mut account = Account::new(None, &Journal::default());
    platform.on_request(move |request| {
        let is_exchange = request.json()["grant_type"] == "authorization_code";
        Some(if is_exchange { HttpReply::json(200, &pair(1)) } else { account.respond(request) })
    });
    let login = Login::restore(CALLBACK, "state-hunter2", "verifier-hunter2").expect("it has a state");
    let grant = client.finish_login(&login, "code-hunter2", "state-hunter2").await.expect("tokens");
    pass(600).await;
    store.fail(false, false);
    client.finish().await;
    let other = built(custom(&platform).token_store(store.clone()));
    get(&other.user_of(grant.id())).await.expect("a room");
}

/// A client loses its lease while it waits for a slow renewal, and another client sends the same refresh token. The login
/// stays valid.
#[tokio::test(start_paused = true)]
async fn a_lost_lease_does_not_end_the_login() {
    let platform = lenient().await;
    let store = FaultyStore::default();
    let client = || built(custom(&platform).token_store(store.clone()));
    let (one, other) = (client().user(grant()), client().user_of(grant().id()));
    get(&one).await.expect("a room");
    pass(TWO_HOURS + 1).await;
    let calling = tokio::spawn(async move {
        get(&one).await.expect("a room");
        one
    });
    pass(1).await;
    let lease = store.keys().into_iter().find(|key| key.contains("/lease/")).expect("there is a lease");
    let held = store.get(&lease).await.expect("the store works").expect("it is held");
    assert!(store.compare_and_set(&lease, Some(&held.value), None).await.expect("the store works"));
    get(&other).await.expect("a room");
    let one = calling.await.expect("no panic");
    // The platform refused the second request with the same refresh token, but the login did not end.
    assert_eq!((count(&platform, USER_TOKENS), bearers(&platform)), (2, tokens(&[1, 2, 2])));
    pass(TWO_HOURS + 1).await;
    get(&one).await.expect("a room");
    get(&other).await.expect("a room");
    assert_eq!((count(&platform, USER_TOKENS), bearers(&platform)), (3, tokens(&[1, 2, 2, 3, 3])));
}

/// A process pauses for longer than its lease. Its older tokens do not replace the newer tokens in the store.
#[tokio::test(start_paused = true)]
async fn older_tokens_do_not_replace_newer_ones() {
    let platform = lenient().await;
    let store = FaultyStore::default();
    let client = || built(custom(&platform).token_store(store.clone()));
    let sleeper = client();
    let me = sleeper.user(grant());
    get(&me).await.expect("a room");
    pass(TWO_HOURS + 1).await;
    // After this call, the client has the second pair of tokens, but the store does not have it.
    store.fail_to_set(Some(&format!("cli_1/login/{}", grant().id())));
    get(&me).await.expect("a room");
    store.fail_to_set(None);
    sleeper.finish().await;
    let other = client().user_of(grant().id());
    pass(TWO_HOURS + 1).await;
    get(&other).await.expect("a room");
    get(&me).await.expect("a room");
    assert_eq!(bearers(&platform), tokens(&[1, 2, 3, 3]));
    assert_eq!(count(&platform, USER_TOKENS), 2);
}

/// If a login has no refresh token, all clients use the access token until the token expires, even after the platform
/// rejected the token in a call.
#[tokio::test(start_paused = true)]
async fn a_login_that_cannot_be_renewed_is_used_to_its_end() {
    let rejects = Arc::new(AtomicBool::new(false));
    let is_rejecting = Arc::clone(&rejects);
    let platform = platform(move |_| match is_rejecting.load(Ordering::Relaxed) {
        true => HttpReply::refusal(400, 99_991_668),
        false => room_response(),
    })
    .await;
    let store = FaultyStore::default();
    let client = || built(custom(&platform).token_store(store.clone()));
    let login = Grant::new("u-hunter2-1").expires_in(seconds(3600));
    let id = login.id().to_owned();
    let me = client().user(login);
    get(&me).await.expect("a room");
    rejects.store(true, Ordering::Relaxed);
    for _ in 0..20 {
        match failure(get(&me).await) {
            Error::LoginNeeded(needed) => assert_eq!(needed.reason, LoginReason::NoRefreshToken),
            other => panic!("{other:?}"),
        }
    }
    rejects.store(false, Ordering::Relaxed);
    // These calls succeed until the access token expires after an hour.
    for _ in 0..2 {
        get(&me).await.expect("a room");
        get(&client().user_of(&id)).await.expect("a room");
        pass(57 * 60).await;
    }
    assert_eq!(count(&platform, USER_TOKENS), 0);
    pass(10 * 60).await;
    assert!(matches!(failure(get(&client().user_of(&id)).await), Error::LoginNeeded(_)));
}

#[tokio::test(start_paused = true)]
async fn a_fresh_token_that_is_rejected_is_not_renewed_for_each_call() {
    let mut account = Account::new(None, &Journal::default());
    let platform = platform(move |request| match request.path() {
        path if path.starts_with(ROOMS) => HttpReply::refusal(400, 99_991_668),
        _ => account.respond(request),
    })
    .await;
    let me = built(custom(&platform)).user(grant());
    for _ in 0..20 {
        let error = failure(get(&me).await);
        assert!(matches!(&error, Error::Refused(one) if one.code == 99_991_668), "{error:?}");
    }
    for outcome in get_together(&me, 20).await {
        failure(outcome);
    }
    assert_eq!(count(&platform, USER_TOKENS), 2);
}

/// The client replaces a rejected token, even if the platform rejected other tokens shortly before.
#[tokio::test(start_paused = true)]
async fn a_token_that_is_rejected_soon_after_others_is_replaced() {
    // Each case has the outcomes of the requests, the pauses in seconds before the calls, and the number of renewals. In the
    // first case, the platform rejects one token at the first use. In the second case, the platform rejects one token after
    // a pause.
    for (outcomes, pauses, renewals) in [
        (&["good", "bad", "good", "bad", "good", "bad", "bad", "bad", "good"][..], [0; 5], 4),
        (&["good", "bad", "good", "bad", "good", "good", "bad", "good"][..], [0, 0, 0, 11, 0], 3),
    ] {
        let mut account = Account::new(None, &Journal::default());
        let platform = platform(move |request| match request.path() {
            path if path.starts_with(ROOMS) && outcomes.get(request.before()) == Some(&"bad") => {
                HttpReply::refusal(400, 99_991_668)
            }
            _ => account.respond(request),
        })
        .await;
        let me = built(custom(&platform)).user(grant());
        for pause in pauses {
            pass(pause).await;
            get(&me).await.ok();
        }
        assert_eq!(
            (count(&platform, ROOMS), count(&platform, USER_TOKENS)),
            (outcomes.len(), renewals),
            "{outcomes:?}"
        );
    }
}

/// The platform rejects the token of every second call. A hundred calls in a row cause at most ten renewals.
#[tokio::test(start_paused = true)]
async fn an_operation_that_rejects_tokens_costs_few_renewals() {
    let mut account = Account::new(None, &Journal::default());
    let mut calls = 0;
    let platform = platform(move |request| {
        let is_call = request.path().starts_with(ROOMS);
        calls += usize::from(is_call);
        match is_call && calls % 2 == 0 {
            true => HttpReply::refusal(400, 99_991_668),
            false => account.respond(request),
        }
    })
    .await;
    let me = built(custom(&platform)).user(grant());
    for _ in 0..100 {
        get(&me).await.ok();
    }
    let renewals = count(&platform, USER_TOKENS);
    assert!((1..=10).contains(&renewals), "{renewals} renewals");
}

/// One read of the store hangs. The call that waits for this read ends soon, and the next calls succeed.
#[tokio::test(start_paused = true)]
async fn a_store_that_hangs_once() {
    let mut account = Account::new(None, &Journal::default());
    let platform = platform(move |request| match request.path().starts_with("/open-apis/auth/") {
        true => token_response("tenant_access_token", "t-hunter2-1", TWO_HOURS),
        false => account.respond(request),
    })
    .await;
    let store = FaultyStore::default();
    let client = built(custom(&platform).token_store(store.clone()));
    let (me, org) = (client.user(grant()), client.tenant());
    store.hang(1);
    let (outcome, took) = timed(get(&org)).await;
    outcome.expect("it is fetched without the store");
    assert!(took < seconds(6), "{took:?}");
    get(&me).await.expect("a room");
    pass(TWO_HOURS + 1).await;
    store.hang(1);
    let (outcome, took) = timed(get(&me)).await;
    let error = failure(outcome);
    assert!(error.to_string().contains("did not respond"), "{error}");
    assert!(took < seconds(6), "{took:?}");
    get(&me).await.expect("a room");
}

/// After a fork, two clients create the same random values. Even these clients never hold a lease at the same time.
#[tokio::test(start_paused = true)]
async fn forked_clients_hold_no_lease_together() {
    let platform = lenient().await;
    let store = FaultyStore::default();
    let forked = || {
        fastrand::seed(7);
        built(custom(&platform).token_store(store.clone())).user(grant())
    };
    let (one, other) = (forked(), forked());
    pass(TWO_HOURS + 1).await;
    let (one, other) = tokio::join!(get(&one), get(&other));
    one.expect("a room");
    other.expect("a room");
    assert_eq!(count(&platform, USER_TOKENS), 1);
}
