//! Sending a request and receiving its answer.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use tracing::Instrument;

use crate::client::Client;
use crate::diagnosis;
use crate::download::Download;
use crate::endpoint::Endpoint;
use crate::envelope::{self, AnyJson, Plain, Shape};
use crate::error::{BegunResponse, Error, Stage};
use crate::exchange::{Exchange, Told};
use crate::from_json::FromJson;
use crate::json::Json;
use crate::kept_body::Kept;
use crate::kept_json::KeptJson;
use crate::operation::Operation;
use crate::request::{Call, Outgoing, Request};
use crate::response::Response;
use crate::secret::Secret;
use crate::site::Site;
use crate::skipped::SkippedValues;
use crate::token::Token;

/// The future of a call: resolves to its answer.
///
/// Dropping it ends the call; whether the platform has acted on it by then is not known.
#[must_use = "nothing is sent before `.await`"]
pub struct Sending<T>(Pin<Box<dyn Future<Output = Result<Received<T>, Error>> + Send>>);

/// An answer, and what was told with it.
struct Received<T> {
    answer: T,
    head: Head,
    told: Told,
    /// What was left out of the answer.
    skipped: SkippedValues,
    json: Option<KeptJson>,
}

impl<T: Send + 'static> Sending<T> {
    /// Makes something else of the answer.
    pub(crate) fn map<U: Send + 'static>(self, make: fn(T) -> U) -> Sending<U> {
        Sending(Box::pin(async move {
            let Received { answer, head, told, skipped, json } = self.0.await?;
            Ok(Received { answer: make(answer), head, told, skipped, json })
        }))
    }
}

impl<T> Sending<T> {
    #[doc(hidden)]
    pub fn with_metadata(self) -> Responding<T> {
        Responding(self)
    }
}

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context).map_ok(|received| received.answer)
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending(..)")
    }
}

/// The future of a call: resolves to its answer with what else is known; from the method `send` of a call.
#[must_use = "nothing is sent before `.await`"]
#[derive(Debug)]
pub struct Responding<T>(Sending<T>);

impl<T> Future for Responding<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.0.as_mut().poll(context).map_ok(|Received { answer, head, told, skipped, json }| {
            let metadata = told.metadata(&head, skipped, json);
            Response { answer, metadata }
        })
    }
}

/// Sends a call that is answered with JSON.
#[doc(hidden)]
pub fn send<E: Call>(endpoint: &E) -> Sending<E::Answer>
where
    E::Answer: FromJson,
{
    receive(endpoint.request(), Shape::from(E::INFO.answer))
}

/// Sends a call that is answered with JSON, and reads that as another type.
#[doc(hidden)]
pub fn send_as<E: Call, T: DeserializeOwned + Send + 'static>(endpoint: &E) -> Sending<T> {
    let shape = match Shape::from(E::INFO.answer) {
        Shape::Nothing => Shape::OrNull,
        shape => shape,
    };
    receive_plain(endpoint.request(), shape)
}

/// Reads the body of an answer as a call does that succeeded; for benchmarks.
#[doc(hidden)]
#[must_use]
pub fn read_answer<E: Endpoint>(body: &[u8]) -> Option<E::Answer>
where
    E::Answer: FromJson,
{
    envelope::read(body, Shape::from(E::INFO.answer), false).map(|(answer, _)| answer)
}

/// Sends a call that is answered with a file.
#[doc(hidden)]
pub fn download<E: Call<Answer = Download>>(endpoint: &E) -> Sending<Download> {
    receive_file(endpoint.request())
}

/// Sends a request whose answer is read as a type of the caller.
pub(crate) fn receive_plain<T: DeserializeOwned + Send + 'static>(request: Request, shape: Shape) -> Sending<T> {
    receive::<Plain<T>>(request, shape).map(|plain| plain.0)
}

/// Sends a request whose answer may be any JSON.
pub(crate) fn receive_json(request: Request) -> Sending<Json> {
    receive::<AnyJson>(request, Shape::OrNull).map(|json| json.0)
}

pub(crate) fn receive<T: FromJson>(request: Request, shape: Shape) -> Sending<T> {
    let strict = request.context.client.strict_decoding();
    let read = move |answer: &Answer| {
        if answer.head.is_success()
            && let Some(found) = envelope::read(&answer.body, shape, strict)
        {
            return Ok(found);
        }
        Err(diagnosis::diagnose(&answer.head, &answer.body, &|body| envelope::locate::<T>(body, shape, strict)))
    };
    receive_by(request, read)
}

