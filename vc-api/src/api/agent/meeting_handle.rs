//! Actions of the bot in a meeting.

use std::fmt;
use std::sync::Arc;

use super::attendance::{Attendance, Attendances};
use crate::generated::bot::{self, Bots, MessageMsgType};
use crate::generated::meeting::MeetingId;
use crate::generated::tokens::TenantOrUser;
use crate::runtime::client::session::Session;
use crate::runtime::error::types::Error;
use crate::runtime::operation::endpoint::Endpoint;
use crate::runtime::send::envelope::Shape;
use crate::runtime::send::request::Call;
use crate::runtime::send::sending::fetch;
use crate::runtime::util::random::Random;

/// Handle of a bot in a meeting. With a handle, a program writes to the chat and leaves the meeting. A handle is cheap to
/// clone.
///
/// An [`AttendedMeeting`](crate::AttendedMeeting) dereferences to a handle.
pub struct MeetingHandle<K> {
    pub(crate) session: Session<K>,
    pub(crate) attendance: Arc<Attendance>,
    pub(crate) attendances: Arc<Attendances>,
}

impl<K> MeetingHandle<K> {
    /// Returns the id of the meeting.
    #[must_use]
    pub fn id(&self) -> &MeetingId {
        &self.attendance.meeting_id
    }

    /// Returns the open id of the bot, if the platform sent the id.
    #[must_use]
    pub fn own_open_id(&self) -> Option<&str> {
        self.attendance.own_id.as_deref()
    }

    /// Returns the number of pushed happenings that were dropped because the program reads the stream too slowly. The stream
    /// fetches the dropped happenings later.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.attendance.queue.dropped()
    }
}

impl<K: TenantOrUser> MeetingHandle<K> {
    /// Writes to the chat of the meeting.
    ///
    /// The client retries the call even if the outcome is unknown. The message still appears only once, because the message
    /// has a unique id.
    ///
    /// # Errors
    ///
    /// Returns the errors of `bot.message`.
    pub async fn say(&self, text: impl Into<String>) -> Result<(), Error> {
        self.message(MessageMsgType::Text, text.into()).await
    }

    /// Reacts in the chat with an emoji. `emoji` is the key of the emoji, such as `THUMBSUP` or `VC_LooksGood`.
    ///
    /// # Errors
    ///
    /// Returns the errors of `bot.message`.
    pub async fn react(&self, emoji: impl Into<String>) -> Result<(), Error> {
        self.message(MessageMsgType::Reaction, emoji.into()).await
    }

    async fn message(&self, kind: MessageMsgType, content: String) -> Result<(), Error> {
        let uuid = Random::SYSTEM.id().map_err(|error| Error::invalid(None, "uuid", error.to_string()))?;
        let call = Bots(&self.session).message(self.attendance.meeting_id.clone(), kind, content).uuid(uuid);
        let mut request = call.request();
        // The unique id makes a retry safe.
        request.idempotent = true;
        fetch::<bot::MessageResponse>(request, Shape::from(bot::Message::INFO.response)).await.map(drop)
    }

    /// Leaves the meeting, and ends the stream of the meeting. Also succeeds if the meeting is over, or if the bot is not in
    /// the meeting.
    ///
    /// # Errors
    ///
    /// Returns an error of `bot.leave`, unless the error means that the meeting is over or that the bot is not in the
    /// meeting.
    pub async fn leave(&self) -> Result<(), Error> {
        let left = Bots(&self.session).leave(self.attendance.meeting_id.clone()).await;
        match left {
            Ok(_) => {}
            Err(error) if is_gone(&error) => {}
            Err(error) => return Err(error),
        }
        self.attendances.leave(&self.attendance);
        self.attendance.queue.signal(|signals| signals.left = true);
        Ok(())
    }
}

/// Returns whether an error means that the meeting is over, or that the bot is not in the meeting.
fn is_gone(error: &Error) -> bool {
    let listed = [bot::Events::NOT_IN_MEETING, bot::Events::MEETING_ENDED, bot::Leave::MEETING_NOT_FOUND];
    // `bot.leave` does not list the code for an ended meeting, but other operations do.
    let codes = listed.map(|listed| listed.code).into_iter().chain([bot::Mute::MEETING_STATE.code]);
    error.code().is_some_and(|code| codes.into_iter().any(|gone| gone == code))
}

impl<K> Clone for MeetingHandle<K> {
    fn clone(&self) -> Self {
        Self {
            session: self.session.clone(),
            attendance: Arc::clone(&self.attendance),
            attendances: Arc::clone(&self.attendances),
        }
    }
}

impl<K> fmt::Debug for MeetingHandle<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MeetingHandle").field("meeting_id", &self.attendance.meeting_id).finish_non_exhaustive()
    }
}
