//! Tests of meeting events. The events arrive by webhook, or a test calls the handlers directly.

use std::sync::Arc;
use std::time::Duration;

use downstream::{Error, Progress, Service, ended, started};
use serde_json::json;
use tokio::time::{Instant, sleep};
use vc_api::meeting::{EventMeeting, MeetingEnded, MeetingId, MeetingStarted};
use vc_api::testing::{ENCRYPT_KEY, Platform, VERIFICATION_TOKEN, WebhookRequest};
use vc_api::{Delivery, EventContext, Sample, UnixSeconds, WebhookConfig, WebhookReceiver};

type Outcome = Result<(), Box<dyn std::error::Error>>;

const END: i64 = 1_608_888_900;

fn meeting() -> EventMeeting {
    let mut meeting = EventMeeting::sample();
    (meeting.id, meeting.end_time) = ("m1".into(), Some(UnixSeconds::from(END)));
    meeting
}

fn start_of(meeting: EventMeeting) -> MeetingStarted {
    let mut event = MeetingStarted::sample();
    event.meeting = Some(meeting);
    event
}

fn end_of(meeting: EventMeeting) -> MeetingEnded {
    let mut event = MeetingEnded::sample();
    event.meeting = Some(meeting);
    event
}

fn id() -> MeetingId {
    meeting().id
}

fn over() -> Option<Progress> {
    Some(Progress::Ended(Some(UnixSeconds::from(END))))
}

fn serve(platform: &Platform) -> Result<(Arc<Service>, WebhookReceiver), vc_api::Error> {
    let service = Service::new(&platform.client());
    let receiver = service.events().webhook(platform.webhook_config())?;
    Ok((service, receiver))
}

#[tokio::test]
async fn handlers_can_be_called_without_a_platform() -> Outcome {
    let client = vc_api::Client::builder().app("cli_test", "secret").build()?;
    let service = Service::new(&client);
    let context = || EventContext::new(service.clone());

    assert_eq!(ended(end_of(meeting()), context()).await, Err(Error::NotStarted));
    started(start_of(meeting()), context()).await?;
    assert_eq!(service.progress(&id()), Some(Progress::Running));
    ended(end_of(meeting()), context()).await?;
    ended(end_of(meeting()), context()).await?;
    started(start_of(meeting()), context()).await?; // the start event arrives after the end event
    assert_eq!(service.progress(&id()), over());
    assert_eq!(started(MeetingStarted::default(), context()).await, Err(Error::Incomplete("meeting")));
    Ok(())
}

#[tokio::test]
async fn deliveries_change_the_state() -> Outcome {
    let platform = Platform::start().await;
    let (service, receiver) = serve(&platform)?;
    platform.challenge(&receiver).await?;
    assert_eq!(service.progress(&id()), None);
    platform.deliver_to(&receiver, start_of(meeting())).await?;
    assert_eq!(service.progress(&id()), Some(Progress::Running));
    platform.deliver_to(&receiver, end_of(meeting())).await?;
    assert_eq!(service.progress(&id()), over());
    platform.verify()?;
    Ok(())
}

#[tokio::test]
async fn a_delivery_counts_once() -> Outcome {
    let platform = Platform::start().await;
    let (service, receiver) = serve(&platform)?;
    platform.deliver_to(&receiver, start_of(meeting())).await?;

    let mut end = Delivery::new(end_of(meeting()));
    end.header.event_id = Some("e1".to_owned());
    platform.deliver_to(&receiver, end.clone()).await?;
    let mut later = meeting();
    later.end_time = Some(UnixSeconds::from(END + 60));
    let mut same = Delivery::new(end_of(later.clone()));
    same.header.event_id = Some("e1".to_owned());
    platform.deliver_to(&receiver, same).await?;
    assert_eq!(service.progress(&id()), over(), "the same id is the same event");

    platform.deliver_to(&receiver, end_of(later)).await?;
    assert_eq!(service.progress(&id()), Some(Progress::Ended(Some(UnixSeconds::from(END + 60)))));
    Ok(())
}

