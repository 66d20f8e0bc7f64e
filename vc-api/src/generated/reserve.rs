// Generated from spec/reserve.yaml by `cargo xtask regen`; do not edit.
//! Reserved meetings.
//!
//! A reservation has a meeting number and a link that people use to join. The meeting itself exists only after someone has started the meeting. The meeting has its own id (see `meeting`).

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Reserved meetings.
    ///
    /// See the module [`reserve`](self).
    pub fn reserves(&self) -> Reserves<'_, K> {
        Reserves(self)
    }
}

/// Operations of the resource [`reserves`](rt::Session::reserves).
#[derive(Debug)]
pub struct Reserves<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> Reserves<'_, K> {
    /// Reserve a meeting.
    ///
    /// # Arguments
    ///
    /// - `meeting_settings`: Settings of a reserved meeting.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/reserves/apply`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:reserve`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve/apply>)
    pub fn apply(&self, meeting_settings: MeetingSettings) -> Apply
    where
        K: super::tokens::TenantOrUser,
    {
        Apply {
            call: self.0.prepare(),
            user_id_type: None,
            end_time: None,
            owner_id: None,
            meeting_settings,
        }
    }
    /// Get a reservation.
    ///
    /// # Arguments
    ///
    /// - `reserve_id`: Id of the reservation.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/reserves/{reserve_id}`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:reserve:readonly`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve/get>)
    pub fn get(&self, reserve_id: impl Into<ReserveId>) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            reserve_id: reserve_id.into(),
            user_id_type: None,
        }
    }
    /// Change a reservation.
    ///
    /// # Arguments
    ///
    /// - `reserve_id`: Reservation to change.
    ///
    /// # Platform
    ///
    /// - `PUT /open-apis/vc/v1/reserves/{reserve_id}`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:reserve`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve/update>)
    pub fn update(&self, reserve_id: impl Into<ReserveId>) -> Update
    where
        K: super::tokens::TenantOrUser,
    {
        Update {
            call: self.0.prepare(),
            reserve_id: reserve_id.into(),
            user_id_type: None,
            end_time: None,
            meeting_settings: None,
        }
    }
    /// Delete a reservation.
    ///
    /// # Arguments
    ///
    /// - `reserve_id`: Reservation to delete.
    ///
    /// # Platform
    ///
    /// - `DELETE /open-apis/vc/v1/reserves/{reserve_id}`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:reserve`
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve/delete>)
    pub fn delete(&self, reserve_id: impl Into<ReserveId>) -> Delete
    where
        K: super::tokens::TenantOrUser,
    {
        Delete {
            call: self.0.prepare(),
            reserve_id: reserve_id.into(),
        }
    }
    /// Get the ongoing meeting of a reservation.
    ///
    /// # Arguments
    ///
    /// - `reserve_id`: Id of the reservation.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/reserves/{reserve_id}/get_active_meeting`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:reserve:readonly`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve/get_active_meeting>)
    pub fn get_active_meeting(
        &self,
        reserve_id: impl Into<ReserveId>,
    ) -> GetActiveMeeting
    where
        K: super::tokens::TenantOrUser,
    {
        GetActiveMeeting {
            call: self.0.prepare(),
            reserve_id: reserve_id.into(),
            with_participants: None,
            user_id_type: None,
        }
    }
}

/// Call of [`Reserves::apply`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Apply {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub end_time: Option<rt::UnixSeconds>,
    #[doc(hidden)]
    pub owner_id: Option<super::types::UserId>,
    #[doc(hidden)]
    pub meeting_settings: MeetingSettings,
}

