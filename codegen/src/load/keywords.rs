//! Unsupported keywords of OpenAPI and JSON Schema, and the keys to use instead.

/// Kind of object that contains a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    File,
    Components,
    Path,
    Operation,
    Webhook,
    Event,
    Parameter,
    Response,
    Schema,
    Other,
}

/// Returns the kind of object that has these known keys.
pub(super) fn owner(known: &[&str]) -> Owner {
    let has = |key| known.contains(&key);
    match () {
        () if has("paths") => Owner::File,
        () if has("schemas") => Owner::Components,
        () if has("get") => Owner::Path,
        () if has("x-response") => Owner::Operation,
        () if has("x-event") => Owner::Event,
        () if has("additionalProperties") => Owner::Schema,
        () if has("unwrap") => Owner::Response,
        () if has("in") => Owner::Parameter,
        () if known == ["post"] => Owner::Webhook,
        () => Owner::Other,
    }
}

impl Owner {
    /// Returns the name that messages use for the object.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::File => "a file",
            Self::Components => "the components",
            Self::Path => "a path",
            Self::Operation => "an operation",
            Self::Webhook | Self::Event => "an event",
            Self::Parameter => "a parameter",
            Self::Response => "a response",
            Self::Schema => "a schema",
            Self::Other => "this object",
        }
    }

    /// Returns the help for a keyword that is valid in OpenAPI or JSON Schema, but not supported here.
    pub(super) fn unsupported(self, key: &str) -> Option<&'static str> {
        match self {
            Self::File => in_file(key),
            Self::Components => in_components(key),
            Self::Path => in_path(key),
            Self::Operation => in_operation(key),
            Self::Webhook => in_webhook(key),
            Self::Event => in_event(key),
            Self::Parameter => in_parameter(key),
            Self::Response => in_response(key),
            Self::Schema => in_schema(key),
            Self::Other => None,
        }
    }
}

fn in_file(key: &str) -> Option<&'static str> {
    Some(match key {
        "security" => "write `x-tokens` and `x-scopes` at each operation",
        "tags" => "the `x-resource` of a file groups its operations; leave it out",
        "externalDocs" => "write it at each operation",
        "jsonSchemaDialect" | "$schema" | "$self" => "the dialect is always that of OpenAPI 3.1; leave it out",
        "swagger" => "write `openapi: 3.1.0`",
        "definitions" => "write the schemas under `components.schemas`",
        "securityDefinitions" => "name the tokens by `x-token-types`",
        "host" | "basePath" | "schemes" => "write `servers`",
        _ => return None,
    })
}

fn in_components(key: &str) -> Option<&'static str> {
    Some(match key {
        "securitySchemes" => "name the tokens by `x-token-types`",
        "responses" => "share the schema of a response in `schemas`, and refer to it from `x-response`",
        "requestBodies" => "share the schema of a body in `schemas`, and refer to it from `x-body`",
        "examples" => "write `examples` at the schema",
        "pathItems" => "write the operations under `paths`",
        "callbacks" => "describe the requests of the platform under `webhooks`",
        "headers" => "the client sets the headers; leave it out",
        "links" => "describe them in the `description` of the operation",
        "mediaTypes" => "bodies are JSON; leave it out",
        _ => return None,
    })
}

fn in_path(key: &str) -> Option<&'static str> {
    Some(match key {
        "head" | "options" | "trace" | "query" | "additionalOperations" => {
            "the client supports no such method; leave it out"
        }
        "parameters" | "summary" | "description" => "write it at each operation",
        "servers" => "write `servers` once, at the top level of a file",
        "$ref" => "write the operations here",
        _ => return None,
    })
}

fn in_operation(key: &str) -> Option<&'static str> {
    Some(match key {
        "requestBody" => "write the schema of the JSON body as `x-body`",
        "responses" => "write `x-response`, and `x-errors` for the refusals",
        "security" => "write `x-tokens` and `x-scopes`",
        "servers" => "write `servers` once, at the top level of a file",
        "tags" => "an operation belongs to the `x-resource` of its file; leave it out",
        "callbacks" => "describe the requests of the platform under `webhooks`",
        "consumes" | "produces" => "bodies are JSON; leave it out",
        _ => return None,
    })
}

