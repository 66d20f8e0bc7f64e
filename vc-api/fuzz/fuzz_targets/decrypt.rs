//! Fuzz target: webhook requests with a valid signature and any content.
#![no_main]

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use libfuzzer_sys::fuzz_target;
use serde_json::json;
use vc_api::testing::WebhookRequest;
use vc_api::{Outcome, Webhook, WebhookConfig, WebhookError};
use vc_tests::deliveries::{KEY, TOKEN};

static ENCRYPTED: LazyLock<Webhook> = LazyLock::new(|| webhook(WebhookConfig::new(TOKEN).encrypt_key(KEY)));
static PLAIN: LazyLock<Webhook> = LazyLock::new(|| webhook(WebhookConfig::new(TOKEN)));

fn webhook(config: WebhookConfig) -> Webhook {
    Webhook::new(config).expect("the options are good")
}

fn handle(webhook: &Webhook, sent: WebhookRequest) -> Result<Outcome, WebhookError> {
    let WebhookRequest { headers, body } = sent.signed_at(KEY, "1700000000");
    webhook.handle(&headers, &body)
}

fuzz_target!(|bytes: &[u8]| {
    // The bytes are the body of the first request, and the encrypted data in the second request.
    drop(handle(&ENCRYPTED, WebhookRequest::raw(bytes.to_vec())));
    drop(handle(&ENCRYPTED, WebhookRequest::plain(&json!({ "encrypt": STANDARD.encode(bytes) }))));

    // The bytes must give the same result with encryption and without encryption.
    let encrypted = handle(&ENCRYPTED, WebhookRequest::encrypted_bytes(bytes, KEY));
    let plain = handle(&PLAIN, WebhookRequest::raw(bytes.to_vec()));
    assert_eq!(format!("{encrypted:?}"), format!("{plain:?}"));
});
