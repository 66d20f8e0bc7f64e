//! Refusals of calls.

use serde_json::json;

use super::http_reply::HttpReply;
use crate::runtime::operation::endpoint::ListedError;
use crate::runtime::operation::scope::Scope;
use crate::runtime::wire::json::Json;

/// Refusal of a call: HTTP status, code and message.
///
/// [`Received::refuse`](super::Received::refuse) creates a refusal from an error that the operation lists.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Refusal(Box<Parts>);

#[derive(Debug, Clone, PartialEq)]
struct Parts {
    status: u16,
    code: i64,
    message: String,
    error: Json,
    headers: Vec<(String, String)>,
}

impl Refusal {
    /// Creates a refusal with any code.
    pub fn new(status: u16, code: i64, message: impl Into<String>) -> Self {
        Self(Box::new(Parts { status, code, message: message.into(), error: json!({}), headers: Vec::new() }))
    }

    /// Adds the name of a missing scope, as the platform does in its refusals.
    pub fn missing_scope(mut self, scope: Scope) -> Self {
        let violation = json!({ "type": "action_scope_required", "subject": scope.name() });
        self.push("permission_violations", violation);
        self
    }

    /// Adds the name of an invalid field of the request, and a description of the mistake.
    pub fn invalid_field(mut self, field: &str, description: &str) -> Self {
        self.push("field_violations", json!({ "field": field, "description": description }));
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: impl ToString) -> Self {
        self.0.headers.push((name.to_owned(), value.to_string()));
        self
    }

    fn push(&mut self, key: &str, violation: Json) {
        let Json::Object(error) = &mut self.0.error else { return };
        if let Json::Array(list) = error.entry(key).or_insert_with(|| json!([])) {
            list.push(violation);
        }
    }
}

impl From<ListedError> for Refusal {
    fn from(listed: ListedError) -> Self {
        Self::new(listed.http.unwrap_or(400), listed.code, listed.message)
    }
}

impl From<ListedError> for HttpReply {
    fn from(listed: ListedError) -> Self {
        Refusal::from(listed).into()
    }
}

impl From<Refusal> for HttpReply {
    fn from(refusal: Refusal) -> Self {
        let Parts { status, code, message, error, headers } = *refusal.0;
        let body = json!({ "code": code, "msg": message, "error": error });
        headers.iter().fold(Self::json(status, &body), |reply, (name, value)| reply.header(name, value))
    }
}
