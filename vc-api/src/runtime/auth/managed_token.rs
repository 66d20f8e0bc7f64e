//! A token that is kept: obtained when it is first needed, renewed before it expires, and replaced when it was rejected.
//! However many calls need the token, it is obtained once.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;
use tracing::Instrument;

use crate::runtime::auth::acquire::{Acquisition, Source};
use crate::runtime::auth::grant::Grant;
use crate::runtime::auth::token_manager::TokenManager;
use crate::runtime::auth::token_state::{Cause, Flight, Live, Outcome, State};
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::Error;
use crate::runtime::send::access_token::{AccessToken, TokenFuture, TokenSource};
use crate::runtime::util::deadline::after;
use crate::runtime::util::jitter::jittered;

/// A token of a session.
pub(crate) struct ManagedToken(Acquisition);

impl TokenSource for ManagedToken {
    fn token<'a>(self: Arc<Self>, rejected: Option<&'a AccessToken>) -> TokenFuture<'a> {
        Box::pin(async move { self.current_or_acquired(rejected).await })
    }
}

impl ManagedToken {
    /// The token at that place in the token store.
    pub(crate) fn new(tokens: &Arc<TokenManager>, key: String, source: Source) -> Self {
        let state = tokens.states.of(&key);
        Self(Acquisition { tokens: Arc::clone(tokens), key, source, state })
    }

    /// Takes note of a login, unless it is known, or known to be over.
    pub(crate) fn learn(&self, grant: Grant) {
        self.0.state.learn(grant);
    }

    /// A token that can be used; another than the `rejected` one, if there is another.
    async fn current_or_acquired(
        self: &Arc<Self>,
        rejected: Option<&AccessToken>,
    ) -> Result<Arc<AccessToken>, Arc<Error>> {
        let mut lost = false;
        loop {
            let mut flight = match self.current(rejected) {
                Ok(token) => return Ok(token),
                Err(flight) => flight,
            };
            let outcome = match flight.wait_for(Option::is_some).await {
                Ok(outcome) => outcome.clone(),
                // The runtime on which it was being obtained is gone, or the store panicked.
                Err(_) => None,
            };
            match (outcome, rejected) {
                (Some(Ok(live)), Some(rejected))
                    if live.confirmed.is_none() && live.token.text() == rejected.text() => {}
                (Some(outcome), _) => return outcome.map(|live| live.token),
                (None, _) => {
                    drop(self.0.state.state().flight.take_if(|other| other.same_channel(&flight)));
                    if std::mem::replace(&mut lost, true) {
                        return Err(Arc::new(Error::Store(Box::new(StoreError::new(LOST)))));
                    }
                }
            }
        }
    }

    /// The token that is there, or the flight that will bring one.
    fn current(self: &Arc<Self>, rejected: Option<&AccessToken>) -> Result<Arc<AccessToken>, Flight> {
        let mut state = self.0.state.state();
        let now = Instant::now();
        // Only if it is still the one that was rejected: others may have replaced it since.
        let is_rejected = |live: &mut Live| rejected.is_some_and(|rejected| rejected.text() == live.token.text());
        if let Some(live) = state.current.take_if(is_rejected)
            && live.confirmed.is_some_and(|at| now < at + CONFIRMED)
        {
            return Ok(Arc::clone(&state.current.insert(live).token));
        }
        if let Some(live) = &state.current
            && now < live.expires
        {
            let token = Arc::clone(&live.token);
            let is_due = live.expires - now < self.0.renewed_before();
            if is_due && state.flight.is_none() && state.not_before.is_none_or(|time| now >= time) {
                self.start(&mut state, Cause::Renewal);
            }
            return Ok(token);
        }
        match &state.flight {
            Some(flight) => Err(flight.clone()),
            None => {
                let cause = rejected.map_or(Cause::Missing, |rejected| Cause::Rejected(rejected.text().clone()));
                Err(self.start(&mut state, cause))
            }
        }
    }

    /// Obtains a token in a task of its own, so that a caller who gives up takes it from no one else, and a refresh
    /// token that was sent is never lost.
    fn start(self: &Arc<Self>, state: &mut State, cause: Cause) -> Flight {
        let (landed, flight) = watch::channel(None);
        state.flight = Some(flight.clone());
        let token = Arc::clone(self);
        let is_renewal = matches!(cause, Cause::Renewal);
        let span = tracing::debug_span!(parent: None, "token", key = %self.0.key);
        let obtaining = async move {
            let outcome = token.0.acquire(&cause).await;
            if let Err(error) = &outcome {
                tracing::warn!(%error, is_renewal, "no token could be had");
            }
            token.finish(&outcome, is_renewal);
            landed.send_replace(Some(outcome));
        };
        tokio::spawn(obtaining.instrument(span));
        flight
    }

    fn finish(&self, outcome: &Outcome, is_renewal: bool) {
        let mut state = self.0.state.state();
        state.flight = None;
        if let Ok(live) = outcome {
            state.current = Some(live.clone());
            state.not_before = None;
        }
        if is_renewal {
            // It may have failed, or have brought a token that does not live long either.
            state.not_before = Some(after(AGAIN + jittered(AGAIN)));
        }
    }
}

/// For how long a token that was rejected, and is all that the platform gives, is not asked for again.
const CONFIRMED: Duration = Duration::from_secs(60);
/// How long after a renewal in the background the next one is tried; up to twice that.
const AGAIN: Duration = Duration::from_secs(30);
/// Why there is no outcome, twice in a row.
const LOST: &str = "it panicked, or the runtime ended";
