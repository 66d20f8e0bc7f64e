//! The tickets of a store app, which go from its events to its calls.

use serde_json::{Value, json};
use vc_api::testing::{APP_ID, APP_SECRET, Platform, VERIFICATION_TOKEN};
use vc_api::{Client, Delivery, EventContext, Events};
use vc_tests::journal::Journal;

fn ticket(app: &str, ticket: &str) -> Value {
    let event = json!({ "type": "app_ticket", "app_id": app, "app_ticket": ticket });
    let token = VERIFICATION_TOKEN;
    json!({ "uuid": "u1", "token": token, "ts": "1502199207.7171419", "type": "event_callback", "event": event })
}

fn others(journal: &Journal) -> Events<Journal> {
    Events::with_state(journal.clone()).otherwise(async |delivery: Delivery, context: EventContext<Journal>| {
        context.state.note(format!("{} of {:?}", delivery.event.event_type(), delivery.header.app_id));
    })
}

#[tokio::test]
async fn a_ticket_that_comes_as_an_event_is_used() {
    let platform = Platform::start().await;
    let client = Client::builder().base_url(platform.url()).store_app(APP_ID, APP_SECRET);
    let client = client.build().expect("it can be made");
    let journal = Journal::default();
    let receiver = others(&journal).client(&client).webhook(platform.webhook_config()).expect("it can be made");
    platform.connect_webhook(receiver);
    platform.deliver(ticket("cli_8", "hunter2-other")).await.expect("it is handled");
    platform.deliver_app_ticket().await.expect("it is handled");
    assert_eq!(journal.take(), [r#"app_ticket of Some("cli_8")"#]);

    client.tenant_of("t").rooms().get("omm_1").await.expect("the ticket is there");
    let requests = platform.requests();
    let paths: Vec<&str> = requests.iter().map(|request| request.path()).collect();
    // No other ticket was asked for.
    let expected = ["auth/v3/app_access_token", "auth/v3/tenant_access_token", "vc/v1/rooms/omm_1"]
        .map(|path| "/open-apis/".to_owned() + path);
    assert_eq!(paths, expected);
}

#[tokio::test]
async fn without_a_client_it_is_an_event_like_others() {
    let (platform, journal) = (Platform::start().await, Journal::default());
    let receiver = others(&journal).webhook(platform.webhook_config()).expect("it can be made");
    platform.deliver_to(&receiver, ticket("cli_9", "hunter2-ticket")).await.expect("it is handled");
    assert_eq!(journal.take(), [r#"app_ticket of Some("cli_9")"#]);
}
