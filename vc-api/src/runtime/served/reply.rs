//! Responses of a double, in the format of the responses of the platform.

use std::fmt;

use bytes::Bytes;
use serde::Serialize;
use serde_json::json;

use crate::runtime::operation::endpoint::ResponseShape;
use crate::runtime::wire::encode::to_json;
use crate::runtime::wire::json::{Json, JsonError};
use crate::runtime::wire::sample::Sample;

/// Response of a double to a call: the response of the operation, or a [`File`] for a download.
pub trait Reply: Send + 'static {
    #[doc(hidden)]
    fn encode(self, shape: ResponseShape) -> Result<EncodedReply, JsonError>;
}

/// Body of a response, with the headers `Content-Type` and `Content-Disposition`.
#[doc(hidden)]
#[derive(Debug)]
pub struct EncodedReply {
    pub(crate) content_type: String,
    pub(crate) disposition: Option<String>,
    /// Bytes of the body.
    pub body: Bytes,
}

/// Returns the envelope of a successful response.
pub(crate) fn good_envelope(data: &Json) -> Json {
    json!({ "code": 0, "msg": "success", "data": data })
}

impl<T: Serialize + Send + 'static> Reply for T {
    fn encode(self, shape: ResponseShape) -> Result<EncodedReply, JsonError> {
        let data = match shape {
            ResponseShape::Nothing | ResponseShape::File => json!({}),
            ResponseShape::Whole => to_json(&self)?,
            ResponseShape::Field(name) | ResponseShape::List(name) => json!({ name: to_json(&self)? }),
        };
        let body = good_envelope(&data).to_string().into();
        Ok(EncodedReply { content_type: "application/json; charset=utf-8".to_owned(), disposition: None, body })
    }
}

/// File that a double sends. The type needs the feature `testing`.
#[derive(Clone, PartialEq, Eq)]
#[must_use]
pub struct File {
    bytes: Bytes,
    content_type: String,
    name: Option<String>,
}

impl File {
    /// Creates a file with these bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self { bytes: bytes.into(), content_type: "application/octet-stream".to_owned(), name: None }
    }

    /// Sets the file name. The double sends this name in the header `Content-Disposition`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the content type. The default is `application/octet-stream`.
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into();
        self
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("length", &self.bytes.len()).field("name", &self.name).finish_non_exhaustive()
    }
}

impl Sample for File {
    fn sample() -> Self {
        Self::new("the content of a file").name("sample.bin")
    }
}

impl Reply for File {
    fn encode(self, _: ResponseShape) -> Result<EncodedReply, JsonError> {
        let disposition = self.name.map(|name| format!("attachment; filename=\"{}\"", name.replace(['"', '\\'], "_")));
        Ok(EncodedReply { content_type: self.content_type, disposition, body: self.bytes })
    }
}
