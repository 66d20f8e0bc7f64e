//! Tenant tokens in a store. Clients with the same store can use the same token. If the store fails, each client fetches
//! its own token.

use std::time::Duration;

use vc_api::testing::HttpRequest;
use vc_api::{Client, Error, StoreEntry, TokenStore};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, TWO_HOURS, room_response, token_response};
use vc_tests::logs::CapturedLog;
use vc_tests::platform::count;
use vc_tests::time::{pass, seconds, timed};

use super::issuer::{generous, strict, tokens};
use crate::faulty_store::FaultyStore;
use crate::support::{all_good, bearers, built, custom, failure, get, get_together, platform};

#[tokio::test(start_paused = true)]
async fn apps_and_addresses_do_not_mix() {
    let respond = |mark: &'static str| {
        move |request: &HttpRequest| {
            let app = request.json()["app_id"].as_str().unwrap_or_default().to_owned();
            match request.path().ends_with(CUSTOM_APP_TENANT_TOKEN) {
                true => token_response("tenant_access_token", &format!("t-hunter2-{mark}-{app}"), TWO_HOURS),
                false => room_response(),
            }
        }
    };
    let (first, second) = (platform(respond("first")).await, platform(respond("second")).await);
    let store = FaultyStore::default();
    let urls = [first.url().to_owned(), second.url().to_owned(), format!("{}/gate", second.url())];
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
    let gate = second.requests().into_iter().filter(|request| request.path().starts_with("/gate/open-apis/vc"));
    let gate: Vec<_> = gate.map(|request| request.token().to_owned()).collect();
    assert_eq!(gate, thrice("second"));
    assert_eq!(bearers(&second), thrice("second"));
    assert_eq!(bearers(&first), thrice("first"));
    assert_eq!(
        (
            count(&first, CUSTOM_APP_TENANT_TOKEN),
            count(&second, CUSTOM_APP_TENANT_TOKEN),
            count(&second, "/gate/open-apis/auth")
        ),
        (2, 2, 2)
    );
    let tokens = store.keys().into_iter().filter(|key| !key.contains("/lease/"));
    assert_eq!(tokens.count(), 6);
}

/// Three clients of one app share a store. Two clients start at the same time, and the third starts later. The three clients
/// fetch only one token.
#[tokio::test(start_paused = true)]
async fn clients_that_share_a_store_fetch_once() {
    let platform = generous(seconds(4)).await;
    let store = FaultyStore::default();
    let org = || built(custom(&platform).token_store(store.clone())).tenant();
    let (first, second) = (org(), org());
    let (one, other) = tokio::join!(get_together(&first, 10), get_together(&second, 10));
    all_good(one);
    all_good(other);
    get(&org()).await.expect("a room");
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
    assert_eq!(bearers(&platform), tokens(&[1; 21]));
    // When the token must be renewed, the clients together make one background fetch.
    pass(91 * 60).await;
    tokio::join!(get_together(&first, 10), get_together(&second, 10));
    pass(10).await;
    tokio::join!(get_together(&first, 10), get_together(&second, 10));
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 2);
    assert_eq!(bearers(&platform)[41..], tokens(&[2; 20]));
}

/// If the platform rejects the token in a shared store, the clients together fetch only one new token.
#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_replaced_in_the_store() {
    let platform = strict(99_991_663).await;
    let store = FaultyStore::default();
    let org = || built(custom(&platform).token_store(store.clone())).tenant();
    let (first, second) = (org(), org());
    all_good(get_together(&first, 3).await);
    all_good(get_together(&second, 3).await);
    get(&built(custom(&platform)).tenant()).await.expect("a room");
    let (one, other) = tokio::join!(get_together(&first, 10), get_together(&second, 10));
    all_good(one);
    all_good(other);
    get(&org()).await.expect("a room");
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 3);
}

#[tokio::test(start_paused = true)]
async fn a_token_is_fetched_if_the_store_fails() {
    for (get_fails, set_fails) in [(true, false), (false, true), (true, true)] {
        let log = CapturedLog::start();
        let platform = generous(Duration::ZERO).await;
        let store = FaultyStore::default();
        store.fail(get_fails, set_fails);
        let org = built(custom(&platform).token_store(store)).tenant();
        all_good(get_together(&org, 10).await);
        get(&org).await.expect("a room");
        assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
        assert!(log.count(&["WARN", "told to fail"]) >= 1);
    }
}

/// If the caller's store panics, the call fails at once, without a retry.
#[tokio::test(start_paused = true)]
async fn a_store_that_panics_fails_the_call() {
    let platform = generous(Duration::ZERO).await;
    let store = FaultyStore::default();
    let org = built(custom(&platform).token_store(store.clone())).tenant();
    store.panic();
    let (outcome, took) = timed(get(&org)).await;
    let error = failure(outcome);
    assert!(matches!(&error, Error::Token(one) if matches!(&*one.source, Error::Store(_))), "{error:?}");
    assert!(took < seconds(1), "{took:?}");
}

/// A process dies during the fetch of a token. A call in another process waits until the lease of the dead process ends, and
/// then succeeds.
#[tokio::test(start_paused = true)]
async fn the_lease_of_a_dead_process_expires() {
    let platform = generous(Duration::ZERO).await;
    let other = FaultyStore::default();
    get(&built(custom(&platform).token_store(other.clone())).tenant()).await.expect("a room");
    let lease = other.keys().into_iter().find(|key| key.contains("/lease/")).expect("there was a lease");

    let store = FaultyStore::default();
    let entry = StoreEntry { value: "someone-hunter2".into(), expires_in: seconds(10) };
    assert!(store.compare_and_set(&lease, None, Some(entry)).await.expect("the store works"));
    let (outcome, took) = timed(get(&built(custom(&platform).token_store(store)).tenant())).await;
    outcome.expect("a room");
    assert!(took >= seconds(9) && took < seconds(12), "{took:?}");
}

/// A lease lasts longer than a usual fetch of a token, but a call can wait until the lease ends.
#[tokio::test(start_paused = true)]
async fn leases_are_short() {
    let platform = generous(seconds(5)).await;
    let store = FaultyStore::default();
    let org = built(custom(&platform).token_store(store.clone())).tenant();
    let calling = tokio::spawn(async move { get(&org).await });
    pass(1).await;
    let key = store.keys().pop().expect("there is a lease");
    let lease = store.get(&key).await.expect("the store works").expect("it is held");
    assert!(lease.expires_in > seconds(5) && lease.expires_in <= seconds(30), "{lease:?}");
    calling.await.expect("no panic").expect("a room");
    assert_eq!(store.get(&key).await.expect("the store works"), None);
}
