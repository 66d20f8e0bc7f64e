//! Requests that the double received.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use tokio::time::Instant;

use crate::runtime::served::received_parts::split_query;
use crate::runtime::wire::json::Json;

/// HTTP request that the [`Platform`](super::Platform) received.
///
/// `Debug` prints neither headers nor the body, because they contain tokens and private data.
#[derive(Clone)]
pub struct HttpRequest {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) at: Instant,
    pub(crate) before: usize,
}

impl HttpRequest {
    /// Returns the HTTP method, such as `GET`.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Returns the path as it was sent, without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the query as it was sent, without its question mark.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Returns the names and values of the query parameters, decoded, in order.
    #[must_use]
    pub fn parameters(&self) -> Vec<(String, String)> {
        split_query(&self.query)
    }

    /// Returns the first value of a query parameter, decoded.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.parameters().into_iter().find(|(found, _)| found == name).map(|(_, value)| value)
    }

    /// Returns all headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the value of a header; empty if the request does not contain the header.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Returns the access token of the request; empty if the request has no access token.
    #[must_use]
    pub fn token(&self) -> &str {
        self.header("authorization").strip_prefix("Bearer ").unwrap_or_default()
    }

    /// Returns the body as it was sent.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns the body as JSON; `null` if the body is not JSON.
    #[must_use]
    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Returns the arrival time of the request, by the clock of the test's runtime.
    #[must_use]
    pub fn at(&self) -> Instant {
        self.at
    }

    /// Returns the number of earlier requests with the same method and path.
    #[must_use]
    pub fn before(&self) -> usize {
        self.before
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest").field("method", &self.method).field("path", &self.path).finish_non_exhaustive()
    }
}
