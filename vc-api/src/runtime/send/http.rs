//! HTTP client of a sender. The client replaces the HTTP client when its connections may be dead.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::Version;

use crate::runtime::error::types::Error;
use crate::runtime::send::connected::Connected;
use crate::runtime::send::proxies::Proxies;
use crate::runtime::util::lock::lock;

/// Function that builds an HTTP client without connections.
type Make = Box<dyn Fn() -> Result<Made, Error> + Send + Sync>;

/// HTTP client after its build.
pub(crate) struct Made {
    pub(crate) client: reqwest::Client,
    pub(crate) connected: Connected,
    /// Whether the HTTP client cannot trust any server, because the machine has no root certificates.
    pub(crate) has_no_roots: bool,
}

/// HTTP client of a sender.
pub(crate) struct Http {
    pool: Mutex<Arc<Pool>>,
    remake: Option<Remake>,
    pub(crate) proxies: Proxies,
    /// Whether the HTTP client cannot trust any server, because the machine has no root certificates.
    pub(crate) has_no_roots: bool,
}

/// Replacement of an HTTP client. The client never replaces an HTTP client of the caller.
struct Remake {
    make: Make,
    /// Time within which a live connection gives a sign of life. A shorter attempt shows nothing about its connection.
    silence: Duration,
    /// Whether connections count as HTTP/1.1 before the first response shows their version.
    is_http1: bool,
    /// Lock during the replacement, so that all attempts that timed out together use the same new HTTP client.
    turn: Mutex<()>,
}

/// HTTP client with its connections.
pub(crate) struct Pool {
    pub(crate) client: reqwest::Client,
    /// Record of the first connection; `None` for an HTTP client of the caller.
    connected: Option<Connected>,
    /// Whether each connection carries one request at a time. The end of an attempt then closes the connection of the
    /// attempt.
    is_http1: AtomicBool,
    responses: AtomicUsize,
}

impl Pool {
    fn new(client: reqwest::Client, connected: Option<Connected>, is_http1: bool) -> Arc<Self> {
        Arc::new(Self { client, connected, is_http1: AtomicBool::new(is_http1), responses: AtomicUsize::new(0) })
    }

    /// Returns whether the HTTP client certainly never sent a request.
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
    /// Returns the HTTP client of the caller, which is never replaced.
    pub(crate) fn given(client: reqwest::Client) -> Self {
        let pool = Mutex::new(Pool::new(client, None, false));
        Self { pool, remake: None, proxies: Proxies::Unknown, has_no_roots: false }
    }

    /// Returns an HTTP client that is replaced when its connections give no sign of life for this time.
    pub(crate) fn made(made: Made, make: Make, proxies: Proxies, silence: Duration, is_http1: bool) -> Self {
        let pool = Mutex::new(Pool::new(made.client, Some(made.connected), is_http1));
        let remake = Remake { make, silence, is_http1, turn: Mutex::default() };
        Self { pool, remake: Some(remake), proxies, has_no_roots: made.has_no_roots }
    }

    /// Returns the HTTP client with its connections.
    pub(crate) fn pool(&self) -> Arc<Pool> {
        Arc::clone(&lock(&self.pool))
    }

    /// Abandons the connections after a timeout of an attempt, so that the next attempt uses another connection.
    ///
    /// Otherwise an HTTP/2 connection would carry all further requests, although the connection may be dead. Requests that
    /// are under way end on the old connections. If other responses arrived during the attempt, the connections stay in use.
    pub(crate) fn leave(&self, pool: &Arc<Pool>, waited: Duration, responses: usize) {
        let Some(remake) = &self.remake else { return };
        if waited < remake.silence || pool.is_http1.load(Ordering::Relaxed) || pool.responses() != responses {
            return;
        }
        let _turn = lock(&remake.turn);
        if !Arc::ptr_eq(&self.pool(), pool) {
            return;
        }
        match (remake.make)() {
            Ok(made) => {
                tracing::debug!("an attempt timed out: the next one uses another connection");
                *lock(&self.pool) = Pool::new(made.client, Some(made.connected), remake.is_http1);
            }
            Err(error) => tracing::warn!(%error, "failed to replace the HTTP client"),
        }
    }
}
