//! Logins in a store: no tokens are lost, and clients with a shared store share the login.

use tokio::time::timeout;
use vc_api::error::LoginReason;
use vc_api::testing::HttpReply;
use vc_api::{Error, Login, StoreEntry, TokenStore};
use vc_tests::endpoints::{ROOMS, TWO_HOURS, USER_TOKENS, room_response, token_response};
use vc_tests::journal::Journal;
use vc_tests::platform::count;
use vc_tests::time::{pass, seconds, timed};

use super::account::{Account, CALLBACK, grant, lenient, pair, tokens};
use crate::faulty_store::FaultyStore;
use crate::support::{all_good, bearers, built, custom, failure, get, get_together, platform, without_app};

#[tokio::test(start_paused = true)]
async fn new_tokens_are_stored_before_they_are_used() {
    let journal = Journal::default();
    let mut account = Account::new(None, &journal);
    let platform = platform(move |request| account.respond(request)).await;
    let store = FaultyStore::noting(&journal);
    let me = built(custom(&platform).token_store(store.clone())).user(grant());
    for _ in 0..3 {
        all_good(get_together(&me, 10).await);
        pass(115 * 60 + 30).await;
        all_good(get_together(&me, 10).await);
        pass(3 * 3600).await;
    }
    assert!(count(&platform, USER_TOKENS) >= 5);
    let pages = journal.notes();
    for number in 2..=count(&platform, USER_TOKENS) + 1 {
        let (access, refresh) = (format!("u-hunter2-{number}"), format!("ur-hunter2-{number}"));
        let used = pages.iter().position(|page| *page == format!("call {access}")).unwrap_or(pages.len());
        let stored = |page: &String| page.starts_with("put ") && page.contains(&access) && page.contains(&refresh);
        let stored = pages.iter().position(stored).expect("it is stored");
        assert!(stored < used, "{number}: stored {stored}, used {used}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_login_continues_in_another_client() {
    let mut account = Account::new(Some(99_991_668), &Journal::default());
    let platform = platform(move |request| match request.json()["grant_type"] == "authorization_code" {
        true => HttpReply::json(200, &pair(1)),
        false => account.respond(request),
    })
    .await;
    let store = FaultyStore::default();
    let client = || built(custom(&platform).token_store(store.clone()));
    let (first, second) = (client(), client());
    let login = Login::restore(CALLBACK, "state-hunter2", "verifier-hunter2").expect("it has a state");
    let grant = first.finish_login(&login, "code-hunter2", "state-hunter2").await.expect("tokens");
    let id = grant.id().to_owned();
    // The login is in the store, so another client needs only the id of the login.
    let (one, other) = (first.user(grant), second.user_of(&id));
    get(&other).await.expect("a room");
    for _ in 0..3 {
        let (left, right) = tokio::join!(get_together(&one, 10), get_together(&other, 10));
        all_good(left);
        all_good(right);
        pass(TWO_HOURS + 1).await;
    }
    get(&client().user_of(&id)).await.expect("a room");
    // Together, the clients exchanged the code once, and renewed the login three times.
    assert_eq!(count(&platform, USER_TOKENS), 4);
    for unknown in ["", "1", "../x"] {
        match failure(get(&client().user_of(unknown)).await) {
            Error::LoginNeeded(needed) => {
                assert_eq!((needed.reason, &*needed.operation), (LoginReason::Unknown, "room.get"))
            }
            other => panic!("{other:?}"),
        }
    }
    // A client of another app does not find the login in the same store.
    let stranger = without_app(&platform).app("cli_2", "secret-hunter2").token_store(store.clone());
    assert!(matches!(failure(get(&built(stranger).user_of(&id)).await), Error::LoginNeeded(_)));
    assert_eq!(count(&platform, USER_TOKENS), 4);
}

/// A program can create the session of a login first, and give the grant to the client later.
#[tokio::test(start_paused = true)]
async fn a_grant_may_come_later() {
    let platform = lenient().await;
    let client = built(custom(&platform));
    let me = client.user_of(grant().id());
    assert!(matches!(failure(get(&me).await), Error::LoginNeeded(_)));
    get(&client.user(grant())).await.expect("a room");
    get(&me).await.expect("a room");
    assert_eq!(count(&platform, "/"), 2);
}

/// If the store fails, the client does not send a refresh token, because another program may already have used this token.
/// Calls that need no renewal still work.
#[tokio::test(start_paused = true)]
async fn a_store_that_fails_stops_renewals() {
    for (get_fails, set_fails) in [(true, false), (false, true), (true, true)] {
        let platform = platform(|request| match request.path() {
            USER_TOKENS => HttpReply::json(200, &pair(2)),
            path if path.starts_with(ROOMS) => room_response(),
            _ => token_response("tenant_access_token", "t-hunter2-1", TWO_HOURS),
        })
        .await;
        let store = FaultyStore::default();
        let client = built(custom(&platform).token_store(store.clone()));
        let me = client.user(grant());
        store.fail(get_fails, set_fails);
        get(&me).await.expect("a room");
        get(&client.tenant()).await.expect("a room");
        pass(TWO_HOURS + 1).await;
        for outcome in get_together(&me, 10).await {
            let error = failure(outcome);
            assert!(matches!(&error, Error::Token(one) if matches!(&*one.source, Error::Store(_))), "{error:?}");
            assert!(error.to_string().contains("told to fail"), "{error}");
        }
        get(&client.tenant()).await.expect("a room");
        assert_eq!(count(&platform, USER_TOKENS), 0);
        store.fail(false, false);
        get(&me).await.expect("a room");
        assert_eq!(count(&platform, USER_TOKENS), 1);
    }
}

/// If the client cannot write new tokens to the store, the client keeps the new tokens, and does not use the old refresh
/// token again.
#[tokio::test(start_paused = true)]
async fn new_tokens_survive_a_store_that_fails() {
    let platform = lenient().await;
    let journal = Journal::default();
    let store = FaultyStore::noting(&journal);
    let client = || built(custom(&platform).token_store(store.clone()));
    let me = client().user(grant());
    get(&me).await.expect("a room");
    let id = grant().id().to_owned();
    pass(TWO_HOURS + 1).await;
    store.fail_to_set(Some(&format!("cli_1/login/{id}")));
    get(&me).await.expect("a room");
    store.fail_to_set(None);
    pass(TWO_HOURS + 1).await;
    get(&me).await.expect("a room");
    assert_eq!(bearers(&platform), tokens(&[1, 2, 3]));
    assert_eq!(count(&platform, USER_TOKENS), 2);
    // Other clients find the latest tokens in the store.
    get(&client().user_of(&id)).await.expect("a room");
    pass(TWO_HOURS + 1).await;
    get(&client().user_of(&id)).await.expect("a room");
    assert_eq!(bearers(&platform), tokens(&[1, 2, 3, 3, 4]));
}

/// New tokens get into the store even if the caller, the session and the client no longer exist when the tokens arrive.
#[tokio::test(start_paused = true)]
async fn a_cancelled_caller_loses_no_tokens() {
    let platform = lenient().await;
    let store = FaultyStore::default();
    let client = || built(custom(&platform).token_store(store.clone()));
    let me = client().user(grant());
    pass(TWO_HOURS + 1).await;
    timeout(seconds(1), get_together(&me, 3)).await.expect_err("nobody waits longer");
    assert_eq!(count(&platform, USER_TOKENS), 1);
    drop(me);
    pass(3).await;
    let (outcome, took) = timed(get(&client().user_of(grant().id()))).await;
    outcome.expect("a room");
    assert!(took < seconds(1), "{took:?}");
    assert_eq!((count(&platform, USER_TOKENS), bearers(&platform)), (1, tokens(&[2])));
}

/// If a process dies during a renewal, other processes wait until the lease of the dead process ends, and then renew the
/// login.
#[tokio::test(start_paused = true)]
async fn a_lease_of_a_dead_process_is_taken_over() {
    let platform = lenient().await;
    let store = FaultyStore::default();
    let client = || built(custom(&platform).token_store(store.clone()));
    let me = client().user(grant());
    pass(TWO_HOURS + 1).await;
    let session = me.clone();
    let calling = tokio::spawn(async move { get(&session).await });
    pass(1).await;
    let lease = store.keys().into_iter().find(|key| key.contains("/lease/")).expect("there is a lease");
    let held = store.get(&lease).await.expect("the store works").expect("it is held");
    // The lease is short, even if the timeout of calls is long.
    assert!(held.expires_in <= seconds(15), "{held:?}");
    calling.await.expect("no panic").expect("a room");
    assert_eq!(store.get(&lease).await.expect("the store works"), None);

    let entry = StoreEntry { value: "someone-hunter2".into(), expires_in: seconds(40) };
    pass(TWO_HOURS + 1).await;
    assert!(store.compare_and_set(&lease, None, Some(entry)).await.expect("the store works"));
    let (others, others_of) = (client(), grant());
    let other = others.user_of(others_of.id());
    let ((left, right), took) = timed(async { tokio::join!(get_together(&me, 5), get_together(&other, 5)) }).await;
    all_good(left);
    all_good(right);
    // The lease ends after 40 seconds. The renewal takes two more seconds.
    assert!(took >= seconds(42) && took < seconds(45), "{took:?}");
    assert_eq!(count(&platform, USER_TOKENS), 2);
}
