// Generated from spec/participant_list.yaml by `cargo xtask regen`; do not edit.
//! Lists of the participants of a meeting, for administrators.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Lists of the participants of a meeting, for administrators.
    ///
    /// See the module [`participant_list`](self).
    pub fn participant_list(&self) -> ParticipantList<'_, K> {
        ParticipantList(self)
    }
}

/// Operations of the resource [`participant_list`](rt::Session::participant_list).
#[derive(Debug)]
pub struct ParticipantList<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> ParticipantList<'_, K> {
    /// List the participants of a meeting.
    ///
    /// Returns the participants of a meeting, page by page. The call may set at most one of `user_id` and `room_id`.
    ///
    /// # Arguments
    ///
    /// - `meeting_start_time`: Start time of the meeting. The start time must not be in the future.
    /// - `meeting_end_time`: Exact end time of the meeting, at most a day after `meeting_start_time`. For an ongoing meeting, the current time is sufficient.
    /// - `meeting_no`: Number of the meeting.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/participant_list`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room:readonly`, `vc:rooms.room.detailinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the query.webinar_user_role. Decision: The values of the response. The page of the call lists only the values that the call accepts.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/participant_list/get>)
    pub fn get(
        &self,
        meeting_start_time: impl Into<rt::UnixSeconds>,
        meeting_end_time: impl Into<rt::UnixSeconds>,
        meeting_no: impl Into<super::meeting::MeetingNo>,
    ) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            meeting_start_time: meeting_start_time.into(),
            meeting_end_time: meeting_end_time.into(),
            meeting_status: None,
            meeting_no: meeting_no.into(),
            user_id: None,
            room_id: None,
            page_size: None,
            page_token: None,
            webinar_user_role: None,
            user_id_type: None,
        }
    }
}

