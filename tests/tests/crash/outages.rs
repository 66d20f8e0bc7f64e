//! Outages of a real Redis that keeps its data. One test kills processes that use Redis. The other test pauses, kills and
//! restarts Redis while processes renew their logins.

use std::env;
use std::time::Duration;

use tokio::time::sleep;

use crate::front::Reason;
use crate::kills::{kill_many, lives};
use crate::notes::Action;
use crate::redis_server::RedisServer;
use crate::report::{self, Problem};
use crate::store_server::Next;
use crate::world::{Delays, World};

const DELAYS: Delays = Delays { platform: Duration::from_millis(120), store: Duration::ZERO };
/// Number of outages if the variable `VC_TEST_OUTAGES` is not set.
const OUTAGES: usize = 6;
/// Number of kills if the variable `VC_TEST_REDIS_KILLS` is not set.
const KILLS: usize = 10;
const LOGINS: usize = 9;
/// Lowest number of a login whose tokens need no renewal. The tokens of logins with lower numbers need renewals.
const STEADY: usize = 101;
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Maximum duration of an outage. After an outage of this length, a process can still write a new pair of tokens to Redis.
const LONGEST: Duration = Duration::from_millis(2500);
/// Minimum duration of a long outage. In a long outage, each process whose token needs no renewal must make a successful
/// call.
const LONG: Duration = Duration::from_millis(700);

fn number(variable: &str, otherwise: usize) -> usize {
    env::var(variable).map_or(otherwise, |number| number.parse().expect("it is a number"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_in_redis_outlives_a_process_that_is_killed() {
    let Some(redis) = RedisServer::start().await else { return };
    let world = World::start(&DELAYS).await.with_redis(&redis.url);
    kill_many(world, "kills-redis", number("VC_TEST_REDIS_KILLS", KILLS)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn logins_outlive_a_redis_that_goes_away() {
    const TEST: &str = "outages";
    let Some(mut redis) = RedisServer::start().await else { return };
    let world = World::start(&DELAYS).await.with_redis(&redis.url);
    let notes = &world.notes;
    let (mut logins, mut processes) = (Vec::new(), Vec::new());
    for login in (1..=LOGINS).chain([STEADY, STEADY + 1]) {
        let reasons = [Reason::Rejected, Reason::Expired, Reason::Background];
        let reason = if login >= STEADY { Reason::Nothing } else { reasons[login % reasons.len()] };
        let login = world.log_in(login, reason).await;
        processes.extend(['a', 'b'].map(|name| world.process(&login, name, Next::Go)));
        logins.push(login);
    }
    for process in &processes {
        let good = notes.until(&process.who, Duration::ZERO, LONGEST_WAIT, |what| matches!(what, Action::Good)).await;
        assert!(good.is_some(), "{} makes no call", process.who);
    }

    let mut problems = Vec::new();
    let (mut calls, mut renewals) = (0, 0);
    for outage in 0..number("VC_TEST_OUTAGES", OUTAGES) {
        sleep(Duration::from_millis(200) + LONGEST.mul_f64(0.5 * fastrand::f64())).await;
        let (begun, long) = (notes.now(), LONGEST.mul_f64(fastrand::f64()));
        let is_kill = outage % 2 == 1;
        if is_kill {
            redis.kill();
        } else {
            redis.pause();
        }
        sleep(long).await;
        let ended = notes.now();
        if is_kill {
            redis.start_again().await;
        } else {
            redis.go_on();
        }
        let is_within = |at: Duration| (begun..ended).contains(&at);
        for process in processes.iter().filter(|process| process.who.login >= STEADY) {
            let notes = notes.of(process.who.login);
            let own = notes.iter().filter(|note| note.who == process.who && is_within(note.at));
            let good = own.filter(|note| matches!(note.what, Action::Good)).count();
            calls += good;
            if long > LONG && good == 0 {
                let text = format!("{} makes no calls in an outage of {long:.1?}", process.who);
                problems.push(Problem::new(process.who.login, text));
            }
        }
        for login in &logins {
            let notes = notes.of(login.number);
            let exchanged = notes.iter().filter(|note| matches!(note.what, Action::Exchanged(..)));
            renewals += exchanged.filter(|note| is_within(note.at)).count();
        }
    }
    // In this time, the processes write the pairs of tokens that they could not write during the outages.
    sleep(Duration::from_secs(2)).await;
    world.stop(processes).await;
    let mut live = 0;
    for login in &logins {
        match lives(&world, login).await {
            Ok(true) => live += 1,
            Ok(false) => problems.push(Problem::new(login.number, "it ended")),
            Err(problem) => problems.push(problem),
        }
        problems.extend(report::always(notes, login.number, &[]));
        problems.extend(report::login_needed(notes, login.number));
        let failed = |what: &Action| matches!(what, Action::Failed(_));
        if login.number >= STEADY
            && notes.of(login.number).iter().any(|note| failed(&note.what) && note.who.process != 'z')
        {
            problems.push(Problem::new(login.number, "a call that needs no renewal failed"));
        }
        report::write(notes, TEST, login.number);
    }
    report::print(&format!(
        "Redis was away {} times: {calls} calls that need no renewal came through meanwhile, and {renewals} refresh \
         tokens were exchanged; {live} of {} logins live",
        number("VC_TEST_OUTAGES", OUTAGES),
        logins.len(),
    ));
    assert!(calls > 0 && (renewals > 0 || number("VC_TEST_OUTAGES", OUTAGES) < 20), "an outage hits something");
    report::check(notes, TEST, &problems);
}
