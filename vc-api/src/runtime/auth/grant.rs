//! Grant, which contains the tokens of a login.

use std::fmt;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::time::Instant;

use crate::runtime::auth::token_request::TokenResponse;
use crate::runtime::util::deadline::{FAR, after};
use crate::runtime::wire::secret::Secret;

/// Tokens of a user who has logged in.
///
/// [`Client::finish_login`](crate::Client::finish_login) returns a grant. A program can also create a grant from tokens that
/// the program got in another way. [`Client::user`](crate::Client::user) returns a session for the grant. If the grant has a
/// refresh token, the client renews the tokens of the session.
///
/// ```
/// use std::time::Duration;
/// use vc_api::Grant;
///
/// let grant = Grant::new("u-…").expires_in(Duration::from_secs(7200)).refresh_token("ur-…");
/// ```
#[derive(Clone)]
#[must_use]
pub struct Grant {
    id: String,
    access_token: Secret,
    access_expires: Option<Instant>,
    refresh_token: Option<Secret>,
    refresh_expires: Option<Instant>,
    scopes: Vec<String>,
}

impl Grant {
    /// Creates a grant that contains only an access token. The client uses the access token until the platform rejects it.
    pub fn new(access_token: impl Into<Secret>) -> Self {
        let access_token = access_token.into();
        let id = id_of(&access_token);
        Self { id, access_token, access_expires: None, refresh_token: None, refresh_expires: None, scopes: Vec::new() }
    }

    /// Sets the remaining lifetime of the access token. If the lifetime is not set, the client uses the token until the
    /// platform rejects it.
    pub fn expires_in(mut self, left: Duration) -> Self {
        self.access_expires = Some(after(left));
        self
    }

    /// Sets the refresh token, which renews the access token.
    ///
    /// A refresh token works once. Give a refresh token to one client only, or to clients that share a
    /// [token store](crate::TokenStore).
    pub fn refresh_token(mut self, token: impl Into<Secret>) -> Self {
        let token = token.into();
        self.id = id_of(&token);
        self.refresh_token = Some(token);
        self
    }

    /// Sets the remaining lifetime of the refresh token. If the lifetime is not set, the client uses the token until the
    /// platform refuses it.
    pub fn refresh_expires_in(mut self, left: Duration) -> Self {
        self.refresh_expires = Some(after(left));
        self
    }

    /// Returns the id under which the token store keeps the login. Renewals do not change the id. The id is not a secret.
    ///
    /// The id is a hash of the first refresh token of the login, or of the access token if there is no refresh token.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns whether the client can renew the login: the grant has a refresh token that has not expired.
    ///
    /// The platform issues a refresh token under two conditions. The login requests the scope `offline_access`. A switch in
    /// the developer console, under 安全设置 (security settings), allows the app to renew user access tokens.
    #[must_use]
    pub fn can_renew(&self) -> bool {
        self.usable_refresh_token().is_some()
    }

    /// Returns the remaining time in which the client can renew the login. Each renewal may extend this time.
    ///
    /// The method returns `None` if the client cannot renew the login, or if the lifetime of the refresh token is unknown.
    #[must_use]
    pub fn renewable_for(&self) -> Option<Duration> {
        self.usable_refresh_token()?;
        self.refresh_expires.map(|expires| expires.saturating_duration_since(Instant::now()))
    }

    /// Returns the names of the scopes that the user granted. The list is empty if the platform did not give these names.
    ///
    /// A user may grant fewer scopes than [the login requested](crate::Login::scopes).
    #[must_use]
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// Creates a grant from the response to a request for tokens. `sent` is the time at which the client sent the request.
    /// After a renewal, `before` is the old grant, and the new grant has the id of the old grant. Returns `None` if the
    /// response contains no access token.
    pub(crate) fn from_response(
        mut response: TokenResponse,
        key: &str,
        sent: Instant,
        before: Option<&Self>,
    ) -> Option<Self> {
        let mut grant = Self::new(response.take(key)?);
        grant.access_expires = response.expires_in().and_then(|life| sent.checked_add(life));
        if let Some(token) = response.refresh_token.take() {
            grant = grant.refresh_token(token);
            grant.refresh_expires = response.refresh_expires_in().and_then(|life| sent.checked_add(life));
        }
        if let Some(scope) = &response.scope {
            grant.scopes = scope.split_whitespace().map(str::to_owned).collect();
        }
        if let Some(before) = before {
            grant.id.clone_from(&before.id);
            if grant.scopes.is_empty() {
                grant.scopes.clone_from(&before.scopes);
            }
        }
        Some(grant)
    }

    pub(crate) fn access_token(&self) -> &Secret {
        &self.access_token
    }

    /// Returns the expiry of the access token, or a time far in the future if the expiry is unknown.
    pub(crate) fn access_expires(&self) -> Instant {
        self.access_expires.unwrap_or_else(|| after(FAR))
    }

    /// Returns whether the grant has a refresh token. An expired refresh token counts too.
    pub(crate) fn renews(&self) -> bool {
        self.refresh_token.is_some()
    }

    /// Returns the refresh token; `None` if the refresh token is missing or has expired.
    pub(crate) fn usable_refresh_token(&self) -> Option<&Secret> {
        self.refresh_token.as_ref().filter(|_| self.refresh_expires.is_none_or(|expires| Instant::now() < expires))
    }

    /// Returns the refresh token, even if this token has expired.
    pub(crate) fn any_refresh_token(&self) -> Option<&Secret> {
        self.refresh_token.as_ref()
    }

    /// Returns the remaining lifetime of the access token, if the lifetime is known.
    pub(crate) fn access_left(&self) -> Option<Duration> {
        self.access_expires.map(left)
    }

    /// Returns the remaining lifetime of the refresh token, if the lifetime is known.
    pub(crate) fn refresh_left(&self) -> Option<Duration> {
        self.refresh_expires.map(left)
    }

    pub(crate) fn without_refresh_token(self) -> Self {
        Self { refresh_token: None, refresh_expires: None, ..self }
    }

    /// Returns a grant without tokens, for a login that has ended.
    pub(crate) fn ended(id: String) -> Self {
        Self::from_store(id, (Secret::default(), None), None, Vec::new())
    }

    /// Creates a grant from the values in the token store. The expiry of a token is `None` if the expiry is unknown.
    pub(crate) fn from_store(
        id: String,
        (access_token, access_expires): (Secret, Option<Instant>),
        refresh: Option<(Secret, Option<Instant>)>,
        scopes: Vec<String>,
    ) -> Self {
        let (refresh_token, refresh_expires) = refresh.unzip();
        Self { id, access_token, access_expires, refresh_token, refresh_expires: refresh_expires.flatten(), scopes }
    }
}

fn left(time: Instant) -> Duration {
    time.saturating_duration_since(Instant::now())
}

/// Returns the id of a login with this token. The id is a hash, which does not reveal the token.
fn id_of(token: &Secret) -> String {
    let hash = Sha256::digest(token.expose().as_bytes());
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Debug for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grant")
            .field("id", &self.id)
            .field("renews", &self.refresh_token.is_some())
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
