// Generated from spec/meeting.yaml by `cargo xtask regen`; do not edit.
//! Meetings.
//!
//! A meeting and its id exist from the start of the meeting. Before the start, only a reservation (see `reserve`) can exist.
//! Administrators list meetings with `meeting_list`. The recordings of meetings are in `meeting_recording`.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Meetings.
    ///
    /// See the module [`meeting`](self).
    pub fn meetings(&self) -> Meetings<'_, K> {
        Meetings(self)
    }
}

/// Operations of the resource [`meetings`](rt::Session::meetings).
#[derive(Debug)]
pub struct Meetings<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> Meetings<'_, K> {
    /// Get a meeting.
    ///
    /// Returns the meeting, or the notes and the transcript of the meeting. `query_mode` selects the content.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/meetings/{meeting_id}`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting:readonly`, `vc:meeting.meetingevent:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`), `vc:meeting.artifact.note:read` (`note_doc_token`), `vc:meeting.artifact.verbatim:read` (`verbatim_doc_token`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/get>)
    pub fn get(&self, meeting_id: impl Into<MeetingId>) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
            with_participants: None,
            with_meeting_ability: None,
            user_id_type: None,
            query_mode: None,
        }
    }
    /// End a meeting.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Meeting to end.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/meetings/{meeting_id}/end`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting`
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/end>)
    pub fn end(&self, meeting_id: impl Into<MeetingId>) -> End
    where
        K: super::tokens::OnlyUser,
    {
        End {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
        }
    }
    /// Invite participants into a meeting.
    ///
    /// Invites people into an ongoing meeting. The response contains a result for each person.
    /// For a reserved meeting, [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting) returns the meeting id.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting.
    /// - `invitees`: Participants to invite, at most 10 in one call.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/meetings/{meeting_id}/invite`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting`, `vc:meeting.participant:write`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/invite>)
    pub fn invite(
        &self,
        meeting_id: impl Into<MeetingId>,
        invitees: impl IntoIterator<Item = MeetingUser>,
    ) -> Invite
    where
        K: super::tokens::OnlyUser,
    {
        Invite {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
            user_id_type: None,
            invitees: invitees.into_iter().collect(),
        }
    }
    /// Remove participants from a meeting.
    ///
    /// Removes participants, and returns one result for each participant, even if the request contains a participant several times.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting.
    /// - `kickout_users`: Participants to remove.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/meetings/{meeting_id}/kickout`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:meeting`, `vc:meeting.participant:write`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - the sources disagree on the tokens. Decision: The tenant access token, as on the page. The official CLI calls the operation for a host or co-host.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/kickout>)
    pub fn kickout(
        &self,
        meeting_id: impl Into<MeetingId>,
        kickout_users: impl IntoIterator<Item = MeetingUser>,
    ) -> Kickout
    where
        K: super::tokens::OnlyTenant,
    {
        Kickout {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
            user_id_type: None,
            kickout_users: kickout_users.into_iter().collect(),
        }
    }
    /// Set the host of a meeting.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting.
    /// - `host_user`: Participant who becomes the host.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/meetings/{meeting_id}/set_host`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting`, `vc:meeting.participant:write`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/set_host>)
    pub fn set_host(
        &self,
        meeting_id: impl Into<MeetingId>,
        host_user: MeetingUser,
    ) -> SetHost
    where
        K: super::tokens::TenantOrUser,
    {
        SetHost {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
            user_id_type: None,
            host_user,
            old_host_user: None,
        }
    }
    /// List meetings by meeting number.
    ///
    /// # Arguments
    ///
    /// - `meeting_no`: The meeting number.
    /// - `start_time`: Start of the time range. The start must be before `end_time`.
    /// - `end_time`: End of the time range.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/meetings/list_by_no`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting:readonly`, `vc:meeting.meetingid:read`
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/list_by_no>)
    pub fn list_by_no(
        &self,
        meeting_no: impl Into<MeetingNo>,
        start_time: impl Into<rt::UnixSeconds>,
        end_time: impl Into<rt::UnixSeconds>,
    ) -> ListByNo
    where
        K: super::tokens::TenantOrUser,
    {
        ListByNo {
            call: self.0.prepare(),
            meeting_no: meeting_no.into(),
            start_time: start_time.into(),
            end_time: end_time.into(),
            page_token: None,
            page_size: None,
        }
    }
    /// Search meetings.
    ///
    /// Finds meetings by a keyword and by filters. All pages together contain at most 150 meetings.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/meetings/search`
    /// - token: [`Tenant`](super::tokens::Tenant) (not on the documentation page; source: official CLI, not confirmed by another source) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.search:read`
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/search>)
    pub fn search(&self) -> Search
    where
        K: super::tokens::TenantOrUser,
    {
        Search {
            call: self.0.prepare(),
            page_token: None,
            page_size: None,
            query: None,
            meeting_filter: None,
        }
    }
    /// Subscribe to meeting events of a user.
    ///
    /// Subscribes the user of the access token to an event. The app must also be subscribed to the event, in the developer console.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/meetings/subscription`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.meetingevent:read`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - event: [`vc.meeting.participant_meeting_ended_v1`](super::meeting::ParticipantMeetingEnded)
    /// - event: [`vc.meeting.participant_meeting_joined_v1`](super::meeting::ParticipantMeetingJoined)
    /// - event: [`vc.meeting.participant_meeting_started_v1`](super::meeting::ParticipantMeetingStarted)
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/subscription>)
    pub fn subscription(&self) -> Subscription
    where
        K: super::tokens::OnlyUser,
    {
        Subscription {
            call: self.0.prepare(),
            event_type: None,
        }
    }
    /// Unsubscribe from meeting events of a user.
    ///
    /// Unsubscribes the user of the access token from an event.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/meetings/unsubscription`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.meetingevent:read`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - event: [`vc.meeting.participant_meeting_ended_v1`](super::meeting::ParticipantMeetingEnded)
    /// - event: [`vc.meeting.participant_meeting_joined_v1`](super::meeting::ParticipantMeetingJoined)
    /// - event: [`vc.meeting.participant_meeting_started_v1`](super::meeting::ParticipantMeetingStarted)
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/unsubscription>)
    pub fn unsubscription(&self) -> Unsubscription
    where
        K: super::tokens::OnlyUser,
    {
        Unsubscription {
            call: self.0.prepare(),
            event_type: None,
        }
    }
}

/// Call of [`Meetings::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: MeetingId,
    #[doc(hidden)]
    pub with_participants: Option<bool>,
    #[doc(hidden)]
    pub with_meeting_ability: Option<bool>,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub query_mode: Option<GetQueryMode>,
}

impl Get {
    /// 121001: internal error (HTTP 500).
    pub const INTERNAL_ERROR: rt::ListedError = rt::ListedError::new(
        Some(500),
        121001,
        "internal error",
        "INTERNAL_ERROR",
    );
    /// 121002: not support (HTTP 400).
    pub const NOT_SUPPORTED: rt::ListedError = rt::ListedError::new(
        Some(400),
        121002,
        "not support",
        "NOT_SUPPORTED",
    );
    /// 121003: param error (HTTP 400).
    pub const INVALID_PARAMETER: rt::ListedError = rt::ListedError::new(
        Some(400),
        121003,
        "param error",
        "INVALID_PARAMETER",
    );
    /// 121004: data not exist (HTTP 404).
    pub const NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(404),
        121004,
        "data not exist",
        "NOT_FOUND",
    );
    /// 121005: no permission (HTTP 403).
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        Some(403),
        121005,
        "no permission",
        "NO_PERMISSION",
    );
    /// Whether the response contains the participants. False by default. If `user_id_type` is `user_id`, the response contains only participants who are Feishu or Lark users.
    pub fn with_participants(mut self, with_participants: bool) -> Self {
        self.with_participants = Some(with_participants);
        self
    }
    /// Whether the response contains the functions that were used in the meeting. False by default. Available only with a tenant access token.
    pub fn with_meeting_ability(mut self, with_meeting_ability: bool) -> Self {
        self.with_meeting_ability = Some(with_meeting_ability);
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
    /// Content of the response. `Meeting` by default.
    pub fn query_mode(mut self, query_mode: GetQueryMode) -> Self {
        self.query_mode = Some(query_mode);
        self
    }
}

impl rt::Endpoint for Get {
    type Response = GetResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/meetings/{meeting_id}",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_MEETING_READONLY,
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
        ],
        field_scopes: &[
            super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY,
            super::scopes::VC_MEETING_ARTIFACT_NOTE_READ,
            super::scopes::VC_MEETING_ARTIFACT_VERBATIM_READ,
        ],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("meeting_id", &self.meeting_id);
        request.query("with_participants", &self.with_participants);
        request.query("with_meeting_ability", &self.with_meeting_ability);
        request.query("user_id_type", &self.user_id_type);
        request.query("query_mode", &self.query_mode);
        request
    }
}

rt::callable!(Get, send);

#[cfg(feature = "testing")]
impl rt::Served for Get {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.path("meeting_id")?,
            with_participants: parts.query_option("with_participants"),
            with_meeting_ability: parts.query_option("with_meeting_ability"),
            user_id_type: parts.query_option("user_id_type"),
            query_mode: parts.query_option("query_mode"),
        })
    }
}

/// Value of `query_mode` in [`meeting.get`](super::meeting::Meetings::get).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GetQueryMode {
    /// The response contains only the meeting.
    Meeting,
    /// The response contains only the notes and the transcript of the meeting.
    Artifacts,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(GetQueryMode { Meeting = 0, Artifacts = 1 });

#[cfg(feature = "testing")]
impl rt::Sample for GetQueryMode {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Response of [`meeting.get`](super::meeting::Meetings::get).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct GetResponse {
    /// The meeting.
    pub meeting: Option<Meeting>,
    /// Notes and transcript of the meeting.
    pub related_artifacts: Option<MeetingArtifacts>,
}

impl rt::Decode for GetResponse {
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
            "related_artifacts" => value.option(&mut self.related_artifacts),
            _ => value.skip(),
        }
    }
}

rt::decode!(GetResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for GetResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("related_artifacts", &self.related_artifacts);
    }
}

rt::encode_received!(GetResponse);

#[cfg(feature = "testing")]
impl rt::Sample for GetResponse {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            related_artifacts: Some(rt::Sample::sample()),
        }
    }
}

/// Call of [`Meetings::end`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct End {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: MeetingId,
}

