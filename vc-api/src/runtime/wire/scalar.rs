//! Decoding of strings, numbers and booleans. Each type accepts the JSON type in the platform's documentation, and also the
//! types that the platform is known to send instead.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::runtime::wire::from_json::{Found, drain_map, drain_seq};
use crate::runtime::wire::reading::{Misread, Reading};
use crate::runtime::wire::skipped::JsonKind;

/// Value that is neither an object nor a list. Any JSON that the type does not accept counts as a value of a wrong type.
pub(crate) trait Scalar: Sized {
    /// Name of the expected JSON type with an article, such as `a string`.
    const EXPECTED: &'static str;

    /// Decodes a string.
    fn of_text(text: &str) -> Found<Self>;

    /// Decodes an owned string.
    fn of_string(text: String) -> Found<Self> {
        Self::of_text(&text)
    }

    /// Decodes a whole number.
    fn of_integer(_: i128) -> Found<Self> {
        Found::Odd(JsonKind::Number)
    }

    /// Decodes a number that serde_json reads as a float. Returns `None` if the number may have lost digits.
    fn of_float(number: f64) -> Option<Found<Self>> {
        Some(whole(number).map_or(Found::Odd(JsonKind::Number), Self::of_integer))
    }

    /// Decodes a number from its JSON text, if the number is not an `i128`.
    fn of_literal(literal: &str) -> Found<Self> {
        let number = literal.parse().ok().and_then(Self::of_float);
        number.unwrap_or(Found::Odd(JsonKind::Number))
    }

    /// Decodes a boolean.
    fn of_bool(_: bool) -> Found<Self> {
        Found::Odd(JsonKind::Boolean)
    }
}

/// Returns the number as an integer. Returns `None` if the number is not whole, or if its absolute value is 2^53 or more.
/// From 2^53 on, an `f64` can represent only some of the integers.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
fn whole(number: f64) -> Option<i128> {
    (number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0).then_some(number as i128)
}

pub(crate) fn read_scalar<'de, T: Scalar, D: Deserializer<'de>>(
    deserializer: D,
    reading: &Reading,
) -> Result<Found<T>, D::Error> {
    if !reading.is_thorough() {
        return deserializer.deserialize_any(ScalarVisitor(PhantomData));
    }
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    let json = raw.get();
    if json.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
        return Ok(json.parse().map_or_else(|_| T::of_literal(json), T::of_integer));
    }
    let found = serde_json::Deserializer::from_str(json).deserialize_any(ScalarVisitor(PhantomData));
    found.map_err(|error: serde_json::Error| D::Error::custom(Misread::at("", &error).reason))
}

/// Implements decoding for scalars.
macro_rules! scalar {
    ($($name:ty),*) => {
        $(
            impl $crate::runtime::wire::from_json::FromJson for $name {
                const EXPECTED: &'static str = <Self as $crate::runtime::wire::scalar::Scalar>::EXPECTED;

                fn read<'de, D: serde::Deserializer<'de>>(
                    deserializer: D,
                    reading: &mut $crate::runtime::wire::reading::Reading,
                ) -> Result<$crate::runtime::wire::from_json::Found<Self>, D::Error> {
                    $crate::runtime::wire::scalar::read_scalar(deserializer, reading)
                }
            }
        )*
    };
}
pub(crate) use scalar;

scalar!(String, i64, f64, bool);

struct ScalarVisitor<T>(PhantomData<T>);

impl<'de, T: Scalar> Visitor<'de> for ScalarVisitor<T> {
    type Value = Found<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E>(self, text: &str) -> Result<Found<T>, E> {
        Ok(T::of_text(text))
    }

    fn visit_string<E>(self, text: String) -> Result<Found<T>, E> {
        Ok(T::of_string(text))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Found<T>, E> {
        Ok(T::of_integer(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Found<T>, E> {
        Ok(T::of_integer(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Found<T>, E> {
        T::of_float(number).ok_or_else(|| E::custom("the number is too large for an exact value"))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Found<T>, E> {
        Ok(T::of_bool(value))
    }

    fn visit_unit<E>(self) -> Result<Found<T>, E> {
        Ok(Found::Absent)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Found<T>, A::Error> {
        drain_seq(seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Found<T>, A::Error> {
        drain_map(map)
    }
}

/// Decodes a string, and also a number. The text contains the digits of the number unchanged.
impl Scalar for String {
    const EXPECTED: &'static str = "a string";

    fn of_text(text: &str) -> Found<Self> {
        Found::Value(text.to_owned())
    }

    fn of_string(text: String) -> Found<Self> {
        Found::Value(text)
    }

    fn of_integer(number: i128) -> Found<Self> {
        Found::Value(number.to_string())
    }

    fn of_float(number: f64) -> Option<Found<Self>> {
        (number.fract() != 0.0 || whole(number).is_some()).then(|| Found::Value(number.to_string()))
    }

    fn of_literal(literal: &str) -> Found<Self> {
        Found::Value(literal.to_owned())
    }
}

/// Decodes an integer, and also a string that contains an integer. An empty string counts as null.
impl Scalar for i64 {
    const EXPECTED: &'static str = "an integer";

    fn of_text(text: &str) -> Found<Self> {
        match text {
            "" => Found::Absent,
            digits => digits.parse().map_or(Found::Odd(JsonKind::String), Found::Value),
        }
    }

    fn of_integer(number: i128) -> Found<Self> {
        Self::try_from(number).map_or(Found::Odd(JsonKind::Number), Found::Value)
    }
}

/// Decodes a number, and also a string that contains a number. An empty string counts as null.
impl Scalar for f64 {
    const EXPECTED: &'static str = "a number";

    fn of_text(text: &str) -> Found<Self> {
        match text.parse::<Self>() {
            _ if text.is_empty() => Found::Absent,
            Ok(number) if number.is_finite() => Found::Value(number),
            _ => Found::Odd(JsonKind::String),
        }
    }

    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "the result is checked")]
    fn of_integer(number: i128) -> Found<Self> {
        let float = number as Self;
        if float as i128 == number { Found::Value(float) } else { Found::Odd(JsonKind::Number) }
    }

    fn of_float(number: f64) -> Option<Found<Self>> {
        Some(Found::Value(number))
    }
}

impl Scalar for bool {
    const EXPECTED: &'static str = "a boolean";

    fn of_text(_: &str) -> Found<Self> {
        Found::Odd(JsonKind::String)
    }

    fn of_bool(value: bool) -> Found<Self> {
        Found::Value(value)
    }
}
