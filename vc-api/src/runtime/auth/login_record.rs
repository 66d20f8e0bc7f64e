//! Record of a login in the token store. Processes with different versions of this crate can share the record.
//!
//! The renewals of a login are numbered, so that older tokens never replace newer tokens. For example, a process that
//! stalled for longer than its lease still has older tokens, and so does a store after a failure.

use std::time::Duration;

use serde::de::MapAccess;
use tokio::time::Instant;

use crate::runtime::auth::grant::Grant;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::LoginReason;
use crate::runtime::store::token_store::StoreEntry;
use crate::runtime::wire::decode::{Decode, Field, decode};
use crate::runtime::wire::secret::Secret;

/// Login with its tokens. If the login has ended, the record also contains the reason.
#[derive(Clone)]
pub(crate) struct LoginRecord {
    pub(crate) grant: Grant,
    /// Number of renewals of the login. After a logout, the number is [`u64::MAX`], so that no other record is newer.
    pub(crate) generation: u64,
    /// Reason why the login ended; `None` if the login has not ended. The access token stays usable until it expires, unless
    /// the user logged out.
    pub(crate) end_reason: Option<LoginReason>,
}

/// Version of the entries that the client writes. The client does not change entries of a later version.
const VERSION: i64 = 2;
/// Lifetime of a record in the store after a logout, or if the lifetime of a token is unknown.
const LONG_LIFE: Duration = Duration::from_secs(365 * 24 * 60 * 60);
/// Minimum lifetime of a record in the store. Even without usable tokens, a record tells why the login ended.
const MIN_LIFE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

impl LoginRecord {
    /// Creates the record of a login before its first renewal.
    pub(crate) fn new(grant: Grant) -> Self {
        Self { grant, generation: 0, end_reason: None }
    }

    /// Returns the record of the login after a renewal. `grant` contains the new tokens.
    pub(crate) fn renewed(&self, grant: Grant) -> Self {
        Self { grant, generation: self.generation.saturating_add(1), end_reason: None }
    }

    /// Returns the record of the login after a refusal of its refresh token. The access token stays usable until it expires.
    pub(crate) fn refused(&self, reason: LoginReason) -> Self {
        Self {
            grant: self.grant.clone().without_refresh_token(),
            generation: self.generation,
            end_reason: Some(reason),
        }
    }

    /// Returns the record of a login that ended with a logout.
    pub(crate) fn logged_out(id: String) -> Self {
        Self { grant: Grant::ended(id), generation: u64::MAX, end_reason: Some(LoginReason::LoggedOut) }
    }

    pub(crate) fn is_logged_out(&self) -> bool {
        self.end_reason == Some(LoginReason::LoggedOut)
    }

    /// Returns the access token, if the record has an access token.
    pub(crate) fn access_token(&self) -> Option<&Secret> {
        Some(self.grant.access_token()).filter(|token| !token.expose().is_empty())
    }

    /// Returns whether this record is newer than `other`. The record with more renewals is newer. If the numbers of renewals
    /// are equal, a record with an end reason is newer than a record without an end reason.
    pub(crate) fn is_newer_than(&self, other: &Self) -> bool {
        let rank = |record: &Self| (record.generation, record.end_reason.is_some());
        rank(self) > rank(other)
    }

    /// Returns the lifetime of the record in the store. The record lasts as long as the tokens, but at least for
    /// [`MIN_LIFE`]. After a logout, the lifetime is [`LONG_LIFE`].
    fn life(&self) -> Duration {
        let access = self.grant.access_left().unwrap_or(LONG_LIFE);
        let life = match self.end_reason {
            Some(LoginReason::LoggedOut) => LONG_LIFE,
            None if self.grant.renews() => self.grant.refresh_left().unwrap_or(LONG_LIFE).max(access),
            Some(_) | None => access,
        };
        life.max(MIN_LIFE)
    }

    /// Returns the record as an entry of the token store.
    pub(crate) fn to_entry(&self) -> StoreEntry {
        let life = self.life();
        StoreEntry { value: self.stored(life).to_text(true), expires_in: life }
    }

    /// Returns the record as an entry that version 0.1.0 of this crate can read.
    pub(crate) fn to_first_entry(&self) -> StoreEntry {
        let life = self.life();
        StoreEntry { value: self.stored(life).to_text(false), expires_in: life }
    }

    fn stored(&self, life: Duration) -> StoredJson {
        let whole = |left: Option<Duration>| left.map_or(UNKNOWN, whole_seconds);
        StoredJson {
            version: VERSION,
            generation: i64::try_from(self.generation).unwrap_or(i64::MAX),
            end_reason: self.end_reason.map(|reason| name(reason).to_owned()),
            id: self.grant.id().to_owned(),
            access_token: self.grant.access_token().clone(),
            access_seconds: whole(self.grant.access_left()),
            refresh_token: self.grant.any_refresh_token().cloned(),
            refresh_seconds: whole(self.grant.refresh_left()),
            life_seconds: whole_seconds(life),
            scopes: self.grant.scopes().to_vec(),
        }
    }

