//! Double of the platform with long connections. The test writes each frame that the double sends. The test can also make
//! the double refuse connections.
//!
//! This module has its own definition of frames. So a mistake in the client's definition makes tests fail.

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
    /// Sequence number. It has no meaning in these tests.
    #[prost(uint64, required, tag = "1")]
    pub seq_id: u64,
    /// Log id, as a number.
    #[prost(uint64, required, tag = "2")]
    pub log_id: u64,
    /// Value of `service_id` in the address of the connection.
    #[prost(int32, required, tag = "3")]
    pub service: i32,
    /// Kind of the frame: 0 for a control frame, 1 for a data frame.
    #[prost(int32, required, tag = "4")]
    pub method: i32,
    /// Headers, for example with the type of the payload, or with the index of this part of the message.
    #[prost(message, repeated, tag = "5")]
    pub headers: Vec<Header>,
    /// Encoding of the payload.
    #[prost(string, optional, tag = "6")]
    pub payload_encoding: Option<String>,
    /// Type of the payload.
    #[prost(string, optional, tag = "7")]
    pub payload_type: Option<String>,
    /// Payload: JSON, or a part of a JSON text.
    #[prost(bytes = "vec", optional, tag = "8")]
    pub payload: Option<Vec<u8>>,
    /// Log id, as text.
    #[prost(string, optional, tag = "9")]
    pub log_id_new: Option<String>,
}

impl Frame {
    /// Returns a data frame with the type `kind`. The message has `sum` parts, and `payload` is the part with the number
    /// `seq`.
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

/// Path at which a client requests the address of a WebSocket.
const ENDPOINT: &str = "/callback/ws/endpoint";
/// Path of the double's WebSockets.
const SOCKET: &str = "/ws/v2";

/// Response that the double sends instead of its usual response.
#[derive(Debug, Clone)]
pub enum Response {
    /// Response to a request for the address of a WebSocket.
    Endpoint(HttpReply),
    /// Response to the handshake of a WebSocket.
    Handshake(HttpReply),
}

impl Response {
    /// Returns a response to a request for the address of a WebSocket. `body` is the JSON body of the response.
    pub fn endpoint(status: u16, body: &Value) -> Self {
        Self::Endpoint(HttpReply::json(status, body).header("X-Tt-Logid", "log-1"))
    }

    /// Returns a refusal with the given code. The refused request asks for the address of a WebSocket.
    pub fn code(code: i64) -> Self {
        Self::endpoint(200, &json!({ "code": code, "msg": "refused" }))
    }

    /// Returns a response to a request for the address of a WebSocket. The response contains `url` instead of the address of
    /// the double.
    pub fn address(url: &str, config: &Value) -> Self {
        Self::endpoint(200, &json!({ "code": 0, "msg": "", "data": { "URL": url, "ClientConfig": config } }))
    }

    /// Makes the double close the HTTP connection after a request for the address of a WebSocket. The client gets no
    /// response.
    pub fn hangup() -> Self {
        Self::Endpoint(HttpReply::closed())
    }

    /// Returns a response to the handshake of a WebSocket, with these headers.
    pub fn handshake(status: u16, headers: &[(&str, &str)]) -> Self {
        let reply = HttpReply::body(status, "text/plain", "");
        Self::Handshake(headers.iter().fold(reply, |reply, (name, value)| reply.header(name, value)))
    }

    /// Returns a refusal of a WebSocket, with the headers that the platform uses.
    pub fn refusal(status: u16, code: Option<i64>) -> Self {
        let (status_told, code_told) = (status.to_string(), code.map(|code| code.to_string()));
        let mut headers = vec![("Handshake-Status", &*status_told), ("Handshake-Msg", "refused")];
        headers.extend(code_told.as_deref().map(|code| ("Handshake-Autherrcode", code)));
        Self::handshake(status, &headers)
    }

    /// Returns a response that accepts a WebSocket, but with the wrong value of `Sec-WebSocket-Accept`.
    pub fn wrong_accept() -> Self {
        let accept = derive_accept_key(b"another");
        let headers = [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Accept", &*accept)];
        Self::handshake(101, &headers)
    }

    /// Returns a response that never arrives. After a request for a WebSocket, the double keeps the connection open.
    pub fn silence() -> Self {
        Self::Handshake(HttpReply::silence())
    }
}

/// Double of the platform, and its long connections, which the test serves.
pub struct Gateway {
    /// Double of the platform.
    pub platform: Platform,
    /// Next responses, in order. When none is left, the double sends its usual responses.
    responses: Arc<Mutex<VecDeque<Response>>>,
    links: watch::Sender<Vec<Arc<Link>>>,
}

impl Gateway {
    /// Starts a gateway. `responses` are its first responses. `config` is the configuration that it sends to clients.
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

