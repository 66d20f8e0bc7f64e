//! Tokens, logins, app tickets and scopes.

use std::time::Duration;

use vc_api::error::LoginReason;
use vc_api::testing::{APP_ID, APP_SECRET, Platform, Received};
use vc_api::{App, Client, Error, Events, Sample, Tenant, User, note, room, scopes};

fn code(error: &Error) -> i64 {
    error.code().unwrap_or_else(|| panic!("{error}"))
}

#[tokio::test]
async fn tokens_that_are_wrong_are_refused() {
    let platform = Platform::start().await;
    let client = platform.client();
    assert_eq!(code(&client.session::<Tenant>("t-other").rooms().get("omm_1").await.unwrap_err()), 99_991_663);
    assert_eq!(code(&client.session::<User>("u-other").rooms().get("omm_1").await.unwrap_err()), 99_991_668);
    let response = reqwest::get(format!("{}/open-apis/vc/v1/rooms", platform.url())).await.unwrap();
    assert!(response.text().await.unwrap().contains("99991661"));
}

#[tokio::test]
async fn tokens_of_the_wrong_kind_are_refused() {
    let platform = Platform::start().await;
    // The operation `room.search` accepts only user access tokens.
    let call = platform.session::<Tenant>().call(vc_api::Method::Post, "/open-apis/vc/v1/rooms/search");
    assert_eq!(code(&call.await.unwrap_err()), 99_991_663);
    let call = platform.session::<App>().call(vc_api::Method::Get, "/open-apis/vc/v1/rooms");
    assert_eq!(code(&call.await.unwrap_err()), 99_991_664);
}

#[tokio::test]
async fn tokens_are_issued_for_any_program() {
    let platform = Platform::start().await;
    let client = platform.client();
    client.session::<Tenant>(platform.token::<Tenant>()).rooms().get("omm_1").await.unwrap();
    client.session::<User>(platform.token::<User>()).rooms().get("omm_1").await.unwrap();
    assert_ne!(platform.token::<App>(), platform.token::<App>());
}

#[tokio::test]
async fn only_the_app_of_the_double_gets_tokens() {
    let platform = Platform::start().await;
    for (id, secret, expected) in [(APP_ID, "other", 10_014), ("cli_other", APP_SECRET, 99_991_543)] {
        let client = Client::builder().base_url(platform.url()).app(id, secret).build().unwrap();
        let Error::Token(failure) = client.tenant().rooms().get("omm_1").await.unwrap_err() else { panic!("a token") };
        assert_eq!(code(&failure.source), expected);
    }
}

#[tokio::test]
async fn revoked_tokens_are_refused_and_replaced() {
    let platform = Platform::start().await;
    let (org, me) = (platform.client().tenant(), platform.user());
    org.rooms().get("omm_1").await.unwrap();
    me.rooms().get("omm_1").await.unwrap();
    platform.revoke::<Tenant>();
    platform.revoke::<User>();
    org.rooms().get("omm_1").await.unwrap();
    me.rooms().get("omm_1").await.unwrap();
    assert_eq!(platform.calls::<room::Get>().len(), 6);
}

#[tokio::test(start_paused = true)]
async fn tokens_live_by_the_clock_of_the_test() {
    let platform = Platform::start().await;
    let fixed = platform.session::<User>();
    fixed.rooms().get("omm_1").await.unwrap();
    tokio::time::advance(Duration::from_secs(7201)).await;
    assert_eq!(code(&fixed.rooms().get("omm_1").await.unwrap_err()), 99_991_677);
}

#[tokio::test]
async fn refresh_tokens_work_once() {
    let platform = Platform::start().await;
    let grant = platform.grant();
    let (one, other) = (platform.client().user(grant.clone()), platform.client_builder().build().unwrap().user(grant));
    platform.revoke::<User>();
    one.rooms().get("omm_1").await.unwrap();
    let Error::LoginNeeded(needed) = other.rooms().get("omm_1").await.unwrap_err() else { panic!("a login") };
    assert_eq!(needed.reason, LoginReason::Used);
    platform.end_logins();
    let Error::LoginNeeded(needed) = one.rooms().get("omm_1").await.unwrap_err() else { panic!("a login") };
    assert_eq!(needed.reason, LoginReason::Invalid);
}

#[tokio::test]
async fn users_log_in_and_grant_scopes() {
    let platform = Platform::start().await;
    let client = platform.client();
    let login = client.login("https://example.com/callback").scopes([scopes::VC_ROOM_READONLY]).begin().unwrap();
    let (code_of_login, state) = platform.log_in(login.url());
    let grant = client.finish_login(&login, code_of_login.clone(), state.clone()).await.unwrap();
    assert_eq!(grant.scopes(), ["vc:room:readonly"]);
    let me = client.user(grant);
    me.rooms().get("omm_1").await.unwrap();
    let Error::MissingScope(missing) = me.notes().get("1").await.unwrap_err() else { panic!("a scope") };
    assert_eq!(missing.refusal.code, 99_991_679);
    // The code of a login works only once.
    assert_eq!(code(&client.finish_login(&login, code_of_login, state).await.unwrap_err()), 20_065);
    platform.on(|_: Received<note::Get>| Ok(Sample::sample()));
    platform.verify().unwrap_err();
}

#[tokio::test]
async fn the_app_may_lack_scopes() {
    let platform = Platform::start().await;
    for scope in [scopes::VC_ROOM, scopes::VC_ROOMS_ROOM_CREATE] {
        platform.lack(scope);
    }
    let org = platform.client().tenant();
    let Error::MissingScope(missing) = org.rooms().create("a", 1, "omb_1").await.unwrap_err() else {
        panic!("a scope")
    };
    assert_eq!(missing.refusal.code, 99_991_672);
    assert_eq!(missing.scopes, ["vc:room", "vc:rooms.room:create"]);
    // The app still has another scope, which suffices for this call.
    org.rooms().get("omm_1").await.unwrap();
}

#[tokio::test]
async fn store_apps_get_their_tickets() {
    let platform = Platform::start().await;
    let client = Client::builder().base_url(platform.url()).store_app(APP_ID, APP_SECRET).build().unwrap();
    let events = Events::new().client(&client);
    platform.connect_webhook(events.webhook(platform.webhook_config()).unwrap());
    client.tenant_of("tenant-1").rooms().get("omm_1").await.unwrap();
    client.tenant_of("tenant-2").rooms().get("omm_1").await.unwrap();
    let paths: Vec<String> = platform.requests().iter().map(|request| request.path().to_owned()).collect();
    assert_eq!(paths.iter().filter(|path| path.ends_with("app_ticket/resend")).count(), 1);
    platform.deliver_app_ticket().await.unwrap();
}
