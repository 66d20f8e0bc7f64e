//! Secrets of a webhook and of its events. No log and no printed value contains them.

use serde_json::json;
use vc_api::meeting::MeetingStarted;
use vc_api::testing::WebhookRequest;
use vc_api::{Client, Delivery, MemorySeen};
use vc_tests::deliveries::{KEY, challenge, of_type, plain, signed, started};
use vc_tests::logs::CapturedLog;
use vc_tests::secrecy::assert_no_secret;
use vc_tests::webhook_receiver::{config, encrypted_config, status};

#[tokio::test]
async fn no_secret_is_printed() {
    let log = CapturedLog::start();
    let client = Client::builder().store_app("cli_9", "hunter2-secret").build().expect("it can be made");
    let handled = async |delivery: Delivery| println!("{delivery:?}");
    let events = || client.events().otherwise(handled).on(async |_: MeetingStarted| Err::<(), _>("no"));
    let encrypted = events().webhook(encrypted_config()).expect("it can be made");
    let open = events().webhook(config()).expect("it can be made");
    let mut written = format!("{:?} {encrypted:?} {:?}", events(), MemorySeen::default());

    let ticket = json!({ "type": "event_callback", "uuid": "1", "token": "hunter2-token",
        "event": { "type": "app_ticket", "app_id": "cli_9", "app_ticket": "hunter2-ticket" } });
    let unknown = of_type("vc.room.painted_v9", "2", json!({ "event": { "password": "hunter2" } }));
    let mut changed = signed(&started("hunter2"));
    changed.body = [b" ", &*changed.body].concat().into();
    let all: Vec<WebhookRequest> = [
        vec![signed(&ticket), signed(&started("3")), signed(&unknown), signed(&challenge()), changed],
        [started("4"), unknown, ticket, challenge()].iter().map(plain).collect(),
        vec![
            WebhookRequest::raw("hunter2"),
            WebhookRequest::encrypted_bytes(b"hunter2", KEY).signed_at(KEY, "1"),
            WebhookRequest::encrypted_bytes(br#"{"event": "hunter2"}"#, KEY),
        ],
        vec![WebhookRequest::raw(r#"{"header": {"event_type": "hunter2", "create_time": "hunter2-time"}}"#)],
    ]
    .concat();
    for sent in &all {
        for receiver in [&encrypted, &open] {
            status(receiver, sent).await;
        }
    }
    written += &log.text();
    assert!(written.contains("the handler failed") && written.contains("the webhook refused a request"), "{written}");
    assert_no_secret(written.lines());
}
