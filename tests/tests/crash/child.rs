//! A process that repeatedly calls the platform for a user, until the test stops it.

use std::env;
use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::sleep;
use vc_api::testing::{APP_ID, APP_SECRET};
use vc_api::{Client, Error, Method, Session, TokenStore, User};

use crate::front::AGENT;
use crate::notes::ProcessName;
use crate::store::{Line, RemoteStore};

/// Environment variable with the arguments of a process, as JSON.
pub(crate) const ARGUMENTS: &str = "VC_TEST_CRASH_PROCESS";
/// Name of the test function that another test starts as a separate process.
pub(crate) const PROCESS: &str = "child::a_process_of_its_own";

const ROOM: &str = "/open-apis/vc/v1/rooms/omm_1";

/// Timeout of a call.
pub(crate) const CALL: Duration = Duration::from_secs(3);
/// Pause between two calls.
const PAUSE: Duration = Duration::from_millis(20);

/// Returns the client of a process. The client sends the name of the process in the header `User-Agent`.
pub(crate) fn client(url: &str, who: &ProcessName, store: impl TokenStore) -> Client {
    let agent = format!("{AGENT}{who}");
    let http = reqwest::Client::builder().no_proxy().user_agent(&agent).build().expect("the options are good");
    let options = Client::builder().base_url(url).accounts_url(url).app(APP_ID, APP_SECRET).token_store(store);
    options.http_client(http).user_agent(agent).timeout(CALL).build().expect("the options are good")
}

pub(crate) async fn call(session: &Session<User>) -> Result<(), Error> {
    session.call(Method::Get, ROOM).await.map(drop)
}

#[tokio::test]
#[ignore = "other tests start it as a process of its own"]
async fn a_process_of_its_own() {
    let Ok(arguments) = env::var(ARGUMENTS) else { return };
    let arguments: Value = serde_json::from_str(&arguments).expect("it is JSON");
    let text = |name: &str| arguments[name].as_str().unwrap_or_default().to_owned();
    let who = ProcessName::read(&text("who")).expect("it is told");
    let address: SocketAddr = text("store").parse().expect("it is told");
    let (url, login, is_anew) = (text("url"), text("login"), arguments["anew"] == true);
    let control = Line::new(address, &who);
    // This task ends the process soon after the end of the test, even if the process is waiting.
    let gone = tokio::spawn({
        let watched = Line::new(address, &who);
        async move {
            while watched.ask(&json!({ "do": "watch" })).await.is_ok() {
                sleep(Duration::from_secs(2)).await;
            }
            std::process::exit(1);
        }
    });
    #[cfg(feature = "redis")]
    if let Some(redis) = arguments["redis"].as_str() {
        // The store is Redis. The process reports each operation of the store to the test, through `line`.
        let line = Line::new(address, &who);
        let store = crate::redis_server::NotedStore::connect(redis, line).await;
        run(&url, &who, &login, is_anew, store, &control).await;
        return;
    }
    let line = Line::new(address, &who);
    run(&url, &who, &login, is_anew, RemoteStore(line), &control).await;
    gone.abort();
}

/// Makes calls until the test stops the process. With `is_anew`, every second call uses a new client.
async fn run(url: &str, who: &ProcessName, login: &str, is_anew: bool, store: impl TokenStore + Clone, control: &Line) {
    let mut session = client(url, who, store.clone()).user_of(login);
    let mut calls = 0;
    while let Ok(go) = control.ask(&json!({ "do": "next" })).await
        && go == true
    {
        let told = match call(&session).await {
            Ok(()) => json!({ "do": "good" }),
            Err(error @ Error::LoginNeeded(_)) => json!({ "do": "login needed", "error": words(&error) }),
            Err(error) => json!({ "do": "failed", "error": words(&error) }),
        };
        calls += 1;
        if control.ask(&told).await.is_err() {
            break;
        }
        sleep(PAUSE).await;
        if is_anew && calls % 2 == 0 {
            session.client().finish().await;
            session = client(url, who, store.clone()).user_of(login);
        }
    }
    // Without this wait, the process could end before its background tasks have ended.
    session.client().finish().await;
}

/// Returns the texts of an error and of its sources, without the advice.
fn words(error: &Error) -> String {
    let first_line = |error: &dyn std::error::Error| error.to_string().lines().next().unwrap_or_default().to_owned();
    let mut words = first_line(error);
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        words = format!("{words}: {}", first_line(error));
        source = error.source();
    }
    words
}
