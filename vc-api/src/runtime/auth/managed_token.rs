//! Managed token. The client gets the token when a call first needs it, renews the token before its expiry, and replaces the
//! token after a rejection. All calls that need the token share one acquisition.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout};
use tracing::Instrument;

use crate::runtime::auth::acquire::Source;
use crate::runtime::auth::flight::{Control, Flight};
use crate::runtime::auth::live::{Cause, Live, Outcome};
use crate::runtime::auth::login_record::LoginRecord;
use crate::runtime::auth::token_state::{State, TokenState};
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::Error;
use crate::runtime::send::access_token::{AccessToken, TokenFuture, TokenSource};
use crate::runtime::util::deadline::after;
use crate::runtime::util::jitter::jittered;

/// Token of a session.
pub(crate) struct ManagedToken {
    source: Source,
    state: Arc<TokenState>,
}

/// State of the token for one call.
enum Current {
    Ready(Arc<AccessToken>),
    /// The token is usable, and this call began its renewal.
    Renewing(Arc<AccessToken>, Flight<Outcome>),
    /// The token is usable, but the client must first check whether the user logged out elsewhere.
    Unsure,
    Awaited(Flight<Outcome>),
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

    /// Returns a usable token. If there is another token than the `rejected` token, returns the other token.
    async fn current_or_acquired(
        self: &Arc<Self>,
        rejected: Option<&AccessToken>,
        patience: Duration,
    ) -> Result<Arc<AccessToken>, Arc<Error>> {
        let mut lost = false;
        loop {
            let mut flight = match self.current(rejected) {
                Current::Ready(token) => return Ok(token),
                Current::Renewing(token, mut flight) => {
                    // A program may end right after its call, so the client must save the new tokens before the call ends.
                    return match timeout(patience.min(RENEWAL), flight.outcome()).await {
                        Ok(Some(Ok(live))) => Ok(live.token),
                        _ => Ok(token),
                    };
                }
                Current::Unsure => {
                    timeout(patience, self.look_again()).await.ok();
                    continue;
                }
                Current::Awaited(flight) => flight,
            };
            match (flight.outcome().await, rejected) {
                // The flight began before the rejection, and its outcome is the rejected token.
                (Some(Ok(live)), Some(rejected)) if live.token.text() == rejected.text() => {}
                (Some(outcome), _) => return outcome.map(|live| live.token),
                (None, _) => {
                    drop(self.state.lock().flight.take_if(|other| other.is(&flight)));
                    if std::mem::replace(&mut lost, true) {
                        return Err(Arc::new(Error::Store(Box::new(StoreError::new(LOST)))));
                    }
                }
            }
        }
    }

    /// Returns the current token, or the flight that will get a token.
    fn current(self: &Arc<Self>, rejected: Option<&AccessToken>) -> Current {
        let mut state = self.state.lock();
        let now = Instant::now();
        if state.flight.take_if(|flight| flight.is_foreign()).is_some() {
            // The lease belongs to the other process.
            state.lease = None;
        }
        // Another call may have replaced the rejected token already.
        let is_rejected = |live: &mut Live| rejected.is_some_and(|rejected| rejected.text() == live.token.text());
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
            if is_due && state.flight.is_none() && state.not_before.is_none_or(|time| now >= time) {
                let flight = self.start(&mut state, Cause::Renewal);
                return if is_login { Current::Renewing(token, flight) } else { Current::Ready(token) };
            }
            if is_login && state.looked.is_none_or(|at| now >= at + LOOK) {
                state.looked = Some(now);
                return Current::Unsure;
            }
            return Current::Ready(token);
        }
        Current::Awaited(match &state.flight {
            Some(flight) => flight.clone(),
            None => {
                let cause = rejected.map_or(Cause::Missing, |rejected| Cause::Rejected(rejected.text().clone()));
                self.start(&mut state, cause)
            }
        })
    }

    /// Checks in the store whether the login has ended, or whether another client has renewed the login.
    async fn look_again(&self) {
        let Source::Login(login) = &self.source else { return };
        match login.login.synced().await {
            Ok(record) => {
                let live = record.and_then(|record| Live::of_login(&record)?.ok());
                self.state.lock().refresh_current(live);
            }
            Err(error) => tracing::warn!(%error, "continuing without the store"),
        }
    }

    /// Starts the acquisition of a token in its own task.
    ///
    /// If a caller gives up, other callers are not affected, and the client does not lose the response to a refresh token.
    fn start(self: &Arc<Self>, state: &mut State, cause: Cause) -> Flight<Outcome> {
        let (flight, pilot) = Flight::begin();
        state.flight = Some(flight.clone());
        let token = Arc::clone(self);
        let span = tracing::debug_span!(parent: None, "token", vc.token.key = &*self.source.name());
        let obtaining = async move {
            let outcome = pilot.fly(token.source.acquire(&cause, &token.state, &pilot.control)).await;
            if let Err(error) = &outcome {
                tracing::warn!(%error, error.type = error.kind(), vc.token.is_renewal = matches!(cause, Cause::Renewal), "failed to get a token");
            }
            token.finish(&outcome, &cause, &pilot.control);
            pilot.land(outcome);
        };
        self.source.tokens().background.spawn(obtaining.instrument(span));
        flight
    }

    fn finish(&self, outcome: &Outcome, cause: &Cause, control: &Arc<Control>) {
        let mut state = self.state.lock();
        if state.flight.take_if(|flight| flight.is_of(control)).is_none() {
            // Another flight replaced this flight.
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
            // The renewal may have failed, or its outcome may be a token that also expires soon.
            let asked = outcome.as_ref().err().and_then(|error| error.retry_after()).unwrap_or_default();
            state.not_before = Some(after(AGAIN.max(asked) + jittered(AGAIN)));
        }
    }
}

/// Minimum pause after a background renewal, unless the platform asks for a longer pause. The random part is up to as long.
const AGAIN: Duration = Duration::from_secs(30);
/// Maximum time that a call with a usable token waits for the renewal of the login.
const RENEWAL: Duration = Duration::from_secs(10);
/// Interval at which the client checks in the store whether the login has ended. Other clients respect a logout after this
/// time.
const LOOK: Duration = Duration::from_secs(10);
/// Reason of the error after two flights without an outcome.
const LOST: &str = "the store panicked, or the runtime ended";
