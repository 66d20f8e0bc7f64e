// Generated from spec/bot.yaml by `cargo xtask regen`; do not edit.
//! Bots in meetings.
//!
//! A bot uses the meeting number to join a meeting. In the meeting, the bot reads the events and takes part. With a user access token, the app acts in place of the user.
//! Operations on a meeting require the meeting id that [`bot.join`](super::bot::Bots::join) returns. These operations do not accept the meeting number.
//! The platform introduces bots gradually, so some tenants cannot use bots yet.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Bots in meetings.
    ///
    /// See the module [`bot`](self).
    pub fn bots(&self) -> Bots<'_, K> {
        Bots(self)
    }
}

/// Operations of the resource [`bots`](rt::Session::bots).
#[derive(Debug)]
pub struct Bots<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> Bots<'_, K> {
    /// Join a meeting as a bot.
    ///
    /// Joins the meeting that has the given meeting number. The meeting must have started, unless `action` is `StartScheduled`. The settings of the meeting must allow agents to join.
    /// The platform delivers an invitation more than once. A program can make a call for each delivery, because a call does not fail if the bot is already in the meeting.
    /// If the call gets no response, the bot may still have joined the meeting.
    ///
    /// # Arguments
    ///
    /// - `join_type`: Method of joining the meeting.
    /// - `join_identify`: Meeting to join.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/bots/join`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.bot.join:write`
    /// - apps: custom
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/join>)
    pub fn join(&self, join_type: JoinJoinType, join_identify: JoinIdentify) -> Join
    where
        K: super::tokens::TenantOrUser,
    {
        Join {
            call: self.0.prepare(),
            join_type,
            join_identify,
            password: None,
            call_id: None,
            action: None,
        }
    }
    /// Leave a meeting as a bot.
    ///
    /// Leaves a meeting. The call is not needed after the end of the meeting.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting to leave. A meeting number is not accepted.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/bots/leave`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.bot.join:write`
    /// - apps: custom
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/leave>)
    pub fn leave(&self, meeting_id: impl Into<super::meeting::MeetingId>) -> Leave
    where
        K: super::tokens::TenantOrUser,
    {
        Leave {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
        }
    }
    /// Send a message into the chat of a meeting.
    ///
    /// Sends a text or a reaction. If several calls set the same `uuid`, the platform sends the message only once. So a program can repeat a call that sets a `uuid`.
    /// The bot also receives events about its own messages.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting that receives the message. A meeting number is not accepted.
    /// - `msg_type`: Kind of message.
    /// - `content`: Text of the message, or key of the reaction. Keys are case-sensitive. Reactions in meetings have the same keys as reactions in chats, such as `THUMBSUP`. Further keys are `VC_CanNotSee`, `VC_NoSound`, `VC_LooksGood` and `VC_SoundsClear`, but only the official CLI names these keys.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/bots/message`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.message:write`
    /// - apps: custom
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/message>)
    pub fn message(
        &self,
        meeting_id: impl Into<super::meeting::MeetingId>,
        msg_type: impl Into<MessageMsgType>,
        content: impl Into<rt::Sensitive>,
    ) -> Message
    where
        K: super::tokens::TenantOrUser,
    {
        Message {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
            msg_type: msg_type.into(),
            content: content.into(),
            uuid: None,
        }
    }
    /// List the events of a meeting.
    ///
    /// Lists the events of a meeting: participants who joined or left, spoken sentences, chat messages and shared documents. The bot must be in the meeting.
    /// While the meeting is in progress, the last page also has a page token. Use this page token to request later events.
    /// A sentence may occur in several revisions with the same `sentence_id`. Each revision contains the complete text of the sentence.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting. A meeting number is not accepted.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/bots/events`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.meetingevent:read`, `vc:meeting.bot.join:write`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the answer.events.payload.countdown_items.action. Decision: `CLOSE_WINDOW`. The client keeps any other value as `Unknown`.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/events>)
    pub fn events(&self, meeting_id: impl Into<super::meeting::MeetingId>) -> Events
    where
        K: super::tokens::TenantOrUser,
    {
        Events {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
            page_token: None,
            start_time: None,
            end_time: None,
            page_size: None,
            user_id_type: None,
        }
    }
    /// List the current meetings of a user.
    ///
    /// Lists the current meetings that both the user and the bot are in.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/bots/user_active_meeting`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.meetingevent:read`, `vc:meeting.bot.join:write`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/user_active_meeting>)
    pub fn user_active_meeting(&self) -> UserActiveMeeting
    where
        K: super::tokens::TenantOrUser,
    {
        UserActiveMeeting {
            call: self.0.prepare(),
            user_id: None,
            user_id_type: None,
        }
    }
    /// Set the countdown of a meeting.
    ///
    /// Sets, prolongs, ends or hides the countdown that all participants see.
    /// A failed call may have one of the error codes 121001 to 121011. The platform's page lists these codes.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting. A meeting number is not accepted.
    /// - `action`: Action on the countdown.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/bots/countdown`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.interaction:write`
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/countdown>)
    pub fn countdown(
        &self,
        meeting_id: impl Into<super::meeting::MeetingId>,
        action: impl Into<CountdownAction>,
    ) -> Countdown
    where
        K: super::tokens::TenantOrUser,
    {
        Countdown {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
            action: action.into(),
            duration: None,
            need_play_audio_at_end: None,
            reminder_before_end: None,
        }
    }
    /// Invite participants as a bot.
    ///
    /// Invites the participants of the calendar event of the meeting, or the given users.
    /// With a user access token, `invite_type` must be `Selected`, and the user must be in the meeting. Only the host or a co-host may invite more than one user. Only the host or a co-host may use `AllEligible`.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting. A meeting number is not accepted.
    /// - `invite_type`: People to invite: all participants of the calendar event, or the users in `invitees`.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/bots/invite`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.bot.join:write`
    /// - apps: custom
    /// - the sources disagree on the tokens. Decision: Both kinds, as in the later state. No source names a scope for the user access token.
    /// - not on the platform's pages; source: official CLI, not confirmed by another source
    pub fn invite(
        &self,
        meeting_id: impl Into<super::meeting::MeetingId>,
        invite_type: InviteInviteType,
    ) -> Invite
    where
        K: super::tokens::TenantOrUser,
    {
        Invite {
            call: self.0.prepare(),
            user_id_type: None,
            meeting_id: meeting_id.into(),
            invite_type,
            invitees: None,
        }
    }
    /// End a meeting as a bot.
    ///
    /// Ends a meeting for all participants. The bot must be the host.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting to end. A meeting number is not accepted.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/bots/end`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:meeting.bot.manage:write`
    /// - apps: custom
    /// - not on the platform's pages; source: official CLI, not confirmed by another source
    pub fn end(&self, meeting_id: impl Into<super::meeting::MeetingId>) -> End
    where
        K: super::tokens::OnlyTenant,
    {
        End {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
        }
    }
    /// Get or create the chat of a meeting.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting. A meeting number is not accepted.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/bots/chat`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.interaction:write`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - not on the platform's pages; source: official CLI, not confirmed by another source
    pub fn chat(&self, meeting_id: impl Into<super::meeting::MeetingId>) -> Chat
    where
        K: super::tokens::TenantOrUser,
    {
        Chat {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
        }
    }
    /// Take a screenshot of a meeting.
    ///
    /// Returns a JPEG picture of at most 8 MiB. Not every app can get the scope for screenshots.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting. A meeting number is not accepted.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/bots/screenshot`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.realtime:read`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - not on the platform's pages; source: official CLI, not confirmed by another source
    pub fn screenshot(
        &self,
        meeting_id: impl Into<super::meeting::MeetingId>,
    ) -> Screenshot
    where
        K: super::tokens::TenantOrUser,
    {
        Screenshot {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
        }
    }
    /// Mute a participant.
    ///
    /// Mutes a participant. The participant is muted as soon as the call succeeds.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting. A meeting number is not accepted.
    /// - `target_user_id`: Participant to mute.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/bots/mute`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.bot.manage:write`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - not on the platform's pages; source: official CLI, not confirmed by another source
    pub fn mute(
        &self,
        meeting_id: impl Into<super::meeting::MeetingId>,
        target_user_id: impl Into<super::types::UserId>,
    ) -> Mute
    where
        K: super::tokens::TenantOrUser,
    {
        Mute {
            call: self.0.prepare(),
            user_id_type: None,
            meeting_id: meeting_id.into(),
            target_user_id: target_user_id.into(),
        }
    }
    /// Ask a participant to unmute.
    ///
    /// Asks a participant to unmute. The participant may stay muted, even if the call succeeds.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting. A meeting number is not accepted.
    /// - `target_user_id`: Participant who is asked to unmute.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/bots/unmute`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.bot.manage:write`
    /// - apps: custom
    /// - not on the platform's pages; source: official CLI, not confirmed by another source
    pub fn unmute(
        &self,
        meeting_id: impl Into<super::meeting::MeetingId>,
        target_user_id: impl Into<super::types::UserId>,
    ) -> Unmute
    where
        K: super::tokens::TenantOrUser,
    {
        Unmute {
            call: self.0.prepare(),
            user_id_type: None,
            meeting_id: meeting_id.into(),
            target_user_id: target_user_id.into(),
        }
    }
}

/// Call of [`Bots::join`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Join {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub join_type: JoinJoinType,
    #[doc(hidden)]
    pub join_identify: JoinIdentify,
    #[doc(hidden)]
    pub password: Option<rt::Secret>,
    #[doc(hidden)]
    pub call_id: Option<String>,
    #[doc(hidden)]
    pub action: Option<JoinAction>,
}

