//! Manager of a client's tokens, with the state that all tokens share.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;

use crate::runtime::auth::app_secret::{AppSecret, fingerprint};
use crate::runtime::auth::background::Background;
use crate::runtime::auth::code_exchange::CodeExchanges;
use crate::runtime::auth::token_state::TokenStates;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::Error;
use crate::runtime::operation::token_type::AppType;
use crate::runtime::send::sender::Sender;
use crate::runtime::store::token_store::{StoreEntry, TokenStore};
use crate::runtime::util::random::Random;
use crate::runtime::wire::secret::Secret;

/// App for which the client gets tokens.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) kind: AppType,
    pub(crate) id: Arc<str>,
    pub(crate) secret: AppSecret,
}

/// Manager of a client's tokens. The manager also has the app, the token store and the senders.
pub(crate) struct TokenManager {
    pub(crate) sender: Arc<Sender>,
    /// Sender of requests that contain a single-use value, such as a refresh token. This sender has long timeouts of its
    /// own, and ignores the timeouts of calls.
    pub(crate) patient_sender: Arc<Sender>,
    pub(crate) app: Option<App>,
    store: Arc<dyn TokenStore>,
    pub(crate) states: TokenStates,
    pub(crate) exchanges: CodeExchanges,
    /// Notifies the tasks that wait for the app ticket.
    pub(crate) ticket_arrived: Notify,
    pub(crate) background: Background,
    pub(crate) random: Random,
}

/// Key of an entry in the token store, and key of the lease for this entry.
#[derive(Clone)]
pub(crate) struct StoreKeys {
    pub(crate) entry: String,
    /// Key of the [`Lease`](crate::runtime::auth::lease::Lease) that a client needs before it requests the token. The key
    /// has the kind `lease`, so it never equals an `entry`.
    pub(crate) lease: String,
}

/// Text of the error if a call needs an app and the client has no app.
pub(crate) const NO_APP: &str = "the client has no app: set it with `.app(id, secret)` or `.store_app(id, secret)`";
/// Maximum duration of one access to the store.
const STORE_LIMIT: Duration = Duration::from_secs(5);

impl TokenManager {
    pub(crate) fn new(sender: Arc<Sender>, app: Option<App>, store: Arc<dyn TokenStore>) -> Self {
        Self {
            patient_sender: Arc::new(sender.patient()),
            sender,
            app,
            store,
            states: TokenStates::default(),
            exchanges: CodeExchanges::default(),
            ticket_arrived: Notify::new(),
            background: Background::new(),
            random: Random::SYSTEM,
        }
    }

    /// Returns the app, which every request for a token needs.
    pub(crate) fn required_app(&self) -> Result<&App, Error> {
        self.app.as_ref().ok_or_else(|| Error::invalid(None, "app", NO_APP))
    }

    pub(crate) fn app_type(&self) -> Option<AppType> {
        self.app.as_ref().map(|app| app.kind)
    }

    /// Returns the key of the entry with this kind and name, and the key of the entry's lease. Both keys also contain the
    /// domain and the app.
    pub(crate) fn keys(&self, kind: &str, name: &str) -> StoreKeys {
        StoreKeys { entry: self.key(kind, name), lease: self.key("lease", &format!("{kind}/{name}")) }
    }

    /// Returns the key of a token of the app, and the key of the token's lease. The keys depend on the app secret, so that a
    /// client with a wrong secret does not use the tokens of another client.
    pub(crate) async fn app_keys(&self, kind: &str, name: &str) -> Result<StoreKeys, Error> {
        let app = self.required_app()?;
        let secret = app.secret.get(None).await?;
        Ok(self.keys(&format!("{kind}-{}", fingerprint(&app.id, &secret)), name))
    }

    /// Returns a key of the token store. The name comes last, so that keys of different kinds differ even if a name contains
    /// a slash.
    pub(crate) fn key(&self, kind: &str, name: &str) -> String {
        let base_url = &self.sender.base_url;
        let domain = base_url.split_once("://").map_or(&**base_url, |(_, domain)| domain);
        let app = self.app.as_ref().map_or("", |app| &*app.id);
        format!("vc-api/{domain}/{app}/{kind}/{name}")
    }

    pub(crate) fn ticket_key(&self) -> String {
        self.key("ticket", "")
    }

    /// Reads an entry of the store.
    pub(crate) async fn stored(&self, key: &str) -> Result<Option<StoreEntry>, StoreError> {
        in_time(self.store.get(key)).await
    }

    /// Replaces the value of an entry in the store with `new`, or removes the entry if `new` is `None`. Returns `false` and
    /// changes nothing if the current value is not `expected`.
    pub(crate) async fn compare_and_set(
        &self,
        key: &str,
        expected: Option<&Secret>,
        new: Option<StoreEntry>,
    ) -> Result<bool, StoreError> {
        in_time(self.store.compare_and_set(key, expected, new)).await
    }

    /// Replaces or removes an entry of the store, regardless of its current value. `before` is the value that the entry
    /// probably has. If the entry has another value, the function reads the current value and tries again.
    pub(crate) async fn replace(
        &self,
        key: &str,
        mut before: Option<Secret>,
        new: Option<StoreEntry>,
    ) -> Result<(), StoreError> {
        for _ in 0..MOST_COMPARISONS {
            if self.compare_and_set(key, before.as_ref(), new.clone()).await? {
                return Ok(());
            }
            before = self.stored(key).await?.map(|entry| entry.value);
        }
        Err(StoreError::new(CONTRADICTION))
    }
}

/// Maximum number of tries to replace the value of an entry. If all tries fail, the error has the text [`CONTRADICTION`].
pub(crate) const MOST_COMPARISONS: u32 = 100;
pub(crate) const CONTRADICTION: &str = "the store returns a value, but a comparison with this value always fails";

/// Waits for the store, at most for [`STORE_LIMIT`].
async fn in_time<T>(step: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    timeout(STORE_LIMIT, step).await.unwrap_or_else(|_| {
        Err(StoreError::new(format!("the store did not respond within {} s", STORE_LIMIT.as_secs())))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::runtime::store::token_store::MemoryStore;

    /// Callers choose the ids of logins and the keys of tenants. For all choices, different entries have different keys.
    #[test]
    fn no_name_reaches_the_key_of_another_entry() {
        let app = App { kind: AppType::Custom, id: "cli_1".into(), secret: AppSecret::Given("secret".into()) };
        let sender = Sender::sample("https://open.feishu.cn");
        let tokens = TokenManager::new(sender, Some(app), Arc::new(MemoryStore::new()));
        let names =
            ["", "1", "1:lease", "lease/login/1", "../lease/login/1", "/login/1", "login/1", "tenant/", "user/1"];
        let places = ["login", "tenant", "app"].into_iter().flat_map(|kind| names.map(|name| tokens.keys(kind, name)));
        let keys: Vec<_> = places.flat_map(|keys| [keys.entry, keys.lease]).chain([tokens.ticket_key()]).collect();
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len(), "{keys:#?}");
    }
}
