//! A stand-in for the platform's side of long connections, on the runtime of the test: it tells its address, makes
//! WebSockets, sends events and waits for what is answered to them, as the test says.
//!
//! It knows nothing of the client, and nothing of the other modules here, so that the examples can use this file too.

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use prost::Message as _;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::{Mutex as AsyncMutex, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Message, Role};

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

/// The `service_id` that the address tells.
pub const SERVICE: i32 = 33_554_678;

/// What the gateway answers to who asks for its address, and to who wants a WebSocket there.
#[derive(Debug, Clone)]
pub enum Answer {
    /// What it should.
    Good,
    /// An HTTP status and a body, to who asks for the address.
    Endpoint(u16, Value),
    /// Another address than its own.
    Address(String),
    /// The connection is closed without an answer, to who asks for the address.
    Hangup,
    /// An HTTP status and headers, to who wants a WebSocket.
    Handshake(u16, Vec<(String, String)>),
    /// A WebSocket, but with a wrong answer to the key.
    WrongAccept,
    /// Nothing is answered to who wants a WebSocket.
    Silence,
}

impl Answer {
    /// A code, to who asks for the address.
    pub fn code(code: i64) -> Self {
        Self::Endpoint(200, json!({ "code": code, "msg": "refused" }))
    }

    /// A refusal, to who wants a WebSocket.
    pub fn refusal(status: u16, code: Option<i64>) -> Self {
        let mut headers = vec![("Handshake-Status", status.to_string()), ("Handshake-Msg", "refused".to_owned())];
        headers.extend(code.map(|code| ("Handshake-Autherrcode", code.to_string())));
        Self::Handshake(status, headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}

/// A request for the address.
#[derive(Debug, Clone)]
pub struct Asked {
    /// When, in the test's time.
    pub at: Instant,
    /// The header `locale`.
    pub locale: String,
    /// The body.
    pub body: Value,
}

/// A gateway on a free port, until it is dropped.
#[derive(Debug)]
pub struct Gateway {
    address: SocketAddr,
    shared: Arc<Shared>,
    running: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    address: SocketAddr,
    /// What is answered next; when nothing is left, [`Answer::Good`].
    answers: Mutex<VecDeque<Answer>>,
    config: Mutex<Value>,
    asked: Mutex<Vec<Asked>>,
    links: watch::Sender<Vec<Arc<Link>>>,
}

impl Gateway {
    /// Starts it, with what it answers first and what it then says of how to keep the connection.
    pub async fn start(answers: impl IntoIterator<Item = Answer>, config: Value) -> Self {
        let socket = TcpSocket::new_v4().expect("there are sockets");
        socket.bind(([127, 0, 0, 1], 0).into()).expect("a port is free");
        let listener = socket.listen(1024).expect("the port is free");
        let address = listener.local_addr().expect("the port is known");
        let shared = Arc::new(Shared {
            address,
            answers: Mutex::new(answers.into_iter().collect()),
            config: Mutex::new(config),
            asked: Mutex::default(),
            links: watch::Sender::default(),
        });
        let kept = Arc::clone(&shared);
        let running = tokio::spawn(async move {
            let mut connections = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                // What waits for an acknowledgement would wait in real time, though the clock of a test may be paused.
                stream.set_nodelay(true).expect("the connection is new");
                connections.spawn(attend(BufReader::new(stream), Arc::clone(&kept)));
            }
        });
        Self { address, shared, running }
    }

    /// The base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers so from now on, before it is good again.
    pub fn answer(&self, answers: impl IntoIterator<Item = Answer>) {
        *self.shared.answers.lock().expect("no one panicked") = answers.into_iter().collect();
    }

    /// The requests for the address.
    pub fn asked(&self) -> Vec<Asked> {
        self.shared.asked.lock().expect("no one panicked").clone()
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.shared.links.borrow().len()
    }

    /// The connection that is made as the `index`th, from 0. It is waited for.
    pub async fn link(&self, index: usize) -> Arc<Link> {
        let mut links = self.shared.links.subscribe();
        let links = links.wait_for(|links| links.len() > index).await.expect("the gateway is there");
        Arc::clone(&links[index])
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.running.abort();
    }
}

type Socket = WebSocketStream<BufReader<TcpStream>>;

/// A connection that was made, until it ends or is cut.
#[derive(Debug)]
pub struct Link {
    /// When it was made, in the test's time.
    pub at: Instant,
    sink: AsyncMutex<Option<SplitSink<Socket, Message>>>,
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

/// What the client sends first.
struct Request {
    method: String,
    target: String,
    headers: HashMap<String, String>,
    body: Vec<u8>,
}

impl Request {
    async fn read(stream: &mut BufReader<TcpStream>) -> Option<Self> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).await.ok().filter(|length| *length > 0)?;
            match line.trim_end() {
                "" => break,
                line => lines.push(line.to_owned()),
            }
        }
        let mut words = lines.first()?.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
        let headers = lines.iter().skip(1).filter_map(|line| line.split_once(':'));
        let headers: HashMap<_, _> =
            headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
        let length = headers.get("content-length").and_then(|length| length.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        stream.read_exact(&mut body).await.ok()?;
        Some(Self { method, target, headers, body })
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value)
    }

    /// Whether it asks for a WebSocket as one should, with the secrets of the address.
    fn is_handshake(&self) -> bool {
        let header = |name: &str, value: &str| self.header(name).eq_ignore_ascii_case(value);
        header("connection", "upgrade")
            && header("upgrade", "websocket")
            && header("sec-websocket-version", "13")
            && self.target.starts_with("/ws/v2?")
            && self.target.contains("access_key=key-hunter2&")
            && self.target.contains("ticket=ticket-hunter2")
    }
}

