//! Double of the platform with long connections. The test writes each frame, and can refuse connections.
//!
//! This module has its own definition of frames. The definition reveals mistakes in the client's definition.

use std::collections::{HashMap, VecDeque};
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use futures_util::{Sink, SinkExt, Stream, StreamExt};
use prost::Message as _;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{Mutex as AsyncMutex, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Message, Role};
use vc_api::testing::{HttpReply, HttpRequest, Platform};

/// Header of a [`Frame`].
#[derive(Clone, PartialEq, prost::Message)]
pub struct Header {
    /// Name of the header.
    #[prost(string, required, tag = "1")]
    pub key: String,
    /// Value of the header.
    #[prost(string, required, tag = "2")]
    pub value: String,
}

/// Message on a long connection, in either direction.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Frame {
    /// Number without a meaning in these tests.
    #[prost(uint64, required, tag = "1")]
    pub seq_id: u64,
    /// Log id.
    #[prost(uint64, required, tag = "2")]
    pub log_id: u64,
    /// `service_id` of the connection's address.
    #[prost(int32, required, tag = "3")]
    pub service: i32,
    /// 0 is control, 1 is data.
    #[prost(int32, required, tag = "4")]
    pub method: i32,
    /// Headers, such as the type of the payload, and the place of the payload among the parts.
    #[prost(message, repeated, tag = "5")]
    pub headers: Vec<Header>,
    /// Encoding of the payload.
    #[prost(string, optional, tag = "6")]
    pub payload_encoding: Option<String>,
    /// Type of the payload.
    #[prost(string, optional, tag = "7")]
    pub payload_type: Option<String>,
    /// JSON, or a part of JSON.
    #[prost(bytes = "vec", optional, tag = "8")]
    pub payload: Option<Vec<u8>>,
    /// New log id.
    #[prost(string, optional, tag = "9")]
    pub log_id_new: Option<String>,
}

impl Frame {
    /// Returns a data frame of type `kind`, with a message or a part of a message.
    pub fn data(kind: &str, message_id: &str, sum: impl ToString, seq: impl ToString, payload: &[u8]) -> Self {
        let headers = [
            ("type", kind),
            ("message_id", message_id),
            ("sum", &sum.to_string()),
            ("seq", &seq.to_string()),
            ("trace_id", "trace-1"),
            ("timestamp", "1608725989000"),
        ];
        Self {
            seq_id: 7,
            log_id: u64::MAX,
            service: SERVICE,
            method: 1,
            headers: headers.map(|(key, value)| Header { key: key.to_owned(), value: value.to_owned() }).into(),
            payload_encoding: Some(String::new()),
            payload: Some(payload.to_vec()),
            log_id_new: Some("log-1".to_owned()),
            ..Self::default()
        }
    }

    /// Returns the value of a header, or an empty text.
    pub fn header(&self, key: &str) -> &str {
        self.headers.iter().find(|header| header.key == key).map_or("", |header| &header.value)
    }
}

/// Value of `service_id` in the addresses of the double.
pub const SERVICE: i32 = 33_554_678;

/// Path at which clients request an address.
const ENDPOINT: &str = "/callback/ws/endpoint";
/// Path of the double's WebSockets.
const SOCKET: &str = "/ws/v2";

/// Response that replaces the response of the double.
#[derive(Debug, Clone)]
pub enum Response {
    /// Response to a request for the address.
    Endpoint(HttpReply),
    /// Response to a request for a WebSocket.
    Handshake(HttpReply),
}

impl Response {
    /// Responds with JSON to a request for the address.
    pub fn endpoint(status: u16, body: &Value) -> Self {
        Self::Endpoint(HttpReply::json(status, body).header("X-Tt-Logid", "log-1"))
    }

    /// Refuses the address with a code.
    pub fn code(code: i64) -> Self {
        Self::endpoint(200, &json!({ "code": code, "msg": "refused" }))
    }

