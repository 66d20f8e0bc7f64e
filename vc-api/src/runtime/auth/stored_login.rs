//! A login in the token store and in memory, kept the same.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::runtime::auth::grant::Grant;
use crate::runtime::auth::login_record::LoginRecord;
use crate::runtime::auth::token_manager::{CONTRADICTION, MOST_COMPARISONS, Place, TokenManager};
use crate::runtime::auth::token_state::TokenState;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::util::jitter::jittered;
use crate::runtime::wire::secret::Secret;

/// A login of a client.
#[derive(Clone)]
pub(crate) struct StoredLogin {
    pub(crate) tokens: Arc<TokenManager>,
    pub(crate) id: Arc<str>,
    pub(crate) place: Place,
    /// Key of the entry that version 0.1.0 keeps. It is read, and told of renewals, so that both versions can share a store.
    first_key: String,
    pub(crate) state: Arc<TokenState>,
}

/// An entry of version 0.1.0.
pub(crate) struct FirstEntry {
    pub(crate) record: LoginRecord,
    value: Secret,
}

/// Time in which callers wait for a store that fails. Then the login is put there by a task of its own.
const SAVING: Duration = Duration::from_secs(5);
/// Pauses between attempts to put a login into a store that fails.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Difference of two times that says nothing: they are kept in whole seconds.
const ROUNDING: Duration = Duration::from_secs(5);

impl StoredLogin {
    /// The login with that id.
    pub(crate) fn new(tokens: &Arc<TokenManager>, id: &str) -> Self {
        let place = tokens.place("login", id);
        let state = tokens.states.of(&place.entry);
        Self { tokens: Arc::clone(tokens), id: id.into(), first_key: tokens.key("user", id), place, state }
    }

    /// Takes note of the tokens of the login, unless some are known, or the login is known to be over.
    pub(crate) fn learn(&self, grant: Grant) {
        self.state.lock().login.get_or_insert_with(|| LoginRecord::new(grant));
    }

    /// Returns the login as it is known to the store and to this client. It is put into the store if the store has less.
    pub(crate) async fn synced(&self) -> Result<Option<LoginRecord>, StoreError> {
        for _ in 0..MOST_COMPARISONS {
            let (stored, value) = match self.read(&self.place.entry).await? {
                Some((record, value)) => (Some(record), Some(value)),
                None => (None, None),
            };
            let known = {
                let mut state = self.state.lock();
                state.stored.clone_from(&value);
                state.login.clone()
            };
            let first = match (&stored, &known) {
                (None, None) => self.first_entry().await?.map(|first| first.record),
                _ => None,
            };
            let missing = match (&stored, known.or(first)) {
                (Some(stored), Some(known)) if known.is_newer_than(stored) => known,
                (None, Some(known)) => known,
                (stored, _) => {
                    let mut state = self.state.lock();
                    state.looked = Some(Instant::now());
                    if let Some(stored) = stored {
                        state.learn(stored.clone());
                    }
                    return Ok(stored.clone());
                }
            };
            // The next turn reads it.
            self.tokens.compare_and_set(&self.place.entry, value.as_ref(), Some(missing.to_entry())).await?;
        }
        Err(StoreError::new(CONTRADICTION))
    }

    async fn read(&self, key: &str) -> Result<Option<(LoginRecord, Secret)>, StoreError> {
        let read = Instant::now();
        let Some(entry) = self.tokens.stored(key).await? else { return Ok(None) };
        let record = LoginRecord::from_entry(&entry, read)?;
        Ok(Some((record, entry.value)))
    }

    /// Puts the login into the store. If the store fails for longer, a task goes on with it.
    pub(crate) async fn save(&self) {
        if self.was_put().await {
            return;
        }
        let end = Instant::now() + SAVING;
        let error = loop {
            match self.synced().await {
                Ok(_) => return,
                Err(_) if Instant::now() < end => sleep(FIRST_PAUSE).await,
                Err(error) => break error,
            }
        };
        self.save_in_background(&error);
    }

    /// Puts the login in the place of the entry that was read last, without another look: a process that dies before loses it.
    async fn was_put(&self) -> bool {
        let (known, stored) = {
            let state = self.state.lock();
            (state.login.clone(), state.stored.clone())
        };
        let Some(known) = known else { return true };
        let put = self.tokens.compare_and_set(&self.place.entry, stored.as_ref(), Some(known.to_entry()));
        matches!(put.await, Ok(true))
    }

    fn save_in_background(&self, error: &StoreError) {
        tracing::warn!(%error, "the login is only known to this process until the store takes it");
        if std::mem::replace(&mut self.state.lock().is_saving, true) {
            return;
        }
        let saving = Saving(self.clone());
        self.tokens.background.spawn(async move { saving.0.save_at_last().await });
    }

    async fn save_at_last(&self) {
        let mut pause = FIRST_PAUSE;
        while let Err(error) = self.synced().await {
            tracing::debug!(%error, "the store does not take the login");
            sleep(pause / 2 + jittered(pause / 2)).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        tracing::info!("the store has the login");
    }

    /// Returns the entry of version 0.1.0, if there is one.
    pub(crate) async fn first_entry(&self) -> Result<Option<FirstEntry>, StoreError> {
        let read = self.read(&self.first_key).await?;
        Ok(read.map(|(record, value)| FirstEntry { record, value }))
    }

    /// Returns the key of the lease that version 0.1.0 takes.
    pub(crate) fn first_lease(&self) -> String {
        format!("{}:lease", self.first_key)
    }

    /// Tells version 0.1.0 of a renewal.
    pub(crate) async fn tell_first(&self, first: FirstEntry, renewed: &LoginRecord) {
        let entry = renewed.to_first_entry();
        if let Err(error) = self.tokens.compare_and_set(&self.first_key, Some(&first.value), Some(entry)).await {
            tracing::warn!(%error, "programs with version 0.1.0 do not know the renewed login");
        }
    }

    /// Ends the login for all clients that share the store.
    pub(crate) async fn log_out(&self) -> Result<(), StoreError> {
        {
            let mut state = self.state.lock();
            state.login = Some(LoginRecord::logged_out(self.id.to_string()));
            state.current = None;
        }
        let told = match self.synced().await {
            Ok(_) => self.tokens.replace(&self.first_key, None, None).await,
            Err(error) => Err(error),
        };
        if let Err(error) = &told {
            self.save_in_background(error);
        }
        told
    }
}

/// The task that puts a login into the store. It may end with its runtime.
struct Saving(StoredLogin);

impl Drop for Saving {
    fn drop(&mut self) {
        self.0.state.lock().is_saving = false;
    }
}

impl FirstEntry {
    /// Returns whether a program with version 0.1.0 renewed the login after that.
    pub(crate) fn is_newer_than(&self, record: &LoginRecord) -> bool {
        let ours = record.grant.access_left().map(|left| left + ROUNDING);
        self.record.grant.access_left().zip(ours).is_some_and(|(theirs, ours)| theirs > ours)
    }
}
