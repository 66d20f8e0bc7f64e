//! Calls by path, for operations that this crate does not know.

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
    /// Calls any path of the platform, for operations that this crate does not know.
    ///
    /// The call uses the same access tokens, errors and decoding as other calls. `.await` returns `data` of the response as
    /// JSON. [`RawCall::path`] replaces `{name}` in the path.
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

/// Call of any path, created by [`Session::call`](crate::Session::call). `.await` sends the call and returns `data` of the
/// response.
#[must_use = "nothing is sent before `.await`"]
#[derive(Debug, Clone)]
pub struct RawCall(Request);

impl RawCall {
    pub(crate) fn new(context: Arc<Context>, method: Method, path: String) -> Self {
        let operation = Operation::by_path(method, path.split(['?', '#']).next().unwrap_or_default());
        Self(Request::new(context, operation, method, path))
    }

    /// Replaces `{name}` in the path with the value, and percent-encodes the value.
    ///
    /// If the value is empty, or if the value is `.` or `..`, the call fails when it is sent.
    pub fn path(mut self, name: &str, value: impl Param) -> Self {
        self.0.path(name, &value);
        self
    }

    /// Adds a parameter to the query. If the value is a list, the method adds the parameter once for each element. If the
    /// value is `None`, the method adds nothing.
    pub fn query(mut self, name: &str, value: impl Param) -> Self {
        self.0.query(name, &value);
        self
    }

    /// Sets whether the call is idempotent, which means that a second call has no further effect. The client retries an
    /// idempotent call even if the platform may have carried out an earlier attempt. The default is `true` for `GET`, `PUT`
    /// and `DELETE`.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.0.idempotent = idempotent;
        self
    }

    /// Sets options of this call, such as its timeout.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.0.options = options;
        self
    }

    /// Sets the JSON body.
    ///
    /// # Errors
    ///
    /// Returns [`Error::InvalidArgument`] if the value cannot be written as JSON.
    pub fn body<T: Serialize + ?Sized>(mut self, body: &T) -> Result<Self, Error> {
        match serde_json::to_vec(body) {
            Ok(body) => {
                self.0.set_body(Ok(body));
                Ok(self)
            }
            Err(error) => Err(self.0.operation.invalid("body", error.to_string())),
        }
    }

    /// Sends the call and decodes `data` of the response as a `T`. If `data` is missing, the method decodes null instead.
    ///
    /// Without `decode`, `.await` returns [`Json`], and fails with [`Error::Undecodable`] if `data` contains an integer of
    /// more than 64 bits. If `T` is `Box<RawJson>`, the result keeps every digit.
    ///
    /// # Errors
    ///
    /// The errors of any call; see [`Error`].
    pub fn decode<T: DeserializeOwned + Send + 'static>(self) -> Sending<T> {
        fetch_deserialized(self.0, Shape::OrNull)
    }

    /// Sends the call and returns the file in its response as a stream.
    ///
    /// # Errors
    ///
    /// The errors of any call; see [`Error`].
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
