//! Happenings in a meeting. The types are the same for events and responses.

use std::fmt;

use serde_json::value::RawValue;

use super::person::Person;
use crate::generated::bot::{
    BotMeetingActivity, ChatReceivedItemMessageType, CountdownItem, DocumentContextChangedItem,
    MagicShareStartedItemStartReason, MeetingActivity, MeetingActivityActivityEventType as Kind, MeetingActivityEvent,
    ShareDoc,
};
use crate::generated::meeting::{LeaveReason, MeetingId};
use crate::generated::types::UserIdType;
use crate::runtime::wire::kept_json::KeptJson;
use crate::runtime::wire::sensitive::Sensitive;
use crate::runtime::wire::unix_time::UnixMillis;

/// Happening in a meeting.
///
/// A happening comes from an event or from a response. [`in_event`](Self::in_event) reads an event, and a follower reads
/// responses.
///
/// ```
/// use vc_api::bot::BotMeetingActivity;
/// use vc_api::{Happened, Happening};
///
/// async fn on_activity(event: BotMeetingActivity) {
///     for happening in Happening::in_event(event) {
///         if let Happened::Said(said) = &happening.happened {
///             println!("{:?} said {} bytes", said.speaker.name, said.text.len());
///         }
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Happening {
    /// Id of the meeting, if the platform names the meeting.
    pub meeting_id: Option<MeetingId>,
    /// Id of the happening. Responses contain the id. Most events do not.
    pub id: Option<String>,
    /// Time of the happening.
    pub time: Option<UnixMillis>,
    /// Whether the bot itself caused the happening. The platform reports the bot's own joining and messages too. Only the
    /// stream of an [attended meeting](crate::AttendedMeeting) sets this field, because only this stream knows the id of the
    /// bot.
    pub is_own: bool,
    /// Kind of happening, and its details.
    pub happened: Happened,
}

/// Kinds of happenings in a meeting.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Happened {
    /// A participant joined.
    Joined(Person),
    /// A participant left.
    Left(Left),
    /// A participant said a sentence, or a part of a sentence.
    Said(Said),
    /// A participant wrote to the chat, or reacted in the chat.
    Wrote(Wrote),
    /// A participant started to share a document.
    SharingStarted(Sharing),
    /// The sharing of a document ended.
    SharingEnded(Sharing),
    /// A participant moved to another position in a shared document.
    DocumentContext(DocumentContext),
    /// A countdown was set, changed or ended.
    Countdown(Countdown),
    /// A happening of a kind that this version of the crate does not know.
    Unknown(UnknownHappening),
}

/// Departure of a participant.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Left {
    /// Participant who left.
    pub participant: Person,
    /// Reason for the departure.
    pub reason: Option<LeaveReason>,
}

/// One version of a sentence.
///
/// A sentence grows while its speaker continues, and the platform corrects the sentence. Each version contains the whole
/// text.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Said {
    /// Id that all versions of the sentence share.
    pub sentence_id: Option<String>,
    /// Number of earlier versions of the sentence. Only a follower counts versions: in the result of
    /// [`Happening::in_event`], the number is 0.
    pub revision: u32,
    /// Speaker of the sentence.
    pub speaker: Person,
    /// Text of the whole sentence. `Debug` does not print the text.
    pub text: Sensitive,
    /// Language of the sentence, such as `en_us`.
    pub language: Option<String>,
    /// Start time of the sentence.
    pub start: Option<UnixMillis>,
    /// End time of this version.
    pub end: Option<UnixMillis>,
    /// Earlier text of the sentence, which the stream [`Settled`](crate::Settled) returned before this correction. `None` if
    /// `Settled` returned no earlier text. In other streams, the value is always `None`.
    pub corrects: Option<Sensitive>,
}

/// Message in the chat of a meeting.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Wrote {
    /// Id of the message.
    pub message_id: Option<String>,
    /// Author of the message.
    pub author: Person,
    /// Type of the message. If the type is a reaction, `text` is the key of an emoji.
    pub message_type: Option<ChatReceivedItemMessageType>,
    /// Text of the message. `Debug` does not print the text.
    pub text: Sensitive,
}

