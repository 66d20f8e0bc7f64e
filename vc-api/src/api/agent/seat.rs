//! Seats of a bot in meetings, and the delivery of events to the seats.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use super::happening::Happening;
use super::person::Person;
use super::push_queue::PushQueue;
use crate::api::receive::delivery::Delivery;
use crate::api::receive::listener::Listener;
use crate::generated::events::Event;
use crate::generated::meeting::MeetingId;
use crate::runtime::util::lock::lock;

/// Maximum number of ended meetings without a stream that keep their last happenings.
const MOST_ENDED: usize = 16;

/// Seat of a bot in a meeting.
pub(crate) struct Seat {
    pub(crate) meeting_id: MeetingId,
    /// Meeting number with which the bot joined.
    pub(crate) number: String,
    /// Open id of the bot, if known.
    pub(crate) own_id: Option<String>,
    pub(crate) queue: PushQueue,
    /// Whether a stream of the meeting exists.
    pub(crate) is_read: AtomicBool,
}

impl Seat {
    /// Sets whether the bot itself caused a happening.
    pub(crate) fn mark(&self, happening: &mut Happening) {
        let is_own = |person: &Person| self.own_id.as_deref().is_some_and(|id| person.has_id(id));
        happening.is_own = happening.person().is_some_and(is_own);
    }
}

/// Seats of an agent.
pub(crate) struct Seats {
    list: Mutex<List>,
    /// Maximum number of meetings.
    pub(crate) most: usize,
    /// Maximum number of queued happenings of a meeting.
    pub(crate) capacity: usize,
}

#[derive(Default)]
struct List {
    taken: Vec<Arc<Seat>>,
    /// Meeting numbers for which a join is running, each with its lock. A second join of the same meeting waits for the
    /// lock.
    joining: Vec<(String, Arc<AsyncMutex<()>>)>,
}

/// Exclusive right to join a meeting.
pub(crate) type JoinTurn = OwnedMutexGuard<()>;

impl Seats {
    pub(crate) fn new(most: usize, capacity: usize) -> Self {
        Self { list: Mutex::default(), most, capacity }
    }

    pub(crate) fn all(&self) -> Vec<Arc<Seat>> {
        lock(&self.list).taken.clone()
    }

    pub(crate) fn find(&self, is_wanted: impl Fn(&Seat) -> bool) -> Option<Arc<Seat>> {
        lock(&self.list).taken.iter().find(|seat| is_wanted(seat)).cloned()
    }

    /// Waits for the right to join a meeting. Returns `None` if the agent already attends or joins its maximum number of
    /// meetings.
    pub(crate) async fn turn(&self, number: &str) -> Option<JoinTurn> {
        let turn = {
            let mut list = lock(&self.list);
            // Removes the locks that no join holds or waits for.
            list.joining.retain(|(_, turn)| Arc::strong_count(turn) > 1);
            let waiting = list.joining.iter().find(|(other, _)| other == number).map(|(_, turn)| Arc::clone(turn));
            match waiting {
                Some(turn) => turn,
                None => {
                    let is_new = !list.taken.iter().any(|seat| seat.number == number);
                    let is_joining = |(other, _): &&(String, _)| !list.taken.iter().any(|seat| seat.number == *other);
                    let joining = list.joining.iter().filter(is_joining).count();
                    let attended = list.taken.iter().filter(|seat| !seat.is_left_over()).count();
                    if is_new && attended + joining >= self.most {
                        return None;
                    }
                    let turn = Arc::default();
                    list.joining.push((number.to_owned(), Arc::clone(&turn)));
                    turn
                }
            }
        };
        Some(turn.lock_owned().await)
    }

    pub(crate) fn take(&self, seat: Arc<Seat>) {
        let mut list = lock(&self.list);
        list.taken.push(seat);
        list.forget_ended();
    }

    pub(crate) fn leave(&self, seat: &Arc<Seat>) {
        lock(&self.list).taken.retain(|other| !Arc::ptr_eq(other, seat));
    }
}

impl List {
    /// Removes ended meetings without a stream, except for the latest of these meetings.
    fn forget_ended(&mut self) {
        let ended = self.taken.iter().filter(|seat| seat.is_left_over()).count();
        let mut old = ended.saturating_sub(MOST_ENDED);
        self.taken.retain(|seat| {
            let is_forgotten = old > 0 && seat.is_left_over();
            old -= usize::from(is_forgotten);
            !is_forgotten
        });
    }
}

impl Listener for Seats {
    fn delivered(&self, delivery: &Delivery) {
        match &delivery.event {
            Event::BotMeetingActivity(event) => {
                let happenings = Happening::in_event(event.clone());
                for seat in self.all() {
                    let of_meeting = |happening: &&Happening| happening.meeting_id.as_ref() == Some(&seat.meeting_id);
                    let own: Vec<Happening> = happenings.iter().filter(of_meeting).cloned().collect();
                    if !own.is_empty() {
                        seat.queue.push(own, self.capacity);
                    }
                }
            }
            Event::BotMeetingEnded(event) => {
                let id = event.meeting.as_ref().and_then(|meeting| meeting.id.as_ref());
                if let Some(seat) = self.find(|seat| Some(&seat.meeting_id) == id) {
                    seat.queue.signal(|signals| signals.ended = true);
                    lock(&self.list).forget_ended();
                }
            }
            _ => {}
        }
    }

    #[cfg(feature = "long-connection")]
    fn connected(&self) {
        for seat in self.all() {
            seat.queue.signal(|signals| signals.missed = true);
        }
    }
}

impl Seat {
    /// Claims the stream of the meeting. Returns `false` if another stream exists.
    pub(crate) fn begin_reading(&self) -> bool {
        !self.is_read.swap(true, Ordering::AcqRel)
    }

    /// Returns whether the meeting is over and has no stream.
    fn is_left_over(&self) -> bool {
        self.queue.has_ended() && !self.is_read.load(Ordering::Acquire)
    }

    pub(crate) fn end_reading(&self) {
        self.is_read.store(false, Ordering::Release);
    }
}
