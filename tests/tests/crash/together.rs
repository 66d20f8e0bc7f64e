//! Processes that renew a login at the same time.

use std::time::Duration;

use crate::front::Reason;
use crate::kills::lives;
use crate::notes::Action;
use crate::report::{self, Problem};
use crate::store_server::Next;
use crate::world::{Delays, World};

const DELAYS: Delays = Delays { platform: Duration::from_millis(200), store: Duration::from_millis(20) };
const LONGEST_WAIT: Duration = Duration::from_secs(30);
const ROUNDS: usize = 5;
const TEST: &str = "together";

#[tokio::test(flavor = "multi_thread")]
async fn processes_renew_a_login_once() {
    let world = World::start(&DELAYS).await;
    let login = world.log_in(1, Reason::Nothing).await;
    let processes: Vec<_> = ['a', 'b', 'c'].map(|name| world.process(&login, name, Next::Once)).into();
    let is_told = |what: &Action| matches!(what, Action::Good | Action::Failed(_) | Action::LoginNeeded(_));
    let mut problems = Vec::new();
    let mut begun = Duration::ZERO;
    for round in 0..=ROUNDS {
        for process in &processes {
            match world.notes.until(&process.who, begun, LONGEST_WAIT, is_told).await.map(|note| note.what) {
                Some(Action::Good) => {}
                other => problems.push(Problem::new(1, format!("{} in round {round}: {other:?}", process.who))),
            }
        }
        let notes = world.notes.of(1);
        let is_sent = |what: &Action| matches!(what, Action::Sent(_) | Action::SentTwice(_));
        let sent = notes.iter().filter(|note| note.at >= begun && is_sent(&note.what)).count();
        // In the first round the token is still valid, so no process renews it. In each later round exactly one process
        // renews it.
        if sent != usize::from(round > 0) {
            problems.push(Problem::new(1, format!("in round {round} there were {sent} renewals")));
        }
        world.front.reject(1);
        begun = world.notes.now();
        for process in processes.iter().filter(|_| round < ROUNDS) {
            world.store.tell(&process.who, Next::Once);
        }
    }
    world.stop(processes).await;
    match lives(&world, &login).await {
        Ok(true) => {}
        Ok(false) => problems.push(Problem::new(1, "it ended")),
        Err(problem) => problems.push(problem),
    }
    problems.extend(report::always(&world.notes, 1, &[]));
    report::check(&world.notes, TEST, &problems);
}
