//! Keys of a schema: the subset of JSON Schema that describes the types of the spec.

use std::borrow::Cow;
use std::fmt;

use indexmap::IndexMap;
use schemars::{JsonSchema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use super::named::Source;

/// A map in the order of the file.
pub type Map<T> = IndexMap<String, T>;

/// A type, in the supported subset of JSON Schema.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct Schema {
    /// A shared schema: `#/components/schemas/NAME`. The keys beside it apply too.
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The type: `string`, `integer`, `number`, `boolean`, `array` or `object`. A list adds `'null'`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The format of a string that contains a time, a number or a secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The name of an enum's value in Rust.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// One or more sentences for callers, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `true` if callers should no longer use it.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The fields of an object by name.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub properties: Map<Schema>,
    /// The names of the required fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
    /// The schema of an array's items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Schema>>,
    /// The schema of a map's values. Beside `properties`, `true` keeps unknown fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_properties: Option<AdditionalProperties>,
    /// The values of an enum, each with `const` and `title`; or a string and an object.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Schema>,
    /// The same as `oneOf`, for enums only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Schema>,
    /// Objects whose fields together make up this object.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Schema>,
    /// An enum without names, which the generator refuses. Write `oneOf`.
    #[serde(rename = "enum", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<Value>>,
    /// A value of an enum.
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    pub constant: Option<Value>,
    /// The value that the platform assumes if the field is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Sample values of the field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Value>,
    /// The smallest allowed value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    /// The largest allowed value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    /// The minimum number of characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// The maximum number of characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// The minimum number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// The maximum number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// Scopes for the field. Without them, it stays empty.
    #[serde(rename = "x-field-scopes", skip_serializing_if = "Vec::is_empty")]
    pub field_scopes: Vec<String>,
    /// Other names of the field on the wire.
    #[serde(rename = "x-aliases", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The name of the field in Rust, if the default name is taken.
    #[serde(rename = "x-rust-name", skip_serializing_if = "Option::is_none")]
    pub rust_name: Option<String>,
    /// `true` for text that people said or wrote. The client never prints it.
    #[serde(rename = "x-sensitive", skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// Its public source, if the platform's pages do not have it.
    #[serde(rename = "x-source", skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// The `type` of a schema: the names of its types, including `null`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind(pub Vec<String>);

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KindVisitor;
        impl<'de> Visitor<'de> for KindVisitor {
            type Value = Kind;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a type or a list of names")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Kind, E> {
                Ok(Kind(vec![name.to_owned()]))
            }

            // In a list of types, a bare `null` is the name of the type.
            fn visit_seq<A: SeqAccess<'de>>(self, mut names: A) -> Result<Kind, A::Error> {
                let mut kind = Vec::new();
                while let Some(name) = names.next_element::<Option<String>>()? {
                    kind.push(name.unwrap_or_else(|| "null".to_owned()));
                }
                Ok(Kind(kind))
            }
        }
        deserializer.deserialize_any(KindVisitor)
    }
}

impl JsonSchema for Kind {
    fn schema_name() -> Cow<'static, str> {
        "Kind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> schemars::Schema {
        json_schema!({
            "description": "The name of a type, or a list of names.",
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": ["string", "null"]}}],
        })
    }
}

impl Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => serializer.serialize_str(one),
            several => several.serialize(serializer),
        }
    }
}

/// The schema of all other properties, or `true` for any.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(untagged)]
pub enum AdditionalProperties {
    /// `true` for any.
    Any(bool),
    /// The schema of each.
    Schema(Box<Schema>),
}

impl<'de> Deserialize<'de> for AdditionalProperties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PropertiesVisitor;
        impl<'de> Visitor<'de> for PropertiesVisitor {
            type Value = AdditionalProperties;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a schema, true or false")
            }

            fn visit_bool<E: de::Error>(self, any: bool) -> Result<AdditionalProperties, E> {
                Ok(AdditionalProperties::Any(any))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<AdditionalProperties, A::Error> {
                let schema = Schema::deserialize(MapAccessDeserializer::new(map))?;
                Ok(AdditionalProperties::Schema(Box::new(schema)))
            }
        }
        deserializer.deserialize_any(PropertiesVisitor)
    }
}
