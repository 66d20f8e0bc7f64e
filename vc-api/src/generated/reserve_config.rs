// Generated from spec/reserve_config.yaml by `cargo xtask regen`; do not edit.
//! Booking settings of meeting rooms.
//!
//! Each room or level has its own booking limits, approval settings, administrators, booking form and notices. The booking limits define who may book a room, and at which times.
//! A call contains the id of a room or a level, and tells whether the id belongs to a room or a level. `scope_config` configures the display of rooms.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Booking settings of meeting rooms.
    ///
    /// See the module [`reserve_config`](self).
    pub fn reserve_configs(&self) -> ReserveConfigs<'_, K> {
        ReserveConfigs(self)
    }
}

/// Operations of the resource [`reserve_configs`](rt::Session::reserve_configs).
#[derive(Debug)]
pub struct ReserveConfigs<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> ReserveConfigs<'_, K> {
    /// Change the booking limits of a room or a level.
    ///
    /// # Arguments
    ///
    /// - `reserve_config_id`: Room or level to change.
    /// - `scope_type`: Kind of the id: a room level or a room.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/reserve_configs/{reserve_config_id}`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room`, `vc:rooms.room:update`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch>)
    pub fn patch(
        &self,
        reserve_config_id: impl Into<super::scope_config::RoomOrLevelId>,
        scope_type: impl Into<super::scope_config::ScopeTypeText>,
    ) -> Patch
    where
        K: super::tokens::OnlyTenant,
    {
        Patch {
            call: self.0.prepare(),
            reserve_config_id: reserve_config_id.into(),
            user_id_type: None,
            scope_type: scope_type.into(),
            approval_config: None,
            time_config: None,
            reserve_scope_config: None,
        }
    }
    /// Get the booking limits of a room or a level.
    ///
    /// # Arguments
    ///
    /// - `scope_id`: Id of the room or level.
    /// - `scope_type`: Kind of `scope_id`: a room level or a room.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/reserve_configs/reserve_scope`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.room.basicinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/reserve_scope>)
    pub fn reserve_scope(
        &self,
        scope_id: impl Into<super::scope_config::RoomOrLevelId>,
        scope_type: impl Into<super::scope_config::ScopeTypeText>,
    ) -> ReserveScope
    where
        K: super::tokens::OnlyTenant,
    {
        ReserveScope {
            call: self.0.prepare(),
            scope_id: scope_id.into(),
            scope_type: scope_type.into(),
            user_id_type: None,
        }
    }
    /// Get the booking administrators of a room or a level.
    ///
    /// # Arguments
    ///
    /// - `reserve_config_id`: Id of the room or level.
    /// - `scope_type`: Kind of the id: a room level or a room. Range: 1 to 2.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/reserve_configs/{reserve_config_id}/admin`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.room.basicinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-admin/get>)
    pub fn get_admin(
        &self,
        reserve_config_id: impl Into<super::scope_config::RoomOrLevelId>,
        scope_type: super::scope_config::ScopeType,
    ) -> GetAdmin
    where
        K: super::tokens::OnlyTenant,
    {
        GetAdmin {
            call: self.0.prepare(),
            reserve_config_id: reserve_config_id.into(),
            scope_type,
            user_id_type: None,
        }
    }
    /// Change the booking administrators of a room or a level.
    ///
    /// # Arguments
    ///
    /// - `reserve_config_id`: Room or level to change.
    /// - `scope_type`: Kind of the id: a room level or a room. Range: 1 to 2.
    /// - `reserve_admin_config`: Booking administrators.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/reserve_configs/{reserve_config_id}/admin`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room`, `vc:rooms.room:update`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-admin/patch>)
    pub fn patch_admin(
        &self,
        reserve_config_id: impl Into<super::scope_config::RoomOrLevelId>,
        scope_type: super::scope_config::ScopeType,
        reserve_admin_config: ReserveAdminConfig,
    ) -> PatchAdmin
    where
        K: super::tokens::OnlyTenant,
    {
        PatchAdmin {
            call: self.0.prepare(),
            reserve_config_id: reserve_config_id.into(),
            user_id_type: None,
            scope_type,
            reserve_admin_config,
        }
    }
    /// Get the recipients of notices about the disabling and enabling of rooms.
    ///
    /// # Arguments
    ///
    /// - `reserve_config_id`: Id of the room or level.
    /// - `scope_type`: Kind of the id: a room level or a room. Range: 1 to 2.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/reserve_configs/{reserve_config_id}/disable_inform`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.room.basicinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-disable_inform/get>)
    pub fn get_disable_inform(
        &self,
        reserve_config_id: impl Into<super::scope_config::RoomOrLevelId>,
        scope_type: super::scope_config::ScopeType,
    ) -> GetDisableInform
    where
        K: super::tokens::OnlyTenant,
    {
        GetDisableInform {
            call: self.0.prepare(),
            reserve_config_id: reserve_config_id.into(),
            scope_type,
            user_id_type: None,
        }
    }
    /// Change the recipients of notices about the disabling and enabling of rooms.
    ///
    /// # Arguments
    ///
    /// - `reserve_config_id`: Room or level to change.
    /// - `scope_type`: Kind of the id: a room level or a room. Range: 1 to 2.
    /// - `disable_inform`: Recipients of notices about the disabling and enabling of rooms.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/reserve_configs/{reserve_config_id}/disable_inform`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room`, `vc:rooms.room:update`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-disable_inform/patch>)
    pub fn patch_disable_inform(
        &self,
        reserve_config_id: impl Into<super::scope_config::RoomOrLevelId>,
        scope_type: super::scope_config::ScopeType,
        disable_inform: DisableInformConfig,
    ) -> PatchDisableInform
    where
        K: super::tokens::OnlyTenant,
    {
        PatchDisableInform {
            call: self.0.prepare(),
            reserve_config_id: reserve_config_id.into(),
            user_id_type: None,
            scope_type,
            disable_inform,
        }
    }
    /// Get the booking form of a room or a level.
    ///
    /// # Arguments
    ///
    /// - `reserve_config_id`: Id of the room or level.
    /// - `scope_type`: Kind of the id: a room level or a room. Range: 1 to 2.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/reserve_configs/{reserve_config_id}/form`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.room.basicinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-form/get>)
    pub fn get_form(
        &self,
        reserve_config_id: impl Into<super::scope_config::RoomOrLevelId>,
        scope_type: super::scope_config::ScopeType,
    ) -> GetForm
    where
        K: super::tokens::OnlyTenant,
    {
        GetForm {
            call: self.0.prepare(),
            reserve_config_id: reserve_config_id.into(),
            scope_type,
            user_id_type: None,
        }
    }
    /// Change the booking form of a room or a level.
    ///
    /// # Arguments
    ///
    /// - `reserve_config_id`: Room or level to change.
    /// - `scope_type`: Kind of the id: a room level or a room. Range: 1 to 2.
    /// - `reserve_form_config`: Booking form, and the users who are notified before a meeting.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/reserve_configs/{reserve_config_id}/form`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room`, `vc:rooms.room:update`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-form/patch>)
    pub fn patch_form(
        &self,
        reserve_config_id: impl Into<super::scope_config::RoomOrLevelId>,
        scope_type: super::scope_config::ScopeType,
        reserve_form_config: ReserveFormConfig,
    ) -> PatchForm
    where
        K: super::tokens::OnlyTenant,
    {
        PatchForm {
            call: self.0.prepare(),
            reserve_config_id: reserve_config_id.into(),
            user_id_type: None,
            scope_type,
            reserve_form_config,
        }
    }
}

/// Call of [`ReserveConfigs::patch`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Patch {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub reserve_config_id: super::scope_config::RoomOrLevelId,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub scope_type: super::scope_config::ScopeTypeText,
    #[doc(hidden)]
    pub approval_config: Option<ApprovalConfig>,
    #[doc(hidden)]
    pub time_config: Option<TimeConfig>,
    #[doc(hidden)]
    pub reserve_scope_config: Option<ReserveScopeConfig>,
}

