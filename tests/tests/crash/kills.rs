//! Processes that are killed at any step of a renewal.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::front::Reason;
use crate::notes::{Action, Note, Notes, ProcessName};
use crate::process::Process;
use crate::report::{self, Problem, is_written};
use crate::store_server::Next;
use crate::world::{Delays, LoggedIn, World};

/// Number of kills if the variable `VC_TEST_KILLS` is not set.
const KILLS: usize = 20;
/// Number of kills that must suffice to hit each [`Step`] at least once. With fewer kills, the test does not require this.
const MANY: usize = 100;
/// Number of logins that the test handles at the same time. The number can be high, because the test mostly waits for leases
/// to end.
const AT_ONCE: usize = 24;
const DELAYS: Delays = Delays { platform: Duration::from_millis(120), store: Duration::from_millis(40) };
const REASONS: [Reason; 3] = [Reason::Rejected, Reason::Expired, Reason::Background];
/// Maximum time between the first calls of the processes and the choice of the process to kill.
const KILLED_WITHIN: Duration = Duration::from_millis(1200);
/// Maximum time to wait until a process begins a renewal.
const LONGEST_BREATH: Duration = Duration::from_secs(3);
/// Maximum time between the start of a renewal and the kill.
const RENEWAL: Duration = Duration::from_millis(350);
/// Maximum time to wait for the first call of a process, or for the next renewal. The time must be longer than a lease.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
const FRESH: char = 'z';

/// Progress of a renewal when its process was killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Nothing,
    Leased,
    Sent,
    Exchanged,
    Written,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "no renewal under way",
            Self::Leased => "the store changed, nothing sent",
            Self::Sent => "sent, not yet exchanged",
            Self::Exchanged => "exchanged, not written",
            Self::Written => "written, not yet done",
        })
    }
}

