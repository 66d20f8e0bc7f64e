// Generated from spec/meeting_recording.yaml by `cargo xtask regen`; do not edit.
//! Recordings of meetings.
//!
//! The event `recording_ready` reports that a recording is available.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Recordings of meetings.
    ///
    /// See the module [`meeting_recording`](self).
    pub fn meeting_recordings(&self) -> MeetingRecordings<'_, K> {
        MeetingRecordings(self)
    }
}

/// Operations of the resource [`meeting_recordings`](rt::Session::meeting_recordings).
#[derive(Debug)]
pub struct MeetingRecordings<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> MeetingRecordings<'_, K> {
    /// Get the recording of a meeting.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/meetings/{meeting_id}/recording`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:record:readonly`
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting-recording/get>)
    pub fn get(&self, meeting_id: impl Into<super::meeting::MeetingId>) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
        }
    }
    /// Grant or revoke access to a recording.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Meeting that was recorded.
    /// - `permission_objects`: Permissions to grant or to revoke, each with the holder of the permission.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/meetings/{meeting_id}/recording/set_permission`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:record`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting-recording/set_permission>)
    pub fn set_permission(
        &self,
        meeting_id: impl Into<super::meeting::MeetingId>,
        permission_objects: impl IntoIterator<Item = RecordingPermissionObject>,
    ) -> SetPermission
    where
        K: super::tokens::OnlyUser,
    {
        SetPermission {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
            user_id_type: None,
            permission_objects: permission_objects.into_iter().collect(),
            action_type: None,
        }
    }
    /// Start recording a meeting.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Meeting to record.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/meetings/{meeting_id}/recording/start`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:record`
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting-recording/start>)
    pub fn start(&self, meeting_id: impl Into<super::meeting::MeetingId>) -> Start
    where
        K: super::tokens::OnlyUser,
    {
        Start {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
            timezone: None,
        }
    }
    /// Stop recording a meeting.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Meeting that is being recorded.
    ///
    /// # Platform
    ///
    /// - `PATCH /open-apis/vc/v1/meetings/{meeting_id}/recording/stop`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:record`
    /// - apps: custom, store
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting-recording/stop>)
    pub fn stop(&self, meeting_id: impl Into<super::meeting::MeetingId>) -> Stop
    where
        K: super::tokens::OnlyUser,
    {
        Stop {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
        }
    }
}

/// Call of [`MeetingRecordings::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
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
    /// 122001: meeting status unexpected (HTTP 400).
    pub const MEETING_STATE: rt::ListedError = rt::ListedError::new(
        Some(400),
        122001,
        "meeting status unexpected",
        "MEETING_STATE",
    );
    /// 122002: meeting not exist (HTTP 404).
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(404),
        122002,
        "meeting not exist",
        "MEETING_NOT_FOUND",
    );
    /// 124002: record processing (HTTP 400).
    pub const RECORDING_PROCESSING: rt::ListedError = rt::ListedError::new(
        Some(400),
        124002,
        "record processing",
        "RECORDING_PROCESSING",
    );
}

impl rt::Endpoint for Get {
    type Response = Recording;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting_recording.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/meetings/{meeting_id}/recording",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_RECORD_READONLY],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Field("recording"),
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
            Self::MEETING_STATE,
            Self::MEETING_NOT_FOUND,
            Self::RECORDING_PROCESSING,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting-recording/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("meeting_id", &self.meeting_id);
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
            meeting_id: parts.path("meeting_id")?,
        })
    }
}

/// Call of [`MeetingRecordings::set_permission`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct SetPermission {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
    #[doc(hidden)]
    pub permission_objects: Vec<RecordingPermissionObject>,
    #[doc(hidden)]
    pub action_type: Option<SetPermissionActionType>,
}

impl SetPermission {
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
    /// 122002: meeting not exist (HTTP 404).
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(404),
        122002,
        "meeting not exist",
        "MEETING_NOT_FOUND",
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
    /// Whether to grant or to revoke the permissions. `Grant` by default.
    pub fn action_type(mut self, action_type: SetPermissionActionType) -> Self {
        self.action_type = Some(action_type);
        self
    }
}

