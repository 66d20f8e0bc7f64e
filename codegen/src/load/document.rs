//! The OpenAPI 3.1 subset and its `x-` shorthands, as written in the files of `spec/`.
//!
//! Every key is optional here, so that reading a file reports each key that is unknown or of a wrong type;
//! what must be there is a matter of the later stages.

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use super::named::{Named, Source};
pub use super::schema::{AdditionalProperties, Kind, Map, Schema};

/// One file of the spec. All files together are one document; each key may stand in any of them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// The OpenAPI version, in one file only.
    pub openapi: Option<String>,
    /// OpenAPI's info object, handed on to the bundle as it is.
    pub info: Option<Value>,
    /// OpenAPI's servers, handed on to the bundle as they are.
    pub servers: Option<Value>,
    /// What every JSON response is wrapped in.
    #[serde(rename = "x-response-envelope")]
    pub response_envelope: Option<ResponseEnvelope>,
    /// What every event is wrapped in.
    #[serde(rename = "x-event-envelope")]
    pub event_envelope: Option<EventEnvelope>,
    /// The kinds of token, by name.
    #[serde(rename = "x-token-types")]
    pub token_types: Map<TokenType>,
    /// The scopes that an app can be granted, by name.
    #[serde(rename = "x-scopes")]
    pub scopes: Map<Scope>,
    /// The resource to which the operations of this file belong.
    #[serde(rename = "x-resource")]
    pub resource: Option<Resource>,
    /// Operations by path and method.
    pub paths: Map<PathItem>,
    /// Shared schemas and parameters.
    pub components: Components,
    /// Events by type.
    pub webhooks: Map<Webhook>,
}

/// `x-response-envelope`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ResponseEnvelope {
    /// The property that holds what an operation answers.
    pub data: Option<String>,
    /// The envelope without that property.
    pub schema: Schema,
}

/// `x-event-envelope`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EventEnvelope {
    /// The property that holds the body of an event.
    pub event: Option<String>,
    /// The envelope without that property.
    pub schema: Schema,
}

/// A kind of token and how it is obtained.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct TokenType {
    /// The name of the Rust type.
    pub name: Option<String>,
    /// One line on who acts with it.
    pub summary: Option<String>,
    /// What else is to be known.
    pub description: Option<String>,
    /// The kinds of app that can have it.
    pub app_types: Vec<String>,
    /// The HTTP header in which it travels.
    pub header: Option<String>,
    /// How long it lives at most.
    pub lifetime_seconds: Option<u64>,
    /// The calls that give one.
    pub obtained: Vec<TokenEndpoint>,
    /// Methods of the client that make a session with it, as a caller writes them.
    pub sessions: Vec<String>,
    /// OpenAPI's security scheme, handed on to the bundle with the scopes filled in.
    pub scheme: Option<Value>,
}

/// A call that gives a token.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct TokenEndpoint {
    /// For which kind of app.
    pub app_type: Option<String>,
    /// HTTP method.
    pub method: Option<String>,
    /// Path below the server.
    pub path: Option<String>,
    /// The properties of the body that must be sent.
    pub request_keys: Vec<String>,
    /// The property of the response that is the token.
    pub response_key: Option<String>,
}

/// A scope.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Scope {
    /// What it allows.
    pub summary: Option<String>,
    /// What the platform's console calls it.
    pub console_name: Option<String>,
    /// Name of the Rust constant, where the one made from the scope is taken.
    #[serde(rename = "x-rust-name")]
    pub rust_name: Option<String>,
    /// Public source, where no page of the platform has the scope.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
}

/// `x-resource`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Resource {
    /// The first part of its operation ids and the name of its module.
    pub name: Option<String>,
    /// The method of a session that leads to it.
    pub accessor: Option<String>,
    /// One line on what it is.
    pub summary: Option<String>,
    /// What else is to be known.
    pub description: Option<String>,
    /// Name of the Rust module, where the one made from the name is taken.
    #[serde(rename = "x-rust-name")]
    pub rust_name: Option<String>,
}

/// The operations of a path.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PathItem {
    /// `GET`
    pub get: Option<Operation>,
    /// `PUT`
    pub put: Option<Operation>,
    /// `POST`
    pub post: Option<Operation>,
    /// `DELETE`
    pub delete: Option<Operation>,
    /// `PATCH`
    pub patch: Option<Operation>,
}

impl PathItem {
    /// The operations with their methods in lower case.
    pub fn operations(&self) -> impl Iterator<Item = (&'static str, &Operation)> {
        [("get", &self.get), ("put", &self.put), ("post", &self.post), ("delete", &self.delete), ("patch", &self.patch)]
            .into_iter()
            .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
    }
}

