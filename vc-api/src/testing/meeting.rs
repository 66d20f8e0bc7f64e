//! Simulated meetings, for programs that follow or attend meetings.

use std::fmt;
use std::sync::{Arc, Mutex};

use super::event_target::NotHandled;
use super::meeting_record::{Happening, MeetingRecord};
use super::participant::{IdForm, Participant};
use super::platform::{Platform, Shared};
use super::received::Received;
use super::refusal::Refusal;
use super::responder::responder;
use crate::generated::bot::{
    self, ActiveMeeting, BotMeetingActivity, BotMeetingEnded, BotMeetingInvited, BotMeetingStarted,
    ChatReceivedItemMessageType, JoinResponse, LeaveResponse, MeetingActivity, MeetingAgentEventMeeting,
    MessageMsgType, MessageResponse,
};
use crate::generated::meeting::{self, LeaveReason, MeetingId, MeetingStatus};
use crate::generated::types::{UserIdType, UserType};
use crate::runtime::served::served_call::Served;
use crate::runtime::util::lock::lock;
use crate::runtime::wire::json::Json;
use crate::runtime::wire::sample::Sample;
use crate::runtime::wire::unix_time::UnixMillis;

/// Meeting that a test simulates for a bot. [`Platform::meeting`] creates the meeting.
///
/// The test adds happenings. Each time the test [pushes](Self::push), the bot gets the new happenings in an event. The
/// operation `bot.events` returns all happenings. As on the platform, events and responses have different forms.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use vc_api::bot::{JoinIdentify, JoinJoinType};
/// use vc_api::testing::{Participant, Platform};
///
/// let platform = Platform::start().await;
/// let meeting = platform.meeting();
/// let (bots, ada) = (platform.client().tenant(), Participant::new("ada").name("Ada"));
///
/// let identify = JoinIdentify::new().meeting_no(meeting.number());
/// let joined = bots.bots().join(JoinJoinType::MeetingNo, identify).await?;
/// meeting.join(&ada);
/// meeting.say(&ada, "s1", "we sh");
/// meeting.say(&ada, "s1", "We should ship");
///
/// let id = joined.meeting.and_then(|meeting| meeting.id).unwrap_or_default();
/// let happenings = bots.bots().events(id).await?.events;
/// assert_eq!(happenings.len(), 4); // the bot joined, Ada joined, and Ada said two versions of a sentence
/// # Ok(())
/// # }
/// ```
pub struct Meeting {
    record: Arc<Mutex<MeetingRecord>>,
    shared: Arc<Shared>,
}

/// Simulated meetings.
type Meetings = Arc<Mutex<Vec<Arc<Mutex<MeetingRecord>>>>>;

/// JSON form of the activities in an event. The platform's servers use different forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum PushForm {
    /// The event has two separate fields for the meeting and for the list of activities. The id of the meeting is a JSON
    /// number. The ids of a participant are in one object.
    #[default]
    Usual,
    /// The list of activities has the misspelt name `meeting_actitivty_items`. Each activity contains the meeting, and the
    /// event does not. The ids of a participant are separate fields of the participant.
    Misspelt,
}

/// Open id of the app's bot.
pub const BOT_OPEN_ID: &str = "ou_bot_double";

fn the_bot() -> Participant {
    Participant::new("bot_double").name("Bot").user_type(UserType::Bot)
}

impl Platform {
    /// Starts a meeting, without the app's bot as a participant. After the start, these operations know the meeting:
    /// `bot.join`, `bot.leave`, `bot.end`, `bot.events`, `bot.message`, `bot.user_active_meeting`, and `meeting.get`.
    #[must_use]
    pub fn meeting(&self) -> Meeting {
        let meetings: Meetings = Arc::clone(&self.shared.meetings);
        let mut list = lock(&meetings);
        if list.is_empty() {
            script(&self.shared, &meetings);
        }
        let record = Arc::new(Mutex::new(MeetingRecord::new(list.len() + 1)));
        list.push(Arc::clone(&record));
        Meeting { record, shared: Arc::clone(&self.shared) }
    }
}

impl Meeting {
    /// Returns the id of the meeting. All calls except `bot.join` take this id.
    #[must_use]
    pub fn id(&self) -> MeetingId {
        lock(&self.record).id.as_str().into()
    }

    /// Returns the meeting number of nine digits, which `bot.join` takes.
    #[must_use]
    pub fn number(&self) -> String {
        lock(&self.record).number.clone()
    }

    /// Sets the password of the meeting. From now on, `bot.join` needs the password.
    pub fn password(&self, password: impl Into<String>) {
        lock(&self.record).password = Some(password.into());
    }

