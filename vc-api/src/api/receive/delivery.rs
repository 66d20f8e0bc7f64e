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
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Delivery {
    /// The version of the format: `2.0`, or `1.0` of the few kinds that are still delivered as all once were.
    pub schema: String,
    /// What all events say of themselves. Of an event of version 1.0 it is made from what stands elsewhere there.
    pub header: EventHeader,
    /// What happened.
    pub event: Event,
    /// Values of the event that were left out because they are not of their type.
    pub skipped: SkippedValues,
}

impl Delivery {
    /// Makes a delivery of an event, such as `MeetingStarted`, for the test of a handler. Its header has the type of the
    /// event alone.
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

    /// Sets the id of the event, by which a repeated delivery is recognised.
    #[must_use]
    pub fn event_id(mut self, id: impl Into<String>) -> Self {
        self.header.event_id = Some(id.into());
        self
    }

    /// Reads an event from the JSON that the platform delivers, decrypted if it was encrypted.
    ///
    /// An event of an unknown kind, and one whose body cannot be read, is an [`Event::Other`]. A value of a wrong type
    /// is left out: see [`skipped`](Self::skipped).
    ///
    /// That the platform sent it is not checked: see [`Webhook`](crate::Webhook).
    ///
    /// # Errors
    ///
    /// A [`DeliveryError`] if the JSON is no event at all.
    pub fn from_slice(json: &[u8]) -> Result<Self, DeliveryError> {
        Self::read(json, false)
    }

    pub(crate) fn read(json: &[u8], strict: bool) -> Result<Self, DeliveryError> {
        match Incoming::read(json, strict)? {
            Incoming::Event(delivery) => Ok(*delivery),
            Incoming::Encrypted(_) => Err(DeliveryError(Misread::new("", "it is encrypted"))),
            Incoming::Challenge(_) => {
                Err(DeliveryError(Misread::new("", "it is the check of an address, not an event")))
            }
        }
    }

    /// Writes the event as the platform would deliver it in version 2.0.
    ///
    /// # Errors
    ///
    /// If it holds what JSON cannot express.
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

/// What the platform sends to the address of an app.
pub(crate) enum Incoming {
    /// Any of the others, encrypted.
    Encrypted(String),
    Challenge(Challenge),
    Event(Box<Delivery>),
}

/// The platform asks whether an address is that of the app.
pub(crate) struct Challenge {
    /// The app's verification token.
    pub(crate) token: Option<Secret>,
    /// What is to be answered.
    pub(crate) challenge: String,
}

impl Incoming {
    /// Reads what came. If that is to be `strict`, an event with a value of a wrong kind is one that cannot be read.
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

/// An event that is read but for its body.
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

/// Reads a model of which a value of a wrong kind is left out.
fn read_object<T: FromJson>(json: &[u8]) -> Result<(T, SkippedValues), Misread> {
    match read_all(json, false)? {
        (Some(model), skipped) => Ok((model, skipped)),
        (None, _) => Err(Misread::new("", MISSING)),
    }
}

/// Every key that may stand at the top.
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

    // What else is told depends on each of these.
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

/// What an event of version 1.0 says beside its body.
struct FirstVersion {
    uuid: Option<String>,
    token: Option<Secret>,
    ts: Option<String>,
}

impl FirstVersion {
    fn read(self, mut parts: Parts) -> Result<Delivery, Misread> {
        let (told, mut skipped): (Told, _) =
            read_object(parts.body.get().as_bytes()).map_err(|misread| misread.below("event"))?;
        skipped.step(0, Step::Key("event"));
        parts.skipped.append(skipped);
        let Some(event_type) = told.kind else {
            return Err(Misread::new("event.type", MISSING));
        };
        let header = EventHeader {
            event_id: self.uuid,
            event_type: Some(event_type),
            create_time: self.ts.as_deref().and_then(millis),
            token: self.token,
            app_id: told.app_id,
            tenant_key: told.tenant_key,
        };
        Parts { schema: "1.0".to_owned(), ..parts }.delivery(header)
    }
}

/// What the body of an event of version 1.0 says of it.
#[derive(Default)]
struct Told {
    kind: Option<String>,
    app_id: Option<String>,
    tenant_key: Option<String>,
}

impl Decode for Told {
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

decode!(Told);

/// A time in seconds, with a fraction, as a text.
fn millis(seconds: &str) -> Option<UnixMillis> {
    let time = Duration::try_from_secs_f64(seconds.parse().ok()?).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(time).map(UnixMillis::from)
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

    fn read(json: &str) -> Delivery {
        Delivery::from_slice(json.as_bytes()).unwrap()
    }

    fn refused(json: &str) -> String {
        Delivery::from_slice(json.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_unknown_is_carried() {
        let json = r#"{"event": {"a": [1]}, "header": {"event_type": "new", "create_time": 5, "more": 1}, "more": 2}"#;
        let delivery = read(json);
        let Event::Other(other) = delivery.event else { panic!("{delivery:?}") };
        assert_eq!((other.event_type.as_str(), other.reason), ("new", None));
        assert_eq!(other.body.get(), r#"{"a": [1]}"#);
    }

    #[test]
    fn the_first_version_says_the_same_elsewhere() {
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
            "this is not an event that can be read: event.type: it is required but missing"
        );
        assert_eq!(
            refused(r#"{"type": "event_callback", "event": ["hunter2"]}"#),
            "this is not an event that can be read: event: expected an object, found an array"
        );
    }

    #[test]
    fn what_is_no_event_is_refused() {
        let start = "this is not an event that can be read: ";
        let cases = [
            ("[]", "expected an object, found an array"),
            ("{}", "header.event_type: it is required but missing"),
            (r#"{"header": "hunter2"}"#, "header: expected an object, found a string"),
            (r#"{"encrypt": "hunter2"}"#, "it is encrypted"),
            (r#"{"challenge": "hunter2", "type": "url_verification"}"#, "it is the check of an address, not an event"),
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
