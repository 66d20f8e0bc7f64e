//! Envelope of every JSON response: the object with `code`, `msg` and `data`.
//!
//! The client decodes a good response once, directly into the type of the response. If this fails, the client decodes the
//! response a second time. The second decoding distinguishes a refusal from an invalid response, and finds the path of the
//! fault.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::de::StrRead;

use crate::runtime::operation::endpoint::ResponseShape;
use crate::runtime::wire::from_json::{Found, FromJson, Key, OBJECT, Seed, read_once};
use crate::runtime::wire::json::Json;
use crate::runtime::wire::reading::{MISSING, Misread, Pass, Reading};
use crate::runtime::wire::scalar::Scalar;
use crate::runtime::wire::skipped::{SkippedValues, Step};

/// Part of `data` that the client decodes as the response of the call.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    Nothing,
    /// The whole `data`. If `data` is missing, the client decodes an empty object instead.
    Whole,
    Field(&'static str),
    List(&'static str),
    /// The whole `data`. If `data` is missing, the client decodes null instead.
    OrNull,
}

impl From<ResponseShape> for Shape {
    fn from(shape: ResponseShape) -> Self {
        match shape {
            ResponseShape::Nothing | ResponseShape::File => Self::Nothing,
            ResponseShape::Whole => Self::Whole,
            ResponseShape::Field(name) => Self::Field(name),
            ResponseShape::List(name) => Self::List(name),
        }
    }
}

/// Decodes the body of a response whose `code` is 0. Returns `None` if the code is not 0, or the decoding fails.
pub(crate) fn read<T: FromJson>(body: &[u8], shape: Shape, strict: bool) -> Option<(T, SkippedValues)> {
    match read_in(Pass::Quick, body, shape, strict) {
        Ok(found) => found,
        Err(_) => read_in(Pass::Thorough, body, shape, strict).ok().flatten(),
    }
}

/// Returns the path and the reason of the fault in a response.
pub(crate) fn locate<T: FromJson>(body: &[u8], shape: Shape, strict: bool) -> Misread {
    let outcome = read_in::<T>(Pass::Thorough, body, shape, strict);
    outcome.err().unwrap_or_else(|| Misread::new("", "it is invalid"))
}

/// Decodes the body of a response. Returns `None` if its code is not 0.
fn read_in<T: FromJson>(
    pass: Pass,
    body: &[u8],
    shape: Shape,
    strict: bool,
) -> Result<Option<(T, SkippedValues)>, Misread> {
    let read = |deserializer: &mut serde_json::Deserializer<StrRead<'_>>, reading: &mut Reading| {
        EnvelopeSeed(shape, reading, PhantomData).deserialize(deserializer)
    };
    let (envelope, skipped) = read_once(body, Reading::new(strict, pass), read)?;
    match envelope {
        Envelope { code: Some(0), data: Some(data) } => Ok(Some((data, skipped))),
        Envelope { code: Some(0), data: None } => absent(shape).map(|data| Some((data, skipped))),
        Envelope { code: Some(_), .. } => Ok(None),
        Envelope { code: None, .. } => Err(Misread::new("code", MISSING)),
    }
}

/// Returns the value of a response that does not contain `data`.
fn absent<T: FromJson>(shape: Shape) -> Result<T, Misread> {
    let json = match shape {
        Shape::Nothing | Shape::OrNull => "null",
        Shape::Whole => "{}",
        Shape::List(_) => "[]",
        Shape::Field(name) => return Err(Misread::new(format!("data.{name}"), MISSING)),
    };
    let mut reading = Reading::strict();
    let read = T::read(&mut serde_json::Deserializer::from_str(json), &mut reading).and_then(Found::or_fail);
    match read {
        Ok(Some(data)) => Ok(data),
        Ok(None) => Err(Misread::new("data", MISSING)),
        Err(error) => Err(reading.misread(&error).below("data")),
    }
}

/// Value of a type that the caller defines. The type implements serde's `Deserialize` instead of `FromJson`.
pub(crate) struct Plain<T>(pub(crate) T);

impl<T: DeserializeOwned> FromJson for Plain<T> {
    const EXPECTED: &'static str = "a value of the caller's type";

