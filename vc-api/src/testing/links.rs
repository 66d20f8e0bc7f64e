//! Long connections that the double serves. Needs the feature `long-connection`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{SinkExt as _, StreamExt as _};
use http::header::{CONNECTION, UPGRADE};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use prost::Message as _;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{Message, Role};

use super::credentials::{APP_ID, APP_SECRET};
use super::event_target::NotHandled;
use super::http_reply::HttpReply;
use super::http_request::HttpRequest;
use crate::api::receive::long_connection::frame::{CONTROL, DATA, Frame};
use crate::api::receive::long_connection::handshake::ENDPOINT;
use crate::runtime::util::lock::lock;

/// Path of the WebSocket.
const SOCKET: &str = "/ws/v2";
/// Value of `service_id` in the address of the WebSocket.
const SERVICE: i32 = 33_554_678;
/// Value of `access_key` in the address of the WebSocket. The handshake requires this key.
const ACCESS_KEY: &str = "key-double";
/// Value of `ticket` in the address of the WebSocket. The handshake requires this ticket.
const TICKET: &str = "ticket-double";
/// Maximum time to wait for an acknowledgement.
const PATIENCE: Duration = Duration::from_secs(3);

/// Function that serves a WebSocket in place of the double.
pub(crate) type SocketTaker = Box<dyn Fn(TokioIo<Upgraded>) + Send + Sync>;

#[derive(Default)]
pub(crate) struct Links {
    list: Mutex<Vec<Arc<Link>>>,
    open: watch::Sender<usize>,
    taker: Mutex<Option<Arc<SocketTaker>>>,
    /// Connection settings; `None` for the default.
    config: Mutex<Option<Value>>,
    /// Number of sent events. The double sends each event on only one connection, and uses the connections in turn.
    turns: Mutex<usize>,
}

/// Long connection of a client.
struct Link {
    out: mpsc::UnboundedSender<Message>,
    waiting: Mutex<HashMap<String, oneshot::Sender<i64>>>,
}

impl Links {
    /// Responds to the requests that open a long connection. Returns `None` for any other request.
    pub(crate) fn respond(
        self: &Arc<Self>,
        base_url: &str,
        request: &HttpRequest,
        upgrade: Option<OnUpgrade>,
    ) -> Option<HttpReply> {
        match (request.method(), request.path(), upgrade) {
            ("POST", ENDPOINT, _) => Some(self.address(base_url, request)),
            ("GET", SOCKET, Some(upgrade)) => Some(self.shake_hands(request, upgrade)),
            _ => None,
        }
    }

    pub(crate) fn take_sockets(&self, taker: SocketTaker) {
        *lock(&self.taker) = Some(Arc::new(taker));
    }

    pub(crate) fn set_config(&self, config: Value) {
        *lock(&self.config) = Some(config);
    }

    /// Returns the connection settings for clients.
    fn config(&self) -> Value {
        let default =
            || json!({ "ReconnectCount": -1, "ReconnectInterval": 120, "ReconnectNonce": 30, "PingInterval": 120 });
        lock(&self.config).clone().unwrap_or_else(default)
    }

    /// Responds with the address of the WebSocket.
    fn address(&self, base_url: &str, request: &HttpRequest) -> HttpReply {
        let sent = request.json();
        let text = |key| sent.get(key).and_then(Value::as_str).unwrap_or_default();
        if (text("AppID"), text("AppSecret")) != (APP_ID, APP_SECRET) {
            return HttpReply::json(200, &json!({ "code": 1_000_040_346, "msg": "the app is unknown" }));
        }
        let base_url = base_url.replacen("http", "ws", 1);
        let query =
            format!("device_id=7430000000000000000&access_key={ACCESS_KEY}&service_id={SERVICE}&ticket={TICKET}");
        HttpReply::data(&json!({ "URL": format!("{base_url}{SOCKET}?{query}"), "ClientConfig": self.config() }))
    }

    fn shake_hands(self: &Arc<Self>, request: &HttpRequest, upgrade: OnUpgrade) -> HttpReply {
        let has = |name, value: &str| request.parameter(name).as_deref() == Some(value);
        let is_valid = has("ticket", TICKET)
            && has("access_key", ACCESS_KEY)
            && request.header(UPGRADE.as_str()).eq_ignore_ascii_case("websocket")
            && request.header("sec-websocket-version") == "13";
        if !is_valid {
            let refusal = HttpReply::body(403, "text/plain", "").header("handshake-status", "403");
            return refusal.header("handshake-msg", "the ticket is not valid");
        }
        let links = Arc::clone(self);
        tokio::spawn(async move {
            let Ok(upgraded) = upgrade.await else { return };
            let socket = TokioIo::new(upgraded);
            let taker = lock(&links.taker).clone();
            match taker {
                Some(taker) => taker(socket),
                None => links.keep(socket).await,
            }
        });
        let accept = derive_accept_key(request.header("sec-websocket-key").as_bytes());
        HttpReply::body(101, "text/plain", "")
            .header(CONNECTION.as_str(), "Upgrade")
            .header(UPGRADE.as_str(), "websocket")
            .header("sec-websocket-accept", &accept)
    }

