// Generated from spec/note.yaml by `cargo xtask regen`; do not edit.
//! Notes of meetings.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Notes of meetings.
    pub fn notes(&self) -> Notes<'_, K> {
        Notes(self)
    }
}

/// The operations of [`notes`](rt::Session::notes).
#[derive(Debug)]
pub struct Notes<'a, K>(&'a rt::Session<K>);

impl<K: rt::TokenType> Notes<'_, K> {
    /// Get the notes of a meeting.
    ///
    /// # Arguments
    ///
    /// - `note_id`: The notes.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/notes/{note_id}`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:note:read`
    /// - for some fields: `contact:user.employee_id:readonly`
    /// - rate limit, for each app and tenant: 1000 calls a minute, 50 a second
    /// - apps: custom
    /// - idempotent: it may be sent again when it is not known whether the platform acted on it
    /// - [its page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/note/get>)
    pub fn get(&self, note_id: impl Into<NoteId>) -> Get
    where
        K: super::tokens::OnlyUser,
    {
        Get {
            call: self.0.prepare(),
            note_id: note_id.into(),
            user_id_type: None,
        }
    }
}

/// The call [`Notes::get`]; `.await` sends it.
///
/// # Errors
///
/// Besides those of every call, the platform lists:
///
/// - 121001: internal error (HTTP 500)
/// - 121002: not support (HTTP 400)
/// - 121003: param error (HTTP 400)
/// - 121004: data not exist (HTTP 404)
/// - 121005: no permission (HTTP 403)
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::Call,
    note_id: NoteId,
    user_id_type: Option<super::types::UserIdType>,
}

impl Get {
    /// Which kind of user id the call takes and gives. User ids need the scope `contact:user.employee_id:readonly`.
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
    type Answer = Note;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "note.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/notes/{note_id}",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_NOTE_READ],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(1000),
            per_second: Some(50),
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        answer: rt::AnswerShape::Field("note"),
        errors: &[
            rt::ListedError::new(500, 121001, "internal error"),
            rt::ListedError::new(400, 121002, "not support"),
            rt::ListedError::new(400, 121003, "param error"),
            rt::ListedError::new(404, 121004, "data not exist"),
            rt::ListedError::new(403, 121005, "no permission"),
        ],
        deprecated: false,
        documentation: "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/note/get",
    };
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(Self::INFO);
        request.path("note_id", &self.note_id);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::call!(Get, send);

/// The notes of a meeting, as named by the `note_id` of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct NoteId(String);

rt::text_newtype!(NoteId);

/// The notes of a meeting.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Note {
    /// Who made them.
    pub creator_id: Option<super::types::UserId>,
    /// When they were made.
    pub create_time: Option<rt::UnixSeconds>,
    /// The documents that they consist of.
    pub artifacts: Vec<NoteArtifact>,
    /// The documents that they refer to.
    pub references: Vec<NoteReference>,
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
            _ => value.skip(),
        }
    }
}

rt::decode!(Note);

#[cfg(feature = "encode-answers")]
impl rt::Encode for Note {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("creator_id", &self.creator_id);
        out.text("create_time", &self.create_time);
        out.always("artifacts", &self.artifacts);
        out.always("references", &self.references);
    }
}

#[cfg(feature = "encode-answers")]
rt::encode!(Note);

/// A document that was made from a meeting.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct NoteArtifact {
    /// Artifact type.
    pub artifact_type: Option<NoteArtifactArtifactType>,
    /// When it was made.
    pub create_time: Option<rt::UnixSeconds>,
    /// Names the document.
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

#[cfg(feature = "encode-answers")]
impl rt::Encode for NoteArtifact {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("artifact_type", &self.artifact_type);
        out.text("create_time", &self.create_time);
        out.some("doc_token", &self.doc_token);
    }
}

#[cfg(feature = "encode-answers")]
rt::encode!(NoteArtifact);

/// NoteArtifactArtifactType.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoteArtifactArtifactType {
    /// Not used; never given in normal operation.
    Reserved,
    /// The notes.
    Notes,
    /// What was said word by word.
    Transcript,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(NoteArtifactArtifactType { Reserved = 0, Notes = 1, Transcript = 2 });

/// A document that the notes of a meeting refer to.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct NoteReference {
    /// Reference type.
    pub reference_type: Option<NoteReferenceReferenceType>,
    /// Names the document.
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

#[cfg(feature = "encode-answers")]
impl rt::Encode for NoteReference {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("reference_type", &self.reference_type);
        out.some("doc_token", &self.doc_token);
    }
}

#[cfg(feature = "encode-answers")]
rt::encode!(NoteReference);

/// NoteReferenceReferenceType.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoteReferenceReferenceType {
    /// Not used; never given in normal operation.
    Reserved,
    /// A document that was shared in the meeting.
    SharedDocument,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(NoteReferenceReferenceType { Reserved = 0, SharedDocument = 1 });
