//! Record of a simulated meeting. The double creates events and responses from the record.

use std::time::Duration;

use tokio::time::Instant;

use super::participant::{IdForm, Participant};
use crate::generated::bot::{
    ChatReceivedItem, ChatReceivedItemMessageType, EventsResponse, MagicShareEndedItem, MagicShareStartedItem,
    MeetingActivity, MeetingActivityActivityEventType, MeetingActivityEvent, MeetingAgentEventMeeting,
    ParticipantJoinedItem, ParticipantLeftItem, ShareDoc, TranscriptReceivedItem,
};
use crate::generated::meeting::LeaveReason;
use crate::runtime::operation::event_type::EventType;
use crate::runtime::wire::date_time::DateTime;
use crate::runtime::wire::unix_time::{UnixMillis, UnixSeconds};

/// Start of each meeting that a test simulates, in milliseconds since 1970.
const START: i64 = 1_790_000_000_000;
/// Time after which the double no longer returns the happenings of an ended meeting. Until then, a bot that was in the
/// meeting can fetch the happenings.
const KEPT_AFTER_END: Duration = Duration::from_secs(5 * 60);

/// Happening in a simulated meeting.
#[derive(Debug, Clone)]
pub(crate) enum Happening {
    Joined(Participant),
    Left(Participant, LeaveReason),
    Said { speaker: Participant, sentence_id: String, text: String },
    Wrote { author: Participant, message_type: ChatReceivedItemMessageType, content: String },
    ShareStarted { presenter: Participant, share_id: String, title: String },
    ShareEnded { presenter: Participant, share_id: String },
    Other(Box<MeetingActivity>),
}

#[derive(Debug)]
struct Entry {
    at: UnixMillis,
    /// Id of the happening in responses. The id of a chat message is `om_` followed by this id.
    id: String,
    happening: Happening,
}

#[derive(Debug)]
pub(crate) struct MeetingRecord {
    pub(crate) id: String,
    pub(crate) number: String,
    pub(crate) topic: String,
    pub(crate) password: Option<String>,
    pub(crate) bot_is_in: bool,
    pub(crate) bot_was_in: bool,
    entries: Vec<Entry>,
    /// Number of happenings that the double has already reported in events.
    pushed: usize,
    /// Values of `uuid` in the calls that wrote to the chat.
    pub(crate) message_ids: Vec<String>,
    started: Instant,
    ended: Option<Instant>,
}

impl MeetingRecord {
    /// Creates the record of a started meeting. `index` distinguishes the meeting from other meetings.
    pub(crate) fn new(index: usize) -> Self {
        Self {
            id: format!("76513772605374330{index:02}"),
            number: format!("2358124{index:02}"),
            topic: "Planning".to_owned(),
            password: None,
            bot_is_in: false,
            bot_was_in: false,
            entries: Vec::new(),
            pushed: 0,
            message_ids: Vec::new(),
            started: Instant::now(),
            ended: None,
        }
    }

    fn now(&self) -> UnixMillis {
        let elapsed = i64::try_from(self.started.elapsed().as_millis()).unwrap_or_default();
        UnixMillis::from(START.saturating_add(elapsed))
    }

    pub(crate) fn add(&mut self, happening: Happening) {
        let id = format!("{}{:03}", self.id.get(..16).unwrap_or_default(), self.entries.len());
        self.entries.push(Entry { at: self.now(), id, happening });
    }

    pub(crate) fn end(&mut self) {
        self.ended.get_or_insert_with(Instant::now);
        self.bot_is_in = false;
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.ended.is_some()
    }

    /// Returns whether the meeting ended so long ago that the platform no longer returns its happenings.
    pub(crate) fn is_forgotten(&self) -> bool {
        self.ended.is_some_and(|ended| ended.elapsed() >= KEPT_AFTER_END)
    }

    pub(crate) fn has_participant(&self, id: &str) -> bool {
        let mut is_in = false;
        for entry in &self.entries {
            match &entry.happening {
                Happening::Joined(who) if who.has_id(id) => is_in = true,
                Happening::Left(who, _) if who.has_id(id) => is_in = false,
                _ => {}
            }
        }
        is_in
    }

    pub(crate) fn as_event_meeting(&self) -> MeetingAgentEventMeeting {
        MeetingAgentEventMeeting {
            id: Some(self.id.as_str().into()),
            topic: Some(self.topic.clone()),
            meeting_no: Some(self.number.as_str().into()),
            start_time: Some(UnixSeconds::from(START / 1000)),
            ..MeetingAgentEventMeeting::default()
        }
    }