impl Join {
    /// 10012: the owner of the meeting is outside the gradual release (not on the documentation page; source: official CLI, programs that call it).
    ///
    /// The platform releases bots tenant by tenant. No scope helps. Another tenant must own the meeting.
    pub const OWNER_OUTSIDE_RELEASE: rt::ListedError = rt::ListedError::new(
            None,
            10012,
            "the owner of the meeting is outside the gradual release",
            "OWNER_OUTSIDE_RELEASE",
        )
        .with_help(
            "The platform releases bots tenant by tenant. No scope helps. Another tenant must own the meeting.",
        );
    /// 20017: the app or the tenant is outside the gradual release (not on the documentation page; source: official CLI, programs that call it).
    ///
    /// The platform releases bots tenant by tenant. No scope helps. Ask the platform to release the feature for the tenant.
    pub const APP_OR_TENANT_OUTSIDE_RELEASE: rt::ListedError = rt::ListedError::new(
            None,
            20017,
            "the app or the tenant is outside the gradual release",
            "APP_OR_TENANT_OUTSIDE_RELEASE",
        )
        .with_help(
            "The platform releases bots tenant by tenant. No scope helps. Ask the platform to release the feature for the tenant.",
        );
    /// 121003: no permission; agents are not allowed, the number or the password is wrong, the meeting has not started, or it has a waiting room (HTTP 403) (not on the documentation page; source: official CLI, programs that call it).
    ///
    /// Allow agents to join in the security settings of the meeting. Check the meeting number and the password. Check whether the meeting has started and whether it has a waiting room.
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
            Some(403),
            121003,
            "no permission; agents are not allowed, the number or the password is wrong, the meeting has not started, or it has a waiting room",
            "NO_PERMISSION",
        )
        .with_help(
            "Allow agents to join in the security settings of the meeting. Check the meeting number and the password. Check whether the meeting has started and whether it has a waiting room.",
        );
    /// Password of the meeting.
    pub fn password(mut self, password: impl Into<rt::Secret>) -> Self {
        self.password = Some(password.into());
        self
    }
    /// Id of the invitation that the bot accepts: the unchanged `call_id` from the event `bot_meeting_invited`.
    pub fn call_id(mut self, call_id: impl Into<String>) -> Self {
        self.call_id = Some(call_id.into());
        self
    }
    /// Whether the bot joins an ongoing meeting or starts a scheduled meeting. `JoinExisting` by default.
    pub fn action(mut self, action: JoinAction) -> Self {
        self.action = Some(action);
        self
    }
}

impl rt::Endpoint for Join {
    type Response = JoinResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.join",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/bots/join",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_MEETING_BOT_JOIN_WRITE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: false,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[
            Self::OWNER_OUTSIDE_RELEASE,
            Self::APP_OR_TENANT_OUTSIDE_RELEASE,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/join",
        ),
    };
}

impl rt::Call for Join {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("join_type", &self.join_type);
                body.always("join_identify", &self.join_identify);
                body.some("password", &self.password);
                body.some("call_id", &self.call_id);
                body.some("action", &self.action);
            });
        request
    }
}

rt::callable!(Join, send);

#[cfg(feature = "testing")]
impl rt::Served for Join {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            join_type: parts.body("join_type")?,
            join_identify: parts.body("join_identify")?,
            password: parts.body_option("password"),
            call_id: parts.body_option("call_id"),
            action: parts.body_option("action"),
        })
    }
}

/// Method of joining the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JoinJoinType {
    /// Join with the meeting number.
    MeetingNo,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(JoinJoinType { MeetingNo = 1 });

#[cfg(feature = "testing")]
impl rt::Sample for JoinJoinType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Whether the bot joins an ongoing meeting or starts a scheduled meeting. `JoinExisting` by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JoinAction {
    /// Join an ongoing meeting.
    JoinExisting,
    /// Start and join a scheduled meeting.
    StartScheduled,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(JoinAction { JoinExisting = 1, StartScheduled = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for JoinAction {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Response of [`bot.join`](super::bot::Bots::join).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct JoinResponse {
    /// Meeting that the bot joined. The operations on the meeting require the `id` of this meeting.
    pub meeting: Option<MeetingAgentEventMeeting>,
    /// The bot as a participant.
    pub join_user: Option<super::meeting::MeetingUser>,
}

impl rt::Decode for JoinResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "meeting" => value.option(&mut self.meeting),
            "join_user" => value.option(&mut self.join_user),
            _ => value.skip(),
        }
    }
}

rt::decode!(JoinResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for JoinResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("join_user", &self.join_user);
    }
}

rt::encode_received!(JoinResponse);

#[cfg(feature = "testing")]
impl rt::Sample for JoinResponse {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            join_user: Some(rt::Sample::sample()),
        }
    }
}

/// Call of [`Bots::leave`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Leave {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
}

impl Leave {
    /// 121105: the meeting does not exist (not on the documentation page; source: official CLI, not confirmed by another source).
    ///
    /// Use the id that [`bot.join`](super::bot::Bots::join) returns, not the nine digits of the meeting number.
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
            None,
            121105,
            "the meeting does not exist",
            "MEETING_NOT_FOUND",
        )
        .with_help(
            "Use the id that `bot.join` returns, not the nine digits of the meeting number.",
        );
}

impl rt::Endpoint for Leave {
    type Response = LeaveResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.leave",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/bots/leave",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_MEETING_BOT_JOIN_WRITE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: false,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[Self::MEETING_NOT_FOUND],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/leave",
        ),
    };
}

impl rt::Call for Leave {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("meeting_id", &self.meeting_id);
            });
        request
    }
}

rt::callable!(Leave, send);

#[cfg(feature = "testing")]
impl rt::Served for Leave {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.body("meeting_id")?,
        })
    }
}

/// Response of [`bot.leave`](super::bot::Bots::leave).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct LeaveResponse {
    /// The bot as a participant.
    pub leave_user: Option<super::meeting::MeetingUser>,
}

impl rt::Decode for LeaveResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "leave_user" => value.option(&mut self.leave_user),
            _ => value.skip(),
        }
    }
}

rt::decode!(LeaveResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for LeaveResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("leave_user", &self.leave_user);
    }
}

rt::encode_received!(LeaveResponse);

#[cfg(feature = "testing")]
impl rt::Sample for LeaveResponse {
    fn sample() -> Self {
        Self {
            leave_user: Some(rt::Sample::sample()),
        }
    }
}

/// Call of [`Bots::message`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct Message {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
    #[doc(hidden)]
    pub msg_type: MessageMsgType,
    #[doc(hidden)]
    pub content: rt::Sensitive,
    #[doc(hidden)]
    pub uuid: Option<String>,
}

impl Message {
    /// Id that the platform uses to recognise a repeated call. If the call leaves out the id, the platform creates an id.
    pub fn uuid(mut self, uuid: impl Into<String>) -> Self {
        self.uuid = Some(uuid.into());
        self
    }
}

impl rt::Endpoint for Message {
    type Response = MessageResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.message",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/bots/message",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_MEETING_MESSAGE_WRITE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: false,
        response: rt::ResponseShape::Whole,
        sensitive: true,
        errors: &[],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/message",
        ),
    };
}

impl rt::Call for Message {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.conceal(&self.content);
        request
            .body(|body| {
                body.always("meeting_id", &self.meeting_id);
                body.always("msg_type", &self.msg_type);
                body.always("content", &self.content);
                body.some("uuid", &self.uuid);
            });
        request
    }
}

rt::callable!(Message, send);

#[cfg(feature = "testing")]
impl rt::Served for Message {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.body("meeting_id")?,
            msg_type: parts.body("msg_type")?,
            content: parts.body("content")?,
            uuid: parts.body_option("uuid"),
        })
    }
}

/// Kind of message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MessageMsgType {
    /// A text.
    Text,
    /// A reaction.
    Reaction,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(MessageMsgType { Text = "text", Reaction = "reaction" });

#[cfg(feature = "testing")]
impl rt::Sample for MessageMsgType {
    fn sample() -> Self {
        "text".into()
    }
}

/// Response of [`bot.message`](super::bot::Bots::message).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MessageResponse {
    /// Id that the platform uses to recognise a repeated call.
    pub uuid: Option<String>,
}

impl rt::Decode for MessageResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "uuid" => value.option(&mut self.uuid),
            _ => value.skip(),
        }
    }
}

rt::decode!(MessageResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MessageResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("uuid", &self.uuid);
    }
}

rt::encode_received!(MessageResponse);

#[cfg(feature = "testing")]
impl rt::Sample for MessageResponse {
    fn sample() -> Self {
        Self { uuid: Some("text".into()) }
    }
}

/// Call of [`Bots::events`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Events {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
    #[doc(hidden)]
    pub page_token: Option<String>,
    #[doc(hidden)]
    pub start_time: Option<rt::UnixSeconds>,
    #[doc(hidden)]
    pub end_time: Option<rt::UnixSeconds>,
    #[doc(hidden)]
    pub page_size: Option<i64>,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl Events {
    /// 10005: the bot is not in the meeting, or the meeting has ended (not on the documentation page; source: official CLI, larksuite-oapi-sdk-rs).
    ///
    /// Join the meeting first. If the bot was in the meeting, call [`meeting.get`](super::meeting::Meetings::get). It shows whether the meeting has ended or the bot was removed.
    pub const NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
            None,
            10005,
            "the bot is not in the meeting, or the meeting has ended",
            "NOT_IN_MEETING",
        )
        .with_help(
            "Join the meeting first. If the bot was in the meeting, call `meeting.get`. It shows whether the meeting has ended or the bot was removed.",
        );
    /// 20001: the meeting has ended (not on the documentation page; source: official CLI, larksuite-oapi-sdk-rs).
    ///
    /// The notes, the transcript and the recording of the meeting remain available.
    pub const MEETING_ENDED: rt::ListedError = rt::ListedError::new(
            None,
            20001,
            "the meeting has ended",
            "MEETING_ENDED",
        )
        .with_help(
            "The notes, the transcript and the recording of the meeting remain available.",
        );
    /// 20017: the app or the tenant is outside the gradual release (not on the documentation page; source: official CLI, not confirmed by another source).
    ///
    /// The platform releases bots tenant by tenant. No scope helps. Ask the platform to release the feature for the tenant.
    pub const APP_OR_TENANT_OUTSIDE_RELEASE: rt::ListedError = rt::ListedError::new(
            None,
            20017,
            "the app or the tenant is outside the gradual release",
            "APP_OR_TENANT_OUTSIDE_RELEASE",
        )
        .with_help(
            "The platform releases bots tenant by tenant. No scope helps. Ask the platform to release the feature for the tenant.",
        );
    /// 20002: the meeting does not exist (not on the documentation page; source: official CLI, larksuite-oapi-sdk-rs).
    ///
    /// Use the id that [`bot.join`](super::bot::Bots::join) returns, not the nine digits of the meeting number and not the id in an invitation.
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
            None,
            20002,
            "the meeting does not exist",
            "MEETING_NOT_FOUND",
        )
        .with_help(
            "Use the id that `bot.join` returns, not the nine digits of the meeting number and not the id in an invitation.",
        );
    /// Page token from the previous response. Leave out the page token to start from the beginning.
    pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
        self.page_token = Some(page_token.into());
        self
    }
    /// Start of the time range.
    pub fn start_time(mut self, start_time: impl Into<rt::UnixSeconds>) -> Self {
        self.start_time = Some(start_time.into());
        self
    }
    /// End of the time range.
    pub fn end_time(mut self, end_time: impl Into<rt::UnixSeconds>) -> Self {
        self.end_time = Some(end_time.into());
        self
    }
    /// Number of events on a page. The platform's own sources contradict each other about the minimum, the maximum and the default.
    ///
    /// Range: 20 to 100. Defaults to `10`.
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.page_size = Some(page_size);
        self
    }
    /// Kind of user id in the request and the response. The kind `user_id` needs the scope `contact:user.employee_id:readonly`.
    ///
    /// At most 10 characters. Defaults to `open_id`.
    pub fn user_id_type(
        mut self,
        user_id_type: impl Into<super::types::UserIdType>,
    ) -> Self {
        self.user_id_type = Some(user_id_type.into());
        self
    }
}

