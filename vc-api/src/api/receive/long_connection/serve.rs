//! Loop of an open connection, which receives events and sends responses.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use prost::Message as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::time::{Instant, sleep_until, timeout, timeout_at};
use tokio_tungstenite::tungstenite::protocol::Message;
use tracing::Instrument;

use super::activity::{ActivityLog, InFlight};
use super::error::TemporaryFailure;
use super::fragments::{LARGEST, Parts};
use super::frame::{CONTROL, DATA, Frame};
use super::handshake::{LARGEST_MESSAGE, Socket};
use super::settings::ConnectionSettings;
use crate::api::receive::acknowledgement::Acknowledgement;
use crate::api::receive::delivery::Delivery;
use crate::api::receive::dispatch::{Dispatched, Dispatcher};

/// Time for which a connection may be silent beyond the ping interval.
const MARGIN: Duration = Duration::from_secs(15);
/// Maximum time to send a message.
const WRITE_LIMIT: Duration = Duration::from_secs(10);
/// Maximum time to wait for the gateway to close the connection.
const CLOSING: Duration = Duration::from_secs(2);
/// Number of places for events. An event takes a place when the event arrives, and frees the place when the response is
/// sent. A large event takes one place for each [`PLACE_BYTES`] bytes of its memory. The memory includes the headers of the
/// frame.
const PLACES: u32 = 1024;
/// Maximum memory of an event that takes one of the [`PLACES`], in bytes. A larger event takes several places.
const PLACE_BYTES: usize = 64 << 10;
const _: () = assert!(
    (LARGEST + 3 * LARGEST_MESSAGE).div_ceil(PLACE_BYTES) < PLACES as usize,
    "the largest event takes fewer than `PLACES` places, even with the largest headers in its last frame"
);
/// Number of unreadable messages in a row after which the client opens a new connection.
const MOST_UNREADABLE: u32 = 100;

/// Receiver of events on one connection after the other.
pub(super) struct Server {
    dispatcher: Dispatcher,
    activity: ActivityLog,
    watchdog: bool,
    places: Arc<Semaphore>,
}

/// Reason for the end of a connection.
pub(super) enum Served {
    /// The caller stopped the connection.
    Stopped,
    Lost(TemporaryFailure),
}

/// Values that the client keeps until it has sent the response to an event: the places of the event (see [`PLACES`]), the
/// counter of events without a response, and the acknowledgement.
type Responding = (OwnedSemaphorePermit, InFlight, Acknowledgement);

/// Channel for messages to send. The second value is [`Responding`] for a response to an event, and `None` for any other
/// message.
type Outbox = mpsc::UnboundedSender<(Message, Option<Responding>)>;
type Inbox = mpsc::UnboundedReceiver<(Message, Option<Responding>)>;

impl Server {
    pub(super) fn new(dispatcher: Dispatcher, activity: ActivityLog, watchdog: bool) -> Self {
        Self { dispatcher, activity, watchdog, places: Arc::new(Semaphore::new(PLACES as usize)) }
    }

    /// Receives events until the connection breaks, or until `stop` resolves. If `stop` receives a value, the connection
    /// closes gracefully. If the sender of `stop` is dropped, the connection closes at once.
    pub(super) async fn serve(
        &mut self,
        socket: Socket,
        service: i32,
        settings: &mut ConnectionSettings,
        stop: &mut oneshot::Receiver<()>,
    ) -> Served {
        let (sink, stream) = socket.split();
        let (outbox, inbox) = mpsc::unbounded_channel();
        let now = Instant::now();
        let parts = Parts::default();
        let mut reading =
            Reading { server: self, settings, stream, outbox, service, parts, heard: now, pinged: now, unreadable: 0 };
        let served = tokio::select! {
            served = reading.run(stop) => served,
            trouble = write(sink, inbox) => Served::Lost(trouble),
        };
        // If the connection breaks while the client closes it, the connection counts as closed.
        if stop.is_terminated() { Served::Stopped } else { served }
    }
}

/// Sends the messages of the inbox. Returns only when a message cannot be sent.
async fn write(mut sink: SplitSink<Socket, Message>, mut inbox: Inbox) -> TemporaryFailure {
    while let Some((message, responding)) = inbox.recv().await {
        match timeout(WRITE_LIMIT, sink.send(message)).await {
            Ok(Ok(())) => {
                if let Some((_place, in_flight, acknowledgement)) = responding {
                    in_flight.responded(acknowledgement);
                }
            }
            Ok(Err(error)) => return TemporaryFailure::Broken(error),
            Err(_) => return TemporaryFailure::Stuck(WRITE_LIMIT),
        }
    }
    // The loop ends when the client has stopped reading. The function must not return, because a return means that the
    // connection is lost.
    std::future::pending().await
}

