// Generated from spec/room_level.yaml by `cargo xtask regen`; do not edit.
//! Levels that contain meeting rooms.
//!
//! Room levels, such as cities, buildings and floors, form a tree. Each tenant has one root level. `room` has the operations on meeting rooms.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Levels that contain meeting rooms.
    ///
    /// See the module [`room_level`](self).
    pub fn room_levels(&self) -> RoomLevels<'_, K> {
        RoomLevels(self)
    }
}

/// Operations of the resource [`room_levels`](rt::Session::room_levels).
#[derive(Debug)]
pub struct RoomLevels<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> RoomLevels<'_, K> {
    /// List room levels.
    ///
    /// Returns the room levels below another room level, page by page.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/room_levels`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.roomlevel:read`
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/list>)
    pub fn list(&self) -> List
    where
        K: super::tokens::TenantOrUser,
    {
        List {
            call: self.0.prepare(),
            room_level_id: None,
            page_size: None,
            page_token: None,
        }
    }
    /// Create a room level.
    ///
    /// # Arguments
    ///
    /// - `name`: Name of the level.
    /// - `parent_id`: Room level that contains the new level. [`room_level.get`](super::room_level::RoomLevels::get) with the id `0` returns the id of the root level.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/room_levels`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:rooms.roomlevel:create`
    /// - rate limit, for each app and tenant: 20 calls a minute
    /// - apps: custom, store
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - the sources disagree on the scopes. Decision: The scopes of the page. The overview also lists the scope to read rooms, which does not allow the app to create anything.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/create>)
    pub fn create(
        &self,
        name: impl Into<String>,
        parent_id: impl Into<RoomLevelId>,
    ) -> Create
    where
        K: super::tokens::TenantOrUser,
    {
        Create {
            call: self.0.prepare(),
            name: name.into(),
            parent_id: parent_id.into(),
            custom_group_id: None,
        }
    }
    /// Get a room level.
    ///
    /// # Arguments
    ///
    /// - `room_level_id`: Id of the room level. The id `0` means the root level of the tenant.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/room_levels/{room_level_id}`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.roomlevel:read`
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/get>)
    pub fn get(&self, room_level_id: impl Into<RoomLevelId>) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            room_level_id: room_level_id.into(),
        }
    }
    /// Change a room level.
    ///
    /// Changes a room level. The call must set the name and the parent, even if the name and the parent do not change.
    ///
    /// # Arguments
    ///
    /// - `room_level_id`: Room level to change. 1 to 100 characters.
    /// - `name`: Name of the level.
    /// - `parent_id`: Room level that contains this level after the change.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/room_levels/{room_level_id}`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:rooms.roomlevel:update`
    /// - rate limit, for each app and tenant: 20 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/patch>)
    pub fn patch(
        &self,
        room_level_id: impl Into<RoomLevelId>,
        name: impl Into<String>,
        parent_id: impl Into<RoomLevelId>,
    ) -> Patch
    where
        K: super::tokens::TenantOrUser,
    {
        Patch {
            call: self.0.prepare(),
            room_level_id: room_level_id.into(),
            name: name.into(),
            parent_id: parent_id.into(),
            custom_group_id: None,
        }
    }
    /// Delete a room level.
    ///
    /// # Arguments
    ///
    /// - `room_level_id`: Room level to delete. 1 to 100 characters.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/room_levels/del`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:rooms.roomlevel:delete`
    /// - rate limit, for each app and tenant: 20 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/del>)
    pub fn del(&self, room_level_id: impl Into<RoomLevelId>) -> Del
    where
        K: super::tokens::TenantOrUser,
    {
        Del {
            call: self.0.prepare(),
            room_level_id: room_level_id.into(),
            delete_child: None,
        }
    }
    /// Get several room levels at once.
    ///
    /// # Arguments
    ///
    /// - `level_ids`: Room levels to return.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/room_levels/mget`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.roomlevel:read`
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/mget>)
    pub fn mget(
        &self,
        level_ids: impl IntoIterator<Item = impl Into<RoomLevelId>>,
    ) -> Mget
    where
        K: super::tokens::TenantOrUser,
    {
        Mget {
            call: self.0.prepare(),
            level_ids: level_ids.into_iter().map(Into::into).collect(),
        }
    }
    /// Find room levels by your own ids.
    ///
    /// # Arguments
    ///
    /// - `custom_level_ids`: Your own ids for the levels, separated by commas. The field `custom_group_id` of a level contains your own id.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/room_levels/search`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.roomlevel:read`
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - the sources disagree on the method. Decision: `GET`, the method in every source except the overview.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/search>)
    pub fn search(&self, custom_level_ids: impl Into<String>) -> Search
    where
        K: super::tokens::TenantOrUser,
    {
        Search {
            call: self.0.prepare(),
            custom_level_ids: custom_level_ids.into(),
        }
    }
}

