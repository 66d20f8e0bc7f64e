//! How a token is obtained: from the token store, or by asking the platform, which one client does for all.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::runtime::auth::app_ticket;
use crate::runtime::auth::grant::Grant;
use crate::runtime::auth::token_manager::TokenManager;
use crate::runtime::auth::token_request::TokenRequest;
use crate::runtime::auth::token_state::{Cause, Known, Live, Outcome, TokenState};
use crate::runtime::error::codes;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::{Error, LoginNeeded, LoginReason};
use crate::runtime::operation::token_type::TokenEndpoint;
use crate::runtime::send::access_token::{AccessToken, TokenSource};
use crate::runtime::store::token_store::{StoreEntry, replace};
use crate::runtime::util::deadline::after;
use crate::runtime::util::jitter::jittered;
use crate::runtime::wire::secret::Secret;

/// Which token is obtained, and how.
pub(crate) struct Acquisition {
    pub(crate) tokens: Arc<TokenManager>,
    /// Its place in the token store: made of the domain, the app, and the tenant or the login.
    pub(crate) key: String,
    pub(crate) source: Source,
    pub(crate) state: Arc<TokenState>,
}

/// How a token is obtained.
pub(crate) enum Source {
    /// A custom app asks for it.
    Custom { call: &'static TokenEndpoint },
    /// A store app asks for its own token, with its ticket.
    StoreApp { call: &'static TokenEndpoint },
    /// A store app asks for the token of a tenant, with its own token.
    StoreTenant { call: &'static TokenEndpoint, app: Arc<dyn TokenSource>, tenant_key: String },
    /// It is renewed by its refresh token.
    User { call: &'static TokenEndpoint },
}

impl Acquisition {
    /// Obtains a token for that cause.
    pub(crate) async fn acquire(&self, cause: &Cause) -> Outcome {
        let mut pause = FIRST_LOOK;
        loop {
            let found = self.look(cause).await?;
            if let Found::Live(live) = found {
                tracing::debug!("taken from the store");
                return Ok(live);
            }
            let Some(lease) = self.lease().await? else {
                // Another client obtains it.
                sleep(pause / 2 + jittered(pause / 2)).await;
                pause = (pause * 2).min(LONGEST_LOOK);
                continue;
            };
            // It may have been there since.
            let outcome = match self.look(cause).await {
                Ok(Found::Live(live)) => Ok(live),
                Ok(Found::Entry(entry)) => self.fetch(cause, entry).await,
                Err(error) => Err(error),
            };
            self.end(lease).await;
            return outcome;
        }
    }

    /// Looks into the store.
    async fn look(&self, cause: &Cause) -> Result<Found, Arc<Error>> {
        let read = Instant::now();
        let entry = match self.stored().await {
            Ok(entry) => entry,
            Err(error) => match self.known_live().filter(|live| self.serves(live, cause)) {
                Some(live) => {
                    tracing::warn!(%error, "going on without the store");
                    return Ok(Found::Live(live));
                }
                None => return self.without_store(error).map(|()| Found::Entry(None)),
            },
        };
        let live = entry.as_ref().and_then(|entry| self.live(entry, read));
        Ok(match live.filter(|live| self.serves(live, cause)) {
            Some(live) => Found::Live(live),
            None => Found::Entry(entry),
        })
    }

    /// What is in the store. A login that is known and not there, or not as it is known, is put there first.
    async fn stored(&self) -> Result<Option<StoreEntry>, StoreError> {
        let store = self.tokens.store();
        let entry = store.get(&self.key).await?;
        let Some(known) = self.missing(entry.as_ref()) else { return Ok(entry) };
        store.compare_and_set(&self.key, entry.as_ref().map(|entry| &entry.value), Some(known)).await?;
        store.get(&self.key).await
    }

    /// What a failing store means: a token that can be fetched at any time is fetched without it, but a refresh token
    /// works once, so that it must not be used without knowing that no one else does.
    fn without_store(&self, error: StoreError) -> Result<(), Arc<Error>> {
        if let Source::User { .. } = self.source {
            return Err(Arc::new(Error::Store(Box::new(error))));
        }
        tracing::warn!(%error, "going on without the store");
        Ok(())
    }

    /// The right to obtain the token, if no other client has it. It ends by itself should this one be gone.
    async fn lease(&self) -> Result<Option<Lease>, Arc<Error>> {
        let lease = Lease(format!("{}:lease", self.key));
        match self.take(&lease).await {
            Ok(taken) => Ok(taken.then_some(lease)),
            Err(error) => self.without_store(error).map(|()| Some(lease)),
        }
    }

    async fn take(&self, Lease(key): &Lease) -> Result<bool, StoreError> {
        let (store, id) = (self.tokens.store(), &self.tokens.id);
        let expires_in = match self.source {
            // While a refresh token may be on its way, no one else must use it.
            Source::User { .. } => self.tokens.sender.timeout.saturating_add(2 * SAVING),
            _ => SHARED_FETCH,
        };
        let entry = StoreEntry { value: id.clone(), expires_in };
        // If it is this client's own, it is what a task left that died with its runtime.
        Ok(store.compare_and_set(key, None, Some(entry.clone())).await?
            || store.compare_and_set(key, Some(id), Some(entry)).await?)
    }

    async fn end(&self, lease: Lease) {
        if let Err(error) = self.tokens.store().compare_and_set(&lease.0, Some(&self.tokens.id), None).await {
            tracing::warn!(%error, "others must wait until the lease is over");
        }
    }

    /// Asks the platform. `entry` is what the store has, which does not serve.
    async fn fetch(&self, cause: &Cause, entry: Option<StoreEntry>) -> Outcome {
        let rejected = match cause {
            Cause::Rejected(rejected) => Some(rejected),
            Cause::Missing | Cause::Renewal => None,
        };
        let before = entry.as_ref().map(|entry| &entry.value);
        match &self.source {
            Source::User { call } => self.renew(call, rejected, entry.as_ref()).await,
            Source::Custom { call } => self.fetch_by(self.ask(call, &[]), rejected, before).await,
            Source::StoreApp { call } => self.fetch_by(self.of_store_app(call), rejected, before).await,
            Source::StoreTenant { call, app, tenant_key } => {
                self.fetch_by(self.of_tenant(call, app, tenant_key), rejected, before).await
            }
        }
    }

    /// A token that can be fetched at any time. `before` is what the store has.
    async fn fetch_by<E: Into<Arc<Error>>>(
        &self,
        asking: impl Future<Output = Result<(Secret, Duration), E>>,
        rejected: Option<&Secret>,
        before: Option<&Secret>,
    ) -> Outcome {
        // Whatever comes of it, no one else must take the rejected one.
        self.remove(before.filter(|before| rejected == Some(before))).await;
        let before = before.filter(|before| rejected != Some(before));
        let sent = Instant::now();
        let (text, life) = asking.await.map_err(Into::into)?;
        let is_same = rejected == Some(&text);
        // Counted from before it was asked for, so that it is never thought to live longer than it does.
        let expires = sent.checked_add(life).unwrap_or_else(|| after(life));
        let left = expires.saturating_duration_since(Instant::now());
        self.put(before, StoreEntry { value: text.clone(), expires_in: left }).await;
        Live::new(text, expires).map(|live| Live { confirmed: is_same.then(Instant::now), ..live })
    }

    /// The token of a login, by its refresh token. `entry` is what the store has.
    async fn renew(
        &self,
        call: &'static TokenEndpoint,
        rejected: Option<&Secret>,
        entry: Option<&StoreEntry>,
    ) -> Outcome {
        let before = entry.map(|entry| &entry.value);
        let grant = entry.and_then(|entry| Grant::from_entry(entry, Instant::now()));
        let grant = grant.or_else(|| self.state.known().grant.clone());
        match self.refresh(call, grant).await {
            Ok(grant) => {
                let is_same = rejected == Some(grant.access_token());
                *self.state.known() = Known { grant: Some(grant.clone()), outdated: before.cloned(), over: None };
                let live = Live::of_grant(&grant);
                // Others must find it before it is used: the old refresh token is worth nothing any more.
                if self.save(before, &grant).await {
                    self.state.known().outdated = None;
                }
                live.map(|live| Live { confirmed: is_same.then(Instant::now), ..live })
            }
            Err(error) => {
                if let Error::LoginNeeded(needed) = &error {
                    self.remove(before).await;
                    let over = Some(needed.reason).filter(|reason| *reason != LoginReason::Unknown);
                    *self.state.known() = Known { over, ..Known::default() };
                }
                Err(Arc::new(error))
            }
        }
    }

    /// Puts a token into the store, even if another client was faster: this one is no older.
    async fn put(&self, before: Option<&Secret>, entry: StoreEntry) {
        if let Err(error) = replace(self.tokens.store(), &self.key, before.cloned(), entry).await {
            tracing::warn!(%error, "the token is only known to this process");
        }
    }

    /// Puts a renewed login into the store, and tells whether that was possible. A store that fails may be back soon.
    async fn save(&self, before: Option<&Secret>, grant: &Grant) -> bool {
        let end = Instant::now() + SAVING;
        loop {
            match replace(self.tokens.store(), &self.key, before.cloned(), grant.to_entry()).await {
                Ok(()) => return true,
                Err(_) if Instant::now() < end => sleep(SAVING / 10).await,
                Err(error) => {
                    tracing::warn!(%error, "the login is only known to this process");
                    return false;
                }
            }
        }
    }

    async fn remove(&self, before: Option<&Secret>) {
        let Some(before) = before else { return };
        if let Err(error) = self.tokens.store().compare_and_set(&self.key, Some(before), None).await {
            tracing::warn!(%error, "a token that is not valid is still in the store");
        }
    }

    /// Asks for a token, with what its call must send; `besides` are values that only this kind of token has.
    async fn ask(
        &self,
        call: &'static TokenEndpoint,
        besides: &[(&str, &Secret)],
    ) -> Result<(Secret, Duration), Error> {
        let app = self.tokens.required_app()?;
        let mut fields = Vec::with_capacity(call.request_keys.len());
        for name in call.request_keys {
            let value = match *name {
                "app_id" => &*app.id,
                "app_secret" => app.secret.expose(),
                name => match besides.iter().find(|(besides, _)| *besides == name) {
                    Some((_, value)) => value.expose(),
                    None => return Err(Error::invalid(None, name.to_owned(), "the client knows no value for it")),
                },
            };
            fields.push((*name, value));
        }
        let mut response = TokenRequest::new(call, &fields).send(&self.tokens.sender, call.response_key).await?;
        // A token of which this is not told is asked for again when it is rejected.
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
        let token = Arc::clone(app).token(None).await?;
        let error = match ask(&token).await {
            Err(error) if error.code().is_some_and(codes::rejects_token) => error,
            outcome => return outcome.map_err(Arc::new),
        };
        let other = Arc::clone(app).token(Some(&token)).await?;
        if other.text() == token.text() {
            return Err(Arc::new(error));
        }
        ask(&other).await.map_err(Arc::new)
    }

    async fn refresh(&self, call: &'static TokenEndpoint, grant: Option<Grant>) -> Result<Grant, Error> {
        let needed = |reason, refusal| {
            let operation = call.path.into();
            Error::LoginNeeded(Box::new(LoginNeeded { operation, reason, refusal }))
        };
        let Some(grant) = grant else {
            return Err(needed(self.state.known().over.unwrap_or(LoginReason::Unknown), None));
        };
        let Some(token) = grant.usable_refresh_token() else {
            let reason = if grant.renews() { LoginReason::Expired } else { LoginReason::NoRefreshToken };
            return Err(needed(reason, None));
        };
        let app = self.tokens.required_app()?;
        let fields = [
            ("grant_type", "refresh_token"),
            ("client_id", &*app.id),
            ("client_secret", app.secret.expose()),
            ("refresh_token", token.expose()),
        ];
        let sent = Instant::now();
        let error = match TokenRequest::new(call, &fields).send(&self.tokens.sender, call.response_key).await {
            Ok(response) => match Grant::answered(response, call.response_key, sent, Some(&grant)) {
                Some(renewed) => return Ok(renewed),
                None => return Err(needed(LoginReason::NoRefreshToken, None)),
            },
            Err(error) => error,
        };
        let reason = match error.code() {
            Some(codes::REFRESH_INVALID | codes::REFRESH_TOKEN) => LoginReason::Invalid,
            Some(codes::REFRESH_EXPIRED) => LoginReason::Expired,
            Some(codes::REFRESH_REVOKED) => LoginReason::Revoked,
            Some(codes::REFRESH_USED) => LoginReason::Used,
            _ => return Err(error),
        };
        Err(needed(reason, error.refusal().cloned()))
    }

    /// The token in an entry of the store that was read at that time.
    fn live(&self, entry: &StoreEntry, read: Instant) -> Option<Live> {
        let Source::User { .. } = self.source else {
            return Live::new(entry.value.clone(), read.checked_add(entry.expires_in)?).ok();
        };
        let grant = Grant::from_entry(entry, read)?;
        let live = Live::of_grant(&grant).ok();
        *self.state.known() = Known { grant: Some(grant), ..Known::default() };
        live
    }

    /// What is known of a login, and is to be in the store in the place of what is there.
    fn missing(&self, there: Option<&StoreEntry>) -> Option<StoreEntry> {
        let known = self.state.known();
        let is_missing = there.is_none_or(|there| known.outdated.as_ref() == Some(&there.value));
        known.grant.as_ref().filter(|_| is_missing).map(Grant::to_entry)
    }

    /// The token of a login as far as it is known without the store.
    fn known_live(&self) -> Option<Live> {
        self.state.known().grant.as_ref().and_then(|grant| Live::of_grant(grant).ok())
    }

    /// Whether a token is what is looked for.
    fn serves(&self, live: &Live, cause: &Cause) -> bool {
        let left = live.expires.saturating_duration_since(Instant::now());
        match cause {
            Cause::Missing => !left.is_zero(),
            Cause::Renewal => left > self.renewed_before(),
            Cause::Rejected(rejected) => !left.is_zero() && live.token.text() != rejected,
        }
    }

    /// How long before it expires a token is renewed.
    pub(crate) fn renewed_before(&self) -> Duration {
        match self.source {
            // With more left, the platform gives the same token again.
            Source::Custom { .. } | Source::StoreApp { .. } | Source::StoreTenant { .. } => {
                Duration::from_secs(30 * 60)
            }
            Source::User { .. } => Duration::from_secs(5 * 60),
        }
    }
}

/// What was found in the store.
enum Found {
    Live(Live),
    /// What does not serve, if there is anything.
    Entry(Option<StoreEntry>),
}

/// By its place in the store.
struct Lease(String);

/// The pauses between looks at what another client obtains.
const FIRST_LOOK: Duration = Duration::from_millis(50);
const LONGEST_LOOK: Duration = Duration::from_secs(1);
/// How long a client has a fetch for itself that others could do as well: if it takes longer, or its client is gone, they do.
const SHARED_FETCH: Duration = Duration::from_secs(10);
/// For how long is tried to put a renewed login into a store that fails. The lease lasts longer.
const SAVING: Duration = Duration::from_secs(5);
/// How long a token is used of which the platform does not say how long it lives.
const UNTOLD: Duration = Duration::from_secs(60);
