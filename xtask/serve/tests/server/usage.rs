//! Use of the server by people and by programs in other languages: requests, printed lines, faults and events.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use vc_api::reqwest::{Client, Method, Response};
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{Event, Outcome, Webhook, WebhookConfig};

use crate::support::{Server, command};

/// Text in the headers, queries and bodies of the requests. The server must not print this text.
const SECRET: &str = "hunter2";

impl Server {
    async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Response {
        let url = format!("{}{path}", self.variable("VC_BASE_URL"));
        let request = Client::new().request(method, url).bearer_auth(self.variable("TENANT_ACCESS_TOKEN"));
        let request = request.header("x-said", SECRET);
        let request = if let Some(body) = body { request.body(body.to_string()) } else { request };
        request.send().await.expect("the server responds")
    }

    async fn get(&self, path: &str) -> Response {
        self.send(Method::GET, path, None).await
    }
}

async fn code(response: Response) -> i64 {
    json_of(response).await["code"].as_i64().expect("a response has a code")
}

async fn json_of(response: Response) -> Value {
    serde_json::from_str(&response.text().await.expect("there is a body")).expect("it is JSON")
}

#[tokio::test]
async fn requests_are_printed_with_their_differences() {
    let server = Server::start(&[]);
    let rooms = json_of(server.get("/open-apis/vc/v1/rooms?page_size=7").await).await;
    assert_eq!(rooms["data"]["rooms"][0]["name"], "Atlantis");
    assert_eq!(server.line(), "GET /open-apis/vc/v1/rooms room.list 200");

    assert_eq!(server.get(&format!("/open-apis/vc/v1/rooms?page_sizes={SECRET}")).await.status(), 200);
    assert_eq!(server.line(), "GET /open-apis/vc/v1/rooms room.list 200");
    assert_eq!(server.line(), "    query.page_sizes: the spec does not have this parameter");

    let room = json!({ "name": SECRET, "capacity": SECRET, "room_level_id": "omb_1" });
    assert_eq!(server.send(Method::POST, "/open-apis/vc/v1/rooms", Some(room)).await.status(), 200);
    assert_eq!(server.line(), "POST /open-apis/vc/v1/rooms room.create 200");
    assert_eq!(server.line(), "    body.capacity: expected an integer, found a string");

    assert_eq!(server.get("/open-apis/vc/v2/rooms").await.status(), 404);
    assert_eq!(server.line(), "GET /open-apis/vc/v2/rooms - 404");
    assert_eq!(server.line(), "    the spec has no such operation");

    let app = json!({ "app_id": server.variable("VC_APP_ID"), "app_secret": SECRET });
    let path = "/open-apis/auth/v3/tenant_access_token/internal";
    assert_eq!(code(server.send(Method::POST, path, Some(app)).await).await, 10_014);
    assert_eq!(server.line(), format!("POST {path} - 200 (code 10014)"));
    let app = json!({ "app_id": server.variable("VC_APP_ID"), "app_secret": server.variable("VC_APP_SECRET") });
    assert_eq!(code(server.send(Method::POST, path, Some(app)).await).await, 0);
    assert_eq!(server.line(), format!("POST {path} - 200"));
}

