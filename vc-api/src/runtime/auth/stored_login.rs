//! Login in the token store, with a copy in memory. This module keeps the login and its copy equal.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::runtime::auth::grant::Grant;
use crate::runtime::auth::login_record::LoginRecord;
use crate::runtime::auth::token_manager::{CONTRADICTION, MOST_COMPARISONS, StoreKeys, TokenManager};
use crate::runtime::auth::token_state::TokenState;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::util::jitter::jittered;
use crate::runtime::wire::secret::Secret;

/// Login of a user, in the token store and in the memory of a client.
#[derive(Clone)]
pub(crate) struct StoredLogin {
    pub(crate) tokens: Arc<TokenManager>,
    pub(crate) id: Arc<str>,
    pub(crate) keys: StoreKeys,
    /// Key of the entry that version 0.1.0 of this crate uses. The client also reads and updates this entry, so that
    /// programs with version 0.1.0 can share the store.
    key_of_v010: String,
    pub(crate) state: Arc<TokenState>,
}

/// Entry that version 0.1.0 of this crate uses.
pub(crate) struct EntryOfV010 {
    pub(crate) record: LoginRecord,
    value: Secret,
}

/// Maximum time for which a caller waits while the store fails. After this time, a background task writes the login.
const SAVING: Duration = Duration::from_secs(5);
/// Pause after a failed write to the store. After this pause, the client writes again. The pauses of the background task
/// grow from `FIRST_PAUSE` to `LONGEST_PAUSE`.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Tolerance for the comparison of lifetimes. The entries in the store contain lifetimes in whole seconds.
const ROUNDING: Duration = Duration::from_secs(5);

impl StoredLogin {
    /// Returns the login with this id.
    pub(crate) fn new(tokens: &Arc<TokenManager>, id: &str) -> Self {
        let keys = tokens.keys("login", id);
        let state = tokens.states.of(&keys.entry);
        Self { tokens: Arc::clone(tokens), id: id.into(), key_of_v010: tokens.key("user", id), keys, state }
    }

    /// Records the tokens of the login, unless this client already has a record of the login.
    pub(crate) fn learn(&self, grant: Grant) {
        self.state.lock().login.get_or_insert_with(|| LoginRecord::new(grant));
    }

    /// Returns the login's record from the store or from memory, whichever is newer. If the record in the store is older or
    /// missing, first writes the record from memory to the store.
    pub(crate) async fn synced(&self) -> Result<Option<LoginRecord>, StoreError> {
        for _ in 0..MOST_COMPARISONS {
            let (stored, value) = match self.read(&self.keys.entry).await? {
                Some((record, value)) => (Some(record), Some(value)),
                None => (None, None),
            };
            let known = {
                let mut state = self.state.lock();
                state.stored.clone_from(&value);
                state.login.clone()
            };
            let first = match (&stored, &known) {
                (None, None) => self.entry_of_v010().await?.map(|first| first.record),
                _ => None,
            };
            let missing = match (&stored, known.or(first)) {
                (Some(stored), Some(known)) if known.is_newer_than(stored) => known,
                (None, Some(known)) => known,
                (stored, _) => {
                    let mut state = self.state.lock();
                    state.checked = Some(Instant::now());
                    if let Some(stored) = stored {
                        state.learn(stored.clone());
                    }
                    return Ok(stored.clone());
                }
            };
            // The next iteration reads the entry again, because another client may have changed the entry.
            self.tokens.compare_and_set(&self.keys.entry, value.as_ref(), Some(missing.to_entry())).await?;
        }
        Err(StoreError::new(CONTRADICTION))
    }

    async fn read(&self, key: &str) -> Result<Option<(LoginRecord, Secret)>, StoreError> {
        let read = Instant::now();
        let Some(entry) = self.tokens.stored(key).await? else { return Ok(None) };
        let record = LoginRecord::from_entry(&entry, read)?;
        Ok(Some((record, entry.value)))
    }

    /// Writes the login to the store. If the store fails for longer than [`SAVING`], a background task writes the login.
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

    /// Tries to write the login without reading the entry again. Returns whether the write succeeded. The write must not
    /// wait for a read, because the login is lost if the process dies before the write.
    async fn was_put(&self) -> bool {
        let (known, stored) = {
            let state = self.state.lock();
            (state.login.clone(), state.stored.clone())
        };
        let Some(known) = known else { return true };
        let put = self.tokens.compare_and_set(&self.keys.entry, stored.as_ref(), Some(known.to_entry()));
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

    /// Returns the entry that version 0.1.0 of this crate uses, if the store has this entry.
    pub(crate) async fn entry_of_v010(&self) -> Result<Option<EntryOfV010>, StoreError> {
        let read = self.read(&self.key_of_v010).await?;
        Ok(read.map(|(record, value)| EntryOfV010 { record, value }))
    }

    /// Returns the key of the lease that version 0.1.0 of this crate uses.
    pub(crate) fn first_lease(&self) -> String {
        format!("{}:lease", self.key_of_v010)
    }

    /// Writes the tokens of a renewal to the entry that version 0.1.0 of this crate uses.
    pub(crate) async fn update_v010(&self, first: EntryOfV010, renewed: &LoginRecord) {
        let entry = renewed.to_first_entry();
        if let Err(error) = self.tokens.compare_and_set(&self.key_of_v010, Some(&first.value), Some(entry)).await {
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
            Ok(_) => self.tokens.replace(&self.key_of_v010, None, None).await,
            Err(error) => Err(error),
        };
        if let Err(error) = &told {
            self.save_in_background(error);
        }
        told
    }
}

/// Guard of the background task that writes a login to the store. The guard clears `is_saving` when the task ends, even if
/// the runtime shuts down.
struct Saving(StoredLogin);

impl Drop for Saving {
    fn drop(&mut self) {
        self.0.state.lock().is_saving = false;
    }
}

impl EntryOfV010 {
    /// Returns `true` if the tokens in this entry are newer than the tokens in `record`, because a program with version
    /// 0.1.0 of this crate has renewed the login.
    pub(crate) fn is_newer_than(&self, record: &LoginRecord) -> bool {
        let ours = record.grant.access_left().map(|left| left + ROUNDING);
        self.record.grant.access_left().zip(ours).is_some_and(|(theirs, ours)| theirs > ours)
    }
}
