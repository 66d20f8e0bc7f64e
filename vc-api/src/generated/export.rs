// Generated from spec/export.yaml by `cargo xtask regen`; do not edit.
//! Exports of meeting data to files.
//!
//! An export runs as a task. Call [`export.get`](super::export::Exports::get) until the task is done. Then download the file with [`export.download`](super::export::Exports::download).

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Exports of meeting data to files.
    ///
    /// See the module [`export`](self).
    pub fn exports(&self) -> Exports<'_, K> {
        Exports(self)
    }
}

/// Operations of the resource [`exports`](rt::Session::exports).
#[derive(Debug)]
pub struct Exports<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> Exports<'_, K> {
    /// Download an exported file.
    ///
    /// # Arguments
    ///
    /// - `file_token`: Token of the file to download.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/exports/download`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:export`, `vc:meeting:export`
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/download>)
    pub fn download(&self, file_token: impl Into<FileToken>) -> Download
    where
        K: super::tokens::TenantOrUser,
    {
        Download {
            call: self.0.prepare(),
            file_token: file_token.into(),
        }
    }
    /// Get the result of an export.
    ///
    /// # Arguments
    ///
    /// - `task_id`: Id of the export task.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/exports/{task_id}`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:export`, `vc:meeting:export`
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/get>)
    pub fn get(&self, task_id: impl Into<ExportTaskId>) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            task_id: task_id.into(),
        }
    }
    /// Export a list of meetings.
    ///
    /// Starts a task that writes the list to a file. [`export.get`](super::export::Exports::get) returns the result of the task.
    /// The call may set at most one of `meeting_no`, `user_id`, `room_id` and `meeting_type`.
    ///
    /// # Arguments
    ///
    /// - `start_time`: Start of the time range.
    /// - `end_time`: End of the time range.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/exports/meeting_list`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:export`, `vc:meeting:export`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/meeting_list>)
    pub fn meeting_list(
        &self,
        start_time: impl Into<rt::UnixSeconds>,
        end_time: impl Into<rt::UnixSeconds>,
    ) -> MeetingList
    where
        K: super::tokens::TenantOrUser,
    {
        MeetingList {
            call: self.0.prepare(),
            user_id_type: None,
            start_time: start_time.into(),
            end_time: end_time.into(),
            meeting_status: None,
            meeting_no: None,
            user_id: None,
            room_id: None,
            meeting_type: None,
        }
    }
    /// Export a list of participants.
    ///
    /// Starts a task that writes the list to a file. [`export.get`](super::export::Exports::get) returns the result of the task.
    /// The call may set at most one of `user_id` and `room_id`.
    ///
    /// # Arguments
    ///
    /// - `meeting_start_time`: Start time of the meeting.
    /// - `meeting_end_time`: Exact end time of the meeting. For an ongoing meeting, the current time is sufficient.
    /// - `meeting_no`: Number of the meeting.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/exports/participant_list`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:export`, `vc:meeting:export`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/participant_list>)
    pub fn participant_list(
        &self,
        meeting_start_time: impl Into<rt::UnixSeconds>,
        meeting_end_time: impl Into<rt::UnixSeconds>,
        meeting_no: impl Into<super::meeting::MeetingNo>,
    ) -> ParticipantList
    where
        K: super::tokens::TenantOrUser,
    {
        ParticipantList {
            call: self.0.prepare(),
            user_id_type: None,
            meeting_start_time: meeting_start_time.into(),
            meeting_end_time: meeting_end_time.into(),
            meeting_status: None,
            meeting_no: meeting_no.into(),
            user_id: None,
            room_id: None,
        }
    }
    /// Export a participant's connection quality.
    ///
    /// Starts a task that writes the measurements to a file. [`export.get`](super::export::Exports::get) returns the result of the task.
    /// The call must set exactly one of `user_id` and `room_id`.
    ///
    /// # Arguments
    ///
    /// - `meeting_start_time`: Start time of the meeting, exact to the minute.
    /// - `meeting_end_time`: End time of the meeting.
    /// - `meeting_no`: Number of the meeting.
    /// - `join_time`: Time at which the participant joined. [`participant_list.get`](super::participant_list::ParticipantList::get) returns this time.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/exports/participant_quality_list`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:export`, `vc:meeting:export`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/participant_quality_list>)
    pub fn participant_quality_list(
        &self,
        meeting_start_time: impl Into<rt::UnixSeconds>,
        meeting_end_time: impl Into<rt::UnixSeconds>,
        meeting_no: impl Into<super::meeting::MeetingNo>,
        join_time: impl Into<rt::UnixSeconds>,
    ) -> ParticipantQualityList
    where
        K: super::tokens::TenantOrUser,
    {
        ParticipantQualityList {
            call: self.0.prepare(),
            user_id_type: None,
            meeting_start_time: meeting_start_time.into(),
            meeting_end_time: meeting_end_time.into(),
            meeting_no: meeting_no.into(),
            join_time: join_time.into(),
            user_id: None,
            room_id: None,
        }
    }
    /// Export bookings of meeting rooms.
    ///
    /// Starts a task that writes the list of bookings to a file. [`export.get`](super::export::Exports::get) returns the result of the task.
    ///
    /// # Arguments
    ///
    /// - `room_level_id`: Room level that contains the rooms.
    /// - `start_time`: Start of the time range.
    /// - `end_time`: End of the time range.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/exports/resource_reservation_list`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:export`, `vc:meeting:export`
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/resource_reservation_list>)
    pub fn resource_reservation_list(
        &self,
        room_level_id: impl Into<super::room_level::RoomLevelId>,
        start_time: impl Into<rt::UnixSeconds>,
        end_time: impl Into<rt::UnixSeconds>,
    ) -> ResourceReservationList
    where
        K: super::tokens::TenantOrUser,
    {
        ResourceReservationList {
            call: self.0.prepare(),
            room_level_id: room_level_id.into(),
            need_topic: None,
            start_time: start_time.into(),
            end_time: end_time.into(),
            room_ids: None,
            is_exclude: None,
        }
    }
}

