//! Load of many events by long connection: no event is lost or handled twice, and memory stays within bounds.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use vc_api::meeting::JoinMeeting;
use vc_api::{EventContext, Events};
use vc_tests::gateway::Frame;
use vc_tests::memory;

use crate::support::{client, connect, event, gateway};

const EVENTS: usize = 100_000;

#[derive(Default)]
struct Counts {
    by_id: Mutex<HashMap<String, usize>>,
    in_hand: AtomicUsize,
    most_in_hand: AtomicUsize,
}

/// Starts a separate process, which runs only the function `alone`. Other tests in this process use memory too.
#[test]
fn a_hundred_thousand_events_are_handled_once_each_within_bounded_memory() {
    let program = std::env::current_exe().expect("this program is known");
    let mut alone = std::process::Command::new(program);
    let run = alone.args(["--ignored", "--exact", "load::alone", "--nocapture"]).output().expect("it can be run");
    let printed = [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    assert!(run.status.success() && printed.contains("1 passed"), "{printed}");
    eprintln!("{printed}");
}

/// Measures the maximum memory of this process, which also runs the gateway and the handlers.
#[ignore = "run by the test above, in a process of its own"]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn alone() {
    let gateway = gateway([]).await;
    let counts = Arc::new(Counts::default());
    let events = Events::with_state(Arc::clone(&counts)).client(&client(&gateway)).on(
        async |_: JoinMeeting, context: EventContext<Counts>| {
            let counts = &context.state;
            let in_hand = counts.in_hand.fetch_add(1, Ordering::Relaxed) + 1;
            counts.most_in_hand.fetch_max(in_hand, Ordering::Relaxed);
            tokio::task::yield_now().await;
            let id = context.header.event_id.clone().expect("it has an id");
            *counts.by_id.lock().expect("no one panicked").entry(id).or_default() += 1;
            counts.in_hand.fetch_sub(1, Ordering::Relaxed);
        },
    );
    let connection = connect(events);
    let link = gateway.link(0).await;
    let before = memory::peak().expect("this is Linux");
    for number in 0..EVENTS {
        let id = number.to_string();
        let frame = Frame::data("event", &id, 1, 0, event(&id).to_string().as_bytes());
        link.send(&frame).await;
        // Every hundredth event is delivered twice.
        if number % 100 == 0 {
            link.send(&frame).await;
        }
    }
    let seen = link.wait_for(|seen| seen.acknowledged == EVENTS + EVENTS / 100).await;
    assert!(!seen.ended);
    connection.shutdown().await;

    let by_id = counts.by_id.lock().expect("no one panicked");
    assert_eq!(by_id.len(), EVENTS, "none is lost");
    assert!(by_id.values().all(|count| *count == 1), "none is handled twice");
    let most = counts.most_in_hand.load(Ordering::Relaxed);
    assert!(most <= 1024, "{most} in hand");
    let grown = (memory::peak().expect("this is Linux") - before) >> 10;
    eprintln!("{most} in hand at most, {grown} MiB more than before");
    assert!(grown < 128, "{grown} MiB");
    assert_eq!(gateway.connections(), 1);
}
