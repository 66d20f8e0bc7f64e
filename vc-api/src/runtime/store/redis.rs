//! Store of tokens, logins, app tickets and seen events in Redis.

use std::fmt;
use std::time::Duration;

use redis::aio::ConnectionManager;
use redis::{Cmd, ErrorKind, FromRedisValue, RedisError, cmd};

use crate::runtime::error::store_error::StoreError;
use crate::runtime::store::redis_connection::{RedisConnection, is_lost};
use crate::runtime::store::seen_store::{Seen, SeenStore};
use crate::runtime::store::token_store::{StoreEntry, StoreFuture, TokenStore};
use crate::runtime::util::deadline::FAR;
use crate::runtime::wire::secret::Secret;

/// [`TokenStore`] and [`SeenStore`] in Redis, or in a server with the same protocol, such as Valkey.
///
/// Clients with the same store share their tokens, logins and app tickets, even between processes and machines. Receivers
/// with the same store share the seen events, so that only one receiver handles each event. The type needs the feature
/// `redis`.
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use vc_api::{Client, RedisStore};
///
/// let store = RedisStore::connect("redis://user:password@localhost:6379").await?.prefix("shop:");
/// let client = Client::builder().app("cli_…", "secret").token_store(store.clone()).build()?;
/// let events = client.events().seen_store(store);
/// # Ok(())
/// # }
/// ```
///
/// - The values in Redis are plain text and contain the tokens. Anyone who reads the values can act as the app and its
///   users. Use TLS, and a separate Redis user (ACL). The Redis user needs the commands `eval`, `get`, `set`, `del` and
///   `pttl` on the keys that begin with `PREFIXvc-api/`. `PREFIX` is the text that [`prefix`](Self::prefix) sets. If the
///   store is only a [`SeenStore`], `eval`, `get`, `set` and `del` on the keys that begin with `PREFIXvc-api/seen/` are
///   sufficient. These keys contain the ids of events, and no secrets.
/// - The loss of a key can log a user out, because the refresh token of a login is in one key only. Therefore, Redis must
///   not evict keys (`maxmemory-policy noeviction`), and should keep its data over a restart. Every key has a lifetime,
///   after which Redis removes the key. Each event takes about 200 bytes for 8 hours. If a receiver gets many events, use a
///   separate Redis for the events. If the separate Redis loses the key of an event, and the platform delivers the event
///   again, a receiver handles the event a second time.
/// - TLS needs a URL with `rediss://` and one of the features `rustls` (on by default) and `rustls-ring` of this crate. The
///   store installs the crypto provider of the feature as the default of the process, if there is no default yet. With
///   Sentinel, a program that compiles several crypto providers must install a provider itself. To use the TLS of the
///   operating system, enable `tokio-native-tls-comp` of the crate `redis` instead of `rustls` and `rustls-ring`.
/// - Clients share entries if they have the same app and call the same domain. Receivers share entries if they have the same
///   app.
///
/// If Redis does not respond, the store returns an error within seconds. The client then fetches the tokens of custom apps
/// without Redis. The client does not renew the tokens of users. The client does not fetch the tokens of store apps, because
/// the app ticket is in the store. Receivers do not handle events, and the platform delivers the events again. The store
/// reconnects when Redis is available again.
///
/// With the feature `redis-cluster`, the store also works with Redis Cluster and Redis Sentinel.
#[derive(Clone)]
pub struct RedisStore {
    connection: RedisConnection,
    prefix: String,
}

/// Script that returns the value of a key and its remaining lifetime in milliseconds, in one step.
const GET: &str = "\
local value = redis.call('GET', KEYS[1])
return value and {value, redis.call('PTTL', KEYS[1])}";

/// Script that sets a new value if the current value is the expected value. `GET` returns false for a missing key. The
/// entries of `ARGV` are:
///
/// 1. 1 if a value is expected, 0 if no value is expected
/// 2. the expected value
/// 3. the lifetime of the new value in milliseconds, or 0 to remove the key
/// 4. the new value
/// 5. 1 if the store sends the command for the second time. The script then also returns true if the change is already made,
///    because Redis may have carried out the first command
const COMPARE_AND_SET: &str = "\
local value = redis.call('GET', KEYS[1])
local expected = ARGV[1] == '1' and ARGV[2]
local new = ARGV[3] ~= '0' and ARGV[4]
if value ~= expected then
    return ARGV[5] == '1' and value == new
end
if new then
    redis.call('SET', KEYS[1], new, 'PX', ARGV[3])
else
    redis.call('DEL', KEYS[1])
end
return true";

/// Script that sets the key to the owner `ARGV[1]` for `ARGV[2]` milliseconds. If the key has another value, the script
/// changes nothing and returns that value. A repeated command finds the same owner, and sets the key again.
const TAKE: &str = "\
local seen = redis.call('GET', KEYS[1])
if not seen or seen == ARGV[1] then
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
    return false
end
return seen";

