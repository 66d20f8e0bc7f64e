//! Memory of the tokens of a client: those that can be used, those that are being obtained, and the logins.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::watch;
use tokio::time::Instant;

use crate::runtime::auth::grant::Grant;
use crate::runtime::error::types::{Error, LoginReason};
use crate::runtime::send::access_token::AccessToken;
use crate::runtime::util::lock::lock;
use crate::runtime::wire::secret::Secret;

/// What a client remembers of a token, whether a session of it lives or not. All sessions of the token share it.
#[derive(Default)]
pub(crate) struct TokenState {
    state: Mutex<State>,
    known: Mutex<Known>,
}

/// What a client remembers of its tokens, by their places in the token store.
#[derive(Default)]
pub(crate) struct TokenStates(Mutex<HashMap<String, Arc<TokenState>>>);

impl TokenStates {
    pub(crate) fn of(&self, key: &str) -> Arc<TokenState> {
        let mut states = lock(&self.0);
        if let Some(state) = states.get(key) {
            return Arc::clone(state);
        }
        // Only when the map would grow, so that it costs no more than inserting does. Who logged in once and is gone
        // must not be remembered for ever; what matters is in the token store.
        if states.len() == states.capacity() {
            states.retain(|_, state| Arc::strong_count(state) > 1 || state.has_token());
        }
        Arc::clone(states.entry(key.to_owned()).or_default())
    }
}

impl TokenState {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    pub(crate) fn known(&self) -> MutexGuard<'_, Known> {
        lock(&self.known)
    }

    /// Takes note of a login, unless it is known, or known to be over.
    pub(crate) fn learn(&self, grant: Grant) {
        let mut known = self.known();
        if known.grant.is_none() && known.over.is_none() {
            known.grant = Some(grant);
        }
    }

    fn has_token(&self) -> bool {
        lock(&self.state).current.as_ref().is_some_and(|live| Instant::now() < live.expires)
    }
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
pub(crate) struct State {
    pub(crate) current: Option<Live>,
    pub(crate) flight: Option<Flight>,
    /// Before that, the token is not renewed in the background again.
    pub(crate) not_before: Option<Instant>,
}

/// A token, and how long it can be used.
#[derive(Clone)]
pub(crate) struct Live {
    pub(crate) token: Arc<AccessToken>,
    pub(crate) expires: Instant,
    /// It was obtained because the very same was rejected, so that obtaining it again soon would not help.
    pub(crate) confirmed: Option<Instant>,
}

/// A token that is being obtained; `None` until it is there.
pub(crate) type Flight = watch::Receiver<Option<Outcome>>;
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

impl Live {
    pub(crate) fn new(text: Secret, expires: Instant) -> Outcome {
        match AccessToken::new(text) {
            Ok(token) => Ok(Self { token: Arc::new(token), expires, confirmed: None }),
            Err(reason) => Err(Arc::new(Error::invalid(None, "token", reason))),
        }
    }

    pub(crate) fn of_grant(grant: &Grant) -> Outcome {
        Self::new(grant.access_token().clone(), grant.access_expires())
    }
}