impl Patch {
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
    /// 126001: invalid room or level id, check itself or whether the scope type corresponds to it (HTTP 400).
    pub const INVALID_ROOM_OR_LEVEL: rt::ListedError = rt::ListedError::new(
        Some(400),
        126001,
        "invalid room or level id, check itself or whether the scope type corresponds to it",
        "INVALID_ROOM_OR_LEVEL",
    );
    /// 126012: updated sum of userIDs and deptIDs exceed 500 (HTTP 400).
    pub const TOO_MANY_MEMBERS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126012,
        "updated sum of userIDs and deptIDs exceed 500",
        "TOO_MANY_MEMBERS",
    );
    /// 126013: some userIDs you put is invalid (HTTP 400).
    pub const INVALID_USER_IDS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126013,
        "some userIDs you put is invalid",
        "INVALID_USER_IDS",
    );
    /// 126014: some deptIDs you put is invalid (HTTP 400).
    pub const INVALID_DEPARTMENT_IDS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126014,
        "some deptIDs you put is invalid",
        "INVALID_DEPARTMENT_IDS",
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
    /// Settings for the approval of bookings.
    pub fn approval_config(mut self, approval_config: ApprovalConfig) -> Self {
        self.approval_config = Some(approval_config);
        self
    }
    /// Limits on the times and the duration of bookings.
    pub fn time_config(mut self, time_config: TimeConfig) -> Self {
        self.time_config = Some(time_config);
        self
    }
    /// Users and departments that may book.
    pub fn reserve_scope_config(
        mut self,
        reserve_scope_config: ReserveScopeConfig,
    ) -> Self {
        self.reserve_scope_config = Some(reserve_scope_config);
        self
    }
}

impl rt::Endpoint for Patch {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve_config.patch",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/reserve_configs/{reserve_config_id}",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOMS_ROOM_UPDATE],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_ROOM_OR_LEVEL,
            Self::TOO_MANY_MEMBERS,
            Self::INVALID_USER_IDS,
            Self::INVALID_DEPARTMENT_IDS,
            Self::INVALID_PARAMETER,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch",
        ),
    };
}

impl rt::Call for Patch {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("reserve_config_id", &self.reserve_config_id);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("scope_type", &self.scope_type);
                body.some("approval_config", &self.approval_config);
                body.some("time_config", &self.time_config);
                body.some("reserve_scope_config", &self.reserve_scope_config);
            });
        request
    }
}

rt::callable!(Patch, send);

#[cfg(feature = "testing")]
impl rt::Served for Patch {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            reserve_config_id: parts.path("reserve_config_id")?,
            user_id_type: parts.query_option("user_id_type"),
            scope_type: parts.body("scope_type")?,
            approval_config: parts.body_option("approval_config"),
            time_config: parts.body_option("time_config"),
            reserve_scope_config: parts.body_option("reserve_scope_config"),
        })
    }
}

/// Call of [`ReserveConfigs::reserve_scope`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct ReserveScope {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub scope_id: super::scope_config::RoomOrLevelId,
    #[doc(hidden)]
    pub scope_type: super::scope_config::ScopeTypeText,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl ReserveScope {
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
    /// 126001: invalid room or level id, check itself or whether the scope_type corresponds to it (HTTP 400).
    pub const INVALID_ROOM_OR_LEVEL: rt::ListedError = rt::ListedError::new(
        Some(400),
        126001,
        "invalid room or level id, check itself or whether the scope_type corresponds to it",
        "INVALID_ROOM_OR_LEVEL",
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

impl rt::Endpoint for ReserveScope {
    type Response = ReserveScopeResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve_config.reserve_scope",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/reserve_configs/reserve_scope",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[
            super::scopes::VC_ROOM,
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOM_BASICINFO_READ,
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
            Self::INVALID_ROOM_OR_LEVEL,
            Self::INVALID_PARAMETER,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/reserve_scope",
        ),
    };
}

impl rt::Call for ReserveScope {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("scope_id", &self.scope_id);
        request.query("scope_type", &self.scope_type);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(ReserveScope, send);

#[cfg(feature = "testing")]
impl rt::Served for ReserveScope {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            scope_id: parts.query("scope_id")?,
            scope_type: parts.query("scope_type")?,
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Response of [`reserve_config.reserve_scope`](super::reserve_config::ReserveConfigs::reserve_scope).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ReserveScopeResponse {
    /// Settings for the approval of bookings. In [`reserve_config.patch`](super::reserve_config::ReserveConfigs::patch), this field has the name `approval_config`.
    pub approve_config: Option<ApprovalConfig>,
    /// Limits on the times and the duration of bookings.
    pub time_config: Option<TimeConfig>,
    /// Users and departments that may book.
    pub reserve_scope_config: Option<ReserveScopeConfig>,
}

impl rt::Decode for ReserveScopeResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "approve_config" => value.option(&mut self.approve_config),
            "time_config" => value.option(&mut self.time_config),
            "reserve_scope_config" => value.option(&mut self.reserve_scope_config),
            _ => value.skip(),
        }
    }
}

rt::decode!(ReserveScopeResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ReserveScopeResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("approve_config", &self.approve_config);
        out.some("time_config", &self.time_config);
        out.some("reserve_scope_config", &self.reserve_scope_config);
    }
}

rt::encode_received!(ReserveScopeResponse);

#[cfg(feature = "testing")]
impl rt::Sample for ReserveScopeResponse {
    fn sample() -> Self {
        Self {
            approve_config: Some(rt::Sample::sample()),
            time_config: Some(rt::Sample::sample()),
            reserve_scope_config: Some(rt::Sample::sample()),
        }
    }
}

/// Call of [`ReserveConfigs::get_admin`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct GetAdmin {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub reserve_config_id: super::scope_config::RoomOrLevelId,
    #[doc(hidden)]
    pub scope_type: super::scope_config::ScopeType,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl GetAdmin {
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
    /// 125002: please contact customer service to upgrade the package to use this function (HTTP 400).
    pub const PACKAGE_UPGRADE_NEEDED: rt::ListedError = rt::ListedError::new(
        Some(400),
        125002,
        "please contact customer service to upgrade the package to use this function",
        "PACKAGE_UPGRADE_NEEDED",
    );
    /// 126001: invalid room or level id, check itself or whether the scope_type corresponds to it (HTTP 400).
    pub const INVALID_ROOM_OR_LEVEL: rt::ListedError = rt::ListedError::new(
        Some(400),
        126001,
        "invalid room or level id, check itself or whether the scope_type corresponds to it",
        "INVALID_ROOM_OR_LEVEL",
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

impl rt::Endpoint for GetAdmin {
    type Response = ReserveAdminConfig;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve_config.get_admin",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/reserve_configs/{reserve_config_id}/admin",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[
            super::scopes::VC_ROOM,
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOM_BASICINFO_READ,
        ],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Field("reserve_admin_config"),
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::PACKAGE_UPGRADE_NEEDED,
            Self::INVALID_ROOM_OR_LEVEL,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-admin/get",
        ),
    };
}