#[tokio::test]
async fn no_secret_is_printed() {
    let mut server = Server::start(&["--strict"]);
    let secrets = ["VC_APP_SECRET", "VC_VERIFICATION_TOKEN", "VC_ENCRYPT_KEY", "TENANT_ACCESS_TOKEN"];
    let secrets: Vec<String> =
        secrets.iter().map(|name| server.variable(name).to_owned()).chain([SECRET.into()]).collect();
    let all = secrets.join("+");
    server.get(&format!("/open-apis/vc/v1/rooms?page_token={all}&other={all}")).await;
    for body in [json!({ "name": all, "capacity": all }), json!(all), json!([{ "name": all }])] {
        server.send(Method::POST, "/open-apis/vc/v1/rooms", Some(body)).await;
    }
    let message = json!({ "meeting_id": "1", "content": all, "text": all, "msg_type": all });
    server.send(Method::POST, "/open-apis/vc/v1/bots/message", Some(message)).await;
    let app = json!({ "app_id": all, "app_secret": all, "code": all, "refresh_token": all });
    server.send(Method::POST, "/open-apis/auth/v3/tenant_access_token/internal", Some(app.clone())).await;
    server.send(Method::POST, "/open-apis/authen/v2/oauth/token", Some(app)).await;
    server.send(Method::POST, "/_double/events/vc.meeting.meeting_started_v1", Some(json!({ "topic": all }))).await;
    server.type_line(&format!(r#"event vc.meeting.meeting_started_v1 {{"topic": "{all}"}}"#));
    server.type_line(&format!(r#"event vc.meeting.meeting_started_v1 {{"topic": "{all}""#));
    server.type_line("quit");
    let (_, printed) = server.end();
    assert!(printed.len() > 12, "{printed:?}");
    for secret in secrets {
        assert!(!printed.iter().any(|line| line.contains(&secret)), "{secret} is printed in\n{}", printed.join("\n"));
    }
}

#[tokio::test]
async fn options_let_calls_fail_and_delay_responses() {
    let server = Server::start(&["--fail", "room.create=CONFLICT", "--fail", "room.get=121005", "--latency", "100"]);
    let start = Instant::now();
    assert_eq!(code(server.send(Method::POST, "/open-apis/vc/v1/rooms", Some(json!({}))).await).await, 121_006);
    assert_eq!(code(server.get("/open-apis/vc/v1/rooms/omm_1").await).await, 121_005);
    assert_eq!(code(server.get("/open-apis/vc/v1/rooms/omm_1").await).await, 121_005);
    assert_eq!(code(server.get("/open-apis/vc/v1/rooms").await).await, 0);
    assert!(start.elapsed() >= Duration::from_millis(400), "{:?}", start.elapsed());
}

#[tokio::test]
async fn strict_refuses_calls_and_exits_with_a_failure() {
    let mut server = Server::start(&["--strict"]);
    assert_eq!(server.get("/open-apis/vc/v1/rooms").await.status(), 200);
    let refused = server.get("/open-apis/vc/v1/rooms?other=1").await;
    assert_eq!(refused.status(), 400);
    assert_eq!(json_of(refused).await["error"]["field_violations"][0]["field"], "query.other");
    server.type_line("quit");
    let (code, printed) = server.end();
    assert_eq!(code, Some(1));
    assert_eq!(printed.last().map(String::as_str), Some("serve: requests: 2; with differences from the spec: 1"));

    let mut server = Server::start(&["--strict", "--fail", "room.create=CONFLICT"]);
    assert_eq!(server.get("/open-apis/vc/v1/rooms").await.status(), 200);
    server.type_line("quit");
    assert_eq!(server.end().0, Some(0));
}

// The test blocks its thread while it waits for a line, so the webhook needs another thread.
#[tokio::test(flavor = "multi_thread")]
async fn events_go_to_a_webhook() {
    let (target, deliveries) = (Platform::start().await, Arc::new(Mutex::new(Vec::<HttpRequest>::new())));
    let kept = Arc::clone(&deliveries);
    target.on_request(move |request| {
        kept.lock().expect("no test panicked").push(request.clone());
        let status = if request.before() == 3 { 500 } else { 200 };
        Some(HttpReply::json(status, &json!({})))
    });
    let mut server = Server::start(&["--webhook", &format!("{}/events", target.url())]);
    let path = "/_double/events/vc.meeting.meeting_started_v1";
    assert_eq!(server.send(Method::POST, path, None).await.status(), 200);
    assert_eq!(server.line(), format!("POST {path} - 200"));
    let body = json!({ "meeting": { "id": "7", "topic": "Weekly" } });
    assert_eq!(server.send(Method::POST, path, Some(body)).await.status(), 200);
    assert_eq!(server.line(), format!("POST {path} - 200"));
    server.type_line("event vc.meeting.meeting_started_v1");
    assert_eq!(server.line(), "event vc.meeting.meeting_started_v1: handled");
    server.type_line("event vc.meeting.meeting_started_v1");
    let failed = "event vc.meeting.meeting_started_v1: the event was not handled: the webhook responded with HTTP 500";
    assert_eq!(server.line(), failed);
    assert_eq!(server.send(Method::POST, "/_double/events/vc.other_v1", None).await.status(), 422);

    let config = WebhookConfig::new(server.variable("VC_VERIFICATION_TOKEN"));
    let webhook = Webhook::new(config.encrypt_key(server.variable("VC_ENCRYPT_KEY"))).expect("it has a key");
    let received = deliveries.lock().expect("no test panicked");
    let topics: Vec<_> = received.iter().map(|request| topic(&webhook, request)).collect();
    assert_eq!(topics.len(), 4);
    assert_eq!(topics[1].as_deref(), Some("Weekly"));
    assert_eq!(topics[0], topics[2]);
}

/// Verifies a delivery, and returns the topic of the meeting that started.
fn topic(webhook: &Webhook, request: &HttpRequest) -> Option<String> {
    let outcome = webhook.handle(request.headers(), request.body()).expect("it is signed and encrypted");
    let Outcome::Event(delivery) = outcome else { panic!("it is an event") };
    let Event::MeetingStarted(started) = delivery.event else { panic!("it is that event") };
    started.meeting.and_then(|meeting| meeting.topic)
}

#[test]
fn wrong_options_are_errors_at_the_start() {
    let refused = |options: &[&str]| {
        let ended = command(options).output().expect("the server runs");
        assert_eq!(ended.status.code(), Some(2), "{options:?}");
        String::from_utf8(ended.stderr).expect("text")
    };
    assert!(refused(&["--fail", "room.craete=CONFLICT"]).contains("did you mean `room.create`?"));
    assert!(refused(&["--fail", "room.create=7"]).contains("it lists INTERNAL_ERROR (121001), "));
    assert!(refused(&["--webhook", "https://example.com"]).contains("no TLS"));
    let server = Server::start(&[]);
    let port = server.variable("VC_BASE_URL").rsplit(':').next().expect("there is a port").to_owned();
    assert!(refused(&["--port", &port]).contains(&format!("cannot listen on port {port}")));
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it() {
    for signal in ["-INT", "-TERM"] {
        let server = Server::start(&[]);
        let sent = std::process::Command::new("kill").args([signal, &server.id()]).status();
        assert!(sent.expect("a signal can be sent").success());
        let (code, printed) = server.end();
        assert_eq!(
            (code, printed),
            (Some(0), vec!["serve: requests: 0; with differences from the spec: 0".to_owned()])
        );
    }
}

#[tokio::test]
async fn a_meeting_is_played_for_the_bot_that_joins() {
    let server = Server::start(&["--meeting"]);
    let line = server.line();
    let (number, id) =
        line.strip_prefix("meeting: number ").and_then(|rest| rest.split_once(", id ")).expect("it tells");
    assert!(server.line().starts_with("meeting: invitation: the event was not handled: no long connection is open"));
    let body = json!({ "join_type": 1, "join_identify": { "meeting_no": number } });
    let joined = json_of(server.send(Method::POST, "/open-apis/vc/v1/bots/join", Some(body)).await).await;
    assert_eq!(joined["data"]["meeting"]["id"], id);
    let events = format!("/open-apis/vc/v1/bots/events?meeting_id={id}");
    let start = Instant::now();
    loop {
        let told = json_of(server.get(&events).await).await;
        let kinds = told["data"]["events"].as_array().expect("there are events").iter();
        let kinds: Vec<&str> = kinds.filter_map(|event| event["payload"]["activity_event_type"].as_str()).collect();
        if kinds.contains(&"transcript_received") {
            assert_eq!(kinds[..3], ["participant_joined"; 3]);
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{kinds:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
