// Generated from spec/scope_config.yaml by `cargo xtask regen`; do not edit.
//! Configuration of the display and the status of meeting rooms.
//!
//! A configuration consists of backgrounds, digital signage and status. A configuration applies to a room or to a level. The rooms below a level inherit the configuration of the level. The resource `reserve_config` configures the bookings of rooms.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Configuration of the display and the status of meeting rooms.
    ///
    /// See the module [`scope_config`](self).
    pub fn scope_configs(&self) -> ScopeConfigs<'_, K> {
        ScopeConfigs(self)
    }
}

/// Operations of the resource [`scope_configs`](rt::Session::scope_configs).
#[derive(Debug)]
pub struct ScopeConfigs<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> ScopeConfigs<'_, K> {
    /// Get the configuration of a room or a level.
    ///
    /// Returns the effective configuration of the room or level. The response also contains the configurations that are set directly on the room or level, and on each level above the room or level.
    ///
    /// # Arguments
    ///
    /// - `scope_type`: Kind of `scope_id`: a room level or a room. Range: 1 to 2.
    /// - `scope_id`: Room or level that has the configuration.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/scope_config`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.room.basicinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/scope_config/get>)
    pub fn get(&self, scope_type: ScopeType, scope_id: impl Into<RoomOrLevelId>) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            scope_type,
            scope_id: scope_id.into(),
            user_id_type: None,
        }
    }
    /// Set the configuration of a room or a level.
    ///
    /// # Arguments
    ///
    /// - `scope_type`: Kind of `scope_id`: a room level or a room. Range: 1 to 2.
    /// - `scope_id`: Room or level to configure.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/scope_config`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:rooms.room:update`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 20 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/scope_config/create>)
    pub fn create(
        &self,
        scope_type: ScopeType,
        scope_id: impl Into<RoomOrLevelId>,
    ) -> Create
    where
        K: super::tokens::TenantOrUser,
    {
        Create {
            call: self.0.prepare(),
            user_id_type: None,
            scope_type,
            scope_id: scope_id.into(),
            scope_config: None,
        }
    }
}

/// Call of [`ScopeConfigs::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub scope_type: ScopeType,
    #[doc(hidden)]
    pub scope_id: RoomOrLevelId,
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
    /// 121005: no permission (HTTP 404).
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        Some(404),
        121005,
        "no permission",
        "NO_PERMISSION",
    );
    /// 121006: data conflict (HTTP 404).
    pub const CONFLICT: rt::ListedError = rt::ListedError::new(
        Some(404),
        121006,
        "data conflict",
        "CONFLICT",
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
    type Response = GetResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "scope_config.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/scope_config",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_ROOM,
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOM_BASICINFO_READ,
        ],
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
            Self::CONFLICT,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/scope_config/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("scope_type", &self.scope_type);
        request.query("scope_id", &self.scope_id);
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
            scope_type: parts.query("scope_type")?,
            scope_id: parts.query("scope_id")?,
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Response of [`scope_config.get`](super::scope_config::ScopeConfigs::get).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct GetResponse {
    /// Effective configuration of the room or level. If the room or level does not set a value, the value comes from the nearest higher level that sets the value. If no level sets the value, the value is empty.
    pub current_config: Option<ScopeConfig>,
    /// Configurations of the room or level and of each level above, from the bottom upwards. Each configuration contains the values that are set directly on its room or level. All other values are empty.
    pub origin_configs: Vec<ScopeConfig>,
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
            "current_config" => value.option(&mut self.current_config),
            "origin_configs" => value.list(&mut self.origin_configs),
            _ => value.skip(),
        }
    }
}

rt::decode!(GetResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for GetResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("current_config", &self.current_config);
        out.always("origin_configs", &self.origin_configs);
    }
}

rt::encode_received!(GetResponse);

#[cfg(feature = "testing")]
impl rt::Sample for GetResponse {
    fn sample() -> Self {
        Self {
            current_config: Some(rt::Sample::sample()),
            origin_configs: vec![rt::Sample::sample()],
        }
    }
}

/// Call of [`ScopeConfigs::create`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Create {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub scope_type: ScopeType,
    #[doc(hidden)]
    pub scope_id: RoomOrLevelId,
    #[doc(hidden)]
    pub scope_config: Option<RoomConfig>,
}

