//! Parts of an OpenAPI document. Each part comes from one element of the spec.

use std::iter;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::load::document::{ExternalDocs, Named, Parameter, Resource, Scope, TokenEndpoint, TokenType};

pub(super) type Object = Map<String, Value>;

/// Response envelope that all operations use.
pub(super) struct Envelope {
    /// Name of the schema for responses without data.
    pub(super) name: String,
    /// Schema of the envelope. For each property that is an object, the schema has a `$ref` to a schema in `parts`.
    pub(super) schema: Value,
    /// Name of the property that contains the data.
    pub(super) data: Option<String>,
    /// Schemas to which `schema` refers. The keys are the names of these schemas.
    pub(super) parts: Object,
}

pub(super) fn tag(resource: &Resource) -> Value {
    let description = paragraphs(resource.summary.as_deref(), resource.description.as_deref());
    object([("name", value(&resource.name)), ("description", description)])
}

pub(super) fn tags(resource: Option<&Resource>) -> Value {
    resource.and_then(|resource| resource.name.as_ref()).map(value).into_iter().collect()
}

pub(super) fn scope(scope: &Scope) -> Value {
    object([
        ("summary", value(&scope.summary)),
        ("console-name", value(&scope.console_name)),
        ("x-rust-name", value(&scope.rust_name)),
        ("x-source", value(&scope.source)),
    ])
}

pub(super) fn external_docs(docs: Option<&ExternalDocs>) -> Value {
    object([("url", value(&docs.and_then(|docs| docs.url.as_ref())))])
}

pub(super) fn names(named: &[Named]) -> Vec<String> {
    named.iter().map(|one| one.name.clone()).collect()
}

/// Returns the public sources of the names in each list. Leaves out a name without a public source, because the name is on a
/// page of the platform.
pub(super) fn sources<const N: usize>(lists: [(&str, &[Named]); N]) -> Value {
    let sources = lists.map(|(list, named)| {
        let sourced = named.iter().filter_map(|one| Some((one.name.clone(), value(one.source.as_ref()?))));
        (list, Value::Object(sourced.collect()))
    });
    object(sources)
}

/// Returns one alternative for each pair of a token and a scope. A call needs only one scope, but OpenAPI requires all
/// scopes of an alternative.
pub(super) fn security(tokens: &[String], scopes: &[String]) -> Value {
    let alternatives = |token: &String| -> Vec<Value> {
        if scopes.is_empty() {
            return vec![entry(token, Value::Array(Vec::new()))];
        }
        scopes.iter().map(|scope| entry(token, iter::once(value(scope)).collect())).collect()
    };
    tokens.iter().flat_map(alternatives).collect()
}

pub(super) fn security_scheme(token: &TokenType, scopes: &Value) -> Value {
    let mut scheme = token.scheme.clone().unwrap_or_else(|| Value::Object(Object::new()));
    let flows = scheme.get_mut("flows").and_then(Value::as_object_mut);
    for flow in flows.into_iter().flat_map(Object::values_mut) {
        put(flow, "scopes", scopes.clone());
    }
    let facts = object([
        ("description", paragraphs(token.summary.as_deref(), token.description.as_deref())),
        ("x-name", value(&token.name)),
        ("x-app-types", value(&token.app_types)),
        ("x-header", value(&token.header)),
        ("x-lifetime-seconds", value(&token.lifetime_seconds)),
        ("x-obtained", token.obtained.iter().map(obtained).collect()),
    ]);
    if let (Value::Object(scheme), Value::Object(facts)) = (&mut scheme, facts) {
        scheme.extend(facts);
    }
    scheme
}

pub(super) fn obtained(call: &TokenEndpoint) -> Value {
    object([
        ("app-type", value(&call.app_type)),
        ("method", value(&call.method)),
        ("path", value(&call.path)),
        ("request-keys", value(&call.request_keys)),
        ("response-key", value(&call.response_key)),
    ])
}

pub(super) fn parameter(parameter: &Parameter) -> Value {
    let mut written = object([
        ("$ref", value(&parameter.reference)),
        ("name", value(&parameter.name)),
        ("in", value(&parameter.location)),
        ("required", value(&parameter.required)),
        ("deprecated", value(&parameter.deprecated)),
        ("description", value(&parameter.description)),
        ("x-rust-name", value(&parameter.rust_name)),
        ("x-source", value(&parameter.source)),
    ]);
    if let Some(schema) = &parameter.schema {
        put(&mut written, "schema", value(schema));
    }
    written
}

pub(super) fn request_body(schema: Value) -> Value {
    object([("required", true.into()), ("content", content("application/json", schema))])
}

pub(super) fn response(description: &str, media_type: &str, schema: Value) -> Value {
    object([("description", description.into()), ("content", content(media_type, schema))])
}

pub(super) fn refusal(envelope: &Envelope) -> Value {
    response("The call was refused or failed.", "application/json", reference("schemas", &envelope.name))
}

pub(super) fn content(media_type: &str, schema: Value) -> Value {
    entry(media_type, entry("schema", schema))
}

pub(super) fn binary() -> Value {
    object([("type", "string".into()), ("format", "binary".into())])
}

/// Returns the schema of a response: the data in the envelope, or the data alone if there is no envelope.
pub(super) fn wrapped(data: Value, required: bool, envelope: Option<&Envelope>) -> Value {
    let Some((envelope, name)) = envelope.and_then(|envelope| Some((envelope, envelope.data.as_ref()?))) else {
        return data;
    };
    with_property(envelope.schema.clone(), name, data, required)
}

pub(super) fn with_property(mut schema: Value, name: &str, property: Value, required: bool) -> Value {
    if required {
        require(&mut schema, name);
    }
    if let Value::Object(schema) = &mut schema {
        let properties = schema.entry("properties").or_insert_with(|| Value::Object(Object::new()));
        put(properties, name, property);
    }
    schema
}

pub(super) fn require(schema: &mut Value, name: &str) {
    let Value::Object(schema) = schema else { return };
    let required = schema.entry("required").or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(required) = required
        && !required.iter().any(|there| there == name)
    {
        required.push(name.into());
    }
}

pub(super) fn reference(kind: &str, name: &str) -> Value {
    object([("$ref", format!("#/components/{kind}/{name}").into())])
}

pub(super) fn paragraphs(summary: Option<&str>, description: Option<&str>) -> Value {
    summary.into_iter().chain(description).collect::<Vec<_>>().join("\n\n").into()
}

/// Returns an object without the empty entries. In OpenAPI, an empty entry means the same as a missing entry.
pub(super) fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let present = entries.into_iter().filter(|(_, value)| !is_empty(value));
    present.map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Returns an object with one entry, even if the value is empty: an empty schema allows any value.
pub(super) fn entry(key: &str, value: Value) -> Value {
    iter::once((key.to_owned(), value)).collect()
}

pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

pub(super) fn put(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(object) = object {
        object.insert(key.to_owned(), value);
    }
}

// The conversion to JSON fails only for a map with keys that are not strings. The spec has no such map.
pub(super) fn value<T: Serialize + ?Sized>(of: &T) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}
