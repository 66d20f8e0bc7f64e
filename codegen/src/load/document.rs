//! The OpenAPI 3.1 subset and its `x-` shorthands, as written in the files of `spec/`.
//!
//! Every key is optional in these structs, so a missing key does not stop the stage `load`. The stage `load` reports all
//! unknown keys and all values of a wrong type at once. Later stages report missing keys.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use super::named::{Named, Source};
pub use super::schema::{AdditionalProperties, Kind, Map, Schema};

/// A file of the spec. All files together are one document, and any file may contain any key.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "API spec")]
pub struct File {
    /// The version of OpenAPI: `3.1.0`. Only one file of the spec has this key.
    pub openapi: Option<String>,
    /// OpenAPI's info object. The bundle contains this object unchanged.
    pub info: Option<Value>,
    /// OpenAPI's list of servers. The bundle contains this list unchanged.
    pub servers: Option<Value>,
    /// The object around the `data` of every JSON response.
    #[serde(rename = "x-response-envelope")]
    pub response_envelope: Option<ResponseEnvelope>,
    /// The object around the body of every event.
    #[serde(rename = "x-event-envelope")]
    pub event_envelope: Option<EventEnvelope>,
    /// The kinds of access token by their names on the platform, such as `tenant_access_token`.
    #[serde(rename = "x-token-types")]
    pub token_types: Map<TokenType>,
    /// The scopes of the platform by their names, such as `vc:room:readonly`.
    #[serde(rename = "x-scopes")]
    pub scopes: Map<Scope>,
    /// The resource to which the operations and events of this file belong.
    #[serde(rename = "x-resource")]
    pub resource: Option<Resource>,
    /// The operations, by path and then by method.
    pub paths: Map<PathItem>,
    /// The shared schemas and parameters. A `$ref` in any file can refer to them.
    pub components: Components,
    /// The events by their types, such as `vc.meeting.meeting_started_v1`.
    pub webhooks: Map<Webhook>,
}

/// The object around the `data` of every JSON response.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ResponseEnvelope {
    /// The name of the property that contains the data of an operation, such as `data`.
    pub data: Option<String>,
    /// The schema of the envelope, without the property that contains the data.
    pub schema: Schema,
}

/// The object around the body of every event.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EventEnvelope {
    /// The name of the property that contains the body of an event, such as `event`.
    pub event: Option<String>,
    /// The schema of the envelope, without the property that contains the body.
    pub schema: Schema,
}

/// A kind of access token, and the calls that return such a token.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct TokenType {
    /// The name of the Rust type for this kind of token, such as `Tenant`.
    pub name: Option<String>,
    /// One line about the actor that uses this kind of token.
    pub summary: Option<String>,
    /// Further description of this kind of token, in Markdown.
    pub description: Option<String>,
    /// The kinds of app that can have this kind of token: `custom`, and `isv` for store apps.
    pub app_types: Vec<String>,
    /// The HTTP header that contains the token.
    pub header: Option<String>,
    /// The maximum lifetime of the token, in seconds.
    pub lifetime_seconds: Option<u64>,
    /// The calls that return a token of this kind.
    pub obtained: Vec<TokenEndpoint>,
    /// The client methods that create a session with this kind of token, as Rust code.
    pub sessions: Vec<String>,
    /// OpenAPI's security scheme for this kind of token. The bundle adds the scopes to this scheme.
    pub scheme: Option<Value>,
}

/// A call that returns a token.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct TokenEndpoint {
    /// The kind of app that makes the call: `custom`, or `isv` for a store app.
    pub app_type: Option<String>,
    /// The HTTP method of the call, in capitals.
    pub method: Option<String>,
    /// The path of the call, relative to the URL of the server.
    pub path: Option<String>,
    /// The required properties of the request body.
    pub request_keys: Vec<String>,
    /// The property of the response that contains the token.
    pub response_key: Option<String>,
}

/// A permission that an app requests from the platform.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Scope {
    /// One line about the access that the scope grants.
    pub summary: Option<String>,
    /// The name of the scope in the developer console.
    pub console_name: Option<String>,
    /// The name of the Rust constant, if the default name is already in use.
    #[serde(rename = "x-rust-name")]
    pub rust_name: Option<String>,
    /// The public source of the scope, if no page of the platform mentions the scope.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
}

