//! Deserializes typed structs from a [`Value`].
//!
//! The deserializer of serde_yaml would accept an empty value as an empty mapping or as an absent value, and would report
//! errors as text. This module does not treat an empty value specially, and returns errors as data.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserializer, Expected, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::yaml::Value;

/// YAML value. `item` tells whether the value is an item of a list.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    value: &'a Value,
    item: bool,
}

impl<'a> Node<'a> {
    pub(super) fn new(value: &'a Value) -> Self {
        Self { value, item: false }
    }

    fn item(value: &'a Value) -> Self {
        Self { value, item: true }
    }
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Number(number) => {
                if let Some(number) = number.as_u64() {
                    visitor.visit_u64(number)
                } else if let Some(number) = number.as_i64() {
                    visitor.visit_i64(number)
                } else {
                    visitor.visit_f64(number.as_f64().unwrap_or_default())
                }
            }
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Sequence(items) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(Node::item))),
            Value::Mapping(mapping) => {
                let entries = mapping.iter().map(|(key, value)| (Node::new(key), Node::new(value)));
                visitor.visit_map(MapDeserializer::new(entries))
            }
            Value::Tagged(tagged) => Node { value: &tagged.value, ..self }.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        // An empty value of a key differs from a missing key: the empty value is `null` if the key allows any value, and a
        // mistake otherwise. Only an empty item of a list becomes `None`.
        if self.item && self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        // Without this check, serde would also read the fields of a struct from the items of a list.
        if self.value.is_mapping() { self.deserialize_any(visitor) } else { Err(Problem::Type("a map".to_owned())) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Problem> for Node<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Error in a value.
#[derive(Debug)]
pub(super) enum Problem {
    /// Unknown key. The slice lists the known keys.
    Key(&'static [&'static str]),
    /// Value of a wrong type. The text is serde's name of the expected type.
    Type(String),
    /// Any other error.
    Other(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(_) => f.write_str("unknown key"),
            Self::Type(expected) => write!(f, "expected {expected}"),
            Self::Other(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Other(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Type(expected.to_string())
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Type(expected.to_string())
    }

    fn unknown_field(_: &str, known: &'static [&'static str]) -> Self {
        Self::Key(known)
    }
}