impl End {
    /// 121001: internal error (HTTP 500).
    pub const INTERNAL_ERROR: rt::ListedError = rt::ListedError::new(
        Some(500),
        121001,
        "internal error",
        "INTERNAL_ERROR",
    );
    /// 121002: not support (HTTP 400).
    pub const NOT_SUPPORTED: rt::ListedError = rt::ListedError::new(
        Some(400),
        121002,
        "not support",
        "NOT_SUPPORTED",
    );
    /// 121003: param error (HTTP 400).
    pub const INVALID_PARAMETER: rt::ListedError = rt::ListedError::new(
        Some(400),
        121003,
        "param error",
        "INVALID_PARAMETER",
    );
    /// 121005: no permission (HTTP 403).
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        Some(403),
        121005,
        "no permission",
        "NO_PERMISSION",
    );
    /// 122001: meeting status unexpected (HTTP 400).
    pub const MEETING_STATE: rt::ListedError = rt::ListedError::new(
        Some(400),
        122001,
        "meeting status unexpected",
        "MEETING_STATE",
    );
    /// 122002: meeting not exist (HTTP 404).
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(404),
        122002,
        "meeting not exist",
        "MEETING_NOT_FOUND",
    );
    /// 122003: operator user not in meeting (HTTP 400).
    pub const NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
        Some(400),
        122003,
        "operator user not in meeting",
        "NOT_IN_MEETING",
    );
}

impl rt::Endpoint for End {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting.end",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/meetings/{meeting_id}/end",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_MEETING],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::NO_PERMISSION,
            Self::MEETING_STATE,
            Self::MEETING_NOT_FOUND,
            Self::NOT_IN_MEETING,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/end",
        ),
    };
}

impl rt::Call for End {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("meeting_id", &self.meeting_id);
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
            meeting_id: parts.path("meeting_id")?,
        })
    }
}

/// Call of [`Meetings::invite`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Invite {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: MeetingId,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub invitees: Vec<MeetingUser>,
}

impl Invite {
    /// 121001: internal error (HTTP 500).
    pub const INTERNAL_ERROR: rt::ListedError = rt::ListedError::new(
        Some(500),
        121001,
        "internal error",
        "INTERNAL_ERROR",
    );
    /// 121002: not support (HTTP 400).
    pub const NOT_SUPPORTED: rt::ListedError = rt::ListedError::new(
        Some(400),
        121002,
        "not support",
        "NOT_SUPPORTED",
    );
    /// 121003: param error (HTTP 400).
    pub const INVALID_PARAMETER: rt::ListedError = rt::ListedError::new(
        Some(400),
        121003,
        "param error",
        "INVALID_PARAMETER",
    );
    /// 121005: no permission (HTTP 403).
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        Some(403),
        121005,
        "no permission",
        "NO_PERMISSION",
    );
    /// 122001: meeting status unexpected (HTTP 400).
    pub const MEETING_STATE: rt::ListedError = rt::ListedError::new(
        Some(400),
        122001,
        "meeting status unexpected",
        "MEETING_STATE",
    );
    /// 122002: meeting not exist (HTTP 404).
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(404),
        122002,
        "meeting not exist",
        "MEETING_NOT_FOUND",
    );
    /// 122003: operator user not in meeting (HTTP 400).
    pub const NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
        Some(400),
        122003,
        "operator user not in meeting",
        "NOT_IN_MEETING",
    );
    /// 122005: cannot operate self (HTTP 400).
    pub const TARGET_IS_CALLER: rt::ListedError = rt::ListedError::new(
        Some(400),
        122005,
        "cannot operate self",
        "TARGET_IS_CALLER",
    );
    /// 122006: participant count reach limit (HTTP 400).
    pub const TOO_MANY_PARTICIPANTS: rt::ListedError = rt::ListedError::new(
        Some(400),
        122006,
        "participant count reach limit",
        "TOO_MANY_PARTICIPANTS",
    );
    /// 122007: callee is busy (HTTP 400).
    pub const CALLEE_BUSY: rt::ListedError = rt::ListedError::new(
        Some(400),
        122007,
        "callee is busy",
        "CALLEE_BUSY",
    );
    /// 122008: meeting is locked (HTTP 400).
    pub const MEETING_LOCKED: rt::ListedError = rt::ListedError::new(
        Some(400),
        122008,
        "meeting is locked",
        "MEETING_LOCKED",
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

impl rt::Endpoint for Invite {
    type Response = Vec<MeetingInviteResult>;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting.invite",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/meetings/{meeting_id}/invite",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[
            super::scopes::VC_MEETING,
            super::scopes::VC_MEETING_PARTICIPANT_WRITE,
        ],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::List("invite_results"),
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::NO_PERMISSION,
            Self::MEETING_STATE,
            Self::MEETING_NOT_FOUND,
            Self::NOT_IN_MEETING,
            Self::TARGET_IS_CALLER,
            Self::TOO_MANY_PARTICIPANTS,
            Self::CALLEE_BUSY,
            Self::MEETING_LOCKED,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/invite",
        ),
    };
}

impl rt::Call for Invite {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("meeting_id", &self.meeting_id);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("invitees", &self.invitees);
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
            meeting_id: parts.path("meeting_id")?,
            user_id_type: parts.query_option("user_id_type"),
            invitees: parts.body("invitees")?,
        })
    }
}

/// Call of [`Meetings::kickout`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Kickout {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: MeetingId,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub kickout_users: Vec<MeetingUser>,
}

impl Kickout {
    /// 121001: internal error (HTTP 500).
    pub const INTERNAL_ERROR: rt::ListedError = rt::ListedError::new(
        Some(500),
        121001,
        "internal error",
        "INTERNAL_ERROR",
    );
    /// 121002: not support (HTTP 400).
    pub const NOT_SUPPORTED: rt::ListedError = rt::ListedError::new(
        Some(400),
        121002,
        "not support",
        "NOT_SUPPORTED",
    );
    /// 121003: param error (HTTP 400).
    pub const INVALID_PARAMETER: rt::ListedError = rt::ListedError::new(
        Some(400),
        121003,
        "param error",
        "INVALID_PARAMETER",
    );
    /// 121005: no permission (HTTP 403).
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        Some(403),
        121005,
        "no permission",
        "NO_PERMISSION",
    );
    /// 122001: meeting status unexpected (HTTP 400).
    pub const MEETING_STATE: rt::ListedError = rt::ListedError::new(
        Some(400),
        122001,
        "meeting status unexpected",
        "MEETING_STATE",
    );
    /// 122002: meeting not exist (HTTP 404).
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(404),
        122002,
        "meeting not exist",
        "MEETING_NOT_FOUND",
    );
    /// 122003: operator user not in meeting (HTTP 400).
    pub const NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
        Some(400),
        122003,
        "operator user not in meeting",
        "NOT_IN_MEETING",
    );
    /// 122005: cannot operate self (HTTP 400).
    pub const TARGET_IS_CALLER: rt::ListedError = rt::ListedError::new(
        Some(400),
        122005,
        "cannot operate self",
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

impl rt::Endpoint for Kickout {
    type Response = Vec<MeetingKickoutResult>;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting.kickout",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/meetings/{meeting_id}/kickout",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[
            super::scopes::VC_MEETING,
            super::scopes::VC_MEETING_PARTICIPANT_WRITE,
        ],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::List("kickout_results"),
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::NO_PERMISSION,
            Self::MEETING_STATE,
            Self::MEETING_NOT_FOUND,
            Self::NOT_IN_MEETING,
            Self::TARGET_IS_CALLER,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/kickout",
        ),
    };
}

impl rt::Call for Kickout {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("meeting_id", &self.meeting_id);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("kickout_users", &self.kickout_users);
            });
        request
    }
}

rt::callable!(Kickout, send);

#[cfg(feature = "testing")]
impl rt::Served for Kickout {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.path("meeting_id")?,
            user_id_type: parts.query_option("user_id_type"),
            kickout_users: parts.body("kickout_users")?,
        })
    }
}

/// Call of [`Meetings::set_host`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct SetHost {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: MeetingId,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub host_user: MeetingUser,
    #[doc(hidden)]
    pub old_host_user: Option<MeetingUser>,
}

impl SetHost {
    /// 121001: internal error (HTTP 500).
    pub const INTERNAL_ERROR: rt::ListedError = rt::ListedError::new(
        Some(500),
        121001,
        "internal error",
        "INTERNAL_ERROR",
    );
    /// 121002: not support (HTTP 400).
    pub const NOT_SUPPORTED: rt::ListedError = rt::ListedError::new(
        Some(400),
        121002,
        "not support",
        "NOT_SUPPORTED",
    );
    /// 121003: param error (HTTP 400).
    pub const INVALID_PARAMETER: rt::ListedError = rt::ListedError::new(
        Some(400),
        121003,
        "param error",
        "INVALID_PARAMETER",
    );
    /// 121005: no permission (HTTP 403).
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        Some(403),
        121005,
        "no permission",
        "NO_PERMISSION",
    );
    /// 121006: data conflict (HTTP 409).
    pub const CONFLICT: rt::ListedError = rt::ListedError::new(
        Some(409),
        121006,
        "data conflict",
        "CONFLICT",
    );
    /// 122001: meeting status unexpected (HTTP 400).
    pub const MEETING_STATE: rt::ListedError = rt::ListedError::new(
        Some(400),
        122001,
        "meeting status unexpected",
        "MEETING_STATE",
    );
    /// 122002: meeting not exist (HTTP 404).
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(404),
        122002,
        "meeting not exist",
        "MEETING_NOT_FOUND",
    );
    /// 122003: operator user not in meeting (HTTP 400).
    pub const NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
        Some(400),
        122003,
        "operator user not in meeting",
        "NOT_IN_MEETING",
    );
    /// 122004: target user not in meeting (HTTP 400).
    pub const TARGET_NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
        Some(400),
        122004,
        "target user not in meeting",
        "TARGET_NOT_IN_MEETING",
    );
    /// 122005: cannot operate self (HTTP 400).
    pub const TARGET_IS_CALLER: rt::ListedError = rt::ListedError::new(
        Some(400),
        122005,
        "cannot operate self",
        "TARGET_IS_CALLER",
    );
    /// 122009: participant status not expected (HTTP 400).
    pub const PARTICIPANT_STATE: rt::ListedError = rt::ListedError::new(
        Some(400),
        122009,
        "participant status not expected",
        "PARTICIPANT_STATE",
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
    /// Expected current host. If another participant is the host, the call fails and changes nothing. Then repeat the call with the current host from the response.
    pub fn old_host_user(mut self, old_host_user: MeetingUser) -> Self {
        self.old_host_user = Some(old_host_user);
        self
    }
}