    /// Responds with an address other than the double's address.
    pub fn address(url: &str, config: &Value) -> Self {
        Self::endpoint(200, &json!({ "code": 0, "msg": "", "data": { "URL": url, "ClientConfig": config } }))
    }

    /// Closes the connection of a request for the address.
    pub fn hangup() -> Self {
        Self::Endpoint(HttpReply::closed())
    }

    /// Responds with headers to a request for a WebSocket.
    pub fn handshake(status: u16, headers: &[(&str, &str)]) -> Self {
        let reply = HttpReply::body(status, "text/plain", "");
        Self::Handshake(headers.iter().fold(reply, |reply, (name, value)| reply.header(name, value)))
    }

    /// Refuses a WebSocket as the platform does.
    pub fn refusal(status: u16, code: Option<i64>) -> Self {
        let (status_told, code_told) = (status.to_string(), code.map(|code| code.to_string()));
        let mut headers = vec![("Handshake-Status", &*status_told), ("Handshake-Msg", "refused")];
        headers.extend(code_told.as_deref().map(|code| ("Handshake-Autherrcode", code)));
        Self::handshake(status, &headers)
    }

    /// Accepts a WebSocket, but for another key.
    pub fn wrong_accept() -> Self {
        let accept = derive_accept_key(b"another");
        let headers = [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Accept", &*accept)];
        Self::handshake(101, &headers)
    }

    /// Never responds to a request for a WebSocket.
    pub fn silence() -> Self {
        Self::Handshake(HttpReply::silence())
    }
}

/// Double of the platform. The test serves its long connections.
pub struct Gateway {
    /// Double of the platform.
    pub platform: Platform,
    /// Next responses. The double itself responds when no response is left.
    responses: Arc<Mutex<VecDeque<Response>>>,
    links: watch::Sender<Vec<Arc<Link>>>,
}

impl Gateway {
    /// Starts a gateway with its first responses, and the configuration for clients.
    pub async fn start(responses: impl IntoIterator<Item = Response>, config: Value) -> Self {
        let platform = Platform::start().await;
        platform.set_connection_config(config.clone());
        let responses = Arc::new(Mutex::new(responses.into_iter().collect()));
        let scripted = Arc::clone(&responses);
        platform.on_request(move |request| next(&scripted, request));
        let links = watch::Sender::<Vec<Arc<Link>>>::default();
        let made = links.clone();
        platform.take_sockets(move |socket| {
            let (made, config) = (made.clone(), config.clone());
            tokio::spawn(async move {
                let socket = WebSocketStream::from_raw_socket(socket, Role::Server, None).await;
                made.send_modify(|links| links.push(Link::start(socket, config)));
            });
        });
        Self { platform, responses, links }
    }

    /// Sets the next responses. After these responses, the double itself responds again.
    pub fn respond(&self, responses: impl IntoIterator<Item = Response>) {
        *self.responses.lock().expect("no one panicked") = responses.into_iter().collect();
    }

    /// Returns the requests for the address.
    pub fn asked(&self) -> Vec<HttpRequest> {
        self.platform.requests().into_iter().filter(|request| request.path() == ENDPOINT).collect()
    }

    /// Returns the number of all connections since the start.
    pub fn connections(&self) -> usize {
        self.links.borrow().len()
    }

