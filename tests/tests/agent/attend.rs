//! Meetings that an agent attends. The agent joins each meeting once, gets happenings by pushes and polls, and leaves.

use std::time::Duration;

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::Instant;
use vc_api::bot::BotMeetingInvited;
use vc_api::testing::{Fault, Meeting, Participant, Platform, PushForm};
use vc_api::{
    AttendedMeeting, Error, EventContext, Events, JoinError, JoinTarget, Joined, MeetingAgent, MeetingCursor,
    MeetingEnd, Sample, Tenant, bot,
};

use vc_tests::secrecy::{show, show_error};

use crate::support::{ada, bo, bot, line, play};

/// Returns an agent that gets events by webhook.
fn agent(platform: &Platform) -> MeetingAgent<Tenant> {
    connected(platform, bot(platform).bots().agent())
}

fn connected(platform: &Platform, agent: MeetingAgent<Tenant>) -> MeetingAgent<Tenant> {
    let events = Events::new().agent(&agent);
    platform.connect_webhook(events.webhook(platform.webhook_config()).unwrap());
    agent
}

async fn attend(agent: &MeetingAgent<Tenant>, meeting: &Meeting) -> AttendedMeeting<Tenant> {
    match agent.join(meeting.number()).await.unwrap() {
        Joined::New(meeting) => meeting,
        other => panic!("{other:?}"),
    }
}

/// Reads happenings until no happening arrives for five seconds, and returns them as lines.
async fn until_quiet(meeting: &mut AttendedMeeting<Tenant>) -> Vec<String> {
    let mut lines = Vec::new();
    while let Ok(happening) = tokio::time::timeout(Duration::from_secs(5), meeting.try_next()).await {
        match happening.unwrap() {
            Some(happening) => lines.push(line(&happening)),
            None => break,
        }
    }
    lines
}

/// Returns the number of polls that the platform has received.
fn asked(platform: &Platform) -> usize {
    platform.calls::<bot::Events>().len()
}

#[tokio::test(start_paused = true)]
async fn concurrent_joins_make_one_call() {
    let platform = Platform::start().await;
    let (agent, meeting) = (agent(&platform), platform.meeting());
    platform.fault(Fault::latency(Duration::from_secs(1)).only::<bot::Join>());
    let (one, other) = tokio::join!(agent.join(meeting.number()), agent.join(meeting.number()));
    let joined = [one.unwrap(), other.unwrap()];
    assert!(matches!(&joined, [Joined::New(_), Joined::Already(_)]), "{joined:?}");
    assert_eq!(platform.calls::<bot::Join>().len(), 1);
    let meetings = agent.meetings();
    assert_eq!(meetings.iter().map(|attended| attended.id().clone()).collect::<Vec<_>>(), [meeting.id()]);
    // A program can drop the stream of a meeting, and get the stream again without another call to the platform.
    let [Joined::New(stream), _] = joined else { panic!("the first is new") };
    drop(stream);
    let mut stream = attend(&agent, &meeting).await;
    assert_eq!(platform.calls::<bot::Join>().len(), 1);
    assert_eq!(line(&stream.try_next().await.unwrap().unwrap()), "Bot joined");
}

#[tokio::test(start_paused = true)]
async fn an_invitation_is_followed() {
    let platform = Platform::start().await;
    let (agent, meeting) = (bot(&platform).bots().agent(), platform.meeting());
    let (sender, mut joined) = unbounded_channel();
    let events = Events::with_state((agent.clone(), sender)).on(
        async |event: BotMeetingInvited,
               context: EventContext<(MeetingAgent<Tenant>, UnboundedSender<Joined<Tenant>>)>| {
            let (agent, joined) = &*context.state;
            joined.send(agent.join(&event).await?).unwrap();
            Ok::<(), JoinError>(())
        },
    );
    platform.connect_webhook(events.webhook(platform.webhook_config()).unwrap());
    for _ in 0..2 {
        meeting.invite(&ada()).await.unwrap();
    }
    assert!(matches!(joined.recv().await, Some(Joined::New(attended)) if *attended.id() == meeting.id()));
    let calls = platform.calls::<bot::Join>();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].call_id, BotMeetingInvited::sample().call_id);
}

