//! Messages between the processes and the test. Each message is a length in bytes, and then a JSON text of this length.

use std::io;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) async fn send(stream: &mut TcpStream, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    let length = u32::try_from(text.len()).map_err(io::Error::other)?;
    // One call writes the whole message. So a killed process has sent either all of the message or nothing.
    stream.write_all(&[&length.to_be_bytes()[..], text.as_bytes()].concat()).await
}

pub(crate) async fn receive(stream: &mut TcpStream) -> io::Result<Value> {
    let length = stream.read_u32().await?;
    let mut text = vec![0; usize::try_from(length).map_err(io::Error::other)?];
    stream.read_exact(&mut text).await?;
    serde_json::from_slice(&text).map_err(io::Error::other)
}