impl rt::Endpoint for SetHost {
    type Response = MeetingUser;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting.set_host",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/meetings/{meeting_id}/set_host",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_MEETING,
            super::scopes::VC_MEETING_PARTICIPANT_WRITE,
        ],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::Field("host_user"),
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::NO_PERMISSION,
            Self::CONFLICT,
            Self::MEETING_STATE,
            Self::MEETING_NOT_FOUND,
            Self::NOT_IN_MEETING,
            Self::TARGET_NOT_IN_MEETING,
            Self::TARGET_IS_CALLER,
            Self::PARTICIPANT_STATE,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/set_host",
        ),
    };
}

impl rt::Call for SetHost {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("meeting_id", &self.meeting_id);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("host_user", &self.host_user);
                body.some("old_host_user", &self.old_host_user);
            });
        request
    }
}

rt::callable!(SetHost, send);

#[cfg(feature = "testing")]
impl rt::Served for SetHost {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.path("meeting_id")?,
            user_id_type: parts.query_option("user_id_type"),
            host_user: parts.body("host_user")?,
            old_host_user: parts.body_option("old_host_user"),
        })
    }
}

/// Call of [`Meetings::list_by_no`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct ListByNo {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_no: MeetingNo,
    #[doc(hidden)]
    pub start_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub end_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub page_token: Option<String>,
    #[doc(hidden)]
    pub page_size: Option<i64>,
}

impl ListByNo {
    /// 121001: internal error (HTTP 500).
    pub const INTERNAL_ERROR: rt::ListedError = rt::ListedError::new(
        Some(500),
        121001,
        "internal error",
        "INTERNAL_ERROR",
    );
    /// 121003: param error (HTTP 400).
    pub const INVALID_PARAMETER: rt::ListedError = rt::ListedError::new(
        Some(400),
        121003,
        "param error",
        "INVALID_PARAMETER",
    );
    /// Page token from the previous response. Leave out the page token to start from the beginning.
    pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
        self.page_token = Some(page_token.into());
        self
    }
    /// Number of meetings on a page.
    ///
    /// Defaults to `20`.
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.page_size = Some(page_size);
        self
    }
}

impl rt::Endpoint for ListByNo {
    type Response = ListByNoResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting.list_by_no",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/meetings/list_by_no",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_MEETING_READONLY,
            super::scopes::VC_MEETING_MEETINGID_READ,
        ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[Self::INTERNAL_ERROR, Self::INVALID_PARAMETER],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/list_by_no",
        ),
    };
}

impl rt::Call for ListByNo {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("meeting_no", &self.meeting_no);
        request.query("start_time", &self.start_time);
        request.query("end_time", &self.end_time);
        request.query("page_token", &self.page_token);
        request.query("page_size", &self.page_size);
        request
    }
}

rt::callable!(ListByNo, send);

#[cfg(feature = "testing")]
impl rt::Served for ListByNo {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_no: parts.query("meeting_no")?,
            start_time: parts.query("start_time")?,
            end_time: parts.query("end_time")?,
            page_token: parts.query_option("page_token"),
            page_size: parts.query_option("page_size"),
        })
    }
}

impl rt::Paged for ListByNo {
    type Item = MeetingBrief;
    fn page_token(&mut self) -> &mut Option<String> {
        &mut self.page_token
    }
    fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
        (response.has_more, response.page_token.as_deref())
    }
    fn into_items(response: Self::Response) -> Vec<Self::Item> {
        response.meeting_briefs
    }
}

rt::paged!(ListByNo);

#[cfg(feature = "testing")]
impl rt::ServedPages for ListByNo {
    fn requested_page_size(&self) -> Option<i64> {
        self.page_size
    }
    fn page(items: Vec<Self::Item>, next: Option<String>) -> Self::Reply {
        let mut response: Self::Reply = rt::Sample::sample();
        response.meeting_briefs = items;
        response.has_more = Some(next.is_some());
        response.page_token = next;
        response
    }
}

/// Response of [`meeting.list_by_no`](super::meeting::Meetings::list_by_no).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ListByNoResponse {
    /// Whether there is another page.
    pub has_more: Option<bool>,
    /// Page token of the next page. Present only while `has_more` is true.
    pub page_token: Option<String>,
    /// Meetings on this page.
    pub meeting_briefs: Vec<MeetingBrief>,
}

impl rt::Decode for ListByNoResponse {
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
            "meeting_briefs" => value.strict().list(&mut self.meeting_briefs),
            _ => value.skip(),
        }
    }
}

rt::decode!(ListByNoResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ListByNoResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("has_more", &self.has_more);
        out.some("page_token", &self.page_token);
        out.always("meeting_briefs", &self.meeting_briefs);
    }
}

rt::encode_received!(ListByNoResponse);

#[cfg(feature = "testing")]
impl rt::Sample for ListByNoResponse {
    fn sample() -> Self {
        Self {
            has_more: Some(true),
            page_token: Some("text".into()),
            meeting_briefs: vec![rt::Sample::sample()],
        }
    }
}

/// Call of [`Meetings::search`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Search {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub page_token: Option<String>,
    #[doc(hidden)]
    pub page_size: Option<i64>,
    #[doc(hidden)]
    pub query: Option<String>,
    #[doc(hidden)]
    pub meeting_filter: Option<MeetingFilter>,
}

impl Search {
    /// 121001: invalid param (HTTP 500).
    pub const INVALID_PARAMETER: rt::ListedError = rt::ListedError::new(
        Some(500),
        121001,
        "invalid param",
        "INVALID_PARAMETER",
    );
    /// 121002: network error (HTTP 500).
    pub const NETWORK_ERROR: rt::ListedError = rt::ListedError::new(
        Some(500),
        121002,
        "network error",
        "NETWORK_ERROR",
    );
    /// 121011: query is too long (HTTP 500).
    pub const QUERY_TOO_LONG: rt::ListedError = rt::ListedError::new(
        Some(500),
        121011,
        "query is too long",
        "QUERY_TOO_LONG",
    );
    /// 121012: invalid filter (HTTP 500).
    pub const INVALID_FILTER: rt::ListedError = rt::ListedError::new(
        Some(500),
        121012,
        "invalid filter",
        "INVALID_FILTER",
    );
    /// 121020: page_token is invalid or expired (HTTP 500).
    pub const INVALID_PAGE_TOKEN: rt::ListedError = rt::ListedError::new(
        Some(500),
        121020,
        "page_token is invalid or expired",
        "INVALID_PAGE_TOKEN",
    );
    /// 121021: page_size exceeds maximum allowed value (HTTP 500).
    pub const PAGE_SIZE_TOO_LARGE: rt::ListedError = rt::ListedError::new(
        Some(500),
        121021,
        "page_size exceeds maximum allowed value",
        "PAGE_SIZE_TOO_LARGE",
    );
    /// 121022: pagination limit reached (HTTP 500).
    pub const TOO_MANY_PAGES: rt::ListedError = rt::ListedError::new(
        Some(500),
        121022,
        "pagination limit reached",
        "TOO_MANY_PAGES",
    );
    /// 121030: user identity not found (HTTP 500).
    pub const USER_IDENTITY_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(500),
        121030,
        "user identity not found",
        "USER_IDENTITY_NOT_FOUND",
    );
    /// 121031: failed to initialize request context (HTTP 500).
    pub const REQUEST_CONTEXT_FAILED: rt::ListedError = rt::ListedError::new(
        Some(500),
        121031,
        "failed to initialize request context",
        "REQUEST_CONTEXT_FAILED",
    );
    /// 121040: search service error (HTTP 500).
    pub const SEARCH_SERVICE_ERROR: rt::ListedError = rt::ListedError::new(
        Some(500),
        121040,
        "search service error",
        "SEARCH_SERVICE_ERROR",
    );
    /// 121041: failed to process search result (HTTP 500).
    pub const SEARCH_RESULT_FAILED: rt::ListedError = rt::ListedError::new(
        Some(500),
        121041,
        "failed to process search result",
        "SEARCH_RESULT_FAILED",
    );
    /// 122601: meeting time format is invalid (HTTP 500).
    pub const INVALID_MEETING_TIME: rt::ListedError = rt::ListedError::new(
        Some(500),
        122601,
        "meeting time format is invalid",
        "INVALID_MEETING_TIME",
    );
    /// 122602: failed to build meeting filter (HTTP 500).
    pub const MEETING_FILTER_FAILED: rt::ListedError = rt::ListedError::new(
        Some(500),
        122602,
        "failed to build meeting filter",
        "MEETING_FILTER_FAILED",
    );
    /// 122603: failed to convert meeting search result (HTTP 500).
    pub const MEETING_CONVERSION_FAILED: rt::ListedError = rt::ListedError::new(
        Some(500),
        122603,
        "failed to convert meeting search result",
        "MEETING_CONVERSION_FAILED",
    );
    /// 122604: invalid meeting room ID format (HTTP 500).
    pub const INVALID_ROOM_ID: rt::ListedError = rt::ListedError::new(
        Some(500),
        122604,
        "invalid meeting room ID format",
        "INVALID_ROOM_ID",
    );
    /// Page token from the previous response. Leave out the page token to start from the beginning.
    pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
        self.page_token = Some(page_token.into());
        self
    }
    /// Number of meetings on a page, 15 by default and 30 at most.
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.page_size = Some(page_size);
        self
    }
    /// Keyword of 1 to 50 characters.
    pub fn query(mut self, query: impl Into<String>) -> Self {
        self.query = Some(query.into());
        self
    }
    /// Further conditions for the meetings.
    pub fn meeting_filter(mut self, meeting_filter: MeetingFilter) -> Self {
        self.meeting_filter = Some(meeting_filter);
        self
    }
}

impl rt::Endpoint for Search {
    type Response = SearchResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting.search",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/meetings/search",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_MEETING_SEARCH_READ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[
            Self::INVALID_PARAMETER,
            Self::NETWORK_ERROR,
            Self::QUERY_TOO_LONG,
            Self::INVALID_FILTER,
            Self::INVALID_PAGE_TOKEN,
            Self::PAGE_SIZE_TOO_LARGE,
            Self::TOO_MANY_PAGES,
            Self::USER_IDENTITY_NOT_FOUND,
            Self::REQUEST_CONTEXT_FAILED,
            Self::SEARCH_SERVICE_ERROR,
            Self::SEARCH_RESULT_FAILED,
            Self::INVALID_MEETING_TIME,
            Self::MEETING_FILTER_FAILED,
            Self::MEETING_CONVERSION_FAILED,
            Self::INVALID_ROOM_ID,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/search",
        ),
    };
}

