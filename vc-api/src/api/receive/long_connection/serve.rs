//! What happens on a connection while it lasts.

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
use super::error::Trouble;
use super::fragments::{LARGEST, Parts};
use super::frame::{CONTROL, DATA, Frame};
use super::handshake::{LARGEST_MESSAGE, Socket};
use super::settings::ConnectionSettings;
use crate::api::receive::acknowledgement::Acknowledgement;
use crate::api::receive::delivery::Delivery;
use crate::api::receive::dispatch::{Dispatched, Dispatcher};

/// How much longer than the ping interval a connection may be silent.
const MARGIN: Duration = Duration::from_secs(15);
/// How long sending may take.
const WRITE_LIMIT: Duration = Duration::from_secs(10);
/// How long the gateway is waited for when the connection is closed.
const CLOSING: Duration = Duration::from_secs(2);
/// So many events can be in hand: read, but not yet answered. A large one counts as one for each [`PLACE`] bytes that it
/// takes, those of its frame's headers as well.
const PLACES: u32 = 1024;
const PLACE: usize = 64 << 10;
const _: () = assert!(
    (LARGEST + 3 * LARGEST_MESSAGE).div_ceil(PLACE) < PLACES as usize,
    "the largest event can have its places, whatever the headers of its last frame"
);
/// After so many frames in a row that cannot be read, the connection is made anew.
const MOST_UNREADABLE: u32 = 100;

/// Serves one connection after the other.
pub(super) struct Server {
    dispatcher: Dispatcher,
    activity: ActivityLog,
    watchdog: bool,
    places: Arc<Semaphore>,
}

/// How a connection came to its end.
pub(super) enum Served {
    /// As it was asked to.
    Stopped,
    Lost(Trouble),
}

/// An event whose response is to be written: its place, which it holds until then, and the verdict.
type Answered = (OwnedSemaphorePermit, InFlight, Acknowledgement);

/// A message to send, with the event that it answers.
type Outbox = mpsc::UnboundedSender<(Message, Option<Answered>)>;
type Inbox = mpsc::UnboundedReceiver<(Message, Option<Answered>)>;

impl Server {
    pub(super) fn new(dispatcher: Dispatcher, activity: ActivityLog, watchdog: bool) -> Self {
        Self { dispatcher, activity, watchdog, places: Arc::new(Semaphore::new(PLACES as usize)) }
    }

    /// Receives events until the connection breaks, or `stop` says to close it: gracefully, or at once if it was dropped.
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
        // What breaks while it is closed is closed.
        if stop.is_terminated() { Served::Stopped } else { served }
    }
}

/// Sends what is to be sent; ends when that fails.
async fn write(mut sink: SplitSink<Socket, Message>, mut inbox: Inbox) -> Trouble {
    while let Some((message, answered)) = inbox.recv().await {
        match timeout(WRITE_LIMIT, sink.send(message)).await {
            Ok(Ok(())) => {
                if let Some((_place, in_flight, verdict)) = answered {
                    in_flight.answered(verdict);
                }
            }
            Ok(Err(error)) => return Trouble::Broken(error),
            Err(_) => return Trouble::Stuck(WRITE_LIMIT),
        }
    }
    // Reading goes on until its own end.
    std::future::pending().await
}

