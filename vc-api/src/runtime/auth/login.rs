//! Login of users by OAuth 2.0 with an authorization code, PKCE and state.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::utf8_percent_encode;
use sha2::{Digest, Sha256};
use tokio::time::Instant;
use tracing::Instrument;

use crate::runtime::auth::code_exchange::{CodeId, Joined, SharedError};
use crate::runtime::auth::grant::Grant;
use crate::runtime::auth::stored_login::StoredLogin;
use crate::runtime::auth::token_manager::TokenManager;
use crate::runtime::auth::token_request::TokenRequest;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::Error;
use crate::runtime::operation::scope::Scope;
use crate::runtime::operation::token_type::TokenEndpoint;
use crate::runtime::send::request::ENCODED;
use crate::runtime::util::random::Random;
use crate::runtime::wire::secret::Secret;

/// Maximum number of scopes of one login.
const MOST_SCOPES: usize = 50;

/// Scope that a login must request to get a refresh token.
const OFFLINE_ACCESS: &str = "offline_access";

const NO_ACCOUNTS: &str = "the base URL is not an address of Feishu or Lark, so the client does not know where users log in: call `accounts_url` of the client builder";

/// Options of a login, created by [`Client::login`](crate::Client::login).
#[must_use = "nothing happens before `begin`"]
#[derive(Clone)]
pub struct LoginRequest {
    tokens: Arc<TokenManager>,
    redirect_uri: String,
    scopes: Vec<String>,
    consent: bool,
}

impl LoginRequest {
    pub(crate) fn new(tokens: Arc<TokenManager>, redirect_uri: String) -> Self {
        Self { tokens, redirect_uri, scopes: Vec::new(), consent: false }
    }

    /// Adds scopes that the login requests from the user. A login can request at most 50 scopes. The app must have all of
    /// the scopes.
    ///
    /// [`smallest_scopes`](crate::smallest_scopes) returns the scopes that given operations need.
    pub fn scopes(self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        scopes.into_iter().fold(self, |login, scope| login.scope(scope.name()))
    }

    /// Adds the scope with this name to the scopes that the login requests from the user.
    pub fn scope(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        if !self.scopes.contains(&name) {
            self.scopes.push(name);
        }
        self
    }

    /// Adds the scope `offline_access`, so that the platform issues a refresh token. The client needs the refresh token to
    /// renew the login.
    pub fn offline_access(self) -> Self {
        self.scope(OFFLINE_ACCESS)
    }

    /// Asks the user for consent even if the user consented before.
    pub fn ask_for_consent(mut self) -> Self {
        self.consent = true;
        self
    }

    /// Begins the login, and returns the login with the address of the login page.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] in these cases:
    ///
    /// - The client has no app.
    /// - The redirect URI is not a URL.
    /// - There are more than 50 scopes.
    /// - The [`base_url`](crate::ClientBuilder::base_url) is not an address of Feishu or Lark, and
    ///   [`accounts_url`](crate::ClientBuilder::accounts_url) is not set.
    pub fn begin(self) -> Result<Login, Error> {
        let invalid = |argument: &'static str, reason: &'static str| Err(Error::invalid(None, argument, reason));
        let app = self.tokens.required_app()?;
        if reqwest::Url::parse(&self.redirect_uri).is_err() {
            return invalid("redirect_uri", "the address is not a URL such as `https://example.com/callback`");
        }
        if self.scopes.len() > MOST_SCOPES {
            return invalid("scopes", "one login can request at most 50 scopes");
        }
        let Some(accounts) = &self.tokens.sender.urls.accounts else {
            return invalid("accounts_url", NO_ACCOUNTS);
        };
        let (state, verifier) = (unguessable()?, unguessable()?);
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose().as_bytes()));
        let scopes = self.scopes.join(" ");
        let parameters = [
            ("client_id", &*app.id),
            ("response_type", "code"),
            ("redirect_uri", &self.redirect_uri),
            ("scope", &scopes),
            ("state", state.expose()),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("prompt", if self.consent { "consent" } else { "" }),
        ];
        let parameters = parameters.iter().filter(|(_, value)| !value.is_empty());
        let parameters = parameters.map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, ENCODED)));
        let query: Vec<String> = parameters.collect();
        let url = format!("{accounts}/open-apis/authen/v1/authorize?{}", query.join("&"));
        Ok(Login { url: url.into(), redirect_uri: self.redirect_uri, scopes: self.scopes, state, verifier })
    }
}

/// Login that has begun and waits for the user, created by [`LoginRequest::begin`].
///
/// Store the login in the user's web session until the platform redirects the user back.
/// [`Client::finish_login`](crate::Client::finish_login) then returns a [`Grant`].
#[derive(Clone)]
#[must_use]
pub struct Login {
    /// Address of the login page. The address contains the state, so the address is a secret too.
    url: Secret,
    redirect_uri: String,
    scopes: Vec<String>,
    state: Secret,
    verifier: Secret,
}

