//! Spans of calls and events of attempts, by the names of OpenTelemetry.

use vc_api::meeting::MeetingStarted;
use vc_api::testing::HttpReply;
use vc_api::{CallOptions, Events, Retry, Tenant};
use vc_tests::deliveries::started;
use vc_tests::endpoints::room_response;
use vc_tests::spans::{CapturedSpans, Fields};
use vc_tests::webhook_receiver::{deliver, receiver};
use vc_tests::workspace;

use crate::support::{built, failure, platform, without_app};

fn fields<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Fields {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Returns the fields without those that differ each time.
fn stable(mut fields: Fields) -> Fields {
    for name in ["server.port", "vc.wait_ms", "vc.elapsed_ms"] {
        fields.remove(name);
    }
    fields
}

const CALL: [(&str, &str); 6] = [
    ("http.request.method", "GET"),
    ("otel.kind", "client"),
    ("otel.name", "room.get"),
    ("server.address", "127.0.0.1"),
    ("url.template", "/open-apis/vc/v1/rooms/{room_id}"),
    ("vc.operation", "room.get"),
];

#[tokio::test(start_paused = true)]
async fn a_call_is_a_span_and_an_attempt_an_event() {
    let spans = CapturedSpans::start();
    let platform = platform(|request| match request.before() {
        0 => HttpReply::html(503).header("Retry-After", "7"),
        1 => HttpReply::refusal(429, 99_991_400).header("x-ogw-ratelimit-reset", "3"),
        2 => room_response().header("X-Tt-Logid", "log-3"),
        _ => HttpReply::refusal(404, 121_004).header("X-Tt-Logid", "log-4"),
    })
    .await;
    let org = built(without_app(&platform)).session::<Tenant>("t-hunter2-1");
    org.rooms().get("omm_1").await.expect("it succeeds in the end");
    failure(org.rooms().get("omm_1").await);
    failure(org.rooms().get("..").await);

    let calls: Vec<Fields> = spans.named("call").into_iter().map(stable).collect();
    let good = [
        ("http.request.resend_count", "2"),
        ("http.response.status_code", "200"),
        ("vc.code", "0"),
        ("vc.log_id", "log-3"),
    ];
    let refused = [
        ("error.type", "refused"),
        ("http.response.status_code", "404"),
        ("otel.status_code", "ERROR"),
        ("vc.code", "121004"),
        ("vc.log_id", "log-4"),
    ];
    let unsent = [("error.type", "invalid_argument"), ("otel.status_code", "ERROR")];
    assert_eq!(calls[0], fields(CALL.into_iter().chain(good)));
    assert_eq!(calls[1], fields(CALL.into_iter().chain(refused)));
    assert_eq!(calls[2], fields(CALL.into_iter().chain(unsent)));
    assert_eq!(calls.len(), 3);

    let failed = spans.named("the attempt failed");
    let waits =
        failed.iter().map(|fields| fields.get("vc.wait_ms").map_or(0, |wait| wait.parse::<u64>().expect("a number")));
    let waits: Vec<u64> = waits.map(|wait| wait / 1000).collect();
    assert_eq!(waits, [7, 3, 0]);
    let failed: Vec<Fields> = failed.into_iter().map(stable).collect();
    let outage = [("error.type", "unexpected_content"), ("http.response.status_code", "503"), ("vc.attempt", "1")];
    assert_eq!(failed[0], fields(outage.into_iter().chain([("vc.next_step", "retry")])));
    let limited = [("error.type", "rate_limited"), ("http.response.status_code", "429"), ("vc.attempt", "2")];
    assert_eq!(failed[1], fields(limited.into_iter().chain([("vc.code", "99991400"), ("vc.next_step", "wait")])));
    assert_eq!(failed[2]["vc.next_step"], "none");
    let succeeded: Vec<Fields> = spans.named("the attempt succeeded").into_iter().map(stable).collect();
    let good = [("http.response.status_code", "200"), ("vc.attempt", "3"), ("vc.code", "0"), ("vc.log_id", "log-3")];
    assert_eq!(succeeded, [fields(good)]);
}

#[tokio::test(start_paused = true)]
async fn a_call_without_a_retry_left_says_so() {
    let spans = CapturedSpans::start();
    let platform = platform(|_| HttpReply::closed()).await;
    let org = built(without_app(&platform).retry_budget(0)).session::<Tenant>("t-hunter2-1");
    failure(org.rooms().get("omm_1").await);
    failure(org.rooms().get("omm_1").options(CallOptions::new().retry(Retry::none())).await);
    let next: Vec<String> = spans.named("the attempt failed").iter().map(|one| one["vc.next_step"].clone()).collect();
    assert_eq!(next, ["none_within_budget", "none"]);
}

#[tokio::test]
async fn a_received_event_is_a_span() {
    let spans = CapturedSpans::start();
    let receiver = receiver(Events::new().on(async |event: MeetingStarted| match event.meeting {
        Some(meeting) if meeting.topic.as_deref() == Some("2") => Err(std::io::Error::other("no")),
        _ => Ok(()),
    }));
    deliver(&receiver, &started("1")).await;
    deliver(&receiver, &started("2")).await;
    let event = |id, acknowledgement| {
        fields([
            ("messaging.destination.name", "vc.meeting.meeting_started_v1"),
            ("messaging.message.id", id),
            ("messaging.operation.type", "process"),
            ("messaging.system", "feishu"),
            ("otel.kind", "consumer"),
            ("vc.acknowledgement", acknowledgement),
        ])
    };
    assert_eq!(spans.named("event"), [event("1", "handled"), event("2", "again")]);
}

/// Returns what stands within the brackets of each macro of `tracing` in a source.
fn logged(source: &str) -> impl Iterator<Item = &str> {
    source.split("tracing::").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once("!(")?;
        let is_macro = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let mut depth = 1;
        let end = rest.find(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        })?;
        is_macro.then(|| &rest[..end])
    })
}

