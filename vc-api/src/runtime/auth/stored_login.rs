//! Login in the token store and in memory. This module keeps the two copies equal.

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

/// Login of a client.
#[derive(Clone)]
pub(crate) struct StoredLogin {
    pub(crate) tokens: Arc<TokenManager>,
    pub(crate) id: Arc<str>,
    pub(crate) place: Place,
    /// Key of the entry of version 0.1.0. The client reads and updates this entry, so that both versions can share a store.
    first_key: String,
    pub(crate) state: Arc<TokenState>,
}

/// Entry of version 0.1.0.
pub(crate) struct FirstEntry {
    pub(crate) record: LoginRecord,
    value: Secret,
}

/// Maximum time that callers wait for a store that fails. After this time, a background task writes the login.
const SAVING: Duration = Duration::from_secs(5);
/// Pauses between attempts to write a login to a store that fails.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Difference of two times that is not significant, because entries contain whole seconds.
const ROUNDING: Duration = Duration::from_secs(5);

impl StoredLogin {
    /// Returns the login with this id.
    pub(crate) fn new(tokens: &Arc<TokenManager>, id: &str) -> Self {
        let place = tokens.place("login", id);
        let state = tokens.states.of(&place.entry);
        Self { tokens: Arc::clone(tokens), id: id.into(), first_key: tokens.key("user", id), place, state }
    }

    /// Records the tokens of the login, unless this client already has a record of the login.
    pub(crate) fn learn(&self, grant: Grant) {
        self.state.lock().login.get_or_insert_with(|| LoginRecord::new(grant));
    }

    /// Returns the newer of two records: the store's record and this client's record. If the store's record is older, writes
    /// the newer record to the store.
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
            // The next iteration reads the result.
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

    /// Writes the login to the store. If the store fails for longer, a background task continues.
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

    /// Replaces the entry that was read last, without another read. A process that dies before the write loses the login, so
    /// the write must come first.
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
        tracing::warn!(%error, "only this process knows the login until the store accepts it");
        if std::mem::replace(&mut self.state.lock().is_saving, true) {
            return;
        }
        let saving = Saving(self.clone());
        self.tokens.background.spawn(async move { saving.0.save_at_last().await });
    }

    async fn save_at_last(&self) {
        let mut pause = FIRST_PAUSE;
        while let Err(error) = self.synced().await {
            tracing::debug!(%error, "failed to write the login to the store");
            sleep(pause / 2 + jittered(pause / 2)).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        tracing::info!("the store accepted the login");
    }

    /// Returns the entry of version 0.1.0, if there is such an entry.
    pub(crate) async fn first_entry(&self) -> Result<Option<FirstEntry>, StoreError> {
        let read = self.read(&self.first_key).await?;
        Ok(read.map(|(record, value)| FirstEntry { record, value }))
    }

    /// Returns the key of the lease that version 0.1.0 takes.
    pub(crate) fn first_lease(&self) -> String {
        format!("{}:lease", self.first_key)
    }

    /// Writes a renewal to the entry of version 0.1.0.
    pub(crate) async fn tell_first(&self, first: FirstEntry, renewed: &LoginRecord) {
        let entry = renewed.to_first_entry();
        if let Err(error) = self.tokens.compare_and_set(&self.first_key, Some(&first.value), Some(entry)).await {
            tracing::warn!(%error, "failed to write the renewed login for programs with version 0.1.0");
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

/// Task that writes a login to the store. The task may end when its runtime ends.
struct Saving(StoredLogin);

impl Drop for Saving {
    fn drop(&mut self) {
        self.0.state.lock().is_saving = false;
    }
}

impl FirstEntry {
    /// Returns whether a program with version 0.1.0 renewed the login after this record.
    pub(crate) fn is_newer_than(&self, record: &LoginRecord) -> bool {
        let ours = record.grant.access_left().map(|left| left + ROUNDING);
        self.record.grant.access_left().zip(ours).is_some_and(|(theirs, ours)| theirs > ours)
    }
}
