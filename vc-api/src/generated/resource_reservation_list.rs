// Generated from spec/resource_reservation_list.yaml by `cargo xtask regen`; do not edit.
//! Lists of bookings of meeting rooms, for administrators.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Lists of bookings of meeting rooms, for administrators.
    ///
    /// See the module [`resource_reservation_list`](self).
    pub fn resource_reservation_list(&self) -> ResourceReservationList<'_, K> {
        ResourceReservationList(self)
    }
}

/// Operations of the resource [`resource_reservation_list`](rt::Session::resource_reservation_list).
#[derive(Debug)]
pub struct ResourceReservationList<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> ResourceReservationList<'_, K> {
    /// List bookings of meeting rooms.
    ///
    /// Returns the bookings of the given rooms, page by page. If `is_exclude` is true, the call returns the bookings of all other rooms below the level `room_level_id`.
    ///
    /// # Arguments
    ///
    /// - `room_level_id`: Id of a room level. If `is_exclude` is true, the call returns bookings of rooms below the level. An id that does not start with `omb` means the level of the tenant.
    /// - `start_time`: Start of the time range. The start must not be in the future.
    /// - `end_time`: End of the time range, at most a day after `start_time`.
    /// - `room_ids`: Rooms to include, or rooms to exclude if `is_exclude` is true. The query string contains one `room_ids=` for each room.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/resource_reservation_list`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room:readonly`, `vc:rooms.room.detailinfo:read`
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/resource_reservation_list/get>)
    pub fn get(
        &self,
        room_level_id: impl Into<super::room_level::RoomLevelId>,
        start_time: impl Into<rt::UnixSeconds>,
        end_time: impl Into<rt::UnixSeconds>,
        room_ids: impl IntoIterator<Item = impl Into<super::room::RoomId>>,
    ) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            room_level_id: room_level_id.into(),
            need_topic: None,
            start_time: start_time.into(),
            end_time: end_time.into(),
            room_ids: room_ids.into_iter().map(Into::into).collect(),
            is_exclude: None,
            page_size: None,
            page_token: None,
        }
    }
}

/// Call of [`ResourceReservationList::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub room_level_id: super::room_level::RoomLevelId,
    #[doc(hidden)]
    pub need_topic: Option<bool>,
    #[doc(hidden)]
    pub start_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub end_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub room_ids: Vec<super::room::RoomId>,
    #[doc(hidden)]
    pub is_exclude: Option<bool>,
    #[doc(hidden)]
    pub page_size: Option<i64>,
    #[doc(hidden)]
    pub page_token: Option<String>,
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
    /// Whether the list contains the topics of the meetings.
    pub fn need_topic(mut self, need_topic: bool) -> Self {
        self.need_topic = Some(need_topic);
        self
    }
    /// Whether to list the bookings of all rooms below the level except the rooms in `room_ids`. False by default.
    pub fn is_exclude(mut self, is_exclude: bool) -> Self {
        self.is_exclude = Some(is_exclude);
        self
    }
    /// Number of bookings on a page.
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
}

impl rt::Endpoint for Get {
    type Response = GetResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "resource_reservation_list.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/resource_reservation_list",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOM_DETAILINFO_READ,
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
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::INVALID_START_TIME,
            Self::INVALID_END_TIME,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/resource_reservation_list/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("room_level_id", &self.room_level_id);
        request.query("need_topic", &self.need_topic);
        request.query("start_time", &self.start_time);
        request.query("end_time", &self.end_time);
        request.query("room_ids", &self.room_ids);
        request.query("is_exclude", &self.is_exclude);
        request.query("page_size", &self.page_size);
        request.query("page_token", &self.page_token);
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
            room_level_id: parts.query("room_level_id")?,
            need_topic: parts.query_option("need_topic"),
            start_time: parts.query("start_time")?,
            end_time: parts.query("end_time")?,
            room_ids: parts.query("room_ids")?,
            is_exclude: parts.query_option("is_exclude"),
            page_size: parts.query_option("page_size"),
            page_token: parts.query_option("page_token"),
        })
    }
}

impl rt::Paged for Get {
    type Item = RoomReservation;
    fn page_token(&mut self) -> &mut Option<String> {
        &mut self.page_token
    }
    fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
        (response.has_more, response.page_token.as_deref())
    }
    fn into_items(response: Self::Response) -> Vec<Self::Item> {
        response.room_reservation_list
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
        response.room_reservation_list = items;
        response.has_more = Some(next.is_some());
        response.page_token = next;
        response
    }
}

/// Response of [`resource_reservation_list.get`](super::resource_reservation_list::ResourceReservationList::get).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct GetResponse {
    /// Bookings on this page.
    pub room_reservation_list: Vec<RoomReservation>,
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
            "room_reservation_list" => {
                value.strict().list(&mut self.room_reservation_list)
            }
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
        out.always("room_reservation_list", &self.room_reservation_list);
        out.some("page_token", &self.page_token);
        out.some("has_more", &self.has_more);
    }
}

rt::encode_received!(GetResponse);

