//! Tokens of an app, such as a tenant access token. The client can request these tokens from the platform at any time.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::auth::app_ticket;
use crate::runtime::auth::live::{Cause, LiveToken, Outcome};
use crate::runtime::auth::token_manager::{StoreKeys, TokenManager};
use crate::runtime::auth::token_request::TokenRequest;
use crate::runtime::error::codes;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::Error;
use crate::runtime::operation::token_type::TokenEndpoint;
use crate::runtime::send::access_token::{AccessToken, TokenSource};
use crate::runtime::store::token_store::StoreEntry;
use crate::runtime::util::deadline::after;
use crate::runtime::wire::secret::Secret;

/// Source of one token of an app.
#[derive(Clone)]
pub(crate) struct AppTokens {
    pub(crate) tokens: Arc<TokenManager>,
    pub(crate) token: AppTokenKind,
    /// Kind of the token, such as `tenant`. The kind is a part of the token's key in the store.
    pub(crate) kind: &'static str,
    /// Tenant key for a token of a store app in one tenant; otherwise empty. The tenant key is also a part of the token's
    /// key in the store.
    pub(crate) name: String,
}

/// Kind of a token of an app, with the endpoint that issues the token.
#[derive(Clone)]
pub(crate) enum AppTokenKind {
    /// Tenant access token of a custom app.
    Custom { call: &'static TokenEndpoint },
    /// App access token of a store app. A request for this token needs the app ticket.
    StoreApp { call: &'static TokenEndpoint },
    /// Tenant access token of a store app. A request for this token needs the app access token.
    StoreTenant { call: &'static TokenEndpoint, app: Arc<dyn TokenSource>, tenant_key: String },
}

/// Remaining lifetime at which the renewal of a token may begin. Before that time, the platform returns the old token again.
pub(crate) const RENEWED_BEFORE: Duration = Duration::from_secs(30 * 60);
/// Assumed lifetime of a token if the response does not give the lifetime.
const DEFAULT_LIFE: Duration = Duration::from_secs(60);

impl AppTokens {
    /// Returns the keys of the token and of its lease in the store. A rotation of the app secret changes the keys.
    pub(crate) async fn keys(&self) -> Result<StoreKeys, Arc<Error>> {
        self.tokens.app_keys(self.kind, &self.name).await.map_err(Arc::new)
    }

    /// Reads the token from the store. Returns `None` if the store has no token that [`LiveToken::serves`] accepts for
    /// `cause`.
    pub(crate) async fn look(&self, keys: &StoreKeys, cause: &Cause) -> Result<Option<LiveToken>, StoreError> {
        let read = Instant::now();
        let entry = self.tokens.stored(&keys.entry).await?;
        Ok(entry.and_then(|entry| {
            let expires = read.checked_add(entry.expires_in)?;
            LiveToken::new(entry.value, expires).ok().filter(|live| live.serves(cause, RENEWED_BEFORE))
        }))
    }

    /// Requests the token from the platform, and writes the token to the store.
    pub(crate) async fn fetch(&self, keys: &StoreKeys, cause: &Cause) -> Outcome {
        let key = &keys.entry;
        let before = self.tokens.stored(key).await.ok().flatten().map(|entry| entry.value);
        let is_rejected = before.is_some() && before.as_ref() == cause.rejected();
        if is_rejected {
            // If the request for a new token fails, other clients must not find the rejected token in the store.
            self.log_failure(self.tokens.compare_and_set(key, before.as_ref(), None).await.map(drop));
        }
        let before = before.filter(|_| !is_rejected);
        let live = self.fetch_alone().await?;
        let keys = self.keys().await?;
        let before = before.filter(|_| keys.entry == *key);
        let expires_in = live.expires.saturating_duration_since(Instant::now());
        let entry = StoreEntry { value: live.token.text().clone(), expires_in };
        // `replace` also overwrites a token that another client has written in the meantime, because the token in `live` is
        // at least as new.
        self.log_failure(self.tokens.replace(&keys.entry, before, Some(entry)).await);
        Ok(live)
    }

    /// Requests the token from the platform, without a read or write of the store.
    pub(crate) async fn fetch_alone(&self) -> Outcome {
        // The lifetime counts from the request, not from the response, so that the client never overestimates the remaining
        // lifetime.
        let sent = Instant::now();
        let (text, life) = match &self.token {
            AppTokenKind::Custom { call } => self.ask(call, &[]).await.map_err(Arc::new),
            AppTokenKind::StoreApp { call } => self.of_store_app(call).await.map_err(Arc::new),
            AppTokenKind::StoreTenant { call, app, tenant_key } => self.of_tenant(call, app, tenant_key).await,
        }?;
        let expires = sent.checked_add(life).unwrap_or_else(|| after(life));
        LiveToken::new(text, expires).map(LiveToken::marked_new)
    }

    fn log_failure(&self, result: Result<(), StoreError>) {
        if let Err(error) = result {
            tracing::warn!(%error, vc.token.key = self.tokens.key(self.kind, &self.name), "failed to write the token to the store");
        }
    }

    /// Requests a token from an endpoint. The argument `extra` contains the fields of the request, except the app id and the
    /// app secret.
    async fn ask(&self, call: &'static TokenEndpoint, extra: &[(&str, &Secret)]) -> Result<(Secret, Duration), Error> {
        let app = self.tokens.required_app()?;
        let mut used = app.secret.begin().await?;
        loop {
            match self.ask_with(call, &app.id, &used.secret, extra).await {
                Err(error) => used.replace(error).await?,
                given => return given,
            }
        }
    }

    async fn ask_with(
        &self,
        call: &'static TokenEndpoint,
        app_id: &str,
        secret: &Secret,
        extra: &[(&str, &Secret)],
    ) -> Result<(Secret, Duration), Error> {
        let mut fields = Vec::with_capacity(call.request_keys.len());
        for name in call.request_keys {
            let value = match *name {
                "app_id" => app_id,
                "app_secret" => secret.expose(),
                name => match extra.iter().find(|(extra, _)| *extra == name) {
                    Some((_, value)) => value.expose(),
                    None => {
                        return Err(Error::invalid(None, name.to_owned(), "the client has no value for this field"));
                    }
                },
            };
            fields.push((*name, value));
        }
        let mut response = TokenRequest::new(call, &fields).send(&self.tokens.sender, call.response_key).await?;
        let life = response.expires_in().unwrap_or(DEFAULT_LIFE);
        Ok((response.take(call.response_key).unwrap_or_default(), life))
    }

    /// Sends the app ticket to get the app access token of a store app. If the platform refuses the ticket, waits for
    /// another ticket, and requests the token again.
    async fn of_store_app(&self, call: &'static TokenEndpoint) -> Result<(Secret, Duration), Error> {
        let ticket = app_ticket::get(&self.tokens, None).await?;
        let refused = match self.ask(call, &[("app_ticket", &ticket)]).await {
            Err(error) if error.code() == Some(codes::APP_TICKET) => ticket,
            outcome => return outcome,
        };
        tracing::debug!("the platform refused the app ticket");
        let ticket = app_ticket::get(&self.tokens, Some(&refused)).await?;
        self.ask(call, &[("app_ticket", &ticket)]).await
    }

    /// Sends the app access token to get the tenant access token of a tenant. If the platform rejects the app access token,
    /// gets and sends another app access token.
    async fn of_tenant(
        &self,
        call: &'static TokenEndpoint,
        app: &Arc<dyn TokenSource>,
        tenant_key: &str,
    ) -> Result<(Secret, Duration), Arc<Error>> {
        let tenant_key = Secret::from(tenant_key);
        let ask = async |token: &AccessToken| {
            self.ask(call, &[("app_access_token", token.text()), ("tenant_key", &tenant_key)]).await
        };
        let token = Arc::clone(app).token(None, Duration::ZERO).await?;
        let error = match ask(&token).await {
            Err(error) if error.code().is_some_and(codes::rejects_token) => error,
            outcome => return outcome.map_err(Arc::new),
        };
        let other = Arc::clone(app).token(Some(&token), Duration::ZERO).await?;
        if other.text() == token.text() {
            return Err(Arc::new(error));
        }
        ask(&other).await.map_err(Arc::new)
    }
}
