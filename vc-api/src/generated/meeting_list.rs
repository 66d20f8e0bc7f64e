// Generated from spec/meeting_list.yaml by `cargo xtask regen`; do not edit.
//! Lists of meetings, for administrators.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Lists of meetings, for administrators.
    ///
    /// See the module [`meeting_list`](self).
    pub fn meeting_list(&self) -> MeetingList<'_, K> {
        MeetingList(self)
    }
}

/// Operations of the resource [`meeting_list`](rt::Session::meeting_list).
#[derive(Debug)]
pub struct MeetingList<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> MeetingList<'_, K> {
    /// List meetings.
    ///
    /// Returns the meetings in a time range, page by page. If the call sets more than one of `meeting_no`, `user_id`, `room_id` and `meeting_type`, the call fails.
    ///
    /// # Arguments
    ///
    /// - `start_time`: Start of the time range. The start must not be in the future.
    /// - `end_time`: End of the time range, at most a year after `start_time`.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/meeting_list`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room:readonly`, `vc:rooms.room.detailinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting_list/get>)
    pub fn get(
        &self,
        start_time: impl Into<rt::UnixSeconds>,
        end_time: impl Into<rt::UnixSeconds>,
    ) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            start_time: start_time.into(),
            end_time: end_time.into(),
            meeting_status: None,
            meeting_no: None,
            user_id: None,
            room_id: None,
            meeting_type: None,
            page_size: None,
            page_token: None,
            include_external_meetings: None,
            include_webinar: None,
            user_id_type: None,
        }
    }
}