impl Apply {
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
    /// 123002: record param error (HTTP 400).
    pub const INVALID_RECORDING_PARAMETER: rt::ListedError = rt::ListedError::new(
        Some(400),
        123002,
        "record param error",
        "INVALID_RECORDING_PARAMETER",
    );
    /// 123003: assign host exceed max limit 10 (HTTP 400).
    pub const TOO_MANY_HOSTS: rt::ListedError = rt::ListedError::new(
        Some(400),
        123003,
        "assign host exceed max limit 10",
        "TOO_MANY_HOSTS",
    );
    /// 123004: assign host error (HTTP 400).
    pub const HOST_ASSIGNMENT_FAILED: rt::ListedError = rt::ListedError::new(
        Some(400),
        123004,
        "assign host error",
        "HOST_ASSIGNMENT_FAILED",
    );
    /// 123006: invalid password (HTTP 400).
    pub const INVALID_PASSWORD: rt::ListedError = rt::ListedError::new(
        Some(400),
        123006,
        "invalid password",
        "INVALID_PASSWORD",
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
    /// Expiry time of the reservation. Required unless the meeting is a call to one person.
    pub fn end_time(mut self, end_time: impl Into<rt::UnixSeconds>) -> Self {
        self.end_time = Some(end_time.into());
        self
    }
    /// Owner of the meeting. The owner must be a user in the tenant of the access token. Required with a tenant access token. Ignored with a user access token.
    pub fn owner_id(mut self, owner_id: impl Into<super::types::UserId>) -> Self {
        self.owner_id = Some(owner_id.into());
        self
    }
}

impl rt::Endpoint for Apply {
    type Response = ApplyResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve.apply",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/reserves/apply",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_RESERVE],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::INVALID_RECORDING_PARAMETER,
            Self::TOO_MANY_HOSTS,
            Self::HOST_ASSIGNMENT_FAILED,
            Self::INVALID_PASSWORD,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve/apply",
        ),
    };
}

impl rt::Call for Apply {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.text("end_time", &self.end_time);
                body.some("owner_id", &self.owner_id);
                body.always("meeting_settings", &self.meeting_settings);
            });
        request
    }
}

rt::callable!(Apply, send);

#[cfg(feature = "testing")]
impl rt::Served for Apply {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            user_id_type: parts.query_option("user_id_type"),
            end_time: parts.body_option("end_time"),
            owner_id: parts.body_option("owner_id"),
            meeting_settings: parts.body("meeting_settings")?,
        })
    }
}

/// Response of [`reserve.apply`](super::reserve::Reserves::apply).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ApplyResponse {
    /// Reservation that was created.
    pub reserve: Option<Reserve>,
    /// Rejected values of the request.
    pub reserve_correction_check_info: Option<ReserveCorrections>,
}

impl rt::Decode for ApplyResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "reserve" => value.option(&mut self.reserve),
            "reserve_correction_check_info" => {
                value.option(&mut self.reserve_correction_check_info)
            }
            _ => value.skip(),
        }
    }
}

rt::decode!(ApplyResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ApplyResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("reserve", &self.reserve);
        out.some("reserve_correction_check_info", &self.reserve_correction_check_info);
    }
}

rt::encode_received!(ApplyResponse);

#[cfg(feature = "testing")]
impl rt::Sample for ApplyResponse {
    fn sample() -> Self {
        Self {
            reserve: Some(rt::Sample::sample()),
            reserve_correction_check_info: Some(rt::Sample::sample()),
        }
    }
}

/// Call of [`Reserves::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub reserve_id: ReserveId,
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
}

