//! Sessions with tenant access tokens, in which an app acts for itself.

use std::sync::Arc;

use crate::generated::tokens::{App, Tenant};
use crate::runtime::auth::acquire::Source;
use crate::runtime::auth::app_tokens::{AppTokenKind, AppTokens};
use crate::runtime::auth::managed_token::ManagedToken;
use crate::runtime::auth::token_manager::TokenManager;
use crate::runtime::client::handle::Client;
use crate::runtime::client::session::Session;
use crate::runtime::operation::token_type::{AppType, TokenType};
use crate::runtime::send::access_token::Bearer;

impl Client {
    /// Creates a session in which a custom app acts for itself, in its own tenant.
    ///
    /// The first call fetches the tenant access token. The client keeps the token, and renews it in the background when the
    /// token expires in less than 30 minutes. Concurrent calls share one request for the token.
    ///
    /// The client must have an app: see [`ClientBuilder::app`](crate::ClientBuilder::app). Without an app, each call fails
    /// with [`Error::InvalidArgument`](crate::Error::InvalidArgument).
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), vc_api::Error> {
    /// use vc_api::Client;
    ///
    /// let client = Client::builder().app("cli_…", "secret").build()?;
    /// let room = client.tenant().rooms().get("omm_4de32cf10a4358788ff4e09e37ebbf9b").await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn tenant(&self) -> Session<Tenant> {
        let tokens = self.tokens();
        let bearer = match (tokens.app_type(), Tenant::INFO.obtained_by(AppType::Custom)) {
            (Some(AppType::Custom), Some(call)) => {
                Bearer::Source(app_token(tokens, "tenant", "", AppTokenKind::Custom { call }))
            }
            (Some(_), _) => {
                Bearer::Lacking("a store app acts in many tenants: choose one with `client.tenant_of(key)`")
            }
            (None, _) => Bearer::Lacking(
                "the client has no app: set one with `.app(id, secret)`, or create a session from a token",
            ),
        };
        Session::new(self.clone(), bearer, "")
    }

    /// Creates a session in which a store app acts for itself, in one of the tenants that installed the app.
    ///
    /// The client keeps and renews the tenant access token in the same way as in a session from [`tenant`](Self::tenant). To
    /// fetch the token, the client needs the app ticket that the platform sends: see
    /// [`keep_app_ticket`](Self::keep_app_ticket).
    ///
    /// The client must have a store app: see [`ClientBuilder::store_app`](crate::ClientBuilder::store_app).
    #[must_use]
    pub fn tenant_of(&self, tenant_key: impl Into<String>) -> Session<Tenant> {
        let tenant_key = tenant_key.into();
        let tokens = self.tokens();
        let calls = Tenant::INFO.obtained_by(AppType::Store).zip(App::INFO.obtained_by(AppType::Store));
        let bearer = match (tokens.app_type(), calls) {
            (Some(AppType::Store), Some((call, app_call))) => {
                let app = app_token(tokens, "app", "", AppTokenKind::StoreApp { call: app_call });
                let kind = AppTokenKind::StoreTenant { call, app, tenant_key: tenant_key.clone() };
                Bearer::Source(app_token(tokens, "tenant", &tenant_key, kind))
            }
            (Some(_), _) => Bearer::Lacking("a custom app belongs to one tenant: use `client.tenant()`"),
            (None, _) => Bearer::Lacking("the client has no store app: set one with `.store_app(id, secret)`"),
        };
        Session::new(self.clone(), bearer, &tenant_key)
    }
}

fn app_token(tokens: &Arc<TokenManager>, kind: &'static str, name: &str, token: AppTokenKind) -> Arc<ManagedToken> {
    let app = AppTokens { tokens: Arc::clone(tokens), token, kind, name: name.to_owned() };
    Arc::new(ManagedToken::new(Source::App(app)))
}
