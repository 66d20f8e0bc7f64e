//! Meetings that the double simulates for a bot.

use std::time::Duration;

use vc_api::bot::{
    self, BotMeetingActivity, BotMeetingEnded, BotMeetingInvited, JoinIdentify, JoinJoinType, MeetingActivity,
    MessageMsgType, ParticipantId,
};
use vc_api::meeting::{self, MeetingStatus};
use vc_api::testing::{BOT_OPEN_ID, Meeting, Participant, Platform, PushForm};
use vc_api::types::UserIdType;
use vc_api::{Error, EventContext, Events, Session, Tenant, WebhookReceiver};
use vc_tests::journal::Journal;
use vc_tests::meeting_activity::summaries;

fn receiver(platform: &Platform, journal: &Journal) -> WebhookReceiver {
    let events = Events::with_state(journal.clone())
        .on(async |event: BotMeetingInvited, context: EventContext<Journal>| {
            let (meeting, inviter) = (event.meeting.unwrap(), event.inviter.unwrap());
            let (number, name) = (meeting.meeting_no.unwrap(), inviter.user_name.unwrap());
            context.state.note(format!("{name} invites to {number}, {}", meeting.id.unwrap()));
        })
        .on(async |event: BotMeetingActivity, context: EventContext<Journal>| {
            let meeting = event.meeting.or_else(|| event.meeting_activity_items[0].meeting.clone());
            let kinds = event.meeting_activity_items.len();
            context.state.note(format!("{kinds} kinds in {}", meeting.unwrap().id.unwrap()));
            event.meeting_activity_items.iter().flat_map(summaries).for_each(|summary| context.state.note(summary));
        })
        .on(async |_: BotMeetingEnded, context: EventContext<Journal>| context.state.note("ended"));
    events.webhook(platform.webhook_config()).unwrap()
}

async fn join(bot: &Session<Tenant>, meeting: &Meeting) -> bot::JoinResponse {
    bot.bots().join(JoinJoinType::MeetingNo, JoinIdentify::new().meeting_no(meeting.number())).await.unwrap()
}

/// Lets two people join the meeting, speak, share a document, write, react and leave.
fn play(meeting: &Meeting) {
    let (ada, bo) = (Participant::new("ada").name("Ada"), Participant::new("bo").name("Bo"));
    meeting.join(&ada);
    meeting.join(&bo);
    meeting.say(&ada, "s1", "hun");
    meeting.say(&ada, "s1", "hunter2");
    meeting.share(&ada, "sh1", "Plan");
    meeting.end_share(&ada, "sh1");
    meeting.write(&bo, "hunter2");
    meeting.react(&bo, "THUMBSUP");
    meeting.leave(&bo);
}

#[tokio::test(start_paused = true)]
async fn a_bot_is_invited_and_gets_events() {
    let (platform, journal) = (Platform::start().await, Journal::default());
    platform.connect_webhook(receiver(&platform, &journal));
    let meeting = platform.meeting();
    meeting.invite(&Participant::new("ada").name("Ada")).await.unwrap();
    assert_eq!(journal.take(), [format!("Ada invites to {}, 1{}", meeting.number(), meeting.id())]);
    let bot = platform.client().tenant();
    let joined = join(&bot, &meeting).await;
    assert_eq!(joined.meeting.unwrap().id.unwrap(), meeting.id());
    assert!(meeting.bot_is_in());
    meeting.push().await.unwrap();
    play(&meeting);
    let id = "ou_ada on_ada ada Ada";
    for form in [PushForm::Usual, PushForm::Misspelt] {
        journal.take();
        meeting.push_as(form).await.unwrap();
        let told = journal.take();
        assert_eq!(told[0], format!("6 kinds in {}", meeting.id()));
        assert_eq!(told[1], format!("participant_joined: {id} joined at 1790000000000"), "{told:?}");
        assert_eq!(told[3], format!("transcript_received: {id} said 3 letters at 1790000000000"));
        assert_eq!(told.len(), 1 + 6, "{told:?}");
        play(&meeting);
    }
    meeting.end().await.unwrap();
    assert_eq!(journal.take(), ["ended"]);
}

