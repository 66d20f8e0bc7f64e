//! Which handler gets which event, and how events are handled.

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

/// The handlers of an app's events, by the type of event.
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
/// The platform delivers an event again when it was not answered in time, and sometimes when it was. Events are
/// recognised by their id for 8 hours, longer than the platform repeats them, and handled once: see [`SeenStore`].
///
/// # In time
///
/// The platform waits 3 seconds for its response. A handler that is ready within [2.5](Self::acknowledge_within) decides what it
/// is: that the event was handled, or, after an error or a panic, that it was not; then the platform delivers it again
/// after 15 seconds, 5 minutes, 1 hour and 6 hours. A handler that takes longer goes on after the platform was told that
/// the event was handled. If it then fails, or the process ends before it is ready, **the event is lost**. What must not
/// be lost is to be written down, in a queue or a database, before the handler goes on with it.
///
/// # Limits
///
/// As many handlers run at a time as [`concurrency`](Self::concurrency) says. When none becomes free in time, the platform
/// is told to come again.
///
/// # Order
///
/// On several threads, events that come shortly after each other may change places. [`in_order_by_meeting`](Self::in_order_by_meeting)
/// and [`in_order_by`](Self::in_order_by) keep their order.
#[must_use]
pub struct Events<S = ()> {
    state: Arc<S>,
    pub(super) client: Option<Client>,
    listeners: Vec<Arc<dyn Listener>>,
    handlers: HashMap<&'static str, Handle>,
    rest: Option<Handle>,
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
    /// No handlers yet, and nothing that they share.
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
    /// No handlers yet; all of them are given `state`.
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
            rest: None,
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

    /// The client for which events come. The tickets of its app, which the platform sends as events, are put into its
    /// token store, and given to no handler.
    pub fn client(mut self, client: &Client) -> Self {
        self.client = Some(client.clone());
        self
    }

    /// Handles the events of one type. A later handler of the same type takes the place of an earlier one.
    ///
    /// An event whose body cannot be read is handled [otherwise](Self::otherwise).
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

    /// Handles all events that have no handler of their own: of types that this version of the crate does not know, and
    /// those that cannot be read, as well; see [`Event::Other`].
    ///
    /// Without it, events that have no handler are answered and forgotten. One that cannot be read, though its type has
    /// a handler, counts as not handled.
    pub fn otherwise<A>(mut self, handler: impl Handler<Delivery, S, A>) -> Self {
        let state = Arc::clone(&self.state);
        self.rest = Some(Box::new(move |delivery: Delivery| {
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

    /// Where is kept which events came before. In the memory of this process by default, for a million events.
    pub fn seen_store(mut self, store: impl SeenStore) -> Self {
        self.seen = Some(Arc::new(store));
        self
    }

    /// Handles the events of each key one after the other, in the order in which they came in; events of other keys, and
    /// those without a key, are handled beside them.
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
    /// An event begins when the handlers of all events before it have ended, also of those that were acknowledged because
    /// they took long. `|_| Some(())` puts all events into one order. The function must not wait.
    ///
    /// These events are out of order:
    ///
    /// - An event that cannot begin within 2.5 seconds, because those before it take too long. It is refused, and the
    ///   platform delivers it again after those behind it. To acknowledge it while it waits would keep the order, but lose
    ///   the event if the process ended before its turn.
    /// - An event that failed. Those behind it do not wait until the platform delivers it again.
    /// - Events that come by different connections or to different processes. The order of delivery is that of one
    ///   connection, or that in which a webhook receives requests. The platform does not promise that it delivers events in
    ///   the order in which they happened.
    ///
    /// Nothing is kept of a key whose events are handled. Waiting events count for the limits of a long connection.
    pub fn in_order_by<K: Hash>(mut self, key: impl Fn(&Delivery) -> Option<K> + Send + Sync + 'static) -> Self {
        self.order = Some(KeyOfEvent::new(key));
        self
    }

    /// Handles the events of each meeting one after the other, as [`in_order_by`](Self::in_order_by) tells. The key is
    /// [`Delivery::meeting_id`].
    pub fn in_order_by_meeting(self) -> Self {
        self.in_order_by(Delivery::meeting_id)
    }

    /// How many handlers may run at a time. 1024 by default; 0 counts as 1. With 1, events are handled in the order in which
    /// they came in.
    pub fn concurrency(mut self, handlers: usize) -> Self {
        self.concurrency = handlers.max(1);
        self
    }

    /// How long is waited for a handler before the platform is told that the event was handled, from when it came.
    /// 2.5 seconds by default; the platform waits for 3.
    ///
    /// With zero, it is told as soon as the handler has begun.
    pub fn acknowledge_within(mut self, time: Duration) -> Self {
        self.acknowledge_within = time;
        self
    }

    /// Receives events by webhook.
    ///
    /// # Errors
    ///
    /// Those of [`Webhook::new`].
    pub fn webhook(self, config: WebhookConfig) -> Result<WebhookReceiver, Error> {
        let strict = config.strict || self.client.as_ref().is_some_and(|client| client.sender().strict_decoding);
        Ok(WebhookReceiver::new(Webhook::new(config.strict_decoding(strict))?, self.into_dispatcher()))
    }

    pub(crate) fn into_dispatcher(self) -> Dispatcher {
        Dispatcher::new(DispatchSettings {
            client: self.client,
            listeners: self.listeners,
            handlers: self.handlers,
            rest: self.rest,
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
            .field("otherwise", &self.rest.is_some())
            .field("in_order", &self.order.is_some())
            .field("concurrency", &self.concurrency)
            .field("acknowledge_within", &self.acknowledge_within)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// The handlers of this app's events, none yet; like [`Events::new`] with [`Events::client`].
    pub fn events(&self) -> Events {
        Events::new().client(self)
    }
}
