//! The spec as one plain OpenAPI 3.1 document, with all `x-` shorthands expanded.
//!
//! The shorthands keep the files of `spec/` short, but other tools do not know them. Facts without a key in OpenAPI, such as
//! rate limits and listed errors, stay as `x-` keys, which other tools ignore.
//!
//! This module does not check the spec.

mod parts;

use std::collections::HashSet;
use std::iter;

use heck::ToUpperCamelCase;
use serde_json::Value;

use crate::load::Document;
use crate::load::document::{EventOperation, File, Operation, Resource, Response, Schema, Scope};

use parts::{
    Envelope, Object, binary, external_docs, names, object, parameter, put, reference, refusal, request_body, require,
    response, scope, security, security_scheme, sources, tag, tags, value, with_property, wrapped,
};

/// Name of the shared response for refusals.
const REFUSAL: &str = "Refusal";

/// Returns the bundle: all files of the spec as one OpenAPI 3.1 document.
///
/// The elements have the order of the file names, and elements of the same file keep their order. So the same spec always
/// gives the same text.
pub fn bundle(document: &Document) -> Value {
    Spec { files: document.files.iter().map(|source| &source.file).collect() }.document()
}

/// All files, ordered by name.
struct Spec<'a> {
    files: Vec<&'a File>,
}

impl<'a> Spec<'a> {
    fn document(&self) -> Value {
        let envelope = self.envelope();
        object([
            ("openapi", value(&self.first(|file| file.openapi.as_ref()))),
            ("info", value(&self.first(|file| file.info.as_ref()))),
            ("servers", value(&self.first(|file| file.servers.as_ref()))),
            ("tags", self.files.iter().filter_map(|file| file.resource.as_ref()).map(tag).collect()),
            ("x-scopes", self.scopes(scope)),
            ("paths", self.paths(envelope.as_ref())),
            ("webhooks", self.webhooks()),
            ("components", self.components(envelope)),
        ])
    }

