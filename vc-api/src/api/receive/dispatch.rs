//! Dispatch of events to their handlers. The dispatcher recognises repeated deliveries, keeps the order of events, and sends
//! acknowledgements in time.

use std::collections::HashMap;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};
use tokio_util::task::TaskTracker;
use tracing::field::Empty;
use tracing::{Instrument, Span};

use super::acknowledgement::{Acknowledgement, again};
use super::deduplication::{Begin, Mark};
use super::handler::{BoxError, HandlerFuture};
use super::listener::Listener;
use super::order::{KeyOfEvent, Place, Queues};
use crate::api::receive::delivery::Delivery;
use crate::generated::events::Event;
use crate::runtime::client::handle::Client;
use crate::runtime::store::seen_store::SeenStore;
use crate::runtime::util::deadline::after;
use crate::runtime::util::one_line::OneLine;

/// Function that handles events of one type.
pub(crate) type Handle = Box<dyn Fn(Delivery) -> HandlerFuture + Send + Sync>;

/// Settings of [`Events`](crate::Events).
pub(crate) struct DispatchSettings {
    pub(crate) client: Option<Client>,
    pub(crate) listeners: Vec<Arc<dyn Listener>>,
    pub(crate) handlers: HashMap<&'static str, Handle>,
    pub(crate) otherwise: Option<Handle>,
    pub(crate) seen: Arc<dyn SeenStore>,
    pub(crate) order: Option<KeyOfEvent>,
    pub(crate) concurrency: usize,
    pub(crate) acknowledge_within: Duration,
}

/// Dispatches events to their handlers.
#[derive(Clone)]
pub(crate) struct Dispatcher(Arc<Inner>);

struct Inner {
    settings: DispatchSettings,
    permits: Arc<Semaphore>,
    queues: Queues,
    tasks: TaskTracker,
}

/// Event whose dispatch has started.
pub(crate) struct Dispatched {
    begun: oneshot::Receiver<()>,
    acknowledgement: oneshot::Receiver<Acknowledgement>,
    task: JoinHandle<()>,
    arrived: Instant,
    acknowledge_at: Instant,
}

/// Channels through which the task of an event reports its progress.
struct Reply {
    begun: oneshot::Sender<()>,
    acknowledgement: oneshot::Sender<Acknowledgement>,
}

impl Reply {
    /// Sends the acknowledgement of an event whose handler does not run.
    fn give(self, acknowledgement: Acknowledgement) {
        tell(self.acknowledgement, acknowledgement).ok();
    }

    /// Signals that the handler starts. Returns the channel for the acknowledgement.
    fn begun(self) -> oneshot::Sender<Acknowledgement> {
        self.begun.send(()).ok();
        self.acknowledgement
    }
}

/// Maximum time from the arrival of an event to the start of its handler. After this time, an acknowledgement also stops
/// waiting for the seen store. The platform waits 3 seconds for the response.
const START_LIMIT: Duration = Duration::from_millis(2500);

impl Dispatcher {
    pub(crate) fn new(settings: DispatchSettings) -> Self {
        let permits = Arc::new(Semaphore::new(settings.concurrency.min(Semaphore::MAX_PERMITS)));
        // If only one handler runs at a time, the handlers run in the order of delivery. The semaphore alone does not keep
        // this order, so all events wait in one queue.
        let order =
            if settings.concurrency == 1 { Some(KeyOfEvent::new(|_| Some(()))) } else { settings.order.clone() };
        Self(Arc::new(Inner { settings, permits, queues: Queues::new(order), tasks: TaskTracker::new() }))
    }

