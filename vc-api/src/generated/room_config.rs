// Generated from spec/room_config.yaml by `cargo xtask regen`; do not edit.
//! Deprecated configuration of meeting rooms by country, city, building and floor.
//!
//! All operations of `room_config` are deprecated. Use `scope_config`, which configures rooms and room levels.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Deprecated configuration of meeting rooms by country, city, building and floor.
    ///
    /// See the module [`room_config`](self).
    pub fn room_configs(&self) -> RoomConfigs<'_, K> {
        RoomConfigs(self)
    }
}

/// Operations of the resource [`room_configs`](rt::Session::room_configs).
#[derive(Debug)]
pub struct RoomConfigs<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> RoomConfigs<'_, K> {
    /// Get the configuration of one room or of all rooms in a place.
    ///
    /// Deprecated. Use [`scope_config.get`](super::scope_config::ScopeConfigs::get) instead. The platform's page of this operation does not list the field `if_cover_child_scope` of the digital signage. The official SDK (Node) contains this field.
    ///
    /// # Arguments
    ///
    /// - `scope`: Kind of place that has the configuration.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/room_configs/query`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room:readonly`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_config/query>)
    #[deprecated = "the platform advises against it"]
    pub fn query(&self, scope: RoomConfigScope) -> Query
    where
        K: super::tokens::OnlyTenant,
    {
        Query {
            call: self.0.prepare(),
            scope,
            country_id: None,
            district_id: None,
            building_id: None,
            floor_name: None,
            room_id: None,
            user_id_type: None,
        }
    }
    /// Set the configuration of one room or of all rooms in a place.
    ///
    /// Deprecated. Use [`scope_config.create`](super::scope_config::ScopeConfigs::create) instead. The platform's page of this operation does not list the fields `schedule_status` of the room status and `if_cover_child_scope` of the digital signage. The official SDK (Node) contains `if_cover_child_scope`.
    ///
    /// # Arguments
    ///
    /// - `scope`: Kind of place to configure.
    /// - `room_config`: The configuration to set.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/room_configs/set`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_config/set>)
    #[deprecated = "the platform advises against it"]
    pub fn set(
        &self,
        scope: RoomConfigScope,
        room_config: super::scope_config::RoomConfig,
    ) -> Set
    where
        K: super::tokens::OnlyTenant,
    {
        Set {
            call: self.0.prepare(),
            user_id_type: None,
            scope,
            country_id: None,
            district_id: None,
            building_id: None,
            floor_name: None,
            room_id: None,
            room_config,
        }
    }
    /// Create an access code for setting up check-in boards.
    ///
    /// Deprecated, like all operations of `room_config`. Use `scope_config` to configure rooms. `scope_config` has no operation for access codes.
    ///
    /// # Arguments
    ///
    /// - `scope`: Kind of place for which the access code is valid.
    /// - `valid_day`: Number of days for which an access code is valid.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/room_configs/set_checkboard_access_code`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room`
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_config/set_checkboard_access_code>)
    #[deprecated = "the platform advises against it"]
    pub fn set_checkboard_access_code(
        &self,
        scope: RoomConfigScope,
        valid_day: ValidDay,
    ) -> SetCheckboardAccessCode
    where
        K: super::tokens::OnlyTenant,
    {
        SetCheckboardAccessCode {
            call: self.0.prepare(),
            scope,
            country_id: None,
            district_id: None,
            building_id: None,
            floor_name: None,
            room_id: None,
            valid_day,
        }
    }
    /// Create an access code for setting up meeting rooms.
    ///
    /// Deprecated, like all operations of `room_config`. Use `scope_config` to configure rooms. `scope_config` has no operation for access codes.
    ///
    /// # Arguments
    ///
    /// - `scope`: Kind of place for which the access code is valid.
    /// - `valid_day`: Number of days for which an access code is valid.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/room_configs/set_room_access_code`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:room`
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_config/set_room_access_code>)
    #[deprecated = "the platform advises against it"]
    pub fn set_room_access_code(
        &self,
        scope: RoomConfigScope,
        valid_day: ValidDay,
    ) -> SetRoomAccessCode
    where
        K: super::tokens::OnlyTenant,
    {
        SetRoomAccessCode {
            call: self.0.prepare(),
            scope,
            country_id: None,
            district_id: None,
            building_id: None,
            floor_name: None,
            room_id: None,
            valid_day,
        }
    }
}

