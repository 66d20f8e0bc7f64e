// Generated from spec/room.yaml by `cargo xtask regen`; do not edit.
//! Meeting rooms.
//!
//! Meeting rooms belong to a tree of levels (see `room_level`). `scope_config` configures the display of rooms, and `reserve_config` configures the bookings of rooms.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Meeting rooms.
    ///
    /// See the module [`room`](self).
    pub fn rooms(&self) -> Rooms<'_, K> {
        Rooms(self)
    }
}

/// Operations of the resource [`rooms`](rt::Session::rooms).
#[derive(Debug)]
pub struct Rooms<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> Rooms<'_, K> {
    /// List meeting rooms.
    ///
    /// Returns the rooms directly below a room level, page by page.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/rooms`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.room.basicinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/list>)
    pub fn list(&self) -> List
    where
        K: super::tokens::TenantOrUser,
    {
        List {
            call: self.0.prepare(),
            page_size: None,
            page_token: None,
            room_level_id: None,
            user_id_type: None,
        }
    }
    /// Create a meeting room.
    ///
    /// # Arguments
    ///
    /// - `name`: Name that people see when they book the room.
    /// - `capacity`: Number of people who fit in the room.
    /// - `room_level_id`: Room level that contains the room.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/rooms`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:rooms.room:create`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 20 calls a minute
    /// - apps: custom, store
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - the sources disagree on the scopes. Decision: The scopes of the page. The overview also lists the scope to read rooms, which does not allow the app to create anything.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/create>)
    pub fn create(
        &self,
        name: impl Into<String>,
        capacity: i64,
        room_level_id: impl Into<super::room_level::RoomLevelId>,
    ) -> Create
    where
        K: super::tokens::TenantOrUser,
    {
        Create {
            call: self.0.prepare(),
            user_id_type: None,
            name: name.into(),
            capacity,
            description: None,
            custom_room_id: None,
            room_level_id: room_level_id.into(),
            room_status: None,
            device: None,
        }
    }
    /// Get a meeting room.
    ///
    /// # Arguments
    ///
    /// - `room_id`: Id of the room.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/rooms/{room_id}`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.room.basicinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/get>)
    pub fn get(&self, room_id: impl Into<RoomId>) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            room_id: room_id.into(),
            user_id_type: None,
        }
    }
    /// Delete a meeting room.
    ///
    /// # Arguments
    ///
    /// - `room_id`: Room to delete. 1 to 100 characters.
    ///
    /// # Platform
    ///
    /// - `DELETE /open-apis/vc/v1/rooms/{room_id}`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:rooms.room:delete`
    /// - rate limit, for each app and tenant: 20 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/delete>)
    pub fn delete(&self, room_id: impl Into<RoomId>) -> Delete
    where
        K: super::tokens::TenantOrUser,
    {
        Delete {
            call: self.0.prepare(),
            room_id: room_id.into(),
        }
    }
    /// Change a meeting room.
    ///
    /// Changes the given fields and leaves the other fields unchanged.
    ///
    /// # Arguments
    ///
    /// - `room_id`: Room that the call changes. 1 to 100 characters.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/rooms/{room_id}`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:rooms.room:update`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 20 calls a minute
    /// - apps: custom, store
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/patch>)
    pub fn patch(&self, room_id: impl Into<RoomId>) -> Patch
    where
        K: super::tokens::TenantOrUser,
    {
        Patch {
            call: self.0.prepare(),
            room_id: room_id.into(),
            user_id_type: None,
            name: None,
            capacity: None,
            description: None,
            custom_room_id: None,
            room_level_id: None,
            room_status: None,
            device: None,
        }
    }
    /// Get several meeting rooms at once.
    ///
    /// # Arguments
    ///
    /// - `room_ids`: Rooms to return.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/rooms/mget`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.room.basicinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/mget>)
    pub fn mget(&self, room_ids: impl IntoIterator<Item = impl Into<RoomId>>) -> Mget
    where
        K: super::tokens::TenantOrUser,
    {
        Mget {
            call: self.0.prepare(),
            user_id_type: None,
            room_ids: room_ids.into_iter().map(Into::into).collect(),
        }
    }
    /// Search meeting rooms.
    ///
    /// Finds rooms by your own ids or by a keyword. If the call sets `custom_room_ids`, the platform ignores all other fields of the body.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/rooms/search`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.room.basicinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/search>)
    pub fn search(&self) -> Search
    where
        K: super::tokens::OnlyUser,
    {
        Search {
            call: self.0.prepare(),
            user_id_type: None,
            custom_room_ids: None,
            keyword: None,
            room_level_id: None,
            search_level_name: None,
            page_size: None,
            page_token: None,
        }
    }
}