impl Create {
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
    /// 121005: no permission (HTTP 404).
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        Some(404),
        121005,
        "no permission",
        "NO_PERMISSION",
    );
    /// 121006: data conflict (HTTP 404).
    pub const CONFLICT: rt::ListedError = rt::ListedError::new(
        Some(404),
        121006,
        "data conflict",
        "CONFLICT",
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
    /// The configuration to set.
    pub fn scope_config(mut self, scope_config: RoomConfig) -> Self {
        self.scope_config = Some(scope_config);
        self
    }
}

impl rt::Endpoint for Create {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "scope_config.create",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/scope_config",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOMS_ROOM_UPDATE],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(20),
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
            Self::NO_PERMISSION,
            Self::CONFLICT,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/scope_config/create",
        ),
    };
}

impl rt::Call for Create {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("scope_type", &self.scope_type);
                body.always("scope_id", &self.scope_id);
                body.some("scope_config", &self.scope_config);
            });
        request
    }
}

rt::callable!(Create, send);

#[cfg(feature = "testing")]
impl rt::Served for Create {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            user_id_type: parts.query_option("user_id_type"),
            scope_type: parts.body("scope_type")?,
            scope_id: parts.body("scope_id")?,
            scope_config: parts.body_option("scope_config"),
        })
    }
}

/// Id of a meeting room or a room level. The field `scope_type` tells whether the id belongs to a room or a level. The id comes from an operation such as [`room.list`](super::room::Rooms::list) or [`room_level.list`](super::room_level::RoomLevels::list).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct RoomOrLevelId(String);

rt::text_newtype!(RoomOrLevelId);

#[cfg(feature = "testing")]
impl rt::Sample for RoomOrLevelId {
    fn sample() -> Self {
        "omm_608d34d82d531b27fa993902d350a307".into()
    }
}

/// Kind of object that an id identifies: a room level or a single room.
///
/// Range: 1 to 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ScopeType {
    /// A room level.
    Level,
    /// A meeting room.
    Room,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(ScopeType { Level = 1, Room = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for ScopeType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Kind of object that an id identifies: a room level or a single room. The values are the numbers of `ScopeType` as texts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ScopeTypeText {
    /// A room level.
    Level,
    /// A meeting room.
    Room,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(ScopeTypeText { Level = "1", Room = "2" });

#[cfg(feature = "testing")]
impl rt::Sample for ScopeTypeText {
    fn sample() -> Self {
        "1".into()
    }
}

/// The configuration of one room or level.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ScopeConfig {
    /// Kind of `scope_id`: a room level or a room.
    ///
    /// Range: 1 to 2.
    pub scope_type: Option<ScopeType>,
    /// Room or level that has the configuration.
    pub scope_id: Option<RoomOrLevelId>,
    /// Configuration of the room or level.
    pub scope_config: Option<RoomConfig>,
}

impl rt::Decode for ScopeConfig {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "scope_type" => value.option(&mut self.scope_type),
            "scope_id" => value.option(&mut self.scope_id),
            "scope_config" => value.option(&mut self.scope_config),
            _ => value.skip(),
        }
    }
}

rt::decode!(ScopeConfig);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ScopeConfig {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("scope_type", &self.scope_type);
        out.some("scope_id", &self.scope_id);
        out.some("scope_config", &self.scope_config);
    }
}

rt::encode_received!(ScopeConfig);

#[cfg(feature = "testing")]
impl rt::Sample for ScopeConfig {
    fn sample() -> Self {
        Self {
            scope_type: Some(rt::Sample::sample()),
            scope_id: Some("omm_608d34d82d531b27fa993902d350a307".into()),
            scope_config: Some(rt::Sample::sample()),
        }
    }
}

/// Configuration of the display and the status of meeting rooms.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RoomConfig {
    /// Address of the background picture on the room's screen.
    pub room_background: Option<String>,
    /// Address of the background picture on the check-in board.
    pub display_background: Option<String>,
    /// Media that the screen of the room shows between meetings.
    pub digital_signage: Option<DigitalSignage>,
    /// Media that the screen-sharing box shows.
    pub room_box_digital_signage: Option<DigitalSignage>,
    /// Status of the rooms.
    pub room_status: Option<super::room::RoomStatus>,
}

impl RoomConfig {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Address of the background picture on the room's screen.
    #[must_use]
    pub fn room_background(mut self, room_background: impl Into<String>) -> Self {
        self.room_background = Some(room_background.into());
        self
    }
    /// Address of the background picture on the check-in board.
    #[must_use]
    pub fn display_background(mut self, display_background: impl Into<String>) -> Self {
        self.display_background = Some(display_background.into());
        self
    }
    /// Media that the screen of the room shows between meetings.
    #[must_use]
    pub fn digital_signage(mut self, digital_signage: DigitalSignage) -> Self {
        self.digital_signage = Some(digital_signage);
        self
    }
    /// Media that the screen-sharing box shows.
    #[must_use]
    pub fn room_box_digital_signage(
        mut self,
        room_box_digital_signage: DigitalSignage,
    ) -> Self {
        self.room_box_digital_signage = Some(room_box_digital_signage);
        self
    }
    /// Status of the rooms.
    #[must_use]
    pub fn room_status(mut self, room_status: super::room::RoomStatus) -> Self {
        self.room_status = Some(room_status);
        self
    }
}