/// Call of [`Exports::download`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Download {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub file_token: FileToken,
}

impl Download {
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
}

impl rt::Endpoint for Download {
    type Response = rt::Download;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "export.download",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/exports/download",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_EXPORT, super::scopes::VC_MEETING_EXPORT],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::File,
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/download",
        ),
    };
}

impl rt::Call for Download {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("file_token", &self.file_token);
        request
    }
}

rt::callable!(Download, download);

#[cfg(feature = "testing")]
impl rt::Served for Download {
    type Reply = rt::File;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            file_token: parts.query("file_token")?,
        })
    }
}

/// Call of [`Exports::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub task_id: ExportTaskId,
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
}

impl rt::Endpoint for Get {
    type Response = GetResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "export.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/exports/{task_id}",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_EXPORT, super::scopes::VC_MEETING_EXPORT],
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
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("task_id", &self.task_id);
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
            task_id: parts.path("task_id")?,
        })
    }
}

/// Response of [`export.get`](super::export::Exports::get).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct GetResponse {
    /// Status of an export.
    pub status: Option<ExportStatus>,
    /// Address of the exported file.
    pub url: Option<String>,
    /// Token of the exported file.
    pub file_token: Option<FileToken>,
    /// Reason why the export failed.
    pub fail_msg: Option<String>,
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
            "status" => value.option(&mut self.status),
            "url" => value.option(&mut self.url),
            "file_token" => value.option(&mut self.file_token),
            "fail_msg" => value.option(&mut self.fail_msg),
            _ => value.skip(),
        }
    }
}

rt::decode!(GetResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for GetResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("status", &self.status);
        out.some("url", &self.url);
        out.some("file_token", &self.file_token);
        out.some("fail_msg", &self.fail_msg);
    }
}

rt::encode_received!(GetResponse);

#[cfg(feature = "testing")]
impl rt::Sample for GetResponse {
    fn sample() -> Self {
        Self {
            status: Some(rt::Sample::sample()),
            url: Some("text".into()),
            file_token: Some(
                "6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe6fHq5yZeY2Jz6yLqYAMAY46fZfEz64Lr5fYyYQ=="
                    .into(),
            ),
            fail_msg: Some("text".into()),
        }
    }
}

