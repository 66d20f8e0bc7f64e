//! The tickets of a store app, which go from its events to its calls.

use serde_json::{Value, json};
use vc_api::testing::HttpReply;
use vc_api::{Client, Delivery, EventContext, Events};
use vc_tests::endpoints::{APP_TOKEN, ROOMS, TENANT_TOKEN, room_response, token_response};
use vc_tests::journal::Journal;
use vc_tests::platform::scripted;
use vc_tests::sender::{TOKEN, signed};
use vc_tests::webhook_receiver::{encrypted_config, status};

fn ticket(app: &str, ticket: &str) -> Value {
    let event = json!({ "type": "app_ticket", "app_id": app, "app_ticket": ticket });
    json!({ "uuid": "u1", "token": TOKEN, "ts": "1502199207.7171419", "type": "event_callback", "event": event })
}

fn others(journal: &Journal) -> Events<Journal> {
    Events::with_state(journal.clone()).otherwise(async |delivery: Delivery, context: EventContext<Journal>| {
        context.state.note(format!("{} of {:?}", delivery.event.event_type(), delivery.header.app_id));
    })
}

#[tokio::test]
async fn a_ticket_that_comes_as_an_event_is_used() {
    let platform = scripted(|request| match request.path() {
        APP_TOKEN if request.json()["app_ticket"] == "hunter2-ticket" => {
            token_response("app_access_token", "a-1", 7200)
        }
        TENANT_TOKEN => token_response("tenant_access_token", "t-1", 7200),
        path if path.starts_with(ROOMS) => room_response(),
        _ => HttpReply::refusal(400, 10012),
    })
    .await;
    let client =
        Client::builder().base_url(platform.url()).store_app("cli_9", "secret").build().expect("it can be made");
    let journal = Journal::default();
    let receiver = others(&journal).client(&client).webhook(encrypted_config()).expect("it can be made");
    assert_eq!(status(&receiver, &signed(&ticket("cli_8", "hunter2-other"))).await, 200);
    assert_eq!(status(&receiver, &signed(&ticket("cli_9", "hunter2-ticket"))).await, 200);
    assert_eq!(journal.take(), [r#"app_ticket of Some("cli_8")"#]);

    let room = client.tenant_of("t").rooms().get("omm_1").await.expect("the ticket is there");
    assert_eq!(room.room_id.as_str(), "omm_1");
}

#[tokio::test]
async fn without_a_client_it_is_an_event_like_others() {
    let journal = Journal::default();
    let receiver = others(&journal).webhook(encrypted_config()).expect("it can be made");
    assert_eq!(status(&receiver, &signed(&ticket("cli_9", "hunter2-ticket"))).await, 200);
    assert_eq!(journal.take(), [r#"app_ticket of Some("cli_9")"#]);
}
