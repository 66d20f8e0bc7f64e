//! Decision about the next step after a failed attempt, as a pure function.

use std::time::Duration;

use crate::runtime::error::judgement::{Judgement, PossibleRemedy};
use crate::runtime::error::types::Error;
use crate::runtime::send::retry::Retry;

/// History of a call before the failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct History {
    /// Number of retries.
    pub(crate) retries: u32,
    /// Number of times that the client waited because of a rate limit.
    pub(crate) waits: u32,
    /// Whether the client has replaced a rejected token.
    pub(crate) replaced_token: bool,
}

/// Failed attempt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Failure<'a> {
    pub(crate) remedy: Remedy,
    /// Whether a second call of the operation has no further effect.
    pub(crate) idempotent: bool,
    pub(crate) retry: &'a Retry,
    /// Time until the deadline of the call.
    pub(crate) left: Duration,
    /// Minimum time that must be left for another attempt; see [`required_time`].
    pub(crate) required_time: Duration,
    /// Random number from 0 to 1, which spreads the retries of calls that failed together.
    pub(crate) random: f64,
}

/// Next step after a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The call fails.
    Fail,
    /// The client sends the request again after a pause, if the retry budget allows a retry.
    Retry(Duration),
    /// The client waits because of a rate limit, and then sends the request again.
    Wait(Duration),
    /// The client sends the request again with another token, if there is another token.
    ReplaceToken,
}

/// Maximum random time that the client adds to a wait that the platform asks for.
const SPREAD: Duration = Duration::from_secs(1);

/// Maximum wait for a rate limit if the platform gives no time to wait. Most rate limits of the platform count calls per
/// minute.
const LONGEST_DEFAULT_WAIT: Duration = Duration::from_secs(60);

/// Maximum result of [`required_time`].
const MAX_REQUIRED_TIME: Duration = Duration::from_secs(1);

/// Returns the required time between the start of an attempt and the deadline: a tenth of the shorter timeout, but at most
/// a second.
///
/// With less time, the deadline could interrupt the attempt. The error of the interrupted attempt would replace the error of
/// the earlier attempt. The program would not know whether the platform acted on the call.
pub(crate) fn required_time(timeout: Duration, attempt_timeout: Duration) -> Duration {
    (timeout.min(attempt_timeout) / 10).min(MAX_REQUIRED_TIME)
}

/// Returns the next step after a failed attempt.
pub(crate) fn next_step(history: History, failure: Failure<'_>) -> Step {
    let Failure { remedy, idempotent, retry, left, required_time, random } = failure;
    // A pause shorter than `free` leaves enough time for an attempt.
    let free = left.saturating_sub(required_time);
    let in_time = |pause: Duration| (pause < free).then_some(pause);
    // Adds a random time to a wait. The random time is at most half of the time that remains after the wait, so that enough
    // time is left for the token and the attempt.
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
            let wait = asked.filter(|wait| !wait.is_zero()).unwrap_or_else(|| default_wait(history.waits));
            in_time(spread(wait)).map_or(Step::Fail, Step::Wait)
        }
        Remedy::None | Remedy::OtherToken | Remedy::Wait(_) => Step::Fail,
    }
}

/// Returns the wait for a rate limit if the platform gives no time to wait. The first wait lasts one second. Each further
/// wait lasts twice as long as the wait before, but at most [`LONGEST_DEFAULT_WAIT`].
fn default_wait(waits: u32) -> Duration {
    Duration::from_secs(1_u64.checked_shl(waits).unwrap_or(u64::MAX)).min(LONGEST_DEFAULT_WAIT)
}

/// Remedy for a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// There is no remedy.
    None,
    /// Retry of an idempotent operation; no retry of other operations, because the platform may have acted on the attempt.
    /// The value is the wait that the response asks for.
    RetryIdempotent(Option<Duration>),
    /// Retry of any operation, because the platform did not act on the attempt.
    Retry(Option<Duration>),
    /// Another attempt after a wait for the rate limit. The value is the wait that the platform asks for.
    Wait(Option<Duration>),
    /// Another attempt with another token.
    OtherToken,
}

