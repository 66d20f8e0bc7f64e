//! Session: a client with one kind of access token, and with the methods for calls.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::runtime::client::handle::Client;
use crate::runtime::operation::token_type::TokenType;
use crate::runtime::send::access_token::Bearer;
use crate::runtime::send::request::Context;
use crate::runtime::wire::secret::Secret;

/// [`Client`] with a token of the kind `K`; see [`Client::session`].
///
/// For each resource, a session has a method that returns the operations of the resource. A call compiles only if
/// the operation accepts this kind of token. A session is cheap to clone, and several tasks can use a session at once.
pub struct Session<K>(Arc<Inner>, PhantomData<fn() -> K>);

struct Inner {
    client: Client,
    context: Arc<Context>,
}

impl Client {
    /// Returns a session with a token of the kind `K`. The caller provides the token.
    ///
    /// The token is the text that the platform issued, without `Bearer`. If a header cannot contain the token, each call
    /// fails with [`Error::InvalidArgument`](crate::Error::InvalidArgument).
    ///
    /// ```
    /// # fn main() -> Result<(), vc_api::Error> {
    /// use vc_api::{Client, Tenant};
    ///
    /// let client = Client::builder().lark().build()?;
    /// let org = client.session::<Tenant>("t-…");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn session<K: TokenType>(&self, token: impl Into<Secret>) -> Session<K> {
        Session::new(self.clone(), Bearer::fixed(token.into()), "")
    }
}

impl<K: TokenType> Session<K> {
    pub(crate) fn new(client: Client, bearer: Bearer, tenant: &str) -> Self {
        let sender = Arc::clone(client.sender());
        let context = Context { sender, bearer, token: K::INFO, tenant: tenant.into() };
        Self(Arc::new(Inner { client, context: Arc::new(context) }), PhantomData)
    }

    /// Returns the client of the session.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.0.client
    }

    pub(crate) fn context(&self) -> &Arc<Context> {
        &self.0.context
    }
}

impl<K> Clone for Session<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0), PhantomData)
    }
}

impl<K> fmt::Debug for Session<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("token", &self.0.context.token.name)
            .field("client", &self.0.client)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::error::types::Error;

    #[test]
    fn is_shared_by_threads() {
        fn shared<T: Send + Sync + Clone + 'static>() {}
        fn sent<T: Send + 'static>() {}
        shared::<Client>();
        shared::<Session<std::cell::Cell<()>>>();
        shared::<crate::runtime::send::request::Request>();
        sent::<crate::runtime::call::download::Download>();
        sent::<crate::runtime::send::sending::Sending<std::rc::Rc<()>>>();
        fn error<T: std::error::Error + Send + Sync + 'static>() {}
        error::<Error>();
        assert!(size_of::<Error>() <= 16);
    }
}
