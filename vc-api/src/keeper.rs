//! Keeps a token: has it obtained when it is first needed, renewed before it expires, and replaced when it was rejected.
//! However many calls need the token, it is obtained once.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;
use tracing::Instrument;

use crate::client::Client;
use crate::deadline::after;
use crate::error::{Error, LoginReason};
use crate::grant::Grant;
use crate::jitter::jittered;
use crate::lock::lock;
use crate::secret::Secret;
use crate::store_error::StoreError;
use crate::token::Token;
use crate::token_type::Obtained;

/// Keeps one token, for a session.
pub(crate) struct Keeper {
    pub(crate) client: Client,
    /// Its place in the token store: made of the domain, the app, and the tenant or the login.
    pub(crate) key: String,
    pub(crate) source: Source,
    memory: Arc<Memory>,
}

/// What a client remembers of a token, whether a session of it lives or not. All keepers of the token share it.
#[derive(Default)]
pub(crate) struct Memory {
    state: Mutex<State>,
    known: Mutex<Known>,
}

/// What a client remembers of its tokens, by their places in the token store.
#[derive(Default)]
pub(crate) struct Memories(Mutex<HashMap<String, Arc<Memory>>>);

impl Memories {
    fn of(&self, key: &str) -> Arc<Memory> {
        let mut memories = lock(&self.0);
        if let Some(memory) = memories.get(key) {
            return Arc::clone(memory);
        }
        // Only when the map would grow, so that it costs no more than inserting does. Who logged in once and is gone
        // must not be remembered for ever; what matters is in the token store.
        if memories.len() == memories.capacity() {
            memories.retain(|_, memory| Arc::strong_count(memory) > 1 || memory.has_token());
        }
        Arc::clone(memories.entry(key.to_owned()).or_default())
    }
}

impl Memory {
    fn has_token(&self) -> bool {
        lock(&self.state).current.as_ref().is_some_and(|live| Instant::now() < live.expires)
    }
}

/// How a token is obtained.
pub(crate) enum Source {
    /// A custom app asks for it.
    Custom { call: &'static Obtained },
    /// A store app asks for its own token, with its ticket.
    StoreApp { call: &'static Obtained },
    /// A store app asks for the token of a tenant, with its own token.
    StoreTenant { call: &'static Obtained, app: Arc<Keeper>, tenant_key: String },
    /// It is renewed by its refresh token.
    User { call: &'static Obtained },
}

/// What is known of a login beside what the store has.
#[derive(Default)]
pub(crate) struct Known {
    /// What was last known, for the first time and in case the store loses it.
    pub(crate) grant: Option<Grant>,
    /// What the store has if it failed when the grant was put in its place. Its refresh token is worth nothing.
    pub(crate) outdated: Option<Secret>,
    /// Why the user must log in again.
    pub(crate) over: Option<LoginReason>,
}

#[derive(Default)]
struct State {
    current: Option<Live>,
    flight: Option<Flight>,
    /// Before that, the token is not renewed in the background again.
    not_before: Option<Instant>,
}

/// A token, and how long it can be used.
#[derive(Clone)]
pub(crate) struct Live {
    pub(crate) token: Arc<Token>,
    pub(crate) expires: Instant,
    /// It was obtained because the very same was rejected, so that obtaining it again soon would not help.
    pub(crate) confirmed: Option<Instant>,
}

/// A token that is being obtained; `None` until it is there.
type Flight = watch::Receiver<Option<Outcome>>;
pub(crate) type Outcome = Result<Live, Arc<Error>>;

/// Why a token is obtained.
#[derive(Clone)]
pub(crate) enum Cause {
    /// There is none.
    Missing,
    /// There is one, but not for long.
    Renewal,
    /// This one was rejected.
    Rejected(Secret),
}

impl Keeper {
    pub(crate) fn new(client: Client, key: String, source: Source) -> Self {
        let memory = client.memories().of(&key);
        Self { client, key, source, memory }
    }

    /// Takes note of a login, unless it is known, or known to be over.
    pub(crate) fn learn(&self, grant: Grant) {
        let mut known = self.known();
        if known.grant.is_none() && known.over.is_none() {
            known.grant = Some(grant);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.memory.state)
    }

    pub(crate) fn known(&self) -> MutexGuard<'_, Known> {
        lock(&self.memory.known)
    }

    /// A token that can be used; another than the `rejected` one, if there is another.
    pub(crate) async fn token(self: &Arc<Self>, rejected: Option<&Token>) -> Result<Arc<Token>, Arc<Error>> {
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
                    drop(self.state().flight.take_if(|other| other.same_channel(&flight)));
                    if std::mem::replace(&mut lost, true) {
                        return Err(Arc::new(Error::Store(Box::new(StoreError::new(LOST)))));
                    }
                }
            }
        }
    }