/// Record of a kill: the killed process, and the consequences for its login.
pub(crate) struct Kill {
    pub(crate) login: usize,
    victim: ProcessName,
    step: Step,
    /// Whether the platform issued a new pair of tokens to the killed process, but the pair never reached the store.
    pub(crate) lost_the_new_pair: bool,
    lives: bool,
    /// Time from the kill until another process renewed the login.
    waited: Option<Duration>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_survives_the_kill_of_a_process() {
    let kills = env::var("VC_TEST_KILLS").map_or(KILLS, |number| number.parse().expect("it is a number"));
    kill_many(World::start(&DELAYS).await, "kills", kills).await;
}

/// Creates logins, kills one process of each login, and prints the consequences. `kills` is the number of logins. `test` is
/// the name of the folder for the notes.
pub(crate) async fn kill_many(world: World, test: &str, kills: usize) {
    let world = Arc::new(world);
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut running = JoinSet::new();
    for login in 1..=kills {
        let (world, places) = (Arc::clone(&world), Arc::clone(&places));
        running.spawn(async move {
            let _place = places.acquire().await.expect("it is not closed");
            kill_one(&world, login).await
        });
    }
    let (mut done, mut problems) = (Vec::new(), Vec::new());
    while let Some(ended) = running.join_next().await {
        match ended.expect("no one panics") {
            Ok(kill) => done.push(kill),
            Err(problem) => problems.push(problem),
        }
    }
    done.sort_by_key(|kill| kill.login);
    for kill in &done {
        report::write(&world.notes, test, kill.login);
        problems.extend(judge(&world.notes, kill));
    }
    report::print(&format!("\n{test}:\n{}", summary(&done)));
    if kills >= MANY {
        for step in [Step::Nothing, Step::Leased, Step::Sent, Step::Exchanged, Step::Written] {
            let hit = done.iter().filter(|kill| kill.step == step).count();
            assert!(hit > 0, "of {kills} kills, none hit: {step}");
        }
    }
    assert!(done.iter().any(|kill| kill.step > Step::Leased), "no kill hit a renewal");
    report::check(&world.notes, test, &problems);
}

async fn kill_one(world: &World, number: usize) -> Result<Kill, Problem> {
    let notes = &world.notes;
    let login = world.log_in(number, REASONS[number % REASONS.len()]).await;
    let names = ['a', 'b', 'c'].into_iter().take(2 + number % 2);
    let mut processes: Vec<_> = names.map(|name| world.process(&login, name, Next::Go)).collect();
    for process in &processes {
        if notes.until(&process.who, Duration::ZERO, LONGEST_WAIT, |what| matches!(what, Action::Good)).await.is_none()
        {
            return Err(Problem::new(number, format!("{} makes no call", process.who)));
        }
    }
    sleep(KILLED_WITHIN.mul_f64(fastrand::f64())).await;
    let victim = processes.swap_remove(choose(notes, number, &processes).await);
    kill(world, &login, victim, processes, || {}).await
}

/// Kills a process, calls `then` after the end of the process, and returns the consequences for the login and the other
/// processes.
pub(crate) async fn kill(
    world: &World,
    login: &LoggedIn,
    mut victim: Process,
    others: Vec<Process>,
    then: impl FnOnce(),
) -> Result<Kill, Problem> {
    let (notes, number) = (&world.notes, login.number);
    let gone = victim.kill();
    let at_the_kill: Vec<_> = notes.of(number).into_iter().filter(|note| note.at <= gone).collect();
    let step = step_of(&at_the_kill, &victim.who);
    then();
    // Waits until all operations that the process sent have taken effect.
    while !world.store.is_settled(&victim.who) {
        sleep(Duration::from_millis(10)).await;
    }
    // The server now rejects all earlier tokens of the login, even a token that the killed process has written. So another
    // process must renew the login.
    world.front.reject(number);
    let waited = match after(notes, number, gone, |who| *who != victim.who).await {
        Some(After::Renewed(at)) => Some(at - gone),
        Some(After::LoginNeeded) => None,
        None => {
            let text = format!("nobody renews it within {LONGEST_WAIT:?} after {} was killed: {step}", victim.who);
            return Err(Problem::new(number, text));
        }
    };
    world.stop(others).await;
    let lives = lives(world, login).await?;
    let lost_the_new_pair = lost_the_new_pair(&notes.of(number), &victim.who);
    Ok(Kill { login: number, victim: victim.who.clone(), step, lost_the_new_pair, lives, waited })
}

enum After {
    /// A process exchanged a refresh token, and a later call of this process succeeded. The value is the time of the
    /// exchange.
    Renewed(Duration),
    LoginNeeded,
}

/// Waits until a process renews the login, or a call ends with `LoginNeeded`. Ignores all notes up to `time`, and all
/// notes of processes for which `is_other` returns `false`.
async fn after(notes: &Notes, login: usize, time: Duration, is_other: impl Fn(&ProcessName) -> bool) -> Option<After> {
    let look = |notes: &[Note]| {
        let mut renewed: BTreeMap<&ProcessName, Duration> = BTreeMap::new();
        for note in notes.iter().filter(|note| note.at > time && is_other(&note.who)) {
            match &note.what {
                Action::Exchanged(..) => {
                    renewed.entry(&note.who).or_insert(note.at);
                }
                Action::Good => {
                    if let Some(at) = renewed.get(&note.who) {
                        return Some(After::Renewed(*at));
                    }
                }
                Action::LoginNeeded(_) => return Some(After::LoginNeeded),
                _ => {}
            }
        }
        None
    };
    notes.find(login, LONGEST_WAIT, look).await
}

/// Returns whether a new process can still use and renew the login.
pub(crate) async fn lives(world: &World, login: &LoggedIn) -> Result<bool, Problem> {
    world.front.reject(login.number);
    let begun = world.notes.now();
    let fresh = world.process(login, FRESH, Next::Go);
    let found = after(&world.notes, login.number, begun, |who| *who == fresh.who).await;
    world.stop(vec![fresh]).await;
    match found {
        Some(After::Renewed(_)) => Ok(true),
        Some(After::LoginNeeded) => Ok(false),
        None => Err(Problem::new(login.number, "a fresh process can neither go on nor is it told to log in")),
    }
}

/// Chooses the process to kill, and returns the index of the process. Usually waits for a renewal and then for a random
/// time, and chooses the process that renews the login. In a quarter of the cases, or without a renewal, chooses a random
/// process.
async fn choose(notes: &Notes, login: usize, processes: &[Process]) -> usize {
    let renewing = |notes: &[Note]| processes.iter().position(|process| step_of(notes, &process.who) > Step::Nothing);
    let any = fastrand::usize(..processes.len());
    if fastrand::u8(..4) == 0 {
        return any;
    }
    let found = notes.find(login, LONGEST_BREATH, renewing).await;
    sleep(RENEWAL.mul_f64(fastrand::f64())).await;
    found.unwrap_or(any)
}

fn step_of(notes: &[Note], victim: &ProcessName) -> Step {
    notes.iter().filter(|note| note.who == *victim).fold(Step::Nothing, |step, note| match &note.what {
        Action::Put(_) if step == Step::Nothing => Step::Leased,
        Action::Sent(_) | Action::SentTwice(_) => Step::Sent,
        Action::Exchanged(..) => Step::Exchanged,
        Action::PutPair(..) if step == Step::Exchanged => Step::Written,
        Action::Refused(..) => Step::Nothing,
        // If a call ends after `Written`, the renewal has ended too. If a call ends before `Written`, the renewal may still
        // run in the background.
        Action::Removed(_) if matches!(step, Step::Leased | Step::Written) => Step::Nothing,
        Action::Good | Action::Failed(_) | Action::LoginNeeded(_) if step == Step::Written => Step::Nothing,
        _ => step,
    })
}

fn lost_the_new_pair(notes: &[Note], victim: &ProcessName) -> bool {
    let own = notes.iter().filter(|note| note.who == *victim);
    own.into_iter().any(|note| matches!(&note.what, Action::Exchanged(_, new) if !is_written(notes, new)))
}

pub(crate) fn judge(notes: &Notes, kill: &Kill) -> Vec<Problem> {
    let mut problems = report::always(notes, kill.login, &[&kill.victim]);
    match (kill.lost_the_new_pair, kill.lives) {
        (false, false) => {
            let text = format!("it ended, although {} was killed elsewhere: {}", kill.victim, kill.step);
            problems.push(Problem::new(kill.login, text));
        }
        (true, true) => {
            let text = format!("it lives, although {} took its pair along: the test is at fault", kill.victim);
            problems.push(Problem::new(kill.login, text));
        }
        (false, true) => problems.extend(report::login_needed(notes, kill.login)),
        (true, false) => {}
    }
    problems
}

/// Returns the kill and its consequences as one line of text.
pub(crate) fn kill_words(kill: &Kill) -> String {
    let interval = if kill.lost_the_new_pair { ", between the exchange and the write" } else { "" };
    let fate = if kill.lives { "lives" } else { "ended" };
    let others = kill.waited.map_or("are told to log in".to_owned(), |time| format!("renew it after {time:.1?}"));
    format!("{}{interval}: others {others}, and it {fate}", kill.step)
}

fn summary(done: &[Kill]) -> String {
    let mut lines =
        vec![format!("{:<34}{:>6}{:>8}{:>8}{:>12}", "killed when", "kills", "live", "ended", "in interval")];
    for step in [Step::Nothing, Step::Leased, Step::Sent, Step::Exchanged, Step::Written] {
        let of_step: Vec<_> = done.iter().filter(|kill| kill.step == step).collect();
        let live = of_step.iter().filter(|kill| kill.lives).count();
        let inside = of_step.iter().filter(|kill| kill.lost_the_new_pair).count();
        let (kills, ended) = (of_step.len(), of_step.len() - live);
        lines.push(format!("{:<34}{kills:>6}{live:>8}{ended:>8}{inside:>12}", step.to_string()));
    }
    let inside = done.iter().filter(|kill| kill.lost_the_new_pair).count();
    let ended = done.iter().filter(|kill| !kill.lives).count();
    let stray = done.iter().filter(|kill| !kill.lives && !kill.lost_the_new_pair).count();
    let rest = if stray == 0 { "all others live".to_owned() } else { format!("{stray} OF THEM ENDED ELSEWHERE") };
    let (kills, share) = (done.len(), 100.0 * inside as f64 / done.len().max(1) as f64);
    lines.push(format!(
        "{inside} of {kills} kills ({share:.0} %) fell between the exchange and the write; {ended} logins ended; {rest}"
    ));
    for (of, least) in [("any kill", Step::Nothing), ("a kill in a renewal", Step::Leased)] {
        let kills = done.iter().filter(|kill| kill.step >= least);
        let mut waited: Vec<_> = kills.filter_map(|kill| kill.waited).collect();
        waited.sort_unstable();
        if let (Some(median), Some(longest)) = (waited.get(waited.len() / 2), waited.last()) {
            lines.push(format!("after {of}, others renewed in {median:.1?} (median), {longest:.1?} (longest)"));
        }
    }
    lines.join("\n")
}
