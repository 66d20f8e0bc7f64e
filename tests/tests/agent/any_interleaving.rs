//! Random sequences of happenings, pushes, pauses, reconnects and restarts: the agent returns each happening once.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use vc_api::testing::{Meeting, Platform, PushForm};
use vc_api::{AttendedMeeting, Events, Joined, MeetingCursor, Tenant};

use crate::support::{ada, bo, bot, line};

#[derive(Debug, Clone)]
enum Step {
    /// Writes a message to the chat.
    Write,
    /// Adds a new version of a sentence.
    Say(u8),
    /// Pushes all happenings that have not been pushed yet.
    Push(PushForm),
    /// Reads happenings. The value is the maximum number of happenings.
    Read(usize),
    Wait(u64),
    /// Closes the long connection, so the client opens it again.
    Reconnect,
    /// Ends the agent, and starts another agent that continues from the cursor of the first.
    Restart,
    /// Makes the next poll fail.
    Fault,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => Just(Step::Write),
        3 => (0..3_u8).prop_map(Step::Say),
        3 => prop_oneof![Just(PushForm::Usual), Just(PushForm::Misspelt)].prop_map(Step::Push),
        4 => (1..6_usize).prop_map(Step::Read),
        2 => (0..15_u64).prop_map(Step::Wait),
        1 => Just(Step::Reconnect),
        2 => Just(Step::Restart),
        1 => Just(Step::Fault),
    ]
}

/// Attends the meeting with a new agent, as a restarted process does. With a cursor, the agent continues from the cursor.
async fn attend(platform: &Platform, meeting: &Meeting, cursor: Option<MeetingCursor>) -> AttendedMeeting<Tenant> {
    let agent = bot(platform).bots().agent().buffer(4);
    platform.connect_webhook(Events::new().agent(&agent).webhook(platform.webhook_config()).unwrap());
    let Joined::New(attended) = agent.join(meeting.number()).await.unwrap() else { panic!("it is new") };
    match cursor {
        Some(cursor) => attended.resume(cursor),
        None => attended,
    }
}

/// Reads up to `most` happenings. Stops earlier if no happening arrives for `patience` seconds.
async fn read(attended: &mut AttendedMeeting<Tenant>, most: usize, patience: u64, told: &mut Vec<String>) {
    for _ in 0..most {
        match tokio::time::timeout(Duration::from_secs(patience), attended.try_next()).await {
            Ok(Ok(Some(happening))) => told.push(line(&happening)),
            Ok(Ok(None)) => panic!("the meeting goes on"),
            // A fault of the platform causes an error, and the agent continues.
            Ok(Err(_)) => {}
            Err(_) => return,
        }
    }
}

async fn play(steps: Vec<Step>) {
    let platform = Platform::start().await;
    let meeting = platform.meeting();
    let mut attended = attend(&platform, &meeting, None).await;
    let (mut told, mut written, mut versions) = (Vec::new(), 0, [0_u32; 3]);
    for step in steps {
        match step {
            Step::Write => {
                meeting.write(&bo(), &written.to_string());
                written += 1;
            }
            Step::Say(sentence) => {
                let version = &mut versions[usize::from(sentence)];
                meeting.say(&ada(), &format!("s{sentence}"), &format!("sentence {sentence} version {version}"));
                *version += 1;
            }
            Step::Push(form) => meeting.push_as(form).await.unwrap(),
            Step::Read(most) => read(&mut attended, most, 1, &mut told).await,
            Step::Wait(seconds) => tokio::time::sleep(Duration::from_secs(seconds)).await,
            Step::Reconnect => {
                platform.close_connections();
            }
            Step::Restart => {
                let cursor = attended.cursor().to_string().parse().unwrap();
                drop(attended);
                attended = attend(&platform, &meeting, Some(cursor)).await;
            }
            Step::Fault => platform.fault(vc_api::testing::Fault::bad_gateway().only::<vc_api::bot::Events>()),
        }
        // The time must advance, because the versions of a sentence must have different end times.
        tokio::time::advance(Duration::from_millis(7)).await;
    }
    read(&mut attended, usize::MAX, 60, &mut told).await;
    let texts = |begin: &str| -> Vec<String> {
        told.iter().filter_map(|line| line.split_once(begin)).map(|(_, text)| text.to_owned()).collect()
    };
    let mut messages: Vec<usize> = texts("Bo wrote ").iter().map(|text| text.parse().unwrap()).collect();
    messages.sort_unstable();
    assert_eq!(messages, (0..written).collect::<Vec<_>>(), "{told:?}");
    for (sentence, count) in versions.into_iter().enumerate() {
        let found = texts(&format!(": sentence {sentence} version "));
        let found: Vec<u32> = found.iter().map(|version| version.parse().unwrap()).collect();
        // The agent returns the versions of a sentence in ascending order without repetitions, and finally the latest
        // version.
        assert!(found.is_sorted() && found.windows(2).all(|two| two[0] != two[1]), "{found:?} {told:?}");
        assert_eq!(found.last().copied(), count.checked_sub(1), "{told:?}");
    }
    assert_eq!(texts("Bot joined").len(), 1);
    platform.end_faults();
}

proptest! {
    #![proptest_config(crate::support::cases())]

    #[test]
    fn gives_each_happening_once(steps in vec(step(), 0..30)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(play(steps));
    }
}
