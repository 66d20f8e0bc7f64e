//! Handlers of an app's events, and the options of their delivery.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use super::dispatch::{DispatchSettings, Dispatcher, Handle};
use super::handler::{EventContext, Handler};
use super::listener::Listener;
#[cfg(feature = "long-connection")]
use super::long_connection::reconnect::Reconnect;
use super::order::KeyOfEvent;
use super::webhook::{Webhook, WebhookConfig};
use super::webhook_receiver::WebhookReceiver;
use crate::api::receive::delivery::Delivery;
use crate::generated::events::Event;
use crate::runtime::client::handle::Client;
use crate::runtime::error::types::Error;
use crate::runtime::operation::event_type::EventOf;
use crate::runtime::store::seen_store::{MemorySeen, SeenStore};

/// Handlers of an app's events, one for each event type.
///
/// ```
/// use vc_api::meeting::{JoinMeeting, MeetingStarted};
/// use vc_api::{Delivery, EventContext, Events, WebhookConfig};
///
/// # fn main() -> Result<(), vc_api::Error> {
/// let receiver = Events::new()
///     .on(async |event: MeetingStarted| println!("started: {:?}", event.meeting))
///     .on(async |event: JoinMeeting, context: EventContext| println!("{:?} at {:?}", event.operator, context.header.create_time))
///     .otherwise(async |delivery: Delivery| println!("{}", delivery.event.event_type()))
///     .webhook(WebhookConfig::new("the verification token").encrypt_key("the Encrypt Key"))?;
/// # Ok(())
/// # }
/// ```
///
/// # Once
///
/// The platform delivers an event again if the platform gets no response in time, and sometimes even after a response in
/// time. The receiver recognises an event by its id for 8 hours, longer than the platform repeats deliveries. So each event
/// is handled once: see [`SeenStore`].
///
/// # In time
///
/// The platform waits 3 seconds for the response to a delivery.
///
/// - If the handler finishes within [2.5 seconds](Self::acknowledge_within) after the delivery, the receiver sends the
///   result of the handler to the platform. After an error or a panic, the platform delivers the event again: after 15
///   seconds, 5 minutes, 1 hour and 6 hours.
/// - If the handler takes longer, the receiver acknowledges the event as handled, and the handler continues. If the handler
///   then fails, or the process ends before the handler finishes, **the event is lost**.
///
/// So a handler must first write important events to a queue or a database.
///
/// # Limits
///
/// [`concurrency`](Self::concurrency) limits the number of handlers that run at a time. If an event waits too long for a
/// free handler, the receiver tells the platform to deliver the event again.
///
/// # Order
///
/// On several threads, handlers may start in an order that differs from the order in which the events arrived.
/// [`in_order_by_meeting`](Self::in_order_by_meeting) and [`in_order_by`](Self::in_order_by) keep the order.
#[must_use]
pub struct Events<S = ()> {
    state: Arc<S>,
    pub(super) client: Option<Client>,
    listeners: Vec<Arc<dyn Listener>>,
    handlers: HashMap<&'static str, Handle>,
    otherwise: Option<Handle>,
    seen: Option<Arc<dyn SeenStore>>,
    order: Option<KeyOfEvent>,
    concurrency: usize,
    acknowledge_within: Duration,
    #[cfg(feature = "long-connection")]
    pub(super) watchdog: bool,
    #[cfg(feature = "long-connection")]
    pub(super) reconnect: Reconnect,
}

impl Events {
    /// Creates an `Events` without handlers and without shared state.
    pub fn new() -> Self {
        Self::with_state(())
    }
}

impl Default for Events {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Send + Sync + 'static> Events<S> {
    /// Creates an `Events` without handlers. All later handlers share `state`.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicUsize, Ordering};
    /// use vc_api::meeting::MeetingStarted;
    /// use vc_api::{EventContext, Events};
    ///
    /// let events = Events::with_state(AtomicUsize::new(0)).on(
    ///     async |_: MeetingStarted, context: EventContext<AtomicUsize>| {
    ///         context.state.fetch_add(1, Ordering::Relaxed);
    ///     },
    /// );
    /// ```
    pub fn with_state(state: impl Into<Arc<S>>) -> Self {
        Self {
            state: state.into(),
            client: None,
            listeners: Vec::new(),
            handlers: HashMap::new(),
            otherwise: None,
            seen: None,
            order: None,
            concurrency: 1024,
            acknowledge_within: Duration::from_millis(2500),
            #[cfg(feature = "long-connection")]
            watchdog: true,
            #[cfg(feature = "long-connection")]
            reconnect: Reconnect::new(),
        }
    }

    /// Sets the client of the app that receives the events.
    ///
    /// The platform sends app tickets as events. The receiver puts the tickets of the client's app into the client's token
    /// store. Handlers do not receive the tickets of this app.
    pub fn client(mut self, client: &Client) -> Self {
        self.client = Some(client.clone());
        self
    }

    /// Sets the handler for events of one type. A later handler for the same type replaces an earlier handler.
    ///
    /// An event with an unreadable body goes to the handler of [`otherwise`](Self::otherwise).
    pub fn on<T, A>(mut self, handler: impl Handler<T, S, A>) -> Self
    where
        T: EventOf<Event> + Send + 'static,
    {
        let state = Arc::clone(&self.state);
        let handle = move |delivery: Delivery| {
            let Delivery { header, event, skipped, .. } = delivery;
            let context = EventContext { header, skipped, state: Arc::clone(&state) };
            match T::from_event(event) {
                Some(event) => handler.call(event, context),
                None => Box::pin(std::future::ready(Err("the event is of another type".into()))),
            }
        };
        self.handlers.insert(T::INFO.event_type, Box::new(handle));
        self
    }

