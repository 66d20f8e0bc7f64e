//! The right to obtain a token, which one client has at a time among all that share a store.

use std::convert::Infallible;
use std::time::Duration;

use tokio::time::sleep;

use crate::runtime::auth::token_manager::TokenManager;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::store::token_store::StoreEntry;
use crate::runtime::util::beside::beside;
use crate::runtime::wire::secret::Secret;

/// An entry of the store that its holder extends while it works. It ends by itself soon after its holder is gone.
pub(crate) struct Lease<'a> {
    tokens: &'a TokenManager,
    key: &'a str,
    /// Told to nobody else, not even to a process that is forked later.
    id: Secret,
}

/// Time after which a lease ends that nobody extends. It is the time that others wait for a process that died.
const LIFE: Duration = Duration::from_secs(15);

impl<'a> Lease<'a> {
    /// Takes the lease if nobody has it. `left_behind` is the id of one that this process had, and nobody uses.
    pub(crate) async fn take(
        tokens: &'a TokenManager,
        key: &'a str,
        left_behind: Option<Secret>,
    ) -> Result<Option<Self>, StoreError> {
        let id = Secret::from(tokens.random.id().map_err(StoreError::new)?);
        let lease = Self { tokens, key, id };
        let is_taken = lease.put(None).await?
            || match left_behind {
                Some(left_behind) => lease.put(Some(&left_behind)).await?,
                None => false,
            };
        Ok(is_taken.then_some(lease))
    }

    async fn put(&self, expected: Option<&Secret>) -> Result<bool, StoreError> {
        let entry = StoreEntry { value: self.id.clone(), expires_in: LIFE };
        self.tokens.compare_and_set(self.key, expected, Some(entry)).await
    }

    pub(crate) fn id(&self) -> &Secret {
        &self.id
    }

    /// Extends the lease for as long as the work goes on.
    pub(crate) async fn hold<T>(&self, work: impl Future<Output = T>) -> T {
        beside(work, self.extend()).await
    }

    async fn extend(&self) -> Infallible {
        loop {
            sleep(LIFE / 3).await;
            match self.put(Some(&self.id)).await {
                Ok(true) => {}
                Ok(false) => tracing::warn!("the lease was lost: this process or the store stood still"),
                Err(error) => tracing::warn!(%error, "the lease was not extended"),
            }
        }
    }

    /// Gives the lease back.
    pub(crate) async fn end(self) {
        if let Err(error) = self.tokens.compare_and_set(self.key, Some(&self.id), None).await {
            tracing::warn!(%error, "others must wait until the lease is over");
        }
    }
}
