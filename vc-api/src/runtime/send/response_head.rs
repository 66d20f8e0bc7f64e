//! Head of a response: its status and its headers. There are two versions of the headers: the original headers, and the
//! printed headers for errors and logs.
//!
//! The printed headers hide the secrets of the request, in case a peer sends the secrets back. A secret can be a single
//! letter, and hiding it changes other text. So the client makes decisions only from the original headers.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue};

use crate::runtime::error::codes;
use crate::runtime::error::constructors::PartialResponse;
use crate::runtime::error::kept_body::KeptBody;
use crate::runtime::operation::endpoint::Operation;
use crate::runtime::send::access_token::AccessToken;
use crate::runtime::send::platform_urls::PlatformUrls;
use crate::runtime::send::request::Outgoing;
use crate::runtime::wire::secret::Secret;

/// Status and headers of a response, with the operation of its request.
#[derive(Clone)]
pub(crate) struct ResponseHead {
    pub(crate) operation: Operation,
    pub(crate) status: u16,
    pub(crate) urls: PlatformUrls,
    /// Original headers. The client uses them for its decisions, such as the wait before a retry.
    headers: HeaderMap,
    /// Printed headers, with the secrets hidden; `None` if the original headers contain no secrets.
    printed: Option<HeaderMap>,
    /// Secrets of the request, which must not be printed.
    secrets: Secrets,
}

/// Secrets of a request.
#[derive(Clone)]
struct Secrets {
    token: Option<Arc<AccessToken>>,
    /// Secrets in the body of a request for a token.
    others: Option<Arc<[Secret]>>,
    /// Values of headers that the program added.
    added: Vec<HeaderValue>,
    /// Words that people said or wrote. The body of the request contains these words.
    said: Arc<[Secret]>,
}

impl Secrets {
    /// Returns the text with the secrets hidden; `None` if the text contains no secrets.
    fn removed_from(&self, text: &str) -> Option<String> {
        let others = self.others.iter().flat_map(|others| others.iter());
        let token = self.token.iter().map(|token| token.text());
        let mut cleaned = None;
        let added = self.added.iter().filter_map(|value| value.to_str().ok());
        for secret in others.chain(token).map(Secret::expose).chain(added) {
            let text = cleaned.as_deref().unwrap_or(text);
            if holds(text, secret) {
                cleaned = Some(text.replace(secret, "(token)"));
            }
        }
        cleaned
    }

    /// Returns the headers with the secrets hidden; `None` if the headers contain no secrets.
    fn removed_from_headers(&self, headers: &HeaderMap) -> Option<HeaderMap> {
        let mut cleaned = None;
        let values = headers.values().enumerate();
        for (index, text) in values.filter_map(|(index, value)| Some((index, value.to_str().ok()?))) {
            if let Some(text) = self.removed_from(text)
                && let Ok(text) = HeaderValue::from_str(&text)
            {
                let headers = cleaned.get_or_insert_with(|| headers.clone());
                headers.values_mut().skip(index).take(1).for_each(|value| value.clone_from(&text));
            }
        }
        cleaned
    }

    /// Hides the text that people said or wrote. Very short texts stay, because they occur in many words and reveal nothing.
    fn without_said(&self, text: String) -> String {
        let said = self.said.iter().map(Secret::expose).filter(|said| said.len() >= SHORTEST_SAID);
        said.fold(text, |text, said| if text.contains(said) { text.replace(said, "(hidden)") } else { text })
    }
}

/// Minimum length, in bytes, of a hidden text that people said or wrote. Errors do not hide shorter texts.
const SHORTEST_SAID: usize = 4;

/// Returns whether a text contains a secret.
///
/// Most texts are about as long as a token. In short texts, a comparison at each position is faster than `str::contains`.
fn holds(text: &str, secret: &str) -> bool {
    !secret.is_empty() && text.as_bytes().windows(secret.len()).any(|part| part == secret.as_bytes())
}

impl ResponseHead {
    pub(crate) fn new(
        outgoing: &Outgoing,
        status: u16,
        headers: HeaderMap,
        token: Option<Arc<AccessToken>>,
        added: Vec<HeaderValue>,
    ) -> Self {
        let secrets = Secrets { token, others: outgoing.secrets.clone(), added, said: Arc::clone(&outgoing.said) };
        let printed = secrets.removed_from_headers(&headers);
        let urls = outgoing.context.sender.urls.clone();
        Self { operation: outgoing.operation.clone(), status, urls, headers, printed, secrets }
    }

