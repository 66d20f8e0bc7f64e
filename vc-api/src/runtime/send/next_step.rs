//! Decision about the next step after a failed attempt. The decision depends on plain data only.

use std::time::Duration;

use crate::runtime::error::judgement::{Cure, Judgement};
use crate::runtime::error::types::Error;
use crate::runtime::send::retry::Retry;

/// History of a call before the failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct History {
    /// Number of retries.
    pub(crate) retries: u32,
    /// Number of waits for a rate limit.
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
    /// Minimum time that must be left for another attempt; see [`enough`].
    pub(crate) enough: Duration,
    /// Random number from 0 to 1, which spreads the retries of calls that failed together.
    pub(crate) random: f64,
}

/// Next step after a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The call fails.
    Fail,
    /// The client sends the request again after a pause, if the retry budget allows it.
    Retry(Duration),
    /// The client sends the request again after a wait for a rate limit.
    Wait(Duration),
    /// The client sends the request again with another token, if there is another token.
    ReplaceToken,
}

/// Maximum random addition to a wait that the platform asked for.
const SPREAD: Duration = Duration::from_secs(1);

/// Maximum wait for a rate limit without a given time. Most rate limits of the platform count calls per minute.
const LONGEST_DEFAULT_WAIT: Duration = Duration::from_secs(60);

/// Upper bound of the time that must be left for an attempt.
const ENOUGH: Duration = Duration::from_secs(1);

/// Returns the time that must be left for an attempt: a tenth of the shorter of the two limits, and at most a second.
///
/// The client makes an attempt only with more time than this limit. If the deadline interrupted an attempt, the error of
/// that attempt would hide the error of the earlier attempt, and nobody would know whether the platform acted on the call.
pub(crate) fn enough(timeout: Duration, attempt_timeout: Duration) -> Duration {
    (timeout.min(attempt_timeout) / 10).min(ENOUGH)
}

/// Decides about the next step after a failed attempt.
pub(crate) fn next_step(history: History, failure: Failure<'_>) -> Step {
    let Failure { remedy, idempotent, retry, left, enough, random } = failure;
    // A pause shorter than `free` leaves enough time for an attempt.
    let free = left.saturating_sub(enough);
    let in_time = |pause: Duration| (pause < free).then_some(pause);
    // The wait that the platform asked for, with a random addition. Half of the remaining time stays for the token and the
    // attempt.
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

/// Returns the wait for a rate limit without a given time: a second at first, and twice as long each time.
fn default_wait(waits: u32) -> Duration {
    Duration::from_secs(1_u64.checked_shl(waits).unwrap_or(u64::MAX)).min(LONGEST_DEFAULT_WAIT)
}

/// Remedy for a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// There is no remedy.
    None,
    /// Retry of an idempotent operation, because the platform may have acted on the attempt. If the response asks for a
    /// wait, the retry comes after the wait.
    RetryIdempotent(Option<Duration>),
    /// Retry of any operation, because the platform did not act on the attempt.
    Retry(Option<Duration>),
    /// Wait for the rate limit, with the duration if the platform gives it, and then another attempt.
    Wait(Option<Duration>),
    /// Another attempt with another token.
    OtherToken,
}

/// Returns the remedy for a failed attempt. The judgement of its error determines the remedy.
pub(crate) fn remedy(error: &Error) -> Remedy {
    if matches!(error, Error::Token(_) | Error::Store(_) | Error::Export(_)) {
        // The failed request for a token, step of the store or export had its own attempts.
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
            // Without a remedy, the call fails.
            (fresh, None, true, usual, minute, Step::Fail),
            // Retries: the pause doubles, up to the maximum number of attempts.
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
            // The pause must leave enough time, here more than 100 milliseconds.
            (fresh, Remedy::Retry(Option::None), true, usual, millis(201), Step::Retry(millis(100))),
            (fresh, Remedy::Retry(Option::None), true, usual, millis(200), Step::Fail),
            (retried(1), Remedy::Retry(Option::None), true, usual, millis(301), Step::Retry(millis(200))),
            (retried(1), Remedy::Retry(Option::None), true, usual, millis(300), Step::Fail),
            (fresh, Remedy::Retry(Option::None), true, usual, Duration::ZERO, Step::Fail),
            // Rate limits: the wait that the platform asks for and a random addition, or else a wait that doubles each time.
            (fresh, Wait(Some(millis(5000))), false, usual, minute, Step::Wait(millis(5500))),
            (fresh, Wait(Some(Duration::ZERO)), false, usual, minute, Step::Wait(millis(1500))),
            (fresh, Wait(Option::None), false, usual, minute, Step::Wait(millis(1500))),
            (waited(3), Wait(Option::None), false, usual, minute, Step::Wait(millis(8500))),
            (waited(90), Wait(Option::None), false, usual, 2 * minute, Step::Wait(millis(60_500))),
            (retried(3), Wait(Option::None), false, usual, minute, Step::Wait(millis(1500))),
            (fresh, Wait(Some(millis(5000))), false, never, minute, Step::Fail),
            // If a wait leaves too little time for the attempt, the call fails.
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
            let failure = Failure { remedy, idempotent, retry, left, enough: millis(100), random: 0.5 };
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