impl rt::Endpoint for Events {
    type Response = EventsResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.events",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/bots/events",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
            super::scopes::VC_MEETING_BOT_JOIN_WRITE,
        ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Whole,
        sensitive: true,
        errors: &[
            Self::NOT_IN_MEETING,
            Self::MEETING_ENDED,
            Self::APP_OR_TENANT_OUTSIDE_RELEASE,
            Self::MEETING_NOT_FOUND,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/events",
        ),
    };
}

impl rt::Call for Events {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("meeting_id", &self.meeting_id);
        request.query("page_token", &self.page_token);
        request.query("start_time", &self.start_time);
        request.query("end_time", &self.end_time);
        request.query("page_size", &self.page_size);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(Events, send);

#[cfg(feature = "testing")]
impl rt::Served for Events {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.query("meeting_id")?,
            page_token: parts.query_option("page_token"),
            start_time: parts.query_option("start_time"),
            end_time: parts.query_option("end_time"),
            page_size: parts.query_option("page_size"),
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

impl rt::Paged for Events {
    type Item = MeetingActivityEvent;
    fn page_token(&mut self) -> &mut Option<String> {
        &mut self.page_token
    }
    fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
        (response.has_more, response.page_token.as_deref())
    }
    fn into_items(response: Self::Response) -> Vec<Self::Item> {
        response.events
    }
}

rt::paged!(Events);

#[cfg(feature = "testing")]
impl rt::ServedPages for Events {
    fn requested_page_size(&self) -> Option<i64> {
        self.page_size
    }
    fn page(items: Vec<Self::Item>, next: Option<String>) -> Self::Reply {
        let mut response: Self::Reply = rt::Sample::sample();
        response.events = items;
        response.has_more = Some(next.is_some());
        response.page_token = next;
        response
    }
}

/// Response of [`bot.events`](super::bot::Bots::events).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EventsResponse {
    /// Whether there is another page.
    pub has_more: Option<bool>,
    /// Page token of the next page. While the meeting is in progress, the last page also has a page token. Use this page token to request later events.
    pub page_token: Option<String>,
    /// Events on this page.
    pub events: Vec<MeetingActivityEvent>,
    /// Activities in the meeting. Responses in an older format contain this list instead of `events`.
    ///
    /// Not on the platform's pages; source: official clients (channel, CLI), not confirmed by another source.
    pub meeting_activity_items: Vec<MeetingActivity>,
}

impl rt::Decode for EventsResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "has_more" => value.strict().option(&mut self.has_more),
            "page_token" => value.strict().option(&mut self.page_token),
            "events" => value.strict().list(&mut self.events),
            "meeting_activity_items" => value.list(&mut self.meeting_activity_items),
            _ => value.skip(),
        }
    }
}

rt::decode!(EventsResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for EventsResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("has_more", &self.has_more);
        out.some("page_token", &self.page_token);
        out.always("events", &self.events);
        out.always("meeting_activity_items", &self.meeting_activity_items);
    }
}

rt::encode_received!(EventsResponse);

#[cfg(feature = "testing")]
impl rt::Sample for EventsResponse {
    fn sample() -> Self {
        Self {
            has_more: Some(true),
            page_token: Some("text".into()),
            events: vec![rt::Sample::sample()],
            meeting_activity_items: vec![rt::Sample::sample()],
        }
    }
}

/// Call of [`Bots::user_active_meeting`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct UserActiveMeeting {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id: Option<super::types::UserId>,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl UserActiveMeeting {
    /// Id of the user. Required with a tenant access token. With a user access token, the default is the user of the access token.
    pub fn user_id(mut self, user_id: impl Into<super::types::UserId>) -> Self {
        self.user_id = Some(user_id.into());
        self
    }
    /// Kind of user id in the request and the response. The kind `user_id` needs the scope `contact:user.employee_id:readonly`.
    ///
    /// At most 10 characters. Defaults to `open_id`.
    pub fn user_id_type(
        mut self,
        user_id_type: impl Into<super::types::UserIdType>,
    ) -> Self {
        self.user_id_type = Some(user_id_type.into());
        self
    }
}

impl rt::Endpoint for UserActiveMeeting {
    type Response = Vec<ActiveMeeting>;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.user_active_meeting",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/bots/user_active_meeting",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
            super::scopes::VC_MEETING_BOT_JOIN_WRITE,
        ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::List("meetings"),
        sensitive: false,
        errors: &[],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/user_active_meeting",
        ),
    };
}

impl rt::Call for UserActiveMeeting {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id", &self.user_id);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(UserActiveMeeting, send);

#[cfg(feature = "testing")]
impl rt::Served for UserActiveMeeting {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            user_id: parts.query_option("user_id"),
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Call of [`Bots::countdown`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct Countdown {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
    #[doc(hidden)]
    pub action: CountdownAction,
    #[doc(hidden)]
    pub duration: Option<i64>,
    #[doc(hidden)]
    pub need_play_audio_at_end: Option<bool>,
    #[doc(hidden)]
    pub reminder_before_end: Option<i64>,
}

impl Countdown {
    /// Duration in minutes. Required for the actions `set` and `prolong`. If the duration is longer than 24 hours, `set` fails, and `prolong` reduces the duration to 24 hours.
    pub fn duration(mut self, duration: i64) -> Self {
        self.duration = Some(duration);
        self
    }
    /// Whether a sound is played at the end of the countdown. Only for the action `set`.
    ///
    /// Defaults to `false`.
    pub fn need_play_audio_at_end(mut self, need_play_audio_at_end: bool) -> Self {
        self.need_play_audio_at_end = Some(need_play_audio_at_end);
        self
    }
    /// Time of a reminder, in minutes before the end of the countdown. Only for the action `set`. The value must be more than 0 and less than `duration`.
    pub fn reminder_before_end(mut self, reminder_before_end: i64) -> Self {
        self.reminder_before_end = Some(reminder_before_end);
        self
    }
}

impl rt::Endpoint for Countdown {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.countdown",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/bots/countdown",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_MEETING_INTERACTION_WRITE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: false,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/countdown",
        ),
    };
}

impl rt::Call for Countdown {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("meeting_id", &self.meeting_id);
                body.always("action", &self.action);
                body.text("duration", &self.duration);
                body.some("need_play_audio_at_end", &self.need_play_audio_at_end);
                body.text("reminder_before_end", &self.reminder_before_end);
            });
        request
    }
}

rt::callable!(Countdown, send);

#[cfg(feature = "testing")]
impl rt::Served for Countdown {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.body("meeting_id")?,
            action: parts.body("action")?,
            duration: parts.body_option("duration"),
            need_play_audio_at_end: parts.body_option("need_play_audio_at_end"),
            reminder_before_end: parts.body_option("reminder_before_end"),
        })
    }
}

/// Action on the countdown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CountdownAction {
    /// Set the countdown.
    Set,
    /// Prolong the countdown.
    Prolong,
    /// End the countdown early.
    EndInAdvance,
    /// Close the window of the countdown.
    CloseWindow,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(
    CountdownAction { Set = "set", Prolong = "prolong", EndInAdvance = "end_in_advance",
    CloseWindow = "close_window" }
);

#[cfg(feature = "testing")]
impl rt::Sample for CountdownAction {
    fn sample() -> Self {
        "set".into()
    }
}

/// Call of [`Bots::invite`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct Invite {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
    #[doc(hidden)]
    pub invite_type: InviteInviteType,
    #[doc(hidden)]
    pub invitees: Option<Vec<super::meeting::MeetingUser>>,
}

impl Invite {
    /// Kind of user id in the request and the response. The kind `user_id` needs the scope `contact:user.employee_id:readonly`.
    ///
    /// At most 10 characters. Defaults to `open_id`.
    pub fn user_id_type(
        mut self,
        user_id_type: impl Into<super::types::UserIdType>,
    ) -> Self {
        self.user_id_type = Some(user_id_type.into());
        self
    }
    /// Users to invite. Required if `invite_type` is `Selected`.
    ///
    /// At most 200 items.
    pub fn invitees(
        mut self,
        invitees: impl IntoIterator<Item = super::meeting::MeetingUser>,
    ) -> Self {
        self.invitees = Some(invitees.into_iter().collect());
        self
    }
}

impl rt::Endpoint for Invite {
    type Response = InviteResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.invite",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/bots/invite",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_MEETING_BOT_JOIN_WRITE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: false,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[],
        deprecated: false,
        documentation: None,
    };
}

impl rt::Call for Invite {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("meeting_id", &self.meeting_id);
                body.always("invite_type", &self.invite_type);
                body.some("invitees", &self.invitees);
            });
        request
    }
}

rt::callable!(Invite, send);

#[cfg(feature = "testing")]
impl rt::Served for Invite {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            user_id_type: parts.query_option("user_id_type"),
            meeting_id: parts.body("meeting_id")?,
            invite_type: parts.body("invite_type")?,
            invitees: parts.body_option("invitees"),
        })
    }
}

