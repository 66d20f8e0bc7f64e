//! Lease with which a client gets a token. If several clients share a token store, only one client has the lease at a time.

use std::convert::Infallible;
use std::time::Duration;

use tokio::time::sleep;

use crate::runtime::auth::token_manager::TokenManager;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::store::token_store::StoreEntry;
use crate::runtime::util::beside::beside;
use crate::runtime::wire::secret::Secret;

/// Lease that this client has: an entry of the token store. The client extends the lease until the client has the token. If
/// the process dies, the lease soon expires.
pub(crate) struct Lease<'a> {
    tokens: &'a TokenManager,
    key: &'a str,
    /// Random id of the lease. No other process has the same id, not even a fork of this process.
    id: Secret,
}

/// Lifetime of a lease that nobody extends. If the process with the lease dies, other processes wait for the lease at most
/// this long.
const LIFE: Duration = Duration::from_secs(15);

impl<'a> Lease<'a> {
    /// Takes the lease. Returns `None` if another client has the lease. `left_behind` is the id of an earlier lease that
    /// this process took and no longer uses. The new lease replaces the earlier lease.
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

    /// Runs the work, and extends the lease until the work ends.
    pub(crate) async fn hold<T>(&self, work: impl Future<Output = T>) -> T {
        beside(work, self.extend()).await
    }

    async fn extend(&self) -> Infallible {
        loop {
            sleep(LIFE / 3).await;
            match self.put(Some(&self.id)).await {
                Ok(true) => {}
                Ok(false) => tracing::warn!("the lease was lost: this process or the store stalled"),
                Err(error) => tracing::warn!(%error, "failed to extend the lease"),
            }
        }
    }

    /// Removes the lease from the store, so that another client can take the lease.
    pub(crate) async fn end(self) {
        if let Err(error) = self.tokens.compare_and_set(self.key, Some(&self.id), None).await {
            tracing::warn!(%error, "failed to end the lease: other clients must wait until it expires");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::runtime::send::sender::Sender;
    use crate::runtime::store::token_store::{MemoryStore, StoreFuture, TokenStore};
    use crate::runtime::util::random::Random;

    struct Shared(Arc<MemoryStore>);

    impl TokenStore for Shared {
        fn get<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoreEntry>> {
            self.0.get(key)
        }

        fn compare_and_set<'a>(
            &'a self,
            key: &'a str,
            expected: Option<&'a Secret>,
            new: Option<StoreEntry>,
        ) -> StoreFuture<'a, bool> {
            self.0.compare_and_set(key, expected, new)
        }
    }

    fn process(store: &Arc<MemoryStore>, random: Random) -> TokenManager {
        let sender = Sender::sample("https://open.feishu.cn");
        let mut tokens = TokenManager::new(sender, None, Arc::new(Shared(Arc::clone(store))));
        tokens.random = random;
        tokens
    }

    #[tokio::test(start_paused = true)]
    async fn one_of_two_forked_processes_has_the_lease() {
        let store = Arc::new(MemoryStore::new());
        let (one, other) = (process(&store, Random::FORKED), process(&store, Random::FORKED));
        let lease = Lease::take(&one, "key", None).await.unwrap().unwrap();
        assert!(Lease::take(&other, "key", None).await.unwrap().is_none());
        lease.hold(sleep(10 * LIFE)).await;
        assert!(Lease::take(&other, "key", None).await.unwrap().is_none());
        lease.end().await;
        assert!(Lease::take(&other, "key", None).await.unwrap().is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn a_lease_that_nobody_extends_ends() {
        let store = Arc::new(MemoryStore::new());
        let (one, other) = (process(&store, Random::SYSTEM), process(&store, Random::SYSTEM));
        let left = Lease::take(&one, "key", None).await.unwrap().unwrap().id.clone();
        // A process can replace an earlier lease that the process took and no longer uses.
        assert!(Lease::take(&one, "key", Some(left)).await.unwrap().is_some());
        assert!(Lease::take(&other, "key", Some("another".into())).await.unwrap().is_none());
        sleep(LIFE).await;
        assert!(Lease::take(&other, "key", None).await.unwrap().is_some());
    }
}
