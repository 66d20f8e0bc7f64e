//! Acquisition of a token from the token store or from the platform. If several clients share a store, one client requests
//! the token from the platform, and the other clients read the token from the store.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::runtime::auth::app_tokens::{self, AppTokens};
use crate::runtime::auth::lease::Lease;
use crate::runtime::auth::live::{Cause, LiveToken, Outcome};
use crate::runtime::auth::login_tokens::{self, LoginTokens};
use crate::runtime::auth::shared_task::Control;
use crate::runtime::auth::token_manager::{StoreKeys, TokenManager};
use crate::runtime::auth::token_state::TokenState;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::Error;
use crate::runtime::util::jitter::jittered;

/// Source of a token: the app itself, or the login of a user.
#[derive(Clone)]
pub(crate) enum Source {
    /// The app. The client can request a token of the app from the platform at any time.
    App(AppTokens),
    /// The login. The client renews the access token with the refresh token, which works once.
    Login(LoginTokens),
}

/// First pause between two reads of the store, while another client requests the token. The pause grows up to
/// `LONGEST_LOOK`.
const FIRST_LOOK: Duration = Duration::from_millis(50);
const LONGEST_LOOK: Duration = Duration::from_secs(1);
/// Maximum wait while other clients have the lease. No single client has the lease for this long. So during this wait,
/// several clients had the lease one after the other, and none of them got the token.
const LONGEST_WAIT: Duration = Duration::from_secs(180);

impl Source {
    pub(crate) fn tokens(&self) -> &Arc<TokenManager> {
        match self {
            Self::App(app) => &app.tokens,
            Self::Login(login) => &login.login.tokens,
        }
    }

    /// Returns the key under which the client stores the state of the token in memory.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::App(app) => app.tokens.key(app.kind, &app.name),
            Self::Login(login) => login.login.keys.entry.clone(),
        }
    }

    async fn keys(&self) -> Result<StoreKeys, Arc<Error>> {
        match self {
            Self::App(app) => app.keys().await,
            Self::Login(login) => Ok(login.login.keys.clone()),
        }
    }

    /// Returns the maximum time from the start of a token's renewal to the token's expiry.
    pub(crate) fn renewed_before(&self) -> Duration {
        match self {
            Self::App(_) => app_tokens::RENEWED_BEFORE,
            Self::Login(_) => login_tokens::RENEWED_BEFORE,
        }
    }

    /// Gets a token from the store or from the platform. `cause` is the reason why the client needs the token.
    pub(crate) async fn acquire(&self, cause: &Cause, state: &TokenState, shared_task: &Control) -> Outcome {
        let began = Instant::now();
        let mut pause = FIRST_LOOK;
        let mut left_behind = state.lock().lease.take();
        let keys = self.keys().await?;
        loop {
            match self.look(&keys, cause).await? {
                Search::LiveToken(live) => {
                    tracing::debug!("the token comes from the store");
                    return Ok(live);
                }
                Search::None => {}
                Search::NoStore(app) => return app.fetch_alone().await,
            }
            match (Lease::take(self.tokens(), &keys.lease, left_behind.take()).await, self) {
                (Ok(Some(lease)), _) => {
                    state.lock().lease = Some(lease.id().clone());
                    let outcome = lease.hold(self.obtain(&keys, cause, shared_task)).await;
                    state.lock().lease = None;
                    lease.end().await;
                    return outcome;
                }
                // Another client has the lease and requests the token. This client waits, and then reads the store again.
                (Ok(None), _) => {}
                (Err(error), Self::App(app)) => {
                    tracing::warn!(%error, "continuing without the store");
                    return app.fetch_alone().await;
                }
                (Err(error), Self::Login(_)) => return Err(Arc::new(Error::Store(Box::new(error)))),
            }
            if began.elapsed() >= LONGEST_WAIT {
                return Err(Arc::new(Error::Store(Box::new(StoreError::new(OTHERS_FAIL)))));
            }
            sleep(pause / 2 + jittered(pause / 2)).await;
            pause = (pause * 2).min(LONGEST_LOOK);
        }
    }

    async fn look(&self, keys: &StoreKeys, cause: &Cause) -> Result<Search<'_>, Arc<Error>> {
        let found = match self {
            Self::Login(login) => login.look(cause).await?,
            Self::App(app) => match app.look(keys, cause).await {
                Ok(found) => found,
                Err(error) => {
                    tracing::warn!(%error, "continuing without the store");
                    return Ok(Search::NoStore(app));
                }
            },
        };
        Ok(found.map_or(Search::None, Search::LiveToken))
    }

    /// Requests the token from the platform, unless another client wrote a new token to the store before this client took
    /// the lease.
    async fn obtain(&self, keys: &StoreKeys, cause: &Cause, shared_task: &Control) -> Outcome {
        match self {
            Self::Login(login) => login.renew(cause, shared_task).await,
            Self::App(app) => match app.look(keys, cause).await {
                Ok(Some(live)) => Ok(live),
                Ok(None) | Err(_) => app.fetch(keys, cause).await,
            },
        }
    }
}

/// Result of a search for the token in the store.
enum Search<'a> {
    LiveToken(LiveToken),
    None,
    /// The store fails. The client can request this token from the platform without the store.
    NoStore(&'a AppTokens),
}

const OTHERS_FAIL: &str = "several clients took the lease in turn, but no client got a token";
