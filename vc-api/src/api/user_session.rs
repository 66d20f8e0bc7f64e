//! Sessions in which an app acts for a user, and the logins that they need.

use std::sync::Arc;

use crate::generated::tokens::User;
use crate::runtime::auth::acquire::Source;
use crate::runtime::auth::grant::Grant;
use crate::runtime::auth::login::{Login, LoginRequest};
use crate::runtime::auth::managed_token::ManagedToken;
use crate::runtime::client::handle::Client;
use crate::runtime::client::session::Session;
use crate::runtime::error::types::Error;
use crate::runtime::operation::token_type::TokenType;
use crate::runtime::send::access_token::Bearer;
use crate::runtime::store::token_store::replace;
use crate::runtime::wire::secret::Secret;

impl Client {
    /// A session in which the app acts for a user who has logged in.
    ///
    /// If the grant has a refresh token, the session renews itself by it: in the background when less than five minutes
    /// are left, and when the platform rejects the token. The new tokens are in the token store before they are used.
    /// When they cannot be renewed, calls end with [`Error::LoginNeeded`].
    #[must_use]
    pub fn user(&self, grant: Grant) -> Session<User> {
        let key = self.tokens().key("user", grant.id());
        self.login_session(key, Some(grant))
    }

    /// A session of a login that is in the token store, by the [id](Grant::id) of its grant.
    ///
    /// With a store that several programs share, any of them can go on with a login that another began. When the login is
    /// not in the store, calls end with [`Error::LoginNeeded`].
    #[must_use]
    pub fn user_of(&self, login_id: &str) -> Session<User> {
        self.login_session(self.tokens().key("user", login_id), None)
    }

    fn login_session(&self, key: String, grant: Option<Grant>) -> Session<User> {
        let bearer = match self.tokens().app_type().and_then(|kind| User::INFO.obtained_by(kind)) {
            Some(call) => {
                let token = ManagedToken::new(self.tokens(), key, Source::User { call });
                if let Some(grant) = grant {
                    token.learn(grant);
                }
                Bearer::Source(Arc::new(token))
            }
            None => match grant {
                Some(grant) => Bearer::fixed(grant.access_token().clone()),
                None => Bearer::Lacking("give the client an app, by `.app(id, secret)` or `.store_app(id, secret)`"),
            },
        };
        Session::new(self.clone(), bearer, "")
    }

    /// Lets a user log in to the app. The platform then sends them to the redirect URI, which must be declared in the
    /// developer console.
    ///
    /// ```no_run
    /// # async fn example(client: vc_api::Client) -> Result<(), vc_api::Error> {
    /// use vc_api::scopes;
    ///
    /// let login = client
    ///     .login("https://example.com/callback")
    ///     .scopes([scopes::VC_RESERVE, scopes::VC_ROOM_READONLY])
    ///     .offline_access()
    ///     .begin()?;
    /// println!("send the user to {}", login.url());
    ///
    /// // They come back with `?code=…&state=…`.
    /// # let (code, state) = ("", "");
    /// let grant = client.finish_login(&login, code, state).await?;
    /// let me = client.user(grant);
    /// # Ok(())
    /// # }
    /// ```
    pub fn login(&self, redirect_uri: impl Into<String>) -> LoginRequest {
        LoginRequest::new(Arc::clone(self.tokens()), redirect_uri.into())
    }

    /// Ends a login: exchanges the code for tokens, and puts them into the token store. A code works once, and for five
    /// minutes.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the state is empty or not that of the login: then the user did not come from its login
    /// page.
    /// Otherwise those of any call.
    pub async fn finish_login(
        &self,
        login: &Login,
        code: impl Into<Secret>,
        state: impl Into<Secret>,
    ) -> Result<Grant, Error> {
        let tokens = self.tokens();
        let app_type = tokens.required_app()?.kind;
        let call = User::INFO
            .obtained_by(app_type)
            .ok_or_else(|| Error::invalid(None, "app", "no user can log in to this kind of app"))?;
        let grant = login.finish(tokens, call, &code.into(), &state.into()).await?;
        if !grant.can_renew() {
            tracing::warn!(
                "the login cannot be renewed, and ends with its access token: the platform gave no refresh token"
            );
        }
        let stored = replace(tokens.store(), &tokens.key("user", grant.id()), None, grant.to_entry()).await;
        if let Err(error) = stored {
            tracing::warn!(%error, "the login is only known to this process");
        }
        Ok(grant)
    }
}