/// Call of [`MeetingList::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub start_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub end_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub meeting_status: Option<MeetingListStatus>,
    #[doc(hidden)]
    pub meeting_no: Option<super::meeting::MeetingNo>,
    #[doc(hidden)]
    pub user_id: Option<super::types::UserId>,
    #[doc(hidden)]
    pub room_id: Option<super::room::RoomId>,
    #[doc(hidden)]
    pub meeting_type: Option<MeetingListType>,
    #[doc(hidden)]
    pub page_size: Option<i64>,
    #[doc(hidden)]
    pub page_token: Option<String>,
    #[doc(hidden)]
    pub include_external_meetings: Option<bool>,
    #[doc(hidden)]
    pub include_webinar: Option<bool>,
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
    /// 126006: end time cannot exceed start time for one year or smaller than start time (HTTP 400).
    pub const INVALID_END_TIME: rt::ListedError = rt::ListedError::new(
        Some(400),
        126006,
        "end time cannot exceed start time for one year or smaller than start time",
        "INVALID_END_TIME",
    );
    /// 126008: filter condition should be set only one (HTTP 400).
    pub const TOO_MANY_FILTERS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126008,
        "filter condition should be set only one",
        "TOO_MANY_FILTERS",
    );
    /// 126015: not support room_id (HTTP 400).
    pub const ROOM_ID_NOT_SUPPORTED: rt::ListedError = rt::ListedError::new(
        Some(400),
        126015,
        "not support room_id",
        "ROOM_ID_NOT_SUPPORTED",
    );
    /// 126016: end time cannot exceed start time for one month or smaller than start time for future schedule list (HTTP 400).
    pub const INVALID_FUTURE_END_TIME: rt::ListedError = rt::ListedError::new(
        Some(400),
        126016,
        "end time cannot exceed start time for one month or smaller than start time for future schedule list",
        "INVALID_FUTURE_END_TIME",
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
    /// Filter for meetings with this status. `Ended` by default. `Upcoming` (3) is not available.
    pub fn meeting_status(mut self, meeting_status: MeetingListStatus) -> Self {
        self.meeting_status = Some(meeting_status);
        self
    }
    /// Filter for meetings with this number.
    pub fn meeting_no(
        mut self,
        meeting_no: impl Into<super::meeting::MeetingNo>,
    ) -> Self {
        self.meeting_no = Some(meeting_no.into());
        self
    }
    /// Filter for meetings in which this user took part.
    pub fn user_id(mut self, user_id: impl Into<super::types::UserId>) -> Self {
        self.user_id = Some(user_id.into());
        self
    }
    /// Filter for meetings in which this room took part.
    pub fn room_id(mut self, room_id: impl Into<super::room::RoomId>) -> Self {
        self.room_id = Some(room_id.into());
        self
    }
    /// Filter for meetings of this type. `All` by default.
    pub fn meeting_type(mut self, meeting_type: MeetingListType) -> Self {
        self.meeting_type = Some(meeting_type);
        self
    }
    /// Number of meetings on a page.
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
    /// Whether to include meetings that the platform marks as external. False by default.
    pub fn include_external_meetings(mut self, include_external_meetings: bool) -> Self {
        self.include_external_meetings = Some(include_external_meetings);
        self
    }
    /// Whether to include webinars. False by default.
    pub fn include_webinar(mut self, include_webinar: bool) -> Self {
        self.include_webinar = Some(include_webinar);
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
        id: "meeting_list.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/meeting_list",
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
            Self::TOO_MANY_FILTERS,
            Self::ROOM_ID_NOT_SUPPORTED,
            Self::INVALID_FUTURE_END_TIME,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting_list/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("start_time", &self.start_time);
        request.query("end_time", &self.end_time);
        request.query("meeting_status", &self.meeting_status);
        request.query("meeting_no", &self.meeting_no);
        request.query("user_id", &self.user_id);
        request.query("room_id", &self.room_id);
        request.query("meeting_type", &self.meeting_type);
        request.query("page_size", &self.page_size);
        request.query("page_token", &self.page_token);
        request.query("include_external_meetings", &self.include_external_meetings);
        request.query("include_webinar", &self.include_webinar);
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
            start_time: parts.query("start_time")?,
            end_time: parts.query("end_time")?,
            meeting_status: parts.query_option("meeting_status"),
            meeting_no: parts.query_option("meeting_no"),
            user_id: parts.query_option("user_id"),
            room_id: parts.query_option("room_id"),
            meeting_type: parts.query_option("meeting_type"),
            page_size: parts.query_option("page_size"),
            page_token: parts.query_option("page_token"),
            include_external_meetings: parts.query_option("include_external_meetings"),
            include_webinar: parts.query_option("include_webinar"),
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

impl rt::Paged for Get {
    type Item = MeetingInfo;
    fn page_token(&mut self) -> &mut Option<String> {
        &mut self.page_token
    }
    fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
        (response.has_more, response.page_token.as_deref())
    }
    fn into_items(response: Self::Response) -> Vec<Self::Item> {
        response.meeting_list
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
        response.meeting_list = items;
        response.has_more = Some(next.is_some());
        response.page_token = next;
        response
    }
}

/// Response of [`meeting_list.get`](super::meeting_list::MeetingList::get).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct GetResponse {
    /// Meetings on this page.
    pub meeting_list: Vec<MeetingInfo>,
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
            "meeting_list" => value.strict().list(&mut self.meeting_list),
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
        out.always("meeting_list", &self.meeting_list);
        out.some("page_token", &self.page_token);
        out.some("has_more", &self.has_more);
    }
}

rt::encode_received!(GetResponse);

#[cfg(feature = "testing")]
impl rt::Sample for GetResponse {
    fn sample() -> Self {
        Self {
            meeting_list: vec![rt::Sample::sample()],
            page_token: Some("text".into()),
            has_more: Some(true),
        }
    }
}

/// Status of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeetingListStatus {
    /// The meeting is in progress.
    Ongoing,
    /// The meeting has ended.
    Ended,
    /// The meeting has not started yet.
    Upcoming,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(MeetingListStatus { Ongoing = 1, Ended = 2, Upcoming = 3 });

