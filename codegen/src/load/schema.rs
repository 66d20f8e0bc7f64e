//! The subset of JSON Schema in which the spec describes types: every key of a schema.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use super::named::Source;

/// A map in the order of the file.
pub type Map<T> = IndexMap<String, T>;

/// The subset of JSON Schema that has a Rust type.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct Schema {
    /// `#/components/schemas/NAME`; what stands beside it holds as well.
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// One type, or a type and `null`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// How the type travels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The name of an enum's value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What a caller must know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it should not be used any more.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The fields of an object.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub properties: Map<Schema>,
    /// The fields that must be there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
    /// What an array holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Schema>>,
    /// What the values of a map are; beside `properties`, `true` keeps unknown fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_properties: Option<AdditionalProperties>,
    /// The values of an enum, or a text and an object.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Schema>,
    /// Refused unless it is an enum; use `oneOf`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Schema>,
    /// Objects whose fields are put together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Schema>,
    /// An enum's values without names: refused.
    #[serde(rename = "enum", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<Value>>,
    /// A value of an enum.
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    pub constant: Option<Value>,
    /// What holds when nothing is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// How it may look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Value>,
    /// Least value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    /// Greatest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    /// Least number of characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// Greatest number of characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// Least number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// Greatest number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// Scopes without which the field stays empty.
    #[serde(rename = "x-field-scopes", skip_serializing_if = "Vec::is_empty")]
    pub field_scopes: Vec<String>,
    /// Other names of the field on the wire.
    #[serde(rename = "x-aliases", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Name of the field in Rust, where the one made from its name is taken.
    #[serde(rename = "x-rust-name", skip_serializing_if = "Option::is_none")]
    pub rust_name: Option<String>,
    /// Whether it is a text that people said or wrote.
    #[serde(rename = "x-sensitive", skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// Public source, where the platform's pages do not have it.
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

impl Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => serializer.serialize_str(one),
            several => several.serialize(serializer),
        }
    }
}

/// `additionalProperties`: a schema for all further properties, or whether there may be any.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum AdditionalProperties {
    /// Whether there may be any.
    Any(bool),
    /// What they are.
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
