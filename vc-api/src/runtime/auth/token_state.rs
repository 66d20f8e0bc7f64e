//! State of the tokens of a client in memory: current tokens, flights and logins.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::auth::flight::Flight;
use crate::runtime::auth::live::{Live, Outcome};
use crate::runtime::auth::login_record::LoginRecord;
use crate::runtime::send::access_token::AccessToken;
use crate::runtime::util::lock::lock;
use crate::runtime::wire::secret::Secret;

/// State of one token. All sessions of the token share the state, and the state outlives the sessions.
#[derive(Default)]
pub(crate) struct TokenState(Mutex<State>);

/// States of all tokens of a client, by their keys in the token store.
#[derive(Default)]
pub(crate) struct TokenStates(Mutex<States>);

#[derive(Default)]
struct States {
    by_key: HashMap<String, Arc<TokenState>>,
    /// Number of states at which the next cleanup runs.
    enough: usize,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) current: Option<Live>,
    pub(crate) flight: Option<Flight<Outcome>>,
    /// Id of the lease of a flight of this process.
    pub(crate) lease: Option<Secret>,
    /// Time before which no further renewal begins while the token is still usable.
    pub(crate) not_before: Option<Instant>,
    /// Times at which the platform replaced a rejected token.
    replaced: Vec<Instant>,
    /// Times of such replacements since the platform last accepted a token.
    replaced_in_vain: Vec<Instant>,
    /// Last known record of the login, for its first use and in case the store does not have the login.
    pub(crate) login: Option<LoginRecord>,
    /// Value of the login's entry in the store at the last read.
    pub(crate) stored: Option<Secret>,
    /// Time at which the client last read the login from the store.
    pub(crate) looked: Option<Instant>,
    /// Whether a background task writes the login to the store.
    pub(crate) is_saving: bool,
}

/// Period in which the client counts replacements of rejected tokens.
const MINUTE: Duration = Duration::from_secs(60);
const REPLACEMENTS: usize = 10;
/// Maximum number of replacements while the platform accepts none of the tokens. New tokens are then no better than the
/// rejected tokens.
const REPLACEMENTS_IN_VAIN: usize = 2;

impl TokenStates {
    pub(crate) fn of(&self, key: &str) -> Arc<TokenState> {
        let states = &mut *lock(&self.0);
        if let Some(state) = states.by_key.get(key) {
            return Arc::clone(state);
        }
        // The client must not keep the state of every former user, and the token store has the logins of these users. The
        // cleanup runs each time the number of states has doubled, so its cost is proportional to the cost of the
        // insertions.
        if states.by_key.len() >= states.enough {
            states.by_key.retain(|_, state| Arc::strong_count(state) > 1 || state.has_token());
            states.enough = 2 * states.by_key.len() + 16;
        }
        Arc::clone(states.by_key.entry(key.to_owned()).or_default())
    }
}

impl TokenState {
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.0)
    }

    fn has_token(&self) -> bool {
        self.lock().current.as_ref().is_some_and(|live| Instant::now() < live.expires)
    }
}

impl State {
    /// Records a login, unless the client has a newer record of the login.
    pub(crate) fn learn(&mut self, record: LoginRecord) {
        if self.login.as_ref().is_none_or(|known| !known.is_newer_than(&record)) {
            self.login = Some(record);
        }
    }

    /// Returns whether the client can renew the token before it expires.
    pub(crate) fn can_renew(&self) -> bool {
        self.login.as_ref().is_none_or(|login| login.grant.can_renew())
    }

    /// Returns whether the client may replace a rejected token. If not, either the platform issues no better token, or the
    /// operation does not accept this kind of token.
    pub(crate) fn may_replace(&mut self, rejected: &AccessToken) -> bool {
        self.note_acceptance(rejected);
        recent(&self.replaced) < REPLACEMENTS && recent(&self.replaced_in_vain) < REPLACEMENTS_IN_VAIN
    }

    /// Records that the platform replaced a rejected token, perhaps by the same token.
    pub(crate) fn replaced(&mut self, is_same: bool) {
        // A further request would return the same token again.
        let times = if is_same { REPLACEMENTS_IN_VAIN } else { 1 };
        for replaced in [&mut self.replaced, &mut self.replaced_in_vain] {
            replaced.retain(|at| at.elapsed() < MINUTE);
            replaced.extend(std::iter::repeat_n(Instant::now(), times));
        }
    }

    /// Replaces the current token by the stored token, unless the current token was rejected meanwhile. If both tokens are
    /// the same, keeps the current token with the stored expiry.
    pub(crate) fn refresh_current(&mut self, stored: Option<Live>) {
        let Some(current) = self.current.take() else { return };
        self.note_acceptance(&current.token);
        self.current = match stored {
            // Only the current value records that the platform accepted the token.
            Some(stored) if stored.token.text() == current.token.text() => {
                Some(Live { token: current.token, ..stored })
            }
            stored => stored,
        };
    }

    fn note_acceptance(&mut self, token: &AccessToken) {
        if token.was_accepted() {
            self.replaced_in_vain.clear();
        }
    }
}

fn recent(times: &[Instant]) -> usize {
    times.iter().filter(|at| at.elapsed() < MINUTE).count()
}