impl rt::Endpoint for SetPermission {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting_recording.set_permission",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/meetings/{meeting_id}/recording/set_permission",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_RECORD],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
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
            Self::MEETING_NOT_FOUND,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting-recording/set_permission",
        ),
    };
}

impl rt::Call for SetPermission {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("meeting_id", &self.meeting_id);
        request.query("user_id_type", &self.user_id_type);
        request
            .body(|body| {
                body.always("permission_objects", &self.permission_objects);
                body.some("action_type", &self.action_type);
            });
        request
    }
}

rt::callable!(SetPermission, send);

#[cfg(feature = "testing")]
impl rt::Served for SetPermission {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.path("meeting_id")?,
            user_id_type: parts.query_option("user_id_type"),
            permission_objects: parts.body("permission_objects")?,
            action_type: parts.body_option("action_type"),
        })
    }
}

/// Whether to grant or to revoke the permissions. `Grant` by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SetPermissionActionType {
    /// Grant access.
    Grant,
    /// Revoke access.
    Revoke,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(SetPermissionActionType { Grant = 0, Revoke = 1 });

#[cfg(feature = "testing")]
impl rt::Sample for SetPermissionActionType {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Call of [`MeetingRecordings::start`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Start {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
    #[doc(hidden)]
    pub timezone: Option<i64>,
}

impl Start {
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
    /// 121005: no permission (HTTP 403).
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        Some(403),
        121005,
        "no permission",
        "NO_PERMISSION",
    );
    /// 122001: meeting status unexpected (HTTP 400).
    pub const MEETING_STATE: rt::ListedError = rt::ListedError::new(
        Some(400),
        122001,
        "meeting status unexpected",
        "MEETING_STATE",
    );
    /// 122002: meeting not exist (HTTP 404).
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(404),
        122002,
        "meeting not exist",
        "MEETING_NOT_FOUND",
    );
    /// 122003: operator user not in meeting (HTTP 400).
    pub const NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
        Some(400),
        122003,
        "operator user not in meeting",
        "NOT_IN_MEETING",
    );
    /// Time zone for the times in the recording. The value is the offset from UTC in hours, from -12 to 12.
    pub fn timezone(mut self, timezone: i64) -> Self {
        self.timezone = Some(timezone);
        self
    }
}

impl rt::Endpoint for Start {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting_recording.start",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/meetings/{meeting_id}/recording/start",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_RECORD],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
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
            Self::NO_PERMISSION,
            Self::MEETING_STATE,
            Self::MEETING_NOT_FOUND,
            Self::NOT_IN_MEETING,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting-recording/start",
        ),
    };
}

impl rt::Call for Start {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("meeting_id", &self.meeting_id);
        request
            .body(|body| {
                body.some("timezone", &self.timezone);
            });
        request
    }
}

rt::callable!(Start, send);

#[cfg(feature = "testing")]
impl rt::Served for Start {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.path("meeting_id")?,
            timezone: parts.body_option("timezone"),
        })
    }
}

/// Call of [`MeetingRecordings::stop`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Stop {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
}

impl Stop {
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
    /// 121005: no permission (HTTP 403).
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        Some(403),
        121005,
        "no permission",
        "NO_PERMISSION",
    );
    /// 122001: meeting status unexpected (HTTP 400).
    pub const MEETING_STATE: rt::ListedError = rt::ListedError::new(
        Some(400),
        122001,
        "meeting status unexpected",
        "MEETING_STATE",
    );
    /// 122002: meeting not exist (HTTP 404).
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(404),
        122002,
        "meeting not exist",
        "MEETING_NOT_FOUND",
    );
    /// 122003: operator user not in meeting (HTTP 400).
    pub const NOT_IN_MEETING: rt::ListedError = rt::ListedError::new(
        Some(400),
        122003,
        "operator user not in meeting",
        "NOT_IN_MEETING",
    );
}

impl rt::Endpoint for Stop {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "meeting_recording.stop",
        method: rt::Method::Patch,
        path: "/open-apis/vc/v1/meetings/{meeting_id}/recording/stop",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_RECORD],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
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
            Self::NO_PERMISSION,
            Self::MEETING_STATE,
            Self::MEETING_NOT_FOUND,
            Self::NOT_IN_MEETING,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/meeting-recording/stop",
        ),
    };
}

impl rt::Call for Stop {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("meeting_id", &self.meeting_id);
        request
    }
}

