//! Marks in the store of seen events. An event is marked as in hand, and later as handled, to prevent a second handling.

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

/// Duration of the lease of an event in hand. After the lease, another delivery of the event can be handled.
const LEASE: Duration = Duration::from_secs(60);
/// Interval at which the lease of a running handler is renewed.
const RENEWAL: Duration = Duration::from_secs(20);
/// Time for which a handled event is remembered. The platform repeats deliveries for 7 hours and 5 minutes.
const KNOWN: Duration = Duration::from_secs(8 * 60 * 60);
/// Number of attempts to mark an event as handled.
const MARKINGS: u32 = 3;
/// Pause between two attempts to mark an event as handled.
const MARKING_PAUSE: Duration = Duration::from_secs(1);
/// Maximum time for the store to change a mark. Only the end of the receiver waits for the change. Handlers and responses do
/// not wait.
const CHANGE: Duration = Duration::from_secs(5);

/// Mark of an event in the store of seen events.
pub(super) struct Mark<'a> {
    seen: &'a dyn SeenStore,
    /// Key of the event; `None` if the event has no id. Such an event cannot be recognised.
    event: Option<String>,
    /// Distinguishes this delivery from other deliveries of the same event.
    owner: String,
}

impl<'a> Mark<'a> {
    pub(super) fn new(seen: &'a dyn SeenStore, delivery: &Delivery) -> Result<Self, Acknowledgement> {
        let id = delivery.header.event_id.as_deref().filter(|id| !id.is_empty());
        let app = delivery.header.app_id.as_deref().unwrap_or_default();
        let owner = owner(seen.is_shared()).map_err(|error| again("failed to mark the event", &error))?;
        Ok(Self { seen, event: id.map(|id| format!("{app}/{id}")), owner })
    }

    /// Marks the event as in hand. Waits for the store until `until`.
    pub(super) async fn begin(&self, until: Instant) -> Begin {
        let Some(event) = &self.event else { return Begin::New };
        match timeout_at(until, self.seen.begin(event, &self.owner, LEASE)).await {
            Ok(Ok(Seen::New)) => Begin::New,
            Ok(Ok(Seen::Handled)) => {
                tracing::debug!("the event was already handled");
                Begin::Known(Acknowledgement::Handled)
            }
            Ok(Ok(Seen::InHand)) => {
                tracing::debug!("another delivery of the event is in hand");
                Begin::Known(Acknowledgement::Again)
            }
            Ok(Err(error)) => Begin::Unsure(again("the store of seen events failed", &error)),
            Err(late) => Begin::Unsure(again("the store of seen events did not respond in time", &late)),
        }
    }

    /// Runs a handler. Meanwhile, renews the lease of the event.
    pub(super) async fn keep<T>(&self, handling: impl Future<Output = T>) -> T {
        let Some(event) = &self.event else { return handling.await };
        beside(handling, self.renew(event)).await
    }

    /// Renews the lease at intervals, until another receiver holds the lease.
    async fn renew(&self, event: &str) -> Infallible {
        loop {
            sleep(RENEWAL).await;
            match within(CHANGE, self.seen.renew(event, &self.owner, LEASE)).await {
                Ok(true) => {}
                Ok(false) => {
                    tracing::warn!("the lease of the event expired; another receiver handles the event too");
                    return std::future::pending().await;
                }
                Err(error) => warn(&error),
            }
        }
    }

    /// Marks the event as handled.
    pub(super) async fn handled(&self) {
        let Some(event) = &self.event else { return };
        for marking in 1..=MARKINGS {
            match within(CHANGE, self.seen.handled(event, KNOWN)).await {
                Ok(()) => return,
                Err(error) if marking == MARKINGS => warn(&error),
                Err(_) => sleep(MARKING_PAUSE).await,
            }
        }
    }

    /// Removes the mark, so that the next delivery of the event is handled.
    pub(super) async fn forget(&self) {
        let Some(event) = &self.event else { return };
        if let Err(error) = within(CHANGE, self.seen.forget(event, &self.owner)).await {
            warn(&error);
        }
    }
}

/// Returns a unique owner for a delivery. The owner is unique across processes if the store is shared, or else within this
/// process.
///
/// A forked process continues from the same number. The same number is harmless, because each process has a store of its
/// own.
fn owner(is_shared: bool) -> Result<String, NoRandomness> {
    static DELIVERIES: AtomicU64 = AtomicU64::new(0);
    if is_shared {
        return Random::SYSTEM.id();
    }
    Ok(format!("{:032x}", DELIVERIES.fetch_add(1, Ordering::Relaxed)))
}

/// Result of marking an event as in hand.
pub(super) enum Begin {
    /// The event must be handled now.
    New,
    /// The event must not be handled now.
    Known(Acknowledgement),
    /// The event must not be handled now, because the store failed. The event may be marked nevertheless.
    Unsure(Acknowledgement),
}

/// Returns the result of the store, or an error after the time limit.
async fn within<T>(limit: Duration, change: StoreFuture<'_, T>) -> Result<T, StoreError> {
    timeout(limit, change).await.unwrap_or_else(|late| Err(StoreError::new(late)))
}

fn warn(error: &StoreError) {
    tracing::warn!(%error, "the store of seen events failed; the event may be handled twice or late");
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

    /// A counter would have the same value in a forked process.
    #[test]
    fn an_owner_in_a_shared_store_is_random() {
        let owners = [0; 2].map(|_| u128::from_str_radix(&owner(true).unwrap(), 16).unwrap());
        assert!(owners.iter().all(|owner| *owner > u128::from(u64::MAX)), "{owners:x?}");
    }
}
