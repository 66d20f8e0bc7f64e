//! Test with many meetings of an agent: the used memory does not grow, and all tasks end. The test runs in its own process.
//!
//! By default, this test attends a small number of short meetings. `cargo xtask soak meetings` attends a thousand meetings
//! of an hour.

use std::alloc::System;
use std::time::Duration;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use tokio::runtime::Handle;
use vc_api::testing::{Meeting, Participant, Platform};
use vc_api::{Events, Joined, MeetingAgent, MeetingEnd, Tenant};

/// Number of concurrent meetings.
const TOGETHER: usize = 50;
/// Maximum growth of memory in bytes, from the end of the first meetings to the end of the last meetings.
const MOST_GROWTH: usize = 1 << 20;

#[global_allocator]
static MEMORY: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Returns the number of allocated bytes of this process.
fn in_use() -> usize {
    let stats = MEMORY.stats();
    stats.bytes_allocated.saturating_sub(stats.bytes_deallocated)
}

/// Attends a meeting that lasts `minutes` minutes, and returns the number of its happenings.
async fn attend(meeting: &Meeting, agent: &MeetingAgent<Tenant>, minutes: u32) -> usize {
    let Joined::New(attended) = agent.join(meeting.number()).await.unwrap() else { panic!("it is new") };
    let handle = attended.handle();
    let (ada, bo) = (Participant::new("ada"), Participant::new("bo"));
    let mut happenings = attended.settled(Duration::from_secs(10));
    let reading = async {
        let mut told = 0;
        while happenings.try_next().await.unwrap().is_some() {
            told += 1;
        }
        told
    };
    let playing = async {
        for minute in 0..minutes {
            meeting.say(&ada, &format!("s{minute}"), "we");
            meeting.say(&ada, &format!("s{minute}"), &format!("we ship in {minute} minutes"));
            meeting.write(&bo, &format!("message {minute}"));
            // The platform pushes nothing in every third minute.
            if minute % 3 < 2 {
                meeting.push().await.unwrap();
            }
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
        handle.leave().await.unwrap();
    };
    let (told, ()) = tokio::join!(reading, playing);
    assert_eq!(happenings.get_ref().end(), Some(MeetingEnd::Left));
    told
}

/// Attends several meetings concurrently. Each meeting lasts `minutes` minutes.
async fn attend_together(minutes: u32) {
    let platform = Platform::start().await;
    let agent = platform.client().tenant().bots().agent();
    platform.connect_webhook(Events::new().agent(&agent).webhook(platform.webhook_config()).unwrap());
    let mut tasks = tokio::task::JoinSet::new();
    for meeting in (0..TOGETHER).map(|_| platform.meeting()) {
        let agent = agent.clone();
        tasks.spawn(async move { attend(&meeting, &agent, minutes).await });
    }
    while let Some(told) = tasks.join_next().await {
        // The happenings are one sentence and one message per minute, and the arrival of the bot.
        assert_eq!(told.unwrap(), 2 * minutes as usize + 1);
    }
    assert!(agent.meetings().is_empty());
}

#[test]
fn memory_stays_flat_and_no_task_is_left() {
    let meetings: usize = std::env::var("VC_TEST_MEETINGS").ok().and_then(|count| count.parse().ok()).unwrap_or(100);
    let minutes = if meetings > 100 { 60 } else { 3 };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(async {
        attend_together(minutes).await;
        let (tasks, first) = (tasks_left().await, in_use());
        for _ in 1..meetings / TOGETHER {
            attend_together(minutes).await;
        }
        assert_eq!(tasks_left().await, tasks);
        let growth = in_use().saturating_sub(first);
        println!("{meetings} meetings of {minutes} minutes: {first} bytes in use after the first {TOGETHER}, {growth} more at the end");
        assert!(growth <= MOST_GROWTH, "{growth} bytes more");
    });
}

/// Waits until the tasks of the dropped doubles have ended. Returns the number of tasks that still run.
async fn tasks_left() -> usize {
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_secs(100)).await;
    }
    Handle::current().metrics().num_alive_tasks()
}
