//! Events as the platform delivers them.

use std::fmt;

use serde::Deserialize;

use crate::decode::Misread;
use crate::generated::events::Event;
use crate::generated::types::EventHeader;
use crate::runtime::Json;

/// An event as the platform delivers it: what all events say of themselves, and what happened.
///
/// ```
/// use vc_api::{Delivery, Event};
///
/// let body = br#"{"schema": "2.0", "header": {"event_id": "5e37", "event_type": "vc.news.made_v9"}, "event": {"a": 1}}"#;
/// let delivery = Delivery::from_slice(body)?;
/// match delivery.event {
///     Event::Other(other) => assert_eq!(other.event_type, "vc.news.made_v9"),
///     _ => unreachable!(),
/// }
/// # Ok::<(), vc_api::DeliveryError>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Delivery {
    /// The version of the format, `2.0`.
    pub schema: String,
    /// What all events say of themselves.
    pub header: EventHeader,
    /// What happened.
    pub event: Event,
}

impl Delivery {
    /// Reads an event from the JSON that the platform delivers, decrypted if it was encrypted.
    ///
    /// An event of an unknown kind, and one whose body cannot be read, is an [`Event::Other`].
    ///
    /// # Errors
    ///
    /// A [`DeliveryError`] if the JSON is no event at all.
    pub fn from_slice(json: &[u8]) -> Result<Self, DeliveryError> {
        let whole: Json = serde_json::from_slice(json).map_err(|error| DeliveryError(Misread::at("", &error)))?;
        Self::from_json(whole)
    }

    /// Reads an event from JSON that is already parsed; else like [`Self::from_slice`].
    ///
    /// # Errors
    ///
    /// A [`DeliveryError`] if the JSON is no event at all.
    pub fn from_json(mut json: Json) -> Result<Self, DeliveryError> {
        let fail = |path: &str, reason: &str| Err(DeliveryError(Misread::new(path, reason)));
        let Some(whole) = json.as_object_mut() else {
            return fail("", "expected an object");
        };
        let mut take = |key| whole.get_mut(key).map(Json::take).unwrap_or_default();
        let header = take("header");
        let Some(event_type) = header.get("event_type").and_then(Json::as_str) else {
            return match (take("encrypt"), take("challenge")) {
                (Json::Null, Json::Null) => fail("header.event_type", crate::decode::MISSING),
                (Json::Null, _) => fail("", "it is the check of an address, not an event"),
                _ => fail("", "it is encrypted"),
            };
        };
        let event = Event::decode(event_type, take("event"));
        let schema = match take("schema") {
            Json::String(schema) => schema,
            _ => String::new(),
        };
        let header = EventHeader::deserialize(&header).map_err(|error| DeliveryError(Misread::at("header", &error)))?;
        Ok(Self { schema, header, event })
    }

    /// Writes the event as the platform would deliver it.
    ///
    /// # Errors
    ///
    /// If it holds what JSON cannot express.
    #[cfg(feature = "encode-answers")]
    pub fn encode(&self) -> Result<Json, serde_json::Error> {
        let mut json = serde_json::Map::new();
        if !self.schema.is_empty() {
            json.insert("schema".to_owned(), Json::from(self.schema.as_str()));
        }
        json.insert("header".to_owned(), serde_json::to_value(&self.header)?);
        json.insert("event".to_owned(), self.event.encode()?);
        Ok(Json::Object(json))
    }
}

/// Why something is not an event.
pub struct DeliveryError(Misread);

impl fmt::Display for DeliveryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this is not an event that can be read: {}", self.0)
    }
}

impl fmt::Debug for DeliveryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeliveryError({})", self.0)
    }
}

impl std::error::Error for DeliveryError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(json: &str) -> String {
        Delivery::from_slice(json.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_unknown_is_carried() {
        let json = r#"{"event": {"a": [1]}, "header": {"event_type": "new", "create_time": 5, "more": 1}, "more": 2}"#;
        let delivery = Delivery::from_slice(json.as_bytes()).unwrap();
        let Event::Other(other) = delivery.event else {
            panic!("{delivery:?}");
        };
        assert_eq!((other.event_type.as_str(), other.reason), ("new", None));
        assert_eq!(other.body["a"][0], 1);
    }

    #[test]
    fn what_is_no_event_is_refused() {
        let start = "this is not an event that can be read: ";
        let cases = [
            ("[]", "expected an object"),
            ("{}", "header.event_type: it must be there, but is not"),
            (r#"{"encrypt": "hunter2"}"#, "it is encrypted"),
            (r#"{"challenge": "hunter2", "type": "url_verification"}"#, "it is the check of an address, not an event"),
            (r#"{"header": {"event_type": "new"}"#, "EOF while parsing an object at line 1 column 32"),
        ];
        for (json, reason) in cases {
            assert_eq!(refused(json), format!("{start}{reason}"));
        }
    }
}
