//! Live token, and the cause of its acquisition.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::auth::login_record::LoginRecord;
use crate::runtime::error::types::Error;
use crate::runtime::send::access_token::AccessToken;
use crate::runtime::wire::secret::Secret;

/// Token with its expiry.
#[derive(Clone)]
pub(crate) struct Live {
    pub(crate) token: Arc<AccessToken>,
    pub(crate) expires: Instant,
    /// Whether the token comes from the platform. If `false`, the token comes from the store.
    pub(crate) is_new: bool,
}

/// Outcome of an acquisition.
pub(crate) type Outcome = Result<Live, Arc<Error>>;

/// Cause of an acquisition.
#[derive(Clone)]
pub(crate) enum Cause {
    /// There is no token.
    Missing,
    /// The current token expires soon.
    Renewal,
    /// The platform rejected this token.
    Rejected(Secret),
}

impl Live {
    pub(crate) fn new(text: Secret, expires: Instant) -> Outcome {
        match AccessToken::new(text) {
            Ok(token) => Ok(Self { token: Arc::new(token), expires, is_new: false }),
            Err(reason) => Err(Arc::new(Error::invalid(None, "token", reason))),
        }
    }

    /// Returns the token of a login; `None` if the login has no token.
    pub(crate) fn of_login(record: &LoginRecord) -> Option<Outcome> {
        let token = record.access_token()?;
        Some(Self::new(token.clone(), record.grant.access_expires()))
    }

    /// Records that the token comes from the platform.
    pub(crate) fn new_one(self) -> Self {
        Self { is_new: true, ..self }
    }

    /// Returns whether the token can be used for this cause.
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
    /// Returns the rejected token.
    pub(crate) fn rejected(&self) -> Option<&Secret> {
        match self {
            Self::Rejected(rejected) => Some(rejected),
            Self::Missing | Self::Renewal => None,
        }
    }
}
