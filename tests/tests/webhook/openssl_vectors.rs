//! Signature and encryption of webhooks, compared with values that openssl computed.

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use vc_api::testing::WebhookRequest;
use vc_api::{Outcome, Webhook, WebhookConfig};

/// ```sh
/// key='test key'
/// plain='{"challenge":"ajls384kdjx98XX","token":"v-token","type":"url_verification"}'
/// aes=$(printf '%s' "$key" | openssl dgst -sha256 -r | cut -d' ' -f1)
/// iv=000102030405060708090a0b0c0d0e0f
/// (printf '\000\001\002\003\004\005\006\007\010\011\012\013\014\015\016\017'
///  printf '%s' "$plain" | openssl enc -aes-256-cbc -K $aes -iv $iv) | openssl base64 -A
/// ```
const ENCRYPTED: &str = "AAECAwQFBgcICQoLDA0ODw9mLTIAZS9jAmGTQ1wAhHpnBHVL2wRjH9rPunQdQC1v7Ul2It1rHFTWsmjuzZhlagLtW3ZHyPjf3W1wXOEOhxiDMSsDQd8PXenDk3PVXb71";

/// ```sh
/// printf '%s%s%s{"encrypt":"%s"}' 1608725989 3a1f "$key" "$encrypted" | openssl dgst -sha256 -r
/// ```
const SIGNATURE: &str = "039e8c07652719aa1231fa8b4a5d3a1ecca847de8de74831f1f5468a3875b8e2";

fn headers(signature: &'static str) -> HeaderMap {
    let headers =
        [("x-lark-request-timestamp", "1608725989"), ("x-lark-request-nonce", "3a1f"), ("x-lark-signature", signature)];
    let typed = |(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
    headers.map(typed).into_iter().collect()
}

fn body() -> String {
    format!(r#"{{"encrypt":"{ENCRYPTED}"}}"#)
}

#[test]
fn a_delivery_of_openssl_is_verified_and_decrypted() {
    let webhook = Webhook::new(WebhookConfig::new("v-token").encrypt_key("test key")).expect("it can be made");
    let outcome = webhook.handle(&headers(SIGNATURE), body().as_bytes()).expect("it is accepted");
    let Outcome::Challenge(response) = outcome else { panic!("{outcome:?}") };
    let response: Value = serde_json::from_str(&response).expect("it is JSON");
    assert_eq!(response["challenge"], "ajls384kdjx98XX");

    let bad = "139e8c07652719aa1231fa8b4a5d3a1ecca847de8de74831f1f5468a3875b8e2";
    assert!(webhook.handle(&headers(bad), body().as_bytes()).is_err());
}

/// The double of the platform computes the same signature as openssl.
#[test]
fn the_double_signs_as_openssl_does() {
    assert_eq!(WebhookRequest::raw(body()).signed_at("test key", "1608725989").headers, headers(SIGNATURE));
}