/// People to invite: all participants of the calendar event, or the users in `invitees`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InviteInviteType {
    /// All participants of the calendar event who may join the meeting.
    AllEligible,
    /// The users in `invitees`.
    Selected,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(InviteInviteType { AllEligible = 1, Selected = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for InviteInviteType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Response of [`bot.invite`](super::bot::Bots::invite).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct InviteResponse {
    /// Number of users who were invited.
    pub invited_count: Option<i64>,
    /// Number of users who could not be invited.
    pub failed_count: Option<i64>,
    /// Whether the number of users to invite exceeds the limit of 200. Despite the name of the field, the response has no next page.
    pub has_more: Option<bool>,
    /// Result for each invited user. Present only if `invite_type` is `Selected`.
    pub invite_results: Vec<super::meeting::MeetingInviteResult>,
}

impl rt::Decode for InviteResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "invited_count" => value.option(&mut self.invited_count),
            "failed_count" => value.option(&mut self.failed_count),
            "has_more" => value.option(&mut self.has_more),
            "invite_results" => value.list(&mut self.invite_results),
            _ => value.skip(),
        }
    }
}

rt::decode!(InviteResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for InviteResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("invited_count", &self.invited_count);
        out.some("failed_count", &self.failed_count);
        out.some("has_more", &self.has_more);
        out.always("invite_results", &self.invite_results);
    }
}

rt::encode_received!(InviteResponse);

#[cfg(feature = "testing")]
impl rt::Sample for InviteResponse {
    fn sample() -> Self {
        Self {
            invited_count: Some(1i64),
            failed_count: Some(1i64),
            has_more: Some(true),
            invite_results: vec![rt::Sample::sample()],
        }
    }
}

/// Call of [`Bots::end`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct End {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
}

impl rt::Endpoint for End {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.end",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/bots/end",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_MEETING_BOT_MANAGE_WRITE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: false,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[],
        deprecated: false,
        documentation: None,
    };
}

impl rt::Call for End {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("meeting_id", &self.meeting_id);
            });
        request
    }
}

rt::callable!(End, send);

#[cfg(feature = "testing")]
impl rt::Served for End {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.body("meeting_id")?,
        })
    }
}

/// Call of [`Bots::chat`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct Chat {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
}

impl rt::Endpoint for Chat {
    type Response = ChatResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.chat",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/bots/chat",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_MEETING_INTERACTION_WRITE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[],
        deprecated: false,
        documentation: None,
    };
}

impl rt::Call for Chat {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("meeting_id", &self.meeting_id);
            });
        request
    }
}

rt::callable!(Chat, send);

#[cfg(feature = "testing")]
impl rt::Served for Chat {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.body("meeting_id")?,
        })
    }
}

/// Response of [`bot.chat`](super::bot::Bots::chat).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ChatResponse {
    /// Id of the chat of the meeting.
    pub chat_id: Option<String>,
}

impl rt::Decode for ChatResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "chat_id" => value.option(&mut self.chat_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(ChatResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ChatResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("chat_id", &self.chat_id);
    }
}

rt::encode_received!(ChatResponse);

#[cfg(feature = "testing")]
impl rt::Sample for ChatResponse {
    fn sample() -> Self {
        Self {
            chat_id: Some("text".into()),
        }
    }
}

/// Call of [`Bots::screenshot`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Screenshot {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
}

impl Screenshot {
    /// 128006: screenshots are not available for this meeting yet; another identity or scope does not help (not on the documentation page; source: official CLI, not confirmed by another source).
    pub const SCREENSHOT_UNAVAILABLE: rt::ListedError = rt::ListedError::new(
        None,
        128006,
        "screenshots are not available for this meeting yet; another identity or scope does not help",
        "SCREENSHOT_UNAVAILABLE",
    );
}

impl rt::Endpoint for Screenshot {
    type Response = rt::Download;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.screenshot",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/bots/screenshot",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_MEETING_REALTIME_READ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::File,
        sensitive: false,
        errors: &[Self::SCREENSHOT_UNAVAILABLE],
        deprecated: false,
        documentation: None,
    };
}

impl rt::Call for Screenshot {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("meeting_id", &self.meeting_id);
            });
        request
    }
}

rt::callable!(Screenshot, download);

#[cfg(feature = "testing")]
impl rt::Served for Screenshot {
    type Reply = rt::File;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.body("meeting_id")?,
        })
    }
}

/// Call of [`Bots::mute`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Mute {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
    #[doc(hidden)]
    pub target_user_id: super::types::UserId,
}

impl Mute {
    /// 121101: internal error.
    pub const INTERNAL_ERROR: rt::ListedError = rt::ListedError::new(
        None,
        121101,
        "internal error",
        "INTERNAL_ERROR",
    );
    /// 121102: invalid parameter.
    pub const INVALID_PARAMETER: rt::ListedError = rt::ListedError::new(
        None,
        121102,
        "invalid parameter",
        "INVALID_PARAMETER",
    );
    /// 121103: no permission.
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        None,
        121103,
        "no permission",
        "NO_PERMISSION",
    );
    /// 121104: the state of the meeting does not allow the action.
    pub const MEETING_STATE: rt::ListedError = rt::ListedError::new(
        None,
        121104,
        "the state of the meeting does not allow the action",
        "MEETING_STATE",
    );
    /// 121105: the meeting does not exist.
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        None,
        121105,
        "the meeting does not exist",
        "MEETING_NOT_FOUND",
    );
    /// 121107: the participant is no longer in the meeting.
    pub const TARGET_NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
        None,
        121107,
        "the participant is no longer in the meeting",
        "TARGET_NOT_IN_MEETING",
    );
    /// 122003: the caller is not in the meeting.
    pub const NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
        None,
        122003,
        "the caller is not in the meeting",
        "NOT_IN_MEETING",
    );
    /// 122005: the caller and the participant are the same.
    pub const TARGET_IS_CALLER: rt::ListedError = rt::ListedError::new(
        None,
        122005,
        "the caller and the participant are the same",
        "TARGET_IS_CALLER",
    );
    /// Kind of user id in the request and the response. The kind `user_id` needs the scope `contact:user.employee_id:readonly`.
    ///
    /// At most 10 characters. Defaults to `open_id`.
    pub fn user_id_type(
        mut self,
        user_id_type: impl Into<super::types::UserIdType>,
    ) -> Self {
        self.user_id_type = Some(user_id_type.into());
        self
    }
}

impl rt::Endpoint for Mute {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.mute",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/bots/mute",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_MEETING_BOT_MANAGE_WRITE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::INVALID_PARAMETER,
            Self::NO_PERMISSION,
            Self::MEETING_STATE,
            Self::MEETING_NOT_FOUND,
            Self::TARGET_NOT_IN_MEETING,
            Self::NOT_IN_MEETING,
            Self::TARGET_IS_CALLER,
        ],
        deprecated: false,
        documentation: None,
    };
}

impl rt::Call for Mute {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("meeting_id", &self.meeting_id);
                body.always("target_user_id", &self.target_user_id);
            });
        request
    }
}

rt::callable!(Mute, send);

#[cfg(feature = "testing")]
impl rt::Served for Mute {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            user_id_type: parts.query_option("user_id_type"),
            meeting_id: parts.body("meeting_id")?,
            target_user_id: parts.body("target_user_id")?,
        })
    }
}

/// Call of [`Bots::unmute`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Unmute {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
    #[doc(hidden)]
    pub target_user_id: super::types::UserId,
}

impl Unmute {
    /// 121101: internal error.
    pub const INTERNAL_ERROR: rt::ListedError = rt::ListedError::new(
        None,
        121101,
        "internal error",
        "INTERNAL_ERROR",
    );
    /// 121102: invalid parameter.
    pub const INVALID_PARAMETER: rt::ListedError = rt::ListedError::new(
        None,
        121102,
        "invalid parameter",
        "INVALID_PARAMETER",
    );
    /// 121103: no permission.
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        None,
        121103,
        "no permission",
        "NO_PERMISSION",
    );
    /// 121104: the state of the meeting does not allow the action.
    pub const MEETING_STATE: rt::ListedError = rt::ListedError::new(
        None,
        121104,
        "the state of the meeting does not allow the action",
        "MEETING_STATE",
    );
    /// 121105: the meeting does not exist.
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        None,
        121105,
        "the meeting does not exist",
        "MEETING_NOT_FOUND",
    );
    /// 121107: the participant is no longer in the meeting.
    pub const TARGET_NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
        None,
        121107,
        "the participant is no longer in the meeting",
        "TARGET_NOT_IN_MEETING",
    );
    /// 122003: the caller is not in the meeting.
    pub const NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
        None,
        122003,
        "the caller is not in the meeting",
        "NOT_IN_MEETING",
    );
    /// 122005: the caller and the participant are the same.
    pub const TARGET_IS_CALLER: rt::ListedError = rt::ListedError::new(
        None,
        122005,
        "the caller and the participant are the same",
        "TARGET_IS_CALLER",
    );
    /// Kind of user id in the request and the response. The kind `user_id` needs the scope `contact:user.employee_id:readonly`.
    ///
    /// At most 10 characters. Defaults to `open_id`.
    pub fn user_id_type(
        mut self,
        user_id_type: impl Into<super::types::UserIdType>,
    ) -> Self {
        self.user_id_type = Some(user_id_type.into());
        self
    }
}

impl rt::Endpoint for Unmute {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "bot.unmute",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/bots/unmute",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_MEETING_BOT_MANAGE_WRITE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: false,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::INVALID_PARAMETER,
            Self::NO_PERMISSION,
            Self::MEETING_STATE,
            Self::MEETING_NOT_FOUND,
            Self::TARGET_NOT_IN_MEETING,
            Self::NOT_IN_MEETING,
            Self::TARGET_IS_CALLER,
        ],
        deprecated: false,
        documentation: None,
    };
}

impl rt::Call for Unmute {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("meeting_id", &self.meeting_id);
                body.always("target_user_id", &self.target_user_id);
            });
        request
    }
}

rt::callable!(Unmute, send);

#[cfg(feature = "testing")]
impl rt::Served for Unmute {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            user_id_type: parts.query_option("user_id_type"),
            meeting_id: parts.body("meeting_id")?,
            target_user_id: parts.body("target_user_id")?,
        })
    }
}

/// Meeting that a bot joins.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct JoinIdentify {
    /// Meeting number of nine digits.
    pub meeting_no: Option<super::meeting::MeetingNo>,
}

impl JoinIdentify {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Meeting number of nine digits.
    #[must_use]
    pub fn meeting_no(
        mut self,
        meeting_no: impl Into<super::meeting::MeetingNo>,
    ) -> Self {
        self.meeting_no = Some(meeting_no.into());
        self
    }
}

