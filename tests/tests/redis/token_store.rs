//! Redis as a token store. The tests check changes that require an expected value, and the expiry of entries.

use std::time::Duration;

use tokio::time::sleep;
use vc_api::redis::cmd;
use vc_api::{RedisStore, StoreEntry, TokenStore};
use vc_tests::endpoints::CUSTOM_APP_TENANT_TOKEN;
use vc_tests::platform::count;
use vc_tests::time::HOUR;

use crate::platform::{CALLS, call, client, platform};
use crate::support::{RedisUser, admin, entry, redis, set, store, value};

#[tokio::test]
async fn an_entry_is_set_if_it_is_as_expected() {
    let Some((url, prefix)) = redis("set") else { return };
    let resp3 = format!("{url}{}protocol=resp3", if url.contains('?') { "&" } else { "?" });
    for (url, key) in [(&url, "a"), (&resp3, "b")] {
        let store = store(url, &prefix).await;
        assert_eq!(store.get(key).await.expect("Redis is there"), None);
        assert!(!set(&store, key, Some("hunter2"), Some(entry("x", 9000))).await);
        assert!(!set(&store, key, Some(""), Some(entry("x", 9000))).await);
        assert!(set(&store, key, None, Some(entry("hunter2", 9000))).await);
        assert!(!set(&store, key, None, Some(entry("x", 9000))).await);
        assert!(!set(&store, key, None, Some(entry("hunter2", 9000))).await);
        assert!(!set(&store, key, None, None).await);
        assert!(!set(&store, key, Some("x"), None).await);
        let found = store.get(key).await.expect("Redis is there").expect("it is there");
        assert_eq!(found.value.expose(), "hunter2");
        assert!((5000..=9000).contains(&found.expires_in.as_millis()), "{found:?}");
        assert!(!format!("{store:?} {found:?}").contains("hunter2"));

        // A value may be any text, also an empty text.
        for (old, new) in [("hunter2", ""), ("", "会\r\n\0'\""), ("会\r\n\0'\"", "c")] {
            assert!(set(&store, key, Some(old), Some(entry(new, 9000))).await, "{old:?}");
            assert_eq!(value(&store, key).await.as_deref(), Some(new));
        }
        assert!(set(&store, key, Some("c"), None).await);
        assert_eq!(value(&store, key).await, None);
        assert!(set(&store, key, None, None).await);
    }
}

#[tokio::test]
async fn expired_entries_are_forgotten() {
    let Some((url, prefix)) = redis("over") else { return };
    let store = store(&url, &prefix).await;
    assert!(set(&store, "a", None, Some(entry("1", 300))).await);
    assert!(set(&store, "b", None, Some(StoreEntry { value: "1".into(), expires_in: Duration::MAX })).await);
    assert_eq!(value(&store, "a").await.as_deref(), Some("1"));
    sleep(Duration::from_millis(400)).await;
    assert_eq!(value(&store, "a").await, None);
    assert!(!set(&store, "a", Some("1"), Some(entry("2", 9000))).await);
    assert!(set(&store, "a", None, Some(entry("2", 9000))).await);
    // The store does not write an entry with a lifetime of less than a millisecond. The store only removes the old entry of
    // the key.
    let nothing = StoreEntry { value: "3".into(), expires_in: Duration::from_nanos(999_999) };
    assert!(set(&store, "a", Some("2"), Some(nothing)).await);
    assert_eq!(value(&store, "a").await, None);
    let found = store.get("b").await.expect("Redis is there").expect("it is there");
    assert!(found.expires_in > 1000 * HOUR, "{found:?}");
    // The store can read and replace an entry that another program wrote.
    let mut connection = admin(&url).await;
    cmd("SET").arg(format!("{prefix}c")).arg("x").exec_async(&mut connection).await.expect("Redis is there");
    assert_eq!(value(&store, "c").await.as_deref(), Some("x"));
    assert!(set(&store, "c", Some("x"), None).await && set(&store, "b", Some("1"), None).await);
}

#[tokio::test]
async fn prefixes_separate_programs() {
    let Some((url, prefix)) = redis("prefix") else { return };
    let one = store(&url, &prefix).await;
    let other = one.clone().prefix(format!("{prefix}other:"));
    assert!(set(&one, "a", None, Some(entry("1", 9000))).await);
    assert_eq!(value(&other, "a").await, None);
    assert!(set(&other, "a", None, Some(entry("2", 9000))).await);
    assert_eq!(value(&one, "a").await.as_deref(), Some("1"));
    assert_eq!(value(&one, "other:a").await.as_deref(), Some("2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_concurrent_changes_succeeds() {
    let Some((url, prefix)) = redis("many") else { return };
    let stores = [store(&url, &prefix).await, store(&url, &prefix).await];
    for round in 0..20 {
        let sets = (0..CALLS).map(|index| {
            let (store, value) = (stores[index % 2].clone(), format!("{round}-{index}"));
            tokio::spawn(async move { set(&store, &format!("key-{round}"), None, Some(entry(&value, 9000))).await })
        });
        let mut done = 0;
        for set in sets.collect::<Vec<_>>() {
            done += usize::from(set.await.expect("none panics"));
        }
        assert_eq!(done, 1);
    }
}

#[tokio::test]
async fn a_redis_user_with_only_the_documented_rights() {
    let Some((url, prefix)) = redis("acl") else { return };
    let user = RedisUser::new(&url, &prefix, "vc-api/*", &["+eval", "+get", "+set", "+del", "+pttl"]).await;
    let store = store(&user.url, &prefix).await;
    let platform = platform().await;
    call(&client(&platform, store.clone()).tenant()).await.expect("a room");
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
    call(&client(&platform, store.clone()).tenant()).await.expect("a room");
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);

    let error = store.compare_and_set("elsewhere", None, Some(entry("hunter2", 9000))).await.expect_err("no leave");
    assert_eq!(error.to_string(), "the store failed: Redis refused the command: NOPERM");
    let error = RedisStore::connect(&user.url.replace("hunter2", "hunter3")).await.expect_err("another password");
    assert!(error.to_string().contains("authentication failed"), "{error}");
    assert!(!format!("{error} {error:?}").contains("hunter"), "{error:?}");
    user.remove().await;
}
