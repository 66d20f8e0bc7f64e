//! Sessions in which an app acts for a user, and the logins that they need.

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
    /// Makes a session in which the app acts for a user who has logged in.
    ///
    /// If the grant has a refresh token, the session renews itself by it: when less than five minutes are left, and when
    /// the platform rejects the token. The call that finds this out waits for the new tokens, other calls use the old one
    /// while it lives. The new tokens are in the token store before they are used. When they cannot be renewed, calls end
    /// with [`Error::LoginNeeded`].
    #[must_use]
    pub fn user(&self, grant: Grant) -> Session<User> {
        self.login_session(grant.id().to_owned(), Some(grant))
    }

    /// A session of a login that is in the token store, by the [id](Grant::id) of its grant.
    ///
    /// With a store that several programs share, any of them can go on with a login that another began. When the login is
    /// not in the store, calls end with [`Error::LoginNeeded`].
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

    /// Ends a login: exchanges the code for tokens, and puts them into the token store.
    ///
    /// A code works once, and for five minutes. The exchange goes on when this call is cancelled, and has its own limit of a
    /// minute: call it again with the same code for the tokens, which no other call has got.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the state is not that of the login: then the user did not come from its login page.
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
        login.finish(tokens, call, code.into(), &state.into()).await
    }

    /// Logs a user out of the app, by the [id](Grant::id) of the grant.
    ///
    /// All sessions of the login end with [`Error::LoginNeeded`]: those of this client at once, those of other clients
    /// that share the token store within ten seconds. A renewal that is under way does not bring the login back. The
    /// platform has no call that ends its tokens, so that copies of them elsewhere work until they expire.
    ///
    /// # Errors
    ///
    /// [`Error::Store`] if the token store fails. Sessions of this client end nevertheless, and the store is told when it
    /// works again.
    pub async fn log_out(&self, login_id: &str) -> Result<(), Error> {
        let logged_out = StoredLogin::new(self.tokens(), login_id).log_out().await;
        logged_out.map_err(|error| Error::Store(Box::new(error)))
    }

    /// Waits for what the client does in the background: renewals of tokens, exchanges of codes, and logins that the token
    /// store did not take yet.
    ///
    /// Call it before the runtime ends. A program that ends in the middle of a renewal loses the login, since a refresh token
    /// works once. It waits for as long as the store fails: give it a limit.
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
