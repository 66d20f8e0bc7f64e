//! Tokens of a store app: from the app ticket to the tokens of the tenants that installed the app.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;
use vc_api::error::Stage;
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{ClientBuilder, Error, Session, Tenant};
use vc_tests::endpoints::{APP_TOKEN, RESEND_APP_TICKET, ROOMS, TENANT_TOKEN, room_response, token_response};
use vc_tests::platform::count;
use vc_tests::time::{pass, seconds, timed};

use crate::faulty_store::FaultyStore;
use crate::support::{all_good, bearers, built, failure, get, get_together, platform, without_app};

/// Returns the options of a client of the store app `cli_9`.
fn store_app(platform: &Platform) -> ClientBuilder {
    without_app(platform).store_app("cli_9", "secret-hunter2")
}

fn app_token(number: usize) -> HttpReply {
    token_response("app_access_token", &format!("a-hunter2-{number}"), 7200).after(seconds(1))
}

/// Returns the response of a platform that issues the tokens of a store app. Each app token is new. A tenant always gets the
/// same tenant token.
fn respond(request: &HttpRequest) -> HttpReply {
    let tenant = request.json()["tenant_key"].as_str().unwrap_or_default().to_owned();
    match request.path() {
        APP_TOKEN => app_token(request.before() + 1),
        TENANT_TOKEN => token_response("tenant_access_token", &format!("t-hunter2-{tenant}"), 7200).after(seconds(1)),
        RESEND_APP_TICKET => HttpReply::json(200, &json!({ "code": 0, "msg": "success" })),
        _ => room_response(),
    }
}

/// Returns the values of one key in the JSON bodies of all requests for a path.
fn sent(platform: &Platform, path: &str, key: &str) -> Vec<String> {
    let seen = platform.requests().into_iter().filter(|request| request.path() == path);
    seen.map(|request| request.json()[key].as_str().unwrap_or_default().to_owned()).collect()
}

async fn get_of(sessions: &[Session<Tenant>]) {
    let mut calls = tokio::task::JoinSet::new();
    for org in sessions {
        let org = org.clone();
        calls.spawn(async move { all_good(get_together(&org, 10).await) });
    }
    calls.join_all().await;
}

#[tokio::test(start_paused = true)]
async fn tickets_are_found_in_events() {
    let platform = platform(respond).await;
    let client = built(store_app(&platform));
    let event = |kind: &str, app: &str, ticket: serde_json::Value| {
        let event = json!({ "type": kind, "app_id": app, "tenant_key": "", "app_ticket": ticket });
        json!({ "ts": "1.5", "uuid": "u", "token": "v", "type": "event_callback", "event": event }).to_string()
    };
    let others = [
        event("app_open", "cli_9", json!("ticket-hunter2-1")),
        event("app_ticket", "cli_8", json!("ticket-hunter2-1")),
        event("app_ticket", "cli_9", json!(null)),
        event("app_ticket", "cli_9", json!({ "a": 1 })),
        r#"{"schema": "2.0", "header": {"event_type": "vc.room.created_v1"}, "event": {"room": {}}}"#.to_owned(),
        r#"{"encrypt": "ticket-hunter2-1"}"#.to_owned(),
        "hunter2".to_owned(),
    ];
    for other in others {
        assert!(!client.keep_app_ticket_event(other.as_bytes()).await.expect("the store works"), "{other}");
    }
    let event = event("app_ticket", "cli_9", json!("ticket-hunter2-2"));
    assert!(client.keep_app_ticket_event(event.as_bytes()).await.expect("the store works"));
    get(&client.tenant_of("one")).await.expect("a room");
    assert_eq!(sent(&platform, APP_TOKEN, "app_ticket"), ["ticket-hunter2-2"]);
    assert_eq!(count(&platform, RESEND_APP_TICKET), 0);
}

