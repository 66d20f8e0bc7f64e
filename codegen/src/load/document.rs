//! The OpenAPI 3.1 subset and its `x-` shorthands, as written in the files of `spec/`.
//!
//! Every key is optional here, so reading a file reports all keys that are unknown or of a wrong type. Later stages
//! require keys.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use super::named::{Named, Source};
pub use super::schema::{AdditionalProperties, Kind, Map, Schema};

/// A file of the spec. All files together are one document, and each key may be in any of them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "API spec")]
pub struct File {
    /// The version of OpenAPI: `3.1.0`. Only one file has this key.
    pub openapi: Option<String>,
    /// OpenAPI's info object. The bundle holds it unchanged.
    pub info: Option<Value>,
    /// OpenAPI's list of servers. The bundle holds it unchanged.
    pub servers: Option<Value>,
    /// The object around the `data` of every JSON response.
    #[serde(rename = "x-response-envelope")]
    pub response_envelope: Option<ResponseEnvelope>,
    /// The object around the body of every event.
    #[serde(rename = "x-event-envelope")]
    pub event_envelope: Option<EventEnvelope>,
    /// The kinds of token by name, such as `tenant_access_token`.
    #[serde(rename = "x-token-types")]
    pub token_types: Map<TokenType>,
    /// The scopes of the platform by name.
    #[serde(rename = "x-scopes")]
    pub scopes: Map<Scope>,
    /// The resource that owns the operations and events of this file.
    #[serde(rename = "x-resource")]
    pub resource: Option<Resource>,
    /// The operations by path and method.
    pub paths: Map<PathItem>,
    /// Schemas and parameters that several places refer to.
    pub components: Components,
    /// The events by type, such as `vc.meeting.meeting_started_v1`.
    pub webhooks: Map<Webhook>,
}

/// The object around the `data` of every JSON response.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ResponseEnvelope {
    /// The property for the data of an operation.
    pub data: Option<String>,
    /// The object without that property.
    pub schema: Schema,
}

/// The object around the body of every event.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EventEnvelope {
    /// The property for the body of an event.
    pub event: Option<String>,
    /// The object without that property.
    pub schema: Schema,
}

/// A kind of token, and the calls that return one.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct TokenType {
    /// The name of the Rust type.
    pub name: Option<String>,
    /// One line about the actor that uses it.
    pub summary: Option<String>,
    /// More about it, in Markdown.
    pub description: Option<String>,
    /// The kinds of app that can have it, such as `custom` and `isv`.
    pub app_types: Vec<String>,
    /// The HTTP header that carries it.
    pub header: Option<String>,
    /// Its maximum lifetime, in seconds.
    pub lifetime_seconds: Option<u64>,
    /// The calls that return one.
    pub obtained: Vec<TokenEndpoint>,
    /// Rust code of the client methods that create a session with this kind of token.
    pub sessions: Vec<String>,
    /// OpenAPI's security scheme. The bundle adds the scopes.
    pub scheme: Option<Value>,
}

/// A call that returns a token.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct TokenEndpoint {
    /// The kind of app that makes the call.
    pub app_type: Option<String>,
    /// The HTTP method.
    pub method: Option<String>,
    /// The path below the server.
    pub path: Option<String>,
    /// The required properties of the body.
    pub request_keys: Vec<String>,
    /// The property of the response that contains the token.
    pub response_key: Option<String>,
}

/// A permission that an app requests from the platform.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Scope {
    /// One line about the access that it grants.
    pub summary: Option<String>,
    /// Its name in the developer console.
    pub console_name: Option<String>,
    /// The name of its Rust constant, if the default name is taken.
    #[serde(rename = "x-rust-name")]
    pub rust_name: Option<String>,
    /// Its public source, if no page of the platform has it.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
}

