//! Verification, decryption and reading of webhook requests.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use serde_json::json;

use super::crypt::{EncryptKey, same};
use crate::api::receive::delivery::{Challenge, Delivery, DeliveryError, Incoming};
use crate::runtime::error::types::Error;
use crate::runtime::wire::secret::Secret;

/// Settings of a webhook: the app's secrets from the developer console, and options of the receiver. For the checks of a
/// request, see [`Webhook`].
#[must_use]
#[derive(Clone)]
pub struct WebhookConfig {
    verification_token: Secret,
    encrypt_key: Option<Secret>,
    further_tokens: Vec<Secret>,
    further_keys: Vec<Secret>,
    replay_window: Option<Duration>,
    pub(crate) body_limit: usize,
    pub(super) strict: bool,
}

impl WebhookConfig {
    /// Creates settings with the Verification Token from the developer console (事件与回调 › 加密策略).
    pub fn new(verification_token: impl Into<Secret>) -> Self {
        Self {
            verification_token: verification_token.into(),
            encrypt_key: None,
            further_tokens: Vec::new(),
            further_keys: Vec::new(),
            replay_window: None,
            body_limit: 1 << 20,
            strict: false,
        }
    }

    /// Sets the Encrypt Key from the developer console.
    ///
    /// With an Encrypt Key, the platform encrypts all requests, and signs all requests except the challenge. The receiver
    /// refuses a request that is not encrypted, and an event that is not signed.
    ///
    /// Set a key in the console. Without a key, only the verification token in the body proves that the platform sent a
    /// request.
    pub fn encrypt_key(mut self, key: impl Into<Secret>) -> Self {
        self.encrypt_key = Some(key.into());
        self
    }

    /// Accepts an additional Verification Token, while you change the token in the developer console. You can call this
    /// method several times.
    ///
    /// ```
    /// use vc_api::WebhookConfig;
    ///
    /// let config = WebhookConfig::new("the new token").encrypt_key("the new key");
    /// // Keep the old ones for 8 hours: the platform still repeats events from before the change.
    /// let config = config.also_verification_token("the old token").also_encrypt_key("the old key");
    /// ```
    ///
    /// Give the receiver the new token and key before you change them in the developer console. A repeated delivery may use
    /// the token and key of the first delivery. So keep the old token and key for at least 8 hours after the change.
    pub fn also_verification_token(mut self, token: impl Into<Secret>) -> Self {
        self.further_tokens.push(token.into());
        self
    }

    /// Accepts an additional Encrypt Key, while you change the key in the developer console: see
    /// [`also_verification_token`](Self::also_verification_token). You can call this method several times.
    ///
    /// The receiver accepts each token with each key. If no other key is set, this method has the same effect as
    /// [`encrypt_key`](Self::encrypt_key).
    pub fn also_encrypt_key(mut self, key: impl Into<Secret>) -> Self {
        self.further_keys.push(key.into());
        self
    }

    fn is_encrypted(&self) -> bool {
        self.encrypt_key.is_some() || !self.further_keys.is_empty()
    }

    /// Refuses a request if the time of its signature differs from the clock of this machine by more than `window`. There is
    /// no window by default. A window needs an Encrypt Key: without a key, the platform does not sign the time.
    ///
    /// The platform does not document whether a repeated delivery has a new signature. If the delivery has the old
    /// signature, a window of less than 7 hours loses events that the platform first delivered while the receiver was down.
    /// Even without a window, the receiver recognises events that it has already handled: see
    /// [`SeenStore`](crate::SeenStore).
    pub fn replay_window(mut self, window: Duration) -> Self {
        self.replay_window = Some(window);
        self
    }

    /// Sets the maximum size of a body, in bytes. The default is 1 MiB. With an Encrypt Key, the limit for an unsigned body
    /// is at most 4 KiB.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Sets whether an event with a value of a wrong type becomes an [`Event::Other`](crate::Event::Other). By default, the
    /// receiver leaves out the value, and [`Delivery::skipped`] lists the path of the value.
    pub fn strict_decoding(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }
}

