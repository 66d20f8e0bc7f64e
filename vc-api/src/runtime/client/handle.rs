//! Client, which sends requests and gets the tokens for the requests.

use std::fmt;
use std::sync::Arc;

use crate::runtime::auth::token_manager::TokenManager;
use crate::runtime::send::sender::Sender;

/// Client of the platform, built by [`Client::builder`].
///
/// A client is cheap to clone. All clones of a client share the same connections.
#[derive(Clone)]
pub struct Client(Arc<TokenManager>);

impl Client {
    pub(crate) fn new(tokens: TokenManager) -> Self {
        Self(Arc::new(tokens))
    }

    pub(crate) fn tokens(&self) -> &Arc<TokenManager> {
        &self.0
    }

    pub(crate) fn sender(&self) -> &Arc<Sender> {
        &self.0.sender
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.sender().base_url)
            .field("app_id", &self.sender().urls.app_id)
            .finish_non_exhaustive()
    }
}