/// Returns the remedy for a failed attempt. `Error::judge` decides which remedy is possible.
pub(crate) fn remedy(error: &Error) -> Remedy {
    if matches!(error, Error::Token(_) | Error::Store(_) | Error::Export(_)) {
        // The failed part of the call, such as the request for a token, has already made its own attempts.
        return Remedy::None;
    }
    let Judgement { acted, possible } = error.judge();
    match possible {
        PossibleRemedy::Wait(asked) if acted => Remedy::RetryIdempotent(asked),
        PossibleRemedy::Wait(asked) => Remedy::Retry(asked),
        PossibleRemedy::FewerCalls(asked) => Remedy::Wait(asked),
        PossibleRemedy::OtherToken { .. } => Remedy::OtherToken,
        PossibleRemedy::Change | PossibleRemedy::Login => Remedy::None,
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
            // If neither a retry nor another token can help, the call fails.
            (fresh, None, true, usual, minute, Step::Fail),
            // Retries: the pause doubles with each retry, until the maximum number of attempts.
            (fresh, Remedy::Retry(Option::None), false, usual, minute, Step::Retry(millis(100))),
            (retried(1), Remedy::Retry(Option::None), false, usual, minute, Step::Retry(millis(200))),
            (retried(2), Remedy::Retry(Option::None), false, usual, minute, Step::Retry(millis(400))),
            (retried(3), Remedy::Retry(Option::None), false, usual, minute, Step::Fail),
            (fresh, Remedy::Retry(Option::None), false, never, minute, Step::Fail),
            (fresh, RetryIdempotent(Option::None), true, usual, minute, Step::Retry(millis(100))),
            (fresh, RetryIdempotent(Option::None), false, usual, minute, Step::Fail),
            // The pause is at least the wait that the server asks for. A wait of zero has no effect.
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
            // A retry happens only if more than 100 milliseconds are left after the pause.
            (fresh, Remedy::Retry(Option::None), true, usual, millis(201), Step::Retry(millis(100))),
            (fresh, Remedy::Retry(Option::None), true, usual, millis(200), Step::Fail),
            (retried(1), Remedy::Retry(Option::None), true, usual, millis(301), Step::Retry(millis(200))),
            (retried(1), Remedy::Retry(Option::None), true, usual, millis(300), Step::Fail),
            (fresh, Remedy::Retry(Option::None), true, usual, Duration::ZERO, Step::Fail),
            // Rate limits: the client waits for the time that the platform gives, and for an additional random time. If the
            // platform gives no time, the wait doubles each time.
            (fresh, Wait(Some(millis(5000))), false, usual, minute, Step::Wait(millis(5500))),
            (fresh, Wait(Some(Duration::ZERO)), false, usual, minute, Step::Wait(millis(1500))),
            (fresh, Wait(Option::None), false, usual, minute, Step::Wait(millis(1500))),
            (waited(3), Wait(Option::None), false, usual, minute, Step::Wait(millis(8500))),
            (waited(90), Wait(Option::None), false, usual, 2 * minute, Step::Wait(millis(60_500))),
            (retried(3), Wait(Option::None), false, usual, minute, Step::Wait(millis(1500))),
            (fresh, Wait(Some(millis(5000))), false, never, minute, Step::Fail),
            // The client waits only if more than 100 milliseconds are left after the wait. Otherwise the call fails.
            (fresh, Wait(Some(millis(5000))), false, usual, millis(5500), Step::Wait(millis(5100))),
            (fresh, Wait(Some(millis(5000))), false, usual, millis(5101), Step::Wait(micros(5_000_250))),
            (fresh, Wait(Some(millis(5000))), false, usual, millis(5100), Step::Fail),
            (fresh, Wait(Option::None), false, usual, millis(1100), Step::Fail),
            (fresh, Wait(Some(minute)), false, usual, minute, Step::Fail),
            (fresh, Wait(Some(Duration::MAX)), false, usual, minute, Step::Fail),
            // The client replaces a rejected token once, regardless of retries and waits.
            (fresh, OtherToken, false, never, minute, Step::ReplaceToken),
            (retried(3), OtherToken, false, usual, minute, Step::ReplaceToken),
            (replaced, OtherToken, false, usual, minute, Step::Fail),
            (fresh, OtherToken, false, usual, millis(101), Step::ReplaceToken),
            (fresh, OtherToken, false, usual, millis(100), Step::Fail),
            (fresh, OtherToken, false, usual, Duration::ZERO, Step::Fail),
        ];
        for (index, (history, remedy, idempotent, retry, left, step)) in table.into_iter().enumerate() {
            let failure = Failure { remedy, idempotent, retry, left, required_time: millis(100), random: 0.5 };
            assert_eq!(next_step(history, failure), step, "row {index}: {history:?}, {failure:?}");
        }
    }

    #[test]
    fn enough_time_depends_on_the_limits() {
        for (timeout, attempt, expected) in [
            (90_000, 30_000, 1000),
            (90_000, 2000, 200),
            (500, 30_000, 50),
            (1, 30_000, 0),
            (0, 30_000, 0),
            (u64::MAX, u64::MAX, 1000),
        ] {
            let found = required_time(millis(timeout), millis(attempt)).as_millis();
            assert_eq!(found, expected, "{timeout} ms, {attempt} ms");
        }
    }

    #[test]
    fn no_pause_takes_the_time_of_the_attempt() {
        let retry = Retry::new();
        for left in (0..3000).step_by(50) {
            for asked in (0..3000).step_by(50) {
                for random in [0.0, 0.5, 0.999] {
                    let (left, required_time, remedy) = (millis(left), millis(200), Remedy::Wait(Some(millis(asked))));
                    let failure = Failure { remedy, idempotent: true, retry: &retry, left, required_time, random };
                    if let Step::Wait(pause) = next_step(History::default(), failure) {
                        assert!(pause + required_time < left, "{failure:?}: {pause:?}");
                    }
                }
            }
        }
    }
}