    /// Sets the handler for all events that have no other handler. These include events of types that this version of the
    /// crate does not know, and unreadable events: see [`Event::Other`].
    ///
    /// If this handler is not set, the following rules apply:
    ///
    /// - If the type of an event has no handler, the receiver acknowledges and drops the event.
    /// - If the type of an event has a handler, but the event is unreadable, the event counts as not handled.
    pub fn otherwise<A>(mut self, handler: impl Handler<Delivery, S, A>) -> Self {
        let state = Arc::clone(&self.state);
        self.otherwise = Some(Box::new(move |delivery: Delivery| {
            let (header, skipped) = (delivery.header.clone(), delivery.skipped.clone());
            let context = EventContext { header, skipped, state: Arc::clone(&state) };
            handler.call(delivery, context)
        }));
        self
    }

    pub(crate) fn listener(mut self, listener: Arc<dyn Listener>) -> Self {
        self.listeners.push(listener);
        self
    }

    /// Sets the store of seen events. The default store keeps a million events in the memory of this process.
    pub fn seen_store(mut self, store: impl SeenStore) -> Self {
        self.seen = Some(Arc::new(store));
        self
    }

    /// Handles the events of each key one after the other, in the order of delivery. Events with different keys, and events
    /// without a key, are handled concurrently.
    ///
    /// ```
    /// use vc_api::{Delivery, Events};
    /// use vc_api::meeting::{JoinMeeting, LeaveMeeting};
    ///
    /// let events = Events::new()
    ///     .on(async |event: JoinMeeting| println!("{:?}", event.operator))
    ///     .on(async |event: LeaveMeeting| println!("{:?}", event.operator))
    ///     .in_order_by(|delivery: &Delivery| delivery.header.tenant_key.clone());
    /// ```
    ///
    /// The handler of an event starts after the handlers of all earlier events of its key have ended, even if these earlier
    /// events are already acknowledged. The key function `|_| Some(())` gives all events the same key. The key function must
    /// not block.
    ///
    /// The order does not hold for these events:
    ///
    /// - An event that waits more than 2.5 seconds for earlier events. The receiver refuses the event, and the platform
    ///   delivers the event again, after later events.
    /// - An event whose handler failed. Later events do not wait for the next delivery of the failed event.
    /// - Events of different connections or processes. The order of delivery is the order on one connection, or the order
    ///   of the requests to one webhook. The platform does not promise to deliver events in the order in which they
    ///   happened.
    ///
    /// The receiver forgets a key when all events of the key are handled. Waiting events count towards the limits of a long
    /// connection.
    pub fn in_order_by<K: Hash>(mut self, key: impl Fn(&Delivery) -> Option<K> + Send + Sync + 'static) -> Self {
        self.order = Some(KeyOfEvent::new(key));
        self
    }

    /// Handles the events of each meeting one after the other. Same as [`in_order_by`](Self::in_order_by) with the key
    /// [`Delivery::meeting_id`].
    pub fn in_order_by_meeting(self) -> Self {
        self.in_order_by(Delivery::meeting_id)
    }

    /// Sets the maximum number of handlers that run at a time. The default is 1024. 0 counts as 1. If the maximum is 1,
    /// events are handled in the order of delivery.
    pub fn concurrency(mut self, handlers: usize) -> Self {
        self.concurrency = handlers.max(1);
        self
    }

    /// Sets the maximum time from a delivery to its acknowledgement. If the handler still runs after that time, the receiver
    /// acknowledges the event as handled. The default is 2.5 seconds. The platform waits 3 seconds.
    ///
    /// If the time is zero, the receiver acknowledges an event as soon as its handler has started.
    pub fn acknowledge_within(mut self, time: Duration) -> Self {
        self.acknowledge_within = time;
        self
    }

    /// Creates a receiver of events by webhook.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Webhook::new`].
    pub fn webhook(self, config: WebhookConfig) -> Result<WebhookReceiver, Error> {
        let strict = config.strict || self.client.as_ref().is_some_and(|client| client.sender().strict_decoding);
        Ok(WebhookReceiver::new(Webhook::new(config.strict_decoding(strict))?, self.into_dispatcher()))
    }

    pub(crate) fn into_dispatcher(self) -> Dispatcher {
        Dispatcher::new(DispatchSettings {
            client: self.client,
            listeners: self.listeners,
            handlers: self.handlers,
            otherwise: self.otherwise,
            seen: self.seen.unwrap_or_else(|| Arc::new(MemorySeen::default())),
            order: self.order,
            concurrency: self.concurrency,
            acknowledge_within: self.acknowledge_within,
        })
    }
}

impl<S> fmt::Debug for Events<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut types: Vec<_> = self.handlers.keys().collect();
        types.sort_unstable();
        f.debug_struct("Events")
            .field("handlers", &types)
            .field("otherwise", &self.otherwise.is_some())
            .field("in_order", &self.order.is_some())
            .field("concurrency", &self.concurrency)
            .field("acknowledge_within", &self.acknowledge_within)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Creates [`Events`] for this client's app, without handlers. Same as [`Events::new`] followed by [`Events::client`].
    pub fn events(&self) -> Events {
        Events::new().client(self)
    }
}
