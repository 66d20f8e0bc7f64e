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

/// App of the platform.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) kind: AppType,
    pub(crate) id: Arc<str>,
    pub(crate) secret: AppSecret,
}

/// Manager of a client's tokens.
pub(crate) struct TokenManager {
    pub(crate) sender: Arc<Sender>,
    /// Sender for single-use values, such as a refresh token. This sender ignores the limits of calls.
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

/// Place of a token in the store.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) entry: String,
    /// Key of the [`Lease`](crate::runtime::auth::lease::Lease) to get the token. No id from a caller can produce this key.
    pub(crate) lease: String,
}

/// Reason and help for a client without an app, if a call needs the app.
pub(crate) const NO_APP: &str = "the client has no app: set it with `.app(id, secret)` or `.store_app(id, secret)`";
/// Maximum duration of one step of the store.
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

    /// Returns the place of an entry with this kind and this name. The keys also contain the domain and the app.
    pub(crate) fn place(&self, kind: &str, name: &str) -> Place {
        Place { entry: self.key(kind, name), lease: self.key("lease", &format!("{kind}/{name}")) }
    }

    /// Returns the place of a token of the app. The place depends on the app secret, so that a client with a wrong secret
    /// does not use the tokens of another client.
    pub(crate) async fn app_place(&self, kind: &str, name: &str) -> Result<Place, Error> {
        let app = self.required_app()?;
        let secret = app.secret.get(None).await?;
        Ok(self.place(&format!("{kind}-{}", fingerprint(&app.id, &secret)), name))
    }

    /// Returns a key of the token store. The name is the last part, so a name cannot produce the key of another kind.
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

    /// Writes or removes an entry of the store if its current value is the expected value.
    pub(crate) async fn compare_and_set(
        &self,
        key: &str,
        expected: Option<&Secret>,
        new: Option<StoreEntry>,
    ) -> Result<bool, StoreError> {
        in_time(self.store.compare_and_set(key, expected, new)).await
    }

    /// Writes or removes an entry of the store, whatever its current value. `before` is the likely current value.
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

/// Maximum number of comparisons, after which the store counts as inconsistent. The next constant is the reason in the
/// error.
pub(crate) const MOST_COMPARISONS: u32 = 100;
pub(crate) const CONTRADICTION: &str = "it never finds the value that it returned before";

/// Waits for the store, at most for [`STORE_LIMIT`].
async fn in_time<T>(step: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    timeout(STORE_LIMIT, step)
        .await
        .unwrap_or_else(|_| Err(StoreError::new(format!("it did not respond within {} s", STORE_LIMIT.as_secs()))))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::runtime::store::token_store::MemoryStore;

    /// Ids of logins and keys of tenants come from callers, so they may contain any text.
    #[test]
    fn no_name_reaches_the_key_of_another_entry() {
        let app = App { kind: AppType::Custom, id: "cli_1".into(), secret: AppSecret::Given("secret".into()) };
        let sender = Sender::sample("https://open.feishu.cn");
        let tokens = TokenManager::new(sender, Some(app), Arc::new(MemoryStore::new()));
        let names =
            ["", "1", "1:lease", "lease/login/1", "../lease/login/1", "/login/1", "login/1", "tenant/", "user/1"];
        let places = ["login", "tenant", "app"].into_iter().flat_map(|kind| names.map(|name| tokens.place(kind, name)));
        let keys: Vec<_> = places.flat_map(|place| [place.entry, place.lease]).chain([tokens.ticket_key()]).collect();
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len(), "{keys:#?}");
    }
}