/// Call of [`ParticipantList::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_start_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub meeting_end_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub meeting_status: Option<super::meeting_list::MeetingListStatus>,
    #[doc(hidden)]
    pub meeting_no: super::meeting::MeetingNo,
    #[doc(hidden)]
    pub user_id: Option<super::types::UserId>,
    #[doc(hidden)]
    pub room_id: Option<super::room::RoomId>,
    #[doc(hidden)]
    pub page_size: Option<i64>,
    #[doc(hidden)]
    pub page_token: Option<String>,
    #[doc(hidden)]
    pub webinar_user_role: Option<WebinarUserRole>,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
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
    /// 126003: meeting number invalid (cannot smaller than 0) (HTTP 400).
    pub const INVALID_MEETING_NUMBER: rt::ListedError = rt::ListedError::new(
        Some(400),
        126003,
        "meeting number invalid (cannot smaller than 0)",
        "INVALID_MEETING_NUMBER",
    );
    /// 126004: meeting number length not correct (supposed to be 9) (HTTP 400).
    pub const INVALID_MEETING_NUMBER_LENGTH: rt::ListedError = rt::ListedError::new(
        Some(400),
        126004,
        "meeting number length not correct (supposed to be 9)",
        "INVALID_MEETING_NUMBER_LENGTH",
    );
    /// 126005: start time error (cannot larger than now or smaller than 0) (HTTP 400).
    pub const INVALID_START_TIME: rt::ListedError = rt::ListedError::new(
        Some(400),
        126005,
        "start time error (cannot larger than now or smaller than 0)",
        "INVALID_START_TIME",
    );
    /// 126006: end time cannot exceed start time for one day or smaller than start time (HTTP 400).
    pub const INVALID_END_TIME: rt::ListedError = rt::ListedError::new(
        Some(400),
        126006,
        "end time cannot exceed start time for one day or smaller than start time",
        "INVALID_END_TIME",
    );
    /// 126007: userID and roomID cannot be set concurrently (HTTP 400).
    pub const BOTH_USER_AND_ROOM: rt::ListedError = rt::ListedError::new(
        Some(400),
        126007,
        "userID and roomID cannot be set concurrently",
        "BOTH_USER_AND_ROOM",
    );
    /// 126009: cannot find meeting according to the params you provide (HTTP 400).
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(400),
        126009,
        "cannot find meeting according to the params you provide",
        "MEETING_NOT_FOUND",
    );
    /// 126015: not support room_id (HTTP 400).
    pub const ROOM_ID_NOT_SUPPORTED: rt::ListedError = rt::ListedError::new(
        Some(400),
        126015,
        "not support room_id",
        "ROOM_ID_NOT_SUPPORTED",
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
    /// Status of the meeting. `Ended` by default.
    pub fn meeting_status(
        mut self,
        meeting_status: super::meeting_list::MeetingListStatus,
    ) -> Self {
        self.meeting_status = Some(meeting_status);
        self
    }
    /// Filter for the participant with this user id.
    pub fn user_id(mut self, user_id: impl Into<super::types::UserId>) -> Self {
        self.user_id = Some(user_id.into());
        self
    }
    /// Filter for the participant with this room id.
    pub fn room_id(mut self, room_id: impl Into<super::room::RoomId>) -> Self {
        self.room_id = Some(room_id.into());
        self
    }
    /// Number of participants on a page.
    ///
    /// Range: 20 to 100. Defaults to `20`.
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.page_size = Some(page_size);
        self
    }
    /// Page token from the previous response. Leave out the page token to start from the beginning.
    pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
        self.page_token = Some(page_token.into());
        self
    }
    /// Filter for participants who had this role in the webinar.
    pub fn webinar_user_role(
        mut self,
        webinar_user_role: impl Into<WebinarUserRole>,
    ) -> Self {
        self.webinar_user_role = Some(webinar_user_role.into());
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

impl rt::Endpoint for Get {
    type Response = GetResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "participant_list.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/participant_list",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOM_DETAILINFO_READ,
        ],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::INVALID_MEETING_NUMBER,
            Self::INVALID_MEETING_NUMBER_LENGTH,
            Self::INVALID_START_TIME,
            Self::INVALID_END_TIME,
            Self::BOTH_USER_AND_ROOM,
            Self::MEETING_NOT_FOUND,
            Self::ROOM_ID_NOT_SUPPORTED,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/participant_list/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("meeting_start_time", &self.meeting_start_time);
        request.query("meeting_end_time", &self.meeting_end_time);
        request.query("meeting_status", &self.meeting_status);
        request.query("meeting_no", &self.meeting_no);
        request.query("user_id", &self.user_id);
        request.query("room_id", &self.room_id);
        request.query("page_size", &self.page_size);
        request.query("page_token", &self.page_token);
        request.query("webinar_user_role", &self.webinar_user_role);
        request.query("user_id_type", &self.user_id_type);
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
            meeting_start_time: parts.query("meeting_start_time")?,
            meeting_end_time: parts.query("meeting_end_time")?,
            meeting_status: parts.query_option("meeting_status"),
            meeting_no: parts.query("meeting_no")?,
            user_id: parts.query_option("user_id"),
            room_id: parts.query_option("room_id"),
            page_size: parts.query_option("page_size"),
            page_token: parts.query_option("page_token"),
            webinar_user_role: parts.query_option("webinar_user_role"),
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

impl rt::Paged for Get {
    type Item = ParticipantInfo;
    fn page_token(&mut self) -> &mut Option<String> {
        &mut self.page_token
    }
    fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
        (response.has_more, response.page_token.as_deref())
    }
    fn into_items(response: Self::Response) -> Vec<Self::Item> {
        response.participants
    }
}

rt::paged!(Get);

#[cfg(feature = "testing")]
impl rt::ServedPages for Get {
    fn requested_page_size(&self) -> Option<i64> {
        self.page_size
    }
    fn page(items: Vec<Self::Item>, next: Option<String>) -> Self::Reply {
        let mut response: Self::Reply = rt::Sample::sample();
        response.participants = items;
        response.has_more = Some(next.is_some());
        response.page_token = next;
        response
    }
}

/// Response of [`participant_list.get`](super::participant_list::ParticipantList::get).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct GetResponse {
    /// Participants on this page.
    pub participants: Vec<ParticipantInfo>,
    /// Page token of the next page. Present only while `has_more` is true.
    pub page_token: Option<String>,
    /// Whether there is another page.
    pub has_more: Option<bool>,
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
            "participants" => value.strict().list(&mut self.participants),
            "page_token" => value.strict().option(&mut self.page_token),
            "has_more" => value.strict().option(&mut self.has_more),
            _ => value.skip(),
        }
    }
}