fn in_webhook(key: &str) -> Option<&'static str> {
    Some(match key {
        "get" | "put" | "delete" | "patch" | "head" | "options" | "trace" => {
            "the platform sends events by `POST`; write `post`"
        }
        "summary" | "description" | "parameters" | "servers" | "$ref" => "write it under `post`",
        _ => return None,
    })
}

fn in_event(key: &str) -> Option<&'static str> {
    Some(match key {
        "requestBody" | "x-body" => "write `x-event`",
        "responses" | "x-response" => "the receiver only acknowledges an event; leave it out",
        "security" | "x-tokens" => "write `x-scopes`",
        "parameters" => "an event has only a body: write `x-event`",
        "tags" => "an event belongs to the `x-resource` of its file; leave it out",
        "servers" | "callbacks" => "the platform sends the events; leave it out",
        _ => return None,
    })
}

fn in_parameter(key: &str) -> Option<&'static str> {
    Some(match key {
        "example" | "examples" => "write `examples: [value]` in the parameter's `schema`",
        "style" | "explode" | "allowReserved" | "allowEmptyValue" | "collectionFormat" => {
            "parameters always have OpenAPI's default form; leave it out"
        }
        "content" => "write `schema`",
        "type" | "format" | "items" | "default" | "enum" | "oneOf" | "anyOf" | "allOf" | "minimum" | "maximum"
        | "minLength" | "maxLength" | "minItems" | "maxItems" | "const" | "title" | "pattern" => {
            "move it into the parameter's `schema`"
        }
        _ => return None,
    })
}

fn in_response(key: &str) -> Option<&'static str> {
    Some(match key {
        "content" | "schema" => "write it as `data`",
        "type" | "$ref" | "properties" | "required" | "items" | "allOf" | "oneOf" => {
            "move it into the schema under `data`"
        }
        "description" | "summary" => "write it at the operation, or at the schema of `data`",
        "headers" | "links" => "describe them in the `description` of the operation",
        _ => return None,
    })
}

fn in_schema(key: &str) -> Option<&'static str> {
    Some(match key {
        "nullable" => "write `type: [string, 'null']`",
        "example" => "write `examples: [value]`",
        "not" | "if" | "then" | "else" | "dependentSchemas" | "dependentRequired" | "dependencies" | "contains"
        | "minContains" | "maxContains" | "uniqueItems" | "pattern" | "multipleOf" | "minProperties"
        | "maxProperties" | "propertyNames" => "no Rust type can express it; describe it in the `description`",
        "exclusiveMinimum" => "write `minimum` with the smallest allowed value",
        "exclusiveMaximum" => "write `maximum` with the largest allowed value",
        "patternProperties" => "write `additionalProperties`, and describe the keys in the `description`",
        "prefixItems" | "additionalItems" | "unevaluatedItems" => "write one schema for all items as `items`",
        "unevaluatedProperties" => "the client always accepts unknown properties; leave it out",
        "discriminator" => "write one object with all fields, and describe their combinations in the `description`",
        "readOnly" => "write one schema for the request, and a second schema with the field for the response",
        "writeOnly" => "write one schema for the response, and a second schema with the field for the request",
        "xml" => "bodies are JSON; leave it out",
        "externalDocs" => "write it at the operation, or put the link into the `description`",
        "$defs" | "definitions" => "write the schema under `components.schemas`, and refer to it by `$ref`",
        "$anchor" | "$id" | "id" | "$dynamicAnchor" | "$recursiveAnchor" | "$vocabulary" => {
            "references use the names under `components.schemas`; leave it out"
        }
        "$dynamicRef" | "$recursiveRef" => "write `$ref`",
        "$schema" => "the dialect is always that of OpenAPI 3.1; leave it out",
        "$comment" => "write a YAML comment: `# ...`",
        "contentEncoding" | "contentMediaType" | "contentSchema" => "describe it in the `description`",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_determine_the_kind_of_object() {
        assert_eq!(owner(&["post"]), Owner::Webhook);
        assert_eq!(owner(&["get", "post"]), Owner::Path);
        assert_eq!(owner(&["name"]), Owner::Other);
        assert_eq!(Owner::Other.unsupported("nullable"), None);
    }
}
