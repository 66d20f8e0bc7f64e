// Generated from spec/ by `cargo xtask regen`; do not edit.
//! The events that the platform sends.

use crate::runtime as rt;

/// Event, with one variant for each type. The platform adds types without notice. An event of an unknown type is an
/// [`Event::Other`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// A bot was invited to a meeting.
    BotMeetingInvited(super::bot::BotMeetingInvited),
    /// A meeting with a bot started.
    BotMeetingStarted(super::bot::BotMeetingStarted),
    /// Something happened in a meeting with a bot.
    BotMeetingActivity(super::bot::BotMeetingActivity),
    /// A meeting with a bot ended.
    BotMeetingEnded(super::bot::BotMeetingEnded),
    /// A meeting in the tenant ended.
    AllMeetingEnded(super::meeting::AllMeetingEnded),
    /// A meeting in the tenant started.
    AllMeetingStarted(super::meeting::AllMeetingStarted),
    /// A participant joined a meeting.
    JoinMeeting(super::meeting::JoinMeeting),
    /// A participant left a meeting.
    LeaveMeeting(super::meeting::LeaveMeeting),
    /// A meeting ended.
    MeetingEnded(super::meeting::MeetingEnded),
    /// A meeting started.
    MeetingStarted(super::meeting::MeetingStarted),
    /// A recording was stopped.
    RecordingEnded(super::meeting::RecordingEnded),
    /// A recording became available.
    RecordingReady(super::meeting::RecordingReady),
    /// A recording was started.
    RecordingStarted(super::meeting::RecordingStarted),
    /// Screen sharing ended.
    ShareEnded(super::meeting::ShareEnded),
    /// Screen sharing started.
    ShareStarted(super::meeting::ShareStarted),
    /// A user's meeting ended.
    ParticipantMeetingEnded(super::meeting::ParticipantMeetingEnded),
    /// A user joined a meeting.
    ParticipantMeetingJoined(super::meeting::ParticipantMeetingJoined),
    /// A user's meeting started.
    ParticipantMeetingStarted(super::meeting::ParticipantMeetingStarted),
    /// Notes of a user were created.
    NoteGenerated(super::note::NoteGenerated),
    /// A user's recording started.
    UserRecordingStarted(super::recording::UserRecordingStarted),
    /// A user's recording ended.
    UserRecordingEnded(super::recording::UserRecordingEnded),
    /// A part of the transcript of a recording is ready.
    UserRecordingTranscriptGenerated(super::recording::UserRecordingTranscriptGenerated),
    /// The booking limits of a room or a level were changed.
    ReserveConfigUpdated(super::reserve_config::ReserveConfigUpdated),
    /// A meeting room was created.
    RoomCreated(super::room::RoomCreated),
    /// A meeting room was changed.
    RoomUpdated(super::room::RoomUpdated),
    /// A meeting room was deleted.
    RoomDeleted(super::room::RoomDeleted),
    /// A room level was created.
    RoomLevelCreated(super::room_level::RoomLevelCreated),
    /// A room level was changed.
    RoomLevelUpdated(super::room_level::RoomLevelUpdated),
    /// A room level was deleted.
    RoomLevelDeleted(super::room_level::RoomLevelDeleted),
    /// Event of an unknown type, or event whose body cannot be read.
    Other(rt::OtherEvent),
}

