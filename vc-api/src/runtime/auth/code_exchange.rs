//! Exchanges of the codes of logins for tokens.
//!
//! A code works once. So an exchange runs in a task of its own, and its outcome is kept for a while if its caller gave up: the
//! caller asks again and gets it.

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

/// Exchanges of a client that run, or succeeded a short time ago while nobody waited.
#[derive(Default)]
pub(crate) struct CodeExchanges(Mutex<HashMap<CodeId, Exchange>>);

/// Hash of a code and of the verifier that proves whose code it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct CodeId([u8; 32]);

struct Exchange {
    outcome: Outcome,
    began: Instant,
}

/// Outcome of an exchange; `None` while it runs.
type Outcome = watch::Receiver<Option<Exchanged>>;
pub(crate) type Exchanged = Result<Grant, SharedError>;

/// Error of an exchange, which the first caller takes who waited for it.
#[derive(Clone)]
pub(crate) struct SharedError(Arc<Mutex<Option<Error>>>);

/// Time for which an outcome is kept. The code itself lives no longer.
const KEPT: Duration = Duration::from_secs(5 * 60);

/// An exchange that a caller waits for.
pub(crate) enum Joined {
    /// Another call began it.
    Running(Outcome),
    /// This call begins it, and sends the outcome.
    New(watch::Sender<Option<Exchanged>>, Outcome),
}

impl CodeId {
    pub(crate) fn new(code: &Secret, verifier: &Secret) -> Self {
        let hash = Sha256::new().chain_update(code.expose()).chain_update([0]).chain_update(verifier.expose());
        Self(hash.finalize().into())
    }
}

impl CodeExchanges {
    /// Joins the exchange of a code, or begins it. One that failed is begun again.
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

    /// Forgets an exchange whose outcome a caller has.
    pub(crate) fn forget(&self, code: CodeId) {
        lock(&self.0).remove(&code);
    }
}

impl SharedError {
    pub(crate) fn new(error: Error) -> Self {
        Self(Arc::new(Mutex::new(Some(error))))
    }

    pub(crate) fn take(&self) -> Error {
        let reason = "its exchange failed in another call, which has the error";
        lock(&self.0).take().unwrap_or_else(|| Error::invalid(None, "code", reason))
    }
}

impl Exchange {
    /// Returns whether no grant came of it, or will.
    fn has_failed(&self) -> bool {
        match &*self.outcome.borrow() {
            Some(outcome) => outcome.is_err(),
            None => self.outcome.has_changed().is_err(),
        }
    }
}
