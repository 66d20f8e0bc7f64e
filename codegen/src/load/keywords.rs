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

/// Returns the kind of an object. `known` has all keys that this kind of object may have.
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
    /// Returns the words that messages use for this kind of object, such as `a schema`.
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
        "tags" => "leave out `tags`; the `x-resource` of the file groups the operations",
        "externalDocs" => "write the key at each operation",
        "jsonSchemaDialect" | "$schema" | "$self" => "leave out the dialect, which is always that of OpenAPI 3.1",
        "swagger" => "write `openapi: 3.1.0`",
        "definitions" => "write the schemas under `components.schemas`",
        "securityDefinitions" => "declare the kinds of token under `x-token-types`",
        "host" | "basePath" | "schemes" => "write `servers`",
        _ => return None,
    })
}

fn in_components(key: &str) -> Option<&'static str> {
    Some(match key {
        "securitySchemes" => "declare the kinds of token under `x-token-types`",
        "responses" => "write the schema of a response under `components.schemas`, and refer to it from `x-response`",
        "requestBodies" => "write the schema of a body under `components.schemas`, and refer to it from `x-body`",
        "examples" => "write `examples` at the schema",
        "pathItems" => "write the operations under `paths`",
        "callbacks" => "under `webhooks`, describe the platform's requests to the app",
        "headers" => "leave out `headers`; the client sets the headers",
        "links" => "use the `description` of the operation to describe the links",
        "mediaTypes" => "all bodies are JSON; leave this key out",
        _ => return None,
    })
}

fn in_path(key: &str) -> Option<&'static str> {
    Some(match key {
        "head" | "options" | "trace" | "query" | "additionalOperations" => {
            "the client supports only `get`, `put`, `post`, `delete` and `patch`; leave out this key"
        }
        "parameters" | "summary" | "description" => "write the key at each operation",
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
        "tags" => "leave out `tags`: an operation belongs to the `x-resource` of its file",
        "callbacks" => "describe the requests of the platform under `webhooks`",
        "consumes" | "produces" => "all bodies are JSON; leave this key out",
        _ => return None,
    })
}

fn in_webhook(key: &str) -> Option<&'static str> {
    Some(match key {
        "get" | "put" | "delete" | "patch" | "head" | "options" | "trace" => {
            "the platform sends events by `POST`; write `post`"
        }
        "summary" | "description" | "parameters" | "servers" | "$ref" => "write the key under `post`",
        _ => return None,
    })
}

fn in_event(key: &str) -> Option<&'static str> {
    Some(match key {
        "requestBody" | "x-body" => "write `x-event`",
        "responses" | "x-response" => "leave out this key: an event has no response, only an acknowledgement",
        "security" | "x-tokens" => "write `x-scopes`",
        "parameters" => "an event has only a body: write `x-event`",
        "tags" => "leave out `tags`: an event belongs to the `x-resource` of its file",
        "servers" | "callbacks" => "leave out this key: the platform sends the events, not the client",
        _ => return None,
    })
}

fn in_parameter(key: &str) -> Option<&'static str> {
    Some(match key {
        "example" | "examples" => "write `examples: [value]` in the parameter's `schema`",
        "style" | "explode" | "allowReserved" | "allowEmptyValue" | "collectionFormat" => {
            "parameters always have OpenAPI's default form; leave out this key"
        }
        "content" => "write `schema`",
        "type" | "format" | "items" | "default" | "enum" | "oneOf" | "anyOf" | "allOf" | "minimum" | "maximum"
        | "minLength" | "maxLength" | "minItems" | "maxItems" | "const" | "title" | "pattern" => {
            "move the key into the parameter's `schema`"
        }
        _ => return None,
    })
}

fn in_response(key: &str) -> Option<&'static str> {
    Some(match key {
        "content" | "schema" => "write the schema as `data`",
        "type" | "$ref" | "properties" | "required" | "items" | "allOf" | "oneOf" => {
            "move the key into the schema under `data`"
        }
        "description" | "summary" => "write the text at the operation, or at the schema of `data`",
        "headers" | "links" => "use the `description` of the operation to describe the headers or links",
        _ => return None,
    })
}

fn in_schema(key: &str) -> Option<&'static str> {
    Some(match key {
        "nullable" => "write `type: [string, 'null']`",
        "example" => "write `examples: [value]`",
        "not" | "if" | "then" | "else" | "dependentSchemas" | "dependentRequired" | "dependencies" | "contains"
        | "minContains" | "maxContains" | "uniqueItems" | "pattern" | "multipleOf" | "minProperties"
        | "maxProperties" | "propertyNames" => "describe the rule in the `description`; no Rust type can state it",
        "exclusiveMinimum" => "write `minimum` with the smallest allowed value",
        "exclusiveMaximum" => "write `maximum` with the largest allowed value",
        "patternProperties" => "write `additionalProperties`, and describe the keys in the `description`",
        "prefixItems" | "additionalItems" | "unevaluatedItems" => "write one schema for all items as `items`",
        "unevaluatedProperties" => "the client always accepts unknown properties; leave out this key",
        "discriminator" => "write one object with all fields, and describe their combinations in the `description`",
        "readOnly" => "write two schemas: only the schema for the response has this property",
        "writeOnly" => "write two schemas: only the schema for the request has this property",
        "xml" => "all bodies are JSON; leave this key out",
        "externalDocs" => "write `externalDocs` at the operation, or put the link into the `description`",
        "$defs" | "definitions" => "write the schema under `components.schemas`, and refer to it by `$ref`",
        "$anchor" | "$id" | "id" | "$dynamicAnchor" | "$recursiveAnchor" | "$vocabulary" => {
            "references use the names under `components.schemas`; leave out this key"
        }
        "$dynamicRef" | "$recursiveRef" => "write `$ref`",
        "$schema" => "leave out the dialect, which is always that of OpenAPI 3.1",
        "$comment" => "write a YAML comment: `# ...`",
        "contentEncoding" | "contentMediaType" | "contentSchema" => "describe the content in the `description`",
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
