//! Acquisition of a token: from the token store, or from the platform. One client requests the token from the platform for
//! all clients that share the store.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::runtime::auth::app_tokens::{self, AppTokens};
use crate::runtime::auth::flight::Control;
use crate::runtime::auth::lease::Lease;
use crate::runtime::auth::live::{Cause, Live, Outcome};
use crate::runtime::auth::login_tokens::{self, LoginTokens};
use crate::runtime::auth::token_manager::{Place, TokenManager};
use crate::runtime::auth::token_state::TokenState;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::Error;
use crate::runtime::util::jitter::jittered;

/// Source of a token.
#[derive(Clone)]
pub(crate) enum Source {
    /// The client can fetch the token at any time.
    App(AppTokens),
    /// The client renews the token with a refresh token, which works once.
    Login(LoginTokens),
}

/// Pauses between two reads of the store, while another client gets the token.
const FIRST_LOOK: Duration = Duration::from_millis(50);
const LONGEST_LOOK: Duration = Duration::from_secs(1);
/// Maximum wait for other clients. Each client has the lease for a shorter time, so several clients have failed by then.
const LONGEST_WAIT: Duration = Duration::from_secs(180);

impl Source {
    pub(crate) fn tokens(&self) -> &Arc<TokenManager> {
        match self {
            Self::App(app) => &app.tokens,
            Self::Login(login) => &login.login.tokens,
        }
    }

    /// Returns the key of the token in the client's memory.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::App(app) => app.tokens.key(app.kind, &app.name),
            Self::Login(login) => login.login.place.entry.clone(),
        }
    }

    async fn place(&self) -> Result<Place, Arc<Error>> {
        match self {
            Self::App(app) => app.place().await,
            Self::Login(login) => Ok(login.login.place.clone()),
        }
    }

    /// Returns the time before the token's expiry at which its renewal begins.
    pub(crate) fn renewed_before(&self) -> Duration {
        match self {
            Self::App(_) => app_tokens::RENEWED_BEFORE,
            Self::Login(_) => login_tokens::RENEWED_BEFORE,
        }
    }

    /// Gets a token for this cause.
    pub(crate) async fn acquire(&self, cause: &Cause, state: &TokenState, flight: &Control) -> Outcome {
        let began = Instant::now();
        let mut pause = FIRST_LOOK;
        let mut left_behind = state.lock().lease.take();
        let place = self.place().await?;
        loop {
            match self.look(&place, cause).await? {
                Look::Live(live) => {
                    tracing::debug!("the token comes from the store");
                    return Ok(live);
                }
                Look::None => {}
                Look::NoStore(app) => return app.fetch_alone().await,
            }
            match (Lease::take(self.tokens(), &place.lease, left_behind.take()).await, self) {
                (Ok(Some(lease)), _) => {
                    state.lock().lease = Some(lease.id().clone());
                    let outcome = lease.hold(self.obtain(&place, cause, flight)).await;
                    state.lock().lease = None;
                    lease.end().await;
                    return outcome;
                }
                // Another client has the lease, and gets the token.
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

    async fn look(&self, place: &Place, cause: &Cause) -> Result<Look<'_>, Arc<Error>> {
        let found = match self {
            Self::Login(login) => login.look(cause).await?,
            Self::App(app) => match app.look(place, cause).await {
                Ok(found) => found,
                Err(error) => {
                    tracing::warn!(%error, "continuing without the store");
                    return Ok(Look::NoStore(app));
                }
            },
        };
        Ok(found.map_or(Look::None, Look::Live))
    }

    /// Requests the token from the platform, unless another client requested it before this client took the lease.
    async fn obtain(&self, place: &Place, cause: &Cause, flight: &Control) -> Outcome {
        match self {
            Self::Login(login) => login.renew(cause, flight).await,
            Self::App(app) => match app.look(place, cause).await {
                Ok(Some(live)) => Ok(live),
                Ok(None) | Err(_) => app.fetch(place, cause).await,
            },
        }
    }
}

/// Result of a look into the store.
enum Look<'a> {
    Live(Live),
    None,
    /// The store fails, and the client can fetch the token without the store.
    NoStore(&'a AppTokens),
}

const OTHERS_FAIL: &str = "other clients take the lease, one after the other, and get no token";
