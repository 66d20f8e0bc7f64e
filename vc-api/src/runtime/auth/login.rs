//! How users log in: OAuth 2.0 with an authorization code, PKCE and state.

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

/// The most scopes that one login can ask for.
const MOST_SCOPES: usize = 50;

/// The scope with which the platform gives a refresh token.
const OFFLINE_ACCESS: &str = "offline_access";

/// Why a login cannot begin.
const NO_ACCOUNTS: &str =
    "the base URL is not that of Feishu or Lark, so `accounts_url` of the client builder must say where users log in";

/// A login before it begins; from [`Client::login`](crate::Client::login).
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

    /// What the user is asked to grant, at most 50 scopes. The app must have them.
    ///
    /// [`smallest_scopes`](crate::smallest_scopes) tells what the operations need that are to be called.
    pub fn scopes(self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        scopes.into_iter().fold(self, |login, scope| login.scope(scope.name()))
    }

    /// One more scope that the user is asked to grant, by its name.
    pub fn scope(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        if !self.scopes.contains(&name) {
            self.scopes.push(name);
        }
        self
    }

    /// Asks for a refresh token, so that the login renews itself: the scope `offline_access`.
    pub fn offline_access(self) -> Self {
        self.scope(OFFLINE_ACCESS)
    }

    /// Asks the user to consent even if they did before.
    pub fn ask_for_consent(mut self) -> Self {
        self.consent = true;
        self
    }

    /// Begins the login: makes the address to which the user is sent.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the client has no app, the redirect URI is no URL, there are more than 50 scopes, or the
    /// client has a base URL of its own without
    /// [`accounts_url`](crate::ClientBuilder::accounts_url).
    pub fn begin(self) -> Result<Login, Error> {
        let invalid = |argument: &'static str, reason: &'static str| Err(Error::invalid(None, argument, reason));
        let app = self.tokens.required_app()?;
        if reqwest::Url::parse(&self.redirect_uri).is_err() {
            return invalid("redirect_uri", "it is not a URL such as `https://example.com/callback`");
        }
        if self.scopes.len() > MOST_SCOPES {
            return invalid("scopes", "one login asks for at most 50");
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

/// A login that waits for the user; from [`LoginRequest::begin`].
///
/// It is kept with the user's web session until the platform sends the user back, at most five minutes later.
/// [`Client::finish_login`](crate::Client::finish_login) then makes a [`Grant`] of it.
#[derive(Clone)]
#[must_use]
pub struct Login {
    /// As secret as the state in it.
    url: Secret,
    redirect_uri: String,
    scopes: Vec<String>,
    state: Secret,
    verifier: Secret,
}

impl Login {
    /// Makes a login that was begun elsewhere, from what was kept of it.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the state is empty: then anyone could end the login.
    pub fn restore(
        redirect_uri: impl Into<String>,
        state: impl Into<Secret>,
        verifier: impl Into<Secret>,
    ) -> Result<Self, Error> {
        let state = state.into();
        if state.expose().is_empty() {
            let reason = "it is empty, so that anyone could end the login: keep the state of the login that was begun";
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

    /// The address of the login page, to which the user is sent. Empty if the login was [restored](Self::restore).
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.expose()
    }

    /// Where the platform sends the user back, with `code` and `state` in the query.
    #[must_use]
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// Returns the names of the scopes that the user is asked to grant. Empty if the login was [restored](Self::restore).
    #[must_use]
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// What the platform sends back, so that nobody else can end the login.
    #[must_use]
    pub fn state(&self) -> &Secret {
        &self.state
    }

    /// Proves that who ends the login is who began it. It must not leave the server.
    #[must_use]
    pub fn verifier(&self) -> &Secret {
        &self.verifier
    }

    /// Exchanges the code for tokens, in a task of its own: a code works once, so that its response must not be cut off.
    pub(crate) async fn finish(
        &self,
        tokens: &Arc<TokenManager>,
        call: &'static TokenEndpoint,
        code: Secret,
        state: &Secret,
    ) -> Result<Grant, Error> {
        if self.state != *state {
            let reason = "it is not that of this login: someone else may have sent the user here";
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
            None => Err(Error::Store(Box::new(StoreError::new("it panicked, or the runtime ended")))),
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
            // It is not sent again unless the platform surely did not see it.
            let exchange = TokenRequest { idempotent: false, ..TokenRequest::new(call, &fields) };
            match exchange.send(&tokens.patient_sender, call.response_key).await {
                Ok(response) => break response,
                Err(error) => used.replace(error).await?,
            }
        };
        let grant = Grant::answered(response, call.response_key, sent, None)
            .ok_or_else(|| Error::invalid(None, "code", "the platform gave no token for it"))?;
        if !grant.can_renew() {
            tracing::warn!(
                "the login cannot be renewed, and ends with its access token: the platform gave no refresh token"
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

/// 43 characters, as many as PKCE asks for.
fn unguessable() -> Result<Secret, Error> {
    let mut bytes = zeroize::Zeroizing::new([0; 32]);
    Random::SYSTEM.fill(&mut *bytes).map_err(|error| Error::invalid(None, "login", error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(*bytes).into())
}