impl rt::Call for Search {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("page_token", &self.page_token);
        request.query("page_size", &self.page_size);
        request
            .body(|body| {
                body.some("query", &self.query);
                body.some("meeting_filter", &self.meeting_filter);
            });
        request
    }
}

rt::callable!(Search, send);

#[cfg(feature = "testing")]
impl rt::Served for Search {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            page_token: parts.query_option("page_token"),
            page_size: parts.query_option("page_size"),
            query: parts.body_option("query"),
            meeting_filter: parts.body_option("meeting_filter"),
        })
    }
}

impl rt::Paged for Search {
    type Item = MeetingSearchItem;
    fn page_token(&mut self) -> &mut Option<String> {
        &mut self.page_token
    }
    fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
        (response.has_more, response.page_token.as_deref())
    }
    fn into_items(response: Self::Response) -> Vec<Self::Item> {
        response.items
    }
}

rt::paged!(Search);

#[cfg(feature = "testing")]
impl rt::ServedPages for Search {
    fn requested_page_size(&self) -> Option<i64> {
        self.page_size
    }
    fn page(items: Vec<Self::Item>, next: Option<String>) -> Self::Reply {
        let mut response: Self::Reply = rt::Sample::sample();
        response.items = items;
        response.has_more = Some(next.is_some());
        response.page_token = next;
        response
    }
}

/// Response of [`meeting.search`](super::meeting::Meetings::search).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct SearchResponse {
    /// Approximate number of meetings that match the search.
    pub total: Option<i64>,
    /// Whether there is another page.
    pub has_more: Option<bool>,
    /// Meetings on this page.
    pub items: Vec<MeetingSearchItem>,
    /// Page token of the next page. Present only while `has_more` is true.
    pub page_token: Option<String>,
    /// Notice to display to the user.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    pub notice: Option<String>,
}

impl rt::Decode for SearchResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "total" => value.option(&mut self.total),
            "has_more" => value.strict().option(&mut self.has_more),
            "items" => value.strict().list(&mut self.items),
            "page_token" => value.strict().option(&mut self.page_token),
            "notice" => value.option(&mut self.notice),
            _ => value.skip(),
        }
    }
}

rt::decode!(SearchResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for SearchResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("total", &self.total);
        out.some("has_more", &self.has_more);
        out.always("items", &self.items);
        out.some("page_token", &self.page_token);
        out.some("notice", &self.notice);
    }
}

rt::encode_received!(SearchResponse);

#[cfg(feature = "testing")]
impl rt::Sample for SearchResponse {
    fn sample() -> Self {
        Self {
            total: Some(1i64),
            has_more: Some(true),
            items: vec![rt::Sample::sample()],
            page_token: Some("text".into()),
            notice: Some("text".into()),
        }
    }
}

/// Call of [`Meetings::subscription`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct Subscription {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub event_type: Option<MeetingEventType>,
}

impl Subscription {
    /// Event to subscribe to.
    pub fn event_type(mut self, event_type: impl Into<MeetingEventType>) -> Self {
        self.event_type = Some(event_type.into());
        self
    }
}

impl rt::Endpoint for Subscription {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting.subscription",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/meetings/subscription",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_MEETING_MEETINGEVENT_READ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/subscription",
        ),
    };
}

impl rt::Call for Subscription {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.some("event_type", &self.event_type);
            });
        request
    }
}

rt::callable!(Subscription, send);

#[cfg(feature = "testing")]
impl rt::Served for Subscription {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            event_type: parts.body_option("event_type"),
        })
    }
}

/// Call of [`Meetings::unsubscription`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct Unsubscription {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub event_type: Option<MeetingEventType>,
}

impl Unsubscription {
    /// Event to unsubscribe from.
    pub fn event_type(mut self, event_type: impl Into<MeetingEventType>) -> Self {
        self.event_type = Some(event_type.into());
        self
    }
}

impl rt::Endpoint for Unsubscription {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting.unsubscription",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/meetings/unsubscription",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_MEETING_MEETINGEVENT_READ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/unsubscription",
        ),
    };
}

impl rt::Call for Unsubscription {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.some("event_type", &self.event_type);
            });
        request
    }
}

rt::callable!(Unsubscription, send);

#[cfg(feature = "testing")]
impl rt::Served for Unsubscription {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            event_type: parts.body_option("event_type"),
        })
    }
}

/// Event about the meetings of a user.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeetingEventType {
    /// A meeting of the user started.
    ParticipantMeetingStarted,
    /// The user joined a meeting.
    ParticipantMeetingJoined,
    /// A meeting of the user ended.
    ParticipantMeetingEnded,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(
    MeetingEventType { ParticipantMeetingStarted =
    "vc.meeting.participant_meeting_started_v1", ParticipantMeetingJoined =
    "vc.meeting.participant_meeting_joined_v1", ParticipantMeetingEnded =
    "vc.meeting.participant_meeting_ended_v1" }
);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingEventType {
    fn sample() -> Self {
        "vc.meeting.participant_meeting_started_v1".into()
    }
}

/// Id of a meeting. The id exists from the start of the meeting. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) finds the id for a meeting number, and [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting) finds the id for a reservation. A meeting id is not a reservation id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct MeetingId(String);

rt::text_newtype!(MeetingId);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingId {
    fn sample() -> Self {
        "6911188411932033028".into()
    }
}

/// Meeting number of nine digits, with which people join the meeting. The meeting number is the last part of the link to the meeting. Over time, several meetings can have the same number. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) lists their ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct MeetingNo(String);

rt::text_newtype!(MeetingNo);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingNo {
    fn sample() -> Self {
        "123456789".into()
    }
}

/// Participant in a meeting, such as a user, a room or a bot.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingUser {
    /// Id of the participant. The meaning of the id depends on `user_type`.
    pub id: Option<super::types::UserId>,
    /// Kind of participant.
    pub user_type: Option<super::types::UserType>,
}

impl MeetingUser {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Id of the participant. The meaning of the id depends on `user_type`.
    #[must_use]
    pub fn id(mut self, id: impl Into<super::types::UserId>) -> Self {
        self.id = Some(id.into());
        self
    }
    /// Kind of participant.
    #[must_use]
    pub fn user_type(mut self, user_type: super::types::UserType) -> Self {
        self.user_type = Some(user_type);
        self
    }
}

impl rt::Decode for MeetingUser {
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
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingUser);

impl rt::Encode for MeetingUser {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.some("user_type", &self.user_type);
    }
}