struct Reading<'a> {
    server: &'a Server,
    settings: &'a mut ConnectionSettings,
    stream: SplitStream<Socket>,
    outbox: Outbox,
    service: i32,
    parts: Parts,
    /// Time at which the client last received a message.
    heard: Instant,
    pinged: Instant,
    /// Number of unreadable messages in a row.
    unreadable: u32,
}

impl Reading<'_> {
    async fn run(&mut self, stop: &mut oneshot::Receiver<()>) -> Served {
        self.ping();
        loop {
            let next_ping = self.pinged + self.settings.ping;
            tokio::select! {
                biased;
                asked = &mut *stop => {
                    if asked.is_ok() {
                        self.drain().await;
                    }
                    self.close().await;
                    return Served::Stopped;
                }
                () = sleep_until(next_ping) => self.ping(),
                read = self.next() => {
                    let taken = match read {
                        Ok((message, place)) => self.take(message, place).await,
                        Err(trouble) => Err(trouble),
                    };
                    if let Err(trouble) = taken {
                        return Served::Lost(trouble);
                    }
                }
            }
        }
    }

    /// Waits until one of the [`PLACES`] is free, and then waits for the next message.
    async fn next(&mut self) -> Result<(Message, OwnedSemaphorePermit), TemporaryFailure> {
        let place = self.places(1).await?;
        let patience = self.settings.ping + MARGIN;
        let message = match self.server.watchdog {
            true => timeout_at(self.heard + patience, self.stream.next())
                .await
                .map_err(|_| TemporaryFailure::Silent(patience))?,
            false => self.stream.next().await,
        };
        self.heard = Instant::now();
        match message {
            Some(Ok(message)) => {
                self.server.activity.frame(self.heard);
                Ok((message, place))
            }
            Some(Err(error)) => Err(TemporaryFailure::Broken(error)),
            None => Err(TemporaryFailure::Closed(None)),
        }
    }

    /// Waits until at least `count` places for events are free, and takes `count` places. See [`PLACES`].
    async fn places(&mut self, count: u32) -> Result<OwnedSemaphorePermit, TemporaryFailure> {
        let places = || Arc::clone(&self.server.places);
        if let Ok(places) = places().try_acquire_many_owned(count) {
            return Ok(places);
        }
        let places = places().acquire_many_owned(count).await.map_err(|_| TemporaryFailure::Closed(None))?;
        // During the wait, the client read no messages. So the time without messages begins only now.
        self.heard = Instant::now();
        Ok(places)
    }

    async fn take(&mut self, message: Message, place: OwnedSemaphorePermit) -> Result<(), TemporaryFailure> {
        let bytes = match message {
            Message::Binary(bytes) => bytes,
            Message::Close(close) => {
                self.read_to_end().await;
                return Err(TemporaryFailure::Closed(close.map(|close| close.code.into())));
            }
            Message::Text(_) => return self.unreadable_message(&"it is a text message"),
            // The WebSocket library responds to pings.
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => return Ok(()),
        };
        match Frame::read(bytes) {
            Ok(frame) => {
                self.unreadable = 0;
                self.take_frame(frame, place).await
            }
            Err(error) => self.unreadable_message(&error),
        }
    }

    fn unreadable_message(&mut self, reason: &dyn std::fmt::Display) -> Result<(), TemporaryFailure> {
        tracing::warn!(error = %reason, "a message on the connection cannot be read");
        self.unreadable += 1;
        if self.unreadable == MOST_UNREADABLE { Err(TemporaryFailure::Unreadable(MOST_UNREADABLE)) } else { Ok(()) }
    }

    async fn take_frame(&mut self, mut frame: Frame, mut place: OwnedSemaphorePermit) -> Result<(), TemporaryFailure> {
        let arrived = Instant::now();
        match self.parts.forget_old(arrived) {
            0 => {}
            events => tracing::warn!(vc.count = events, "parts of events did not arrive in time"),
        }
        match frame.method {
            CONTROL => {
                self.control(&frame);
                return Ok(());
            }
            DATA => {}
            method => {
                tracing::warn!(vc.frame.method = method, "received a message of an unknown kind");
                return Ok(());
            }
        }
        if frame.header("type") == Some(CARD) {
            tracing::debug!("ignored the callback of a card");
            return Ok(());
        }
        let payload = match self.parts.add(&mut frame, arrived) {
            Ok(Some(payload)) => payload,
            Ok(None) => return Ok(()),
            Err(reason) => {
                tracing::warn!(error = %reason, "dropped an invalid part of an event");
                return Ok(());
            }
        };
        let in_flight = self.server.activity.event(arrived);
        let event = Incoming { frame, payload, arrived };
        place.merge(self.places(event.more_places()).await?);
        // The dispatch starts here, and not in the task below, because tasks may run in any order.
        let event = event.begin(&self.server.dispatcher);
        let outbox = self.outbox.clone();
        let respond = async move {
            let (response, acknowledgement) = event.response().await;
            // This fails if the connection has ended. The platform then gets no response, and sends the event again.
            outbox.send((response, Some((place, in_flight, acknowledgement)))).ok();
        };
        tokio::spawn(respond.in_current_span());
        Ok(())
    }

    fn control(&mut self, frame: &Frame) {
        match (frame.header("type"), &frame.payload) {
            (Some("pong"), Some(config)) if !config.is_empty() => self.settings.update(config),
            (Some("ping" | "pong"), _) => {}
            _ => tracing::debug!("received a control message of an unknown type"),
        }
    }

    fn ping(&mut self) {
        self.pinged = Instant::now();
        let mut frame = Frame { service: self.service, method: CONTROL, ..Frame::default() };
        frame.add_header("type", "ping");
        self.send(Message::Binary(frame.encode_to_vec().into()));
    }

    fn send(&self, message: Message) {
        // This fails only if `write` has failed. In this case, the reading ends too.
        self.outbox.send((message, None)).ok();
    }

    /// Waits until the responses to all received events are sent. Events that arrive during the wait get no response. The
    /// platform delivers these events again.
    async fn drain(&mut self) {
        tokio::select! {
            _ = self.server.places.acquire_many(PLACES) => {}
            () = self.read_until_close() => {}
        }
    }

    async fn close(&mut self) {
        self.send(Message::Close(None));
        self.read_to_end().await;
    }

    /// Reads until the end of the connection, for [`CLOSING`] at most.
    async fn read_to_end(&mut self) {
        timeout(CLOSING, self.read_until_close()).await.ok();
    }

    /// Reads until the gateway closes the connection, or confirms the close.
    async fn read_until_close(&mut self) {
        while let Some(Ok(message)) = self.stream.next().await {
            if message.is_close() {
                return;
            }
        }
    }
}

