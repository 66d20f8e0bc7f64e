//! The double of the platform, with long connections on which the test makes every frame, and with refusals.
//!
//! Its frames are its own, so that a mistake in those of the client shows.

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

/// A header of a [`Frame`].
#[derive(Clone, PartialEq, prost::Message)]
pub struct Header {
    /// Its name.
    #[prost(string, required, tag = "1")]
    pub key: String,
    /// What it says.
    #[prost(string, required, tag = "2")]
    pub value: String,
}

/// What is sent each way.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Frame {
    /// Of no meaning here, like all whose name is all that is said of it.
    #[prost(uint64, required, tag = "1")]
    pub seq_id: u64,
    /// The log id.
    #[prost(uint64, required, tag = "2")]
    pub log_id: u64,
    /// The `service_id` of the connection's address.
    #[prost(int32, required, tag = "3")]
    pub service: i32,
    /// 0 is control, 1 is data.
    #[prost(int32, required, tag = "4")]
    pub method: i32,
    /// What the payload is.
    #[prost(message, repeated, tag = "5")]
    pub headers: Vec<Header>,
    /// The payload's encoding.
    #[prost(string, optional, tag = "6")]
    pub payload_encoding: Option<String>,
    /// The payload's type.
    #[prost(string, optional, tag = "7")]
    pub payload_type: Option<String>,
    /// JSON, or a part of it.
    #[prost(bytes = "vec", optional, tag = "8")]
    pub payload: Option<Vec<u8>>,
    /// The new log id.
    #[prost(string, optional, tag = "9")]
    pub log_id_new: Option<String>,
}

impl Frame {
    /// A data frame of that type: a message, or a part of it.
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

    /// The value of a header; empty if it is not there.
    pub fn header(&self, key: &str) -> &str {
        self.headers.iter().find(|header| header.key == key).map_or("", |header| &header.value)
    }
}

/// The `service_id` that the double tells.
pub const SERVICE: i32 = 33_554_678;

/// The path at which clients ask for an address.
const ENDPOINT: &str = "/callback/ws/endpoint";
/// The path of the double's WebSockets.
const SOCKET: &str = "/ws/v2";

/// What comes in place of the double's response.
#[derive(Debug, Clone)]
pub enum Answer {
    /// To who asks for the address.
    Endpoint(HttpReply),
    /// To who wants a WebSocket.
    Handshake(HttpReply),
}

impl Answer {
    /// A status and JSON, to who asks for the address.
    pub fn endpoint(status: u16, body: &Value) -> Self {
        Self::Endpoint(HttpReply::json(status, body).header("X-Tt-Logid", "log-1"))
    }

    /// A code, to who asks for the address.
    pub fn code(code: i64) -> Self {
        Self::endpoint(200, &json!({ "code": code, "msg": "refused" }))
    }

    /// Another address than that of the double.
    pub fn address(url: &str, config: &Value) -> Self {
        Self::endpoint(200, &json!({ "code": 0, "msg": "", "data": { "URL": url, "ClientConfig": config } }))
    }

    /// The connection is closed without a response, to who asks for the address.
    pub fn hangup() -> Self {
        Self::Endpoint(HttpReply::closed())
    }

    /// A status and headers, to who wants a WebSocket.
    pub fn handshake(status: u16, headers: &[(&str, &str)]) -> Self {
        let reply = HttpReply::body(status, "text/plain", "");
        Self::Handshake(headers.iter().fold(reply, |reply, (name, value)| reply.header(name, value)))
    }

    /// A refusal, to who wants a WebSocket.
    pub fn refusal(status: u16, code: Option<i64>) -> Self {
        let (status_told, code_told) = (status.to_string(), code.map(|code| code.to_string()));
        let mut headers = vec![("Handshake-Status", &*status_told), ("Handshake-Msg", "refused")];
        headers.extend(code_told.as_deref().map(|code| ("Handshake-Autherrcode", code)));
        Self::handshake(status, &headers)
    }

    /// A WebSocket, but with a response to another key.
    pub fn wrong_accept() -> Self {
        let accept = derive_accept_key(b"another");
        let headers = [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Accept", &*accept)];
        Self::handshake(101, &headers)
    }

    /// Nothing is ever responded to who wants a WebSocket.
    pub fn silence() -> Self {
        Self::Handshake(HttpReply::silence())
    }
}

/// The double, whose long connections the test serves.
pub struct Gateway {
    /// The double.
    pub platform: Platform,
    /// What is responded next; when nothing is left, the double responds.
    answers: Arc<Mutex<VecDeque<Answer>>>,
    links: watch::Sender<Vec<Arc<Link>>>,
}

impl Gateway {
    /// Starts it, with its first responses and what it then says of how to keep the connection.
    pub async fn start(answers: impl IntoIterator<Item = Answer>, config: Value) -> Self {
        let platform = Platform::start().await;
        platform.set_connection_config(config.clone());
        let answers = Arc::new(Mutex::new(answers.into_iter().collect()));
        let scripted = Arc::clone(&answers);
        platform.on_request(move |request| respond(&scripted, request));
        let links = watch::Sender::<Vec<Arc<Link>>>::default();
        let made = links.clone();
        platform.take_sockets(move |socket| {
            let (made, config) = (made.clone(), config.clone());
            tokio::spawn(async move {
                let socket = WebSocketStream::from_raw_socket(socket, Role::Server, None).await;
                made.send_modify(|links| links.push(Link::start(socket, config)));
            });
        });
        Self { platform, answers, links }
    }

