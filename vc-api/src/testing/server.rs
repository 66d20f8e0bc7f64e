//! HTTP/1.1 server on loopback.

use std::future::pending;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, UPGRADE};
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use hyper::body::{Body, Frame, Incoming};
use hyper::service::service_fn;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Instant, Sleep, sleep};

use super::http_reply::{HttpReply, Transmission};
use super::http_request::HttpRequest;

/// Service that responds to the requests of a server.
pub(crate) trait Service: Send + Sync + 'static {
    /// Responds to a request. `upgrade` is the connection of the request, if the request asks for another protocol.
    fn respond(&self, request: HttpRequest, upgrade: Option<OnUpgrade>) -> impl Future<Output = HttpReply> + Send;
}

/// Listens on a port of this machine. Port 0 means any free port.
pub(crate) fn listen(port: u16) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(port != 0)?;
    socket.bind(([127, 0, 0, 1], port).into())?;
    // The backlog has room for many clients that connect at the same moment. If the backlog is full, the client's operating
    // system retries after a second of real time. A test with paused time does not wait for the retry.
    socket.listen(4096)
}

/// Serves all connections until the returned future is dropped.
pub(crate) async fn serve(listener: TcpListener, service: Arc<impl Service>) {
    let mut connections = JoinSet::new();
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(connection(stream, Arc::clone(&service)));
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn connection(stream: TcpStream, service: Arc<impl Service>) {
    stream.set_nodelay(true).ok();
    let respond = service_fn(|request| respond(request, Arc::clone(&service)));
    // If a client closes the connection, this is no failure of the double.
    hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(stream), respond)
        .with_upgrades()
        .await
        .ok();
}

/// Responds to a request. An error closes the connection without a response.
async fn respond(mut request: Request<Incoming>, service: Arc<impl Service>) -> io::Result<Response<Sending>> {
    let at = Instant::now();
    let upgrade = request.headers().contains_key(UPGRADE).then(|| hyper::upgrade::on(&mut request));
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let request = HttpRequest {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        body,
        at,
        before: 0,
    };
    let reply = service.respond(request, upgrade).await;
    if !reply.delay.is_zero() {
        sleep(reply.delay).await;
    }
    match reply.transmission {
        Transmission::Silence => pending().await,
        Transmission::Closed => Err(io::ErrorKind::ConnectionAborted.into()),
        _ => Ok(response(reply)),
    }
}

fn response(reply: HttpReply) -> Response<Sending> {
    let headers = reply.header_map();
    let HttpReply { status, body, transmission, is_chunked, .. } = reply;
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let length = body.len();
    let mut response = Response::new(Sending { rest: body, sent: 0, transmission, pause: None });
    *response.status_mut() = status;
    if status != StatusCode::SWITCHING_PROTOCOLS && !is_chunked {
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
    }
    response.headers_mut().extend(headers);
    response
}

/// Body of a response. A [`Transmission`] states how the server sends the body: for example slowly, or only in part.
struct Sending {
    rest: Bytes,
    sent: usize,
    transmission: Transmission,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Body for Sending {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = self.get_mut();
        let most = match this.transmission {
            Transmission::Cut(bytes) | Transmission::Stall(bytes) => bytes.saturating_sub(this.sent),
            Transmission::Slow(bytes, pause) if !this.rest.is_empty() => {
                let sleeping = this.pause.get_or_insert_with(|| Box::pin(sleep(pause)));
                ready!(sleeping.as_mut().poll(context));
                this.pause = None;
                bytes
            }
            _ => usize::MAX,
        };
        if most > 0 && !this.rest.is_empty() {
            let piece = this.rest.split_to(most.min(this.rest.len()));
            this.sent += piece.len();
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        match this.transmission {
            Transmission::Stall(_) => Poll::Pending,
            // The server must flush the sent bytes before it closes the connection.
            Transmission::Cut(_) if this.pause.is_none() => {
                this.pause = Some(Box::pin(sleep(std::time::Duration::ZERO)));
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Transmission::Cut(_) => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
            _ => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && matches!(self.transmission, Transmission::Whole | Transmission::Slow(..))
    }
}