/// Call of [`RoomLevels::list`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct List {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub room_level_id: Option<RoomLevelId>,
    #[doc(hidden)]
    pub page_size: Option<i64>,
    #[doc(hidden)]
    pub page_token: Option<String>,
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
    /// Room level that contains the levels to list. Leave out the room level to list the levels of the tenant.
    pub fn room_level_id(mut self, room_level_id: impl Into<RoomLevelId>) -> Self {
        self.room_level_id = Some(room_level_id.into());
        self
    }
    /// Number of room levels on a page.
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

impl rt::Endpoint for List {
    type Response = ListResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room_level.list",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/room_levels",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_ROOM,
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOMLEVEL_READ,
        ],
        field_scopes: &[],
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/list",
        ),
    };
}

impl rt::Call for List {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("room_level_id", &self.room_level_id);
        request.query("page_size", &self.page_size);
        request.query("page_token", &self.page_token);
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
            room_level_id: parts.query_option("room_level_id"),
            page_size: parts.query_option("page_size"),
            page_token: parts.query_option("page_token"),
        })
    }
}

impl rt::Paged for List {
    type Item = RoomLevel;
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

rt::paged!(List);

#[cfg(feature = "testing")]
impl rt::ServedPages for List {
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

/// Response of [`room_level.list`](super::room_level::RoomLevels::list).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ListResponse {
    /// Room levels on this page.
    pub items: Vec<RoomLevel>,
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
            "items" => value.strict().list(&mut self.items),
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
        out.always("items", &self.items);
        out.some("page_token", &self.page_token);
        out.some("has_more", &self.has_more);
    }
}

rt::encode_received!(ListResponse);

#[cfg(feature = "testing")]
impl rt::Sample for ListResponse {
    fn sample() -> Self {
        Self {
            items: vec![rt::Sample::sample()],
            page_token: Some("text".into()),
            has_more: Some(true),
        }
    }
}

/// Call of [`RoomLevels::create`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Create {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub name: String,
    #[doc(hidden)]
    pub parent_id: RoomLevelId,
    #[doc(hidden)]
    pub custom_group_id: Option<String>,
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
    /// Your own id for the level.
    pub fn custom_group_id(mut self, custom_group_id: impl Into<String>) -> Self {
        self.custom_group_id = Some(custom_group_id.into());
        self
    }
}

impl rt::Endpoint for Create {
    type Response = RoomLevel;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room_level.create",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/room_levels",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOMS_ROOMLEVEL_CREATE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(20),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: false,
        response: rt::ResponseShape::Field("room_level"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/create",
        ),
    };
}

impl rt::Call for Create {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("name", &self.name);
                body.always("parent_id", &self.parent_id);
                body.some("custom_group_id", &self.custom_group_id);
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
            name: parts.body("name")?,
            parent_id: parts.body("parent_id")?,
            custom_group_id: parts.body_option("custom_group_id"),
        })
    }
}

/// Call of [`RoomLevels::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub room_level_id: RoomLevelId,
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
}

impl rt::Endpoint for Get {
    type Response = RoomLevel;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room_level.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/room_levels/{room_level_id}",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_ROOM,
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOMLEVEL_READ,
        ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Field("room_level"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("room_level_id", &self.room_level_id);
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
            room_level_id: parts.path("room_level_id")?,
        })
    }
}

/// Call of [`RoomLevels::patch`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Patch {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub room_level_id: RoomLevelId,
    #[doc(hidden)]
    pub name: String,
    #[doc(hidden)]
    pub parent_id: RoomLevelId,
    #[doc(hidden)]
    pub custom_group_id: Option<String>,
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
    /// Your own id for the level.
    pub fn custom_group_id(mut self, custom_group_id: impl Into<String>) -> Self {
        self.custom_group_id = Some(custom_group_id.into());
        self
    }
}

