//! Webhook receivers for the deliveries in [`crate::deliveries`], and functions that send requests to a receiver.

use serde_json::Value;
use vc_api::testing::WebhookRequest;
use vc_api::{Events, WebhookConfig, WebhookReceiver};

use crate::deliveries::{KEY, TOKEN, plain};

/// Returns the configuration of a webhook for events that are neither encrypted nor signed.
pub fn config() -> WebhookConfig {
    WebhookConfig::new(TOKEN)
}

/// Returns the configuration of a webhook for encrypted and signed events.
pub fn encrypted_config() -> WebhookConfig {
    config().encrypt_key(KEY)
}

/// Returns a webhook receiver for events that are neither encrypted nor signed.
pub fn receiver<S: Send + Sync + 'static>(events: Events<S>) -> WebhookReceiver {
    events.webhook(config()).expect("it can be made")
}

/// Sends a request to the receiver, and returns the HTTP status of the response.
pub async fn status(receiver: &WebhookReceiver, request: &WebhookRequest) -> u16 {
    receiver.receive(&request.headers, &request.body).await.status().as_u16()
}

/// Sends an unencrypted and unsigned event to the receiver, and returns the HTTP status of the response.
pub async fn deliver(receiver: &WebhookReceiver, event: &Value) -> u16 {
    status(receiver, &plain(event)).await
}
