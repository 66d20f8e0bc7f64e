//! Kinds of token and of app.

use crate::runtime::operation::method::Method;

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
    pub obtained: &'static [TokenEndpoint],
}

impl TokenInfo {
    /// Returns the call by which an app of that kind obtains the token.
    pub(crate) fn obtained_by(&self, app_type: AppType) -> Option<&'static TokenEndpoint> {
        self.obtained.iter().find(|call| call.app_type == app_type)
    }
}

/// A call from which a token can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenEndpoint {
    /// The kind of app that makes this call.
    pub app_type: AppType,
    /// The HTTP method.
    pub method: Method,
    /// The path, below the base URL.
    pub path: &'static str,
    /// The keys of the JSON body that the call must send.
    pub request_keys: &'static [&'static str],
    /// The key of the response that holds the token.
    pub response_key: &'static str,
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