    /// Responds so from now on, before the double does again.
    pub fn answer(&self, answers: impl IntoIterator<Item = Answer>) {
        *self.answers.lock().expect("no one panicked") = answers.into_iter().collect();
    }

    /// The requests for the address.
    pub fn asked(&self) -> Vec<HttpRequest> {
        self.platform.requests().into_iter().filter(|request| request.path() == ENDPOINT).collect()
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.links.borrow().len()
    }

    /// The connection that is made as the `index`th, from 0. It is waited for.
    pub async fn link(&self, index: usize) -> Arc<Link> {
        let mut links = self.links.subscribe();
        let links = links.wait_for(|links| links.len() > index).await.expect("the gateway is there");
        Arc::clone(&links[index])
    }
}

/// Responds in place of the double, if that is next.
fn respond(answers: &Mutex<VecDeque<Answer>>, request: &HttpRequest) -> Option<HttpReply> {
    let mut answers = answers.lock().expect("no one panicked");
    match (request.path(), answers.front()?) {
        (ENDPOINT, Answer::Endpoint(reply)) | (SOCKET, Answer::Handshake(reply)) => {
            let reply = reply.clone();
            answers.pop_front();
            Some(reply)
        }
        _ => None,
    }
}

/// A connection that was made, until it ends or is cut.
pub struct Link {
    /// When it was made, in the test's time.
    pub at: Instant,
    sink: AsyncMutex<Option<Pin<Box<dyn Sink<Message, Error = Error> + Send>>>>,
    /// Who waits for the answer to a message.
    waiting: Mutex<HashMap<String, oneshot::Sender<Answered>>>,
    seen: watch::Sender<Seen>,
    reading: Mutex<Option<JoinHandle<()>>>,
}

/// What came on a connection.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// When pings came, and their frames.
    pub pings: Vec<(Instant, Frame)>,
    /// What WebSocket pings were answered with.
    pub pongs: Vec<Vec<u8>>,
    /// How many frames with answers came.
    pub answers: usize,
    /// Whether the client said that it closes the connection.
    pub closed: bool,
    /// Whether nothing more comes.
    pub ended: bool,
    /// What a ping is answered with, if it is answered.
    pong: Option<Value>,
}

/// The answer to a message.
#[derive(Debug, Clone)]
pub struct Answered {
    /// When it came, in the test's time.
    pub at: Instant,
    /// The whole frame.
    pub frame: Frame,
}

impl Answered {
    /// The code: 200, or 500. The rest of the frame is also looked at: it must be `sent`, but for what is to be added.
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

    /// Sends an event as a whole; gives the code of its answer.
    pub async fn event(&self, message_id: &str, event: &Value) -> i64 {
        self.payload(message_id, event.to_string().as_bytes()).await
    }

    /// Sends any payload as an event; gives the code of its answer.
    pub async fn payload(&self, message_id: &str, payload: &[u8]) -> i64 {
        let frame = Frame::data("event", message_id, 1, 0, payload);
        self.ask(&frame).await.code(&frame)
    }

    /// Sends a frame and waits for the answer.
    ///
    /// # Panics
    ///
    /// If none comes.
    pub async fn ask(&self, frame: &Frame) -> Answered {
        let answer = self.answer_to(frame.header("message_id"));
        self.send(frame).await;
        answer.await.expect("it is answered")
    }

    /// Waits for the answer to a message; an error if there is none before the connection ends.
    pub fn answer_to(&self, message_id: &str) -> oneshot::Receiver<Answered> {
        let (sender, receiver) = oneshot::channel();
        let before = self.waiting.lock().expect("no one panicked").insert(message_id.to_owned(), sender);
        assert!(before.is_none(), "no one else waits for {message_id}");
        receiver
    }

    /// Sends a frame.
    pub async fn send(&self, frame: &Frame) {
        self.send_raw(Message::Binary(frame.encode_to_vec().into())).await;
    }

    /// Sends anything; that the connection is gone does not matter.
    pub async fn send_raw(&self, message: Message) {
        if let Some(sink) = &mut *self.sink.lock().await {
            sink.send(message).await.ok();
        }
    }

    /// Sends a message in so many parts.
    pub fn parts(message_id: &str, payload: &[u8], count: usize) -> Vec<Frame> {
        let length = payload.len().div_ceil(count);
        let parts: Vec<&[u8]> = payload.chunks(length).collect();
        let part = |(seq, part): (usize, &&[u8])| Frame::data("event", message_id, parts.len(), seq, part);
        parts.iter().enumerate().map(part).collect()
    }

    /// What has come.
    pub fn seen(&self) -> Seen {
        self.seen.borrow().clone()
    }

    /// Waits until that came.
    pub async fn wait_for(&self, come: impl Fn(&Seen) -> bool) -> Seen {
        let mut seen = self.seen.subscribe();
        seen.wait_for(|seen| come(seen)).await.expect("the connection is there").clone()
    }

    /// Answers pings with that from now on, or not at all.
    pub fn pong(&self, config: Option<Value>) {
        self.seen.send_modify(|seen| seen.pong = config);
    }

    /// Closes the connection as one should.
    pub async fn close(&self) {
        let close = CloseFrame { code: CloseCode::Away, reason: "on purpose".into() };
        self.send_raw(Message::Close(Some(close))).await;
    }

    /// Cuts the connection.
    pub async fn cut(&self) {
        self.stop_reading();
        self.sink.lock().await.take();
    }

    /// Reads nothing more, and so answers nothing. The connection stays.
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
    // Whoever waits for an answer waits no longer.
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
            self.seen.send_modify(|seen| seen.answers += 1);
            if let Some(waiting) = waiting {
                waiting.send(Answered { at, frame }).ok();
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