/// Call of [`Rooms::list`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct List {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub page_size: Option<i64>,
    #[doc(hidden)]
    pub page_token: Option<String>,
    #[doc(hidden)]
    pub room_level_id: Option<super::room_level::RoomLevelId>,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl List {
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
    /// Number of rooms on a page.
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.page_size = Some(page_size);
        self
    }
    /// Page token from the previous response. Leave out the page token to start from the beginning.
    pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
        self.page_token = Some(page_token.into());
        self
    }
    /// Room level that contains the rooms. Leave out the room level to list the rooms of the tenant.
    pub fn room_level_id(
        mut self,
        room_level_id: impl Into<super::room_level::RoomLevelId>,
    ) -> Self {
        self.room_level_id = Some(room_level_id.into());
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

impl rt::Endpoint for List {
    type Response = ListResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room.list",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/rooms",
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/list",
        ),
    };
}

impl rt::Call for List {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("page_size", &self.page_size);
        request.query("page_token", &self.page_token);
        request.query("room_level_id", &self.room_level_id);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(List, send);

#[cfg(feature = "testing")]
impl rt::Served for List {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            page_size: parts.query_option("page_size"),
            page_token: parts.query_option("page_token"),
            room_level_id: parts.query_option("room_level_id"),
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

impl rt::Paged for List {
    type Item = Room;
    fn page_token(&mut self) -> &mut Option<String> {
        &mut self.page_token
    }
    fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
        (response.has_more, response.page_token.as_deref())
    }
    fn into_items(response: Self::Response) -> Vec<Self::Item> {
        response.rooms
    }
}

rt::paged!(List);

#[cfg(feature = "testing")]
impl rt::ServedPages for List {
    fn requested_page_size(&self) -> Option<i64> {
        self.page_size
    }
    fn page(items: Vec<Self::Item>, next: Option<String>) -> Self::Reply {
        let mut response: Self::Reply = rt::Sample::sample();
        response.rooms = items;
        response.has_more = Some(next.is_some());
        response.page_token = next;
        response
    }
}

/// Response of [`room.list`](super::room::Rooms::list).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ListResponse {
    /// Rooms on this page.
    pub rooms: Vec<Room>,
    /// Page token of the next page. Present only while `has_more` is true.
    pub page_token: Option<String>,
    /// Whether there is another page.
    pub has_more: Option<bool>,
}

impl rt::Decode for ListResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "rooms" => value.strict().list(&mut self.rooms),
            "page_token" => value.strict().option(&mut self.page_token),
            "has_more" => value.strict().option(&mut self.has_more),
            _ => value.skip(),
        }
    }
}

rt::decode!(ListResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ListResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("rooms", &self.rooms);
        out.some("page_token", &self.page_token);
        out.some("has_more", &self.has_more);
    }
}

rt::encode_received!(ListResponse);

#[cfg(feature = "testing")]
impl rt::Sample for ListResponse {
    fn sample() -> Self {
        Self {
            rooms: vec![rt::Sample::sample()],
            page_token: Some("text".into()),
            has_more: Some(true),
        }
    }
}

/// Call of [`Rooms::create`]. `.await` sends the request.
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
    pub name: String,
    #[doc(hidden)]
    pub capacity: i64,
    #[doc(hidden)]
    pub description: Option<String>,
    #[doc(hidden)]
    pub custom_room_id: Option<String>,
    #[doc(hidden)]
    pub room_level_id: super::room_level::RoomLevelId,
    #[doc(hidden)]
    pub room_status: Option<RoomStatus>,
    #[doc(hidden)]
    pub device: Option<Vec<Device>>,
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
    /// 125001: cannot create/update room at this level (HTTP 404).
    pub const ROOM_NOT_ALLOWED_AT_LEVEL: rt::ListedError = rt::ListedError::new(
        Some(404),
        125001,
        "cannot create/update room at this level",
        "ROOM_NOT_ALLOWED_AT_LEVEL",
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
    /// Information about the room, such as directions to the room.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }
    /// Your own id for the room.
    pub fn custom_room_id(mut self, custom_room_id: impl Into<String>) -> Self {
        self.custom_room_id = Some(custom_room_id.into());
        self
    }
    /// Initial status of the room. Enabled by default.
    pub fn room_status(mut self, room_status: RoomStatus) -> Self {
        self.room_status = Some(room_status);
        self
    }
    /// Equipment of the room.
    pub fn device(mut self, device: impl IntoIterator<Item = Device>) -> Self {
        self.device = Some(device.into_iter().collect());
        self
    }
}

