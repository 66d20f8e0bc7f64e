// Generated from spec/note.yaml by `cargo xtask regen`; do not edit.
//! Notes of meetings.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Notes of meetings.
    ///
    /// See the module [`note`](self).
    pub fn notes(&self) -> Notes<'_, K> {
        Notes(self)
    }
}

/// Operations of the resource [`notes`](rt::Session::notes).
#[derive(Debug)]
pub struct Notes<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> Notes<'_, K> {
    /// Get the notes of a meeting.
    ///
    /// Returns the notes of a meeting. Right after the event `vc.note.generated_v1`, the platform may refuse the call with the code 121004, because the notes do not exist yet. After this refusal, the official CLI retries the call twice, at intervals of half a second.
    ///
    /// # Arguments
    ///
    /// - `note_id`: Id of the notes.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/notes/{note_id}`
    /// - token: [`Tenant`](super::tokens::Tenant) (not on the documentation page; source: official SDK, official CLI) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:note:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/note/get>)
    pub fn get(&self, note_id: impl Into<NoteId>) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            note_id: note_id.into(),
            user_id_type: None,
        }
    }
    /// Get the transcript of unified notes.
    ///
    /// Returns the transcript of unified notes: notes that have the `note_display_type` `Unified`. By default, the transcript is a list of paragraphs. If the call sets `format`, the field with the name of this format, such as `markdown`, contains the transcript.
    ///
    /// # Arguments
    ///
    /// - `note_id`: Id of the notes.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/notes/{note_id}/unified_note_transcript`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:note:read`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - not on the platform's pages; source: official SDK
    pub fn unified_note_transcript(
        &self,
        note_id: impl Into<NoteId>,
    ) -> UnifiedNoteTranscript
    where
        K: super::tokens::OnlyUser,
    {
        UnifiedNoteTranscript {
            call: self.0.prepare(),
            note_id: note_id.into(),
            format: None,
            cursor_id: None,
            page_size: None,
            locale: None,
            user_id_type: None,
        }
    }
    /// Subscribe to note events of a user.
    ///
    /// Subscribes the user of the access token to an event. The app must also be subscribed to the event, in the developer console.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/notes/subscription`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:note:read`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - event: [`vc.note.generated_v1`](super::note::NoteGenerated)
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/note/subscription>)
    pub fn subscription(&self) -> Subscription
    where
        K: super::tokens::OnlyUser,
    {
        Subscription {
            call: self.0.prepare(),
            event_type: None,
        }
    }
    /// Unsubscribe from note events of a user.
    ///
    /// Unsubscribes the user of the access token from an event.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/notes/unsubscription`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:note:read`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - event: [`vc.note.generated_v1`](super::note::NoteGenerated)
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/note/unsubscription>)
    pub fn unsubscription(&self) -> Unsubscription
    where
        K: super::tokens::OnlyUser,
    {
        Unsubscription {
            call: self.0.prepare(),
            event_type: None,
        }
    }
}

