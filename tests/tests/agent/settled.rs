//! Sentences that the stream returns only when they no longer change.

use std::time::Duration;

use tokio::time::Instant;
use vc_api::testing::{Meeting, Platform};
use vc_api::{Follower, Happened, Happening, Session, Settled, Tenant};

use crate::support::{ada, bo, bot, join, line};

const SILENCE: Duration = Duration::from_secs(10);

async fn started(platform: &Platform) -> (Meeting, Session<Tenant>, Settled<Follower<Tenant>>) {
    let (meeting, bot) = (platform.meeting(), bot(platform));
    join(&bot, &meeting).await;
    let mut settled = bot.bots().follow(meeting.id()).settled(SILENCE);
    assert_eq!(line(&settled.try_next().await.unwrap().unwrap()), "Bot joined");
    (meeting, bot, settled)
}

async fn next(settled: &mut Settled<Follower<Tenant>>) -> Happening {
    settled.try_next().await.unwrap().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_sentence_comes_after_silence_and_nothing_else_settles_it() {
    let platform = Platform::start().await;
    let (meeting, _, mut settled) = started(&platform).await;
    let start = Instant::now();
    meeting.say(&ada(), "s1", "we");
    meeting.say(&ada(), "s2", "Next");
    meeting.write(&bo(), "hi");
    // The stream delays only sentences. It returns all other happenings at once.
    assert_eq!(line(&next(&mut settled).await), "Bo wrote hi");
    assert!(start.elapsed() < Duration::from_secs(2));
    tokio::time::sleep(Duration::from_secs(5)).await;
    meeting.say(&ada(), "s1", "we ship");
    let (first, second) = (next(&mut settled).await, next(&mut settled).await);
    assert_eq!((line(&first).as_str(), line(&second).as_str()), ("Ada said 0: Next", "Ada said 1: we ship"));
    let elapsed = start.elapsed();
    assert!((15..=22).contains(&elapsed.as_secs()), "{elapsed:?}");
}

#[tokio::test(start_paused = true)]
async fn a_later_version_corrects() {
    let platform = Platform::start().await;
    let (meeting, _, mut settled) = started(&platform).await;
    meeting.say(&ada(), "s1", "we sheep");
    let first = next(&mut settled).await;
    assert!(matches!(&first.happened, Happened::Said(said) if said.corrects.is_none()));
    meeting.say(&ada(), "s1", "We ship");
    let Happened::Said(said) = next(&mut settled).await.happened else { panic!("a sentence") };
    assert_eq!((said.text.as_str(), said.corrects.as_deref()), ("We ship", Some("we sheep")));
    // The sentence changes, and then gets its earlier text again. The stream has already returned the earlier text, so the
    // stream returns nothing.
    meeting.say(&ada(), "s1", "We shi");
    meeting.say(&ada(), "s1", "We ship");
    tokio::time::timeout(Duration::from_secs(60), settled.try_next()).await.unwrap_err();
    assert!(!format!("{settled:?}").contains("ship"));
}

#[tokio::test(start_paused = true)]
async fn the_end_of_the_meeting_settles_all() {
    let platform = Platform::start().await;
    let (meeting, _, mut settled) = started(&platform).await;
    meeting.say(&ada(), "s1", "one");
    meeting.say(&bo(), "s2", "two");
    meeting.end().await.unwrap_err();
    tokio::time::timeout(Duration::from_secs(4), settled.try_next()).await.unwrap_err();
    platform.fault(vc_api::testing::Fault::refuse(vc_api::bot::Events::MEETING_ENDED));
    let start = Instant::now();
    assert_eq!(line(&next(&mut settled).await), "Ada said 0: one");
    assert_eq!(line(&next(&mut settled).await), "Bo said 0: two");
    assert!(start.elapsed() < SILENCE);
    assert_eq!(settled.try_next().await.unwrap(), None);
    assert!(settled.get_ref().end().is_some());
}

#[tokio::test(start_paused = true)]
async fn waiting_sentences_are_available_at_once() {
    let platform = Platform::start().await;
    let (meeting, _, mut settled) = started(&platform).await;
    meeting.say(&ada(), "s1", "one");
    tokio::time::timeout(Duration::from_secs(2), settled.try_next()).await.unwrap_err();
    let waiting: Vec<String> = settled.settle_now().iter().map(line).collect();
    assert_eq!(waiting, ["Ada said 0: one"]);
    assert!(settled.settle_now().is_empty());
}