/// A resource: a module of the client with its operations and events.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Resource {
    /// The first part of its operation ids, and the name of its module.
    pub name: Option<String>,
    /// The method of a session that returns it, such as `rooms`.
    pub accessor: Option<String>,
    /// One line about it.
    pub summary: Option<String>,
    /// More about it, in Markdown.
    pub description: Option<String>,
    /// The name of its Rust module, if the default name is taken.
    #[serde(rename = "x-rust-name")]
    pub rust_name: Option<String>,
}

/// The operations of a path by method.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PathItem {
    /// The operation by `GET`.
    pub get: Option<Operation>,
    /// The operation by `PUT`.
    pub put: Option<Operation>,
    /// The operation by `POST`.
    pub post: Option<Operation>,
    /// The operation by `DELETE`.
    pub delete: Option<Operation>,
    /// The operation by `PATCH`.
    pub patch: Option<Operation>,
}

impl PathItem {
    /// Returns the operations with their methods in lower case.
    pub fn operations(&self) -> impl Iterator<Item = (&'static str, &Operation)> {
        [("get", &self.get), ("put", &self.put), ("post", &self.post), ("delete", &self.delete), ("patch", &self.patch)]
            .into_iter()
            .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
    }
}

/// An operation: a method of the client.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Operation {
    /// The resource and the method, such as `room.create`.
    #[serde(rename = "operationId")]
    pub operation_id: Option<String>,
    /// One line about its effect, such as `Create a room`.
    pub summary: Option<String>,
    /// More information for callers, in Markdown.
    pub description: Option<String>,
    /// `true` if callers should no longer use it.
    pub deprecated: bool,
    /// The platform's page about it. Without a page, write `x-source`.
    #[serde(rename = "externalDocs")]
    pub external_docs: Option<ExternalDocs>,
    /// Its public source, if the platform has no page about it.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
    /// The accepted kinds of token. A call needs any one of them.
    #[serde(rename = "x-tokens")]
    pub tokens: Vec<Named>,
    /// Differences between the sources, and the decision of this spec.
    #[serde(rename = "x-contradictions")]
    pub contradictions: Vec<Contradiction>,
    /// The scopes for the call. Any one of them suffices. An empty list means that the call needs none.
    #[serde(rename = "x-scopes")]
    pub scopes: Option<Vec<Named>>,
    /// Scopes for parts of the response. Without them, these parts stay empty.
    #[serde(rename = "x-field-scopes")]
    pub field_scopes: Vec<String>,
    /// The rate limit for each app and tenant.
    #[serde(rename = "x-rate-limit")]
    pub rate_limit: Option<RateLimit>,
    /// The kinds of app that may call it, such as `custom` and `isv`.
    #[serde(rename = "x-app-types")]
    pub app_types: Vec<String>,
    /// `true` if a second call does no harm, and the client may retry the call. By default, the method decides.
    #[serde(rename = "x-idempotent")]
    pub idempotent: Option<bool>,
    /// The fields for paging, if the response has pages.
    #[serde(rename = "x-paging")]
    pub paging: Option<Paging>,
    /// The parameters in the path and in the query.
    pub parameters: Vec<Parameter>,
    /// The schema of the JSON body.
    #[serde(rename = "x-body")]
    pub body: Option<Schema>,
    /// The response. Without it, the operation returns nothing.
    #[serde(rename = "x-response")]
    pub response: Option<Response>,
    /// The refusals that the platform documents.
    #[serde(rename = "x-errors")]
    pub errors: Vec<ListedError>,
}

/// The platform's page about an operation or event.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExternalDocs {
    /// The URL of the page.
    pub url: Option<String>,
}

/// A difference between the platform's sources.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contradiction {
    /// The subject, such as `tokens`, `scopes` or `body.room.capacity`.
    pub about: Option<String>,
    /// The values of the reference page.
    pub page: Vec<String>,
    /// The values of the overview.
    pub overview: Vec<String>,
    /// The values of other public sources, by their names.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub sources: Map<Vec<String>>,
    /// The choice of this spec, and its reason.
    pub decision: Option<String>,
}

