//! What to do when an attempt failed, decided from plain data.

use std::time::Duration;

use crate::runtime::error::judgement::{Cure, Judgement};
use crate::runtime::error::types::Error;
use crate::runtime::send::retry::Retry;

/// What happened in a call before the attempt that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct History {
    /// Retries that were made.
    pub(crate) retries: u32,
    /// Waits for a rate limit.
    pub(crate) waits: u32,
    /// Whether a rejected token was replaced by another one.
    pub(crate) replaced_token: bool,
}

/// A failed attempt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Failure<'a> {
    pub(crate) remedy: Remedy,
    /// Whether calling the operation twice does no harm.
    pub(crate) idempotent: bool,
    pub(crate) retry: &'a Retry,
    /// Time until the deadline of the call.
    pub(crate) left: Duration,
    /// Time that must be left for another attempt; see [`enough`].
    pub(crate) enough: Duration,
    /// Random number from 0 to 1, which spreads those who failed together.
    pub(crate) random: f64,
}

/// What follows a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The call fails.
    Fail,
    /// The request is sent again after a pause, if the budget allows it.
    Retry(Duration),
    /// The request is sent again after the wait that a rate limit needs.
    Wait(Duration),
    /// The request is sent again with another token, if there is one.
    ReplaceToken,
}

/// Longest time over which those who were asked to wait are spread.
const SPREAD: Duration = Duration::from_secs(1);

/// Longest wait for a rate limit that does not say how long. Most limits are counted by the minute.
const LONGEST_UNTOLD: Duration = Duration::from_secs(60);

/// Longest time that must be left for an attempt.
const ENOUGH: Duration = Duration::from_secs(1);

/// Returns how much time must be left for an attempt: a tenth of the shorter of its two limits, and at most a second.
///
/// Only an attempt with more time than that is made. One that the deadline cuts short would hide the error before it,
/// and nobody would know whether the platform acted on the call.
pub(crate) fn enough(timeout: Duration, attempt_timeout: Duration) -> Duration {
    (timeout.min(attempt_timeout) / 10).min(ENOUGH)
}

/// Decides what follows a failed attempt.
pub(crate) fn next_step(history: History, failure: Failure<'_>) -> Step {
    let Failure { remedy, idempotent, retry, left, enough, random } = failure;
    // Longest pause after which there is time for an attempt.
    let free = left.saturating_sub(enough);
    let in_time = |pause: Duration| (pause < free).then_some(pause);
    // A wait that was asked for, and more. Half of the time that is left stays for the token and the attempt.
    let spread = |wait: Duration| wait + (SPREAD.min(free.saturating_sub(wait) / 2)).mul_f64(random);
    match remedy {
        Remedy::OtherToken if !history.replaced_token && !free.is_zero() => Step::ReplaceToken,
        Remedy::RetryIdempotent(_) if !idempotent => Step::Fail,
        Remedy::Retry(asked) | Remedy::RetryIdempotent(asked) => {
            let backoff = retry.longest_pause(history.retries + 2).map(|longest| longest.mul_f64(random));
            let asked = asked.filter(|wait| !wait.is_zero()).map(spread).unwrap_or_default();
            backoff.and_then(|backoff| in_time(backoff.max(asked))).map_or(Step::Fail, Step::Retry)
        }
        Remedy::Wait(asked) if !retry.is_none() => {
            let wait = asked.filter(|wait| !wait.is_zero()).unwrap_or_else(|| untold_wait(history.waits));
            in_time(spread(wait)).map_or(Step::Fail, Step::Wait)
        }
        Remedy::None | Remedy::OtherToken | Remedy::Wait(_) => Step::Fail,
    }
}

/// Returns how long to wait for a rate limit that does not say it: a second, and twice as long each time.
fn untold_wait(waits: u32) -> Duration {
    Duration::from_secs(1_u64.checked_shl(waits).unwrap_or(u64::MAX)).min(LONGEST_UNTOLD)
}