#[cfg(feature = "testing")]
impl rt::Decode for JoinIdentify {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "meeting_no" => value.option(&mut self.meeting_no),
            _ => value.skip(),
        }
    }
}

#[cfg(feature = "testing")]
rt::decode!(JoinIdentify);

impl rt::Encode for JoinIdentify {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting_no", &self.meeting_no);
    }
}

rt::encode!(JoinIdentify);

#[cfg(feature = "testing")]
impl rt::Sample for JoinIdentify {
    fn sample() -> Self {
        Self {
            meeting_no: Some("123456789".into()),
        }
    }
}

/// Current meeting of a user.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ActiveMeeting {
    /// Meeting number of nine digits, with which people join the meeting. The meeting number is the last part of the link to the meeting. Over time, several meetings can have the same number. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) lists their ids.
    pub meeting_no: Option<super::meeting::MeetingNo>,
    /// Id of a meeting. The id exists from the start of the meeting. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) finds the id for a meeting number, and [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting) finds the id for a reservation. A meeting id is not a reservation id.
    pub meeting_id: Option<super::meeting::MeetingId>,
    /// Topic of the meeting.
    pub meeting_title: Option<String>,
}

impl rt::Decode for ActiveMeeting {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "meeting_no" => value.option(&mut self.meeting_no),
            "meeting_id" => value.option(&mut self.meeting_id),
            "meeting_title" => value.option(&mut self.meeting_title),
            _ => value.skip(),
        }
    }
}

rt::decode!(ActiveMeeting);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ActiveMeeting {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting_no", &self.meeting_no);
        out.some("meeting_id", &self.meeting_id);
        out.some("meeting_title", &self.meeting_title);
    }
}

rt::encode_received!(ActiveMeeting);

#[cfg(feature = "testing")]
impl rt::Sample for ActiveMeeting {
    fn sample() -> Self {
        Self {
            meeting_no: Some("123456789".into()),
            meeting_id: Some("6911188411932033028".into()),
            meeting_title: Some("text".into()),
        }
    }
}

/// Id of a participant. In responses, the id is a text, and the `user_id_type` of the call selects the kind of id. In events, the id is an object with all ids of the participant.
/// For a participant without an account, the id is a text such as `voice_1`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ParticipantId {
    /// A string.
    Text(super::types::UserId),
    /// An object.
    Object(super::types::UserIds),
}

rt::text_or_object!(ParticipantId, super::types::UserId, super::types::UserIds);

#[cfg(feature = "encode-responses")]
rt::encode_text_or_object!(ParticipantId);

#[cfg(feature = "testing")]
impl rt::Sample for ParticipantId {
    fn sample() -> Self {
        Self::Text(rt::Sample::sample())
    }
}

/// Participant in an event or a response of the resource `bot`.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingAgentEventUser {
    /// Id of the participant. If this field is absent, the fields `open_id`, `union_id` and `user_id` may contain ids of the participant.
    pub id: Option<ParticipantId>,
    /// Kind of participant.
    pub user_type: Option<super::types::UserType>,
    /// Role in a meeting.
    pub user_role: Option<super::meeting::MeetingUserRole>,
    /// Name of the participant.
    ///
    /// The client also accepts the key `name`.
    pub user_name: Option<String>,
    /// Open id of the participant, if `id` is absent.
    ///
    /// Not on the platform's pages; source: official clients (channel, CLI), not confirmed by another source.
    pub open_id: Option<String>,
    /// Union id of the participant, if `id` is absent.
    ///
    /// Not on the platform's pages; source: official clients (channel, CLI), not confirmed by another source.
    pub union_id: Option<String>,
    /// User id of the participant, if `id` is absent.
    ///
    /// Not on the platform's pages; source: official clients (channel, CLI), not confirmed by another source.
    pub user_id: Option<String>,
}

impl rt::Decode for MeetingAgentEventUser {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => value.option(&mut self.id),
            "user_type" => value.option(&mut self.user_type),
            "user_role" => value.option(&mut self.user_role),
            "user_name" | "name" => value.option(&mut self.user_name),
            "open_id" => value.option(&mut self.open_id),
            "union_id" => value.option(&mut self.union_id),
            "user_id" => value.option(&mut self.user_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingAgentEventUser);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingAgentEventUser {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.some("user_type", &self.user_type);
        out.some("user_role", &self.user_role);
        out.some("user_name", &self.user_name);
        out.some("open_id", &self.open_id);
        out.some("union_id", &self.union_id);
        out.some("user_id", &self.user_id);
    }
}

rt::encode_received!(MeetingAgentEventUser);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingAgentEventUser {
    fn sample() -> Self {
        Self {
            id: Some(rt::Sample::sample()),
            user_type: Some(rt::Sample::sample()),
            user_role: Some(rt::Sample::sample()),
            user_name: Some("text".into()),
            open_id: Some("text".into()),
            union_id: Some("text".into()),
            user_id: Some("text".into()),
        }
    }
}

/// Meeting in an event or a response of the resource `bot`.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingAgentEventMeeting {
    /// Id of the meeting. Operations do not accept the id from an invitation. After an invitation, use the id that [`bot.join`](super::bot::Bots::join) returns.
    pub id: Option<super::meeting::MeetingId>,
    /// Topic of the meeting.
    pub topic: Option<String>,
    /// Meeting number of nine digits, with which people join the meeting. The meeting number is the last part of the link to the meeting. Over time, several meetings can have the same number. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) lists their ids.
    pub meeting_no: Option<super::meeting::MeetingNo>,
    /// Start time of the meeting. The platform sends the time in Unix seconds or in RFC 3339 format.
    pub start_time: Option<rt::UnixSeconds>,
    /// End time of the meeting. The platform sends the time in Unix seconds, in milliseconds or in RFC 3339 format.
    pub end_time: Option<rt::UnixSeconds>,
    /// Host of the meeting.
    pub host_user: Option<MeetingAgentEventUser>,
}

impl rt::Decode for MeetingAgentEventMeeting {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => value.option(&mut self.id),
            "topic" => value.option(&mut self.topic),
            "meeting_no" => value.option(&mut self.meeting_no),
            "start_time" => value.option(&mut self.start_time),
            "end_time" => value.option(&mut self.end_time),
            "host_user" => value.option(&mut self.host_user),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingAgentEventMeeting);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingAgentEventMeeting {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.some("topic", &self.topic);
        out.some("meeting_no", &self.meeting_no);
        out.text("start_time", &self.start_time);
        out.text("end_time", &self.end_time);
        out.some("host_user", &self.host_user);
    }
}

rt::encode_received!(MeetingAgentEventMeeting);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingAgentEventMeeting {
    fn sample() -> Self {
        Self {
            id: Some("6911188411932033028".into()),
            topic: Some("My meeting".into()),
            meeting_no: Some("123456789".into()),
            start_time: Some(1608888867i64.into()),
            end_time: Some(1608892467i64.into()),
            host_user: Some(rt::Sample::sample()),
        }
    }
}

/// Event in the list that [`bot.events`](super::bot::Bots::events) returns.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingActivityEvent {
    /// Id of the event. If the platform repeats an event, the id stays the same.
    pub event_id: Option<String>,
    /// Kind of activity. Some responses contain the event type `vc.bot.meeting_activity_v1` instead.
    pub event_type: Option<String>,
    /// Time of the event.
    pub event_time: Option<rt::DateTime>,
    /// Id of the meeting.
    ///
    /// Not on the platform's pages; source: official clients (channel, CLI), not confirmed by another source.
    pub meeting_id: Option<super::meeting::MeetingId>,
    /// Activity that the event reports.
    pub payload: Option<MeetingActivity>,
}

impl rt::Decode for MeetingActivityEvent {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "event_id" => value.option(&mut self.event_id),
            "event_type" => value.option(&mut self.event_type),
            "event_time" => value.option(&mut self.event_time),
            "meeting_id" => value.option(&mut self.meeting_id),
            "payload" => value.option(&mut self.payload),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingActivityEvent);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingActivityEvent {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("event_id", &self.event_id);
        out.some("event_type", &self.event_type);
        out.some("event_time", &self.event_time);
        out.some("meeting_id", &self.meeting_id);
        out.some("payload", &self.payload);
    }
}

rt::encode_received!(MeetingActivityEvent);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingActivityEvent {
    fn sample() -> Self {
        Self {
            event_id: Some("7651377260537433901".into()),
            event_type: Some("text".into()),
            event_time: Some("2026-09-21T14:13:21Z".parse().unwrap_or_default()),
            meeting_id: Some("6911188411932033028".into()),
            payload: Some(rt::Sample::sample()),
        }
    }
}

/// Activity in a meeting: one or more items of one kind. The list for this kind contains the items. All other lists are absent or empty.
/// If this version of the client does not know the kind of activity, the unknown fields of the model contain the items.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingActivity {
    /// Id of the activity. Most activities do not have this id.
    ///
    /// Not on the platform's pages; source: official clients (channel, CLI), not confirmed by another source.
    pub event_id: Option<String>,
    /// Meeting of the activity.
    pub meeting: Option<MeetingAgentEventMeeting>,
    /// Kind of activity.
    pub activity_event_type: Option<MeetingActivityActivityEventType>,
    /// Participants who joined the meeting.
    ///
    /// 1 to 100 items.
    pub participant_joined_items: Vec<ParticipantJoinedItem>,
    /// Participants who left the meeting.
    ///
    /// 1 to 100 items.
    pub participant_left_items: Vec<ParticipantLeftItem>,
    /// Sentences that participants said.
    ///
    /// 1 to 50 items.
    pub transcript_received_items: Vec<TranscriptReceivedItem>,
    /// Messages that participants wrote in the chat.
    ///
    /// 1 to 30 items.
    pub chat_received_items: Vec<ChatReceivedItem>,
    /// Start of document sharing.
    ///
    /// 1 to 1 items.
    pub magic_share_started_items: Vec<MagicShareStartedItem>,
    /// End of document sharing.
    ///
    /// 1 to 1 items.
    pub magic_share_ended_items: Vec<MagicShareEndedItem>,
    /// Changes of the visible part of the shared document.
    pub document_context_changed_items: Vec<DocumentContextChangedItem>,
    /// Changes of the countdown.
    ///
    /// Not on the platform's pages; source: official CLI, larksuite-oapi-sdk-rs.
    pub countdown_items: Vec<CountdownItem>,
    /// Fields that this version does not know.
    pub unknown_fields: rt::UnknownFields,
}

