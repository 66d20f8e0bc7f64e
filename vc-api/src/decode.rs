//! How models are read from JSON.
//!
//! A model says what its fields are ([`Decode`]); the loop over the keys of an object, and the check that what
//! is required was there, are written once, here.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::text::{AsText, TextSeed};

/// A model that can be read from a JSON object.
#[doc(hidden)]
pub trait Decode: Sized {
    /// The keys that must be there, at most 64.
    const REQUIRED: &'static [&'static str] = &[];

    /// The model before anything was read.
    fn empty() -> Self;

    /// Reads the value of the key `name`.
    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error>;
}

/// The value that comes next in an object.
#[doc(hidden)]
pub struct Field<'a, A> {
    map: &'a mut A,
    /// One bit for each of [`Decode::REQUIRED`].
    seen: &'a mut u64,
    bit: u64,
}

impl<A> Field<'_, A> {
    /// A value that must be there; null counts as missing.
    pub fn required<'de, T>(self, slot: &mut T) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
        T: serde::Deserialize<'de>,
    {
        if let Some(value) = self.map.next_value()? {
            *slot = value;
            *self.seen |= self.bit;
        }
        Ok(())
    }

    /// A value that may be absent or null.
    pub fn option<'de, T>(self, slot: &mut Option<T>) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
        T: serde::Deserialize<'de>,
    {
        *slot = self.map.next_value()?;
        *self.seen |= self.bit;
        Ok(())
    }

    /// A value for which null and absent are two things.
    pub fn nullable<'de, T>(self, slot: &mut Option<Option<T>>) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
        T: serde::Deserialize<'de>,
    {
        *slot = Some(self.map.next_value()?);
        *self.seen |= self.bit;
        Ok(())
    }

    /// A list; null is an empty one.
    pub fn list<'de, T>(self, slot: &mut Vec<T>) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
        T: serde::Deserialize<'de>,
    {
        self.required(slot)
    }

    /// A map; null is an empty one.
    pub fn map<'de, T>(self, slot: &mut BTreeMap<String, T>) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
        T: serde::Deserialize<'de>,
    {
        self.required(slot)
    }

    /// A value that travels as text.
    pub fn text<'de, T>(self, slot: &mut T) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
        T: AsText,
    {
        if let Some(value) = self.map.next_value_seed(TextSeed::new())? {
            *slot = value;
            *self.seen |= self.bit;
        }
        Ok(())
    }

    /// A value of which nothing is known.
    pub fn skip<'de>(self) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        self.map.next_value::<IgnoredAny>().map(drop)
    }
}

/// Reads a model.
#[doc(hidden)]
pub fn read_object<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut model = T::empty();
        let mut seen = 0;
        while let Some(key) = map.next_key_seed(Key)? {
            let bit = required_bit(T::REQUIRED, &key);
            let value = Field { map: &mut map, seen: &mut seen, bit };
            model.field(&key, value)?;
        }
        match first_missing(T::REQUIRED, seen) {
            None => Ok(model),
            Some(name) => Err(A::Error::missing_field(name)),
        }
    }
}

fn required_bit(required: &[&str], name: &str) -> u64 {
    match required.iter().position(|one| *one == name) {
        Some(index) => 1_u64.checked_shl(u32::try_from(index).unwrap_or(64)).unwrap_or(0),
        None => 0,
    }
}

fn first_missing(required: &'static [&'static str], seen: u64) -> Option<&'static str> {
    let index = usize::try_from((!seen).trailing_zeros()).ok()?;
    required.get(index).copied()
}

/// A key of an object, borrowed where it has no escapes.
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

/// Reads a text; a number is read as its text.
#[doc(hidden)]
pub fn read_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_any(TextVisitor)
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E>(self, text: String) -> Result<String, E> {
        Ok(text)
    }

    fn visit_i64<E>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_f64<E>(self, number: f64) -> Result<String, E> {
        Ok(number.to_string())
    }
}

/// Reads an integer; a text that holds one will do.
#[doc(hidden)]
pub fn read_integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    match <i64 as AsText>::decode(deserializer)? {
        Some(number) => Ok(number),
        None => Err(D::Error::custom("expected an integer, found nothing")),
    }
}

/// Where and why reading JSON failed, without any value of that JSON.
pub(crate) struct Misread {
    /// Such as `data.rooms[3].room_id`; empty for the whole.
    pub(crate) path: String,
    pub(crate) reason: String,
}

impl Misread {
    pub(crate) fn new(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into() }
    }

    pub(crate) fn of(error: &serde_path_to_error::Error<serde_json::Error>) -> Self {
        let path = error.path().to_string();
        Self::at(if path == "." { "" } else { &path }, error.inner())
    }

    /// `error` was met in what stands at `path`.
    pub(crate) fn at(path: &str, error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let text = text.strip_suffix(&place).unwrap_or(&text);
        let missing = text.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        match missing {
            Some(name) if path.is_empty() => Self::new(name, MISSING),
            Some(name) => Self::new(format!("{path}.{name}"), MISSING),
            None if error.is_data() => Self::new(path, without_values(text)),
            None => Self::new(path, format!("{text}{place}")),
        }
    }
}

pub(crate) const MISSING: &str = "it must be there, but is not";

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.reason) } else { write!(f, "{}: {}", self.path, self.reason) }
    }
}