/// Call of [`Notes::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub note_id: NoteId,
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
    type Response = Note;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "note.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/notes/{note_id}",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_NOTE_READ],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Field("note"),
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
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/note/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("note_id", &self.note_id);
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
            note_id: parts.path("note_id")?,
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Call of [`Notes::unified_note_transcript`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct UnifiedNoteTranscript {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub note_id: NoteId,
    #[doc(hidden)]
    pub format: Option<UnifiedNoteTranscriptFormat>,
    #[doc(hidden)]
    pub cursor_id: Option<String>,
    #[doc(hidden)]
    pub page_size: Option<i64>,
    #[doc(hidden)]
    pub locale: Option<String>,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl UnifiedNoteTranscript {
    /// Format of the transcript.
    pub fn format(mut self, format: impl Into<UnifiedNoteTranscriptFormat>) -> Self {
        self.format = Some(format.into());
        self
    }
    /// Cursor from the previous response. Leave out the cursor to start from the beginning.
    pub fn cursor_id(mut self, cursor_id: impl Into<String>) -> Self {
        self.cursor_id = Some(cursor_id.into());
        self
    }
    /// Number of paragraphs on a page. The maximum is not documented, but the platform accepts 200.
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.page_size = Some(page_size);
        self
    }
    /// Language of the transcript.
    pub fn locale(mut self, locale: impl Into<String>) -> Self {
        self.locale = Some(locale.into());
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

impl rt::Endpoint for UnifiedNoteTranscript {
    type Response = UnifiedNoteTranscriptResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "note.unified_note_transcript",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/notes/{note_id}/unified_note_transcript",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_NOTE_READ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Whole,
        sensitive: true,
        errors: &[],
        deprecated: false,
        documentation: None,
    };
}

impl rt::Call for UnifiedNoteTranscript {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.path("note_id", &self.note_id);
        request.query("format", &self.format);
        request.query("cursor_id", &self.cursor_id);
        request.query("page_size", &self.page_size);
        request.query("locale", &self.locale);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(UnifiedNoteTranscript, send);

#[cfg(feature = "testing")]
impl rt::Served for UnifiedNoteTranscript {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            note_id: parts.path("note_id")?,
            format: parts.query_option("format"),
            cursor_id: parts.query_option("cursor_id"),
            page_size: parts.query_option("page_size"),
            locale: parts.query_option("locale"),
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

impl rt::Paged for UnifiedNoteTranscript {
    type Item = NoteTranscriptParagraph;
    fn page_token(&mut self) -> &mut Option<String> {
        &mut self.cursor_id
    }
    fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
        (response.has_more, response.next_cursor_id.as_deref())
    }
    fn into_items(response: Self::Response) -> Vec<Self::Item> {
        response
            .transcript
            .and_then(|inner| inner.structured_transcript_content)
            .map(|inner| inner.paragraphs)
            .unwrap_or_default()
    }
}

rt::paged!(UnifiedNoteTranscript);

#[cfg(feature = "testing")]
impl rt::ServedPages for UnifiedNoteTranscript {
    fn requested_page_size(&self) -> Option<i64> {
        self.page_size
    }
    fn page(items: Vec<Self::Item>, next: Option<String>) -> Self::Reply {
        let mut response: Self::Reply = rt::Sample::sample();
        response
            .transcript
            .get_or_insert_with(rt::Sample::sample)
            .structured_transcript_content
            .get_or_insert_with(rt::Sample::sample)
            .paragraphs = items;
        response.has_more = Some(next.is_some());
        response.next_cursor_id = next;
        response
    }
}

/// Value of `format` in [`note.unified_note_transcript`](super::note::Notes::unified_note_transcript).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnifiedNoteTranscriptFormat {
    /// Markdown, in the field `markdown`.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    Markdown,
    /// Plain text, in the field `plain_text`.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    PlainText,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(
    UnifiedNoteTranscriptFormat { Markdown = "markdown", PlainText = "plain_text" }
);

#[cfg(feature = "testing")]
impl rt::Sample for UnifiedNoteTranscriptFormat {
    fn sample() -> Self {
        "markdown".into()
    }
}

/// Response of [`note.unified_note_transcript`](super::note::Notes::unified_note_transcript).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct UnifiedNoteTranscriptResponse {
    /// The transcript.
    pub transcript: Option<NoteTranscript>,
    /// Cursor of the next page. The cursor may be a large number, so keep the cursor as text.
    pub next_cursor_id: Option<String>,
    /// Number of paragraphs on a page.
    pub page_size: Option<i64>,
    /// Whether there is another page.
    pub has_more: Option<bool>,
}

impl rt::Decode for UnifiedNoteTranscriptResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "transcript" => value.strict().option(&mut self.transcript),
            "next_cursor_id" => value.strict().option(&mut self.next_cursor_id),
            "page_size" => value.option(&mut self.page_size),
            "has_more" => value.strict().option(&mut self.has_more),
            _ => value.skip(),
        }
    }
}

rt::decode!(UnifiedNoteTranscriptResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for UnifiedNoteTranscriptResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("transcript", &self.transcript);
        out.some("next_cursor_id", &self.next_cursor_id);
        out.some("page_size", &self.page_size);
        out.some("has_more", &self.has_more);
    }
}

rt::encode_received!(UnifiedNoteTranscriptResponse);

#[cfg(feature = "testing")]
impl rt::Sample for UnifiedNoteTranscriptResponse {
    fn sample() -> Self {
        Self {
            transcript: Some(rt::Sample::sample()),
            next_cursor_id: Some("text".into()),
            page_size: Some(1i64),
            has_more: Some(true),
        }
    }
}

/// Call of [`Notes::subscription`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct Subscription {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub event_type: Option<NoteEventType>,
}

impl Subscription {
    /// Event to subscribe to.
    pub fn event_type(mut self, event_type: impl Into<NoteEventType>) -> Self {
        self.event_type = Some(event_type.into());
        self
    }
}

