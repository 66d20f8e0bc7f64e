//! An event on its way to its handler: recognised if it came before, in its turn, and in time.

use std::collections::HashMap;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tokio_util::task::TaskTracker;
use tracing::Instrument;

use super::handler::{BoxError, HandlerFuture};
use super::seen::{Seen, SeenStore};
use crate::client::Client;
use crate::delivery::Delivery;
use crate::generated::events::Event;
use crate::store::StoreError;

/// What handles one type of event.
pub(crate) type Handle = Box<dyn Fn(Delivery) -> HandlerFuture + Send + Sync>;

/// What [`Events`](super::Events) says.
pub(crate) struct Settings {
    pub(crate) client: Option<Client>,
    pub(crate) handlers: HashMap<&'static str, Handle>,
    pub(crate) rest: Option<Handle>,
    pub(crate) seen: Arc<dyn SeenStore>,
    pub(crate) concurrency: usize,
    pub(crate) answer_within: Duration,
}

/// Hands events to their handlers.
#[derive(Clone)]
pub(crate) struct Dispatcher(Arc<Inner>);

struct Inner {
    settings: Settings,
    turns: Arc<Semaphore>,
    tasks: TaskTracker,
}

/// What the platform is told of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It need not come again.
    Handled,
    /// It was not handled, and must come again.
    Again,
}

/// How long an event may wait for a handler to begin with it; the platform waits for 3 seconds.
const BEGIN: Duration = Duration::from_millis(2500);
/// How long an event counts as being handled when nothing more is heard of its handler, and how often that is renewed.
const LEASE: Duration = Duration::from_secs(60);
const RENEWAL: Duration = Duration::from_secs(20);
/// How long a handled event is known. The platform repeats one for 7 hours and 5 minutes.
const KNOWN: Duration = Duration::from_secs(8 * 60 * 60);
/// How often is tried to mark an event as handled, and the pause between.
const MARKINGS: u32 = 3;
const MARKING_PAUSE: Duration = Duration::from_secs(1);

impl Dispatcher {
    pub(crate) fn new(settings: Settings) -> Self {
        let turns = Arc::new(Semaphore::new(settings.concurrency.min(Semaphore::MAX_PERMITS)));
        Self(Arc::new(Inner { settings, turns, tasks: TaskTracker::new() }))
    }

    /// Hands an event to its handler; gives the verdict when it is ready, or its time is up. The handler goes on in a task
    /// of its own when this future is dropped, or had to answer before it was ready.
    pub(crate) async fn dispatch(&self, delivery: Box<Delivery>) -> Verdict {
        let came = Instant::now();
        let span = tracing::debug_span!(
            "event",
            event_type = delivery.event.event_type(),
            event_id = delivery.header.event_id.as_deref()
        );
        let (begun, has_begun) = oneshot::channel();
        let inner = Arc::clone(&self.0);
        let answer_within = inner.settings.answer_within;
        let task = async move { inner.handle(*delivery, came, begun).await };
        let task = self.0.tasks.spawn(task.instrument(span));
        let verdict = match has_begun.await {
            Ok(()) => timeout_at(came + answer_within, task).await.unwrap_or(Ok(Verdict::Handled)),
            Err(_) => task.await,
        };
        verdict.unwrap_or(Verdict::Again)
    }

    /// Waits for the handlers that run.
    pub(crate) async fn finish(&self) {
        self.0.tasks.close();
        self.0.tasks.wait().await;
    }
}

