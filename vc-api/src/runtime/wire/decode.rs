//! Decoding of values and models from JSON.
//!
//! A model describes its fields with [`Decode`]. This module contains the loop over the keys of an object, the check of
//! required fields, and the rule for a value of a wrong type.
//!
//! If the value of an optional field has a wrong type, the field becomes absent. A list leaves out an element of a wrong
//! type. The [`Reading`] records the path of each value that was left out. A required field of a wrong type is an error.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::runtime::wire::from_json::{Found, FromJson, Key, OBJECT, Seed, drain_seq, other_kinds};
use crate::runtime::wire::kept_json::UnknownFields;
use crate::runtime::wire::reading::{Reading, missing};
use crate::runtime::wire::required::Seen;
use crate::runtime::wire::skipped::{JsonKind, Step};

/// Model that can be decoded from a JSON object.
#[doc(hidden)]
pub trait Decode: Sized {
    /// Keys that the JSON object must contain.
    const REQUIRED: &'static [&'static str] = &[];

    /// Returns a model without any decoded values.
    fn empty() -> Self;

    /// Decodes the value of the key `name`.
    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error>;
}

/// Next value of a JSON object. This value is not decoded yet.
#[doc(hidden)]
pub struct Field<'a, A> {
    map: &'a mut A,
    reading: &'a mut Reading,
    seen: &'a mut Seen,
    name: &'a str,
    /// Whether a value of a wrong type is an error even if the field is optional.
    strict: bool,
}

impl<'a, A> Field<'a, A> {
    /// Sets the name of the field in the model, if this name differs from the key.
    #[must_use]
    pub fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Makes the decoding fail if the value has a wrong type. Use this option if the model would mean something else without
    /// the field.
    #[must_use]
    pub fn strict(self) -> Self {
        Self { strict: true, ..self }
    }

    /// Decodes a required value. Null counts as missing.
    pub fn required<'de, T: FromJson>(self, slot: &mut T) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        let found = self.map.next_value_seed(Seed::<T>::new(self.reading))?;
        if let Some(value) = found.or_fail()? {
            *slot = value;
            self.seen.mark(self.name);
        }
        Ok(())
    }

    /// Decodes an optional value, which may be null.
    pub fn option<'de, T: FromJson>(self, slot: &mut Option<T>) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        if let Some(value) = self.next()? {
            *slot = Some(value);
        }
        Ok(())
    }

    /// Decodes an optional value for which null differs from an absent value.
    pub fn nullable<'de, T: FromJson>(self, slot: &mut Option<Option<T>>) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        match self.map.next_value_seed(Seed::<T>::new(&mut *self.reading))? {
            Found::Value(value) => *slot = Some(Some(value)),
            Found::Absent => *slot = Some(None),
            Found::Odd(kind) => self.reading.skip(T::EXPECTED, kind)?,
        }
        Ok(())
    }

    /// Decodes a list. Null counts as an empty list.
    pub fn list<'de, T: FromJson>(self, slot: &mut Vec<T>) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        // An empty list under a second name of the field does not replace the list under the first name.
        if let Some(list) = self.next::<Vec<T>>()?.filter(|list| !list.is_empty()) {
            *slot = list;
        }
        Ok(())
    }

    /// Decodes a map. Null counts as an empty map.
    pub fn map<'de, T: FromJson>(self, slot: &mut BTreeMap<String, T>) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        if let Some(map) = self.next::<BTreeMap<String, T>>()?.filter(|map| !map.is_empty()) {
            *slot = map;
        }
        Ok(())
    }

    /// Keeps the value of an unknown field.
    pub fn keep<'de>(self, fields: &mut UnknownFields) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        fields.insert(self.name.to_owned(), self.map.next_value::<Box<RawValue>>()?);
        Ok(())
    }

    /// Skips the value of an unknown field.
    pub fn skip<'de>(self) -> Result<(), A::Error>
    where
        A: MapAccess<'de>,
    {
        self.map.next_value::<IgnoredAny>().map(drop)
    }

    fn next<'de, T: FromJson>(self) -> Result<Option<T>, A::Error>
    where
        A: MapAccess<'de>,
    {
        let found = self.map.next_value_seed(Seed::<T>::new(&mut *self.reading))?;
        if self.strict { found.or_fail() } else { found.or_skip(self.reading) }
    }
}

/// Decodes a model.
#[doc(hidden)]
pub fn read_object<'de, T: Decode, D: Deserializer<'de>>(
    deserializer: D,
    reading: &mut Reading,
) -> Result<Found<T>, D::Error> {
    deserializer.deserialize_any(ObjectVisitor(reading, PhantomData))
}

