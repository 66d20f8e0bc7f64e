//! Exchanges of login codes for tokens.
//!
//! A code works once, so an exchange runs in its own task. If the caller of an exchange gives up, the client keeps the
//! outcome for a while. The caller gets the outcome when it calls again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::watch;
use tokio::time::Instant;

use crate::runtime::auth::grant::Grant;
use crate::runtime::error::types::Error;
use crate::runtime::util::lock::lock;
use crate::runtime::wire::secret::Secret;

/// Exchanges of a client that run, or that succeeded a short time ago without a waiting caller.
#[derive(Default)]
pub(crate) struct CodeExchanges(Mutex<HashMap<CodeId, Exchange>>);

/// Hash of a code and of its verifier. The verifier proves the owner of the code.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct CodeId([u8; 32]);

struct Exchange {
    outcome: Outcome,
    began: Instant,
}

/// Outcome of an exchange; `None` while the exchange runs.
type Outcome = watch::Receiver<Option<Exchanged>>;
pub(crate) type Exchanged = Result<Grant, SharedError>;

/// Error of an exchange. The first caller that waited takes the error.
#[derive(Clone)]
pub(crate) struct SharedError(Arc<Mutex<Option<Error>>>);

/// Time for which the client keeps an outcome. The code itself is not valid for longer.
const KEPT: Duration = Duration::from_secs(5 * 60);

/// Exchange that a caller waits for.
pub(crate) enum Joined {
    /// Another call began the exchange.
    Running(Outcome),
    /// This call begins the exchange, and sends the outcome.
    New(watch::Sender<Option<Exchanged>>, Outcome),
}

impl CodeId {
    pub(crate) fn new(code: &Secret, verifier: &Secret) -> Self {
        let hash = Sha256::new().chain_update(code.expose()).chain_update([0]).chain_update(verifier.expose());
        Self(hash.finalize().into())
    }
}

impl CodeExchanges {
    /// Joins the exchange of a code, or begins the exchange. A failed exchange begins again.
    pub(crate) fn join(&self, code: CodeId) -> Joined {
        let mut exchanges = lock(&self.0);
        exchanges.retain(|_, exchange| exchange.began.elapsed() < KEPT && !exchange.has_failed());
        if let Some(exchange) = exchanges.get(&code) {
            return Joined::Running(exchange.outcome.clone());
        }
        let (sender, outcome) = watch::channel(None);
        exchanges.insert(code, Exchange { outcome: outcome.clone(), began: Instant::now() });
        Joined::New(sender, outcome)
    }

    /// Removes an exchange after a caller received its outcome.
    pub(crate) fn forget(&self, code: CodeId) {
        lock(&self.0).remove(&code);
    }
}

impl SharedError {
    pub(crate) fn new(error: Error) -> Self {
        Self(Arc::new(Mutex::new(Some(error))))
    }

    pub(crate) fn take(&self) -> Error {
        let reason = "its exchange failed in another call, which returned the error";
        lock(&self.0).take().unwrap_or_else(|| Error::invalid(None, "code", reason))
    }
}

impl Exchange {
    /// Returns whether the exchange has produced no grant, and will produce none.
    fn has_failed(&self) -> bool {
        match &*self.outcome.borrow() {
            Some(outcome) => outcome.is_err(),
            None => self.outcome.has_changed().is_err(),
        }
    }
}