    fn read<'de, D: Deserializer<'de>>(deserializer: D, reading: &mut Reading) -> Result<Found<Self>, D::Error> {
        if !reading.is_thorough() {
            return T::deserialize(deserializer).map(|value| Found::Value(Self(value)));
        }
        let mut track = serde_path_to_error::Track::new();
        let value = T::deserialize(serde_path_to_error::Deserializer::new(deserializer, &mut track));
        let path = track.path().to_string();
        match value {
            Ok(value) => Ok(Found::Value(Self(value))),
            Err(error) if path == "." => Err(error),
            Err(error) => reading.at(Step::Key(&path), |_| Err(error)),
        }
    }
}

/// Any JSON, including null.
pub(crate) struct AnyJson(pub(crate) Json);

impl FromJson for AnyJson {
    const EXPECTED: &'static str = Json::EXPECTED;

    fn read<'de, D: Deserializer<'de>>(deserializer: D, reading: &mut Reading) -> Result<Found<Self>, D::Error> {
        Ok(match Json::read(deserializer, reading)? {
            Found::Absent => Found::Value(Self(Json::Null)),
            found => found.map(Self),
        })
    }
}

struct Envelope<T> {
    code: Option<i64>,
    data: Option<T>,
}

struct EnvelopeSeed<'r, T>(Shape, &'r mut Reading, PhantomData<T>);

impl<'de, T: FromJson> DeserializeSeed<'de> for EnvelopeSeed<'_, T> {
    type Value = Envelope<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: FromJson> Visitor<'de> for EnvelopeSeed<'_, T> {
    type Value = Envelope<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `code`, `msg` and `data`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Self(shape, reading, _) = self;
        let mut envelope = Envelope { code: None, data: None };
        while let Some(key) = map.next_key_seed(Key)? {
            reading.at(Step::Key(&key), |reading| {
                match &*key {
                    "code" => envelope.code = map.next_value_seed(Seed::<i64>::new(reading))?.or_fail()?,
                    "data" if matches!(envelope.code, None | Some(0)) => {
                        envelope.data = map.next_value_seed(Data(shape, reading, PhantomData))?;
                    }
                    _ => drop(map.next_value::<IgnoredAny>()?),
                }
                Ok(())
            })?;
        }
        Ok(envelope)
    }
}

/// Serde seed that decodes `data`. The result is `None` if `data` does not contain the response.
struct Data<'r, T>(Shape, &'r mut Reading, PhantomData<T>);

impl<'de, T: FromJson> DeserializeSeed<'de> for Data<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        match self.0 {
            Shape::Nothing => IgnoredAny::deserialize(deserializer).map(|_| None),
            Shape::Whole | Shape::OrNull => T::read(deserializer, self.1)?.or_fail(),
            Shape::Field(_) | Shape::List(_) => deserializer.deserialize_option(self),
        }
    }
}

impl<'de, T: FromJson> Visitor<'de> for Data<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(OBJECT)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (wanted, is_required) = match self.0 {
            Shape::Field(wanted) => (wanted, true),
            Shape::List(wanted) => (wanted, false),
            Shape::Nothing | Shape::Whole | Shape::OrNull => return Ok(None),
        };
        let mut found = None;
        while let Some(key) = map.next_key_seed(Key)? {
            if key == wanted {
                found = self.1.at(Step::Key(&key), |reading| {
                    let value = map.next_value_seed(Seed::<T>::new(&mut *reading))?;
                    if is_required { value.or_fail() } else { value.or_skip(reading) }
                })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Code, message and error details of a JSON object that may be an envelope.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) code: Option<i64>,
    pub(crate) message: String,
    pub(crate) error: Json,
}

impl Outline {
    /// Decodes the code, the message and the error details of a body. Fails if the body is not one JSON object.
    pub(crate) fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }
}

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OutlineVisitor)
    }
}

/// Returns a code, which may be a number or text.
fn code(json: Json) -> Option<i64> {
    let found = match json {
        Json::Number(number) => i64::of_integer(number.as_i128()?),
        Json::String(text) => i64::of_string(text),
        _ => Found::Absent,
    };
    if let Found::Value(code) = found { Some(code) } else { None }
}

struct OutlineVisitor;