impl rt::Endpoint for Create {
    type Response = Room;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room.create",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/rooms",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOMS_ROOM_CREATE],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(20),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::Field("room"),
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
            Self::CONFLICT,
            Self::ROOM_NOT_ALLOWED_AT_LEVEL,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/create",
        ),
    };
}

impl rt::Call for Create {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("name", &self.name);
                body.always("capacity", &self.capacity);
                body.some("description", &self.description);
                body.some("custom_room_id", &self.custom_room_id);
                body.always("room_level_id", &self.room_level_id);
                body.some("room_status", &self.room_status);
                body.some("device", &self.device);
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
            name: parts.body("name")?,
            capacity: parts.body("capacity")?,
            description: parts.body_option("description"),
            custom_room_id: parts.body_option("custom_room_id"),
            room_level_id: parts.body("room_level_id")?,
            room_status: parts.body_option("room_status"),
            device: parts.body_option("device"),
        })
    }
}

/// Call of [`Rooms::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub room_id: RoomId,
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
    type Response = Room;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/rooms/{room_id}",
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
        response: rt::ResponseShape::Field("room"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("room_id", &self.room_id);
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
            room_id: parts.path("room_id")?,
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Call of [`Rooms::delete`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Delete {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub room_id: RoomId,
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
}

impl rt::Endpoint for Delete {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room.delete",
        method: rt::Method::Delete,
        path: "/open-apis/vc/v1/rooms/{room_id}",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOMS_ROOM_DELETE],
        field_scopes: &[],
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/delete",
        ),
    };
}

impl rt::Call for Delete {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("room_id", &self.room_id);
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
            room_id: parts.path("room_id")?,
        })
    }
}

/// Call of [`Rooms::patch`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Patch {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub room_id: RoomId,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub name: Option<String>,
    #[doc(hidden)]
    pub capacity: Option<i64>,
    #[doc(hidden)]
    pub description: Option<String>,
    #[doc(hidden)]
    pub custom_room_id: Option<String>,
    #[doc(hidden)]
    pub room_level_id: Option<super::room_level::RoomLevelId>,
    #[doc(hidden)]
    pub room_status: Option<RoomStatus>,
    #[doc(hidden)]
    pub device: Option<Vec<Device>>,
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
    /// 125001: cannot create/update room at this level (HTTP 404).
    pub const ROOM_NOT_ALLOWED_AT_LEVEL: rt::ListedError = rt::ListedError::new(
        Some(404),
        125001,
        "cannot create/update room at this level",
        "ROOM_NOT_ALLOWED_AT_LEVEL",
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
    /// Name that people see when they book the room.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
    /// Number of people who fit in the room.
    pub fn capacity(mut self, capacity: i64) -> Self {
        self.capacity = Some(capacity);
        self
    }
    /// Information about the room, such as directions to the room.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }
    /// Your own id for the room.
    pub fn custom_room_id(mut self, custom_room_id: impl Into<String>) -> Self {
        self.custom_room_id = Some(custom_room_id.into());
        self
    }
    /// Room level to which the room is moved.
    pub fn room_level_id(
        mut self,
        room_level_id: impl Into<super::room_level::RoomLevelId>,
    ) -> Self {
        self.room_level_id = Some(room_level_id.into());
        self
    }
    /// Status of the room.
    pub fn room_status(mut self, room_status: RoomStatus) -> Self {
        self.room_status = Some(room_status);
        self
    }
    /// Equipment of the room.
    pub fn device(mut self, device: impl IntoIterator<Item = Device>) -> Self {
        self.device = Some(device.into_iter().collect());
        self
    }
}

impl rt::Endpoint for Patch {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room.patch",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/rooms/{room_id}",
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
        idempotent: false,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
            Self::CONFLICT,
            Self::ROOM_NOT_ALLOWED_AT_LEVEL,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/patch",
        ),
    };
}