/// Answers the requests on a connection, until it becomes a WebSocket.
async fn attend(mut stream: BufReader<TcpStream>, shared: Arc<Shared>) {
    while let Some(request) = Request::read(&mut stream).await {
        let going_on = match (request.method.as_str(), request.target.as_str()) {
            ("POST", "/callback/ws/endpoint") => tell_address(&mut stream, &request, &shared).await,
            ("GET", _) if request.is_handshake() => return shake_hands(stream, &request, &shared).await,
            _ => reply(&mut stream, 400, &[], "not as it should be").await,
        };
        if going_on.is_none() {
            return;
        }
    }
}

async fn tell_address(stream: &mut BufReader<TcpStream>, request: &Request, shared: &Shared) -> Option<()> {
    let body = serde_json::from_slice(&request.body).unwrap_or_default();
    let asked = Asked { at: Instant::now(), locale: request.header("locale").to_owned(), body };
    shared.asked.lock().expect("no one panicked").push(asked);
    let answer = {
        let mut answers = shared.answers.lock().expect("no one panicked");
        let is_mine = |answer: &Answer| matches!(answer, Answer::Endpoint(..) | Answer::Address(_) | Answer::Hangup);
        if answers.front().is_some_and(is_mine) { answers.pop_front() } else { None }
    };
    let address = format!(
        "ws://{}/ws/v2?fpid=493&aid=552564&device_id=7430000000000000000&access_key=key-hunter2&service_id={SERVICE}&ticket=ticket-hunter2",
        shared.address
    );
    let (status, body) = match answer {
        Some(Answer::Hangup) => return None,
        Some(Answer::Endpoint(status, body)) => (status, body),
        Some(Answer::Address(address)) => (200, shared.told(&address)),
        _ => (200, shared.told(&address)),
    };
    reply(stream, status, &[("X-Tt-Logid".to_owned(), "log-1".to_owned())], &body.to_string()).await
}

impl Shared {
    fn told(&self, address: &str) -> Value {
        let config = self.config.lock().expect("no one panicked").clone();
        json!({ "code": 0, "msg": "", "data": { "URL": address, "ClientConfig": config } })
    }
}

async fn reply(stream: &mut BufReader<TcpStream>, status: u16, headers: &[(String, String)], body: &str) -> Option<()> {
    let mut text = format!("HTTP/1.1 {status} As said\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    text += &format!("Content-Type: application/json\r\n\r\n{body}");
    stream.write_all(text.as_bytes()).await.ok()?;
    stream.flush().await.ok()
}

async fn shake_hands(mut stream: BufReader<TcpStream>, request: &Request, shared: &Shared) {
    let answer = shared.answers.lock().expect("no one panicked").pop_front();
    let mut accept = derive_accept_key(request.header("sec-websocket-key").as_bytes());
    match answer {
        Some(Answer::Handshake(status, headers)) => {
            reply(&mut stream, status, &headers, "").await;
            return;
        }
        Some(Answer::Silence) => {
            stream.read_u8().await.ok();
            return;
        }
        Some(Answer::WrongAccept) => accept = derive_accept_key(b"another"),
        _ => {}
    }
    let head = format!(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
    );
    if stream.write_all(head.as_bytes()).await.is_err() {
        return;
    }
    let (sink, stream) = WebSocketStream::from_raw_socket(stream, Role::Server, None).await.split();
    let pong = Some(shared.config.lock().expect("no one panicked").clone());
    let link = Arc::new(Link {
        at: Instant::now(),
        sink: AsyncMutex::new(Some(sink)),
        waiting: Mutex::default(),
        seen: watch::Sender::new(Seen { pong, ..Seen::default() }),
        reading: Mutex::default(),
    });
    *link.reading.lock().expect("no one panicked") = Some(tokio::spawn(read(Arc::clone(&link), stream)));
    shared.links.send_modify(|links| links.push(link));
}

async fn read(link: Arc<Link>, mut stream: SplitStream<Socket>) {
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
