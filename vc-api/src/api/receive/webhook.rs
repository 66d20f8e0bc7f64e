//! What the platform sends to the address of an app: verified, decrypted and read.

use std::fmt;
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use serde_json::json;

use super::crypt::{EncryptKey, same};
use crate::api::receive::delivery::{Challenge, Delivery, DeliveryError, Incoming};
use crate::runtime::error::types::Error;
use crate::runtime::wire::secret::Secret;

/// Settings of an app's events, as its page in the developer console shows them, and of their receiver. [`Webhook`] tells
/// what is checked, and in which order.
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
    /// Starts with the Verification Token that the developer console shows (事件与回调 › 加密策略).
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

    /// Sets the Encrypt Key, if the developer console has one: the platform then encrypts all that it sends, and signs
    /// each event. What is not encrypted or not signed is refused, but for the check of the address, which the platform
    /// does not sign.
    ///
    /// Set one: without it, only the verification token within the body tells that the platform sent it.
    pub fn encrypt_key(mut self, key: impl Into<Secret>) -> Self {
        self.encrypt_key = Some(key.into());
        self
    }

    /// Accepts another Verification Token as well, for the time in which the developer console changes from one to the
    /// other. It can be called several times.
    ///
    /// ```
    /// use vc_api::WebhookConfig;
    ///
    /// let config = WebhookConfig::new("the new token").encrypt_key("the new key");
    /// // Until no event comes any more that was sent before the change: 8 hours.
    /// let config = config.also_verification_token("the old token").also_encrypt_key("the old key");
    /// ```
    ///
    /// Give the receiver the new token and key before you change them in the developer console. An event that the platform
    /// delivers again may have those of its first delivery, so remove the old ones 8 hours later at the earliest.
    pub fn also_verification_token(mut self, token: impl Into<Secret>) -> Self {
        self.further_tokens.push(token.into());
        self
    }

    /// Accepts what is signed and encrypted with another Encrypt Key as well, as
    /// [`also_verification_token`](Self::also_verification_token) tells. It can be called several times.
    ///
    /// Any accepted token goes with any accepted key. With one key, this is the same as [`encrypt_key`](Self::encrypt_key).
    pub fn also_encrypt_key(mut self, key: impl Into<Secret>) -> Self {
        self.further_keys.push(key.into());
        self
    }

    fn is_encrypted(&self) -> bool {
        self.encrypt_key.is_some() || !self.further_keys.is_empty()
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

    /// Sets how many bytes a body may have. 1 MiB by default. With an Encrypt Key, a body that is not signed may have 4
    /// KiB at most.
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
            .field("encrypted", &self.is_encrypted())
            .field("replay_window", &self.replay_window)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}

/// Verification, decryption and reading of what the platform sends to the address of an app. It does no I/O and knows no
/// web framework; [`Events::webhook`](crate::Events::webhook) adds handlers, and what is between.
///
/// These are the checks, in their order. The first one that fails refuses the request.
///
/// | | signed, with an Encrypt Key | not signed, with an Encrypt Key | without an Encrypt Key |
/// | --- | --- | --- | --- |
/// | 1 | size, by [`body_limit`](WebhookConfig::body_limit) | size, 4 KiB at most | size, by `body_limit` |
/// | 2 | signature, over the body as it came | | |
/// | 3 | [replay window](WebhookConfig::replay_window), if one is set | | |
/// | 4 | decryption | decryption | |
/// | 5 | verification token; an event may lack it | verification token | verification token |
/// | 6 | | it is the check of the address, and no event | |
///
/// - The platform checks an address by a challenge, which is small, encrypted like all else, and not signed. Nothing else
///   is accepted without a signature.
/// - A request without one of the three headers of a signature is not signed.
/// - With several tokens or keys, each is as good as the others. Each check tries all of them in any case, so that its time
///   does not tell which one is right.
/// - Whatever is wrong with a request that is not signed, the error is [`WebhookError::NotSigned`], and the work is the
///   same whether its padding is right or not: who sends it learns nothing of the Encrypt Key.
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
    /// None if what comes is not encrypted.
    keys: Vec<EncryptKey>,
    replay_window: Option<Duration>,
    body_limit: usize,
    strict: bool,
}

/// How many bytes a body may have that is not signed, if there is an Encrypt Key. It can only be a challenge then: three
/// short texts, some 300 bytes when they are encrypted. So this is enough for longer ones, and costs next to nothing.
const CHALLENGE_LIMIT: usize = 4 << 10;

