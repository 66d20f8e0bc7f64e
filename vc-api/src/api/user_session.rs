//! User sessions and their logins. In a user session, an app acts for a user with a user access token.

use std::sync::Arc;

use crate::generated::tokens::User;
use crate::runtime::auth::acquire::Source;
use crate::runtime::auth::grant::Grant;
use crate::runtime::auth::login::{Login, LoginRequest};
use crate::runtime::auth::login_tokens::LoginTokens;
use crate::runtime::auth::managed_token::ManagedToken;
use crate::runtime::auth::stored_login::StoredLogin;
use crate::runtime::client::handle::Client;
use crate::runtime::client::session::Session;
use crate::runtime::error::types::Error;
use crate::runtime::operation::token_type::TokenType;
use crate::runtime::send::access_token::Bearer;
use crate::runtime::wire::secret::Secret;

impl Client {
    /// Creates a session in which the app acts for a logged-in user.
    ///
    /// If the grant has a refresh token, the session renews the tokens in two cases: the access token expires in less than
    /// five minutes, or the platform rejects the access token. The call that notices the expiry or the rejection waits for
    /// the new tokens. Other calls use the old access token until it expires. The session stores new tokens before it uses
    /// them. If the platform refuses to renew the tokens, calls fail with [`Error::LoginNeeded`].
    #[must_use]
    pub fn user(&self, grant: Grant) -> Session<User> {
        self.login_session(grant.id().to_owned(), Some(grant))
    }

    /// Creates a session for a login in the token store, by the [id](Grant::id) of its grant.
    ///
    /// If several programs share a store, each program can use the logins of the other programs. If the login is not in the
    /// store, calls fail with [`Error::LoginNeeded`].
    #[must_use]
    pub fn user_of(&self, login_id: &str) -> Session<User> {
        self.login_session(login_id.to_owned(), None)
    }

    fn login_session(&self, id: String, grant: Option<Grant>) -> Session<User> {
        let bearer = match self.tokens().app_type().and_then(|kind| User::INFO.obtained_by(kind)) {
            Some(call) => {
                let login = StoredLogin::new(self.tokens(), &id);
                if let Some(grant) = grant {
                    login.learn(grant);
                }
                Bearer::Source(Arc::new(ManagedToken::new(Source::Login(LoginTokens { login, call }))))
            }
            None => match grant {
                Some(grant) => Bearer::fixed(grant.access_token().clone()),
                None => Bearer::Lacking(
                    "the client has no app: set one with `.app(id, secret)` or `.store_app(id, secret)`",
                ),
            },
        };
        Session::new(self.clone(), bearer, "")
    }

    /// Starts a login of a user to the app. After the login, the platform redirects the user to `redirect_uri`. The redirect
    /// URI must be declared in the developer console.
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
    /// // The platform redirects the user with `?code=…&state=…`.
    /// # let (code, state) = ("", "");
    /// let grant = client.finish_login(&login, code, state).await?;
    /// let me = client.user(grant);
    /// # Ok(())
    /// # }
    /// ```
    pub fn login(&self, redirect_uri: impl Into<String>) -> LoginRequest {
        LoginRequest::new(Arc::clone(self.tokens()), redirect_uri.into())
    }

    /// Completes a login: exchanges the code for tokens, and puts them into the token store.
    ///
    /// A code is valid for five minutes, and works once. If you cancel this call, the exchange continues in the background
    /// for at most one minute. Call the method again with the same code to get the tokens, unless another call already
    /// returned the tokens.
    ///
    /// # Errors
    ///
    /// Returns [`Error::InvalidArgument`] if `state` differs from the state of `login`: the user did not come from the login
    /// page of `login`. This method also returns all errors that a call can return.
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
            .ok_or_else(|| Error::invalid(None, "app", "users cannot log in to apps of this type"))?;
        login.finish(tokens, call, code.into(), &state.into()).await
    }

    /// Logs a user out of the app, by the [id](Grant::id) of the grant.
    ///
    /// After the logout, calls in all sessions of the login fail with [`Error::LoginNeeded`]: at once in this client, and
    /// within ten seconds in other clients with the same token store. A running renewal does not restore the login. The
    /// platform has no call that revokes tokens, so copies of the tokens elsewhere work until the tokens expire.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Store`] if the token store fails. The sessions of this client end nevertheless. The client records
    /// the logout in the store once the store works again.
    pub async fn log_out(&self, login_id: &str) -> Result<(), Error> {
        let logged_out = StoredLogin::new(self.tokens(), login_id).log_out().await;
        logged_out.map_err(|error| Error::Store(Box::new(error)))
    }

    /// Waits for the client's background work: renewals of tokens, exchanges of codes, and logins that are not yet in the
    /// token store.
    ///
    /// Call this method before the runtime ends. A refresh token works once, so a program that ends during a renewal loses
    /// the login. While the token store fails, the method continues to wait. So set a timeout.
    ///
    /// ```no_run
    /// # async fn example(client: vc_api::Client) {
    /// use std::time::Duration;
    ///
    /// if tokio::time::timeout(Duration::from_secs(60), client.finish()).await.is_err() {
    ///     eprintln!("a login may be lost");
    /// }
    /// # }
    /// ```
    pub async fn finish(&self) {
        self.tokens().background.finish().await;
    }
}
