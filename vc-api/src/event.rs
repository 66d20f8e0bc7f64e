//! What all kinds of event have in common.

use serde::de::DeserializeOwned;

use crate::decode::Misread;
use crate::runtime::Json;
use crate::scope::Scope;
use crate::token::AppType;

/// The body of a kind of event.
pub trait EventType {
    /// All that is known of this kind of event.
    const INFO: &'static EventInfo;
}

/// What is known of a kind of event; see [`EventType::INFO`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventInfo {
    /// What the platform calls it, such as `vc.meeting.meeting_started_v1`.
    pub event_type: &'static str,
    /// The app needs one of these scopes to get it; none if the list is empty.
    pub scopes: &'static [Scope],
    /// The kinds of app that can get it.
    pub app_types: &'static [AppType],
    /// Whether the platform advises against its use.
    pub deprecated: bool,
    /// The page of the platform's documentation about it.
    pub documentation: &'static str,
}

/// An event of a kind that this version does not know, or one whose body could not be read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OtherEvent {
    /// What the platform calls this kind of event.
    pub event_type: String,
    /// The body of the event, as it came.
    pub body: Json,
    /// Why the body of a known kind of event could not be read; `None` if the kind is unknown.
    pub reason: Option<String>,
}

impl OtherEvent {
    /// An event of an unknown kind.
    #[must_use]
    pub fn unknown(event_type: &str, body: Json) -> Self {
        Self { event_type: event_type.to_owned(), body, reason: None }
    }
}

/// Reads the body of an event of a known kind; if that fails, it is carried as it came.
#[doc(hidden)]
pub fn decode_event<T: DeserializeOwned, E>(
    event_type: &str,
    body: Json,
    known: fn(T) -> E,
    other: fn(OtherEvent) -> E,
) -> E {
    // An event without a body is one in which nothing is told, as an answer without data is.
    let nothing = Json::Object(serde_json::Map::new());
    match serde_path_to_error::deserialize(if body.is_null() { &nothing } else { &body }) {
        Ok(event) => known(event),
        Err(error) => {
            other(OtherEvent { event_type: event_type.to_owned(), body, reason: Some(Misread::of(&error).to_string()) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    enum Event {
        Number(i64),
        Other(OtherEvent),
    }

    #[test]
    fn what_cannot_be_read_is_carried() {
        let decode = |body: Json| decode_event("number", body, Event::Number, Event::Other);
        assert_eq!(decode(5.into()), Event::Number(5));
        let expected = OtherEvent {
            event_type: "number".into(),
            body: "hunter2".into(),
            reason: Some("expected i64, found: text".into()),
        };
        assert_eq!(decode("hunter2".into()), Event::Other(expected));
    }
}
