//! Access token of a login. The client renews the access token with the refresh token, which works once.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::runtime::auth::grant::Grant;
use crate::runtime::auth::lease::Lease;
use crate::runtime::auth::live::{Cause, LiveToken, Outcome};
use crate::runtime::auth::login_record::LoginRecord;
use crate::runtime::auth::shared_task::Control;
use crate::runtime::auth::stored_login::{EntryOfV010, StoredLogin};
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

/// Remaining lifetime of the access token at which the renewal of the login begins.
pub(crate) const RENEWED_BEFORE: Duration = Duration::from_secs(5 * 60);
/// Maximum duration of a lease in version 0.1.0 of this crate, with the default timeout.
const FIRST_LEASE: Duration = Duration::from_secs(105);
/// Maximum wait for the new tokens after another client used the refresh token.
const USED_ELSEWHERE: Duration = Duration::from_secs(3);
/// Pause between two checks of the store, while this client waits for another client.
const LOOK: Duration = Duration::from_millis(500);

impl LoginTokens {
    /// Reads the access token from the store. If the store fails, uses the token in memory.
    ///
    /// `cause` is the reason why the caller needs a token. Returns `None` if the token does not help the caller, for example
    /// because the platform has rejected this token.
    pub(crate) async fn look(&self, cause: &Cause) -> Result<Option<LiveToken>, Arc<Error>> {
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
            // Another client with the same store logged the user out.
            Some(record) if record.is_logged_out() => Err(Arc::new(self.needed(LoginReason::LoggedOut, None))),
            record => Ok(serving(record.as_ref(), cause)),
        }
    }

    /// Renews the login. The caller must have the lease.
    pub(crate) async fn renew(&self, cause: &Cause, shared_task: &Control) -> Outcome {
        if let Some(live) = self.look(cause).await? {
            return Ok(live);
        }
        if self.login.entry_of_v010().await.map_err(store_failed)?.is_none() {
            return self.renew_alone(cause, shared_task, None).await;
        }
        let lease_key = self.login.first_lease();
        let lease = self.first_lease(&lease_key).await?;
        let renewing = async {
            let first = self.login.entry_of_v010().await.map_err(store_failed)?;
            self.renew_alone(cause, shared_task, first).await
        };
        let outcome = lease.hold(renewing).await;
        lease.end().await;
        outcome
    }

    /// Takes the lease that version 0.1.0 of this crate uses, so that no program with version 0.1.0 renews the login at the
    /// same time.
    async fn first_lease<'a>(&'a self, key: &'a str) -> Result<Lease<'a>, Arc<Error>> {
        let end = Instant::now() + FIRST_LEASE;
        loop {
            if let Some(lease) = Lease::take(&self.login.tokens, key, None).await.map_err(store_failed)? {
                return Ok(lease);
            }
            if Instant::now() >= end {
                return Err(store_failed(StoreError::new(
                    "a program with version 0.1.0 of this library has the lease",
                )));
            }
            sleep(LOOK).await;
        }
    }

    /// Renews the login. The caller has the necessary leases, so no other client renews the login at the same time. `first`
    /// is the store entry of version 0.1.0 of this crate, if there is such an entry.
    async fn renew_alone(&self, cause: &Cause, shared_task: &Control, first: Option<EntryOfV010>) -> Outcome {
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
        // The request ends before this limit, so no response can arrive after the limit.
        if !shared_task.begin_single_use(2 * self.login.tokens.patient_sender.timeout) {
            return Err(store_failed(StoreError::new("another task took over")));
        }
        let outcome = self.refresh(&record, &refresh_token).await;
        let renewed = match outcome {
            Ok(grant) => record.renewed(grant),
            Err(error) => {
                shared_task.end_single_use();
                return self.refused(&record, error, first.as_ref()).await;
            }
        };
        self.login.state.lock().learn(renewed.clone());
        shared_task.end_single_use();
        // The client saves the new tokens before it uses them. If the process died before the save, the login would be lost,
        // because the old refresh token no longer works.
        self.login.save().await;
        if let Some(first) = first {
            self.login.update_v010(first, &renewed).await;
        }
        let record = self.login.state.lock().login.clone().unwrap_or(renewed);
        match LiveToken::of_login(&record) {
            Some(live) => live.map(LiveToken::marked_new),
            None => Err(Arc::new(self.needed(LoginReason::LoggedOut, None))),
        }
    }

    fn refresh_token(&self, record: &LoginRecord) -> Result<Secret, Error> {
        let reason = match (record.end_reason, record.grant.usable_refresh_token()) {
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

    /// Handles a failed renewal. If the platform refused the refresh token and no other client has renewed the login, ends
    /// the login.
    async fn refused(&self, record: &LoginRecord, error: Error, first: Option<&EntryOfV010>) -> Outcome {
        let reason = match error.code() {
            Some(codes::REFRESH_INVALID | codes::REFRESH_TOKEN) => LoginReason::Invalid,
            Some(codes::REFRESH_EXPIRED) => LoginReason::Expired,
            Some(codes::REFRESH_REVOKED) => LoginReason::Revoked,
            Some(codes::REFRESH_USED) => LoginReason::Used,
            _ => return Err(Arc::new(error)),
        };
        // Perhaps the previous owner of the lease used the refresh token, but has not saved the new tokens yet.
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
        first: Option<&EntryOfV010>,
        patience: Duration,
    ) -> Option<Outcome> {
        let end = Instant::now() + patience;
        loop {
            if let Ok(Some(found)) = self.login.synced().await
                && found.generation > record.generation
            {
                return match found.end_reason {
                    Some(reason) => Some(Err(Arc::new(self.needed(reason, None)))),
                    None => LiveToken::of_login(&found),
                };
            }
            if first.is_some()
                && let Ok(Some(found)) = self.login.entry_of_v010().await
                && found.is_newer_than(record)
            {
                let renewed = record.renewed(found.record.grant);
                self.login.state.lock().learn(renewed.clone());
                self.login.save().await;
                return LiveToken::of_login(&renewed);
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

/// Returns the access token in the record of a login, if this token makes a request for a new token unnecessary. `cause` is
/// the reason for the request.
fn serving(record: Option<&LoginRecord>, cause: &Cause) -> Option<LiveToken> {
    let live = LiveToken::of_login(record?)?.ok()?;
    live.serves(cause, RENEWED_BEFORE).then_some(live)
}

fn store_failed(error: StoreError) -> Arc<Error> {
    Arc::new(Error::Store(Box::new(error)))
}