rt::decode!(GetResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for GetResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("participants", &self.participants);
        out.some("page_token", &self.page_token);
        out.some("has_more", &self.has_more);
    }
}

rt::encode_received!(GetResponse);

#[cfg(feature = "testing")]
impl rt::Sample for GetResponse {
    fn sample() -> Self {
        Self {
            participants: vec![rt::Sample::sample()],
            page_token: Some("text".into()),
            has_more: Some(true),
        }
    }
}

/// Role in a webinar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WebinarUserRole {
    /// A guest who may speak.
    GuestSpeaker,
    /// A member of the audience.
    Audience,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(WebinarUserRole { GuestSpeaker = "0", Audience = "3" });

#[cfg(feature = "testing")]
impl rt::Sample for WebinarUserRole {
    fn sample() -> Self {
        "0".into()
    }
}

/// Participant in a list for administrators. Times are human-readable texts.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ParticipantInfo {
    /// Name of the participant.
    pub participant_name: Option<String>,
    /// Name of the department of the participant.
    pub department: Option<String>,
    /// Id of a user. The `user_id_type` of the call selects the kind of id, by default the open id.
    pub user_id: Option<super::types::UserId>,
    /// Id of a meeting room. [`room.list`](super::room::Rooms::list) and [`room.search`](super::room::Rooms::search) return this id. Operations on one room, such as [`room.get`](super::room::Rooms::get) and [`room.patch`](super::room::Rooms::patch), require this id.
    pub meeting_room_id: Option<super::room::RoomId>,
    /// Employee number of the participant.
    pub employee_id: Option<String>,
    /// Telephone number of the participant.
    pub phone: Option<String>,
    /// E-mail address of the participant.
    pub email: Option<String>,
    /// Device of the participant.
    pub device: Option<String>,
    /// Version of the Feishu or Lark client of the participant.
    pub app_version: Option<String>,
    /// Public IP address of the participant.
    pub public_ip: Option<String>,
    /// IP address of the participant in the local network.
    pub internal_ip: Option<String>,
    /// Whether a proxy was used.
    pub use_rtc_proxy: Option<bool>,
    /// Location of the participant.
    pub location: Option<String>,
    /// Kind of network that the participant used.
    pub network_type: Option<String>,
    /// Kind of connection that the participant used.
    pub protocol: Option<String>,
    /// Microphone that was used.
    pub microphone: Option<String>,
    /// Loudspeaker that was used.
    pub speaker: Option<String>,
    /// Camera that was used.
    pub camera: Option<String>,
    /// Whether audio was used.
    pub audio: Option<bool>,
    /// Whether video was used.
    pub video: Option<bool>,
    /// Whether content was shared.
    pub sharing: Option<bool>,
    /// Time at which the participant joined.
    pub join_time: Option<String>,
    /// Time at which the participant left.
    pub leave_time: Option<String>,
    /// Time that the participant spent in the meeting, exact to the second.
    pub time_in_meeting: Option<String>,
    /// Reason why the participant left.
    pub leave_reason: Option<String>,
    /// Response of the participant to the calendar invitation.
    pub accept_status: Option<ParticipantInfoAcceptStatus>,
    /// Whether the participant is from outside the tenant.
    pub is_external: Option<bool>,
    /// Role of the participant in the webinar.
    pub webinar_user_role: Option<WebinarUserRole>,
}

