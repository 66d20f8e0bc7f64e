//! Server for HTTP/1.1 and HTTP/2, with or without TLS. The test chooses the action of the server for each request.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Body, Frame};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::certificates::{ServerCertificate, acceptor};
use crate::link::{Link, LinkConnection, LinkConnections, LinkState};

/// Action of the server for a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// Responds with a room.
    Respond,
    /// Never responds. The connection stays alive.
    Hang,
    /// Sets the state of the connection, for example to `Reset`, before the response.
    Break(LinkState),
    /// Sends the first part of the body. Then sets the state of the connection, for example to `Reset`.
    BreakInBody(LinkState),
    /// Sends the first part of the body, and then nothing more. The connection stays alive.
    HangInBody,
    /// Responds with this HTTP status, content type and body.
    Page(u16, &'static str, &'static str),
    /// Responds with this gzip data. If the client does not accept gzip, the body is empty.
    Compressed(&'static [u8]),
}

pub(crate) const ROOM: &str = r#"{"code": 0, "msg": "ok", "data": {"room": {"room_id": "omm_1"}}}"#;
pub(crate) const COMPRESSED_ROOM: &[u8] = include_bytes!("room.json.gz");
/// One million spaces, compressed with gzip.
pub(crate) const COMPRESSED_MILLION: &[u8] = include_bytes!("blanks.gz");

/// Running server. Clients connect to the server through a [`Link`], which the test can break. Dropping this value stops the
/// server.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) link: Link,
    requests: Arc<Mutex<usize>>,
    running: JoinHandle<()>,
}

impl Server {
    /// Starts a server. `begin[i]` is the first state of connection `i`, and `acts[i]` is the action for request `i`. All
    /// other connections are good, and the server responds to all other requests with a room.
    pub(crate) async fn start(
        tls: Option<ServerCertificate>,
        begin: &'static [LinkState],
        acts: &'static [Act],
    ) -> Self {
        let begin = |index| begin.get(index).copied().unwrap_or(LinkState::Good);
        Self::deciding(tls, begin, move |index, _, _| acts.get(index).copied().unwrap_or(Act::Respond)).await
    }

    /// Starts a server. `begin` returns the first state of the connection with the given index. `decide` returns the action
    /// for the request with the given index, method and path.
    pub(crate) async fn deciding(
        tls: Option<ServerCertificate>,
        begin: impl Fn(usize) -> LinkState + Send + 'static,
        decide: impl Fn(usize, &str, &str) -> Act + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let link = Link::to(listener.local_addr().expect("it has an address"), begin).await;
        let (requests, connections) = (Arc::new(Mutex::new(0)), link.connections.clone());
        let (noted, decide) = (Arc::clone(&requests), Arc::new(decide));
        let tls = tls.map(acceptor);
        let running = tokio::spawn(async move {
            while let Ok((stream, peer)) = listener.accept().await {
                let (noted, decide, connections, tls) =
                    (Arc::clone(&noted), Arc::clone(&decide), connections.clone(), tls.clone());
                let respond = move |request: Request<Incoming>| {
                    let mut noted = noted.lock().expect("nothing panics with it");
                    let act = decide(*noted, request.method().as_str(), request.uri().path());
                    *noted += 1;
                    drop(noted);
                    respond(request, act, connections.clone(), peer)
                };
                tokio::spawn(async move {
                    match tls {
                        Some(tls) => {
                            let Ok(stream) = tls.accept(stream).await else { return };
                            serve(TokioIo::new(stream), respond).await;
                        }
                        None => serve(TokioIo::<TcpStream>::new(stream), respond).await,
                    }
                });
            }
        });
        Self { link, requests, running }
    }

    /// Returns the number of received requests.
    pub(crate) fn requests(&self) -> usize {
        *self.requests.lock().expect("nothing panics with it")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn serve<I, F, R>(io: I, respond: F)
where
    I: hyper::rt::Read + hyper::rt::Write + Unpin + Send + 'static,
    F: Fn(Request<Incoming>) -> R + Send + 'static,
    R: Future<Output = Result<Response<Content>, Infallible>> + Send + 'static,
{
    auto::Builder::new(TokioExecutor::new()).serve_connection(io, service_fn(respond)).await.ok();
}

async fn respond(
    request: Request<Incoming>,
    act: Act,
    connections: LinkConnections,
    peer: SocketAddr,
) -> Result<Response<Content>, Infallible> {
    let room = |then| Content { pieces: vec![Bytes::from(&ROOM[30..]), Bytes::from(&ROOM[..30])], then };
    let json = |body| Response::builder().header("content-type", "application/json").body(body).expect("it is good");
    Ok(match act {
        Act::Respond => json(room(Then::End)),
        Act::Hang => std::future::pending().await,
        Act::Break(state) => {
            if let Some(connection) = connections.at(peer) {
                connection.set_state(state);
            }
            if matches!(state, LinkState::Silent | LinkState::Reset) {
                std::future::pending::<()>().await;
            }
            json(room(Then::End))
        }
        Act::BreakInBody(state) => {
            json(room(connections.at(peer).map_or(Then::Hang, |connection| Then::Break(state, connection))))
        }
        Act::HangInBody => json(room(Then::Hang)),
        Act::Page(status, kind, body) => {
            let content = Content { pieces: vec![Bytes::from(body)], then: Then::End };
            let page = Response::builder().status(status).header("content-type", kind);
            page.header("location", "http://portal.invalid/").body(content).expect("it is good")
        }
        Act::Compressed(body) => {
            let accepted = request.headers().get("accept-encoding").and_then(|value| value.to_str().ok());
            let is_accepted = accepted.is_some_and(|accepted| accepted.contains("gzip"));
            let pieces = if is_accepted { vec![Bytes::from_static(body)] } else { Vec::new() };
            let mut response = json(Content { pieces, then: Then::End });
            response.headers_mut().insert("content-encoding", http::HeaderValue::from_static("gzip"));
            response
        }
    })
}

/// Body that may stop in the middle.
struct Content {
    /// Pieces of the body, in reverse order.
    pieces: Vec<Bytes>,
    then: Then,
}

enum Then {
    End,
    /// Never sends the rest of the body.
    Hang,
    /// Puts the connection into this [`LinkState`], and never sends the rest of the body.
    Break(LinkState, Arc<LinkConnection>),
    Broken,
}

/// Pause after which the sent bytes have arrived at the client.
const ARRIVES: Duration = Duration::from_millis(50);

impl Body for Content {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let is_begun = self.pieces.len() == 1;
        match std::mem::replace(&mut self.then, Then::Broken) {
            Then::End => self.then = Then::End,
            then if !is_begun => self.then = then,
            Then::Hang | Then::Broken => return Poll::Pending,
            Then::Break(state, connection) => {
                tokio::spawn(async move {
                    sleep(ARRIVES).await;
                    connection.set_state(state);
                });
                return Poll::Pending;
            }
        }
        Poll::Ready(self.pieces.pop().map(|piece| Ok(Frame::data(piece))))
    }
}