impl rt::Decode for MeetingActivity {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "event_id" => value.option(&mut self.event_id),
            "meeting" => value.option(&mut self.meeting),
            "activity_event_type" => value.option(&mut self.activity_event_type),
            "participant_joined_items" => value.list(&mut self.participant_joined_items),
            "participant_left_items" => value.list(&mut self.participant_left_items),
            "transcript_received_items" => {
                value.list(&mut self.transcript_received_items)
            }
            "chat_received_items" => value.list(&mut self.chat_received_items),
            "magic_share_started_items" => {
                value.list(&mut self.magic_share_started_items)
            }
            "magic_share_ended_items" => value.list(&mut self.magic_share_ended_items),
            "document_context_changed_items" => {
                value.list(&mut self.document_context_changed_items)
            }
            "countdown_items" => value.list(&mut self.countdown_items),
            _ => value.keep(&mut self.unknown_fields),
        }
    }
}

rt::decode!(MeetingActivity);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingActivity {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("event_id", &self.event_id);
        out.some("meeting", &self.meeting);
        out.some("activity_event_type", &self.activity_event_type);
        out.always("participant_joined_items", &self.participant_joined_items);
        out.always("participant_left_items", &self.participant_left_items);
        out.always("transcript_received_items", &self.transcript_received_items);
        out.always("chat_received_items", &self.chat_received_items);
        out.always("magic_share_started_items", &self.magic_share_started_items);
        out.always("magic_share_ended_items", &self.magic_share_ended_items);
        out.always(
            "document_context_changed_items",
            &self.document_context_changed_items,
        );
        out.always("countdown_items", &self.countdown_items);
        out.unknown(&self.unknown_fields);
    }
}

rt::encode_received!(MeetingActivity);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingActivity {
    fn sample() -> Self {
        Self {
            event_id: Some("text".into()),
            meeting: Some(rt::Sample::sample()),
            activity_event_type: Some(rt::Sample::sample()),
            participant_joined_items: vec![rt::Sample::sample()],
            participant_left_items: vec![rt::Sample::sample()],
            transcript_received_items: vec![rt::Sample::sample()],
            chat_received_items: vec![rt::Sample::sample()],
            magic_share_started_items: vec![rt::Sample::sample()],
            magic_share_ended_items: vec![rt::Sample::sample()],
            document_context_changed_items: vec![rt::Sample::sample()],
            countdown_items: vec![rt::Sample::sample()],
            unknown_fields: Default::default(),
        }
    }
}

/// Kind of activity.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeetingActivityActivityEventType {
    /// One or more participants joined the meeting.
    ParticipantJoined,
    /// One or more participants left the meeting.
    ParticipantLeft,
    /// One or more sentences were said.
    TranscriptReceived,
    /// One or more messages were written in the chat.
    ChatReceived,
    /// The sharing of a document started.
    MagicShareStarted,
    /// The sharing of a document ended.
    MagicShareEnded,
    /// The shared document shows another comment, section or element.
    DocumentContextChanged,
    /// The countdown changed.
    ///
    /// Not on the platform's pages; source: official CLI, larksuite-oapi-sdk-rs.
    CountdownChanged,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(
    MeetingActivityActivityEventType { ParticipantJoined = "participant_joined",
    ParticipantLeft = "participant_left", TranscriptReceived = "transcript_received",
    ChatReceived = "chat_received", MagicShareStarted = "magic_share_started",
    MagicShareEnded = "magic_share_ended", DocumentContextChanged =
    "document_context_changed", CountdownChanged = "countdown_changed" }
);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingActivityActivityEventType {
    fn sample() -> Self {
        "participant_joined".into()
    }
}

/// Participant who joined a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ParticipantJoinedItem {
    /// The participant.
    pub participant: Option<MeetingAgentEventUser>,
    /// Time at which the participant joined.
    pub join_time: Option<rt::UnixMillis>,
}

impl rt::Decode for ParticipantJoinedItem {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "participant" => value.option(&mut self.participant),
            "join_time" => value.option(&mut self.join_time),
            _ => value.skip(),
        }
    }
}

rt::decode!(ParticipantJoinedItem);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ParticipantJoinedItem {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("participant", &self.participant);
        out.text("join_time", &self.join_time);
    }
}

rt::encode_received!(ParticipantJoinedItem);

#[cfg(feature = "testing")]
impl rt::Sample for ParticipantJoinedItem {
    fn sample() -> Self {
        Self {
            participant: Some(rt::Sample::sample()),
            join_time: Some(1608888867000i64.into()),
        }
    }
}

/// Participant who left a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ParticipantLeftItem {
    /// The participant.
    pub participant: Option<MeetingAgentEventUser>,
    /// Reason why a participant left.
    pub leave_reason: Option<super::meeting::LeaveReason>,
    /// Time at which the participant left.
    pub leave_time: Option<rt::UnixMillis>,
}

impl rt::Decode for ParticipantLeftItem {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "participant" => value.option(&mut self.participant),
            "leave_reason" => value.option(&mut self.leave_reason),
            "leave_time" => value.option(&mut self.leave_time),
            _ => value.skip(),
        }
    }
}

rt::decode!(ParticipantLeftItem);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ParticipantLeftItem {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("participant", &self.participant);
        out.some("leave_reason", &self.leave_reason);
        out.text("leave_time", &self.leave_time);
    }
}

rt::encode_received!(ParticipantLeftItem);

#[cfg(feature = "testing")]
impl rt::Sample for ParticipantLeftItem {
    fn sample() -> Self {
        Self {
            participant: Some(rt::Sample::sample()),
            leave_reason: Some(rt::Sample::sample()),
            leave_time: Some(1608892467000i64.into()),
        }
    }
}

/// Sentence that a participant said. While the speaker continues, the platform sends further revisions with the same `sentence_id`. Each revision contains the complete text of the sentence, with corrections.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct TranscriptReceivedItem {
    /// The speaker.
    pub speaker: Option<MeetingAgentEventUser>,
    /// Complete text of the sentence in this revision.
    pub text: Option<rt::Sensitive>,
    /// Language of the sentence.
    pub language: Option<String>,
    /// Time at which the sentence starts.
    pub start_time_ms: Option<rt::UnixMillis>,
    /// Time at which the sentence ends in this revision.
    pub end_time_ms: Option<rt::UnixMillis>,
    /// Id of the sentence, the same for all revisions of the sentence.
    pub sentence_id: Option<String>,
}

impl rt::Decode for TranscriptReceivedItem {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "speaker" => value.option(&mut self.speaker),
            "text" => value.option(&mut self.text),
            "language" => value.option(&mut self.language),
            "start_time_ms" => value.option(&mut self.start_time_ms),
            "end_time_ms" => value.option(&mut self.end_time_ms),
            "sentence_id" => value.option(&mut self.sentence_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(TranscriptReceivedItem);

#[cfg(feature = "encode-responses")]
impl rt::Encode for TranscriptReceivedItem {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("speaker", &self.speaker);
        out.some("text", &self.text);
        out.some("language", &self.language);
        out.text("start_time_ms", &self.start_time_ms);
        out.text("end_time_ms", &self.end_time_ms);
        out.some("sentence_id", &self.sentence_id);
    }
}

rt::encode_received!(TranscriptReceivedItem);

#[cfg(feature = "testing")]
impl rt::Sample for TranscriptReceivedItem {
    fn sample() -> Self {
        Self {
            speaker: Some(rt::Sample::sample()),
            text: Some("text".into()),
            language: Some("en_us".into()),
            start_time_ms: Some(1608888867000i64.into()),
            end_time_ms: Some(1608892467000i64.into()),
            sentence_id: Some("text".into()),
        }
    }
}

/// Message in the chat of a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ChatReceivedItem {
    /// Sender of the message.
    pub operator: Option<MeetingAgentEventUser>,
    /// Id of the message.
    pub message_id: Option<String>,
    /// Kind of message.
    ///
    /// Range: 0 to 4.
    pub message_type: Option<ChatReceivedItemMessageType>,
    /// Text of the message, or key of the reaction. In place of a picture, the text contains a placeholder.
    pub content: Option<rt::Sensitive>,
    /// Time at which the message was sent.
    ///
    /// The client also accepts the key `sent_timestamp`.
    pub send_time: Option<rt::UnixMillis>,
}

impl rt::Decode for ChatReceivedItem {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "operator" => value.option(&mut self.operator),
            "message_id" => value.option(&mut self.message_id),
            "message_type" => value.option(&mut self.message_type),
            "content" => value.option(&mut self.content),
            "send_time" | "sent_timestamp" => value.option(&mut self.send_time),
            _ => value.skip(),
        }
    }
}

rt::decode!(ChatReceivedItem);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ChatReceivedItem {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("operator", &self.operator);
        out.some("message_id", &self.message_id);
        out.some("message_type", &self.message_type);
        out.some("content", &self.content);
        out.text("send_time", &self.send_time);
    }
}

rt::encode_received!(ChatReceivedItem);

#[cfg(feature = "testing")]
impl rt::Sample for ChatReceivedItem {
    fn sample() -> Self {
        Self {
            operator: Some(rt::Sample::sample()),
            message_id: Some("text".into()),
            message_type: Some(rt::Sample::sample()),
            content: Some("text".into()),
            send_time: Some(1608888867000i64.into()),
        }
    }
}

/// Kind of message.
///
/// Range: 0 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChatReceivedItemMessageType {
    /// A text.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    Text,
    /// A system message.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    System,
    /// A reaction. `content` is the key of the reaction.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    Reaction,
    /// An encrypted message.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    Encrypted,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    ChatReceivedItemMessageType { Text = 1, System = 2, Reaction = 3, Encrypted = 4 }
);

#[cfg(feature = "testing")]
impl rt::Sample for ChatReceivedItemMessageType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Start of document sharing.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MagicShareStartedItem {
    /// Participant who shares the document.
    pub operator: Option<MeetingAgentEventUser>,
    /// Id of the document sharing.
    pub share_id: Option<String>,
    /// The document.
    pub share_doc: Option<ShareDoc>,
    /// Time at which the sharing started.
    pub time: Option<rt::UnixMillis>,
    /// Reason why the platform sent this item. If the field is absent, the reason is `ShareStarted`.
    ///
    /// Not on the platform's pages; source: official CLI, larksuite-oapi-sdk-rs.
    pub start_reason: Option<MagicShareStartedItemStartReason>,
}