/// An operation.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Operation {
    /// `resource.method`
    #[serde(rename = "operationId")]
    pub operation_id: Option<String>,
    /// One line on what it does.
    pub summary: Option<String>,
    /// What else a caller must know.
    pub description: Option<String>,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// The platform's page.
    #[serde(rename = "externalDocs")]
    pub external_docs: Option<ExternalDocs>,
    /// Public source, where the platform has no page about it.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
    /// The kinds of token that it accepts: any one of them.
    #[serde(rename = "x-tokens")]
    pub tokens: Vec<Named>,
    /// Where the sources contradict each other.
    #[serde(rename = "x-contradictions")]
    pub contradictions: Vec<Contradiction>,
    /// The scopes that admit the call: any one of them; an empty list if none is needed.
    #[serde(rename = "x-scopes")]
    pub scopes: Option<Vec<Named>>,
    /// Scopes without which parts of the response stay empty.
    #[serde(rename = "x-field-scopes")]
    pub field_scopes: Vec<String>,
    /// How often it may be called.
    #[serde(rename = "x-rate-limit")]
    pub rate_limit: Option<RateLimit>,
    /// The kinds of app that may call it.
    #[serde(rename = "x-app-types")]
    pub app_types: Vec<String>,
    /// Whether calling it twice does no more than calling it once; by default what HTTP says of the method.
    #[serde(rename = "x-idempotent")]
    pub idempotent: Option<bool>,
    /// That it answers page by page.
    #[serde(rename = "x-paging")]
    pub paging: Option<Paging>,
    /// What stands in the path and in the query.
    pub parameters: Vec<Parameter>,
    /// The schema of the JSON body.
    #[serde(rename = "x-body")]
    pub body: Option<Schema>,
    /// What it answers; nothing if left out.
    #[serde(rename = "x-response")]
    pub response: Option<Response>,
    /// The refusals that the platform lists.
    #[serde(rename = "x-errors")]
    pub errors: Vec<ListedError>,
}

/// The platform's page about an operation or event.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExternalDocs {
    /// Where the page is.
    pub url: Option<String>,
}

/// A contradiction between the platform's sources.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contradiction {
    /// What they disagree about.
    pub about: Option<String>,
    /// What the reference page says.
    pub page: Vec<String>,
    /// What the overview says.
    pub overview: Vec<String>,
    /// What any other public source says, by its name.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub sources: Map<Vec<String>>,
    /// What this spec says, and why.
    pub decision: Option<String>,
}

/// How often an app may call an operation in a tenant.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct RateLimit {
    /// Calls a minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_minute: Option<u32>,
    /// Calls a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_second: Option<u32>,
}

/// `x-paging`: the request takes `page_token`, the response gives `has_more` and `page_token`, unless other names are told.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Paging {
    /// The property of the response that is the list; the way to it, such as `transcript.paragraphs`, if it lies deeper.
    pub items: Option<String>,
    /// The parameter or property of the request that asks for a page; `page_token` by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The property of the response that names the next page; `page_token` by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A parameter, or a reference to a shared one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Parameter {
    /// `#/components/parameters/NAME`
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    /// Its name on the wire.
    pub name: Option<String>,
    /// `path` or `query`.
    #[serde(rename = "in")]
    pub location: Option<String>,
    /// Whether it must be given.
    pub required: bool,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// What a caller must know.
    pub description: Option<String>,
    /// What it is.
    pub schema: Option<Schema>,
    /// Name in Rust, where the one made from the name is taken.
    #[serde(rename = "x-rust-name")]
    pub rust_name: Option<String>,
    /// Public source, where the platform's page does not have it.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
}

/// `x-response`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Response {
    /// What stands in the envelope.
    pub data: Option<Schema>,
    /// The only property of `data`, which callers get instead of `data`.
    pub unwrap: Option<String>,
    /// Whether it answers with a file instead of JSON.
    pub file: bool,
}

/// A refusal that the platform lists.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ListedError {
    /// The HTTP status, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http: Option<u16>,
    /// The platform's code.
    pub code: i64,
    /// The platform's message.
    pub message: String,
    /// The name of its constant, in snake case.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Advice for callers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Public source, where the platform's page does not list it.
    #[serde(rename = "x-source", skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// An event.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Webhook {
    /// Events are posted.
    pub post: Option<EventOperation>,
}

/// What is posted.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EventOperation {
    /// `event.name`
    #[serde(rename = "operationId")]
    pub operation_id: Option<String>,
    /// What happened.
    pub summary: Option<String>,
    /// What else is to be known.
    pub description: Option<String>,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// The platform's page.
    #[serde(rename = "externalDocs")]
    pub external_docs: Option<ExternalDocs>,
    /// Public source, where the platform has no page about it.
    #[serde(rename = "x-source")]
    pub source: Option<Source>,
    /// Where the sources contradict each other.
    #[serde(rename = "x-contradictions")]
    pub contradictions: Vec<Contradiction>,
    /// The calls that turn it on and off for a user.
    #[serde(rename = "x-subscription")]
    pub subscription: Option<Subscription>,
    /// The scopes with which it is received: any one of them; an empty list if none is needed.
    #[serde(rename = "x-scopes")]
    pub scopes: Option<Vec<Named>>,
    /// The kinds of app that can receive it.
    #[serde(rename = "x-app-types")]
    pub app_types: Vec<String>,
    /// The schema of its body.
    #[serde(rename = "x-event")]
    pub event: Option<Schema>,
}

/// `x-subscription`: an event that is only delivered to those who asked for it.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Subscription {
    /// The operation that subscribes.
    pub subscribe: Option<String>,
    /// The operation that ends the subscription.
    pub unsubscribe: Option<String>,
}

/// What is shared by name.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Components {
    /// Schemas.
    pub schemas: Map<Schema>,
    /// Parameters.
    pub parameters: Map<Parameter>,
}
