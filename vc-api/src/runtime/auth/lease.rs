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
        // A flight of the same process takes over what another one left behind.
        assert!(Lease::take(&one, "key", Some(left)).await.unwrap().is_some());
        assert!(Lease::take(&other, "key", Some("another".into())).await.unwrap().is_none());
        sleep(LIFE).await;
        assert!(Lease::take(&other, "key", None).await.unwrap().is_some());
    }
}
