//! Queue of pushed happenings. The stream of the meeting reads this queue.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::task::Waker;

use super::happening::Happening;
use crate::runtime::util::lock::lock;

/// Queue of the happenings that the platform pushed for a meeting. The memory of the queue is bounded.
#[derive(Default)]
pub(crate) struct PushQueue(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    happenings: VecDeque<Happening>,
    signals: Signals,
    dropped: u64,
    waker: Option<Waker>,
}

/// Information for the stream of a meeting, in addition to the happenings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Signals {
    /// Whether the agent may have missed happenings. The stream must then fetch them.
    pub(crate) missed: bool,
    /// Whether an event reported the end of the meeting.
    pub(crate) ended: bool,
    /// Whether the program left the meeting.
    pub(crate) left: bool,
}

impl PushQueue {
    /// Adds happenings. Drops the happenings that do not fit into the queue.
    pub(crate) fn push(&self, happenings: Vec<Happening>, capacity: usize) {
        self.change(|inner| {
            let room = capacity.saturating_sub(inner.happenings.len());
            let dropped = happenings.len().saturating_sub(room);
            inner.happenings.extend(happenings.into_iter().take(room));
            if dropped > 0 {
                inner.signals.missed = true;
                inner.dropped = inner.dropped.saturating_add(u64::try_from(dropped).unwrap_or(u64::MAX));
                tracing::warn!(
                    vc.count = dropped,
                    "the stream of a meeting is read too slowly; the dropped happenings will be fetched"
                );
            }
        });
    }

    pub(crate) fn signal(&self, change: impl FnOnce(&mut Signals)) {
        self.change(|inner| change(&mut inner.signals));
    }

    fn change(&self, change: impl FnOnce(&mut Inner)) {
        let mut inner = lock(&self.0);
        change(&mut inner);
        let waker = inner.waker.take();
        drop(inner);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Returns the next happening. Registers the waker for the next change.
    pub(crate) fn pop(&self, waker: &Waker) -> Option<Happening> {
        let mut inner = lock(&self.0);
        inner.waker = Some(waker.clone());
        inner.happenings.pop_front()
    }

    /// Returns the signals, and resets `missed`.
    pub(crate) fn signals(&self) -> Signals {
        let mut inner = lock(&self.0);
        let signals = inner.signals;
        inner.signals.missed = false;
        signals
    }

    /// Returns whether an event reported the end of the meeting.
    pub(crate) fn has_ended(&self) -> bool {
        lock(&self.0).signals.ended
    }

    /// Returns the number of dropped happenings.
    pub(crate) fn dropped(&self) -> u64 {
        lock(&self.0).dropped
    }
}
