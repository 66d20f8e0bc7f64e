//! Values of the spec that may be written in more than one form.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize};

use super::document::{Schema, Source};

/// A name in a list, which may say where it comes from: `NAME` or `{name: NAME, x-source: …}`.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Public source, where no page of the platform has the name in this list.
    pub source: Option<Source>,
}

/// What [`Named`] is read from.
pub(super) const A_NAME: &str = "a name or an object with `name` and `x-source`";

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NamedVisitor;
        impl<'de> Visitor<'de> for NamedVisitor {
            type Value = Named;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(A_NAME)
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Named, E> {
                Ok(Named { name: name.to_owned(), source: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Named, A::Error> {
                #[derive(Default, Deserialize)]
                #[serde(deny_unknown_fields, default)]
                struct Object {
                    name: String,
                    #[serde(rename = "x-source")]
                    source: Option<Source>,
                }
                let Object { name, source } = Object::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Named { name, source })
            }
        }
        deserializer.deserialize_any(NamedVisitor)
    }
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
