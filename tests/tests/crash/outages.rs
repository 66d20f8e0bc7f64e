//! A real Redis that keeps its data: processes are killed beside it, and it is paused, killed and started again while
//! processes refresh.

use std::env;
use std::time::Duration;

use tokio::time::sleep;

use crate::front::Reason;
use crate::kills::{kill_many, lives};
use crate::notes::What;
use crate::redis_server::RedisServer;
use crate::report::{self, Problem};
use crate::store_server::Next;
use crate::world::{Delays, World};

const DELAYS: Delays = Delays { platform: Duration::from_millis(120), store: Duration::ZERO };
/// Numbers outside of the soak.
const OUTAGES: usize = 6;
const KILLS: usize = 10;
const LOGINS: usize = 9;
/// The number of the first login whose token needs no refresh.
const STEADY: usize = 101;
const PATIENCE: Duration = Duration::from_secs(60);
/// The longest time that Redis is paused or gone: within it, a process puts a new pair into the store.
const LONGEST: Duration = Duration::from_millis(2500);
/// An outage that takes longer has calls in it.
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
        let good = notes.until(&process.who, Duration::ZERO, PATIENCE, |what| matches!(what, What::Good)).await;
        assert!(good.is_some(), "{} makes no call", process.who);
    }

    let mut problems = Vec::new();
    let (mut calls, mut refreshes) = (0, 0);
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
            let good = own.filter(|note| matches!(note.what, What::Good)).count();
            calls += good;
            if long > LONG && good == 0 {
                let text = format!("{} makes no calls in an outage of {long:.1?}", process.who);
                problems.push(Problem::new(process.who.login, text));
            }
        }
        for login in &logins {
            let notes = notes.of(login.number);
            let exchanged = notes.iter().filter(|note| matches!(note.what, What::Exchanged(..)));
            refreshes += exchanged.filter(|note| is_within(note.at)).count();
        }
    }
    // Time for what could not be written meanwhile.
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
        let failed = |what: &What| matches!(what, What::Failed(_));
        if login.number >= STEADY
            && notes.of(login.number).iter().any(|note| failed(&note.what) && note.who.process != 'z')
        {
            problems.push(Problem::new(login.number, "a call that needs no refresh failed"));
        }
        report::write(notes, TEST, login.number);
    }
    report::print(&format!(
        "Redis was away {} times: {calls} calls that need no refresh came through meanwhile, and {refreshes} refresh \
         tokens were exchanged; {live} of {} logins live",
        number("VC_TEST_OUTAGES", OUTAGES),
        logins.len(),
    ));
    assert!(calls > 0 && (refreshes > 0 || number("VC_TEST_OUTAGES", OUTAGES) < 20), "an outage hits something");
    report::check(notes, TEST, &problems);
}
