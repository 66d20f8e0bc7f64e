//! An event marked as being handled, and then as handled, so that nobody handles it twice.

use std::time::Duration;

use tokio::time::{sleep, timeout};

use super::acknowledgement::{Acknowledgement, again};
use crate::api::receive::delivery::Delivery;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::store::seen_store::{Seen, SeenStore};
use crate::runtime::util::random::Random;

/// How long an event counts as being handled when nothing more is heard of its handler, and how often that is renewed.
const LEASE: Duration = Duration::from_secs(60);
const RENEWAL: Duration = Duration::from_secs(20);
/// How long a handled event is known. The platform repeats one for 7 hours and 5 minutes.
const KNOWN: Duration = Duration::from_secs(8 * 60 * 60);
/// How often is tried to mark an event as handled, and the pause between.
const MARKINGS: u32 = 3;
const MARKING_PAUSE: Duration = Duration::from_secs(1);

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
        let owner = Random::SYSTEM.id().map_err(|error| again("it cannot be marked", &error))?;
        Ok(Self { seen, event: id.map(|id| format!("{app}/{id}")), owner })
    }

    /// Marks the event as being handled. If it must not be handled now, it gives the verdict.
    pub(super) async fn begin(&self, within: Duration) -> Result<(), Acknowledgement> {
        let Some(event) = &self.event else { return Ok(()) };
        match timeout(within, self.seen.begin(event, &self.owner, LEASE)).await {
            Ok(Ok(Seen::New)) => Ok(()),
            Ok(Ok(Seen::Handled)) => {
                tracing::debug!("it was handled before");
                Err(Acknowledgement::Handled)
            }
            Ok(Ok(Seen::InHand)) => {
                tracing::debug!("it is being handled");
                Err(Acknowledgement::Again)
            }
            Ok(Err(error)) => Err(again("it is not known whether it came before", &error)),
            Err(late) => Err(again("the store of seen events did not answer", &late)),
        }
    }

    /// Runs a handler, and keeps the event marked as being handled.
    pub(super) async fn keep<T>(&self, handling: impl Future<Output = T>) -> T {
        let Some(event) = &self.event else { return handling.await };
        let mut handling = std::pin::pin!(handling);
        loop {
            match timeout(RENEWAL, &mut handling).await {
                Ok(result) => return result,
                Err(_) => tell(self.seen.renew(event, &self.owner, LEASE).await.map(drop)),
            }
        }
    }

    /// Marks the event as handled.
    pub(super) async fn handled(&self) {
        let Some(event) = &self.event else { return };
        for _ in 1..MARKINGS {
            if self.seen.handled(event, KNOWN).await.is_ok() {
                return;
            }
            sleep(MARKING_PAUSE).await;
        }
        tell(self.seen.handled(event, KNOWN).await);
    }

    /// Lets the event be handled when it comes again.
    pub(super) async fn forget(&self) {
        let Some(event) = &self.event else { return };
        tell(self.seen.forget(event, &self.owner).await);
    }
}

fn tell(result: Result<(), StoreError>) {
    if let Err(error) = result {
        tracing::warn!(%error, "the event may be handled twice, or later");
    }
}
