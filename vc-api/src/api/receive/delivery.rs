//! Events as the platform delivers them.

use std::fmt;
use std::time::{Duration, SystemTime};

use serde::de::MapAccess;

use crate::generated::events::Event;
use crate::generated::types::EventHeader;
use crate::runtime::operation::event_type::EventBody;
use crate::runtime::wire::decode::{Decode, Field, decode};
use crate::runtime::wire::from_json::{FromJson, read_all};
#[cfg(feature = "encode-responses")]
use crate::runtime::wire::json::Json;
use crate::runtime::wire::json::RawJson;
use crate::runtime::wire::reading::{MISSING, Misread};
use crate::runtime::wire::secret::Secret;
use crate::runtime::wire::skipped::{SkippedValues, Step};
use crate::runtime::wire::unix_time::UnixMillis;

/// Event as the platform delivers it: a header that all events share, and a typed body.
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
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Delivery {
    /// Version of the format: `2.0`, or `1.0` for the few types that the platform still delivers in the first format.
    pub schema: String,
    /// Header of the event. An event of version 1.0 has no header, so the client fills this field from other fields of the
    /// event.
    pub header: EventHeader,
    /// Type and body of the event.
    pub event: Event,
    /// Values of the event that were left out because they have a wrong type.
    pub skipped: SkippedValues,
}

impl Delivery {
    /// Creates a delivery of an event, such as `MeetingStarted`, to test a handler. The header of the delivery contains only
    /// the event type.
    ///
    /// ```
    /// use vc_api::Delivery;
    /// use vc_api::meeting::MeetingStarted;
    ///
    /// let delivery = Delivery::new(MeetingStarted::default()).event_id("5e37");
    /// assert_eq!(delivery.header.event_type.as_deref(), Some("vc.meeting.meeting_started_v1"));
    /// ```
    #[must_use]
    pub fn new(event: impl Into<Event>) -> Self {
        let event = event.into();
        let header = EventHeader { event_type: Some(event.event_type().to_owned()), ..EventHeader::default() };
        Self { schema: "2.0".to_owned(), header, event, skipped: SkippedValues::default() }
    }

    /// Sets the id of the event. A receiver recognises a repeated delivery by this id.
    #[must_use]
    pub fn event_id(mut self, id: impl Into<String>) -> Self {
        self.header.event_id = Some(id.into());
        self
    }

    /// Reads an event from the JSON that the platform delivers. Encrypted JSON must be decrypted first.
    ///
    /// An event becomes an [`Event::Other`] if its type is unknown or its body is unreadable. A value of a wrong type is
    /// left out: see [`skipped`](Self::skipped).
    ///
    /// This method does not check whether the platform sent the event: see [`Webhook`](crate::Webhook).
    ///
    /// # Errors
    ///
    /// Returns a [`DeliveryError`] if the JSON is not an event.
    pub fn from_slice(json: &[u8]) -> Result<Self, DeliveryError> {
        Self::read(json, false)
    }

    pub(crate) fn read(json: &[u8], strict: bool) -> Result<Self, DeliveryError> {
        match Incoming::read(json, strict)? {
            Incoming::Event(delivery) => Ok(*delivery),
            Incoming::Encrypted(_) => Err(DeliveryError(Misread::new("", "the JSON is encrypted"))),
            Incoming::Challenge(_) => Err(DeliveryError(Misread::new("", "the JSON is a challenge, not an event"))),
        }
    }

