//! What a user granted to the app at login.

use std::fmt;
use std::time::Duration;

use serde::de::MapAccess;
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use crate::runtime::auth::token_request::TokenResponse;
use crate::runtime::store::token_store::StoreEntry;
use crate::runtime::util::deadline::after;
use crate::runtime::wire::decode::{Decode, Field, decode};
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

/// How long a login is kept whose refresh token is not known to expire earlier.
const LONG: Duration = Duration::from_secs(365 * 24 * 60 * 60);

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
        self.access_expires.unwrap_or_else(|| after(LONG))
    }

    /// Whether there is a refresh token, expired or not.
    pub(crate) fn renews(&self) -> bool {
        self.refresh_token.is_some()
    }

    /// The refresh token, unless it has expired.
    pub(crate) fn usable_refresh_token(&self) -> Option<&Secret> {
        self.refresh_token.as_ref().filter(|_| self.refresh_expires.is_none_or(|expires| Instant::now() < expires))
    }

    /// As an entry of the token store, which is kept as long as anything can be done with it.
    pub(crate) fn to_entry(&self) -> StoreEntry {
        let left = |time: Instant| time.saturating_duration_since(Instant::now());
        let access = self.access_expires.map(left);
        let life = match (&self.refresh_token, self.refresh_expires) {
            (Some(_), Some(expires)) => left(expires).max(access.unwrap_or(LONG)),
            (Some(_), None) => LONG,
            (None, _) => access.unwrap_or(LONG),
        };
        let kept = Kept {
            id: self.id.clone(),
            access_token: self.access_token.clone(),
            access_seconds: access.map_or(-1, whole_seconds),
            refresh_token: self.refresh_token.clone(),
            refresh_seconds: self.refresh_expires.map_or(-1, |expires| whole_seconds(left(expires))),
            life_seconds: whole_seconds(life),
            scopes: self.scopes.clone(),
        };
        StoreEntry { value: kept.to_text(), expires_in: life }
    }

    /// From an entry of the token store that was read at that time.
    pub(crate) fn from_entry(entry: &StoreEntry, read: Instant) -> Option<Self> {
        let kept: Kept = serde_json::from_str(entry.value.expose()).ok()?;
        // How long it was in the store is told by how much of its life is gone: no clock is needed.
        let gone = seconds(kept.life_seconds)?.saturating_sub(entry.expires_in);
        let expires = |life: i64| read.checked_add(seconds(life)?.saturating_sub(gone));
        Some(Self {
            access_expires: expires(kept.access_seconds),
            refresh_expires: expires(kept.refresh_seconds),
            id: kept.id,
            access_token: kept.access_token,
            refresh_token: kept.refresh_token,
            scopes: kept.scopes,
        })
    }
}

/// A grant in the token store. Of what is not known, there are -1 seconds.
#[derive(Default)]
struct Kept {
    id: String,
    access_token: Secret,
    access_seconds: i64,
    refresh_token: Option<Secret>,
    refresh_seconds: i64,
    life_seconds: i64,
    scopes: Vec<String>,
}

impl Kept {
    fn to_text(&self) -> Secret {
        use serde::ser::{SerializeMap, Serializer};
        let refresh_token = self.refresh_token.as_ref();
        let secrets = self.access_token.expose().len() + refresh_token.map_or(0, |token| token.expose().len());
        let scopes: usize = self.scopes.iter().map(|scope| scope.len() + 3).sum();
        // So large that it is never moved, which would leave a copy behind.
        let mut text = zeroize::Zeroizing::new(Vec::with_capacity(6 * (secrets + scopes) + self.id.len() + 256));
        let written = (|| {
            let mut json = serde_json::Serializer::new(&mut *text);
            let mut map = json.serialize_map(None)?;
            map.serialize_entry("id", &self.id)?;
            map.serialize_entry("access_token", &self.access_token)?;
            map.serialize_entry("access_seconds", &self.access_seconds)?;
            map.serialize_entry("refresh_token", &self.refresh_token)?;
            map.serialize_entry("refresh_seconds", &self.refresh_seconds)?;
            map.serialize_entry("life_seconds", &self.life_seconds)?;
            map.serialize_entry("scopes", &self.scopes)?;
            map.end()
        })();
        match (written, String::from_utf8(std::mem::take(&mut *text))) {
            (Ok(()), Ok(text)) => text.into(),
            _ => Secret::default(),
        }
    }
}

impl Decode for Kept {
    fn empty() -> Self {
        Self::default()
    }

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        match name {
            "id" => value.required(&mut self.id),
            "access_token" => value.required(&mut self.access_token),
            "access_seconds" => value.required(&mut self.access_seconds),
            "refresh_token" => value.option(&mut self.refresh_token),
            "refresh_seconds" => value.required(&mut self.refresh_seconds),
            "life_seconds" => value.required(&mut self.life_seconds),
            "scopes" => value.list(&mut self.scopes),
            _ => value.skip(),
        }
    }
}

decode!(Kept);

fn seconds(seconds: i64) -> Option<Duration> {
    u64::try_from(seconds).ok().map(Duration::from_secs)
}

fn whole_seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
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
