//! What the platform sends to the address of an app: verified, decrypted and read.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use serde_json::json;

use super::crypt::{EncryptKey, same};
use crate::api::receive::delivery::{Challenge, Delivery, DeliveryError, Incoming};
use crate::runtime::error::types::Error;
use crate::runtime::wire::secret::Secret;

/// What an app's page in the developer console says of its events, and how they are received.
#[must_use]
#[derive(Clone)]
pub struct WebhookConfig {
    verification_token: Secret,
    encrypt_key: Option<Secret>,
    replay_window: Option<Duration>,
    pub(crate) body_limit: usize,
    pub(super) strict: bool,
}

impl WebhookConfig {
    /// Starts with the Verification Token that the developer console shows (事件与回调 › 加密策略).
    pub fn new(verification_token: impl Into<Secret>) -> Self {
        Self {
            verification_token: verification_token.into(),
            encrypt_key: None,
            replay_window: None,
            body_limit: 1 << 20,
            strict: false,
        }
    }

    /// The Encrypt Key, if one is set in the developer console: what is sent is then encrypted and signed, and what is
    /// not is refused.
    ///
    /// Set one: without it, only the verification token within the body tells that the platform sent it.
    pub fn encrypt_key(mut self, key: impl Into<Secret>) -> Self {
        self.encrypt_key = Some(key.into());
        self
    }

    /// Refuses what was signed longer ago than that, or as much in the future by the clock of this machine. Off by
    /// default. Needs an Encrypt Key, without which the time is not signed.
    ///
    /// Whether the platform signs an event anew when it delivers it again is not documented. Should it not, a window of
    /// less than 7 hours loses events that came while the receiver was away. An event that was handled is not handled
    /// again in any case: see [`SeenStore`](crate::SeenStore).
    pub fn replay_window(mut self, window: Duration) -> Self {
        self.replay_window = Some(window);
        self
    }

    /// How many bytes a body may have. 1 MiB by default.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Makes an event with a value of a wrong type an [`Event::Other`](crate::Event::Other). Off by default: the value is
    /// left out, and [`Delivery::skipped`] tells where.
    pub fn strict_decoding(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }
}

impl fmt::Debug for WebhookConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookConfig")
            .field("encrypted", &self.encrypt_key.is_some())
            .field("replay_window", &self.replay_window)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}

/// Verifies, decrypts and reads what the platform sends to the address of an app. It does no I/O and knows no web
/// framework; [`Events::webhook`](crate::Events::webhook) adds handlers, and what is between.
///
/// ```
/// use vc_api::{Outcome, Webhook, WebhookConfig};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let webhook = Webhook::new(WebhookConfig::new("the verification token"))?;
///
/// # let headers = http::HeaderMap::new();
/// # let raw_body = br#"{"type": "url_verification", "token": "the verification token", "challenge": "5e37"}"#;
/// match webhook.handle(&headers, raw_body) {
///     Ok(Outcome::Event(delivery)) => println!("{:?}", delivery.event), // respond with 200 within 3 seconds
///     Ok(challenge) => println!("respond with 200 and {}", challenge.response_body()),
///     Err(error) => println!("respond with {}: {error}", error.status()),
/// }
/// # Ok(())
/// # }
/// ```
pub struct Webhook {
    token: Secret,
    key: Option<EncryptKey>,
    replay_window: Option<Duration>,
    body_limit: usize,
    strict: bool,
}

impl Webhook {
    /// Makes it by what the developer console says.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the token or the key is empty, or a replay window is set without a key.
    pub fn new(config: WebhookConfig) -> Result<Self, Error> {
        let invalid = |argument: &'static str, reason: &'static str| Err(Error::invalid(None, argument, reason));
        if config.verification_token.expose().is_empty() {
            return invalid("verification_token", "it is empty");
        }
        match (&config.encrypt_key, config.replay_window) {
            (Some(key), _) if key.expose().is_empty() => return invalid("encrypt_key", "it is empty"),
            (None, Some(_)) => return invalid("replay_window", "without an Encrypt Key, the time is not signed"),
            _ => {}
        }
        Ok(Self {
            token: config.verification_token,
            key: config.encrypt_key.map(EncryptKey::new),
            replay_window: config.replay_window,
            body_limit: config.body_limit,
            strict: config.strict,
        })
    }

    /// How many bytes a body may have.
    #[must_use]
    pub fn body_limit(&self) -> usize {
        self.body_limit
    }

    /// Verifies and reads what came. `raw_body` is the body as it came, to the byte: the signature is over it.
    ///
    /// # Errors
    ///
    /// A [`WebhookError`], which has the HTTP status to respond with.
    pub fn handle(&self, headers: &HeaderMap, raw_body: &[u8]) -> Result<Outcome, WebhookError> {
        if raw_body.len() > self.body_limit {
            return Err(WebhookError::TooLarge { limit: self.body_limit });
        }
        match &self.key {
            None => self.accept(Incoming::read(raw_body, self.strict)?, false),
            Some(key) => match Signed::of(headers) {
                Some(signed) => {
                    signed.verify(key, raw_body, self.replay_window)?;
                    self.read_encrypted(key, raw_body, true)
                }
                // A challenge is not signed. Of anything else nothing is told: it could come from anyone.
                None => match self.read_encrypted(key, raw_body, false) {
                    Ok(Outcome::Challenge(answer)) => Ok(Outcome::Challenge(answer)),
                    _ => Err(WebhookError::NotSigned),
                },
            },
        }
    }

