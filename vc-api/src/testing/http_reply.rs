//! HTTP responses of the double, valid and broken.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::json;

use crate::runtime::served::reply::{EncodedReply, good_envelope};
use crate::runtime::wire::json::Json;

const JSON: &str = "application/json; charset=utf-8";

/// HTTP response, and how the double sends the response: whole, slowly, in part, or not at all.
///
/// A function that scripts an operation returns a typed response. Use this type for all other responses: pages of gateways,
/// broken bodies, and responses of operations that this crate does not know.
#[derive(Clone)]
#[must_use]
pub struct HttpReply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
    pub(crate) delay: Duration,
    pub(crate) transmission: Transmission,
    pub(crate) is_chunked: bool,
}

/// Manner in which the double sends a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transmission {
    Whole,
    /// Nothing is sent, and the connection stays open.
    Silence,
    /// The connection is closed before the head of the response.
    Closed,
    /// The connection is closed after this number of bytes of the body.
    Cut(usize),
    /// Nothing is sent after this number of bytes of the body.
    Stall(usize),
    /// The body is sent in pieces of this number of bytes, with a pause before each piece.
    Slow(usize, Duration),
}

impl HttpReply {
    /// Creates a response with any body. An empty content type is left out.
    pub fn body(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let (delay, transmission) = (Duration::ZERO, Transmission::Whole);
        let reply = Self { status, headers: Vec::new(), body: body.into(), delay, transmission, is_chunked: false };
        if content_type.is_empty() { reply } else { reply.header("content-type", content_type) }
    }

    /// Creates a response with a JSON body.
    pub fn json(status: u16, body: &Json) -> Self {
        Self::body(status, JSON, body.to_string())
    }

    /// Creates the response to a successful call: the envelope of the platform around `data`.
    pub fn data(data: &Json) -> Self {
        Self::json(200, &good_envelope(data))
    }

    /// Creates a refusal: the envelope of the platform with a code, and without data.
    pub fn refusal(status: u16, code: i64) -> Self {
        Self::json(status, &json!({ "code": code, "msg": "refused" }))
    }

    /// Creates a response with an HTML page, such as the error page of a gateway.
    pub fn html(status: u16) -> Self {
        Self::body(status, "text/html", "<html>not the platform</html>")
    }

    /// Creates a reply that closes the connection without a response.
    pub fn closed() -> Self {
        Self { transmission: Transmission::Closed, ..Self::body(200, "text/plain", "") }
    }

    /// Creates a reply that sends nothing. The connection stays open.
    pub fn silence() -> Self {
        Self { transmission: Transmission::Silence, ..Self::body(200, "text/plain", "") }
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds the log id for the request with this number, unless the reply already has a log id.
    pub(crate) fn log_id(self, number: usize) -> Self {
        const LOG_ID: &str = "x-tt-logid";
        match self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(LOG_ID)) {
            true => self,
            false => self.header(LOG_ID, &format!("log-double-{number}")),
        }
    }

    /// Sets the time to wait before the response.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Sends the body in chunks, without the length of the body in the headers.
    pub fn chunked(mut self) -> Self {
        self.is_chunked = true;
        self
    }

    /// Closes the connection after this number of bytes of the body. The headers contain the length of the whole body,
    /// unless the body is [`chunked`](Self::chunked).
    pub fn cut_after(mut self, bytes: usize) -> Self {
        self.transmission = Transmission::Cut(bytes);
        self
    }

    /// Sends only this number of bytes of the body, and keeps the connection open. The headers contain the length of the
    /// whole body, unless the body is [`chunked`](Self::chunked).
    pub fn stall_after(mut self, bytes: usize) -> Self {
        self.transmission = Transmission::Stall(bytes);
        self
    }

    /// Sends the body in pieces of `bytes` bytes, with a pause before each piece.
    pub fn slowly(mut self, bytes: usize, pause: Duration) -> Self {
        self.transmission = Transmission::Slow(bytes.max(1), pause);
        self
    }
}

impl HttpReply {
    /// Returns the valid headers.
    pub(crate) fn header_map(&self) -> HeaderMap {
        let headers = self.headers.iter();
        headers
            .filter_map(|(name, value)| Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?)))
            .collect()
    }
}

impl From<EncodedReply> for HttpReply {
    fn from(encoded: EncodedReply) -> Self {
        let reply = Self::body(200, &encoded.content_type, encoded.body);
        match encoded.disposition {
            Some(disposition) => reply.header("content-disposition", &disposition),
            None => reply,
        }
    }
}

impl fmt::Debug for HttpReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpReply")
            .field("status", &self.status)
            .field("length", &self.body.len())
            .field("delay", &self.delay)
            .field("course", &self.transmission)
            .finish_non_exhaustive()
    }
}