impl rt::Call for Patch {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("room_id", &self.room_id);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.some("name", &self.name);
                body.some("capacity", &self.capacity);
                body.some("description", &self.description);
                body.some("custom_room_id", &self.custom_room_id);
                body.some("room_level_id", &self.room_level_id);
                body.some("room_status", &self.room_status);
                body.some("device", &self.device);
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
            room_id: parts.path("room_id")?,
            user_id_type: parts.query_option("user_id_type"),
            name: parts.body_option("name"),
            capacity: parts.body_option("capacity"),
            description: parts.body_option("description"),
            custom_room_id: parts.body_option("custom_room_id"),
            room_level_id: parts.body_option("room_level_id"),
            room_status: parts.body_option("room_status"),
            device: parts.body_option("device"),
        })
    }
}

/// Call of [`Rooms::mget`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Mget {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub room_ids: Vec<RoomId>,
}

impl Mget {
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

impl rt::Endpoint for Mget {
    type Response = Vec<Room>;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room.mget",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/rooms/mget",
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
        response: rt::ResponseShape::List("items"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/mget",
        ),
    };
}

impl rt::Call for Mget {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("room_ids", &self.room_ids);
            });
        request
    }
}

rt::callable!(Mget, send);

#[cfg(feature = "testing")]
impl rt::Served for Mget {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            user_id_type: parts.query_option("user_id_type"),
            room_ids: parts.body("room_ids")?,
        })
    }
}

/// Call of [`Rooms::search`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Search {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub custom_room_ids: Option<Vec<String>>,
    #[doc(hidden)]
    pub keyword: Option<String>,
    #[doc(hidden)]
    pub room_level_id: Option<super::room_level::RoomLevelId>,
    #[doc(hidden)]
    pub search_level_name: Option<bool>,
    #[doc(hidden)]
    pub page_size: Option<i64>,
    #[doc(hidden)]
    pub page_token: Option<String>,
}

impl Search {
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
    /// Your own ids for the rooms to find.
    pub fn custom_room_ids(
        mut self,
        custom_room_ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.custom_room_ids = Some(
            custom_room_ids.into_iter().map(Into::into).collect(),
        );
        self
    }
    /// Part of the name of the room.
    pub fn keyword(mut self, keyword: impl Into<String>) -> Self {
        self.keyword = Some(keyword.into());
        self
    }
    /// Room level to search. The search finds only rooms below this level.
    pub fn room_level_id(
        mut self,
        room_level_id: impl Into<super::room_level::RoomLevelId>,
    ) -> Self {
        self.room_level_id = Some(room_level_id.into());
        self
    }
    /// Whether the keyword may also match the names of room levels.
    pub fn search_level_name(mut self, search_level_name: bool) -> Self {
        self.search_level_name = Some(search_level_name);
        self
    }
    /// Number of rooms on a page.
    ///
    /// Range: 1 to 100. Defaults to `10`.
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

impl rt::Endpoint for Search {
    type Response = SearchResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room.search",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/rooms/search",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/search",
        ),
    };
}

impl rt::Call for Search {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.some("custom_room_ids", &self.custom_room_ids);
                body.some("keyword", &self.keyword);
                body.some("room_level_id", &self.room_level_id);
                body.some("search_level_name", &self.search_level_name);
                body.some("page_size", &self.page_size);
                body.some("page_token", &self.page_token);
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
            user_id_type: parts.query_option("user_id_type"),
            custom_room_ids: parts.body_option("custom_room_ids"),
            keyword: parts.body_option("keyword"),
            room_level_id: parts.body_option("room_level_id"),
            search_level_name: parts.body_option("search_level_name"),
            page_size: parts.body_option("page_size"),
            page_token: parts.body_option("page_token"),
        })
    }
}

impl rt::Paged for Search {
    type Item = Room;
    fn page_token(&mut self) -> &mut Option<String> {
        &mut self.page_token
    }
    fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
        (response.has_more, response.page_token.as_deref())
    }
    fn into_items(response: Self::Response) -> Vec<Self::Item> {
        response.rooms
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
        response.rooms = items;
        response.has_more = Some(next.is_some());
        response.page_token = next;
        response
    }
}

