//! Access token of a login. The client renews the access token with the refresh token, which works once.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::runtime::auth::flight::Control;
use crate::runtime::auth::grant::Grant;
use crate::runtime::auth::lease::Lease;
use crate::runtime::auth::live::{Cause, Live, Outcome};
use crate::runtime::auth::login_record::LoginRecord;
use crate::runtime::auth::stored_login::{FirstEntry, StoredLogin};
use crate::runtime::auth::token_request::TokenRequest;
use crate::runtime::error::codes;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::{Error, LoginNeeded, LoginReason, Refused};
use crate::runtime::operation::token_type::TokenEndpoint;
use crate::runtime::wire::secret::Secret;

/// Source of the access token of a login.
#[derive(Clone)]
pub(crate) struct LoginTokens {
    pub(crate) login: StoredLogin,
    pub(crate) call: &'static TokenEndpoint,
}

/// Time before the expiry of the access token at which the renewal of the login begins.
pub(crate) const RENEWED_BEFORE: Duration = Duration::from_secs(5 * 60);
/// Maximum time that a program with version 0.1.0 has its lease, with the usual timeout.
const FIRST_LEASE: Duration = Duration::from_secs(105);
/// Time to wait for the tokens of a renewal by another client.
const USED_ELSEWHERE: Duration = Duration::from_secs(3);
/// Pause between two reads of the store for the tokens of a renewal by another client.
const LOOK: Duration = Duration::from_millis(500);

impl LoginTokens {
    /// Looks for the token in the store. If the store fails, uses the known token until its expiry.
    pub(crate) async fn look(&self, cause: &Cause) -> Result<Option<Live>, Arc<Error>> {
        let record = match self.login.synced().await {
            Ok(record) => record,
            Err(error) => {
                let known = self.login.state.lock().login.clone();
                let Some(live) = serving(known.as_ref(), cause) else { return Err(store_failed(error)) };
                tracing::warn!(%error, "continuing without the store");
                return Ok(Some(live));
            }
        };
        match record {
            // Another client logged the user out.
            Some(record) if record.is_logged_out() => Err(Arc::new(self.needed(LoginReason::LoggedOut, None))),
            record => Ok(serving(record.as_ref(), cause)),
        }
    }

    /// Renews the login. The caller must have the lease.
    pub(crate) async fn renew(&self, cause: &Cause, flight: &Control) -> Outcome {
        if let Some(live) = self.look(cause).await? {
            return Ok(live);
        }
        if self.login.first_entry().await.map_err(store_failed)?.is_none() {
            return self.renew_alone(cause, flight, None).await;
        }
        let lease_key = self.login.first_lease();
        let lease = self.first_lease(&lease_key).await?;
        let renewing = async {
            let first = self.login.first_entry().await.map_err(store_failed)?;
            self.renew_alone(cause, flight, first).await
        };
        let outcome = lease.hold(renewing).await;
        lease.end().await;
        outcome
    }

    /// Takes the lease of version 0.1.0, so that programs with that version do not renew the login at the same time.
    async fn first_lease<'a>(&'a self, key: &'a str) -> Result<Lease<'a>, Arc<Error>> {
        let end = Instant::now() + FIRST_LEASE;
        loop {
            if let Some(lease) = Lease::take(&self.login.tokens, key, None).await.map_err(store_failed)? {
                return Ok(lease);
            }
            if Instant::now() >= end {
                return Err(store_failed(StoreError::new("a program with version 0.1.0 has the lease")));
            }
            sleep(LOOK).await;
        }
    }

    /// Renews the login while no other client does. `first` is the entry of version 0.1.0, if there is such an entry.
    async fn renew_alone(&self, cause: &Cause, flight: &Control, first: Option<FirstEntry>) -> Outcome {
        let Some(mut record) = self.login.state.lock().login.clone() else {
            return Err(Arc::new(self.needed(LoginReason::Unknown, None)));
        };
        if let Some(first) = first.as_ref().filter(|first| first.is_newer_than(&record)) {
            record = record.renewed(first.record.grant.clone());
            self.login.state.lock().learn(record.clone());
            self.login.save().await;
            if let Some(live) = serving(Some(&record), cause) {
                return Ok(live);
            }
        }
        let refresh_token = self.refresh_token(&record).map_err(Arc::new)?;
        // This limit is longer than the maximum duration of the request.
        if !flight.spend(2 * self.login.tokens.patient_sender.timeout) {
            return Err(store_failed(StoreError::new("another task took over")));
        }
        let outcome = self.refresh(&record, &refresh_token).await;
        let renewed = match outcome {
            Ok(grant) => record.renewed(grant),
            Err(error) => {
                flight.spent();
                return self.refused(&record, error, first.as_ref()).await;
            }
        };
        self.login.state.lock().learn(renewed.clone());
        flight.spent();
        // The store must have the new tokens before their first use, because the old refresh token no longer works.
        self.login.save().await;
        if let Some(first) = first {
            self.login.tell_first(first, &renewed).await;
        }
        let record = self.login.state.lock().login.clone().unwrap_or(renewed);
        match Live::of_login(&record) {
            Some(live) => live.map(Live::new_one),
            None => Err(Arc::new(self.needed(LoginReason::LoggedOut, None))),
        }
    }

