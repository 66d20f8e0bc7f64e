//! Connections to Redis: to one server, to a cluster, or to the primary that Sentinel names.

#[cfg(feature = "redis-cluster")]
use std::sync::Arc;
use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::io::tcp::TcpSettings;
use redis::io::tcp::socket2::TcpKeepalive;
#[cfg(feature = "redis-cluster")]
use redis::{
    AsyncConnectionConfig, ErrorKind, ServerErrorKind, aio::MultiplexedConnection, cluster::ClusterClientBuilder,
    cluster_async::ClusterConnection, sentinel::SentinelClient,
};
use redis::{Client, Cmd, FromRedisValue, IntoConnectionInfo, RedisError, RedisResult};
#[cfg(feature = "redis-cluster")]
use tokio::sync::Mutex;

/// Connection to Redis. Clones share the connection.
#[derive(Clone)]
pub(crate) enum RedisConnection {
    Single(ConnectionManager),
    #[cfg(feature = "redis-cluster")]
    Cluster(ClusterConnection),
    #[cfg(feature = "redis-cluster")]
    Sentinel(Arc<Mutex<Primary>>),
}

/// Client of Sentinel, and the connection to the primary server that Sentinel names.
#[cfg(feature = "redis-cluster")]
pub(crate) struct Primary {
    client: SentinelClient,
    connection: Kept<MultiplexedConnection>,
}

/// Value that several commands share, such as a connection. A command calls `lose` if the value is no longer usable.
#[cfg(feature = "redis-cluster")]
struct Kept<T> {
    value: Option<T>,
    /// Number of the current `value`. Each new value gets the next number. A report about an earlier value therefore does
    /// not drop the current value.
    generation: u64,
}

/// Maximum time for Redis to accept a connection, and maximum time for Redis to respond to a command.
pub(crate) const LIMIT: Duration = Duration::from_secs(2);
/// Idle time before the first TCP keepalive probe. The probes detect a firewall that dropped the idle connection.
const IDLE: Duration = Duration::from_secs(60);
/// Interval between two TCP keepalive probes.
const PROBE_INTERVAL: Duration = Duration::from_secs(10);
/// Maximum number of retries of a command in a cluster. A retry helps if the key has moved to another node, or if a failover
/// is in progress.
#[cfg(feature = "redis-cluster")]
const CLUSTER_RETRIES: u32 = 3;

impl RedisConnection {
    pub(crate) async fn single(url: &str) -> RedisResult<Self> {
        choose_crypto_provider([url]);
        let client = Client::open(url.into_connection_info()?.set_tcp_settings(tcp_settings()))?;
        // The connection manager makes no retries. The next command tries to connect again.
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(0)
            .set_connection_timeout(Some(LIMIT))
            .set_response_timeout(Some(LIMIT));
        ConnectionManager::new_with_config(client, config).await.map(Self::Single)
    }

    #[cfg(feature = "redis-cluster")]
    pub(crate) async fn cluster(urls: Vec<String>) -> RedisResult<Self> {
        choose_crypto_provider(urls.iter().map(String::as_str));
        let builder = ClusterClientBuilder::new(urls)
            .connection_timeout(LIMIT)
            .response_timeout(LIMIT)
            .overall_response_timeout(Some(2 * LIMIT))
            .retries(CLUSTER_RETRIES)
            .tcp_settings(tcp_settings());
        builder.build()?.get_async_connection().await.map(Self::Cluster)
    }

    #[cfg(feature = "redis-cluster")]
    pub(crate) async fn sentinel(client: SentinelClient) -> RedisResult<Self> {
        let mut primary = Primary { client, connection: Kept { value: None, generation: 0 } };
        primary.connection().await?;
        Ok(Self::Sentinel(Arc::new(Mutex::new(primary))))
    }

