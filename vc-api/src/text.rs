//! Integers that travel as text.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap as _, SerializeSeq as _, Serializer};

use crate::decode::Key;

/// A value that is written as text, and read from text or a number.
#[doc(hidden)]
pub trait AsText: Sized {
    /// `None` if there is nothing: null, or for a single value the empty text.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error>;

    /// Writes it as text.
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Whether it is left out of an object.
    fn is_absent(&self) -> bool {
        false
    }
}

impl AsText for i64 {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(IntegerVisitor)
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<T: AsText> AsText for Option<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        T::decode(deserializer).map(Some)
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.encode(serializer),
            None => serializer.serialize_none(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: AsText> AsText for Vec<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_option(ListVisitor(PhantomData))
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for value in self {
            list.serialize_element(&Text(value))?;
        }
        list.end()
    }
}

impl<T: AsText> AsText for BTreeMap<String, T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_option(MapVisitor(PhantomData))
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            map.serialize_entry(key, &Text(value))?;
        }
        map.end()
    }
}

/// Serializes a value as text.
pub(crate) struct Text<'a, T>(pub(crate) &'a T);

impl<T: AsText> serde::Serialize for Text<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.encode(serializer)
    }
}

/// Deserializes a value from text or a number.
pub(crate) struct TextSeed<T>(PhantomData<T>);

impl<T> TextSeed<T> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: AsText> DeserializeSeed<'de> for TextSeed<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode(deserializer)
    }
}

struct IntegerVisitor;

impl Visitor<'_> for IntegerVisitor {
    type Value = Option<i64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer, as text or as a number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<i64>, E> {
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| E::custom("expected an integer, found another text"))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Option<i64>, E> {
        Ok(Some(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<i64>, E> {
        i64::try_from(number).map(Some).map_err(|_| E::custom("the integer does not fit into 64 bits"))
    }

    #[expect(clippy::cast_possible_truncation, reason = "integers within the range of f64 that is exact")]
    fn visit_f64<E: Error>(self, number: f64) -> Result<Option<i64>, E> {
        if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 {
            Ok(Some(number as i64))
        } else {
            Err(E::custom("expected an integer, found another number"))
        }
    }

    fn visit_unit<E>(self) -> Result<Option<i64>, E> {
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Option<i64>, E> {
        Ok(None)
    }
}

/// An element of a list or a map, where nothing is not a value.
fn element<E: Error, T>(value: Option<T>) -> Result<T, E> {
    value.ok_or_else(|| E::custom("expected an integer, found nothing"))
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: AsText> Visitor<'de> for ListVisitor<T> {
    type Value = Option<Vec<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of integers, as text or as numbers")
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element_seed(TextSeed::new())? {
            list.push(element(value)?);
        }
        Ok(Some(list))
    }
}

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: AsText> Visitor<'de> for MapVisitor<T> {
    type Value = Option<BTreeMap<String, T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of integers, as text or as numbers")
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

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(key) = access.next_key_seed(Key)? {
            let value = access.next_value_seed(TextSeed::new())?;
            map.insert(key.into_owned(), element(value)?);
        }
        Ok(Some(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::UnixSeconds;

    fn read<T: AsText>(json: &str) -> Result<Option<T>, serde_json::Error> {
        T::decode(&mut serde_json::Deserializer::from_str(json))
    }

    fn written<T: AsText>(value: &T) -> String {
        serde_json::to_string(&Text(value)).unwrap()
    }

    #[test]
    fn reads_text_and_numbers() {
        for json in ["\"-7\"", "-7", "-7.0", "-70e-1"] {
            assert_eq!(read::<i64>(json).unwrap(), Some(-7), "{json}");
        }
        let largest = i64::MAX.to_string();
        assert_eq!(read::<i64>(&largest).unwrap(), Some(i64::MAX));
        assert_eq!(read::<i64>(&format!("\"{largest}\"")).unwrap(), Some(i64::MAX));
        assert_eq!(read::<i64>("\"\"").unwrap(), None);
        assert_eq!(read::<i64>("null").unwrap(), None);
        for json in ["9223372036854775808", "1.5", "1e30", "\"a\"", "\" 1\"", "true", "[]"] {
            assert!(read::<i64>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn nests() {
        assert_eq!(read::<Option<i64>>("null").unwrap(), Some(None));
        assert_eq!(read::<Option<i64>>("\"\"").unwrap(), Some(None));
        assert_eq!(read::<Option<i64>>("\"1\"").unwrap(), Some(Some(1)));
        assert_eq!(read::<Option<Option<i64>>>("null").unwrap(), Some(Some(None)));
        assert_eq!(read::<Vec<i64>>("null").unwrap(), None);
        assert_eq!(read::<Vec<Vec<i64>>>("[[1], [\"2\"]]").unwrap(), Some(vec![vec![1], vec![2]]));
        assert_eq!(read::<Option<Vec<i64>>>("[1]").unwrap(), Some(Some(vec![1])));
        let map = BTreeMap::from([("a".to_owned(), UnixSeconds::from(1))]);
        assert_eq!(read("{\"a\": 1}").unwrap(), Some(map));
        assert!(read::<Vec<i64>>("[null]").is_err());
        assert!(read::<Vec<i64>>("\"1\"").is_err());
    }

    #[test]
    fn writes_text() {
        assert_eq!(written(&-7_i64), "\"-7\"");
        assert_eq!(written(&Some(UnixSeconds::from(7))), "\"7\"");
        assert_eq!(written(&None::<i64>), "null");
        assert_eq!(written(&vec![1_i64, 2]), "[\"1\",\"2\"]");
        assert_eq!(written(&BTreeMap::from([("a".to_owned(), 1_i64)])), "{\"a\":\"1\"}");
        assert!(None::<i64>.is_absent());
        assert!(!Some(None::<i64>).is_absent());
    }
}