impl rt::Endpoint for Subscription {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "note.subscription",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/notes/subscription",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_NOTE_READ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/note/subscription",
        ),
    };
}

impl rt::Call for Subscription {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.some("event_type", &self.event_type);
            });
        request
    }
}

rt::callable!(Subscription, send);

#[cfg(feature = "testing")]
impl rt::Served for Subscription {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            event_type: parts.body_option("event_type"),
        })
    }
}

/// Call of [`Notes::unsubscription`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct Unsubscription {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub event_type: Option<NoteEventType>,
}

impl Unsubscription {
    /// Event to unsubscribe from.
    pub fn event_type(mut self, event_type: impl Into<NoteEventType>) -> Self {
        self.event_type = Some(event_type.into());
        self
    }
}

impl rt::Endpoint for Unsubscription {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "note.unsubscription",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/notes/unsubscription",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_NOTE_READ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/note/unsubscription",
        ),
    };
}

impl rt::Call for Unsubscription {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.some("event_type", &self.event_type);
            });
        request
    }
}

rt::callable!(Unsubscription, send);

#[cfg(feature = "testing")]
impl rt::Served for Unsubscription {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            event_type: parts.body_option("event_type"),
        })
    }
}

/// Event about the notes of a user.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoteEventType {
    /// Notes of the user were created.
    NoteGenerated,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(NoteEventType { NoteGenerated = "vc.note.generated_v1" });

#[cfg(feature = "testing")]
impl rt::Sample for NoteEventType {
    fn sample() -> Self {
        "vc.note.generated_v1".into()
    }
}

/// Id of the notes of a meeting. The field `note_id` of a meeting contains this id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct NoteId(String);

rt::text_newtype!(NoteId);

#[cfg(feature = "testing")]
impl rt::Sample for NoteId {
    fn sample() -> Self {
        "6943848821689040898".into()
    }
}

/// The notes of a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Note {
    /// User who created the notes.
    pub creator_id: Option<super::types::UserId>,
    /// Creation time of the notes.
    pub create_time: Option<rt::UnixSeconds>,
    /// Documents that the notes consist of.
    pub artifacts: Vec<NoteArtifact>,
    /// Documents that the notes refer to.
    pub references: Vec<NoteReference>,
    /// Origin of the notes. Absent if the origin is not a meeting.
    ///
    /// Not on the platform's pages; source: official SDK, official CLI.
    pub note_source: Option<NoteSource>,
    /// Kind of the notes. The kind decides where the transcript is.
    ///
    /// Not on the platform's pages; source: official SDK, official CLI.
    pub note_display_type: Option<NoteNoteDisplayType>,
}

impl rt::Decode for Note {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "creator_id" => value.option(&mut self.creator_id),
            "create_time" => value.option(&mut self.create_time),
            "artifacts" => value.list(&mut self.artifacts),
            "references" => value.list(&mut self.references),
            "note_source" => value.option(&mut self.note_source),
            "note_display_type" => value.option(&mut self.note_display_type),
            _ => value.skip(),
        }
    }
}

rt::decode!(Note);

#[cfg(feature = "encode-responses")]
impl rt::Encode for Note {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("creator_id", &self.creator_id);
        out.text("create_time", &self.create_time);
        out.always("artifacts", &self.artifacts);
        out.always("references", &self.references);
        out.some("note_source", &self.note_source);
        out.some("note_display_type", &self.note_display_type);
    }
}

rt::encode_received!(Note);

#[cfg(feature = "testing")]
impl rt::Sample for Note {
    fn sample() -> Self {
        Self {
            creator_id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            create_time: Some(1608888867i64.into()),
            artifacts: vec![rt::Sample::sample()],
            references: vec![rt::Sample::sample()],
            note_source: Some(rt::Sample::sample()),
            note_display_type: Some(rt::Sample::sample()),
        }
    }
}

/// Kind of the notes. The kind decides where the transcript is.
///
/// Not on the platform's pages; source: official SDK, official CLI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoteNoteDisplayType {
    /// The transcript is a separate document.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    Normal,
    /// The operation [`note.unified_note_transcript`](super::note::Notes::unified_note_transcript) returns the transcript.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    Unified,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(NoteNoteDisplayType { Normal = 1, Unified = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for NoteNoteDisplayType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Origin of notes.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NoteSource {
    /// Kind of object from which the notes were made.
    pub source_type: Option<NoteSourceSourceType>,
    /// Id of the object from which the notes were made.
    pub source_entity_id: Option<String>,
}

