//! Receivers of [`crate::deliveries`] by webhook, and their acknowledgements.

use serde_json::Value;
use vc_api::testing::WebhookRequest;
use vc_api::{Events, WebhookConfig, WebhookReceiver};

use crate::deliveries::{KEY, TOKEN, plain};

/// Returns the configuration of a webhook of plain events.
pub fn config() -> WebhookConfig {
    WebhookConfig::new(TOKEN)
}

/// Returns the configuration of a webhook of signed and encrypted events.
pub fn encrypted_config() -> WebhookConfig {
    config().encrypt_key(KEY)
}

/// Returns a receiver of plain events.
pub fn receiver<S: Send + Sync + 'static>(events: Events<S>) -> WebhookReceiver {
    events.webhook(config()).expect("it can be made")
}

/// Sends a request to the receiver, and returns the HTTP status of the response.
pub async fn status(receiver: &WebhookReceiver, request: &WebhookRequest) -> u16 {
    receiver.receive(&request.headers, &request.body).await.status().as_u16()
}

/// Sends a plain event to the receiver, and returns the HTTP status of the response.
pub async fn deliver(receiver: &WebhookReceiver, event: &Value) -> u16 {
    status(receiver, &plain(event)).await
}