#[cfg(feature = "testing")]
impl rt::Sample for GetResponse {
    fn sample() -> Self {
        Self {
            room_reservation_list: vec![rt::Sample::sample()],
            page_token: Some("text".into()),
            has_more: Some(true),
        }
    }
}

/// Booking of a meeting room, in a list for administrators. Times and numbers are human-readable texts.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RoomReservation {
    /// Id of a meeting room. [`room.list`](super::room::Rooms::list) and [`room.search`](super::room::Rooms::search) return this id. Operations on one room, such as [`room.get`](super::room::Rooms::get) and [`room.patch`](super::room::Rooms::patch), require this id.
    pub room_id: Option<super::room::RoomId>,
    /// Name of the meeting room.
    pub room_name: Option<String>,
    /// Topic of the meeting.
    pub event_title: Option<String>,
    /// Name of the user who booked the room.
    pub reserver: Option<String>,
    /// Id of the user who booked the room.
    pub reserver_user_id: Option<super::types::UserId>,
    /// Name of the department of the user who booked the room.
    pub department_of_reserver: Option<String>,
    /// Number of people who were invited to the meeting.
    pub guests_number: Option<String>,
    /// Number of people who accepted the invitation.
    pub accepted_number: Option<String>,
    /// Start time of the meeting.
    pub event_start_time: Option<String>,
    /// End time of the meeting.
    pub event_end_time: Option<String>,
    /// Duration of the meeting.
    pub event_duration: Option<String>,
    /// Status of the booking.
    pub reservation_status: Option<String>,
    /// Device with which people checked in.
    pub check_in_device: Option<String>,
    /// Human-readable text about whether people checked in.
    pub room_check_in_status: Option<String>,
    /// Time at which people checked in.
    pub check_in_time: Option<String>,
    /// Human-readable text about whether the room was released early.
    pub is_release_early: Option<String>,
    /// User who released the room.
    pub releasing_person: Option<String>,
    /// Time at which the room was released.
    pub releasing_time: Option<String>,
}

impl rt::Decode for RoomReservation {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "room_id" => value.option(&mut self.room_id),
            "room_name" => value.option(&mut self.room_name),
            "event_title" => value.option(&mut self.event_title),
            "reserver" => value.option(&mut self.reserver),
            "reserver_user_id" => value.option(&mut self.reserver_user_id),
            "department_of_reserver" => value.option(&mut self.department_of_reserver),
            "guests_number" => value.option(&mut self.guests_number),
            "accepted_number" => value.option(&mut self.accepted_number),
            "event_start_time" => value.option(&mut self.event_start_time),
            "event_end_time" => value.option(&mut self.event_end_time),
            "event_duration" => value.option(&mut self.event_duration),
            "reservation_status" => value.option(&mut self.reservation_status),
            "check_in_device" => value.option(&mut self.check_in_device),
            "room_check_in_status" => value.option(&mut self.room_check_in_status),
            "check_in_time" => value.option(&mut self.check_in_time),
            "is_release_early" => value.option(&mut self.is_release_early),
            "releasing_person" => value.option(&mut self.releasing_person),
            "releasing_time" => value.option(&mut self.releasing_time),
            _ => value.skip(),
        }
    }
}

rt::decode!(RoomReservation);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RoomReservation {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("room_id", &self.room_id);
        out.some("room_name", &self.room_name);
        out.some("event_title", &self.event_title);
        out.some("reserver", &self.reserver);
        out.some("reserver_user_id", &self.reserver_user_id);
        out.some("department_of_reserver", &self.department_of_reserver);
        out.some("guests_number", &self.guests_number);
        out.some("accepted_number", &self.accepted_number);
        out.some("event_start_time", &self.event_start_time);
        out.some("event_end_time", &self.event_end_time);
        out.some("event_duration", &self.event_duration);
        out.some("reservation_status", &self.reservation_status);
        out.some("check_in_device", &self.check_in_device);
        out.some("room_check_in_status", &self.room_check_in_status);
        out.some("check_in_time", &self.check_in_time);
        out.some("is_release_early", &self.is_release_early);
        out.some("releasing_person", &self.releasing_person);
        out.some("releasing_time", &self.releasing_time);
    }
}

rt::encode_received!(RoomReservation);

#[cfg(feature = "testing")]
impl rt::Sample for RoomReservation {
    fn sample() -> Self {
        Self {
            room_id: Some("omm_4de32cf10a4358788ff4e09e37ebbf9b".into()),
            room_name: Some("text".into()),
            event_title: Some("text".into()),
            reserver: Some("text".into()),
            reserver_user_id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            department_of_reserver: Some("text".into()),
            guests_number: Some("text".into()),
            accepted_number: Some("text".into()),
            event_start_time: Some("text".into()),
            event_end_time: Some("text".into()),
            event_duration: Some("text".into()),
            reservation_status: Some("text".into()),
            check_in_device: Some("text".into()),
            room_check_in_status: Some("text".into()),
            check_in_time: Some("text".into()),
            is_release_early: Some("text".into()),
            releasing_person: Some("text".into()),
            releasing_time: Some("text".into()),
        }
    }
}
