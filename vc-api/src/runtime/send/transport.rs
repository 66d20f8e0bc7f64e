//! Sending a request once and receiving its response.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method};

use crate::runtime::error::kept_body::KeptBody;
use crate::runtime::error::types::{Error, Stage};
use crate::runtime::send::access_token::AccessToken;
use crate::runtime::send::request::Outgoing;
use crate::runtime::send::response_error;
use crate::runtime::send::response_head::ResponseHead;
use crate::runtime::send::sender::Sender;

/// A response that is not streamed.
pub(crate) struct RawResponse {
    pub(crate) head: ResponseHead,
    pub(crate) body: Bytes,
}

/// Sends a request and waits until the body of its response begins.
pub(crate) async fn send(
    http: &reqwest::Client,
    outgoing: &Outgoing,
    token: Option<&Arc<AccessToken>>,
) -> Result<(ResponseHead, reqwest::Response), Error> {
    let sender = &outgoing.context.sender;
    let request = http.request(outgoing.method.clone(), outgoing.url.clone());
    let mut request = request.headers(outgoing.headers.clone());
    if let Some(token) = token {
        request = request.header(outgoing.context.token.header, token.header().clone());
    }
    if let Some(user_agent) = &sender.user_agent {
        request = request.header(USER_AGENT, user_agent.clone());
    }
    if let Some(body) = &outgoing.body {
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        request = request.header(CONTENT_TYPE, json).body(body.clone());
    } else if matches!(outgoing.method, Method::POST | Method::PUT | Method::PATCH) {
        // Some proxies refuse a request of these methods without a length (RFC 9110, 8.6).
        request = request.header(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    match request.send().await {
        Ok(mut response) => {
            let headers = std::mem::take(response.headers_mut());
            Ok((ResponseHead::new(outgoing, response.status().as_u16(), headers, token.cloned()), response))
        }
        Err(error) => Err(Error::transport(outgoing.operation.name.clone(), None, error)),
    }
}

/// Reads a body to its end, but no more bytes of it than the client allows.
pub(crate) async fn read_body(
    head: &ResponseHead,
    response: &mut reqwest::Response,
    sender: &Sender,
) -> Result<Bytes, Error> {
    let limit = sender.response_limit;
    let announced = response.content_length().unwrap_or(0);
    let is_too_large = usize::try_from(announced).map_or(true, |length| length > limit);
    // What is announced to be too large is read no further than an error keeps it.
    let enough = if is_too_large { limit.min(KeptBody::LIMIT) } else { limit };
    let mut first = chunk(head, response, sender).await?.unwrap_or_default();
    let mut rest = Vec::new();
    while first.len().max(rest.len()) <= enough
        && let Some(chunk) = chunk(head, response, sender).await?
    {
        if rest.is_empty() {
            rest.reserve(first.len() + chunk.len());
            rest.extend_from_slice(&first);
        }
        rest.extend_from_slice(&chunk);
    }
    if !rest.is_empty() {
        first = Bytes::from(rest);
    }
    if first.len() > enough {
        return Err(response_error::too_large(head, &first, limit));
    }
    Ok(first)
}

/// The next bytes of a body, if they come soon enough.
async fn chunk(head: &ResponseHead, response: &mut reqwest::Response, sender: &Sender) -> Result<Option<Bytes>, Error> {
    let name = || head.operation.name.clone();
    match tokio::time::timeout(sender.read_timeout, response.chunk()).await {
        Ok(Ok(chunk)) => Ok(chunk),
        Ok(Err(error)) => Err(Error::transport(name(), Some(head.begun()), error)),
        Err(_) => Err(Error::timeout(name(), sender.read_timeout, READ_TIMEOUT, Stage::Rest, Some(head.begun()))),
    }
}

pub(crate) const READ_TIMEOUT: &str = "`read_timeout` of the client";