#[tokio::test(start_paused = true)]
async fn the_program_limits_the_number_of_meetings() {
    let platform = Platform::start().await;
    let agent = connected(&platform, bot(&platform).bots().agent().most_meetings(1));
    let (first, second) = (platform.meeting(), platform.meeting());
    let attended = attend(&agent, &first).await;
    let error = agent.join(second.number()).await.unwrap_err();
    assert_eq!(error, JoinError::TooMany { most: 1 });
    assert!(agent.join(first.number()).await.is_ok());
    assert_eq!(platform.calls::<bot::Join>().len(), 1);
    attended.leave().await.unwrap();
    let _attended = attend(&agent, &second).await;
    for target in [(&BotMeetingInvited::default()).into(), JoinTarget::from(first.id().as_str())] {
        assert_eq!(agent.join(target).await.unwrap_err(), JoinError::NoNumber);
    }
}

/// An ended meeting no longer counts toward the maximum number of meetings, even if the program has already dropped the
/// stream of the meeting.
#[tokio::test(start_paused = true)]
async fn ended_meetings_without_a_reader_take_no_place_and_are_forgotten() {
    let platform = Platform::start().await;
    let agent = connected(&platform, bot(&platform).bots().agent().most_meetings(1));
    let mut last = None;
    for _ in 0..40 {
        let meeting = platform.meeting();
        drop(attend(&agent, &meeting).await);
        assert_eq!(agent.join(platform.meeting().number()).await.unwrap_err(), JoinError::TooMany { most: 1 });
        meeting.write(&ada(), "Bye.");
        meeting.end().await.unwrap();
        last = Some(meeting);
    }
    assert_eq!(agent.meetings().len(), 16);
    // The agent keeps the most recently ended meetings, so the program can still read their happenings.
    let mut attended = attend(&agent, &last.unwrap()).await;
    let lines = until_quiet(&mut attended).await;
    assert_eq!((lines.last().map(String::as_str), attended.end()), (Some("Ada wrote Bye."), Some(MeetingEnd::Over)));
    assert_eq!(agent.meetings().len(), 15);
}

#[tokio::test(start_paused = true)]
async fn dropped_joins_take_no_place() {
    let platform = Platform::start().await;
    let agent = connected(&platform, bot(&platform).bots().agent().most_meetings(1));
    let (first, second) = (platform.meeting(), platform.meeting());
    platform.fault(Fault::silence().only::<bot::Join>());
    let both = async { tokio::join!(agent.join(first.number()), agent.join(first.number())) };
    tokio::time::timeout(Duration::from_secs(1), both).await.unwrap_err();
    let _attended = attend(&agent, &second).await;
}