/// serde's messages quote what they found, which may be a secret. This says only of what kind it was.
fn without_values(text: &str) -> String {
    if text.starts_with("unknown variant `") {
        return "unknown variant".to_owned();
    }
    let found = text.strip_prefix("invalid type: ").or_else(|| text.strip_prefix("invalid value: "));
    let Some((found, expected)) = found.and_then(|rest| rest.rsplit_once(", expected ")) else {
        return text.to_owned();
    };
    let end = found.find([' ', '`', '"']).unwrap_or(found.len());
    let kind = match found.get(..end).unwrap_or_default() {
        "string" => "text",
        "floating" => "number",
        "sequence" => "list",
        "map" => "object",
        other => other,
    };
    format!("expected {expected}, found: {kind}")
}

#[allow(unused_macros, unused_imports)]
mod macros {
    /// `Deserialize` for a model, by its [`Decode`](super::Decode).
    macro_rules! decode {
        ($model:ty) => {
            impl<'de> $crate::runtime::Deserialize<'de> for $model {
                fn deserialize<D: $crate::runtime::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    $crate::runtime::read_object(deserializer)
                }
            }
        };
    }
    pub(crate) use decode;
}
#[allow(unused_imports)]
pub(crate) use macros::decode;

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq)]
    struct Model {
        id: String,
        name: Option<String>,
        tags: Vec<i64>,
        counts: BTreeMap<String, i64>,
        nick: Option<Option<String>>,
        number: Option<i64>,
        numbers: Vec<i64>,
        next: Option<Box<Model>>,
    }

    impl Decode for Model {
        const REQUIRED: &'static [&'static str] = &["id"];
        fn empty() -> Self {
            Self::default()
        }
        fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
            match name {
                "id" => value.required(&mut self.id),
                "name" => value.option(&mut self.name),
                "tags" => value.list(&mut self.tags),
                "counts" => value.map(&mut self.counts),
                "nick" => value.nullable(&mut self.nick),
                "number" => value.text(&mut self.number),
                "numbers" => value.text(&mut self.numbers),
                "next" => value.option(&mut self.next),
                _ => value.skip(),
            }
        }
    }
    decode!(Model);

    fn misread(json: &str) -> String {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let error = serde_path_to_error::deserialize::<_, Model>(&mut deserializer).unwrap_err();
        Misread::of(&error).to_string()
    }

    #[test]
    fn reads_what_is_there() {
        let json = r#"{"unknown": [{}], "i\u0064": "a", "name": "b", "tags": [1], "counts": {"x": 2},
            "nick": null, "number": "3", "numbers": [4, "5"], "next": {"id": "c", "nick": "d"}}"#;
        let model: Model = serde_json::from_str(json).unwrap();
        let expected = Model {
            id: "a".into(),
            name: Some("b".into()),
            tags: vec![1],
            counts: BTreeMap::from([("x".into(), 2)]),
            nick: Some(None),
            number: Some(3),
            numbers: vec![4, 5],
            next: Some(Box::new(Model { id: "c".into(), nick: Some(Some("d".into())), ..Model::default() })),
        };
        assert_eq!(model, expected);
    }

    #[test]
    fn null_is_absent() {
        let json =
            r#"{"id": "a", "name": null, "tags": null, "counts": null, "number": null, "numbers": null, "next": null}"#;
        let model: Model = serde_json::from_str(json).unwrap();
        let expected = Model { id: "a".into(), ..Model::default() };
        assert_eq!(model, expected);
        let json = r#"{"id": "a", "number": ""}"#;
        assert_eq!(serde_json::from_str::<Model>(json).unwrap(), expected);
    }

    #[test]
    fn names_the_place() {
        let cases = [
            ("{}", "id: it must be there, but is not"),
            (r#"{"id": null}"#, "id: it must be there, but is not"),
            (r#"{"id": "a", "next": {"id": "b", "next": {}}}"#, "next.next.id: it must be there, but is not"),
            (r#"{"id": "a", "tags": [1, "hunter2"]}"#, "tags[1]: expected i64, found: text"),
            (r#"{"id": "a", "tags": [", expected hunter2"]}"#, "tags[0]: expected i64, found: text"),
            (r#"{"id": "a", "name": 12345}"#, "name: expected a string, found: integer"),
            (r#"{"id": "a", "number": "hunter2"}"#, "number: expected an integer, found another text"),
            (r#"{"id": "a", "numbers": [null]}"#, "numbers: expected an integer, found nothing"),
            ("[]", "expected an object, found: list"),
            (r#"{"id": "a", "name": tru}"#, "name: expected ident at line 1 column 24"),
        ];
        for (json, expected) in cases {
            assert_eq!(misread(json), expected, "{json}");
        }
    }

    #[test]
    fn many_required_keys() {
        const NAMES: [&str; 64] = ["x"; 64];
        assert_eq!(first_missing(&[], 0), None);
        assert_eq!(first_missing(&["a", "b"], 0b01), Some("b"));
        assert_eq!(first_missing(&["a", "b"], 0b10), Some("a"));
        assert_eq!(first_missing(&["a", "b"], 0b11), None);
        assert_eq!(first_missing(&NAMES, u64::MAX), None);
        assert_eq!(first_missing(&NAMES, u64::MAX >> 1), Some("x"));
        assert_eq!(required_bit(&["a", "b"], "b"), 0b10);
        assert_eq!(required_bit(&["a", "b"], "c"), 0);
    }
}