/// Sharing of a document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Sharing {
    /// Participant who shares the document.
    pub presenter: Person,
    /// Id of the sharing.
    pub share_id: Option<String>,
    /// Shared document, if the platform names the document.
    pub document: Option<ShareDoc>,
    /// Reason for the platform's report: the sharing started, or the platform detected a sharing that was already in
    /// progress.
    pub start_reason: Option<MagicShareStartedItemStartReason>,
}

/// Position of a participant in a shared document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DocumentContext {
    /// Participant who moved to this position.
    pub operator: Person,
    /// Details of the position in the document. The field `operator` of the details is always empty: use
    /// `DocumentContext::operator`.
    pub details: Box<DocumentContextChangedItem>,
}

/// Change of a countdown.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Countdown {
    /// Participant who changed the countdown.
    pub operator: Person,
    /// Details of the countdown. The field `operator` of the details is always empty: use `Countdown::operator`.
    pub details: Box<CountdownItem>,
}

/// Happening of an unknown kind.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct UnknownHappening {
    /// Kind of the happening, as the platform names it.
    pub kind: String,
    /// JSON from the platform, unchanged. `Debug` prints only the length of the JSON.
    pub json: Option<KeptJson>,
}

impl fmt::Debug for UnknownHappening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownHappening").field("kind", &self.kind).field("json", &self.json).finish()
    }
}

impl Happening {
    /// Returns all happenings in an event, in order.
    #[must_use]
    pub fn in_event(event: BotMeetingActivity) -> Vec<Self> {
        let meeting_id = event.meeting.and_then(|meeting| meeting.id);
        Self::in_activities(event.meeting_activity_items, meeting_id.as_ref(), None).collect()
    }

    /// Returns the happenings in a list of activities. `id_type` is the type of user id that the call requested; `None` for
    /// an event.
    pub(crate) fn in_activities(
        activities: Vec<MeetingActivity>,
        meeting_id: Option<&MeetingId>,
        id_type: Option<&UserIdType>,
    ) -> impl Iterator<Item = Self> {
        activities.into_iter().flat_map(move |mut activity| {
            let meeting = activity.meeting.take().and_then(|meeting| meeting.id).or_else(|| meeting_id.cloned());
            let id = activity.event_id.take().filter(|id| !id.is_empty());
            Reader { meeting, id, id_type, time: None }.activity(activity)
        })
    }

    /// Returns the happenings in an entry of a response. `id_type` is the type of user id that the call requested.
    pub(crate) fn in_response(entry: MeetingActivityEvent, id_type: &UserIdType) -> Vec<Self> {
        let mut activity = entry.payload.unwrap_or_default();
        let meeting = activity.meeting.take().and_then(|meeting| meeting.id).or(entry.meeting_id);
        let id = entry.event_id.or_else(|| activity.event_id.take()).filter(|id| !id.is_empty());
        let kind = entry.event_type.filter(|kind| !kind.contains('.'));
        if activity.activity_event_type.is_none() {
            activity.activity_event_type = kind.map(Into::into);
        }
        let time = entry.event_time.map(UnixMillis::from);
        Reader { meeting, id, id_type: Some(id_type), time }.activity(activity)
    }

    /// Returns the participant of the happening, if the happening has a participant.
    #[must_use]
    pub fn person(&self) -> Option<&Person> {
        match &self.happened {
            Happened::Joined(person) => Some(person),
            Happened::Left(left) => Some(&left.participant),
            Happened::Said(said) => Some(&said.speaker),
            Happened::Wrote(wrote) => Some(&wrote.author),
            Happened::SharingStarted(sharing) | Happened::SharingEnded(sharing) => Some(&sharing.presenter),
            Happened::DocumentContext(context) => Some(&context.operator),
            Happened::Countdown(countdown) => Some(&countdown.operator),
            Happened::Unknown(_) => None,
        }
    }
}

