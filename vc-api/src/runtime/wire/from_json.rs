//! Values that can be decoded from JSON, and the results of their decoding.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::de::StrRead;

use crate::runtime::wire::reading::{Misread, Pass, Reading, wrong_kind};
use crate::runtime::wire::skipped::{JsonKind, SkippedValues};

/// Value that can be decoded from JSON.
#[doc(hidden)]
pub trait FromJson: Sized {
    /// Name of the expected JSON type with an article, such as `an object`.
    const EXPECTED: &'static str;

    /// Decodes the value.
    fn read<'de, D: Deserializer<'de>>(deserializer: D, reading: &mut Reading) -> Result<Found<Self>, D::Error>;
}

/// Result of the decoding of a value.
#[doc(hidden)]
#[derive(Debug)]
pub enum Found<T> {
    /// Decoded value.
    Value(T),
    /// `null`, or a value with the same meaning, such as an empty string instead of a number.
    Absent,
    /// Value of a wrong type.
    Odd(JsonKind),
}

impl<T> Found<T> {
    /// Converts the value with a function.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Found<U> {
        match self {
            Self::Value(value) => Found::Value(make(value)),
            Self::Absent => Found::Absent,
            Self::Odd(kind) => Found::Odd(kind),
        }
    }
}

impl<T: FromJson> Found<T> {
    /// Returns the value, if there is a value. Fails for a value of a wrong type.
    pub(crate) fn or_fail<E: Error>(self) -> Result<Option<T>, E> {
        match self {
            Self::Value(value) => Ok(Some(value)),
            Self::Absent => Ok(None),
            Self::Odd(kind) => Err(wrong_kind(T::EXPECTED, kind)),
        }
    }

    /// Returns the value, if there is a value. Leaves out a value of a wrong type.
    pub(crate) fn or_skip<E: Error>(self, reading: &mut Reading) -> Result<Option<T>, E> {
        match self {
            Self::Value(value) => Ok(Some(value)),
            Self::Absent => Ok(None),
            Self::Odd(kind) => reading.skip(T::EXPECTED, kind).map(|()| None),
        }
    }
}

/// Serde seed that decodes a value inside a list or an object.
pub(crate) struct Seed<'r, T>(&'r mut Reading, PhantomData<T>);

impl<'r, T> Seed<'r, T> {
    pub(crate) fn new(reading: &'r mut Reading) -> Self {
        Self(reading, PhantomData)
    }
}

impl<'de, T: FromJson> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = Found<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found<T>, D::Error> {
        T::read(deserializer, self.0)
    }
}

/// Serde seed that decodes a key of an object. The key is borrowed if it contains no escape sequences.
pub(crate) struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }

    fn visit_string<E>(self, key: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key))
    }
}

/// Skips a list in the JSON. The spec expects a value of another type at this place.
pub(crate) fn drain_seq<'de, T, A: SeqAccess<'de>>(mut seq: A) -> Result<Found<T>, A::Error> {
    while seq.next_element::<IgnoredAny>()?.is_some() {}
    Ok(Found::Odd(JsonKind::Array))
}

/// Skips an object in the JSON. The spec expects a value of another type at this place.
pub(crate) fn drain_map<'de, T, A: MapAccess<'de>>(mut map: A) -> Result<Found<T>, A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(Found::Odd(JsonKind::Object))
}

pub(crate) const OBJECT: &str = "an object";

/// Defines the methods for a boolean, a number, a string and null, in a visitor that expects an object or a list.
macro_rules! other_kinds {
    () => {
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok(Found::Odd(JsonKind::Boolean))
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok(Found::Odd(JsonKind::Number))
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok(Found::Odd(JsonKind::Number))
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok(Found::Odd(JsonKind::Number))
        }
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok(Found::Odd(JsonKind::String))
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Found::Absent)
        }
    };
}
pub(crate) use other_kinds;

/// Decodes a value. Fails if any part of the value has a wrong type, because the caller would not notice that a part is
/// missing.
#[doc(hidden)]
pub fn read_strictly<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut reading = Reading::strict();
    let outcome = T::read(deserializer, &mut reading).and_then(Found::or_fail);
    outcome?.ok_or_else(|| wrong_kind(T::EXPECTED, JsonKind::Null))
}

/// Decodes a value from a whole JSON text. Returns `None` for null.
pub(crate) fn read_all<T: FromJson>(json: &[u8], strict: bool) -> Result<(Option<T>, SkippedValues), Misread> {
    let read = |deserializer: &mut serde_json::Deserializer<StrRead<'_>>, reading: &mut Reading| {
        T::read(deserializer, reading).and_then(Found::or_fail)
    };
    match read_once(json, Reading::new(strict, Pass::Quick), read) {
        Ok(found) => Ok(found),
        Err(_) => read_once(json, Reading::new(strict, Pass::Thorough), read),
    }
}

/// Decodes a whole JSON text in one pass.
pub(crate) fn read_once<T>(
    json: &[u8],
    mut reading: Reading,
    read: impl Fn(&mut serde_json::Deserializer<StrRead<'_>>, &mut Reading) -> Result<T, serde_json::Error>,
) -> Result<(T, SkippedValues), Misread> {
    // One UTF-8 check of the whole text is faster than a check of each string.
    let text = std::str::from_utf8(json);
    let text = text.map_err(|error| Misread::new("", format!("it is not UTF-8 at byte {}", error.valid_up_to())))?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let outcome = read(&mut deserializer, &mut reading);
    match outcome.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => Ok((value, reading.into_skipped())),
        Err(error) => Err(reading.misread(&error)),
    }
}

#[allow(unused_macros, unused_imports)]
mod macros {
    /// Implements `Deserialize` for a type that implements `FromJson`. A value of a wrong type is an error.
    macro_rules! deserialize {
        ($name:ty) => {
            impl<'de> $crate::runtime::Deserialize<'de> for $name {
                fn deserialize<D: $crate::runtime::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    $crate::runtime::read_strictly(deserializer)
                }
            }
        };
    }
    pub(crate) use deserialize;

    /// Implements decoding for the type `$name`: decodes an `$inner`, and converts it with `From`.
    macro_rules! read_as {
        ($name:ty: $inner:ty) => {
            impl $crate::runtime::FromJson for $name {
                const EXPECTED: &'static str = <$inner as $crate::runtime::FromJson>::EXPECTED;

                fn read<'de, D: $crate::runtime::Deserializer<'de>>(
                    deserializer: D,
                    reading: &mut $crate::runtime::Reading,
                ) -> Result<$crate::runtime::Found<Self>, D::Error> {
                    let found = <$inner as $crate::runtime::FromJson>::read(deserializer, reading)?;
                    Ok(found.map(Self::from))
                }
            }

            $crate::runtime::deserialize!($name);
        };
    }
    pub(crate) use read_as;
}
#[allow(unused_imports)]
pub(crate) use macros::{deserialize, read_as};