    fn read_encrypted(&self, key: &EncryptKey, body: &[u8], is_signed: bool) -> Result<Outcome, WebhookError> {
        let Incoming::Encrypted(text) = Incoming::read(body, self.strict)? else {
            return Err(WebhookError::NotEncrypted);
        };
        let plain = key.decrypt(&text).ok_or(WebhookError::Undecryptable)?;
        self.accept(Incoming::read(&plain, self.strict)?, is_signed)
    }

    /// Takes what is not encrypted, or no longer. The signature alone tells that an event without a token is genuine.
    fn accept(&self, incoming: Incoming, is_signed: bool) -> Result<Outcome, WebhookError> {
        let is_own = |token: &Option<Secret>| token.as_ref().is_some_and(|token| same(token, &self.token));
        let is_missing = |token: &Option<Secret>| token.as_ref().is_none_or(|token| token.expose().is_empty());
        let (is_own, outcome) = match incoming {
            Incoming::Encrypted(_) => return Err(WebhookError::Undecryptable),
            Incoming::Challenge(Challenge { token, challenge }) => {
                (is_own(&token), Outcome::Challenge(json!({ "challenge": challenge }).to_string()))
            }
            Incoming::Event(delivery) => {
                let token = &delivery.header.token;
                (is_own(token) || is_signed && is_missing(token), Outcome::Event(delivery))
            }
        };
        if is_own { Ok(outcome) } else { Err(WebhookError::WrongToken) }
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("encrypted", &self.key.is_some())
            .field("replay_window", &self.replay_window)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}

/// The headers of a signed request.
struct Signed<'a> {
    signature: &'a [u8],
    timestamp: &'a [u8],
    nonce: &'a [u8],
}

impl<'a> Signed<'a> {
    fn of(headers: &'a HeaderMap) -> Option<Self> {
        let header = |name| headers.get(name).map(http::HeaderValue::as_bytes);
        Some(Self {
            signature: header("x-lark-signature")?,
            timestamp: header("x-lark-request-timestamp")?,
            nonce: header("x-lark-request-nonce")?,
        })
    }

    fn verify(&self, key: &EncryptKey, body: &[u8], window: Option<Duration>) -> Result<(), WebhookError> {
        if !key.verifies(self.signature, self.timestamp, self.nonce, body) {
            return Err(WebhookError::WrongSignature);
        }
        match window {
            Some(window) if self.distance().is_none_or(|distance| distance > window) => Err(WebhookError::TooOld),
            _ => Ok(()),
        }
    }

    /// How far the time of the signature is from now.
    fn distance(&self) -> Option<Duration> {
        let seconds = std::str::from_utf8(self.timestamp).ok()?.parse().ok()?;
        let signed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))?;
        let now = SystemTime::now();
        Some(now.duration_since(signed).unwrap_or_else(|error| error.duration()))
    }
}

/// What the platform sent.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Outcome {
    /// It asks whether the address is that of the app. Holds the body of the response, which must be given within a second.
    Challenge(String),
    /// An event. It must be answered within 3 seconds, or it comes again after 15 seconds, 5 minutes, 1 hour and 6 hours.
    /// It may come again even so.
    Event(Box<Delivery>),
}

impl Outcome {
    /// The body of the response, which is JSON, under HTTP status 200.
    #[must_use]
    pub fn response_body(&self) -> &str {
        match self {
            Self::Challenge(answer) => answer,
            Self::Event(_) => "{}",
        }
    }
}

/// Why a request is refused.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookError {
    /// It has no signature, and is not the challenge that needs none.
    NotSigned,
    /// Its signature is not that of the platform: it came from elsewhere, was changed on the way, or the Encrypt Key is
    /// another than that of the developer console.
    WrongSignature,
    /// It was signed outside the [replay window](WebhookConfig::replay_window).
    TooOld,
    /// It is not encrypted, though an Encrypt Key is set.
    NotEncrypted,
    /// It cannot be decrypted: it is damaged, or the Encrypt Key is missing or another than that of the developer console.
    Undecryptable,
    /// The verification token in it is not that of the app.
    WrongToken,
    /// It is not an event.
    NotAnEvent(DeliveryError),
    /// It has more bytes than [`WebhookConfig::body_limit`] allows.
    TooLarge {
        /// How many bytes are allowed.
        limit: usize,
    },
}

impl WebhookError {
    /// The HTTP status to respond with.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::NotSigned | Self::WrongSignature | Self::TooOld | Self::NotEncrypted | Self::WrongToken => 401,
            Self::Undecryptable | Self::NotAnEvent(_) => 400,
            Self::TooLarge { .. } => 413,
        }
    }
}

impl From<DeliveryError> for WebhookError {
    fn from(error: DeliveryError) -> Self {
        Self::NotAnEvent(error)
    }
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotSigned => "the request is not signed",
            Self::WrongSignature => {
                "the signature is wrong: the request is not the platform's, or the Encrypt Key is not that of the console"
            }
            Self::TooOld => "the request was signed at a time outside the replay window",
            Self::NotEncrypted => "the request is not encrypted, though an Encrypt Key is set",
            Self::Undecryptable => {
                "the request cannot be decrypted: is the Encrypt Key set, and the same as in the console?"
            }
            Self::WrongToken => "the verification token is not that of the app",
            Self::NotAnEvent(error) => return error.fmt(f),
            Self::TooLarge { limit } => return write!(f, "the body has more than {limit} bytes"),
        })
    }
}

impl std::error::Error for WebhookError {}