rt::encode!(MeetingUser);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingUser {
    fn sample() -> Self {
        Self {
            id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            user_type: Some(rt::Sample::sample()),
        }
    }
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Meeting {
    /// Id of a meeting. The id exists from the start of the meeting. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) finds the id for a meeting number, and [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting) finds the id for a reservation. A meeting id is not a reservation id.
    pub id: MeetingId,
    /// Topic of the meeting.
    pub topic: Option<String>,
    /// Link to join the meeting.
    pub url: Option<String>,
    /// Meeting number of nine digits, with which people join the meeting. The meeting number is the last part of the link to the meeting. Over time, several meetings can have the same number. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) lists their ids.
    pub meeting_no: Option<MeetingNo>,
    /// Password of the meeting.
    pub password: Option<rt::Secret>,
    /// Creation time of the meeting.
    pub create_time: Option<rt::UnixSeconds>,
    /// Start time of the meeting.
    pub start_time: Option<rt::UnixSeconds>,
    /// End time of the meeting.
    pub end_time: Option<rt::UnixSeconds>,
    /// Host of the meeting.
    pub host_user: Option<MeetingUser>,
    /// Whether the meeting supports the platform's interconnection function. The field is still in beta in [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting).
    pub meeting_connect: Option<bool>,
    /// Status of a meeting.
    pub status: Option<MeetingStatus>,
    /// Maximum number of people who were in the meeting at one time.
    pub participant_count: Option<i64>,
    /// Total number of people who have been in the meeting.
    pub participant_count_accumulated: Option<i64>,
    /// Current and former participants. Present only if the call requests the participants.
    pub participants: Vec<MeetingParticipant>,
    /// Functions that were used in the meeting. [`meeting.get`](super::meeting::Meetings::get) returns this field only with a tenant access token, and only if the call requests the functions.
    pub ability: Option<MeetingAbility>,
    /// Id of the notes of the meeting. [`meeting.get`](super::meeting::Meetings::get) returns the id. According to the official SDK (Node), [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting) also returns the id, although its page does not list the field.
    pub note_id: Option<super::note::NoteId>,
    /// Id of the chat of the meeting. Absent or `0` if the meeting has no chat. An app that receives the id cannot always read the chat.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    pub chat_id: Option<String>,
    /// Id of the calendar event of the meeting.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    pub calendar_event_id: Option<String>,
}

impl rt::Decode for Meeting {
    const REQUIRED: &'static [&'static str] = &["id"];
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => value.required(&mut self.id),
            "topic" => value.option(&mut self.topic),
            "url" => value.option(&mut self.url),
            "meeting_no" => value.option(&mut self.meeting_no),
            "password" => value.option(&mut self.password),
            "create_time" => value.option(&mut self.create_time),
            "start_time" => value.option(&mut self.start_time),
            "end_time" => value.option(&mut self.end_time),
            "host_user" => value.option(&mut self.host_user),
            "meeting_connect" => value.option(&mut self.meeting_connect),
            "status" => value.option(&mut self.status),
            "participant_count" => value.option(&mut self.participant_count),
            "participant_count_accumulated" => {
                value.option(&mut self.participant_count_accumulated)
            }
            "participants" => value.list(&mut self.participants),
            "ability" => value.option(&mut self.ability),
            "note_id" => value.option(&mut self.note_id),
            "chat_id" => value.option(&mut self.chat_id),
            "calendar_event_id" => value.option(&mut self.calendar_event_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(Meeting);

#[cfg(feature = "encode-responses")]
impl rt::Encode for Meeting {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("id", &self.id);
        out.some("topic", &self.topic);
        out.some("url", &self.url);
        out.some("meeting_no", &self.meeting_no);
        out.some("password", &self.password);
        out.text("create_time", &self.create_time);
        out.text("start_time", &self.start_time);
        out.text("end_time", &self.end_time);
        out.some("host_user", &self.host_user);
        out.some("meeting_connect", &self.meeting_connect);
        out.some("status", &self.status);
        out.text("participant_count", &self.participant_count);
        out.text("participant_count_accumulated", &self.participant_count_accumulated);
        out.always("participants", &self.participants);
        out.some("ability", &self.ability);
        out.some("note_id", &self.note_id);
        out.some("chat_id", &self.chat_id);
        out.some("calendar_event_id", &self.calendar_event_id);
    }
}

rt::encode_received!(Meeting);

#[cfg(feature = "testing")]
impl rt::Sample for Meeting {
    fn sample() -> Self {
        Self {
            id: "6911188411932033028".into(),
            topic: Some("My meeting".into()),
            url: Some("https://vc.feishu.cn/j/337736498".into()),
            meeting_no: Some("123456789".into()),
            password: Some("text".into()),
            create_time: Some(1608888867i64.into()),
            start_time: Some(1608888867i64.into()),
            end_time: Some(1608892467i64.into()),
            host_user: Some(rt::Sample::sample()),
            meeting_connect: Some(true),
            status: Some(rt::Sample::sample()),
            participant_count: Some(1i64),
            participant_count_accumulated: Some(1i64),
            participants: vec![rt::Sample::sample()],
            ability: Some(rt::Sample::sample()),
            note_id: Some("6943848821689040898".into()),
            chat_id: Some("text".into()),
            calendar_event_id: Some("text".into()),
        }
    }
}

/// Status of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeetingStatus {
    /// People are being called.
    Calling,
    /// The meeting is in progress.
    Ongoing,
    /// The meeting has ended.
    Ended,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(MeetingStatus { Calling = 1, Ongoing = 2, Ended = 3 });

#[cfg(feature = "testing")]
impl rt::Sample for MeetingStatus {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Participant in a meeting: a person or a device.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingParticipant {
    /// Id of the participant. The meaning of the id depends on `user_type`.
    pub id: Option<super::types::UserId>,
    /// Time at which the participant first joined.
    pub first_join_time: Option<rt::UnixSeconds>,
    /// Time at which the participant last left.
    pub final_leave_time: Option<rt::UnixSeconds>,
    /// Total time of the participant in the meeting, in seconds.
    pub in_meeting_duration: Option<i64>,
    /// Kind of participant.
    pub user_type: Option<super::types::UserType>,
    /// Whether the participant is the host.
    pub is_host: Option<bool>,
    /// Whether the participant is a co-host.
    pub is_cohost: Option<bool>,
    /// Whether the participant is from outside the tenant.
    pub is_external: Option<bool>,
    /// Status of a participant.
    pub status: Option<MeetingParticipantStatus>,
}

impl rt::Decode for MeetingParticipant {
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
            "first_join_time" => value.option(&mut self.first_join_time),
            "final_leave_time" => value.option(&mut self.final_leave_time),
            "in_meeting_duration" => value.option(&mut self.in_meeting_duration),
            "user_type" => value.option(&mut self.user_type),
            "is_host" => value.option(&mut self.is_host),
            "is_cohost" => value.option(&mut self.is_cohost),
            "is_external" => value.option(&mut self.is_external),
            "status" => value.option(&mut self.status),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingParticipant);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingParticipant {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.text("first_join_time", &self.first_join_time);
        out.text("final_leave_time", &self.final_leave_time);
        out.text("in_meeting_duration", &self.in_meeting_duration);
        out.some("user_type", &self.user_type);
        out.some("is_host", &self.is_host);
        out.some("is_cohost", &self.is_cohost);
        out.some("is_external", &self.is_external);
        out.some("status", &self.status);
    }
}

rt::encode_received!(MeetingParticipant);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingParticipant {
    fn sample() -> Self {
        Self {
            id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            first_join_time: Some(1608888867i64.into()),
            final_leave_time: Some(1608892467i64.into()),
            in_meeting_duration: Some(1i64),
            user_type: Some(rt::Sample::sample()),
            is_host: Some(true),
            is_cohost: Some(true),
            is_external: Some(true),
            status: Some(rt::Sample::sample()),
        }
    }
}

/// Status of a participant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeetingParticipantStatus {
    /// The participant is being called.
    Calling,
    /// The participant is in the meeting.
    InMeeting,
    /// The phone or device of the participant is ringing.
    Ringing,
    /// The participant is not in the meeting or has already left.
    NotInMeeting,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    MeetingParticipantStatus { Calling = 1, InMeeting = 2, Ringing = 3, NotInMeeting = 4
    }
);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingParticipantStatus {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Functions that were used in a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingAbility {
    /// Whether video was used.
    pub use_video: Option<bool>,
    /// Whether audio was used.
    pub use_audio: Option<bool>,
    /// Whether a screen was shared.
    pub use_share_screen: Option<bool>,
    /// Whether documents were shared with Magic Share.
    pub use_follow_screen: Option<bool>,
    /// Whether the meeting was recorded.
    pub use_recording: Option<bool>,
    /// Whether telephone dial-in was used.
    pub use_pstn: Option<bool>,
}

impl rt::Decode for MeetingAbility {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "use_video" => value.option(&mut self.use_video),
            "use_audio" => value.option(&mut self.use_audio),
            "use_share_screen" => value.option(&mut self.use_share_screen),
            "use_follow_screen" => value.option(&mut self.use_follow_screen),
            "use_recording" => value.option(&mut self.use_recording),
            "use_pstn" => value.option(&mut self.use_pstn),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingAbility);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingAbility {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("use_video", &self.use_video);
        out.some("use_audio", &self.use_audio);
        out.some("use_share_screen", &self.use_share_screen);
        out.some("use_follow_screen", &self.use_follow_screen);
        out.some("use_recording", &self.use_recording);
        out.some("use_pstn", &self.use_pstn);
    }
}

rt::encode_received!(MeetingAbility);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingAbility {
    fn sample() -> Self {
        Self {
            use_video: Some(true),
            use_audio: Some(true),
            use_share_screen: Some(true),
            use_follow_screen: Some(true),
            use_recording: Some(true),
            use_pstn: Some(true),
        }
    }
}

/// Document tokens of the notes and the transcript of a meeting. If a document does not exist yet, its token is an empty text. If the app lacks the scope for a token, the token is absent.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingArtifacts {
    /// Token of the document with the smart notes.
    ///
    /// Stays empty without the scope `vc:meeting.artifact.note:read`.
    pub note_doc_token: Option<String>,
    /// Token of the document with the transcript.
    ///
    /// Stays empty without the scope `vc:meeting.artifact.verbatim:read`.
    pub verbatim_doc_token: Option<String>,
}

impl rt::Decode for MeetingArtifacts {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "note_doc_token" => value.option(&mut self.note_doc_token),
            "verbatim_doc_token" => value.option(&mut self.verbatim_doc_token),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingArtifacts);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingArtifacts {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("note_doc_token", &self.note_doc_token);
        out.some("verbatim_doc_token", &self.verbatim_doc_token);
    }
}

rt::encode_received!(MeetingArtifacts);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingArtifacts {
    fn sample() -> Self {
        Self {
            note_doc_token: Some("text".into()),
            verbatim_doc_token: Some("text".into()),
        }
    }
}

/// Result of an action on a participant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeetingActionResult {
    /// The action succeeded.
    Succeeded,
    /// The action failed.
    Failed,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(MeetingActionResult { Succeeded = 1, Failed = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for MeetingActionResult {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Result of an invitation.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingInviteResult {
    /// Id of the participant who was invited.
    pub id: Option<super::types::UserId>,
    /// Kind of participant.
    pub user_type: Option<super::types::UserType>,
    /// Result of an action on a participant.
    pub status: Option<MeetingActionResult>,
}

impl rt::Decode for MeetingInviteResult {
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
            "status" => value.option(&mut self.status),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingInviteResult);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingInviteResult {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.some("user_type", &self.user_type);
        out.some("status", &self.status);
    }
}

rt::encode_received!(MeetingInviteResult);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingInviteResult {
    fn sample() -> Self {
        Self {
            id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            user_type: Some(rt::Sample::sample()),
            status: Some(rt::Sample::sample()),
        }
    }
}

/// Result of the removal of a participant.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingKickoutResult {
    /// Id of the participant to remove.
    pub id: Option<super::types::UserId>,
    /// Kind of participant.
    pub user_type: Option<super::types::UserType>,
    /// Result of an action on a participant.
    pub result: Option<MeetingActionResult>,
}

impl rt::Decode for MeetingKickoutResult {
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
            "result" => value.option(&mut self.result),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingKickoutResult);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingKickoutResult {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.some("user_type", &self.user_type);
        out.some("result", &self.result);
    }
}

rt::encode_received!(MeetingKickoutResult);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingKickoutResult {
    fn sample() -> Self {
        Self {
            id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            user_type: Some(rt::Sample::sample()),
            result: Some(rt::Sample::sample()),
        }
    }
}

/// Summary of a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingBrief {
    /// Id of a meeting. The id exists from the start of the meeting. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) finds the id for a meeting number, and [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting) finds the id for a reservation. A meeting id is not a reservation id.
    pub id: MeetingId,
    /// Topic of the meeting.
    pub topic: Option<String>,
    /// Link to join the meeting.
    pub url: Option<String>,
    /// Meeting number of nine digits, with which people join the meeting. The meeting number is the last part of the link to the meeting. Over time, several meetings can have the same number. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) lists their ids.
    pub meeting_no: Option<MeetingNo>,
    /// Password of the meeting.
    pub password: Option<rt::Secret>,
    /// Whether the meeting supports the platform's interconnection function.
    pub meeting_connect: Option<bool>,
    /// Id of the notes of the meeting.
    pub note_id: Option<super::note::NoteId>,
}

impl rt::Decode for MeetingBrief {
    const REQUIRED: &'static [&'static str] = &["id"];
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => value.required(&mut self.id),
            "topic" => value.option(&mut self.topic),
            "url" => value.option(&mut self.url),
            "meeting_no" => value.option(&mut self.meeting_no),
            "password" => value.option(&mut self.password),
            "meeting_connect" => value.option(&mut self.meeting_connect),
            "note_id" => value.option(&mut self.note_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingBrief);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingBrief {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("id", &self.id);
        out.some("topic", &self.topic);
        out.some("url", &self.url);
        out.some("meeting_no", &self.meeting_no);
        out.some("password", &self.password);
        out.some("meeting_connect", &self.meeting_connect);
        out.some("note_id", &self.note_id);
    }
}

