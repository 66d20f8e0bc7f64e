//! Clients that share tokens, logins and app tickets through Redis.

use std::time::Duration;

use tokio::time::sleep;
use vc_api::testing::{APP_ID, APP_SECRET};
use vc_api::{Client, Error, Events, Tenant, User};
use vc_tests::endpoints::{APP_TOKEN, CUSTOM_APP_TENANT_TOKEN, RESEND_APP_TICKET, TENANT_TOKEN, USER_TOKENS};
use vc_tests::platform::count;
use vc_tests::time::HOUR;

use crate::platform::{call, call_all, client, platform};
use crate::support::{redis, store};

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_token_is_fetched_once() {
    let Some((url, prefix)) = redis("tenant") else { return };
    let platform = platform().await;
    let [one, other] = [client(&platform, store(&url, &prefix).await), client(&platform, store(&url, &prefix).await)];
    call_all(&[one.tenant(), other.tenant()]).await;
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
    platform.revoke::<Tenant>();
    call_all(&[one.tenant(), other.tenant()]).await;
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 2);
    // A client that starts later uses the token in the store.
    call_all(&[client(&platform, store(&url, &prefix).await).tenant()]).await;
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_renewed_once() {
    let Some((url, prefix)) = redis("login") else { return };
    for (test, expires_in) in [("rejected", HOUR), ("expired", Duration::from_secs(3))] {
        let prefix = format!("{prefix}{test}:");
        let platform = platform().await;
        let [one, other] =
            [client(&platform, store(&url, &prefix).await), client(&platform, store(&url, &prefix).await)];
        let grant = platform.grant().expires_in(expires_in);
        let id = grant.id().to_owned();
        let error = call(&other.user_of(&id)).await.expect_err("it is not known yet");
        assert!(matches!(error, Error::LoginNeeded(_)), "{error:?}");

        let (one, other) = (one.user(grant), other.user_of(&id));
        call(&one).await.expect("a room");
        call(&other).await.expect("a room");
        if expires_in == HOUR {
            assert_eq!(count(&platform, USER_TOKENS), 0);
        } else {
            sleep(expires_in).await;
        }
        platform.revoke::<User>();
        call_all(&[one.clone(), other.clone()]).await;
        assert_eq!(count(&platform, USER_TOKENS), 1, "{test}");
        // The second renewal uses the refresh token from the first renewal.
        platform.revoke::<User>();
        call_all(&[other, one]).await;
        assert_eq!(count(&platform, USER_TOKENS), 2, "{test}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_clients_share_an_app_ticket() {
    let Some((url, prefix)) = redis("ticket") else { return };
    let platform = platform().await;
    let client = async || {
        let options = Client::builder().base_url(platform.url()).store_app(APP_ID, APP_SECRET);
        options.token_store(store(&url, &prefix).await).build().expect("the options are good")
    };
    // The first client requests the app ticket, and the second client receives it.
    let [one, other] = [client().await, client().await];
    let receiver = Events::new().client(&other).webhook(platform.webhook_config()).expect("it can be made");
    platform.connect_webhook(receiver);
    call_all(&[one.tenant_of("tenant-1"), one.tenant_of("tenant-2")]).await;
    call_all(&[one.tenant_of("tenant-1"), other.tenant_of("tenant-1"), other.tenant_of("tenant-2")]).await;
    assert_eq!(count(&platform, RESEND_APP_TICKET), 1);
    assert_eq!((count(&platform, APP_TOKEN), count(&platform, TENANT_TOKEN)), (1, 2));
}