/// Script that removes the key if its value is the owner `ARGV[1]`. If the key is already removed, a repeated command
/// changes nothing.
const FORGET: &str = "\
if redis.call('GET', KEYS[1]) == ARGV[1] then
    redis.call('DEL', KEYS[1])
end";

/// Value of the key of a handled event. While a receiver is still handling the event, the value is the owner: an id that the
/// receiver created.
const HANDLED: &str = "handled";

impl RedisStore {
    /// Connects to Redis with a URL such as `redis://user:password@host:6379/0`, or `rediss://…` with TLS.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL is invalid, if Redis is unreachable, or if Redis does not accept the password.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        RedisConnection::single(url).await.map(Self::of).map_err(|error| failed(&error))
    }

    /// Connects to Redis Cluster with the URLs of some of its nodes. The method needs the feature `redis-cluster`.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), vc_api::StoreError> {
    /// use vc_api::RedisStore;
    ///
    /// let store = RedisStore::connect_cluster(["redis://10.0.0.1:6379", "redis://10.0.0.2:6379"]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if a URL is invalid, or if none of the nodes is reachable.
    #[cfg(feature = "redis-cluster")]
    pub async fn connect_cluster(urls: impl IntoIterator<Item = impl AsRef<str>>) -> Result<Self, StoreError> {
        let urls = urls.into_iter().map(|url| url.as_ref().to_owned()).collect();
        RedisConnection::cluster(urls).await.map(Self::of).map_err(|error| failed(&error))
    }

    /// Connects to the primary that Redis Sentinel names, and to the new primary after a failover. The method needs the
    /// feature `redis-cluster`.
    ///
    /// A failover loses the data that the old primary did not replicate. To lose as few logins as possible, set
    /// `min-replicas-to-write 1` in the configuration of Redis. The primary then refuses writes while no replica is
    /// connected.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use vc_api::RedisStore;
    /// use vc_api::redis::sentinel::{SentinelClient, SentinelServerType};
    ///
    /// let sentinels = vec!["redis://10.0.0.1:26379", "redis://10.0.0.2:26379"];
    /// let client = SentinelClient::build(sentinels, "mymaster".to_owned(), None, SentinelServerType::Master)?;
    /// let store = RedisStore::connect_sentinel(client).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if no Sentinel is reachable, or if no Sentinel knows a reachable primary.
    #[cfg(feature = "redis-cluster")]
    pub async fn connect_sentinel(client: redis::sentinel::SentinelClient) -> Result<Self, StoreError> {
        RedisConnection::sentinel(client).await.map(Self::of).map_err(|error| failed(&error))
    }

    /// Creates a store with a connection of the crate [`redis`](crate::redis). The store uses the timeouts of this
    /// connection.
    #[must_use]
    pub fn new(manager: ConnectionManager) -> Self {
        Self::of(RedisConnection::Single(manager))
    }

    fn of(connection: RedisConnection) -> Self {
        Self { connection, prefix: String::new() }
    }

    /// Sets the prefix of all keys, which separates these keys from the keys of other programs. The prefix is empty by
    /// default.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    fn script(&self, script: &str, key: &str) -> Cmd {
        // Each command contains the whole script, because a restart of Redis loses stored scripts.
        let mut command = cmd("EVAL");
        command.arg(script).arg(1).arg(self.key(key));
        command
    }

    fn key(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    /// Sends the command that `command(false)` returns. If the connection is broken, sends `command(true)` on a new
    /// connection.
    async fn send<T: FromRedisValue>(&self, command: impl Fn(bool) -> Cmd) -> Result<T, StoreError> {
        let response = match self.connection.query(&command(false)).await {
            Err(error) if is_lost(&error) => self.connection.query(&command(true)).await,
            response => response,
        };
        response.map_err(|error| failed(&error))
    }
}

impl TokenStore for RedisStore {
    fn get<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoreEntry>> {
        Box::pin(async move {
            let found: Option<(String, i64)> = self.send(|_| self.script(GET, key)).await?;
            Ok(found.map(|(value, left)| {
                // Redis reports a lifetime of -1 for a key without an expiry. This crate sets an expiry for each key.
                let expires_in = u64::try_from(left).map_or(FAR, Duration::from_millis);
                StoreEntry { value: value.into(), expires_in }
            }))
        })
    }

    fn compare_and_set<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a Secret>,
        new: Option<StoreEntry>,
    ) -> StoreFuture<'a, bool> {
        Box::pin(async move {
            let (value, left) = match &new {
                Some(entry) => (entry.value.expose(), millis(entry.expires_in)),
                None => ("", 0),
            };
            self.send(|again| {
                let mut command = self.script(COMPARE_AND_SET, key);
                command.arg(u8::from(expected.is_some())).arg(expected.map_or("", Secret::expose));
                command.arg(left).arg(value).arg(u8::from(again));
                command
            })
            .await
        })
    }
}

