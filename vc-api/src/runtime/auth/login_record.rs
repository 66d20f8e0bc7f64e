//! Record of a login in the token store. Clients of several versions and processes share the record.
//!
//! Each renewal has a number, so that older tokens never replace newer ones. Older tokens come from a process that stalled
//! for longer than its lease, or from a store that was down for a while.

use std::time::Duration;

use serde::de::MapAccess;
use tokio::time::Instant;

use crate::runtime::auth::grant::Grant;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::LoginReason;
use crate::runtime::store::token_store::StoreEntry;
use crate::runtime::wire::decode::{Decode, Field, decode};
use crate::runtime::wire::secret::Secret;

/// Login, with the reason of its end if it has ended.
#[derive(Clone)]
pub(crate) struct LoginRecord {
    pub(crate) grant: Grant,
    /// Number of renewals since the login.
    pub(crate) generation: u64,
    /// Reason why the user must log in again after the expiry of the access token.
    pub(crate) over: Option<LoginReason>,
}

/// Version of the entries that the client writes. The client does not change entries of a later version.
const VERSION: i64 = 2;
/// Lifetime in the store of a login with a refresh token of unknown lifetime.
const LONG: Duration = Duration::from_secs(365 * 24 * 60 * 60);
/// Minimum lifetime in the store. The minimum also applies to the reason why a login ended.
const REASON: Duration = Duration::from_secs(7 * 24 * 60 * 60);

impl LoginRecord {
    /// Creates the record of a login before its first renewal.
    pub(crate) fn new(grant: Grant) -> Self {
        Self { grant, generation: 0, over: None }
    }

    /// Returns the login with the tokens of a renewal.
    pub(crate) fn renewed(&self, grant: Grant) -> Self {
        Self { grant, generation: self.generation.saturating_add(1), over: None }
    }

    /// Returns the login after a refusal of its refresh token. The access token stays usable until it expires.
    pub(crate) fn refused(&self, reason: LoginReason) -> Self {
        Self { grant: self.grant.clone().without_refresh_token(), generation: self.generation, over: Some(reason) }
    }

    /// Returns the record of a user who logged out.
    pub(crate) fn logged_out(id: String) -> Self {
        Self { grant: Grant::ended(id), generation: u64::MAX, over: Some(LoginReason::LoggedOut) }
    }

    pub(crate) fn is_logged_out(&self) -> bool {
        self.over == Some(LoginReason::LoggedOut)
    }

    /// Returns the access token, if the record has an access token.
    pub(crate) fn access_token(&self) -> Option<&Secret> {
        Some(self.grant.access_token()).filter(|token| !token.expose().is_empty())
    }

    /// Returns whether this record is newer than the other record. Of two renewals with the same number, neither is newer.
    pub(crate) fn is_newer_than(&self, other: &Self) -> bool {
        let rank = |record: &Self| (record.generation, record.over.is_some());
        rank(self) > rank(other)
    }

    /// Returns the lifetime of the record in the store. The record lives while its tokens are usable, but at least for
    /// [`REASON`].
    fn life(&self) -> Duration {
        let access = self.grant.access_left().unwrap_or(LONG);
        let life = match self.over {
            Some(LoginReason::LoggedOut) => LONG,
            None if self.grant.renews() => self.grant.refresh_left().unwrap_or(LONG).max(access),
            Some(_) | None => access,
        };
        life.max(REASON)
    }

    /// Returns the record as an entry of the token store.
    pub(crate) fn to_entry(&self) -> StoreEntry {
        let life = self.life();
        StoreEntry { value: self.kept(life).to_text(true), expires_in: life }
    }

    /// Returns the login as an entry that version 0.1.0 can read.
    pub(crate) fn to_first_entry(&self) -> StoreEntry {
        let life = self.life();
        StoreEntry { value: self.kept(life).to_text(false), expires_in: life }
    }

    fn kept(&self, life: Duration) -> Kept {
        let whole = |left: Option<Duration>| left.map_or(UNKNOWN, whole_seconds);
        Kept {
            version: VERSION,
            generation: i64::try_from(self.generation).unwrap_or(i64::MAX),
            over: self.over.map(|reason| name(reason).to_owned()),
            id: self.grant.id().to_owned(),
            access_token: self.grant.access_token().clone(),
            access_seconds: whole(self.grant.access_left()),
            refresh_token: self.grant.any_refresh_token().cloned(),
            refresh_seconds: whole(self.grant.refresh_left()),
            life_seconds: whole_seconds(life),
            scopes: self.grant.scopes().to_vec(),
        }
    }

    /// Decodes an entry of the token store that was read at this time. An entry of version 0.1.0 has no version.
    ///
    /// # Errors
    ///
    /// If a later version wrote the entry, or the entry is not a login.
    pub(crate) fn from_entry(entry: &StoreEntry, read: Instant) -> Result<Self, StoreError> {
        let kept: Option<Kept> = serde_json::from_str(entry.value.expose()).ok();
        let kept = kept.filter(|kept| kept.version <= VERSION).ok_or_else(|| StoreError::new(UNREADABLE))?;
        // The elapsed lifetime of the entry is its time in the store. The client does not compare the clocks of two
        // machines.
        let gone = seconds(kept.life_seconds).unwrap_or_default().saturating_sub(entry.expires_in);
        let expires = |life: i64| read.checked_add(seconds(life)?.saturating_sub(gone));
        let (access_expires, refresh_expires) = (expires(kept.access_seconds), expires(kept.refresh_seconds));
        let over = kept.over.as_deref().map(reason);
        Ok(Self {
            generation: match over {
                Some(LoginReason::LoggedOut) => u64::MAX,
                _ => u64::try_from(kept.generation).unwrap_or_default(),
            },
            over,
            grant: Grant::kept(
                kept.id,
                (kept.access_token, access_expires),
                kept.refresh_token.map(|token| (token, refresh_expires)),
                kept.scopes,
            ),
        })
    }
}

const UNREADABLE: &str =
    "cannot read the entry of the login: another version of this library wrote it, or another program";
/// Value for an unknown time.
const UNKNOWN: i64 = -1;

/// Names of the reasons in the store.
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

/// Entry of the token store.
#[derive(Default)]
struct Kept {
    /// 0 in entries of version 0.1.0.
    version: i64,
    generation: i64,
    over: Option<String>,
    id: String,
    access_token: Secret,
    access_seconds: i64,
    refresh_token: Option<Secret>,
    refresh_seconds: i64,
    life_seconds: i64,
    scopes: Vec<String>,
}

impl Kept {
    fn to_text(&self, has_version: bool) -> Secret {
        use serde::ser::{SerializeMap, Serializer};
        let refresh_token = self.refresh_token.as_ref();
        let secrets = self.access_token.expose().len() + refresh_token.map_or(0, |token| token.expose().len());
        let scopes: usize = self.scopes.iter().map(|scope| scope.len() + 3).sum();
        // The capacity is sufficient, because a reallocation would leave a copy of the secrets in memory.
        let mut text = zeroize::Zeroizing::new(Vec::with_capacity(6 * (secrets + scopes) + self.id.len() + 384));
        let written = (|| {
            let mut json = serde_json::Serializer::new(&mut *text);
            let mut map = json.serialize_map(None)?;
            if has_version {
                map.serialize_entry("version", &self.version)?;
                map.serialize_entry("generation", &self.generation)?;
                map.serialize_entry("over", &self.over)?;
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

impl Decode for Kept {
    fn empty() -> Self {
        Self::default()
    }

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        match name {
            "version" => value.required(&mut self.version),
            "generation" => value.required(&mut self.generation),
            "over" => value.option(&mut self.over),
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