/// Call of [`RoomConfigs::query`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Query {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub scope: RoomConfigScope,
    #[doc(hidden)]
    pub country_id: Option<CountryId>,
    #[doc(hidden)]
    pub district_id: Option<DistrictId>,
    #[doc(hidden)]
    pub building_id: Option<BuildingId>,
    #[doc(hidden)]
    pub floor_name: Option<String>,
    #[doc(hidden)]
    pub room_id: Option<super::room::RoomId>,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl Query {
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
    /// Id of the country or region. Required if `scope` is a country or a city.
    pub fn country_id(mut self, country_id: impl Into<CountryId>) -> Self {
        self.country_id = Some(country_id.into());
        self
    }
    /// Id of the city. Required if `scope` is a city.
    pub fn district_id(mut self, district_id: impl Into<DistrictId>) -> Self {
        self.district_id = Some(district_id.into());
        self
    }
    /// Id of the building. Required if `scope` is a building or a floor.
    pub fn building_id(mut self, building_id: impl Into<BuildingId>) -> Self {
        self.building_id = Some(building_id.into());
        self
    }
    /// Name of the floor. Required if `scope` is a floor.
    pub fn floor_name(mut self, floor_name: impl Into<String>) -> Self {
        self.floor_name = Some(floor_name.into());
        self
    }
    /// Id of the room. Required if `scope` is a room.
    pub fn room_id(mut self, room_id: impl Into<super::room::RoomId>) -> Self {
        self.room_id = Some(room_id.into());
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

impl rt::Endpoint for Query {
    type Response = super::scope_config::RoomConfig;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room_config.query",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/room_configs/query",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_ROOM_READONLY],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: None,
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
        ],
        deprecated: true,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_config/query",
        ),
    };
}

impl rt::Call for Query {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("scope", &self.scope);
        request.query("country_id", &self.country_id);
        request.query("district_id", &self.district_id);
        request.query("building_id", &self.building_id);
        request.query("floor_name", &self.floor_name);
        request.query("room_id", &self.room_id);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(Query, send);

#[cfg(feature = "testing")]
impl rt::Served for Query {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            scope: parts.query("scope")?,
            country_id: parts.query_option("country_id"),
            district_id: parts.query_option("district_id"),
            building_id: parts.query_option("building_id"),
            floor_name: parts.query_option("floor_name"),
            room_id: parts.query_option("room_id"),
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Call of [`RoomConfigs::set`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Set {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub scope: RoomConfigScope,
    #[doc(hidden)]
    pub country_id: Option<CountryId>,
    #[doc(hidden)]
    pub district_id: Option<DistrictId>,
    #[doc(hidden)]
    pub building_id: Option<BuildingId>,
    #[doc(hidden)]
    pub floor_name: Option<String>,
    #[doc(hidden)]
    pub room_id: Option<super::room::RoomId>,
    #[doc(hidden)]
    pub room_config: super::scope_config::RoomConfig,
}

impl Set {
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
    /// Id of the country or region. Required if `scope` is a country or a city.
    pub fn country_id(mut self, country_id: impl Into<CountryId>) -> Self {
        self.country_id = Some(country_id.into());
        self
    }
    /// Id of the city. Required if `scope` is a city.
    pub fn district_id(mut self, district_id: impl Into<DistrictId>) -> Self {
        self.district_id = Some(district_id.into());
        self
    }
    /// Id of the building. Required if `scope` is a building or a floor.
    pub fn building_id(mut self, building_id: impl Into<BuildingId>) -> Self {
        self.building_id = Some(building_id.into());
        self
    }
    /// Name of the floor. Required if `scope` is a floor.
    pub fn floor_name(mut self, floor_name: impl Into<String>) -> Self {
        self.floor_name = Some(floor_name.into());
        self
    }
    /// Id of the room. Required if `scope` is a room.
    pub fn room_id(mut self, room_id: impl Into<super::room::RoomId>) -> Self {
        self.room_id = Some(room_id.into());
        self
    }
}

impl rt::Endpoint for Set {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room_config.set",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/room_configs/set",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_ROOM],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: None,
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
            Self::NOT_FOUND,
        ],
        deprecated: true,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_config/set",
        ),
    };
}