struct Reading<'a> {
    server: &'a Server,
    settings: &'a mut ConnectionSettings,
    stream: SplitStream<Socket>,
    outbox: Outbox,
    service: i32,
    parts: Parts,
    /// When something came last.
    heard: Instant,
    pinged: Instant,
    /// How many frames in a row could not be read.
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

    /// The next message, when there is a place for an event.
    async fn next(&mut self) -> Result<(Message, OwnedSemaphorePermit), Trouble> {
        let place = self.places(1).await?;
        let patience = self.settings.ping + MARGIN;
        let message = match self.server.watchdog {
            true => {
                timeout_at(self.heard + patience, self.stream.next()).await.map_err(|_| Trouble::Silent(patience))?
            }
            false => self.stream.next().await,
        };
        self.heard = Instant::now();
        match message {
            Some(Ok(message)) => {
                self.server.activity.frame(self.heard);
                Ok((message, place))
            }
            Some(Err(error)) => Err(Trouble::Broken(error)),
            None => Err(Trouble::Closed(None)),
        }
    }

    /// So many places, when they are free.
    async fn places(&mut self, count: u32) -> Result<OwnedSemaphorePermit, Trouble> {
        let places = || Arc::clone(&self.server.places);
        if let Ok(places) = places().try_acquire_many_owned(count) {
            return Ok(places);
        }
        let places = places().acquire_many_owned(count).await.map_err(|_| Trouble::Closed(None))?;
        // Nothing could be heard meanwhile.
        self.heard = Instant::now();
        Ok(places)
    }

    async fn take(&mut self, message: Message, place: OwnedSemaphorePermit) -> Result<(), Trouble> {
        let bytes = match message {
            Message::Binary(bytes) => bytes,
            Message::Close(close) => {
                self.hear_the_end().await;
                return Err(Trouble::Closed(close.map(|close| close.code.into())));
            }
            Message::Text(_) => return self.not_readable(&"it is text"),
            // Pings are answered beneath.
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => return Ok(()),
        };
        match Frame::read(bytes) {
            Ok(frame) => {
                self.unreadable = 0;
                self.take_frame(frame, place).await
            }
            Err(error) => self.not_readable(&error),
        }
    }

    fn not_readable(&mut self, reason: &dyn std::fmt::Display) -> Result<(), Trouble> {
        tracing::warn!(error = %reason, "a message on the connection cannot be read");
        self.unreadable += 1;
        if self.unreadable == MOST_UNREADABLE { Err(Trouble::Unreadable(MOST_UNREADABLE)) } else { Ok(()) }
    }

    async fn take_frame(&mut self, mut frame: Frame, mut place: OwnedSemaphorePermit) -> Result<(), Trouble> {
        let came = Instant::now();
        match self.parts.forget_old(came) {
            0 => {}
            events => tracing::warn!(vc.count = events, "parts of events did not come in time"),
        }
        match frame.method {
            CONTROL => {
                self.control(&frame);
                return Ok(());
            }
            DATA => {}
            method => {
                tracing::warn!(vc.frame.method = method, "a message of an unknown kind came");
                return Ok(());
            }
        }
        if frame.header("type") == Some(CARD) {
            tracing::debug!("the callback of a card came, and is passed over");
            return Ok(());
        }
        let payload = match self.parts.add(&mut frame, came) {
            Ok(Some(payload)) => payload,
            Ok(None) => return Ok(()),
            Err(reason) => {
                tracing::warn!(error = %reason, "a part of an event is of no use");
                return Ok(());
            }
        };
        let in_flight = self.server.activity.event(came);
        let event = Incoming { frame, payload, came };
        place.merge(self.places(event.more_places()).await?);
        // Events begin here, and not in their tasks, which may run in any order.
        let event = event.begin(&self.server.dispatcher);
        let outbox = self.outbox.clone();
        let answering = async move {
            let (response, verdict) = event.response().await;
            // When the connection is gone, the platform gets no response, and sends the event again.
            outbox.send((response, Some((place, in_flight, verdict)))).ok();
        };
        tokio::spawn(answering.in_current_span());
        Ok(())
    }

    fn control(&mut self, frame: &Frame) {
        match (frame.header("type"), &frame.payload) {
            (Some("pong"), Some(config)) if !config.is_empty() => self.settings.update(config),
            (Some("ping" | "pong"), _) => {}
            _ => tracing::debug!("a control message of an unknown type came"),
        }
    }

    fn ping(&mut self) {
        self.pinged = Instant::now();
        let mut frame = Frame { service: self.service, method: CONTROL, ..Frame::default() };
        frame.add_header("type", "ping");
        self.send(Message::Binary(frame.encode_to_vec().into()));
    }

    fn send(&self, message: Message) {
        // Once writing has failed, reading ends as well.
        self.outbox.send((message, None)).ok();
    }

    /// Waits until all events in hand are answered. Those that come meanwhile are not, and will come again.
    async fn drain(&mut self) {
        tokio::select! {
            _ = self.server.places.acquire_many(PLACES) => {}
            () = self.hear_out() => {}
        }
    }

    async fn close(&mut self) {
        self.send(Message::Close(None));
        self.hear_the_end().await;
    }

    /// Reads to the end of the connection, as long as the gateway may take for that.
    async fn hear_the_end(&mut self) {
        timeout(CLOSING, self.hear_out()).await.ok();
    }

    /// Reads until the gateway closes the connection, or agrees that it is closed.
    async fn hear_out(&mut self) {
        while let Some(Ok(message)) = self.stream.next().await {
            if message.is_close() {
                return;
            }
        }
    }
}

/// Type of the callbacks of cards, which come on the same connection.
const CARD: &str = "card";

/// A type that has more bytes is not logged.
const LONGEST_TYPE: usize = 64;

/// An event that came.
struct Incoming {
    frame: Frame,
    payload: Bytes,
    came: Instant,
}

impl Incoming {
    /// How many places it takes beside the one that each event has. The frame is sent back with the response, and is there
    /// twice while that is written.
    fn more_places(&self) -> u32 {
        let bytes = self.payload.len().saturating_add(self.frame.held().saturating_mul(2));
        u32::try_from(bytes / PLACE).unwrap_or(PLACES).min(PLACES - 1)
    }

    /// Begins to have it handled.
    fn begin(mut self, dispatcher: &Dispatcher) -> InHand {
        let dispatched = self.delivery(dispatcher.is_strict()).map(|delivery| dispatcher.begin(delivery));
        InHand { frame: self.frame, came: self.came, dispatched }
    }

    /// The event, if it is one. What is not is told to the platform as not handled: it would be lost otherwise.
    fn delivery(&mut self, strict: bool) -> Option<Box<Delivery>> {
        let payload = std::mem::take(&mut self.payload);
        match self.frame.header("type") {
            Some("event") => match Delivery::read(&payload, strict) {
                Ok(delivery) => return Some(Box::new(delivery)),
                Err(error) => tracing::warn!(%error, "an event cannot be read; it is to come again"),
            },
            kind => {
                let kind = kind.filter(|kind| kind.len() <= LONGEST_TYPE);
                tracing::warn!(vc.frame.type = kind, "what came is not an event, and is not handled");
            }
        }
        None
    }
}

/// An event that is being handled, unless it is none.
struct InHand {
    frame: Frame,
    came: Instant,
    dispatched: Option<Dispatched>,
}

impl InHand {
    /// Waits for the verdict; gives the response too.
    async fn response(mut self) -> (Message, Acknowledgement) {
        let verdict = match self.dispatched {
            Some(dispatched) => dispatched.verdict().await,
            None => Acknowledgement::Again,
        };
        self.frame.add_header("biz_rt", self.came.elapsed().as_millis().to_string());
        self.frame.payload = Some(response(verdict).into());
        (Message::Binary(self.frame.encode_to_vec().into()), verdict)
    }
}

fn response(verdict: Acknowledgement) -> &'static str {
    match verdict {
        Acknowledgement::Handled => r#"{"code":200,"headers":{}}"#,
        Acknowledgement::Again => r#"{"code":500,"headers":{}}"#,
    }
}
