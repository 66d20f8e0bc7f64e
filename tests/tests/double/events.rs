//! Tests of events that the double delivers to a webhook or over a long connection. One test calls a handler without a
//! double.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use tokio::time::Instant;
use vc_api::meeting::{MeetingEnded, MeetingStarted};
use vc_api::testing::{Fault, Platform};
use vc_api::{Delivery, EventContext, Events, Sample, WebhookReceiver, events};
use vc_tests::journal::Journal;

fn receiver(platform: &Platform, journal: &Journal) -> WebhookReceiver {
    let events =
        Events::with_state(journal.clone()).on(async |event: MeetingStarted, context: EventContext<Journal>| {
            context.state.note(event.meeting.and_then(|meeting| meeting.topic).unwrap_or_default());
        });
    let events = events.on(async |_: MeetingEnded| Err::<(), _>("it fails"));
    events.webhook(platform.webhook_config()).unwrap()
}

#[tokio::test]
async fn a_webhook_gets_signed_events() {
    let (platform, journal) = (Platform::start().await, Journal::default());
    let receiver = receiver(&platform, &journal);
    platform.challenge(&receiver).await.unwrap();
    let mut event = MeetingStarted::sample();
    if let Some(meeting) = &mut event.meeting {
        meeting.topic = Some("Weekly".to_owned());
    }
    platform.deliver_to(&receiver, event.clone()).await.unwrap();
    assert_eq!(journal.notes(), ["Weekly"]);
    // The double delivers this event twice, and the receiver handles it once.
    let mut delivery = Delivery::new(event);
    delivery.header.event_id = Some("5e37".to_owned());
    platform.deliver_to(&receiver, delivery.clone()).await.unwrap();
    platform.deliver_to(&receiver, delivery).await.unwrap();
    assert_eq!(journal.notes(), ["Weekly", "Weekly"]);
    let error = platform.deliver_to(&receiver, MeetingEnded::sample()).await.unwrap_err();
    assert_eq!(error.to_string(), "the event was not handled: the webhook responded with HTTP 500");
    assert!(platform.deliver(MeetingStarted::sample()).await.is_err());
    platform.connect_webhook(receiver);
    platform.deliver(MeetingStarted::sample()).await.unwrap();
}

#[tokio::test]
async fn every_event_reaches_a_handler() {
    let (platform, journal) = (Platform::start().await, Journal::default());
    platform.strict();
    let events =
        Events::with_state(journal.clone()).otherwise(async |delivery: Delivery, context: EventContext<Journal>| {
            context.state.note(delivery.event.event_type())
        });
    let receiver = events.webhook(platform.webhook_config().strict_decoding(true)).unwrap();
    for (event_type, sample) in events::SAMPLES {
        let delivery = json!({
            "schema": "2.0",
            "header": { "event_id": event_type, "event_type": event_type, "token": vc_api::testing::VERIFICATION_TOKEN },
            "event": sample().unwrap(),
        });
        platform.deliver_to(&receiver, delivery).await.unwrap();
    }
    let types: Vec<_> = events::SAMPLES.iter().map(|(event_type, _)| (*event_type).to_owned()).collect();
    assert_eq!(journal.notes(), types);
    platform.verify().unwrap();
}

