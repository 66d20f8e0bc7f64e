//! Relay between a client and Redis. The relay can break the connections.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use vc_api::redis::Client as RedisClient;

/// State of the connections to Redis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// The relay forwards all bytes.
    Good,
    /// The relay closes each connection at once.
    Cut,
    /// The relay drops the next response of Redis, and closes the connection.
    LosesResponse,
    /// The relay forwards no response, and keeps the connections open.
    Silent,
}

/// Relay between a client and Redis.
pub(crate) struct Relay {
    pub(crate) url: String,
    pub(crate) line: watch::Sender<Line>,
}

impl Relay {
    pub(crate) async fn start(url: &str) -> Self {
        let redis = RedisClient::open(url).expect("the URL is good").get_connection_info().addr().to_string();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address: SocketAddr = listener.local_addr().expect("the port is known");
        let line = watch::Sender::new(Line::Good);
        let relayed = line.clone();
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let far = TcpStream::connect(&redis).await.expect("Redis is there");
                tokio::spawn(relay(near, far, relayed.clone()));
            }
        });
        let start = url.find(&redis_authority(url)).expect("it is a part of it");
        let rest = &url[start + redis_authority(url).len()..];
        Self { url: format!("{}{address}{rest}", &url[..start]), line }
    }

    pub(crate) fn set(&self, line: Line) {
        self.line.send_replace(line);
    }
}

/// Returns the host and the port of a URL.
fn redis_authority(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    authority.rsplit('@').next().unwrap_or(authority).to_owned()
}

async fn relay(mut near: TcpStream, mut far: TcpStream, line: watch::Sender<Line>) {
    let mut changes = line.subscribe();
    let (mut near_read, mut near_write) = near.split();
    let (mut far_read, mut far_write) = far.split();
    tokio::select! {
        _ = copy(&mut near_read, &mut far_write) => {}
        () = responses(&mut far_read, &mut near_write, &line) => {}
        _ = changes.wait_for(|line| *line == Line::Cut) => {}
    }
}

/// Forwards the responses of Redis to the client, if the state of the connections allows it.
async fn responses(far: &mut ReadHalf<'_>, near: &mut WriteHalf<'_>, line: &watch::Sender<Line>) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = far.read(&mut buffer).await {
        let lost = line.send_if_modified(|line| {
            let loses = *line == Line::LosesResponse;
            if loses {
                *line = Line::Good;
            }
            loses
        });
        if lost {
            return;
        }
        let mut changes = line.subscribe();
        if changes.wait_for(|line| *line != Line::Silent).await.is_err()
            || near.write_all(&buffer[..length]).await.is_err()
        {
            return;
        }
    }
}