    /// Returns the app's bot as a participant. The bot receives its own sentences and messages too.
    pub fn bot(&self) -> Participant {
        the_bot()
    }

    /// Returns whether the bot is in the meeting.
    #[must_use]
    pub fn bot_is_in(&self) -> bool {
        lock(&self.record).bot_is_in
    }

    /// Sends the bot the event with an invitation. As on the platform, the meeting id in the event differs from the id that
    /// `bot.join` returns.
    ///
    /// # Errors
    ///
    /// Returns an error if the event is not handled.
    pub async fn invite(&self, inviter: &Participant) -> Result<(), NotHandled> {
        let mut meeting = self.as_event_meeting();
        meeting.id = meeting.id.map(|id| format!("1{id}").into());
        let invited = BotMeetingInvited {
            meeting: Some(meeting),
            bot: Some(the_bot().as_event_user(&IdForm::Object)),
            inviter: Some(inviter.as_event_user(&IdForm::Object)),
            ..BotMeetingInvited::sample()
        };
        self.shared.deliver(invited).await
    }

    /// Sends the bot the event about the start of the meeting.
    ///
    /// # Errors
    ///
    /// Returns an error if the event is not handled.
    pub async fn start(&self) -> Result<(), NotHandled> {
        self.shared.deliver(BotMeetingStarted { meeting: Some(self.as_event_meeting()) }).await
    }

    /// Lets a participant join.
    pub fn join(&self, participant: &Participant) {
        self.add(Happening::Joined(participant.clone()));
    }

    /// Lets a participant leave.
    pub fn leave(&self, participant: &Participant) {
        self.add(Happening::Left(participant.clone(), LeaveReason::Left));
    }

    /// Lets a participant say a sentence. A further call with the same `sentence_id` adds a newer version of the whole
    /// sentence.
    pub fn say(&self, speaker: &Participant, sentence_id: &str, text: &str) {
        let (sentence_id, text) = (sentence_id.to_owned(), text.to_owned());
        self.add(Happening::Said { speaker: speaker.clone(), sentence_id, text });
    }

    /// Lets a participant write to the chat.
    pub fn write(&self, author: &Participant, text: &str) {
        self.wrote(author, ChatReceivedItemMessageType::Text, text);
    }

    /// Lets a participant react in the chat. `emoji` is the key of an emoji, such as `THUMBSUP`.
    pub fn react(&self, author: &Participant, emoji: &str) {
        self.wrote(author, ChatReceivedItemMessageType::Reaction, emoji);
    }

    fn wrote(&self, author: &Participant, message_type: ChatReceivedItemMessageType, content: &str) {
        self.add(Happening::Wrote { author: author.clone(), message_type, content: content.to_owned() });
    }

    /// Lets a participant share a document.
    pub fn share(&self, presenter: &Participant, share_id: &str, title: &str) {
        let (share_id, title) = (share_id.to_owned(), title.to_owned());
        self.add(Happening::ShareStarted { presenter: presenter.clone(), share_id, title });
    }

    /// Ends the sharing of a document.
    pub fn end_share(&self, presenter: &Participant, share_id: &str) {
        self.add(Happening::ShareEnded { presenter: presenter.clone(), share_id: share_id.to_owned() });
    }

    /// Adds an activity of any kind, for example of a kind that has no method of its own. Responses contain the activity
    /// unchanged. An event may combine the activity with the next activity of the same kind. [`PushForm::Misspelt`] sets
    /// the field `meeting` of the activity.
    pub fn activity(&self, activity: MeetingActivity) {
        self.add(Happening::Other(Box::new(activity)));
    }

    /// Pushes all happenings since the last push, in one event. The platform pushes about every 5 seconds.
    ///
    /// # Errors
    ///
    /// Returns an error if the event is not handled.
    pub async fn push(&self) -> Result<(), NotHandled> {
        self.push_as(PushForm::Usual).await
    }

    /// Pushes all happenings since the last push, in one event of the given form.
    ///
    /// # Errors
    ///
    /// Returns an error if the event is not handled.
    pub async fn push_as(&self, form: PushForm) -> Result<(), NotHandled> {
        let ids = if form == PushForm::Usual { IdForm::Object } else { IdForm::Beside };
        let mut activities = lock(&self.record).take_unpushed(&ids);
        let meeting = self.as_event_meeting();
        let mut event = BotMeetingActivity::default();
        match form {
            PushForm::Usual => event.meeting = Some(meeting),
            PushForm::Misspelt => {
                activities.iter_mut().for_each(|activity| activity.meeting = Some(meeting.clone()));
            }
        }
        event.meeting_activity_items = activities;
        self.shared.deliver_edited(event, |json| write_as(form, json)).await
    }

