//! Types of events, their descriptions, and the decoding of their bodies.

use std::fmt;

use crate::runtime::operation::scope::Scope;
use crate::runtime::operation::token_type::AppType;
use crate::runtime::wire::exact_json::exact_json;
use crate::runtime::wire::from_json::{FromJson, read_all};
use crate::runtime::wire::json::{Json, JsonError, RawJson};
use crate::runtime::wire::reading::MISSING;
use crate::runtime::wire::skipped::{SkippedValues, Step};

/// Type of the body of an event, such as `meeting::MeetingStarted`.
pub trait EventType {
    /// Description of the event type.
    const INFO: &'static EventInfo;
}

/// Type that is the body of one variant of the enum `E`. The enum contains all events.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the body of an event",
    label = "an event is expected, such as `vc_api::meeting::MeetingStarted`",
    note = "handle other deliveries with `Events::otherwise`"
)]
pub trait EventOf<E>: EventType + Sized {
    /// Returns the body of an event of this type; `None` for an event of another type.
    fn from_event(event: E) -> Option<Self>;
}

/// Description of an event type; see [`EventType::INFO`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventInfo {
    /// Name on the platform, such as `vc.meeting.meeting_started_v1`.
    pub event_type: &'static str,
    /// Scopes that allow the app to receive the event. One of the scopes is sufficient. If the list is empty, the app needs
    /// no scope.
    pub scopes: &'static [Scope],
    /// Kinds of app that can receive the event.
    pub app_types: &'static [AppType],
    /// Operations that turn the event on and off for a user; `None` if the event needs no subscription.
    pub subscription: Option<Subscription>,
    /// Whether the platform advises against the use of the event.
    pub deprecated: bool,
    /// Page about the event in the platform's documentation; `None` if there is no such page.
    pub documentation: Option<&'static str>,
}

/// Operations that turn an event on and off for a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Subscription {
    /// Operation that begins the subscription, such as `meeting.subscription`.
    pub subscribe: &'static str,
    /// Operation that ends the subscription.
    pub unsubscribe: &'static str,
}

/// Event of a type that this version of the crate does not know, or event with an invalid body.
#[derive(Clone)]
#[non_exhaustive]
pub struct OtherEvent {
    /// Name of the event type on the platform.
    pub event_type: String,
    /// Body of the event as the platform sent it; `null` if the event has no body. `Debug` does not print the body.
    pub body: Box<RawJson>,
    /// Reason why the body of a known event type is invalid; `None` if the event type is unknown.
    pub reason: Option<String>,
}

impl OtherEvent {
    /// Parses the body.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is nested too deeply, or if an integer does not fit 64 bits.
    pub fn json(&self) -> Result<Json, JsonError> {
        exact_json(self.body.get())
    }
}

impl PartialEq for OtherEvent {
    fn eq(&self, other: &Self) -> bool {
        self.event_type == other.event_type && self.body.get() == other.body.get() && self.reason == other.reason
    }
}

impl Eq for OtherEvent {}

impl fmt::Debug for OtherEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtherEvent")
            .field("event_type", &self.event_type)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

/// Body of an event before it is decoded.
#[doc(hidden)]
pub struct EventBody<'a> {
    pub(crate) event_type: &'a str,
    pub(crate) json: Box<RawJson>,
    /// Whether a value of a wrong type makes the whole body invalid.
    pub(crate) strict: bool,
    /// Values that the client leaves out of the event, because they have a wrong type.
    pub(crate) skipped: &'a mut SkippedValues,
}

impl<'a> EventBody<'a> {
    /// Returns the name of the event type on the platform.
    #[must_use]
    pub fn event_type(&self) -> &'a str {
        self.event_type
    }

    /// Returns the body as an event of an unknown type.
    #[must_use]
    pub fn unknown(self) -> OtherEvent {
        OtherEvent { event_type: self.event_type.to_owned(), body: self.json, reason: None }
    }

    /// Decodes the body of a known event type. If the decoding fails, returns an [`OtherEvent`] with the body as the
    /// platform sent it.
    pub fn decode<T: FromJson, E>(self, known: fn(T) -> E, other: fn(OtherEvent) -> E) -> E {
        // The client decodes a missing body as an empty object, like the missing `data` of a response.
        let text = if self.json.get() == RawJson::NULL.get() { "{}" } else { self.json.get() };
        let reason = match read_all(text.as_bytes(), self.strict) {
            Ok((Some(event), mut skipped)) => {
                skipped.step(0, Step::Key("event"));
                self.skipped.append(skipped);
                return known(event);
            }
            Ok((None, _)) => MISSING.to_owned(),
            Err(misread) => misread.to_string(),
        };
        other(OtherEvent { reason: Some(reason), ..self.unknown() })
    }
}

#[allow(unused_macros, unused_imports)]
mod macros {
    /// Implements the conversions between the body of an event and the enum of all events.
    macro_rules! event_body {
        ($body:ty, $event:ident::$variant:ident) => {
            impl From<$body> for $event {
                fn from(body: $body) -> Self {
                    Self::$variant(body)
                }
            }

            impl TryFrom<$event> for $body {
                type Error = Box<$event>;

                /// Converts the event to its body. If the event has another type, returns the event as the error.
                fn try_from(event: $event) -> Result<Self, Self::Error> {
                    match event {
                        $event::$variant(event) => Ok(event),
                        other => Err(Box::new(other)),
                    }
                }
            }

            impl $crate::runtime::EventOf<$event> for $body {
                fn from_event(event: $event) -> Option<Self> {
                    Self::try_from(event).ok()
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
        let body = RawJson::from_string(body.to_owned()).unwrap();
        let body =
            EventBody { event_type: "number", json: body, strict: false, skipped: &mut SkippedValues::default() };
        body.decode(Event::Number, Event::Other)
    }

    #[test]
    fn invalid_bodies_are_kept() {
        assert!(matches!(decode("5"), Event::Number(5)));
        let Event::Other(other) = decode(r#"["hunter2"]"#) else { panic!("it is no number") };
        assert_eq!(other.body.get(), r#"["hunter2"]"#);
        assert_eq!(other.reason.as_deref(), Some("expected an integer, found an array"));
        assert_eq!(other.json().unwrap()[0], "hunter2");
        assert!(!format!("{other:?}").contains("hunter2"));
    }
}