impl rt::Decode for MagicShareStartedItem {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "operator" => value.option(&mut self.operator),
            "share_id" => value.option(&mut self.share_id),
            "share_doc" => value.option(&mut self.share_doc),
            "time" => value.option(&mut self.time),
            "start_reason" => value.option(&mut self.start_reason),
            _ => value.skip(),
        }
    }
}

rt::decode!(MagicShareStartedItem);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MagicShareStartedItem {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("operator", &self.operator);
        out.some("share_id", &self.share_id);
        out.some("share_doc", &self.share_doc);
        out.text("time", &self.time);
        out.some("start_reason", &self.start_reason);
    }
}

rt::encode_received!(MagicShareStartedItem);

#[cfg(feature = "testing")]
impl rt::Sample for MagicShareStartedItem {
    fn sample() -> Self {
        Self {
            operator: Some(rt::Sample::sample()),
            share_id: Some("text".into()),
            share_doc: Some(rt::Sample::sample()),
            time: Some(1608888867000i64.into()),
            start_reason: Some(rt::Sample::sample()),
        }
    }
}

/// Reason why the platform sent this item. If the field is absent, the reason is `ShareStarted`.
///
/// Not on the platform's pages; source: official CLI, larksuite-oapi-sdk-rs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MagicShareStartedItemStartReason {
    /// The sharing started.
    ShareStarted,
    /// The sharing was already in progress when the platform detected the sharing.
    ShareDetected,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(
    MagicShareStartedItemStartReason { ShareStarted = "share_started", ShareDetected =
    "share_detected" }
);

#[cfg(feature = "testing")]
impl rt::Sample for MagicShareStartedItemStartReason {
    fn sample() -> Self {
        "share_started".into()
    }
}

/// End of document sharing.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MagicShareEndedItem {
    /// Participant who shared the document.
    pub operator: Option<MeetingAgentEventUser>,
    /// Id of the document sharing.
    pub share_id: Option<String>,
    /// Time at which the sharing ended.
    pub time: Option<rt::UnixMillis>,
}

impl rt::Decode for MagicShareEndedItem {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "operator" => value.option(&mut self.operator),
            "share_id" => value.option(&mut self.share_id),
            "time" => value.option(&mut self.time),
            _ => value.skip(),
        }
    }
}

rt::decode!(MagicShareEndedItem);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MagicShareEndedItem {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("operator", &self.operator);
        out.some("share_id", &self.share_id);
        out.text("time", &self.time);
    }
}

rt::encode_received!(MagicShareEndedItem);

#[cfg(feature = "testing")]
impl rt::Sample for MagicShareEndedItem {
    fn sample() -> Self {
        Self {
            operator: Some(rt::Sample::sample()),
            share_id: Some("text".into()),
            time: Some(1608888867000i64.into()),
        }
    }
}

/// Change of the visible part of a shared document. The visible part is a comment, a section or an element.
/// If this version of the client does not know the `context_type`, the unknown fields of the model contain the visible part.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct DocumentContextChangedItem {
    /// Participant who caused the change.
    pub operator: Option<MeetingAgentEventUser>,
    /// Id of the document sharing.
    pub share_id: Option<String>,
    /// The document.
    pub share_doc: Option<ShareDoc>,
    /// Time of the change.
    pub time: Option<rt::UnixMillis>,
    /// Kind of content that the document shows: a comment, a section or an element.
    ///
    /// Not on the platform's pages; source: official clients (channel, CLI), not confirmed by another source.
    pub context_type: Option<DocumentContextChangedItemContextType>,
    /// Comment that the document shows.
    pub comment_focus: Option<CommentFocus>,
    /// Section that the document shows.
    pub section_location: Option<SectionLocation>,
    /// Element that the document shows in an enlarged preview.
    pub element_preview: Option<ElementPreview>,
    /// Fields that this version does not know.
    pub unknown_fields: rt::UnknownFields,
}

impl rt::Decode for DocumentContextChangedItem {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "operator" => value.option(&mut self.operator),
            "share_id" => value.option(&mut self.share_id),
            "share_doc" => value.option(&mut self.share_doc),
            "time" => value.option(&mut self.time),
            "context_type" => value.option(&mut self.context_type),
            "comment_focus" => value.option(&mut self.comment_focus),
            "section_location" => value.option(&mut self.section_location),
            "element_preview" => value.option(&mut self.element_preview),
            _ => value.keep(&mut self.unknown_fields),
        }
    }
}

rt::decode!(DocumentContextChangedItem);

#[cfg(feature = "encode-responses")]
impl rt::Encode for DocumentContextChangedItem {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("operator", &self.operator);
        out.some("share_id", &self.share_id);
        out.some("share_doc", &self.share_doc);
        out.text("time", &self.time);
        out.some("context_type", &self.context_type);
        out.some("comment_focus", &self.comment_focus);
        out.some("section_location", &self.section_location);
        out.some("element_preview", &self.element_preview);
        out.unknown(&self.unknown_fields);
    }
}

rt::encode_received!(DocumentContextChangedItem);

#[cfg(feature = "testing")]
impl rt::Sample for DocumentContextChangedItem {
    fn sample() -> Self {
        Self {
            operator: Some(rt::Sample::sample()),
            share_id: Some("text".into()),
            share_doc: Some(rt::Sample::sample()),
            time: Some(1608888867000i64.into()),
            context_type: Some(rt::Sample::sample()),
            comment_focus: Some(rt::Sample::sample()),
            section_location: Some(rt::Sample::sample()),
            element_preview: Some(rt::Sample::sample()),
            unknown_fields: Default::default(),
        }
    }
}

/// Kind of content that the document shows: a comment, a section or an element.
///
/// Not on the platform's pages; source: official clients (channel, CLI), not confirmed by another source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DocumentContextChangedItemContextType {
    /// A comment.
    CommentFocus,
    /// A section.
    SectionLocation,
    /// An element in an enlarged preview.
    ElementPreview,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(
    DocumentContextChangedItemContextType { CommentFocus = "comment_focus",
    SectionLocation = "section_location", ElementPreview = "element_preview" }
);

#[cfg(feature = "testing")]
impl rt::Sample for DocumentContextChangedItemContextType {
    fn sample() -> Self {
        "comment_focus".into()
    }
}

/// Document that is shared in a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ShareDoc {
    /// Address of the document.
    pub url: Option<String>,
    /// Title of the document.
    pub title: Option<String>,
}

impl rt::Decode for ShareDoc {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "url" => value.option(&mut self.url),
            "title" => value.option(&mut self.title),
            _ => value.skip(),
        }
    }
}

rt::decode!(ShareDoc);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ShareDoc {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("url", &self.url);
        out.some("title", &self.title);
    }
}

rt::encode_received!(ShareDoc);

#[cfg(feature = "testing")]
impl rt::Sample for ShareDoc {
    fn sample() -> Self {
        Self {
            url: Some("text".into()),
            title: Some("text".into()),
        }
    }
}

/// Comment that a shared document shows.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct CommentFocus {
    /// Id of the comment.
    pub comment_id: Option<String>,
    /// Whether the comment has the focus. `false` means that the comment lost the focus.
    pub focused: Option<bool>,
}

impl rt::Decode for CommentFocus {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "comment_id" => value.option(&mut self.comment_id),
            "focused" => value.option(&mut self.focused),
            _ => value.skip(),
        }
    }
}

rt::decode!(CommentFocus);

#[cfg(feature = "encode-responses")]
impl rt::Encode for CommentFocus {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("comment_id", &self.comment_id);
        out.some("focused", &self.focused);
    }
}

rt::encode_received!(CommentFocus);

#[cfg(feature = "testing")]
impl rt::Sample for CommentFocus {
    fn sample() -> Self {
        Self {
            comment_id: Some("text".into()),
            focused: Some(true),
        }
    }
}

/// Section that a shared document shows.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct SectionLocation {
    /// Heading of the section.
    pub title: Option<String>,
    /// Level of the heading.
    pub level: Option<i64>,
    /// Headings above the section, the outermost first.
    pub parent_titles: Vec<String>,
}

impl rt::Decode for SectionLocation {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "title" => value.option(&mut self.title),
            "level" => value.option(&mut self.level),
            "parent_titles" => value.list(&mut self.parent_titles),
            _ => value.skip(),
        }
    }
}

rt::decode!(SectionLocation);

#[cfg(feature = "encode-responses")]
impl rt::Encode for SectionLocation {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("title", &self.title);
        out.some("level", &self.level);
        out.always("parent_titles", &self.parent_titles);
    }
}

rt::encode_received!(SectionLocation);

#[cfg(feature = "testing")]
impl rt::Sample for SectionLocation {
    fn sample() -> Self {
        Self {
            title: Some("text".into()),
            level: Some(1i64),
            parent_titles: vec!["text".into()],
        }
    }
}

/// Element that a shared document shows in an enlarged preview.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ElementPreview {
    /// Whether the preview was opened or closed.
    pub action: Option<ElementPreviewAction>,
    /// Kind of element.
    pub element_type: Option<ElementPreviewElementType>,
    /// Token of the element.
    pub element_token: Option<String>,
    /// Id of the block that contains the element in the document.
    pub block_id: Option<String>,
}