impl rt::Decode for RoomConfig {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "room_background" => value.option(&mut self.room_background),
            "display_background" => value.option(&mut self.display_background),
            "digital_signage" => value.option(&mut self.digital_signage),
            "room_box_digital_signage" => {
                value.option(&mut self.room_box_digital_signage)
            }
            "room_status" => value.option(&mut self.room_status),
            _ => value.skip(),
        }
    }
}

rt::decode!(RoomConfig);

impl rt::Encode for RoomConfig {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("room_background", &self.room_background);
        out.some("display_background", &self.display_background);
        out.some("digital_signage", &self.digital_signage);
        out.some("room_box_digital_signage", &self.room_box_digital_signage);
        out.some("room_status", &self.room_status);
    }
}

rt::encode!(RoomConfig);

#[cfg(feature = "testing")]
impl rt::Sample for RoomConfig {
    fn sample() -> Self {
        Self {
            room_background: Some("https://example.com/room.png".into()),
            display_background: Some("https://example.com/board.png".into()),
            digital_signage: Some(rt::Sample::sample()),
            room_box_digital_signage: Some(rt::Sample::sample()),
            room_status: Some(rt::Sample::sample()),
        }
    }
}

/// Digital signage: pictures and videos that a screen shows when nobody uses the screen.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct DigitalSignage {
    /// Whether these settings also replace the settings of the levels and rooms below this level. The platform's pages of `room_config` do not list this field.
    pub if_cover_child_scope: Option<bool>,
    /// Whether digital signage is on.
    pub enable: Option<bool>,
    /// Whether digital signage plays without sound.
    pub mute: Option<bool>,
    /// Time between the end of a meeting and the start of digital signage, in minutes, from 1 to 720. Only for the screen of the room, not for the screen-sharing box.
    pub start_display: Option<i64>,
    /// Time between the end of digital signage and the start of a scheduled meeting, in minutes, from 1 to 720. Only for the screen of the room, not for the screen-sharing box.
    pub stop_display: Option<i64>,
    /// Pictures and videos to show.
    pub materials: Option<Vec<SignageMaterial>>,
}

impl DigitalSignage {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Whether these settings also replace the settings of the levels and rooms below this level. The platform's pages of `room_config` do not list this field.
    #[must_use]
    pub fn if_cover_child_scope(mut self, if_cover_child_scope: bool) -> Self {
        self.if_cover_child_scope = Some(if_cover_child_scope);
        self
    }
    /// Whether digital signage is on.
    #[must_use]
    pub fn enable(mut self, enable: bool) -> Self {
        self.enable = Some(enable);
        self
    }
    /// Whether digital signage plays without sound.
    #[must_use]
    pub fn mute(mut self, mute: bool) -> Self {
        self.mute = Some(mute);
        self
    }
    /// Time between the end of a meeting and the start of digital signage, in minutes, from 1 to 720. Only for the screen of the room, not for the screen-sharing box.
    #[must_use]
    pub fn start_display(mut self, start_display: i64) -> Self {
        self.start_display = Some(start_display);
        self
    }
    /// Time between the end of digital signage and the start of a scheduled meeting, in minutes, from 1 to 720. Only for the screen of the room, not for the screen-sharing box.
    #[must_use]
    pub fn stop_display(mut self, stop_display: i64) -> Self {
        self.stop_display = Some(stop_display);
        self
    }
    /// Pictures and videos to show.
    #[must_use]
    pub fn materials(
        mut self,
        materials: impl IntoIterator<Item = SignageMaterial>,
    ) -> Self {
        self.materials = Some(materials.into_iter().collect());
        self
    }
}

impl rt::Decode for DigitalSignage {
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
            "enable" => value.option(&mut self.enable),
            "mute" => value.option(&mut self.mute),
            "start_display" => value.option(&mut self.start_display),
            "stop_display" => value.option(&mut self.stop_display),
            "materials" => value.option(&mut self.materials),
            _ => value.skip(),
        }
    }
}

rt::decode!(DigitalSignage);

