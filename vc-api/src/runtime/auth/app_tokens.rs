//! Tokens of the app, which can be fetched at any time.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::auth::app_ticket;
use crate::runtime::auth::live::{Cause, Live, Outcome};
use crate::runtime::auth::token_manager::{Place, TokenManager};
use crate::runtime::auth::token_request::TokenRequest;
use crate::runtime::error::codes;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::Error;
use crate::runtime::operation::token_type::TokenEndpoint;
use crate::runtime::send::access_token::{AccessToken, TokenSource};
use crate::runtime::store::token_store::StoreEntry;
use crate::runtime::util::deadline::after;
use crate::runtime::wire::secret::Secret;

/// How a token of the app is obtained.
#[derive(Clone)]
pub(crate) struct AppTokens {
    pub(crate) tokens: Arc<TokenManager>,
    pub(crate) token: AppTokenKind,
    /// Kind of its entry in the store, and the key of the tenant if the app has many.
    pub(crate) kind: &'static str,
    pub(crate) name: String,
}

/// Which token of the app it is.
#[derive(Clone)]
pub(crate) enum AppTokenKind {
    /// The tenant token of a custom app.
    Custom { call: &'static TokenEndpoint },
    /// The app token of a store app, which takes the ticket.
    StoreApp { call: &'static TokenEndpoint },
    /// The tenant token of a store app, which takes its app token.
    StoreTenant { call: &'static TokenEndpoint, app: Arc<dyn TokenSource>, tenant_key: String },
}

/// How long before it expires a token is renewed. With more left, the platform gives the same token again.
pub(crate) const RENEWED_BEFORE: Duration = Duration::from_secs(30 * 60);
/// How long a token is used whose life the platform does not tell.
const UNTOLD: Duration = Duration::from_secs(60);

impl AppTokens {
    /// Returns the place of the token in the store. After a rotation of the app secret it is another one.
    pub(crate) async fn place(&self) -> Result<Place, Arc<Error>> {
        self.tokens.app_place(self.kind, &self.name).await.map_err(Arc::new)
    }

    /// Looks for the token in the store.
    pub(crate) async fn look(&self, place: &Place, cause: &Cause) -> Result<Option<Live>, StoreError> {
        let read = Instant::now();
        let entry = self.tokens.stored(&place.entry).await?;
        Ok(entry.and_then(|entry| {
            let expires = read.checked_add(entry.expires_in)?;
            Live::new(entry.value, expires).ok().filter(|live| live.serves(cause, RENEWED_BEFORE))
        }))
    }

    /// Fetches the token, and puts it into the store.
    pub(crate) async fn fetch(&self, place: &Place, cause: &Cause) -> Outcome {
        let key = &place.entry;
        let before = self.tokens.stored(key).await.ok().flatten().map(|entry| entry.value);
        let is_rejected = before.is_some() && before.as_ref() == cause.rejected();
        if is_rejected {
            // Whatever comes of it, no one else must take the rejected one.
            self.noted(self.tokens.compare_and_set(key, before.as_ref(), None).await.map(drop));
        }
        let before = before.filter(|_| !is_rejected);
        let live = self.fetch_alone().await?;
        let place = self.place().await?;
        let before = before.filter(|_| place.entry == *key);
        let expires_in = live.expires.saturating_duration_since(Instant::now());
        let entry = StoreEntry { value: live.token.text().clone(), expires_in };
        // Even if another client was faster: this one is no older.
        self.noted(self.tokens.replace(&place.entry, before, Some(entry)).await);
        Ok(live)
    }

    /// Fetches the token without the store.
    pub(crate) async fn fetch_alone(&self) -> Outcome {
        // Its life is counted from before it was asked for, so that it is never thought to live longer than it does.
        let sent = Instant::now();
        let (text, life) = match &self.token {
            AppTokenKind::Custom { call } => self.ask(call, &[]).await.map_err(Arc::new),
            AppTokenKind::StoreApp { call } => self.of_store_app(call).await.map_err(Arc::new),
            AppTokenKind::StoreTenant { call, app, tenant_key } => self.of_tenant(call, app, tenant_key).await,
        }?;
        let expires = sent.checked_add(life).unwrap_or_else(|| after(life));
        Live::new(text, expires).map(Live::new_one)
    }

    fn noted(&self, result: Result<(), StoreError>) {
        if let Err(error) = result {
            tracing::warn!(%error, vc.token.key = self.tokens.key(self.kind, &self.name), "the store does not have the token");
        }
    }

    /// Asks for a token, with the keys that its call sends; `besides` are values that only this kind of token has.
    async fn ask(
        &self,
        call: &'static TokenEndpoint,
        besides: &[(&str, &Secret)],
    ) -> Result<(Secret, Duration), Error> {
        let app = self.tokens.required_app()?;
        let mut used = app.secret.begin().await?;
        loop {
            match self.ask_with(call, &app.id, &used.secret, besides).await {
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
        besides: &[(&str, &Secret)],
    ) -> Result<(Secret, Duration), Error> {
        let mut fields = Vec::with_capacity(call.request_keys.len());
        for name in call.request_keys {
            let value = match *name {
                "app_id" => app_id,
                "app_secret" => secret.expose(),
                name => match besides.iter().find(|(besides, _)| *besides == name) {
                    Some((_, value)) => value.expose(),
                    None => return Err(Error::invalid(None, name.to_owned(), "the client knows no value for it")),
                },
            };
            fields.push((*name, value));
        }
        let mut response = TokenRequest::new(call, &fields).send(&self.tokens.sender, call.response_key).await?;
        // A token whose life is not told is asked for again when it is rejected.
        let life = response.expires_in().unwrap_or(UNTOLD);
        Ok((response.take(call.response_key).unwrap_or_default(), life))
    }

    /// The token of a store app, with its ticket. If that is refused, another one is asked for.
    async fn of_store_app(&self, call: &'static TokenEndpoint) -> Result<(Secret, Duration), Error> {
        let ticket = app_ticket::get(&self.tokens, None).await?;
        let refused = match self.ask(call, &[("app_ticket", &ticket)]).await {
            Err(error) if error.code() == Some(codes::APP_TICKET) => ticket,
            outcome => return outcome,
        };
        tracing::debug!("the app ticket was refused");
        let ticket = app_ticket::get(&self.tokens, Some(&refused)).await?;
        self.ask(call, &[("app_ticket", &ticket)]).await
    }

    /// The token of a tenant, with that of the store app. If that is rejected, another one is asked for.
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
