//! Hooks of a program around each attempt.

use std::time::Duration;

use vc_api::testing::{HttpReply, Platform};
use vc_api::{AttemptHook, AttemptOutcome, AttemptRequest, CallOptions, Error, Retry};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, room_response, token_response};
use vc_tests::journal::Journal;
use vc_tests::secrecy::show;
use vc_tests::time::SECOND;

use crate::support::{built, custom, failure, platform};

/// Hook that notes each attempt and its outcome.
struct Noting(Journal);

impl AttemptHook for Noting {
    fn before(&self, request: &mut AttemptRequest) {
        show(request);
        self.0.note(format!("{} {} {}", request.number(), request.method(), request.operation()));
        request.set_header("traceparent", format!("trace-{}", request.number())).expect("it may be set");
        let error = request.set_header("authorization", "hunter2").expect_err("it is the client's");
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "authorization"), "{error:?}");
    }

    fn after(&self, request: &AttemptRequest, outcome: &AttemptOutcome) {
        show(outcome);
        let AttemptOutcome { status, code, log_id, elapsed, error, .. } = outcome;
        let number = request.number();
        let status = status.map(|status| status.to_string()).unwrap_or_default();
        let (code, log_id) =
            (code.map(|code| code.to_string()).unwrap_or_default(), log_id.as_deref().unwrap_or_default());
        let error = error.unwrap_or("good");
        self.0.note(format!("{number}: {error}, {status}, {code}, {log_id}, {} s", elapsed.as_secs()));
    }
}

async fn issuing(replies: impl Fn(usize) -> HttpReply + Send + 'static) -> Platform {
    platform(move |request| match (request.path(), request.before()) {
        (CUSTOM_APP_TENANT_TOKEN, _) => token_response("tenant_access_token", "t-hunter2-1", 7200),
        (_, before) => replies(before).header("X-Tt-Logid", &format!("log-{}", before + 1)),
    })
    .await
}

#[tokio::test(start_paused = true)]
async fn a_hook_sees_each_attempt() {
    let platform = issuing(|before| match before {
        0 => HttpReply::html(503).after(2 * SECOND),
        1 => HttpReply::closed(),
        2 => HttpReply::refusal(429, 99_991_400).header("x-ogw-ratelimit-reset", "1"),
        3 => room_response(),
        _ => HttpReply::refusal(404, 121_004),
    })
    .await;
    let journal = Journal::default();
    let org = built(custom(&platform).hook(Noting(journal.clone()))).tenant();
    org.rooms().get("omm_1").await.expect("it succeeds in the end");
    failure(org.rooms().get("omm_1").await);
    let token = format!("1 POST POST {CUSTOM_APP_TENANT_TOKEN}");
    let expected = [
        &*token,
        "1: good, 200, 0, , 0 s",
        "1 GET room.get",
        "1: unexpected_content, 503, , log-1, 2 s",
        "2 GET room.get",
        "2: transport, , , , 0 s",
        "3 GET room.get",
        "3: rate_limited, 429, 99991400, log-3, 0 s",
        "4 GET room.get",
        "4: good, 200, 0, log-4, 0 s",
        "1 GET room.get",
        "1: refused, 404, 121004, log-5, 0 s",
    ];
    assert_eq!(journal.take(), expected);
    for (request, number) in platform.requests().iter().zip([1, 1, 2, 3, 4, 1]) {
        assert_eq!(request.header("traceparent"), format!("trace-{number}"));
    }
    assert!(platform.requests()[1..].iter().all(|request| request.token() == "t-hunter2-1"));
}

/// Even if a program drops a call, the client reports the end of the attempt to the hook.
#[tokio::test(start_paused = true)]
async fn a_hook_sees_the_end_of_a_dropped_attempt() {
    let platform = issuing(|_| HttpReply::silence()).await;
    let journal = Journal::default();
    let org = built(custom(&platform).hook(Noting(journal.clone()))).tenant();
    let call = org.rooms().get("omm_1");
    tokio::time::timeout(Duration::from_secs(5), call.into_future()).await.expect_err("no response comes");
    assert_eq!(journal.take()[2..], ["1 GET room.get", "1: cancelled, , , , 5 s"]);
    let hurried = CallOptions::new().attempt_timeout(SECOND).retry(Retry::none());
    failure(org.rooms().get("omm_1").options(hurried).await);
    assert_eq!(journal.take(), ["1 GET room.get", "1: timeout, , , , 1 s"]);
}

/// Hook that notes all values that it can read. The test then searches the notes for secrets.
struct Reading(Journal);

impl AttemptHook for Reading {
    fn before(&self, request: &mut AttemptRequest) {
        request.set_header("x-hooked", "hook-hunter2").expect("it may be set");
    }

    fn after(&self, request: &AttemptRequest, _: &AttemptOutcome) {
        let headers: Vec<String> = request.headers().map(|(name, value)| format!("{name}: {value}")).collect();
        let (host, path, size) = (request.host(), request.path(), request.body_size());
        self.0.note(format!("{host}{path} {size} {} {request:?}", headers.join(", ")));
    }
}

#[tokio::test]
async fn a_hook_sees_no_secret() {
    let platform = issuing(|_| HttpReply::refusal(403, 1)).await;
    let journal = Journal::default();
    let options = custom(&platform).user_agent("shop").header("x-key", "key-hunter2").hook(Reading(journal.clone()));
    failure(built(options).tenant().rooms().create("Atlantis", 10, "omb_1").await);
    let seen = journal.take();
    assert!(!seen.concat().contains("hunter2"), "{seen:?}");
    let [token, call] = &seen[..] else { panic!("two requests: {seen:?}") };
    let requests = platform.requests();
    for (seen, request) in [(token, &requests[0]), (call, &requests[1])] {
        assert!(seen.starts_with(&format!("127.0.0.1{} {} ", request.path(), request.body().len())), "{seen}");
        assert!(seen.contains("x-key: (secret)") && seen.contains("x-hooked: (secret)"), "{seen}");
        assert!(seen.contains("user-agent: shop") && seen.contains("content-type: application/json"), "{seen}");
    }
    assert!(call.contains("authorization: (secret)") && !token.contains("authorization"), "{seen:?}");
}
