//! Tests of the bot, in meetings that the double simulates.

use std::sync::Arc;
use std::time::Duration;

use downstream::{Error, Line, Minutes, Service};
use vc_api::bot::{self, BotMeetingActivity, ChatReceivedItem, JoinResponse, MeetingActivity, TranscriptReceivedItem};
use vc_api::testing::{BOT_OPEN_ID, Fault, Meeting, Participant, Platform, PushForm, Received, Refusal};
use vc_api::{Error as CallError, Sample, scopes};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Starts a service. The double delivers all events to the webhook of the service.
fn serve(platform: &Platform) -> Result<Arc<Service>, vc_api::Error> {
    let service = Service::new(&platform.client());
    platform.connect_webhook(service.events().webhook(platform.webhook_config())?);
    Ok(service)
}

fn minutes(service: &Service, meeting: &Meeting) -> Result<Minutes, &'static str> {
    service.agent().minutes(&meeting.id()).ok_or("the bot does not know the meeting")
}

fn spoken(lines: &[Line]) -> Vec<(&str, &str)> {
    lines.iter().map(|line| (line.author.as_deref().unwrap_or_default(), line.text.as_str())).collect()
}

fn talk(meeting: &Meeting, ada: &Participant, bob: &Participant) {
    meeting.say(ada, "s1", "we sh");
    meeting.say(bob, "s2", "When?");
    meeting.say(ada, "s1", "We should ship");
    meeting.write(bob, "tomorrow");
}

/// Lets the bot follow a short meeting: first by pushed events in the given form, then by polling. Polling must not change
/// the bot's record of the meeting.
async fn follow(form: PushForm) -> Outcome {
    let platform = Platform::start().await;
    let service = serve(&platform)?;
    let (meeting, ada, bob) = (platform.meeting(), Participant::new("ada").name("Ada"), Participant::new("bob"));
    meeting.join(&ada);
    meeting.join(&bob);

    meeting.invite(&ada).await?;
    assert!(meeting.bot_is_in());
    assert_eq!(platform.calls::<bot::Events>().len(), 1);
    talk(&meeting, &ada, &bob);
    meeting.push_as(form).await?;

    let pushed = minutes(&service, &meeting)?;
    assert_eq!(spoken(&pushed.sentences), [("ou_ada", "We should ship"), ("ou_bob", "When?")]);
    assert_eq!(spoken(&pushed.chat), [("ou_bob", "tomorrow")]);
    assert!(!pushed.over);

    service.agent().catch_up(&meeting.id()).await?;
    let asked = minutes(&service, &meeting)?;
    assert_eq!((&asked.sentences, &asked.chat), (&pushed.sentences, &pushed.chat), "both forms tell the same");

    meeting.say(&ada, "s2", "Tomorrow then"); // The bot polls for this sentence, because the test does not push it.
    meeting.end().await?;
    let ended = minutes(&service, &meeting)?;
    assert!(ended.over);
    assert_eq!(spoken(&ended.sentences), [("ou_ada", "We should ship"), ("ou_ada", "Tomorrow then")]);
    platform.verify()?;
    Ok(())
}

#[tokio::test]
async fn a_meeting_is_followed_in_the_usual_form() -> Outcome {
    follow(PushForm::Usual).await
}

#[tokio::test]
async fn a_meeting_is_followed_in_the_misspelt_form() -> Outcome {
    follow(PushForm::Misspelt).await
}

#[tokio::test]
async fn polls_alone_give_the_same_record() -> Outcome {
    let platform = Platform::start().await;
    let service = serve(&platform)?;
    let (meeting, ada, bob) = (platform.meeting(), Participant::new("ada"), Participant::new("bob"));
    meeting.invite(&ada).await?;
    talk(&meeting, &ada, &bob);
    service.agent().catch_up(&meeting.id()).await?;
    let asked = minutes(&service, &meeting)?;
    assert_eq!(spoken(&asked.sentences), [("ou_ada", "We should ship"), ("ou_bob", "When?")]);

    service.agent().catch_up(&meeting.id()).await?;
    assert_eq!(minutes(&service, &meeting)?, asked);
    let calls = platform.calls::<bot::Events>();
    assert!(
        calls.last().is_some_and(|call| call.page_token.is_some()),
        "the last question begins after the one before"
    );
    assert_eq!(calls[0].page_token, None);
    Ok(())
}