impl Event {
    /// Decodes the body of an event. If the body cannot be read, [`Event::Other`] contains the unchanged body.
    #[doc(hidden)]
    pub fn decode(body: rt::EventBody<'_>) -> Self {
        match body.event_type() {
            "vc.bot.meeting_invited_v1" => {
                body.decode(Self::BotMeetingInvited, Self::Other)
            }
            "vc.bot.meeting_started_v1" => {
                body.decode(Self::BotMeetingStarted, Self::Other)
            }
            "vc.bot.meeting_activity_v1" => {
                body.decode(Self::BotMeetingActivity, Self::Other)
            }
            "vc.bot.meeting_ended_v1" => body.decode(Self::BotMeetingEnded, Self::Other),
            "vc.meeting.all_meeting_ended_v1" => {
                body.decode(Self::AllMeetingEnded, Self::Other)
            }
            "vc.meeting.all_meeting_started_v1" => {
                body.decode(Self::AllMeetingStarted, Self::Other)
            }
            "vc.meeting.join_meeting_v1" => body.decode(Self::JoinMeeting, Self::Other),
            "vc.meeting.leave_meeting_v1" => body.decode(Self::LeaveMeeting, Self::Other),
            "vc.meeting.meeting_ended_v1" => body.decode(Self::MeetingEnded, Self::Other),
            "vc.meeting.meeting_started_v1" => {
                body.decode(Self::MeetingStarted, Self::Other)
            }
            "vc.meeting.recording_ended_v1" => {
                body.decode(Self::RecordingEnded, Self::Other)
            }
            "vc.meeting.recording_ready_v1" => {
                body.decode(Self::RecordingReady, Self::Other)
            }
            "vc.meeting.recording_started_v1" => {
                body.decode(Self::RecordingStarted, Self::Other)
            }
            "vc.meeting.share_ended_v1" => body.decode(Self::ShareEnded, Self::Other),
            "vc.meeting.share_started_v1" => body.decode(Self::ShareStarted, Self::Other),
            "vc.meeting.participant_meeting_ended_v1" => {
                body.decode(Self::ParticipantMeetingEnded, Self::Other)
            }
            "vc.meeting.participant_meeting_joined_v1" => {
                body.decode(Self::ParticipantMeetingJoined, Self::Other)
            }
            "vc.meeting.participant_meeting_started_v1" => {
                body.decode(Self::ParticipantMeetingStarted, Self::Other)
            }
            "vc.note.generated_v1" => body.decode(Self::NoteGenerated, Self::Other),
            "vc.recording.recording_started_v1" => {
                body.decode(Self::UserRecordingStarted, Self::Other)
            }
            "vc.recording.recording_ended_v1" => {
                body.decode(Self::UserRecordingEnded, Self::Other)
            }
            "vc.recording.recording_transcript_generated_v1" => {
                body.decode(Self::UserRecordingTranscriptGenerated, Self::Other)
            }
            "vc.reserve_config.updated_v1" => {
                body.decode(Self::ReserveConfigUpdated, Self::Other)
            }
            "vc.room.created_v1" => body.decode(Self::RoomCreated, Self::Other),
            "vc.room.updated_v1" => body.decode(Self::RoomUpdated, Self::Other),
            "vc.room.deleted_v1" => body.decode(Self::RoomDeleted, Self::Other),
            "vc.room_level.created_v1" => {
                body.decode(Self::RoomLevelCreated, Self::Other)
            }
            "vc.room_level.updated_v1" => {
                body.decode(Self::RoomLevelUpdated, Self::Other)
            }
            "vc.room_level.deleted_v1" => {
                body.decode(Self::RoomLevelDeleted, Self::Other)
            }
            _ => Self::Other(body.unknown()),
        }
    }
    /// Returns the type of the event, such as `vc.meeting.meeting_started_v1`.
    pub fn event_type(&self) -> &str {
        match self {
            Self::BotMeetingInvited(_) => "vc.bot.meeting_invited_v1",
            Self::BotMeetingStarted(_) => "vc.bot.meeting_started_v1",
            Self::BotMeetingActivity(_) => "vc.bot.meeting_activity_v1",
            Self::BotMeetingEnded(_) => "vc.bot.meeting_ended_v1",
            Self::AllMeetingEnded(_) => "vc.meeting.all_meeting_ended_v1",
            Self::AllMeetingStarted(_) => "vc.meeting.all_meeting_started_v1",
            Self::JoinMeeting(_) => "vc.meeting.join_meeting_v1",
            Self::LeaveMeeting(_) => "vc.meeting.leave_meeting_v1",
            Self::MeetingEnded(_) => "vc.meeting.meeting_ended_v1",
            Self::MeetingStarted(_) => "vc.meeting.meeting_started_v1",
            Self::RecordingEnded(_) => "vc.meeting.recording_ended_v1",
            Self::RecordingReady(_) => "vc.meeting.recording_ready_v1",
            Self::RecordingStarted(_) => "vc.meeting.recording_started_v1",
            Self::ShareEnded(_) => "vc.meeting.share_ended_v1",
            Self::ShareStarted(_) => "vc.meeting.share_started_v1",
            Self::ParticipantMeetingEnded(_) => "vc.meeting.participant_meeting_ended_v1",
            Self::ParticipantMeetingJoined(_) => {
                "vc.meeting.participant_meeting_joined_v1"
            }
            Self::ParticipantMeetingStarted(_) => {
                "vc.meeting.participant_meeting_started_v1"
            }
            Self::NoteGenerated(_) => "vc.note.generated_v1",
            Self::UserRecordingStarted(_) => "vc.recording.recording_started_v1",
            Self::UserRecordingEnded(_) => "vc.recording.recording_ended_v1",
            Self::UserRecordingTranscriptGenerated(_) => {
                "vc.recording.recording_transcript_generated_v1"
            }
            Self::ReserveConfigUpdated(_) => "vc.reserve_config.updated_v1",
            Self::RoomCreated(_) => "vc.room.created_v1",
            Self::RoomUpdated(_) => "vc.room.updated_v1",
            Self::RoomDeleted(_) => "vc.room.deleted_v1",
            Self::RoomLevelCreated(_) => "vc.room_level.created_v1",
            Self::RoomLevelUpdated(_) => "vc.room_level.updated_v1",
            Self::RoomLevelDeleted(_) => "vc.room_level.deleted_v1",
            Self::Other(other) => &other.event_type,
        }
    }
    /// Returns the body of the event as JSON.
    ///
    /// # Errors
    ///
    /// Fails if a value cannot be written as JSON.
    #[cfg(feature = "encode-responses")]
    pub fn encode(&self) -> Result<rt::Json, rt::JsonError> {
        match self {
            Self::BotMeetingInvited(event) => rt::to_json(event),
            Self::BotMeetingStarted(event) => rt::to_json(event),
            Self::BotMeetingActivity(event) => rt::to_json(event),
            Self::BotMeetingEnded(event) => rt::to_json(event),
            Self::AllMeetingEnded(event) => rt::to_json(event),
            Self::AllMeetingStarted(event) => rt::to_json(event),
            Self::JoinMeeting(event) => rt::to_json(event),
            Self::LeaveMeeting(event) => rt::to_json(event),
            Self::MeetingEnded(event) => rt::to_json(event),
            Self::MeetingStarted(event) => rt::to_json(event),
            Self::RecordingEnded(event) => rt::to_json(event),
            Self::RecordingReady(event) => rt::to_json(event),
            Self::RecordingStarted(event) => rt::to_json(event),
            Self::ShareEnded(event) => rt::to_json(event),
            Self::ShareStarted(event) => rt::to_json(event),
            Self::ParticipantMeetingEnded(event) => rt::to_json(event),
            Self::ParticipantMeetingJoined(event) => rt::to_json(event),
            Self::ParticipantMeetingStarted(event) => rt::to_json(event),
            Self::NoteGenerated(event) => rt::to_json(event),
            Self::UserRecordingStarted(event) => rt::to_json(event),
            Self::UserRecordingEnded(event) => rt::to_json(event),
            Self::UserRecordingTranscriptGenerated(event) => rt::to_json(event),
            Self::ReserveConfigUpdated(event) => rt::to_json(event),
            Self::RoomCreated(event) => rt::to_json(event),
            Self::RoomUpdated(event) => rt::to_json(event),
            Self::RoomDeleted(event) => rt::to_json(event),
            Self::RoomLevelCreated(event) => rt::to_json(event),
            Self::RoomLevelUpdated(event) => rt::to_json(event),
            Self::RoomLevelDeleted(event) => rt::to_json(event),
            Self::Other(other) => other.json(),
        }
    }
}

