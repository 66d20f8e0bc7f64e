//! Keys of a schema: the subset of JSON Schema that describes the types of the spec.

use std::borrow::Cow;
use std::fmt;

use indexmap::IndexMap;
use schemars::{JsonSchema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use super::named::Source;

/// A map whose entries keep the order of the file.
pub type Map<T> = IndexMap<String, T>;

/// A type, in the supported subset of JSON Schema.
#[derive(Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct Schema {
    /// A reference to a shared schema: `#/components/schemas/NAME`. Keys beside `$ref` apply, but cannot change the type.
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The type: `string`, `integer`, `number`, `boolean`, `array` or `object`. To allow null, write `[TYPE, 'null']`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The format of a string that contains a time, a number or a secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The Rust name of one value of an enum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// One or more sentences for callers, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `true` if callers should no longer use this type, field or value.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The fields of an object, by name.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub properties: Map<Schema>,
    /// The names of the required fields of an object.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
    /// The schema of the items of an array.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Schema>>,
    /// The schema of the values of a map, or `true` to keep the unknown fields of an object with `properties`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_properties: Option<AdditionalProperties>,
    /// Either the values of an enum, each with `const` and `title`, or two alternatives: a string and an object.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Schema>,
    /// The values of an enum, each with `const` and `title`. For an enum, `anyOf` means the same as `oneOf`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Schema>,
    /// The objects whose fields this object combines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Schema>,
    /// The values of an enum without names. The generator refuses this key; write `oneOf` instead.
    #[serde(rename = "enum", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<Value>>,
    /// One value of an enum, within `oneOf`.
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    pub constant: Option<Value>,
    /// The value that the platform assumes if the field is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Examples of the value.
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
    /// The scopes for the field. The field stays empty if the app has none of these scopes.
    #[serde(rename = "x-field-scopes", skip_serializing_if = "Vec::is_empty")]
    pub field_scopes: Vec<String>,
    /// Other names on the wire under which the client also reads the field.
    #[serde(rename = "x-aliases", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The name of the field in Rust, if the default name is already in use.
    #[serde(rename = "x-rust-name", skip_serializing_if = "Option::is_none")]
    pub rust_name: Option<String>,
    /// `true` for text that people said or wrote. The client never prints such text.
    #[serde(rename = "x-sensitive", skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// The public source of the type, field or value, if the platform's pages do not mention it.
    #[serde(rename = "x-source", skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// The value of `type` in a schema: one or more names of types. `null` is also such a name.
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

            // The YAML parser reads the `null` in `type: [string, null]` as an empty value. In a list of types, an empty
            // value means the type `null`.
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

/// The schema of all properties that `properties` does not name, or `true` to allow any such property.
#[derive(Debug, JsonSchema, Serialize)]
#[serde(untagged)]
pub enum AdditionalProperties {
    /// `true` to allow any other property.
    Any(bool),
    /// The schema of every property that `properties` does not name.
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