#[tokio::test(start_paused = true)]
async fn tickets_become_tokens_of_tenants() {
    let platform = platform(respond).await;
    let client = built(store_app(&platform));
    client.keep_app_ticket("ticket-hunter2-1").await.expect("it is kept");
    let orgs: Vec<_> = ["one", "two", "three"].into_iter().map(|key| client.tenant_of(key)).collect();
    let ((), took) = timed(get_of(&orgs)).await;
    assert!(took < seconds(3), "{took:?}");
    let seen = platform.requests();
    let ask = json!({ "app_id": "cli_9", "app_secret": "secret-hunter2", "app_ticket": "ticket-hunter2-1" });
    assert_eq!((seen[0].path(), seen[0].json()), (APP_TOKEN, ask));
    assert_eq!(seen[1].path(), TENANT_TOKEN);
    assert_eq!(
        seen[1].json(),
        json!({ "app_access_token": "a-hunter2-1", "tenant_key": seen[1].json()["tenant_key"] })
    );
    let mut keys = sent(&platform, TENANT_TOKEN, "tenant_key");
    keys.sort();
    assert_eq!(keys, ["one", "three", "two"]);
    assert_eq!((count(&platform, APP_TOKEN), count(&platform, RESEND_APP_TICKET)), (1, 0));
    for key in ["one", "two", "three"] {
        assert_eq!(bearers(&platform).iter().filter(|token| **token == format!("t-hunter2-{key}")).count(), 10);
    }
    // For a further tenant, the client uses the existing app token.
    get(&client.tenant_of("four")).await.expect("a room");
    assert_eq!((count(&platform, APP_TOKEN), count(&platform, TENANT_TOKEN)), (1, 4));
    // After this time, the tenant tokens have expired, and the app token too.
    pass(7300).await;
    get_of(&orgs).await;
    assert_eq!((count(&platform, APP_TOKEN), count(&platform, TENANT_TOKEN)), (2, 7));
}