    /// Waits for the connection with the given index, counted from 0.
    pub async fn link(&self, index: usize) -> Arc<Link> {
        let mut links = self.links.subscribe();
        let links = links.wait_for(|links| links.len() > index).await.expect("the gateway is there");
        Arc::clone(&links[index])
    }
}

/// Returns the next response, if this response is for the given request.
fn next(responses: &Mutex<VecDeque<Response>>, request: &HttpRequest) -> Option<HttpReply> {
    let mut responses = responses.lock().expect("no one panicked");
    match (request.path(), responses.front()?) {
        (ENDPOINT, Response::Endpoint(reply)) | (SOCKET, Response::Handshake(reply)) => {
            let reply = reply.clone();
            responses.pop_front();
            Some(reply)
        }
        _ => None,
    }
}

/// Sending half of a WebSocket.
type Outgoing = Pin<Box<dyn Sink<Message, Error = Error> + Send>>;

/// Connection to a client.
pub struct Link {
    /// Start time of the connection, in the test's time.
    pub at: Instant,
    sink: AsyncMutex<Option<Outgoing>>,
    /// Tests that wait for acknowledgements, by the id of the message.
    waiting: Mutex<HashMap<String, oneshot::Sender<Acknowledgement>>>,
    seen: watch::Sender<Seen>,
    reading: Mutex<Option<JoinHandle<()>>>,
}

/// Data that a connection has received.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Times and frames of pings.
    pub pings: Vec<(Instant, Frame)>,
    /// Contents of WebSocket pongs.
    pub pongs: Vec<Vec<u8>>,
    /// Number of acknowledgements.
    pub acknowledged: usize,
    /// Whether the client sent a close frame.
    pub closed: bool,
    /// Whether the connection has ended.
    pub ended: bool,
    /// Content of the response to pings; `None` for no response.
    pong: Option<Value>,
}

/// Acknowledgement of a message.
#[derive(Debug, Clone)]
pub struct Acknowledgement {
    /// Time of arrival, in the test's time.
    pub at: Instant,
    /// Whole frame.
    pub frame: Frame,
}

impl Acknowledgement {
    /// Returns the code, 200 or 500.
    ///
    /// # Panics
    ///
    /// Panics if the rest of the acknowledgement is not the sent frame with the time that the client took.
    pub fn code(&self, sent: &Frame) -> i64 {
        let mut frame = self.frame.clone();
        let time = frame.headers.pop().expect("there are headers");
        assert_eq!(time.key, "biz_rt");
        time.value.parse::<u64>().expect("it is a number");
        let answer: Value =
            serde_json::from_slice(&frame.payload.take().expect("there is a payload")).expect("it is JSON");
        assert_eq!(frame, Frame { payload: None, ..sent.clone() });
        let code = answer["code"].as_i64().expect("there is a code");
        assert_eq!(answer, json!({ "code": code, "headers": {} }));
        code
    }
}