impl rt::Call for GetAdmin {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("reserve_config_id", &self.reserve_config_id);
        request.query("scope_type", &self.scope_type);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(GetAdmin, send);

#[cfg(feature = "testing")]
impl rt::Served for GetAdmin {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            reserve_config_id: parts.path("reserve_config_id")?,
            scope_type: parts.query("scope_type")?,
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Call of [`ReserveConfigs::patch_admin`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct PatchAdmin {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub reserve_config_id: super::scope_config::RoomOrLevelId,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub scope_type: super::scope_config::ScopeType,
    #[doc(hidden)]
    pub reserve_admin_config: ReserveAdminConfig,
}

impl PatchAdmin {
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
    /// 125002: please contact customer service to upgrade the package to use this function (HTTP 400).
    pub const PACKAGE_UPGRADE_NEEDED: rt::ListedError = rt::ListedError::new(
        Some(400),
        125002,
        "please contact customer service to upgrade the package to use this function",
        "PACKAGE_UPGRADE_NEEDED",
    );
    /// 126001: invalid room or level id, check itself or whether the scope_type corresponds to it (HTTP 400).
    pub const INVALID_ROOM_OR_LEVEL: rt::ListedError = rt::ListedError::new(
        Some(400),
        126001,
        "invalid room or level id, check itself or whether the scope_type corresponds to it",
        "INVALID_ROOM_OR_LEVEL",
    );
    /// 126012: updated sum of userIDs and deptIDs exceed 500 (HTTP 400).
    pub const TOO_MANY_MEMBERS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126012,
        "updated sum of userIDs and deptIDs exceed 500",
        "TOO_MANY_MEMBERS",
    );
    /// 126013: some userIDs you put is invalid (HTTP 400).
    pub const INVALID_USER_IDS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126013,
        "some userIDs you put is invalid",
        "INVALID_USER_IDS",
    );
    /// 126014: some deptIDs you put is invalid (HTTP 400).
    pub const INVALID_DEPARTMENT_IDS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126014,
        "some deptIDs you put is invalid",
        "INVALID_DEPARTMENT_IDS",
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

impl rt::Endpoint for PatchAdmin {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve_config.patch_admin",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/reserve_configs/{reserve_config_id}/admin",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOMS_ROOM_UPDATE],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::PACKAGE_UPGRADE_NEEDED,
            Self::INVALID_ROOM_OR_LEVEL,
            Self::TOO_MANY_MEMBERS,
            Self::INVALID_USER_IDS,
            Self::INVALID_DEPARTMENT_IDS,
            Self::INVALID_PARAMETER,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-admin/patch",
        ),
    };
}

impl rt::Call for PatchAdmin {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("reserve_config_id", &self.reserve_config_id);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("scope_type", &self.scope_type);
                body.always("reserve_admin_config", &self.reserve_admin_config);
            });
        request
    }
}

rt::callable!(PatchAdmin, send);

#[cfg(feature = "testing")]
impl rt::Served for PatchAdmin {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            reserve_config_id: parts.path("reserve_config_id")?,
            user_id_type: parts.query_option("user_id_type"),
            scope_type: parts.body("scope_type")?,
            reserve_admin_config: parts.body("reserve_admin_config")?,
        })
    }
}

/// Call of [`ReserveConfigs::get_disable_inform`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct GetDisableInform {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub reserve_config_id: super::scope_config::RoomOrLevelId,
    #[doc(hidden)]
    pub scope_type: super::scope_config::ScopeType,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl GetDisableInform {
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
    /// 126001: invalid room or level id, check itself or whether the scope_type corresponds to it (HTTP 400).
    pub const INVALID_ROOM_OR_LEVEL: rt::ListedError = rt::ListedError::new(
        Some(400),
        126001,
        "invalid room or level id, check itself or whether the scope_type corresponds to it",
        "INVALID_ROOM_OR_LEVEL",
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

impl rt::Endpoint for GetDisableInform {
    type Response = DisableInformConfig;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve_config.get_disable_inform",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/reserve_configs/{reserve_config_id}/disable_inform",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[
            super::scopes::VC_ROOM,
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOM_BASICINFO_READ,
        ],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Field("disable_inform"),
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_ROOM_OR_LEVEL,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-disable_inform/get",
        ),
    };
}

impl rt::Call for GetDisableInform {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("reserve_config_id", &self.reserve_config_id);
        request.query("scope_type", &self.scope_type);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(GetDisableInform, send);

#[cfg(feature = "testing")]
impl rt::Served for GetDisableInform {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            reserve_config_id: parts.path("reserve_config_id")?,
            scope_type: parts.query("scope_type")?,
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Call of [`ReserveConfigs::patch_disable_inform`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct PatchDisableInform {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub reserve_config_id: super::scope_config::RoomOrLevelId,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub scope_type: super::scope_config::ScopeType,
    #[doc(hidden)]
    pub disable_inform: DisableInformConfig,
}

impl PatchDisableInform {
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
    /// 126001: invalid room or level id, check itself or whether the scope_type corresponds to it (HTTP 400).
    pub const INVALID_ROOM_OR_LEVEL: rt::ListedError = rt::ListedError::new(
        Some(400),
        126001,
        "invalid room or level id, check itself or whether the scope_type corresponds to it",
        "INVALID_ROOM_OR_LEVEL",
    );
    /// 126012: updated sum of userIDs and deptIDs exceed 500 (HTTP 400).
    pub const TOO_MANY_MEMBERS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126012,
        "updated sum of userIDs and deptIDs exceed 500",
        "TOO_MANY_MEMBERS",
    );
    /// 126013: some userIDs you put is invalid (HTTP 400).
    pub const INVALID_USER_IDS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126013,
        "some userIDs you put is invalid",
        "INVALID_USER_IDS",
    );
    /// 126014: some deptIDs you put is invalid (HTTP 400).
    pub const INVALID_DEPARTMENT_IDS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126014,
        "some deptIDs you put is invalid",
        "INVALID_DEPARTMENT_IDS",
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

impl rt::Endpoint for PatchDisableInform {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve_config.patch_disable_inform",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/reserve_configs/{reserve_config_id}/disable_inform",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOMS_ROOM_UPDATE],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_ROOM_OR_LEVEL,
            Self::TOO_MANY_MEMBERS,
            Self::INVALID_USER_IDS,
            Self::INVALID_DEPARTMENT_IDS,
            Self::INVALID_PARAMETER,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-disable_inform/patch",
        ),
    };
}

impl rt::Call for PatchDisableInform {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("reserve_config_id", &self.reserve_config_id);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("scope_type", &self.scope_type);
                body.always("disable_inform", &self.disable_inform);
            });
        request
    }
}

rt::callable!(PatchDisableInform, send);

#[cfg(feature = "testing")]
impl rt::Served for PatchDisableInform {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            reserve_config_id: parts.path("reserve_config_id")?,
            user_id_type: parts.query_option("user_id_type"),
            scope_type: parts.body("scope_type")?,
            disable_inform: parts.body("disable_inform")?,
        })
    }
}

/// Call of [`ReserveConfigs::get_form`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct GetForm {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub reserve_config_id: super::scope_config::RoomOrLevelId,
    #[doc(hidden)]
    pub scope_type: super::scope_config::ScopeType,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl GetForm {
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
    /// 126001: invalid room or level id, check itself or whether the scope_type corresponds to it (HTTP 400).
    pub const INVALID_ROOM_OR_LEVEL: rt::ListedError = rt::ListedError::new(
        Some(400),
        126001,
        "invalid room or level id, check itself or whether the scope_type corresponds to it",
        "INVALID_ROOM_OR_LEVEL",
    );
    /// 126002: reserve form is not configured (HTTP 400).
    pub const FORM_NOT_CONFIGURED: rt::ListedError = rt::ListedError::new(
        Some(400),
        126002,
        "reserve form is not configured",
        "FORM_NOT_CONFIGURED",
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

impl rt::Endpoint for GetForm {
    type Response = ReserveFormConfig;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve_config.get_form",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/reserve_configs/{reserve_config_id}/form",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[
            super::scopes::VC_ROOM,
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOM_BASICINFO_READ,
        ],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Field("reserve_form_config"),
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_ROOM_OR_LEVEL,
            Self::FORM_NOT_CONFIGURED,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-form/get",
        ),
    };
}

