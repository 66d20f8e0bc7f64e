//! A client with a token: what calls are made on.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::client::Client;
use crate::method::Method;
use crate::raw_call::RawCall;
use crate::request::{CallSetup, Context};
use crate::token::Bearer;
use crate::token_type::TokenType;

/// A [`Client`] with a token of kind `K`; from [`Client::session`].
///
/// Its methods give the operations of each resource. An operation that does not accept this kind of token does
/// not compile. Sessions are cheap to clone and can be used from many tasks at once.
pub struct Session<K> {
    client: Client,
    context: Arc<Context>,
    kind: PhantomData<fn() -> K>,
}

impl<K: TokenType> Session<K> {
    pub(crate) fn new(client: Client, bearer: Bearer, tenant: &str) -> Self {
        let sender = Arc::clone(client.sender());
        let context = Context { sender, bearer, token: K::INFO, tenant: tenant.into() };
        Self { client, context: Arc::new(context), kind: PhantomData }
    }

    /// Calls any path of the platform, for what this crate does not know.
    ///
    /// Token, errors and the reading of the answer are those of the other calls; `.await` gives `data` of the
    /// answer as JSON. `{name}` in the path is filled in by [`RawCall::path`].
    ///
    /// ```no_run
    /// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), vc_api::Error> {
    /// use vc_api::{Json, Method};
    ///
    /// let room: Json = org
    ///     .call(Method::Get, "/open-apis/vc/v1/rooms/{room_id}")
    ///     .path("room_id", "omm_4de32cf10a4358788ff4e09e37ebbf9b")
    ///     .query("user_id_type", "open_id")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn call(&self, method: Method, path: impl Into<String>) -> RawCall {
        RawCall::new(Arc::clone(&self.context), method, path.into())
    }

    /// The client that the session was made from.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// A call without arguments.
    #[doc(hidden)]
    #[must_use]
    pub fn prepare(&self) -> CallSetup {
        CallSetup::new(&self.context)
    }
}

impl<K> Clone for Session<K> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), context: Arc::clone(&self.context), kind: PhantomData }
    }
}

impl<K> fmt::Debug for Session<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("token", &self.context.token.name)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}