impl rt::Decode for NoteSource {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "source_type" => value.option(&mut self.source_type),
            "source_entity_id" => value.option(&mut self.source_entity_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(NoteSource);

#[cfg(feature = "encode-responses")]
impl rt::Encode for NoteSource {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("source_type", &self.source_type);
        out.some("source_entity_id", &self.source_entity_id);
    }
}

rt::encode_received!(NoteSource);

#[cfg(feature = "testing")]
impl rt::Sample for NoteSource {
    fn sample() -> Self {
        Self {
            source_type: Some(rt::Sample::sample()),
            source_entity_id: Some("text".into()),
        }
    }
}

/// Kind of object from which the notes were made.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoteSourceSourceType {
    /// A meeting. `source_entity_id` is the id of the meeting.
    ///
    /// Not on the platform's pages; source: official CLI, not confirmed by another source.
    Meeting,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(NoteSourceSourceType { Meeting = "meeting" });

#[cfg(feature = "testing")]
impl rt::Sample for NoteSourceSourceType {
    fn sample() -> Self {
        "meeting".into()
    }
}

/// Transcript of notes whose `note_display_type` is `Unified`.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NoteTranscript {
    /// Format of the transcript.
    pub format: Option<i64>,
    /// The transcript as plain text.
    pub plain_text: Option<rt::Sensitive>,
    /// The transcript as Markdown.
    pub markdown: Option<rt::Sensitive>,
    /// The transcript in paragraphs.
    pub structured_transcript_content: Option<NoteTranscriptContent>,
}

impl rt::Decode for NoteTranscript {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "format" => value.option(&mut self.format),
            "plain_text" => value.option(&mut self.plain_text),
            "markdown" => value.option(&mut self.markdown),
            "structured_transcript_content" => {
                value.strict().option(&mut self.structured_transcript_content)
            }
            _ => value.skip(),
        }
    }
}

rt::decode!(NoteTranscript);

#[cfg(feature = "encode-responses")]
impl rt::Encode for NoteTranscript {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("format", &self.format);
        out.some("plain_text", &self.plain_text);
        out.some("markdown", &self.markdown);
        out.some("structured_transcript_content", &self.structured_transcript_content);
    }
}

rt::encode_received!(NoteTranscript);

#[cfg(feature = "testing")]
impl rt::Sample for NoteTranscript {
    fn sample() -> Self {
        Self {
            format: Some(1i64),
            plain_text: Some("text".into()),
            markdown: Some("text".into()),
            structured_transcript_content: Some(rt::Sample::sample()),
        }
    }
}

/// Transcript in paragraphs.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NoteTranscriptContent {
    /// Paragraphs of the transcript.
    pub paragraphs: Vec<NoteTranscriptParagraph>,
}

impl rt::Decode for NoteTranscriptContent {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "paragraphs" => value.strict().list(&mut self.paragraphs),
            _ => value.skip(),
        }
    }
}

rt::decode!(NoteTranscriptContent);

#[cfg(feature = "encode-responses")]
impl rt::Encode for NoteTranscriptContent {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("paragraphs", &self.paragraphs);
    }
}

rt::encode_received!(NoteTranscriptContent);

#[cfg(feature = "testing")]
impl rt::Sample for NoteTranscriptContent {
    fn sample() -> Self {
        Self {
            paragraphs: vec![rt::Sample::sample()],
        }
    }
}

/// Paragraph of a transcript.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NoteTranscriptParagraph {
    /// The speaker.
    pub speaker: Option<NoteTranscriptSpeaker>,
    /// Start of the paragraph, in milliseconds.
    pub speak_ms: Option<i64>,
    /// Sentences of the paragraph.
    pub sentences: Vec<NoteTranscriptSentence>,
}

impl rt::Decode for NoteTranscriptParagraph {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "speaker" => value.option(&mut self.speaker),
            "speak_ms" => value.option(&mut self.speak_ms),
            "sentences" => value.list(&mut self.sentences),
            _ => value.skip(),
        }
    }
}

rt::decode!(NoteTranscriptParagraph);

#[cfg(feature = "encode-responses")]
impl rt::Encode for NoteTranscriptParagraph {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("speaker", &self.speaker);
        out.some("speak_ms", &self.speak_ms);
        out.always("sentences", &self.sentences);
    }
}

rt::encode_received!(NoteTranscriptParagraph);

