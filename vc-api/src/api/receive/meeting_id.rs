//! Meeting of an event.

use serde::de::MapAccess;

use crate::api::receive::delivery::Delivery;
use crate::generated::events::Event;
use crate::generated::meeting::MeetingId;
use crate::runtime::wire::decode::{Decode, Field, decode};
use crate::runtime::wire::from_json::read_all;

impl Delivery {
    /// Returns the id of the meeting in which the event happened. Returns `None` if the event names no meeting. For example,
    /// an event of a room names no meeting.
    ///
    /// In an unknown or unreadable event, the id is the field `meeting.id` of the body, as in known events.
    ///
    /// ```
    /// use vc_api::Delivery;
    ///
    /// let body = br#"{"header": {"event_type": "vc.news.made_v9"}, "event": {"meeting": {"id": "6911188411934433028"}}}"#;
    /// let meeting = Delivery::from_slice(body)?.meeting_id();
    /// assert_eq!(meeting.as_ref().map(|id| id.as_str()), Some("6911188411934433028"));
    /// # Ok::<(), vc_api::DeliveryError>(())
    /// ```
    #[must_use]
    pub fn meeting_id(&self) -> Option<MeetingId> {
        /// Expands to a `match` over the event types that contain a meeting.
        macro_rules! meeting {
            ($($required:ident)|* , $($optional:ident)|*) => {
                match &self.event {
                    $(Event::$required(event) => event.meeting.as_ref().map(|meeting| meeting.id.clone()),)*
                    $(Event::$optional(event) => event.meeting.as_ref().and_then(|meeting| meeting.id.clone()),)*
                    Event::Other(other) => in_json(other.body.get()),
                    _ => None,
                }
            };
        }
        let named = meeting!(
            AllMeetingEnded
                | AllMeetingStarted
                | JoinMeeting
                | LeaveMeeting
                | MeetingEnded
                | MeetingStarted
                | RecordingEnded
                | RecordingReady
                | RecordingStarted
                | ShareEnded
                | ShareStarted
                | ParticipantMeetingEnded
                | ParticipantMeetingJoined
                | ParticipantMeetingStarted,
            BotMeetingInvited | BotMeetingStarted | BotMeetingActivity | BotMeetingEnded
        );
        let in_activities = || match &self.event {
            Event::BotMeetingActivity(event) => {
                event.meeting_activity_items.iter().find_map(|activity| activity.meeting.as_ref()?.id.clone())
            }
            _ => None,
        };
        named.filter(is_present).or_else(in_activities).filter(is_present)
    }
}

fn is_present(id: &MeetingId) -> bool {
    !id.as_str().is_empty()
}

fn in_json(body: &str) -> Option<MeetingId> {
    let (body, _) = read_all::<Body>(body.as_bytes(), false).ok()?;
    body?.meeting?.id
}

/// Part of an event's body that names the meeting.
#[derive(Default)]
struct Body {
    meeting: Option<BodyMeeting>,
}

#[derive(Default)]
struct BodyMeeting {
    id: Option<MeetingId>,
}

impl Decode for Body {
    fn empty() -> Self {
        Self::default()
    }

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        match name {
            "meeting" => value.option(&mut self.meeting),
            _ => value.skip(),
        }
    }
}

decode!(Body);

impl Decode for BodyMeeting {
    fn empty() -> Self {
        Self::default()
    }

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        match name {
            "id" => value.option(&mut self.id),
            _ => value.skip(),
        }
    }
}

decode!(BodyMeeting);