rt::encode_received!(MeetingBrief);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingBrief {
    fn sample() -> Self {
        Self {
            id: "6911188411932033028".into(),
            topic: Some("My meeting".into()),
            url: Some("https://vc.feishu.cn/j/337736498".into()),
            meeting_no: Some("123456789".into()),
            password: Some("text".into()),
            meeting_connect: Some(true),
            note_id: Some("6943848821689040898".into()),
        }
    }
}

/// Filter of a search for meetings. Absent and empty fields do not limit the search.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingFilter {
    /// Filter for meetings with these organizers, given as open ids.
    ///
    /// At most 128 items.
    pub organizer_ids: Option<Vec<super::types::UserId>>,
    /// Filter for meetings with these participants, given as open ids.
    ///
    /// At most 128 items.
    pub participant_ids: Option<Vec<super::types::UserId>>,
    /// Filter for meetings with these meeting rooms.
    ///
    /// At most 128 items.
    pub open_room_ids: Option<Vec<super::room::RoomId>>,
    /// Filter for meetings that start in this time range.
    pub start_time: Option<TimeRange>,
}

impl MeetingFilter {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Filter for meetings with these organizers, given as open ids.
    ///
    /// At most 128 items.
    #[must_use]
    pub fn organizer_ids(
        mut self,
        organizer_ids: impl IntoIterator<Item = impl Into<super::types::UserId>>,
    ) -> Self {
        self.organizer_ids = Some(organizer_ids.into_iter().map(Into::into).collect());
        self
    }
    /// Filter for meetings with these participants, given as open ids.
    ///
    /// At most 128 items.
    #[must_use]
    pub fn participant_ids(
        mut self,
        participant_ids: impl IntoIterator<Item = impl Into<super::types::UserId>>,
    ) -> Self {
        self.participant_ids = Some(
            participant_ids.into_iter().map(Into::into).collect(),
        );
        self
    }
    /// Filter for meetings with these meeting rooms.
    ///
    /// At most 128 items.
    #[must_use]
    pub fn open_room_ids(
        mut self,
        open_room_ids: impl IntoIterator<Item = impl Into<super::room::RoomId>>,
    ) -> Self {
        self.open_room_ids = Some(open_room_ids.into_iter().map(Into::into).collect());
        self
    }
    /// Filter for meetings that start in this time range.
    #[must_use]
    pub fn start_time(mut self, start_time: TimeRange) -> Self {
        self.start_time = Some(start_time);
        self
    }
}

#[cfg(feature = "testing")]
impl rt::Decode for MeetingFilter {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "organizer_ids" => value.option(&mut self.organizer_ids),
            "participant_ids" => value.option(&mut self.participant_ids),
            "open_room_ids" => value.option(&mut self.open_room_ids),
            "start_time" => value.option(&mut self.start_time),
            _ => value.skip(),
        }
    }
}

#[cfg(feature = "testing")]
rt::decode!(MeetingFilter);

impl rt::Encode for MeetingFilter {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("organizer_ids", &self.organizer_ids);
        out.some("participant_ids", &self.participant_ids);
        out.some("open_room_ids", &self.open_room_ids);
        out.some("start_time", &self.start_time);
    }
}

rt::encode!(MeetingFilter);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingFilter {
    fn sample() -> Self {
        Self {
            organizer_ids: Some(vec![rt::Sample::sample()]),
            participant_ids: Some(vec![rt::Sample::sample()]),
            open_room_ids: Some(vec![rt::Sample::sample()]),
            start_time: Some(rt::Sample::sample()),
        }
    }
}

/// Time range. The start must not be after the end.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct TimeRange {
    /// Start of the time range.
    pub start_time: Option<rt::DateTime>,
    /// End of the time range.
    pub end_time: Option<rt::DateTime>,
}

impl TimeRange {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Start of the time range.
    #[must_use]
    pub fn start_time(mut self, start_time: impl Into<rt::DateTime>) -> Self {
        self.start_time = Some(start_time.into());
        self
    }
    /// End of the time range.
    #[must_use]
    pub fn end_time(mut self, end_time: impl Into<rt::DateTime>) -> Self {
        self.end_time = Some(end_time.into());
        self
    }
}

#[cfg(feature = "testing")]
impl rt::Decode for TimeRange {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "start_time" => value.option(&mut self.start_time),
            "end_time" => value.option(&mut self.end_time),
            _ => value.skip(),
        }
    }
}

#[cfg(feature = "testing")]
rt::decode!(TimeRange);

impl rt::Encode for TimeRange {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("start_time", &self.start_time);
        out.some("end_time", &self.end_time);
    }
}

rt::encode!(TimeRange);

#[cfg(feature = "testing")]
impl rt::Sample for TimeRange {
    fn sample() -> Self {
        Self {
            start_time: Some("2026-03-21T16:15:30+08:00".parse().unwrap_or_default()),
            end_time: Some("2026-03-21T17:15:30+08:00".parse().unwrap_or_default()),
        }
    }
}

/// A meeting that a search found.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingSearchItem {
    /// Id of a meeting. The id exists from the start of the meeting. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) finds the id for a meeting number, and [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting) finds the id for a reservation. A meeting id is not a reservation id.
    pub id: Option<MeetingId>,
    /// Summary of the meeting for display. Tags mark the text that matched the search.
    pub display_info: Option<String>,
    /// Data about a meeting that a search found.
    pub meta_data: Option<MeetingMeta>,
}

impl rt::Decode for MeetingSearchItem {
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
            "display_info" => value.option(&mut self.display_info),
            "meta_data" => value.option(&mut self.meta_data),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingSearchItem);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingSearchItem {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.some("display_info", &self.display_info);
        out.some("meta_data", &self.meta_data);
    }
}

rt::encode_received!(MeetingSearchItem);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingSearchItem {
    fn sample() -> Self {
        Self {
            id: Some("6911188411932033028".into()),
            display_info: Some("text".into()),
            meta_data: Some(rt::Sample::sample()),
        }
    }
}

/// Data about a meeting that a search found.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingMeta {
    /// Link to the meeting.
    pub app_link: Option<String>,
    /// Address of an icon for the meeting.
    pub avatar: Option<String>,
    /// Time, organizer and id of the meeting, as text.
    pub description: Option<String>,
}

impl rt::Decode for MeetingMeta {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "app_link" => value.option(&mut self.app_link),
            "avatar" => value.option(&mut self.avatar),
            "description" => value.option(&mut self.description),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingMeta);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingMeta {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("app_link", &self.app_link);
        out.some("avatar", &self.avatar);
        out.some("description", &self.description);
    }
}

rt::encode_received!(MeetingMeta);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingMeta {
    fn sample() -> Self {
        Self {
            app_link: Some("text".into()),
            avatar: Some("text".into()),
            description: Some("text".into()),
        }
    }
}

/// Meeting in an event.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EventMeeting {
    /// Id of a meeting. The id exists from the start of the meeting. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) finds the id for a meeting number, and [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting) finds the id for a reservation. A meeting id is not a reservation id.
    pub id: MeetingId,
    /// Topic of the meeting.
    pub topic: Option<String>,
    /// Meeting number of nine digits, with which people join the meeting. The meeting number is the last part of the link to the meeting. Over time, several meetings can have the same number. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) lists their ids.
    pub meeting_no: Option<MeetingNo>,
    /// Origin of a meeting.
    pub meeting_source: Option<MeetingSource>,
    /// Start time of the meeting. Absent in the event `recording_ready`.
    pub start_time: Option<rt::UnixSeconds>,
    /// End time of the meeting. Absent in the event `recording_ready`.
    pub end_time: Option<rt::UnixSeconds>,
    /// Host of the meeting. Absent in the event `recording_ready`.
    pub host_user: Option<EventUser>,
    /// Owner of the meeting. In the event `recording_ready`, the owner has only the field `id`.
    pub owner: Option<EventUser>,
    /// Id of the calendar event of the meeting. Present only in the events about the start and the end of a meeting.
    pub calendar_event_id: Option<String>,
    /// Special kind of meeting.
    pub meeting_sub_type: Option<MeetingSubType>,
    /// Limits on the people who may join a meeting.
    pub security_setting: Option<SecuritySetting>,
    /// Settings of a webinar.
    pub webinar_setting: Option<WebinarSetting>,
}

impl rt::Decode for EventMeeting {
    const REQUIRED: &'static [&'static str] = &["id"];
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => value.required(&mut self.id),
            "topic" => value.option(&mut self.topic),
            "meeting_no" => value.option(&mut self.meeting_no),
            "meeting_source" => value.option(&mut self.meeting_source),
            "start_time" => value.option(&mut self.start_time),
            "end_time" => value.option(&mut self.end_time),
            "host_user" => value.option(&mut self.host_user),
            "owner" => value.option(&mut self.owner),
            "calendar_event_id" => value.option(&mut self.calendar_event_id),
            "meeting_sub_type" => value.option(&mut self.meeting_sub_type),
            "security_setting" => value.option(&mut self.security_setting),
            "webinar_setting" => value.option(&mut self.webinar_setting),
            _ => value.skip(),
        }
    }
}

rt::decode!(EventMeeting);

#[cfg(feature = "encode-responses")]
impl rt::Encode for EventMeeting {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("id", &self.id);
        out.some("topic", &self.topic);
        out.some("meeting_no", &self.meeting_no);
        out.some("meeting_source", &self.meeting_source);
        out.text("start_time", &self.start_time);
        out.text("end_time", &self.end_time);
        out.some("host_user", &self.host_user);
        out.some("owner", &self.owner);
        out.some("calendar_event_id", &self.calendar_event_id);
        out.some("meeting_sub_type", &self.meeting_sub_type);
        out.some("security_setting", &self.security_setting);
        out.some("webinar_setting", &self.webinar_setting);
    }
}

rt::encode_received!(EventMeeting);

#[cfg(feature = "testing")]
impl rt::Sample for EventMeeting {
    fn sample() -> Self {
        Self {
            id: "6911188411932033028".into(),
            topic: Some("My meeting".into()),
            meeting_no: Some("123456789".into()),
            meeting_source: Some(rt::Sample::sample()),
            start_time: Some(1608888867i64.into()),
            end_time: Some(1608892467i64.into()),
            host_user: Some(rt::Sample::sample()),
            owner: Some(rt::Sample::sample()),
            calendar_event_id: Some("text".into()),
            meeting_sub_type: Some(rt::Sample::sample()),
            security_setting: Some(rt::Sample::sample()),
            webinar_setting: Some(rt::Sample::sample()),
        }
    }
}

