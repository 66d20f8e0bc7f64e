//! App tickets of a store app: the client reads them from events, and uses them for calls.

use std::future::pending;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;
use vc_api::testing::{APP_ID, APP_SECRET, Platform, VERIFICATION_TOKEN};
use vc_api::{Client, Delivery, EventContext, Events, Secret, StoreEntry, StoreFuture, TokenStore, WebhookConfig};
use vc_tests::endpoints::RESEND_APP_TICKET;
use vc_tests::journal::Journal;
use vc_tests::platform::count;
use vc_tests::time::timed;
use vc_tests::webhook_receiver::deliver;

/// Returns an event with the app ticket of another app.
fn other_ticket() -> Value {
    let event = json!({ "type": "app_ticket", "app_id": "cli_8", "app_ticket": "hunter2-other" });
    json!({ "uuid": "u1", "token": VERIFICATION_TOKEN, "ts": "1502199207.7171419", "type": "event_callback", "event": event })
}

fn others(journal: &Journal) -> Events<Journal> {
    Events::with_state(journal.clone()).otherwise(async |delivery: Delivery, context: EventContext<Journal>| {
        context.state.note(format!("{} of {:?}", delivery.event.event_type(), delivery.header.app_id));
    })
}

#[tokio::test]
async fn a_ticket_from_an_event_is_used() {
    let platform = Platform::start().await;
    let client = Client::builder().base_url(platform.url()).store_app(APP_ID, APP_SECRET).build();
    let client = client.expect("it can be made");
    let journal = Journal::default();
    let receiver = others(&journal).client(&client).webhook(platform.webhook_config()).expect("it can be made");
    platform.connect_webhook(receiver);
    platform.deliver_app_ticket().await.expect("it is kept");
    platform.deliver(other_ticket()).await.expect("it is handled");
    assert_eq!(journal.take(), [r#"app_ticket of Some("cli_8")"#]);

    // The client has the right ticket, because the platform accepts no other.
    client.tenant_of("t").rooms().get("omm_1").await.expect("the ticket is there");
    assert_eq!(count(&platform, RESEND_APP_TICKET), 0);
}

#[tokio::test]
async fn without_a_client_a_ticket_is_an_ordinary_event() {
    let platform = Platform::start().await;
    let journal = Journal::default();
    let receiver = others(&journal).webhook(platform.webhook_config()).expect("it can be made");
    platform.connect_webhook(receiver);
    platform.deliver_app_ticket().await.expect("it is handled");
    assert_eq!(journal.take(), [format!("app_ticket of {:?}", Some(APP_ID))]);
}

/// Token store that never responds.
struct Silent;

impl TokenStore for Silent {
    fn get<'a>(&'a self, _: &'a str) -> StoreFuture<'a, Option<StoreEntry>> {
        Box::pin(pending())
    }

    fn compare_and_set<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a Secret>,
        _: Option<StoreEntry>,
    ) -> StoreFuture<'a, bool> {
        Box::pin(pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_ticket_that_is_not_stored_in_time_comes_again() {
    let client = Client::builder().store_app("cli_8", APP_SECRET).token_store(Silent).build().expect("it can be made");
    let receiver =
        Events::new().client(&client).webhook(WebhookConfig::new(VERIFICATION_TOKEN)).expect("it can be made");
    let delivered = timed(timeout(Duration::from_secs(60), deliver(&receiver, &other_ticket()))).await;
    assert_eq!(delivered, (Ok(500), Duration::from_millis(2500)));
}