    /// Starts a task that dispatches an event. Callers must pass the events in the order of delivery.
    pub(crate) fn begin(&self, delivery: Box<Delivery>) -> Dispatched {
        let arrived = Instant::now();
        let inner = Arc::clone(&self.0);
        inner.settings.listeners.iter().for_each(|listener| listener.delivered(&delivery));
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
        let (acknowledgement, has_acknowledgement) = oneshot::channel();
        let reply = Reply { begun, acknowledgement };
        let acknowledge_at = after(inner.settings.acknowledge_within);
        let place = inner.queues.enter(&delivery);
        let task = async move {
            match place {
                Ok(place) => inner.handle(*delivery, arrived, place, reply).await,
                Err(error) => reply.give(again("failed to get the order key of the event", &error)),
            }
        };
        let task = self.0.tasks.spawn(task.instrument(span));
        Dispatched { begun: has_begun, acknowledgement: has_acknowledgement, task, arrived, acknowledge_at }
    }

    /// Dispatches an event. Returns its [acknowledgement](Dispatched::acknowledgement).
    pub(crate) async fn dispatch(&self, delivery: Box<Delivery>) -> Acknowledgement {
        self.begin(delivery).acknowledgement().await
    }

    /// Tells the listeners that a long connection is open.
    #[cfg(feature = "long-connection")]
    pub(crate) fn connected(&self) {
        self.0.settings.listeners.iter().for_each(|listener| listener.connected());
    }

    /// Returns whether an event with a value of a wrong type counts as unreadable.
    #[cfg(feature = "long-connection")]
    pub(crate) fn is_strict(&self) -> bool {
        self.0.settings.client.as_ref().is_some_and(|client| client.sender().strict_decoding)
    }

    /// Waits until all running handlers have ended.
    pub(crate) async fn finish(&self) {
        self.0.tasks.close();
        self.0.tasks.wait().await;
    }
}

impl Dispatched {
    /// Waits for the acknowledgement. If the handler still runs after the time that `Events::acknowledge_within` sets,
    /// returns [`Acknowledgement::Handled`]. The handler continues after this early return, and also after the drop of this
    /// future.
    ///
    /// After the handler has finished, the method also waits for the seen store, but never longer than the platform waits.
    /// The seen store does not change the acknowledgement.
    pub(crate) async fn acknowledgement(self) -> Acknowledgement {
        let Self { begun, mut acknowledgement, task, arrived, acknowledge_at } = self;
        let given = match begun.await {
            Ok(()) => match timeout_at(acknowledge_at, &mut acknowledgement).await {
                Ok(given) => given,
                Err(_) => {
                    // After `close`, the handler can no longer send an acknowledgement. If the handler fails later, the
                    // function `failed` logs that the event was already acknowledged.
                    acknowledgement.close();
                    return acknowledgement.try_recv().unwrap_or(Acknowledgement::Handled);
                }
            },
            Err(_) => acknowledgement.await,
        };
        // The task also writes the mark of the event to the seen store, usually at once. The response waits for the mark, so
        // that the client recognises a repeated delivery.
        timeout_at(acknowledge_at.min(arrived + START_LIMIT), task).await.ok();
        given.unwrap_or(Acknowledgement::Again)
    }
}

impl Inner {
    /// Runs the handler of an event, and determines the acknowledgement. Then marks the event as handled in the seen store;
    /// after a failure, removes the mark of the event. If the store is slow, the platform gets the acknowledgement before
    /// the store has finished.
    async fn handle(&self, delivery: Delivery, arrived: Instant, mut place: Place, reply: Reply) {
        // All steps before the handler share this deadline.
        let until = arrived + START_LIMIT;
        if let Some(acknowledgement) = self.keep_ticket(&delivery, until).await {
            return reply.give(acknowledgement);
        }
        let handle = match self.handle_of(&delivery) {
            Ok(handle) => handle,
            Err(acknowledgement) => return reply.give(acknowledgement),
        };
        delivery.skipped.warn(None);
        let mark = match Mark::new(&*self.settings.seen, &delivery) {
            Ok(mark) => mark,
            Err(acknowledgement) => return reply.give(acknowledgement),
        };
        match mark.begin(until).await {
            Begin::New => {}
            Begin::Repeated(acknowledgement) => return reply.give(acknowledgement),
            Begin::StoreFailed(acknowledgement) => {
                drop(place);
                reply.give(acknowledgement);
                return mark.forget().await;
            }
        }
        // The event first waits for its turn, and then for a permit. In the opposite order, an event that waits for its turn
        // would hold a permit, and would block the handlers of other events.
        let permit = if place.is_first(until).await { self.permit(until).await } else { None };
        let Some(permit) = permit else {
            tracing::warn!("the handler could not start in time; the platform will deliver the event again");
            drop(place);
            reply.give(Acknowledgement::Again);
            return mark.forget().await;
        };
        let acknowledgement = reply.begun();
        let handled = mark.keep(caught(|| handle(delivery))).await;
        drop((permit, place));
        match handled {
            Ok(()) => {
                tell(acknowledgement, Acknowledgement::Handled).ok();
                mark.handled().await;
            }
            Err(error) => {
                failed(acknowledgement, &error);
                mark.forget().await;
            }
        }
    }

