//! Happenings in a meeting. Events and responses are read into the same types.

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
/// Events and responses describe happenings in different forms. This type covers both: [`in_event`](Self::in_event)
/// reads an event, and a follower reads responses.
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
    /// Whether the bot itself caused the happening. The platform reports the bot's own joining and messages too. Only a
    /// meeting that a bot [attends](crate::AttendedMeeting) sets this field, because only an attended meeting knows the
    /// bot's id.
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
    /// A share ended.
    SharingEnded(Sharing),
    /// A participant moved to another place in a shared document.
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
    /// Reason of the departure.
    pub reason: Option<LeaveReason>,
}

/// Sentence in its latest version.
///
/// A sentence grows while its speaker continues, and the platform corrects the sentence. Each version contains the whole
/// text.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Said {
    /// Id that all versions of the sentence share.
    pub sentence_id: Option<String>,
    /// Number of earlier versions. A follower counts the versions. In an event, the number is 0.
    pub revision: u32,
    /// Speaker of the sentence.
    pub speaker: Person,
    /// Text of the whole sentence. `Debug` does not print the text.
    pub text: Sensitive,
    /// Language, such as `en_us`.
    pub language: Option<String>,
    /// Start time of the sentence.
    pub start: Option<UnixMillis>,
    /// End time of this version.
    pub end: Option<UnixMillis>,
    /// Earlier text of the sentence, if [`Settled`](crate::Settled) already returned an earlier text. This version corrects
    /// that text. Only [`Settled`](crate::Settled) sets this field.
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
    /// Type of the message. The text of a reaction is the key of an emoji.
    pub message_type: Option<ChatReceivedItemMessageType>,
    /// Text of the message. `Debug` does not print the text.
    pub text: Sensitive,
}

/// Share of a document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Sharing {
    /// Participant who shares the document.
    pub presenter: Person,
    /// Id of the share.
    pub share_id: Option<String>,
    /// Shared document, if the platform names it.
    pub document: Option<ShareDoc>,
    /// Reason for reporting the share: the share started, or was already on when it was noticed.
    pub start_reason: Option<MagicShareStartedItemStartReason>,
}

/// Place in a shared document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DocumentContext {
    /// Participant who moved to this place.
    pub operator: Person,
    /// Details of the place. The field `operator` of the details is empty.
    pub details: Box<DocumentContextChangedItem>,
}

/// Change of a countdown.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Countdown {
    /// Participant who changed the countdown.
    pub operator: Person,
    /// Details of the countdown. The field `operator` of the details is empty.
    pub details: Box<CountdownItem>,
}

/// Happening of an unknown kind.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct UnknownHappening {
    /// Name of the kind on the platform.
    pub kind: String,
    /// JSON from the platform, unchanged. `Debug` prints its length.
    pub json: Option<KeptJson>,
}

impl fmt::Debug for UnknownHappening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownHappening").field("kind", &self.kind).field("json", &self.json).finish()
    }
}

impl Happening {
    /// Reads all happenings of an event, in order.
    #[must_use]
    pub fn in_event(event: BotMeetingActivity) -> Vec<Self> {
        let meeting_id = event.meeting.and_then(|meeting| meeting.id);
        Self::in_activities(event.meeting_activity_items, meeting_id.as_ref(), None).collect()
    }

    /// Reads the happenings of activities. `id_type` is the type of user id that the call asked for; `None` for an event.
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

    /// Reads the happenings of an entry of a response. `id_type` is the type of user id that the call asked for.
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

/// Reader of the activities of one entry.
struct Reader<'a> {
    meeting: Option<MeetingId>,
    id: Option<String>,
    id_type: Option<&'a UserIdType>,
    /// Time of the entry, for items without a time.
    time: Option<UnixMillis>,
}

impl Reader<'_> {
    fn activity(&self, activity: MeetingActivity) -> Vec<Happening> {
        let mut found = Vec::new();
        let mut add = |time: Option<UnixMillis>, happened| {
            // An entry with several items has one id. So the id of each further item ends with the place of the item.
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
        // If one participant takes over from another, the old share ends before the new one starts.
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
