//! The tenant token of a custom app.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::{advance, timeout};
use vc_api::{Client, Error, Retry, Tenant};
use vc_tests::platform::{Platform, Received, Reply};
use vc_tests::raw_server::RawServer;

use crate::support::*;

const FETCH: &str = "/open-apis/auth/v3/tenant_access_token/internal";
const TWO_HOURS: u64 = 7200;

/// The token of that number.
fn token(number: usize) -> Reply {
    Reply::token("tenant_access_token", &format!("t-hunter2-{number}"), TWO_HOURS)
}

/// Each time another token, and a room for any of them.
async fn generous(pause: Duration) -> Platform {
    platform(move |request| if request.path == FETCH { token(request.before + 1).after(pause) } else { room() }).await
}

/// Each time another token, and a room for the last of them; others are refused with that code.
async fn strict(code: i64) -> Platform {
    let last = AtomicUsize::new(0);
    platform(move |request| {
        if request.path == FETCH {
            last.store(request.before + 1, Ordering::Relaxed);
            return token(request.before + 1);
        }
        match request.token() == format!("t-hunter2-{}", last.load(Ordering::Relaxed)) {
            true => room(),
            false => Reply::refusal(400, code),
        }
    })
    .await
}

fn tokens(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|number| format!("t-hunter2-{number}")).collect()
}

#[tokio::test(start_paused = true)]
async fn is_fetched_once_when_it_is_first_needed() {
    let platform = generous(seconds(3)).await;
    let org = built(custom(&platform)).tenant();
    pass(60).await;
    assert_eq!(platform.count("/"), 0);
    let (outcomes, took) = timed(get_together(&org, 100)).await;
    all_good(outcomes);
    assert!(took < seconds(4), "{took:?}");
    let seen = platform.seen();
    assert_eq!((seen[0].method.as_str(), seen[0].path.as_str()), ("POST", FETCH));
    assert_eq!(seen[0].json(), json!({ "app_id": "cli_1", "app_secret": "secret-hunter2" }));
    assert_eq!(seen[0].header("authorization"), "");
    assert_eq!(seen[0].header("content-type"), "application/json; charset=utf-8");
    assert_eq!(platform.count(FETCH), 1);
    assert_eq!(bearers(&platform), tokens(&[1; 100]));
}

