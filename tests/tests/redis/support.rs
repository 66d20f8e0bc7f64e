//! Redis for a test: stores, entries of stores, and Redis users with few rights.

use std::env;
use std::io::{self, Write};
use std::sync::Once;
use std::time::Duration;

use vc_api::redis::aio::ConnectionManager;
use vc_api::redis::{Client as RedisClient, cmd};
use vc_api::{RedisStore, Secret, StoreEntry, TokenStore};

const VARIABLE: &str = "VC_TEST_REDIS_URL";

/// Returns the URL of Redis, and a unique prefix for the keys of the test. Returns `None` if no URL is set.
pub(crate) fn redis(test: &str) -> Option<(String, String)> {
    static SKIPPED: Once = Once::new();
    let url = env::var(VARIABLE).unwrap_or_default();
    if url.is_empty() {
        // The test program hides the output of `println!` unless a test fails. So this code writes to the standard error
        // output.
        SKIPPED.call_once(|| {
            let run = "cargo test -p vc-tests --features redis --test redis";
            let text = format!("SKIPPED: they need a Redis: {VARIABLE}=redis://127.0.0.1:6379 {run}\n");
            io::stderr().write_all(text.as_bytes()).ok();
        });
        return None;
    }
    Some((url, format!("{test}:{:016x}:", fastrand::u64(..))))
}

pub(crate) async fn store(url: &str, prefix: &str) -> RedisStore {
    RedisStore::connect(url).await.expect("Redis is there").prefix(prefix)
}

pub(crate) fn entry(value: &str, millis: u64) -> StoreEntry {
    StoreEntry { value: value.into(), expires_in: Duration::from_millis(millis) }
}

pub(crate) async fn set(store: &RedisStore, key: &str, expected: Option<&str>, new: Option<StoreEntry>) -> bool {
    store.compare_and_set(key, expected.map(Secret::from).as_ref(), new).await.expect("Redis is there")
}

pub(crate) async fn value(store: &RedisStore, key: &str) -> Option<String> {
    store.get(key).await.expect("Redis is there").map(|entry| entry.value.expose().to_owned())
}

pub(crate) async fn admin(url: &str) -> ConnectionManager {
    let client = RedisClient::open(url).expect("the URL is good");
    client.get_connection_manager().await.expect("Redis is there")
}

/// Redis user with the password `hunter2`.
pub(crate) struct RedisUser {
    name: String,
    admin: ConnectionManager,
    pub(crate) url: String,
}

impl RedisUser {
    /// Creates a user with the rights `rules`. The rights apply to the keys that match the pattern `{prefix}{keys}`.
    pub(crate) async fn new(url: &str, prefix: &str, keys: &str, rules: &[&str]) -> Self {
        let name = prefix.replace(':', "-");
        let mut admin = admin(url).await;
        let mut command = cmd("ACL");
        command.arg("SETUSER").arg(&name).arg(&["on", ">hunter2", "resetchannels"]).arg(format!("~{prefix}{keys}"));
        command.arg(rules).exec_async(&mut admin).await.expect("a Redis of the test");
        let url = url.replacen("://", &format!("://{name}:hunter2@"), 1);
        Self { name, admin, url }
    }

    pub(crate) async fn remove(mut self) {
        cmd("ACL").arg("DELUSER").arg(&self.name).exec_async(&mut self.admin).await.expect("it is there");
    }
}
