// Generated from spec/ by `cargo xtask regen`; do not edit.
//! The scopes of the platform.

use crate::runtime as rt;

/// Read the ids that users have within the tenant.
///
/// `contact:user.employee_id:readonly`.
pub const CONTACT_USER_EMPLOYEE_ID_READONLY: rt::Scope = rt::Scope::new(
    "contact:user.employee_id:readonly",
    "Read the ids that users have within the tenant",
    None,
);

/// Read alerts of the alert centre.
///
/// `vc:alert:readonly`. Name in the developer console: 获取告警中心告警信息.
pub const VC_ALERT_READONLY: rt::Scope = rt::Scope::new(
    "vc:alert:readonly",
    "Read alerts of the alert centre",
    Some("获取告警中心告警信息"),
);

/// Export meeting data.
///
/// `vc:export`. Name in the developer console: 导出视频会议信息.
pub const VC_EXPORT: rt::Scope = rt::Scope::new(
    "vc:export",
    "Export meeting data",
    Some("导出视频会议信息"),
);

/// Change ongoing meetings.
///
/// `vc:meeting`. Name in the developer console: 更新会议信息.
pub const VC_MEETING: rt::Scope = rt::Scope::new(
    "vc:meeting",
    "Change ongoing meetings",
    Some("更新会议信息"),
);

/// Get information about all meetings of the tenant.
///
/// `vc:meeting.all_meeting:readonly`. Name in the developer console: 获取所有视频会议信息.
pub const VC_MEETING_ALL_MEETING_READONLY: rt::Scope = rt::Scope::new(
    "vc:meeting.all_meeting:readonly",
    "Get information about all meetings of the tenant",
    Some("获取所有视频会议信息"),
);

/// Read the document token of the smart notes of a meeting.
///
/// `vc:meeting.artifact.note:read`.
pub const VC_MEETING_ARTIFACT_NOTE_READ: rt::Scope = rt::Scope::new(
    "vc:meeting.artifact.note:read",
    "Read the document token of the smart notes of a meeting",
    None,
);

/// Read the document token of the transcript of a meeting.
///
/// `vc:meeting.artifact.verbatim:read`.
pub const VC_MEETING_ARTIFACT_VERBATIM_READ: rt::Scope = rt::Scope::new(
    "vc:meeting.artifact.verbatim:read",
    "Read the document token of the transcript of a meeting",
    None,
);

/// Let a bot join meetings.
///
/// `vc:meeting.bot.join:write`.
pub const VC_MEETING_BOT_JOIN_WRITE: rt::Scope = rt::Scope::new(
    "vc:meeting.bot.join:write",
    "Let a bot join meetings",
    None,
);

/// Let a bot end meetings, mute participants and ask participants to unmute.
///
/// `vc:meeting.bot.manage:write`. Not on the platform's pages; source: official CLI, not confirmed by another source.
pub const VC_MEETING_BOT_MANAGE_WRITE: rt::Scope = rt::Scope::new(
    "vc:meeting.bot.manage:write",
    "Let a bot end meetings, mute participants and ask participants to unmute",
    None,
);

/// Let a bot hear and speak in meetings.
///
/// `vc:meeting.bot.realtime:write`. Not on the platform's pages; source: programs that call it.
pub const VC_MEETING_BOT_REALTIME_WRITE: rt::Scope = rt::Scope::new(
    "vc:meeting.bot.realtime:write",
    "Let a bot hear and speak in meetings",
    None,
);

/// Set the countdown and get the chat of a meeting.
///
/// `vc:meeting.interaction:write`.
pub const VC_MEETING_INTERACTION_WRITE: rt::Scope = rt::Scope::new(
    "vc:meeting.interaction:write",
    "Set the countdown and get the chat of a meeting",
    None,
);

/// Read meetings and receive events about meetings.
///
/// `vc:meeting.meetingevent:read`. Name in the developer console: 获取会议信息.
pub const VC_MEETING_MEETINGEVENT_READ: rt::Scope = rt::Scope::new(
    "vc:meeting.meetingevent:read",
    "Read meetings and receive events about meetings",
    Some("获取会议信息"),
);

/// Find meetings by meeting number.
///
/// `vc:meeting.meetingid:read`. Name in the developer console: 获取会议基本信息.
pub const VC_MEETING_MEETINGID_READ: rt::Scope = rt::Scope::new(
    "vc:meeting.meetingid:read",
    "Find meetings by meeting number",
    Some("获取会议基本信息"),
);