/// What can be done about a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Nothing.
    None,
    /// Send it again, if calling twice does no harm: the platform may have acted on it. Not before the time that was asked
    /// for, if any.
    RetryIdempotent(Option<Duration>),
    /// Send it again: the platform did not act on it.
    Retry(Option<Duration>),
    /// Wait as long as the platform asks, if it said so, then send it again.
    Wait(Option<Duration>),
    /// Send it again with another token.
    OtherToken,
}

/// Returns what can be done about the error of an attempt. It follows from what the error means.
pub(crate) fn remedy(error: &Error) -> Remedy {
    if matches!(error, Error::Token(_) | Error::Store(_) | Error::Export(_)) {
        // Whatever failed had attempts of its own.
        return Remedy::None;
    }
    let Judgement { acted, cure } = error.judge();
    match cure {
        Cure::Time(asked) if acted => Remedy::RetryIdempotent(asked),
        Cure::Time(asked) => Remedy::Retry(asked),
        Cure::FewerCalls(asked) => Remedy::Wait(asked),
        Cure::OtherToken { .. } => Remedy::OtherToken,
        Cure::Nothing | Cure::Login => Remedy::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    const fn micros(micros: u64) -> Duration {
        Duration::from_micros(micros)
    }

    #[test]
    fn steps() {
        use Remedy::{None, OtherToken, RetryIdempotent, Wait};
        let (usual, never) = (&Retry::new(), &Retry::none());
        let fresh = History::default();
        let retried = |retries| History { retries, ..fresh };
        let waited = |waits| History { waits, ..fresh };
        let replaced = History { replaced_token: true, ..fresh };
        let minute = millis(60_000);
        let table = [
            // What cannot be remedied fails.
            (fresh, None, true, usual, minute, Step::Fail),
            // Retries: the pause doubles, up to the attempts that are allowed.
            (fresh, Remedy::Retry(Option::None), false, usual, minute, Step::Retry(millis(100))),
            (retried(1), Remedy::Retry(Option::None), false, usual, minute, Step::Retry(millis(200))),
            (retried(2), Remedy::Retry(Option::None), false, usual, minute, Step::Retry(millis(400))),
            (retried(3), Remedy::Retry(Option::None), false, usual, minute, Step::Fail),
            (fresh, Remedy::Retry(Option::None), false, never, minute, Step::Fail),
            (fresh, RetryIdempotent(Option::None), true, usual, minute, Step::Retry(millis(100))),
            (fresh, RetryIdempotent(Option::None), false, usual, minute, Step::Fail),
            // A server that asks for time gets it, or a longer pause that comes anyway; zero asks for nothing.
            (fresh, RetryIdempotent(Some(millis(5000))), true, usual, minute, Step::Retry(millis(5500))),
            (fresh, Remedy::Retry(Some(millis(5000))), false, usual, minute, Step::Retry(millis(5500))),
            (fresh, RetryIdempotent(Some(millis(5000))), false, usual, minute, Step::Fail),
            (fresh, RetryIdempotent(Some(millis(5000))), true, never, minute, Step::Fail),
            (retried(2), RetryIdempotent(Some(millis(5000))), true, usual, minute, Step::Retry(millis(5500))),
            (retried(3), RetryIdempotent(Some(millis(5000))), true, usual, minute, Step::Fail),
            (fresh, RetryIdempotent(Some(Duration::ZERO)), true, usual, minute, Step::Retry(millis(100))),
            (fresh, RetryIdempotent(Some(minute)), true, usual, minute, Step::Fail),
            (fresh, RetryIdempotent(Some(Duration::MAX)), true, usual, minute, Step::Fail),
            (fresh, RetryIdempotent(Some(millis(5000))), true, usual, millis(5101), Step::Retry(micros(5_000_250))),
            (fresh, RetryIdempotent(Some(millis(5000))), true, usual, millis(5100), Step::Fail),
            // No pause after which too little time is left: here 100 milliseconds.
            (fresh, Remedy::Retry(Option::None), true, usual, millis(201), Step::Retry(millis(100))),
            (fresh, Remedy::Retry(Option::None), true, usual, millis(200), Step::Fail),
            (retried(1), Remedy::Retry(Option::None), true, usual, millis(301), Step::Retry(millis(200))),
            (retried(1), Remedy::Retry(Option::None), true, usual, millis(300), Step::Fail),
            (fresh, Remedy::Retry(Option::None), true, usual, Duration::ZERO, Step::Fail),
            // Rate limits: as long as they ask, and some more; otherwise twice as long each time.
            (fresh, Wait(Some(millis(5000))), false, usual, minute, Step::Wait(millis(5500))),
            (fresh, Wait(Some(Duration::ZERO)), false, usual, minute, Step::Wait(millis(1500))),
            (fresh, Wait(Option::None), false, usual, minute, Step::Wait(millis(1500))),
            (waited(3), Wait(Option::None), false, usual, minute, Step::Wait(millis(8500))),
            (waited(90), Wait(Option::None), false, usual, 2 * minute, Step::Wait(millis(60_500))),
            (retried(3), Wait(Option::None), false, usual, minute, Step::Wait(millis(1500))),
            (fresh, Wait(Some(millis(5000))), false, never, minute, Step::Fail),
            // Time for the attempt stays, or there is no wait.
            (fresh, Wait(Some(millis(5000))), false, usual, millis(5500), Step::Wait(millis(5100))),
            (fresh, Wait(Some(millis(5000))), false, usual, millis(5101), Step::Wait(micros(5_000_250))),
            (fresh, Wait(Some(millis(5000))), false, usual, millis(5100), Step::Fail),
            (fresh, Wait(Option::None), false, usual, millis(1100), Step::Fail),
            (fresh, Wait(Some(minute)), false, usual, minute, Step::Fail),
            (fresh, Wait(Some(Duration::MAX)), false, usual, minute, Step::Fail),
            // A rejected token is replaced once, whatever else was done.
            (fresh, OtherToken, false, never, minute, Step::ReplaceToken),
            (retried(3), OtherToken, false, usual, minute, Step::ReplaceToken),
            (replaced, OtherToken, false, usual, minute, Step::Fail),
            (fresh, OtherToken, false, usual, millis(101), Step::ReplaceToken),
            (fresh, OtherToken, false, usual, millis(100), Step::Fail),
            (fresh, OtherToken, false, usual, Duration::ZERO, Step::Fail),
        ];
        for (index, (history, remedy, idempotent, retry, left, step)) in table.into_iter().enumerate() {
            let failure = Failure { remedy, idempotent, retry, left, enough: millis(100), random: 0.5 };
            assert_eq!(next_step(history, failure), step, "row {index}: {history:?}, {failure:?}");
        }
    }

    #[test]
    fn enough_time_is_a_matter_of_the_limits() {
        for (timeout, attempt, expected) in [
            (90_000, 30_000, 1000),
            (90_000, 2000, 200),
            (500, 30_000, 50),
            (1, 30_000, 0),
            (0, 30_000, 0),
            (u64::MAX, u64::MAX, 1000),
        ] {
            let found = enough(millis(timeout), millis(attempt)).as_millis();
            assert_eq!(found, expected, "{timeout} ms, {attempt} ms");
        }
    }

    #[test]
    fn no_pause_takes_the_time_of_the_attempt() {
        let retry = Retry::new();
        for left in (0..3000).step_by(50) {
            for asked in (0..3000).step_by(50) {
                for random in [0.0, 0.5, 0.999] {
                    let (left, enough, remedy) = (millis(left), millis(200), Remedy::Wait(Some(millis(asked))));
                    let failure = Failure { remedy, idempotent: true, retry: &retry, left, enough, random };
                    if let Step::Wait(pause) = next_step(History::default(), failure) {
                        assert!(pause + enough < left, "{failure:?}: {pause:?}");
                    }
                }
            }
        }
    }
}
