//! What a user granted to the app at login.

use std::fmt;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::time::Instant;

use crate::runtime::auth::token_request::TokenResponse;
use crate::runtime::util::deadline::{FAR, after};
use crate::runtime::wire::secret::Secret;

/// The tokens of a user who has logged in; from [`Client::finish_login`](crate::Client::finish_login), or made of tokens
/// that were obtained otherwise.
///
/// [`Client::user`](crate::Client::user) makes a session of it, which renews itself if there is a refresh token.
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
    /// A grant of an access token alone. It is used until the platform rejects it.
    pub fn new(access_token: impl Into<Secret>) -> Self {
        let access_token = access_token.into();
        let id = id_of(&access_token);
        Self { id, access_token, access_expires: None, refresh_token: None, refresh_expires: None, scopes: Vec::new() }
    }

    /// How long the access token still lives. Without it, it is used until the platform rejects it.
    pub fn expires_in(mut self, left: Duration) -> Self {
        self.access_expires = Some(after(left));
        self
    }

    /// Renews the access token. It works once, so it must be given to one client only, or to clients that share a
    /// [token store](crate::TokenStore).
    pub fn refresh_token(mut self, token: impl Into<Secret>) -> Self {
        let token = token.into();
        self.id = id_of(&token);
        self.refresh_token = Some(token);
        self
    }

    /// How long the refresh token still lives. Without it, it is used until the platform refuses it.
    pub fn refresh_expires_in(mut self, left: Duration) -> Self {
        self.refresh_expires = Some(after(left));
        self
    }

    /// Names the login in the token store, however often its tokens are renewed; no secret. By default it is made of the
    /// tokens.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns whether a session of the login can renew itself: there is a refresh token that has not expired.
    ///
    /// The platform gives a refresh token if the login asks for the scope `offline_access`, and the app renews user tokens,
    /// which is a switch in the developer console (安全设置).
    #[must_use]
    pub fn can_renew(&self) -> bool {
        self.usable_refresh_token().is_some()
    }

    /// Returns how long the login can still be renewed; `None` if it cannot be, or the platform did not tell until when. Each
    /// renewal may make it longer.
    #[must_use]
    pub fn renewable_for(&self) -> Option<Duration> {
        self.usable_refresh_token()?;
        self.refresh_expires.map(|expires| expires.saturating_duration_since(Instant::now()))
    }

    /// The names of the scopes that the user granted, as far as the platform told. A user may grant fewer than
    /// [the login asked for](crate::Login::scopes).
    #[must_use]
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// What a call answered that was sent at that time. `before` is what was renewed.
    pub(crate) fn answered(
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

    /// When the access token expires; far away if that is not known.
    pub(crate) fn access_expires(&self) -> Instant {
        self.access_expires.unwrap_or_else(|| after(FAR))
    }

    /// Whether there is a refresh token, expired or not.
    pub(crate) fn renews(&self) -> bool {
        self.refresh_token.is_some()
    }

    /// The refresh token, unless it has expired.
    pub(crate) fn usable_refresh_token(&self) -> Option<&Secret> {
        self.refresh_token.as_ref().filter(|_| self.refresh_expires.is_none_or(|expires| Instant::now() < expires))
    }

    /// Returns the refresh token, expired or not.
    pub(crate) fn any_refresh_token(&self) -> Option<&Secret> {
        self.refresh_token.as_ref()
    }

    /// Returns how long the access token still lives, if that is known.
    pub(crate) fn access_left(&self) -> Option<Duration> {
        self.access_expires.map(left)
    }

    /// Returns how long the refresh token still lives, if that is known.
    pub(crate) fn refresh_left(&self) -> Option<Duration> {
        self.refresh_expires.map(left)
    }

    pub(crate) fn without_refresh_token(self) -> Self {
        Self { refresh_token: None, refresh_expires: None, ..self }
    }

    /// A grant of nothing, which stands for a login that is over.
    pub(crate) fn ended(id: String) -> Self {
        Self::kept(id, (Secret::default(), None), None, Vec::new())
    }

    /// A grant from what was kept of it. Each token has the time when it expires, if that is known.
    pub(crate) fn kept(
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

/// A name that tells nothing of the token.
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
