//! The bot's own acts in a meeting.

use std::fmt;
use std::sync::Arc;

use super::seat::{Seat, Seats};
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

/// The bot in a meeting: it speaks and leaves. Cheap to clone.
///
/// An [`AttendedMeeting`](crate::AttendedMeeting) is one, and more.
pub struct MeetingHandle<K> {
    pub(crate) session: Session<K>,
    pub(crate) seat: Arc<Seat>,
    pub(crate) seats: Arc<Seats>,
}

impl<K> MeetingHandle<K> {
    /// Returns the id of the meeting.
    #[must_use]
    pub fn id(&self) -> &MeetingId {
        &self.seat.meeting_id
    }

    /// Returns the open id of the bot, if the platform told it.
    #[must_use]
    pub fn own_open_id(&self) -> Option<&str> {
        self.seat.own_id.as_deref()
    }

    /// Returns how many pushed happenings were dropped because the stream is read too slowly. They are asked for again.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.seat.queue.dropped()
    }
}

impl<K: TenantOrUser> MeetingHandle<K> {
    /// Writes to the chat of the meeting.
    ///
    /// The message has an id of its own, so that it is sent again when it is not known whether it arrived, and appears once.
    ///
    /// # Errors
    ///
    /// Those of `bot.message`.
    pub async fn say(&self, text: impl Into<String>) -> Result<(), Error> {
        self.message(MessageMsgType::Text, text.into()).await
    }

    /// Reacts in the chat by the key of an emoji, such as `THUMBSUP` or `VC_LooksGood`.
    ///
    /// # Errors
    ///
    /// Those of `bot.message`.
    pub async fn react(&self, emoji: impl Into<String>) -> Result<(), Error> {
        self.message(MessageMsgType::Reaction, emoji.into()).await
    }

    async fn message(&self, kind: MessageMsgType, content: String) -> Result<(), Error> {
        let uuid = Random::SYSTEM.id().map_err(|error| Error::invalid(None, "uuid", error.to_string()))?;
        let call = Bots(&self.session).message(self.seat.meeting_id.clone(), kind, content).uuid(uuid);
        let mut request = call.request();
        // The id makes it safe.
        request.idempotent = true;
        fetch::<bot::MessageResponse>(request, Shape::from(bot::Message::INFO.response)).await.map(drop)
    }

    /// Leaves the meeting. Its stream ends.
    ///
    /// # Errors
    ///
    /// Those of `bot.leave`. That the meeting is over, or the bot is not in it, is no error.
    pub async fn leave(&self) -> Result<(), Error> {
        let left = Bots(&self.session).leave(self.seat.meeting_id.clone()).await;
        match left {
            Ok(_) => {}
            Err(error) if is_gone(&error) => {}
            Err(error) => return Err(error),
        }
        self.seats.leave(&self.seat);
        self.seat.queue.signal(|signals| signals.left = true);
        Ok(())
    }
}

/// Returns whether a refusal says that there is nothing to leave: the meeting is over, or the bot is not in it.
fn is_gone(error: &Error) -> bool {
    let listed = [bot::Events::NOT_IN_MEETING, bot::Events::MEETING_ENDED, bot::Leave::MEETING_NOT_FOUND];
    // What the platform gives for a meeting that is over is listed by other operations, as that of its state.
    let codes = listed.map(|listed| listed.code).into_iter().chain([bot::Mute::MEETING_STATE.code]);
    error.code().is_some_and(|code| codes.into_iter().any(|gone| gone == code))
}

impl<K> Clone for MeetingHandle<K> {
    fn clone(&self) -> Self {
        Self { session: self.session.clone(), seat: Arc::clone(&self.seat), seats: Arc::clone(&self.seats) }
    }
}

impl<K> fmt::Debug for MeetingHandle<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MeetingHandle").field("meeting_id", &self.seat.meeting_id).finish_non_exhaustive()
    }
}