#[cfg(feature = "testing")]
impl rt::Sample for MeetingListStatus {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Kind of meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeetingListType {
    /// A meeting of any kind. This value is the default.
    All,
    /// A video meeting.
    Meeting,
    /// Local screen sharing.
    ScreenShare,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(MeetingListType { All = 1, Meeting = 2, ScreenShare = 3 });

#[cfg(feature = "testing")]
impl rt::Sample for MeetingListType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Meeting in a list for administrators. Times and numbers are human-readable texts.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingInfo {
    /// Meeting number of 9 digits, despite the name of the field. The field `meeting_instance_id` contains the meeting id.
    pub meeting_id: Option<super::meeting::MeetingNo>,
    /// Topic of the meeting.
    pub meeting_topic: Option<String>,
    /// Kind of meeting.
    pub meeting_type: Option<MeetingListType>,
    /// Name of the organizer.
    pub organizer: Option<String>,
    /// Name of the department of the organizer.
    pub department: Option<String>,
    /// Id of the organizer.
    pub user_id: Option<super::types::UserId>,
    /// Employee number of the organizer.
    pub employee_id: Option<String>,
    /// E-mail address of the organizer.
    pub email: Option<String>,
    /// Mobile phone number of the organizer.
    pub mobile: Option<String>,
    /// Start time of the meeting.
    pub meeting_start_time: Option<String>,
    /// End time of the meeting.
    pub meeting_end_time: Option<String>,
    /// Duration of the meeting, exact to the second.
    pub meeting_duration: Option<String>,
    /// Number of people who took part.
    pub number_of_participants: Option<String>,
    /// Total number of devices that joined.
    pub number_of_devices: Option<String>,
    /// Whether audio was used.
    pub audio: Option<bool>,
    /// Whether video was used.
    pub video: Option<bool>,
    /// Whether content was shared.
    pub sharing: Option<bool>,
    /// Whether the meeting was recorded.
    pub recording: Option<bool>,
    /// Whether a telephone was used.
    pub telephone: Option<bool>,
    /// Rooms that are booked for the meeting. Present only for upcoming meetings.
    pub reserved_rooms: Vec<ReservedRoom>,
    /// Whether there are documents or notes about the meeting.
    pub has_related_document: Option<bool>,
    /// Whether AI took notes.
    pub ai_note: Option<bool>,
    /// Whether the platform marks the meeting as external.
    pub is_external: Option<bool>,
    /// Subtype of a meeting.
    pub meeting_subtype: Option<MeetingSubtype>,
    /// Id of a meeting. The id exists from the start of the meeting. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) finds the id for a meeting number, and [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting) finds the id for a reservation. A meeting id is not a reservation id.
    pub meeting_instance_id: Option<super::meeting::MeetingId>,
    /// Number of viewers of the webinar.
    pub number_of_webinar_viewers: Option<String>,
}

impl rt::Decode for MeetingInfo {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "meeting_id" => value.option(&mut self.meeting_id),
            "meeting_topic" => value.option(&mut self.meeting_topic),
            "meeting_type" => value.option(&mut self.meeting_type),
            "organizer" => value.option(&mut self.organizer),
            "department" => value.option(&mut self.department),
            "user_id" => value.option(&mut self.user_id),
            "employee_id" => value.option(&mut self.employee_id),
            "email" => value.option(&mut self.email),
            "mobile" => value.option(&mut self.mobile),
            "meeting_start_time" => value.option(&mut self.meeting_start_time),
            "meeting_end_time" => value.option(&mut self.meeting_end_time),
            "meeting_duration" => value.option(&mut self.meeting_duration),
            "number_of_participants" => value.option(&mut self.number_of_participants),
            "number_of_devices" => value.option(&mut self.number_of_devices),
            "audio" => value.option(&mut self.audio),
            "video" => value.option(&mut self.video),
            "sharing" => value.option(&mut self.sharing),
            "recording" => value.option(&mut self.recording),
            "telephone" => value.option(&mut self.telephone),
            "reserved_rooms" => value.list(&mut self.reserved_rooms),
            "has_related_document" => value.option(&mut self.has_related_document),
            "ai_note" => value.option(&mut self.ai_note),
            "is_external" => value.option(&mut self.is_external),
            "meeting_subtype" => value.option(&mut self.meeting_subtype),
            "meeting_instance_id" => value.option(&mut self.meeting_instance_id),
            "number_of_webinar_viewers" => {
                value.option(&mut self.number_of_webinar_viewers)
            }
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingInfo);

#[cfg(feature = "encode-responses")]
impl rt::Encode for MeetingInfo {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("meeting_id", &self.meeting_id);
        out.some("meeting_topic", &self.meeting_topic);
        out.some("meeting_type", &self.meeting_type);
        out.some("organizer", &self.organizer);
        out.some("department", &self.department);
        out.some("user_id", &self.user_id);
        out.some("employee_id", &self.employee_id);
        out.some("email", &self.email);
        out.some("mobile", &self.mobile);
        out.some("meeting_start_time", &self.meeting_start_time);
        out.some("meeting_end_time", &self.meeting_end_time);
        out.some("meeting_duration", &self.meeting_duration);
        out.some("number_of_participants", &self.number_of_participants);
        out.some("number_of_devices", &self.number_of_devices);
        out.some("audio", &self.audio);
        out.some("video", &self.video);
        out.some("sharing", &self.sharing);
        out.some("recording", &self.recording);
        out.some("telephone", &self.telephone);
        out.always("reserved_rooms", &self.reserved_rooms);
        out.some("has_related_document", &self.has_related_document);
        out.some("ai_note", &self.ai_note);
        out.some("is_external", &self.is_external);
        out.some("meeting_subtype", &self.meeting_subtype);
        out.some("meeting_instance_id", &self.meeting_instance_id);
        out.some("number_of_webinar_viewers", &self.number_of_webinar_viewers);
    }
}

rt::encode_received!(MeetingInfo);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingInfo {
    fn sample() -> Self {
        Self {
            meeting_id: Some("123456789".into()),
            meeting_topic: Some("text".into()),
            meeting_type: Some(rt::Sample::sample()),
            organizer: Some("text".into()),
            department: Some("text".into()),
            user_id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            employee_id: Some("text".into()),
            email: Some("text".into()),
            mobile: Some("text".into()),
            meeting_start_time: Some("text".into()),
            meeting_end_time: Some("text".into()),
            meeting_duration: Some("text".into()),
            number_of_participants: Some("text".into()),
            number_of_devices: Some("text".into()),
            audio: Some(true),
            video: Some(true),
            sharing: Some(true),
            recording: Some(true),
            telephone: Some(true),
            reserved_rooms: vec![rt::Sample::sample()],
            has_related_document: Some(true),
            ai_note: Some(true),
            is_external: Some(true),
            meeting_subtype: Some(rt::Sample::sample()),
            meeting_instance_id: Some("6911188411932033028".into()),
            number_of_webinar_viewers: Some("text".into()),
        }
    }
}

/// Subtype of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeetingSubtype {
    /// A meeting of any subtype. This value is the default.
    All,
    /// Screen sharing.
    ScreenShare,
    /// Screen sharing through a cable.
    WiredScreenShare,
    /// A meeting in which documents were shared with Magic Share.
    MagicShare,
    /// A chat room.
    ChatRoom,
    /// A meeting in which people read a document together.
    ReadingMeeting,
    /// A call with an office telephone of the company.
    EnterprisePhone,
    /// A call with an IP telephone.
    IpPhone,
    /// A webinar.
    Webinar,
    /// An offline meeting.
    Offline,
    /// A meeting of the product Minutes.
    Minutes,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    MeetingSubtype { All = 0, ScreenShare = 1, WiredScreenShare = 2, MagicShare = 3,
    ChatRoom = 4, ReadingMeeting = 5, EnterprisePhone = 6, IpPhone = 7, Webinar = 8,
    Offline = 9, Minutes = 10 }
);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingSubtype {
    fn sample() -> Self {
        0i64.into()
    }
}

/// A meeting room that is booked for a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ReservedRoom {
    /// Id of a meeting room. [`room.list`](super::room::Rooms::list) and [`room.search`](super::room::Rooms::search) return this id. Operations on one room, such as [`room.get`](super::room::Rooms::get) and [`room.patch`](super::room::Rooms::patch), require this id.
    pub room_id: super::room::RoomId,
    /// Name of the meeting room.
    pub room_name: Option<String>,
}

impl rt::Decode for ReservedRoom {
    const REQUIRED: &'static [&'static str] = &["room_id"];
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "room_id" => value.required(&mut self.room_id),
            "room_name" => value.option(&mut self.room_name),
            _ => value.skip(),
        }
    }
}

rt::decode!(ReservedRoom);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ReservedRoom {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("room_id", &self.room_id);
        out.some("room_name", &self.room_name);
    }
}

rt::encode_received!(ReservedRoom);

#[cfg(feature = "testing")]
impl rt::Sample for ReservedRoom {
    fn sample() -> Self {
        Self {
            room_id: "omm_4de32cf10a4358788ff4e09e37ebbf9b".into(),
            room_name: Some("text".into()),
        }
    }
}
