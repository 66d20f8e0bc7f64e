//! Hook of a program around each attempt of a call.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use tokio::time::Instant;

use crate::runtime::error::types::Error;
use crate::runtime::send::extra_headers;
use crate::runtime::wire::secret::Secret;

/// Hook of a program around each attempt of a call, for metrics, traces and headers of its own; see
/// [`ClientBuilder::hook`](crate::ClientBuilder::hook).
///
/// The client calls it for all requests to its base URL: calls, downloads, requests for tokens and for the address of a long
/// connection. It never shows a body. Both methods run between two steps of the call, so that they must not block.
///
/// ```
/// use vc_api::{AttemptHook, AttemptOutcome, AttemptRequest, Client};
///
/// struct Metrics;
///
/// impl AttemptHook for Metrics {
///     fn before(&self, request: &mut AttemptRequest) {
///         let id = format!("shop-{}", request.number());
///         if let Err(error) = request.set_header("X-Request-Id", id) {
///             eprintln!("{error}");
///         }
///     }
///
///     fn after(&self, request: &AttemptRequest, outcome: &AttemptOutcome) {
///         println!("{} {:?} {:?} {:?}", request.operation(), outcome.status, outcome.error, outcome.elapsed);
///     }
/// }
///
/// # fn main() -> Result<(), vc_api::Error> {
/// let client = Client::builder().app("cli_…", "secret").hook(Metrics).build()?;
/// # Ok(())
/// # }
/// ```
pub trait AttemptHook: Send + Sync + 'static {
    /// Runs before the attempt is sent, and may set headers.
    fn before(&self, request: &mut AttemptRequest) {
        let _ = request;
    }

    /// Runs when the attempt has an outcome: once for each [`before`](Self::before), also if the call is dropped.
    fn after(&self, request: &AttemptRequest, outcome: &AttemptOutcome) {
        let _ = (request, outcome);
    }
}

/// Request of an attempt, as a hook sees it. It has no body, and its secrets cannot be read.
pub struct AttemptRequest {
    pub(crate) operation: String,
    pub(crate) method: http::Method,
    pub(crate) url: reqwest::Url,
    pub(crate) body_size: usize,
    pub(crate) number: u32,
    pub(crate) headers: HeaderMap,
}

/// What a hook reads in the place of a secret.
const HIDDEN: &str = "(secret)";

impl AttemptRequest {
    /// Returns the operation, such as `room.list`; of a call by path and of a request for a token, the method and the path.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// Returns the HTTP method, such as `GET`.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// Returns the host to which the request goes.
    #[must_use]
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Returns the path, with the ids that it holds. The query is not shown.
    #[must_use]
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// Returns the number of bytes of the body.
    #[must_use]
    pub fn body_size(&self) -> usize {
        self.body_size
    }

    /// Returns the number of the attempt within its call, from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Returns the names and values of the headers. In the place of a secret, which all values are that a program sets, is
    /// `(secret)`.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), shown(value)))
    }

    /// Returns the value of a header as [`headers`](Self::headers) does.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(shown)
    }

    /// Sets a header of this attempt, in the place of one of that name.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] as by [`ClientBuilder::header`](crate::ClientBuilder::header). The header stays as it was.
    pub fn set_header(&mut self, name: impl AsRef<str>, value: impl Into<Secret>) -> Result<(), Error> {
        extra_headers::set(&mut self.headers, name.as_ref(), value.into())
            .map_err(|(name, reason)| Error::invalid(Some(self.operation.clone().into()), name, reason))
    }
}

fn shown(value: &HeaderValue) -> &str {
    if value.is_sensitive() { HIDDEN } else { value.to_str().unwrap_or_default() }
}

impl fmt::Debug for AttemptRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptRequest")
            .field("operation", &self.operation)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

/// Outcome of an attempt, as a hook sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptOutcome {
    /// The HTTP status, if a response came.
    pub status: Option<u16>,
    /// The platform's code, if it responded: 0 if it carried out the call.
    pub code: Option<i64>,
    /// What names the attempt to the platform's support.
    pub log_id: Option<String>,
    /// The time from the request to the end of the response; of a download, to the beginning of the file.
    pub elapsed: Duration,
    /// The [kind](Error::kind) of the error; `cancelled` if the call was dropped before there was an outcome.
    pub error: Option<&'static str>,
}

/// Kind of an outcome that a dropped call never had.
const CANCELLED: &str = "cancelled";

/// An attempt that is sent, until the hook is told its outcome.
pub(crate) struct Watched {
    hook: Arc<dyn AttemptHook>,
    request: AttemptRequest,
    sent: Instant,
    is_told: bool,
}

impl Watched {
    pub(crate) fn new(hook: Arc<dyn AttemptHook>, request: AttemptRequest, sent: Instant) -> Self {
        Self { hook, request, sent, is_told: false }
    }

    /// Tells that the platform carried out the call.
    pub(crate) fn succeeded(mut self, status: u16, log_id: Option<&str>) {
        self.tell(Some(status), Some(0), log_id, None);
    }

    pub(crate) fn failed(mut self, error: &Error) {
        self.tell(error.status(), error.code(), error.log_id(), Some(error.kind()));
    }

    fn tell(&mut self, status: Option<u16>, code: Option<i64>, log_id: Option<&str>, error: Option<&'static str>) {
        self.is_told = true;
        let log_id = log_id.map(str::to_owned);
        let outcome = AttemptOutcome { status, code, log_id, elapsed: self.sent.elapsed(), error };
        self.hook.after(&self.request, &outcome);
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // A hook that panicked is not called again.
        if !self.is_told && !std::thread::panicking() {
            self.tell(None, None, None, Some(CANCELLED));
        }
    }
}
