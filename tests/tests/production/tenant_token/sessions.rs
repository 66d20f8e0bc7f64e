//! Sessions with a tenant token: several sessions of one client, sessions on several runtimes in sequence, and sessions that
//! do not fit the app of the client.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{Client, Error};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, room_response};
use vc_tests::platform::count;
use vc_tests::secrecy::show;
use vc_tests::time::{seconds, until};

use super::issuer::{generous, token, tokens};
use crate::support::{all_good, bearers, built, custom, failure, get, get_together, platform, without_app};

#[tokio::test(start_paused = true)]
async fn sessions_of_a_client_share_the_token() {
    let platform = generous(seconds(1)).await;
    let client = built(custom(&platform));
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        calls.spawn(async move { get(&client.tenant()).await });
    }
    all_good(calls.join_all().await);
    all_good(vec![get(&client.tenant()).await, get(&client.tenant()).await]);
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
}

/// Starts a platform on a separate runtime, which runs longer than the runtimes of the clients.
fn lasting(respond: impl Fn(&HttpRequest) -> HttpReply + Send + Sync + 'static) -> (tokio::runtime::Runtime, Platform) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime can be made");
    let platform = runtime.block_on(platform(respond));
    (runtime, platform)
}

fn short_lived() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made")
}

#[test]
fn a_client_continues_on_another_runtime() {
    let (_runtime, platform) =
        lasting(
            |request| {
                if request.path() == CUSTOM_APP_TENANT_TOKEN { token(request.before() + 1) } else { room_response() }
            },
        );
    let client = built(custom(&platform));
    let org = client.tenant();
    short_lived().block_on(get(&org)).expect("a room");
    let others = short_lived();
    all_good(others.block_on(get_together(&org, 10)));
    drop(others);
    short_lived().block_on(get(&client.tenant())).expect("a room");
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
}

#[test]
fn a_fetch_that_ended_with_its_runtime_is_repeated() {
    let asked = Arc::new(AtomicBool::new(false));
    let is_asked = Arc::clone(&asked);
    let (_runtime, platform) = lasting(move |request| match (request.path(), request.before()) {
        (CUSTOM_APP_TENANT_TOKEN, 0) => {
            is_asked.store(true, Ordering::Relaxed);
            HttpReply::silence()
        }
        (CUSTOM_APP_TENANT_TOKEN, before) => token(before + 1),
        _ => room_response(),
    });
    let client = built(custom(&platform));
    let org = client.tenant();
    let dying = short_lived();
    let session = org.clone();
    dying.block_on(async {
        tokio::spawn(async move { get(&session).await });
        until(async || asked.load(Ordering::Relaxed)).await;
    });
    drop(dying);
    let started = std::time::Instant::now();
    short_lived().block_on(get(&org)).expect("a room");
    assert!(started.elapsed() < seconds(5), "{:?}", started.elapsed());
    assert_eq!(bearers(&platform), tokens(&[2]));
}

#[tokio::test(start_paused = true)]
async fn sessions_that_the_client_cannot_have() {
    let platform = generous(Duration::ZERO).await;
    let app = |kind: &str| {
        let builder = without_app(&platform);
        built(match kind {
            "custom" => builder.app("cli_1", "secret-hunter2"),
            "store" => builder.store_app("cli_1", "secret-hunter2"),
            _ => builder,
        })
    };
    for (session, told) in [
        (
            app("none").tenant(),
            "the client has no app: set one with `.app(id, secret)`, or create a session from a token",
        ),
        (app("store").tenant(), "a store app acts in many tenants: choose one with `client.tenant_of(key)`"),
        (app("custom").tenant_of("1a2b"), "a custom app belongs to one tenant: use `client.tenant()`"),
        (app("none").tenant_of("1a2b"), "the client has no store app: set one with `.store_app(id, secret)`"),
    ] {
        show(&session);
        let error = failure(get(&session).await);
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "app"), "{error:?}");
        assert_eq!(error.to_string(), format!("room.get: `app` cannot be used: {told}. Nothing was sent."));
    }
    for (option, client) in [
        ("app_id", Client::builder().app("", "secret-hunter2")),
        ("app_secret", Client::builder().app("cli_1", "")),
        ("app_secret", Client::builder().store_app("cli_1", "")),
    ] {
        let error = failure(client.build());
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == option), "{error:?}");
    }
    assert_eq!(count(&platform, "/"), 0);
}
