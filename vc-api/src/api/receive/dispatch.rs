//! An event on its way to its handler: recognised if it came before, in its turn, and in time.

use std::collections::HashMap;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::{Instant, timeout_at};
use tokio_util::task::TaskTracker;
use tracing::field::Empty;
use tracing::{Instrument, Span};

use super::acknowledgement::{Acknowledgement, again};
use super::deduplication::Mark;
use super::handler::{BoxError, HandlerFuture};
use super::listener::Listener;
use crate::api::receive::delivery::Delivery;
use crate::generated::events::Event;
use crate::runtime::client::handle::Client;
use crate::runtime::store::seen_store::SeenStore;
use crate::runtime::util::deadline::after;
use crate::runtime::util::one_line::OneLine;

/// What handles one type of event.
pub(crate) type Handle = Box<dyn Fn(Delivery) -> HandlerFuture + Send + Sync>;

/// What [`Events`](crate::Events) says.
pub(crate) struct DispatchSettings {
    pub(crate) client: Option<Client>,
    pub(crate) listeners: Vec<Arc<dyn Listener>>,
    pub(crate) handlers: HashMap<&'static str, Handle>,
    pub(crate) rest: Option<Handle>,
    pub(crate) seen: Arc<dyn SeenStore>,
    pub(crate) concurrency: usize,
    pub(crate) acknowledge_within: Duration,
}

/// Hands events to their handlers.
#[derive(Clone)]
pub(crate) struct Dispatcher(Arc<Inner>);

struct Inner {
    settings: DispatchSettings,
    turns: Arc<Semaphore>,
    tasks: TaskTracker,
}

/// How long an event may wait for a handler to begin with it; the platform waits for 3 seconds.
const BEGIN: Duration = Duration::from_millis(2500);

impl Dispatcher {
    pub(crate) fn new(settings: DispatchSettings) -> Self {
        let turns = Arc::new(Semaphore::new(settings.concurrency.min(Semaphore::MAX_PERMITS)));
        Self(Arc::new(Inner { settings, turns, tasks: TaskTracker::new() }))
    }

    /// Hands an event to its handler; gives the verdict when it is ready, or its time is up. The handler goes on in a task
    /// of its own when this future is dropped, or had to acknowledge before it was ready.
    pub(crate) async fn dispatch(&self, delivery: Box<Delivery>) -> Acknowledgement {
        let came = Instant::now();
        self.0.settings.listeners.iter().for_each(|listener| listener.delivered(&delivery));
        let span = tracing::debug_span!(
            "event",
            otel.kind = "consumer",
            messaging.system = "feishu",
            messaging.operation.type = "process",
            messaging.destination.name = delivery.event.event_type(),
            messaging.message.id = delivery.header.event_id.as_deref(),
            vc.acknowledgement = Empty,
        );
        let (begun, has_begun) = oneshot::channel();
        let inner = Arc::clone(&self.0);
        let answer_at = after(inner.settings.acknowledge_within);
        let task = async move {
            let verdict = inner.handle(*delivery, came, begun).await;
            Span::current().record("vc.acknowledgement", verdict.name());
            verdict
        };
        let task = self.0.tasks.spawn(task.instrument(span));
        let verdict = match has_begun.await {
            Ok(()) => timeout_at(answer_at, task).await.unwrap_or(Ok(Acknowledgement::Handled)),
            Err(_) => task.await,
        };
        verdict.unwrap_or(Acknowledgement::Again)
    }

    /// Tells that a long connection was opened.
    #[cfg(feature = "long-connection")]
    pub(crate) fn connected(&self) {
        self.0.settings.listeners.iter().for_each(|listener| listener.connected());
    }

    /// Whether a value of a wrong type makes an event one that cannot be read.
    #[cfg(feature = "long-connection")]
    pub(crate) fn is_strict(&self) -> bool {
        self.0.settings.client.as_ref().is_some_and(|client| client.sender().strict_decoding)
    }

    /// Waits for the handlers that run.
    pub(crate) async fn finish(&self) {
        self.0.tasks.close();
        self.0.tasks.wait().await;
    }
}

impl Inner {
    async fn handle(&self, delivery: Delivery, came: Instant, begun: oneshot::Sender<()>) -> Acknowledgement {
        if let Some(verdict) = self.keep_ticket(&delivery).await {
            return verdict;
        }
        let handle = match self.handle_of(&delivery) {
            Ok(handle) => handle,
            Err(verdict) => return verdict,
        };
        delivery.skipped.warn(None);
        let mark = Mark::new(&*self.settings.seen, &delivery);
        if let Err(verdict) = mark.begin(BEGIN).await {
            return verdict;
        }
        let Some(_turn) = self.turn(came).await else {
            mark.forget().await;
            return Acknowledgement::Again;
        };
        begun.send(()).ok();
        match mark.keep(caught(|| handle(delivery))).await {
            Ok(()) => {
                mark.handled().await;
                Acknowledgement::Handled
            }
            Err(error) => {
                mark.forget().await;
                self.failed(came, &error)
            }
        }
    }

    /// Keeps the ticket of the client's app, if the event brings it.
    async fn keep_ticket(&self, delivery: &Delivery) -> Option<Acknowledgement> {
        let client = self.settings.client.as_ref()?;
        let ticket = client.ticket_in(delivery)?;
        Some(match client.keep_app_ticket(ticket).await {
            Ok(()) => Acknowledgement::Handled,
            Err(error) => again("the app ticket was not kept", &error),
        })
    }

    /// What handles it; the verdict if nothing can.
    fn handle_of(&self, delivery: &Delivery) -> Result<&Handle, Acknowledgement> {
        let own = self.settings.handlers.get(delivery.event.event_type());
        let found = match &delivery.event {
            Event::Other(_) => None,
            _ => own,
        };
        match (found.or(self.settings.rest.as_ref()), own, &delivery.event) {
            (Some(handle), ..) => Ok(handle),
            (None, Some(_), Event::Other(other)) => {
                let reason = other.reason.as_deref().unwrap_or_default();
                Err(again("it cannot be read, and there is no handler for the rest", &reason))
            }
            _ => {
                tracing::debug!("there is no handler for it");
                Err(Acknowledgement::Handled)
            }
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

    fn failed(&self, came: Instant, error: &BoxError) -> Acknowledgement {
        if came.elapsed() < self.settings.acknowledge_within {
            return again("its handler failed", error);
        }
        tracing::error!(error = %OneLine(error), "its handler failed after it was answered: it is lost");
        Acknowledgement::Again
    }
}

/// Runs a handler; a panic in it is an error.
async fn caught(handle: impl FnOnce() -> HandlerFuture) -> Result<(), BoxError> {
    let panicked = || BoxError::from("it panicked");
    let mut handling = catch_unwind(AssertUnwindSafe(handle)).map_err(|_| panicked())?;
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| handling.as_mut().poll(context)));
        polled.unwrap_or_else(|_| Err(panicked()).into())
    })
    .await
}
