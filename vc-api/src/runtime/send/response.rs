//! Response of a call with its metadata.

use std::time::Duration;

use crate::runtime::error::constructors::PartialResponse;
use crate::runtime::wire::kept_json::KeptJson;
use crate::runtime::wire::skipped::SkippedValues;

/// Response of a call with its metadata. A program gets this type from the method `send` of a call.
///
/// ```no_run
/// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), vc_api::Error> {
/// let response = org.rooms().get("omm_4de32cf10a4358788ff4e09e37ebbf9b").send().await?;
/// println!("{:?}, log id {:?}", response.data.name, response.metadata.log_id);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Response<T> {
    /// Value that `.await` on the call returns.
    pub data: T,
    /// Metadata of the call.
    pub metadata: Metadata,
}

/// Metadata of a call.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Metadata {
    /// HTTP status.
    pub status: u16,
    /// Log id in the header `X-Tt-Logid`, which identifies the call for the platform's support.
    pub log_id: Option<String>,
    /// Header `X-Request-Id`, which a gateway sets.
    pub request_id: Option<String>,
    /// Number of calls that the rate limit allows in a second or a minute, if the platform gives this number.
    pub rate_limit: Option<u64>,
    /// Number of attempts, including the successful attempt.
    pub attempts: u32,
    /// Duration of the whole call, including the waits between attempts.
    pub elapsed: Duration,
    /// Values of the response that the client left out because of a wrong type.
    pub skipped: SkippedValues,
    /// Whole response as the platform sent it, if [`CallOptions::keep_json`](crate::CallOptions::keep_json) is set.
    pub json: Option<KeptJson>,
}

impl Metadata {
    /// Returns the HTTP status and the log id, for an error about the response.
    pub(crate) fn partial(&self) -> PartialResponse {
        PartialResponse { status: self.status, log_id: self.log_id.clone() }
    }
}
