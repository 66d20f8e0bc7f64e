//! Webhook in HTTP servers: in axum, and in any other server.

use axum::Router;
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use vc_api::meeting::MeetingStarted;
use vc_api::testing::WebhookRequest;
use vc_api::{EventContext, Events, WebhookReceiver};
use vc_tests::deliveries::{challenge, encrypted, signed, started};
use vc_tests::journal::Journal;
use vc_tests::time::LONG;
use vc_tests::webhook_receiver::encrypted_config;

fn receiver(journal: &Journal) -> WebhookReceiver {
    let events = Events::with_state(journal.clone()).on(async |_: MeetingStarted, context: EventContext<Journal>| {
        context.state.note(context.header.event_id.unwrap_or_default());
    });
    events.webhook(encrypted_config().body_limit(10_000)).expect("it can be made")
}

/// Starts an axum server with the webhook at `/events`, and returns its address.
async fn serve(journal: &Journal) -> String {
    let router: Router = Router::new().route("/events", receiver(journal).into_route());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = format!("http://{}/events", listener.local_addr().expect("it has an address"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// Returns a signed request whose body is one byte larger than the limit of the receiver.
fn large() -> WebhookRequest {
    let mut sent = signed(&started("c"));
    let mut body = sent.body.to_vec();
    body.resize(10_001, b' ');
    sent.body = body.into();
    sent
}

/// Returns an unsigned request whose body is one byte larger than the limit of unsigned requests.
fn large_unsigned() -> WebhookRequest {
    WebhookRequest::raw(vec![b' '; 4097])
}

async fn post(address: &str, sent: WebhookRequest) -> (u16, String) {
    let call = reqwest::Client::new().post(address).headers(sent.headers).body(sent.body);
    let response = call.send().await.expect("a response comes");
    (response.status().as_u16(), response.text().await.expect("it is text"))
}

#[tokio::test]
async fn in_axum() {
    let journal = Journal::default();
    let address = serve(&journal).await;
    let (status, body) = post(&address, encrypted(&challenge())).await;
    let body: Value = serde_json::from_str(&body).expect("it is JSON");
    assert_eq!((status, &body["challenge"]), (200, &"5e37a\"b".into()));
    assert_eq!(post(&address, signed(&started("a"))).await, (200, "{}".to_owned()));
    assert_eq!(post(&address, signed(&started("a"))).await, (200, "{}".to_owned()));
    assert_eq!(post(&address, encrypted(&started("b"))).await.0, 401);
    assert_eq!(post(&address, large()).await.0, 413);
    assert_eq!(post(&address, large_unsigned()).await.0, 401);
    assert_eq!(reqwest::get(&address).await.expect("a response comes").status(), 405);
    assert_eq!(journal.take(), ["a"]);
}

/// The receiver does not wait for the rest of a body that exceeds the limit.
#[tokio::test]
async fn little_is_read_of_an_unsigned_request() {
    let journal = Journal::default();
    let address = serve(&journal).await;
    let host = address.trim_start_matches("http://").trim_end_matches("/events");
    let mut connection = TcpStream::connect(host).await.expect("the server is there");
    let head = format!("POST /events HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9000\r\n\r\n{}", " ".repeat(5000));
    connection.write_all(head.as_bytes()).await.expect("it is sent");
    let mut status = [0; 12];
    timeout(LONG, connection.read_exact(&mut status)).await.expect("a response comes").expect("it is whole");
    assert_eq!(&status, b"HTTP/1.1 401");
}

/// Adapter between a receiver and another HTTP server, as in the documentation.
async fn adapt<B>(receiver: &WebhookReceiver, request: http::Request<B>) -> http::Response<Bytes>
where
    B: BodyExt<Error: Into<Box<dyn std::error::Error + Send + Sync>>>,
{
    let (head, body) = request.into_parts();
    match Limited::new(body, receiver.body_limit(&head.headers)).collect().await {
        Ok(body) => receiver.receive(&head.headers, &body.to_bytes()).await,
        Err(_) => receiver.too_large(&head.headers),
    }
}

#[tokio::test]
async fn in_any_other_server() {
    let journal = Journal::default();
    let receiver = receiver(&journal);
    for (sent, status) in
        [(signed(&started("a")), 200), (encrypted(&started("b")), 401), (large(), 413), (large_unsigned(), 401)]
    {
        let mut request = http::Request::new(Full::new(sent.body));
        *request.headers_mut() = sent.headers;
        assert_eq!(adapt(&receiver, request).await.status(), status);
    }
    assert_eq!(journal.take(), ["a"]);
}