/// Value of the header `type` in a frame with the callback of a message card. The client ignores these frames.
const CARD: &str = "card";

/// Maximum length of a frame's type in the log, in bytes. The client does not log a longer type.
const LONGEST_TYPE: usize = 64;

/// Event that has arrived, but is not yet dispatched.
struct Incoming {
    frame: Frame,
    payload: Bytes,
    arrived: Instant,
}

impl Incoming {
    /// Returns the number of places that the event takes in addition to its first place. The frame counts twice, because the
    /// response contains a copy of the frame.
    fn more_places(&self) -> u32 {
        let bytes = self.payload.len().saturating_add(self.frame.held().saturating_mul(2));
        u32::try_from(bytes / PLACE_BYTES).unwrap_or(PLACES).min(PLACES - 1)
    }

    /// Starts to dispatch the event.
    fn begin(mut self, dispatcher: &Dispatcher) -> DispatchedEvent {
        let dispatched = self.delivery(dispatcher.is_strict()).map(|delivery| dispatcher.begin(delivery));
        DispatchedEvent { frame: self.frame, arrived: self.arrived, dispatched }
    }

    /// Returns the event, or `None` if the data is not a readable event. The client must refuse unreadable data, so that the
    /// platform sends the data again.
    fn delivery(&mut self, strict: bool) -> Option<Box<Delivery>> {
        let payload = std::mem::take(&mut self.payload);
        match self.frame.header("type") {
            Some("event") => match Delivery::read(&payload, strict) {
                Ok(delivery) => return Some(Box::new(delivery)),
                Err(error) => {
                    tracing::warn!(%error, "failed to read an event; the platform will deliver the event again")
                }
            },
            kind => {
                let kind = kind.filter(|kind| kind.len() <= LONGEST_TYPE);
                tracing::warn!(vc.frame.type = kind, "received data other than an event; the client does not handle it");
            }
        }
        None
    }
}

/// Event that is dispatched, and has no response yet.
struct DispatchedEvent {
    frame: Frame,
    arrived: Instant,
    /// Dispatch of the event; `None` if the data is not a readable event.
    dispatched: Option<Dispatched>,
}

impl DispatchedEvent {
    /// Waits for the acknowledgement. Returns the response to the platform, and the acknowledgement.
    async fn response(mut self) -> (Message, Acknowledgement) {
        let acknowledgement = match self.dispatched {
            Some(dispatched) => dispatched.acknowledgement().await,
            None => Acknowledgement::Again,
        };
        self.frame.add_header("biz_rt", self.arrived.elapsed().as_millis().to_string());
        self.frame.payload = Some(response(acknowledgement).into());
        (Message::Binary(self.frame.encode_to_vec().into()), acknowledgement)
    }
}

fn response(acknowledgement: Acknowledgement) -> &'static str {
    match acknowledgement {
        Acknowledgement::Handled => r#"{"code":200,"headers":{}}"#,
        Acknowledgement::Again => r#"{"code":500,"headers":{}}"#,
    }
}