    /// Serves a long connection until it ends.
    async fn keep(&self, socket: TokioIo<Upgraded>) {
        let (mut sink, mut stream) = WebSocketStream::from_raw_socket(socket, Role::Server, None).await.split();
        let (out, mut outgoing) = mpsc::unbounded_channel();
        let link = Arc::new(Link { out, waiting: Mutex::default() });
        lock(&self.list).push(Arc::clone(&link));
        self.count();
        loop {
            tokio::select! {
                sent = outgoing.recv() => match sent {
                    Some(message) => {
                        let is_end = matches!(message, Message::Close(_));
                        if sink.send(message).await.is_err() || is_end {
                            break;
                        }
                    }
                    None => break,
                },
                received = stream.next() => match received {
                    Some(Ok(Message::Binary(bytes))) => link.take(bytes, || self.config()),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                    Some(Ok(_)) => {}
                },
            }
        }
        // After the end of the connection, deliveries must not wait for an acknowledgement any longer.
        lock(&link.waiting).clear();
        lock(&self.list).retain(|other| !Arc::ptr_eq(other, &link));
        self.count();
    }

    fn count(&self) {
        let open = lock(&self.list).len();
        self.open.send_replace(open);
    }

    /// Waits until this number of connections are open.
    pub(crate) async fn wait_for(&self, connections: usize) {
        self.open.subscribe().wait_for(|open| *open >= connections).await.ok();
    }

    pub(crate) fn is_empty(&self) -> bool {
        lock(&self.list).is_empty()
    }

    /// Closes all connections.
    pub(crate) fn close(&self) {
        for link in &*lock(&self.list) {
            link.out.send(Message::Close(None)).ok();
        }
    }

    /// Sends an event on one of the connections, and waits for its acknowledgement.
    pub(crate) async fn deliver(&self, event: &Value, message_id: &str) -> Result<(), NotHandled> {
        let link = {
            let list = lock(&self.list);
            let mut turns = lock(&self.turns);
            *turns += 1;
            list.get(*turns % list.len().max(1)).cloned()
        };
        let link = link.ok_or_else(|| NotHandled::new("no connection is open"))?;
        let (sender, acknowledgement) = oneshot::channel();
        lock(&link.waiting).insert(message_id.to_owned(), sender);
        link.send(&data_frame(event, message_id));
        let acknowledged = timeout(PATIENCE, acknowledgement).await;
        lock(&link.waiting).remove(message_id);
        match acknowledged {
            Ok(Ok(200)) => Ok(()),
            Ok(Ok(code)) => Err(NotHandled::new(format!("the client acknowledged the event with code {code}"))),
            Ok(Err(_)) => Err(NotHandled::new("the connection ended")),
            Err(_) => Err(NotHandled::new("the client did not acknowledge the event within 3 seconds")),
        }
    }
}

impl Link {
    fn send(&self, frame: &Frame) {
        self.out.send(Message::Binary(frame.encode_to_vec().into())).ok();
    }

    fn take(&self, bytes: Bytes, config: impl FnOnce() -> Value) {
        let Ok(frame) = Frame::read(bytes) else { return };
        if frame.method == CONTROL {
            let mut pong = Frame { service: SERVICE, payload: Some(config().to_string().into()), ..Frame::default() };
            pong.add_header("type", "pong");
            return self.send(&pong);
        }
        let payload: Value = serde_json::from_slice(&frame.payload.clone().unwrap_or_default()).unwrap_or_default();
        let code = payload.get("code").and_then(Value::as_i64).unwrap_or_default();
        if let Some(waiting) = lock(&self.waiting).remove(frame.header("message_id").unwrap_or_default()) {
            waiting.send(code).ok();
        }
    }
}

fn data_frame(event: &Value, message_id: &str) -> Frame {
    let mut frame = Frame { seq_id: 1, log_id: 1, service: SERVICE, method: DATA, ..Frame::default() };
    let headers =
        [("type", "event"), ("message_id", message_id), ("sum", "1"), ("seq", "0"), ("trace_id", "trace-double")];
    for (key, value) in headers {
        frame.add_header(key, value);
    }
    frame.payload = Some(event.to_string().into());
    frame
}
