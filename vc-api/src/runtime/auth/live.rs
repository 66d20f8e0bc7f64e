//! Token with its expiry, and the reason why a client gets a token.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::auth::login_record::LoginRecord;
use crate::runtime::error::types::Error;
use crate::runtime::send::access_token::AccessToken;
use crate::runtime::wire::secret::Secret;

/// Token with its expiry.
#[derive(Clone)]
pub(crate) struct LiveToken {
    pub(crate) token: Arc<AccessToken>,
    pub(crate) expires: Instant,
    /// Whether the token comes from the platform. If `false`, the token comes from the store.
    pub(crate) is_new: bool,
}

/// Outcome of the acquisition of a token.
pub(crate) type Outcome = Result<LiveToken, Arc<Error>>;

/// Reason why the client needs a new token.
#[derive(Clone)]
pub(crate) enum Cause {
    /// The client has no token, or the token has expired.
    Missing,
    /// The current token expires soon.
    Renewal,
    /// The platform rejected this token.
    Rejected(Secret),
}

impl LiveToken {
    pub(crate) fn new(text: Secret, expires: Instant) -> Outcome {
        match AccessToken::new(text) {
            Ok(token) => Ok(Self { token: Arc::new(token), expires, is_new: false }),
            Err(reason) => Err(Arc::new(Error::invalid(None, "token", reason))),
        }
    }

    /// Returns the access token of a login; `None` if the login has no access token.
    pub(crate) fn of_login(record: &LoginRecord) -> Option<Outcome> {
        let token = record.access_token()?;
        Some(Self::new(token.clone(), record.grant.access_expires()))
    }

    /// Marks the token as a token from the platform, not from the store.
    pub(crate) fn marked_new(self) -> Self {
        Self { is_new: true, ..self }
    }

    /// Returns `true` if this token makes a request for a new token unnecessary. `cause` is the reason for the request. For
    /// [`Cause::Renewal`], this token must remain valid for longer than `renewed_before`.
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
    /// Returns the rejected token; `None` if the platform rejected no token.
    pub(crate) fn rejected(&self) -> Option<&Secret> {
        match self {
            Self::Rejected(rejected) => Some(rejected),
            Self::Missing | Self::Renewal => None,
        }
    }
}
