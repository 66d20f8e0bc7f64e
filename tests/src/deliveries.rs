//! Deliveries of the platform, and the secrets of the app that receives the deliveries.

use serde_json::{Value, json};
use vc_api::testing::WebhookRequest;

/// Verification token of the app.
pub const TOKEN: &str = "hunter2-token";
/// Encrypt key of the app.
pub const KEY: &str = "hunter2-key";
/// Id of the app.
pub const APP: &str = "cli_1";

/// Adds the type, the id, the token and the app id to the header of a delivery, and returns the delivery.
pub fn of_type(event_type: &str, id: &str, mut delivery: Value) -> Value {
    if !delivery["header"].is_object() {
        delivery["header"] = json!({});
    }
    for (key, value) in [("event_type", event_type), ("event_id", id), ("token", TOKEN), ("app_id", APP)] {
        delivery["header"][key] = value.into();
    }
    delivery
}

/// Returns a small delivery of the event `vc.meeting.meeting_started_v1`. `id` is the id of the event and the topic of the
/// meeting.
pub fn started(id: &str) -> Value {
    let event = json!({ "meeting": { "id": "6911188411932033028", "topic": id } });
    of_type("vc.meeting.meeting_started_v1", id, json!({ "schema": "2.0", "event": event }))
}

/// Returns the challenge with which the platform checks the address of a webhook.
pub fn challenge() -> Value {
    json!({ "challenge": "5e37a\"b", "token": TOKEN, "type": "url_verification" })
}

/// Returns the request of a delivery, neither encrypted nor signed.
pub fn plain(json: &Value) -> WebhookRequest {
    WebhookRequest::plain(json)
}

/// Returns the request of a delivery, encrypted but not signed.
pub fn encrypted(json: &Value) -> WebhookRequest {
    WebhookRequest::encrypted(json, KEY)
}

/// Returns the request of a delivery, encrypted and signed.
pub fn signed(json: &Value) -> WebhookRequest {
    encrypted(json).signed(KEY)
}