/// The rate limit for each app and tenant.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct RateLimit {
    /// The maximum number of calls per minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_minute: Option<u32>,
    /// The maximum number of calls per second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_second: Option<u32>,
}

/// The fields of a list with pages. By default, both page tokens are named `page_token`.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Paging {
    /// The property of the response with the list. For a nested list, write a path such as `transcript.paragraphs`.
    pub items: Option<String>,
    /// The parameter or property of the request with the page token. The default is `page_token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The property of the response with the page token of the next page. The default is `page_token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A parameter, or a reference to a shared one.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Parameter {
    /// A shared parameter: `#/components/parameters/NAME`.
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    /// Its name on the wire.
    pub name: Option<String>,
    /// Its place in the request: `path` or `query`.
    #[serde(rename = "in")]
    pub location: Option<String>,
    /// `true` if every call must give it.
    pub required: bool,
    /// `true` if callers should no longer use it.
    pub deprecated: bool,
    /// One or more sentences for callers, in Markdown.
    pub description: Option<String>,
    /// The type of its value.
    pub schema: Option<Schema>,
    /// Its name in Rust, if the default name is taken.
    #[serde(rename = "x-rust-name")]
    pub rust_name: Option<String>,
    /// Its public source, if the platform's page does not have it.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
}

/// The response of an operation.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Response {
    /// The schema of `data` in the response.
    pub data: Option<Schema>,
    /// The only property of `data`. Callers get its value in place of `data`.
    pub unwrap: Option<String>,
    /// `true` if the response is a file, not JSON.
    pub file: bool,
}

/// A refusal that the platform documents.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ListedError {
    /// The HTTP status, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http: Option<u16>,
    /// The platform's code.
    pub code: i64,
    /// The platform's message.
    pub message: String,
    /// The name of its constant in snake case. The same meaning has the same name everywhere.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Advice for callers. The text of the error ends with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Its public source, if the platform's page does not list it.
    #[serde(rename = "x-source", skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// An event of the platform.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Webhook {
    /// The event. The platform delivers it by `POST`.
    pub post: Option<EventOperation>,
}

/// An event of the platform.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EventOperation {
    /// The word `event` and its name, such as `event.meeting_started`.
    #[serde(rename = "operationId")]
    pub operation_id: Option<String>,
    /// One line about the cause of the event.
    pub summary: Option<String>,
    /// More information for receivers, in Markdown.
    pub description: Option<String>,
    /// `true` if receivers should no longer use it.
    pub deprecated: bool,
    /// The platform's page about it. Without a page, write `x-source`.
    #[serde(rename = "externalDocs")]
    pub external_docs: Option<ExternalDocs>,
    /// Its public source, if the platform has no page about it.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
    /// Differences between the sources, and the decision of this spec.
    #[serde(rename = "x-contradictions")]
    pub contradictions: Vec<Contradiction>,
    /// The operations that turn it on and off for a user.
    #[serde(rename = "x-subscription")]
    pub subscription: Option<Subscription>,
    /// The scopes for its delivery. Any one of them suffices. An empty list means that the delivery needs none.
    #[serde(rename = "x-scopes")]
    pub scopes: Option<Vec<Named>>,
    /// The kinds of app that can receive it, such as `custom` and `isv`.
    #[serde(rename = "x-app-types")]
    pub app_types: Vec<String>,
    /// The schema of its body.
    #[serde(rename = "x-event")]
    pub event: Option<Schema>,
}

/// The operations for an event that only its subscribers receive.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Subscription {
    /// The id of the operation that subscribes.
    pub subscribe: Option<String>,
    /// The id of the operation that ends the subscription.
    pub unsubscribe: Option<String>,
}

/// Schemas and parameters that several places refer to.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Components {
    /// Schemas by name. `$ref: '#/components/schemas/NAME'` refers to one.
    pub schemas: Map<Schema>,
    /// Parameters by name. `$ref: '#/components/parameters/NAME'` refers to one.
    pub parameters: Map<Parameter>,
}
