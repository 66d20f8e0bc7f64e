//! What these tests share.

use serde_json::Value;
use vc_api::{Events, WebhookConfig, WebhookReceiver};
pub(crate) use vc_tests::diary::Diary as Log;
use vc_tests::sender::{KEY, Sent, TOKEN, plain};

pub(crate) fn config() -> WebhookConfig {
    WebhookConfig::new(TOKEN)
}

pub(crate) fn encrypted_config() -> WebhookConfig {
    config().encrypt_key(KEY)
}

/// A receiver of plain events.
pub(crate) fn receiver<S: Send + Sync + 'static>(events: Events<S>) -> WebhookReceiver {
    events.webhook(config()).expect("it can be made")
}

/// The HTTP status that is answered.
pub(crate) async fn status(receiver: &WebhookReceiver, sent: &Sent) -> u16 {
    receiver.receive(&sent.headers, &sent.body).await.status().as_u16()
}

/// The HTTP status that is answered to a plain event.
pub(crate) async fn deliver(receiver: &WebhookReceiver, event: &Value) -> u16 {
    status(receiver, &plain(event)).await
}