#[tokio::test(start_paused = true)]
async fn an_unknown_outcome_is_reported() {
    let platform = Platform::start().await;
    let (agent, meeting) = (agent(&platform), platform.meeting());
    platform.fault(Fault::cut_body(10).only::<bot::Join>());
    let error = agent.join(meeting.number()).await.unwrap_err();
    assert!(matches!(&error, JoinError::OutcomeUnknown(Error::Transport(_))), "{error:?}");
    assert!(error.report().to_string().contains("may be in the meeting"), "{error}");
    show_error(&error);
    assert!(meeting.bot_is_in());
    // The program can join again, although the bot is already in the meeting.
    let _attended = attend(&agent, &meeting).await;
    meeting.password("1234");
    meeting.remove_bot();
    let other = connected(&platform, bot(&platform).bots().agent());
    let error = other.join(meeting.number()).await.unwrap_err();
    assert!(matches!(&error, JoinError::Call(error) if error.is(bot::Join::NO_PERMISSION)));
    assert!(error.report().to_string().contains("Allow agents to join"), "{error}");
    assert!(other.join(JoinTarget::number(meeting.number()).password("1234")).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn pushed_happenings_are_not_polled() {
    let platform = Platform::start().await;
    let (agent, meeting) = (agent(&platform), platform.meeting());
    let mut attended = attend(&agent, &meeting).await;
    assert_eq!(line(&attended.try_next().await.unwrap().unwrap()), "Bot joined");
    until_quiet(&mut attended).await;
    let before = asked(&platform);
    for form in [PushForm::Usual, PushForm::Misspelt, PushForm::Usual] {
        play(&meeting);
        meeting.push_as(form).await.unwrap();
        let lines = until_quiet(&mut attended).await;
        assert_eq!(lines.last().map(String::as_str), Some("Bo left"), "{lines:?}");
    }
    assert_eq!(asked(&platform), before);
    // After 10 seconds without pushes, the agent polls. The agent does not return a pushed happening again.
    assert_eq!(until_quiet(&mut attended).await, [""; 0]);
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert_eq!(until_quiet(&mut attended).await, [""; 0]);
    assert!(asked(&platform) > before);
    // The agent also returns happenings that the platform did not push.
    let start = Instant::now();
    meeting.write(&ada(), "not pushed");
    assert_eq!(line(&attended.try_next().await.unwrap().unwrap()), "Ada wrote not pushed");
    assert!(start.elapsed() <= Duration::from_secs(11), "{:?}", start.elapsed());
    // The platform now pushes a happening that the agent has already polled. The agent does not return it again.
    meeting.push().await.unwrap();
    assert_eq!(until_quiet(&mut attended).await, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_reconnect_causes_a_poll_at_once() {
    let platform = Platform::start().await;
    let client = platform.client();
    let agent = client.tenant().bots().agent();
    let connection = Events::new().client(&client).agent(&agent).connect().unwrap();
    platform.connected().await;
    let meeting = platform.meeting();
    let mut attended = attend(&agent, &meeting).await;
    until_quiet(&mut attended).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    until_quiet(&mut attended).await;
    meeting.write(&ada(), "pushed");
    meeting.push().await.unwrap();
    assert_eq!(until_quiet(&mut attended).await, ["Ada wrote pushed"]);
    platform.close_connections();
    meeting.write(&ada(), "while there was no connection");
    connection.connected().await.unwrap();
    platform.connected().await;
    assert_eq!(line(&attended.try_next().await.unwrap().unwrap()), "Ada wrote while there was no connection");
    connection.shutdown().await;
}

#[tokio::test(start_paused = true)]
async fn the_agents_own_acts_are_marked() {
    let platform = Platform::start().await;
    let (agent, meeting) = (agent(&platform), platform.meeting());
    let mut attended = attend(&agent, &meeting).await;
    assert!(attended.try_next().await.unwrap().unwrap().is_own);
    attended.say("Hello, hunter2.").await.unwrap();
    attended.react("THUMBSUP").await.unwrap();
    meeting.write(&bo(), "Hello, bot.");
    meeting.push().await.unwrap();
    let mut own = Vec::new();
    for _ in 0..3 {
        let happening = attended.try_next().await.unwrap().unwrap();
        own.push((line(&happening), happening.is_own));
    }
    show(&attended);
    show(&agent);
    let expected = [("Bot wrote Hello, hunter2.", true), ("Bot wrote THUMBSUP", true), ("Bo wrote Hello, bot.", false)];
    assert_eq!(own, expected.map(|(line, own)| (line.to_owned(), own)));
    // If the response breaks off, the client sends the message again. The message still appears in the meeting only once.
    platform.fault(Fault::cut_body(5).only::<bot::Message>());
    let other = platform.client().tenant().bots().agent();
    let handle = other.join(meeting.number()).await.unwrap().handle().clone();
    handle.say("Once.").await.unwrap();
    assert_eq!(platform.calls::<bot::Message>().len(), 4);
    let happening = attended.try_next().await.unwrap().unwrap();
    assert_eq!(line(&happening), "Bot wrote Once.");
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert_eq!(until_quiet(&mut attended).await, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_meeting_ends_with_a_reason() {
    let platform = Platform::start().await;
    let agent = connected(&platform, bot(&platform).bots().agent().give_up_after(Duration::from_secs(600)));
    let ended = async |attended: &mut AttendedMeeting<Tenant>| {
        while attended.try_next().await.unwrap().is_some() {}
        attended.end().unwrap()
    };
    let meeting = platform.meeting();
    let mut attended = attend(&agent, &meeting).await;
    meeting.write(&ada(), "Bye.");
    meeting.end().await.unwrap();
    let lines = until_quiet(&mut attended).await;
    assert_eq!((lines.last().map(String::as_str), attended.end()), (Some("Ada wrote Bye."), Some(MeetingEnd::Over)));
    assert!(agent.meetings().is_empty());

    let meeting = platform.meeting();
    let mut attended = attend(&agent, &meeting).await;
    attended.handle().leave().await.unwrap();
    assert_eq!(ended(&mut attended).await, MeetingEnd::Left);
    assert!(!meeting.bot_is_in());

    let meeting = platform.meeting();
    let mut attended = attend(&agent, &meeting).await;
    meeting.remove_bot();
    assert_eq!(ended(&mut attended).await, MeetingEnd::Removed);

    let meeting = platform.meeting();
    let mut attended = attend(&agent, &meeting).await;
    let start = Instant::now();
    assert_eq!(ended(&mut attended).await, MeetingEnd::GivenUp);
    assert_eq!(start.elapsed().as_secs(), 600);
    assert!(!meeting.bot_is_in());
}

#[tokio::test(start_paused = true)]
async fn a_slow_reader_costs_bounded_memory_and_loses_nothing() {
    let platform = Platform::start().await;
    let agent = connected(&platform, bot(&platform).bots().agent().buffer(3));
    let meeting = platform.meeting();
    let mut attended = attend(&agent, &meeting).await;
    until_quiet(&mut attended).await;
    for number in 0..10 {
        meeting.write(&ada(), &number.to_string());
    }
    meeting.push().await.unwrap();
    // The push has 11 happenings: 10 messages, and the arrival of the bot. The buffer holds 3 happenings.
    assert_eq!(attended.dropped(), 8);
    let mut lines = until_quiet(&mut attended).await;
    lines.sort();
    assert_eq!(lines, (0..10).map(|number| format!("Ada wrote {number}")).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_restart_continues_from_the_cursor() {
    let platform = Platform::start().await;
    let meeting = platform.meeting();
    let first = agent(&platform);
    let mut attended = attend(&first, &meeting).await;
    play(&meeting);
    meeting.push().await.unwrap();
    let mut before = Vec::new();
    for _ in 0..6 {
        before.push(line(&attended.try_next().await.unwrap().unwrap()));
    }
    let cursor: MeetingCursor = attended.cursor().to_string().parse().unwrap();
    drop((attended, first));
    meeting.write(&ada(), "meanwhile");
    let second = bot(&platform).bots().agent();
    let Joined::New(attended) = second.join(meeting.number()).await.unwrap() else { panic!("it is new") };
    let mut attended = attended.resume(cursor);
    let after = until_quiet(&mut attended).await;
    let all: Vec<String> = [before, after].concat();
    assert_eq!(all.len(), 11, "{all:?}");
    assert_eq!(all.iter().collect::<std::collections::HashSet<_>>().len(), 11, "{all:?}");
}

#[tokio::test(start_paused = true)]
async fn the_active_meeting_of_a_user_is_found() {
    let platform = Platform::start().await;
    let meeting = platform.meeting();
    let agent = agent(&platform);
    assert!(agent.join_active(Some("ou_ada".into())).await.unwrap().is_none());
    // Another process of the same bot has already joined the meeting.
    let before = bot(&platform).bots().agent();
    let _attended = attend(&before, &meeting).await;
    meeting.join(&Participant::new("ada"));
    let joined = agent.join_active(Some("ou_ada".into())).await.unwrap();
    assert!(matches!(joined, Some(Joined::New(attended)) if *attended.id() == meeting.id()));
}