impl fmt::Debug for WebhookConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookConfig")
            .field("encrypted", &self.is_encrypted())
            .field("replay_window", &self.replay_window)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}

/// Verification, decryption and reading of webhook requests. A `Webhook` does no I/O, and needs no web framework.
/// [`Events::webhook`](crate::Events::webhook) adds handlers, deduplication and responses.
///
/// The webhook makes the following checks in order. If a check fails, the webhook refuses the request, and makes no further
/// checks.
///
/// | | signed, with an Encrypt Key | not signed, with an Encrypt Key | without an Encrypt Key |
/// | --- | --- | --- | --- |
/// | 1 | size, by [`body_limit`](WebhookConfig::body_limit) | size, 4 KiB at most | size, by `body_limit` |
/// | 2 | signature, over the raw body | | |
/// | 3 | [replay window](WebhookConfig::replay_window), if one is set | | |
/// | 4 | decryption | decryption | |
/// | 5 | verification token, which an event may lack | verification token | verification token |
/// | 6 | | kind of the body, which must be a challenge | |
///
/// - The platform checks an address with a challenge. A challenge is small, encrypted and not signed. With an Encrypt Key,
///   the webhook accepts no other unsigned request.
/// - A request counts as not signed if it lacks any of the three signature headers.
/// - If several tokens or keys are set, each of them is valid. The checks of signatures and tokens always try all keys or
///   tokens, so the duration of a check does not reveal the matching one.
/// - With an Encrypt Key, if an unsigned request fails any check, the error is [`WebhookError::NotSigned`]. The duration of
///   the checks does not depend on whether the padding is valid. So the sender learns nothing about the Encrypt Key.
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
    tokens: Vec<Secret>,
    /// Encrypt Keys; empty if requests are not encrypted.
    keys: Vec<EncryptKey>,
    replay_window: Option<Duration>,
    body_limit: usize,
    strict: bool,
}

/// Maximum size of an unsigned body in bytes, if an Encrypt Key is set. The body must be a challenge, which has about 300
/// bytes when encrypted. The limit leaves room for longer challenges.
const CHALLENGE_LIMIT: usize = 4 << 10;

impl Webhook {
    /// Creates a webhook.
    ///
    /// # Errors
    ///
    /// Returns [`Error::InvalidArgument`] if a token or a key is empty, or if
    /// [`replay_window`](WebhookConfig::replay_window) is set without a key.
    pub fn new(config: WebhookConfig) -> Result<Self, Error> {
        let invalid = |argument: &'static str, reason: &'static str| Err(Error::invalid(None, argument, reason));
        let is_encrypted = config.is_encrypted();
        let tokens: Vec<Secret> = std::iter::once(config.verification_token).chain(config.further_tokens).collect();
        let keys: Vec<Secret> = config.encrypt_key.into_iter().chain(config.further_keys).collect();
        if tokens.iter().any(is_empty) {
            return invalid("verification_token", "the token is empty");
        }
        if keys.iter().any(is_empty) {
            return invalid("encrypt_key", "the key is empty");
        }
        if config.replay_window.is_some() && !is_encrypted {
            return invalid(
                "replay_window",
                "the replay window needs an Encrypt Key, because the platform signs the time only with a key",
            );
        }
        Ok(Self {
            tokens,
            keys: keys.into_iter().map(EncryptKey::new).collect(),
            replay_window: config.replay_window,
            body_limit: config.body_limit,
            strict: config.strict,
        })
    }

    /// Returns the maximum size, in bytes, of the body of a request with these headers. A server can stop reading at this
    /// limit.
    #[must_use]
    pub fn body_limit(&self, headers: &HeaderMap) -> usize {
        if self.must_be_challenge(headers) { self.body_limit.min(CHALLENGE_LIMIT) } else { self.body_limit }
    }