/// Sends a request whose answer is read by `read`, which also tells what was left out of it.
pub(crate) fn receive_by<T>(
    request: Request,
    read: impl Fn(&Answer) -> Result<(T, SkippedValues), Error> + Send + 'static,
) -> Sending<T> {
    let (span, keep_json) = (span(&request), request.options.keep_json);
    let sending = async move {
        let mut exchange = Exchange::new(request)?;
        loop {
            let error = match exchange.send().await {
                Ok(answer) => match read(&answer) {
                    Ok((value, skipped)) => {
                        let told = exchange.succeeded(&answer.head);
                        skipped.warn(answer.head.log_id());
                        let json = keep_json.then(|| serde_json::from_slice::<Box<RawValue>>(&answer.body).ok());
                        let json = json.flatten().map(KeptJson::new);
                        return Ok(Received { answer: value, head: answer.head, told, skipped, json });
                    }
                    Err(error) => error,
                },
                Err(error) => error,
            };
            exchange.recover(error).await?;
        }
    };
    Sending(Box::pin(sending.instrument(span)))
}

pub(crate) fn receive_file(request: Request) -> Sending<Download> {
    let span = span(&request);
    let sending = async move {
        let mut exchange = Exchange::new(request)?;
        loop {
            match exchange.download().await {
                Ok((head, file)) => {
                    let told = exchange.succeeded(&head);
                    let skipped = SkippedValues::default();
                    return Ok(Received { answer: file, head, told, skipped, json: None });
                }
                Err(error) => exchange.recover(error).await?,
            }
        }
    };
    Sending(Box::pin(sending.instrument(span)))
}

fn span(request: &Request) -> tracing::Span {
    tracing::debug_span!("call", operation = &*request.operation.name)
}

/// What came before the body of an answer, and what it answers.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) operation: Operation,
    pub(crate) status: u16,
    pub(crate) site: Site,
    headers: HeaderMap,
    /// What was sent and must not be printed.
    secrets: Secrets,
}

/// The secrets of a request.
#[derive(Clone)]
struct Secrets {
    token: Option<Arc<Token>>,
    /// What the body held, if it asked for a token.
    others: Option<Arc<[Secret]>>,
    /// Text of people that the body held.
    said: Arc<[Secret]>,
}

impl Secrets {
    /// Text without the secrets, should a peer send them back.
    fn removed_from(&self, text: &str) -> Option<String> {
        let others = self.others.iter().flat_map(|others| others.iter());
        let token = self.token.iter().map(|token| token.text());
        let mut cleaned = None;
        for secret in others.chain(token).map(Secret::expose) {
            let text = cleaned.as_deref().unwrap_or(text);
            if holds(text, secret) {
                cleaned = Some(text.replace(secret, "(token)"));
            }
        }
        cleaned
    }

    /// Text without what people said. A text so short that it is in many words tells nothing.
    fn without_said(&self, text: String) -> String {
        let said = self.said.iter().map(Secret::expose).filter(|said| said.len() >= SHORTEST_SAID);
        said.fold(text, |text, said| if text.contains(said) { text.replace(said, "(hidden)") } else { text })
    }
}

/// Bytes of the shortest text of people that is removed from an error.
const SHORTEST_SAID: usize = 4;

/// Whether a text holds a secret. Most texts are headers of about the length of a token, in which comparing at each place
/// is faster than the search of `str`.
fn holds(text: &str, secret: &str) -> bool {
    !secret.is_empty() && text.as_bytes().windows(secret.len()).any(|part| part == secret.as_bytes())
}

impl Head {
    fn new(outgoing: &Outgoing, status: u16, mut headers: HeaderMap, token: Option<Arc<Token>>) -> Self {
        let secrets = Secrets { token, others: outgoing.secrets.clone(), said: Arc::clone(&outgoing.said) };
        for value in headers.values_mut() {
            let cleaned = value.to_str().ok().and_then(|text| secrets.removed_from(text));
            if let Some(cleaned) = cleaned.and_then(|text| HeaderValue::from_str(&text).ok()) {
                *value = cleaned;
            }
        }
        let site = outgoing.context.client.site().clone();
        Self { operation: outgoing.operation.clone(), status, site, headers, secrets }
    }

