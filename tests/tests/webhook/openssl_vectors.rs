//! The signature and the encryption of webhooks, against values that openssl computed.

use serde_json::Value;
use vc_api::{Outcome, Webhook, WebhookConfig};
use vc_tests::sender::{Sent, plain_body};

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

fn sent(signature: &str) -> Sent {
    let mut sent = plain_body(format!(r#"{{"encrypt":"{ENCRYPTED}"}}"#));
    sent.set("x-lark-request-timestamp", "1608725989");
    sent.set("x-lark-request-nonce", "3a1f");
    sent.set("x-lark-signature", signature);
    sent
}

#[test]
fn as_openssl_does_it() {
    let webhook = Webhook::new(WebhookConfig::new("v-token").encrypt_key("test key")).expect("it can be made");
    let good = sent(SIGNATURE);
    let outcome = webhook.handle(&good.headers, &good.body).expect("it is accepted");
    let Outcome::Challenge(response) = outcome else { panic!("{outcome:?}") };
    let response: Value = serde_json::from_str(&response).expect("it is JSON");
    assert_eq!(response["challenge"], "ajls384kdjx98XX");

    let bad = sent(&SIGNATURE.replace('0', "1"));
    assert!(webhook.handle(&bad.headers, &bad.body).is_err());
}