/// User in an event.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EventUser {
    /// Ids of one user: all ids that the app is allowed to read.
    pub id: Option<super::types::UserIds>,
    /// Role in a meeting.
    pub user_role: Option<MeetingUserRole>,
    /// Kind of participant.
    pub user_type: Option<super::types::UserType>,
}

impl rt::Decode for EventUser {
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
            "user_role" => value.option(&mut self.user_role),
            "user_type" => value.option(&mut self.user_type),
            _ => value.skip(),
        }
    }
}

rt::decode!(EventUser);

#[cfg(feature = "encode-responses")]
impl rt::Encode for EventUser {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.some("user_role", &self.user_role);
        out.some("user_type", &self.user_type);
    }
}

rt::encode_received!(EventUser);

#[cfg(feature = "testing")]
impl rt::Sample for EventUser {
    fn sample() -> Self {
        Self {
            id: Some(rt::Sample::sample()),
            user_role: Some(rt::Sample::sample()),
            user_type: Some(rt::Sample::sample()),
        }
    }
}

/// Role in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeetingUserRole {
    /// The platform did not set a role.
    ///
    /// Not on the platform's pages; source: official CLI, larksuite-oapi-sdk-rs.
    NotSet,
    /// An ordinary participant.
    Participant,
    /// The host.
    Host,
    /// A co-host.
    Cohost,
    /// A bot.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    Bot,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    MeetingUserRole { NotSet = 0, Participant = 1, Host = 2, Cohost = 3, Bot = 4 }
);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingUserRole {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Reason why a participant left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LeaveReason {
    /// The platform did not set a reason.
    ///
    /// Not on the platform's pages; source: FeishuNetSdk, not confirmed by another source.
    NotSet,
    /// The participant left voluntarily.
    Left,
    /// The meeting ended.
    MeetingEnded,
    /// The participant was removed.
    KickedOut,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(LeaveReason { NotSet = 0, Left = 1, MeetingEnded = 2, KickedOut = 3 });

#[cfg(feature = "testing")]
impl rt::Sample for LeaveReason {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Origin of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeetingSource {
    /// The meeting was created from a calendar event.
    Calendar,
    /// The meeting was not planned, but started immediately.
    Instant,
    /// The meeting is a job interview.
    Interview,
    /// The meeting was created through the open platform.
    OpenPlatform,
    /// The meeting has another origin.
    Other,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    MeetingSource { Calendar = 1, Instant = 2, Interview = 3, OpenPlatform = 4, Other =
    100 }
);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingSource {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Special kind of meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeetingSubType {
    /// Screen sharing that started before a meeting.
    ScreenShare,
    /// Screen sharing through a cable.
    WiredShare,
    /// Document sharing with Magic Share that started before a meeting.
    MagicShare,
    /// A call with an office telephone of the company.
    EnterprisePhone,
    /// A call with an IP telephone.
    IpPhone,
    /// A webinar.
    Webinar,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    MeetingSubType { ScreenShare = 1, WiredShare = 2, MagicShare = 3, EnterprisePhone =
    4, IpPhone = 5, Webinar = 6 }
);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingSubType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Limits on the people who may join a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct SecuritySetting {
    /// People who may join a meeting.
    pub security_level: Option<SecurityLevel>,
    /// Chats whose members may join.
    ///
    /// At most 200 items.
    pub group_ids: Vec<String>,
    /// Users who may join.
    ///
    /// At most 200 items.
    pub user_ids: Vec<super::types::UserIds>,
    /// Meeting rooms that may join.
    ///
    /// At most 200 items.
    pub room_ids: Vec<super::room::RoomId>,
    /// Whether only selected contacts and members of selected chats may join.
    pub has_set_security_contacts_and_group: Option<bool>,
}

impl rt::Decode for SecuritySetting {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "security_level" => value.option(&mut self.security_level),
            "group_ids" => value.list(&mut self.group_ids),
            "user_ids" => value.list(&mut self.user_ids),
            "room_ids" => value.list(&mut self.room_ids),
            "has_set_security_contacts_and_group" => {
                value.option(&mut self.has_set_security_contacts_and_group)
            }
            _ => value.skip(),
        }
    }
}

rt::decode!(SecuritySetting);

#[cfg(feature = "encode-responses")]
impl rt::Encode for SecuritySetting {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("security_level", &self.security_level);
        out.always("group_ids", &self.group_ids);
        out.always("user_ids", &self.user_ids);
        out.always("room_ids", &self.room_ids);
        out.some(
            "has_set_security_contacts_and_group",
            &self.has_set_security_contacts_and_group,
        );
    }
}

rt::encode_received!(SecuritySetting);

#[cfg(feature = "testing")]
impl rt::Sample for SecuritySetting {
    fn sample() -> Self {
        Self {
            security_level: Some(rt::Sample::sample()),
            group_ids: vec!["text".into()],
            user_ids: vec![rt::Sample::sample()],
            room_ids: vec![rt::Sample::sample()],
            has_set_security_contacts_and_group: Some(true),
        }
    }
}

/// People who may join a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SecurityLevel {
    /// Everyone may join.
    Everyone,
    /// Only users of the tenant may join.
    Tenant,
    /// Only selected contacts and members of selected chats may join.
    Selected,
    /// The meeting is locked. Only the host may be in the meeting.
    HostOnly,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(SecurityLevel { Everyone = 1, Tenant = 2, Selected = 3, HostOnly = 4 });

#[cfg(feature = "testing")]
impl rt::Sample for SecurityLevel {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Settings of a webinar.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct WebinarSetting {
    /// Kind of webinar.
    pub webinar_type: Option<WebinarType>,
}

impl rt::Decode for WebinarSetting {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "webinar_type" => value.option(&mut self.webinar_type),
            _ => value.skip(),
        }
    }
}

rt::decode!(WebinarSetting);

#[cfg(feature = "encode-responses")]
impl rt::Encode for WebinarSetting {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("webinar_type", &self.webinar_type);
    }
}

rt::encode_received!(WebinarSetting);

#[cfg(feature = "testing")]
impl rt::Sample for WebinarSetting {
    fn sample() -> Self {
        Self {
            webinar_type: Some(rt::Sample::sample()),
        }
    }
}

/// Kind of webinar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WebinarType {
    /// An ordinary webinar.
    Normal,
    /// A live-streamed webinar.
    Live,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(WebinarType { Normal = 1, Live = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for WebinarType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// A meeting in the tenant ended.
///
/// # Platform
///
/// - event `vc.meeting.all_meeting_ended_v1`
/// - scope, any one of: `vc:meeting.all_meeting:readonly`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/all_meeting_ended>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct AllMeetingEnded {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
}

impl rt::Decode for AllMeetingEnded {
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
            "operator" => value.option(&mut self.operator),
            _ => value.skip(),
        }
    }
}

rt::decode!(AllMeetingEnded);

#[cfg(feature = "encode-responses")]
impl rt::Encode for AllMeetingEnded {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
    }
}

rt::encode_received!(AllMeetingEnded);

impl rt::EventType for AllMeetingEnded {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.all_meeting_ended_v1",
        scopes: &[super::scopes::VC_MEETING_ALL_MEETING_READONLY],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/all_meeting_ended",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for AllMeetingEnded {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
        }
    }
}

/// A meeting in the tenant started.
///
/// # Platform
///
/// - event `vc.meeting.all_meeting_started_v1`
/// - scope, any one of: `vc:meeting.all_meeting:readonly`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/all_meeting_started>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct AllMeetingStarted {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
}

impl rt::Decode for AllMeetingStarted {
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
            "operator" => value.option(&mut self.operator),
            _ => value.skip(),
        }
    }
}

rt::decode!(AllMeetingStarted);

#[cfg(feature = "encode-responses")]
impl rt::Encode for AllMeetingStarted {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
    }
}

rt::encode_received!(AllMeetingStarted);

impl rt::EventType for AllMeetingStarted {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.all_meeting_started_v1",
        scopes: &[super::scopes::VC_MEETING_ALL_MEETING_READONLY],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/all_meeting_started",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for AllMeetingStarted {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
        }
    }
}

/// A participant joined a meeting.
///
/// # Platform
///
/// - event `vc.meeting.join_meeting_v1`
/// - scope, any one of: `vc:meeting:readonly`, `vc:meeting.meetingevent:read`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/join_meeting>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct JoinMeeting {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// Participant who joined.
    pub operator: Option<EventUser>,
}

impl rt::Decode for JoinMeeting {
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
            "operator" => value.option(&mut self.operator),
            _ => value.skip(),
        }
    }
}

rt::decode!(JoinMeeting);

#[cfg(feature = "encode-responses")]
impl rt::Encode for JoinMeeting {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
    }
}

rt::encode_received!(JoinMeeting);

impl rt::EventType for JoinMeeting {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.join_meeting_v1",
        scopes: &[
            super::scopes::VC_MEETING_READONLY,
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
        ],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/join_meeting",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for JoinMeeting {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
        }
    }
}

/// A participant left a meeting.
///
/// # Platform
///
/// - event `vc.meeting.leave_meeting_v1`
/// - scope, any one of: `vc:meeting:readonly`, `vc:meeting.meetingevent:read`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/leave_meeting>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct LeaveMeeting {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
    /// Reason why the participant left.
    pub leave_reason: Option<LeaveReason>,
    /// Participant who left.
    pub leave_user: Option<EventUser>,
}

impl rt::Decode for LeaveMeeting {
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
            "operator" => value.option(&mut self.operator),
            "leave_reason" => value.option(&mut self.leave_reason),
            "leave_user" => value.option(&mut self.leave_user),
            _ => value.skip(),
        }
    }
}

rt::decode!(LeaveMeeting);

#[cfg(feature = "encode-responses")]
impl rt::Encode for LeaveMeeting {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
        out.some("leave_reason", &self.leave_reason);
        out.some("leave_user", &self.leave_user);
    }
}

rt::encode_received!(LeaveMeeting);

impl rt::EventType for LeaveMeeting {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.leave_meeting_v1",
        scopes: &[
            super::scopes::VC_MEETING_READONLY,
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
        ],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/leave_meeting",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for LeaveMeeting {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
            leave_reason: Some(rt::Sample::sample()),
            leave_user: Some(rt::Sample::sample()),
        }
    }
}

