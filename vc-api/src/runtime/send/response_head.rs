//! Head of a response: status and headers, without the secrets of its request.

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};

use crate::runtime::error::constructors::BegunResponse;
use crate::runtime::error::kept_body::KeptBody;
use crate::runtime::operation::endpoint::Operation;
use crate::runtime::send::access_token::AccessToken;
use crate::runtime::send::platform_urls::PlatformUrls;
use crate::runtime::send::request::Outgoing;
use crate::runtime::wire::secret::Secret;

/// What came before the body of a response, and what it answers.
#[derive(Clone)]
pub(crate) struct ResponseHead {
    pub(crate) operation: Operation,
    pub(crate) status: u16,
    pub(crate) urls: PlatformUrls,
    headers: HeaderMap,
    /// What was sent and must not be printed.
    secrets: Secrets,
}

/// The secrets of a request.
#[derive(Clone)]
struct Secrets {
    token: Option<Arc<AccessToken>>,
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

impl ResponseHead {
    pub(crate) fn new(
        outgoing: &Outgoing,
        status: u16,
        mut headers: HeaderMap,
        token: Option<Arc<AccessToken>>,
    ) -> Self {
        let secrets = Secrets { token, others: outgoing.secrets.clone(), said: Arc::clone(&outgoing.said) };
        for value in headers.values_mut() {
            let cleaned = value.to_str().ok().and_then(|text| secrets.removed_from(text));
            if let Some(cleaned) = cleaned.and_then(|text| HeaderValue::from_str(&text).ok()) {
                *value = cleaned;
            }
        }
        let urls = outgoing.context.sender.urls.clone();
        Self { operation: outgoing.operation.clone(), status, urls, headers, secrets }
    }

    /// Text of the response without the secrets of the request. All text goes through here.
    pub(crate) fn clean(&self, text: &str) -> String {
        self.secrets.without_said(self.secrets.removed_from(text).unwrap_or_else(|| text.to_owned()))
    }

    /// What an error keeps of the body: nothing of a response that was to hold a token, or what people said.
    pub(crate) fn kept(&self, body: &[u8]) -> KeptBody {
        if self.secrets.others.is_none() && !self.is_sensitive() { KeptBody::of(body) } else { KeptBody::nothing() }
    }

    /// Whether the request or the response may hold what people said.
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

#[cfg(feature = "testing")]
impl ResponseHead {
    /// Makes the head of a response to a call that was not sent.
    pub(crate) fn made(operation: Operation, urls: PlatformUrls, status: u16, headers: HeaderMap) -> Self {
        let secrets = Secrets { token: None, others: None, said: Arc::default() };
        Self { operation, status, urls, headers, secrets }
    }
}

#[cfg(test)]
impl ResponseHead {
    /// The head of a response to a call with the token `t-hunter2`.
    pub(crate) fn sample(operation: Operation, status: u16, headers: &[(&'static str, &str)]) -> Self {
        let header =
            |(name, value): &(&'static str, &str)| (http::HeaderName::from_static(name), value.parse().unwrap());
        let outgoing = Outgoing::sample(operation);
        let token = AccessToken::new("t-hunter2".into()).unwrap();
        Self::new(&outgoing, status, headers.iter().map(header).collect(), Some(Arc::new(token)))
    }
}