impl Webhook {
    /// Makes it by what the developer console says.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if the token or the key is empty, or a replay window is set without a key.
    pub fn new(config: WebhookConfig) -> Result<Self, Error> {
        let invalid = |argument: &'static str, reason: &'static str| Err(Error::invalid(None, argument, reason));
        let is_encrypted = config.is_encrypted();
        let tokens: Vec<Secret> = std::iter::once(config.verification_token).chain(config.further_tokens).collect();
        let keys: Vec<Secret> = config.encrypt_key.into_iter().chain(config.further_keys).collect();
        if tokens.iter().any(is_empty) {
            return invalid("verification_token", "it is empty");
        }
        if keys.iter().any(is_empty) {
            return invalid("encrypt_key", "it is empty");
        }
        if config.replay_window.is_some() && !is_encrypted {
            return invalid("replay_window", "without an Encrypt Key, the time is not signed");
        }
        Ok(Self {
            tokens,
            keys: keys.into_iter().map(EncryptKey::new).collect(),
            replay_window: config.replay_window,
            body_limit: config.body_limit,
            strict: config.strict,
        })
    }

    /// Returns how many bytes the body of a request with these headers may have: whoever reads it can stop there.
    #[must_use]
    pub fn body_limit(&self, headers: &HeaderMap) -> usize {
        if self.must_be_challenge(headers) { self.body_limit.min(CHALLENGE_LIMIT) } else { self.body_limit }
    }

    /// Returns why a body of more bytes is refused.
    pub(super) fn too_large(&self, headers: &HeaderMap) -> WebhookError {
        if self.must_be_challenge(headers) {
            WebhookError::NotSigned
        } else {
            WebhookError::TooLarge { limit: self.body_limit }
        }
    }

    /// Whether only a challenge is accepted with these headers.
    fn must_be_challenge(&self, headers: &HeaderMap) -> bool {
        !self.keys.is_empty() && Signed::of(headers).is_none()
    }

    /// Verifies and reads what came. `raw_body` is the body as it came, to the byte: the signature is over it.
    ///
    /// # Errors
    ///
    /// A [`WebhookError`], which has the HTTP status to respond with.
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
            // Of anything but a challenge nothing is told: it could come from anyone.
            None => self.challenge(raw_body).ok_or(WebhookError::NotSigned),
        }
    }

    /// Decrypts and reads what was signed with `signing` key. What is delivered again may be encrypted with the key of its
    /// first delivery, and signed with the one of today.
    fn decrypted(&self, signing: &EncryptKey, text: &str) -> Result<Incoming, WebhookError> {
        let read = |key: &EncryptKey| {
            let plain = key.decrypt(text).ok_or(WebhookError::Undecryptable)?;
            Ok(Incoming::read(&plain, self.strict)?)
        };
        // By chance, the padding is right with another key: so what comes out must be readable as well.
        let others = self.keys.iter().filter(|key| !std::ptr::eq(*key, signing));
        read(signing).or_else(|error| others.map(read).find_map(Result::ok).ok_or(error))
    }

    /// The response to a challenge, which is not signed. Each key is tried, so that the time does not tell which is right.
    fn challenge(&self, body: &[u8]) -> Option<Outcome> {
        let text = self.encrypted(body).ok()?;
        let outcomes = self.keys.iter().map(|key| self.challenge_by(key, &text));
        outcomes.fold(None, |found, outcome| found.or(outcome))
    }

    fn challenge_by(&self, key: &EncryptKey, text: &str) -> Option<Outcome> {
        let (plain, is_padded) = key.decrypt_blindly(text)?;
        // It is read even if its padding is wrong, so that the time does not tell.
        let incoming = Incoming::read(&plain, self.strict).ok()?;
        let outcome = self.accept(incoming, false).ok()?;
        (bool::from(is_padded) && matches!(outcome, Outcome::Challenge(_))).then_some(outcome)
    }

    /// The text that is still encrypted.
    fn encrypted(&self, body: &[u8]) -> Result<String, WebhookError> {
        match Incoming::read(body, self.strict)? {
            Incoming::Encrypted(text) => Ok(text),
            Incoming::Challenge(_) | Incoming::Event(_) => Err(WebhookError::NotEncrypted),
        }
    }

    /// Takes what is not encrypted, or no longer. The signature alone tells that an event without a token is genuine.
    fn accept(&self, incoming: Incoming, is_signed: bool) -> Result<Outcome, WebhookError> {
        let is_own = |token: &Option<Secret>| {
            token.as_ref().is_some_and(|token| {
                // Each is compared, so that the time does not tell which is right.
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

    /// Returns the key with which the body was signed.
    fn verify<'k>(
        &self,
        keys: &'k [EncryptKey],
        body: &[u8],
        window: Option<Duration>,
    ) -> Result<&'k EncryptKey, WebhookError> {
        // Each is tried, so that the time does not tell which is right.
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
    /// It has no signature, and is not the challenge that needs none: nothing more is told of it.
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
    /// It has more bytes than [`WebhookConfig::body_limit`] allows. That is told of it if it is signed, or there is no
    /// Encrypt Key.
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
