//! Simulated meeting for a bot.

use std::time::Duration;

use tokio::time::sleep;
use vc_api::testing::{Meeting, NotHandled, Participant, Platform, PushForm};

use crate::printing::print;

/// Pause before the program checks again whether the bot has joined.
const LOOK: Duration = Duration::from_millis(200);
/// Time between two steps of the meeting.
const PAUSE: Duration = Duration::from_secs(1);

/// Sentences of the meeting, each with its successive versions. The first versions are short or wrong, and the last version
/// is correct.
const SENTENCES: [&[&str]; 3] = [
    &["Good mor", "Good morning ever", "Good morning, everyone."],
    &["Let us tall", "Let us talk about the rooms", "Let us talk about the rooms on the third floor."],
    &["Atlantis is to small", "Atlantis is too small for ten people."],
];

/// Invites the bot, waits until the bot joins, and simulates a meeting of about twenty seconds. The double sends the
/// happenings to the bot in events. The bot can also request all happenings.
pub(crate) async fn play(platform: &Platform) {
    let meeting = platform.meeting();
    let (ada, bo) = (Participant::new("ada").name("Ada"), Participant::new("bo").name("Bo"));
    print(&format!("meeting: number {}, id {}", meeting.number(), meeting.id()));
    report("invitation", meeting.invite(&ada).await);
    while !meeting.bot_is_in() {
        sleep(LOOK).await;
    }
    print("meeting: the bot joined");
    report("start", meeting.start().await);
    meeting.join(&ada);
    meeting.join(&bo);
    push(&meeting, PushForm::Usual).await;
    for (index, versions) in SENTENCES.iter().enumerate() {
        for version in *versions {
            meeting.say(if index % 2 == 0 { &ada } else { &bo }, &format!("s{index}"), version);
            sleep(PAUSE).await;
        }
        push(&meeting, if index % 2 == 0 { PushForm::Usual } else { PushForm::Misspelt }).await;
    }
    meeting.share(&ada, "share1", "Rooms");
    meeting.write(&bo, "Which room is free?");
    meeting.react(&ada, "THUMBSUP");
    push(&meeting, PushForm::Usual).await;
    sleep(PAUSE).await;
    meeting.end_share(&ada, "share1");
    meeting.leave(&bo);
    meeting.leave(&ada);
    push(&meeting, PushForm::Usual).await;
    report("end", meeting.end().await);
}

async fn push(meeting: &Meeting, form: PushForm) {
    report("activity", meeting.push_as(form).await);
}

fn report(event: &str, outcome: Result<(), NotHandled>) {
    match outcome {
        Ok(()) => print(&format!("meeting: {event}: handled")),
        Err(error) => print(&format!("meeting: {event}: {error}")),
    }
}