impl RedisStore {
    /// Records that `owner` is handling an event. If the event is already handled, or if another owner is handling the
    /// event, changes nothing and returns the state of the event.
    async fn take(&self, event: &str, owner: &str, lease: Duration) -> Result<Option<Seen>, StoreError> {
        let found: Option<String> = self
            .send(|_| {
                let mut command = self.script(TAKE, &seen_key(event));
                command.arg(owner).arg(at_least_a_milli(lease));
                command
            })
            .await?;
        Ok(found.map(|found| if found == HANDLED { Seen::Handled } else { Seen::InHand }))
    }
}

impl SeenStore for RedisStore {
    fn begin<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, Seen> {
        Box::pin(async move { Ok(self.take(event, owner, lease).await?.unwrap_or(Seen::New)) })
    }

    fn renew<'a>(&'a self, event: &'a str, owner: &'a str, lease: Duration) -> StoreFuture<'a, bool> {
        Box::pin(async move { Ok(self.take(event, owner, lease).await?.is_none()) })
    }

    fn handled<'a>(&'a self, event: &'a str, time: Duration) -> StoreFuture<'a, ()> {
        Box::pin(self.send(move |_| {
            let mut command = cmd("SET");
            command.arg(self.key(&seen_key(event))).arg(HANDLED).arg("PX").arg(at_least_a_milli(time));
            command
        }))
    }

    fn forget<'a>(&'a self, event: &'a str, owner: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(self.send(move |_| {
            let mut command = self.script(FORGET, &seen_key(event));
            command.arg(owner);
            command
        }))
    }
}

/// Returns the duration in milliseconds, rounded down, so that no entry outlives its lifetime. A duration of less than a
/// millisecond becomes 0, which means that the entry has expired.
fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.min(FAR).as_millis()).unwrap_or(u64::MAX)
}

/// Returns the duration in milliseconds, but at least one millisecond, because Redis refuses a lifetime of zero.
fn at_least_a_milli(duration: Duration) -> u64 {
    millis(duration).max(1)
}

fn seen_key(event: &str) -> String {
    format!("vc-api/seen/{event}")
}

/// Returns the error without the values in its text, because a value may be a secret. For example, a server quotes the
/// arguments of an unknown command, and the error of an invalid response quotes the response.
fn failed(error: &RedisError) -> StoreError {
    StoreError::new(match (error.kind(), error.code()) {
        (ErrorKind::Io | ErrorKind::InvalidClientConfig | ErrorKind::Client, _) => format!("Redis: {error}"),
        (_, Some(code)) => format!("Redis refused the command: {code}"),
        _ => format!("Redis: {}", error.category()),
    })
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::time::Instant;

    use redis::{Value, from_redis_value, parse_redis_value};

    use super::*;
    use crate::runtime::store::redis_connection::LIMIT;

    #[test]
    fn errors_hold_no_values() {
        let refused = |bytes: &[u8]| parse_redis_value(bytes).unwrap().extract_error().unwrap_err();
        let unreadable = Value::Array(vec![Value::BulkString(b"hunter2".into()), Value::BulkString(b"hunter2".into())]);
        for (error, text) in [
            (
                refused(b"-ERR unknown command 'EVAL', with args beginning with: 'hunter2'\r\n"),
                "Redis refused the command: ERR",
            ),
            (refused(b"-WRONGTYPE Operation against hunter2\r\n"), "Redis refused the command: WRONGTYPE"),
            (refused(b"-NOPERM this user may not hunter2\r\n"), "Redis refused the command: NOPERM"),
            (from_redis_value::<Option<(String, i64)>>(unreadable).unwrap_err().into(), "Redis: parse error"),
        ] {
            assert!(error.to_string().contains("hunter2") || error.kind() == ErrorKind::Parse, "{error}");
            let error = failed(&error);
            assert_eq!(error.to_string(), format!("the store failed: {text}"));
            assert!(!format!("{error:?}").contains("hunter2"));
        }
    }

    #[tokio::test]
    async fn bad_urls_and_dead_servers() {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let started = Instant::now();
        for url in [
            "hunter2",
            "redis://user:hunter2@",
            "http://user:hunter2@localhost",
            "redis://user:hunter2@localhost:port",
            "redis://user:hunter2@localhost/hunter2",
            "redis://user:hunter2@localhost/0?db=hunter2",
            "redis://user:hunter2@nowhere.invalid",
            &format!("redis://user:hunter2@{gone}"),
            &format!("redis://user:hunter2@{}", silent.local_addr().unwrap()),
        ] {
            let error = RedisStore::connect(url).await.unwrap_err();
            assert!(error.to_string().starts_with("the store failed: Redis: "), "{error}");
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
        }
        assert!(started.elapsed() < 4 * LIMIT, "{:?}", started.elapsed());
    }

    #[test]
    fn times_are_rounded_down() {
        let of = |nanos| millis(Duration::from_nanos(nanos));
        assert_eq!((of(0), of(999_999), of(1_999_999)), (0, 0, 1));
        assert_eq!(millis(Duration::MAX), millis(FAR));
    }
}