/// Each step lets so much time pass, then calls with the token of that number, while so many were fetched.
#[tokio::test(start_paused = true)]
async fn is_renewed_in_the_background_when_less_than_half_an_hour_is_left() {
    let platform = generous(seconds(5)).await;
    let client = built(custom(&platform));
    get(&client.tenant()).await.expect("a room");
    for (passes, number, fetched) in [
        (60 * 60, 1, 1),
        (29 * 60, 1, 1),
        // 31 minutes less the 5 seconds of the fetch are left.
        (50, 1, 1),
        // Now a minute less than half an hour.
        (70, 1, 2),
        (4, 1, 2),
        (2, 2, 2),
        // The same again with the second token.
        (89 * 60, 2, 2),
        (2 * 60, 2, 3),
        (6, 3, 3),
    ] {
        pass(passes).await;
        // Each call has a session of its own, which does not matter.
        let (outcome, took) = timed(get(&client.tenant())).await;
        outcome.expect("a room");
        assert!(took < seconds(1), "a caller waited {took:?}");
        // The background has its turn.
        advance(Duration::from_millis(1)).await;
        pass(0).await;
        let found = (bearers(&platform).pop().expect("a call"), platform.count(FETCH));
        assert_eq!(found, (format!("t-hunter2-{number}"), fetched), "after {passes} s");
    }
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_fails_leaves_the_token_and_is_tried_again_later() {
    for (fault, sent) in [(Reply::html(503), 4), (Reply::closed(), 4), (Reply::refusal(200, 10014), 1)] {
        let log = CapturedLog::start();
        let failing = Arc::new(AtomicBool::new(false));
        let fails = Arc::clone(&failing);
        let platform = platform(move |request| match (request.path == FETCH, fails.load(Ordering::Relaxed)) {
            (true, true) => fault.clone(),
            (true, false) => token(request.before + 1),
            (false, _) => room(),
        })
        .await;
        let org = built(custom(&platform)).tenant();
        get(&org).await.expect("a room");
        failing.store(true, Ordering::Relaxed);
        pass(91 * 60).await;
        // For 25 seconds of calls there is one try.
        for _ in 0..50 {
            let (outcome, took) = timed(get(&org)).await;
            outcome.expect("a room");
            assert!(took < seconds(1), "a caller waited {took:?}");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        assert_eq!(platform.count(FETCH), 1 + sent);
        assert_eq!(log.count(&["WARN", "no token could be had", FETCH]), 1);
        pass(70).await;
        all_good(get_together(&org, 10).await);
        pass(5).await;
        assert_eq!(platform.count(FETCH), 1 + 2 * sent);
        assert_eq!(bearers(&platform), tokens(&[1; 61]));
        failing.store(false, Ordering::Relaxed);
        pass(70).await;
        get(&org).await.expect("a room");
        pass(5).await;
        get(&org).await.expect("a room");
        assert_eq!(platform.count(FETCH), 2 + 2 * sent);
        assert_eq!(bearers(&platform)[61..], ["t-hunter2-1".to_owned(), format!("t-hunter2-{}", 2 + 2 * sent)]);
    }
}

#[tokio::test(start_paused = true)]
async fn callers_wait_when_it_has_expired() {
    let platform = generous(seconds(3)).await;
    let org = built(custom(&platform)).tenant();
    get(&org).await.expect("a room");
    pass(TWO_HOURS + 1).await;
    let (outcomes, took) = timed(get_together(&org, 50)).await;
    all_good(outcomes);
    assert!(took >= seconds(3) && took < seconds(4), "{took:?}");
    assert_eq!(platform.count(FETCH), 2);
    assert_eq!(bearers(&platform)[1..], tokens(&[2; 50]));
}

/// What is told of a token's life, and whether a minute of calls is served by it, and an hour.
#[tokio::test(start_paused = true)]
async fn what_is_told_of_its_life() {
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
            if request.path != FETCH {
                return room();
            }
            let mut answer = json!({ "code": 0, "msg": "ok", "tenant_access_token": "t-hunter2-1" });
            let told = told.as_object().expect("an object").clone();
            answer.as_object_mut().expect("an object").extend(told);
            Reply::json(200, &answer)
        })
        .await;
        let org = built(custom(&platform)).tenant();
        for _ in 0..100 {
            get(&org).await.expect("a room");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        // Once when it is needed, perhaps once more in the background: not at each call.
        let most = if hour { 1 } else { 2 };
        assert!(platform.count(FETCH) <= most, "{case}: {} fetches in 20 s", platform.count(FETCH));
        let before = platform.count(FETCH);
        pass(50 * 60).await;
        get(&org).await.expect("a room");
        assert_eq!(platform.count(FETCH) > before, !hour, "{case}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wrong_secret_is_told_to_all_who_wait() {
    for (status, code) in [(200, 10014), (400, 99_991_543)] {
        let platform = platform(move |request| match request.path.as_str() {
            FETCH => {
                Reply::json(status, &json!({ "code": code, "msg": "app secret hunter2 invalid" })).after(seconds(1))
            }
            _ => room(),
        })
        .await;
        let org = built(custom(&platform).app("cli_1", "hunter2")).tenant();
        let failures: Vec<Error> = get_together(&org, 20).await.into_iter().map(failure).collect();
        assert_eq!(platform.count("/"), 1);
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
            "room.get: no tenant_access_token could be had, so nothing was sent: POST {FETCH}: refused: \
             app secret (token) invalid (code {code}, HTTP {status})\nThe app id and the app secret do not belong \
             together: compare both with the developer console."
        );
        assert_eq!(failures[0].to_string(), told);
        failure(get(&org).await);
        assert_eq!(platform.count("/"), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_endpoint_that_is_down() {
    for fault in [Reply::closed(), Reply::html(502), Reply::json(500, &json!({ "code": 0, "msg": "" }))] {
        let case = format!("{fault:?}");
        let down = Arc::new(AtomicBool::new(true));
        let is_down = Arc::clone(&down);
        let platform = platform(move |request| match (request.path == FETCH, is_down.load(Ordering::Relaxed)) {
            (true, true) => fault.clone(),
            (true, false) => token(request.before + 1),
            (false, _) => room(),
        })
        .await;
        let org = built(custom(&platform)).tenant();
        for outcome in get_together(&org, 10).await {
            let error = failure(outcome);
            assert!(matches!(error, Error::Token(_)), "{case}: {error:?}");
        }
        assert_eq!(platform.count("/"), 4, "{case}");
        down.store(false, Ordering::Relaxed);
        get(&org).await.expect("a room");
        assert_eq!(bearers(&platform), tokens(&[5]), "{case}");
    }
    let nobody = RawServer::gone();
    let org = built(Client::builder().base_url(nobody.url()).app("cli_1", "secret-hunter2")).tenant();
    let error = failure(get(&org).await);
    let source = match &error {
        Error::Token(one) => &*one.source,
        other => panic!("{other:?}"),
    };
    assert!(matches!(source, Error::Transport(_)), "{error:?}");
    assert!(error.to_string().contains("no connection"), "{error}");
}

/// A life that cannot be read does not cost the token.
#[tokio::test(start_paused = true)]
async fn the_life_of_a_token_is_odd() {
    for life in [json!("hunter2"), json!([7200]), json!({}), json!(null), json!(true)] {
        let token = json!({ "code": 0, "msg": "ok", "tenant_access_token": "t-1", "expire": life });
        let platform = platform(move |seen| match seen.path.starts_with("/open-apis/auth") {
            true => Reply::json(200, &token),
            false => Reply::json(200, &json!({ "code": 0, "data": { "room": { "room_id": "omm_1" } } })),
        })
        .await;
        assert_eq!(get(&built(custom(&platform)).tenant()).await.expect("the token is good").room_id, "omm_1");
    }
}

/// Answers that hold no token that could be used.
#[tokio::test(start_paused = true)]
async fn answers_without_a_token() {
    for (answer, told) in [
        (json!({ "code": 0, "msg": "ok", "expire": 7200 }), "tenant_access_token: it must be there, but is not"),
        (
            json!({ "code": 0, "tenant_access_token": "", "expire": 7200 }),
            "tenant_access_token: it must be there, but is not",
        ),
        (json!({ "code": 0, "app_access_token": "a-hunter2" }), "tenant_access_token: it must be there, but is not"),
        (json!({ "code": 0, "tenant_access_token": { "hunter2": "hunter2" } }), "the answer cannot be read"),
        (json!({ "tenant_access_token": "t-hunter2", "expire": 7200 }), "tenant_access_token"),
        (json!("t-hunter2"), "the answer cannot be read"),
        (json!({ "code": 0, "tenant_access_token": "t-hunter2\n", "expire": 7200 }), "line break"),
    ] {
        let case = answer.to_string();
        let platform = platform(move |_| Reply::json(200, &answer)).await;
        let org = built(custom(&platform)).tenant();
        let error = failure(get(&org).await);
        assert!(error.to_string().contains(told), "{case}: {error}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
        assert_eq!(error.body().unwrap_or_default(), "", "{case}");
        assert_eq!(platform.count("/"), 1, "{case}");
    }
}

#[tokio::test(start_paused = true)]
async fn those_who_meet_a_rejected_token_together_fetch_once() {
    let last = AtomicUsize::new(0);
    let revoked = Arc::new(AtomicBool::new(false));
    let is_revoked = Arc::clone(&revoked);
    let platform = platform(move |request| {
        if request.path == FETCH {
            last.store(request.before + 1, Ordering::Relaxed);
            return token(request.before + 1).after(seconds(1));
        }
        match is_revoked.load(Ordering::Relaxed) && request.token() == "t-hunter2-1" {
            // So late that all of them are on their way.
            true => Reply::refusal(400, 99_991_663).after(seconds(2)),
            false => room(),
        }
    })
    .await;
    let org = built(custom(&platform)).tenant();
    get(&org).await.expect("a room");
    revoked.store(true, Ordering::Relaxed);
    all_good(get_together(&org, 100).await);
    assert_eq!(platform.count(FETCH), 2);
    let mut sent = tokens(&[1; 101]);
    sent.extend(tokens(&[2; 100]));
    assert_eq!(bearers(&platform), sent);
}

/// Which refusals are worth another token.
#[tokio::test(start_paused = true)]
async fn which_refusals_are_worth_another_token() {
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
        // Another client makes the platform forget the first token.
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

/// A token is rejected, and it is all that the platform gives.
#[tokio::test(start_paused = true)]
async fn the_same_token_again_is_not_replayed() {
    let platform =
        platform(|request| if request.path == FETCH { token(1) } else { Reply::refusal(400, 99_991_663) }).await;
    let client = built(custom(&platform));
    let error = failure(get(&client.tenant()).await);
    assert!(matches!(&error, Error::Refused(one) if one.code == 99_991_663), "{error:?}");
    assert_eq!((platform.count(FETCH), bearers(&platform).len()), (2, 1));
    for outcome in get_together(&client.tenant(), 100).await {
        assert_eq!(failure(outcome).code(), Some(99_991_663));
    }
    pass(30).await;
    failure(get(&client.tenant()).await);
    assert_eq!((platform.count(FETCH), bearers(&platform).len()), (2, 102));
    pass(40).await;
    failure(get(&client.tenant()).await);
    assert_eq!((platform.count(FETCH), bearers(&platform).len()), (3, 103));
}

/// Another token each time, and none is accepted: each call is sent twice and no more.
#[tokio::test(start_paused = true)]
async fn a_call_is_replayed_once() {
    let platform = platform(|request| match request.path.as_str() {
        FETCH => token(request.before + 1),
        _ => Reply::refusal(400, 99_991_663),
    })
    .await;
    let org = built(custom(&platform)).tenant();
    let error = failure(get(&org).await);
    assert!(matches!(&error, Error::Refused(one) if one.code == 99_991_663), "{error:?}");
    assert_eq!(bearers(&platform), tokens(&[1, 2]));
    assert_eq!(platform.count(FETCH), 2);
}

/// Twice in a row the platform forgets the token while a thousand calls are on their way.
#[tokio::test(start_paused = true)]
async fn a_thousand_calls_survive_the_loss_of_the_token() {
    let (valid, wave, answered) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)), AtomicUsize::new(0));
    let is_wave = Arc::clone(&wave);
    let platform = platform(move |request| {
        if request.path == FETCH {
            valid.store(request.before + 1, Ordering::Relaxed);
            return token(request.before + 1).after(Duration::from_millis(300));
        }
        let number = valid.load(Ordering::Relaxed);
        let pause = Duration::from_millis(fastrand::u64(0..1000));
        if request.token() != format!("t-hunter2-{number}") {
            return Reply::refusal(400, 99_991_663).after(pause);
        }
        let before = answered.fetch_add(1, Ordering::Relaxed);
        if number == is_wave.load(Ordering::Relaxed) && before % 1000 == 299 {
            valid.store(0, Ordering::Relaxed);
        }
        room().after(pause)
    })
    .await;
    let org = built(custom(&platform)).tenant();
    // In the first wave the first token is lost, in the second the second, in the third none.
    for number in 1..=3 {
        wave.store(if number == 3 { 0 } else { number }, Ordering::Relaxed);
        all_good(get_together(&org, 1000).await);
        assert_eq!(platform.count(FETCH), (number + 1).min(3));
    }
    assert!(bearers(&platform).len() > 4000, "{} calls", bearers(&platform).len());
}

#[tokio::test(start_paused = true)]
async fn callers_who_give_up_take_it_from_no_one() {
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
    assert_eq!(platform.count(FETCH), 1);
    assert_eq!(bearers(&platform), tokens(&[1, 1]));
}

/// Even the session is gone when the token comes.
#[tokio::test(start_paused = true)]
async fn a_fetch_ends_well_without_callers() {
    let platform = generous(seconds(5)).await;
    let client = built(custom(&platform));
    for _ in 0..3 {
        timeout(seconds(1), get_together(&client.tenant(), 3)).await.expect_err("nobody waits longer");
    }
    pass(5).await;
    let (outcome, took) = timed(get(&client.tenant())).await;
    outcome.expect("a room");
    assert!(took < seconds(1), "{took:?}");
    assert_eq!(platform.count(FETCH), 1);
    drop(client);
}

#[tokio::test(start_paused = true)]
async fn apps_and_addresses_do_not_mix() {
    let answer = |mark: &'static str| {
        move |request: &Received| {
            let app = request.json()["app_id"].as_str().unwrap_or_default().to_owned();
            match request.path.ends_with(FETCH) {
                true => Reply::token("tenant_access_token", &format!("t-hunter2-{mark}-{app}"), TWO_HOURS),
                false => room(),
            }
        }
    };
    let (first, second) = (platform(answer("first")).await, platform(answer("second")).await);
    let store = Store::default();
    let urls = [first.url(), second.url(), format!("{}/gate", second.url())];
    for _ in 0..3 {
        for url in &urls {
            for app in ["cli_1", "cli_2"] {
                let client = Client::builder().base_url(url).app(app, "secret-hunter2").token_store(store.clone());
                get(&built(client).tenant()).await.expect("a room");
            }
        }
    }
    let thrice = |mark: &str| -> Vec<String> {
        let once = [format!("t-hunter2-{mark}-cli_1"), format!("t-hunter2-{mark}-cli_2")];
        std::iter::repeat_n(once, 3).flatten().collect()
    };
    let gate = second.seen().into_iter().filter(|request| request.path.starts_with("/gate/open-apis/vc"));
    let gate: Vec<_> = gate.map(|request| request.token().to_owned()).collect();
    assert_eq!(gate, thrice("second"));
    assert_eq!(bearers(&second), thrice("second"));
    assert_eq!(bearers(&first), thrice("first"));
    assert_eq!((first.count(FETCH), second.count(FETCH), second.count("/gate/open-apis/auth")), (2, 2, 2));
    let tokens = store.keys().into_iter().filter(|key| !key.ends_with(":lease"));
    assert_eq!(tokens.count(), 6);
}

/// Three clients of one app, of which two start together and one comes later.
#[tokio::test(start_paused = true)]
async fn clients_that_share_a_store_fetch_once() {
    let platform = generous(seconds(4)).await;
    let store = Store::default();
    let org = || built(custom(&platform).token_store(store.clone())).tenant();
    let (first, second) = (org(), org());
    let (one, other) = tokio::join!(get_together(&first, 10), get_together(&second, 10));
    all_good(one);
    all_good(other);
    get(&org()).await.expect("a room");
    assert_eq!(platform.count(FETCH), 1);
    assert_eq!(bearers(&platform), tokens(&[1; 21]));
    // In the background too.
    pass(91 * 60).await;
    tokio::join!(get_together(&first, 10), get_together(&second, 10));
    pass(10).await;
    tokio::join!(get_together(&first, 10), get_together(&second, 10));
    assert_eq!(platform.count(FETCH), 2);
    assert_eq!(bearers(&platform)[41..], tokens(&[2; 20]));
}

/// The store has the token that was rejected: it is not taken from there again, nor by others.
#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_replaced_in_the_store() {
    let platform = strict(99_991_663).await;
    let store = Store::default();
    let org = || built(custom(&platform).token_store(store.clone())).tenant();
    let (first, second) = (org(), org());
    all_good(get_together(&first, 3).await);
    all_good(get_together(&second, 3).await);
    get(&built(custom(&platform)).tenant()).await.expect("a room");
    let (one, other) = tokio::join!(get_together(&first, 10), get_together(&second, 10));
    all_good(one);
    all_good(other);
    get(&org()).await.expect("a room");
    assert_eq!(platform.count(FETCH), 3);
}

#[tokio::test(start_paused = true)]
async fn it_is_fetched_without_a_store_that_fails() {
    for (get_fails, set_fails) in [(true, false), (false, true), (true, true)] {
        let log = CapturedLog::start();
        let platform = generous(Duration::ZERO).await;
        let store = Store::default();
        store.fail(get_fails, set_fails);
        let org = built(custom(&platform).token_store(store)).tenant();
        all_good(get_together(&org, 10).await);
        get(&org).await.expect("a room");
        assert_eq!(platform.count(FETCH), 1);
        assert!(log.count(&["WARN", "told to fail"]) >= 1);
    }
}

/// A store of the caller may panic; that must not become a loop.
#[tokio::test(start_paused = true)]
async fn a_store_that_panics_fails_the_call() {
    let platform = generous(Duration::ZERO).await;
    let store = Store::default();
    let org = built(custom(&platform).token_store(store.clone())).tenant();
    store.panic();
    let (outcome, took) = timed(get(&org)).await;
    let error = failure(outcome);
    assert!(matches!(&error, Error::Token(one) if matches!(&*one.source, Error::Store(_))), "{error:?}");
    assert!(took < seconds(1), "{took:?}");
}

/// A process died while it fetched: what it left in the store does not stop others for as long as a call may take.
#[tokio::test(start_paused = true)]
async fn what_a_dead_process_left_is_no_hindrance() {
    use vc_api::{StoreEntry, TokenStore as _};
    let platform = generous(Duration::ZERO).await;
    let other = Store::default();
    get(&built(custom(&platform).token_store(other.clone())).tenant()).await.expect("a room");
    let lease = other.keys().into_iter().find(|key| key.ends_with(":lease")).expect("there was a lease");

    let store = Store::default();
    let entry = StoreEntry { value: "someone-hunter2".into(), expires_in: seconds(10) };
    assert!(store.compare_and_set(&lease, None, Some(entry)).await.expect("the store works"));
    let (outcome, took) = timed(get(&built(custom(&platform).token_store(store)).tenant())).await;
    outcome.expect("a room");
    assert!(took >= seconds(9) && took < seconds(12), "{took:?}");
}

/// How long a lease is kept: longer than a fetch usually takes, but not so long that calls fail by it.
#[tokio::test(start_paused = true)]
async fn leases_are_short() {
    use vc_api::TokenStore as _;
    let platform = generous(seconds(5)).await;
    let store = Store::default();
    let org = built(custom(&platform).token_store(store.clone())).tenant();
    let calling = tokio::spawn(async move { get(&org).await });
    pass(1).await;
    let key = store.keys().pop().expect("there is a lease");
    let lease = store.get(&key).await.expect("the store works").expect("it is held");
    assert!(lease.expires_in > seconds(5) && lease.expires_in <= seconds(30), "{lease:?}");
    calling.await.expect("no panic").expect("a room");
    assert_eq!(store.get(&key).await.expect("the store works"), None);
}

/// A server on a runtime that outlives those of the clients.
fn lasting(answer: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> (tokio::runtime::Runtime, Platform) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime can be made");
    let platform = runtime.block_on(platform(answer));
    (runtime, platform)
}

fn short_lived() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made")
}