#[tokio::test(start_paused = true)]
async fn a_missing_ticket_is_requested_once() {
    let platform = platform(respond).await;
    let client = built(store_app(&platform));
    let orgs = [client.tenant_of("one"), client.tenant_of("two")];
    let calling = tokio::spawn(timed(async move { get_of(&orgs).await }));
    pass(20).await;
    assert_eq!(count(&platform, "/"), 1);
    let seen = platform.requests();
    assert_eq!((seen[0].method(), seen[0].path()), ("POST", RESEND_APP_TICKET));
    assert_eq!(seen[0].json(), json!({ "app_id": "cli_9", "app_secret": "secret-hunter2" }));
    client.keep_app_ticket("ticket-hunter2-1").await.expect("it is kept");
    let ((), took) = calling.await.expect("no panic");
    // The app ticket arrives after 20 seconds. The app token and the tenant token take one more second each.
    assert!(took >= seconds(22) && took < seconds(23), "{took:?}");
    assert_eq!(sent(&platform, APP_TOKEN, "app_ticket"), ["ticket-hunter2-1"]);
    assert_eq!((count(&platform, RESEND_APP_TICKET), count(&platform, TENANT_TOKEN)), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn a_new_ticket_is_requested_after_a_refusal() {
    for (status, code) in [(200, 10012), (400, 10012)] {
        let platform = platform(move |request| match request.json()["app_ticket"] == "ticket-hunter2-1" {
            true => HttpReply::json(status, &json!({ "code": code, "msg": "ticket-hunter2-1 is invalid" })),
            false => respond(request),
        })
        .await;
        let client = built(store_app(&platform));
        client.keep_app_ticket("ticket-hunter2-1").await.expect("it is kept");
        let org = client.tenant_of("one");
        let calling = tokio::spawn(async move { get_together(&org, 10).await });
        pass(5).await;
        assert_eq!(
            (count(&platform, APP_TOKEN), count(&platform, RESEND_APP_TICKET), count(&platform, TENANT_TOKEN)),
            (1, 1, 0)
        );
        // The platform has refused this app ticket. So the calls still wait if the same app ticket arrives again.
        client.keep_app_ticket("ticket-hunter2-1").await.expect("it is kept");
        pass(5).await;
        assert_eq!(
            (count(&platform, APP_TOKEN), count(&platform, RESEND_APP_TICKET), count(&platform, TENANT_TOKEN)),
            (1, 1, 0)
        );
        client.keep_app_ticket("ticket-hunter2-2").await.expect("it is kept");
        all_good(calling.await.expect("no panic"));
        assert_eq!(sent(&platform, APP_TOKEN, "app_ticket"), ["ticket-hunter2-1", "ticket-hunter2-2"]);
        assert_eq!(count(&platform, RESEND_APP_TICKET), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_ticket_that_never_comes() {
    let platform = platform(respond).await;
    let client = built(store_app(&platform).timeout(seconds(60)));
    let (one, two) = (client.tenant_of("one"), client.tenant_of("two"));
    let ((first, second), took) = timed(async { tokio::join!(get_together(&one, 5), get_together(&two, 5)) }).await;
    assert!(took >= seconds(45) && took < seconds(61), "{took:?}");
    for outcome in first.into_iter().chain(second) {
        let error = failure(outcome);
        let source = match &error {
            Error::Token(one) => &*one.source,
            other => panic!("{other:?}"),
        };
        assert!(matches!(source, Error::Timeout(one) if one.stage == Stage::Ticket), "{error:?}");
        let told = error.report().to_string();
        assert!(told.contains("no app ticket within") && told.contains("`Client::keep_app_ticket_event`"), "{told}");
        assert!(told.contains("raise `timeout` of the client"), "{told}");
    }
    assert_eq!(count(&platform, "/"), 1);
    // A later call requests the app ticket again.
    let calling = tokio::spawn(async move { get(&one).await });
    pass(3).await;
    assert_eq!(count(&platform, RESEND_APP_TICKET), 2);
    client.keep_app_ticket("ticket-hunter2-1").await.expect("it is kept");
    calling.await.expect("no panic").expect("a room");
}

#[tokio::test(start_paused = true)]
async fn a_call_can_wait_for_a_ticket_without_limit() {
    let platform = platform(respond).await;
    let client = built(store_app(&platform).timeout(std::time::Duration::MAX));
    let org = client.tenant_of("one");
    let calling = tokio::spawn(async move { get(&org).await });
    pass(10_000).await;
    client.keep_app_ticket("ticket-hunter2-1").await.expect("it is kept");
    calling.await.expect("no panic").expect("a room");
}

/// The platform refuses the request for an app ticket. The calls fail with this refusal, and the client sends no further
/// request.
#[tokio::test(start_paused = true)]
async fn a_ticket_that_cannot_be_requested() {
    let platform = platform(|request| match request.path() {
        RESEND_APP_TICKET => HttpReply::refusal(200, 10003),
        _ => respond(request),
    })
    .await;
    let client = built(store_app(&platform));
    for outcome in get_together(&client.tenant_of("one"), 10).await {
        let error = failure(outcome);
        assert!(matches!(error, Error::Token(_)), "{error:?}");
        assert_eq!(error.code(), Some(10003));
    }
    assert_eq!(count(&platform, "/"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_rejected_app_token_is_replaced_once() {
    let revoked = Arc::new(AtomicBool::new(false));
    let is_revoked = Arc::clone(&revoked);
    let platform = platform(move |request| {
        let bad = is_revoked.load(Ordering::Relaxed) && request.json()["app_access_token"] == "a-hunter2-1";
        if bad { HttpReply::refusal(400, 99_991_664).after(seconds(2)) } else { respond(request) }
    })
    .await;
    let client = built(store_app(&platform));
    client.keep_app_ticket("ticket-hunter2-1").await.expect("it is kept");
    get(&client.tenant_of("first")).await.expect("a room");
    revoked.store(true, Ordering::Relaxed);
    let orgs: Vec<_> = (0..10).map(|number| client.tenant_of(format!("tenant{number}"))).collect();
    get_of(&orgs).await;
    assert_eq!(count(&platform, APP_TOKEN), 2);
    let mut expected = vec!["a-hunter2-1"; 11];
    expected.extend(["a-hunter2-2"; 10]);
    assert_eq!(sent(&platform, TENANT_TOKEN, "app_access_token"), expected);
}

/// The platform rejects the app token, but always issues the same app token again. The client fetches the app token only
/// twice.
#[tokio::test(start_paused = true)]
async fn an_app_token_that_is_always_rejected() {
    let platform = platform(|request| match request.path() {
        APP_TOKEN => app_token(1),
        TENANT_TOKEN => HttpReply::refusal(400, 99_991_664),
        _ => respond(request),
    })
    .await;
    let client = built(store_app(&platform));
    client.keep_app_ticket("ticket-hunter2-1").await.expect("it is kept");
    let org = client.tenant_of("one");
    for _ in 0..5 {
        let error = failure(get(&org).await);
        assert!(matches!(error, Error::Token(_)), "{error:?}");
        assert_eq!(error.code(), Some(99_991_664));
    }
    assert_eq!((count(&platform, APP_TOKEN), count(&platform, TENANT_TOKEN)), (2, 5));
}

/// If the platform rejects the token of one tenant, the client fetches only the token of this tenant again.
#[tokio::test(start_paused = true)]
async fn a_rejected_tenant_token_is_replaced() {
    let platform = platform(|request| match request.path() {
        TENANT_TOKEN => token_response("tenant_access_token", &format!("t-hunter2-{}", request.before() + 1), 7200),
        path if path.starts_with(ROOMS) && request.token() == "t-hunter2-1" => HttpReply::refusal(400, 99_991_663),
        _ => respond(request),
    })
    .await;
    let client = built(store_app(&platform));
    client.keep_app_ticket("ticket-hunter2-1").await.expect("it is kept");
    let (one, two) = (client.tenant_of("one"), client.tenant_of("two"));
    all_good(get_together(&one, 10).await);
    all_good(get_together(&two, 10).await);
    assert_eq!(count(&platform, APP_TOKEN), 1);
    assert_eq!(sent(&platform, TENANT_TOKEN, "tenant_key"), ["one", "one", "two"]);
}

#[tokio::test(start_paused = true)]
async fn clients_with_a_shared_store_share_a_ticket() {
    let platform = platform(respond).await;
    let store = FaultyStore::default();
    let client = || built(store_app(&platform).token_store(store.clone()));
    let (first, second) = (client(), client());
    let org = first.tenant_of("one");
    let calling = tokio::spawn(async move { get(&org).await.map(|_| tokio::time::Instant::now()) });
    pass(10).await;
    let kept = tokio::time::Instant::now();
    second.keep_app_ticket("ticket-hunter2-1").await.expect("it is kept");
    let done = calling.await.expect("no panic").expect("a room");
    // The platform responds to the request for the app token after one second, and to the request for the tenant token
    // after another second.
    assert!(done - kept <= seconds(3), "{:?}", done - kept);
    // The second client finds the app token and the token of tenant `one` in the store. It fetches only the token of tenant
    // `two`.
    get(&second.tenant_of("one")).await.expect("a room");
    get(&second.tenant_of("two")).await.expect("a room");
    assert_eq!(
        (count(&platform, RESEND_APP_TICKET), count(&platform, APP_TOKEN), count(&platform, TENANT_TOKEN)),
        (1, 1, 2)
    );
}

#[tokio::test(start_paused = true)]
async fn tickets_and_a_store_that_fails() {
    let platform = platform(respond).await;
    let store = FaultyStore::default();
    let client = built(store_app(&platform).token_store(store.clone()));
    client.keep_app_ticket("ticket-hunter2-1").await.expect("it is kept");
    store.fail(false, true);
    let error = failure(client.keep_app_ticket("ticket-hunter2-2").await);
    assert!(matches!(error, Error::Store(_)), "{error:?}");
    // The client can read the app ticket from the store. So the client fetches the tokens, although all writes to the store
    // fail.
    get(&client.tenant_of("one")).await.expect("a room");
    store.fail(true, true);
    // This client has the app token in memory. The other client below does not have it.
    get(&client.tenant_of("two")).await.expect("a room");
    let other = built(store_app(&platform).token_store(store.clone()));
    let error = failure(get(&other.tenant_of("two")).await);
    assert!(matches!(error, Error::Token(_)), "{error:?}");
    store.fail(false, false);
    get(&other.tenant_of("two")).await.expect("a room");
    assert_eq!(count(&platform, RESEND_APP_TICKET), 0);
    // From now on, the store refuses each change with `false`, but without an error.
    store.refuse();
    let error = failure(client.keep_app_ticket("ticket-hunter2-3").await);
    assert!(matches!(error, Error::Store(_)), "{error:?}");
}
