//! Helpers that add happenings to meetings of the double, and convert happenings to lines of text.

use proptest::test_runner::Config;
use vc_api::bot::{JoinIdentify, JoinJoinType};
use vc_api::testing::{Meeting, Participant, Platform};
use vc_api::{Happened, Happening, Person, Retry, Session, Tenant};
use vc_tests::secrecy::{show, show_logs};

/// Returns a session of the bot, from a client that makes no retries.
pub(crate) fn bot(platform: &Platform) -> Session<Tenant> {
    show_logs();
    platform.client_builder().retry(Retry::none()).build().unwrap().tenant()
}

pub(crate) async fn join(bot: &Session<Tenant>, meeting: &Meeting) {
    bot.bots().join(JoinJoinType::MeetingNo, JoinIdentify::new().meeting_no(meeting.number())).await.unwrap();
}

pub(crate) fn ada() -> Participant {
    Participant::new("ada").name("Ada")
}

pub(crate) fn bo() -> Participant {
    Participant::new("bo").name("Bo")
}

/// Lets two people join the meeting of the double, speak, share a document, write, react and leave.
pub(crate) fn play(meeting: &Meeting) {
    meeting.join(&ada());
    meeting.join(&bo());
    meeting.say(&ada(), "s1", "hunter2 sh");
    meeting.say(&ada(), "s1", "hunter2 should ship");
    meeting.share(&ada(), "sh1", "Plan");
    meeting.end_share(&ada(), "sh1");
    meeting.write(&bo(), "hunter2");
    meeting.react(&bo(), "THUMBSUP");
    meeting.leave(&bo());
}

/// Returns a happening as one line, without ids of people. If the test of secrecy runs, also prints the happening.
pub(crate) fn line(happening: &Happening) -> String {
    show(happening);
    let name = |person: &Person| person.name.clone().unwrap_or_default();
    match &happening.happened {
        Happened::Joined(person) => format!("{} joined", name(person)),
        Happened::Left(left) => format!("{} left", name(&left.participant)),
        Happened::Said(said) => format!("{} said {}: {}", name(&said.speaker), said.revision, said.text),
        Happened::Wrote(wrote) => format!("{} wrote {}", name(&wrote.author), wrote.text),
        Happened::SharingStarted(sharing) => format!("{} shares", name(&sharing.presenter)),
        Happened::SharingEnded(sharing) => format!("{} shares no more", name(&sharing.presenter)),
        Happened::Unknown(unknown) => format!("{}: {:?}", unknown.kind, unknown.json),
        other => format!("{other:?}"),
    }
}

/// Returns the settings of a property test. The number of cases is the value of the environment variable `PROPTEST_CASES`,
/// or 50 without this variable.
pub(crate) fn cases() -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    Config { failure_persistence: None, ..Config::with_cases(cases.unwrap_or(50)) }
}
