//! An event marked as being handled, and then as handled, so that nobody handles it twice.

use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::acknowledgement::{Acknowledgement, again};
use crate::api::receive::delivery::Delivery;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::store::seen_store::{Seen, SeenStore};
use crate::runtime::store::token_store::StoreFuture;
use crate::runtime::util::beside::beside;
use crate::runtime::util::random::{NoRandomness, Random};

/// How long an event counts as being handled when nothing more is heard of its handler, and how often that is renewed.
const LEASE: Duration = Duration::from_secs(60);
const RENEWAL: Duration = Duration::from_secs(20);
/// How long a handled event is known. The platform repeats one for 7 hours and 5 minutes.
const KNOWN: Duration = Duration::from_secs(8 * 60 * 60);
/// How often is tried to mark an event as handled, and the pause between.
const MARKINGS: u32 = 3;
const MARKING_PAUSE: Duration = Duration::from_secs(1);
/// How long the store may take to change a mark. No handler and no response waits for that, but the end of the receiver.
const CHANGE: Duration = Duration::from_secs(5);

/// The place of an event among those that were seen.
pub(super) struct Mark<'a> {
    seen: &'a dyn SeenStore,
    /// `None` of an event without an id, which cannot be recognised.
    event: Option<String>,
    /// Tells this delivery from others of the same event.
    owner: String,
}

impl<'a> Mark<'a> {
    pub(super) fn new(seen: &'a dyn SeenStore, delivery: &Delivery) -> Result<Self, Acknowledgement> {
        let id = delivery.header.event_id.as_deref().filter(|id| !id.is_empty());
        let app = delivery.header.app_id.as_deref().unwrap_or_default();
        let owner = owner(seen.is_shared()).map_err(|error| again("it cannot be marked", &error))?;
        Ok(Self { seen, event: id.map(|id| format!("{app}/{id}")), owner })
    }

    /// Marks the event as being handled, unless the store takes longer than `until`.
    pub(super) async fn begin(&self, until: Instant) -> Begin {
        let Some(event) = &self.event else { return Begin::New };
        match timeout_at(until, self.seen.begin(event, &self.owner, LEASE)).await {
            Ok(Ok(Seen::New)) => Begin::New,
            Ok(Ok(Seen::Handled)) => {
                tracing::debug!("it was handled before");
                Begin::Known(Acknowledgement::Handled)
            }
            Ok(Ok(Seen::InHand)) => {
                tracing::debug!("it is being handled");
                Begin::Known(Acknowledgement::Again)
            }
            Ok(Err(error)) => Begin::Unsure(again("it is not known whether it came before", &error)),
            Err(late) => Begin::Unsure(again("the store of seen events did not answer", &late)),
        }
    }

    /// Runs a handler, and keeps the event marked as being handled beside it.
    pub(super) async fn keep<T>(&self, handling: impl Future<Output = T>) -> T {
        let Some(event) = &self.event else { return handling.await };
        beside(handling, self.renew(event)).await
    }

    /// Renews the lease again and again, until another receiver has the event.
    async fn renew(&self, event: &str) -> Infallible {
        loop {
            sleep(RENEWAL).await;
            match within(CHANGE, self.seen.renew(event, &self.owner, LEASE)).await {
                Ok(true) => {}
                Ok(false) => {
                    tracing::warn!("the lease of the event ran out; another receiver handles it too");
                    return std::future::pending().await;
                }
                Err(error) => tell(&error),
            }
        }
    }

    /// Marks the event as handled.
    pub(super) async fn handled(&self) {
        let Some(event) = &self.event else { return };
        for marking in 1..=MARKINGS {
            match within(CHANGE, self.seen.handled(event, KNOWN)).await {
                Ok(()) => return,
                Err(error) if marking == MARKINGS => tell(&error),
                Err(_) => sleep(MARKING_PAUSE).await,
            }
        }
    }

    /// Lets the event be handled when it comes again.
    pub(super) async fn forget(&self) {
        let Some(event) = &self.event else { return };
        if let Err(error) = within(CHANGE, self.seen.forget(event, &self.owner)).await {
            tell(&error);
        }
    }
}

/// Returns an owner that no other delivery has: in any process if the store is shared, or else in this one. A process that
/// is forked counts on from the same number, but has a store of its own then.
fn owner(is_shared: bool) -> Result<String, NoRandomness> {
    static DELIVERIES: AtomicU64 = AtomicU64::new(0);
    if is_shared {
        return Random::SYSTEM.id();
    }
    Ok(format!("{:032x}", DELIVERIES.fetch_add(1, Ordering::Relaxed)))
}

/// What the store says of an event that came.
pub(super) enum Begin {
    /// It is to be handled now.
    New,
    /// It must not be handled now.
    Known(Acknowledgement),
    /// It must not be handled now, since the store does not say. It may be marked all the same.
    Unsure(Acknowledgement),
}

/// What the store gives, or an error if it takes longer.
async fn within<T>(limit: Duration, change: StoreFuture<'_, T>) -> Result<T, StoreError> {
    timeout(limit, change).await.unwrap_or_else(|late| Err(StoreError::new(late)))
}

fn tell(error: &StoreError) {
    tracing::warn!(%error, "the event may be handled twice, or later");
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn owners_differ() {
        let owners: HashSet<String> =
            (0..1000).flat_map(|_| [true, false]).map(|is_shared| owner(is_shared).unwrap()).collect();
        assert_eq!(owners.len(), 2000);
        assert!(owners.iter().all(|owner| owner.len() == 32));
    }

    /// A number would be the same in a process that was forked.
    #[test]
    fn an_owner_in_a_shared_store_is_random() {
        let owners = [0; 2].map(|_| u128::from_str_radix(&owner(true).unwrap(), 16).unwrap());
        assert!(owners.iter().all(|owner| *owner > u128::from(u64::MAX)), "{owners:x?}");
    }
}
