//! What all kinds of event have in common.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::decode::Misread;
use crate::runtime::{Json, JsonError, RawJson};
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
#[derive(Clone)]
#[non_exhaustive]
pub struct OtherEvent {
    /// What the platform calls this kind of event.
    pub event_type: String,
    /// The body of the event, as it came; `null` if it has none. `Debug` does not print it.
    pub body: Box<RawJson>,
    /// Why the body of a known kind of event could not be read; `None` if the kind is unknown.
    pub reason: Option<String>,
}

impl OtherEvent {
    /// An event of an unknown kind.
    #[must_use]
    pub fn unknown(event_type: &str, body: Box<RawJson>) -> Self {
        Self { event_type: event_type.to_owned(), body, reason: None }
    }

    /// The body, parsed.
    ///
    /// # Errors
    ///
    /// If it is nested too deeply, or holds a number that is too large.
    pub fn json(&self) -> Result<Json, JsonError> {
        serde_json::from_str(self.body.get())
    }
}

impl fmt::Debug for OtherEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtherEvent")
            .field("event_type", &self.event_type)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

/// Reads the body of an event of a known kind; if that fails, it is carried as it came.
#[doc(hidden)]
pub fn decode_event<T: DeserializeOwned, E>(
    event_type: &str,
    body: Box<RawJson>,
    known: fn(T) -> E,
    other: fn(OtherEvent) -> E,
) -> E {
    // An event without a body is one in which nothing is told, as an answer without data is.
    let text = if body.get() == RawJson::NULL.get() { "{}" } else { body.get() };
    if let Ok(event) = serde_json::from_str(text) {
        return known(event);
    }
    // Only what cannot be read is read again, to tell where.
    match serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(text)) {
        Ok(event) => known(event),
        Err(error) => {
            other(OtherEvent { event_type: event_type.to_owned(), body, reason: Some(Misread::of(&error).to_string()) })
        }
    }
}

#[allow(unused_macros, unused_imports)]
mod macros {
    /// The body of an event, by its name, out of the enum of all events.
    macro_rules! event_body {
        ($name:ident) => {
            impl TryFrom<super::events::Event> for $name {
                type Error = Box<super::events::Event>;

                /// The event back if it is of another type.
                fn try_from(event: super::events::Event) -> Result<Self, Self::Error> {
                    match event {
                        super::events::Event::$name(event) => Ok(event),
                        other => Err(Box::new(other)),
                    }
                }
            }
        };
    }
    pub(crate) use event_body;
}
#[allow(unused_imports)]
pub(crate) use macros::event_body;

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    enum Event {
        Number(i64),
        Other(OtherEvent),
    }

    fn decode(body: &str) -> Event {
        decode_event("number", RawJson::from_string(body.to_owned()).unwrap(), Event::Number, Event::Other)
    }

    #[test]
    fn what_cannot_be_read_is_carried() {
        assert!(matches!(decode("5"), Event::Number(5)));
        let Event::Other(other) = decode(r#"["hunter2"]"#) else { panic!("it is no number") };
        assert_eq!(other.body.get(), r#"["hunter2"]"#);
        assert_eq!(other.reason.as_deref(), Some("expected i64, found: list"));
        assert_eq!(other.json().unwrap()[0], "hunter2");
        assert!(!format!("{other:?}").contains("hunter2"));
    }
}
