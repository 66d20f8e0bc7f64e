//! A stand-in for the platform that sends events to a webhook: it signs and encrypts as the platform documents, by code
//! of its own. The examples of the client use it too.

use std::time::{SystemTime, UNIX_EPOCH};

use aes::Aes256;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeEncrypt, KeyIvInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The verification token that is sent.
pub const TOKEN: &str = "hunter2-token";
/// The key with which is signed and encrypted.
pub const KEY: &str = "hunter2-key";
/// The app to which events are sent.
pub const APP: &str = "cli_1";

/// A delivery with what only the platform knows filled in.
pub fn of_type(event_type: &str, id: &str, mut delivery: Value) -> Value {
    if !delivery["header"].is_object() {
        delivery["header"] = json!({});
    }
    for (key, value) in [("event_type", event_type), ("event_id", id), ("token", TOKEN), ("app_id", APP)] {
        delivery["header"][key] = value.into();
    }
    delivery
}

/// A small event: a meeting started.
pub fn started(id: &str) -> Value {
    let event = json!({ "meeting": { "id": "6911188411932033028", "topic": id } });
    of_type("vc.meeting.meeting_started_v1", id, json!({ "schema": "2.0", "event": event }))
}

/// The check of an address.
pub fn challenge() -> Value {
    json!({ "challenge": "5e37a\"b", "token": TOKEN, "type": "url_verification" })
}

/// A request that arrives at a webhook.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

/// Sent as it is.
pub fn plain(json: &Value) -> Sent {
    Sent { headers: HeaderMap::new(), body: json.to_string().into_bytes() }
}

/// Encrypted, but not signed.
pub fn encrypted(json: &Value) -> Sent {
    encrypted_bytes(json.to_string().as_bytes())
}

/// Encrypted, but not signed.
pub fn encrypted_bytes(plain: &[u8]) -> Sent {
    let (key, iv) = (Sha256::digest(KEY), [7; 16]);
    let mut bytes = iv.to_vec();
    bytes.extend(cbc::Encryptor::<Aes256>::new(&key, &iv.into()).encrypt_padded_vec::<Pkcs7>(plain));
    plain_body(json!({ "encrypt": STANDARD.encode(bytes) }).to_string())
}

/// Any body, not signed.
pub fn plain_body(body: impl Into<Vec<u8>>) -> Sent {
    Sent { headers: HeaderMap::new(), body: body.into() }
}

/// Encrypted and signed.
pub fn signed(json: &Value) -> Sent {
    encrypted(json).signed_at(&now())
}

/// Seconds since 1970.
pub fn now() -> String {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs().to_string()
}

impl Sent {
    /// Signed at that time, as it is.
    #[must_use]
    pub fn signed_at(mut self, timestamp: &str) -> Self {
        let mut hash = Sha256::new();
        for part in [timestamp.as_bytes(), b"3a1f", KEY.as_bytes(), &self.body] {
            hash.update(part);
        }
        let signature: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        self.set("x-lark-request-timestamp", timestamp);
        self.set("x-lark-request-nonce", "3a1f");
        self.set("x-lark-signature", &signature);
        self
    }

    /// Sets a header.
    pub fn set(&mut self, name: &'static str, value: &str) {
        let value = HeaderValue::from_str(value).expect("a header can hold it");
        self.headers.insert(HeaderName::from_static(name), value);
    }
}
