//! Seats of a bot in meetings: which there are, and how events reach them.

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

/// Number of meetings that are over of which the last happenings are kept, although no stream reads them.
const MOST_ENDED: usize = 16;

/// Seat of a bot in a meeting.
pub(crate) struct Seat {
    pub(crate) meeting_id: MeetingId,
    /// Number by which the bot joined; empty if that is not known.
    pub(crate) number: String,
    /// Open id of the bot, if it is known.
    pub(crate) own_id: Option<String>,
    pub(crate) queue: PushQueue,
    /// A stream of the meeting exists.
    pub(crate) is_read: AtomicBool,
}

impl Seat {
    /// Marks a happening if the bot did it.
    pub(crate) fn mark(&self, happening: &mut Happening) {
        let is_own = |person: &Person| self.own_id.as_deref().is_some_and(|id| person.has_id(id));
        happening.is_own = happening.person().is_some_and(is_own);
    }
}

/// Seats of an agent.
pub(crate) struct Seats {
    list: Mutex<List>,
    /// Limit of meetings.
    pub(crate) most: usize,
    /// Limit of pushed happenings that a meeting keeps.
    pub(crate) capacity: usize,
}

#[derive(Default)]
struct List {
    taken: Vec<Arc<Seat>>,
    /// Numbers of the meetings that are being joined. Who joins one of them too waits for its lock.
    joining: Vec<(String, Arc<AsyncMutex<()>>)>,
}

/// Right to join a meeting: nobody else does so while it is held.
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

    /// Waits for the right to join a meeting; `None` if the agent sits in too many, or is joining them.
    pub(crate) async fn turn(&self, number: &str) -> Option<JoinTurn> {
        let turn = {
            let mut list = lock(&self.list);
            // Nobody holds these any more, or waits for them.
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
        list.forget_the_ended();
    }

    pub(crate) fn leave(&self, seat: &Arc<Seat>) {
        lock(&self.list).taken.retain(|other| !Arc::ptr_eq(other, seat));
    }
}

impl List {
    /// Forgets the meetings that are over and that no stream reads, but for the latest.
    fn forget_the_ended(&mut self) {
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
                    lock(&self.list).forget_the_ended();
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
    /// Takes the stream of the meeting; false if somebody else has it.
    pub(crate) fn begin_reading(&self) -> bool {
        !self.is_read.swap(true, Ordering::AcqRel)
    }

    /// Returns whether the meeting is over, and no stream reads what happened in it.
    fn is_left_over(&self) -> bool {
        self.queue.has_ended() && !self.is_read.load(Ordering::Acquire)
    }

    pub(crate) fn end_reading(&self) {
        self.is_read.store(false, Ordering::Release);
    }
}