#[tokio::test]
async fn a_long_connection_gets_events() {
    let (platform, journal) = (Platform::start().await, Journal::default());
    let events = Events::with_state(journal.clone()).client(&platform.client());
    let events = events
        .on(async |event: MeetingStarted, context: EventContext<Journal>| {
            context.state.note(event.meeting.map(|meeting| meeting.id.to_string()).unwrap_or_default());
        })
        .on(async |_: MeetingEnded| Err::<(), _>("it fails"));
    let connection = events.connect().unwrap();
    platform.connected().await;
    platform.deliver(MeetingStarted::sample()).await.unwrap();
    assert_eq!(journal.notes().len(), 1);
    let error = platform.deliver(MeetingEnded::sample()).await.unwrap_err();
    assert_eq!(error.to_string(), "the event was not handled: the client acknowledged the event with code 500");
    connection.shutdown().await;
    assert!(platform.deliver(MeetingStarted::sample()).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn an_event_comes_again_until_it_is_handled() {
    let platform = Platform::start().await;
    let fails = |times: usize| {
        let events = Events::with_state((AtomicUsize::new(0), times)).on(
            async |_: MeetingEnded, context: EventContext<(AtomicUsize, usize)>| {
                let (calls, times) = &*context.state;
                if calls.fetch_add(1, Ordering::Relaxed) < *times { Err("it fails") } else { Ok(()) }
            },
        );
        events.webhook(platform.webhook_config()).unwrap()
    };
    platform.connect_webhook(fails(2));
    let start = tokio::time::Instant::now();
    assert_eq!(platform.deliver_until_handled(MeetingEnded::sample()).await, Ok(3));
    assert_eq!(start.elapsed().as_secs(), 15 + 300);
    let other = Platform::start().await;
    other.connect_webhook(fails(9));
    assert!(other.deliver_until_handled(MeetingEnded::sample()).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn the_test_configures_long_connections() {
    let platform = Platform::start().await;
    platform.set_connection_config(json!({ "ReconnectCount": 1, "ReconnectInterval": 5, "ReconnectNonce": 1 }));
    let connection = platform.client().events().connect().unwrap();
    platform.connected().await;
    connection.connected().await.unwrap();
    platform.fault(Fault::bad_gateway().path("/callback/ws/endpoint"));
    let lost = Instant::now();
    platform.close_connections();
    let error = connection.ended().await.unwrap_err();
    assert!(error.to_string().starts_with("no connection after 1 attempts"), "{error}");
    assert!(lost.elapsed().as_secs() < 5, "{:?}", lost.elapsed());
}

#[tokio::test]
async fn a_long_connection_has_the_secrets_of_its_address() {
    let platform = Platform::start().await;
    for query in ["ticket=ticket-double", "access_key=key-double", "ticket=other&access_key=key-double"] {
        let call = reqwest::Client::new().get(format!("{}/ws/v2?{query}", platform.url()));
        let call = call.header("connection", "upgrade").header("upgrade", "websocket");
        let response = call.header("sec-websocket-version", "13").send().await.unwrap();
        assert_eq!(
            (response.status().as_u16(), &response.headers()["handshake-status"]),
            (403, &"403".parse().unwrap())
        );
    }
}

#[tokio::test]
async fn an_http_request_can_deliver_an_event() {
    let (platform, journal) = (Platform::start().await, Journal::default());
    platform.strict();
    let ask = async |event_type: &str, body: &str| {
        let url = format!("{}/_double/events/{event_type}", platform.url());
        let response = reqwest::Client::new().post(url).body(body.to_owned()).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    };
    let (status, told) = ask("vc.meeting.meeting_started_v1", "").await;
    assert!(status == 422 && told.contains("no webhook is connected"), "{told}");
    platform.connect_webhook(receiver(&platform, &journal));
    for (event_type, body, expected, words) in [
        ("vc.meeting.meeting_started_v1", "", 200, "the event was handled"),
        ("vc.meeting.meeting_started_v1", r#"{"meeting": {"id": "7", "topic": "Weekly"}}"#, 200, "handled"),
        ("vc.meeting.meeting_started_v1", "{", 422, "is not JSON"),
        ("vc.meeting.meeting_ended_v1", "", 422, "responded with HTTP 500"),
        ("vc.news.made_v9", "", 422, "the spec has no event `vc.news.made_v9`, so the request needs a body"),
        ("vc.news.made_v9", "{}", 200, "handled"),
    ] {
        let (status, told) = ask(event_type, body).await;
        assert!(status == expected && told.contains(words), "{event_type} {body}: {status} {told}");
    }
    let sample = MeetingStarted::sample().meeting.and_then(|meeting| meeting.topic).unwrap();
    assert_eq!(journal.notes(), [sample, "Weekly".to_owned()]);
    // The requests to `/_double/events` do not appear among the requests of the client.
    assert!(platform.requests().is_empty());
    platform.verify().unwrap();
}

#[tokio::test]
async fn a_handler_is_tested_without_a_double() {
    async fn count(_: MeetingStarted, context: EventContext<AtomicUsize>) {
        context.state.fetch_add(1, Ordering::Relaxed);
    }
    let context = EventContext::new(AtomicUsize::new(0));
    let state = context.state.clone();
    count(MeetingStarted::sample(), context).await;
    assert_eq!(state.load(Ordering::Relaxed), 1);
    assert_eq!(Delivery::new(MeetingStarted::sample()).event, MeetingStarted::sample().into());
}
