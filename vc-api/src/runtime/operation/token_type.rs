//! Kinds of token and of app.

use crate::runtime::operation::method::Method;

/// Kind of token, which is the type parameter of a [`Session`](crate::Session).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a kind of token",
    note = "use one of the token types of this crate, such as `client.session::<Tenant>(token)`"
)]
pub trait TokenType: 'static {
    /// Description of the kind of token.
    const INFO: &'static TokenInfo;
}

/// Description of a kind of token; see [`TokenType::INFO`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenInfo {
    /// Name of the kind of token on the platform, such as `tenant_access_token`.
    pub name: &'static str,
    /// Name of the Rust type for this kind of token, such as `Tenant`.
    pub session: &'static str,
    /// Kinds of app that can get the token.
    pub app_types: &'static [AppType],
    /// Name of the request header that contains the token. The word `Bearer` comes before the token.
    pub header: &'static str,
    /// Maximum lifetime of a token, in seconds.
    pub lifetime_seconds: u64,
    /// Endpoints that issue the token. Each endpoint is for one kind of app.
    pub obtained: &'static [TokenEndpoint],
}

impl TokenInfo {
    /// Returns the endpoint that issues the token to apps of this kind.
    pub(crate) fn obtained_by(&self, app_type: AppType) -> Option<&'static TokenEndpoint> {
        self.obtained.iter().find(|call| call.app_type == app_type)
    }
}

/// Endpoint that issues a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenEndpoint {
    /// Kind of app that calls the endpoint.
    pub app_type: AppType,
    /// HTTP method.
    pub method: Method,
    /// Path below the base URL.
    pub path: &'static str,
    /// Names of the required fields of the JSON body of the request.
    pub request_keys: &'static [&'static str],
    /// Name of the response field that contains the token.
    pub response_key: &'static str,
}

/// Kind of app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AppType {
    /// App for one tenant.
    Custom,
    /// App of the app store, which any tenant can install.
    Store,
}