    /// Calls `get` with each file, and returns the first value that `get` finds.
    fn first<T>(&self, get: impl Fn(&'a File) -> Option<T>) -> Option<T> {
        self.files.iter().copied().find_map(get)
    }

    fn scopes(&self, describe: impl Fn(&Scope) -> Value) -> Value {
        let scopes = self.files.iter().flat_map(|file| &file.scopes);
        scopes.map(|(key, scope)| (key.clone(), describe(scope))).collect()
    }

    // Two resources may share a path, so the operations of a path may be in several files. This function combines them.
    fn paths(&self, envelope: Option<&Envelope>) -> Value {
        let mut paths = Object::new();
        for file in &self.files {
            for (path, item) in &file.paths {
                let merged = paths.entry(path).or_insert_with(|| Value::Object(Object::new()));
                for (method, operation) in item.operations() {
                    put(merged, method, self.operation(operation, file.resource.as_ref(), envelope));
                }
            }
        }
        Value::Object(paths)
    }

    fn operation(&self, operation: &Operation, resource: Option<&Resource>, envelope: Option<&Envelope>) -> Value {
        object([
            ("operationId", value(&operation.operation_id)),
            ("tags", tags(resource)),
            ("summary", value(&operation.summary)),
            ("description", value(&operation.description)),
            ("deprecated", value(&operation.deprecated)),
            ("externalDocs", external_docs(operation.external_docs.as_ref())),
            ("x-source", value(&operation.source)),
            ("security", security(&names(&operation.tokens), &names(operation.scopes.as_deref().unwrap_or_default()))),
            (
                "x-sources",
                sources([
                    ("tokens", operation.tokens.as_slice()),
                    ("scopes", operation.scopes.as_deref().unwrap_or_default()),
                ]),
            ),
            ("x-field-scopes", value(&operation.field_scopes)),
            ("x-contradictions", value(&operation.contradictions)),
            ("x-rate-limit", value(&operation.rate_limit)),
            ("x-app-types", value(&operation.app_types)),
            ("x-idempotent", value(&operation.idempotent)),
            ("x-paging", value(&operation.paging)),
            ("x-unwrap", value(&operation.response.as_ref().and_then(|declared| declared.unwrap.as_ref()))),
            ("parameters", operation.parameters.iter().map(parameter).collect()),
            ("requestBody", operation.body.as_ref().map(|body| request_body(value(body))).unwrap_or_default()),
            ("responses", self.responses(operation.response.as_ref(), envelope)),
            ("x-errors", value(&operation.errors)),
        ])
    }

    // `default` already describes the responses with status 4XX, but linters require a separate response for mistakes of
    // callers.
    fn responses(&self, declared: Option<&Response>, envelope: Option<&Envelope>) -> Value {
        let refusal = envelope.map(|_| reference("responses", REFUSAL)).unwrap_or_default();
        object([("200", self.success(declared, envelope)), ("4XX", refusal.clone()), ("default", refusal)])
    }

    fn success(&self, declared: Option<&Response>, envelope: Option<&Envelope>) -> Value {
        if declared.is_some_and(|declared| declared.file) {
            return response("The file.", "application/octet-stream", binary());
        }
        let (data, required) = self.data(declared);
        response("The call succeeded.", "application/json", wrapped(data, required, envelope))
    }

    /// Returns the schema of an operation's data, and whether the data is required.
    fn data(&self, declared: Option<&Response>) -> (Value, bool) {
        let Some(schema) = declared.and_then(|declared| declared.data.as_ref()) else {
            return (object([("type", "object".into())]), false);
        };
        let mut data = value(schema);
        let unwrapped = declared.and_then(|declared| declared.unwrap.as_deref());
        let Some(name) = unwrapped.filter(|name| self.is_required_property(schema, name)) else {
            return (data, self.requires(schema));
        };
        require(&mut data, name);
        (data, true)
    }

    // Callers get the value of the property and not an `Option`, so the property must be present. A list may be absent,
    // because an absent list means an empty list.
    fn is_required_property(&self, data: &Schema, unwrapped: &str) -> bool {
        let found = self.parts(data).find_map(|part| part.properties.get(unwrapped));
        found.is_some_and(|property| !self.is_array(property))
    }

    fn is_array(&self, schema: &Schema) -> bool {
        let mut kinds = self.parts(schema).filter_map(|part| part.kind.as_ref());
        kinds.any(|kind| kind.0.iter().any(|name| name == "array"))
    }

    fn requires(&self, schema: &Schema) -> bool {
        self.parts(schema).any(|part| !part.required.is_empty())
    }

    /// Returns the schema, and all schemas to which its `$ref` and its `allOf` lead. A value must match all these schemas.
    fn parts<'s>(&'s self, schema: &'s Schema) -> impl Iterator<Item = &'s Schema> {
        let (mut waiting, mut followed) = (vec![schema], HashSet::new());
        iter::from_fn(move || {
            let next = waiting.pop()?;
            // Each `$ref` is followed once, so the loop ends even if a `$ref` is circular.
            let reference = next.reference.as_deref().filter(|reference| followed.insert(*reference));
            waiting.extend(next.all_of.iter().chain(reference.and_then(|reference| self.referred(reference))));
            Some(next)
        })
    }

    fn referred(&self, reference: &str) -> Option<&'a Schema> {
        self.schema(reference.strip_prefix("#/components/schemas/")?)
    }

