// Generated from spec/ by `cargo xtask regen`; do not edit.
//! The kinds of token for calls.

use crate::runtime as rt;

/// The app acts for itself inside one tenant.
///
/// A custom app obtains the token with its app id and app secret. A store app obtains the token with an app access token and the tenant key.
/// If the remaining lifetime of the current token is 30 minutes or more, a request returns the current token again. If the remaining lifetime is shorter, a request returns a new token, and the current token stays valid too.
///
/// Name on the platform: `tenant_access_token`. Maximum lifetime: 7200 seconds.
#[derive(Debug, Clone, Copy)]
pub struct Tenant;

impl rt::TokenType for Tenant {
    const INFO: &'static rt::TokenInfo = &rt::TokenInfo {
        name: "tenant_access_token",
        session: "Tenant",
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        header: "Authorization",
        lifetime_seconds: 7200,
        obtained: &[
            rt::TokenEndpoint {
                app_type: rt::AppType::Custom,
                method: rt::Method::Post,
                path: "/open-apis/auth/v3/tenant_access_token/internal",
                request_keys: &["app_id", "app_secret"],
                response_key: "tenant_access_token",
            },
            rt::TokenEndpoint {
                app_type: rt::AppType::Store,
                method: rt::Method::Post,
                path: "/open-apis/auth/v3/tenant_access_token",
                request_keys: &["app_access_token", "tenant_key"],
                response_key: "tenant_access_token",
            },
        ],
    };
}

/// The app acts for a user who has logged in to the app.
///
/// The app obtains the token through OAuth 2.0 with an authorization code, and renews the token with a refresh token. A refresh token works only once. The platform issues a refresh token only if the login requests the scope `offline_access`.
/// The token may be a JWT of up to 4 KB. Do not rely on the first letters of the token.
///
/// Name on the platform: `user_access_token`. Maximum lifetime: 7200 seconds.
#[derive(Debug, Clone, Copy)]
pub struct User;

impl rt::TokenType for User {
    const INFO: &'static rt::TokenInfo = &rt::TokenInfo {
        name: "user_access_token",
        session: "User",
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        header: "Authorization",
        lifetime_seconds: 7200,
        obtained: &[
            rt::TokenEndpoint {
                app_type: rt::AppType::Custom,
                method: rt::Method::Post,
                path: "/open-apis/authen/v2/oauth/token",
                request_keys: &["grant_type", "client_id", "client_secret", "code"],
                response_key: "access_token",
            },
            rt::TokenEndpoint {
                app_type: rt::AppType::Store,
                method: rt::Method::Post,
                path: "/open-apis/authen/v2/oauth/token",
                request_keys: &["grant_type", "client_id", "client_secret", "code"],
                response_key: "access_token",
            },
        ],
    };
}

/// The app acts for itself, outside of any tenant.
///
/// A store app needs an app access token to obtain tenant access tokens. The app obtains the app access token with its app ticket.
/// The platform sends the app ticket in an `app_ticket` event every hour and on request.
///
/// Name on the platform: `app_access_token`. Maximum lifetime: 7200 seconds.
#[derive(Debug, Clone, Copy)]
pub struct App;

impl rt::TokenType for App {
    const INFO: &'static rt::TokenInfo = &rt::TokenInfo {
        name: "app_access_token",
        session: "App",
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        header: "Authorization",
        lifetime_seconds: 7200,
        obtained: &[
            rt::TokenEndpoint {
                app_type: rt::AppType::Custom,
                method: rt::Method::Post,
                path: "/open-apis/auth/v3/app_access_token/internal",
                request_keys: &["app_id", "app_secret"],
                response_key: "app_access_token",
            },
            rt::TokenEndpoint {
                app_type: rt::AppType::Store,
                method: rt::Method::Post,
                path: "/open-apis/auth/v3/app_access_token",
                request_keys: &["app_id", "app_secret", "app_ticket"],
                response_key: "app_access_token",
            },
        ],
    };
}

/// Kind of token for endpoints that accept [`Tenant`].
#[diagnostic::on_unimplemented(
    message = "this endpoint cannot be called with a `Session<{Self}>`: it accepts tenant_access_token",
    label = "call it on a `Session<Tenant>`",
    note = "make one with `client.tenant()` or `client.tenant_of(tenant_key)` or `client.session::<Tenant>(token)`"
)]
pub trait OnlyTenant: rt::TokenType {}

impl OnlyTenant for Tenant {}

/// Kind of token for endpoints that accept [`User`].
#[diagnostic::on_unimplemented(
    message = "this endpoint cannot be called with a `Session<{Self}>`: it accepts user_access_token",
    label = "call it on a `Session<User>`",
    note = "make one with `client.user(grant)` or `client.login(redirect_uri)` or `client.session::<User>(token)`"
)]
pub trait OnlyUser: rt::TokenType {}

impl OnlyUser for User {}

/// Kind of token for endpoints that accept [`Tenant`] or [`User`].
#[diagnostic::on_unimplemented(
    message = "this endpoint cannot be called with a `Session<{Self}>`: it accepts tenant_access_token or user_access_token",
    label = "call it on a `Session<Tenant>` or a `Session<User>`",
    note = "make one with `client.tenant()` or `client.tenant_of(tenant_key)` or `client.session::<Tenant>(token)` or `client.user(grant)` or `client.login(redirect_uri)` or `client.session::<User>(token)`"
)]
pub trait TenantOrUser: rt::TokenType {}

impl TenantOrUser for Tenant {}

impl TenantOrUser for User {}

/// Every kind of token.
pub const ALL: &[&rt::TokenInfo] = &[
    <Tenant as rt::TokenType>::INFO,
    <User as rt::TokenType>::INFO,
    <App as rt::TokenType>::INFO,
];
