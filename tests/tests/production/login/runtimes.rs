//! Logins on unusual tokio runtimes: runtimes that end, a runtime that no thread drives, and several runtimes in sequence.
//! The tests use real time.

use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use vc_api::testing::HttpReply;
use vc_api::{Client, Grant, Session, User};
use vc_tests::endpoints::{SEVEN_DAYS, USER_TOKENS, room_response, token_response};
use vc_tests::journal::Journal;
use vc_tests::platform::count;
use vc_tests::time::{seconds, until};

use super::account::{Account, pair, tokens};
use crate::faulty_store::FaultyStore;
use crate::support::{all_good, bearers, built, custom, get, get_together, platform};

/// Returns a grant whose access token is so close to its expiry that the client renews the login.
fn due() -> Grant {
    let grant = Grant::new("u-hunter2-1").expires_in(seconds(60));
    grant.refresh_token("ur-hunter2-1").refresh_expires_in(seconds(SEVEN_DAYS))
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime can be made")
}

/// Runs `work` like a short program: on a new thread with a new runtime, which ends after the work.
async fn program<T: Send + 'static, F: Future<Output = T>>(work: impl FnOnce() -> F + Send + 'static) -> T {
    let thread = thread::spawn(move || runtime().block_on(work()));
    until(async || thread.is_finished()).await;
    thread.join().expect("no panic")
}

/// A program makes calls shortly before its token expires, and ends right after the calls. The renewed tokens are not lost.
#[tokio::test(flavor = "multi_thread")]
async fn a_short_program_loses_no_login() {
    let mut account = Account::new(None, &Journal::default());
    let platform = platform(move |request| match request.path() {
        USER_TOKENS => account.respond(request).after(Duration::from_millis(300)),
        _ => account.respond(request),
    })
    .await;
    let store = FaultyStore::default();
    let client = |store: &FaultyStore| built(custom(&platform).token_store(store.clone()));
    let me = client(&store).user(due());
    program(move || async move {
        get(&me).await.expect("a room");
        get(&me).await.expect("a room")
    })
    .await;
    let next = client(&store).user_of(due().id());
    program(move || async move { get(&next).await.expect("a room") }).await;
    assert_eq!((count(&platform, USER_TOKENS), bearers(&platform)), (1, tokens(&[1, 2, 2])));
}

/// A program cancels a call during a renewal, waits with `finish`, and ends. The renewed tokens are not lost.
#[tokio::test(flavor = "multi_thread")]
async fn finish_waits_for_a_renewal() {
    let mut account = Account::new(None, &Journal::default());
    let platform = platform(move |request| match request.path() {
        USER_TOKENS => account.respond(request).after(Duration::from_millis(500)),
        _ => account.respond(request),
    })
    .await;
    let store = FaultyStore::default();
    let client = built(custom(&platform).token_store(store.clone()));
    program(move || async move {
        let me = client.user(due());
        get(&me).await.expect("a room");
        timeout(Duration::from_millis(200), get(&me)).await.expect_err("nobody waits longer");
        client.finish().await;
    })
    .await;
    let next = built(custom(&platform).token_store(store)).user_of(due().id());
    get(&next).await.expect("a room");
    assert_eq!((count(&platform, USER_TOKENS), bearers(&platform)), (1, tokens(&[1, 2])));
}

/// A call is cancelled while the call waits for the token store. No thread drives the runtime of this call any more. So
/// another call must fetch or renew the token.
#[tokio::test(flavor = "multi_thread")]
async fn other_calls_take_over_from_a_runtime_without_a_thread() {
    let mut account = Account::new(None, &Journal::default());
    let platform = platform(move |request| match request.path() {
        path if path.contains("/auth/") => token_response("tenant_access_token", "t-hunter2-1", 7200),
        _ => account.respond(request),
    })
    .await;
    for is_login in [true, false] {
        let store = FaultyStore::default();
        let client = built(custom(&platform).token_store(store.clone()));
        let grant = Grant::new("u-hunter2-0").expires_in(Duration::ZERO).refresh_token("ur-hunter2-1");
        store.hang(1);
        let left = runtime();
        let call = |client: &Client, grant: &Grant| {
            let (org, me) = (client.tenant(), client.user(grant.clone()));
            async move { if is_login { get(&me).await } else { get(&org).await } }
        };
        let first = call(&client, &grant);
        let left = thread::spawn(move || {
            left.block_on(async { timeout(Duration::from_millis(100), first).await.expect_err("the store hangs") });
            left
        });
        until(async || left.is_finished()).await;
        let left = left.join().expect("no panic");
        let taken_over = timeout(seconds(8), call(&client, &grant)).await;
        taken_over.expect("it does not wait for the other runtime").expect("a room");
        thread::spawn(move || drop(left)).join().expect("no panic");
    }
}

/// A client in a static variable works on several runtimes in sequence, as in unit tests of a program.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_outlives_runtimes() {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    let platform = Arc::new(
        platform(|request| match request.path() {
            USER_TOKENS => HttpReply::json(200, &pair(2)),
            path if path.contains("/auth/") => token_response("tenant_access_token", "t-hunter2-1", 7200),
            _ => room_response(),
        })
        .await,
    );
    let client = CLIENT.get_or_init(|| built(custom(&platform)));
    for _ in 0..10 {
        program(|| async {
            let me: Session<User> = client.user(due());
            all_good(get_together(&me, 5).await);
            all_good(get_together(&client.tenant(), 5).await);
        })
        .await;
    }
    assert_eq!((count(&platform, USER_TOKENS), count(&platform, "/open-apis/auth/")), (1, 1));
}
