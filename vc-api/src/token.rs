//! Kinds of token, and where a session takes its token from.

use http::HeaderValue;

use crate::endpoint::Method;
use crate::error::Error;
use crate::secret::Secret;

/// A kind of token; the type parameter of a [`Session`](crate::Session).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a kind of token",
    note = "a session is made with one of the token types of this crate, as in `client.session::<Tenant>(token)`"
)]
pub trait TokenType: 'static {
    /// What is known of this kind of token.
    const INFO: &'static TokenInfo;
}

/// What is known of a kind of token; see [`TokenType::INFO`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenInfo {
    /// What the platform calls it, such as `tenant_access_token`.
    pub name: &'static str,
    /// The type that stands for it in this crate, such as `Tenant`.
    pub session: &'static str,
    /// Which kinds of app can have one.
    pub app_types: &'static [AppType],
    /// The request header that carries it, after the word `Bearer`.
    pub header: &'static str,
    /// How long it lives at most, in seconds.
    pub lifetime_seconds: u64,
    /// The calls from which it can be had.
    pub obtained: &'static [Obtained],
}

/// A call from which a token can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Obtained {
    /// The kind of app that makes this call.
    pub app_type: AppType,
    /// The HTTP method.
    pub method: Method,
    /// The path, below the base URL.
    pub path: &'static str,
    /// The keys of the JSON body that the call must send.
    pub sends: &'static [&'static str],
    /// The key of the answer that holds the token.
    pub answers: &'static str,
}

/// Kinds of app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AppType {
    /// An app made for one tenant.
    Custom,
    /// An app of the app store, which any tenant can install.
    Store,
}

/// Where a session takes its token from.
///
/// Asked for each request that is sent, so that a source which renews tokens fits in here.
#[derive(Clone)]
pub(crate) enum Bearer {
    /// A token given by the caller, as the value of the header; or why it cannot be one.
    Fixed(Result<HeaderValue, &'static str>),
}

impl Bearer {
    pub(crate) fn fixed(token: &Secret) -> Self {
        Self::Fixed(header(token.expose()))
    }

    /// The value of the header for the next request.
    #[expect(clippy::unused_async, reason = "sources that fetch tokens will wait here")]
    pub(crate) async fn header(&self) -> Result<HeaderValue, Error> {
        match self {
            Self::Fixed(Ok(value)) => Ok(value.clone()),
            Self::Fixed(Err(reason)) => Err(Error::invalid(None, "token", *reason)),
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
    let mut value = HeaderValue::from_str(&format!("Bearer {token}"))
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