/// A meeting ended.
///
/// # Platform
///
/// - event `vc.meeting.meeting_ended_v1`
/// - scope, any one of: `vc:meeting:readonly`, `vc:meeting.meetingevent:read`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/meeting_ended>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingEnded {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
}

impl rt::Decode for MeetingEnded {
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
            "operator" => value.option(&mut self.operator),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingEnded);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingEnded {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
    }
}

rt::encode_received!(MeetingEnded);

impl rt::EventType for MeetingEnded {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.meeting_ended_v1",
        scopes: &[
            super::scopes::VC_MEETING_READONLY,
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
        ],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/meeting_ended",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for MeetingEnded {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
        }
    }
}

/// A meeting started.
///
/// # Platform
///
/// - event `vc.meeting.meeting_started_v1`
/// - scope, any one of: `vc:meeting:readonly`, `vc:meeting.meetingevent:read`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/meeting_started>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingStarted {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
}

impl rt::Decode for MeetingStarted {
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
            "operator" => value.option(&mut self.operator),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingStarted);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingStarted {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
    }
}

rt::encode_received!(MeetingStarted);

impl rt::EventType for MeetingStarted {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.meeting_started_v1",
        scopes: &[
            super::scopes::VC_MEETING_READONLY,
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
        ],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/meeting_started",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for MeetingStarted {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
        }
    }
}

/// A recording was stopped.
///
/// # Platform
///
/// - event `vc.meeting.recording_ended_v1`
/// - scope, any one of: `vc:meeting:readonly`, `vc:meeting.meetingevent:read`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/recording_ended>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RecordingEnded {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
}

impl rt::Decode for RecordingEnded {
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
            "operator" => value.option(&mut self.operator),
            _ => value.skip(),
        }
    }
}

rt::decode!(RecordingEnded);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RecordingEnded {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
    }
}

rt::encode_received!(RecordingEnded);

impl rt::EventType for RecordingEnded {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.recording_ended_v1",
        scopes: &[
            super::scopes::VC_MEETING_READONLY,
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
        ],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/recording_ended",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for RecordingEnded {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
        }
    }
}

/// A recording became available.
///
/// # Platform
///
/// - event `vc.meeting.recording_ready_v1`
/// - scope, any one of: `vc:meeting:readonly`, `vc:meeting.meetingevent:read`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/recording_ready>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RecordingReady {
    /// Meeting that was recorded.
    pub meeting: Option<EventMeeting>,
    /// Link to the recording.
    pub url: Option<String>,
    /// Duration of the recording, in milliseconds.
    pub duration: Option<i64>,
}

impl rt::Decode for RecordingReady {
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
            "url" => value.option(&mut self.url),
            "duration" => value.option(&mut self.duration),
            _ => value.skip(),
        }
    }
}

rt::decode!(RecordingReady);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RecordingReady {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("url", &self.url);
        out.text("duration", &self.duration);
    }
}

rt::encode_received!(RecordingReady);

impl rt::EventType for RecordingReady {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.recording_ready_v1",
        scopes: &[
            super::scopes::VC_MEETING_READONLY,
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
        ],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/recording_ready",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for RecordingReady {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            url: Some("text".into()),
            duration: Some(1i64),
        }
    }
}

/// A recording was started.
///
/// # Platform
///
/// - event `vc.meeting.recording_started_v1`
/// - scope, any one of: `vc:meeting:readonly`, `vc:meeting.meetingevent:read`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/recording_started>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RecordingStarted {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
}

impl rt::Decode for RecordingStarted {
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
            "operator" => value.option(&mut self.operator),
            _ => value.skip(),
        }
    }
}

rt::decode!(RecordingStarted);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RecordingStarted {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
    }
}

rt::encode_received!(RecordingStarted);

impl rt::EventType for RecordingStarted {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.recording_started_v1",
        scopes: &[
            super::scopes::VC_MEETING_READONLY,
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
        ],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/recording_started",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for RecordingStarted {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
        }
    }
}

/// Screen sharing ended.
///
/// # Platform
///
/// - event `vc.meeting.share_ended_v1`
/// - scope, any one of: `vc:meeting:readonly`, `vc:meeting.meetingevent:read`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/share_ended>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ShareEnded {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
}

impl rt::Decode for ShareEnded {
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
            "operator" => value.option(&mut self.operator),
            _ => value.skip(),
        }
    }
}

rt::decode!(ShareEnded);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ShareEnded {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
    }
}

rt::encode_received!(ShareEnded);

impl rt::EventType for ShareEnded {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.share_ended_v1",
        scopes: &[
            super::scopes::VC_MEETING_READONLY,
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
        ],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/share_ended",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for ShareEnded {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
        }
    }
}

/// Screen sharing started.
///
/// # Platform
///
/// - event `vc.meeting.share_started_v1`
/// - scope, any one of: `vc:meeting:readonly`, `vc:meeting.meetingevent:read`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/share_started>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ShareStarted {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
}

impl rt::Decode for ShareStarted {
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
            "operator" => value.option(&mut self.operator),
            _ => value.skip(),
        }
    }
}

rt::decode!(ShareStarted);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ShareStarted {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
    }
}

rt::encode_received!(ShareStarted);

impl rt::EventType for ShareStarted {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.share_started_v1",
        scopes: &[
            super::scopes::VC_MEETING_READONLY,
            super::scopes::VC_MEETING_MEETINGEVENT_READ,
        ],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/share_started",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for ShareStarted {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
        }
    }
}

/// A user's meeting ended.
///
/// # Platform
///
/// - event `vc.meeting.participant_meeting_ended_v1`
/// - scope, any one of: `vc:meeting.meetingevent:read`
/// - apps: custom
/// - delivered for a user between the calls of [`meeting.subscription`](super::meeting::Meetings::subscription) and [`meeting.unsubscription`](super::meeting::Meetings::unsubscription)
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/participant_meeting_ended>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ParticipantMeetingEnded {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
    /// Users who subscribed to the event.
    pub subscriber_ids: Vec<super::types::UserIds>,
}

impl rt::Decode for ParticipantMeetingEnded {
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
            "operator" => value.option(&mut self.operator),
            "subscriber_ids" => value.list(&mut self.subscriber_ids),
            _ => value.skip(),
        }
    }
}

rt::decode!(ParticipantMeetingEnded);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ParticipantMeetingEnded {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
        out.always("subscriber_ids", &self.subscriber_ids);
    }
}

rt::encode_received!(ParticipantMeetingEnded);

impl rt::EventType for ParticipantMeetingEnded {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.participant_meeting_ended_v1",
        scopes: &[super::scopes::VC_MEETING_MEETINGEVENT_READ],
        app_types: &[rt::AppType::Custom],
        subscription: Some(rt::Subscription {
            subscribe: "meeting.subscription",
            unsubscribe: "meeting.unsubscription",
        }),
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting/events/participant_meeting_ended",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for ParticipantMeetingEnded {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
            subscriber_ids: vec![rt::Sample::sample()],
        }
    }
}

/// A user joined a meeting.
///
/// # Platform
///
/// - event `vc.meeting.participant_meeting_joined_v1`
/// - scope, any one of: `vc:meeting.meetingevent:read`
/// - apps: custom
/// - delivered for a user between the calls of [`meeting.subscription`](super::meeting::Meetings::subscription) and [`meeting.unsubscription`](super::meeting::Meetings::unsubscription)
/// - not on the platform's pages; source: official SDK
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ParticipantMeetingJoined {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
    /// Users who subscribed to the event.
    pub subscriber_ids: Vec<super::types::UserIds>,
}

impl rt::Decode for ParticipantMeetingJoined {
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
            "operator" => value.option(&mut self.operator),
            "subscriber_ids" => value.list(&mut self.subscriber_ids),
            _ => value.skip(),
        }
    }
}

rt::decode!(ParticipantMeetingJoined);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ParticipantMeetingJoined {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
        out.always("subscriber_ids", &self.subscriber_ids);
    }
}

rt::encode_received!(ParticipantMeetingJoined);

impl rt::EventType for ParticipantMeetingJoined {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.participant_meeting_joined_v1",
        scopes: &[super::scopes::VC_MEETING_MEETINGEVENT_READ],
        app_types: &[rt::AppType::Custom],
        subscription: Some(rt::Subscription {
            subscribe: "meeting.subscription",
            unsubscribe: "meeting.unsubscription",
        }),
        deprecated: false,
        documentation: None,
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for ParticipantMeetingJoined {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
            subscriber_ids: vec![rt::Sample::sample()],
        }
    }
}

/// A user's meeting started.
///
/// # Platform
///
/// - event `vc.meeting.participant_meeting_started_v1`
/// - scope, any one of: `vc:meeting.meetingevent:read`
/// - apps: custom
/// - delivered for a user between the calls of [`meeting.subscription`](super::meeting::Meetings::subscription) and [`meeting.unsubscription`](super::meeting::Meetings::unsubscription)
/// - not on the platform's pages; source: official SDK
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ParticipantMeetingStarted {
    /// The meeting.
    pub meeting: Option<EventMeeting>,
    /// User who caused the event.
    pub operator: Option<EventUser>,
    /// Users who subscribed to the event.
    pub subscriber_ids: Vec<super::types::UserIds>,
}

impl rt::Decode for ParticipantMeetingStarted {
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
            "operator" => value.option(&mut self.operator),
            "subscriber_ids" => value.list(&mut self.subscriber_ids),
            _ => value.skip(),
        }
    }
}

rt::decode!(ParticipantMeetingStarted);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ParticipantMeetingStarted {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting", &self.meeting);
        out.some("operator", &self.operator);
        out.always("subscriber_ids", &self.subscriber_ids);
    }
}

rt::encode_received!(ParticipantMeetingStarted);

impl rt::EventType for ParticipantMeetingStarted {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.meeting.participant_meeting_started_v1",
        scopes: &[super::scopes::VC_MEETING_MEETINGEVENT_READ],
        app_types: &[rt::AppType::Custom],
        subscription: Some(rt::Subscription {
            subscribe: "meeting.subscription",
            unsubscribe: "meeting.unsubscription",
        }),
        deprecated: false,
        documentation: None,
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for ParticipantMeetingStarted {
    fn sample() -> Self {
        Self {
            meeting: Some(rt::Sample::sample()),
            operator: Some(rt::Sample::sample()),
            subscriber_ids: vec![rt::Sample::sample()],
        }
    }
}
