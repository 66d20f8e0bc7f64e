//! Events: delivered by webhook and by long connection, asked for over HTTP, and made for unit tests.

use std::sync::atomic::{AtomicUsize, Ordering};

use vc_api::meeting::{MeetingEnded, MeetingStarted};
use vc_api::testing::Platform;
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
    // The same delivery again is not handled again.
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
        let delivery = serde_json::json!({
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
    assert_eq!(error.to_string(), "the event was not handled: the client acknowledged it with code 500");
    connection.shutdown().await;
    assert!(platform.deliver(MeetingStarted::sample()).await.is_err());
}

#[tokio::test]
async fn an_event_can_be_asked_for_over_http() {
    let (platform, journal) = (Platform::start().await, Journal::default());
    platform.strict();
    let ask = async |event_type: &str, body: &str| {
        let url = format!("{}/_double/events/{event_type}", platform.url());
        let response = reqwest::Client::new().post(url).body(body.to_owned()).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    };
    let (status, told) = ask("vc.meeting.meeting_started_v1", "").await;
    assert!(status == 422 && told.contains("nothing is connected"), "{told}");
    platform.connect_webhook(receiver(&platform, &journal));
    for (event_type, body, expected, words) in [
        ("vc.meeting.meeting_started_v1", "", 200, "the event was handled"),
        ("vc.meeting.meeting_started_v1", r#"{"meeting": {"id": "7", "topic": "Weekly"}}"#, 200, "handled"),
        ("vc.meeting.meeting_started_v1", "{", 422, "is not JSON"),
        ("vc.meeting.meeting_ended_v1", "", 422, "responded with HTTP 500"),
        ("vc.news.made_v9", "", 422, "the spec has no event `vc.news.made_v9`, so it needs a body"),
        ("vc.news.made_v9", "{}", 200, "handled"),
    ] {
        let (status, told) = ask(event_type, body).await;
        assert!(status == expected && told.contains(words), "{event_type} {body}: {status} {told}");
    }
    let sample = MeetingStarted::sample().meeting.and_then(|meeting| meeting.topic).unwrap();
    assert_eq!(journal.notes(), [sample, "Weekly".to_owned()]);
    // These are no calls of the test.
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
