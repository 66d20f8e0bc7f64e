//! A response together with what else is known of its call.

use std::time::Duration;

use crate::runtime::error::constructors::BegunResponse;
use crate::runtime::wire::kept_json::KeptJson;
use crate::runtime::wire::skipped::SkippedValues;

/// The response of a call, and what else is known of it; from the method `send` of a call.
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
    /// What `.await` on the call would give.
    pub data: T,
    /// What else is known.
    pub metadata: Metadata,
}

/// What is known of a call besides its response.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Metadata {
    /// The HTTP status.
    pub status: u16,
    /// Names the call to the platform's support: the header `X-Tt-Logid`.
    pub log_id: Option<String>,
    /// The header `X-Request-Id`, which a gateway gives.
    pub request_id: Option<String>,
    /// How many calls the rate limit allows in its window, if the platform said so.
    pub rate_limit: Option<u64>,
    /// How often the call was sent, this time included.
    pub attempts: u32,
    /// How long it took in all, waiting between attempts included.
    pub elapsed: Duration,
    /// Values of the response that were left out because they are not of their type.
    pub skipped: SkippedValues,
    /// The whole response as the platform sent it, if [`CallOptions::keep_json`](crate::CallOptions::keep_json) asks for it.
    pub json: Option<KeptJson>,
}

impl Metadata {
    /// What an error keeps of the response.
    pub(crate) fn begun(&self) -> BegunResponse {
        BegunResponse { status: self.status, log_id: self.log_id.clone() }
    }
}
