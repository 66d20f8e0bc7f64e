//! Tests that kill a process at each step of a renewal. A step is an operation in the store, or the request for new tokens.
//! The test kills the process after the effect of the step, and before the process gets the response to the step.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::front::Reason;
use crate::kills::{Kill, judge, kill, kill_words};
use crate::notes::Action;
use crate::process::Process;
use crate::report::{self, Problem};
use crate::store_server::Next;
use crate::world::{Delays, LoggedIn, World};

/// Delays of the platform and the store. Short delays suffice, because each test chooses the step at which the test kills a
/// process.
pub(crate) const SHORT: Delays = Delays { platform: Duration::from_millis(20), store: Duration::from_millis(2) };
const LONGEST_WAIT: Duration = Duration::from_secs(60);
const TEST: &str = "steps";

/// Two processes that use the same login. The test has stopped the process `held` at a step of a renewal.
pub(crate) struct AtStep {
    pub(crate) login: LoggedIn,
    pub(crate) held: Process,
    pub(crate) other: Process,
    /// Text that describes the effect of this step.
    pub(crate) effect: String,
    /// Sender with which the test holds the process. When the test drops the sender, the process gets the response.
    pub(crate) release: oneshot::Sender<()>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_survives_a_kill_at_each_step() {
    let world = Arc::new(World::start(&SHORT).await);
    let steps = count(&world).await;
    let mut running = JoinSet::new();
    for step in 0..steps {
        let world = Arc::clone(&world);
        running.spawn(async move { kill_at(&world, step + 1, step).await });
    }
    let (mut done, mut problems) = (Vec::new(), Vec::new());
    while let Some(ended) = running.join_next().await {
        match ended.expect("no one panics") {
            Ok((effect, kill)) => done.push((effect, kill)),
            Err(problem) => problems.push(problem),
        }
    }
    done.sort_by_key(|(_, kill)| kill.login);
    for (effect, kill) in &done {
        report::write(&world.notes, TEST, kill.login);
        report::print(&format!("killed at step {} of {steps}: {effect}\n    {}", kill.login, kill_words(kill)));
        problems.extend(judge(&world.notes, kill));
    }
    let inside = done.iter().filter(|(_, kill)| kill.lost_the_new_pair).count();
    report::check(&world.notes, TEST, &problems);
    assert_eq!(inside, 1, "one step is the exchange");
}

/// Runs a renewal without a kill or pause, and returns the number of its steps.
pub(crate) async fn count(world: &World) -> usize {
    let login = world.log_in(0, Reason::Nothing).await;
    let process = world.process(&login, 'a', Next::Once);
    let good = |what: &Action| matches!(what, Action::Good);
    world.notes.until(&process.who, Duration::ZERO, LONGEST_WAIT, good).await.expect("a call");
    world.front.reject(0);
    let (before, begun) = (world.counters.passed(&process.who), world.notes.now());
    world.store.tell(&process.who, Next::Once);
    world.notes.until(&process.who, begun, LONGEST_WAIT, good).await.expect("a call");
    let steps = world.counters.passed(&process.who) - before;
    world.stop(vec![process]).await;
    assert!(steps > 2, "a renewal writes to the store, and asks the platform");
    steps
}

/// Starts two processes that use the same login. Makes one of them wait at the given step of its renewal.
pub(crate) async fn hold(world: &World, number: usize, step: usize) -> Result<AtStep, Problem> {
    let problem = |text: &str| Problem::new(number, format!("at step {}: {text}", step + 1));
    let login = world.log_in(number, Reason::Nothing).await;
    let [held, other] = ['a', 'b'].map(|name| world.process(&login, name, Next::Once));
    for process in [&held, &other] {
        let good = |what: &Action| matches!(what, Action::Good);
        let first = world.notes.until(&process.who, Duration::ZERO, LONGEST_WAIT, good).await;
        first.ok_or_else(|| problem("no call before"))?;
    }
    world.front.reject(number);
    let gate = world.counters.hold(&held.who, step);
    world.store.tell(&held.who, Next::Once);
    let reached = timeout(LONGEST_WAIT, gate.reached).await;
    let effect = reached.ok().and_then(Result::ok).ok_or_else(|| problem("it never came to that step"))?;
    Ok(AtStep { login, held, other, effect, release: gate.release })
}

async fn kill_at(world: &World, number: usize, step: usize) -> Result<(String, Kill), Problem> {
    let AtStep { login, held, other, effect, release } = hold(world, number, step).await?;
    world.store.tell(&other.who, Next::Go);
    let kill = kill(world, &login, held, vec![other], move || drop(release)).await?;
    Ok((effect, kill))
}