/// Response of [`room.search`](super::room::Rooms::search).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct SearchResponse {
    /// Rooms on this page.
    pub rooms: Vec<Room>,
    /// Page token of the next page. Present only while `has_more` is true.
    pub page_token: Option<String>,
    /// Whether there is another page.
    pub has_more: Option<bool>,
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
            "rooms" => value.strict().list(&mut self.rooms),
            "page_token" => value.strict().option(&mut self.page_token),
            "has_more" => value.strict().option(&mut self.has_more),
            _ => value.skip(),
        }
    }
}

rt::decode!(SearchResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for SearchResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("rooms", &self.rooms);
        out.some("page_token", &self.page_token);
        out.some("has_more", &self.has_more);
    }
}

rt::encode_received!(SearchResponse);

#[cfg(feature = "testing")]
impl rt::Sample for SearchResponse {
    fn sample() -> Self {
        Self {
            rooms: vec![rt::Sample::sample()],
            page_token: Some("text".into()),
            has_more: Some(true),
        }
    }
}

/// Id of a meeting room. [`room.list`](super::room::Rooms::list) and [`room.search`](super::room::Rooms::search) return this id. Operations on one room, such as [`room.get`](super::room::Rooms::get) and [`room.patch`](super::room::Rooms::patch), require this id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct RoomId(String);

rt::text_newtype!(RoomId);

#[cfg(feature = "testing")]
impl rt::Sample for RoomId {
    fn sample() -> Self {
        "omm_4de32cf10a4358788ff4e09e37ebbf9b".into()
    }
}

/// A meeting room.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Room {
    /// Id of a meeting room. [`room.list`](super::room::Rooms::list) and [`room.search`](super::room::Rooms::search) return this id. Operations on one room, such as [`room.get`](super::room::Rooms::get) and [`room.patch`](super::room::Rooms::patch), require this id.
    pub room_id: RoomId,
    /// Name that people see when they book the room.
    pub name: Option<String>,
    /// Number of people who fit in the room.
    pub capacity: Option<i64>,
    /// Information about the room.
    pub description: Option<String>,
    /// Id shown on the screen of the room.
    pub display_id: Option<String>,
    /// Your own id for the room.
    pub custom_room_id: Option<String>,
    /// Room level that contains the room.
    pub room_level_id: Option<super::room_level::RoomLevelId>,
    /// All room levels above the room, from the root downwards.
    pub path: Vec<super::room_level::RoomLevelId>,
    /// Status of a meeting room: enabled or disabled, and the period for which the room is disabled.
    pub room_status: Option<RoomStatus>,
    /// Equipment of the room.
    pub device: Vec<Device>,
}

impl rt::Decode for Room {
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
            "name" => value.option(&mut self.name),
            "capacity" => value.option(&mut self.capacity),
            "description" => value.option(&mut self.description),
            "display_id" => value.option(&mut self.display_id),
            "custom_room_id" => value.option(&mut self.custom_room_id),
            "room_level_id" => value.option(&mut self.room_level_id),
            "path" => value.list(&mut self.path),
            "room_status" => value.option(&mut self.room_status),
            "device" => value.list(&mut self.device),
            _ => value.skip(),
        }
    }
}

rt::decode!(Room);

#[cfg(feature = "encode-responses")]
impl rt::Encode for Room {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("room_id", &self.room_id);
        out.some("name", &self.name);
        out.some("capacity", &self.capacity);
        out.some("description", &self.description);
        out.some("display_id", &self.display_id);
        out.some("custom_room_id", &self.custom_room_id);
        out.some("room_level_id", &self.room_level_id);
        out.always("path", &self.path);
        out.some("room_status", &self.room_status);
        out.always("device", &self.device);
    }
}

rt::encode_received!(Room);

#[cfg(feature = "testing")]
impl rt::Sample for Room {
    fn sample() -> Self {
        Self {
            room_id: "omm_4de32cf10a4358788ff4e09e37ebbf9b".into(),
            name: Some("Atlantis".into()),
            capacity: Some(10i64),
            description: Some("text".into()),
            display_id: Some("FM537532166".into()),
            custom_room_id: Some("1234".into()),
            room_level_id: Some("omb_4ad1a2c7a2fbc5fc9570f38456931293".into()),
            path: vec![rt::Sample::sample()],
            room_status: Some(rt::Sample::sample()),
            device: vec![rt::Sample::sample()],
        }
    }
}