impl rt::Decode for ParticipantInfo {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "participant_name" => value.option(&mut self.participant_name),
            "department" => value.option(&mut self.department),
            "user_id" => value.option(&mut self.user_id),
            "meeting_room_id" => value.option(&mut self.meeting_room_id),
            "employee_id" => value.option(&mut self.employee_id),
            "phone" => value.option(&mut self.phone),
            "email" => value.option(&mut self.email),
            "device" => value.option(&mut self.device),
            "app_version" => value.option(&mut self.app_version),
            "public_ip" => value.option(&mut self.public_ip),
            "internal_ip" => value.option(&mut self.internal_ip),
            "use_rtc_proxy" => value.option(&mut self.use_rtc_proxy),
            "location" => value.option(&mut self.location),
            "network_type" => value.option(&mut self.network_type),
            "protocol" => value.option(&mut self.protocol),
            "microphone" => value.option(&mut self.microphone),
            "speaker" => value.option(&mut self.speaker),
            "camera" => value.option(&mut self.camera),
            "audio" => value.option(&mut self.audio),
            "video" => value.option(&mut self.video),
            "sharing" => value.option(&mut self.sharing),
            "join_time" => value.option(&mut self.join_time),
            "leave_time" => value.option(&mut self.leave_time),
            "time_in_meeting" => value.option(&mut self.time_in_meeting),
            "leave_reason" => value.option(&mut self.leave_reason),
            "accept_status" => value.option(&mut self.accept_status),
            "is_external" => value.option(&mut self.is_external),
            "webinar_user_role" => value.option(&mut self.webinar_user_role),
            _ => value.skip(),
        }
    }
}

rt::decode!(ParticipantInfo);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ParticipantInfo {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("participant_name", &self.participant_name);
        out.some("department", &self.department);
        out.some("user_id", &self.user_id);
        out.some("meeting_room_id", &self.meeting_room_id);
        out.some("employee_id", &self.employee_id);
        out.some("phone", &self.phone);
        out.some("email", &self.email);
        out.some("device", &self.device);
        out.some("app_version", &self.app_version);
        out.some("public_ip", &self.public_ip);
        out.some("internal_ip", &self.internal_ip);
        out.some("use_rtc_proxy", &self.use_rtc_proxy);
        out.some("location", &self.location);
        out.some("network_type", &self.network_type);
        out.some("protocol", &self.protocol);
        out.some("microphone", &self.microphone);
        out.some("speaker", &self.speaker);
        out.some("camera", &self.camera);
        out.some("audio", &self.audio);
        out.some("video", &self.video);
        out.some("sharing", &self.sharing);
        out.some("join_time", &self.join_time);
        out.some("leave_time", &self.leave_time);
        out.some("time_in_meeting", &self.time_in_meeting);
        out.some("leave_reason", &self.leave_reason);
        out.some("accept_status", &self.accept_status);
        out.some("is_external", &self.is_external);
        out.some("webinar_user_role", &self.webinar_user_role);
    }
}

rt::encode_received!(ParticipantInfo);

#[cfg(feature = "testing")]
impl rt::Sample for ParticipantInfo {
    fn sample() -> Self {
        Self {
            participant_name: Some("text".into()),
            department: Some("text".into()),
            user_id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            meeting_room_id: Some("omm_4de32cf10a4358788ff4e09e37ebbf9b".into()),
            employee_id: Some("text".into()),
            phone: Some("text".into()),
            email: Some("text".into()),
            device: Some("text".into()),
            app_version: Some("text".into()),
            public_ip: Some("text".into()),
            internal_ip: Some("text".into()),
            use_rtc_proxy: Some(true),
            location: Some("text".into()),
            network_type: Some("text".into()),
            protocol: Some("text".into()),
            microphone: Some("text".into()),
            speaker: Some("text".into()),
            camera: Some("text".into()),
            audio: Some(true),
            video: Some(true),
            sharing: Some(true),
            join_time: Some("text".into()),
            leave_time: Some("text".into()),
            time_in_meeting: Some("text".into()),
            leave_reason: Some("text".into()),
            accept_status: Some(rt::Sample::sample()),
            is_external: Some(true),
            webinar_user_role: Some(rt::Sample::sample()),
        }
    }
}

/// Response of the participant to the calendar invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParticipantInfoAcceptStatus {
    /// The participant accepted.
    Accepted,
    /// The participant declined.
    Declined,
    /// The participant has not decided yet.
    Tentative,
    /// The participant did not respond.
    NoResponse,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    ParticipantInfoAcceptStatus { Accepted = 1, Declined = 2, Tentative = 3, NoResponse =
    4 }
);

#[cfg(feature = "testing")]
impl rt::Sample for ParticipantInfoAcceptStatus {
    fn sample() -> Self {
        1i64.into()
    }
}