    /// Text of the answer without the secrets of the request. All text goes through here.
    pub(crate) fn clean(&self, text: &str) -> String {
        self.secrets.without_said(self.secrets.removed_from(text).unwrap_or_else(|| text.to_owned()))
    }

    /// What an error keeps of the body: nothing of an answer that was to hold a token, or what people said.
    pub(crate) fn kept(&self, body: &[u8]) -> Kept {
        if self.secrets.others.is_none() && !self.is_sensitive() { Kept::of(body) } else { Kept::nothing() }
    }

    /// Whether the request or the answer may hold what people said.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.operation.info.is_some_and(|info| info.sensitive)
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

    /// How long the platform asks to wait.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let seconds = self.header("x-ogw-ratelimit-reset")?.trim().parse().ok()?;
        Some(Duration::from_secs(seconds))
    }

    /// How many calls the rate limit allows in its window.
    pub(crate) fn rate_limit(&self) -> Option<u64> {
        self.header("x-ogw-ratelimit-limit")?.trim().parse().ok()
    }

    /// What an error keeps of the head if the rest does not come.
    pub(crate) fn begun(&self) -> BegunResponse {
        BegunResponse { status: self.status, log_id: self.log_id().map(str::to_owned) }
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

/// Sends a request and waits until the body of its answer begins.
pub(crate) async fn open(
    http: &reqwest::Client,
    outgoing: &Outgoing,
    token: Option<&Arc<Token>>,
) -> Result<(Head, reqwest::Response), Error> {
    let client = &outgoing.context.client;
    let request = http.request(outgoing.method.clone(), outgoing.url.clone());
    let mut request = request.headers(outgoing.headers.clone());
    if let Some(token) = token {
        request = request.header(outgoing.context.token.header, token.header().clone());
    }
    if let Some(user_agent) = client.user_agent() {
        request = request.header(USER_AGENT, user_agent.clone());
    }
    if let Some(body) = &outgoing.body {
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        request = request.header(CONTENT_TYPE, json).body(body.clone());
    }
    match request.send().await {
        Ok(mut response) => {
            let headers = std::mem::take(response.headers_mut());
            Ok((Head::new(outgoing, response.status().as_u16(), headers, token.cloned()), response))
        }
        Err(error) => Err(Error::transport(outgoing.operation.name.clone(), None, error)),
    }
}

/// Reads a body to its end, but no more bytes of it than the client allows.
pub(crate) async fn read_body(head: &Head, response: &mut reqwest::Response, client: &Client) -> Result<Bytes, Error> {
    let limit = client.answer_limit();
    let announced = response.content_length().unwrap_or(0);
    let is_too_large = usize::try_from(announced).map_or(true, |length| length > limit);
    // What is announced to be too large is read no further than an error keeps it.
    let enough = if is_too_large { limit.min(Kept::LIMIT) } else { limit };
    let mut first = chunk(head, response, client).await?.unwrap_or_default();
    let mut rest = Vec::new();
    while first.len().max(rest.len()) <= enough
        && let Some(chunk) = chunk(head, response, client).await?
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

/// The next bytes of a body, if they come soon enough.
async fn chunk(head: &Head, response: &mut reqwest::Response, client: &Client) -> Result<Option<Bytes>, Error> {
    let name = || head.operation.name.clone();
    match tokio::time::timeout(client.read_timeout(), response.chunk()).await {
        Ok(Ok(chunk)) => Ok(chunk),
        Ok(Err(error)) => Err(Error::transport(name(), Some(head.begun()), error)),
        Err(_) => Err(Error::timeout(name(), client.read_timeout(), READ_TIMEOUT, Stage::Rest, Some(head.begun()))),
    }
}

pub(crate) const READ_TIMEOUT: &str = "`read_timeout` of the client";

#[cfg(test)]
impl Head {
    /// The head of an answer to a call with the token `t-hunter2`.
    pub(crate) fn sample(operation: Operation, status: u16, headers: &[(&'static str, &str)]) -> Self {
        let header =
            |(name, value): &(&'static str, &str)| (http::HeaderName::from_static(name), value.parse().unwrap());
        let client = Client::builder().app("cli_1", "hunter2").build().unwrap();
        let outgoing = Outgoing::sample(client, operation);
        let token = Token::new("t-hunter2".into()).unwrap();
        Self::new(&outgoing, status, headers.iter().map(header).collect(), Some(Arc::new(token)))
    }
}
