//! Outages of Redis: a connection that breaks, stays silent or loses a response.

use std::time::{Duration, Instant};

use tokio::time::sleep;
use vc_api::{Error, RedisStore, TokenStore, User};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, USER_TOKENS};
use vc_tests::platform::count;
use vc_tests::time::until;

use crate::platform::{ShortLeases, call, client, platform};
use crate::relay::{Line, Relay};
use crate::support::{entry, redis, set, store, value};

#[tokio::test]
async fn a_broken_connection_is_replaced() {
    let Some((url, prefix)) = redis("broken") else { return };
    let relay = Relay::start(&url).await;
    let store = store(&relay.url, &prefix).await;
    assert!(set(&store, "a", None, Some(entry("1", 60_000))).await);
    for round in 0..3 {
        relay.set(Line::Cut);
        sleep(Duration::from_millis(50)).await;
        for _ in 0..round {
            let error = store.get("a").await.expect_err("Redis is gone");
            assert!(error.to_string().starts_with("the store failed: Redis: "), "{error}");
        }
        relay.set(Line::Good);
        if round == 1 {
            assert!(!set(&store, "a", Some("2"), None).await);
        }
        assert_eq!(value(&store, "a").await.as_deref(), Some("1"));
    }
    // If the response to a change is lost, the store still reports the right result, and makes the change only once.
    for (expected, new, is_set) in [
        (Some("1"), Some(entry("2", 60_000)), true),
        (Some("1"), Some(entry("3", 60_000)), false),
        (Some("2"), None, true),
        (None, Some(entry("4", 60_000)), true),
        (None, Some(entry("5", 60_000)), false),
    ] {
        relay.set(Line::LosesResponse);
        assert_eq!(set(&store, "a", expected, new).await, is_set, "{expected:?}");
        assert_eq!(*relay.line.borrow(), Line::Good, "a response was lost");
    }
    assert_eq!(value(&store, "a").await.as_deref(), Some("4"));
    relay.set(Line::Silent);
    let started = Instant::now();
    assert!(store.get("a").await.is_err() && RedisStore::connect(&relay.url).await.is_err());
    assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
}

#[tokio::test]
async fn calls_continue_without_redis() {
    let Some((url, prefix)) = redis("gone") else { return };
    for gone in [Line::Cut, Line::Silent] {
        let prefix = format!("{prefix}{gone:?}:");
        let platform = platform().await;
        let relay = Relay::start(&url).await;
        let client = client(&platform, store(&relay.url, &prefix).await);
        let (tenant, user) = (client.tenant(), client.user(platform.grant()));
        call(&user).await.expect("a room");

        relay.set(gone);
        call(&tenant).await.expect("a room");
        assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
        // If the client cannot reach the store, it cannot know whether another client has used the refresh token. So the
        // client does not renew the login.
        platform.revoke::<User>();
        let error = call(&user).await.expect_err("the token cannot be renewed");
        assert!(matches!(&error, Error::Token(one) if matches!(&*one.source, Error::Store(_))), "{error:?}");
        assert_eq!(count(&platform, USER_TOKENS), 0);

        relay.set(Line::Good);
        call(&user).await.expect("a room");
        assert_eq!(count(&platform, USER_TOKENS), 1);
        call(&tenant).await.expect("a room");
        assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
    }
}

#[tokio::test]
async fn a_login_survives_an_outage_of_redis_during_its_renewal() {
    let Some((url, prefix)) = redis("renewal") else { return };
    let platform = platform().await;
    let relay = Relay::start(&url).await;
    let grant = platform.grant();
    let other = client(&platform, ShortLeases(store(&url, &prefix).await)).user_of(grant.id());
    let user = client(&platform, ShortLeases(store(&relay.url, &prefix).await)).user(grant);
    for (renewals, is_short) in [(1, true), (2, false)] {
        call(&user).await.expect("a room");
        platform.revoke::<User>();
        let renewing = tokio::spawn({
            let user = user.clone();
            async move { call(&user).await }
        });
        until(async || count(&platform, USER_TOKENS) == renewals).await;
        relay.set(Line::Cut);
        if is_short {
            sleep(Duration::from_secs(1)).await;
            relay.set(Line::Good);
            renewing.await.expect("no call panics").expect("a room");
            call(&other).await.expect("a room");
        } else {
            renewing.await.expect("no call panics").expect("a room");
            relay.set(Line::Good);
        }
        assert_eq!(count(&platform, USER_TOKENS), renewals);
    }
    // After the outage, the client wrote its new tokens to Redis. So the other client can use and renew these tokens.
    platform.revoke::<User>();
    call(&user).await.expect("a room");
    call(&other).await.expect("a room");
    assert_eq!(count(&platform, USER_TOKENS), 3);
}