/// Send messages into the chat of a meeting.
///
/// `vc:meeting.message:write`.
pub const VC_MEETING_MESSAGE_WRITE: rt::Scope = rt::Scope::new(
    "vc:meeting.message:write",
    "Send messages into the chat of a meeting",
    None,
);

/// Invite and remove participants and set the host.
///
/// `vc:meeting.participant:write`.
pub const VC_MEETING_PARTICIPANT_WRITE: rt::Scope = rt::Scope::new(
    "vc:meeting.participant:write",
    "Invite and remove participants and set the host",
    None,
);

/// Take screenshots of a meeting.
///
/// `vc:meeting.realtime:read`. Not on the platform's pages; source: official CLI, not confirmed by another source.
pub const VC_MEETING_REALTIME_READ: rt::Scope = rt::Scope::new(
    "vc:meeting.realtime:read",
    "Take screenshots of a meeting",
    None,
);

/// Search meetings.
///
/// `vc:meeting.search:read`. Name in the developer console: 搜索视频会议.
pub const VC_MEETING_SEARCH_READ: rt::Scope = rt::Scope::new(
    "vc:meeting.search:read",
    "Search meetings",
    Some("搜索视频会议"),
);

/// Export meeting data.
///
/// `vc:meeting:export`.
pub const VC_MEETING_EXPORT: rt::Scope = rt::Scope::new(
    "vc:meeting:export",
    "Export meeting data",
    None,
);

/// Read meetings.
///
/// `vc:meeting:readonly`. Name in the developer console: 获取会议信息.
pub const VC_MEETING_READONLY: rt::Scope = rt::Scope::new(
    "vc:meeting:readonly",
    "Read meetings",
    Some("获取会议信息"),
);

/// Read smart notes.
///
/// `vc:note:read`. Name in the developer console: 获取智能纪要.
pub const VC_NOTE_READ: rt::Scope = rt::Scope::new(
    "vc:note:read",
    "Read smart notes",
    Some("获取智能纪要"),
);

/// Start, stop and share recordings.
///
/// `vc:record`. Name in the developer console: 更新会议录制信息.
pub const VC_RECORD: rt::Scope = rt::Scope::new(
    "vc:record",
    "Start, stop and share recordings",
    Some("更新会议录制信息"),
);

/// Read recordings.
///
/// `vc:record:readonly`. Name in the developer console: 获取会议录制信息.
pub const VC_RECORD_READONLY: rt::Scope = rt::Scope::new(
    "vc:record:readonly",
    "Read recordings",
    Some("获取会议录制信息"),
);

/// Receive the recording events of a user.
///
/// `vc:recording:read`. Not on the platform's pages; source: official SDK.
pub const VC_RECORDING_READ: rt::Scope = rt::Scope::new(
    "vc:recording:read",
    "Receive the recording events of a user",
    None,
);

/// Read usage reports.
///
/// `vc:report:readonly`. Name in the developer console: 获取会议报告.
pub const VC_REPORT_READONLY: rt::Scope = rt::Scope::new(
    "vc:report:readonly",
    "Read usage reports",
    Some("获取会议报告"),
);

/// Reserve meetings, and change or delete reservations.
///
/// `vc:reserve`. Name in the developer console: 更新会议预约信息.
pub const VC_RESERVE: rt::Scope = rt::Scope::new(
    "vc:reserve",
    "Reserve meetings, and change or delete reservations",
    Some("更新会议预约信息"),
);

/// Read reservations.
///
/// `vc:reserve:readonly`. Name in the developer console: 获取会议预约信息.
pub const VC_RESERVE_READONLY: rt::Scope = rt::Scope::new(
    "vc:reserve:readonly",
    "Read reservations",
    Some("获取会议预约信息"),
);

/// Change meeting rooms.
///
/// `vc:room`. Name in the developer console: 更新视频会议室信息.
pub const VC_ROOM: rt::Scope = rt::Scope::new(
    "vc:room",
    "Change meeting rooms",
    Some("更新视频会议室信息"),
);

/// Read meeting rooms.
///
/// `vc:room:readonly`. Name in the developer console: 获取视频会议室信息.
pub const VC_ROOM_READONLY: rt::Scope = rt::Scope::new(
    "vc:room:readonly",
    "Read meeting rooms",
    Some("获取视频会议室信息"),
);

/// Read meeting rooms and their configuration.
///
/// `vc:rooms.room.basicinfo:read`.
pub const VC_ROOMS_ROOM_BASICINFO_READ: rt::Scope = rt::Scope::new(
    "vc:rooms.room.basicinfo:read",
    "Read meeting rooms and their configuration",
    None,
);