impl rt::Endpoint for Get {
    type Response = Reserve;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/reserves/{reserve_id}",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_RESERVE_READONLY],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Field("reserve"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("reserve_id", &self.reserve_id);
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
            reserve_id: parts.path("reserve_id")?,
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Call of [`Reserves::update`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Update {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub reserve_id: ReserveId,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub end_time: Option<rt::UnixSeconds>,
    #[doc(hidden)]
    pub meeting_settings: Option<MeetingSettings>,
}

impl Update {
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
    /// 123002: record param error (HTTP 400).
    pub const INVALID_RECORDING_PARAMETER: rt::ListedError = rt::ListedError::new(
        Some(400),
        123002,
        "record param error",
        "INVALID_RECORDING_PARAMETER",
    );
    /// 123003: assign host exceed max limit 10 (HTTP 400).
    pub const TOO_MANY_HOSTS: rt::ListedError = rt::ListedError::new(
        Some(400),
        123003,
        "assign host exceed max limit 10",
        "TOO_MANY_HOSTS",
    );
    /// 123004: assign host error (HTTP 400).
    pub const HOST_ASSIGNMENT_FAILED: rt::ListedError = rt::ListedError::new(
        Some(400),
        123004,
        "assign host error",
        "HOST_ASSIGNMENT_FAILED",
    );
    /// 123006: invalid password (HTTP 400).
    pub const INVALID_PASSWORD: rt::ListedError = rt::ListedError::new(
        Some(400),
        123006,
        "invalid password",
        "INVALID_PASSWORD",
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
    /// Expiry time of the reservation.
    pub fn end_time(mut self, end_time: impl Into<rt::UnixSeconds>) -> Self {
        self.end_time = Some(end_time.into());
        self
    }
    /// Settings of a reserved meeting.
    pub fn meeting_settings(mut self, meeting_settings: MeetingSettings) -> Self {
        self.meeting_settings = Some(meeting_settings);
        self
    }
}

impl rt::Endpoint for Update {
    type Response = UpdateResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve.update",
        method: rt::Method::Put,
        path: "/open-apis/vc/v1/reserves/{reserve_id}",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_RESERVE],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
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
            Self::INVALID_RECORDING_PARAMETER,
            Self::TOO_MANY_HOSTS,
            Self::HOST_ASSIGNMENT_FAILED,
            Self::INVALID_PASSWORD,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve/update",
        ),
    };
}

impl rt::Call for Update {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("reserve_id", &self.reserve_id);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.text("end_time", &self.end_time);
                body.some("meeting_settings", &self.meeting_settings);
            });
        request
    }
}

rt::callable!(Update, send);

#[cfg(feature = "testing")]
impl rt::Served for Update {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            reserve_id: parts.path("reserve_id")?,
            user_id_type: parts.query_option("user_id_type"),
            end_time: parts.body_option("end_time"),
            meeting_settings: parts.body_option("meeting_settings"),
        })
    }
}

/// Response of [`reserve.update`](super::reserve::Reserves::update).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct UpdateResponse {
    /// The reservation after the change.
    pub reserve: Option<Reserve>,
    /// Rejected values of the request.
    pub reserve_correction_check_info: Option<ReserveCorrections>,
}

impl rt::Decode for UpdateResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "reserve" => value.option(&mut self.reserve),
            "reserve_correction_check_info" => {
                value.option(&mut self.reserve_correction_check_info)
            }
            _ => value.skip(),
        }
    }
}

rt::decode!(UpdateResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for UpdateResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("reserve", &self.reserve);
        out.some("reserve_correction_check_info", &self.reserve_correction_check_info);
    }
}

rt::encode_received!(UpdateResponse);

#[cfg(feature = "testing")]
impl rt::Sample for UpdateResponse {
    fn sample() -> Self {
        Self {
            reserve: Some(rt::Sample::sample()),
            reserve_correction_check_info: Some(rt::Sample::sample()),
        }
    }
}

/// Call of [`Reserves::delete`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Delete {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub reserve_id: ReserveId,
}

impl Delete {
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

impl rt::Endpoint for Delete {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve.delete",
        method: rt::Method::Delete,
        path: "/open-apis/vc/v1/reserves/{reserve_id}",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_RESERVE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve/delete",
        ),
    };
}

impl rt::Call for Delete {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("reserve_id", &self.reserve_id);
        request
    }
}

rt::callable!(Delete, send);

#[cfg(feature = "testing")]
impl rt::Served for Delete {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            reserve_id: parts.path("reserve_id")?,
        })
    }
}

/// Call of [`Reserves::get_active_meeting`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct GetActiveMeeting {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub reserve_id: ReserveId,
    #[doc(hidden)]
    pub with_participants: Option<bool>,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl GetActiveMeeting {
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
    /// Whether the response contains the participants. False by default.
    pub fn with_participants(mut self, with_participants: bool) -> Self {
        self.with_participants = Some(with_participants);
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

impl rt::Endpoint for GetActiveMeeting {
    type Response = super::meeting::Meeting;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve.get_active_meeting",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/reserves/{reserve_id}/get_active_meeting",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_RESERVE_READONLY],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Field("meeting"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve/get_active_meeting",
        ),
    };
}