/// A resource: a module of the client with its operations and events.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Resource {
    /// The first part of the operation ids, such as `room`. The Rust module has the same name.
    pub name: Option<String>,
    /// The method of a session that returns the resource, such as `rooms`.
    pub accessor: Option<String>,
    /// One line about the resource.
    pub summary: Option<String>,
    /// Further description of the resource, in Markdown.
    pub description: Option<String>,
    /// The name of the Rust module, if the default name is already in use.
    #[serde(rename = "x-rust-name")]
    pub rust_name: Option<String>,
}

/// The operations of a path, by their HTTP methods.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PathItem {
    /// The operation with the HTTP method `GET`.
    pub get: Option<Operation>,
    /// The operation with the HTTP method `PUT`.
    pub put: Option<Operation>,
    /// The operation with the HTTP method `POST`.
    pub post: Option<Operation>,
    /// The operation with the HTTP method `DELETE`.
    pub delete: Option<Operation>,
    /// The operation with the HTTP method `PATCH`.
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
    /// The id of the operation: its resource, a dot and its Rust method, such as `room.create`.
    #[serde(rename = "operationId")]
    pub operation_id: Option<String>,
    /// One line about the effect of the operation, such as `Create a room`.
    pub summary: Option<String>,
    /// More information for callers, in Markdown.
    pub description: Option<String>,
    /// `true` if callers should no longer use the operation.
    pub deprecated: bool,
    /// The platform's page about the operation. If there is no page, write `x-source` instead.
    #[serde(rename = "externalDocs")]
    pub external_docs: Option<ExternalDocs>,
    /// The public source of the operation, if the platform has no page about the operation.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
    /// The kinds of token that the operation accepts. A call needs a token of one of these kinds.
    #[serde(rename = "x-tokens")]
    pub tokens: Vec<Named>,
    /// The points on which public sources about the operation disagree, each with the decision of this spec.
    #[serde(rename = "x-contradictions")]
    pub contradictions: Vec<Contradiction>,
    /// The scopes for the call. The app needs at least one of them. Write an empty list if the call needs no scope.
    #[serde(rename = "x-scopes")]
    pub scopes: Option<Vec<Named>>,
    /// The scopes for some fields of the response. A field stays empty if the app lacks the scope of the field.
    #[serde(rename = "x-field-scopes")]
    pub field_scopes: Vec<String>,
    /// The rate limit of the operation, for each app and tenant.
    #[serde(rename = "x-rate-limit")]
    pub rate_limit: Option<RateLimit>,
    /// The kinds of app that may call the operation: `custom`, and `isv` for store apps.
    #[serde(rename = "x-app-types")]
    pub app_types: Vec<String>,
    /// `true` if a second call does no harm, so that the client may retry. By default, `true` for GET, PUT and DELETE.
    #[serde(rename = "x-idempotent")]
    pub idempotent: Option<bool>,
    /// The names of the fields for paging, if the response contains one page of a list.
    #[serde(rename = "x-paging")]
    pub paging: Option<Paging>,
    /// The parameters in the path and in the query.
    pub parameters: Vec<Parameter>,
    /// The schema of the JSON body of the request.
    #[serde(rename = "x-body")]
    pub body: Option<Schema>,
    /// The response of the operation. Leave out this key if the response has no data.
    #[serde(rename = "x-response")]
    pub response: Option<Response>,
    /// The refusals that the platform documents for the operation.
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

/// A contradiction between the sources that document an operation or event.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contradiction {
    /// The subject of the contradiction, such as `tokens`, `scopes` or `body.room.capacity`.
    pub about: Option<String>,
    /// The values that the platform's page about the operation or event gives for the subject.
    pub page: Vec<String>,
    /// The values in the overview, which is the platform's page that lists all operations and events.
    pub overview: Vec<String>,
    /// The values in other public sources. The key is the name of the source.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub sources: Map<Vec<String>>,
    /// The values that this spec uses, and the reason to use them.
    pub decision: Option<String>,
}

