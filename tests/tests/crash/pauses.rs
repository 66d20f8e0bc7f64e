//! Processes that the test pauses at a step of a renewal. A process continues after its lease has ended and another process
//! has renewed the login.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::kills::lives;
use crate::notes::{Action, Note, ProcessName};
use crate::report::{self, Problem, is_written};
use crate::steps::{AtStep, SHORT, count, hold};
use crate::store_server::Next;
use crate::world::World;

const LONGEST_WAIT: Duration = Duration::from_secs(60);
const TEST: &str = "pauses";

/// Pause of a process, and the consequences of the pause for the login.
struct Pause {
    login: usize,
    step: usize,
    /// Effect of the step at which the process was paused, as text.
    effect: String,
    /// Whether only the paused process, and not the store, had the new tokens at the beginning of the pause.
    holds_the_pair: bool,
    /// Outcome of the other process, as text. The text contains the time until the process renewed the login or got the
    /// error `LoginNeeded`.
    others: String,
    /// Results of the calls that the paused process made after it continued.
    told: Vec<String>,
    lives: bool,
    problems: Vec<Problem>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_process_does_no_harm() {
    let world = Arc::new(World::start(&SHORT).await);
    let steps = count(&world).await;
    let mut running = JoinSet::new();
    for step in 0..steps {
        let world = Arc::clone(&world);
        running.spawn(async move { pause(&world, step + 1, step).await });
    }
    let (mut pauses, mut problems) = (Vec::new(), Vec::new());
    while let Some(ended) = running.join_next().await {
        match ended.expect("no one panics") {
            Ok(pause) => pauses.push(pause),
            Err(problem) => problems.push(problem),
        }
    }
    pauses.sort_by_key(|pause| pause.step);
    for pause in &mut pauses {
        report::write(&world.notes, TEST, pause.login);
        let fate = if pause.lives { "lives" } else { "ENDED" };
        let holds = if pause.holds_the_pair { ", and it alone has the new pair" } else { "" };
        report::print(&format!(
            "paused at step {} of {steps}{holds}: {}\n    others: {}; then the paused one: {}; the login {fate}",
            pause.step + 1,
            pause.effect,
            pause.others,
            pause.told.join(", ")
        ));
        problems.append(&mut pause.problems);
    }
    assert!(pauses.iter().any(|pause| pause.holds_the_pair), "none was paused between the exchange and the write");
    report::check(&world.notes, TEST, &problems);
}

async fn pause(world: &World, number: usize, step: usize) -> Result<Pause, Problem> {
    let notes = &world.notes;
    let problem = |text: &str| Problem::new(number, format!("paused at step {}: {text}", step + 1));
    let is_told = |what: &Action| matches!(what, Action::Good | Action::Failed(_) | Action::LoginNeeded(_));
    let AtStep { login, held: paused, other, effect, release } = hold(world, number, step).await?;
    paused.pause().await;
    // The paused process reads the response only after the process continues.
    drop(release);
    let holds_the_pair = holds_the_pair(&notes.of(number), &paused.who);

    let waited = Instant::now();
    let mut problems = Vec::new();
    let others = loop {
        let asked = notes.now();
        world.store.tell(&other.who, Next::Once);
        let Some(told) = notes.until(&other.who, asked, LONGEST_WAIT, is_told).await else {
            return Err(problem("the other one's call does not end"));
        };
        match told.what {
            Action::Good => break format!("renewed after {:.1?}", waited.elapsed()),
            Action::LoginNeeded(error) => {
                if !holds_the_pair {
                    problems.push(problem(&format!("the other one is told to log in: {error}")));
                }
                break format!("told to log in after {:.1?}", waited.elapsed());
            }
            _ if waited.elapsed() > LONGEST_WAIT => return Err(problem("the other one never can renew the login")),
            _ => {}
        }
    };
    // The other process renews the login again, so that the tokens in the store are newer than all tokens of the paused
    // process.
    if others.starts_with("renewed") {
        world.front.reject(number);
        let asked = notes.now();
        world.store.tell(&other.who, Next::Once);
        notes.until(&other.who, asked, LONGEST_WAIT, is_told).await.ok_or_else(|| problem("no second renewal"))?;
    }

    let asked = notes.now();
    paused.go_on();
    let mut told = Vec::new();
    for _ in 0..10 {
        let asked = if told.is_empty() { asked } else { notes.now() };
        if !told.is_empty() {
            world.store.tell(&paused.who, Next::Once);
        }
        match notes.until(&paused.who, asked, LONGEST_WAIT, is_told).await.map(|note| note.what) {
            Some(Action::Good) => {
                told.push("good".to_owned());
                break;
            }
            Some(Action::LoginNeeded(error)) => {
                if told.iter().all(|told| told != "told to log in") {
                    problems.push(problem(&format!("once it goes on, it is told to log in: {error}")));
                }
                told.push("told to log in".to_owned());
            }
            Some(what) => told.push(what.to_string().trim().to_owned()),
            None => return Err(problem("its call does not end")),
        }
    }
    if told.last().is_none_or(|last| last != "good") {
        problems.push(problem("it makes no good call any more"));
    }
    world.stop(vec![paused, other]).await;
    let lives = lives(world, &login).await?;
    if !lives {
        problems.push(problem("the login ended"));
    }
    problems.extend(report::always(notes, number, &[]));
    Ok(Pause { login: number, step, effect, holds_the_pair, others, told, lives, problems })
}

/// Returns `true` if the process made the last renewal and the store does not contain the new tokens.
fn holds_the_pair(notes: &[Note], who: &ProcessName) -> bool {
    let is_exchange = |note: &&Note| matches!(note.what, Action::Exchanged(..));
    let Some(last) = notes.iter().rev().find(is_exchange) else { return false };
    let Action::Exchanged(_, new) = &last.what else { return false };
    last.who == *who && !is_written(notes, new)
}
