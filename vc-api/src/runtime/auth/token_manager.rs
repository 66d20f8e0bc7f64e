//! Everything that obtaining and keeping tokens needs.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::runtime::auth::token_state::TokenStates;
use crate::runtime::error::types::Error;
use crate::runtime::operation::token_type::AppType;
use crate::runtime::send::sender::Sender;
use crate::runtime::store::token_store::TokenStore;
use crate::runtime::wire::secret::Secret;

/// An app of the platform.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) kind: AppType,
    pub(crate) id: Arc<str>,
    pub(crate) secret: Secret,
}

/// Obtains and keeps the tokens of a client.
pub(crate) struct TokenManager {
    pub(crate) sender: Arc<Sender>,
    pub(crate) app: Option<App>,
    pub(crate) store: Arc<dyn TokenStore>,
    pub(crate) states: TokenStates,
    /// Tells those who wait for the app ticket that one came.
    pub(crate) ticket_arrived: Notify,
    /// Names the client to others that share its store.
    pub(crate) id: Secret,
}

impl TokenManager {
    pub(crate) fn new(sender: Arc<Sender>, app: Option<App>, store: Arc<dyn TokenStore>) -> Self {
        let id = format!("{:032x}", fastrand::u128(..)).into();
        Self { sender, app, store, states: TokenStates::default(), ticket_arrived: Notify::new(), id }
    }

    /// Returns the app, without which no token can be obtained.
    pub(crate) fn required_app(&self) -> Result<&App, Error> {
        let reason = "give the client an app: `.app(id, secret)` or `.store_app(id, secret)`";
        self.app.as_ref().ok_or_else(|| Error::invalid(None, "app", reason))
    }

    pub(crate) fn app_type(&self) -> Option<AppType> {
        self.app.as_ref().map(|app| app.kind)
    }

    pub(crate) fn store(&self) -> &dyn TokenStore {
        &*self.store
    }

    /// Returns a place in the token store: the domain, the app, a kind of entry and which one of it.
    pub(crate) fn key(&self, kind: &str, name: &str) -> String {
        let base_url = &self.sender.base_url;
        let domain = base_url.split_once("://").map_or(&**base_url, |(_, domain)| domain);
        let app = self.app.as_ref().map_or("", |app| &*app.id);
        format!("vc-api/{domain}/{app}/{kind}/{name}")
    }

    pub(crate) fn ticket_key(&self) -> String {
        self.key("ticket", "")
    }
}