impl rt::Call for GetForm {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("reserve_config_id", &self.reserve_config_id);
        request.query("scope_type", &self.scope_type);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(GetForm, send);

#[cfg(feature = "testing")]
impl rt::Served for GetForm {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            reserve_config_id: parts.path("reserve_config_id")?,
            scope_type: parts.query("scope_type")?,
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Call of [`ReserveConfigs::patch_form`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct PatchForm {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub reserve_config_id: super::scope_config::RoomOrLevelId,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub scope_type: super::scope_config::ScopeType,
    #[doc(hidden)]
    pub reserve_form_config: ReserveFormConfig,
}

impl PatchForm {
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
    /// 126001: invalid room or level id, check itself or whether the scope type corresponds to it (HTTP 400).
    pub const INVALID_ROOM_OR_LEVEL: rt::ListedError = rt::ListedError::new(
        Some(400),
        126001,
        "invalid room or level id, check itself or whether the scope type corresponds to it",
        "INVALID_ROOM_OR_LEVEL",
    );
    /// 126002: reserve form is not configured (HTTP 400).
    pub const FORM_NOT_CONFIGURED: rt::ListedError = rt::ListedError::new(
        Some(400),
        126002,
        "reserve form is not configured",
        "FORM_NOT_CONFIGURED",
    );
    /// 126011: notify time exceeds the scope to which the time unit appoints (HTTP 400).
    pub const NOTIFY_TIME_OUT_OF_RANGE: rt::ListedError = rt::ListedError::new(
        Some(400),
        126011,
        "notify time exceeds the scope to which the time unit appoints",
        "NOTIFY_TIME_OUT_OF_RANGE",
    );
    /// 126012: updated sum of userIDs and deptIDs exceed 500 (HTTP 400).
    pub const TOO_MANY_MEMBERS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126012,
        "updated sum of userIDs and deptIDs exceed 500",
        "TOO_MANY_MEMBERS",
    );
    /// 126013: some userIDs you put is invalid (HTTP 400).
    pub const INVALID_USER_IDS: rt::ListedError = rt::ListedError::new(
        Some(400),
        126013,
        "some userIDs you put is invalid",
        "INVALID_USER_IDS",
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

impl rt::Endpoint for PatchForm {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "reserve_config.patch_form",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/reserve_configs/{reserve_config_id}/form",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOMS_ROOM_UPDATE],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::INVALID_ROOM_OR_LEVEL,
            Self::FORM_NOT_CONFIGURED,
            Self::NOTIFY_TIME_OUT_OF_RANGE,
            Self::TOO_MANY_MEMBERS,
            Self::INVALID_USER_IDS,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-form/patch",
        ),
    };
}

impl rt::Call for PatchForm {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("reserve_config_id", &self.reserve_config_id);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("scope_type", &self.scope_type);
                body.always("reserve_form_config", &self.reserve_form_config);
            });
        request
    }
}

rt::callable!(PatchForm, send);

#[cfg(feature = "testing")]
impl rt::Served for PatchForm {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            reserve_config_id: parts.path("reserve_config_id")?,
            user_id_type: parts.query_option("user_id_type"),
            scope_type: parts.body("scope_type")?,
            reserve_form_config: parts.body("reserve_form_config")?,
        })
    }
}

/// Settings for the approval of bookings.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ApprovalConfig {
    /// Whether approval is on.
    /// If the call leaves out the switch, the setting stays unchanged. If the switch is 1 or left out, `approval_condition` is required.
    /// If the switch is 0, all other fields of this object are optional.
    ///
    /// Range: 0 to 1.
    pub approval_switch: Option<Switch>,
    /// Bookings that need approval. If the value is `Conditional`, the call must also set `meeting_duration`.
    ///
    /// Range: 0 to 1.
    pub approval_condition: Option<ApprovalCondition>,
    /// Duration in hours. Longer bookings need approval. The duration is from 0.1 to 99, rounded to two decimals. If `approval_condition` is `All` and the call leaves out the duration, the platform uses 99.
    pub meeting_duration: Option<f64>,
    /// Users who may approve bookings. At least one user is required if approval is on.
    pub approvers: Option<Vec<SubscribeUser>>,
}

impl ApprovalConfig {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Whether approval is on.
    /// If the call leaves out the switch, the setting stays unchanged. If the switch is 1 or left out, `approval_condition` is required.
    /// If the switch is 0, all other fields of this object are optional.
    ///
    /// Range: 0 to 1.
    #[must_use]
    pub fn approval_switch(mut self, approval_switch: Switch) -> Self {
        self.approval_switch = Some(approval_switch);
        self
    }
    /// Bookings that need approval. If the value is `Conditional`, the call must also set `meeting_duration`.
    ///
    /// Range: 0 to 1.
    #[must_use]
    pub fn approval_condition(mut self, approval_condition: ApprovalCondition) -> Self {
        self.approval_condition = Some(approval_condition);
        self
    }
    /// Duration in hours. Longer bookings need approval. The duration is from 0.1 to 99, rounded to two decimals. If `approval_condition` is `All` and the call leaves out the duration, the platform uses 99.
    #[must_use]
    pub fn meeting_duration(mut self, meeting_duration: f64) -> Self {
        self.meeting_duration = Some(meeting_duration);
        self
    }
    /// Users who may approve bookings. At least one user is required if approval is on.
    #[must_use]
    pub fn approvers(
        mut self,
        approvers: impl IntoIterator<Item = SubscribeUser>,
    ) -> Self {
        self.approvers = Some(approvers.into_iter().collect());
        self
    }
}

impl rt::Decode for ApprovalConfig {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "approval_switch" => value.option(&mut self.approval_switch),
            "approval_condition" => value.option(&mut self.approval_condition),
            "meeting_duration" => value.option(&mut self.meeting_duration),
            "approvers" => value.option(&mut self.approvers),
            _ => value.skip(),
        }
    }
}

rt::decode!(ApprovalConfig);

impl rt::Encode for ApprovalConfig {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("approval_switch", &self.approval_switch);
        out.some("approval_condition", &self.approval_condition);
        out.some("meeting_duration", &self.meeting_duration);
        out.some("approvers", &self.approvers);
    }
}

rt::encode!(ApprovalConfig);

#[cfg(feature = "testing")]
impl rt::Sample for ApprovalConfig {
    fn sample() -> Self {
        Self {
            approval_switch: Some(rt::Sample::sample()),
            approval_condition: Some(rt::Sample::sample()),
            meeting_duration: Some(3.0),
            approvers: Some(vec![rt::Sample::sample()]),
        }
    }
}

/// Limits on the times and the duration of bookings. The platform rounds times of day to the nearest multiple of 60 seconds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TimeConfig {
    /// Whether these settings also replace the settings of the levels and rooms below this level. Absent in events.
    pub if_cover_child_scope: Option<bool>,
    /// Whether the limits on booking times are on.
    ///
    /// Range: 0 to 1.
    pub time_switch: Option<Switch>,
    /// Number of days that people may book in advance, from 1 to 730. If the call leaves out the number, the platform uses 365.
    pub days_in_advance: Option<i64>,
    /// Time of day at which booking opens, on the first day on which people may book. The time is in seconds since midnight, from 0 to 86400. If the call leaves out the time, the platform uses 28800 (8:00).
    pub opening_hour: Option<i64>,
    /// Start of the bookable time of a day, in seconds since midnight, from 0 to 86400. If the call leaves out the start, the platform uses 0, and `end_time` must be at least 30.
    pub start_time: Option<i64>,
    /// End of the bookable time of a day, in seconds since midnight.
    /// The end is from 0 to 86400, and at least 30 seconds after `start_time`. If the call leaves out the end, the platform uses 86400, and `start_time` must be below 86370.
    pub end_time: Option<i64>,
    /// Maximum duration of a booking, in hours, from 1 to 99. If the call leaves out the duration, the platform uses 2.
    pub max_duration: Option<i64>,
}