    /// Removes the bot from the meeting. No event reports the removal: the bot notices the removal only when its calls are
    /// refused.
    pub fn remove_bot(&self) {
        lock(&self.record).bot_is_in = false;
        self.add(Happening::Left(the_bot(), LeaveReason::KickedOut));
    }

    /// Ends the meeting, and sends the bot the event about the end. `bot.events` returns the happenings for another 5
    /// minutes.
    ///
    /// # Errors
    ///
    /// Returns an error if the event is not handled.
    pub async fn end(&self) -> Result<(), NotHandled> {
        lock(&self.record).end();
        self.shared.deliver(BotMeetingEnded { meeting: Some(self.as_event_meeting()) }).await
    }

    fn add(&self, happening: Happening) {
        lock(&self.record).add(happening);
    }

    fn as_event_meeting(&self) -> MeetingAgentEventMeeting {
        lock(&self.record).as_event_meeting()
    }
}

impl fmt::Debug for Meeting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meeting").field("id", &lock(&self.record).id).finish_non_exhaustive()
    }
}

/// Changes the JSON of a delivery to the given form, because the types of this crate write only one form.
fn write_as(form: PushForm, delivery: &mut Json) {
    let Some(Json::Object(event)) = delivery.get_mut("event") else { return };
    match form {
        PushForm::Usual => {
            if let Some(id) = event.get_mut("meeting").and_then(|meeting| meeting.get_mut("id"))
                && let Some(number) = id.as_str().and_then(|id| id.parse::<u64>().ok())
            {
                *id = number.into();
            }
        }
        PushForm::Misspelt => {
            if let Some(items) = event.remove("meeting_activity_items") {
                event.insert("meeting_actitivty_items".to_owned(), items);
            }
        }
    }
}

/// Finds a meeting by its id.
fn find(meetings: &Meetings, id: &MeetingId) -> Result<Arc<Mutex<MeetingRecord>>, Refusal> {
    // A text of nine digits is a meeting number, not an id.
    if id.as_str().len() == 9 {
        return Err(bot::Leave::MEETING_NOT_FOUND.into());
    }
    let meetings = lock(meetings);
    let found = meetings.iter().find(|meeting| lock(meeting).id == id.as_str()).cloned();
    found.ok_or_else(|| bot::Events::MEETING_NOT_FOUND.into())
}

/// Finds a meeting by its id. Refuses the call if the bot is not in the meeting.
fn attended(meetings: &Meetings, id: &MeetingId) -> Result<Arc<Mutex<MeetingRecord>>, Refusal> {
    let record = find(meetings, id)?;
    if lock(&record).bot_is_in { Ok(record) } else { Err(bot::Events::NOT_IN_MEETING.into()) }
}

/// Adds a script for each operation whose responses come from simulated meetings.
fn script(shared: &Shared, meetings: &Meetings) {
    let serve = Scripts { shared, meetings };
    serve.on(join);
    serve.on(leave);
    serve.on(end);
    serve.on(events);
    serve.on(message);
    serve.on(active);
    serve.on(get);
}

struct Scripts<'a> {
    shared: &'a Shared,
    meetings: &'a Meetings,
}

impl Scripts<'_> {
    fn on<E: Served>(&self, function: fn(&Meetings, Received<E>) -> Result<E::Reply, Refusal>) {
        let meetings = Arc::clone(self.meetings);
        let responder = responder(move |call: Received<E>| function(&meetings, call));
        self.shared.state.script_optional(E::INFO.id, responder);
    }
}

fn join(meetings: &Meetings, call: Received<bot::Join>) -> Result<JoinResponse, Refusal> {
    let number = call.join_identify.meeting_no.as_ref().map_or("", |number| number.as_str());
    let found = lock(meetings).iter().find(|meeting| lock(meeting).number == number).cloned();
    let refused = || Refusal::from(bot::Join::NO_PERMISSION);
    let record = found.ok_or_else(refused)?;
    let mut record = lock(&record);
    let password = call.password.as_ref().map(|password| password.expose().to_owned());
    if record.has_ended() || record.password.is_some() && record.password != password {
        return Err(refused());
    }
    if !record.bot_is_in {
        (record.bot_is_in, record.bot_was_in) = (true, true);
        record.add(Happening::Joined(the_bot()));
    }
    Ok(JoinResponse { meeting: Some(record.as_event_meeting()), join_user: Some(the_bot().as_meeting_user()) })
}