#[tokio::test]
async fn an_event_that_fails_is_handled_when_it_comes_again() -> Outcome {
    let platform = Platform::start().await;
    let (service, receiver) = serve(&platform)?;
    let mut end = Delivery::new(end_of(meeting()));
    end.header.event_id = Some("e1".to_owned());
    let failure = platform.deliver_to(&receiver, end.clone()).await.expect_err("its start is not known");
    assert!(failure.to_string().contains("500"), "{failure}");
    platform.deliver_to(&receiver, start_of(meeting())).await?;
    platform.deliver_to(&receiver, end).await?;
    assert_eq!(service.progress(&id()), over());
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn the_platform_repeats_an_end_until_the_start_arrives() -> Outcome {
    let platform = Platform::start().await;
    let (service, receiver) = serve(&platform)?;
    platform.connect_webhook(receiver.clone());
    let start = Instant::now();
    let (times, delivered) = tokio::join!(platform.deliver_until_handled(end_of(meeting())), async {
        sleep(Duration::from_secs(60)).await;
        platform.deliver(start_of(meeting())).await
    });
    delivered?;
    assert_eq!(times?, 3); // deliveries: at once, after 15 seconds, and 5 minutes later
    assert!(start.elapsed() >= Duration::from_secs(315));
    assert_eq!(service.progress(&id()), over());

    let mut lost = meeting();
    lost.id = "m2".into();
    let failure = platform.deliver_until_handled(end_of(lost)).await;
    assert!(failure.is_err());
    Ok(())
}

#[tokio::test]
async fn foreign_requests_change_nothing() -> Outcome {
    let platform = Platform::start().await;
    let (service, receiver) = serve(&platform)?;
    let mut delivery = Delivery::new(start_of(meeting()));
    delivery.header.event_id = Some("e1".to_owned());
    delivery.header.token = Some(VERIFICATION_TOKEN.into());
    let json = delivery.encode()?;
    let mut foreign = json.clone();
    foreign["header"]["token"] = json!("of another app");

    let good = WebhookRequest::encrypted(&json, ENCRYPT_KEY);
    let statuses = [
        (good.clone(), 401),
        (good.clone().signed("another key"), 401),
        (WebhookRequest::encrypted(&json, "another key").signed(ENCRYPT_KEY), 400),
        (WebhookRequest::plain(&json).signed(ENCRYPT_KEY), 401),
        (WebhookRequest::encrypted(&foreign, ENCRYPT_KEY).signed(ENCRYPT_KEY), 401),
    ];
    for (number, (request, status)) in statuses.into_iter().enumerate() {
        let response = receiver.receive(&request.headers, &request.body).await;
        assert_eq!(response.status().as_u16(), status, "request {number}");
        assert_eq!(service.progress(&id()), None, "request {number}");
    }
    let signed = good.signed(ENCRYPT_KEY);
    let response = receiver.receive(&signed.headers, &signed.body).await;
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(service.progress(&id()), Some(Progress::Running));
    Ok(())
}

#[tokio::test]
async fn a_receiver_with_another_key_refuses_the_platform() -> Outcome {
    let platform = Platform::start().await;
    let service = Service::new(&platform.client());
    let config = WebhookConfig::new(VERIFICATION_TOKEN).encrypt_key("another key");
    let receiver = service.events().webhook(config)?;
    assert!(platform.challenge(&receiver).await.is_err());
    assert!(platform.deliver_to(&receiver, start_of(meeting())).await.is_err());
    assert_eq!(service.progress(&id()), None);
    Ok(())
}

#[tokio::test]
async fn unknown_events_are_acknowledged_and_unreadable_ones_are_refused() -> Outcome {
    let platform = Platform::start().await;
    let (_service, receiver) = serve(&platform)?;
    let event = |kind: &str, body| {
        let header = json!({
            "event_id": kind, "event_type": kind, "token": VERIFICATION_TOKEN, "app_id": vc_api::testing::APP_ID,
        });
        json!({"schema": "2.0", "header": header, "event": body})
    };
    platform.deliver_to(&receiver, event("vc.news.made_v9", json!({"a": 1}))).await?;
    let unreadable = event("vc.meeting.meeting_started_v1", json!({"meeting": {"id": {}}}));
    assert!(platform.deliver_to(&receiver, unreadable).await.is_err());
    Ok(())
}

#[test]
fn deliveries_can_be_compared() -> Outcome {
    let delivery = Delivery::new(start_of(meeting()));
    let read = Delivery::from_slice(&serde_json::to_vec(&delivery.encode()?)?)?;
    assert_eq!(read, delivery);
    assert_eq!(MeetingStarted::try_from(read.event), Ok(start_of(meeting())));
    assert_ne!(Delivery::new(MeetingStarted::default()), delivery);
    assert!(MeetingEnded::try_from(delivery.event).is_err());
    Ok(())
}