    /// Returns the activities that are not yet pushed. Consecutive happenings of the same kind form one activity.
    pub(crate) fn take_unpushed(&mut self, form: &IdForm) -> Vec<MeetingActivity> {
        let mut activities: Vec<MeetingActivity> = Vec::new();
        for entry in self.entries.iter().skip(self.pushed) {
            let next = activity(entry, form);
            match activities.last_mut() {
                Some(last) if last.activity_event_type == next.activity_event_type => append(last, next),
                _ => activities.push(next),
            }
        }
        self.pushed = self.entries.len();
        activities
    }

    /// Returns a page of happenings. `token` is the index of the entry at which the page starts.
    pub(crate) fn page(
        &self,
        token: Option<&str>,
        size: usize,
        form: &IdForm,
        within: impl Fn(UnixMillis) -> bool,
    ) -> EventsResponse {
        let start = token.and_then(|token| token.parse().ok()).unwrap_or(0);
        let entries = self.entries.iter().enumerate().skip(start).filter(|(_, entry)| within(entry.at));
        let mut entries = entries.peekable();
        let mut next = start;
        let mut events = Vec::new();
        while let Some((index, entry)) = entries.next_if(|_| events.len() < size) {
            next = index + 1;
            let activity = activity(entry, form);
            // In this field, the platform returns either the kind of the activity or the event type. So the double
            // alternates between the kind and the event type.
            let event_type = match (&activity.activity_event_type, index % 2) {
                (Some(kind), 0) => kind.as_str(),
                _ => crate::generated::bot::BotMeetingActivity::INFO.event_type,
            };
            events.push(MeetingActivityEvent {
                event_id: Some(entry.id.clone()),
                event_type: Some(event_type.to_owned()),
                event_time: Some(DateTime::from(entry.at)),
                meeting_id: Some(self.id.as_str().into()),
                payload: Some(activity),
            });
        }
        EventsResponse {
            has_more: Some(entries.peek().is_some()),
            page_token: Some(next.to_string()),
            events,
            ..EventsResponse::default()
        }
    }
}

fn activity(entry: &Entry, form: &IdForm) -> MeetingActivity {
    use MeetingActivityActivityEventType as Kind;

    let at = Some(entry.at);
    let user = |participant: &Participant| Some(participant.as_event_user(form));
    let mut activity = MeetingActivity::default();
    let kind = match &entry.happening {
        Happening::Other(other) => return (**other).clone(),
        Happening::Joined(participant) => {
            activity.participant_joined_items =
                vec![ParticipantJoinedItem { participant: user(participant), join_time: at }];
            Kind::ParticipantJoined
        }
        Happening::Left(participant, reason) => {
            let participant = user(participant);
            activity.participant_left_items =
                vec![ParticipantLeftItem { participant, leave_reason: Some(*reason), leave_time: at }];
            Kind::ParticipantLeft
        }
        Happening::Said { speaker, sentence_id, text } => {
            activity.transcript_received_items = vec![TranscriptReceivedItem {
                speaker: user(speaker),
                text: Some(text.as_str().into()),
                language: Some("en_us".to_owned()),
                start_time_ms: at,
                end_time_ms: at,
                sentence_id: Some(sentence_id.clone()),
            }];
            Kind::TranscriptReceived
        }
        Happening::Wrote { author, message_type, content } => {
            activity.chat_received_items = vec![ChatReceivedItem {
                operator: user(author),
                message_id: Some(format!("om_{}", entry.id)),
                message_type: Some(*message_type),
                content: Some(content.as_str().into()),
                send_time: at,
            }];
            Kind::ChatReceived
        }
        Happening::ShareStarted { presenter, share_id, title } => {
            let url = format!("https://docs.example/docx/{share_id}");
            activity.magic_share_started_items = vec![MagicShareStartedItem {
                operator: user(presenter),
                share_id: Some(share_id.clone()),
                share_doc: Some(ShareDoc { url: Some(url), title: Some(title.clone()) }),
                time: at,
                ..MagicShareStartedItem::default()
            }];
            Kind::MagicShareStarted
        }
        Happening::ShareEnded { presenter, share_id } => {
            let (operator, share_id) = (user(presenter), Some(share_id.clone()));
            activity.magic_share_ended_items = vec![MagicShareEndedItem { operator, share_id, time: at }];
            Kind::MagicShareEnded
        }
    };
    activity.activity_event_type = Some(kind);
    activity
}

/// Appends the items of an activity to another activity of the same kind.
fn append(to: &mut MeetingActivity, more: MeetingActivity) {
    to.participant_joined_items.extend(more.participant_joined_items);
    to.participant_left_items.extend(more.participant_left_items);
    to.transcript_received_items.extend(more.transcript_received_items);
    to.chat_received_items.extend(more.chat_received_items);
    to.magic_share_started_items.extend(more.magic_share_started_items);
    to.magic_share_ended_items.extend(more.magic_share_ended_items);
    to.document_context_changed_items.extend(more.document_context_changed_items);
    to.countdown_items.extend(more.countdown_items);
}
