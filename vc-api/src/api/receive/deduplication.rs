//! Deduplication of events: the receiver marks each event in the seen store, so that no event is handled twice. Before the
//! handler runs, the receiver marks the event as "in hand" (being handled). After the handler has succeeded, the receiver
//! marks the event as handled.

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

/// Duration of the lease of an event that is being handled. After the lease expires, another delivery of the event can be
/// handled.
const LEASE: Duration = Duration::from_secs(60);
/// Interval at which the lease of a running handler is renewed.
const RENEWAL: Duration = Duration::from_secs(20);
/// Time for which a handled event is remembered. The platform repeats deliveries for 7 hours and 5 minutes.
const REMEMBERED: Duration = Duration::from_secs(8 * 60 * 60);
/// Maximum number of attempts to mark an event as handled.
const MARKINGS: u32 = 3;
/// Pause between two attempts to mark an event as handled.
const MARKING_PAUSE: Duration = Duration::from_secs(1);
/// Maximum time for the store to change the mark of an event, for example to "handled". The shutdown of the receiver
/// waits for the change. A response waits only as long as the platform waits for the response.
const CHANGE: Duration = Duration::from_secs(5);

/// Mark of an event in the seen store. The mark shows that a receiver is handling the event, or has handled it.
pub(super) struct Mark<'a> {
    seen: &'a dyn SeenStore,
    /// Key of the event; `None` if the event has no id. Without an id, the receiver cannot recognise repeated deliveries.
    event: Option<String>,
    /// Id of this delivery. Other deliveries of the same event have other ids.
    owner: String,
}

impl<'a> Mark<'a> {
    pub(super) fn new(seen: &'a dyn SeenStore, delivery: &Delivery) -> Result<Self, Acknowledgement> {
        let id = delivery.header.event_id.as_deref().filter(|id| !id.is_empty());
        let app = delivery.header.app_id.as_deref().unwrap_or_default();
        let owner = owner(seen.is_shared()).map_err(|error| again("failed to mark the event", &error))?;
        Ok(Self { seen, event: id.map(|id| format!("{app}/{id}")), owner })
    }

    /// Marks the event as *in hand*: this receiver now handles the event, and other receivers do not. Stops waiting for the
    /// store at the time `until`.
    pub(super) async fn begin(&self, until: Instant) -> Begin {
        let Some(event) = &self.event else { return Begin::New };
        match timeout_at(until, self.seen.begin(event, &self.owner, LEASE)).await {
            Ok(Ok(Seen::New)) => Begin::New,
            Ok(Ok(Seen::Handled)) => {
                tracing::debug!("the event was already handled");
                Begin::Repeated(Acknowledgement::Handled)
            }
            Ok(Ok(Seen::InHand)) => {
                tracing::debug!("another delivery of the event is being handled");
                Begin::Repeated(Acknowledgement::Again)
            }
            Ok(Err(error)) => Begin::StoreFailed(again("the store of seen events failed", &error)),
            Err(late) => Begin::StoreFailed(again("the store of seen events did not respond in time", &late)),
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
            match within(CHANGE, self.seen.handled(event, REMEMBERED)).await {
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

/// Returns a new id for a delivery, which becomes the owner of the mark. The id is unique across all processes that use the
/// store.
///
/// If no processes share the store, the ids are consecutive numbers. A forked process can repeat numbers of its parent, but
/// has a store of its own.
fn owner(is_shared: bool) -> Result<String, NoRandomness> {
    static DELIVERIES: AtomicU64 = AtomicU64::new(0);
    if is_shared {
        return Random::SYSTEM.id();
    }
    Ok(format!("{:032x}", DELIVERIES.fetch_add(1, Ordering::Relaxed)))
}

/// Result of an attempt to mark an event as being handled.
pub(super) enum Begin {
    /// The event must be handled now, because no other delivery of the event is known.
    New,
    /// Another delivery of the event was handled, or is being handled. Contains the acknowledgement of the current
    /// delivery.
    Repeated(Acknowledgement),
    /// The store failed, so the event must not be handled now. The store may have marked the event nevertheless,
    /// or may mark the event later.
    StoreFailed(Acknowledgement),
}

/// Returns the result of a change in the store, or an error after the time limit.
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

    /// Each mark in a shared store has a random owner id. If the ids came from a counter, a process and its fork would
    /// create the same ids.
    #[test]
    fn an_owner_in_a_shared_store_is_random() {
        let owners = [0; 2].map(|_| u128::from_str_radix(&owner(true).unwrap(), 16).unwrap());
        assert!(owners.iter().all(|owner| *owner > u128::from(u64::MAX)), "{owners:x?}");
    }
}