rt::event_body!(super::bot::BotMeetingInvited, Event::BotMeetingInvited);

rt::event_body!(super::bot::BotMeetingStarted, Event::BotMeetingStarted);

rt::event_body!(super::bot::BotMeetingActivity, Event::BotMeetingActivity);

rt::event_body!(super::bot::BotMeetingEnded, Event::BotMeetingEnded);

rt::event_body!(super::meeting::AllMeetingEnded, Event::AllMeetingEnded);

rt::event_body!(super::meeting::AllMeetingStarted, Event::AllMeetingStarted);

rt::event_body!(super::meeting::JoinMeeting, Event::JoinMeeting);

rt::event_body!(super::meeting::LeaveMeeting, Event::LeaveMeeting);

rt::event_body!(super::meeting::MeetingEnded, Event::MeetingEnded);

rt::event_body!(super::meeting::MeetingStarted, Event::MeetingStarted);

rt::event_body!(super::meeting::RecordingEnded, Event::RecordingEnded);

rt::event_body!(super::meeting::RecordingReady, Event::RecordingReady);

rt::event_body!(super::meeting::RecordingStarted, Event::RecordingStarted);

rt::event_body!(super::meeting::ShareEnded, Event::ShareEnded);

rt::event_body!(super::meeting::ShareStarted, Event::ShareStarted);