impl TimeConfig {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `time_switch`: Whether the limits on booking times are on. Range: 0 to 1.
    pub fn new(time_switch: Switch) -> Self {
        Self {
            if_cover_child_scope: None,
            time_switch: Some(time_switch),
            days_in_advance: None,
            opening_hour: None,
            start_time: None,
            end_time: None,
            max_duration: None,
        }
    }
    /// Whether these settings also replace the settings of the levels and rooms below this level. Absent in events.
    #[must_use]
    pub fn if_cover_child_scope(mut self, if_cover_child_scope: bool) -> Self {
        self.if_cover_child_scope = Some(if_cover_child_scope);
        self
    }
    /// Number of days that people may book in advance, from 1 to 730. If the call leaves out the number, the platform uses 365.
    #[must_use]
    pub fn days_in_advance(mut self, days_in_advance: i64) -> Self {
        self.days_in_advance = Some(days_in_advance);
        self
    }
    /// Time of day at which booking opens, on the first day on which people may book. The time is in seconds since midnight, from 0 to 86400. If the call leaves out the time, the platform uses 28800 (8:00).
    #[must_use]
    pub fn opening_hour(mut self, opening_hour: i64) -> Self {
        self.opening_hour = Some(opening_hour);
        self
    }
    /// Start of the bookable time of a day, in seconds since midnight, from 0 to 86400. If the call leaves out the start, the platform uses 0, and `end_time` must be at least 30.
    #[must_use]
    pub fn start_time(mut self, start_time: i64) -> Self {
        self.start_time = Some(start_time);
        self
    }
    /// End of the bookable time of a day, in seconds since midnight.
    /// The end is from 0 to 86400, and at least 30 seconds after `start_time`. If the call leaves out the end, the platform uses 86400, and `start_time` must be below 86370.
    #[must_use]
    pub fn end_time(mut self, end_time: i64) -> Self {
        self.end_time = Some(end_time);
        self
    }
    /// Maximum duration of a booking, in hours, from 1 to 99. If the call leaves out the duration, the platform uses 2.
    #[must_use]
    pub fn max_duration(mut self, max_duration: i64) -> Self {
        self.max_duration = Some(max_duration);
        self
    }
}

impl rt::Decode for TimeConfig {
    fn empty() -> Self {
        Self {
            if_cover_child_scope: None,
            time_switch: None,
            days_in_advance: None,
            opening_hour: None,
            start_time: None,
            end_time: None,
            max_duration: None,
        }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "if_cover_child_scope" => value.option(&mut self.if_cover_child_scope),
            "time_switch" => value.option(&mut self.time_switch),
            "days_in_advance" => value.option(&mut self.days_in_advance),
            "opening_hour" => value.option(&mut self.opening_hour),
            "start_time" => value.option(&mut self.start_time),
            "end_time" => value.option(&mut self.end_time),
            "max_duration" => value.option(&mut self.max_duration),
            _ => value.skip(),
        }
    }
}

rt::decode!(TimeConfig);

impl rt::Encode for TimeConfig {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("if_cover_child_scope", &self.if_cover_child_scope);
        out.some("time_switch", &self.time_switch);
        out.some("days_in_advance", &self.days_in_advance);
        out.text("opening_hour", &self.opening_hour);
        out.text("start_time", &self.start_time);
        out.text("end_time", &self.end_time);
        out.some("max_duration", &self.max_duration);
    }
}

rt::encode!(TimeConfig);

#[cfg(feature = "testing")]
impl rt::Sample for TimeConfig {
    fn sample() -> Self {
        Self {
            if_cover_child_scope: Some(true),
            time_switch: Some(rt::Sample::sample()),
            days_in_advance: Some(30i64),
            opening_hour: Some(27900i64),
            start_time: Some(0i64),
            end_time: Some(86400i64),
            max_duration: Some(24i64),
        }
    }
}

/// Users and departments that may book, at most 500 in total.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ReserveScopeConfig {
    /// Whether these settings also replace the settings of the levels and rooms below this level.
    pub if_cover_child_scope: Option<bool>,
    /// People who may book. This field is always required. `Selected` requires at least one user or department.
    ///
    /// Range: 0 to 1.
    pub allow_all_users: Option<AllowAllUsers>,
    /// Users who may book.
    pub allow_users: Option<Vec<SubscribeUser>>,
    /// Departments whose members may book.
    pub allow_depts: Option<Vec<SubscribeDepartment>>,
}

impl ReserveScopeConfig {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Whether these settings also replace the settings of the levels and rooms below this level.
    #[must_use]
    pub fn if_cover_child_scope(mut self, if_cover_child_scope: bool) -> Self {
        self.if_cover_child_scope = Some(if_cover_child_scope);
        self
    }
    /// People who may book. This field is always required. `Selected` requires at least one user or department.
    ///
    /// Range: 0 to 1.
    #[must_use]
    pub fn allow_all_users(mut self, allow_all_users: AllowAllUsers) -> Self {
        self.allow_all_users = Some(allow_all_users);
        self
    }
    /// Users who may book.
    #[must_use]
    pub fn allow_users(
        mut self,
        allow_users: impl IntoIterator<Item = SubscribeUser>,
    ) -> Self {
        self.allow_users = Some(allow_users.into_iter().collect());
        self
    }
    /// Departments whose members may book.
    #[must_use]
    pub fn allow_depts(
        mut self,
        allow_depts: impl IntoIterator<Item = SubscribeDepartment>,
    ) -> Self {
        self.allow_depts = Some(allow_depts.into_iter().collect());
        self
    }
}

impl rt::Decode for ReserveScopeConfig {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "if_cover_child_scope" => value.option(&mut self.if_cover_child_scope),
            "allow_all_users" => value.option(&mut self.allow_all_users),
            "allow_users" => value.option(&mut self.allow_users),
            "allow_depts" => value.option(&mut self.allow_depts),
            _ => value.skip(),
        }
    }
}

rt::decode!(ReserveScopeConfig);

impl rt::Encode for ReserveScopeConfig {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("if_cover_child_scope", &self.if_cover_child_scope);
        out.some("allow_all_users", &self.allow_all_users);
        out.some("allow_users", &self.allow_users);
        out.some("allow_depts", &self.allow_depts);
    }
}

rt::encode!(ReserveScopeConfig);

#[cfg(feature = "testing")]
impl rt::Sample for ReserveScopeConfig {
    fn sample() -> Self {
        Self {
            if_cover_child_scope: Some(true),
            allow_all_users: Some(rt::Sample::sample()),
            allow_users: Some(vec![rt::Sample::sample()]),
            allow_depts: Some(vec![rt::Sample::sample()]),
        }
    }
}

/// Booking administrators, at most 500 users and departments in total.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ReserveAdminConfig {
    /// Departments whose members are administrators.
    pub depts: Option<Vec<SubscribeDepartment>>,
    /// Users who are administrators.
    pub users: Option<Vec<SubscribeUser>>,
}

impl ReserveAdminConfig {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Departments whose members are administrators.
    #[must_use]
    pub fn depts(
        mut self,
        depts: impl IntoIterator<Item = SubscribeDepartment>,
    ) -> Self {
        self.depts = Some(depts.into_iter().collect());
        self
    }
    /// Users who are administrators.
    #[must_use]
    pub fn users(mut self, users: impl IntoIterator<Item = SubscribeUser>) -> Self {
        self.users = Some(users.into_iter().collect());
        self
    }
}

impl rt::Decode for ReserveAdminConfig {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "depts" => value.option(&mut self.depts),
            "users" => value.option(&mut self.users),
            _ => value.skip(),
        }
    }
}

rt::decode!(ReserveAdminConfig);

impl rt::Encode for ReserveAdminConfig {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("depts", &self.depts);
        out.some("users", &self.users);
    }
}

rt::encode!(ReserveAdminConfig);

#[cfg(feature = "testing")]
impl rt::Sample for ReserveAdminConfig {
    fn sample() -> Self {
        Self {
            depts: Some(vec![rt::Sample::sample()]),
            users: Some(vec![rt::Sample::sample()]),
        }
    }
}

