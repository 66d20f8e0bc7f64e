//! Redis servers that a test starts, on free ports and in folders of their own.

use std::io::{self, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::time::sleep;
use vc_api::redis::aio::MultiplexedConnection;
use vc_api::redis::{Client, Cmd, FromRedisValue};

/// Process of a Redis server. Dropping this value kills the process.
pub(crate) struct Server {
    pub(crate) port: u16,
    process: Child,
    folder: TempDir,
}

impl Server {
    /// Starts a Redis server with these arguments. Returns `None` if this machine has no `redis-server`.
    pub(crate) async fn start(arguments: &[&str]) -> Option<Self> {
        let port = free_port();
        let folder = tempfile::tempdir().expect("it can be made");
        let mut command = Command::new("redis-server");
        command.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--dir"]).arg(folder.path());
        let Ok(process) = command.args(arguments).stdout(Stdio::null()).spawn() else {
            io::stderr().write_all(b"SKIPPED: there is no redis-server on PATH\n").ok();
            return None;
        };
        let server = Self { port, process, folder };
        until(async || server.try_connect().await.is_some()).await;
        Some(server)
    }

    /// Starts a Redis Sentinel that watches the primary at the given port. If the primary does not respond for a second, the
    /// Sentinel makes another server the primary.
    pub(crate) async fn start_sentinel(primary: u16) -> Option<Self> {
        let port = free_port();
        let folder = tempfile::tempdir().expect("it can be made");
        let file = folder.path().join("sentinel.conf");
        let config = format!(
            "port {port}\nbind 127.0.0.1\nsentinel monitor mymaster 127.0.0.1 {primary} 1\n\
             sentinel down-after-milliseconds mymaster 1000\nsentinel failover-timeout mymaster 5000\n"
        );
        std::fs::write(&file, config).expect("it can be written");
        let mut command = Command::new("redis-server");
        let process = command.arg(&file).arg("--sentinel").stdout(Stdio::null()).spawn().ok()?;
        let server = Self { port, process, folder };
        until(async || server.try_connect().await.is_some()).await;
        Some(server)
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    async fn try_connect(&self) -> Option<MultiplexedConnection> {
        Client::open(self.url()).ok()?.get_multiplexed_async_connection().await.ok()
    }

    /// Sends a command to the server, and returns the response.
    pub(crate) async fn ask<T: FromRedisValue>(&self, command: &Cmd) -> T {
        let mut connection = self.try_connect().await.expect("the server is there");
        command.query_async(&mut connection).await.expect("the command is good")
    }

    pub(crate) fn kill(&mut self) {
        self.process.kill().and_then(|()| self.process.wait()).expect("it can be killed");
        assert!(self.folder.path().exists());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// Returns a free port with a low number. Redis Cluster also uses the port whose number is 10,000 higher.
fn free_port() -> u16 {
    loop {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it has one").port();
        if port < 55_000 && TcpListener::bind(("127.0.0.1", port + 10_000)).is_ok() {
            return port;
        }
    }
}

/// Waits until the condition returns `true`.
pub(crate) async fn until(condition: impl AsyncFn() -> bool) {
    let started = Instant::now();
    while !condition().await {
        assert!(started.elapsed() < Duration::from_secs(30), "it never was so");
        sleep(Duration::from_millis(50)).await;
    }
}