impl rt::Call for GetActiveMeeting {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("reserve_id", &self.reserve_id);
        request.query("with_participants", &self.with_participants);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(GetActiveMeeting, send);

#[cfg(feature = "testing")]
impl rt::Served for GetActiveMeeting {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            reserve_id: parts.path("reserve_id")?,
            with_participants: parts.query_option("with_participants"),
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Id of a reservation. [`reserve.apply`](super::reserve::Reserves::apply) returns the id. A reservation id is not a meeting id. After the meeting has started, [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting) returns the meeting id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct ReserveId(String);

rt::text_newtype!(ReserveId);

#[cfg(feature = "testing")]
impl rt::Sample for ReserveId {
    fn sample() -> Self {
        "6911188411932033028".into()
    }
}

/// A reservation.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Reserve {
    /// Id of a reservation. [`reserve.apply`](super::reserve::Reserves::apply) returns the id. A reservation id is not a meeting id. After the meeting has started, [`reserve.get_active_meeting`](super::reserve::Reserves::get_active_meeting) returns the meeting id.
    pub id: ReserveId,
    /// Meeting number. People join the meeting with this number. [`meeting.list_by_no`](super::meeting::Meetings::list_by_no) lists the meetings that had this number.
    pub meeting_no: Option<super::meeting::MeetingNo>,
    /// Password of the meeting.
    pub password: Option<rt::Secret>,
    /// Link to join the meeting.
    pub url: Option<String>,
    /// Link that opens the Feishu or Lark app and joins the meeting. The link contains a placeholder `{?}` for each of the settings `mic`, `speaker`, `camera` and `preview`. The setting `preview` shows a page with settings before a person joins.
    /// Replace each `{?}` with 1 (on) or 0 (off). [`reserve.update`](super::reserve::Reserves::update) does not return the link.
    pub app_link: Option<String>,
    /// Link to the live stream of the meeting.
    pub live_link: Option<String>,
    /// Expiry time of the reservation.
    pub end_time: Option<rt::UnixSeconds>,
    /// Expiry status of the reservation. [`reserve.apply`](super::reserve::Reserves::apply) does not return this status.
    pub expire_status: Option<ExpireStatus>,
    /// User who made the reservation. Only [`reserve.get`](super::reserve::Reserves::get) returns this user.
    pub reserve_user_id: Option<super::types::UserId>,
    /// Settings of the meeting. Only [`reserve.get`](super::reserve::Reserves::get) returns the settings.
    pub meeting_settings: Option<MeetingSettings>,
}

impl rt::Decode for Reserve {
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
            "meeting_no" => value.option(&mut self.meeting_no),
            "password" => value.option(&mut self.password),
            "url" => value.option(&mut self.url),
            "app_link" => value.option(&mut self.app_link),
            "live_link" => value.option(&mut self.live_link),
            "end_time" => value.option(&mut self.end_time),
            "expire_status" => value.option(&mut self.expire_status),
            "reserve_user_id" => value.option(&mut self.reserve_user_id),
            "meeting_settings" => value.option(&mut self.meeting_settings),
            _ => value.skip(),
        }
    }
}

rt::decode!(Reserve);

#[cfg(feature = "encode-responses")]
impl rt::Encode for Reserve {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("id", &self.id);
        out.some("meeting_no", &self.meeting_no);
        out.some("password", &self.password);
        out.some("url", &self.url);
        out.some("app_link", &self.app_link);
        out.some("live_link", &self.live_link);
        out.text("end_time", &self.end_time);
        out.some("expire_status", &self.expire_status);
        out.some("reserve_user_id", &self.reserve_user_id);
        out.some("meeting_settings", &self.meeting_settings);
    }
}

rt::encode_received!(Reserve);

#[cfg(feature = "testing")]
impl rt::Sample for Reserve {
    fn sample() -> Self {
        Self {
            id: "6911188411932033028".into(),
            meeting_no: Some("123456789".into()),
            password: Some("text".into()),
            url: Some("text".into()),
            app_link: Some("text".into()),
            live_link: Some("text".into()),
            end_time: Some(1608892467i64.into()),
            expire_status: Some(rt::Sample::sample()),
            reserve_user_id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            meeting_settings: Some(rt::Sample::sample()),
        }
    }
}