/// Call of [`Exports::meeting_list`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct MeetingList {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub start_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub end_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub meeting_status: Option<super::meeting_list::MeetingListStatus>,
    #[doc(hidden)]
    pub meeting_no: Option<super::meeting::MeetingNo>,
    #[doc(hidden)]
    pub user_id: Option<super::types::UserId>,
    #[doc(hidden)]
    pub room_id: Option<super::room::RoomId>,
    #[doc(hidden)]
    pub meeting_type: Option<super::meeting_list::MeetingListType>,
}

impl MeetingList {
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
    /// Filter for meetings with this status. `Ended` by default.
    pub fn meeting_status(
        mut self,
        meeting_status: super::meeting_list::MeetingListStatus,
    ) -> Self {
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
    pub fn meeting_type(
        mut self,
        meeting_type: super::meeting_list::MeetingListType,
    ) -> Self {
        self.meeting_type = Some(meeting_type);
        self
    }
}

impl rt::Endpoint for MeetingList {
    type Response = ExportTaskId;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "export.meeting_list",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/exports/meeting_list",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_EXPORT, super::scopes::VC_MEETING_EXPORT],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::Field("task_id"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/meeting_list",
        ),
    };
}

impl rt::Call for MeetingList {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.text("start_time", &self.start_time);
                body.text("end_time", &self.end_time);
                body.some("meeting_status", &self.meeting_status);
                body.some("meeting_no", &self.meeting_no);
                body.some("user_id", &self.user_id);
                body.some("room_id", &self.room_id);
                body.some("meeting_type", &self.meeting_type);
            });
        request
    }
}

rt::callable!(MeetingList, send);

#[cfg(feature = "testing")]
impl rt::Served for MeetingList {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            user_id_type: parts.query_option("user_id_type"),
            start_time: parts.body("start_time")?,
            end_time: parts.body("end_time")?,
            meeting_status: parts.body_option("meeting_status"),
            meeting_no: parts.body_option("meeting_no"),
            user_id: parts.body_option("user_id"),
            room_id: parts.body_option("room_id"),
            meeting_type: parts.body_option("meeting_type"),
        })
    }
}

/// Call of [`Exports::participant_list`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct ParticipantList {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
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
}

impl ParticipantList {
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
}

impl rt::Endpoint for ParticipantList {
    type Response = ExportTaskId;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "export.participant_list",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/exports/participant_list",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_EXPORT, super::scopes::VC_MEETING_EXPORT],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::Field("task_id"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/participant_list",
        ),
    };
}

impl rt::Call for ParticipantList {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.text("meeting_start_time", &self.meeting_start_time);
                body.text("meeting_end_time", &self.meeting_end_time);
                body.some("meeting_status", &self.meeting_status);
                body.always("meeting_no", &self.meeting_no);
                body.some("user_id", &self.user_id);
                body.some("room_id", &self.room_id);
            });
        request
    }
}

rt::callable!(ParticipantList, send);

#[cfg(feature = "testing")]
impl rt::Served for ParticipantList {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            user_id_type: parts.query_option("user_id_type"),
            meeting_start_time: parts.body("meeting_start_time")?,
            meeting_end_time: parts.body("meeting_end_time")?,
            meeting_status: parts.body_option("meeting_status"),
            meeting_no: parts.body("meeting_no")?,
            user_id: parts.body_option("user_id"),
            room_id: parts.body_option("room_id"),
        })
    }
}

/// Call of [`Exports::participant_quality_list`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct ParticipantQualityList {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub meeting_start_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub meeting_end_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub meeting_no: super::meeting::MeetingNo,
    #[doc(hidden)]
    pub join_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub user_id: Option<super::types::UserId>,
    #[doc(hidden)]
    pub room_id: Option<super::room::RoomId>,
}

impl ParticipantQualityList {
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
    /// Id of the participant, if the participant is a user.
    pub fn user_id(mut self, user_id: impl Into<super::types::UserId>) -> Self {
        self.user_id = Some(user_id.into());
        self
    }
    /// Id of the participant, if the participant is a room.
    pub fn room_id(mut self, room_id: impl Into<super::room::RoomId>) -> Self {
        self.room_id = Some(room_id.into());
        self
    }
}