    /// Writes the app ticket to the token store, if the event contains a ticket of the client's app.
    async fn keep_ticket(&self, delivery: &Delivery, until: Instant) -> Option<Acknowledgement> {
        let client = self.settings.client.as_ref()?;
        let ticket = client.ticket_in(delivery)?;
        Some(match timeout_at(until, client.keep_app_ticket(ticket)).await {
            Ok(Ok(())) => Acknowledgement::Handled,
            Ok(Err(error)) => again("failed to write the app ticket to the token store", &error),
            Err(late) => again("the token store did not respond in time", &late),
        })
    }

    /// Returns the function that handles the event, or the acknowledgement of the event if no function handles the event.
    fn handle_of(&self, delivery: &Delivery) -> Result<&Handle, Acknowledgement> {
        let own = self.settings.handlers.get(delivery.event.event_type());
        let found = match &delivery.event {
            Event::Other(_) => None,
            _ => own,
        };
        match (found.or(self.settings.otherwise.as_ref()), own, &delivery.event) {
            (Some(handle), ..) => Ok(handle),
            (None, Some(_), Event::Other(other)) => {
                let reason = other.reason.as_deref().unwrap_or_default();
                Err(again("the event cannot be read, and no handler is set for unreadable events", &reason))
            }
            _ => {
                tracing::debug!("the event has no handler");
                Err(Acknowledgement::Handled)
            }
        }
    }

    /// Waits for a permit to run a handler, but not longer than until the time `until`. Returns `None` if no permit became
    /// free.
    async fn permit(&self, until: Instant) -> Option<OwnedSemaphorePermit> {
        timeout_at(until, Arc::clone(&self.permits).acquire_owned()).await.ok()?.ok()
    }
}

/// Sends an acknowledgement, and records it in the span. Fails if the receiver no longer waits for the acknowledgement.
fn tell(reply: oneshot::Sender<Acknowledgement>, acknowledgement: Acknowledgement) -> Result<(), Acknowledgement> {
    Span::current().record("vc.acknowledgement", acknowledgement.name());
    reply.send(acknowledgement)
}

/// Logs the failure of a handler. If the event is not acknowledged yet, also reports the failure to the platform.
fn failed(acknowledgement: oneshot::Sender<Acknowledgement>, error: &BoxError) {
    match tell(acknowledgement, Acknowledgement::Again) {
        Ok(()) => drop(again("the handler failed", error)),
        Err(_) => {
            tracing::error!(
                error = %OneLine(error),
                "the handler failed after the acknowledgement; the event is lost unless the platform delivers it again"
            );
        }
    }
}

/// Runs a handler. Turns a panic into an error.
async fn caught(handle: impl FnOnce() -> HandlerFuture) -> Result<(), BoxError> {
    let panicked = || BoxError::from("the handler panicked");
    let mut handling = catch_unwind(AssertUnwindSafe(handle)).map_err(|_| panicked())?;
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| handling.as_mut().poll(context)));
        polled.unwrap_or_else(|_| Err(panicked()).into())
    })
    .await
}
