//! The way out: calls of operations that this crate does not know.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::runtime::call::download::{Download, fetch_file};
use crate::runtime::client::session::Session;
use crate::runtime::error::types::Error;
use crate::runtime::operation::endpoint::Operation;
use crate::runtime::operation::method::Method;
use crate::runtime::operation::token_type::TokenType;
use crate::runtime::send::envelope::Shape;
use crate::runtime::send::options::CallOptions;
use crate::runtime::send::request::{Context, Request};
use crate::runtime::send::sending::{Sending, fetch_deserialized, fetch_json};
use crate::runtime::wire::json::Json;
use crate::runtime::wire::param::Param;

impl<K: TokenType> Session<K> {
    /// Calls any path of the platform, for what this crate does not know.
    ///
    /// Token, errors and the reading of the response are those of the other calls; `.await` gives `data` of the
    /// response as JSON. `{name}` in the path is filled in by [`RawCall::path`].
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
        RawCall::new(Arc::clone(self.context()), method, path.into())
    }
}

/// A call of any path, from [`Session::call`](crate::Session::call); `.await` sends it and gives `data` of the response.
#[must_use = "nothing is sent before `.await`"]
#[derive(Debug, Clone)]
pub struct RawCall(Request);

impl RawCall {
    pub(crate) fn new(context: Arc<Context>, method: Method, path: String) -> Self {
        let operation = Operation::by_path(method, path.split(['?', '#']).next().unwrap_or_default());
        Self(Request::new(context, operation, method, path))
    }

    /// Puts a value in the place of `{name}` in the path, percent-encoded.
    ///
    /// An empty value, `.` and `..` are refused when the call is sent.
    pub fn path(mut self, name: &str, value: impl Param) -> Self {
        self.0.path(name, &value);
        self
    }

    /// Adds a parameter to the query. A list is sent as a repeated parameter, an absent `Option` not at all.
    pub fn query(mut self, name: &str, value: impl Param) -> Self {
        self.0.query(name, &value);
        self
    }

    /// Whether sending it twice does no more than sending it once, so that it may be sent again when it is not known
    /// whether the platform acted on it. By default so for `GET`, `PUT` and `DELETE`.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.0.idempotent = idempotent;
        self
    }

    /// Sets options of this one call, such as its timeout.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.0.options = options;
        self
    }

    /// Sets the JSON body.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the value cannot be written as JSON.
    pub fn body<T: Serialize + ?Sized>(mut self, body: &T) -> Result<Self, Error> {
        match serde_json::to_vec(body) {
            Ok(body) => {
                self.0.set_body(Ok(body));
                Ok(self)
            }
            Err(error) => Err(self.0.operation.invalid("body", error.to_string())),
        }
    }

    /// Sends the call and reads `data` of the response as a `T`; absent `data` is read as null.
    ///
    /// `.await` alone gives [`Json`], which cannot hold an integer of more than 64 bits: a response with one is an
    /// [`Error::Undecodable`]. A `Box<RawJson>` keeps every digit.
    ///
    /// # Errors
    ///
    /// As any call; see [`Error`].
    pub fn decode<T: DeserializeOwned + Send + 'static>(self) -> Sending<T> {
        fetch_deserialized(self.0, Shape::OrNull)
    }

    /// Sends the call and streams the file that it answers with.
    ///
    /// # Errors
    ///
    /// As any call; see [`Error`].
    pub fn download(self) -> Sending<Download> {
        fetch_file(self.0)
    }
}

impl IntoFuture for RawCall {
    type Output = Result<Json, Error>;
    type IntoFuture = Sending<Json>;

    fn into_future(self) -> Self::IntoFuture {
        fetch_json(self.0)
    }
}
