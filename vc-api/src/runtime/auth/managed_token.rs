//! Managed token. The client gets the token when a call first needs it, renews the token before its expiry, and replaces the
//! token after a rejection. If several calls need a new token, the client gets one token for all of them.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout};
use tracing::Instrument;

use crate::runtime::auth::acquire::Source;
use crate::runtime::auth::live::{Cause, LiveToken, Outcome};
use crate::runtime::auth::login_record::LoginRecord;
use crate::runtime::auth::shared_task::{Control, SharedTask};
use crate::runtime::auth::token_state::{State, TokenState};
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::Error;
use crate::runtime::send::access_token::{AccessToken, TokenFuture, TokenSource};
use crate::runtime::util::deadline::after;
use crate::runtime::util::jitter::jittered;

/// Token of a session, which the client gets and renews.
pub(crate) struct ManagedToken {
    source: Source,
    state: Arc<TokenState>,
}

/// State of the token when a call asks for a token.
enum Current {
    Ready(Arc<AccessToken>),
    /// The token is usable. This call has just started the renewal of the token.
    Renewing(Arc<AccessToken>, SharedTask<Outcome>),
    /// The token is usable, but the client must first check in the store whether another client logged the user out.
    Unsure,
    Awaited(SharedTask<Outcome>),
}

impl TokenSource for ManagedToken {
    fn token<'a>(self: Arc<Self>, rejected: Option<&'a AccessToken>, patience: Duration) -> TokenFuture<'a> {
        Box::pin(async move { self.current_or_acquired(rejected, patience).await })
    }
}

impl ManagedToken {
    pub(crate) fn new(source: Source) -> Self {
        let state = source.tokens().states.of(&source.name());
        Self { source, state }
    }

    /// Returns a usable token. If the platform rejected a token (`rejected`), the method returns another token if possible.
    /// If a token is still usable, `patience` is the maximum wait for its renewal or for a check of the store.
    async fn current_or_acquired(
        self: &Arc<Self>,
        rejected: Option<&AccessToken>,
        patience: Duration,
    ) -> Result<Arc<AccessToken>, Arc<Error>> {
        let mut lost = false;
        loop {
            let mut shared_task = match self.current(rejected) {
                Current::Ready(token) => return Ok(token),
                Current::Renewing(token, mut shared_task) => {
                    // A program that ends right after its call would interrupt the renewal. So the call waits until the
                    // client has saved the new tokens.
                    return match timeout(patience.min(RENEWAL_WAIT), shared_task.outcome()).await {
                        Ok(Some(Ok(live))) => Ok(live.token),
                        _ => Ok(token),
                    };
                }
                Current::Unsure => {
                    timeout(patience, self.check_store()).await.ok();
                    continue;
                }
                Current::Awaited(shared_task) => shared_task,
            };
            match (shared_task.outcome().await, rejected) {
                // The task began before the rejection, and got the rejected token. The next iteration gets another token.
                (Some(Ok(live)), Some(rejected)) if live.token.text() == rejected.text() => {}
                (Some(outcome), _) => return outcome.map(|live| live.token),
                (None, _) => {
                    drop(self.state.lock().shared_task.take_if(|other| other.is(&shared_task)));
                    if std::mem::replace(&mut lost, true) {
                        return Err(Arc::new(Error::Store(Box::new(StoreError::new(LOST)))));
                    }
                }
            }
        }
    }

