//! JSON as the platform sent it.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::runtime::wire::json::JsonError;

/// JSON as the platform sent it, with every digit of its numbers.
///
/// The JSON may contain text that people said or wrote. `Debug` shows only the length of the JSON.
/// [`RawJson::get`](crate::RawJson::get) returns the text.
#[derive(Clone)]
pub struct KeptJson(Box<RawValue>);

impl KeptJson {
    pub(crate) fn new(json: Box<RawValue>) -> Self {
        Self(json)
    }

    /// Decodes the JSON as a `T`.
    ///
    /// # Errors
    ///
    /// Returns an error if the JSON cannot be decoded as a `T`.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, JsonError> {
        serde_json::from_str(self.0.get())
    }
}

impl Deref for KeptJson {
    type Target = RawValue;

    fn deref(&self) -> &RawValue {
        &self.0
    }
}

impl PartialEq for KeptJson {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for KeptJson {}

impl fmt::Debug for KeptJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({} bytes)", self.get().len())
    }
}

/// Fields of a model that are unknown to this version of the crate. Each field has the JSON that the platform sent.
///
/// ```
/// # fn example(activity: &vc_api::bot::MeetingActivity) -> Result<(), serde_json::Error> {
/// for (name, json) in activity.unknown_fields.iter() {
///     println!("{name}: {} bytes", json.get().len());
/// }
/// if let Some(hands) = activity.unknown_fields.get("hand_raised_items") {
///     println!("{}", hands.decode::<serde_json::Value>()?);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnknownFields(BTreeMap<String, KeptJson>);

impl UnknownFields {
    /// Returns the JSON of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&KeptJson> {
        self.0.get(name)
    }

    /// Lists the fields in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &KeptJson)> {
        self.0.iter().map(|(name, json)| (name.as_str(), json))
    }

    /// Returns the number of fields.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there are no fields.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn insert(&mut self, name: String, json: Box<RawValue>) {
        self.0.insert(name, KeptJson(json));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keep_json_and_do_not_print_it() {
        let mut fields = UnknownFields::default();
        fields.insert("b".to_owned(), RawValue::from_string("18446744073709551616".to_owned()).unwrap());
        fields.insert("a".to_owned(), RawValue::from_string("[\"hunter2\"]".to_owned()).unwrap());
        assert_eq!(fields.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(fields.get("b").map(|json| json.get()), Some("18446744073709551616"));
        assert_eq!(fields.get("a").unwrap().decode::<Vec<String>>().unwrap(), ["hunter2"]);
        assert!(fields.get("b").unwrap().decode::<u64>().is_err());
        assert!(fields.get("c").is_none());
        assert_eq!(format!("{fields:?}"), r#"UnknownFields({"a": (11 bytes), "b": (20 bytes)})"#);
        assert_eq!(fields, fields.clone());
        assert_ne!(fields, UnknownFields::default());
    }
}