impl rt::Endpoint for Patch {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room_level.patch",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/room_levels/{room_level_id}",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOMS_ROOMLEVEL_UPDATE],
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/patch",
        ),
    };
}

impl rt::Call for Patch {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("room_level_id", &self.room_level_id);
        request
            .body(|body| {
                body.always("name", &self.name);
                body.always("parent_id", &self.parent_id);
                body.some("custom_group_id", &self.custom_group_id);
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
            room_level_id: parts.path("room_level_id")?,
            name: parts.body("name")?,
            parent_id: parts.body("parent_id")?,
            custom_group_id: parts.body_option("custom_group_id"),
        })
    }
}

/// Call of [`RoomLevels::del`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Del {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub room_level_id: RoomLevelId,
    #[doc(hidden)]
    pub delete_child: Option<bool>,
}

impl Del {
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
    /// 125001: cannot delete child at this level (HTTP 404).
    pub const CHILD_NOT_DELETABLE_AT_LEVEL: rt::ListedError = rt::ListedError::new(
        Some(404),
        125001,
        "cannot delete child at this level",
        "CHILD_NOT_DELETABLE_AT_LEVEL",
    );
    /// Whether all levels below the deleted level are also deleted.
    pub fn delete_child(mut self, delete_child: bool) -> Self {
        self.delete_child = Some(delete_child);
        self
    }
}

impl rt::Endpoint for Del {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room_level.del",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/room_levels/del",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOMS_ROOMLEVEL_DELETE],
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
            Self::CHILD_NOT_DELETABLE_AT_LEVEL,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/del",
        ),
    };
}

impl rt::Call for Del {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("room_level_id", &self.room_level_id);
                body.some("delete_child", &self.delete_child);
            });
        request
    }
}

rt::callable!(Del, send);

#[cfg(feature = "testing")]
impl rt::Served for Del {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            room_level_id: parts.body("room_level_id")?,
            delete_child: parts.body_option("delete_child"),
        })
    }
}

/// Call of [`RoomLevels::mget`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Mget {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub level_ids: Vec<RoomLevelId>,
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
}

impl rt::Endpoint for Mget {
    type Response = Vec<RoomLevel>;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room_level.mget",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/room_levels/mget",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_ROOM,
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOMLEVEL_READ,
        ],
        field_scopes: &[],
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/mget",
        ),
    };
}

impl rt::Call for Mget {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("level_ids", &self.level_ids);
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
            level_ids: parts.body("level_ids")?,
        })
    }
}

/// Call of [`RoomLevels::search`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Search {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub custom_level_ids: String,
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
}

impl rt::Endpoint for Search {
    type Response = Vec<RoomLevelId>;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "room_level.search",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/room_levels/search",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_ROOM,
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOMLEVEL_READ,
        ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::List("level_ids"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/search",
        ),
    };
}

impl rt::Call for Search {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("custom_level_ids", &self.custom_level_ids);
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
            custom_level_ids: parts.query("custom_level_ids")?,
        })
    }
}

/// Id of a room level. [`room_level.list`](super::room_level::RoomLevels::list) and [`room_level.search`](super::room_level::RoomLevels::search) return this id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct RoomLevelId(String);

rt::text_newtype!(RoomLevelId);

#[cfg(feature = "testing")]
impl rt::Sample for RoomLevelId {
    fn sample() -> Self {
        "omb_4ad1a2c7a2fbc5fc9570f38456931293".into()
    }
}

/// A level that contains meeting rooms and other levels.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RoomLevel {
    /// Id of a room level. [`room_level.list`](super::room_level::RoomLevels::list) and [`room_level.search`](super::room_level::RoomLevels::search) return this id.
    pub room_level_id: RoomLevelId,
    /// Name of the level.
    pub name: Option<String>,
    /// Room level directly above this level.
    pub parent_id: Option<RoomLevelId>,
    /// Room levels on the path from the root to this level.
    pub path: Vec<RoomLevelId>,
    /// Whether there are room levels below this level.
    pub has_child: Option<bool>,
    /// Your own id for the level.
    pub custom_group_id: Option<String>,
}