impl rt::Call for Set {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("scope", &self.scope);
                body.some("country_id", &self.country_id);
                body.some("district_id", &self.district_id);
                body.some("building_id", &self.building_id);
                body.some("floor_name", &self.floor_name);
                body.some("room_id", &self.room_id);
                body.always("room_config", &self.room_config);
            });
        request
    }
}

rt::callable!(Set, send);

#[cfg(feature = "testing")]
impl rt::Served for Set {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            user_id_type: parts.query_option("user_id_type"),
            scope: parts.body("scope")?,
            country_id: parts.body_option("country_id"),
            district_id: parts.body_option("district_id"),
            building_id: parts.body_option("building_id"),
            floor_name: parts.body_option("floor_name"),
            room_id: parts.body_option("room_id"),
            room_config: parts.body("room_config")?,
        })
    }
}

/// Call of [`RoomConfigs::set_checkboard_access_code`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct SetCheckboardAccessCode {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub scope: RoomConfigScope,
    #[doc(hidden)]
    pub country_id: Option<CountryId>,
    #[doc(hidden)]
    pub district_id: Option<DistrictId>,
    #[doc(hidden)]
    pub building_id: Option<BuildingId>,
    #[doc(hidden)]
    pub floor_name: Option<String>,
    #[doc(hidden)]
    pub room_id: Option<super::room::RoomId>,
    #[doc(hidden)]
    pub valid_day: ValidDay,
}

impl SetCheckboardAccessCode {
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
    /// Id of the country or region. Required if `scope` is a country or a city.
    pub fn country_id(mut self, country_id: impl Into<CountryId>) -> Self {
        self.country_id = Some(country_id.into());
        self
    }
    /// Id of the city. Required if `scope` is a city.
    pub fn district_id(mut self, district_id: impl Into<DistrictId>) -> Self {
        self.district_id = Some(district_id.into());
        self
    }
    /// Id of the building. Required if `scope` is a building or a floor.
    pub fn building_id(mut self, building_id: impl Into<BuildingId>) -> Self {
        self.building_id = Some(building_id.into());
        self
    }
    /// Name of the floor. Required if `scope` is a floor.
    pub fn floor_name(mut self, floor_name: impl Into<String>) -> Self {
        self.floor_name = Some(floor_name.into());
        self
    }
    /// Id of the room. Required if `scope` is a room.
    pub fn room_id(mut self, room_id: impl Into<super::room::RoomId>) -> Self {
        self.room_id = Some(room_id.into());
        self
    }
}

impl rt::Endpoint for SetCheckboardAccessCode {
    type Response = rt::Secret;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room_config.set_checkboard_access_code",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/room_configs/set_checkboard_access_code",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_ROOM],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::Field("access_code"),
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::NOT_FOUND,
        ],
        deprecated: true,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_config/set_checkboard_access_code",
        ),
    };
}

impl rt::Call for SetCheckboardAccessCode {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("scope", &self.scope);
                body.some("country_id", &self.country_id);
                body.some("district_id", &self.district_id);
                body.some("building_id", &self.building_id);
                body.some("floor_name", &self.floor_name);
                body.some("room_id", &self.room_id);
                body.always("valid_day", &self.valid_day);
            });
        request
    }
}

rt::callable!(SetCheckboardAccessCode, send);

#[cfg(feature = "testing")]
impl rt::Served for SetCheckboardAccessCode {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            scope: parts.body("scope")?,
            country_id: parts.body_option("country_id"),
            district_id: parts.body_option("district_id"),
            building_id: parts.body_option("building_id"),
            floor_name: parts.body_option("floor_name"),
            room_id: parts.body_option("room_id"),
            valid_day: parts.body("valid_day")?,
        })
    }
}

/// Call of [`RoomConfigs::set_room_access_code`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct SetRoomAccessCode {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub scope: RoomConfigScope,
    #[doc(hidden)]
    pub country_id: Option<CountryId>,
    #[doc(hidden)]
    pub district_id: Option<DistrictId>,
    #[doc(hidden)]
    pub building_id: Option<BuildingId>,
    #[doc(hidden)]
    pub floor_name: Option<String>,
    #[doc(hidden)]
    pub room_id: Option<super::room::RoomId>,
    #[doc(hidden)]
    pub valid_day: ValidDay,
}