    /// Encodes the event as JSON, in version 2.0 of the platform's format.
    ///
    /// # Errors
    ///
    /// Returns an error if the event contains a value that JSON cannot express.
    #[cfg(feature = "encode-responses")]
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

/// Body of a webhook request.
pub(crate) enum Incoming {
    /// Encrypted text of a challenge or an event.
    Encrypted(String),
    Challenge(Challenge),
    Event(Box<Delivery>),
}

/// Challenge with which the platform checks the address of an app.
pub(crate) struct Challenge {
    /// Verification token of the app.
    pub(crate) token: Option<Secret>,
    /// Text that the response must repeat.
    pub(crate) challenge: String,
}

impl Incoming {
    /// Reads the body of a request. If `strict` is `true`, an event with a value of a wrong type counts as unreadable.
    pub(crate) fn read(json: &[u8], strict: bool) -> Result<Self, DeliveryError> {
        let (whole, skipped): (Whole, _) = read_object(json).map_err(DeliveryError)?;
        if let Some(encrypted) = whole.encrypt {
            return Ok(Self::Encrypted(encrypted));
        }
        if let Some(challenge) = whole.challenge {
            return Ok(Self::Challenge(Challenge { token: whole.token, challenge }));
        }
        let schema = whole.schema.unwrap_or_default();
        let body = whole.event.unwrap_or_else(|| RawJson::NULL.to_owned());
        let parts = Parts { schema, body, skipped, strict };
        match whole.header {
            None if whole.kind.as_deref() == Some("event_callback") => {
                let first = FirstVersion { uuid: whole.uuid, token: whole.token, ts: whole.ts };
                first.read(parts)
            }
            header => parts.delivery(header.unwrap_or_default()),
        }
        .map(|delivery| Self::Event(Box::new(delivery)))
        .map_err(DeliveryError)
    }
}

/// Parts of an event. The body of the event is not parsed yet.
struct Parts {
    schema: String,
    body: Box<RawJson>,
    skipped: SkippedValues,
    strict: bool,
}

impl Parts {
    fn delivery(self, header: EventHeader) -> Result<Delivery, Misread> {
        let Self { schema, body, mut skipped, strict } = self;
        let Some(event_type) = &header.event_type else {
            return Err(Misread::new("header.event_type", MISSING));
        };
        let event = Event::decode(EventBody { event_type, json: body, strict, skipped: &mut skipped });
        Ok(Delivery { schema, header, event, skipped })
    }
}

/// Parses a model from JSON. Leaves out values of a wrong type.
fn read_object<T: FromJson>(json: &[u8]) -> Result<(T, SkippedValues), Misread> {
    match read_all(json, false)? {
        (Some(model), skipped) => Ok((model, skipped)),
        (None, _) => Err(Misread::new("", MISSING)),
    }
}

/// Keys at the top level of a body.
#[derive(Default)]
struct Whole {
    schema: Option<String>,
    header: Option<EventHeader>,
    event: Option<Box<RawJson>>,
    encrypt: Option<String>,
    challenge: Option<String>,
    kind: Option<String>,
    uuid: Option<String>,
    token: Option<Secret>,
    ts: Option<String>,
}

impl Decode for Whole {
    fn empty() -> Self {
        Self::default()
    }

    // The meaning of the body depends on each of these keys. So a wrong type is an error.
    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        let value = value.strict();
        match name {
            "schema" => value.option(&mut self.schema),
            "header" => value.option(&mut self.header),
            "event" => value.option(&mut self.event),
            "encrypt" => value.option(&mut self.encrypt),
            "challenge" => value.option(&mut self.challenge),
            "type" => value.option(&mut self.kind),
            "uuid" => value.option(&mut self.uuid),
            "token" => value.option(&mut self.token),
            "ts" => value.option(&mut self.ts),
            _ => value.skip(),
        }
    }
}

decode!(Whole);

/// Fields of an event of version 1.0 that are outside of its body.
struct FirstVersion {
    uuid: Option<String>,
    token: Option<Secret>,
    ts: Option<String>,
}

impl FirstVersion {
    fn read(self, mut parts: Parts) -> Result<Delivery, Misread> {
        let (in_body, mut skipped): (HeaderInBody, _) =
            read_object(parts.body.get().as_bytes()).map_err(|misread| misread.below("event"))?;
        skipped.step(0, Step::Key("event"));
        parts.skipped.append(skipped);
        let Some(event_type) = in_body.kind else {
            return Err(Misread::new("event.type", MISSING));
        };
        let header = EventHeader {
            event_id: self.uuid,
            event_type: Some(event_type),
            create_time: self.ts.as_deref().and_then(millis),
            token: self.token,
            app_id: in_body.app_id,
            tenant_key: in_body.tenant_key,
        };
        Parts { schema: "1.0".to_owned(), ..parts }.delivery(header)
    }
}

/// Header fields in the body of an event of version 1.0.
#[derive(Default)]
struct HeaderInBody {
    kind: Option<String>,
    app_id: Option<String>,
    tenant_key: Option<String>,
}

