//! Access tokens of requests, and the sources of access tokens.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::HeaderValue;
use zeroize::Zeroizing;

use crate::runtime::error::types::Error;
use crate::runtime::wire::secret::{Secret, wiped_bytes};

/// Access token that a header can contain.
pub(crate) struct AccessToken {
    header: HeaderValue,
    text: Secret,
    /// Whether a call with the token succeeded.
    accepted: AtomicBool,
}

impl AccessToken {
    /// Creates an access token from its text. Fails with a reason if no header can contain the text.
    pub(crate) fn new(text: Secret) -> Result<Self, &'static str> {
        Ok(Self { header: header(text.expose())?, text, accepted: AtomicBool::new(false) })
    }

    /// Returns the value of the header that contains the token.
    pub(crate) fn header(&self) -> &HeaderValue {
        &self.header
    }

    pub(crate) fn text(&self) -> &Secret {
        &self.text
    }

    /// Records that a call with the token succeeded.
    pub(crate) fn accept(&self) {
        self.accepted.store(true, Ordering::Relaxed);
    }

    pub(crate) fn was_accepted(&self) -> bool {
        self.accepted.load(Ordering::Relaxed)
    }
}

/// Source of access tokens that the client renews. A call asks the source for a token before each attempt.
pub(crate) trait TokenSource: Send + Sync {
    /// Returns a usable token. If the platform has rejected the token `rejected`, the method returns another token if
    /// possible. While an older token is still usable, the method waits for a newer token for at most `patience`.
    fn token<'a>(self: Arc<Self>, rejected: Option<&'a AccessToken>, patience: Duration) -> TokenFuture<'a>;
}

/// Future of a [`TokenSource`].
pub(crate) type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Arc<AccessToken>, Arc<Error>>> + Send + 'a>>;

/// Source of the token of a session. A call asks the source for a token before each attempt.
#[derive(Clone)]
pub(crate) enum Bearer {
    /// The request has no token, because it is a request for a token.
    None,
    /// The program provides the token. If a header cannot contain the token, the value is an error with the reason.
    Fixed(Result<Arc<AccessToken>, &'static str>),
    /// The client gets and renews the token.
    Source(Arc<dyn TokenSource>),
    /// The client cannot get a token. The text is the reason.
    Lacking(&'static str),
}

impl Bearer {
    pub(crate) fn fixed(token: Secret) -> Self {
        Self::Fixed(AccessToken::new(token).map(Arc::new))
    }

    /// Returns the token for the next attempt. The arguments have the same meaning as in [`TokenSource::token`].
    pub(crate) async fn token(
        &self,
        rejected: Option<&AccessToken>,
        patience: Duration,
    ) -> Result<Option<Arc<AccessToken>>, Arc<Error>> {
        match self {
            Self::None => Ok(None),
            Self::Fixed(Ok(token)) => Ok(Some(Arc::clone(token))),
            Self::Fixed(Err(reason)) => Err(Arc::new(Error::invalid(None, "token", *reason))),
            Self::Source(source) => Arc::clone(source).token(rejected, patience).await.map(Some),
            Self::Lacking(reason) => Err(Arc::new(Error::invalid(None, "app", *reason))),
        }
    }
}

fn header(token: &str) -> Result<HeaderValue, &'static str> {
    if token.is_empty() {
        return Err("it is empty");
    }
    if token.trim() != token {
        return Err(
            "the token begins or ends with white space, such as the line break at the end of a file: remove the white space",
        );
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(7 + token.len()));
    bytes.extend_from_slice(b"Bearer ");
    bytes.extend_from_slice(token.as_bytes());
    let mut value = HeaderValue::from_maybe_shared(wiped_bytes(bytes))
        .map_err(|_| "it contains characters that no header may contain")?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_checked() {
        let value = header("t-abc").unwrap();
        assert!(value.is_sensitive());
        assert_eq!(value.as_bytes(), b"Bearer t-abc");
        for token in ["", " ", "t-abc\n", " t-abc", "t-\u{7}abc", "t-\r\nX: y"] {
            assert!(header(token).is_err(), "{token:?}");
        }
    }
}