rt::event_body!(super::meeting::ParticipantMeetingEnded, Event::ParticipantMeetingEnded);

rt::event_body!(
    super::meeting::ParticipantMeetingJoined, Event::ParticipantMeetingJoined
);

rt::event_body!(
    super::meeting::ParticipantMeetingStarted, Event::ParticipantMeetingStarted
);

rt::event_body!(super::note::NoteGenerated, Event::NoteGenerated);

rt::event_body!(super::recording::UserRecordingStarted, Event::UserRecordingStarted);

rt::event_body!(super::recording::UserRecordingEnded, Event::UserRecordingEnded);

rt::event_body!(
    super::recording::UserRecordingTranscriptGenerated,
    Event::UserRecordingTranscriptGenerated
);

rt::event_body!(
    super::reserve_config::ReserveConfigUpdated, Event::ReserveConfigUpdated
);

rt::event_body!(super::room::RoomCreated, Event::RoomCreated);

rt::event_body!(super::room::RoomUpdated, Event::RoomUpdated);

rt::event_body!(super::room::RoomDeleted, Event::RoomDeleted);

rt::event_body!(super::room_level::RoomLevelCreated, Event::RoomLevelCreated);

rt::event_body!(super::room_level::RoomLevelUpdated, Event::RoomLevelUpdated);

rt::event_body!(super::room_level::RoomLevelDeleted, Event::RoomLevelDeleted);

/// Every event, in the order of the spec.
pub const ALL: &[&rt::EventInfo] = &[
    <super::bot::BotMeetingInvited as rt::EventType>::INFO,
    <super::bot::BotMeetingStarted as rt::EventType>::INFO,
    <super::bot::BotMeetingActivity as rt::EventType>::INFO,
    <super::bot::BotMeetingEnded as rt::EventType>::INFO,
    <super::meeting::AllMeetingEnded as rt::EventType>::INFO,
    <super::meeting::AllMeetingStarted as rt::EventType>::INFO,
    <super::meeting::JoinMeeting as rt::EventType>::INFO,
    <super::meeting::LeaveMeeting as rt::EventType>::INFO,
    <super::meeting::MeetingEnded as rt::EventType>::INFO,
    <super::meeting::MeetingStarted as rt::EventType>::INFO,
    <super::meeting::RecordingEnded as rt::EventType>::INFO,
    <super::meeting::RecordingReady as rt::EventType>::INFO,
    <super::meeting::RecordingStarted as rt::EventType>::INFO,
    <super::meeting::ShareEnded as rt::EventType>::INFO,
    <super::meeting::ShareStarted as rt::EventType>::INFO,
    <super::meeting::ParticipantMeetingEnded as rt::EventType>::INFO,
    <super::meeting::ParticipantMeetingJoined as rt::EventType>::INFO,
    <super::meeting::ParticipantMeetingStarted as rt::EventType>::INFO,
    <super::note::NoteGenerated as rt::EventType>::INFO,
    <super::recording::UserRecordingStarted as rt::EventType>::INFO,
    <super::recording::UserRecordingEnded as rt::EventType>::INFO,
    <super::recording::UserRecordingTranscriptGenerated as rt::EventType>::INFO,
    <super::reserve_config::ReserveConfigUpdated as rt::EventType>::INFO,
    <super::room::RoomCreated as rt::EventType>::INFO,
    <super::room::RoomUpdated as rt::EventType>::INFO,
    <super::room::RoomDeleted as rt::EventType>::INFO,
    <super::room_level::RoomLevelCreated as rt::EventType>::INFO,
    <super::room_level::RoomLevelUpdated as rt::EventType>::INFO,
    <super::room_level::RoomLevelDeleted as rt::EventType>::INFO,
];

