//! Requests to a webhook. A test can encrypt and sign a request as the platform does.

use std::time::{SystemTime, UNIX_EPOCH};

use aes::Aes256;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeEncrypt, KeyIvInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::runtime::wire::json::Json;

const BLOCK: usize = 16;

/// Request to a webhook.
#[derive(Clone)]
pub struct WebhookRequest {
    /// Headers of the request.
    pub headers: HeaderMap,
    /// Exact bytes of the body.
    pub body: Bytes,
}

impl std::fmt::Debug for WebhookRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WebhookRequest").field("length", &self.body.len()).finish_non_exhaustive()
    }
}

impl WebhookRequest {
    /// Creates a request from any bytes, neither encrypted nor signed.
    #[must_use]
    pub fn raw(body: impl Into<Bytes>) -> Self {
        Self { headers: HeaderMap::new(), body: body.into() }
    }

    /// Creates a request from JSON, neither encrypted nor signed.
    #[must_use]
    pub fn plain(json: &Json) -> Self {
        Self::raw(json.to_string())
    }

    /// Creates a request from JSON, encrypted but not signed. The platform sends challenges in this form.
    #[must_use]
    pub fn encrypted(json: &Json, key: &str) -> Self {
        Self::encrypted_bytes(json.to_string().as_bytes(), key)
    }

    /// Creates a request that contains the given bytes in encrypted form. The request is not signed.
    #[must_use]
    pub fn encrypted_bytes(plain: &[u8], key: &str) -> Self {
        let iv = [7; BLOCK];
        let mut bytes = plain.to_vec();
        bytes.resize(plain.len() + BLOCK, 0);
        let cipher = cbc::Encryptor::<Aes256>::new(&Sha256::digest(key), &iv.into());
        let encrypted = cipher.encrypt_padded::<Pkcs7>(&mut bytes, plain.len()).unwrap_or_default();
        let text = STANDARD.encode([&iv[..], encrypted].concat());
        Self::plain(&json!({ "encrypt": text }))
    }

    /// Signs the current body with the current time.
    #[must_use]
    pub fn signed(self, key: &str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        self.signed_at(key, &now.as_secs().to_string())
    }

    /// Signs the current body with a timestamp, in seconds since 1970.
    #[must_use]
    pub fn signed_at(mut self, key: &str, timestamp: &str) -> Self {
        let mut hash = Sha256::new();
        for part in [timestamp.as_bytes(), b"3a1f", key.as_bytes(), &self.body] {
            hash.update(part);
        }
        let signature: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let headers = [
            ("x-lark-request-timestamp", timestamp),
            ("x-lark-request-nonce", "3a1f"),
            ("x-lark-signature", &signature),
        ];
        for (name, value) in headers {
            if let Ok(value) = HeaderValue::from_str(value) {
                self.headers.insert(HeaderName::from_static(name), value);
            }
        }
        self
    }
}
