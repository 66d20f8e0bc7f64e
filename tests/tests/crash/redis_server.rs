//! A Redis server that keeps its data after a restart, and a store in Redis that reports its operations to the test.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::sleep;
use vc_api::{RedisStore, Secret, StoreEntry, StoreFuture, TokenStore};

use crate::process::signal;
use crate::report;
use crate::store::{Line, entry_json};

/// Maximum random delay before and after a change of the store.
const DELAY: Duration = Duration::from_millis(40);

/// Process of a Redis server. Dropping this value ends the process.
pub(crate) struct RedisServer {
    pub(crate) url: String,
    port: u16,
    folder: TempDir,
    server: Child,
}

impl RedisServer {
    /// Starts a Redis server. Returns `None` if the machine has no `redis-server`.
    pub(crate) async fn start() -> Option<Self> {
        if Command::new("redis-server").arg("--version").stdout(Stdio::null()).status().is_err() {
            report::print("SKIPPED: there is no redis-server on PATH");
            return None;
        }
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.expect("a port is free").port();
        let folder = tempfile::tempdir().expect("it can be made");
        let server = run(port, &folder);
        let url = format!("redis://127.0.0.1:{port}");
        let redis = Self { url, port, folder, server };
        redis.ready().await;
        Some(redis)
    }

    async fn ready(&self) {
        let started = Instant::now();
        while RedisStore::connect(&self.url).await.is_err() {
            assert!(started.elapsed() < Duration::from_secs(20), "Redis does not start");
            sleep(Duration::from_millis(20)).await;
        }
    }

    pub(crate) fn pause(&self) {
        signal("-STOP", self.server.id());
    }

    pub(crate) fn go_on(&self) {
        signal("-CONT", self.server.id());
    }

    pub(crate) fn kill(&mut self) {
        self.server.kill().and_then(|()| self.server.wait()).expect("it can be killed");
    }

    pub(crate) async fn start_again(&mut self) {
        self.server = run(self.port, &self.folder);
        self.ready().await;
    }
}

fn run(port: u16, folder: &TempDir) -> Child {
    let mut server = Command::new("redis-server");
    server.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--maxmemory-policy", "noeviction"]);
    // Redis responds to a write only after the data is on the disk.
    server.args(["--appendonly", "yes", "--appendfsync", "always", "--dir"]).arg(folder.path());
    server.stdout(Stdio::null()).spawn().expect("it can be started")
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// Store in Redis that reports its operations to the test.
#[derive(Clone)]
pub(crate) struct NotedStore {
    store: RedisStore,
    line: Line,
}

impl NotedStore {
    pub(crate) async fn connect(url: &str, line: Line) -> Self {
        let store = RedisStore::connect(url).await.expect("Redis is there");
        Self { store, line }
    }

    async fn tell(&self, told: Value) {
        // If the test has ended, the report cannot be sent. Then nobody needs the report.
        self.line.ask(&told).await.ok();
    }
}

async fn pause() {
    sleep(DELAY.mul_f64(fastrand::f64())).await;
}

impl TokenStore for NotedStore {
    fn get<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoreEntry>> {
        Box::pin(async move {
            let found = self.store.get(key).await;
            self.tell(match &found {
                Ok(entry) => json!({ "do": "read", "key": key, "found": entry.as_ref().map(entry_json) }),
                Err(error) => json!({ "do": "store failed", "key": key, "error": error.to_string() }),
            })
            .await;
            found
        })
    }

    fn compare_and_set<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a Secret>,
        new: Option<StoreEntry>,
    ) -> StoreFuture<'a, bool> {
        Box::pin(async move {
            let (expected_text, new_json) = (expected.map(Secret::expose), new.as_ref().map(entry_json));
            self.tell(json!({ "do": "asked", "key": key, "new": new_json })).await;
            pause().await;
            let is_set = self.store.compare_and_set(key, expected, new).await;
            self.tell(match &is_set {
                Ok(is_set) => json!({
                    "do": "changed", "key": key, "expected": expected_text, "new": new_json, "is_set": is_set
                }),
                Err(error) => json!({ "do": "store failed", "key": key, "error": error.to_string() }),
            })
            .await;
            pause().await;
            is_set
        })
    }
}
