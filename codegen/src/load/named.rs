//! Names in lists of the spec, with the public sources of these names.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize};

/// A public source of an element that is on no page of the platform.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// The name of the source, such as `official CLI`.
    pub name: Option<String>,
    /// `true` if a second public source confirms the element. `false` if this source is the only one.
    pub sure: Option<bool>,
}

/// A name in a list, with an optional source: `NAME` or `{name: NAME, x-source: …}`.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// The name of a scope or of a kind of token.
    pub name: String,
    /// The public source of the name, if the same list on the platform's page does not contain the name.
    pub source: Option<Source>,
}

/// A name in a list, with the public source of the name.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct NameAndSource {
    /// The name of a scope or of a kind of token.
    name: String,
    /// The public source of the name, if the same list on the platform's page does not contain the name.
    #[serde(rename = "x-source")]
    source: Option<Source>,
}

/// Words of an error message for the two forms of [`Named`].
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
                let NameAndSource { name, source } = NameAndSource::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Named { name, source })
            }
        }
        deserializer.deserialize_any(NamedVisitor)
    }
}

impl JsonSchema for Named {
    fn schema_name() -> Cow<'static, str> {
        "Named".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A name, or an object with the name and its source.",
            "anyOf": [{"type": "string"}, generator.subschema_for::<NameAndSource>()],
        })
    }
}
