//! Processes that share their tokens.

use std::env;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use wiremock::{Mock, ResponseTemplate, matchers};

use crate::platform::{CALLS, FETCH, Platform, ROOM, ShortLeases, call_all, custom};
use crate::support::{HOUR, redis, store, until};

/// What a process is told that a test starts.
const CHILD: &str = "VC_TEST_REDIS_CHILD";

/// This program again, as a process that calls the platform.
fn process(platform: &Platform, prefix: &str) -> Child {
    let told = format!("{} {prefix}", platform.server.uri());
    let mut command = Command::new(env::current_exe().expect("it is known"));
    command.args(["processes::a_process_of_its_own", "--exact", "--ignored"]).env(CHILD, told);
    command.stdout(Stdio::null()).spawn().expect("it can be started")
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "other tests start it as a process of its own"]
async fn a_process_of_its_own() {
    let Some((url, _)) = redis("process") else { return };
    let Ok(told) = env::var(CHILD) else { return };
    let (platform, prefix) = told.split_once(' ').expect("both are told");
    let client = custom(platform, ShortLeases(store(&url, prefix).await)).build().expect("the options are good");
    call_all(&[client.tenant()]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_fetch_a_token_once() {
    let Some((_, prefix)) = redis("processes") else { return };
    let platform = Platform::start().await;
    let processes: Vec<_> = (0..4).map(|_| process(&platform, &prefix)).collect();
    let wait = move || processes.into_iter().all(|mut process| process.wait().expect("it ends").success());
    assert!(tokio::task::spawn_blocking(wait).await.expect("no one panics"));
    assert_eq!(platform.count(ROOM).await, 4 * CALLS);
    assert_eq!(platform.count(FETCH).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_goes_on_for_a_process_that_died() {
    let Some((url, prefix)) = redis("died") else { return };
    let platform = Platform::start().await;
    let never = ResponseTemplate::new(200).set_delay(HOUR);
    let first = Mock::given(matchers::path(FETCH)).respond_with(never).up_to_n_times(1).with_priority(1);
    first.mount(&platform.server).await;
    let mut process = process(&platform, &prefix);
    until(async || platform.count(FETCH).await == 1).await;
    process.kill().and_then(|()| process.wait()).expect("it can be ended");
    let client = platform.client(store(&url, &prefix).await);
    let started = Instant::now();
    call_all(&[client.tenant()]).await;
    assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
    assert_eq!(platform.count(FETCH).await, 2);
}
