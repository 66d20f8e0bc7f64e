//! Exchanges of authorization codes for the tokens of a login.
//!
//! A code works once, so the exchange of a code must not end when the caller gives up. The exchange runs in its own task.
//! If the caller gave up, the client keeps the resulting tokens for a few minutes. A caller that exchanges the same code
//! again gets these tokens.

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

/// Code exchanges of one client: the exchanges in progress, and the ended exchanges whose outcome no caller has received
/// yet.
#[derive(Default)]
pub(crate) struct CodeExchanges(Mutex<HashMap<CodeId, Exchange>>);

/// Hash of a code and of its verifier. Only a caller that knows both values gets the tokens of an exchange.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct CodeId([u8; 32]);

struct Exchange {
    outcome: Outcome,
    began: Instant,
}

/// Receiver of the outcome of an exchange. The value is `None` while the exchange runs.
type Outcome = watch::Receiver<Option<Exchanged>>;
pub(crate) type Exchanged = Result<Grant, SharedError>;

/// Error of an exchange. The first call of `take` returns the error. Each later call returns an error that refers to the
/// first call.
#[derive(Clone)]
pub(crate) struct SharedError(Arc<Mutex<Option<Error>>>);

/// Time for which the client keeps the outcome of an exchange, counted from the start of the exchange. No code is valid for
/// longer.
const KEPT: Duration = Duration::from_secs(5 * 60);

/// Exchange that a caller has joined. The caller waits until the exchange ends.
pub(crate) enum Joined {
    /// Another call began the exchange.
    Running(Outcome),
    /// The exchange is new. This call must exchange the code for tokens, and send the outcome through the sender.
    New(watch::Sender<Option<Exchanged>>, Outcome),
}

impl CodeId {
    pub(crate) fn new(code: &Secret, verifier: &Secret) -> Self {
        let hash = Sha256::new().chain_update(code.expose()).chain_update([0]).chain_update(verifier.expose());
        Self(hash.finalize().into())
    }
}

impl CodeExchanges {
    /// Joins the exchange of a code. If there is no exchange, or if the exchange failed, registers a new exchange.
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
        let reason = "the exchange of the code failed in another call, and that call returned the error";
        lock(&self.0).take().unwrap_or_else(|| Error::invalid(None, "code", reason))
    }
}

impl Exchange {
    /// Returns whether the exchange ended with an error, or its task ended without an outcome.
    fn has_failed(&self) -> bool {
        match &*self.outcome.borrow() {
            Some(outcome) => outcome.is_err(),
            None => self.outcome.has_changed().is_err(),
        }
    }
}
