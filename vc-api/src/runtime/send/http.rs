//! The HTTP client of a sender, and the replacement of one whose connections may be dead.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use http::Version;

use crate::runtime::error::types::Error;
use crate::runtime::send::proxies::Proxies;
use crate::runtime::util::lock::lock;

/// Makes an HTTP client, which has no connections yet.
type Make = Box<dyn Fn() -> Result<Made, Error> + Send + Sync>;

/// An HTTP client that was made.
pub(crate) struct Made {
    pub(crate) client: reqwest::Client,
    /// Whether no server can be trusted, since the machine has no root certificates.
    pub(crate) has_no_roots: bool,
}

/// The HTTP client of a sender.
pub(crate) struct Http {
    pool: Mutex<Arc<Pool>>,
    /// `None` if the HTTP client was given and cannot be made anew.
    make: Option<Make>,
    pub(crate) proxies: Proxies,
    /// Whether no server can be trusted, since the machine has no root certificates.
    pub(crate) has_no_roots: bool,
    /// Whether connections are of HTTP/1.1 before any response tells their version.
    is_http1: bool,
}

/// An HTTP client with its connections.
pub(crate) struct Pool {
    pub(crate) client: reqwest::Client,
    /// Whether its connections carry one request at a time, so that the end of an attempt closes that of the attempt.
    is_http1: AtomicBool,
    is_left: AtomicBool,
}

impl Pool {
    fn new(client: reqwest::Client, is_http1: bool) -> Arc<Self> {
        Arc::new(Self { client, is_http1: AtomicBool::new(is_http1), is_left: AtomicBool::new(false) })
    }

    /// Notes the version of a response.
    pub(crate) fn saw(&self, version: Version) {
        self.is_http1.store(version <= Version::HTTP_11, Ordering::Relaxed);
    }
}

impl Http {
    /// Returns an HTTP client that stays as it is.
    pub(crate) fn given(client: reqwest::Client) -> Self {
        let pool = Mutex::new(Pool::new(client, false));
        Self { pool, make: None, proxies: Proxies::Unknown, has_no_roots: false, is_http1: false }
    }

    /// Returns an HTTP client that can be made anew.
    pub(crate) fn made(made: Made, make: Make, proxies: Proxies, is_http1: bool) -> Self {
        let pool = Mutex::new(Pool::new(made.client, is_http1));
        Self { pool, make: Some(make), proxies, has_no_roots: made.has_no_roots, is_http1 }
    }

    /// Returns the HTTP client with its connections.
    pub(crate) fn pool(&self) -> Arc<Pool> {
        Arc::clone(&lock(&self.pool))
    }

    /// Leaves connections on one of which an attempt ran out, so that the next attempt uses another connection.
    ///
    /// A connection of HTTP/2 would otherwise carry all further requests, though it may be dead. What is still on its way
    /// on the old connections comes to its end there.
    pub(crate) fn leave(&self, pool: &Pool) {
        let Some(make) = &self.make else { return };
        if pool.is_http1.load(Ordering::Relaxed) || pool.is_left.swap(true, Ordering::Relaxed) {
            return;
        }
        match make() {
            Ok(made) => {
                tracing::debug!("an attempt ran out: the next one uses another connection");
                *lock(&self.pool) = Pool::new(made.client, self.is_http1);
            }
            Err(error) => tracing::warn!(%error, "the HTTP client cannot be made anew"),
        }
    }
}