impl Login {
    /// Restores a login from the values that the program stored when the login began.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the state is empty. With an empty state, anyone could finish the login.
    pub fn restore(
        redirect_uri: impl Into<String>,
        state: impl Into<Secret>,
        verifier: impl Into<Secret>,
    ) -> Result<Self, Error> {
        let state = state.into();
        if state.expose().is_empty() {
            let reason = "with an empty state, anyone could finish the login: store the state when the login begins";
            return Err(Error::invalid(None, "state", reason));
        }
        Ok(Self {
            url: Secret::default(),
            redirect_uri: redirect_uri.into(),
            scopes: Vec::new(),
            state,
            verifier: verifier.into(),
        })
    }

    /// Returns the address of the login page for the user. The address is empty for a [restored](Self::restore) login.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.expose()
    }

    /// Returns the address to which the platform redirects the user back, with `code` and `state` in the query.
    #[must_use]
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// Returns the names of the requested scopes. The list is empty for a [restored](Self::restore) login.
    #[must_use]
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// Returns the state, a random text that the platform sends back in the redirect. The client rejects a redirect with
    /// another state, so that nobody else can finish the login.
    #[must_use]
    pub fn state(&self) -> &Secret {
        &self.state
    }

    /// Returns the verifier, which proves that the same program begins and finishes the login. The verifier must stay on
    /// the program's server.
    #[must_use]
    pub fn verifier(&self) -> &Secret {
        &self.verifier
    }

    /// Exchanges the code for tokens.
    ///
    /// A code works once. So the exchange runs in its own task, which continues if the caller cancels the call.
    pub(crate) async fn finish(
        &self,
        tokens: &Arc<TokenManager>,
        call: &'static TokenEndpoint,
        code: Secret,
        state: &Secret,
    ) -> Result<Grant, Error> {
        if self.state != *state {
            let reason =
                "the state does not belong to this login: another person may have sent the user to the redirect URI";
            return Err(Error::invalid(None, "state", reason));
        }
        let id = CodeId::new(&code, &self.verifier);
        let mut outcome = match tokens.exchanges.join(id) {
            Joined::Running(outcome) => outcome,
            Joined::New(sender, outcome) => {
                let (login, manager) = (self.clone(), Arc::clone(tokens));
                let exchanging = async move {
                    let exchanged = login.exchange(&manager, call, &code).await;
                    if let Ok(grant) = &exchanged {
                        let login = StoredLogin::new(&manager, grant.id());
                        login.learn(grant.clone());
                        login.save().await;
                    }
                    sender.send_replace(Some(exchanged.map_err(SharedError::new)));
                };
                tokens.background.spawn(exchanging.in_current_span());
                outcome
            }
        };
        let exchanged = match outcome.wait_for(Option::is_some).await {
            Ok(exchanged) => exchanged.clone(),
            Err(_) => None,
        };
        tokens.exchanges.forget(id);
        match exchanged {
            Some(exchanged) => exchanged.map_err(|error| error.take()),
            None => Err(Error::Store(Box::new(StoreError::new("the store panicked, or the runtime ended")))),
        }
    }

    async fn exchange(
        &self,
        tokens: &TokenManager,
        call: &'static TokenEndpoint,
        code: &Secret,
    ) -> Result<Grant, Error> {
        let app = tokens.required_app()?;
        let sent = Instant::now();
        let mut used = app.secret.begin().await?;
        let response = loop {
            let fields = [
                ("grant_type", "authorization_code"),
                ("client_id", &*app.id),
                ("client_secret", used.secret.expose()),
                ("code", code.expose()),
                ("redirect_uri", &self.redirect_uri),
                ("code_verifier", self.verifier.expose()),
            ];
            // The client sends the code again only if the code certainly did not reach the platform.
            let exchange = TokenRequest { idempotent: false, ..TokenRequest::new(call, &fields) };
            match exchange.send(&tokens.patient_sender, call.response_key).await {
                Ok(response) => break response,
                Err(error) => used.replace(error).await?,
            }
        };
        let grant = Grant::from_response(response, call.response_key, sent, None)
            .ok_or_else(|| Error::invalid(None, "code", "the platform issued no token for the code"))?;
        if !grant.can_renew() {
            tracing::warn!(
                "the login cannot be renewed and ends when its access token expires: the platform issued no refresh token"
            );
        }
        Ok(grant)
    }
}

impl fmt::Debug for LoginRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginRequest")
            .field("redirect_uri", &self.redirect_uri)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("redirect_uri", &self.redirect_uri).finish_non_exhaustive()
    }
}

/// Returns a random text of 43 characters. PKCE requires at least 43 characters.
fn unguessable() -> Result<Secret, Error> {
    let mut bytes = zeroize::Zeroizing::new([0; 32]);
    Random::SYSTEM.fill(&mut *bytes).map_err(|error| Error::invalid(None, "login", error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(*bytes).into())
}