impl SetRoomAccessCode {
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
    /// Id of the country or region. Required if `scope` is a country or a city.
    pub fn country_id(mut self, country_id: impl Into<CountryId>) -> Self {
        self.country_id = Some(country_id.into());
        self
    }
    /// Id of the city. Required if `scope` is a city.
    pub fn district_id(mut self, district_id: impl Into<DistrictId>) -> Self {
        self.district_id = Some(district_id.into());
        self
    }
    /// Id of the building. Required if `scope` is a building or a floor.
    pub fn building_id(mut self, building_id: impl Into<BuildingId>) -> Self {
        self.building_id = Some(building_id.into());
        self
    }
    /// Name of the floor. Required if `scope` is a floor.
    pub fn floor_name(mut self, floor_name: impl Into<String>) -> Self {
        self.floor_name = Some(floor_name.into());
        self
    }
    /// Id of the room. Required if `scope` is a room.
    pub fn room_id(mut self, room_id: impl Into<super::room::RoomId>) -> Self {
        self.room_id = Some(room_id.into());
        self
    }
}

impl rt::Endpoint for SetRoomAccessCode {
    type Response = rt::Secret;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room_config.set_room_access_code",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/room_configs/set_room_access_code",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_ROOM],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::Field("access_code"),
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::NOT_FOUND,
        ],
        deprecated: true,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_config/set_room_access_code",
        ),
    };
}

impl rt::Call for SetRoomAccessCode {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("scope", &self.scope);
                body.some("country_id", &self.country_id);
                body.some("district_id", &self.district_id);
                body.some("building_id", &self.building_id);
                body.some("floor_name", &self.floor_name);
                body.some("room_id", &self.room_id);
                body.always("valid_day", &self.valid_day);
            });
        request
    }
}

rt::callable!(SetRoomAccessCode, send);

#[cfg(feature = "testing")]
impl rt::Served for SetRoomAccessCode {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            scope: parts.body("scope")?,
            country_id: parts.body_option("country_id"),
            district_id: parts.body_option("district_id"),
            building_id: parts.body_option("building_id"),
            floor_name: parts.body_option("floor_name"),
            room_id: parts.body_option("room_id"),
            valid_day: parts.body("valid_day")?,
        })
    }
}

/// Id of a country or region.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct CountryId(String);

rt::text_newtype!(CountryId);

#[cfg(feature = "testing")]
impl rt::Sample for CountryId {
    fn sample() -> Self {
        "086".into()
    }
}

/// Id of a city.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct DistrictId(String);

rt::text_newtype!(DistrictId);

#[cfg(feature = "testing")]
impl rt::Sample for DistrictId {
    fn sample() -> Self {
        "001".into()
    }
}

/// Id of a building.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct BuildingId(String);

rt::text_newtype!(BuildingId);

#[cfg(feature = "testing")]
impl rt::Sample for BuildingId {
    fn sample() -> Self {
        "22".into()
    }
}

/// Kind of place to which a call applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RoomConfigScope {
    /// All rooms of the tenant. No id is required.
    Tenant,
    /// A country or region. Requires `country_id`.
    Country,
    /// A city. Requires `country_id` and `district_id`.
    City,
    /// A building. Requires `building_id`.
    Building,
    /// A floor. Requires `building_id` and `floor_name`.
    Floor,
    /// A meeting room. Requires `room_id`.
    Room,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    RoomConfigScope { Tenant = 1, Country = 2, City = 3, Building = 4, Floor = 5, Room =
    6 }
);

#[cfg(feature = "testing")]
impl rt::Sample for RoomConfigScope {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Number of days for which an access code is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValidDay {
    /// Valid for a day.
    OneDay,
    /// Valid for a week.
    SevenDays,
    /// Valid for 30 days.
    ThirtyDays,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(ValidDay { OneDay = 1, SevenDays = 7, ThirtyDays = 30 });

#[cfg(feature = "testing")]
impl rt::Sample for ValidDay {
    fn sample() -> Self {
        1i64.into()
    }
}
