//! Entries that other versions of the client wrote into the token store. No login is lost while programs change to a new
//! version, all at once or one after the other.

use vc_api::testing::Platform;
use vc_api::{Error, Secret, StoreEntry, TokenStore};
use vc_tests::endpoints::{SEVEN_DAYS, TWO_HOURS, USER_TOKENS};
use vc_tests::platform::count;
use vc_tests::time::{pass, seconds, timed};

use super::account::{lenient, strict, tokens};
use crate::faulty_store::FaultyStore;
use crate::support::{bearers, built, custom, failure, get};

/// Entry of a login in the token store, in the first form. This form has no field `version`. Version 0.1.0 writes this form.
/// Version 0.2.0 wrote this form before the field was added.
const FIRST: &str = r#"{"id":"3f1c","access_token":"u-hunter2-1","access_seconds":7200,"refresh_token":"ur-hunter2-1","refresh_seconds":604800,"life_seconds":604800,"scopes":["vc:room:readonly"]}"#;
/// Entry of a login in the token store, in the second form. This form has the field `version`.
const SECOND: &str = r#"{"version":2,"generation":4,"over":null,"id":"3f1c","access_token":"u-hunter2-1","access_seconds":7200,"refresh_token":"ur-hunter2-1","refresh_seconds":604800,"life_seconds":604800,"scopes":["vc:room:readonly"]}"#;

/// Returns the key of the login `3f1c` in the store. `kind` is `user` for the first form of the entry, and `login` for the
/// second form.
fn key(platform: &Platform, kind: &str) -> String {
    let domain = platform.url().trim_start_matches("http://");
    format!("vc-api/{domain}/cli_1/{kind}/3f1c")
}

async fn put(store: &FaultyStore, key: &str, value: &str) {
    let before = store.get(key).await.expect("the store works").map(|entry| entry.value);
    let entry = StoreEntry { value: value.into(), expires_in: seconds(SEVEN_DAYS) };
    assert!(store.compare_and_set(key, before.as_ref(), Some(entry)).await.expect("the store works"));
}

async fn value(store: &FaultyStore, key: &str) -> String {
    let entry = store.get(key).await.expect("the store works").expect("it is there");
    entry.value.expose().to_owned()
}

#[tokio::test(start_paused = true)]
async fn each_version_reads_the_entries_of_the_last_one() {
    for (kind, entry) in [("user", FIRST), ("login", SECOND)] {
        let platform = lenient().await;
        let store = FaultyStore::default();
        put(&store, &key(&platform, kind), entry).await;
        let client = || built(custom(&platform).token_store(store.clone()));
        let me = client().user_of("3f1c");
        get(&me).await.expect("a room");
        pass(TWO_HOURS + 1).await;
        get(&me).await.expect("a room");
        get(&client().user_of("3f1c")).await.expect("a room");
        assert_eq!(bearers(&platform), tokens(&[1, 2, 2]), "{kind}");
        assert_eq!(count(&platform, USER_TOKENS), 1);
        // The client under test writes entries in the second form (`SECOND`).
        let written: serde_json::Value =
            serde_json::from_str(&value(&store, &key(&platform, "login")).await).expect("JSON");
        let known: serde_json::Value = serde_json::from_str(SECOND).expect("JSON");
        let keys =
            |entry: &serde_json::Value| entry.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&written), keys(&known));
    }
}

/// A program of version 0.1.0 and a program of the current version share a store, and renew a login in turn. After a renewal
/// by either program, both programs use the new tokens.
#[tokio::test(start_paused = true)]
async fn both_versions_share_a_login() {
    let platform = strict(99_991_677).await;
    let store = FaultyStore::default();
    let first = key(&platform, "user");
    put(&store, &first, FIRST).await;
    let client = || built(custom(&platform).token_store(store.clone()));
    let me = client().user_of("3f1c");
    get(&me).await.expect("a room");
    pass(TWO_HOURS + 1).await;
    get(&me).await.expect("a room");
    // The current version also writes each login in the first form, for version 0.1.0. The entry in the first form now
    // contains the second pair of tokens.
    let told = value(&store, &first).await;
    assert!(told.contains("ur-hunter2-2") && !told.contains("version"), "{told}");
    // The test renews the login and stores the third pair of tokens, as version 0.1.0 would. The current version then uses
    // the third pair.
    pass(TWO_HOURS + 1).await;
    let renewed = FIRST.replace("hunter2-1", "hunter2-3");
    let response = vc_api::reqwest::Client::new().post(format!("{}{USER_TOKENS}", platform.url()));
    let body = serde_json::json!({ "grant_type": "refresh_token", "refresh_token": "ur-hunter2-2" });
    let response = response.body(body.to_string()).send().await.expect("a response");
    assert_eq!(response.status(), 200);
    put(&store, &first, &renewed).await;
    get(&me).await.expect("a room");
    get(&client().user_of("3f1c")).await.expect("a room");
    assert_eq!((count(&platform, USER_TOKENS), bearers(&platform)), (2, tokens(&[1, 2, 3, 3])));
    // The test removes the entry that has the first form, as version 0.1.0 would. The current version can still use the
    // login.
    let there = Secret::from(value(&store, &first).await);
    assert!(store.compare_and_set(&first, Some(&there), None).await.expect("the store works"));
    pass(TWO_HOURS + 1).await;
    get(&me).await.expect("a room");
    assert_eq!(bearers(&platform).last().map(String::as_str), Some("u-hunter2-4"));
}

/// While a program of version 0.1.0 has a lease for a renewal, the current version waits. After the end of the lease, the
/// current version renews the login.
#[tokio::test(start_paused = true)]
async fn the_lease_of_the_first_version_is_respected() {
    let platform = lenient().await;
    let store = FaultyStore::default();
    let first = key(&platform, "user");
    put(&store, &first, FIRST).await;
    let lease = StoreEntry { value: "someone-hunter2".into(), expires_in: seconds(40) };
    pass(TWO_HOURS + 1).await;
    let lease_key = format!("{first}:lease");
    assert!(store.compare_and_set(&lease_key, None, Some(lease)).await.expect("the store works"));
    let me = built(custom(&platform).token_store(store.clone())).user_of("3f1c");
    let (outcome, took) = timed(get(&me)).await;
    outcome.expect("a room");
    assert!(took >= seconds(41) && took < seconds(45), "{took:?}");
    assert_eq!(count(&platform, USER_TOKENS), 1);
}

/// If an entry has an unknown form, this version reports an error and does not change the entry.
#[tokio::test(start_paused = true)]
async fn entries_of_later_versions_are_left_alone() {
    let platform = lenient().await;
    let store = FaultyStore::default();
    let place = key(&platform, "login");
    let client = || built(custom(&platform).token_store(store.clone()));
    for entry in [r#"{"version":3,"tokens":"hunter2"}"#.to_owned(), SECOND.replace(":2,", ":3,"), "hunter2".to_owned()]
    {
        put(&store, &place, &entry).await;
        let error = failure(get(&client().user_of("3f1c")).await);
        assert!(matches!(&error, Error::Token(one) if matches!(&*one.source, Error::Store(_))), "{error:?}");
        assert!(error.to_string().contains("another version"), "{error}");
        assert_eq!(value(&store, &place).await, entry);
    }
    assert_eq!(count(&platform, "/"), 0);
}