/// The page about operation lists every field that the sources log.
#[test]
fn every_field_is_documented() {
    let page = workspace::text("docs/operating.md");
    let mut seen = 0;
    let mut missing = Vec::new();
    for file in workspace::rust_files(&workspace::root().join("vc-api/src")) {
        let source = std::fs::read_to_string(&file).expect("it can be read");
        for arguments in logged(&source) {
            let assigned = arguments.split(',').filter_map(|argument| Some(argument.split_once(" = ")?.0.trim()));
            let short = arguments.split(',').map(str::trim).filter_map(|argument| argument.strip_prefix('%'));
            let short = short.filter(|name| name.chars().all(|c| c.is_ascii_lowercase()));
            for name in assigned.chain(short) {
                seen += 1;
                if !page.contains(&format!("`{name}`")) {
                    missing.push(format!("{name} in {}", file.display()));
                }
            }
        }
    }
    assert!(missing.is_empty() && seen > 50, "{seen} fields, not listed: {missing:#?}");
}

/// The messages that the page lists are those of the sources.
#[test]
fn every_message_on_the_page_is_logged() {
    let page = workspace::text("docs/operating.md");
    let files = workspace::rust_files(&workspace::root().join("vc-api/src"));
    let sources: String = files.iter().map(|file| std::fs::read_to_string(file).expect("it can be read")).collect();
    let rows = page.lines().skip_while(|line| *line != "## Events").take_while(|line| *line != "## Alarms");
    let messages: Vec<&str> = rows
        .filter_map(|row| row.strip_prefix("| `")?.split_once("` |"))
        .flat_map(|(cell, _)| cell.split("`, `"))
        .collect();
    assert!(messages.len() > 10, "{messages:?}");
    for message in messages {
        // Two halves make one of these.
        let known = message.split("; it is to come again").next().unwrap_or(message);
        assert!(sources.contains(&format!("\"{known}")), "{message}");
    }
    let rows = page.lines().skip_while(|line| *line != "## Alarms");
    let alarms: Vec<&str> = rows
        .filter_map(|row| row.strip_prefix("| WARN `").or_else(|| row.strip_prefix("| ERROR `")))
        .filter_map(|row| Some(row.split_once('`')?.0))
        .collect();
    assert!(alarms.len() > 4, "{alarms:?}");
    for alarm in alarms {
        assert!(sources.contains(&format!("\"{alarm}")), "{alarm}");
    }
}
