//! Responses as the double sends them, good and bad.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::json;

use crate::runtime::served::reply::{EncodedReply, good_envelope};
use crate::runtime::wire::json::Json;

const JSON: &str = "application/json; charset=utf-8";

/// HTTP response, and how it is sent.
///
/// Handlers of calls give typed responses. This is for what no type can say: pages of a gateway, broken bodies, and
/// operations that this crate does not know.
#[derive(Clone)]
#[must_use]
pub struct HttpReply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
    pub(crate) delay: Duration,
    pub(crate) course: Course,
    pub(crate) is_chunked: bool,
}

/// Course of the sending of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    Whole,
    /// Nothing is sent, and the connection stays open.
    Silence,
    /// The connection is closed before the head.
    Closed,
    /// The connection is closed after so many bytes of the body.
    Cut(usize),
    /// Nothing more comes after so many bytes of the body.
    Stall(usize),
    /// So many bytes at a time, with pauses between.
    Slow(usize, Duration),
}

impl HttpReply {
    /// Makes a response of any body. An empty content type is left out.
    pub fn body(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let (delay, course) = (Duration::ZERO, Course::Whole);
        let reply = Self { status, headers: Vec::new(), body: body.into(), delay, course, is_chunked: false };
        if content_type.is_empty() { reply } else { reply.header("content-type", content_type) }
    }

    /// Makes a response of JSON.
    pub fn json(status: u16, body: &Json) -> Self {
        Self::body(status, JSON, body.to_string())
    }

    /// Makes the response to a good call: the envelope of the platform around `data`.
    pub fn data(data: &Json) -> Self {
        Self::json(200, &good_envelope(data))
    }

    /// Makes a refusal: the envelope of the platform with a code, and no data.
    pub fn refusal(status: u16, code: i64) -> Self {
        Self::json(status, &json!({ "code": code, "msg": "refused" }))
    }

    /// Makes an HTML page, as gateways send it.
    pub fn html(status: u16) -> Self {
        Self::body(status, "text/html", "<html>not the platform</html>")
    }

    /// Closes the connection without a response.
    pub fn closed() -> Self {
        Self { course: Course::Closed, ..Self::body(200, "text/plain", "") }
    }

    /// Never responds. The connection stays open.
    pub fn silence() -> Self {
        Self { course: Course::Silence, ..Self::body(200, "text/plain", "") }
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds the log id of the request of that number, unless there is one.
    pub(crate) fn log_id(self, number: usize) -> Self {
        const LOG_ID: &str = "x-tt-logid";
        match self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(LOG_ID)) {
            true => self,
            false => self.header(LOG_ID, &format!("log-double-{number}")),
        }
    }

    /// Waits that long before the response.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Does not announce the length of the body, which is then sent in chunks.
    pub fn chunked(mut self) -> Self {
        self.is_chunked = true;
        self
    }

    /// Closes the connection after so many bytes of the body. The whole length was announced, unless the body is
    /// [`chunked`](Self::chunked).
    pub fn cut_after(mut self, bytes: usize) -> Self {
        self.course = Course::Cut(bytes);
        self
    }

    /// Sends nothing more after so many bytes of the body. The whole length was announced, unless the body is
    /// [`chunked`](Self::chunked).
    pub fn stall_after(mut self, bytes: usize) -> Self {
        self.course = Course::Stall(bytes);
        self
    }

    /// Sends the body in pieces of so many bytes, with a pause before each.
    pub fn slowly(mut self, bytes: usize, pause: Duration) -> Self {
        self.course = Course::Slow(bytes.max(1), pause);
        self
    }
}

impl HttpReply {
    /// Returns the headers that can be sent.
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
            .field("course", &self.course)
            .finish_non_exhaustive()
    }
}
