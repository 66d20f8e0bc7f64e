//! The object around every JSON answer: `code`, `msg` and `data`.
//!
//! A good answer is read once, straight into its type. Only if that fails is it looked at again, to tell a
//! refusal from an answer that cannot be read, and to find the place.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::decode::{Key, MISSING, Misread};
use crate::endpoint::AnswerShape;
use crate::runtime::Json;
use crate::text::AsText;

/// How an answer lies in `data`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    Nothing,
    /// All of `data`; absent, it is read from an empty object.
    Whole,
    Field(&'static str),
    List(&'static str),
    /// All of `data`; absent, it is read from null.
    OrNull,
}

impl From<AnswerShape> for Shape {
    fn from(shape: AnswerShape) -> Self {
        match shape {
            AnswerShape::Nothing | AnswerShape::File => Self::Nothing,
            AnswerShape::Whole => Self::Whole,
            AnswerShape::Field(name) => Self::Field(name),
            AnswerShape::List(name) => Self::List(name),
        }
    }
}

/// Reads the answer of a call that succeeded; `None` if the body is anything else.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8], shape: Shape) -> Option<T> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let envelope = Seed(shape, PhantomData).deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    match envelope {
        Envelope { code: Some(0), data: Some(data) } => Some(data),
        Envelope { code: Some(0), data: None } => absent(shape).ok(),
        _ => None,
    }
}

/// Where and why reading an answer failed.
pub(crate) fn locate<T: DeserializeOwned>(body: &[u8], shape: Shape) -> Misread {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut deserializer, &mut track);
    match Seed::<T>(shape, PhantomData).deserialize(tracked) {
        Err(error) => Misread::of(&serde_path_to_error::Error::new(track.path(), error)),
        Ok(Envelope { code: None, .. }) => Misread::new("code", MISSING),
        Ok(Envelope { data: None, .. }) => match absent::<T>(shape) {
            Err(misread) => misread,
            Ok(_) => Misread::new("", "it cannot be read"),
        },
        Ok(_) => Misread::new("", "it cannot be read"),
    }
}

/// The answer when there is nothing in `data`.
fn absent<T: DeserializeOwned>(shape: Shape) -> Result<T, Misread> {
    let json = match shape {
        Shape::Nothing | Shape::OrNull => "null",
        Shape::Whole => "{}",
        Shape::List(_) => "[]",
        Shape::Field(name) => return Err(Misread::new(format!("data.{name}"), MISSING)),
    };
    serde_json::from_str(json).map_err(|error| Misread::at("data", &error))
}

struct Envelope<T> {
    code: Option<i64>,
    data: Option<T>,
}

struct Seed<T>(Shape, PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Seed<T> {
    type Value = Envelope<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Seed<T> {
    type Value = Envelope<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `code`, `msg` and `data`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut envelope = Envelope { code: None, data: None };
        while let Some(key) = map.next_key_seed(Key)? {
            match &*key {
                "code" => envelope.code = map.next_value_seed(Integer)?,
                "data" if matches!(envelope.code, None | Some(0)) => {
                    envelope.data = map.next_value_seed(Data(self.0, PhantomData))?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(envelope)
    }
}

struct Integer;

impl<'de> DeserializeSeed<'de> for Integer {
    type Value = Option<i64>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        <i64 as AsText>::decode(deserializer)
    }
}

/// What stands in `data`, if it holds what was asked for.
struct Data<T>(Shape, PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Data<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        match self.0 {
            Shape::Nothing => IgnoredAny::deserialize(deserializer).map(|_| None),
            Shape::Whole | Shape::OrNull => Option::deserialize(deserializer),
            Shape::Field(_) | Shape::List(_) => deserializer.deserialize_option(self),
        }
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Data<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
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
        let (Shape::Field(wanted) | Shape::List(wanted)) = self.0 else {
            return Ok(None);
        };
        let mut found = None;
        while let Some(key) = map.next_key_seed(Key)? {
            if key == wanted {
                found = map.next_value()?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// What can be told of any JSON object that may be an envelope.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) code: Option<i64>,
    pub(crate) message: String,
    pub(crate) error: Json,
}

impl Outline {
    /// Fails if the body is not one JSON object.
    pub(crate) fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }
}

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OutlineVisitor)
    }
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
                "code" => {
                    let code: Json = map.next_value()?;
                    outline.code = <i64 as AsText>::decode(code).ok().flatten();
                }
                "msg" => match map.next_value()? {
                    Json::String(message) => outline.message = message,
                    _ => outline.message.clear(),
                },
                "error" => outline.error = map.next_value()?,
                // The words of the login, which has no `msg`.
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

    fn good<T: DeserializeOwned>(body: &str, shape: Shape) -> Option<T> {
        read(body.as_bytes(), shape)
    }

    fn bad<T: DeserializeOwned>(body: &str, shape: Shape) -> String {
        assert!(good::<T>(body, shape).is_none(), "{body}");
        locate::<T>(body.as_bytes(), shape).to_string()
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
            assert_eq!(good(data, Shape::OrNull), Some(Json::Null));
            let empty = serde_json::Map::new();
            assert_eq!(good(data, Shape::Whole), Some(empty));
            let told = bad::<i64>(data, Shape::Field("room"));
            assert_eq!(told, "data.room: it must be there, but is not");
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
            list(r#"{"code": 0, "data": {"items": [1, "hunter2"]}}"#),
            "data.items[1]: expected i64, found: text"
        );
        assert_eq!(list(r#"{"data": [], "code": 0}"#), "data: expected an object, found: list");
        assert_eq!(list("{}"), "code: it must be there, but is not");
        assert_eq!(list(r#"{"code": "x"}"#), "code: expected an integer, found another text");
        assert!(good::<()>(r#"{"code": 0} x"#, Shape::Nothing).is_none());
        assert!(good::<()>(r#"{"code": 1, "data": {}}"#, Shape::Nothing).is_none());
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
