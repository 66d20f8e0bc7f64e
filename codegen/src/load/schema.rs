//! The subset of JSON Schema in which the spec describes types: every key of a schema.

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

/// A type, in the subset of JSON Schema that has a Rust type.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct Schema {
    /// A shared schema: `#/components/schemas/NAME`. The keys beside it hold as well.
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The type: `string`, `integer`, `number`, `boolean`, `array` or `object`. A list adds `'null'` to it.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The form of a text that carries something else: a time, a number or a secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The name of an enum's value in Rust.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// One or more sentences for callers, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `true` if callers should not use it any more.
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
    /// The values of an enum, each with `const` and `title`; or a text and an object.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Schema>,
    /// The same as `oneOf`, for enums only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Schema>,
    /// Objects that make up this one. Their fields stand side by side.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Schema>,
    /// An enum without names, which the generator refuses. Write `oneOf`.
    #[serde(rename = "enum", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<Value>>,
    /// A value of an enum.
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    pub constant: Option<Value>,
    /// The value that the platform assumes if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Values that the field may have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Value>,
    /// The least value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    /// The greatest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    /// The least number of characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// The least number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// The greatest number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// Scopes without which the field stays empty.
    #[serde(rename = "x-field-scopes", skip_serializing_if = "Vec::is_empty")]
    pub field_scopes: Vec<String>,
    /// Other names of the field on the wire.
    #[serde(rename = "x-aliases", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The name of the field in Rust, where the usual one is taken.
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

/// The `type` of a schema: the types that it names, `null` among them.
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

            // A bare `null` in a list of types is read as the name it is meant to be.
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

/// The schema of all further properties, or `true` for any.
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