    /// Returns the error for a body that exceeds the limit.
    pub(super) fn too_large(&self, headers: &HeaderMap) -> WebhookError {
        if self.must_be_challenge(headers) {
            WebhookError::NotSigned
        } else {
            WebhookError::TooLarge { limit: self.body_limit }
        }
    }

    /// Returns whether a request with these headers must be a challenge.
    fn must_be_challenge(&self, headers: &HeaderMap) -> bool {
        !self.keys.is_empty() && Signed::of(headers).is_none()
    }

    /// Verifies and reads a request. `raw_body` must contain the exact bytes of the body, because the signature covers these
    /// bytes.
    ///
    /// # Errors
    ///
    /// Returns a [`WebhookError`]. [`WebhookError::status`] is the HTTP status of the response.
    pub fn handle(&self, headers: &HeaderMap, raw_body: &[u8]) -> Result<Outcome, WebhookError> {
        if raw_body.len() > self.body_limit(headers) {
            return Err(self.too_large(headers));
        }
        if self.keys.is_empty() {
            return self.accept(Incoming::read(raw_body, self.strict)?, false);
        }
        match Signed::of(headers) {
            Some(signed) => {
                let key = signed.verify(&self.keys, raw_body, self.replay_window)?;
                let text = self.encrypted(raw_body)?;
                self.accept(self.decrypted(key, &text)?, true)
            }
            // Anyone can send an unsigned request. So the error reveals nothing about the request.
            None => self.challenge(raw_body).ok_or(WebhookError::NotSigned),
        }
    }

    /// Decrypts and reads a request that was signed with the key `signing`. If `signing` cannot decrypt the request, the
    /// method tries the other keys. A repeated delivery may be encrypted with the key of the first delivery, and signed with
    /// a newer key.
    fn decrypted(&self, signing: &EncryptKey, text: &str) -> Result<Incoming, WebhookError> {
        let read = |key: &EncryptKey| {
            let plain = key.decrypt(text).ok_or(WebhookError::Undecryptable)?;
            Ok(Incoming::read(&plain, self.strict)?)
        };
        // With a wrong key, the padding can be valid by chance. So a key counts as right only if the plaintext is readable
        // too.
        let others = self.keys.iter().filter(|key| !std::ptr::eq(*key, signing));
        read(signing).or_else(|error| others.map(read).find_map(Result::ok).ok_or(error))
    }

    /// Returns the response to an unsigned challenge. Tries each key, so the duration of the check does not reveal the
    /// matching key.
    fn challenge(&self, body: &[u8]) -> Option<Outcome> {
        let text = self.encrypted(body).ok()?;
        let outcomes = self.keys.iter().map(|key| self.challenge_by(key, &text));
        outcomes.fold(None, |found, outcome| found.or(outcome))
    }

    fn challenge_by(&self, key: &EncryptKey, text: &str) -> Option<Outcome> {
        let (plain, is_padded) = key.decrypt_blindly(text)?;
        // The function reads the plaintext even if the padding is invalid. So the duration of the function does not depend
        // on the padding.
        let incoming = Incoming::read(&plain, self.strict).ok()?;
        let outcome = self.accept(incoming, false).ok()?;
        (bool::from(is_padded) && matches!(outcome, Outcome::Challenge(_))).then_some(outcome)
    }

    /// Returns the encrypted text of a body.
    fn encrypted(&self, body: &[u8]) -> Result<String, WebhookError> {
        match Incoming::read(body, self.strict)? {
            Incoming::Encrypted(text) => Ok(text),
            Incoming::Challenge(_) | Incoming::Event(_) => Err(WebhookError::NotEncrypted),
        }
    }

