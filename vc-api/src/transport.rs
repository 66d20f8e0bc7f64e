//! Sending a request and receiving its answer.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue};
use serde::de::DeserializeOwned;
use tokio::time::Instant;

use crate::client::Client;
use crate::diagnosis;
use crate::download::Download;
use crate::endpoint::Endpoint;
use crate::envelope::{self, Shape};
use crate::error::{Error, Kept};
use crate::request::{Operation, Request};

/// The future of a call: resolves to its answer.
///
/// Dropping it ends the call; whether the platform has acted on it by then is not known.
#[must_use = "nothing is sent before `.await`"]
pub struct Sending<T>(Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>);

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending(..)")
    }
}

/// Sends a call that is answered with JSON.
#[doc(hidden)]
pub fn send<E: Endpoint>(endpoint: &E) -> Sending<E::Answer>
where
    E::Answer: DeserializeOwned,
{
    receive(endpoint.request(), Shape::from(E::INFO.answer))
}

/// Sends a call that is answered with a file.
#[doc(hidden)]
pub fn download<E: Endpoint<Answer = Download>>(endpoint: &E) -> Sending<Download> {
    receive_file(endpoint.request())
}

pub(crate) fn receive<T: DeserializeOwned>(request: Request, shape: Shape) -> Sending<T> {
    Sending(Box::pin(async move {
        let answer = exchange(request).await?;
        if answer.head.is_success()
            && let Some(value) = envelope::read(&answer.body, shape)
        {
            return Ok(value);
        }
        Err(diagnosis::diagnose(&answer.head, &answer.body, &|body| envelope::locate::<T>(body, shape)))
    }))
}

pub(crate) fn receive_file(request: Request) -> Sending<Download> {
    Sending(Box::pin(async move {
        let client = request.context.client.clone();
        let deadline = Deadline::of(&client);
        let (head, response) = deadline.open(request).await?;
        let opening = Download::open(head.clone(), response, &client);
        deadline.rest(&head, opening).await
    }))
}

/// What came before the body of an answer, and what it answers.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) operation: Operation,
    pub(crate) status: u16,
    headers: HeaderMap,
    /// The header that carried the token.
    bearer: HeaderValue,
}

impl Head {
    fn new(operation: Operation, status: u16, mut headers: HeaderMap, bearer: HeaderValue) -> Self {
        let mut head = Self { operation, status, headers: HeaderMap::new(), bearer };
        for value in headers.values_mut() {
            if let Ok(text) = value.to_str()
                && let Ok(cleaned) = HeaderValue::from_str(&head.clean(text))
            {
                *value = cleaned;
            }
        }
        head.headers = headers;
        head
    }

    /// Text of the answer, without the token, should a peer send it back. All text goes through here.
    pub(crate) fn clean(&self, text: &str) -> String {
        let bearer = self.bearer.to_str().unwrap_or_default();
        match bearer.strip_prefix("Bearer ").unwrap_or(bearer) {
            "" => text.to_owned(),
            token => text.replace(token, "(token)"),
        }
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(crate) fn content_type(&self) -> Option<&str> {
        self.header("content-type")
    }

    pub(crate) fn log_id(&self) -> Option<&str> {
        let id = |name| self.header(name).filter(|id| !id.is_empty());
        id("x-tt-logid").or_else(|| id("x-request-id"))
    }
}

/// An answer that is not streamed.
pub(crate) struct Answer {
    pub(crate) head: Head,
    pub(crate) body: Bytes,
}

async fn exchange(request: Request) -> Result<Answer, Error> {
    let client = request.context.client.clone();
    let deadline = Deadline::of(&client);
    let (head, mut response) = deadline.open(request).await?;
    let reading = read_body(&head, &mut response, client.answer_limit());
    let body = deadline.rest(&head, reading).await?;
    Ok(Answer { head, body })
}

const TIMEOUT: &str = "`timeout` of the client";

/// When a call must be over.
struct Deadline {
    started: Instant,
    limit: Duration,
}

impl Deadline {
    fn of(client: &Client) -> Self {
        Self { started: Instant::now(), limit: client.timeout() }
    }

    /// Sends a request and waits until the body of its answer begins.
    async fn open(&self, request: Request) -> Result<(Head, reqwest::Response), Error> {
        let name = request.operation.name.clone();
        match tokio::time::timeout(self.limit, open(request)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Error::timeout(name, self.limit, TIMEOUT, None)),
        }
    }

    /// Waits for what comes after the head.
    async fn rest<T>(&self, head: &Head, rest: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let left = self.limit.saturating_sub(self.started.elapsed());
        match tokio::time::timeout(left, rest).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Error::timeout(head.operation.name.clone(), self.limit, TIMEOUT, Some(head))),
        }
    }
}

/// Sends a request and waits until the body of its answer begins.
async fn open(mut request: Request) -> Result<(Head, reqwest::Response), Error> {
    let (url, body) = request.finish()?;
    let operation = request.operation;
    let context = request.context;
    let bearer = context.bearer.header().await.map_err(|error| error.within(&operation))?;
    let mut outgoing =
        context.client.http().request(request.method.to_http(), url).header(context.token.header, bearer.clone());
    if let Some(user_agent) = context.client.user_agent() {
        outgoing = outgoing.header(USER_AGENT, user_agent.clone());
    }
    if let Some(body) = body {
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        outgoing = outgoing.header(CONTENT_TYPE, json).body(body);
    }
    match outgoing.send().await {
        Ok(mut response) => {
            let headers = std::mem::take(response.headers_mut());
            Ok((Head::new(operation, response.status().as_u16(), headers, bearer), response))
        }
        Err(error) => Err(Error::transport(operation.name, None, error)),
    }
}

/// Reads a body to its end, but no more than `limit` bytes of it.
pub(crate) async fn read_body(head: &Head, response: &mut reqwest::Response, limit: usize) -> Result<Bytes, Error> {
    let broken = |error| Error::transport(head.operation.name.clone(), Some(head), error);
    let announced = response.content_length().unwrap_or(0);
    let is_too_large = usize::try_from(announced).map_or(true, |length| length > limit);
    // What is announced to be too large is read no further than an error keeps it.
    let enough = if is_too_large { limit.min(Kept::LIMIT) } else { limit };
    let mut first = response.chunk().await.map_err(broken)?.unwrap_or_default();
    let mut rest = Vec::new();
    while first.len().max(rest.len()) <= enough
        && let Some(chunk) = response.chunk().await.map_err(broken)?
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
        return Err(diagnosis::too_large(head, &first, limit));
    }
    Ok(first)
}

#[cfg(test)]
impl Head {
    /// The head of an answer to a call with the token `t-hunter2`.
    pub(crate) fn sample(operation: Operation, status: u16, headers: &[(&'static str, &str)]) -> Self {
        let header =
            |(name, value): &(&'static str, &str)| (http::HeaderName::from_static(name), value.parse().unwrap());
        let bearer = HeaderValue::from_static("Bearer t-hunter2");
        Self::new(operation, status, headers.iter().map(header).collect(), bearer)
    }
}