/// Recipients of notices about the disabling and enabling of rooms, at most 500 users and departments in total.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DisableInformConfig {
    /// Whether these settings also replace the settings of the levels and rooms below this level.
    pub if_cover_child_scope: Option<bool>,
    /// Whether the recipients are notified.
    ///
    /// Defaults to `false`.
    pub if_inform: Option<bool>,
    /// Users who are notified that a room is disabled or enabled.
    pub informed_users: Option<Vec<SubscribeUser>>,
    /// Departments whose members are notified that a room is disabled or enabled.
    pub informed_depts: Option<Vec<SubscribeDepartment>>,
}

impl DisableInformConfig {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `if_inform`: Whether the recipients are notified. Defaults to `false`.
    pub fn new(if_inform: bool) -> Self {
        Self {
            if_cover_child_scope: None,
            if_inform: Some(if_inform),
            informed_users: None,
            informed_depts: None,
        }
    }
    /// Whether these settings also replace the settings of the levels and rooms below this level.
    #[must_use]
    pub fn if_cover_child_scope(mut self, if_cover_child_scope: bool) -> Self {
        self.if_cover_child_scope = Some(if_cover_child_scope);
        self
    }
    /// Users who are notified that a room is disabled or enabled.
    #[must_use]
    pub fn informed_users(
        mut self,
        informed_users: impl IntoIterator<Item = SubscribeUser>,
    ) -> Self {
        self.informed_users = Some(informed_users.into_iter().collect());
        self
    }
    /// Departments whose members are notified that a room is disabled or enabled.
    #[must_use]
    pub fn informed_depts(
        mut self,
        informed_depts: impl IntoIterator<Item = SubscribeDepartment>,
    ) -> Self {
        self.informed_depts = Some(informed_depts.into_iter().collect());
        self
    }
}

impl rt::Decode for DisableInformConfig {
    fn empty() -> Self {
        Self {
            if_cover_child_scope: None,
            if_inform: None,
            informed_users: None,
            informed_depts: None,
        }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "if_cover_child_scope" => value.option(&mut self.if_cover_child_scope),
            "if_inform" => value.option(&mut self.if_inform),
            "informed_users" => value.option(&mut self.informed_users),
            "informed_depts" => value.option(&mut self.informed_depts),
            _ => value.skip(),
        }
    }
}

rt::decode!(DisableInformConfig);

impl rt::Encode for DisableInformConfig {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("if_cover_child_scope", &self.if_cover_child_scope);
        out.some("if_inform", &self.if_inform);
        out.some("informed_users", &self.informed_users);
        out.some("informed_depts", &self.informed_depts);
    }
}

rt::encode!(DisableInformConfig);

#[cfg(feature = "testing")]
impl rt::Sample for DisableInformConfig {
    fn sample() -> Self {
        Self {
            if_cover_child_scope: Some(true),
            if_inform: Some(true),
            informed_users: Some(vec![rt::Sample::sample()]),
            informed_depts: Some(vec![rt::Sample::sample()]),
        }
    }
}

/// Booking form, and the users who are notified before a meeting.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReserveFormConfig {
    /// Whether these settings also replace the settings of the levels and rooms below this level.
    pub if_cover_child_scope: Option<bool>,
    /// Whether the booking form is on.
    ///
    /// Defaults to `false`.
    pub reserve_form: Option<bool>,
    /// Users who are notified before a meeting, at most 500.
    pub notified_users: Option<Vec<SubscribeUser>>,
    /// Minimum time between the notice and the start of the meeting, in units of `time_unit`.
    pub notified_time: Option<i64>,
    /// Unit of `notified_time`. Days by default.
    ///
    /// Range: 1 to 3.
    pub time_unit: Option<ReserveFormConfigTimeUnit>,
    /// Form fields that the tenant created.
    ///
    /// Not on the platform's pages; source: official SDK, not confirmed by another source.
    pub custom_list: Option<Vec<ReserveFormField>>,
}

impl ReserveFormConfig {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `reserve_form`: Whether the booking form is on. Defaults to `false`.
    pub fn new(reserve_form: bool) -> Self {
        Self {
            if_cover_child_scope: None,
            reserve_form: Some(reserve_form),
            notified_users: None,
            notified_time: None,
            time_unit: None,
            custom_list: None,
        }
    }
    /// Whether these settings also replace the settings of the levels and rooms below this level.
    #[must_use]
    pub fn if_cover_child_scope(mut self, if_cover_child_scope: bool) -> Self {
        self.if_cover_child_scope = Some(if_cover_child_scope);
        self
    }
    /// Users who are notified before a meeting, at most 500.
    #[must_use]
    pub fn notified_users(
        mut self,
        notified_users: impl IntoIterator<Item = SubscribeUser>,
    ) -> Self {
        self.notified_users = Some(notified_users.into_iter().collect());
        self
    }
    /// Minimum time between the notice and the start of the meeting, in units of `time_unit`.
    #[must_use]
    pub fn notified_time(mut self, notified_time: i64) -> Self {
        self.notified_time = Some(notified_time);
        self
    }
    /// Unit of `notified_time`. Days by default.
    ///
    /// Range: 1 to 3.
    #[must_use]
    pub fn time_unit(mut self, time_unit: ReserveFormConfigTimeUnit) -> Self {
        self.time_unit = Some(time_unit);
        self
    }
    /// Form fields that the tenant created.
    ///
    /// Not on the platform's pages; source: official SDK, not confirmed by another source.
    #[must_use]
    pub fn custom_list(
        mut self,
        custom_list: impl IntoIterator<Item = ReserveFormField>,
    ) -> Self {
        self.custom_list = Some(custom_list.into_iter().collect());
        self
    }
}

impl rt::Decode for ReserveFormConfig {
    fn empty() -> Self {
        Self {
            if_cover_child_scope: None,
            reserve_form: None,
            notified_users: None,
            notified_time: None,
            time_unit: None,
            custom_list: None,
        }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "if_cover_child_scope" => value.option(&mut self.if_cover_child_scope),
            "reserve_form" => value.option(&mut self.reserve_form),
            "notified_users" => value.option(&mut self.notified_users),
            "notified_time" => value.option(&mut self.notified_time),
            "time_unit" => value.option(&mut self.time_unit),
            "custom_list" => value.option(&mut self.custom_list),
            _ => value.skip(),
        }
    }
}

rt::decode!(ReserveFormConfig);

impl rt::Encode for ReserveFormConfig {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("if_cover_child_scope", &self.if_cover_child_scope);
        out.some("reserve_form", &self.reserve_form);
        out.some("notified_users", &self.notified_users);
        out.some("notified_time", &self.notified_time);
        out.some("time_unit", &self.time_unit);
        out.some("custom_list", &self.custom_list);
    }
}

rt::encode!(ReserveFormConfig);

#[cfg(feature = "testing")]
impl rt::Sample for ReserveFormConfig {
    fn sample() -> Self {
        Self {
            if_cover_child_scope: Some(true),
            reserve_form: Some(true),
            notified_users: Some(vec![rt::Sample::sample()]),
            notified_time: Some(3i64),
            time_unit: Some(rt::Sample::sample()),
            custom_list: Some(vec![rt::Sample::sample()]),
        }
    }
}

/// Unit of `notified_time`. Days by default.
///
/// Range: 1 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReserveFormConfigTimeUnit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(ReserveFormConfigTimeUnit { Minute = 1, Hour = 2, Day = 3 });