    fn schema(&self, name: &str) -> Option<&'a Schema> {
        self.first(|file| file.components.schemas.get(name))
    }

    fn envelope(&self) -> Option<Envelope> {
        let declared = self.first(|file| file.response_envelope.as_ref())?;
        let mut envelope = Envelope {
            name: self.free_name("ResponseEnvelope"),
            schema: value(&declared.schema),
            data: declared.data.clone(),
            parts: Object::new(),
        };
        // The objects in the envelope are long. They become shared schemas, so that the operations do not repeat them.
        let properties = envelope.schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, property) in properties.into_iter().flatten() {
            if property.get("properties").is_some() {
                let name = self.free_name(&format!("Response{}", name.to_upper_camel_case()));
                let shared = std::mem::replace(property, reference("schemas", &name));
                envelope.parts.insert(name, shared);
            }
        }
        Some(envelope)
    }

    /// Returns `wanted`. If a file already declares a schema with this name, adds `_` to the name until the name is free.
    fn free_name(&self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        while self.schema(&name).is_some() {
            name.push('_');
        }
        name
    }

    fn webhooks(&self) -> Value {
        let mut webhooks = Object::new();
        for file in &self.files {
            for (name, webhook) in &file.webhooks {
                if let Some(post) = &webhook.post {
                    let post = self.event_operation(post, file.resource.as_ref());
                    webhooks.insert(name.clone(), object([("post", post)]));
                }
            }
        }
        Value::Object(webhooks)
    }

    fn event_operation(&self, operation: &EventOperation, resource: Option<&Resource>) -> Value {
        let mut post = object([
            ("operationId", value(&operation.operation_id)),
            ("tags", tags(resource)),
            ("summary", value(&operation.summary)),
            ("description", value(&operation.description)),
            ("deprecated", value(&operation.deprecated)),
            ("externalDocs", external_docs(operation.external_docs.as_ref())),
            ("x-source", value(&operation.source)),
            ("x-scopes", value(&names(operation.scopes.as_deref().unwrap_or_default()))),
            ("x-sources", sources([("scopes", operation.scopes.as_deref().unwrap_or_default())])),
            ("x-contradictions", value(&operation.contradictions)),
            ("x-subscription", value(&operation.subscription)),
            ("x-app-types", value(&operation.app_types)),
            ("requestBody", request_body(self.event(operation.event.as_ref()))),
            ("responses", object([("200", object([("description", "The event was taken.".into())]))])),
        ]);
        // The empty list means that the platform sends an event without a token. Linters report a missing `security` key.
        put(&mut post, "security", Value::Array(Vec::new()));
        post
    }

    fn event(&self, event: Option<&Schema>) -> Value {
        let body = event.map_or_else(|| object([("type", "object".into())]), value);
        let Some(envelope) = self.first(|file| file.event_envelope.as_ref()) else {
            return body;
        };
        let Some(name) = &envelope.event else {
            return body;
        };
        let required = event.is_some_and(|event| self.requires(event));
        with_property(value(&envelope.schema), name, body, required)
    }

    fn components(&self, envelope: Option<Envelope>) -> Value {
        let refusal = envelope.as_ref().map(refusal).unwrap_or_default();
        object([
            ("securitySchemes", self.security_schemes()),
            ("parameters", self.parameters()),
            ("responses", object([(REFUSAL, refusal)])),
            ("schemas", self.schemas(envelope)),
        ])
    }

    fn security_schemes(&self) -> Value {
        let described = self.scopes(|scope| value(scope.summary.as_deref().unwrap_or_default()));
        let token_types = self.files.iter().flat_map(|file| &file.token_types);
        token_types.map(|(key, token)| (key.clone(), security_scheme(token, &described))).collect()
    }

    fn parameters(&self) -> Value {
        let parameters = self.files.iter().flat_map(|file| &file.components.parameters);
        parameters.map(|(key, shared)| (key.clone(), parameter(shared))).collect()
    }

    fn schemas(&self, envelope: Option<Envelope>) -> Value {
        let declared = self.files.iter().flat_map(|file| &file.components.schemas);
        let mut schemas: Object = declared.map(|(name, schema)| (name.clone(), value(schema))).collect();
        if let Some(envelope) = envelope {
            schemas.insert(envelope.name, envelope.schema);
            schemas.extend(envelope.parts);
        }
        Value::Object(schemas)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::load::load;

    const ENVELOPE: &str = "
x-response-envelope:
  data: data
  schema:
    type: object
    required: [code]
    properties:
      code: {type: integer}
      error: {type: object, properties: {log_id: {type: string}}}
";

    const SCHEMAS: &str = "
components:
  schemas:
    Room: {type: object, required: [id], properties: {id: {type: string}}}
    Rooms: {type: array, items: {$ref: '#/components/schemas/Room'}}
    Empty: {type: object}
    Circle: {allOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Circle'}]}
    Found: {type: object, properties: {room: {$ref: '#/components/schemas/Room'}}}
";

    fn bundled(texts: &[&str]) -> Value {
        let named = texts.iter().enumerate().map(|(index, text)| (format!("{index}.yaml"), (*text).to_owned()));
        bundle(&load(&named.collect()).unwrap())
    }

    fn at<'v>(value: &'v Value, pointer: &str) -> &'v Value {
        value.pointer(pointer).unwrap_or(&Value::Null)
    }

    /// Returns the schema of the response of an operation.
    fn response(response: &str) -> Value {
        let paths = format!("paths: {{/rooms: {{get: {response}}}}}");
        let document = bundled(&[ENVELOPE, SCHEMAS, &paths]);
        at(&document, "/paths/~1rooms/get/responses/200/content/application~1json/schema").clone()
    }

    #[test]
    fn an_empty_spec_gives_an_empty_document() {
        assert_eq!(bundled(&[]), json!({}));
        assert_eq!(bundled(&[""]), json!({}));
    }

    #[test]
    fn data_is_put_into_the_envelope() {
        assert_eq!(
            response("{x-response: {data: {type: object, properties: {id: {type: string}}}}}"),
            json!({
                "type": "object",
                "required": ["code"],
                "properties": {
                    "code": {"type": "integer"},
                    "error": {"$ref": "#/components/schemas/ResponseError"},
                    "data": {"type": "object", "properties": {"id": {"type": "string"}}},
                },
            })
        );
    }

    #[test]
    fn an_operation_without_response_has_data_without_properties() {
        let schema = response("{}");
        assert_eq!(at(&schema, "/properties/data"), &json!({"type": "object"}));
        assert_eq!(at(&schema, "/required"), &json!(["code"]));
    }

    #[test]
    fn refusals_share_one_response() {
        let document = bundled(&[ENVELOPE, "paths: {/rooms: {get: {}}}"]);
        let refusal = json!({"$ref": "#/components/responses/Refusal"});
        assert_eq!(at(&document, "/paths/~1rooms/get/responses/default"), &refusal);
        assert_eq!(
            at(&document, "/components/responses/Refusal/content/application~1json/schema"),
            &json!({"$ref": "#/components/schemas/ResponseEnvelope"})
        );
        let error = json!({"type": "object", "properties": {"log_id": {"type": "string"}}});
        assert_eq!(at(&document, "/components/schemas/ResponseError"), &error);
    }

    #[test]
    fn a_declared_schema_keeps_its_name() {
        let document = bundled(&[ENVELOPE, "components: {schemas: {ResponseError: {type: string}}}"]);
        assert_eq!(at(&document, "/components/schemas/ResponseError"), &json!({"type": "string"}));
        assert_eq!(
            at(&document, "/components/schemas/ResponseEnvelope/properties/error"),
            &json!({"$ref": "#/components/schemas/ResponseError_"})
        );
    }

    #[test]
    fn data_with_a_required_property_is_required() {
        let required = |text: &str| at(&response(&format!("{{x-response: {{data: {text}}}}}")), "/required").clone();
        let (may, must) = (json!(["code"]), json!(["code", "data"]));
        assert_eq!(required("{$ref: '#/components/schemas/Empty'}"), may);
        assert_eq!(required("{$ref: '#/components/schemas/Circle'}"), may);
        assert_eq!(required("{$ref: '#/components/schemas/Nowhere'}"), may);
        assert_eq!(required("{type: object, required: [id], properties: {id: {type: string}}}"), must);
        assert_eq!(required("{$ref: '#/components/schemas/Room'}"), must);
        assert_eq!(required("{allOf: [{$ref: '#/components/schemas/Room'}]}"), must);
    }

    #[test]
    fn an_unwrapped_property_is_required_unless_it_is_a_list() {
        let unwrapped = |data: &str| {
            let schema = response(&format!("{{x-response: {{unwrap: room, data: {data}}}}}"));
            (at(&schema, "/required").clone(), at(&schema, "/properties/data/required").clone())
        };
        let must = (json!(["code", "data"]), json!(["room"]));
        let may = (json!(["code"]), Value::Null);
        assert_eq!(unwrapped("{type: object, properties: {room: {$ref: '#/components/schemas/Room'}}}"), must);
        assert_eq!(unwrapped("{type: object, required: [room], properties: {room: {type: string}}}"), must);
        assert_eq!(unwrapped("{$ref: '#/components/schemas/Found'}"), must);
        assert_eq!(unwrapped("{type: object, properties: {room: {type: array, items: {type: string}}}}"), may);
        assert_eq!(unwrapped("{type: object, properties: {room: {$ref: '#/components/schemas/Rooms'}}}"), may);
        assert_eq!(unwrapped("{type: object, properties: {other: {type: string}}}"), may);
    }

    #[test]
    fn a_file_has_no_envelope() {
        let document = bundled(&[ENVELOPE, "paths: {/export: {get: {x-response: {file: true}}}}"]);
        assert_eq!(
            at(&document, "/paths/~1export/get/responses/200/content"),
            &json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}})
        );
    }

    #[test]
    fn an_empty_schema_stays() {
        let document =
            bundled(&["paths: {/rooms: {get: {x-body: {}, parameters: [{name: id, in: query, schema: {}}]}}}"]);
        assert_eq!(at(&document, "/paths/~1rooms/get/requestBody/content/application~1json"), &json!({"schema": {}}));
        assert_eq!(at(&document, "/paths/~1rooms/get/parameters/0/schema"), &json!({}));
    }

    #[test]
    fn each_token_with_each_scope_is_an_alternative() {
        let document =
            bundled(&["paths: {/rooms: {get: {x-tokens: [tenant, user], x-scopes: ['vc:room', 'vc:read']}}}"]);
        assert_eq!(
            at(&document, "/paths/~1rooms/get/security"),
            &json!([{"tenant": ["vc:room"]}, {"tenant": ["vc:read"]}, {"user": ["vc:room"]}, {"user": ["vc:read"]}])
        );
    }

    #[test]
    fn a_token_suffices_without_scopes() {
        let document = bundled(&["paths: {/rooms: {get: {x-tokens: [tenant]}}}"]);
        assert_eq!(at(&document, "/paths/~1rooms/get/security"), &json!([{"tenant": []}]));
    }

    #[test]
    fn flows_list_the_scopes_of_all_files() {
        let document = bundled(&[
            "
x-token-types:
  user:
    summary: A user.
    description: Logged in.
    scheme: {type: oauth2, flows: {authorizationCode: {tokenUrl: /token}}}
",
            "x-scopes: {'vc:room': {summary: Rooms., console-name: Manage rooms}}",
        ]);
        assert_eq!(
            at(&document, "/components/securitySchemes/user"),
            &json!({
                "type": "oauth2",
                "flows": {"authorizationCode": {"tokenUrl": "/token", "scopes": {"vc:room": "Rooms."}}},
                "description": "A user.\n\nLogged in.",
            })
        );
        assert_eq!(at(&document, "/x-scopes/vc:room/console-name"), &json!("Manage rooms"));
    }

    #[test]
    fn events_are_put_into_their_envelope() {
        let document = bundled(&[
            "x-event-envelope: {event: event, schema: {type: object, properties: {schema: {type: string}}}}",
            "webhooks: {started: {post: {operationId: event.started, x-event: {type: object}}}}",
        ]);
        assert_eq!(
            at(&document, "/webhooks/started/post/requestBody/content/application~1json/schema"),
            &json!({"type": "object", "properties": {"schema": {"type": "string"}, "event": {"type": "object"}}})
        );
    }
}
