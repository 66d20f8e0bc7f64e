//! What is signed by the key of the app, whatever is in it.
#![no_main]

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use libfuzzer_sys::fuzz_target;
use serde_json::json;
use vc_api::{Outcome, Webhook, WebhookConfig, WebhookError};
use vc_tests::sender::{KEY, Sent, TOKEN, encrypted_bytes, plain_body};

static ENCRYPTED: LazyLock<Webhook> = LazyLock::new(|| webhook(WebhookConfig::new(TOKEN).encrypt_key(KEY)));
static PLAIN: LazyLock<Webhook> = LazyLock::new(|| webhook(WebhookConfig::new(TOKEN)));

fn webhook(config: WebhookConfig) -> Webhook {
    Webhook::new(config).expect("the options are good")
}

fn handle(webhook: &Webhook, sent: Sent) -> Result<Outcome, WebhookError> {
    let Sent { headers, body } = sent.signed_at("1700000000");
    webhook.handle(&headers, &body)
}

fuzz_target!(|bytes: &[u8]| {
    // As the body, and as what is in its `encrypt`.
    drop(handle(&ENCRYPTED, plain_body(bytes)));
    drop(handle(&ENCRYPTED, plain_body(json!({ "encrypt": STANDARD.encode(bytes) }).to_string())));

    // Encrypted, it is what it is when it is not.
    let encrypted = handle(&ENCRYPTED, encrypted_bytes(bytes));
    let plain = handle(&PLAIN, plain_body(bytes));
    assert_eq!(format!("{encrypted:?}"), format!("{plain:?}"));
});