    fn refresh_token(&self, record: &LoginRecord) -> Result<Secret, Error> {
        let reason = match (record.over, record.grant.usable_refresh_token()) {
            (Some(reason), _) => reason,
            (None, Some(token)) => return Ok(token.clone()),
            (None, None) if record.grant.renews() => LoginReason::Expired,
            (None, None) => LoginReason::NoRefreshToken,
        };
        Err(self.needed(reason, None))
    }

    async fn refresh(&self, record: &LoginRecord, refresh_token: &Secret) -> Result<Grant, Error> {
        let tokens = &self.login.tokens;
        let app = tokens.required_app()?;
        let sent = Instant::now();
        let mut used = app.secret.begin().await?;
        let response = loop {
            let fields = [
                ("grant_type", "refresh_token"),
                ("client_id", &*app.id),
                ("client_secret", used.secret.expose()),
                ("refresh_token", refresh_token.expose()),
            ];
            let request = TokenRequest::new(self.call, &fields);
            match request.send(&tokens.patient_sender, self.call.response_key).await {
                Ok(response) => break response,
                Err(error) => used.replace(error).await?,
            }
        };
        let renewed = Grant::from_response(response, self.call.response_key, sent, Some(&record.grant));
        renewed.ok_or_else(|| self.needed(LoginReason::NoRefreshToken, None))
    }

    /// Handles a refused renewal, and decides whether the refusal ends the login.
    async fn refused(&self, record: &LoginRecord, error: Error, first: Option<&FirstEntry>) -> Outcome {
        let reason = match error.code() {
            Some(codes::REFRESH_INVALID | codes::REFRESH_TOKEN) => LoginReason::Invalid,
            Some(codes::REFRESH_EXPIRED) => LoginReason::Expired,
            Some(codes::REFRESH_REVOKED) => LoginReason::Revoked,
            Some(codes::REFRESH_USED) => LoginReason::Used,
            _ => return Err(Arc::new(error)),
        };
        // An earlier holder of the lease may have renewed the login, and may be about to save the tokens.
        let patience = if reason == LoginReason::Used { USED_ELSEWHERE } else { Duration::ZERO };
        if let Some(live) = self.renewed_elsewhere(record, first, patience).await {
            return live;
        }
        self.login.state.lock().learn(record.refused(reason));
        self.login.save().await;
        Err(Arc::new(self.needed(reason, error.refusal().cloned())))
    }

    async fn renewed_elsewhere(
        &self,
        record: &LoginRecord,
        first: Option<&FirstEntry>,
        patience: Duration,
    ) -> Option<Outcome> {
        let end = Instant::now() + patience;
        loop {
            if let Ok(Some(found)) = self.login.synced().await
                && found.generation > record.generation
            {
                return match found.over {
                    Some(reason) => Some(Err(Arc::new(self.needed(reason, None)))),
                    None => Live::of_login(&found),
                };
            }
            if first.is_some()
                && let Ok(Some(found)) = self.login.first_entry().await
                && found.is_newer_than(record)
            {
                let renewed = record.renewed(found.record.grant);
                self.login.state.lock().learn(renewed.clone());
                self.login.save().await;
                return Live::of_login(&renewed);
            }
            if Instant::now() >= end {
                return None;
            }
            sleep(LOOK).await;
        }
    }

    fn needed(&self, reason: LoginReason, refusal: Option<Refused>) -> Error {
        Error::LoginNeeded(Box::new(LoginNeeded {
            operation: self.call.path.into(),
            reason,
            refusal,
            acted_before: false,
        }))
    }
}

/// Returns the token of a login if the token can be used for this cause.
fn serving(record: Option<&LoginRecord>, cause: &Cause) -> Option<Live> {
    let live = Live::of_login(record?)?.ok()?;
    live.serves(cause, RENEWED_BEFORE).then_some(live)
}

fn store_failed(error: StoreError) -> Arc<Error> {
    Arc::new(Error::Store(Box::new(error)))
}