#[tokio::test(start_paused = true)]
async fn a_bot_polls() {
    let platform = Platform::start().await;
    let meeting = platform.meeting();
    let bot = platform.client().tenant();
    join(&bot, &meeting).await;
    play(&meeting);
    let first = bot.bots().events(meeting.id()).page_size(4).user_id_type(UserIdType::UnionId).await.unwrap();
    let payload = |event: &bot::MeetingActivityEvent| event.payload.clone().unwrap();
    let ids: Vec<ParticipantId> = first.events.iter().map(|event| id_of(&payload(event))).collect();
    assert_eq!(first.events.len(), 4);
    assert_eq!(ids[1], ParticipantId::Text("on_ada".into()));
    assert_eq!(first.has_more, Some(true));
    let rest = bot.bots().events(meeting.id()).page_token(first.page_token.unwrap()).await.unwrap();
    assert_eq!((rest.events.len(), rest.has_more), (6, Some(false)));
    let kinds: Vec<_> = rest.events.iter().filter_map(|event| event.event_type.as_deref()).collect();
    assert!(kinds.contains(&"vc.bot.meeting_activity_v1") && kinds.contains(&"transcript_received"), "{kinds:?}");
    let later = bot.bots().events(meeting.id()).page_token(rest.page_token.unwrap()).await.unwrap();
    assert_eq!((later.events.len(), later.has_more), (0, Some(false)));
}

fn id_of(activity: &MeetingActivity) -> ParticipantId {
    let joined = activity.participant_joined_items.first().and_then(|item| item.participant.clone());
    let said = activity.transcript_received_items.first().and_then(|item| item.speaker.clone());
    joined.or(said).unwrap().id.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_bot_speaks_and_gets_its_own_words() {
    let platform = Platform::start().await;
    let meeting = platform.meeting();
    let bot = platform.client().tenant();
    join(&bot, &meeting).await;
    for _ in 0..2 {
        bot.bots().message(meeting.id(), MessageMsgType::Text, "Noted.").uuid("u1").await.unwrap();
    }
    let events = bot.bots().events(meeting.id()).await.unwrap().events;
    assert_eq!(events.len(), 2);
    let wrote = &events[1].payload.as_ref().unwrap().chat_received_items[0];
    assert_eq!(wrote.content.as_ref().unwrap().as_str(), "Noted.");
    assert_eq!(wrote.operator.as_ref().unwrap().id, Some(ParticipantId::Text(BOT_OPEN_ID.into())));
}

#[tokio::test(start_paused = true)]
async fn calls_are_refused_as_the_platform_refuses_them() {
    let platform = Platform::start().await;
    let meeting = platform.meeting();
    let bot = platform.client().tenant();
    let code = |outcome: Result<bot::EventsResponse, Error>| outcome.unwrap_err().code();
    assert_eq!(code(bot.bots().events(meeting.id()).await), Some(10_005));
    assert_eq!(code(bot.bots().events("7651377260537433999").await), Some(20_002));
    assert_eq!(bot.bots().leave(meeting.number()).await.unwrap_err().code(), Some(121_105));
    meeting.password("1234");
    let call = || bot.bots().join(JoinJoinType::MeetingNo, JoinIdentify::new().meeting_no(meeting.number()));
    assert!(call().await.unwrap_err().is(bot::Join::NO_PERMISSION));
    call().password("1234").await.unwrap();
    call().password("1234").await.unwrap();
    assert_eq!(bot.bots().events(meeting.id()).await.unwrap().events.len(), 1);
    let active = bot.bots().user_active_meeting().user_id("ou_ada").await.unwrap();
    assert!(active.is_empty());
    meeting.join(&Participant::new("ada"));
    assert_eq!(bot.bots().user_active_meeting().user_id("ou_ada").await.unwrap()[0].meeting_id, Some(meeting.id()));

    meeting.remove_bot();
    assert_eq!(code(bot.bots().events(meeting.id()).await), Some(10_005));
    let status = || async { bot.meetings().get(meeting.id()).await.unwrap().meeting.unwrap().status };
    assert_eq!(status().await, Some(MeetingStatus::Ongoing));
    call().password("1234").await.unwrap();
    meeting.end().await.unwrap_err();
    assert_eq!(status().await, Some(MeetingStatus::Ended));
    assert!(bot.bots().events(meeting.id()).await.is_ok());
    tokio::time::advance(Duration::from_secs(300)).await;
    assert_eq!(code(bot.bots().events(meeting.id()).await), Some(20_001));
    assert!(bot.meetings().get("1").await.unwrap_err().is(meeting::Get::NOT_FOUND));
}