impl rt::Encode for DigitalSignage {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("if_cover_child_scope", &self.if_cover_child_scope);
        out.some("enable", &self.enable);
        out.some("mute", &self.mute);
        out.some("start_display", &self.start_display);
        out.some("stop_display", &self.stop_display);
        out.some("materials", &self.materials);
    }
}

rt::encode!(DigitalSignage);

#[cfg(feature = "testing")]
impl rt::Sample for DigitalSignage {
    fn sample() -> Self {
        Self {
            if_cover_child_scope: Some(true),
            enable: Some(true),
            mute: Some(true),
            start_display: Some(3i64),
            stop_display: Some(3i64),
            materials: Some(vec![rt::Sample::sample()]),
        }
    }
}

/// Picture or video of digital signage.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct SignageMaterial {
    /// Id that the platform assigned to the material. Leave out the id for new material.
    pub id: Option<String>,
    /// Name of the file.
    pub name: Option<String>,
    /// File type.
    pub material_type: Option<SignageMaterialMaterialType>,
    /// Address of the file.
    pub url: Option<String>,
    /// Duration for which the file is shown, in seconds, from 1 to 43200.
    pub duration: Option<i64>,
    /// Address of the cover picture.
    pub cover: Option<String>,
    /// MD5 of the file.
    pub md5: Option<String>,
    /// Id of the file on the platform.
    pub vid: Option<String>,
    /// Size of the file in bytes.
    pub size: Option<i64>,
}

impl SignageMaterial {
    /// Creates a value in which no field is set.
    pub fn new() -> Self {
        Default::default()
    }
    /// Id that the platform assigned to the material. Leave out the id for new material.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
    /// Name of the file.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
    /// File type.
    #[must_use]
    pub fn material_type(mut self, material_type: SignageMaterialMaterialType) -> Self {
        self.material_type = Some(material_type);
        self
    }
    /// Address of the file.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }
    /// Duration for which the file is shown, in seconds, from 1 to 43200.
    #[must_use]
    pub fn duration(mut self, duration: i64) -> Self {
        self.duration = Some(duration);
        self
    }
    /// Address of the cover picture.
    #[must_use]
    pub fn cover(mut self, cover: impl Into<String>) -> Self {
        self.cover = Some(cover.into());
        self
    }
    /// MD5 of the file.
    #[must_use]
    pub fn md5(mut self, md5: impl Into<String>) -> Self {
        self.md5 = Some(md5.into());
        self
    }
    /// Id of the file on the platform.
    #[must_use]
    pub fn vid(mut self, vid: impl Into<String>) -> Self {
        self.vid = Some(vid.into());
        self
    }
    /// Size of the file in bytes.
    #[must_use]
    pub fn size(mut self, size: i64) -> Self {
        self.size = Some(size);
        self
    }
}

impl rt::Decode for SignageMaterial {
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
            "name" => value.option(&mut self.name),
            "material_type" => value.option(&mut self.material_type),
            "url" => value.option(&mut self.url),
            "duration" => value.option(&mut self.duration),
            "cover" => value.option(&mut self.cover),
            "md5" => value.option(&mut self.md5),
            "vid" => value.option(&mut self.vid),
            "size" => value.option(&mut self.size),
            _ => value.skip(),
        }
    }
}

rt::decode!(SignageMaterial);

impl rt::Encode for SignageMaterial {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.some("name", &self.name);
        out.some("material_type", &self.material_type);
        out.some("url", &self.url);
        out.some("duration", &self.duration);
        out.some("cover", &self.cover);
        out.some("md5", &self.md5);
        out.some("vid", &self.vid);
        out.text("size", &self.size);
    }
}

rt::encode!(SignageMaterial);

#[cfg(feature = "testing")]
impl rt::Sample for SignageMaterial {
    fn sample() -> Self {
        Self {
            id: Some("7847784676276".into()),
            name: Some("text".into()),
            material_type: Some(rt::Sample::sample()),
            url: Some("text".into()),
            duration: Some(15i64),
            cover: Some("text".into()),
            md5: Some("text".into()),
            vid: Some("v039b2g10000ca89uj3c77u5pfdkfvpg".into()),
            size: Some(100i64),
        }
    }
}

/// File type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignageMaterialMaterialType {
    /// A still picture.
    Image,
    /// A video.
    Video,
    /// An animated GIF.
    Gif,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(SignageMaterialMaterialType { Image = 1, Video = 2, Gif = 3 });

#[cfg(feature = "testing")]
impl rt::Sample for SignageMaterialMaterialType {
    fn sample() -> Self {
        1i64.into()
    }
}