impl<'de> Visitor<'de> for OutlineVisitor {
    type Value = Outline;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `code`, `msg` and `data`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut outline = Outline::default();
        while let Some(key) = map.next_key_seed(Key)? {
            match &*key {
                "code" => outline.code = code(map.next_value()?),
                "msg" => match map.next_value()? {
                    Json::String(message) => outline.message = message,
                    _ => outline.message.clear(),
                },
                "error" => outline.error = map.next_value()?,
                // A refusal of a request for user access tokens has this field instead of `msg`.
                "error_description" if outline.message.is_empty() => {
                    if let Json::String(message) = map.next_value()? {
                        outline.message = message;
                    }
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(outline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good<T: FromJson>(body: &str, shape: Shape) -> Option<T> {
        read(body.as_bytes(), shape, false).map(|(value, _)| value)
    }

    fn bad<T: FromJson>(body: &str, shape: Shape) -> String {
        assert!(good::<T>(body, shape).is_none(), "{body}");
        locate::<T>(body.as_bytes(), shape, false).to_string()
    }

    #[test]
    fn keys_come_in_any_order() {
        for body in [
            r#"{"code": 0, "msg": "ok", "data": {"room": 7, "x": []}}"#,
            r#"{"data": {"x": {}, "room": 7}, "code": 0}"#,
            r#" {"data": {"room": 7}, "new": [1, {"code": 5}], "code": "0"} "#,
        ] {
            assert_eq!(good(body, Shape::Field("room")), Some(7), "{body}");
        }
    }

    #[test]
    fn absent_data() {
        for data in [r#"{"code": 0}"#, r#"{"data": null, "code": 0}"#] {
            assert_eq!(good(data, Shape::Nothing), Some(()));
            assert_eq!(good(data, Shape::List("items")), Some(Vec::<i64>::new()));
            assert_eq!(good::<AnyJson>(data, Shape::OrNull).map(|json| json.0), Some(Json::Null));
            assert_eq!(good(data, Shape::Whole), Some(std::collections::BTreeMap::<String, i64>::new()));
            let told = bad::<i64>(data, Shape::Field("room"));
            assert_eq!(told, "data.room: it is required but missing");
        }
        for data in [r#"{"code": 0, "data": {}}"#, r#"{"code": 0, "data": {"x": null}}"#] {
            assert_eq!(good(data, Shape::List("x")), Some(Vec::<i64>::new()));
            assert!(bad::<i64>(data, Shape::Field("x")).starts_with("data.x: "));
        }
        let anything = r#"{"code": 0, "data": ["a"]}"#;
        assert_eq!(good(anything, Shape::Nothing), Some(()));
    }

    #[test]
    fn places_of_errors() {
        let list = |body| bad::<Vec<i64>>(body, Shape::List("items"));
        assert_eq!(
            bad::<i64>(r#"{"code": 0, "data": {"room": {"hunter2": 1}}}"#, Shape::Field("room")),
            "data.room: expected an integer, found an object"
        );
        assert_eq!(list(r#"{"data": [], "code": 0}"#), "data: expected an object, found an array");
        assert_eq!(list("{}"), "code: it is required but missing");
        assert_eq!(list(r#"{"code": "x"}"#), "code: expected an integer, found a string");
        assert!(good::<()>(r#"{"code": 0} x"#, Shape::Nothing).is_none());
        assert!(good::<()>(r#"{"code": 1, "data": {}}"#, Shape::Nothing).is_none());
    }

    #[test]
    fn an_odd_list_costs_only_itself() {
        let body = br#"{"code": 0, "data": {"items": "hunter2"}}"#;
        let (list, skipped) = read::<Vec<i64>>(body, Shape::List("items"), false).unwrap();
        assert_eq!((list, skipped.first().unwrap().to_string()), (vec![], "data.items: a string".to_owned()));
        assert!(read::<Vec<i64>>(body, Shape::List("items"), true).is_none());
    }

    #[test]
    fn outlines_are_lenient() {
        let outline = Outline::read(br#"{"msg": 5, "code": "17", "error": "x", "data": [1]}"#).unwrap();
        assert_eq!((outline.code, outline.message.as_str()), (Some(17), ""));
        assert_eq!(Outline::read(br#"{"code": {}}"#).unwrap().code, None);
        assert!(Outline::read(b"[]").is_err());
        assert!(Outline::read(br#"{"code": 1"#).is_err());
    }
}