impl Decode for HeaderInBody {
    fn empty() -> Self {
        Self::default()
    }

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        match name {
            "type" => value.option(&mut self.kind),
            "app_id" => value.option(&mut self.app_id),
            "tenant_key" => value.option(&mut self.tenant_key),
            _ => value.skip(),
        }
    }
}

decode!(HeaderInBody);

/// Parses a time that is given as text, in seconds with a fraction.
fn millis(seconds: &str) -> Option<UnixMillis> {
    let time = Duration::try_from_secs_f64(seconds.parse().ok()?).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(time).map(UnixMillis::from)
}

/// Error for JSON that is not an event.
pub struct DeliveryError(Misread);

impl fmt::Display for DeliveryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the event cannot be read: {}", self.0)
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

    fn read(json: &str) -> Delivery {
        Delivery::from_slice(json.as_bytes()).unwrap()
    }

    fn refused(json: &str) -> String {
        Delivery::from_slice(json.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn unknown_events_are_carried() {
        let json = r#"{"event": {"a": [1]}, "header": {"event_type": "new", "create_time": 5, "more": 1}, "more": 2}"#;
        let delivery = read(json);
        let Event::Other(other) = delivery.event else { panic!("{delivery:?}") };
        assert_eq!((other.event_type.as_str(), other.reason), ("new", None));
        assert_eq!(other.body.get(), r#"{"a": [1]}"#);
    }

    #[test]
    fn the_header_of_the_first_version_is_read() {
        let json = r#"{"uuid": "u1", "token": "hunter2", "ts": "1502199207.7171419", "type": "event_callback",
            "event": {"type": "app_ticket", "app_id": "cli_1", "tenant_key": "t1", "app_ticket": "hunter2"}}"#;
        let delivery = read(json);
        let header = &delivery.header;
        assert_eq!(delivery.schema, "1.0");
        assert_eq!(
            [&header.event_id, &header.event_type, &header.app_id, &header.tenant_key].map(|one| one.as_deref()),
            [Some("u1"), Some("app_ticket"), Some("cli_1"), Some("t1")]
        );
        assert_eq!(header.create_time.map(UnixMillis::millis), Some(1_502_199_207_717));
        assert_eq!(header.token.as_ref().map(Secret::expose), Some("hunter2"));
        assert!(!format!("{delivery:?}").contains("hunter2"));
        let odd = read(r#"{"type": "event_callback", "event": {"type": "app_ticket", "app_id": ["hunter2"]}}"#);
        assert_eq!(odd.skipped.first().map(ToString::to_string).as_deref(), Some("event.app_id: an array"));
        assert_eq!(
            refused(r#"{"type": "event_callback", "event": {"app_ticket": "hunter2"}}"#),
            "the event cannot be read: event.type: it is required but missing"
        );
        assert_eq!(
            refused(r#"{"type": "event_callback", "event": ["hunter2"]}"#),
            "the event cannot be read: event: expected an object, found an array"
        );
    }

    #[test]
    fn other_json_is_refused() {
        let start = "the event cannot be read: ";
        let cases = [
            ("[]", "expected an object, found an array"),
            ("{}", "header.event_type: it is required but missing"),
            (r#"{"header": "hunter2"}"#, "header: expected an object, found a string"),
            (r#"{"encrypt": "hunter2"}"#, "the JSON is encrypted"),
            (r#"{"challenge": "hunter2", "type": "url_verification"}"#, "the JSON is a challenge, not an event"),
            (r#"{"header": {"event_type": "new"}"#, "EOF while parsing an object at line 1 column 32"),
            (r#"{"header": {"event_type": "new"}} hunter2"#, "trailing characters at line 1 column 35"),
        ];
        for (json, reason) in cases {
            assert_eq!(refused(json), format!("{start}{reason}"));
        }
    }

    #[test]
    fn deep_json_is_carried() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let body = format!(r#"{{"header": {{"event_type": "new"}}, "event": {deep}}}"#);
        let Event::Other(other) = read(&body).event else { panic!("it is unknown") };
        assert_eq!(other.body.get(), deep);
        assert!(other.json().is_err());
    }
}
