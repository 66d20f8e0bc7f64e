//! What all kinds of event have in common.

use std::fmt;

use crate::runtime::operation::scope::Scope;
use crate::runtime::operation::token_type::AppType;
use crate::runtime::wire::exact_json::exact_json;
use crate::runtime::wire::from_json::{FromJson, read_all};
use crate::runtime::wire::json::{Json, JsonError, RawJson};
use crate::runtime::wire::reading::MISSING;
use crate::runtime::wire::skipped::{SkippedValues, Step};

/// The body of a kind of event.
pub trait EventType {
    /// All that is known of this kind of event.
    const INFO: &'static EventInfo;
}

/// The body of a kind of event that the enum `E` of all events knows.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the body of an event",
    label = "an event is expected, such as `vc_api::meeting::MeetingStarted`",
    note = "handle other deliveries by `Events::otherwise`"
)]
pub trait EventOf<E>: EventType + Sized {
    /// Takes the body out of an event of this kind.
    fn from_event(event: E) -> Option<Self>;
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
    /// The operations that turn it on and off for a user; `None` if it needs no subscription.
    pub subscription: Option<Subscription>,
    /// Whether the platform advises against its use.
    pub deprecated: bool,
    /// The page of the platform's documentation about it; `None` if there is none.
    pub documentation: Option<&'static str>,
}

/// The operations that turn an event on and off for a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Subscription {
    /// The operation that subscribes, such as `meeting.subscription`.
    pub subscribe: &'static str,
    /// The operation that ends the subscription.
    pub unsubscribe: &'static str,
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
    /// The body, parsed.
    ///
    /// # Errors
    ///
    /// If it is nested too deeply, or holds an integer that does not fit 64 bits.
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

/// The body of an event that is to be read.
#[doc(hidden)]
pub struct EventBody<'a> {
    pub(crate) event_type: &'a str,
    pub(crate) json: Box<RawJson>,
    /// Whether a value of a wrong kind makes the event one that cannot be read.
    pub(crate) strict: bool,
    /// What was left out of the event.
    pub(crate) skipped: &'a mut SkippedValues,
}

impl<'a> EventBody<'a> {
    /// What the platform calls this kind of event.
    #[must_use]
    pub fn event_type(&self) -> &'a str {
        self.event_type
    }

    /// An event of an unknown kind.
    #[must_use]
    pub fn unknown(self) -> OtherEvent {
        OtherEvent { event_type: self.event_type.to_owned(), body: self.json, reason: None }
    }

    /// Reads the body of a known kind; if that fails, it is carried as it came.
    pub fn decode<T: FromJson, E>(self, known: fn(T) -> E, other: fn(OtherEvent) -> E) -> E {
        // An event without a body is one in which nothing is told, as a response without data is.
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
    /// The body of an event, out of a variant of the enum of all events.
    macro_rules! event_body {
        ($body:ty, $event:ident::$variant:ident) => {
            impl From<$body> for $event {
                fn from(body: $body) -> Self {
                    Self::$variant(body)
                }
            }

            impl TryFrom<$event> for $body {
                type Error = Box<$event>;

                /// The event back if it is of another type.
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
    fn what_cannot_be_read_is_carried() {
        assert!(matches!(decode("5"), Event::Number(5)));
        let Event::Other(other) = decode(r#"["hunter2"]"#) else { panic!("it is no number") };
        assert_eq!(other.body.get(), r#"["hunter2"]"#);
        assert_eq!(other.reason.as_deref(), Some("expected an integer, found an array"));
        assert_eq!(other.json().unwrap()[0], "hunter2");
        assert!(!format!("{other:?}").contains("hunter2"));
    }
}