/// Status of a meeting room: enabled or disabled, and the period for which the room is disabled.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RoomStatus {
    /// Whether the room is enabled.
    pub status: Option<bool>,
    /// Whether the room will be enabled later. The platform ignores this field in requests.
    pub schedule_status: Option<bool>,
    /// Time from which the room is disabled.
    pub disable_start_time: Option<rt::UnixSeconds>,
    /// Time until which the room is disabled. 0 means that the room is disabled permanently.
    pub disable_end_time: Option<rt::UnixSeconds>,
    /// Reason why the room is disabled.
    pub disable_reason: Option<String>,
    /// Contacts for questions about the room.
    pub contact_ids: Option<Vec<super::types::UserId>>,
    /// Whether users who booked the room are notified that the room is disabled.
    pub disable_notice: Option<bool>,
    /// Whether the contacts are notified when the room is enabled again.
    pub resume_notice: Option<bool>,
}

impl RoomStatus {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `status`: Whether the room is enabled.
    pub fn new(status: bool) -> Self {
        Self {
            status: Some(status),
            schedule_status: None,
            disable_start_time: None,
            disable_end_time: None,
            disable_reason: None,
            contact_ids: None,
            disable_notice: None,
            resume_notice: None,
        }
    }
    /// Whether the room will be enabled later. The platform ignores this field in requests.
    #[must_use]
    pub fn schedule_status(mut self, schedule_status: bool) -> Self {
        self.schedule_status = Some(schedule_status);
        self
    }
    /// Time from which the room is disabled.
    #[must_use]
    pub fn disable_start_time(
        mut self,
        disable_start_time: impl Into<rt::UnixSeconds>,
    ) -> Self {
        self.disable_start_time = Some(disable_start_time.into());
        self
    }
    /// Time until which the room is disabled. 0 means that the room is disabled permanently.
    #[must_use]
    pub fn disable_end_time(
        mut self,
        disable_end_time: impl Into<rt::UnixSeconds>,
    ) -> Self {
        self.disable_end_time = Some(disable_end_time.into());
        self
    }
    /// Reason why the room is disabled.
    #[must_use]
    pub fn disable_reason(mut self, disable_reason: impl Into<String>) -> Self {
        self.disable_reason = Some(disable_reason.into());
        self
    }
    /// Contacts for questions about the room.
    #[must_use]
    pub fn contact_ids(
        mut self,
        contact_ids: impl IntoIterator<Item = impl Into<super::types::UserId>>,
    ) -> Self {
        self.contact_ids = Some(contact_ids.into_iter().map(Into::into).collect());
        self
    }
    /// Whether users who booked the room are notified that the room is disabled.
    #[must_use]
    pub fn disable_notice(mut self, disable_notice: bool) -> Self {
        self.disable_notice = Some(disable_notice);
        self
    }
    /// Whether the contacts are notified when the room is enabled again.
    #[must_use]
    pub fn resume_notice(mut self, resume_notice: bool) -> Self {
        self.resume_notice = Some(resume_notice);
        self
    }
}

impl rt::Decode for RoomStatus {
    fn empty() -> Self {
        Self {
            status: None,
            schedule_status: None,
            disable_start_time: None,
            disable_end_time: None,
            disable_reason: None,
            contact_ids: None,
            disable_notice: None,
            resume_notice: None,
        }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "status" => value.option(&mut self.status),
            "schedule_status" => value.option(&mut self.schedule_status),
            "disable_start_time" => value.option(&mut self.disable_start_time),
            "disable_end_time" => value.option(&mut self.disable_end_time),
            "disable_reason" => value.option(&mut self.disable_reason),
            "contact_ids" => value.option(&mut self.contact_ids),
            "disable_notice" => value.option(&mut self.disable_notice),
            "resume_notice" => value.option(&mut self.resume_notice),
            _ => value.skip(),
        }
    }
}

rt::decode!(RoomStatus);

impl rt::Encode for RoomStatus {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("status", &self.status);
        out.some("schedule_status", &self.schedule_status);
        out.text("disable_start_time", &self.disable_start_time);
        out.text("disable_end_time", &self.disable_end_time);
        out.some("disable_reason", &self.disable_reason);
        out.some("contact_ids", &self.contact_ids);
        out.some("disable_notice", &self.disable_notice);
        out.some("resume_notice", &self.resume_notice);
    }
}

rt::encode!(RoomStatus);

#[cfg(feature = "testing")]
impl rt::Sample for RoomStatus {
    fn sample() -> Self {
        Self {
            status: Some(true),
            schedule_status: Some(true),
            disable_start_time: Some(1608888867i64.into()),
            disable_end_time: Some(1608892467i64.into()),
            disable_reason: Some("Being painted".into()),
            contact_ids: Some(vec![rt::Sample::sample()]),
            disable_notice: Some(true),
            resume_notice: Some(true),
        }
    }
}