struct ObjectVisitor<'r, T>(&'r mut Reading, PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for ObjectVisitor<'_, T> {
    type Value = Found<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(OBJECT)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found<T>, A::Error> {
        let Self(reading, _) = self;
        let mut model = T::empty();
        let mut seen = Seen::of(T::REQUIRED);
        while let Some(key) = map.next_key_seed(Key)? {
            reading.at(Step::Key(&key), |reading| {
                model.field(&key, Field { map: &mut map, reading, seen: &mut seen, name: &key, strict: false })
            })?;
        }
        match seen.first_missing() {
            None => Ok(Found::Value(model)),
            Some(name) => reading.at(Step::Key(name), |_| Err(missing())),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Found<T>, A::Error> {
        drain_seq(seq)
    }

    other_kinds!();
}

#[allow(unused_macros, unused_imports)]
mod macros {
    /// Implements decoding for a model that implements [`Decode`](super::Decode).
    macro_rules! decode {
        ($model:ty) => {
            impl $crate::runtime::FromJson for $model {
                const EXPECTED: &'static str = "an object";

                fn read<'de, D: $crate::runtime::Deserializer<'de>>(
                    deserializer: D,
                    reading: &mut $crate::runtime::Reading,
                ) -> Result<$crate::runtime::Found<Self>, D::Error> {
                    $crate::runtime::read_object(deserializer, reading)
                }
            }

            $crate::runtime::deserialize!($model);
        };
    }
    pub(crate) use decode;
}
#[allow(unused_imports)]
pub(crate) use macros::decode;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::wire::from_json::read_all;
    use crate::runtime::wire::json::Json;

    #[derive(Debug, Default, PartialEq)]
    struct Model {
        id: String,
        name: Option<String>,
        tags: Vec<i64>,
        counts: BTreeMap<String, i64>,
        nick: Option<Option<String>>,
        number: Option<i64>,
        any: Option<Json>,
        next: Option<Box<Model>>,
        list: Vec<Model>,
        more: Option<bool>,
        unknown: UnknownFields,
    }

    impl Decode for Model {
        const REQUIRED: &'static [&'static str] = &["id"];
        fn empty() -> Self {
            Self::default()
        }
        fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
            match name {
                "id" | "ID" => value.named("id").required(&mut self.id),
                "name" => value.option(&mut self.name),
                "tags" | "labels" => value.list(&mut self.tags),
                "counts" => value.map(&mut self.counts),
                "nick" => value.nullable(&mut self.nick),
                "number" => value.option(&mut self.number),
                "any" => value.option(&mut self.any),
                "next" => value.option(&mut self.next),
                "list" => value.list(&mut self.list),
                "more" => value.strict().option(&mut self.more),
                _ => value.keep(&mut self.unknown),
            }
        }
    }
    decode!(Model);

    fn read(json: &str) -> (Model, Vec<String>) {
        let (model, skipped) =
            read_all::<Model>(json.as_bytes(), false).unwrap_or_else(|error| panic!("{json}: {error}"));
        (model.unwrap(), skipped.iter().map(ToString::to_string).collect())
    }

    fn misread(json: &str) -> String {
        read_all::<Model>(json.as_bytes(), false).unwrap_err().to_string()
    }

    #[test]
    fn reads_what_is_there() {
        let json = r#"{"i\u0064": "a", "name": "b", "tags": [1, "2"], "counts": {"x": 2}, "any": {"y": [1.5]},
            "nick": null, "number": "3", "next": {"id": 18446744073709551615, "nick": "d"}, "more": true}"#;
        let expected = Model {
            id: "a".into(),
            name: Some("b".into()),
            tags: vec![1, 2],
            counts: BTreeMap::from([("x".into(), 2)]),
            nick: Some(None),
            number: Some(3),
            any: Some(serde_json::json!({"y": [1.5]})),
            next: Some(Box::new(Model {
                id: "18446744073709551615".into(),
                nick: Some(Some("d".into())),
                ..Model::default()
            })),
            more: Some(true),
            ..Model::default()
        };
        assert_eq!(read(json), (expected, vec![]));
        assert_eq!(serde_json::from_str::<Model>(json).unwrap(), read(json).0);
        assert_eq!(serde_json::from_value::<Model>(serde_json::from_str(json).unwrap()).unwrap(), read(json).0);
    }

    #[test]
    fn null_is_absent() {
        let json = r#"{"id": "a", "name": null, "tags": null, "counts": null, "number": null, "next": null, "any": null, "more": null}"#;
        let expected = Model { id: "a".into(), ..Model::default() };
        assert_eq!(read(json), (expected, vec![]));
        assert_eq!(read(r#"{"id": "a", "number": ""}"#), read(json));
    }

    #[test]
    fn a_second_name_is_read_like_the_first() {
        assert_eq!(read(r#"{"ID": "a", "labels": [1], "tags": []}"#), read(r#"{"id": "a", "tags": [1]}"#));
        assert_eq!(misread(r#"{"ID": []}"#), "ID: expected a string, found an array");
    }

    #[test]
    fn unknown_fields_are_kept() {
        let (model, skipped) = read(r#"{"id": "a", "new": {"n": 18446744073709551616}, "null": null}"#);
        assert_eq!(skipped, Vec::<String>::new());
        let kept: Vec<_> = model.unknown.iter().map(|(name, json)| (name, json.get())).collect();
        assert_eq!(kept, [("new", r#"{"n": 18446744073709551616}"#), ("null", "null")]);
    }

    #[test]
    fn an_odd_value_costs_only_itself() {
        let json = r#"{"id": "a", "name": [["x"]], "tags": [1, [2], {"a": {}}, null, "x", 3], "counts": {"x": true, "y": 2},
            "nick": {}, "number": "hunter2", "any": 18446744073709551616, "next": [1], "more": null,
            "list": [{"id": "b", "tags": 5}, 7, {"id": "c", "next": {"id": "d", "name": false}}]}"#;
        let (model, skipped) = read(json);
        let part = |id: &str| Model { id: id.into(), ..Model::default() };
        let expected = Model {
            tags: vec![1, 3],
            counts: BTreeMap::from([("y".into(), 2)]),
            list: vec![part("b"), Model { next: Some(Box::new(part("d"))), ..part("c") }],
            ..part("a")
        };
        assert_eq!(model, expected);
        let paths = [
            "name: an array",
            "tags[1]: an array",
            "tags[2]: an object",
            "tags[3]: null",
            "tags[4]: a string",
            "counts.x: a boolean",
            "nick: an object",
            "number: a string",
            "any: a number",
            "next: an array",
            "list[0].tags: a number",
            "list[1]: a number",
            "list[2].next.name: a boolean",
        ];
        assert_eq!(skipped, paths);
        assert_eq!(
            read_all::<Model>(json.as_bytes(), true).unwrap_err().to_string(),
            "name: expected a string, found an array"
        );
    }

    #[test]
    fn names_the_place() {
        let cases = [
            ("{}", "id: it is required but missing"),
            (r#"{"id": null}"#, "id: it is required but missing"),
            (r#"{"id": "a", "next": {"id": "b", "next": {}}}"#, "next.next.id: it is required but missing"),
            (r#"{"id": "a", "list": [{"id": "b"}, {"id": {}}]}"#, "list[1].id: expected a string, found an object"),
            (r#"{"id": "a", "more": "hunter2"}"#, "more: expected a boolean, found a string"),
            ("[]", "expected an object, found an array"),
            (r#"{"id": "a", "name": tru}"#, "name: expected ident at line 1 column 24"),
            (r#"{"id": "a"} x"#, "trailing characters at line 1 column 13"),
        ];
        for (json, expected) in cases {
            assert_eq!(misread(json), expected, "{json}");
        }
        // `serde_json::from_str` cannot report values that were left out, so a value of a wrong type is an error here.
        let strict = serde_json::from_str::<Model>(r#"{"id": "a", "tags": [1, "hunter2"]}"#).unwrap_err();
        assert_eq!(strict.to_string(), "expected an integer, found a string at line 1 column 34");
    }

    #[test]
    fn numbers_are_exact_or_odd() {
        let id = |number: &str| read(&format!(r#"{{"id": {number}}}"#)).0.id;
        for number in ["9223372036854775808", "18446744073709551615", "18446744073709551616", "-9223372036854775809"] {
            assert_eq!(id(number), number);
        }
        let long = "1".repeat(60);
        assert_eq!(id(&long), long);
        assert_eq!(id("1234567890123456789.0"), "1234567890123456789.0");
        assert_eq!((id("1.5"), id("5.0")), ("1.5".to_owned(), "5".to_owned()));
        for (number, expected) in [
            ("9223372036854775807", Some(i64::MAX)),
            ("5.0", Some(5)),
            ("9007199254740993.0", None),
            ("9223372036854775808", None),
            ("1e30", None),
        ] {
            let (model, skipped) = read(&format!(r#"{{"id": "a", "number": {number}}}"#));
            assert_eq!((model.number, skipped.is_empty()), (expected, expected.is_some()), "{number}");
        }
    }

    #[test]
    fn what_is_too_deep_costs_only_itself() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let (model, skipped) = read(&format!(r#"{{"id": "a", "any": {deep}, "name": {deep}, "new": {deep}}}"#));
        assert_eq!(model.unknown.len(), 1);
        assert_eq!(skipped, ["any: an array", "name: an array"]);
    }
}