    /// Sets the next responses. After them, the double sends its usual responses again.
    pub fn respond(&self, responses: impl IntoIterator<Item = Response>) {
        *self.responses.lock().expect("no one panicked") = responses.into_iter().collect();
    }

    /// Returns all requests for the address of a WebSocket.
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

/// Removes and returns the next response if it fits the request.
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

/// Long connection to a client, on the side of the platform.
pub struct Link {
    /// Start time of the connection, on the clock of the test.
    pub at: Instant,
    sink: AsyncMutex<Option<Outgoing>>,
    /// Channels that pass each acknowledgement to the waiting test. The key is the id of the message.
    waiting: Mutex<HashMap<String, oneshot::Sender<Acknowledgement>>>,
    seen: watch::Sender<Seen>,
    reading: Mutex<Option<JoinHandle<()>>>,
}

/// Data that the client has sent on a connection.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Pings of the client. Each entry has the time of arrival, and the frame of the ping.
    pub pings: Vec<(Instant, Frame)>,
    /// Contents of the WebSocket pongs of the client.
    pub pongs: Vec<Vec<u8>>,
    /// Number of acknowledgements.
    pub acknowledged: usize,
    /// Whether the client sent a close frame.
    pub closed: bool,
    /// Whether the connection has ended.
    pub ended: bool,
    /// Content of the pong with which the double responds to pings. With `None`, the double sends no pong.
    pong: Option<Value>,
}

/// Acknowledgement of a message by the client.
#[derive(Debug, Clone)]
pub struct Acknowledgement {
    /// Time at which the acknowledgement arrived, on the clock of the test.
    pub at: Instant,
    /// Whole frame of the acknowledgement.
    pub frame: Frame,
}

impl Acknowledgement {
    /// Returns the code of the acknowledgement, 200 or 500.
    ///
    /// # Panics
    ///
    /// Panics if the payload contains more than the code, if the last header is not `biz_rt`, or if anything else differs
    /// from the sent frame. `biz_rt` is the time from the arrival of the frame to the acknowledgement.
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

    /// Sends any bytes as an event in one part, and returns the code of the acknowledgement.
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

    /// Returns a receiver of the acknowledgement of a message. The receiver returns an error if the connection ends before
    /// the acknowledgement arrives.
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

    /// Sends any WebSocket message. Does nothing if the connection has ended.
    pub async fn send_raw(&self, message: Message) {
        if let Some(sink) = &mut *self.sink.lock().await {
            sink.send(message).await.ok();
        }
    }

    /// Returns the frames of an event in `count` parts.
    pub fn parts(message_id: &str, payload: &[u8], count: usize) -> Vec<Frame> {
        let length = payload.len().div_ceil(count);
        let parts: Vec<&[u8]> = payload.chunks(length).collect();
        let part = |(seq, part): (usize, &&[u8])| Frame::data("event", message_id, parts.len(), seq, part);
        parts.iter().enumerate().map(part).collect()
    }

    /// Returns the data that the client has sent until now.
    pub fn seen(&self) -> Seen {
        self.seen.borrow().clone()
    }

    /// Waits until `come` returns `true` for the data that the client has sent, and returns the data.
    pub async fn wait_for(&self, come: impl Fn(&Seen) -> bool) -> Seen {
        let mut seen = self.seen.subscribe();
        seen.wait_for(|seen| come(seen)).await.expect("the connection is there").clone()
    }

    /// Sets the content of the pong with which the double responds to each further ping. With `None`, the double sends no
    /// pong.
    pub fn pong(&self, config: Option<Value>) {
        self.seen.send_modify(|seen| seen.pong = config);
    }

    /// Sends a close frame, to close the connection.
    pub async fn close(&self) {
        let close = CloseFrame { code: CloseCode::Away, reason: "on purpose".into() };
        self.send_raw(Message::Close(Some(close))).await;
    }

    /// Ends the connection without a close frame.
    pub async fn cut(&self) {
        self.stop_reading();
        self.sink.lock().await.take();
    }

    /// Stops reading from the connection, so pings get no response. The connection stays open.
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
    // No further acknowledgement can arrive, so each test that waits gets an error.
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
