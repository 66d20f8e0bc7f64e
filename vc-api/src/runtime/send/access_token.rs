//! Tokens that are sent, and where a call takes its token from.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::HeaderValue;
use zeroize::Zeroizing;

use crate::runtime::error::types::Error;
use crate::runtime::wire::secret::{Secret, wiped_bytes};

/// A token that can be sent.
pub(crate) struct AccessToken {
    header: HeaderValue,
    text: Secret,
    /// Whether a call with it succeeded.
    accepted: AtomicBool,
}

impl AccessToken {
    /// A token, or why it cannot be sent.
    pub(crate) fn new(text: Secret) -> Result<Self, &'static str> {
        Ok(Self { header: header(text.expose())?, text, accepted: AtomicBool::new(false) })
    }

    /// The value of the header that carries it.
    pub(crate) fn header(&self) -> &HeaderValue {
        &self.header
    }

    pub(crate) fn text(&self) -> &Secret {
        &self.text
    }

    /// Notes that a call with it succeeded.
    pub(crate) fn accept(&self) {
        self.accepted.store(true, Ordering::Relaxed);
    }

    pub(crate) fn was_accepted(&self) -> bool {
        self.accepted.load(Ordering::Relaxed)
    }
}

/// A source of access tokens that can be renewed. It is asked before each attempt of a call.
pub(crate) trait TokenSource: Send + Sync {
    /// Returns a token that can be used: another than the `rejected` one, if there is another. `patience` is how long the
    /// caller can wait for a better one.
    fn token<'a>(self: Arc<Self>, rejected: Option<&'a AccessToken>, patience: Duration) -> TokenFuture<'a>;
}

/// Future of a [`TokenSource`].
pub(crate) type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Arc<AccessToken>, Arc<Error>>> + Send + 'a>>;

/// Where a session takes its token from. It is asked anew for each attempt of a call.
#[derive(Clone)]
pub(crate) enum Bearer {
    /// None is sent: the request asks for one.
    None,
    /// A token given by the caller, or why it cannot be sent.
    Fixed(Result<Arc<AccessToken>, &'static str>),
    /// A token that is obtained and renewed.
    Source(Arc<dyn TokenSource>),
    /// The client lacks what it takes to obtain one.
    Lacking(&'static str),
}

impl Bearer {
    pub(crate) fn fixed(token: Secret) -> Self {
        Self::Fixed(AccessToken::new(token).map(Arc::new))
    }

    /// The token for the next attempt; another than the `rejected` one, if there is another. `patience` is how long the
    /// caller can wait for a better one.
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
            Self::Lacking(what) => Err(Arc::new(Error::invalid(None, "app", *what))),
        }
    }
}

fn header(token: &str) -> Result<HeaderValue, &'static str> {
    if token.is_empty() {
        return Err("it is empty");
    }
    if token.trim() != token {
        return Err("it begins or ends with white space, perhaps a line break of the file it was read from");
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(7 + token.len()));
    bytes.extend_from_slice(b"Bearer ");
    bytes.extend_from_slice(token.as_bytes());
    let mut value = HeaderValue::from_maybe_shared(wiped_bytes(bytes))
        .map_err(|_| "it holds characters that a header cannot hold")?;
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
