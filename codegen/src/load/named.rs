//! Names, and where they come from.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize};

/// `x-source`: the public source of something that no page of the platform has.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// Name of the source, such as `official CLI`.
    pub name: Option<String>,
    /// Whether it is sure, which it is not if one source alone says so.
    pub sure: Option<bool>,
}

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