/// Rejected values of the request.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ReserveCorrections {
    /// Users in the request who cannot be assigned as hosts.
    pub invalid_host_id_list: Vec<super::types::UserId>,
}

impl rt::Decode for ReserveCorrections {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "invalid_host_id_list" => value.list(&mut self.invalid_host_id_list),
            _ => value.skip(),
        }
    }
}

rt::decode!(ReserveCorrections);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ReserveCorrections {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("invalid_host_id_list", &self.invalid_host_id_list);
    }
}

rt::encode_received!(ReserveCorrections);

#[cfg(feature = "testing")]
impl rt::Sample for ReserveCorrections {
    fn sample() -> Self {
        Self {
            invalid_host_id_list: vec![rt::Sample::sample()],
        }
    }
}

/// Settings of a reserved meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MeetingSettings {
    /// Topic of the meeting.
    pub topic: Option<String>,
    /// Permissions with their conditions. A person has a permission if the person fulfils at least one condition in any entry for this permission.
    pub action_permissions: Option<Vec<ActionPermission>>,
    /// Form in which a meeting starts: as a meeting of several people, or as a call to one person.
    pub meeting_initial_type: Option<InitialType>,
    /// Whether the meeting supports the platform's interconnection function. This setting cannot be changed later. The function is still in beta.
    pub meeting_connect: Option<bool>,
    /// Settings of a call to one person.
    pub call_setting: Option<CallSetting>,
    /// Whether recording starts automatically. False by default.
    pub auto_record: Option<bool>,
    /// Users who are assigned as hosts, at most 10.
    pub assign_host_list: Option<Vec<AssignHost>>,
    /// Password of 4 to 9 digits. If the password is an empty text, the meeting has no password. If the call leaves out the password, personal settings decide whether the meeting gets a random password.
    /// Only requests contain this field. [`reserve.get`](super::reserve::Reserves::get) returns the password in the field `password` of the reservation.
    ///
    /// At most 9 characters.
    pub password: Option<rt::Secret>,
}

impl MeetingSettings {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Topic of the meeting.
    #[must_use]
    pub fn topic(mut self, topic: impl Into<String>) -> Self {
        self.topic = Some(topic.into());
        self
    }
    /// Permissions with their conditions. A person has a permission if the person fulfils at least one condition in any entry for this permission.
    #[must_use]
    pub fn action_permissions(
        mut self,
        action_permissions: impl IntoIterator<Item = ActionPermission>,
    ) -> Self {
        self.action_permissions = Some(action_permissions.into_iter().collect());
        self
    }
    /// Form in which a meeting starts: as a meeting of several people, or as a call to one person.
    #[must_use]
    pub fn meeting_initial_type(mut self, meeting_initial_type: InitialType) -> Self {
        self.meeting_initial_type = Some(meeting_initial_type);
        self
    }
    /// Whether the meeting supports the platform's interconnection function. This setting cannot be changed later. The function is still in beta.
    #[must_use]
    pub fn meeting_connect(mut self, meeting_connect: bool) -> Self {
        self.meeting_connect = Some(meeting_connect);
        self
    }
    /// Settings of a call to one person.
    #[must_use]
    pub fn call_setting(mut self, call_setting: CallSetting) -> Self {
        self.call_setting = Some(call_setting);
        self
    }
    /// Whether recording starts automatically. False by default.
    #[must_use]
    pub fn auto_record(mut self, auto_record: bool) -> Self {
        self.auto_record = Some(auto_record);
        self
    }
    /// Users who are assigned as hosts, at most 10.
    #[must_use]
    pub fn assign_host_list(
        mut self,
        assign_host_list: impl IntoIterator<Item = AssignHost>,
    ) -> Self {
        self.assign_host_list = Some(assign_host_list.into_iter().collect());
        self
    }
    /// Password of 4 to 9 digits. If the password is an empty text, the meeting has no password. If the call leaves out the password, personal settings decide whether the meeting gets a random password.
    /// Only requests contain this field. [`reserve.get`](super::reserve::Reserves::get) returns the password in the field `password` of the reservation.
    ///
    /// At most 9 characters.
    #[must_use]
    pub fn password(mut self, password: impl Into<rt::Secret>) -> Self {
        self.password = Some(password.into());
        self
    }
}