#[test]
fn a_client_goes_on_on_another_runtime() {
    let (_runtime, platform) =
        lasting(|request| if request.path == FETCH { token(request.before + 1) } else { room() });
    let client = built(custom(&platform));
    let org = client.tenant();
    short_lived().block_on(get(&org)).expect("a room");
    let others = short_lived();
    all_good(others.block_on(get_together(&org, 10)));
    drop(others);
    short_lived().block_on(get(&client.tenant())).expect("a room");
    assert_eq!(platform.count(FETCH), 1);
}

#[test]
fn a_fetch_that_died_with_its_runtime_is_begun_again() {
    let asked = Arc::new(AtomicBool::new(false));
    let is_asked = Arc::clone(&asked);
    let (_runtime, platform) = lasting(move |request| match (request.path.as_str(), request.before) {
        (FETCH, 0) => {
            is_asked.store(true, Ordering::Relaxed);
            Reply::silence()
        }
        (FETCH, before) => token(before + 1),
        _ => room(),
    });
    let client = built(custom(&platform));
    let org = client.tenant();
    let dying = short_lived();
    let session = org.clone();
    dying.block_on(async {
        tokio::spawn(async move { get(&session).await });
        while !asked.load(Ordering::Relaxed) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    drop(dying);
    let started = std::time::Instant::now();
    short_lived().block_on(get(&org)).expect("a room");
    assert!(started.elapsed() < seconds(5), "{:?}", started.elapsed());
    assert_eq!(bearers(&platform), tokens(&[2]));
}

/// A token that was given is used as it is.
#[tokio::test(start_paused = true)]
async fn a_given_token_is_never_replaced() {
    for code in [99_991_663, 99_991_664, 99_991_668, 99_991_677] {
        let platform = platform(move |request| match request.path == FETCH {
            true => token(1),
            false => Reply::refusal(400, code),
        })
        .await;
        let org = built(custom(&platform)).session::<Tenant>("t-hunter2");
        let error = failure(get(&org).await);
        assert!(matches!(&error, Error::Refused(one) if one.code == code), "{error:?}");
        assert_eq!(platform.count("/"), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn sessions_that_the_client_cannot_have() {
    let platform = generous(Duration::ZERO).await;
    let app = |kind: &str| {
        let builder = Client::builder().base_url(platform.url());
        built(match kind {
            "custom" => builder.app("cli_1", "secret-hunter2"),
            "store" => builder.store_app("cli_1", "secret-hunter2"),
            _ => builder,
        })
    };
    for (session, told) in [
        (app("none").tenant(), "give the client an app, by `.app(id, secret)`, or a session its token"),
        (app("store").tenant(), "a store app acts in many tenants: say in which, by `client.tenant_of(key)`"),
        (app("custom").tenant_of("1a2b"), "a custom app belongs to one tenant: use `client.tenant()`"),
        (app("none").tenant_of("1a2b"), "give the client a store app, by `.store_app(id, secret)`"),
    ] {
        show(&session);
        let error = failure(get(&session).await);
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "app"), "{error:?}");
        assert_eq!(error.to_string(), format!("room.get: `app` cannot be used: {told}. Nothing was sent."));
    }
    for (option, client) in [
        ("app_id", Client::builder().app("", "secret-hunter2")),
        ("app_secret", Client::builder().app("cli_1", "")),
        ("app_secret", Client::builder().store_app("cli_1", "")),
    ] {
        let error = failure(client.build());
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == option), "{error:?}");
    }
    assert_eq!(platform.count("/"), 0);
}

/// The time of a call is that of the call: who is in a hurry does not wait for the token, and the fetch goes on.
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
    assert_eq!(platform.count(FETCH), 1);
}

/// The tokens of clones and of sessions made one after the other are the same.
#[tokio::test(start_paused = true)]
async fn sessions_of_a_client_share_the_token() {
    let platform = generous(seconds(1)).await;
    let client = built(custom(&platform));
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        calls.spawn(async move { get(&client.tenant()).await });
    }
    all_good(calls.join_all().await);
    all_good(vec![get(&client.tenant()).await, get(&client.tenant()).await]);
    assert_eq!(platform.count(FETCH), 1);
}