    /// Checks the verification token of a plain or decrypted body. A signed event may lack the token.
    fn accept(&self, incoming: Incoming, is_signed: bool) -> Result<Outcome, WebhookError> {
        let is_own = |token: &Option<Secret>| {
            token.as_ref().is_some_and(|token| {
                // The receiver compares the token with all valid tokens, even after a match. So the duration does not
                // reveal which valid token matches.
                self.tokens.iter().fold(false, |found, own| found | same(token, own))
            })
        };
        let is_missing = |token: &Option<Secret>| token.as_ref().is_none_or(is_empty);
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
            .field("encrypted", &!self.keys.is_empty())
            .field("replay_window", &self.replay_window)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}

fn is_empty(secret: &Secret) -> bool {
    secret.expose().is_empty()
}

/// Headers of a signed request.
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

    /// Returns the key with which the request was signed.
    fn verify<'k>(
        &self,
        keys: &'k [EncryptKey],
        body: &[u8],
        window: Option<Duration>,
    ) -> Result<&'k EncryptKey, WebhookError> {
        // The loop tries all keys. So the duration does not reveal the matching key.
        let signing = keys.iter().fold(None, |found, key| {
            let verifies = key.verifies(self.signature, self.timestamp, self.nonce, body);
            found.or(verifies.then_some(key))
        });
        let key = signing.ok_or(WebhookError::WrongSignature)?;
        match window {
            Some(window) if self.distance().is_none_or(|distance| distance > window) => Err(WebhookError::TooOld),
            _ => Ok(key),
        }
    }

    /// Returns the difference between the time of the signature and the current time.
    fn distance(&self) -> Option<Duration> {
        let seconds = std::str::from_utf8(self.timestamp).ok()?.parse().ok()?;
        let signed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))?;
        let now = SystemTime::now();
        Some(now.duration_since(signed).unwrap_or_else(|error| error.duration()))
    }
}

/// Content of an accepted request.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Outcome {
    /// Challenge with which the platform checks the address of the app. The value is the JSON body of the response. Respond
    /// within 1 second.
    Challenge(String),
    /// Event. Respond within 3 seconds. Otherwise the platform delivers the event again, after 15 seconds, 5 minutes, 1 hour
    /// and 6 hours. Even after a response in time, the platform sometimes delivers the event again.
    Event(Box<Delivery>),
}

impl Outcome {
    /// Returns the JSON body of the response. The HTTP status of the response must be 200.
    #[must_use]
    pub fn response_body(&self) -> &str {
        match self {
            Self::Challenge(body) => body,
            Self::Event(_) => "{}",
        }
    }
}

/// Reason why the webhook refuses a request.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookError {
    /// The request is not signed, and is not a valid challenge. The error contains no more details.
    NotSigned,
    /// The signature does not match. Either someone else sent the request, or someone changed the request on the way, or the
    /// Encrypt Key differs from the key in the developer console.
    WrongSignature,
    /// The time of the signature is outside the [replay window](WebhookConfig::replay_window).
    TooOld,
    /// The request is not encrypted, although an Encrypt Key is set.
    NotEncrypted,
    /// The request cannot be decrypted. Either the request is damaged, or the Encrypt Key is missing, or the Encrypt Key
    /// differs from the key in the developer console.
    Undecryptable,
    /// The verification token in the request is not the app's token.
    WrongToken,
    /// The request does not contain an event.
    NotAnEvent(DeliveryError),
    /// The body exceeds [`WebhookConfig::body_limit`]. With an Encrypt Key, only signed requests get this error.
    TooLarge {
        /// Maximum size in bytes.
        limit: usize,
    },
}

impl WebhookError {
    /// Returns the HTTP status of the response.
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
                "the signature does not match: someone else sent the request, or the console has a different Encrypt Key"
            }
            Self::TooOld => "the time of the signature is outside the replay window",
            Self::NotEncrypted => "the request is not encrypted, although an Encrypt Key is set",
            Self::Undecryptable => {
                "the request cannot be decrypted: check that the Encrypt Key is set, and equals the key in the console"
            }
            Self::WrongToken => "the verification token is not the app's token: compare it with the console",
            Self::NotAnEvent(error) => return error.fmt(f),
            Self::TooLarge { limit } => return write!(f, "the body has more than {limit} bytes"),
        })
    }
}

impl std::error::Error for WebhookError {}
