//! Clients, sessions, and calls of `room.get` for the tests.

use tokio::task::JoinSet;
use vc_api::room::Room;
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::tokens::TenantOrUser;
use vc_api::{Client, ClientBuilder, Error, Session};
use vc_tests::endpoints::ROOMS;
use vc_tests::platform::scripted;
use vc_tests::secrecy::{show, show_error, show_logs};

/// Returns the error of an outcome. During the test of secrecy, this function also prints the error.
pub(crate) fn failure<T>(outcome: Result<T, Error>) -> Error {
    let error = outcome.err().expect("it fails");
    show_error(&error);
    error
}

/// Starts a platform. The function `respond` creates its responses.
pub(crate) async fn platform(respond: impl FnMut(&HttpRequest) -> HttpReply + Send + 'static) -> Platform {
    show_logs();
    scripted(respond).await
}

/// Returns the options of a client without an app.
pub(crate) fn without_app(platform: &Platform) -> ClientBuilder {
    Client::builder().base_url(platform.url()).accounts_url(platform.url())
}

/// Returns the options of a client of the custom app `cli_1`.
pub(crate) fn custom(platform: &Platform) -> ClientBuilder {
    without_app(platform).app("cli_1", "secret-hunter2")
}

pub(crate) fn built(options: ClientBuilder) -> Client {
    show(&options);
    let client = options.build().expect("the options are good");
    show(&client);
    client
}

/// Makes a call of `room.get`.
pub(crate) async fn get<K: TenantOrUser>(session: &Session<K>) -> Result<Room, Error> {
    session.rooms().get("omm_1").await
}

/// Makes `count` concurrent calls of `room.get`.
pub(crate) async fn get_together<K: TenantOrUser>(session: &Session<K>, count: usize) -> Vec<Result<Room, Error>> {
    show(session);
    let mut calls = JoinSet::new();
    for _ in 0..count {
        let session = session.clone();
        calls.spawn(async move { get(&session).await });
    }
    calls.join_all().await
}

/// Asserts that all calls succeeded.
pub(crate) fn all_good(outcomes: Vec<Result<Room, Error>>) {
    for outcome in outcomes {
        outcome.expect("a room");
    }
}

/// Returns the access token of each request whose path starts with `ROOMS`.
pub(crate) fn bearers(platform: &Platform) -> Vec<String> {
    let calls = platform.requests().into_iter().filter(|request| request.path().starts_with(ROOMS));
    calls.map(|request| request.token().to_owned()).collect()
}

/// Runs a test in paused time.
pub(crate) fn run_paused<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime can be made").block_on(test)
}