impl rt::Endpoint for ParticipantQualityList {
    type Response = ExportTaskId;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "export.participant_quality_list",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/exports/participant_quality_list",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_EXPORT, super::scopes::VC_MEETING_EXPORT],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::Field("task_id"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/participant_quality_list",
        ),
    };
}

impl rt::Call for ParticipantQualityList {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.text("meeting_start_time", &self.meeting_start_time);
                body.text("meeting_end_time", &self.meeting_end_time);
                body.always("meeting_no", &self.meeting_no);
                body.text("join_time", &self.join_time);
                body.some("user_id", &self.user_id);
                body.some("room_id", &self.room_id);
            });
        request
    }
}

rt::callable!(ParticipantQualityList, send);

#[cfg(feature = "testing")]
impl rt::Served for ParticipantQualityList {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            user_id_type: parts.query_option("user_id_type"),
            meeting_start_time: parts.body("meeting_start_time")?,
            meeting_end_time: parts.body("meeting_end_time")?,
            meeting_no: parts.body("meeting_no")?,
            join_time: parts.body("join_time")?,
            user_id: parts.body_option("user_id"),
            room_id: parts.body_option("room_id"),
        })
    }
}

/// Call of [`Exports::resource_reservation_list`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct ResourceReservationList {
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
    pub room_ids: Option<Vec<super::room::RoomId>>,
    #[doc(hidden)]
    pub is_exclude: Option<bool>,
}

impl ResourceReservationList {
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
    /// Whether the list contains the topics of the meetings.
    pub fn need_topic(mut self, need_topic: bool) -> Self {
        self.need_topic = Some(need_topic);
        self
    }
    /// Rooms to include, or rooms to exclude if `is_exclude` is true.
    pub fn room_ids(
        mut self,
        room_ids: impl IntoIterator<Item = impl Into<super::room::RoomId>>,
    ) -> Self {
        self.room_ids = Some(room_ids.into_iter().map(Into::into).collect());
        self
    }
    /// Whether `room_ids` contains the rooms to exclude. False by default.
    pub fn is_exclude(mut self, is_exclude: bool) -> Self {
        self.is_exclude = Some(is_exclude);
        self
    }
}

impl rt::Endpoint for ResourceReservationList {
    type Response = ExportTaskId;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "export.resource_reservation_list",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/exports/resource_reservation_list",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_EXPORT, super::scopes::VC_MEETING_EXPORT],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::Field("task_id"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/export/resource_reservation_list",
        ),
    };
}

impl rt::Call for ResourceReservationList {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("room_level_id", &self.room_level_id);
                body.some("need_topic", &self.need_topic);
                body.text("start_time", &self.start_time);
                body.text("end_time", &self.end_time);
                body.some("room_ids", &self.room_ids);
                body.some("is_exclude", &self.is_exclude);
            });
        request
    }
}

rt::callable!(ResourceReservationList, send);

#[cfg(feature = "testing")]
impl rt::Served for ResourceReservationList {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            room_level_id: parts.body("room_level_id")?,
            need_topic: parts.body_option("need_topic"),
            start_time: parts.body("start_time")?,
            end_time: parts.body("end_time")?,
            room_ids: parts.body_option("room_ids"),
            is_exclude: parts.body_option("is_exclude"),
        })
    }
}

/// Id of an export task. The operations that start an export return this id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct ExportTaskId(String);

rt::text_newtype!(ExportTaskId);

#[cfg(feature = "testing")]
impl rt::Sample for ExportTaskId {
    fn sample() -> Self {
        "7108646852144136212".into()
    }
}

/// Token of an exported file. [`export.get`](super::export::Exports::get) returns this token.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct FileToken(String);

rt::text_newtype!(FileToken);

#[cfg(feature = "testing")]
impl rt::Sample for FileToken {
    fn sample() -> Self {
        "6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe6fHq5yZeY2Jz6yLqYAMAY46fZfEz64Lr5fYyYQ==".into()
    }
}

/// Status of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ExportStatus {
    /// The file is being written.
    Processing,
    /// The export failed. `fail_msg` contains the reason.
    Failed,
    /// The file can be downloaded.
    Done,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(ExportStatus { Processing = 1, Failed = 2, Done = 3 });

#[cfg(feature = "testing")]
impl rt::Sample for ExportStatus {
    fn sample() -> Self {
        1i64.into()
    }
}
