//! Stream of a meeting that a bot attends, with pushed and fetched happenings.

use std::fmt;
use std::future::poll_fn;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep};

use super::follower::{Follower, MeetingEnd};
use super::happening::Happening;
use super::meeting_cursor::MeetingCursor;
use super::meeting_handle::MeetingHandle;
use super::settled::Settled;
use crate::generated::bot::LeaveResponse;
use crate::generated::tokens::TenantOrUser;
use crate::runtime::error::types::Error;
use crate::runtime::send::sending::Sending;
use crate::runtime::util::deadline::later;

/// Meeting that a bot attends, as a `Stream` of its happenings. [`MeetingAgent::join`](crate::MeetingAgent::join) creates
/// it.
///
/// The stream receives happenings in events. The stream also fetches happenings with `bot.events`: at the start, after a
/// reconnect, and when no events arrive for a while. The stream returns each happening once. [`Happening::is_own`] marks
/// happenings of the bot itself.
///
/// The stream dereferences to a [`MeetingHandle`], which writes to the chat and leaves the meeting. Dropping the stream does
/// not leave the meeting. Join again to get a new stream.
#[must_use = "a stream does nothing before it is polled"]
pub struct AttendedMeeting<K> {
    handle: MeetingHandle<K>,
    follower: Follower<K>,
    /// Maximum time without an event. After this time, the stream fetches happenings.
    silence: Duration,
    give_up: Option<GiveUp>,
    leaving: Option<Sending<LeaveResponse>>,
    end: Option<MeetingEnd>,
}

/// Maximum time without happenings. After this time, the bot leaves the meeting.
struct GiveUp {
    after: Duration,
    timer: Pin<Box<Sleep>>,
}

// No method pins a field of `AttendedMeeting`, so `Unpin` is correct for any `K`.
impl<K> Unpin for AttendedMeeting<K> {}

impl<K: TenantOrUser> AttendedMeeting<K> {
    pub(crate) fn new(handle: MeetingHandle<K>, silence: Duration, give_up: Option<Duration>) -> Self {
        let follower = Follower::attending(handle.session.clone(), handle.attendance.meeting_id.clone(), silence);
        let give_up = give_up.map(|after| GiveUp { after, timer: Box::pin(sleep(after)) });
        Self { handle, follower, silence, give_up, leaving: None, end: None }
    }

    /// Continues at the cursor of an earlier stream of this meeting. The earlier stream may belong to another process.
    pub fn resume(mut self, cursor: MeetingCursor) -> Self {
        self.follower.resume_at(cursor);
        self
    }

    /// Returns a cursor, from which another stream can continue after the last returned happening.
    #[must_use]
    pub fn cursor(&self) -> MeetingCursor {
        self.follower.cursor()
    }

    /// Returns the reason for the end of the stream; `None` before the end.
    #[must_use]
    pub fn end(&self) -> Option<MeetingEnd> {
        self.end
    }

    /// Returns a handle, for another part of the program. The handle can write to the chat and leave the meeting.
    pub fn handle(&self) -> MeetingHandle<K> {
        self.handle.clone()
    }

    /// Returns a stream with the settled version of each sentence, and all other happenings. A version is settled if no
    /// newer version arrives within `silence`, such as 10 seconds, or if the meeting is over.
    pub fn settled(self, silence: Duration) -> Settled<Self> {
        Settled::new(self, silence)
    }

    /// Returns the next happening; `None` after the end of the stream.
    ///
    /// This method is cancel-safe: dropping the future loses no happening.
    ///
    /// # Errors
    ///
    /// Returns the errors of `bot.events`. After a temporary error, the stream continues.
    pub async fn try_next(&mut self) -> Result<Option<Happening>, Error> {
        poll_fn(|context| self.poll_happening(context)).await.transpose()
    }

    fn poll_happening(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Happening, Error>>> {
        loop {
            if self.end.is_some() {
                return Poll::Ready(None);
            }
            if let Some(leaving) = &mut self.leaving {
                // The result of leaving does not matter, because the stream ends in any case.
                if Pin::new(leaving).poll(context).is_pending() {
                    return Poll::Pending;
                }
                return self.over(MeetingEnd::GivenUp);
            }
            // Fetched happenings are older than pushed happenings, so the stream returns the fetched happenings first.
            if !self.follower.has_page()
                && let Some(happening) = self.handle.attendance.queue.pop(context.waker())
            {
                self.follower.postpone(self.silence);
                match self.follower.push(happening) {
                    Some(happening) => return self.give(happening),
                    None => continue,
                }
            }
            let signals = self.handle.attendance.queue.signals();
            if signals.left {
                return self.over(MeetingEnd::Left);
            }
            if signals.ended {
                self.follower.finish();
            }
            if signals.missed {
                self.follower.hurry();
            }
            match self.follower.poll_happening(context) {
                Poll::Ready(Some(Ok(happening))) => return self.give(happening),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) => {
                    let end = self.follower.end().unwrap_or(MeetingEnd::Unknown);
                    return self.over(end);
                }
                Poll::Pending => {}
            }
            let Some(give_up) = &mut self.give_up else { return Poll::Pending };
            if give_up.timer.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            let call = self.handle.session.bots().leave(self.handle.attendance.meeting_id.clone());
            self.leaving = Some(call.into_future());
        }
    }

    fn give(&mut self, mut happening: Happening) -> Poll<Option<Result<Happening, Error>>> {
        if let Some(give_up) = &mut self.give_up {
            give_up.timer.as_mut().reset(later(Instant::now(), give_up.after));
        }
        self.handle.attendance.mark(&mut happening);
        Poll::Ready(Some(Ok(happening)))
    }

    fn over(&mut self, end: MeetingEnd) -> Poll<Option<Result<Happening, Error>>> {
        self.end = Some(end);
        self.handle.attendances.leave(&self.handle.attendance);
        Poll::Ready(None)
    }
}

impl<K> Deref for AttendedMeeting<K> {
    type Target = MeetingHandle<K>;

    fn deref(&self) -> &MeetingHandle<K> {
        &self.handle
    }
}

impl<K> Drop for AttendedMeeting<K> {
    fn drop(&mut self) {
        self.handle.attendance.end_reading();
    }
}

impl<K: TenantOrUser> Stream for AttendedMeeting<K> {
    type Item = Result<Happening, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_happening(context)
    }
}

impl<K> fmt::Debug for AttendedMeeting<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttendedMeeting")
            .field("meeting_id", &self.handle.attendance.meeting_id)
            .field("end", &self.end)
            .finish_non_exhaustive()
    }
}
