//! Small proxies: for HTTP requests, HTTP tunnels and SOCKS 5.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Behaviour of a proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conduct {
    /// Accepts every client, with or without a login.
    Open,
    /// Accepts only the user `user` with the password `hunter2`.
    Guarded,
    /// Responds to each request with an HTML page. The value is the HTTP status of the response.
    Page(u16),
    /// Never responds.
    Silent,
}

/// Running proxy. Dropping this value stops the proxy.
#[derive(Debug)]
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    /// Requested hosts, in order. Each request adds an element.
    asked: Arc<Mutex<Vec<String>>>,
    running: JoinHandle<()>,
}

impl Proxy {
    pub(crate) async fn start(conduct: Conduct) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        let running = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let noted = Arc::clone(&noted);
                tokio::spawn(async move {
                    let mut stream = BufReader::new(stream);
                    let is_socks = stream.fill_buf().await.is_ok_and(|bytes| bytes.first() == Some(&5));
                    let note = |host: &str| noted.lock().expect("nothing panics with it").push(host.to_owned());
                    match (conduct, is_socks) {
                        (Conduct::Silent, _) => {
                            note("silent");
                            std::future::pending().await
                        }
                        (_, true) => by_socks(stream, conduct, note).await,
                        (_, false) => by_http(stream, conduct, note).await,
                    }
                });
            }
        });
        Self { address, asked, running }
    }

    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("nothing panics with it").clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn by_http(mut stream: BufReader<TcpStream>, conduct: Conduct, note: impl Fn(&str)) -> Option<()> {
    let mut head = String::new();
    while !head.ends_with("\n\r\n") {
        if stream.read_line(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let target = head.split(' ').nth(1)?.to_owned();
    note(&target);
    let login = format!("Basic {}\r\n", STANDARD.encode("user:hunter2"));
    let refusal = match conduct {
        Conduct::Guarded if !head.contains(&login) => Some(407),
        Conduct::Page(status) => Some(status),
        _ => None,
    };
    if let Some(status) = refusal {
        let page = "<html>a proxy</html>";
        let length = page.len();
        let head = format!("HTTP/1.1 {status} No\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n{page}");
        stream.write_all(head.as_bytes()).await.ok()?;
        return None;
    }
    let is_tunnel = head.starts_with("CONNECT ");
    let host = target.trim_start_matches("http://").split('/').next()?;
    let mut upstream = TcpStream::connect(host).await.ok()?;
    if is_tunnel {
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.ok()?;
    } else {
        let path = target.trim_start_matches("http://").trim_start_matches(host);
        upstream.write_all(head.replacen(&target, path, 1).as_bytes()).await.ok()?;
    }
    copy_bidirectional(&mut stream, &mut upstream).await.ok().map(drop)
}

async fn by_socks(mut stream: BufReader<TcpStream>, conduct: Conduct, note: impl Fn(&str)) -> Option<()> {
    let _version = stream.read_u8().await.ok()?;
    let mut methods = vec![0; stream.read_u8().await.ok()?.into()];
    stream.read_exact(&mut methods).await.ok()?;
    let method = if conduct == Conduct::Guarded { 2 } else { 0 };
    if !methods.contains(&method) {
        stream.write_all(&[5, 0xff]).await.ok()?;
        note("no method");
        return None;
    }
    stream.write_all(&[5, method]).await.ok()?;
    if method == 2 {
        let _version = stream.read_u8().await.ok()?;
        let mut words = Vec::new();
        for _ in 0..2 {
            let mut word = vec![0; stream.read_u8().await.ok()?.into()];
            stream.read_exact(&mut word).await.ok()?;
            words.push(word);
        }
        let is_known = words == [b"user".to_vec(), b"hunter2".to_vec()];
        stream.write_all(&[1, u8::from(!is_known)]).await.ok()?;
        if !is_known {
            note("not known");
            return None;
        }
    }
    let mut head = [0; 4];
    stream.read_exact(&mut head).await.ok()?;
    let host = match head[3] {
        1 => {
            let mut address = [0; 4];
            stream.read_exact(&mut address).await.ok()?;
            std::net::Ipv4Addr::from(address).to_string()
        }
        3 => {
            let mut name = vec![0; stream.read_u8().await.ok()?.into()];
            stream.read_exact(&mut name).await.ok()?;
            String::from_utf8(name).ok()?
        }
        _ => return None,
    };
    let host = format!("{host}:{}", stream.read_u16().await.ok()?);
    note(&host);
    let mut upstream = TcpStream::connect(&host).await.ok()?;
    stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await.ok()?;
    copy_bidirectional(&mut stream, &mut upstream).await.ok().map(drop)
}