/// Read details of meetings, participants and room bookings.
///
/// `vc:rooms.room.detailinfo:read`. Name in the developer console: 获取视频会议明细信息.
pub const VC_ROOMS_ROOM_DETAILINFO_READ: rt::Scope = rt::Scope::new(
    "vc:rooms.room.detailinfo:read",
    "Read details of meetings, participants and room bookings",
    Some("获取视频会议明细信息"),
);

/// Create meeting rooms.
///
/// `vc:rooms.room:create`.
pub const VC_ROOMS_ROOM_CREATE: rt::Scope = rt::Scope::new(
    "vc:rooms.room:create",
    "Create meeting rooms",
    None,
);

/// Delete meeting rooms.
///
/// `vc:rooms.room:delete`.
pub const VC_ROOMS_ROOM_DELETE: rt::Scope = rt::Scope::new(
    "vc:rooms.room:delete",
    "Delete meeting rooms",
    None,
);

/// Change meeting rooms and their configuration.
///
/// `vc:rooms.room:update`.
pub const VC_ROOMS_ROOM_UPDATE: rt::Scope = rt::Scope::new(
    "vc:rooms.room:update",
    "Change meeting rooms and their configuration",
    None,
);

/// Create room levels.
///
/// `vc:rooms.roomlevel:create`.
pub const VC_ROOMS_ROOMLEVEL_CREATE: rt::Scope = rt::Scope::new(
    "vc:rooms.roomlevel:create",
    "Create room levels",
    None,
);

/// Delete room levels.
///
/// `vc:rooms.roomlevel:delete`. Name in the developer console: 删除视频会议层级信息.
pub const VC_ROOMS_ROOMLEVEL_DELETE: rt::Scope = rt::Scope::new(
    "vc:rooms.roomlevel:delete",
    "Delete room levels",
    Some("删除视频会议层级信息"),
);

/// Read room levels.
///
/// `vc:rooms.roomlevel:read`. Name in the developer console: 获取视频会议层级信息.
pub const VC_ROOMS_ROOMLEVEL_READ: rt::Scope = rt::Scope::new(
    "vc:rooms.roomlevel:read",
    "Read room levels",
    Some("获取视频会议层级信息"),
);

/// Change room levels.
///
/// `vc:rooms.roomlevel:update`.
pub const VC_ROOMS_ROOMLEVEL_UPDATE: rt::Scope = rt::Scope::new(
    "vc:rooms.roomlevel:update",
    "Change room levels",
    None,
);

/// Every scope, in the order of the spec.
pub const ALL: &[rt::Scope] = &[
    CONTACT_USER_EMPLOYEE_ID_READONLY,
    VC_ALERT_READONLY,
    VC_EXPORT,
    VC_MEETING,
    VC_MEETING_ALL_MEETING_READONLY,
    VC_MEETING_ARTIFACT_NOTE_READ,
    VC_MEETING_ARTIFACT_VERBATIM_READ,
    VC_MEETING_BOT_JOIN_WRITE,
    VC_MEETING_BOT_MANAGE_WRITE,
    VC_MEETING_BOT_REALTIME_WRITE,
    VC_MEETING_INTERACTION_WRITE,
    VC_MEETING_MEETINGEVENT_READ,
    VC_MEETING_MEETINGID_READ,
    VC_MEETING_MESSAGE_WRITE,
    VC_MEETING_PARTICIPANT_WRITE,
    VC_MEETING_REALTIME_READ,
    VC_MEETING_SEARCH_READ,
    VC_MEETING_EXPORT,
    VC_MEETING_READONLY,
    VC_NOTE_READ,
    VC_RECORD,
    VC_RECORD_READONLY,
    VC_RECORDING_READ,
    VC_REPORT_READONLY,
    VC_RESERVE,
    VC_RESERVE_READONLY,
    VC_ROOM,
    VC_ROOM_READONLY,
    VC_ROOMS_ROOM_BASICINFO_READ,
    VC_ROOMS_ROOM_DETAILINFO_READ,
    VC_ROOMS_ROOM_CREATE,
    VC_ROOMS_ROOM_DELETE,
    VC_ROOMS_ROOM_UPDATE,
    VC_ROOMS_ROOMLEVEL_CREATE,
    VC_ROOMS_ROOMLEVEL_DELETE,
    VC_ROOMS_ROOMLEVEL_READ,
    VC_ROOMS_ROOMLEVEL_UPDATE,
];
