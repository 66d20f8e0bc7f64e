//! Records of the meetings that a bot attends. Each event goes to the record of its meeting.

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

/// Maximum number of ended meetings whose last happenings stay in memory although no stream reads them.
const MOST_ENDED: usize = 16;

/// Record of one meeting that a bot attends.
pub(crate) struct Attendance {
    pub(crate) meeting_id: MeetingId,
    /// Meeting number with which the bot joined.
    pub(crate) number: String,
    /// Open id of the bot, if known.
    pub(crate) own_id: Option<String>,
    pub(crate) queue: PushQueue,
    /// Whether a stream of the meeting exists.
    pub(crate) is_read: AtomicBool,
}

impl Attendance {
    /// Sets `is_own` of a happening: whether the bot itself caused the happening.
    pub(crate) fn mark(&self, happening: &mut Happening) {
        let is_own = |person: &Person| self.own_id.as_deref().is_some_and(|id| person.has_id(id));
        happening.is_own = happening.person().is_some_and(is_own);
    }
}

/// Records of all meetings that an agent attends or is joining.
pub(crate) struct Attendances {
    list: Mutex<List>,
    /// Maximum number of meetings that the agent attends or is joining.
    pub(crate) most_meetings: usize,
    /// Maximum number of queued happenings of a meeting.
    pub(crate) capacity: usize,
}

#[derive(Default)]
struct List {
    attended: Vec<Arc<Attendance>>,
    /// Meeting numbers for which a join is running, each with its lock. A second join of the same meeting waits for the
    /// lock.
    joining: Vec<(String, Arc<AsyncMutex<()>>)>,
}

/// Exclusive right to join a meeting.
pub(crate) type JoinLock = OwnedMutexGuard<()>;

impl Attendances {
    pub(crate) fn new(most_meetings: usize, capacity: usize) -> Self {
        Self { list: Mutex::default(), most_meetings, capacity }
    }

    pub(crate) fn all(&self) -> Vec<Arc<Attendance>> {
        lock(&self.list).attended.clone()
    }

    pub(crate) fn find(&self, is_wanted: impl Fn(&Attendance) -> bool) -> Option<Arc<Attendance>> {
        lock(&self.list).attended.iter().find(|attendance| is_wanted(attendance)).cloned()
    }

    /// Waits for the right to join a meeting. Returns `None` if the agent has reached its maximum number of meetings. A
    /// meeting that the agent is joining counts too.
    pub(crate) async fn join_lock(&self, number: &str) -> Option<JoinLock> {
        let join_lock = {
            let mut list = lock(&self.list);
            // Removes the unused locks: no call holds these locks or waits for them.
            list.joining.retain(|(_, join_lock)| Arc::strong_count(join_lock) > 1);
            let waiting =
                list.joining.iter().find(|(other, _)| other == number).map(|(_, join_lock)| Arc::clone(join_lock));
            match waiting {
                Some(join_lock) => join_lock,
                None => {
                    let is_new = !list.attended.iter().any(|attendance| attendance.number == number);
                    let is_joining =
                        |(other, _): &&(String, _)| !list.attended.iter().any(|attendance| attendance.number == *other);
                    let joining = list.joining.iter().filter(is_joining).count();
                    let attended = list.attended.iter().filter(|attendance| !attendance.is_left_over()).count();
                    if is_new && attended + joining >= self.most_meetings {
                        return None;
                    }
                    let join_lock = Arc::default();
                    list.joining.push((number.to_owned(), Arc::clone(&join_lock)));
                    join_lock
                }
            }
        };
        Some(join_lock.lock_owned().await)
    }

    pub(crate) fn take(&self, attendance: Arc<Attendance>) {
        let mut list = lock(&self.list);
        list.attended.push(attendance);
        list.forget_ended();
    }

    pub(crate) fn leave(&self, attendance: &Arc<Attendance>) {
        lock(&self.list).attended.retain(|other| !Arc::ptr_eq(other, attendance));
    }
}

impl List {
    /// Removes the oldest meetings that are over and have no stream. Keeps at most [`MOST_ENDED`] of these meetings.
    fn forget_ended(&mut self) {
        let ended = self.attended.iter().filter(|attendance| attendance.is_left_over()).count();
        let mut old = ended.saturating_sub(MOST_ENDED);
        self.attended.retain(|attendance| {
            let is_forgotten = old > 0 && attendance.is_left_over();
            old -= usize::from(is_forgotten);
            !is_forgotten
        });
    }
}

impl Listener for Attendances {
    fn delivered(&self, delivery: &Delivery) {
        match &delivery.event {
            Event::BotMeetingActivity(event) => {
                let happenings = Happening::in_event(event.clone());
                for attendance in self.all() {
                    let of_meeting =
                        |happening: &&Happening| happening.meeting_id.as_ref() == Some(&attendance.meeting_id);
                    let own: Vec<Happening> = happenings.iter().filter(of_meeting).cloned().collect();
                    if !own.is_empty() {
                        attendance.queue.push(own, self.capacity);
                    }
                }
            }
            Event::BotMeetingEnded(event) => {
                let id = event.meeting.as_ref().and_then(|meeting| meeting.id.as_ref());
                if let Some(attendance) = self.find(|attendance| Some(&attendance.meeting_id) == id) {
                    attendance.queue.signal(|signals| signals.ended = true);
                    lock(&self.list).forget_ended();
                }
            }
            _ => {}
        }
    }

    #[cfg(feature = "long-connection")]
    fn connected(&self) {
        for attendance in self.all() {
            attendance.queue.signal(|signals| signals.missed = true);
        }
    }
}

impl Attendance {
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
