//! The HTTP client of a sender, and the replacement of one whose connections may be dead.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::Version;

use crate::runtime::error::types::Error;
use crate::runtime::send::connected::Connected;
use crate::runtime::send::proxies::Proxies;
use crate::runtime::util::lock::lock;

/// Makes an HTTP client, which has no connections yet.
type Make = Box<dyn Fn() -> Result<Made, Error> + Send + Sync>;

/// An HTTP client that was made.
pub(crate) struct Made {
    pub(crate) client: reqwest::Client,
    pub(crate) connected: Connected,
    /// Whether no server can be trusted, since the machine has no root certificates.
    pub(crate) has_no_roots: bool,
}

/// The HTTP client of a sender.
pub(crate) struct Http {
    pool: Mutex<Arc<Pool>>,
    remake: Option<Remake>,
    pub(crate) proxies: Proxies,
    /// Whether no server can be trusted, since the machine has no root certificates.
    pub(crate) has_no_roots: bool,
}

/// How an HTTP client is made anew. One that was given stays as it is.
struct Remake {
    make: Make,
    /// Time in which a connection that lives gives a sign of it. A shorter attempt tells nothing about its connection.
    silence: Duration,
    /// Whether connections are of HTTP/1.1 before any response tells their version.
    is_http1: bool,
    /// Held while it is made anew, so that all that ran out together use the same new one.
    turn: Mutex<()>,
}

/// An HTTP client with its connections.
pub(crate) struct Pool {
    pub(crate) client: reqwest::Client,
    /// `None` if that is not known.
    connected: Option<Connected>,
    /// Whether its connections carry one request at a time, so that the end of an attempt closes that of the attempt.
    is_http1: AtomicBool,
    responses: AtomicUsize,
}

impl Pool {
    fn new(client: reqwest::Client, connected: Option<Connected>, is_http1: bool) -> Arc<Self> {
        Arc::new(Self { client, connected, is_http1: AtomicBool::new(is_http1), responses: AtomicUsize::new(0) })
    }

    /// Returns whether it is known that no request was ever sent.
    pub(crate) fn has_sent_nothing(&self) -> bool {
        self.connected.as_ref().is_some_and(|connected| !connected.get())
    }

    /// Returns the number of responses that have begun.
    pub(crate) fn responses(&self) -> usize {
        self.responses.load(Ordering::Relaxed)
    }

    /// Notes that a response of that version has begun.
    pub(crate) fn saw(&self, version: Version) {
        self.is_http1.store(version <= Version::HTTP_11, Ordering::Relaxed);
        self.responses.fetch_add(1, Ordering::Relaxed);
    }
}

impl Http {
    /// Returns an HTTP client that stays as it is.
    pub(crate) fn given(client: reqwest::Client) -> Self {
        let pool = Mutex::new(Pool::new(client, None, false));
        Self { pool, remake: None, proxies: Proxies::Unknown, has_no_roots: false }
    }

    /// Returns an HTTP client that can be made anew, once its connections gave no sign of life for that time.
    pub(crate) fn made(made: Made, make: Make, proxies: Proxies, silence: Duration, is_http1: bool) -> Self {
        let pool = Mutex::new(Pool::new(made.client, Some(made.connected), is_http1));
        let remake = Remake { make, silence, is_http1, turn: Mutex::default() };
        Self { pool, remake: Some(remake), proxies, has_no_roots: made.has_no_roots }
    }

    /// Returns the HTTP client with its connections.
    pub(crate) fn pool(&self) -> Arc<Pool> {
        Arc::clone(&lock(&self.pool))
    }

    /// Leaves connections on one of which an attempt ran out, so that the next attempt uses another connection.
    ///
    /// A connection of HTTP/2 would otherwise carry all further requests, though it may be dead. What is still on its way
    /// on the old connections comes to its end there. It stays if responses came while nothing came for the attempt.
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
                tracing::debug!("an attempt ran out: the next one uses another connection");
                *lock(&self.pool) = Pool::new(made.client, Some(made.connected), remake.is_http1);
            }
            Err(error) => tracing::warn!(%error, "the HTTP client cannot be made anew"),
        }
    }
}