    /// The token that is there, or the flight that will bring one.
    fn current(self: &Arc<Self>, rejected: Option<&Token>) -> Result<Arc<Token>, Flight> {
        let mut state = self.state();
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
            let is_due = live.expires - now < self.renewed_before();
            if is_due && state.flight.is_none() && state.not_before.is_none_or(|time| now >= time) {
                self.take_off(&mut state, Cause::Renewal);
            }
            return Ok(token);
        }
        match &state.flight {
            Some(flight) => Err(flight.clone()),
            None => {
                let cause = rejected.map_or(Cause::Missing, |rejected| Cause::Rejected(rejected.text().clone()));
                Err(self.take_off(&mut state, cause))
            }
        }
    }

    /// Obtains a token in a task of its own, so that a caller who gives up takes it from no one else, and a refresh
    /// token that was sent is never lost.
    fn take_off(self: &Arc<Self>, state: &mut State, cause: Cause) -> Flight {
        let (landed, flight) = watch::channel(None);
        state.flight = Some(flight.clone());
        let keeper = Arc::clone(self);
        let is_renewal = matches!(cause, Cause::Renewal);
        let span = tracing::debug_span!(parent: None, "token", key = %self.key);
        let obtaining = async move {
            let outcome = keeper.obtain(&cause).await;
            if let Err(error) = &outcome {
                tracing::warn!(%error, is_renewal, "no token could be had");
            }
            keeper.land(&outcome, is_renewal);
            landed.send_replace(Some(outcome));
        };
        tokio::spawn(obtaining.instrument(span));
        flight
    }

    fn land(&self, outcome: &Outcome, is_renewal: bool) {
        let mut state = self.state();
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

    /// How long before it expires a token is renewed.
    pub(crate) fn renewed_before(&self) -> Duration {
        match self.source {
            // With more left, the platform gives the same token again.
            Source::Custom { .. } | Source::StoreApp { .. } | Source::StoreTenant { .. } => {
                Duration::from_secs(30 * 60)
            }
            Source::User { .. } => Duration::from_secs(5 * 60),
        }
    }
}

impl Live {
    pub(crate) fn new(text: Secret, expires: Instant) -> Outcome {
        match Token::new(text) {
            Ok(token) => Ok(Self { token: Arc::new(token), expires, confirmed: None }),
            Err(reason) => Err(Arc::new(Error::invalid(None, "token", reason))),
        }
    }

    pub(crate) fn of_grant(grant: &Grant) -> Outcome {
        Self::new(grant.access_token().clone(), grant.access_expires())
    }
}

/// For how long a token that was rejected, and is all that the platform gives, is not asked for again.
const CONFIRMED: Duration = Duration::from_secs(60);
/// How long after a renewal in the background the next one is tried; up to twice that.
const AGAIN: Duration = Duration::from_secs(30);
/// Why there is no outcome, twice in a row.
const LOST: &str = "it panicked, or the runtime ended";

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keeper").field("key", &self.key).finish_non_exhaustive()
    }
}