    /// Decodes an entry of the token store. `read` is the time at which the client read the entry. Version 0.1.0 of this
    /// crate wrote entries without a version.
    ///
    /// # Errors
    ///
    /// Fails if a later version of this crate wrote the entry, or if the entry does not contain a login.
    pub(crate) fn from_entry(entry: &StoreEntry, read: Instant) -> Result<Self, StoreError> {
        let stored: Option<StoredJson> = serde_json::from_str(entry.value.expose()).ok();
        let stored = stored.filter(|stored| stored.version <= VERSION).ok_or_else(|| StoreError::new(UNREADABLE))?;
        // The whole lifetime minus the remaining lifetime gives the age of the entry, without a comparison of the clocks of
        // two machines.
        let gone = seconds(stored.life_seconds).unwrap_or_default().saturating_sub(entry.expires_in);
        let expires = |life: i64| read.checked_add(seconds(life)?.saturating_sub(gone));
        let (access_expires, refresh_expires) = (expires(stored.access_seconds), expires(stored.refresh_seconds));
        let end_reason = stored.end_reason.as_deref().map(reason);
        Ok(Self {
            generation: match end_reason {
                Some(LoginReason::LoggedOut) => u64::MAX,
                _ => u64::try_from(stored.generation).unwrap_or_default(),
            },
            end_reason,
            grant: Grant::from_store(
                stored.id,
                (stored.access_token, access_expires),
                stored.refresh_token.map(|token| (token, refresh_expires)),
                stored.scopes,
            ),
        })
    }
}

const UNREADABLE: &str =
    "cannot read the entry of the login: another program, or another version of this library, wrote it";
/// Stored value for an unknown lifetime.
const UNKNOWN: i64 = -1;

/// Reasons why a login ended, with their names in the store.
const REASONS: [(LoginReason, &str); 7] = [
    (LoginReason::NoRefreshToken, "no_refresh_token"),
    (LoginReason::Unknown, "unknown"),
    (LoginReason::Invalid, "invalid"),
    (LoginReason::Expired, "expired"),
    (LoginReason::Revoked, "revoked"),
    (LoginReason::Used, "used"),
    (LoginReason::LoggedOut, "logged_out"),
];

fn name(reason: LoginReason) -> &'static str {
    REASONS.iter().find(|(known, _)| *known == reason).map_or("invalid", |(_, name)| name)
}

fn reason(name: &str) -> LoginReason {
    REASONS.iter().find(|(_, known)| *known == name).map_or(LoginReason::Invalid, |(reason, _)| *reason)
}

/// Login as JSON, in an entry of the token store.
#[derive(Default)]
struct StoredJson {
    /// Version of the entry. The version is 0 for an entry that version 0.1.0 of this crate wrote.
    version: i64,
    generation: i64,
    end_reason: Option<String>,
    id: String,
    access_token: Secret,
    access_seconds: i64,
    refresh_token: Option<Secret>,
    refresh_seconds: i64,
    life_seconds: i64,
    scopes: Vec<String>,
}

impl StoredJson {
    fn to_text(&self, has_version: bool) -> Secret {
        use serde::ser::{SerializeMap, Serializer};
        let refresh_token = self.refresh_token.as_ref();
        let secrets = self.access_token.expose().len() + refresh_token.map_or(0, |token| token.expose().len());
        let scopes: usize = self.scopes.iter().map(|scope| scope.len() + 3).sum();
        // The capacity must be sufficient, because a reallocation would leave a copy of the secrets in memory.
        let mut text = zeroize::Zeroizing::new(Vec::with_capacity(6 * (secrets + scopes) + self.id.len() + 384));
        let written = (|| {
            let mut json = serde_json::Serializer::new(&mut *text);
            let mut map = json.serialize_map(None)?;
            if has_version {
                map.serialize_entry("version", &self.version)?;
                map.serialize_entry("generation", &self.generation)?;
                map.serialize_entry("over", &self.end_reason)?;
            }
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

impl Decode for StoredJson {
    fn empty() -> Self {
        Self::default()
    }

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        match name {
            "version" => value.required(&mut self.version),
            "generation" => value.required(&mut self.generation),
            "over" => value.option(&mut self.end_reason),
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

decode!(StoredJson);

fn seconds(seconds: i64) -> Option<Duration> {
    u64::try_from(seconds).ok().map(Duration::from_secs)
}

fn whole_seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}
