//! Clients that share their tokens, logins and app tickets by Redis.

use std::time::Duration;

use tokio::time::sleep;
use vc_api::{Client, Error};
use vc_tests::endpoints::{APP_TOKEN, CUSTOM_APP_TENANT_TOKEN, RESEND_APP_TICKET, TENANT_TOKEN, USER_TOKENS};
use vc_tests::time::{HOUR, until};

use crate::platform::{Platform, call, call_all, grant};
use crate::support::{redis, store};

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_token_is_fetched_once() {
    let Some((url, prefix)) = redis("tenant") else { return };
    let platform = Platform::start().await;
    let [one, other] = [platform.client(store(&url, &prefix).await), platform.client(store(&url, &prefix).await)];
    call_all(&[one.tenant(), other.tenant()]).await;
    assert_eq!(platform.count(CUSTOM_APP_TENANT_TOKEN), 1);
    platform.reject("t-1");
    call_all(&[one.tenant(), other.tenant()]).await;
    assert_eq!(platform.count(CUSTOM_APP_TENANT_TOKEN), 2);
    // One that is started later.
    call_all(&[platform.client(store(&url, &prefix).await).tenant()]).await;
    assert_eq!(platform.count(CUSTOM_APP_TENANT_TOKEN), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_renewed_once() {
    let Some((url, prefix)) = redis("login") else { return };
    for (test, expires_in) in [("rejected", HOUR), ("expired", Duration::from_secs(3))] {
        let prefix = format!("{prefix}{test}:");
        let platform = Platform::start().await;
        let [one, other] = [platform.client(store(&url, &prefix).await), platform.client(store(&url, &prefix).await)];
        let grant = grant(expires_in);
        let id = grant.id().to_owned();
        let error = call(&other.user_of(&id)).await.expect_err("it is not known yet");
        assert!(matches!(error, Error::LoginNeeded(_)), "{error:?}");

        let (one, other) = (one.user(grant), other.user_of(&id));
        call(&one).await.expect("a room");
        call(&other).await.expect("a room");
        if expires_in == HOUR {
            assert_eq!(platform.count(USER_TOKENS), 0);
        } else {
            sleep(expires_in).await;
        }
        platform.reject("u-1");
        call_all(&[one.clone(), other.clone()]).await;
        assert_eq!(platform.count(USER_TOKENS), 1, "{test}");
        // What the first renewal gave renews again.
        platform.reject("u-2");
        call_all(&[other, one]).await;
        assert_eq!(platform.count(USER_TOKENS), 2, "{test}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_ticket_serves_all() {
    let Some((url, prefix)) = redis("ticket") else { return };
    let platform = Platform::start().await;
    let client = async || {
        let options = Client::builder().base_url(platform.stand_in.url()).store_app("cli_2", "hunter2");
        options.token_store(store(&url, &prefix).await).build().expect("the options are good")
    };
    let [one, other] = [client().await, client().await];
    // The one asks for it, the other receives it.
    let waiting = tokio::spawn(async move {
        call_all(&[one.tenant_of("tenant-1"), one.tenant_of("tenant-2")]).await;
        one
    });
    until(async || platform.count(RESEND_APP_TICKET) == 1).await;
    other.keep_app_ticket("ticket-1").await.expect("Redis is there");
    let one = waiting.await.expect("all is well");
    call_all(&[one.tenant_of("tenant-1"), other.tenant_of("tenant-1"), other.tenant_of("tenant-2")]).await;
    assert_eq!((platform.count(APP_TOKEN), platform.count(TENANT_TOKEN)), (1, 2));
    let requests = platform.stand_in.seen();
    let fetched = requests.iter().find(|request| request.path == APP_TOKEN).expect("it was fetched");
    assert_eq!(fetched.json()["app_ticket"], "ticket-1");
}
