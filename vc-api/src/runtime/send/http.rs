//! HTTP client of a sender. If the connections may be dead after a timeout, a new HTTP client replaces the old one.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::Version;

use crate::runtime::error::types::Error;
use crate::runtime::send::connected::Connected;
use crate::runtime::send::proxies::Proxies;
use crate::runtime::util::lock::lock;

/// Function that builds an HTTP client without connections.
type BuildClient = Box<dyn Fn() -> Result<BuiltClient, Error> + Send + Sync>;

/// HTTP client that a [`BuildClient`] function has built.
pub(crate) struct BuiltClient {
    pub(crate) client: reqwest::Client,
    pub(crate) connected: Connected,
    /// Whether the HTTP client cannot trust any server, because the machine has no root certificates.
    pub(crate) has_no_roots: bool,
}

/// HTTP client of a sender.
pub(crate) struct Http {
    pool: Mutex<Arc<Pool>>,
    replacement: Option<Replacement>,
    pub(crate) proxies: Proxies,
    /// Whether the HTTP client cannot trust any server, because the machine has no root certificates.
    pub(crate) has_no_roots: bool,
}

/// Function and settings for the replacement of an HTTP client. An HTTP client that the program provides is never replaced.
struct Replacement {
    make: BuildClient,
    /// Time without activity after which a connection counts as broken. If an attempt times out after a shorter time, its
    /// connection may still work.
    silence: Duration,
    /// Whether the client assumes HTTP/1.1 until the first response shows the version.
    is_http1: bool,
    /// Lock for the replacement of the HTTP client, so that attempts that time out together create only one new HTTP client.
    turn: Mutex<()>,
}

/// HTTP client with its connections.
pub(crate) struct Pool {
    pub(crate) client: reqwest::Client,
    /// Record of the first connection; `None` for an HTTP client that the program provides.
    connected: Option<Connected>,
    /// Whether each connection carries only one request at a time. If `true`, the HTTP client closes the connection of an
    /// attempt that timed out.
    is_http1: AtomicBool,
    responses: AtomicUsize,
}

impl Pool {
    fn new(client: reqwest::Client, connected: Option<Connected>, is_http1: bool) -> Arc<Self> {
        Arc::new(Self { client, connected, is_http1: AtomicBool::new(is_http1), responses: AtomicUsize::new(0) })
    }

    /// Returns `true` if it is certain that the HTTP client never sent a request.
    pub(crate) fn has_sent_nothing(&self) -> bool {
        self.connected.as_ref().is_some_and(|connected| !connected.get())
    }

    /// Returns the number of responses that have begun.
    pub(crate) fn responses(&self) -> usize {
        self.responses.load(Ordering::Relaxed)
    }

    /// Records that a response with this HTTP version has begun.
    pub(crate) fn saw(&self, version: Version) {
        self.is_http1.store(version <= Version::HTTP_11, Ordering::Relaxed);
        self.responses.fetch_add(1, Ordering::Relaxed);
    }
}

impl Http {
    /// Returns the HTTP client that the program provides, which is never replaced.
    pub(crate) fn given(client: reqwest::Client) -> Self {
        let pool = Mutex::new(Pool::new(client, None, false));
        Self { pool, replacement: None, proxies: Proxies::Unknown, has_no_roots: false }
    }

    /// Creates an [`Http`] for an HTTP client that this crate has built. If the connections show no activity for the time
    /// `silence`, `make` builds a new HTTP client.
    pub(crate) fn made(
        made: BuiltClient,
        make: BuildClient,
        proxies: Proxies,
        silence: Duration,
        is_http1: bool,
    ) -> Self {
        let pool = Mutex::new(Pool::new(made.client, Some(made.connected), is_http1));
        let replacement = Replacement { make, silence, is_http1, turn: Mutex::default() };
        Self { pool, replacement: Some(replacement), proxies, has_no_roots: made.has_no_roots }
    }

    /// Returns the HTTP client with its connections.
    pub(crate) fn pool(&self) -> Arc<Pool> {
        Arc::clone(&lock(&self.pool))
    }

    /// Abandons the connections after a timeout of an attempt, so that the next attempt uses another connection.
    ///
    /// A dead HTTP/2 connection would otherwise carry all further requests. Requests in progress finish on the old
    /// connections. If a response to another request arrived during the attempt, the connections stay in use.
    pub(crate) fn abandon_connections(&self, pool: &Arc<Pool>, waited: Duration, responses: usize) {
        let Some(replacement) = &self.replacement else { return };
        if waited < replacement.silence || pool.is_http1.load(Ordering::Relaxed) || pool.responses() != responses {
            return;
        }
        let _turn = lock(&replacement.turn);
        if !Arc::ptr_eq(&self.pool(), pool) {
            return;
        }
        match (replacement.make)() {
            Ok(made) => {
                tracing::debug!("an attempt timed out: the next one uses another connection");
                *lock(&self.pool) = Pool::new(made.client, Some(made.connected), replacement.is_http1);
            }
            Err(error) => tracing::warn!(%error, "failed to replace the HTTP client"),
        }
    }
}
