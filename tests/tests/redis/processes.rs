//! Processes that share tokens through Redis. One of them dies.

use std::env;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_tests::endpoints::CUSTOM_APP_TENANT_TOKEN;
use vc_tests::platform::count;
use vc_tests::time::until;

use crate::platform::{CALLS, ROOM, ShortLeases, call_all, client, custom, platform};
use crate::support::{redis, store};

/// Environment variable with the arguments of a process. A test sets the variable when it starts the process.
const CHILD: &str = "VC_TEST_REDIS_CHILD";

/// Starts this test program again as a separate process, which calls the platform.
fn process(platform: &Platform, prefix: &str) -> Child {
    let told = format!("{} {prefix}", platform.url());
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
    let platform = platform().await;
    let processes: Vec<_> = (0..4).map(|_| process(&platform, &prefix)).collect();
    let wait = move || processes.into_iter().all(|mut process| process.wait().expect("it ends").success());
    assert!(tokio::task::spawn_blocking(wait).await.expect("no one panics"));
    assert_eq!(count(&platform, ROOM), 4 * CALLS);
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_continues_after_the_death_of_one() {
    let Some((url, prefix)) = redis("died") else { return };
    let is_first = |request: &HttpRequest| request.path() == CUSTOM_APP_TENANT_TOKEN && request.before() == 0;
    let platform = platform().await;
    platform.on_request(move |request| is_first(request).then(HttpReply::silence));
    let mut process = process(&platform, &prefix);
    until(async || count(&platform, CUSTOM_APP_TENANT_TOKEN) == 1).await;
    process.kill().and_then(|()| process.wait()).expect("it can be ended");
    let client = client(&platform, store(&url, &prefix).await);
    let started = Instant::now();
    call_all(&[client.tenant()]).await;
    assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
    assert_eq!(count(&platform, CUSTOM_APP_TENANT_TOKEN), 2);
}