impl Link {
    fn start<S>(socket: WebSocketStream<S>, config: Value) -> Arc<Self>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let (sink, stream) = socket.split();
        let link = Arc::new(Self {
            at: Instant::now(),
            sink: AsyncMutex::new(Some(Box::pin(sink))),
            waiting: Mutex::default(),
            seen: watch::Sender::new(Seen { pong: Some(config), ..Seen::default() }),
            reading: Mutex::default(),
        });
        let reading = tokio::spawn(read(Arc::clone(&link), stream));
        *link.reading.lock().expect("no one panicked") = Some(reading);
        link
    }

    /// Sends an event in one part, and returns the code of the acknowledgement.
    pub async fn event(&self, message_id: &str, event: &Value) -> i64 {
        self.payload(message_id, event.to_string().as_bytes()).await
    }

    /// Sends any bytes as an event, and returns the code of the acknowledgement.
    pub async fn payload(&self, message_id: &str, payload: &[u8]) -> i64 {
        let frame = Frame::data("event", message_id, 1, 0, payload);
        self.ask(&frame).await.code(&frame)
    }

    /// Sends a frame, and waits for its acknowledgement.
    ///
    /// # Panics
    ///
    /// Panics if the connection ends before the acknowledgement arrives.
    pub async fn ask(&self, frame: &Frame) -> Acknowledgement {
        let acknowledgement = self.acknowledgement_of(frame.header("message_id"));
        self.send(frame).await;
        acknowledgement.await.expect("it is acknowledged")
    }

    /// Waits for the acknowledgement of a message. Returns an error if the connection ends before the acknowledgement
    /// arrives.
    pub fn acknowledgement_of(&self, message_id: &str) -> oneshot::Receiver<Acknowledgement> {
        let (sender, receiver) = oneshot::channel();
        let before = self.waiting.lock().expect("no one panicked").insert(message_id.to_owned(), sender);
        assert!(before.is_none(), "no one else waits for {message_id}");
        receiver
    }

    /// Sends a frame.
    pub async fn send(&self, frame: &Frame) {
        self.send_raw(Message::Binary(frame.encode_to_vec().into())).await;
    }

    /// Sends any message. Does nothing if the connection has ended.
    pub async fn send_raw(&self, message: Message) {
        if let Some(sink) = &mut *self.sink.lock().await {
            sink.send(message).await.ok();
        }
    }

    /// Returns a message in `count` parts.
    pub fn parts(message_id: &str, payload: &[u8], count: usize) -> Vec<Frame> {
        let length = payload.len().div_ceil(count);
        let parts: Vec<&[u8]> = payload.chunks(length).collect();
        let part = |(seq, part): (usize, &&[u8])| Frame::data("event", message_id, parts.len(), seq, part);
        parts.iter().enumerate().map(part).collect()
    }

    /// Returns the data that was received until now.
    pub fn seen(&self) -> Seen {
        self.seen.borrow().clone()
    }

    /// Waits until the condition holds.
    pub async fn wait_for(&self, come: impl Fn(&Seen) -> bool) -> Seen {
        let mut seen = self.seen.subscribe();
        seen.wait_for(|seen| come(seen)).await.expect("the connection is there").clone()
    }

    /// Sets the response to pings from now on. `None` means no response.
    pub fn pong(&self, config: Option<Value>) {
        self.seen.send_modify(|seen| seen.pong = config);
    }

    /// Closes the connection with a close frame.
    pub async fn close(&self) {
        let close = CloseFrame { code: CloseCode::Away, reason: "on purpose".into() };
        self.send_raw(Message::Close(Some(close))).await;
    }

    /// Cuts the connection.
    pub async fn cut(&self) {
        self.stop_reading();
        self.sink.lock().await.take();
    }

    /// Stops reading, so pings get no response. The connection stays open.
    pub fn stop_reading(&self) {
        if let Some(reading) = self.reading.lock().expect("no one panicked").take() {
            reading.abort();
        }
    }
}

async fn read(link: Arc<Link>, mut stream: impl Stream<Item = Result<Message, Error>> + Unpin) {
    while let Some(Ok(message)) = stream.next().await {
        match message {
            Message::Binary(bytes) => link.take(Frame::decode(bytes).expect("the client sends frames")),
            Message::Pong(content) => link.seen.send_modify(|seen| seen.pongs.push(content.to_vec())),
            Message::Close(_) => link.seen.send_modify(|seen| seen.closed = true),
            _ => {}
        }
    }
    // No further acknowledgement can arrive.
    link.waiting.lock().expect("no one panicked").clear();
    link.sink.lock().await.take();
    drop(stream);
    link.seen.send_modify(|seen| seen.ended = true);
}

impl Link {
    fn take(self: &Arc<Self>, frame: Frame) {
        let at = Instant::now();
        if frame.method == 1 {
            let waiting = self.waiting.lock().expect("no one panicked").remove(frame.header("message_id"));
            self.seen.send_modify(|seen| seen.acknowledged += 1);
            if let Some(waiting) = waiting {
                waiting.send(Acknowledgement { at, frame }).ok();
            }
            return;
        }
        if let Some(config) = self.seen.borrow().pong.clone() {
            let header = Header { key: "type".to_owned(), value: "pong".to_owned() };
            let payload = Some(config.to_string().into_bytes());
            let pong = Frame { service: SERVICE, headers: vec![header], payload, ..Frame::default() };
            let link = Arc::clone(self);
            tokio::spawn(async move { link.send(&pong).await });
        }
        self.seen.send_modify(|seen| seen.pings.push((at, frame)));
    }
}
