//! Decoding of lists, maps and boxes from JSON.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::runtime::wire::from_json::{Found, FromJson, Key, OBJECT, Seed, drain_map, drain_seq, other_kinds};
use crate::runtime::wire::reading::Reading;
use crate::runtime::wire::skipped::{JsonKind, Step};

/// Decodes a list, and leaves out each element that is null or of a wrong type.
impl<T: FromJson> FromJson for Vec<T> {
    const EXPECTED: &'static str = "an array";

    fn read<'de, D: Deserializer<'de>>(deserializer: D, reading: &mut Reading) -> Result<Found<Self>, D::Error> {
        deserializer.deserialize_any(ListVisitor(reading, PhantomData))
    }
}

struct ListVisitor<'r, T>(&'r mut Reading, PhantomData<T>);

impl<'de, T: FromJson> Visitor<'de> for ListVisitor<'_, T> {
    type Value = Found<Vec<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Vec::<T>::EXPECTED)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let Self(reading, _) = self;
        let mut list = Vec::new();
        for index in 0.. {
            let mark = reading.mark();
            // A model is large, so this code moves each model only once, from the seed into the list.
            let outcome = match seq.next_element_seed(Seed::<T>::new(&mut *reading)) {
                Ok(None) => break,
                Ok(Some(Found::Value(value))) => {
                    list.push(value);
                    Ok(())
                }
                Ok(Some(Found::Absent)) => reading.skip(T::EXPECTED, JsonKind::Null),
                Ok(Some(Found::Odd(kind))) => reading.skip(T::EXPECTED, kind),
                Err(error) => Err(error),
            };
            reading.leave(mark, Step::Index(index), outcome.is_err());
            outcome?;
        }
        Ok(Found::Value(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        drain_map(map)
    }

    other_kinds!();
}

/// Decodes a map, and leaves out each entry whose value is null or of a wrong type.
impl<T: FromJson> FromJson for BTreeMap<String, T> {
    const EXPECTED: &'static str = OBJECT;

    fn read<'de, D: Deserializer<'de>>(deserializer: D, reading: &mut Reading) -> Result<Found<Self>, D::Error> {
        deserializer.deserialize_any(MapVisitor(reading, PhantomData))
    }
}

struct MapVisitor<'r, T>(&'r mut Reading, PhantomData<T>);

impl<'de, T: FromJson> Visitor<'de> for MapVisitor<'_, T> {
    type Value = Found<BTreeMap<String, T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(OBJECT)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let Self(reading, _) = self;
        let mut map = BTreeMap::new();
        while let Some(key) = access.next_key_seed(Key)? {
            let read = |reading: &mut Reading| match access.next_value_seed(Seed::<T>::new(&mut *reading))? {
                Found::Absent => reading.skip(T::EXPECTED, JsonKind::Null).map(|()| None),
                found => found.or_skip(reading),
            };
            if let Some(value) = reading.at(Step::Key(&key), read)? {
                map.insert(key.into_owned(), value);
            }
        }
        Ok(Found::Value(map))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        drain_seq(seq)
    }

    other_kinds!();
}

impl<T: FromJson> FromJson for Box<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn read<'de, D: Deserializer<'de>>(deserializer: D, reading: &mut Reading) -> Result<Found<Self>, D::Error> {
        Ok(T::read(deserializer, reading)?.map(Box::new))
    }
}

/// Accepts any value, and ignores the value.
impl FromJson for () {
    const EXPECTED: &'static str = "anything";

    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &mut Reading) -> Result<Found<Self>, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Found::Value(()))
    }
}
