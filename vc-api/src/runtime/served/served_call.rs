//! Operations that a double of the platform serves.

use crate::runtime::call::paging::Paged;
use crate::runtime::operation::endpoint::EndpointInfo;
use crate::runtime::send::request::{Call, CallSetup};
use crate::runtime::served::received_parts::{Mismatch, ReceivedParts};
use crate::runtime::served::reply::{EncodedReply, Reply};
use crate::runtime::wire::json::JsonError;
use crate::runtime::wire::sample::Sample;

/// Operation that a double of the platform serves. Every operation of this crate implements this trait. The trait needs the
/// feature `testing`.
pub trait Served: Call + Send + 'static {
    /// Response of the double: the response of the operation, or a `File` if the operation is a download.
    type Reply: Reply + Sample;

    #[doc(hidden)]
    fn read_back(call: CallSetup, parts: &ReceivedParts) -> Option<Self>
    where
        Self: Sized;
}

/// Operation that a double serves page by page. The trait needs the feature `testing`.
pub trait ServedPages: Served + Paged<Response: Sample> {
    #[doc(hidden)]
    fn requested_page_size(&self) -> Option<i64>;

    #[doc(hidden)]
    fn page(items: Vec<Self::Item>, next: Option<String>) -> Self::Reply;
}

/// Description of an operation, and the functions that a double uses to serve the operation.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct ServedOperation {
    /// Description of the operation.
    pub info: &'static EndpointInfo,
    /// Function that returns the sample of the response.
    pub sample: fn() -> Result<EncodedReply, JsonError>,
    /// Function that returns the response to a call that the test does not script. The response is the sample. If the
    /// operation returns a list in pages, the response has no next page.
    pub unscripted: fn() -> Result<EncodedReply, JsonError>,
    /// Function that returns the places where a request differs from the spec.
    pub differences: fn(CallSetup, &ReceivedParts) -> Vec<String>,
}

/// Returns the description with which a double serves the operation `E`.
#[doc(hidden)]
#[must_use]
pub const fn serve<E: Served>() -> ServedOperation {
    ServedOperation { info: E::INFO, sample: sample::<E>, unscripted: sample::<E>, differences: differences::<E> }
}

/// Returns a description of the operation `E`. A double uses this description to serve the operation page by page.
#[doc(hidden)]
#[must_use]
pub const fn serve_pages<E: ServedPages>() -> ServedOperation {
    ServedOperation { unscripted: last_page::<E>, ..serve::<E>() }
}

fn sample<E: Served>() -> Result<EncodedReply, JsonError> {
    E::Reply::sample().encode(E::INFO.response)
}

fn last_page<E: ServedPages>() -> Result<EncodedReply, JsonError> {
    E::page(E::into_items(E::Response::sample()), None).encode(E::INFO.response)
}

/// Decodes a call from the parts of its request.
pub(crate) fn read_back<E: Served>(call: CallSetup, parts: &ReceivedParts) -> Result<E, Mismatch> {
    match (E::read_back(call, parts), parts.mismatch()) {
        (Some(call), None) => Ok(call),
        (_, mismatch) => Err(mismatch.cloned().unwrap_or_else(Mismatch::unknown)),
    }
}

fn differences<E: Served>(call: CallSetup, parts: &ReceivedParts) -> Vec<String> {
    let expected = read_back::<E>(call, parts).and_then(|call| {
        let request = call.request();
        let (path, query, body) = request.parts();
        ReceivedParts::new(E::INFO, path, query, body)
    });
    match expected {
        Ok(expected) => parts.differences(&expected),
        Err(mismatch) => vec![mismatch.to_string()],
    }
}
