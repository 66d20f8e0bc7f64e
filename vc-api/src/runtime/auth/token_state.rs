//! State of a client's tokens in memory: the current tokens, the tasks that get new tokens, and the logins.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::auth::live::{LiveToken, Outcome};
use crate::runtime::auth::login_record::LoginRecord;
use crate::runtime::auth::shared_task::SharedTask;
use crate::runtime::send::access_token::AccessToken;
use crate::runtime::util::lock::lock;
use crate::runtime::wire::secret::Secret;

/// State of one token. All sessions with this token share the state. The state stays in memory after the last session ends.
#[derive(Default)]
pub(crate) struct TokenState(Mutex<State>);

/// States of all tokens of a client, by the key of the token in the token store.
#[derive(Default)]
pub(crate) struct TokenStates(Mutex<States>);

#[derive(Default)]
struct States {
    by_key: HashMap<String, Arc<TokenState>>,
    /// Number of entries in `by_key` at which the next cleanup runs.
    cleanup_at: usize,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) current: Option<LiveToken>,
    pub(crate) shared_task: Option<SharedTask<Outcome>>,
    /// Id of the lease of this process. The current `shared_task` has the lease, or an earlier task left the lease behind.
    pub(crate) lease: Option<Secret>,
    /// Earliest time at which the next renewal of a usable token may begin.
    pub(crate) not_before: Option<Instant>,
    /// Times at which the platform issued a token to replace a rejected token.
    replaced: Vec<Instant>,
    /// Times of the replacements since the platform last accepted a token.
    replaced_in_vain: Vec<Instant>,
    /// Last known record of the login. The client writes this record to the store if the record in the store is older or
    /// missing.
    pub(crate) login: Option<LoginRecord>,
    /// Value that the client last read from the login's entry in the token store.
    pub(crate) stored: Option<Secret>,
    /// Time at which the client last read the login from the store.
    pub(crate) checked: Option<Instant>,
    /// Whether a background task writes the login to the store.
    pub(crate) is_saving: bool,
}

/// Period in which the client counts the replacements of rejected tokens.
const MINUTE: Duration = Duration::from_secs(60);
const REPLACEMENTS: usize = 10;
/// Maximum number of replacements within a minute while the platform accepts none of the new tokens.
const REPLACEMENTS_IN_VAIN: usize = 2;

impl TokenStates {
    pub(crate) fn of(&self, key: &str) -> Arc<TokenState> {
        let states = &mut *lock(&self.0);
        if let Some(state) = states.by_key.get(key) {
            return Arc::clone(state);
        }
        // A cleanup removes the states of former users from memory; their logins stay in the token store. The cleanup runs
        // only when the number of states has doubled, so that cleanups are rare.
        if states.by_key.len() >= states.cleanup_at {
            states.by_key.retain(|_, state| Arc::strong_count(state) > 1 || state.has_token());
            states.cleanup_at = 2 * states.by_key.len() + 16;
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

    /// Returns whether the client can renew the token. For a login, the renewal needs a usable refresh token.
    pub(crate) fn can_renew(&self) -> bool {
        self.login.as_ref().is_none_or(|login| login.grant.can_renew())
    }

    /// Returns whether the client may replace a rejected token. After too many replacements, the client gives up: either the
    /// platform issues no better token, or the operation does not accept this kind of token.
    pub(crate) fn may_replace(&mut self, rejected: &AccessToken) -> bool {
        self.note_acceptance(rejected);
        recent(&self.replaced) < REPLACEMENTS && recent(&self.replaced_in_vain) < REPLACEMENTS_IN_VAIN
    }

    /// Records that the platform issued a token in place of a rejected token. If `is_same` is `true`, the two tokens are
    /// equal.
    pub(crate) fn replaced(&mut self, is_same: bool) {
        // If the platform issued the rejected token again, further requests are useless. So the client counts this
        // replacement as `REPLACEMENTS_IN_VAIN` replacements. The client makes no further replacement within a minute,
        // unless the platform accepts a token.
        let times = if is_same { REPLACEMENTS_IN_VAIN } else { 1 };
        for replaced in [&mut self.replaced, &mut self.replaced_in_vain] {
            replaced.retain(|at| at.elapsed() < MINUTE);
            replaced.extend(std::iter::repeat_n(Instant::now(), times));
        }
    }

    /// Replaces the current token with the token from the store. Does nothing if the platform rejected the current token in
    /// the meantime. If the two tokens are equal, changes only the expiry of the current token.
    pub(crate) fn refresh_current(&mut self, stored: Option<LiveToken>) {
        let Some(current) = self.current.take() else { return };
        self.note_acceptance(&current.token);
        self.current = match stored {
            // `current.token` records whether the platform has accepted the token, but `stored.token` does not.
            Some(stored) if stored.token.text() == current.token.text() => {
                Some(LiveToken { token: current.token, ..stored })
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
