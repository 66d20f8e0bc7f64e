//! Tracing of calls: a span for each call, and log messages about its attempts. The field names come from OpenTelemetry, or
//! begin with `vc.`.

use std::path::PathBuf;

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

/// Removes the fields whose values differ between runs, and returns the other fields.
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

    let calls = spans.named("call");
    let waited: Vec<_> = calls.iter().map(|call| call.get("vc.wait_ms").map(String::len)).collect();
    // The first call waited for a little more than 10,000 milliseconds, so the test compares only the number of digits.
    assert_eq!(waited, [Some("10000".len()), None, None]);
    let calls: Vec<Fields> = calls.into_iter().map(stable).collect();
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
async fn a_call_without_retry_budget_reports_it() {
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

/// Call of a `tracing` macro in a source file: the name and the arguments of the macro.
struct Macro<'a> {
    name: &'a str,
    arguments: &'a str,
}

impl<'a> Macro<'a> {
    fn all_in(source: &'a str) -> impl Iterator<Item = Self> {
        source.split("tracing::").skip(1).filter_map(|rest| {
            let (name, rest) = rest.split_once("!(")?;
            let is_macro = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            is_macro.then(|| Self { name, arguments: within_brackets(rest) })
        })
    }

    /// Returns the names of the fields of the log message. A field is an argument such as `name = value`, `name` or `%name`.
    fn fields(&self) -> impl Iterator<Item = &'a str> {
        self.arguments.split(',').map(str::trim).filter_map(|argument| match argument.split_once(" = ") {
            Some((name, _)) => Some(name.trim()),
            None => Some(argument.trim_start_matches(['%', '?'])).filter(|name| is_name(name)),
        })
    }

    /// Returns the message, which is the last argument.
    fn message(&self) -> &'a str {
        self.arguments.rsplit('"').nth(1).expect("it has a message")
    }
}

fn within_brackets(rest: &str) -> &str {
    let mut depth = 1;
    let end = rest.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    &rest[..end.expect("it is closed")]
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// Returns the source files of the client: path and text of each file.
fn sources() -> Vec<(String, String)> {
    let files = workspace::rust_files(&workspace::root().join("vc-api/src"));
    let read = |file: &PathBuf| (file.display().to_string(), std::fs::read_to_string(file).expect("it can be read"));
    files.iter().map(read).collect()
}

/// `docs/operating.md` lists every field that the client logs.
#[test]
fn every_field_is_documented() {
    let page = workspace::text("docs/operating.md");
    let mut seen = 0;
    let mut missing = Vec::new();
    for (file, source) in sources() {
        for name in Macro::all_in(&source).flat_map(|one| one.fields().collect::<Vec<_>>()) {
            seen += 1;
            if !page.contains(&format!("`{name}`")) {
                missing.push(format!("{name} in {file}"));
            }
        }
    }
    assert!(missing.is_empty() && seen > 50, "{seen} fields, not listed: {missing:#?}");
}

/// Second part of each message that the client's function `again` logs.
const AGAIN: &str = "; the platform will deliver the event again";

/// Returns the messages with the level WARN or ERROR in a source file, each with its level.
fn warnings(source: &str) -> Vec<(&'static str, String)> {
    let macros = Macro::all_in(source).filter_map(|one| match one.name {
        "warn" => Some(("WARN", one.message().to_owned())),
        "error" => Some(("ERROR", one.message().to_owned())),
        _ => None,
    });
    let again = source.split("again(\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
    // The function `again` logs its argument, followed by `AGAIN`. The result contains one message for each call of `again`,
    // and no message for the log macro inside `again`.
    macros
        .filter(|(_, message)| message != "{reason}; the platform will deliver the event again")
        .chain(again.map(|what| ("WARN", format!("{what}{AGAIN}"))))
        .collect()
}

/// `docs/operating.md` lists every message that the client logs with the level WARN or ERROR.
#[test]
fn every_warning_is_on_the_page() {
    let page = workspace::text("docs/operating.md");
    let mut seen = 0;
    let mut missing = Vec::new();
    for (file, source) in sources() {
        for (level, message) in warnings(&source) {
            seen += 1;
            let is_row = |row: &str| row.contains(&format!("`{message}`")) && row.contains(&format!("| {level} |"));
            if !page.lines().any(is_row) {
                missing.push(format!("{level} {message} in {file}"));
            }
        }
    }
    assert!(missing.is_empty() && seen > 30, "{seen} messages, not listed: {missing:#?}");
}

/// The source files of the client contain every message that `docs/operating.md` lists.
#[test]
fn every_message_on_the_page_is_logged() {
    let page = workspace::text("docs/operating.md");
    let sources: String = sources().into_iter().map(|(_, source)| source).collect();
    let rows = page.lines().skip_while(|line| *line != "## Events").take_while(|line| *line != "## Long connections");
    let messages: Vec<&str> = rows
        .filter_map(|row| row.strip_prefix("| `")?.split_once("` |"))
        .flat_map(|(cell, _)| cell.split("`, `"))
        .collect();
    assert!(messages.len() > 40, "{messages:?}");
    for message in messages {
        // The function `again` appends `AGAIN` to its argument, so the source files contain only the text before `AGAIN`.
        let known = message.split(AGAIN).next().unwrap_or(message);
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