/// Type of each event, and a sample of its body.
#[doc(hidden)]
#[cfg(feature = "testing")]
pub const SAMPLES: &[(&str, rt::SampleJson)] = &[
    ("vc.bot.meeting_invited_v1", rt::sample_json::<super::bot::BotMeetingInvited>),
    ("vc.bot.meeting_started_v1", rt::sample_json::<super::bot::BotMeetingStarted>),
    ("vc.bot.meeting_activity_v1", rt::sample_json::<super::bot::BotMeetingActivity>),
    ("vc.bot.meeting_ended_v1", rt::sample_json::<super::bot::BotMeetingEnded>),
    (
        "vc.meeting.all_meeting_ended_v1",
        rt::sample_json::<super::meeting::AllMeetingEnded>,
    ),
    (
        "vc.meeting.all_meeting_started_v1",
        rt::sample_json::<super::meeting::AllMeetingStarted>,
    ),
    ("vc.meeting.join_meeting_v1", rt::sample_json::<super::meeting::JoinMeeting>),
    ("vc.meeting.leave_meeting_v1", rt::sample_json::<super::meeting::LeaveMeeting>),
    ("vc.meeting.meeting_ended_v1", rt::sample_json::<super::meeting::MeetingEnded>),
    ("vc.meeting.meeting_started_v1", rt::sample_json::<super::meeting::MeetingStarted>),
    ("vc.meeting.recording_ended_v1", rt::sample_json::<super::meeting::RecordingEnded>),
    ("vc.meeting.recording_ready_v1", rt::sample_json::<super::meeting::RecordingReady>),
    (
        "vc.meeting.recording_started_v1",
        rt::sample_json::<super::meeting::RecordingStarted>,
    ),
    ("vc.meeting.share_ended_v1", rt::sample_json::<super::meeting::ShareEnded>),
    ("vc.meeting.share_started_v1", rt::sample_json::<super::meeting::ShareStarted>),
    (
        "vc.meeting.participant_meeting_ended_v1",
        rt::sample_json::<super::meeting::ParticipantMeetingEnded>,
    ),
    (
        "vc.meeting.participant_meeting_joined_v1",
        rt::sample_json::<super::meeting::ParticipantMeetingJoined>,
    ),
    (
        "vc.meeting.participant_meeting_started_v1",
        rt::sample_json::<super::meeting::ParticipantMeetingStarted>,
    ),
    ("vc.note.generated_v1", rt::sample_json::<super::note::NoteGenerated>),
    (
        "vc.recording.recording_started_v1",
        rt::sample_json::<super::recording::UserRecordingStarted>,
    ),
    (
        "vc.recording.recording_ended_v1",
        rt::sample_json::<super::recording::UserRecordingEnded>,
    ),
    (
        "vc.recording.recording_transcript_generated_v1",
        rt::sample_json::<super::recording::UserRecordingTranscriptGenerated>,
    ),
    (
        "vc.reserve_config.updated_v1",
        rt::sample_json::<super::reserve_config::ReserveConfigUpdated>,
    ),
    ("vc.room.created_v1", rt::sample_json::<super::room::RoomCreated>),
    ("vc.room.updated_v1", rt::sample_json::<super::room::RoomUpdated>),
    ("vc.room.deleted_v1", rt::sample_json::<super::room::RoomDeleted>),
    ("vc.room_level.created_v1", rt::sample_json::<super::room_level::RoomLevelCreated>),
    ("vc.room_level.updated_v1", rt::sample_json::<super::room_level::RoomLevelUpdated>),
    ("vc.room_level.deleted_v1", rt::sample_json::<super::room_level::RoomLevelDeleted>),
];