/// The rate limit of an operation, for each app and tenant.
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

/// The names of the fields for paging.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Paging {
    /// The response property that contains the list. For a nested list, write a path such as `transcript.paragraphs`.
    pub items: Option<String>,
    /// The parameter or body property that contains the page token. The default is `page_token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The response property that contains the page token of the next page. The default is `page_token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A parameter, or a reference to a shared parameter.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Parameter {
    /// A reference to a shared parameter: `#/components/parameters/NAME`.
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    /// The name of the parameter on the wire.
    pub name: Option<String>,
    /// The part of the URL that contains the parameter: `path` or `query`.
    #[serde(rename = "in")]
    pub location: Option<String>,
    /// `true` if every call must set the parameter.
    pub required: bool,
    /// `true` if callers should no longer use the parameter.
    pub deprecated: bool,
    /// One or more sentences for callers, in Markdown.
    pub description: Option<String>,
    /// The schema of the parameter's value.
    pub schema: Option<Schema>,
    /// The name of the parameter in Rust, if the default name is already in use.
    #[serde(rename = "x-rust-name")]
    pub rust_name: Option<String>,
    /// The public source of the parameter, if the platform's page does not mention the parameter.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
}

/// The response of an operation.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Response {
    /// The schema of `data` in the response.
    pub data: Option<Schema>,
    /// The name of the only property of `data`. Callers get the value of this property in place of `data`.
    pub unwrap: Option<String>,
    /// `true` if the response is a file, not JSON.
    pub file: bool,
}

/// A refusal that the platform documents.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ListedError {
    /// The HTTP status of the refusal, if the status is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http: Option<u16>,
    /// The value of `code` in the response.
    pub code: i64,
    /// The platform's message for the refusal.
    pub message: String,
    /// The name of the Rust constant, in snake case. Give errors with the same meaning the same name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Advice for callers. The error text of the client ends with this advice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The public source of the error, if the platform's page does not list the error.
    #[serde(rename = "x-source", skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// An event of the platform.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Webhook {
    /// The description of the event. The platform delivers an event as a `POST` request.
    pub post: Option<EventOperation>,
}

/// The description of an event.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EventOperation {
    /// The id of the event: the word `event`, a dot and a name, such as `event.meeting_started`.
    #[serde(rename = "operationId")]
    pub operation_id: Option<String>,
    /// One line about the cause of the event.
    pub summary: Option<String>,
    /// More information for receivers, in Markdown.
    pub description: Option<String>,
    /// `true` if receivers should no longer use the event.
    pub deprecated: bool,
    /// The platform's page about the event. If there is no page, write `x-source` instead.
    #[serde(rename = "externalDocs")]
    pub external_docs: Option<ExternalDocs>,
    /// The public source of the event, if the platform has no page about the event.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
    /// The points on which public sources about the event disagree, each with the decision of this spec.
    #[serde(rename = "x-contradictions")]
    pub contradictions: Vec<Contradiction>,
    /// The operations that turn the event on and off for a user.
    #[serde(rename = "x-subscription")]
    pub subscription: Option<Subscription>,
    /// The scopes for the delivery. The app needs at least one of them. Write an empty list if the delivery needs no scope.
    #[serde(rename = "x-scopes")]
    pub scopes: Option<Vec<Named>>,
    /// The kinds of app that can receive the event: `custom`, and `isv` for store apps.
    #[serde(rename = "x-app-types")]
    pub app_types: Vec<String>,
    /// The schema of the event's body.
    #[serde(rename = "x-event")]
    pub event: Option<Schema>,
}

/// The operations that turn an event on and off for a user.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Subscription {
    /// The id of the operation that turns the event on.
    pub subscribe: Option<String>,
    /// The id of the operation that turns the event off.
    pub unsubscribe: Option<String>,
}

/// The shared schemas and parameters. A `$ref` in any file can refer to them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Components {
    /// The shared schemas by name. To refer to a schema, write `$ref: '#/components/schemas/NAME'`.
    pub schemas: Map<Schema>,
    /// The shared parameters by name. To refer to a parameter, write `$ref: '#/components/parameters/NAME'`.
    pub parameters: Map<Parameter>,
}
