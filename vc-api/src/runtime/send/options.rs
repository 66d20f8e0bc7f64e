//! Options of one call.

use std::time::Duration;

use crate::runtime::send::extra_headers::ExtraHeaders;
use crate::runtime::send::retry::Retry;
use crate::runtime::wire::secret::Secret;

/// Options of one call. For each option that is not set, the client's value applies.
///
/// ```no_run
/// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), vc_api::Error> {
/// use std::time::Duration;
/// use vc_api::{CallOptions, Retry};
///
/// let hurried = CallOptions::new().timeout(Duration::from_secs(2)).retry(Retry::none());
/// let room = org.rooms().get("omm_4de32cf10a4358788ff4e09e37ebbf9b").options(hurried).await?;
/// # Ok(())
/// # }
/// ```
#[must_use]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Option<Retry>,
    pub(crate) keep_json: bool,
    pub(crate) headers: ExtraHeaders,
}

impl CallOptions {
    /// Returns empty options: no option is set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the maximum duration of the whole call; see [`ClientBuilder::timeout`](crate::ClientBuilder::timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the maximum duration of one attempt; see
    /// [`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout).
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets the number of attempts and the pauses between them; see
    /// [`ClientBuilder::retry`](crate::ClientBuilder::retry).
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Adds a header to the requests of the call; see [`ClientBuilder::header`](crate::ClientBuilder::header).
    ///
    /// If the client has a header with the same name, the call sends only the header of the call. If the header is invalid,
    /// the call fails with [`Error::InvalidArgument`](crate::Error::InvalidArgument).
    pub fn header(mut self, name: impl AsRef<str>, value: impl Into<Secret>) -> Self {
        self.headers.add(name.as_ref(), value.into());
        self
    }

    /// Sets whether [`Metadata::json`](crate::Metadata::json) contains the whole response as JSON, in addition to the typed
    /// response.
    ///
    /// The JSON also contains fields that this version of the crate does not know. See also the method `read_as` of a call.
    ///
    /// ```no_run
    /// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), Box<dyn std::error::Error>> {
    /// use vc_api::CallOptions;
    ///
    /// let call = org.rooms().get("omm_4de32cf10a4358788ff4e09e37ebbf9b");
    /// let response = call.options(CallOptions::new().keep_json(true)).send().await?;
    /// if let Some(json) = response.metadata.json {
    ///     println!("{:?}: {}", response.data.name, json.decode::<serde_json::Value>()?["data"]["room"]["color"]);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn keep_json(mut self, keep: bool) -> Self {
        self.keep_json = keep;
        self
    }
}