#[cfg(feature = "testing")]
impl rt::Sample for NoteTranscriptParagraph {
    fn sample() -> Self {
        Self {
            speaker: Some(rt::Sample::sample()),
            speak_ms: Some(1i64),
            sentences: vec![rt::Sample::sample()],
        }
    }
}

/// Speaker of a paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NoteTranscriptSpeaker {
    /// Id of the speaker.
    pub speaker_id: Option<String>,
    /// Kind of speaker.
    pub speaker_type: Option<i64>,
    /// Name of the speaker.
    pub speaker_name: Option<String>,
    /// Further details of the speaker.
    pub extra: Option<NoteTranscriptSpeakerExtra>,
}

impl rt::Decode for NoteTranscriptSpeaker {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "speaker_id" => value.option(&mut self.speaker_id),
            "speaker_type" => value.option(&mut self.speaker_type),
            "speaker_name" => value.option(&mut self.speaker_name),
            "extra" => value.option(&mut self.extra),
            _ => value.skip(),
        }
    }
}

rt::decode!(NoteTranscriptSpeaker);

#[cfg(feature = "encode-responses")]
impl rt::Encode for NoteTranscriptSpeaker {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("speaker_id", &self.speaker_id);
        out.some("speaker_type", &self.speaker_type);
        out.some("speaker_name", &self.speaker_name);
        out.some("extra", &self.extra);
    }
}

rt::encode_received!(NoteTranscriptSpeaker);

#[cfg(feature = "testing")]
impl rt::Sample for NoteTranscriptSpeaker {
    fn sample() -> Self {
        Self {
            speaker_id: Some("text".into()),
            speaker_type: Some(1i64),
            speaker_name: Some("text".into()),
            extra: Some(rt::Sample::sample()),
        }
    }
}

/// Further details of a speaker, if an id alone does not identify the speaker.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NoteTranscriptSpeakerExtra {
    /// Name of the meeting room in which the speaker was.
    pub room_name: Option<String>,
    /// Id of the user whose device the speaker used.
    pub other_device_user_id: Option<String>,
    /// Name of the user whose device the speaker used.
    pub other_device_user_name: Option<String>,
}

impl rt::Decode for NoteTranscriptSpeakerExtra {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "room_name" => value.option(&mut self.room_name),
            "other_device_user_id" => value.option(&mut self.other_device_user_id),
            "other_device_user_name" => value.option(&mut self.other_device_user_name),
            _ => value.skip(),
        }
    }
}

rt::decode!(NoteTranscriptSpeakerExtra);

#[cfg(feature = "encode-responses")]
impl rt::Encode for NoteTranscriptSpeakerExtra {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("room_name", &self.room_name);
        out.some("other_device_user_id", &self.other_device_user_id);
        out.some("other_device_user_name", &self.other_device_user_name);
    }
}

rt::encode_received!(NoteTranscriptSpeakerExtra);

#[cfg(feature = "testing")]
impl rt::Sample for NoteTranscriptSpeakerExtra {
    fn sample() -> Self {
        Self {
            room_name: Some("text".into()),
            other_device_user_id: Some("text".into()),
            other_device_user_name: Some("text".into()),
        }
    }
}

/// Sentence of a paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NoteTranscriptSentence {
    /// Id of the sentence.
    pub sentence_id: Option<String>,
    /// Text of the sentence.
    pub content: Option<rt::Sensitive>,
    /// Time at which the sentence starts, in milliseconds.
    pub start_ms: Option<i64>,
    /// Time at which the sentence ends, in milliseconds.
    pub stop_ms: Option<i64>,
}

impl rt::Decode for NoteTranscriptSentence {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "sentence_id" => value.option(&mut self.sentence_id),
            "content" => value.option(&mut self.content),
            "start_ms" => value.option(&mut self.start_ms),
            "stop_ms" => value.option(&mut self.stop_ms),
            _ => value.skip(),
        }
    }
}

rt::decode!(NoteTranscriptSentence);

#[cfg(feature = "encode-responses")]
impl rt::Encode for NoteTranscriptSentence {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("sentence_id", &self.sentence_id);
        out.some("content", &self.content);
        out.some("start_ms", &self.start_ms);
        out.some("stop_ms", &self.stop_ms);
    }
}

rt::encode_received!(NoteTranscriptSentence);

#[cfg(feature = "testing")]
impl rt::Sample for NoteTranscriptSentence {
    fn sample() -> Self {
        Self {
            sentence_id: Some("text".into()),
            content: Some("text".into()),
            start_ms: Some(1i64),
            stop_ms: Some(1i64),
        }
    }
}

