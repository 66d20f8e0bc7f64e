//! What to do when an attempt failed, decided from plain data.

use std::time::Duration;

use crate::runtime::error::codes;
use crate::runtime::error::types::{Content, Error, Refused, Stage, UnexpectedContent};
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

/// Longest time over which those who wait for the same rate limit are spread.
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
    match remedy {
        Remedy::OtherToken if !history.replaced_token && !free.is_zero() => Step::ReplaceToken,
        Remedy::RetryIdempotent if !idempotent => Step::Fail,
        Remedy::Retry | Remedy::RetryIdempotent => {
            let longest = retry.longest_pause(history.retries + 2);
            longest.and_then(|longest| in_time(longest.mul_f64(random))).map_or(Step::Fail, Step::Retry)
        }
        Remedy::Wait(asked) if !retry.is_none() => {
            let wait = asked.filter(|wait| !wait.is_zero()).unwrap_or_else(|| untold_wait(history.waits));
            // Half of the time that is left stays for the token and the attempt.
            let spread = SPREAD.min(free.saturating_sub(wait) / 2);
            in_time(wait + spread.mul_f64(random)).map_or(Step::Fail, Step::Wait)
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
    /// Send it again, if calling twice does no harm: the platform may have acted on it.
    RetryIdempotent,
    /// Send it again: the platform did not act on it.
    Retry,
    /// Wait as long as the platform asks, if it said so, then send it again.
    Wait(Option<Duration>),
    /// Send it again with another token.
    OtherToken,
}

pub(crate) fn remedy(error: &Error) -> Remedy {
    match error {
        Error::Refused(refused) => of_refusal(refused),
        Error::RateLimited(limited) => Remedy::Wait(limited.retry_after),
        Error::UnexpectedContent(unexpected) => of_content(unexpected),
        Error::Undecodable(undecodable) if undecodable.status == 429 => Remedy::Wait(undecodable.retry_after),
        Error::Undecodable(undecodable) if undecodable.status >= 500 => Remedy::RetryIdempotent,
        Error::Transport(transport) if transport.source.is_builder() => Remedy::None,
        Error::Transport(transport) if transport.source.is_connect() => Remedy::Retry,
        Error::Transport(_) => Remedy::RetryIdempotent,
        Error::Timeout(timeout) if matches!(timeout.stage, Stage::Connecting | Stage::Sending) => Remedy::Retry,
        Error::Timeout(_) => Remedy::RetryIdempotent,
        _ => Remedy::None,
    }
}

fn of_refusal(refused: &Refused) -> Remedy {
    if !refused.has_own_meaning() {
        match refused.code {
            code if codes::rejects_token(code) => return Remedy::OtherToken,
            code if codes::is_final(code) => return Remedy::None,
            codes::LOGIN_TROUBLE | codes::LOGIN_UNAVAILABLE => return Remedy::Retry,
            _ => {}
        }
    }
    let listed = refused.listed.and_then(|listed| listed.http);
    match refused.status >= 500 || listed.is_some_and(|http| http >= 500) {
        true => Remedy::RetryIdempotent,
        false => Remedy::None,
    }
}

fn of_content(unexpected: &UnexpectedContent) -> Remedy {
    let is_answer = matches!(unexpected.content, Content::Status | Content::NotAFile | Content::TooLarge { .. });
    match unexpected.status {
        // It is the status of another address.
        _ if unexpected.content == Content::Redirected => Remedy::None,
        429 => Remedy::Wait(unexpected.retry_after),
        500.. => Remedy::RetryIdempotent,
        // A gateway that answers in the place of the platform, or one that lost the response.
        200..=299 | 408 if !is_answer => Remedy::RetryIdempotent,
        _ => Remedy::None,
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
            (fresh, Remedy::Retry, false, usual, minute, Step::Retry(millis(100))),
            (retried(1), Remedy::Retry, false, usual, minute, Step::Retry(millis(200))),
            (retried(2), Remedy::Retry, false, usual, minute, Step::Retry(millis(400))),
            (retried(3), Remedy::Retry, false, usual, minute, Step::Fail),
            (fresh, Remedy::Retry, false, never, minute, Step::Fail),
            (fresh, RetryIdempotent, true, usual, minute, Step::Retry(millis(100))),
            (fresh, RetryIdempotent, false, usual, minute, Step::Fail),
            // No pause after which too little time is left: here 100 milliseconds.
            (fresh, Remedy::Retry, true, usual, millis(201), Step::Retry(millis(100))),
            (fresh, Remedy::Retry, true, usual, millis(200), Step::Fail),
            (retried(1), Remedy::Retry, true, usual, millis(301), Step::Retry(millis(200))),
            (retried(1), Remedy::Retry, true, usual, millis(300), Step::Fail),
            (fresh, Remedy::Retry, true, usual, Duration::ZERO, Step::Fail),
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
