//! A server that sends raw bytes as the test says: it breaks off, stalls and waits, in threads and in real time.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use tokio::net::TcpSocket;

/// A server on a free port of this machine, until the test is over.
#[derive(Debug)]
pub struct RawServer {
    address: SocketAddr,
    /// Keeps others from listening at a port at which nobody is to listen.
    _held: Option<TcpSocket>,
}

impl RawServer {
    /// Gives its connections to `serve`, one after the other, in a thread of its own.
    pub fn start(mut serve: impl FnMut(Connection) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("the port is known");
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serve(Connection(stream));
            }
        });
        Self { address, _held: None }
    }

    /// Reads a request of each connection, sends these bytes and closes it.
    pub fn sending(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::start(move |mut connection| {
            connection.request();
            connection.send(&bytes);
        })
    }

    /// Holds a port at which nobody listens, as long as this lives.
    pub fn gone() -> Self {
        let held = TcpSocket::new_v4().expect("there are sockets");
        held.bind(([127, 0, 0, 1], 0).into()).expect("a port is free");
        Self { address: held.local_addr().expect("the port is known"), _held: Some(held) }
    }

    /// Returns the base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// Returns the text of an HTTP response with these headers and the length of its body.
pub fn http_response(status: &str, headers: &[&str], body: &str) -> String {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())
}

/// A connection of a [`RawServer`]; dropping it closes it.
#[derive(Debug)]
pub struct Connection(TcpStream);

impl Connection {
    /// Reads the next request, which should have no body; `None` if the client has gone.
    pub fn request(&mut self) -> Option<String> {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            match self.0.read(&mut byte) {
                Ok(1) => head.push(byte[0]),
                _ => return None,
            }
        }
        Some(String::from_utf8_lossy(&head).into_owned())
    }

    /// Sends bytes; false if the client has gone.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.0.write_all(bytes.as_ref()).is_ok()
    }

    /// Sends a piece of a chunked body.
    pub fn send_chunk(&mut self, piece: &str) -> bool {
        self.send(format!("{:x}\r\n{piece}\r\n", piece.len()))
    }

    /// Waits until the client closes the connection.
    pub fn wait_for_close(mut self) {
        while self.request().is_some() {}
    }
}
