//! Transport of one request and its response.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use http_body::{Body, Frame, SizeHint};

use crate::runtime::error::kept_body::KeptBody;
use crate::runtime::error::types::{Error, Stage};
use crate::runtime::send::access_token::AccessToken;
use crate::runtime::send::extra_headers;
use crate::runtime::send::request::Outgoing;
use crate::runtime::send::response_error;
use crate::runtime::send::response_head::ResponseHead;
use crate::runtime::send::sender::Sender;

/// Response with its whole body.
pub(crate) struct RawResponse {
    pub(crate) head: ResponseHead,
    pub(crate) body: Bytes,
}

/// Returns the headers of a request, except those that the HTTP client sets.
pub(crate) fn headers(outgoing: &Outgoing, token: Option<&Arc<AccessToken>>) -> HeaderMap {
    let mut headers = outgoing.headers.clone();
    if let Some(token) = token
        && let Ok(name) = HeaderName::from_bytes(outgoing.context.token.header.as_bytes())
    {
        headers.insert(name, token.header().clone());
    }
    if let Some(user_agent) = &outgoing.context.sender.user_agent {
        headers.insert(USER_AGENT, user_agent.clone());
    }
    if outgoing.body.is_some() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    } else if matches!(outgoing.method, Method::POST | Method::PUT | Method::PATCH) {
        // Some proxies refuse a `POST`, `PUT` or `PATCH` request without `Content-Length` (RFC 9110, section 8.6).
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    headers
}

/// Sends a request with these headers, and waits until the body of its response begins.
pub(crate) async fn send(
    http: &reqwest::Client,
    outgoing: &Outgoing,
    token: Option<&Arc<AccessToken>>,
    headers: HeaderMap,
) -> Result<(ResponseHead, reqwest::Response), Error> {
    let hidden = extra_headers::hidden_values(&headers, outgoing.context.token.header);
    let mut request = http.request(outgoing.method.clone(), outgoing.url.clone()).headers(headers);
    if let Some(body) = &outgoing.body {
        request = request.body(body.clone());
    }
    if outgoing.secrets.is_some() {
        request = request.body(reqwest::Body::wrap(SentOnce(outgoing.body.clone())));
    }
    match request.send().await {
        Ok(mut response) => {
            let headers = std::mem::take(response.headers_mut());
            let head = ResponseHead::new(outgoing, response.status().as_u16(), headers, token.cloned(), hidden);
            let may_be_redirected = outgoing.secrets.is_none() && outgoing.method == Method::GET;
            if !may_be_redirected && response.url() != &outgoing.url {
                return Err(response_error::redirected(&head));
            }
            Ok((head, response))
        }
        Err(error) => {
            let error = Error::transport(outgoing.operation.name.clone(), None, error);
            Err(error.towards(outgoing.context.sender.peer(&outgoing.url)))
        }
    }
}

/// Body that an HTTP client can send only once, and therefore not to the target of a redirect.
///
/// If the server closes a pooled connection before the HTTP client reads this body, the HTTP client can still send the
/// request on another connection.
struct SentOnce(Option<Bytes>);

impl Body for SentOnce {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|body| Ok(Frame::data(body))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    /// Returns the length of the body, for the header `Content-Length`. For an empty body, the length is unknown. If an HTTP
    /// client knew that the body is empty, the HTTP client could send the request again, to the target of a redirect.
    fn size_hint(&self) -> SizeHint {
        let length = self.0.as_ref().and_then(|body| u64::try_from(body.len()).ok());
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Reads a body to its end. Fails if the body exceeds the limit of the client.
pub(crate) async fn read_body(
    head: &ResponseHead,
    response: &mut reqwest::Response,
    sender: &Sender,
) -> Result<Bytes, Error> {
    let limit = sender.response_limit;
    let announced = response.content_length().unwrap_or(0);
    let is_too_large = usize::try_from(announced).map_or(true, |length| length > limit);
    // If the announced length is too large, the call fails. The client then reads only the beginning of the body, because
    // an error contains no more of the body.
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

/// Returns the next bytes of a body. Fails if no bytes arrive within the read timeout.
async fn chunk(head: &ResponseHead, response: &mut reqwest::Response, sender: &Sender) -> Result<Option<Bytes>, Error> {
    let name = || head.operation.name.clone();
    match tokio::time::timeout(sender.read_timeout, response.chunk()).await {
        Ok(Ok(chunk)) => Ok(chunk),
        Ok(Err(error)) => Err(Error::transport(name(), Some(head.partial()), error)),
        Err(_) => Err(Error::timeout(name(), sender.read_timeout, READ_TIMEOUT, Stage::Rest, Some(head.partial()))),
    }
}

pub(crate) const READ_TIMEOUT: &str = "`read_timeout` of the client";
