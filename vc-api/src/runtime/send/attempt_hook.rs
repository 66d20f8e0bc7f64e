//! Hook that a program sets for each attempt of a call.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use tokio::time::Instant;

use crate::runtime::error::types::Error;
use crate::runtime::send::extra_headers;
use crate::runtime::wire::secret::Secret;

/// Hook for each attempt of a call, for metrics, traces and headers; see
/// [`ClientBuilder::hook`](crate::ClientBuilder::hook).
///
/// The client calls the hook for all requests to its base URL: calls, downloads, requests for tokens, and requests for the
/// address of a long connection. The hook never sees a body. `before` and `after` run inside the future of the call, so they
/// must not block.
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
    /// Runs before the client sends the attempt. The method may set headers.
    fn before(&self, request: &mut AttemptRequest) {
        let _ = request;
    }

    /// Runs after the attempt: once for each [`before`](Self::before), even if the program drops the call.
    fn after(&self, request: &AttemptRequest, outcome: &AttemptOutcome) {
        let _ = (request, outcome);
    }
}

/// Request of an attempt, for a hook. The type does not contain the body, and hides secrets.
pub struct AttemptRequest {
    pub(crate) operation: String,
    pub(crate) method: http::Method,
    pub(crate) url: reqwest::Url,
    pub(crate) body_size: usize,
    pub(crate) number: u32,
    pub(crate) headers: HeaderMap,
}

/// Text that a hook sees instead of a secret.
const HIDDEN: &str = "(secret)";

impl AttemptRequest {
    /// Returns the name of the operation, such as `room.list`. For a call by path or a request for a token, returns the HTTP
    /// method and the path.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// Returns the HTTP method, such as `GET`.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// Returns the host of the request.
    #[must_use]
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Returns the path of the request, including ids, without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// Returns the size of the body in bytes.
    #[must_use]
    pub fn body_size(&self) -> usize {
        self.body_size
    }

    /// Returns the number of the attempt. The first attempt of a call has the number 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Returns the names and values of the headers. `(secret)` replaces each secret, and each value that the program set.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), shown(value)))
    }

    /// Returns the value of one header. Like [`headers`](Self::headers), the method hides secrets.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(shown)
    }

    /// Sets a header of this attempt. The header replaces a header with the same name.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] for each header that [`ClientBuilder::header`](crate::ClientBuilder::header) refuses. The
    /// headers then stay the same.
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

/// Outcome of an attempt, for a hook.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptOutcome {
    /// HTTP status, if a response arrived.
    pub status: Option<u16>,
    /// Code of the platform, if the platform responded. The code is 0 if the platform carried out the call.
    pub code: Option<i64>,
    /// Log id, which identifies the attempt for the platform's support.
    pub log_id: Option<String>,
    /// Duration from the request to the end of the response; for a download, to the beginning of the file.
    pub elapsed: Duration,
    /// [Kind](Error::kind) of the error, or `cancelled` if the program dropped the call before the end of the attempt.
    pub error: Option<&'static str>,
}

/// Value of [`AttemptOutcome::error`] for a call that the program dropped.
const CANCELLED: &str = "cancelled";

/// Attempt whose outcome the hook does not know yet.
pub(crate) struct Watched {
    hook: Arc<dyn AttemptHook>,
    request: AttemptRequest,
    sent: Instant,
    is_reported: bool,
}

impl Watched {
    pub(crate) fn new(hook: Arc<dyn AttemptHook>, request: AttemptRequest, sent: Instant) -> Self {
        Self { hook, request, sent, is_reported: false }
    }

    /// Reports to the hook that the platform carried out the call.
    pub(crate) fn succeeded(mut self, status: u16, log_id: Option<&str>) {
        self.report(Some(status), Some(0), log_id, None);
    }

    pub(crate) fn failed(mut self, error: &Error) {
        self.report(error.status(), error.code(), error.log_id(), Some(error.kind()));
    }

    fn report(&mut self, status: Option<u16>, code: Option<i64>, log_id: Option<&str>, error: Option<&'static str>) {
        self.is_reported = true;
        let log_id = log_id.map(str::to_owned);
        let outcome = AttemptOutcome { status, code, log_id, elapsed: self.sent.elapsed(), error };
        self.hook.after(&self.request, &outcome);
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // If a panic drops the attempt, the client does not call the hook, because the hook may have caused the panic.
        if !self.is_reported && !std::thread::panicking() {
            self.report(None, None, None, Some(CANCELLED));
        }
    }
}
