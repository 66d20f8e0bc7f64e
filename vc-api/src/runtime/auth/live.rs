//! A token that can be used, and why one is obtained.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::auth::login_record::LoginRecord;
use crate::runtime::error::types::Error;
use crate::runtime::send::access_token::AccessToken;
use crate::runtime::wire::secret::Secret;

/// A token, and how long it can be used.
#[derive(Clone)]
pub(crate) struct Live {
    pub(crate) token: Arc<AccessToken>,
    pub(crate) expires: Instant,
    /// Whether the platform was asked for it. If not, it was in the store.
    pub(crate) is_new: bool,
}

/// Outcome of obtaining a token.
pub(crate) type Outcome = Result<Live, Arc<Error>>;

/// Why a token is obtained.
#[derive(Clone)]
pub(crate) enum Cause {
    /// There is none.
    Missing,
    /// There is one, but not for long.
    Renewal,
    /// This one was rejected.
    Rejected(Secret),
}

impl Live {
    pub(crate) fn new(text: Secret, expires: Instant) -> Outcome {
        match AccessToken::new(text) {
            Ok(token) => Ok(Self { token: Arc::new(token), expires, is_new: false }),
            Err(reason) => Err(Arc::new(Error::invalid(None, "token", reason))),
        }
    }

    /// Returns the token of a login; `None` if it has none any more.
    pub(crate) fn of_login(record: &LoginRecord) -> Option<Outcome> {
        let token = record.access_token()?;
        Some(Self::new(token.clone(), record.grant.access_expires()))
    }

    /// Notes that the platform was asked for the token.
    pub(crate) fn new_one(self) -> Self {
        Self { is_new: true, ..self }
    }

    /// Returns whether the token is what is looked for.
    pub(crate) fn serves(&self, cause: &Cause, renewed_before: Duration) -> bool {
        let left = self.expires.saturating_duration_since(Instant::now());
        match cause {
            Cause::Missing => !left.is_zero(),
            Cause::Renewal => left > renewed_before,
            Cause::Rejected(rejected) => !left.is_zero() && self.token.text() != rejected,
        }
    }
}

impl Cause {
    /// Returns the token that was rejected.
    pub(crate) fn rejected(&self) -> Option<&Secret> {
        match self {
            Self::Rejected(rejected) => Some(rejected),
            Self::Missing | Self::Renewal => None,
        }
    }
}