/// Document that was created from a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NoteArtifact {
    /// Content of the document: the notes or the transcript.
    pub artifact_type: Option<NoteArtifactArtifactType>,
    /// Creation time of the document.
    pub create_time: Option<rt::UnixSeconds>,
    /// Token of the document.
    pub doc_token: Option<String>,
}

impl rt::Decode for NoteArtifact {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "artifact_type" => value.option(&mut self.artifact_type),
            "create_time" => value.option(&mut self.create_time),
            "doc_token" => value.option(&mut self.doc_token),
            _ => value.skip(),
        }
    }
}

rt::decode!(NoteArtifact);

#[cfg(feature = "encode-responses")]
impl rt::Encode for NoteArtifact {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("artifact_type", &self.artifact_type);
        out.text("create_time", &self.create_time);
        out.some("doc_token", &self.doc_token);
    }
}

rt::encode_received!(NoteArtifact);

#[cfg(feature = "testing")]
impl rt::Sample for NoteArtifact {
    fn sample() -> Self {
        Self {
            artifact_type: Some(rt::Sample::sample()),
            create_time: Some(1608888867i64.into()),
            doc_token: Some("text".into()),
        }
    }
}

/// Content of the document: the notes or the transcript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoteArtifactArtifactType {
    /// Unused value. The platform does not return this value in normal operation.
    Reserved,
    /// The notes.
    Notes,
    /// The verbatim transcript.
    Transcript,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(NoteArtifactArtifactType { Reserved = 0, Notes = 1, Transcript = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for NoteArtifactArtifactType {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Document that the notes of a meeting refer to.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NoteReference {
    /// Kind of document that the notes refer to.
    pub reference_type: Option<NoteReferenceReferenceType>,
    /// Token of the document.
    pub doc_token: Option<String>,
}

impl rt::Decode for NoteReference {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "reference_type" => value.option(&mut self.reference_type),
            "doc_token" => value.option(&mut self.doc_token),
            _ => value.skip(),
        }
    }
}

rt::decode!(NoteReference);

#[cfg(feature = "encode-responses")]
impl rt::Encode for NoteReference {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("reference_type", &self.reference_type);
        out.some("doc_token", &self.doc_token);
    }
}

rt::encode_received!(NoteReference);

#[cfg(feature = "testing")]
impl rt::Sample for NoteReference {
    fn sample() -> Self {
        Self {
            reference_type: Some(rt::Sample::sample()),
            doc_token: Some("text".into()),
        }
    }
}

/// Kind of document that the notes refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoteReferenceReferenceType {
    /// Unused value. The platform does not return this value in normal operation.
    Reserved,
    /// A document that was shared in the meeting.
    SharedDocument,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(NoteReferenceReferenceType { Reserved = 0, SharedDocument = 1 });

#[cfg(feature = "testing")]
impl rt::Sample for NoteReferenceReferenceType {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Notes of a user were created.
///
/// # Platform
///
/// - event `vc.note.generated_v1`
/// - scope, any one of: `vc:note:read`
/// - apps: custom
/// - delivered for a user between the calls of [`note.subscription`](super::note::Notes::subscription) and [`note.unsubscription`](super::note::Notes::unsubscription)
/// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/note/events/generated>)
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct NoteGenerated {
    /// Id of the notes.
    pub note_id: Option<NoteId>,
    /// Users who subscribed to the event.
    pub subscriber_ids: Vec<super::types::UserIds>,
}

impl rt::Decode for NoteGenerated {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "note_id" => value.option(&mut self.note_id),
            "subscriber_ids" => value.list(&mut self.subscriber_ids),
            _ => value.skip(),
        }
    }
}

rt::decode!(NoteGenerated);

#[cfg(feature = "encode-responses")]
impl rt::Encode for NoteGenerated {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("note_id", &self.note_id);
        out.always("subscriber_ids", &self.subscriber_ids);
    }
}

rt::encode_received!(NoteGenerated);

impl rt::EventType for NoteGenerated {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.note.generated_v1",
        scopes: &[super::scopes::VC_NOTE_READ],
        app_types: &[rt::AppType::Custom],
        subscription: Some(rt::Subscription {
            subscribe: "note.subscription",
            unsubscribe: "note.unsubscription",
        }),
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/note/events/generated",
        ),
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for NoteGenerated {
    fn sample() -> Self {
        Self {
            note_id: Some("6943848821689040898".into()),
            subscriber_ids: vec![rt::Sample::sample()],
        }
    }
}
