//! Encoding of integers as JSON strings.

use std::collections::BTreeMap;

use serde::ser::{SerializeMap as _, SerializeSeq as _, Serializer};

/// Integer, or a list or map of integers. The encoding writes each integer as a JSON string.
#[doc(hidden)]
pub trait AsText {
    /// Encodes the value, with each integer as a JSON string.
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Returns whether the JSON object leaves out a field with this value.
    fn is_absent(&self) -> bool {
        false
    }
}

impl AsText for i64 {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<T: AsText> AsText for Option<T> {
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
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for value in self {
            list.serialize_element(&Text(value))?;
        }
        list.end()
    }
}

impl<T: AsText> AsText for BTreeMap<String, T> {
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            map.serialize_entry(key, &Text(value))?;
        }
        map.end()
    }
}

/// Wrapper that serializes a value with each integer as a JSON string.
pub(crate) struct Text<'a, T>(pub(crate) &'a T);

impl<T: AsText> serde::Serialize for Text<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.encode(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::wire::unix_time::UnixSeconds;

    fn written<T: AsText>(value: &T) -> String {
        serde_json::to_string(&Text(value)).unwrap()
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