/// Converter of a [`MeetingActivity`] to happenings. The activity comes from an entry of a response, or from an event.
struct Reader<'a> {
    meeting: Option<MeetingId>,
    id: Option<String>,
    id_type: Option<&'a UserIdType>,
    /// Time of the entry that contains the activity. An item without its own time gets this time.
    time: Option<UnixMillis>,
}

impl Reader<'_> {
    fn activity(&self, activity: MeetingActivity) -> Vec<Happening> {
        let mut found = Vec::new();
        let mut add = |time: Option<UnixMillis>, happened| {
            // All items of an entry share one id. So the id of the second item ends with `#1`, and the id of the third item
            // ends with `#2`.
            let id = self.id.as_ref().map(|id| match found.len() {
                0 => id.clone(),
                place => format!("{id}#{place}"),
            });
            let (meeting_id, time) = (self.meeting.clone(), time.or(self.time));
            found.push(Happening { meeting_id, id, time, is_own: false, happened });
        };
        let person = |user| Person::read(user, self.id_type);
        for item in activity.participant_joined_items {
            add(item.join_time, Happened::Joined(person(item.participant)));
        }
        for item in activity.participant_left_items {
            let left = Left { participant: person(item.participant), reason: item.leave_reason };
            add(item.leave_time, Happened::Left(left));
        }
        for item in activity.transcript_received_items {
            let said = Said {
                sentence_id: item.sentence_id.filter(|id| !id.is_empty()),
                revision: 0,
                speaker: person(item.speaker),
                text: item.text.unwrap_or_default(),
                language: item.language,
                start: item.start_time_ms,
                end: item.end_time_ms,
                corrects: None,
            };
            add(said.end.or(said.start), Happened::Said(said));
        }
        for item in activity.chat_received_items {
            let wrote = Wrote {
                message_id: item.message_id.filter(|id| !id.is_empty()),
                author: person(item.operator),
                message_type: item.message_type,
                text: item.content.unwrap_or_default(),
            };
            add(item.send_time, Happened::Wrote(wrote));
        }
        // If one participant takes over the sharing from another, the old sharing ends before the new sharing starts. So the
        // ended sharings come first.
        for item in activity.magic_share_ended_items {
            let (presenter, share_id) = (person(item.operator), item.share_id);
            let sharing = Sharing { presenter, share_id, document: None, start_reason: None };
            add(item.time, Happened::SharingEnded(sharing));
        }
        for item in activity.magic_share_started_items {
            let (presenter, share_id) = (person(item.operator), item.share_id);
            let sharing = Sharing { presenter, share_id, document: item.share_doc, start_reason: item.start_reason };
            add(item.time, Happened::SharingStarted(sharing));
        }
        for mut item in activity.document_context_changed_items {
            let operator = person(item.operator.take());
            add(item.time, Happened::DocumentContext(DocumentContext { operator, details: Box::new(item) }));
        }
        for mut item in activity.countdown_items {
            let operator = person(item.operator.take());
            let time = item.event_time.or(item.countdown_set_time);
            add(time, Happened::Countdown(Countdown { operator, details: Box::new(item) }));
        }
        let kind = activity.activity_event_type.as_ref();
        for (name, json) in activity.unknown_fields.iter() {
            if let Some(kind) = name.strip_suffix("_items")
                && let Ok(items) = json.decode::<Vec<Box<RawValue>>>()
            {
                for item in items {
                    let json = Some(KeptJson::new(item));
                    add(None, Happened::Unknown(UnknownHappening { kind: kind.to_owned(), json }));
                }
            }
        }
        if let (true, Some(Kind::Unknown(kind))) = (found.is_empty(), kind) {
            let json = activity.unknown_fields.iter().next().map(|(_, json)| json.clone());
            let unknown = Happened::Unknown(UnknownHappening { kind: kind.clone(), json });
            let (meeting_id, id, time) = (self.meeting.clone(), self.id.clone(), self.time);
            found.push(Happening { meeting_id, id, time, is_own: false, happened: unknown });
        }
        found
    }
}
