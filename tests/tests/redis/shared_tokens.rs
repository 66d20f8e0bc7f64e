//! Clients that share their tokens.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::sleep;
use vc_api::{Client, Error};
use wiremock::{Mock, ResponseTemplate, matchers};

use crate::platform::{FETCH, FETCH_APP, FETCH_OF, Platform, REFRESH, call, call_all, grant};
use crate::support::{HOUR, redis, store, until};

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_token_is_fetched_once() {
    let Some((url, prefix)) = redis("tenant") else { return };
    let platform = Platform::start().await;
    let [one, other] = [platform.client(store(&url, &prefix).await), platform.client(store(&url, &prefix).await)];
    call_all(&[one.tenant(), other.tenant()]).await;
    assert_eq!(platform.count(FETCH).await, 1);
    platform.reject("t-1");
    call_all(&[one.tenant(), other.tenant()]).await;
    assert_eq!(platform.count(FETCH).await, 2);
    // One that is started later.
    call_all(&[platform.client(store(&url, &prefix).await).tenant()]).await;
    assert_eq!(platform.count(FETCH).await, 2);
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
            assert_eq!(platform.count(REFRESH).await, 0);
        } else {
            sleep(expires_in).await;
        }
        platform.reject("u-1");
        call_all(&[one.clone(), other.clone()]).await;
        assert_eq!(platform.count(REFRESH).await, 1, "{test}");
        // What the first renewal gave renews again.
        platform.reject("u-2");
        call_all(&[other, one]).await;
        assert_eq!(platform.count(REFRESH).await, 2, "{test}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_ticket_serves_all() {
    let Some((url, prefix)) = redis("ticket") else { return };
    let platform = Platform::start().await;
    let client = async || {
        let options = Client::builder().base_url(platform.server.uri()).store_app("cli_2", "hunter2");
        options.token_store(store(&url, &prefix).await).build().expect("the options are good")
    };
    let [one, other] = [client().await, client().await];
    // The one asks for it, the other receives it.
    let resend = "/open-apis/auth/v3/app_ticket/resend";
    let asked = ResponseTemplate::new(200).set_body_json(json!({ "code": 0, "msg": "success" }));
    Mock::given(matchers::path(resend)).respond_with(asked).mount(&platform.server).await;
    let waiting = tokio::spawn(async move {
        call_all(&[one.tenant_of("tenant-1"), one.tenant_of("tenant-2")]).await;
        one
    });
    until(async || platform.count(resend).await == 1).await;
    other.keep_app_ticket("ticket-1").await.expect("Redis is there");
    let one = waiting.await.expect("all is well");
    call_all(&[one.tenant_of("tenant-1"), other.tenant_of("tenant-1"), other.tenant_of("tenant-2")]).await;
    assert_eq!((platform.count(FETCH_APP).await, platform.count(FETCH_OF).await), (1, 2));
    let requests = platform.server.received_requests().await.expect("requests are kept");
    let fetched = requests.iter().find(|request| request.url.path() == FETCH_APP).expect("it was fetched");
    assert_eq!(fetched.body_json::<Value>().expect("it is JSON")["app_ticket"], "ticket-1");
}
