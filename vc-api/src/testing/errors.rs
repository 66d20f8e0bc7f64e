//! Errors that are created without a call, to test the error handling of a program.

use std::time::Duration;

use super::credentials::APP_ID;
use super::http_reply::HttpReply;
use crate::runtime::error::types::{Error, Stage};
use crate::runtime::operation::endpoint::{Endpoint, Operation, ResponseShape};
use crate::runtime::send::platform_urls::{Platform, PlatformUrls};
use crate::runtime::send::response_error;
use crate::runtime::send::response_head::ResponseHead;
use crate::runtime::wire::reading::{MISSING, Misread};

/// Returns the error of a call of `E` that gets this reply. The reply can be a listed error of the operation, a
/// [`Refusal`](super::Refusal), or an [`HttpReply`] such as the page of a gateway.
///
/// ```
/// use vc_api::room;
/// use vc_api::testing::{HttpReply, error_of};
///
/// let error = error_of::<room::Create>(room::Create::CONFLICT);
/// assert!(error.is(room::Create::CONFLICT));
/// assert_eq!(error_of::<room::Create>(HttpReply::html(502)).status(), Some(502));
/// ```
#[must_use]
pub fn error_of<E: Endpoint>(reply: impl Into<HttpReply>) -> Error {
    let reply = reply.into();
    let urls = PlatformUrls::of(Platform::Feishu, Some(APP_ID.into()));
    let headers = reply.header_map();
    let head = ResponseHead::made(Operation::known(E::INFO), urls, reply.status, headers);
    match E::INFO.response {
        ResponseShape::File => response_error::diagnose_file(&head, &reply.body),
        _ => response_error::diagnose(&head, &reply.body, &|_| Misread::new("data", MISSING)),
    }
}

/// Returns the error of a call of `E` that gets no response in time.
#[must_use]
pub fn timeout_of<E: Endpoint>() -> Error {
    let limit = Duration::from_secs(90);
    Error::timeout(E::INFO.id.into(), limit, "`timeout` of the client", Stage::Response, None)
}