impl Inner {
    async fn handle(&self, delivery: Delivery, came: Instant, begun: oneshot::Sender<()>) -> Verdict {
        if let Some(client) = &self.settings.client
            && let Some(ticket) = client.ticket_in(&delivery)
        {
            return match client.keep_app_ticket(ticket).await {
                Ok(()) => Verdict::Handled,
                Err(error) => again("the app ticket was not kept", &error),
            };
        }
        let handle = match self.handle_of(&delivery) {
            Ok(Some(handle)) => handle,
            Ok(None) => {
                tracing::debug!("there is no handler for it");
                return Verdict::Handled;
            }
            Err(reason) => return again("it cannot be read, and there is no handler for the rest", &reason),
        };
        let Some(event) = key(&delivery) else {
            // An event without an id cannot be recognised.
            let Some(_turn) = self.turn(came).await else { return Verdict::Again };
            begun.send(()).ok();
            return match caught(|| handle(delivery)).await {
                Ok(()) => Verdict::Handled,
                Err(error) => self.failed(came, &error),
            };
        };
        let seen = &*self.settings.seen;
        match timeout(BEGIN, seen.begin(&event, LEASE)).await {
            Ok(Ok(Seen::New)) => {}
            Ok(Ok(Seen::Handled)) => {
                tracing::debug!("it was handled before");
                return Verdict::Handled;
            }
            Ok(Ok(Seen::InHand)) => {
                tracing::debug!("it is being handled");
                return Verdict::Again;
            }
            Ok(Err(error)) => return again("the store of seen events failed", &error),
            Err(late) => return again("the store of seen events did not answer", &late),
        }
        let Some(_turn) = self.turn(came).await else {
            forget(seen, &event).await;
            return Verdict::Again;
        };
        begun.send(()).ok();
        match renewing(seen, &event, caught(|| handle(delivery))).await {
            Ok(()) => {
                mark(seen, &event).await;
                Verdict::Handled
            }
            Err(error) => {
                forget(seen, &event).await;
                self.failed(came, &error)
            }
        }
    }

    /// What handles it, if anything does; the reason why it cannot be read if its own handler would have had to.
    fn handle_of(&self, delivery: &Delivery) -> Result<Option<&Handle>, String> {
        let rest = self.settings.rest.as_ref();
        let own = self.settings.handlers.get(delivery.event.event_type());
        match (&delivery.event, own, rest) {
            (Event::Other(other), Some(_), None) => Err(other.reason.clone().unwrap_or_default()),
            (Event::Other(_), _, rest) => Ok(rest),
            (_, own, rest) => Ok(own.or(rest)),
        }
    }

    /// Waits for leave to begin.
    async fn turn(&self, came: Instant) -> Option<OwnedSemaphorePermit> {
        match timeout_at(came + BEGIN, Arc::clone(&self.turns).acquire_owned()).await {
            Ok(Ok(turn)) => Some(turn),
            Ok(Err(_)) | Err(_) => {
                tracing::warn!("no handler became free in time; it is to come again");
                None
            }
        }
    }

    fn failed(&self, came: Instant, error: &BoxError) -> Verdict {
        if came.elapsed() < self.settings.answer_within {
            return again("its handler failed", error);
        }
        tracing::error!(%error, "its handler failed after it was answered: it is lost");
        Verdict::Again
    }
}

fn again(what: &str, error: &dyn std::fmt::Display) -> Verdict {
    tracing::warn!(%error, "{what}; it is to come again");
    Verdict::Again
}

/// What an event is known by.
fn key(delivery: &Delivery) -> Option<String> {
    let id = delivery.header.event_id.as_deref().filter(|id| !id.is_empty())?;
    Some(format!("{}/{id}", delivery.header.app_id.as_deref().unwrap_or_default()))
}

/// Runs a handler; that it panics is an error.
async fn caught(handle: impl FnOnce() -> HandlerFuture) -> Result<(), BoxError> {
    let panicked = || BoxError::from("it panicked");
    let mut handling = catch_unwind(AssertUnwindSafe(handle)).map_err(|_| panicked())?;
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| handling.as_mut().poll(context)));
        polled.unwrap_or_else(|_| Err(panicked()).into())
    })
    .await
}

/// Runs a handler, and keeps its event marked as being handled.
async fn renewing(
    seen: &dyn SeenStore,
    event: &str,
    handling: impl Future<Output = Result<(), BoxError>>,
) -> Result<(), BoxError> {
    let mut handling = std::pin::pin!(handling);
    loop {
        match timeout(RENEWAL, &mut handling).await {
            Ok(result) => return result,
            Err(_) => told(seen.put(event, Seen::InHand, LEASE).await),
        }
    }
}

async fn mark(seen: &dyn SeenStore, event: &str) {
    for _ in 1..MARKINGS {
        if seen.put(event, Seen::Handled, KNOWN).await.is_ok() {
            return;
        }
        sleep(MARKING_PAUSE).await;
    }
    told(seen.put(event, Seen::Handled, KNOWN).await);
}

async fn forget(seen: &dyn SeenStore, event: &str) {
    told(seen.forget(event).await);
}

fn told(result: Result<(), StoreError>) {
    if let Err(error) = result {
        tracing::warn!(%error, "the store of seen events failed: this event may be handled twice, or later");
    }
}
