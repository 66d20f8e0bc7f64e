//! A stand-in for the platform, on the runtime of the test: it answers as the test says, keeps what it received, and
//! lives in the test's time, which may be paused.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

/// A server on a free port, until it is dropped.
#[derive(Debug)]
pub struct Platform {
    address: SocketAddr,
    seen: Seen,
    running: JoinHandle<()>,
}

type Seen = Arc<Mutex<Vec<Received>>>;

/// A request that arrived.
#[derive(Debug, Clone)]
pub struct Received {
    /// Such as `GET`.
    pub method: String,
    /// Without the query.
    pub path: String,
    /// What follows the question mark.
    pub query: String,
    /// With names in small letters.
    pub headers: Vec<(String, String)>,
    /// As it came.
    pub body: Vec<u8>,
    /// When it came, in the test's time.
    pub at: Instant,
    /// How many requests with the same method and path came before.
    pub before: usize,
}

impl Received {
    /// The value of a header, by its name in small letters; empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// The token that it bears; empty if it has none.
    pub fn token(&self) -> &str {
        self.header("authorization").strip_prefix("Bearer ").unwrap_or_default()
    }

    /// The body as JSON; null if it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// A parameter of the query as it was sent; empty if it is not there.
    pub fn parameter(&self, name: &str) -> &str {
        let parameters = self.query.split('&').filter_map(|parameter| parameter.split_once('='));
        parameters.into_iter().find(|(found, _)| *found == name).map_or("", |(_, value)| value)
    }
}

/// What is answered.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    delay: Duration,
    end: End,
}

/// How an answer ends.
#[derive(Debug, Clone, Copy)]
enum End {
    Well,
    /// Nothing is sent, and the connection stays open.
    Silence,
    /// The connection is closed after so many bytes of the body; before the head, if `None`.
    Cut(Option<usize>),
    /// Nothing more comes after so many bytes of the body.
    Stall(usize),
}

impl Reply {
    /// Any body.
    pub fn body(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), content_type.to_owned())];
        Self { status, headers, body: body.into(), delay: Duration::ZERO, end: End::Well }
    }

    /// A JSON body.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::body(status, "application/json; charset=utf-8", body.to_string())
    }

    /// An envelope with that `data`.
    pub fn data(data: &Value) -> Self {
        Self::json(200, &json!({ "code": 0, "msg": "success", "data": data }))
    }

    /// A refusal.
    pub fn refusal(status: u16, code: i64) -> Self {
        Self::json(status, &json!({ "code": code, "msg": "refused" }))
    }

    /// What the calls of a custom app, and all of a store app, answer; `key` is that of the token.
    pub fn token(key: &str, token: &str, seconds: u64) -> Self {
        Self::json(200, &json!({ "code": 0, "msg": "ok", key: token, "expire": seconds }))
    }

    /// The page of a gateway.
    pub fn html(status: u16) -> Self {
        Self::body(status, "text/html", "<html>not the platform</html>")
    }

    /// The connection is closed without an answer.
    pub fn closed() -> Self {
        Self { end: End::Cut(None), ..Self::body(200, "text/plain", "") }
    }

    /// Nothing is ever answered.
    pub fn silence() -> Self {
        Self { end: End::Silence, ..Self::body(200, "text/plain", "") }
    }

    /// With another header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// After that time.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The connection is closed after so many bytes of the body, all of which were announced.
    #[must_use]
    pub fn cut_after(mut self, bytes: usize) -> Self {
        self.end = End::Cut(Some(bytes));
        self
    }

    /// Nothing more comes after so many bytes of the body, all of which were announced.
    #[must_use]
    pub fn stall_after(mut self, bytes: usize) -> Self {
        self.end = End::Stall(bytes);
        self
    }
}

impl Platform {
    /// Answers each request with what `answer` makes of it.
    pub async fn start(answer: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let socket = TcpSocket::new_v4().expect("there are sockets");
        socket.bind(([127, 0, 0, 1], 0).into()).expect("a port is free");
        // Enough for all who come at once. Who is turned away comes again after a second, which a paused clock does not
        // wait for.
        let listener = socket.listen(4096).expect("the port is free");
        let address = listener.local_addr().expect("the port is known");
        let (seen, answer) = (Seen::default(), Arc::new(answer));
        let kept = Arc::clone(&seen);
        let running = tokio::spawn(async move {
            let mut connections = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let (seen, answer) = (Arc::clone(&kept), Arc::clone(&answer));
                connections.spawn(async move {
                    let mut stream = BufReader::new(stream);
                    while let Some(request) = receive(&mut stream, &seen).await {
                        if !send(&mut stream, answer(&request)).await {
                            break;
                        }
                    }
                });
            }
        });
        Self { address, seen, running }
    }

    /// The base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What arrived, in order.
    pub fn seen(&self) -> Vec<Received> {
        self.seen.lock().expect("no one panicked").clone()
    }

    /// How many requests arrived for paths that begin so.
    pub fn count(&self, path: &str) -> usize {
        self.seen().iter().filter(|request| request.path.starts_with(path)).count()
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn receive(stream: &mut BufReader<TcpStream>, seen: &Seen) -> Option<Received> {
    let mut line = String::new();
    stream.read_line(&mut line).await.ok().filter(|length| *length > 0)?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let (path, query) = (path.to_owned(), query.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok().filter(|length| *length > 0)?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, length)| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await.ok()?;
    let mut seen = seen.lock().expect("no one panicked");
    let before = seen.iter().filter(|other| (&other.method, &other.path) == (&method, &path)).count();
    let request = Received { method, path, query, headers, body, at: Instant::now(), before };
    seen.push(request.clone());
    Some(request)
}

/// Whether the connection can be used again.
async fn send(stream: &mut BufReader<TcpStream>, reply: Reply) -> bool {
    if !reply.delay.is_zero() {
        sleep(reply.delay).await;
    }
    let Reply { status, headers, body, end, .. } = reply;
    let mut bytes = format!("HTTP/1.1 {status} As said\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        bytes += &format!("{name}: {value}\r\n");
    }
    bytes += "\r\n";
    let mut bytes = bytes.into_bytes();
    let sent = match end {
        End::Well => body.len(),
        End::Cut(Some(sent)) | End::Stall(sent) => sent.min(body.len()),
        End::Cut(None) => return false,
        End::Silence => {
            wait_for_close(stream).await;
            return false;
        }
    };
    bytes.extend_from_slice(&body[..sent]);
    if stream.get_mut().write_all(&bytes).await.is_err() {
        return false;
    }
    if let End::Stall(_) = end {
        wait_for_close(stream).await;
    }
    matches!(end, End::Well)
}

async fn wait_for_close(stream: &mut BufReader<TcpStream>) {
    let mut byte = [0];
    while stream.read(&mut byte).await.is_ok_and(|length| length > 0) {}
}