impl rt::Decode for ElementPreview {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "action" => value.option(&mut self.action),
            "element_type" => value.option(&mut self.element_type),
            "element_token" => value.option(&mut self.element_token),
            "block_id" => value.option(&mut self.block_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(ElementPreview);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ElementPreview {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("action", &self.action);
        out.some("element_type", &self.element_type);
        out.some("element_token", &self.element_token);
        out.some("block_id", &self.block_id);
    }
}

rt::encode_received!(ElementPreview);

#[cfg(feature = "testing")]
impl rt::Sample for ElementPreview {
    fn sample() -> Self {
        Self {
            action: Some(rt::Sample::sample()),
            element_type: Some(rt::Sample::sample()),
            element_token: Some("text".into()),
            block_id: Some("text".into()),
        }
    }
}

/// Whether the preview was opened or closed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ElementPreviewAction {
    /// The preview was opened.
    Open,
    /// The preview was closed.
    Close,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(ElementPreviewAction { Open = "open", Close = "close" });

#[cfg(feature = "testing")]
impl rt::Sample for ElementPreviewAction {
    fn sample() -> Self {
        "open".into()
    }
}

/// Kind of element.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ElementPreviewElementType {
    /// A picture.
    Image,
    /// A whiteboard.
    Whiteboard,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(ElementPreviewElementType { Image = "image", Whiteboard = "whiteboard" });

#[cfg(feature = "testing")]
impl rt::Sample for ElementPreviewElementType {
    fn sample() -> Self {
        "image".into()
    }
}

/// Change of the countdown.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct CountdownItem {
    /// Kind of change.
    pub action: Option<CountdownItemAction>,
    /// Participant who caused the change. Absent if `action` is `Ended` or `Remind`.
    pub operator: Option<MeetingAgentEventUser>,
    /// End time of the countdown. 0 if the countdown is over.
    pub end_time: Option<rt::UnixMillis>,
    /// Time of the change.
    pub event_time: Option<rt::UnixMillis>,
    /// Whether a sound is played at the end of the countdown.
    pub need_play_audio_at_end: Option<bool>,
    /// Times of the reminders, in seconds before the end of the countdown.
    pub reminders_before_end_in_second: Vec<i64>,
    /// Sequence number, which increases with each change.
    pub seq_id: Option<String>,
    /// Time at which the countdown was set.
    pub countdown_set_time: Option<rt::UnixMillis>,
    /// Remaining minutes of the countdown. Present only if `action` is `Remind`.
    pub remain_minutes: Option<i64>,
}

impl rt::Decode for CountdownItem {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "action" => value.option(&mut self.action),
            "operator" => value.option(&mut self.operator),
            "end_time" => value.option(&mut self.end_time),
            "event_time" => value.option(&mut self.event_time),
            "need_play_audio_at_end" => value.option(&mut self.need_play_audio_at_end),
            "reminders_before_end_in_second" => {
                value.list(&mut self.reminders_before_end_in_second)
            }
            "seq_id" => value.option(&mut self.seq_id),
            "countdown_set_time" => value.option(&mut self.countdown_set_time),
            "remain_minutes" => value.option(&mut self.remain_minutes),
            _ => value.skip(),
        }
    }
}

rt::decode!(CountdownItem);

#[cfg(feature = "encode-responses")]
impl rt::Encode for CountdownItem {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("action", &self.action);
        out.some("operator", &self.operator);
        out.text("end_time", &self.end_time);
        out.text("event_time", &self.event_time);
        out.some("need_play_audio_at_end", &self.need_play_audio_at_end);
        out.always(
            "reminders_before_end_in_second",
            &self.reminders_before_end_in_second,
        );
        out.some("seq_id", &self.seq_id);
        out.text("countdown_set_time", &self.countdown_set_time);
        out.some("remain_minutes", &self.remain_minutes);
    }
}

rt::encode_received!(CountdownItem);

#[cfg(feature = "testing")]
impl rt::Sample for CountdownItem {
    fn sample() -> Self {
        Self {
            action: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
            end_time: Some(1608892467000i64.into()),
            event_time: Some(1608888867000i64.into()),
            need_play_audio_at_end: Some(true),
            reminders_before_end_in_second: vec![1i64],
            seq_id: Some("text".into()),
            countdown_set_time: Some(1608888867000i64.into()),
            remain_minutes: Some(1i64),
        }
    }
}

/// Kind of change.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CountdownItemAction {
    /// The countdown was set.
    Set,
    /// The countdown was prolonged.
    Prolong,
    /// The countdown was ended early.
    EndInAdvance,
    /// The window of the countdown was closed.
    CloseWindow,
    /// The countdown ran out.
    Ended,
    /// A reminder before the end of the countdown.
    Remind,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(
    CountdownItemAction { Set = "SET", Prolong = "PROLONG", EndInAdvance =
    "END_IN_ADVANCE", CloseWindow = "CLOSE_WINDOW", Ended = "ENDED", Remind = "REMIND" }
);

#[cfg(feature = "testing")]
impl rt::Sample for CountdownItemAction {
    fn sample() -> Self {
        "SET".into()
    }
}

/// A bot was invited to a meeting.
///
/// The platform delivers an invitation more than once. To accept an invitation, call [`bot.join`](super::bot::Bots::join) with the meeting number and the `call_id` from the event.
///
/// # Platform
///
/// - event `vc.bot.meeting_invited_v1`
/// - scope, any one of: `vc:meeting.bot.join:write`
/// - apps: custom
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/supportEventsList/meeting_invited>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct BotMeetingInvited {
    /// The meeting.
    pub meeting: Option<MeetingAgentEventMeeting>,
    /// The bot.
    pub bot: Option<MeetingAgentEventUser>,
    /// Participant who invited the bot.
    pub inviter: Option<MeetingAgentEventUser>,
    /// Time of the invitation in Unix time.
    pub invite_time: Option<rt::UnixSeconds>,
    /// Id of the invitation. Pass this id to [`bot.join`](super::bot::Bots::join). The id may be absent.
    pub call_id: Option<String>,
}

impl rt::Decode for BotMeetingInvited {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "meeting" => value.option(&mut self.meeting),
            "bot" => value.option(&mut self.bot),
            "inviter" => value.option(&mut self.inviter),
            "invite_time" => value.option(&mut self.invite_time),
            "call_id" => value.option(&mut self.call_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(BotMeetingInvited);

#[cfg(feature = "encode-responses")]
impl rt::Encode for BotMeetingInvited {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("bot", &self.bot);
        out.some("inviter", &self.inviter);
        out.text("invite_time", &self.invite_time);
        out.some("call_id", &self.call_id);
    }
}

rt::encode_received!(BotMeetingInvited);

impl rt::EventType for BotMeetingInvited {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.bot.meeting_invited_v1",
        scopes: &[super::scopes::VC_MEETING_BOT_JOIN_WRITE],
        app_types: &[rt::AppType::Custom],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/supportEventsList/meeting_invited",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for BotMeetingInvited {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            bot: Some(rt::Sample::sample()),
            inviter: Some(rt::Sample::sample()),
            invite_time: Some(1608888867i64.into()),
            call_id: Some("text".into()),
        }
    }
}

/// A meeting with a bot started.
///
/// # Platform
///
/// - event `vc.bot.meeting_started_v1`
/// - scope, any one of: `vc:meeting.bot.join:write`
/// - apps: custom
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/supportEventsList/meeting_started>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct BotMeetingStarted {
    /// The meeting.
    pub meeting: Option<MeetingAgentEventMeeting>,
}

impl rt::Decode for BotMeetingStarted {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "meeting" => value.option(&mut self.meeting),
            _ => value.skip(),
        }
    }
}

rt::decode!(BotMeetingStarted);

#[cfg(feature = "encode-responses")]
impl rt::Encode for BotMeetingStarted {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
    }
}

rt::encode_received!(BotMeetingStarted);

impl rt::EventType for BotMeetingStarted {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.bot.meeting_started_v1",
        scopes: &[super::scopes::VC_MEETING_BOT_JOIN_WRITE],
        app_types: &[rt::AppType::Custom],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/supportEventsList/meeting_started",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for BotMeetingStarted {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
        }
    }
}

/// Something happened in a meeting with a bot.
///
/// The platform collects activities for about five seconds, and delivers these activities together, in any order. An activity may contain several items.
///
/// # Platform
///
/// - event `vc.bot.meeting_activity_v1`
/// - scope, any one of: `vc:meeting.bot.join:write`, `vc:meeting.meetingevent:read`
/// - apps: custom
/// - the sources disagree on the event.meeting_activity_items.countdown_items.action. Decision: `CLOSE_WINDOW`. The client keeps any other value as `Unknown`.
/// - the sources disagree on the event.meeting_activity_items. Decision: The client reads both names.
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/supportEventsList/meeting_activity>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct BotMeetingActivity {
    /// Meeting of the activities, if the activities themselves have no `meeting`.
    ///
    /// Not on the platform's pages; source: official clients (channel, CLI), not confirmed by another source.
    pub meeting: Option<MeetingAgentEventMeeting>,
    /// Activities in the meeting.
    ///
    /// The client also accepts the key `meeting_actitivty_items`.
    pub meeting_activity_items: Vec<MeetingActivity>,
}

impl rt::Decode for BotMeetingActivity {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "meeting" => value.option(&mut self.meeting),
            "meeting_activity_items" | "meeting_actitivty_items" => {
                value.list(&mut self.meeting_activity_items)
            }
            _ => value.skip(),
        }
    }
}

rt::decode!(BotMeetingActivity);

#[cfg(feature = "encode-responses")]
impl rt::Encode for BotMeetingActivity {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.always("meeting_activity_items", &self.meeting_activity_items);
    }
}

rt::encode_received!(BotMeetingActivity);

impl rt::EventType for BotMeetingActivity {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.bot.meeting_activity_v1",
        scopes: &[
            super::scopes::VC_MEETING_BOT_JOIN_WRITE,
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
        ],
        app_types: &[rt::AppType::Custom],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/supportEventsList/meeting_activity",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for BotMeetingActivity {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            meeting_activity_items: vec![rt::Sample::sample()],
        }
    }
}

/// A meeting with a bot ended.
///
/// # Platform
///
/// - event `vc.bot.meeting_ended_v1`
/// - scope, any one of: `vc:meeting.bot.join:write`
/// - apps: custom
/// - the sources disagree on the event.meeting.end_time. Decision: Seconds. The client also reads milliseconds.
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/supportEventsList/meeting_ended>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct BotMeetingEnded {
    /// The meeting.
    pub meeting: Option<MeetingAgentEventMeeting>,
}

impl rt::Decode for BotMeetingEnded {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "meeting" => value.option(&mut self.meeting),
            _ => value.skip(),
        }
    }
}

rt::decode!(BotMeetingEnded);

#[cfg(feature = "encode-responses")]
impl rt::Encode for BotMeetingEnded {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
    }
}

rt::encode_received!(BotMeetingEnded);

impl rt::EventType for BotMeetingEnded {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.bot.meeting_ended_v1",
        scopes: &[super::scopes::VC_MEETING_BOT_JOIN_WRITE],
        app_types: &[rt::AppType::Custom],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/bot/supportEventsList/meeting_ended",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for BotMeetingEnded {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
        }
    }
}