    /// Hides the secrets of the request in a text of the response, so that an error or a log can contain the text. If an
    /// error contains text of a response, this method has cleaned the text.
    pub(crate) fn clean(&self, text: &str) -> String {
        self.secrets.without_said(self.secrets.removed_from(text).unwrap_or_else(|| text.to_owned()))
    }

    /// Returns the part of the body that an error keeps. If the response may contain a token, or text that people said or
    /// wrote, the error keeps no part of the body.
    pub(crate) fn kept(&self, body: &[u8]) -> KeptBody {
        if self.secrets.others.is_none() && !self.is_sensitive() { KeptBody::of(body) } else { KeptBody::nothing() }
    }

    /// Returns whether the request or the response may contain text that people said or wrote.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.operation.info.is_some_and(|info| info.sensitive)
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Returns the value of a header as the server sent it, for decisions of the client. Errors and logs use the value of
    /// `printed_header`.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns a header for errors and logs, with the secrets of the request hidden.
    pub(crate) fn printed_header(&self, name: &str) -> Option<&str> {
        self.printed.as_ref().unwrap_or(&self.headers).get(name)?.to_str().ok()
    }

    /// Returns the original header `Content-Type`.
    pub(crate) fn content_type(&self) -> Option<&str> {
        self.header("content-type")
    }

    /// Returns the time to wait, which the platform or a gateway gives in a header.
    ///
    /// `x-ogw-ratelimit-reset` takes precedence over `Retry-After`. The status 503 means an outage, unless the code means a
    /// rate limit. For an outage, `x-ogw-ratelimit-reset` counts only together with `Retry-After`.
    pub(crate) fn retry_after(&self, code: Option<i64>) -> Option<Duration> {
        let seconds = |text: &str| text.trim().parse().ok().map(Duration::from_secs);
        let reset = self.header("x-ogw-ratelimit-reset").and_then(seconds);
        let asked = || {
            let asked = self.header(RETRY_AFTER.as_str())?;
            seconds(asked).or_else(|| self.time_until(asked))
        };
        match self.status {
            503 if code != Some(codes::RATE_LIMIT) => asked().map(|asked| reset.unwrap_or(asked)),
            _ => reset.or_else(asked),
        }
    }

    /// Returns the time until an HTTP date. The time counts from the header `Date` of the response, because the clock of the
    /// server may differ from the clock of this machine.
    fn time_until(&self, date: &str) -> Option<Duration> {
        let until = httpdate::parse_http_date(date.trim()).ok()?;
        let sent = self.header(DATE.as_str()).and_then(|sent| httpdate::parse_http_date(sent.trim()).ok());
        // A date in the past means no wait.
        Some(until.duration_since(sent.unwrap_or_else(SystemTime::now)).unwrap_or_default())
    }

    /// Returns the number of calls that the rate limit allows in a second or a minute.
    pub(crate) fn rate_limit(&self) -> Option<u64> {
        self.header("x-ogw-ratelimit-limit")?.trim().parse().ok()
    }

    /// Returns the HTTP status and the log id, for the error of a call that fails before the response ends.
    pub(crate) fn partial(&self) -> PartialResponse {
        PartialResponse { status: self.status, log_id: self.log_id().map(str::to_owned) }
    }

    /// Returns the log id for errors and logs. The log id identifies the call for the platform's support.
    pub(crate) fn log_id(&self) -> Option<&str> {
        let id = |name| self.printed_header(name).filter(|id| !id.is_empty());
        id("x-tt-logid").or_else(|| id("x-request-id"))
    }
}

#[cfg(feature = "testing")]
impl ResponseHead {
    /// Creates the head of a response that belongs to no request.
    pub(crate) fn made(operation: Operation, urls: PlatformUrls, status: u16, headers: HeaderMap) -> Self {
        let secrets = Secrets { token: None, others: None, added: Vec::new(), said: Arc::default() };
        Self { operation, status, urls, headers, printed: None, secrets }
    }
}