#[tokio::test]
async fn a_long_meeting_comes_page_by_page() -> Outcome {
    let platform = Platform::start().await;
    let service = serve(&platform)?;
    let (meeting, ada) = (platform.meeting(), Participant::new("ada"));
    meeting.invite(&ada).await?;
    for number in 0..250 {
        meeting.say(&ada, &format!("s{number}"), "yes");
    }
    platform.fault(Fault::bad_gateway().times(2).only::<bot::Events>());
    service.agent().catch_up(&meeting.id()).await?;
    assert_eq!(minutes(&service, &meeting)?.sentences.len(), 250);
    platform.verify()?;
    Ok(())
}

#[tokio::test]
async fn an_invitation_may_come_twice() -> Outcome {
    let platform = Platform::start().await;
    let service = serve(&platform)?;
    let (meeting, ada) = (platform.meeting(), Participant::new("ada"));
    meeting.invite(&ada).await?;
    meeting.say(&ada, "s1", "hello");
    meeting.push().await?;
    meeting.invite(&ada).await?;
    let joins = platform.calls::<bot::Join>();
    assert_eq!(joins.len(), 2);
    assert_eq!(joins[0].join_identify.meeting_no, Some(meeting.number().into()));
    assert!(joins[0].call_id.is_some());
    assert_eq!(minutes(&service, &meeting)?.sentences.len(), 1);
    assert!(meeting.bot_is_in());
    Ok(())
}