rt::callable!(Stop, send);

#[cfg(feature = "testing")]
impl rt::Served for Stop {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.path("meeting_id")?,
        })
    }
}

/// A recording of a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Recording {
    /// Address of the recording.
    pub url: Option<String>,
    /// Duration of the recording, in milliseconds.
    pub duration: Option<i64>,
    /// Id of the recording.
    ///
    /// Not on the platform's pages; source: official SDK, not confirmed by another source.
    pub id: Option<String>,
    /// Id of the meeting.
    ///
    /// Not on the platform's pages; source: official SDK, not confirmed by another source.
    pub meeting_id: Option<super::meeting::MeetingId>,
}

impl rt::Decode for Recording {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "url" => value.option(&mut self.url),
            "duration" => value.option(&mut self.duration),
            "id" => value.option(&mut self.id),
            "meeting_id" => value.option(&mut self.meeting_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(Recording);

#[cfg(feature = "encode-responses")]
impl rt::Encode for Recording {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("url", &self.url);
        out.text("duration", &self.duration);
        out.some("id", &self.id);
        out.some("meeting_id", &self.meeting_id);
    }
}

rt::encode_received!(Recording);

#[cfg(feature = "testing")]
impl rt::Sample for Recording {
    fn sample() -> Self {
        Self {
            url: Some(
                "https://meetings.feishu.cn/minutes/obcn37dxcftoc3656rgyejm7".into(),
            ),
            duration: Some(1i64),
            id: Some("text".into()),
            meeting_id: Some("6911188411932033028".into()),
        }
    }
}

/// Permission for a recording, and the holder of the permission.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RecordingPermissionObject {
    /// Id of the holder: the id of a user or the `open_chat_id` of a chat, depending on `type`. Leave out the id if the holder is the tenant or everyone.
    pub id: Option<String>,
    /// Kind of holder.
    pub r#type: RecordingPermissionObjectType,
    /// Action that the permission allows.
    pub permission: RecordingPermissionObjectPermission,
}

impl RecordingPermissionObject {
    /// Creates a value with the required fields.
    ///
    /// # Arguments
    ///
    /// - `type`: Kind of holder.
    /// - `permission`: Action that the permission allows.
    pub fn new(
        r#type: RecordingPermissionObjectType,
        permission: RecordingPermissionObjectPermission,
    ) -> Self {
        Self {
            id: None,
            r#type,
            permission,
        }
    }
    /// Id of the holder: the id of a user or the `open_chat_id` of a chat, depending on `type`. Leave out the id if the holder is the tenant or everyone.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

#[cfg(feature = "testing")]
impl rt::Decode for RecordingPermissionObject {
    const REQUIRED: &'static [&'static str] = &["type", "permission"];
    fn empty() -> Self {
        Self {
            id: None,
            r#type: 0.into(),
            permission: 0.into(),
        }
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => value.option(&mut self.id),
            "type" => value.required(&mut self.r#type),
            "permission" => value.required(&mut self.permission),
            _ => value.skip(),
        }
    }
}

#[cfg(feature = "testing")]
rt::decode!(RecordingPermissionObject);

impl rt::Encode for RecordingPermissionObject {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.always("type", &self.r#type);
        out.always("permission", &self.permission);
    }
}

rt::encode!(RecordingPermissionObject);

#[cfg(feature = "testing")]
impl rt::Sample for RecordingPermissionObject {
    fn sample() -> Self {
        Self {
            id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            r#type: rt::Sample::sample(),
            permission: rt::Sample::sample(),
        }
    }
}

/// Kind of holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RecordingPermissionObjectType {
    /// One user.
    User,
    /// The members of a chat.
    Chat,
    /// Everyone in the tenant.
    Tenant,
    /// Everyone on the internet.
    Public,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    RecordingPermissionObjectType { User = 1, Chat = 2, Tenant = 3, Public = 4 }
);

#[cfg(feature = "testing")]
impl rt::Sample for RecordingPermissionObjectType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Action that the permission allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RecordingPermissionObjectPermission {
    /// View the recording.
    View,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(RecordingPermissionObjectPermission { View = 1 });

#[cfg(feature = "testing")]
impl rt::Sample for RecordingPermissionObjectPermission {
    fn sample() -> Self {
        1i64.into()
    }
}