#[cfg(test)]
impl ResponseHead {
    /// Returns the head of a response to a call with the token `t-hunter2`.
    pub(crate) fn sample(operation: Operation, status: u16, headers: &[(&'static str, &str)]) -> Self {
        let header =
            |(name, value): &(&'static str, &str)| (http::HeaderName::from_static(name), value.parse().unwrap());
        let outgoing = Outgoing::sample(operation);
        let token = AccessToken::new("t-hunter2".into()).unwrap();
        Self::new(&outgoing, status, headers.iter().map(header).collect(), Some(Arc::new(token)), Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::operation::method::Method;

    fn head(headers: &[(&'static str, &str)]) -> ResponseHead {
        ResponseHead::sample(Operation::by_path(Method::Get, "/"), 503, headers)
    }

    #[test]
    fn waits_that_are_asked_for() {
        const RESET: &str = "x-ogw-ratelimit-reset";
        const AFTER: &str = "retry-after";
        let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        type Headers<'a> = &'a [(&'static str, &'a str)];
        let table: &[(Headers<'_>, Option<u64>)] = &[
            (&[], None),
            (&[(AFTER, "7")], Some(7)),
            (&[(AFTER, " 7 ")], Some(7)),
            (&[(AFTER, "0")], Some(0)),
            (&[(RESET, "5"), (AFTER, "7")], Some(5)),
            (&[(RESET, "soon"), (AFTER, "7")], Some(7)),
            (&[(RESET, "5")], None),
            // HTTP has three formats for dates. The wait lasts from the time in the header `date` to the time in
            // `retry-after`.
            (&[date, (AFTER, "Sun, 06 Nov 1994 08:50:07 GMT")], Some(30)),
            (&[date, (AFTER, "Sunday, 06-Nov-94 08:50:07 GMT")], Some(30)),
            (&[date, (AFTER, "Sun Nov  6 08:50:07 1994")], Some(30)),
            (&[date, (AFTER, "Sun, 06 Nov 1994 08:49:37 GMT")], Some(0)),
            (&[date, (AFTER, "Sun, 06 Nov 1994 08:00:00 GMT")], Some(0)),
            // Without a valid header `date`, the wait counts from the clock of this machine. The year 1994 is in the past,
            // so the wait is zero.
            (&[(AFTER, "Sun, 06 Nov 1994 08:50:07 GMT")], Some(0)),
            (&[("date", "now"), (AFTER, "Sun, 06 Nov 1994 08:50:07 GMT")], Some(0)),
            (&[(AFTER, "-7")], None),
            (&[(AFTER, "7.5")], None),
            (&[(AFTER, "")], None),
            (&[(AFTER, "soon")], None),
            (&[(AFTER, "Sun, 31 Feb 1994 08:50:07 GMT")], None),
            (&[(AFTER, "99999999999999999999999")], None),
        ];
        for (headers, seconds) in table {
            assert_eq!(head(headers).retry_after(None), seconds.map(Duration::from_secs), "{headers:?}");
        }
        let limited = ResponseHead::sample(Operation::by_path(Method::Get, "/"), 429, &[(RESET, "5")]);
        assert_eq!(limited.retry_after(None), Some(Duration::from_secs(5)));
        let code = Some(codes::RATE_LIMIT);
        assert_eq!(head(&[(RESET, "5")]).retry_after(code), Some(Duration::from_secs(5)));
        let ahead = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
        let wait = head(&[(AFTER, &ahead)]).retry_after(None).unwrap();
        assert!((90..=100).contains(&wait.as_secs()), "{wait:?}");
    }

    /// The client hides secrets only in the headers that it prints. The headers that it reads stay unchanged.
    #[test]
    fn the_form_to_read_is_unchanged() {
        let mut outgoing = Outgoing::sample(Operation::by_path(Method::Get, "/"));
        outgoing.secrets = Some([Secret::from("7"), Secret::from("s")].into());
        let headers = [("content-type", "text/csv"), ("retry-after", "77"), ("x-tt-logid", "log-s7")];
        let header = |(name, value)| (http::HeaderName::from_static(name), HeaderValue::from_static(value));
        let head = ResponseHead::new(&outgoing, 503, headers.map(header).into_iter().collect(), None, Vec::new());
        assert_eq!((head.content_type(), head.retry_after(None)), (Some("text/csv"), Some(Duration::from_secs(77))));
        assert_eq!(head.header("x-tt-logid"), Some("log-s7"));
        assert_eq!(head.log_id(), Some("log-(token)(token)"));
        assert_eq!(head.printed_header("content-type"), Some("text/c(token)v"));
    }
}