#[tokio::test]
async fn a_meeting_with_a_password_does_not_let_the_bot_in() -> Outcome {
    let platform = Platform::start().await;
    let service = serve(&platform)?;
    let (meeting, ada) = (platform.meeting(), Participant::new("ada"));
    meeting.password("1234");
    assert!(meeting.invite(&ada).await.is_err(), "the platform delivers it again");
    assert!(!meeting.bot_is_in());
    assert_eq!(service.agent().minutes(&meeting.id()), None);

    let invitation = bot::BotMeetingInvited::sample();
    platform.on(|call: Received<bot::Join>| Err(call.refuse(bot::Join::NO_PERMISSION)));
    assert_eq!(service.agent().join(invitation).await, Err(Error::NotAdmitted));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_invitation_is_repeated_while_the_gateway_is_down() -> Outcome {
    let platform = Platform::start().await;
    let service = serve(&platform)?;
    platform.fault(Fault::bad_gateway().times(2).only::<bot::Join>());
    let (meeting, ada) = (platform.meeting(), Participant::new("ada"));
    assert!(meeting.invite(&ada).await.is_err());
    assert!(meeting.invite(&ada).await.is_err());
    meeting.invite(&ada).await?;
    assert!(meeting.bot_is_in());
    assert_eq!(minutes(&service, &meeting)?.sentences, []);

    let times = platform.deliver_until_handled(bot::BotMeetingInvited::default()).await;
    assert!(times.is_err(), "an invitation without a number is never handled");
    Ok(())
}

#[tokio::test]
async fn a_removed_bot_is_done_with_the_meeting() -> Outcome {
    let platform = Platform::start().await;
    let service = serve(&platform)?;
    let (meeting, ada) = (platform.meeting(), Participant::new("ada"));
    meeting.invite(&ada).await?;
    meeting.remove_bot();
    assert!(!minutes(&service, &meeting)?.over, "nothing tells the bot");
    service.agent().catch_up(&meeting.id()).await?;
    assert!(minutes(&service, &meeting)?.over);
    Ok(())
}

#[tokio::test]
async fn the_bot_leaves_and_leaving_twice_is_no_error() -> Outcome {
    let platform = Platform::start().await;
    let service = serve(&platform)?;
    let (meeting, ada) = (platform.meeting(), Participant::new("ada"));
    meeting.invite(&ada).await?;
    service.agent().leave(&meeting.id()).await?;
    assert!(!meeting.bot_is_in());
    assert!(minutes(&service, &meeting)?.over);
    service.agent().leave(&meeting.id()).await?;

    platform.on(|call: Received<bot::Leave>| Err(call.refuse(bot::Leave::MEETING_NOT_FOUND)));
    service.agent().leave(&meeting.id()).await?;
    platform.on(|_: Received<bot::Leave>| Err(Refusal::new(500, 1, "broken")));
    let failed = service.agent().leave(&meeting.id()).await;
    assert!(matches!(&failed, Err(Error::Call(error)) if error.code() == Some(1)), "{failed:?}");
    Ok(())
}

#[tokio::test]
async fn the_bot_ends_a_meeting_for_all() -> Outcome {
    let platform = Platform::start().await;
    let service = serve(&platform)?;
    let meeting = platform.meeting();
    meeting.invite(&Participant::new("ada")).await?;
    service.agent().end_for_all(&meeting.id()).await?;
    assert!(minutes(&service, &meeting)?.over);
    assert_eq!(platform.calls::<bot::End>()[0].meeting_id, meeting.id());

    platform.lack(scopes::VC_MEETING_BOT_MANAGE_WRITE);
    let refused = service.agent().end_for_all(&meeting.id()).await;
    assert!(matches!(refused, Err(Error::Call(CallError::MissingScope(_)))), "{refused:?}");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn the_record_is_complete_only_while_the_platform_responds() -> Outcome {
    let platform = Platform::start().await;
    let service = serve(&platform)?;
    let (meeting, ada) = (platform.meeting(), Participant::new("ada"));
    meeting.invite(&ada).await?;
    platform.fault(Fault::bad_gateway().only::<bot::Events>().always());
    meeting.say(&ada, "s1", "goodbye");
    assert!(meeting.end().await.is_err(), "the record is not complete");
    assert!(!minutes(&service, &meeting)?.over);
    platform.end_faults();

    service.agent().catch_up(&meeting.id()).await?;
    assert_eq!(minutes(&service, &meeting)?.sentences.len(), 1);
    tokio::time::sleep(Duration::from_secs(301)).await;
    service.agent().catch_up(&meeting.id()).await?;
    assert!(minutes(&service, &meeting)?.over);
    Ok(())
}

#[tokio::test]
async fn a_strict_double_plays_meetings() -> Outcome {
    let platform = Platform::start().await;
    platform.strict();
    let service = serve(&platform)?;
    let (meeting, ada) = (platform.meeting(), Participant::new("ada"));
    meeting.invite(&ada).await?;
    meeting.write(&meeting.bot(), "I take notes");
    meeting.push().await?;
    service.agent().leave(&meeting.id()).await?;
    assert_eq!(spoken(&minutes(&service, &meeting)?.chat), [(BOT_OPEN_ID, "I take notes")]);
    platform.verify()?;
    Ok(())
}

#[tokio::test]
async fn a_response_without_an_id_is_incomplete() -> Outcome {
    let platform = Platform::start().await;
    platform.on(|_: Received<bot::Join>| Ok(JoinResponse::default()));
    let service = Service::new(&platform.client());
    let joined = service.agent().join(bot::BotMeetingInvited::sample()).await;
    assert_eq!(joined, Err(Error::Incomplete("meeting.id")));
    Ok(())
}

#[tokio::test]
async fn events_come_by_long_connection() -> Outcome {
    let platform = Platform::start().await;
    let service = Service::new(&platform.client());
    let connection = service.events().connect()?;
    platform.connected().await;
    let (meeting, ada, bob) = (platform.meeting(), Participant::new("ada"), Participant::new("bob"));
    meeting.invite(&ada).await?;
    talk(&meeting, &ada, &bob);
    meeting.push().await?;
    assert_eq!(minutes(&service, &meeting)?.sentences.len(), 2);
    connection.shutdown().await;
    assert!(meeting.end().await.is_err(), "nothing is connected");
    platform.verify()?;
    Ok(())
}

#[tokio::test]
async fn a_late_version_does_not_replace_a_newer_one() -> Outcome {
    let client = vc_api::Client::builder().app("cli_test", "secret").build()?;
    let service = Service::new(&client);
    let version = |text: &str, end: i64| {
        let mut sentence = TranscriptReceivedItem::sample();
        sentence.sentence_id = Some("s1".to_owned());
        (sentence.text, sentence.end_time_ms) = (Some(text.into()), Some(end.into()));
        let mut activity = MeetingActivity::default();
        activity.transcript_received_items = vec![sentence];
        activity.chat_received_items = vec![ChatReceivedItem::default()]; // The message has no id, so the bot ignores it.
        let mut event = BotMeetingActivity::sample();
        event.meeting_activity_items = vec![activity];
        event
    };
    let id = version("", 0).meeting.and_then(|meeting| meeting.id).ok_or("no id")?;
    for (text, end) in [("We", 1), ("We ship", 3), ("We sh", 2)] {
        service.agent().keep(version(text, end))?;
    }
    let minutes = service.agent().minutes(&id).ok_or("no minutes")?;
    assert_eq!(minutes.sentences[0].text.as_str(), "We ship");
    assert_eq!(minutes.sentences.len(), 1);
    assert!(minutes.chat.is_empty());
    assert!(!format!("{minutes:?}").contains("ship"), "what people said stays out of logs");

    let mut nameless = version("We", 1);
    nameless.meeting = None;
    assert_eq!(service.agent().keep(nameless), Err(Error::Incomplete("meeting.id")));
    Ok(())
}