/// Piece of equipment in a meeting room.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Device {
    /// Name of the equipment.
    pub name: Option<String>,
}

impl Device {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `name`: Name of the equipment.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()) }
    }
}

impl rt::Decode for Device {
    fn empty() -> Self {
        Self { name: None }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "name" => value.option(&mut self.name),
            _ => value.skip(),
        }
    }
}

rt::decode!(Device);

impl rt::Encode for Device {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("name", &self.name);
    }
}

rt::encode!(Device);

#[cfg(feature = "testing")]
impl rt::Sample for Device {
    fn sample() -> Self {
        Self {
            name: Some("Telephone".into()),
        }
    }
}

/// Meeting room in an event.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EventRoom {
    /// Id of a meeting room. [`room.list`](super::room::Rooms::list) and [`room.search`](super::room::Rooms::search) return this id. Operations on one room, such as [`room.get`](super::room::Rooms::get) and [`room.patch`](super::room::Rooms::patch), require this id.
    pub room_id: RoomId,
    /// Name that people see when they book the room.
    pub name: Option<String>,
    /// Number of people who fit in the room.
    pub capacity: Option<i64>,
    /// Information about the room.
    pub description: Option<String>,
    /// Id shown on the screen of the room.
    pub display_id: Option<String>,
    /// Your own id for the room.
    pub custom_room_id: Option<String>,
    /// Room level that contains the room.
    pub room_level_id: Option<super::room_level::RoomLevelId>,
    /// All room levels above the room, from the root downwards.
    pub path: Vec<super::room_level::RoomLevelId>,
    /// Status of a meeting room in an event: enabled or disabled, and the period for which the room is disabled.
    pub room_status: Option<EventRoomStatus>,
    /// Equipment of the room.
    pub device: Vec<Device>,
}

impl rt::Decode for EventRoom {
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
            "name" => value.option(&mut self.name),
            "capacity" => value.option(&mut self.capacity),
            "description" => value.option(&mut self.description),
            "display_id" => value.option(&mut self.display_id),
            "custom_room_id" => value.option(&mut self.custom_room_id),
            "room_level_id" => value.option(&mut self.room_level_id),
            "path" => value.list(&mut self.path),
            "room_status" => value.option(&mut self.room_status),
            "device" => value.list(&mut self.device),
            _ => value.skip(),
        }
    }
}

rt::decode!(EventRoom);

#[cfg(feature = "encode-responses")]
impl rt::Encode for EventRoom {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("room_id", &self.room_id);
        out.some("name", &self.name);
        out.some("capacity", &self.capacity);
        out.some("description", &self.description);
        out.some("display_id", &self.display_id);
        out.some("custom_room_id", &self.custom_room_id);
        out.some("room_level_id", &self.room_level_id);
        out.always("path", &self.path);
        out.some("room_status", &self.room_status);
        out.always("device", &self.device);
    }
}

rt::encode_received!(EventRoom);

#[cfg(feature = "testing")]
impl rt::Sample for EventRoom {
    fn sample() -> Self {
        Self {
            room_id: "omm_4de32cf10a4358788ff4e09e37ebbf9b".into(),
            name: Some("Atlantis".into()),
            capacity: Some(10i64),
            description: Some("text".into()),
            display_id: Some("FM537532166".into()),
            custom_room_id: Some("1234".into()),
            room_level_id: Some("omb_4ad1a2c7a2fbc5fc9570f38456931293".into()),
            path: vec![rt::Sample::sample()],
            room_status: Some(rt::Sample::sample()),
            device: vec![rt::Sample::sample()],
        }
    }
}

/// Status of a meeting room in an event: enabled or disabled, and the period for which the room is disabled.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EventRoomStatus {
    /// Whether the room is enabled.
    pub status: Option<bool>,
    /// Whether the room will be enabled later.
    pub schedule_status: Option<bool>,
    /// Time from which the room is disabled.
    pub disable_start_time: Option<rt::UnixSeconds>,
    /// Time until which the room is disabled. 0 means that the room is disabled permanently.
    pub disable_end_time: Option<rt::UnixSeconds>,
    /// Reason why the room is disabled.
    pub disable_reason: Option<String>,
    /// Contacts for questions about the room.
    pub contact_ids: Vec<super::types::UserIds>,
    /// Whether users who booked the room are notified that the room is disabled.
    pub disable_notice: Option<bool>,
    /// Whether users who booked the room are notified when the room is enabled again.
    pub resume_notice: Option<bool>,
}

