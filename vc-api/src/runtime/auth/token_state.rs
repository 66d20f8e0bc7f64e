//! Memory of the tokens of a client: those that can be used, those that are being obtained, and the logins.

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

/// Memory of one token, whether a session of it lives or not. All sessions of the token share it.
#[derive(Default)]
pub(crate) struct TokenState(Mutex<State>);

/// Memory of all tokens of a client, by their keys in the token store.
#[derive(Default)]
pub(crate) struct TokenStates(Mutex<States>);

#[derive(Default)]
struct States {
    by_key: HashMap<String, Arc<TokenState>>,
    /// Number of tokens at which those are looked for that can be forgotten.
    enough: usize,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) current: Option<Live>,
    pub(crate) flight: Option<Flight<Outcome>>,
    /// Id of the lease that a flight of this process has.
    pub(crate) lease: Option<Secret>,
    /// Time before which the token is not renewed again without need.
    pub(crate) not_before: Option<Instant>,
    /// Times at which the platform replaced a rejected token.
    replaced: Vec<Instant>,
    /// Those of them since a token was last accepted.
    replaced_in_vain: Vec<Instant>,
    /// The login as it was last known: for the first time, and in case the store does not have it.
    pub(crate) login: Option<LoginRecord>,
    /// Value of the login's entry in the store, as it was last read.
    pub(crate) stored: Option<Secret>,
    /// Time at which the login was last looked for in the store.
    pub(crate) looked: Option<Instant>,
    /// Whether a task puts the login into the store.
    pub(crate) is_saving: bool,
}

/// Time in which so many rejected tokens are replaced.
const MINUTE: Duration = Duration::from_secs(60);
const REPLACEMENTS: usize = 10;
/// The same while the platform accepts none of them. The new ones are then no better than those that they replace.
const REPLACEMENTS_IN_VAIN: usize = 2;

impl TokenStates {
    pub(crate) fn of(&self, key: &str) -> Arc<TokenState> {
        let states = &mut *lock(&self.0);
        if let Some(state) = states.by_key.get(key) {
            return Arc::clone(state);
        }
        // Who logged in once and is gone must not be remembered for ever; what matters is in the token store. It is done each
        // time that the number has doubled, so that it costs no more than inserting did.
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
    /// Takes note of a login, unless a newer state of it is known.
    pub(crate) fn learn(&mut self, record: LoginRecord) {
        if self.login.as_ref().is_none_or(|known| !known.is_newer_than(&record)) {
            self.login = Some(record);
        }
    }

    /// Returns whether the token can be renewed before it expires.
    pub(crate) fn can_renew(&self) -> bool {
        self.login.as_ref().is_none_or(|login| login.grant.can_renew())
    }

    /// Returns whether a rejected token may be replaced. If not, the platform gives no better one, or the operation does not
    /// take this kind of token.
    pub(crate) fn may_replace(&mut self, rejected: &AccessToken) -> bool {
        self.note_acceptance(rejected);
        recent(&self.replaced) < REPLACEMENTS && recent(&self.replaced_in_vain) < REPLACEMENTS_IN_VAIN
    }

    /// Takes note that the platform replaced a rejected token, perhaps by the same one.
    pub(crate) fn replaced(&mut self, is_same: bool) {
        // The same one is no better the next time.
        let times = if is_same { REPLACEMENTS_IN_VAIN } else { 1 };
        for replaced in [&mut self.replaced, &mut self.replaced_in_vain] {
            replaced.retain(|at| at.elapsed() < MINUTE);
            replaced.extend(std::iter::repeat_n(Instant::now(), times));
        }
    }

    /// Puts what the store has in the place of the current token, unless that is the same one or was rejected meanwhile.
    pub(crate) fn refresh_current(&mut self, stored: Option<Live>) {
        let Some(current) = self.current.take() else { return };
        self.note_acceptance(&current.token);
        self.current = match stored {
            // The current one knows that it was accepted.
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
