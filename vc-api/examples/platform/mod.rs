//! What the examples share: the platform itself, or a stand-in for it on this machine.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use vc_api::{Client, ClientBuilder};

/// What the stand-in makes of a request: of its first line without the version, and of its body.
pub(crate) type Respond = fn(line: &str, body: &str) -> Reply;

/// An HTTP status, a content type and a body.
pub(crate) type Reply = (&'static str, &'static str, String);

/// Options of a client for the app in the environment variables `VC_APP_ID` and `VC_APP_SECRET`. Without them it calls a
/// stand-in, so that the example runs without credentials and network.
#[allow(dead_code, reason = "not every example needs all of it")]
pub(crate) async fn client(respond: Respond) -> io::Result<(ClientBuilder, String, String)> {
    match (std::env::var("VC_APP_ID"), std::env::var("VC_APP_SECRET")) {
        (Ok(id), Ok(secret)) => Ok((Client::builder(), id, secret)),
        _ => Ok((Client::builder().base_url(start(respond).await?), "cli_stand_in".into(), "secret".into())),
    }
}

/// Starts a stand-in; gives its base URL.
pub(crate) async fn start(respond: Respond) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(response(stream, respond));
        }
    });
    Ok(address)
}

/// An envelope with that `data`.
#[allow(dead_code, reason = "not every example needs all of it")]
pub(crate) fn data(data: &str) -> Reply {
    ("200 OK", "application/json; charset=utf-8", format!(r#"{{"code": 0, "msg": "success", "data": {data}}}"#))
}

/// Any other JSON.
pub(crate) fn json(status: &'static str, body: &str) -> Reply {
    (status, "application/json; charset=utf-8", body.to_owned())
}

/// What is not there.
pub(crate) fn nothing() -> Reply {
    ("404 Not Found", "text/html", "<html>nothing here</html>".to_owned())
}

/// Reads one request, answers it and closes the connection.
async fn response(mut stream: TcpStream, respond: Respond) -> io::Result<()> {
    let mut request = Vec::new();
    while !is_whole(&request) {
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
    }
    let request = String::from_utf8_lossy(&request);
    let line = request.lines().next().unwrap_or_default();
    let body = request.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let (status, kind, body) = respond(line.strip_suffix(" HTTP/1.1").unwrap_or(line), body);
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nx-tt-logid: 0214A2B1\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await
}

/// Whether the head and as much of a body as it announces have come.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    body.len() >= length.unwrap_or(0)
}
