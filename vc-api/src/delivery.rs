//! Events as the platform delivers them.

use std::fmt;
use std::time::{Duration, SystemTime};

use serde::de::MapAccess;

use crate::decode::{Decode, Field, Misread, decode};
use crate::generated::events::Event;
use crate::generated::types::EventHeader;
#[cfg(feature = "encode-answers")]
use crate::runtime::Json;
use crate::runtime::RawJson;
use crate::secret::Secret;
use crate::time::UnixMillis;

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
    /// The version of the format: `2.0`, or `1.0` of the few kinds that are still delivered as all once were.
    pub schema: String,
    /// What all events say of themselves. Of an event of version 1.0 it is made from what stands elsewhere there.
    pub header: EventHeader,
    /// What happened.
    pub event: Event,
}

impl Delivery {
    /// Reads an event from the JSON that the platform delivers, decrypted if it was encrypted.
    ///
    /// An event of an unknown kind, and one whose body cannot be read, is an [`Event::Other`].
    ///
    /// That the platform sent it is not checked: see [`Webhook`](crate::Webhook).
    ///
    /// # Errors
    ///
    /// A [`DeliveryError`] if the JSON is no event at all.
    pub fn from_slice(json: &[u8]) -> Result<Self, DeliveryError> {
        match Incoming::read(json)? {
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
    pub(crate) fn read(json: &[u8]) -> Result<Self, DeliveryError> {
        let whole: Whole = serde_json::from_slice(json).map_err(|error| DeliveryError(locate(json, &error)))?;
        if let Some(encrypted) = whole.encrypt {
            return Ok(Self::Encrypted(encrypted));
        }
        if let Some(challenge) = whole.challenge {
            return Ok(Self::Challenge(Challenge { token: whole.token, challenge }));
        }
        let schema = whole.schema.unwrap_or_default();
        let body = whole.event.unwrap_or_else(|| RawJson::NULL.to_owned());
        match whole.header {
            None if whole.kind.as_deref() == Some("event_callback") => {
                let first = FirstVersion { uuid: whole.uuid, token: whole.token, ts: whole.ts };
                first.read(body)
            }
            header => Delivery::new(schema, header.unwrap_or_default(), body),
        }
        .map(|delivery| Self::Event(Box::new(delivery)))
        .map_err(DeliveryError)
    }
}

impl Delivery {
    fn new(schema: String, header: EventHeader, body: Box<RawJson>) -> Result<Self, Misread> {
        let Some(event_type) = &header.event_type else {
            return Err(Misread::new("header.event_type", crate::decode::MISSING));
        };
        let event = Event::decode(event_type, body);
        Ok(Self { schema, header, event })
    }
}

/// Finds what could not be read.
fn locate(json: &[u8], error: &serde_json::Error) -> Misread {
    match serde_path_to_error::deserialize::<_, Whole>(&mut serde_json::Deserializer::from_slice(json)) {
        Err(located) if error.is_data() => Misread::of(&located),
        // What is not JSON has no paths.
        _ => Misread::at("", error),
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

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
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
    fn read(self, body: Box<RawJson>) -> Result<Delivery, Misread> {
        let told: Told = serde_json::from_str(body.get()).map_err(|error| Misread::at("event", &error))?;
        let Some(event_type) = told.kind else {
            return Err(Misread::new("event.type", crate::decode::MISSING));
        };
        let header = EventHeader {
            event_id: self.uuid,
            event_type: Some(event_type),
            create_time: self.ts.as_deref().and_then(millis),
            token: self.token,
            app_id: told.app_id,
            tenant_key: told.tenant_key,
        };
        Delivery::new("1.0".to_owned(), header, body)
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
        assert_eq!(
            refused(r#"{"type": "event_callback", "event": {"app_ticket": "hunter2"}}"#),
            "this is not an event that can be read: event.type: it must be there, but is not"
        );
        assert_eq!(
            refused(r#"{"type": "event_callback", "event": ["hunter2"]}"#),
            "this is not an event that can be read: event: expected an object, found: list"
        );
    }

    #[test]
    fn what_is_no_event_is_refused() {
        let start = "this is not an event that can be read: ";
        let cases = [
            ("[]", "expected an object, found: list"),
            ("{}", "header.event_type: it must be there, but is not"),
            (r#"{"header": "hunter2"}"#, "header: expected an object, found: text"),
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