impl rt::Decode for EventRoomStatus {
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
            "schedule_status" => value.option(&mut self.schedule_status),
            "disable_start_time" => value.option(&mut self.disable_start_time),
            "disable_end_time" => value.option(&mut self.disable_end_time),
            "disable_reason" => value.option(&mut self.disable_reason),
            "contact_ids" => value.list(&mut self.contact_ids),
            "disable_notice" => value.option(&mut self.disable_notice),
            "resume_notice" => value.option(&mut self.resume_notice),
            _ => value.skip(),
        }
    }
}

rt::decode!(EventRoomStatus);

#[cfg(feature = "encode-responses")]
impl rt::Encode for EventRoomStatus {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("status", &self.status);
        out.some("schedule_status", &self.schedule_status);
        out.text("disable_start_time", &self.disable_start_time);
        out.text("disable_end_time", &self.disable_end_time);
        out.some("disable_reason", &self.disable_reason);
        out.always("contact_ids", &self.contact_ids);
        out.some("disable_notice", &self.disable_notice);
        out.some("resume_notice", &self.resume_notice);
    }
}

rt::encode_received!(EventRoomStatus);

#[cfg(feature = "testing")]
impl rt::Sample for EventRoomStatus {
    fn sample() -> Self {
        Self {
            status: Some(true),
            schedule_status: Some(true),
            disable_start_time: Some(1608888867i64.into()),
            disable_end_time: Some(1608892467i64.into()),
            disable_reason: Some("Being painted".into()),
            contact_ids: vec![rt::Sample::sample()],
            disable_notice: Some(true),
            resume_notice: Some(true),
        }
    }
}

/// A meeting room was created.
///
/// # Platform
///
/// - event `vc.room.created_v1`
/// - scope, any one of: `vc:room`, `vc:room:readonly`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/events/created>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RoomCreated {
    /// Room that was created.
    pub room: Option<EventRoom>,
}

impl rt::Decode for RoomCreated {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "room" => value.option(&mut self.room),
            _ => value.skip(),
        }
    }
}

rt::decode!(RoomCreated);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RoomCreated {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("room", &self.room);
    }
}

rt::encode_received!(RoomCreated);

impl rt::EventType for RoomCreated {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.room.created_v1",
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOM_READONLY],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/events/created",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for RoomCreated {
    fn sample() -> Self {
        Self {
            room: Some(rt::Sample::sample()),
        }
    }
}

/// A meeting room was changed.
///
/// # Platform
///
/// - event `vc.room.updated_v1`
/// - scope, any one of: `vc:room`, `vc:room:readonly`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/events/updated>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RoomUpdated {
    /// The room after the change.
    pub room: Option<EventRoom>,
}

impl rt::Decode for RoomUpdated {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "room" => value.option(&mut self.room),
            _ => value.skip(),
        }
    }
}

rt::decode!(RoomUpdated);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RoomUpdated {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("room", &self.room);
    }
}

rt::encode_received!(RoomUpdated);

impl rt::EventType for RoomUpdated {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.room.updated_v1",
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOM_READONLY],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/events/updated",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for RoomUpdated {
    fn sample() -> Self {
        Self {
            room: Some(rt::Sample::sample()),
        }
    }
}

/// A meeting room was deleted.
///
/// # Platform
///
/// - event `vc.room.deleted_v1`
/// - scope, any one of: `vc:room`, `vc:room:readonly`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/events/deleted>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RoomDeleted {
    /// Room that was deleted. Only the field `room_id` is present.
    pub room: Option<EventRoom>,
}

impl rt::Decode for RoomDeleted {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "room" => value.option(&mut self.room),
            _ => value.skip(),
        }
    }
}

rt::decode!(RoomDeleted);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RoomDeleted {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("room", &self.room);
    }
}

rt::encode_received!(RoomDeleted);

impl rt::EventType for RoomDeleted {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.room.deleted_v1",
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOM_READONLY],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room/events/deleted",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for RoomDeleted {
    fn sample() -> Self {
        Self {
            room: Some(rt::Sample::sample()),
        }
    }
}