fn leave(meetings: &Meetings, call: Received<bot::Leave>) -> Result<LeaveResponse, Refusal> {
    let record = attended(meetings, &call.meeting_id).map_err(|_| call.refuse(bot::Leave::MEETING_NOT_FOUND))?;
    let mut record = lock(&record);
    record.bot_is_in = false;
    record.add(Happening::Left(the_bot(), LeaveReason::Left));
    Ok(LeaveResponse { leave_user: Some(the_bot().as_meeting_user()) })
}

fn end(meetings: &Meetings, call: Received<bot::End>) -> Result<(), Refusal> {
    lock(&*attended(meetings, &call.meeting_id)?).end();
    Ok(())
}

fn events(meetings: &Meetings, call: Received<bot::Events>) -> Result<bot::EventsResponse, Refusal> {
    let record = find(meetings, &call.meeting_id)?;
    let record = lock(&record);
    if record.is_forgotten() {
        return Err(bot::Events::MEETING_ENDED.into());
    }
    if !(record.bot_is_in || record.has_ended() && record.bot_was_in) {
        return Err(bot::Events::NOT_IN_MEETING.into());
    }
    let form = IdForm::Text(call.user_id_type.clone().unwrap_or(UserIdType::OpenId));
    let size = call.page_size.and_then(|size| usize::try_from(size).ok()).unwrap_or(20).clamp(1, 100);
    let within = |at: UnixMillis| {
        let seconds = at.millis() / 1000;
        call.start_time.is_none_or(|start| i64::from(start) <= seconds)
            && call.end_time.is_none_or(|end| seconds <= i64::from(end))
    };
    Ok(record.page(call.page_token.as_deref(), size, &form, within))
}

fn message(meetings: &Meetings, call: Received<bot::Message>) -> Result<MessageResponse, Refusal> {
    let record = attended(meetings, &call.meeting_id)?;
    let mut record = lock(&record);
    if let Some(uuid) = &call.uuid {
        if record.message_ids.contains(uuid) {
            return Ok(MessageResponse { uuid: Some(uuid.clone()) });
        }
        record.message_ids.push(uuid.clone());
    }
    let message_type = match call.msg_type {
        MessageMsgType::Reaction => ChatReceivedItemMessageType::Reaction,
        _ => ChatReceivedItemMessageType::Text,
    };
    record.add(Happening::Wrote { author: the_bot(), message_type, content: call.content.as_str().to_owned() });
    Ok(MessageResponse { uuid: call.uuid.clone() })
}

fn active(meetings: &Meetings, call: Received<bot::UserActiveMeeting>) -> Result<Vec<ActiveMeeting>, Refusal> {
    let is_in = |record: &MeetingRecord| {
        record.bot_is_in && call.user_id.as_ref().is_none_or(|id| record.has_participant(id.as_str()))
    };
    let active = |record: &MeetingRecord| ActiveMeeting {
        meeting_no: Some(record.number.as_str().into()),
        meeting_id: Some(record.id.as_str().into()),
        meeting_title: Some(record.topic.clone()),
    };
    Ok(lock(meetings)
        .iter()
        .map(|meeting| lock(meeting))
        .filter(|record| is_in(record))
        .map(|record| active(&record))
        .collect())
}

fn get(meetings: &Meetings, call: Received<meeting::Get>) -> Result<meeting::GetResponse, Refusal> {
    let record = find(meetings, &call.meeting_id).map_err(|_| call.refuse(meeting::Get::NOT_FOUND))?;
    let record = lock(&record);
    let status = if record.has_ended() { MeetingStatus::Ended } else { MeetingStatus::Ongoing };
    let mut response = meeting::GetResponse::sample();
    if let Some(meeting) = &mut response.meeting {
        meeting.id = record.id.as_str().into();
        meeting.topic = Some(record.topic.clone());
        meeting.meeting_no = Some(record.number.as_str().into());
        meeting.status = Some(status);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn deliveries_are_written_in_two_forms() {
        let item = json!({ "meeting": { "id": "7651377260537433001" } });
        let delivery =
            json!({ "event": { "meeting": { "id": "7651377260537433001" }, "meeting_activity_items": [item] } });
        let written = |form| {
            let mut delivery = delivery.clone();
            write_as(form, &mut delivery);
            delivery["event"].clone()
        };
        let usual = written(PushForm::Usual);
        assert_eq!(usual["meeting"]["id"], 7_651_377_260_537_433_001_u64);
        assert_eq!(usual["meeting_activity_items"], json!([item]));
        let misspelt = written(PushForm::Misspelt);
        assert_eq!(misspelt["meeting"]["id"], "7651377260537433001");
        assert_eq!(misspelt["meeting_actitivty_items"], json!([item]));
        assert!(misspelt["meeting_activity_items"].is_null());
    }
}
