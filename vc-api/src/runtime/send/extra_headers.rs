//! Headers that callers add to requests.

use std::borrow::Cow;
use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use crate::runtime::wire::secret::{Secret, wiped_bytes};

/// Headers that a caller adds. Their values are secrets.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct ExtraHeaders {
    map: HeaderMap,
    /// First invalid header, with the reason.
    invalid: Option<Invalid>,
}

/// Name of an invalid header, with the reason.
pub(crate) type Invalid = (Cow<'static, str>, &'static str);

/// Headers that a program cannot add: the client sets the header itself, or the header would change the form of the
/// response.
const OWNED: [&str; 21] = [
    "accept-encoding",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "http2-settings",
    "keep-alive",
    "locale",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "range",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "via",
];
const OWNED_FAMILY: &str = "sec-websocket-";

/// Headers that identify a call across several systems. Errors do not hide the values of these headers, so that people can
/// find the call in each system.
const TRACING: [&str; 3] = ["x-request-id", "traceparent", "tracestate"];

/// Minimum length, in bytes, of the header values that the client hides in errors. Shorter values stay visible, because they
/// occur in many words.
const SHORTEST: usize = 4;

impl ExtraHeaders {
    /// Adds a header. If the header already exists, replaces its value.
    pub(crate) fn add(&mut self, name: &str, value: Secret) {
        if let Err(invalid) = set(&mut self.map, name, value) {
            self.invalid.get_or_insert(invalid);
        }
    }

    /// Returns the headers. Fails if a header is invalid.
    pub(crate) fn get(&self) -> Result<&HeaderMap, Invalid> {
        match &self.invalid {
            None => Ok(&self.map),
            Some(invalid) => Err(invalid.clone()),
        }
    }
}

/// Sets a header. Fails if the client sets this header itself, or the header is invalid.
pub(crate) fn set(headers: &mut HeaderMap, name: &str, value: Secret) -> Result<(), Invalid> {
    let refused = |reason| (Cow::Owned(name.to_owned()), reason);
    let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(refused("the text is not a valid header name"));
    };
    if OWNED.contains(&header.as_str()) || header.as_str().starts_with(OWNED_FAMILY) {
        return Err(refused("the client or its HTTP client sets this header"));
    }
    headers.insert(
        header,
        readable(value).ok_or_else(|| refused("the value contains characters that no header may contain"))?,
    );
    Ok(())
}

fn readable(value: Secret) -> Option<HeaderValue> {
    let text = value.expose();
    if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.trim() != text {
        return None;
    }
    let mut value = HeaderValue::from_maybe_shared(wiped_bytes(Zeroizing::new(text.as_bytes().to_vec()))).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Returns the secret values in the headers of a request. Leaves out the header `token`, which contains the access
/// token.
pub(crate) fn hidden_values(headers: &HeaderMap, token: &str) -> Vec<HeaderValue> {
    let is_hidden = |name: &HeaderName, value: &HeaderValue| {
        value.is_sensitive()
            && value.len() >= SHORTEST
            && !TRACING.contains(&name.as_str())
            && !name.as_str().eq_ignore_ascii_case(token)
    };
    headers.iter().filter(|(name, value)| is_hidden(name, value)).map(|(_, value)| value.clone()).collect()
}

/// Shows only the names of the headers.
impl fmt::Debug for ExtraHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.map.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(name: &str, value: &str) -> Result<(), &'static str> {
        let mut headers = ExtraHeaders::default();
        headers.add(name, value.into());
        headers.get().map(|_| ()).map_err(|(_, reason)| reason)
    }

    #[test]
    fn headers_are_checked() {
        for name in ["X-Request-Id", "traceparent", "Cookie", "x-gateway-key", "Accept-Language"] {
            assert_eq!(outcome(name, "a key"), Ok(()), "{name}");
        }
        let owned = "the client or its HTTP client sets this header";
        for name in OWNED.into_iter().chain(["Authorization", "HOST", "Sec-WebSocket-Key", "Content-Type"]) {
            assert_eq!(outcome(name, "a"), Err(owned), "{name}");
        }
        for name in ["", "a b", "a:b", "a\n", "é"] {
            assert_eq!(outcome(name, "a"), Err("the text is not a valid header name"), "{name}");
        }
        for value in ["a\nb", "a\r\nX: y", " a", "a\n", "\u{7f}", "é"] {
            let told = outcome("x-key", value);
            assert_eq!(told, Err("the value contains characters that no header may contain"), "{value:?}");
        }
        assert_eq!(outcome("x-key", ""), Ok(()));
    }

    #[test]
    fn the_last_value_counts_and_none_is_printed() {
        let mut headers = ExtraHeaders::default();
        headers.add("X-Key", "hunter2-1".into());
        headers.add("x-key", "hunter2-2".into());
        assert_eq!(headers.get().unwrap().get_all("x-key").iter().count(), 1);
        assert_eq!(headers.get().unwrap()["x-key"], "hunter2-2");
        assert_eq!(format!("{headers:?}"), r#"{"x-key"}"#);
        headers.add("a b", "hunter2".into());
        headers.add("Host", "hunter2".into());
        assert_eq!(headers.get().unwrap_err().0, "a b");
    }
}