#[cfg(feature = "testing")]
impl rt::Sample for ReserveFormConfigTimeUnit {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Field that the tenant created in a booking form.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ReserveFormField {
    /// Kind of field.
    pub custom_type: Option<i64>,
    /// Key of the field.
    pub key: Option<String>,
    /// Whether the field must be filled in.
    pub need_fill: Option<bool>,
    /// Title of the field.
    pub title: Option<String>,
    /// Text that an empty field shows.
    pub placeholder: Option<String>,
    /// Options to choose from.
    pub options: Option<Vec<ReserveFormOption>>,
    /// Conditions under which the booking form shows the field.
    pub conditions: Option<Vec<ReserveFormCondition>>,
}

impl ReserveFormField {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Kind of field.
    #[must_use]
    pub fn custom_type(mut self, custom_type: i64) -> Self {
        self.custom_type = Some(custom_type);
        self
    }
    /// Key of the field.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
    /// Whether the field must be filled in.
    #[must_use]
    pub fn need_fill(mut self, need_fill: bool) -> Self {
        self.need_fill = Some(need_fill);
        self
    }
    /// Title of the field.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }
    /// Text that an empty field shows.
    #[must_use]
    pub fn placeholder(mut self, placeholder: impl Into<String>) -> Self {
        self.placeholder = Some(placeholder.into());
        self
    }
    /// Options to choose from.
    #[must_use]
    pub fn options(
        mut self,
        options: impl IntoIterator<Item = ReserveFormOption>,
    ) -> Self {
        self.options = Some(options.into_iter().collect());
        self
    }
    /// Conditions under which the booking form shows the field.
    #[must_use]
    pub fn conditions(
        mut self,
        conditions: impl IntoIterator<Item = ReserveFormCondition>,
    ) -> Self {
        self.conditions = Some(conditions.into_iter().collect());
        self
    }
}

impl rt::Decode for ReserveFormField {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "custom_type" => value.option(&mut self.custom_type),
            "key" => value.option(&mut self.key),
            "need_fill" => value.option(&mut self.need_fill),
            "title" => value.option(&mut self.title),
            "placeholder" => value.option(&mut self.placeholder),
            "options" => value.option(&mut self.options),
            "conditions" => value.option(&mut self.conditions),
            _ => value.skip(),
        }
    }
}

rt::decode!(ReserveFormField);

impl rt::Encode for ReserveFormField {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("custom_type", &self.custom_type);
        out.some("key", &self.key);
        out.some("need_fill", &self.need_fill);
        out.some("title", &self.title);
        out.some("placeholder", &self.placeholder);
        out.some("options", &self.options);
        out.some("conditions", &self.conditions);
    }
}

rt::encode!(ReserveFormField);

#[cfg(feature = "testing")]
impl rt::Sample for ReserveFormField {
    fn sample() -> Self {
        Self {
            custom_type: Some(1i64),
            key: Some("text".into()),
            need_fill: Some(true),
            title: Some("text".into()),
            placeholder: Some("text".into()),
            options: Some(vec![rt::Sample::sample()]),
            conditions: Some(vec![rt::Sample::sample()]),
        }
    }
}

/// Option of a field in a booking form.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ReserveFormOption {
    /// Text of the option.
    pub text: Option<String>,
    /// Key of the option.
    pub key: Option<String>,
    /// Whether the option stands for all choices that are not in the list.
    pub is_other: Option<bool>,
}

impl ReserveFormOption {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Text of the option.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }
    /// Key of the option.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
    /// Whether the option stands for all choices that are not in the list.
    #[must_use]
    pub fn is_other(mut self, is_other: bool) -> Self {
        self.is_other = Some(is_other);
        self
    }
}

impl rt::Decode for ReserveFormOption {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "text" => value.option(&mut self.text),
            "key" => value.option(&mut self.key),
            "is_other" => value.option(&mut self.is_other),
            _ => value.skip(),
        }
    }
}

rt::decode!(ReserveFormOption);

impl rt::Encode for ReserveFormOption {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("text", &self.text);
        out.some("key", &self.key);
        out.some("is_other", &self.is_other);
    }
}

rt::encode!(ReserveFormOption);

#[cfg(feature = "testing")]
impl rt::Sample for ReserveFormOption {
    fn sample() -> Self {
        Self {
            text: Some("text".into()),
            key: Some("text".into()),
            is_other: Some(true),
        }
    }
}

/// Condition under which a booking form shows a field.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ReserveFormCondition {
    /// Key of the field that the condition depends on.
    pub custom_key: Option<String>,
    /// Keys of the options to which the condition refers. `custom_key` is the key of the field that has these options.
    pub option_keys: Option<Vec<String>>,
}

impl ReserveFormCondition {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Key of the field that the condition depends on.
    #[must_use]
    pub fn custom_key(mut self, custom_key: impl Into<String>) -> Self {
        self.custom_key = Some(custom_key.into());
        self
    }
    /// Keys of the options to which the condition refers. `custom_key` is the key of the field that has these options.
    #[must_use]
    pub fn option_keys(
        mut self,
        option_keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.option_keys = Some(option_keys.into_iter().map(Into::into).collect());
        self
    }
}

impl rt::Decode for ReserveFormCondition {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "custom_key" => value.option(&mut self.custom_key),
            "option_keys" => value.option(&mut self.option_keys),
            _ => value.skip(),
        }
    }
}

rt::decode!(ReserveFormCondition);

impl rt::Encode for ReserveFormCondition {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("custom_key", &self.custom_key);
        out.some("option_keys", &self.option_keys);
    }
}

rt::encode!(ReserveFormCondition);

#[cfg(feature = "testing")]
impl rt::Sample for ReserveFormCondition {
    fn sample() -> Self {
        Self {
            custom_key: Some("text".into()),
            option_keys: Some(vec!["text".into()]),
        }
    }
}

/// A user in a booking setting.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SubscribeUser {
    /// Id of a user. The `user_id_type` of the call selects the kind of id, by default the open id.
    pub user_id: Option<super::types::UserId>,
    /// Name of the user.
    ///
    /// Not on the platform's pages; source: official SDK, not confirmed by another source.
    pub user_name: Option<String>,
}

impl SubscribeUser {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `user_id`: Id of a user. The `user_id_type` of the call selects the kind of id, by default the open id.
    pub fn new(user_id: impl Into<super::types::UserId>) -> Self {
        Self {
            user_id: Some(user_id.into()),
            user_name: None,
        }
    }
    /// Name of the user.
    ///
    /// Not on the platform's pages; source: official SDK, not confirmed by another source.
    #[must_use]
    pub fn user_name(mut self, user_name: impl Into<String>) -> Self {
        self.user_name = Some(user_name.into());
        self
    }
}

impl rt::Decode for SubscribeUser {
    fn empty() -> Self {
        Self {
            user_id: None,
            user_name: None,
        }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "user_id" => value.option(&mut self.user_id),
            "user_name" => value.option(&mut self.user_name),
            _ => value.skip(),
        }
    }
}

rt::decode!(SubscribeUser);

impl rt::Encode for SubscribeUser {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("user_id", &self.user_id);
        out.some("user_name", &self.user_name);
    }
}

rt::encode!(SubscribeUser);

#[cfg(feature = "testing")]
impl rt::Sample for SubscribeUser {
    fn sample() -> Self {
        Self {
            user_id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            user_name: Some("text".into()),
        }
    }
}

/// A department in a booking setting.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SubscribeDepartment {
    /// Open id of a department.
    pub department_id: Option<super::types::DepartmentId>,
    /// Name of the department.
    ///
    /// Not on the platform's pages; source: official SDK, not confirmed by another source.
    pub department_name: Option<String>,
}

impl SubscribeDepartment {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `department_id`: Open id of a department.
    pub fn new(department_id: impl Into<super::types::DepartmentId>) -> Self {
        Self {
            department_id: Some(department_id.into()),
            department_name: None,
        }
    }
    /// Name of the department.
    ///
    /// Not on the platform's pages; source: official SDK, not confirmed by another source.
    #[must_use]
    pub fn department_name(mut self, department_name: impl Into<String>) -> Self {
        self.department_name = Some(department_name.into());
        self
    }
}

