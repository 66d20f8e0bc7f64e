//! Server for tests that the double of the platform does not cover: tests that send bytes other than HTTP, count
//! connections, or check that a connection closes. The module also provides a port without a listener.

use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinHandle;

/// Server on a free port of this machine. Dropping this value stops the server.
#[derive(Debug)]
pub struct RawServer {
    address: SocketAddr,
    running: JoinHandle<()>,
}

impl RawServer {
    /// Starts a server that passes its connections to `serve`, one after the other.
    pub fn start<F>(mut serve: impl FnMut(Connection) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send,
    {
        let (socket, address) = bound();
        let listener = socket.listen(16).expect("the port is free");
        let running = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                serve(Connection(BufReader::new(stream))).await;
            }
        });
        Self { address, running }
    }

    /// Starts a server that reads one request of each connection, sends the given bytes, and closes the connection.
    pub fn sending(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::start(move |mut connection| {
            let bytes = bytes.clone();
            async move {
                connection.request().await;
                connection.send(&bytes).await;
            }
        })
    }

    /// Returns the base URL.
    pub fn url(&self) -> String {
        url(self.address)
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// Returns the base URL of a port without a listener, and the socket that reserves the port.
pub fn nobody() -> (TcpSocket, String) {
    let (socket, address) = bound();
    (socket, url(address))
}

fn bound() -> (TcpSocket, SocketAddr) {
    let socket = TcpSocket::new_v4().expect("there are sockets");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("a port is free");
    let address = socket.local_addr().expect("the port is known");
    (socket, address)
}

fn url(address: SocketAddr) -> String {
    format!("http://{address}")
}

/// Connection of a [`RawServer`]. Dropping this value closes the connection.
#[derive(Debug)]
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    /// Reads the next request, which must have no body. Returns `false` if the client has closed the connection.
    pub async fn request(&mut self) -> bool {
        let mut head = String::new();
        while !head.ends_with("\n\r\n") {
            if self.0.read_line(&mut head).await.unwrap_or(0) == 0 {
                return false;
            }
        }
        true
    }

    /// Reads the next request and its body. The headers must contain the length of the body. Returns `None` if the client
    /// has closed the connection.
    pub async fn whole_request(&mut self) -> Option<String> {
        let mut text = String::new();
        while !text.ends_with("\n\r\n") {
            if self.0.read_line(&mut text).await.unwrap_or(0) == 0 {
                return None;
            }
        }
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("content-length").then(|| value.parse().expect("it is a number"))
        });
        let mut body = vec![0; length.unwrap_or(0)];
        self.0.read_exact(&mut body).await.ok()?;
        Some(text + &String::from_utf8_lossy(&body))
    }

    /// Sends bytes. Ignores the error if the client has closed the connection.
    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.get_mut().write_all(bytes.as_ref()).await.ok();
    }
}