    /// Sends a command.
    pub(crate) async fn query<T: FromRedisValue>(&self, command: &Cmd) -> RedisResult<T> {
        match self {
            Self::Single(manager) => command.query_async(&mut manager.clone()).await,
            #[cfg(feature = "redis-cluster")]
            Self::Cluster(connection) => command.query_async(&mut connection.clone()).await,
            #[cfg(feature = "redis-cluster")]
            Self::Sentinel(primary) => {
                let (mut connection, generation) = primary.lock().await.connection().await?;
                let response = command.query_async(&mut connection).await;
                // If the machine of the server fails, nothing closes the connection. The client therefore treats the
                // connection as lost after a timeout.
                if response.as_ref().is_err_and(|error| is_lost(error) || error.is_timeout()) {
                    primary.lock().await.connection.lose(generation);
                }
                response
            }
        }
    }
}

#[cfg(feature = "redis-cluster")]
impl Primary {
    /// Returns the connection to the primary, and the generation (the number) of this connection.
    async fn connection(&mut self) -> RedisResult<(MultiplexedConnection, u64)> {
        if let Some(kept) = self.connection.get() {
            return Ok(kept);
        }
        let config = AsyncConnectionConfig::new().set_connection_timeout(Some(LIMIT)).set_response_timeout(Some(LIMIT));
        let connection = tokio::time::timeout(2 * LIMIT, self.client.get_async_connection_with_config(&config)).await;
        let connection =
            connection.map_err(|_| RedisError::from((ErrorKind::Io, "no Sentinel responded in time")))??;
        Ok(self.connection.put(connection))
    }
}

#[cfg(feature = "redis-cluster")]
impl<T: Clone> Kept<T> {
    fn get(&self) -> Option<(T, u64)> {
        Some((self.value.clone()?, self.generation))
    }

    fn put(&mut self, value: T) -> (T, u64) {
        self.generation += 1;
        (self.value.insert(value).clone(), self.generation)
    }

    /// Drops the value if its number is `generation`. A later value has a higher number, and stays.
    fn lose(&mut self, generation: u64) {
        self.value.take_if(|_| self.generation == generation);
    }
}

/// Returns whether the connection is no longer usable: the connection is broken, or its server is no longer the primary.
pub(crate) fn is_lost(error: &RedisError) -> bool {
    #[cfg(feature = "redis-cluster")]
    if error.kind() == ErrorKind::Server(ServerErrorKind::ReadOnly) {
        return true;
    }
    error.is_connection_dropped()
}

fn tcp_settings() -> TcpSettings {
    let keepalive = TcpKeepalive::new().with_time(IDLE).with_interval(PROBE_INTERVAL);
    TcpSettings::default().set_nodelay(true).set_keepalive(keepalive)
}

/// Sets the default crypto provider of the process, if a URL uses TLS and the process has no default. The features of this
/// crate select the provider.
///
/// The Redis client uses only the default provider. Without a default, rustls panics if the program contains several
/// providers.
fn choose_crypto_provider<'a>(urls: impl IntoIterator<Item = &'a str>) {
    #[cfg(feature = "__rustls")]
    if urls.into_iter().any(|url| url.starts_with("rediss:")) {
        #[cfg(feature = "rustls")]
        let provider = rustls::crypto::aws_lc_rs::default_provider();
        #[cfg(not(feature = "rustls"))]
        let provider = rustls::crypto::ring::default_provider();
        // If the process already has a default provider, this installation fails, and the existing provider stays in use.
        let _ = provider.install_default();
    }
    #[cfg(not(feature = "__rustls"))]
    let _ = urls;
}

#[cfg(test)]
mod tests {
    #[cfg(any(feature = "redis-cluster", feature = "__rustls"))]
    use super::*;

    #[cfg(feature = "redis-cluster")]
    #[test]
    fn a_late_failure_leaves_the_new_value() {
        let mut kept = Kept { value: None, generation: 0 };
        let (_, first) = kept.put("first");
        kept.lose(first);
        assert_eq!(kept.get(), None);
        let (_, second) = kept.put("second");
        kept.lose(first);
        assert_eq!(kept.get(), Some(("second", second)));
        kept.lose(second);
        assert_eq!(kept.get(), None);
    }

    #[cfg(feature = "__rustls")]
    #[tokio::test]
    async fn tls_finds_a_crypto_provider() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let url = format!("rediss://127.0.0.1:{port}");
        let closing = async { drop(listener.accept().await.unwrap()) };
        let (connected, ()) = tokio::join!(RedisConnection::single(&url), closing);
        assert!(connected.is_err(), "the server closes the connection");
    }
}