impl rt::Decode for SubscribeDepartment {
    fn empty() -> Self {
        Self {
            department_id: None,
            department_name: None,
        }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "department_id" => value.option(&mut self.department_id),
            "department_name" => value.option(&mut self.department_name),
            _ => value.skip(),
        }
    }
}

rt::decode!(SubscribeDepartment);

impl rt::Encode for SubscribeDepartment {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("department_id", &self.department_id);
        out.some("department_name", &self.department_name);
    }
}

rt::encode!(SubscribeDepartment);

#[cfg(feature = "testing")]
impl rt::Sample for SubscribeDepartment {
    fn sample() -> Self {
        Self {
            department_id: Some("od-47d8b570b0a011e9679a755efcc5f61a".into()),
            department_name: Some("text".into()),
        }
    }
}

/// State of a setting: on or off.
///
/// Range: 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Switch {
    /// The setting is off.
    Off,
    /// The setting is on.
    On,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(Switch { Off = 0, On = 1 });

#[cfg(feature = "testing")]
impl rt::Sample for Switch {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Bookings that need approval.
///
/// Range: 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApprovalCondition {
    /// Every booking.
    All,
    /// Only bookings that are longer than `meeting_duration`.
    Conditional,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(ApprovalCondition { All = 0, Conditional = 1 });

#[cfg(feature = "testing")]
impl rt::Sample for ApprovalCondition {
    fn sample() -> Self {
        0i64.into()
    }
}

/// People who may book: everyone or selected users and departments.
///
/// Range: 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AllowAllUsers {
    /// Only the listed users and departments.
    Selected,
    /// All members of the tenant.
    Everyone,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(AllowAllUsers { Selected = 0, Everyone = 1 });

#[cfg(feature = "testing")]
impl rt::Sample for AllowAllUsers {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Settings for the approval of bookings. Only events contain this type.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EventApprovalConfig {
    /// Whether approval is on.
    ///
    /// Range: 0 to 1.
    pub approval_switch: Option<Switch>,
    /// Bookings that need approval.
    ///
    /// Range: 0 to 1.
    pub approval_condition: Option<ApprovalCondition>,
    /// Duration in hours. Longer bookings need approval.
    pub meeting_duration: Option<f64>,
    /// Users who may approve bookings.
    pub approvers: Vec<EventSubscribeUser>,
}

impl rt::Decode for EventApprovalConfig {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "approval_switch" => value.option(&mut self.approval_switch),
            "approval_condition" => value.option(&mut self.approval_condition),
            "meeting_duration" => value.option(&mut self.meeting_duration),
            "approvers" => value.list(&mut self.approvers),
            _ => value.skip(),
        }
    }
}

rt::decode!(EventApprovalConfig);

#[cfg(feature = "encode-responses")]
impl rt::Encode for EventApprovalConfig {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("approval_switch", &self.approval_switch);
        out.some("approval_condition", &self.approval_condition);
        out.some("meeting_duration", &self.meeting_duration);
        out.always("approvers", &self.approvers);
    }
}

rt::encode_received!(EventApprovalConfig);

#[cfg(feature = "testing")]
impl rt::Sample for EventApprovalConfig {
    fn sample() -> Self {
        Self {
            approval_switch: Some(rt::Sample::sample()),
            approval_condition: Some(rt::Sample::sample()),
            meeting_duration: Some(3.0),
            approvers: vec![rt::Sample::sample()],
        }
    }
}

/// Users and departments that may book. Only events contain this type.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EventReserveScopeConfig {
    /// People who may book: everyone or selected users and departments.
    ///
    /// Range: 0 to 1.
    pub allow_all_users: Option<AllowAllUsers>,
    /// Users who may book.
    pub allow_users: Vec<EventSubscribeUser>,
    /// Departments whose members may book.
    pub allow_depts: Vec<SubscribeDepartment>,
}

impl rt::Decode for EventReserveScopeConfig {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "allow_all_users" => value.option(&mut self.allow_all_users),
            "allow_users" => value.list(&mut self.allow_users),
            "allow_depts" => value.list(&mut self.allow_depts),
            _ => value.skip(),
        }
    }
}

rt::decode!(EventReserveScopeConfig);

#[cfg(feature = "encode-responses")]
impl rt::Encode for EventReserveScopeConfig {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("allow_all_users", &self.allow_all_users);
        out.always("allow_users", &self.allow_users);
        out.always("allow_depts", &self.allow_depts);
    }
}

rt::encode_received!(EventReserveScopeConfig);

#[cfg(feature = "testing")]
impl rt::Sample for EventReserveScopeConfig {
    fn sample() -> Self {
        Self {
            allow_all_users: Some(rt::Sample::sample()),
            allow_users: vec![rt::Sample::sample()],
            allow_depts: vec![rt::Sample::sample()],
        }
    }
}

/// User in a booking setting. Only events contain this type.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EventSubscribeUser {
    /// All ids of the user.
    pub user_id: Option<super::types::UserIds>,
    /// Name of the user.
    ///
    /// Not on the platform's pages; source: official SDK, not confirmed by another source.
    pub user_name: Option<String>,
}

impl rt::Decode for EventSubscribeUser {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "user_id" => value.option(&mut self.user_id),
            "user_name" => value.option(&mut self.user_name),
            _ => value.skip(),
        }
    }
}

rt::decode!(EventSubscribeUser);

#[cfg(feature = "encode-responses")]
impl rt::Encode for EventSubscribeUser {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("user_id", &self.user_id);
        out.some("user_name", &self.user_name);
    }
}

rt::encode_received!(EventSubscribeUser);

#[cfg(feature = "testing")]
impl rt::Sample for EventSubscribeUser {
    fn sample() -> Self {
        Self {
            user_id: Some(rt::Sample::sample()),
            user_name: Some("text".into()),
        }
    }
}

/// The booking limits of a room or a level were changed.
///
/// # Platform
///
/// - event `vc.reserve_config.updated_v1`
/// - scope, any one of: `vc:room`, `vc:room:readonly`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/scope_config/events/updated>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ReserveConfigUpdated {
    /// Room or level whose booking limits were changed.
    pub scope_id: Option<super::scope_config::RoomOrLevelId>,
    /// Kind of `scope_id`: a room level or a room.
    ///
    /// Range: 1 to 2.
    pub scope_type: Option<super::scope_config::ScopeType>,
    /// Settings for the approval of bookings.
    pub approve_config: Option<EventApprovalConfig>,
    /// Limits on the times and the duration of bookings.
    pub time_config: Option<TimeConfig>,
    /// Users and departments that may book.
    pub reserve_scope_config: Option<EventReserveScopeConfig>,
}

impl rt::Decode for ReserveConfigUpdated {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "scope_id" => value.option(&mut self.scope_id),
            "scope_type" => value.option(&mut self.scope_type),
            "approve_config" => value.option(&mut self.approve_config),
            "time_config" => value.option(&mut self.time_config),
            "reserve_scope_config" => value.option(&mut self.reserve_scope_config),
            _ => value.skip(),
        }
    }
}

rt::decode!(ReserveConfigUpdated);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ReserveConfigUpdated {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("scope_id", &self.scope_id);
        out.some("scope_type", &self.scope_type);
        out.some("approve_config", &self.approve_config);
        out.some("time_config", &self.time_config);
        out.some("reserve_scope_config", &self.reserve_scope_config);
    }
}

rt::encode_received!(ReserveConfigUpdated);

impl rt::EventType for ReserveConfigUpdated {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.reserve_config.updated_v1",
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOM_READONLY],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/scope_config/events/updated",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for ReserveConfigUpdated {
    fn sample() -> Self {
        Self {
            scope_id: Some("omm_608d34d82d531b27fa993902d350a307".into()),
            scope_type: Some(rt::Sample::sample()),
            approve_config: Some(rt::Sample::sample()),
            time_config: Some(rt::Sample::sample()),
            reserve_scope_config: Some(rt::Sample::sample()),
        }
    }
}
