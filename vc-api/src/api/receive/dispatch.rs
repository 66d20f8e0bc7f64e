//! An event on its way to its handler: recognised if it came before, in its turn, and in time.

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
use super::order::{KeyOfEvent, Lines, Place};
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
    pub(crate) order: Option<KeyOfEvent>,
    pub(crate) concurrency: usize,
    pub(crate) acknowledge_within: Duration,
}

/// Hands events to their handlers.
#[derive(Clone)]
pub(crate) struct Dispatcher(Arc<Inner>);

struct Inner {
    settings: DispatchSettings,
    turns: Arc<Semaphore>,
    lines: Lines,
    tasks: TaskTracker,
}

/// An event that is on its way to its handler.
pub(crate) struct Dispatched {
    begun: oneshot::Receiver<()>,
    verdict: oneshot::Receiver<Acknowledgement>,
    task: JoinHandle<()>,
    came: Instant,
    answer_at: Instant,
}

/// Where an event's task tells how far it is.
struct Reply {
    begun: oneshot::Sender<()>,
    verdict: oneshot::Sender<Acknowledgement>,
}

impl Reply {
    /// Gives the verdict on an event that is not handled now.
    fn give(self, verdict: Acknowledgement) {
        tell(self.verdict, verdict).ok();
    }

    /// Tells that a handler begins; gives where to tell the verdict.
    fn begun(self) -> oneshot::Sender<Acknowledgement> {
        self.begun.send(()).ok();
        self.verdict
    }
}

/// How long an event may wait for a handler to begin with it, and a response for the event's mark in the store; the
/// platform waits for 3 seconds.
const BEGIN: Duration = Duration::from_millis(2500);

impl Dispatcher {
    pub(crate) fn new(settings: DispatchSettings) -> Self {
        let turns = Arc::new(Semaphore::new(settings.concurrency.min(Semaphore::MAX_PERMITS)));
        // Where one handler runs at a time, all events are in one line: a turn alone would go to whoever asks first.
        let order =
            if settings.concurrency == 1 { Some(KeyOfEvent::new(|_| Some(()))) } else { settings.order.clone() };
        Self(Arc::new(Inner { settings, turns, lines: Lines::new(order), tasks: TaskTracker::new() }))
    }

    /// Begins to hand an event to its handler, in a task of its own. The order of these calls is the order of delivery.
    pub(crate) fn begin(&self, delivery: Box<Delivery>) -> Dispatched {
        let came = Instant::now();
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
        let (verdict, has_verdict) = oneshot::channel();
        let reply = Reply { begun, verdict };
        let answer_at = after(inner.settings.acknowledge_within);
        let place = inner.lines.enter(&delivery);
        let task = async move {
            match place {
                Ok(place) => inner.handle(*delivery, came, place, reply).await,
                Err(error) => reply.give(again("it has no place in the order", &error)),
            }
        };
        let task = self.0.tasks.spawn(task.instrument(span));
        Dispatched { begun: has_begun, verdict: has_verdict, task, came, answer_at }
    }

    /// Hands an event to its handler; gives the [verdict](Dispatched::verdict).
    pub(crate) async fn dispatch(&self, delivery: Box<Delivery>) -> Acknowledgement {
        self.begin(delivery).verdict().await
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

impl Dispatched {
    /// Gives the verdict when it is ready, or its time is up. The handler goes on when this future is dropped, or had to
    /// acknowledge before it was ready.
    ///
    /// The verdict is that of the handler, as soon as there is one: a store that does not answer cannot turn a failure into
    /// an acknowledgement, nor delay the verdict for longer than the platform waits.
    pub(crate) async fn verdict(self) -> Acknowledgement {
        let Self { begun, mut verdict, task, came, answer_at } = self;
        let given = match begun.await {
            Ok(()) => match timeout_at(answer_at, &mut verdict).await {
                Ok(given) => given,
                Err(_) => {
                    // A handler that fails from now on learns that it is too late.
                    verdict.close();
                    return verdict.try_recv().unwrap_or(Acknowledgement::Handled);
                }
            },
            Err(_) => verdict.await,
        };
        // Usually the mark is there at once, so that an event that comes again finds it.
        timeout_at(answer_at.min(came + BEGIN), task).await.ok();
        given.unwrap_or(Acknowledgement::Again)
    }
}

impl Inner {
    /// Handles an event, and replies. What remains to be done in the store then is done when no one waits for it any more.
    async fn handle(&self, delivery: Delivery, came: Instant, mut place: Place, reply: Reply) {
        // Nothing before the handler takes longer.
        let until = came + BEGIN;
        if let Some(verdict) = self.keep_ticket(&delivery, until).await {
            return reply.give(verdict);
        }
        let handle = match self.handle_of(&delivery) {
            Ok(handle) => handle,
            Err(verdict) => return reply.give(verdict),
        };
        delivery.skipped.warn(None);
        let mark = match Mark::new(&*self.settings.seen, &delivery) {
            Ok(mark) => mark,
            Err(verdict) => return reply.give(verdict),
        };
        match mark.begin(until).await {
            Begin::New => {}
            Begin::Known(verdict) => return reply.give(verdict),
            Begin::Unsure(verdict) => {
                drop(place);
                reply.give(verdict);
                return mark.forget().await;
            }
        }
        // A turn is for an event that can begin: it would be idle while the event waits for others of its key.
        let turn = if place.is_first(until).await { self.turn(until).await } else { None };
        let Some(turn) = turn else {
            tracing::warn!("it could not begin in time; it is to come again");
            drop(place);
            reply.give(Acknowledgement::Again);
            return mark.forget().await;
        };
        let verdict = reply.begun();
        let handled = mark.keep(caught(|| handle(delivery))).await;
        drop((turn, place));
        match handled {
            Ok(()) => {
                tell(verdict, Acknowledgement::Handled).ok();
                mark.handled().await;
            }
            Err(error) => {
                failed(verdict, &error);
                mark.forget().await;
            }
        }
    }

    /// Keeps the ticket of the client's app, if the event brings it.
    async fn keep_ticket(&self, delivery: &Delivery, until: Instant) -> Option<Acknowledgement> {
        let client = self.settings.client.as_ref()?;
        let ticket = client.ticket_in(delivery)?;
        Some(match timeout_at(until, client.keep_app_ticket(ticket)).await {
            Ok(Ok(())) => Acknowledgement::Handled,
            Ok(Err(error)) => again("the app ticket was not kept", &error),
            Err(late) => again("the token store did not keep the app ticket", &late),
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
    async fn turn(&self, until: Instant) -> Option<OwnedSemaphorePermit> {
        timeout_at(until, Arc::clone(&self.turns).acquire_owned()).await.ok()?.ok()
    }
}

/// Tells a verdict, to the span as well. It is an error if nobody waits for it any more.
fn tell(reply: oneshot::Sender<Acknowledgement>, verdict: Acknowledgement) -> Result<(), Acknowledgement> {
    Span::current().record("vc.acknowledgement", verdict.name());
    reply.send(verdict)
}

/// Tells that a handler failed, if it is not too late.
fn failed(verdict: oneshot::Sender<Acknowledgement>, error: &BoxError) {
    match tell(verdict, Acknowledgement::Again) {
        Ok(()) => drop(again("its handler failed", error)),
        Err(_) => {
            tracing::error!(error = %OneLine(error), "its handler failed after the response: it is lost, unless it comes again")
        }
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