impl rt::Decode for MeetingSettings {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "topic" => value.option(&mut self.topic),
            "action_permissions" => value.option(&mut self.action_permissions),
            "meeting_initial_type" => value.option(&mut self.meeting_initial_type),
            "meeting_connect" => value.option(&mut self.meeting_connect),
            "call_setting" => value.option(&mut self.call_setting),
            "auto_record" => value.option(&mut self.auto_record),
            "assign_host_list" => value.option(&mut self.assign_host_list),
            "password" => value.option(&mut self.password),
            _ => value.skip(),
        }
    }
}

rt::decode!(MeetingSettings);

impl rt::Encode for MeetingSettings {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("topic", &self.topic);
        out.some("action_permissions", &self.action_permissions);
        out.some("meeting_initial_type", &self.meeting_initial_type);
        out.some("meeting_connect", &self.meeting_connect);
        out.some("call_setting", &self.call_setting);
        out.some("auto_record", &self.auto_record);
        out.some("assign_host_list", &self.assign_host_list);
        out.some("password", &self.password);
    }
}

rt::encode!(MeetingSettings);

#[cfg(feature = "testing")]
impl rt::Sample for MeetingSettings {
    fn sample() -> Self {
        Self {
            topic: Some("Weekly review".into()),
            action_permissions: Some(vec![rt::Sample::sample()]),
            meeting_initial_type: Some(rt::Sample::sample()),
            meeting_connect: Some(true),
            call_setting: Some(rt::Sample::sample()),
            auto_record: Some(true),
            assign_host_list: Some(vec![rt::Sample::sample()]),
            password: Some("text".into()),
        }
    }
}

/// Permission with conditions. A person who fulfils one of the conditions has the permission.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ActionPermission {
    /// Action that a permission allows.
    pub permission: Option<Permission>,
    /// Conditions for the permission. A person who fulfils one of the conditions has the permission.
    pub permission_checkers: Option<Vec<PermissionChecker>>,
}

impl ActionPermission {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `permission`: Action that a permission allows.
    /// - `permission_checkers`: Conditions for the permission. A person who fulfils one of the conditions has the permission.
    pub fn new(
        permission: Permission,
        permission_checkers: impl IntoIterator<Item = PermissionChecker>,
    ) -> Self {
        Self {
            permission: Some(permission),
            permission_checkers: Some(permission_checkers.into_iter().collect()),
        }
    }
}

impl rt::Decode for ActionPermission {
    fn empty() -> Self {
        Self {
            permission: None,
            permission_checkers: None,
        }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "permission" => value.option(&mut self.permission),
            "permission_checkers" => value.option(&mut self.permission_checkers),
            _ => value.skip(),
        }
    }
}

rt::decode!(ActionPermission);

impl rt::Encode for ActionPermission {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("permission", &self.permission);
        out.some("permission_checkers", &self.permission_checkers);
    }
}

rt::encode!(ActionPermission);

#[cfg(feature = "testing")]
impl rt::Sample for ActionPermission {
    fn sample() -> Self {
        Self {
            permission: Some(rt::Sample::sample()),
            permission_checkers: Some(vec![rt::Sample::sample()]),
        }
    }
}

/// Condition that a person must fulfil.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PermissionChecker {
    /// Property of a person, such as the tenant. The condition compares this property with `check_list`.
    pub check_field: Option<CheckField>,
    /// Group of people who have the permission: the people who match `check_list`, or all other people.
    pub check_mode: Option<CheckMode>,
    /// Values to compare with the property that `check_field` selects. `check_field` also decides the kind of these values.
    pub check_list: Option<Vec<String>>,
}

impl PermissionChecker {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `check_field`: Property of a person, such as the tenant. The condition compares this property with `check_list`.
    /// - `check_mode`: Group of people who have the permission: the people who match `check_list`, or all other people.
    /// - `check_list`: Values to compare with the property that `check_field` selects. `check_field` also decides the kind of these values.
    pub fn new(
        check_field: CheckField,
        check_mode: CheckMode,
        check_list: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self {
            check_field: Some(check_field),
            check_mode: Some(check_mode),
            check_list: Some(check_list.into_iter().map(Into::into).collect()),
        }
    }
}