    /// Returns the current token, or the task that gets a new token. Starts this task if necessary.
    fn current(self: &Arc<Self>, rejected: Option<&AccessToken>) -> Current {
        let mut state = self.state.lock();
        let now = Instant::now();
        if state.shared_task.take_if(|shared_task| shared_task.is_foreign()).is_some() {
            // This process is a fork. The parent process runs the task and owns the lease.
            state.lease = None;
        }
        // Another call may have replaced the rejected token already.
        let is_rejected = |live: &mut LiveToken| rejected.is_some_and(|rejected| rejected.text() == live.token.text());
        if let Some(live) = state.current.take_if(is_rejected)
            && !state.may_replace(&live.token)
        {
            return Current::Ready(Arc::clone(&state.current.insert(live).token));
        }
        if let Some(live) = &state.current
            && now < live.expires
        {
            let token = Arc::clone(&live.token);
            let is_login = matches!(self.source, Source::Login(_));
            let is_due = state.can_renew() && live.expires - now < self.source.renewed_before();
            if is_due && state.shared_task.is_none() && state.not_before.is_none_or(|time| now >= time) {
                let shared_task = self.start(&mut state, Cause::Renewal);
                return if is_login { Current::Renewing(token, shared_task) } else { Current::Ready(token) };
            }
            if is_login && state.checked.is_none_or(|at| now >= at + STORE_CHECK_INTERVAL) {
                state.checked = Some(now);
                return Current::Unsure;
            }
            return Current::Ready(token);
        }
        Current::Awaited(match &state.shared_task {
            Some(shared_task) => shared_task.clone(),
            None => {
                let cause = rejected.map_or(Cause::Missing, |rejected| Cause::Rejected(rejected.text().clone()));
                self.start(&mut state, cause)
            }
        })
    }

    /// Checks in the store whether the login has ended, or whether another client has renewed the login.
    async fn check_store(&self) {
        let Source::Login(login) = &self.source else { return };
        match login.login.synced().await {
            Ok(record) => {
                let live = record.and_then(|record| LiveToken::of_login(&record)?.ok());
                self.state.lock().refresh_current(live);
            }
            Err(error) => tracing::warn!(%error, "continuing without the store"),
        }
    }

    /// Starts the acquisition of a token in its own task.
    ///
    /// If a caller gives up, the acquisition continues: other callers may wait for the token, and the new tokens of a
    /// renewal must not be lost.
    fn start(self: &Arc<Self>, state: &mut State, cause: Cause) -> SharedTask<Outcome> {
        let (shared_task, task) = SharedTask::begin();
        state.shared_task = Some(shared_task.clone());
        let token = Arc::clone(self);
        let span = tracing::debug_span!(parent: None, "token", vc.token.key = &*self.source.name());
        let obtaining = async move {
            let outcome = task.run(token.source.acquire(&cause, &token.state, &task.control)).await;
            if let Err(error) = &outcome {
                tracing::warn!(%error, error.type = error.kind(), vc.token.is_renewal = matches!(cause, Cause::Renewal), "failed to get a token");
            }
            token.finish(&outcome, &cause, &task.control);
            task.finish(outcome);
        };
        self.source.tokens().background.spawn(obtaining.instrument(span));
        shared_task
    }

    fn finish(&self, outcome: &Outcome, cause: &Cause, control: &Arc<Control>) {
        let mut state = self.state.lock();
        if state.shared_task.take_if(|shared_task| shared_task.is_of(control)).is_none() {
            // The ended task is no longer the current task, so the client ignores the outcome of the ended task.
            return;
        }
        if let Ok(live) = outcome {
            state.current = Some(live.clone());
            state.not_before = None;
            if let Some(rejected) = cause.rejected().filter(|_| live.is_new) {
                state.replaced(live.token.text() == rejected);
            }
        }
        if state.login.as_ref().is_some_and(LoginRecord::is_logged_out) {
            state.current = None;
        }
        if matches!(cause, Cause::Renewal) {
            // A pause follows each renewal, because the renewal may have failed, or the new token may also expire soon.
            let asked = outcome.as_ref().err().and_then(|error| error.retry_after()).unwrap_or_default();
            state.not_before = Some(after(RENEWAL_PAUSE.max(asked) + jittered(RENEWAL_PAUSE)));
        }
    }
}

/// Minimum pause between two background renewals. If the platform asks for a longer pause, the client waits longer. The
/// client also adds a random time of up to 30 seconds to each pause.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);
/// Maximum time that a call with a usable token waits for the renewal of the login.
const RENEWAL_WAIT: Duration = Duration::from_secs(10);
/// Interval at which a client checks in the store whether another client logged the user out. Until the check, the client
/// may still use the access token.
const STORE_CHECK_INTERVAL: Duration = Duration::from_secs(10);
/// Text of the error if two consecutive tasks give neither a token nor an error.
const LOST: &str = "the store panicked, or the runtime ended";