impl rt::Decode for RoomLevel {
    const REQUIRED: &'static [&'static str] = &["room_level_id"];
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "room_level_id" => value.required(&mut self.room_level_id),
            "name" => value.option(&mut self.name),
            "parent_id" => value.option(&mut self.parent_id),
            "path" => value.list(&mut self.path),
            "has_child" => value.option(&mut self.has_child),
            "custom_group_id" => value.option(&mut self.custom_group_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(RoomLevel);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RoomLevel {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("room_level_id", &self.room_level_id);
        out.some("name", &self.name);
        out.some("parent_id", &self.parent_id);
        out.always("path", &self.path);
        out.some("has_child", &self.has_child);
        out.some("custom_group_id", &self.custom_group_id);
    }
}

rt::encode_received!(RoomLevel);

#[cfg(feature = "testing")]
impl rt::Sample for RoomLevel {
    fn sample() -> Self {
        Self {
            room_level_id: "omb_4ad1a2c7a2fbc5fc9570f38456931293".into(),
            name: Some("Second floor".into()),
            parent_id: Some("omb_4ad1a2c7a2fbc5fc9570f38456931293".into()),
            path: vec![rt::Sample::sample()],
            has_child: Some(true),
            custom_group_id: Some("10000".into()),
        }
    }
}

/// A room level was created.
///
/// # Platform
///
/// - event `vc.room_level.created_v1`
/// - scope, any one of: `vc:room`, `vc:room:readonly`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/events/created>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RoomLevelCreated {
    /// Room level that was created.
    pub room_level: Option<RoomLevel>,
}

impl rt::Decode for RoomLevelCreated {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "room_level" => value.option(&mut self.room_level),
            _ => value.skip(),
        }
    }
}

rt::decode!(RoomLevelCreated);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RoomLevelCreated {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("room_level", &self.room_level);
    }
}

rt::encode_received!(RoomLevelCreated);

impl rt::EventType for RoomLevelCreated {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.room_level.created_v1",
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOM_READONLY],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/events/created",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for RoomLevelCreated {
    fn sample() -> Self {
        Self {
            room_level: Some(rt::Sample::sample()),
        }
    }
}

/// A room level was changed.
///
/// # Platform
///
/// - event `vc.room_level.updated_v1`
/// - scope, any one of: `vc:room`, `vc:room:readonly`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/events/updated>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RoomLevelUpdated {
    /// The level after the change.
    pub room_level: Option<RoomLevel>,
}

impl rt::Decode for RoomLevelUpdated {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "room_level" => value.option(&mut self.room_level),
            _ => value.skip(),
        }
    }
}

rt::decode!(RoomLevelUpdated);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RoomLevelUpdated {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("room_level", &self.room_level);
    }
}

rt::encode_received!(RoomLevelUpdated);

impl rt::EventType for RoomLevelUpdated {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.room_level.updated_v1",
        scopes: &[super::scopes::VC_ROOM, super::scopes::VC_ROOM_READONLY],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/events/updated",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for RoomLevelUpdated {
    fn sample() -> Self {
        Self {
            room_level: Some(rt::Sample::sample()),
        }
    }
}

/// A room level was deleted.
///
/// # Platform
///
/// - event `vc.room_level.deleted_v1`
/// - scope, any one of: `vc:room`, `vc:room:readonly`, `vc:rooms.roomlevel:delete`, `vc:rooms.roomlevel:read`
/// - apps: custom, store
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/events/deleted>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RoomLevelDeleted {
    /// Room level that was deleted.
    ///
    /// 1 to 100 characters.
    pub room_level_id: Option<RoomLevelId>,
    /// Whether all levels below the deleted level were also deleted.
    pub delete_child: Option<bool>,
}

impl rt::Decode for RoomLevelDeleted {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "room_level_id" => value.option(&mut self.room_level_id),
            "delete_child" => value.option(&mut self.delete_child),
            _ => value.skip(),
        }
    }
}

rt::decode!(RoomLevelDeleted);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RoomLevelDeleted {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("room_level_id", &self.room_level_id);
        out.some("delete_child", &self.delete_child);
    }
}

rt::encode_received!(RoomLevelDeleted);

impl rt::EventType for RoomLevelDeleted {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.room_level.deleted_v1",
        scopes: &[
            super::scopes::VC_ROOM,
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOMLEVEL_DELETE,
            super::scopes::VC_ROOMS_ROOMLEVEL_READ,
        ],
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        subscription: None,
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/room_level/events/deleted",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for RoomLevelDeleted {
    fn sample() -> Self {
        Self {
            room_level_id: Some("omb_4ad1a2c7a2fbc5fc9570f38456931293".into()),
            delete_child: Some(true),
        }
    }
}
