use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use vc_api::bot::{
    self, BotMeetingActivity, BotMeetingEnded, BotMeetingInvited, ChatReceivedItem, JoinIdentify, JoinJoinType,
    MeetingActivity, MeetingAgentEventUser, ParticipantId, TranscriptReceivedItem,
};
use vc_api::meeting::MeetingId;
use vc_api::{Sensitive, Session, Tenant, UnixMillis};

use crate::Error;

/// Latest version of a spoken sentence or a chat message.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Id of the sentence or message.
    pub id: String,
    /// Id of the author: the open id, or another id that the platform reported.
    pub author: Option<String>,
    /// Text that the author said or wrote.
    pub text: Sensitive,
    /// Time at which the sentence ended, or at which the author sent the message.
    pub time: Option<UnixMillis>,
}

/// Record of a meeting that the bot follows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Minutes {
    /// Spoken sentences, in the order in which the bot first received them.
    pub sentences: Vec<Line>,
    /// Chat messages, in the order in which the bot first received them.
    pub chat: Vec<Line>,
    /// Whether the meeting has ended, or the bot is no longer in it.
    pub over: bool,
    /// Page token with which the bot polls the next events.
    page_token: Option<String>,
}

impl Minutes {
    fn add(&mut self, activity: MeetingActivity) {
        for TranscriptReceivedItem { sentence_id, speaker, text, end_time_ms, .. } in activity.transcript_received_items
        {
            keep_latest(&mut self.sentences, sentence_id, speaker, text, end_time_ms);
        }
        for ChatReceivedItem { message_id, operator, content, send_time, .. } in activity.chat_received_items {
            keep_latest(&mut self.chat, message_id, operator, content, send_time);
        }
    }
}

/// Adds a line, or replaces an older version of the line. Ignores a version that is older than the known version.
fn keep_latest(
    lines: &mut Vec<Line>,
    id: Option<String>,
    author: Option<MeetingAgentEventUser>,
    text: Option<Sensitive>,
    time: Option<UnixMillis>,
) {
    let (Some(id), Some(text)) = (id, text) else { return };
    let line = Line { id, author: author.and_then(open_id), text, time };
    match lines.iter_mut().find(|known| known.id == line.id) {
        Some(known) if known.time <= line.time => *known = line,
        Some(_) => {}
        None => lines.push(line),
    }
}

fn open_id(user: MeetingAgentEventUser) -> Option<String> {
    match user.id {
        Some(ParticipantId::Text(id)) => Some(id.into()),
        Some(ParticipantId::Object(ids)) => ids.open_id,
        _ => user.open_id,
    }
}

/// Bot that follows meetings.
#[derive(Debug)]
pub struct Agent {
    org: Session<Tenant>,
    meetings: Mutex<HashMap<MeetingId, Minutes>>,
}

impl Agent {
    pub(crate) fn new(org: Session<Tenant>) -> Self {
        Self { org, meetings: Mutex::default() }
    }

    /// Returns the record of a meeting.
    pub fn minutes(&self, meeting: &MeetingId) -> Option<Minutes> {
        self.lock().get(meeting).cloned()
    }

    /// Joins the meeting of an invitation, and returns the id of the meeting.
    pub async fn join(&self, invitation: BotMeetingInvited) -> Result<MeetingId, Error> {
        let number =
            invitation.meeting.and_then(|meeting| meeting.meeting_no).ok_or(Error::Incomplete("meeting_no"))?;
        let mut call = self.org.bots().join(JoinJoinType::MeetingNo, JoinIdentify::new().meeting_no(number));
        if let Some(call_id) = invitation.call_id {
            call = call.call_id(call_id);
        }
        let joined = match call.await {
            Err(error) if error.is(bot::Join::NO_PERMISSION) => return Err(Error::NotAdmitted),
            joined => joined?,
        };
        let id = joined.meeting.and_then(|meeting| meeting.id).ok_or(Error::Incomplete("meeting.id"))?;
        self.lock().entry(id.clone()).or_default();
        Ok(id)
    }

    /// Adds the activities in a pushed event to the records of their meetings.
    pub fn keep(&self, event: BotMeetingActivity) -> Result<(), Error> {
        let meeting = event.meeting.and_then(|meeting| meeting.id);
        for activity in event.meeting_activity_items {
            let own = activity.meeting.as_ref().and_then(|meeting| meeting.id.clone());
            let id = own.or_else(|| meeting.clone()).ok_or(Error::Incomplete("meeting.id"))?;
            self.lock().entry(id).or_default().add(activity);
        }
        Ok(())
    }

    /// Fetches the events since the last poll, and adds the events to the record. If the bot is no longer in the meeting,
    /// marks the record as complete.
    pub async fn catch_up(&self, meeting: &MeetingId) -> Result<(), Error> {
        let mut call = self.org.bots().events(meeting).page_size(100);
        if let Some(token) = self.minutes(meeting).and_then(|minutes| minutes.page_token) {
            call = call.page_token(token);
        }
        let mut pages = call.pages();
        loop {
            let page = match pages.try_next().await {
                Ok(Some(page)) => page.data,
                Ok(None) => return Ok(()),
                Err(error) if error.is(bot::Events::NOT_IN_MEETING) || error.is(bot::Events::MEETING_ENDED) => {
                    self.lock().entry(meeting.clone()).or_default().over = true;
                    return Ok(());
                }
                Err(error) => return Err(error.into()),
            };
            let mut meetings = self.lock();
            let minutes = meetings.entry(meeting.clone()).or_default();
            let asked = page.events.into_iter().filter_map(|event| event.payload);
            asked.chain(page.meeting_activity_items).for_each(|activity| minutes.add(activity));
            minutes.page_token = page.page_token.or(minutes.page_token.take());
        }
    }

    /// Polls the last events of a meeting that ended, and completes the record.
    pub async fn ended(&self, event: BotMeetingEnded) -> Result<(), Error> {
        let id = event.meeting.and_then(|meeting| meeting.id).ok_or(Error::Incomplete("meeting.id"))?;
        self.catch_up(&id).await?;
        self.lock().entry(id).or_default().over = true;
        Ok(())
    }

    /// Leaves a meeting. Returns no error if the bot is not in the meeting, or if the meeting no longer exists.
    pub async fn leave(&self, meeting: &MeetingId) -> Result<(), Error> {
        match self.org.bots().leave(meeting).await {
            Err(error) if error.is(bot::Leave::MEETING_NOT_FOUND) => {}
            // `Leave` has no constant `NOT_IN_MEETING`, because the documentation of the platform lists the code
            // `NOT_IN_MEETING` only for `Events`.
            Err(error) if error.code() == Some(bot::Events::NOT_IN_MEETING.code) => {}
            left => drop(left?),
        }
        self.lock().entry(meeting.clone()).or_default().over = true;
        Ok(())
    }

    /// Ends a meeting for all participants. The bot must be the host.
    pub async fn end_for_all(&self, meeting: &MeetingId) -> Result<(), Error> {
        self.org.bots().end(meeting).await?;
        self.lock().entry(meeting.clone()).or_default().over = true;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<MeetingId, Minutes>> {
        self.meetings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