impl rt::Decode for PermissionChecker {
    fn empty() -> Self {
        Self {
            check_field: None,
            check_mode: None,
            check_list: None,
        }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "check_field" => value.option(&mut self.check_field),
            "check_mode" => value.option(&mut self.check_mode),
            "check_list" => value.option(&mut self.check_list),
            _ => value.skip(),
        }
    }
}

rt::decode!(PermissionChecker);

impl rt::Encode for PermissionChecker {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("check_field", &self.check_field);
        out.some("check_mode", &self.check_mode);
        out.some("check_list", &self.check_list);
    }
}

rt::encode!(PermissionChecker);

#[cfg(feature = "testing")]
impl rt::Sample for PermissionChecker {
    fn sample() -> Self {
        Self {
            check_field: Some(rt::Sample::sample()),
            check_mode: Some(rt::Sample::sample()),
            check_list: Some(vec!["ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()]),
        }
    }
}

/// Action that a permission allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Permission {
    /// Become the host.
    BecomeHost,
    /// Invite other people.
    Invite,
    /// Join the meeting.
    Join,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(Permission { BecomeHost = 1, Invite = 2, Join = 3 });

#[cfg(feature = "testing")]
impl rt::Sample for Permission {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Property of a person, such as the tenant. The condition compares this property with `check_list`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CheckField {
    /// Id of the user. The items of `check_list` are ids of users.
    UserId,
    /// Kind of participant. The items of `check_list` are strings: `1` for Feishu and Lark users, `2` for meeting rooms, `6` for telephones, `7` for SIP.
    UserType,
    /// Tenant of the user. The items of `check_list` are tenant keys.
    Tenant,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(CheckField { UserId = 1, UserType = 2, Tenant = 3 });

#[cfg(feature = "testing")]
impl rt::Sample for CheckField {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Group of people who have the permission: the people who match `check_list`, or all other people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CheckMode {
    /// People who match `check_list` have the permission.
    AllowList,
    /// People who do not match `check_list` have the permission.
    DenyList,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(CheckMode { AllowList = 1, DenyList = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for CheckMode {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Form in which a meeting starts: as a meeting of several people, or as a call to one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InitialType {
    /// A meeting of several people.
    Group,
    /// A telephone call to one person. For reserved meetings, the platform can call only telephones.
    Call,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(InitialType { Group = 1, Call = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for InitialType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Expiry status of a reservation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ExpireStatus {
    /// The reservation has not expired yet.
    Valid,
    /// The reservation has expired.
    Expired,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(ExpireStatus { Valid = 1, Expired = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for ExpireStatus {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Settings of a call to one person.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CallSetting {
    /// Person to call.
    pub callee: Option<Callee>,
}

impl CallSetting {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `callee`: Person to call.
    pub fn new(callee: Callee) -> Self {
        Self { callee: Some(callee) }
    }
}

impl rt::Decode for CallSetting {
    fn empty() -> Self {
        Self { callee: None }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "callee" => value.option(&mut self.callee),
            _ => value.skip(),
        }
    }
}

rt::decode!(CallSetting);

impl rt::Encode for CallSetting {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("callee", &self.callee);
    }
}

rt::encode!(CallSetting);

#[cfg(feature = "testing")]
impl rt::Sample for CallSetting {
    fn sample() -> Self {
        Self {
            callee: Some(rt::Sample::sample()),
        }
    }
}

/// Person who receives the call.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Callee {
    /// Id of a user. The `user_id_type` of the call selects the kind of id, by default the open id.
    pub id: Option<super::types::UserId>,
    /// Kind of participant. Currently, only a telephone (6) can be called.
    pub user_type: Option<super::types::UserType>,
    /// Telephone or SIP contact data of a person.
    pub pstn_sip_info: Option<PstnSipInfo>,
}

impl Callee {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `user_type`: Kind of participant. Currently, only a telephone (6) can be called.
    pub fn new(user_type: super::types::UserType) -> Self {
        Self {
            id: None,
            user_type: Some(user_type),
            pstn_sip_info: None,
        }
    }
    /// Id of a user. The `user_id_type` of the call selects the kind of id, by default the open id.
    #[must_use]
    pub fn id(mut self, id: impl Into<super::types::UserId>) -> Self {
        self.id = Some(id.into());
        self
    }
    /// Telephone or SIP contact data of a person.
    #[must_use]
    pub fn pstn_sip_info(mut self, pstn_sip_info: PstnSipInfo) -> Self {
        self.pstn_sip_info = Some(pstn_sip_info);
        self
    }
}

impl rt::Decode for Callee {
    fn empty() -> Self {
        Self {
            id: None,
            user_type: None,
            pstn_sip_info: None,
        }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => value.option(&mut self.id),
            "user_type" => value.option(&mut self.user_type),
            "pstn_sip_info" => value.option(&mut self.pstn_sip_info),
            _ => value.skip(),
        }
    }
}

rt::decode!(Callee);

impl rt::Encode for Callee {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.some("user_type", &self.user_type);
        out.some("pstn_sip_info", &self.pstn_sip_info);
    }
}

rt::encode!(Callee);

#[cfg(feature = "testing")]
impl rt::Sample for Callee {
    fn sample() -> Self {
        Self {
            id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            user_type: Some(rt::Sample::sample()),
            pstn_sip_info: Some(rt::Sample::sample()),
        }
    }
}

/// Telephone or SIP contact data of a person.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PstnSipInfo {
    /// Name that participants see in the meeting.
    pub nickname: Option<String>,
    /// Number to call: country code, hyphen, area code and local number. Currently, only mobile and landline numbers of mainland China work.
    pub main_address: Option<String>,
}

impl PstnSipInfo {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `main_address`: Number to call: country code, hyphen, area code and local number. Currently, only mobile and landline numbers of mainland China work.
    pub fn new(main_address: impl Into<String>) -> Self {
        Self {
            nickname: None,
            main_address: Some(main_address.into()),
        }
    }
    /// Name that participants see in the meeting.
    #[must_use]
    pub fn nickname(mut self, nickname: impl Into<String>) -> Self {
        self.nickname = Some(nickname.into());
        self
    }
}

impl rt::Decode for PstnSipInfo {
    fn empty() -> Self {
        Self {
            nickname: None,
            main_address: None,
        }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "nickname" => value.option(&mut self.nickname),
            "main_address" => value.option(&mut self.main_address),
            _ => value.skip(),
        }
    }
}

rt::decode!(PstnSipInfo);

impl rt::Encode for PstnSipInfo {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("nickname", &self.nickname);
        out.some("main_address", &self.main_address);
    }
}

rt::encode!(PstnSipInfo);

#[cfg(feature = "testing")]
impl rt::Sample for PstnSipInfo {
    fn sample() -> Self {
        Self {
            nickname: Some("Dodo".into()),
            main_address: Some("+86-02187654321".into()),
        }
    }
}

/// User who is assigned as a host. The user must be in the tenant that reserves the meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct AssignHost {
    /// Kind of participant. Only a Feishu or Lark user (1) is accepted.
    pub user_type: Option<super::types::UserType>,
    /// Id of a user. The `user_id_type` of the call selects the kind of id, by default the open id.
    pub id: Option<super::types::UserId>,
}

impl AssignHost {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Kind of participant. Only a Feishu or Lark user (1) is accepted.
    #[must_use]
    pub fn user_type(mut self, user_type: super::types::UserType) -> Self {
        self.user_type = Some(user_type);
        self
    }
    /// Id of a user. The `user_id_type` of the call selects the kind of id, by default the open id.
    #[must_use]
    pub fn id(mut self, id: impl Into<super::types::UserId>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl rt::Decode for AssignHost {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "user_type" => value.option(&mut self.user_type),
            "id" => value.option(&mut self.id),
            _ => value.skip(),
        }
    }
}

rt::decode!(AssignHost);

impl rt::Encode for AssignHost {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("user_type", &self.user_type);
        out.some("id", &self.id);
    }
}

rt::encode!(AssignHost);

#[cfg(feature = "testing")]
impl rt::Sample for AssignHost {
    fn sample() -> Self {
        Self {
            user_type: Some(rt::Sample::sample()),
            id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
        }
    }
}
