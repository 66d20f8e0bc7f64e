//! What is sent again, how often, and after what pauses.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::runtime::error::codes;
use crate::runtime::error::types::{Content, Error, Refused, Stage, UnexpectedContent};
use crate::runtime::util::jitter::jittered;

/// How often a call is sent again, and how long the pauses are; of a client or of one call.
///
/// By default a call is sent at most four times. That outlasts the restart of a gateway, and is few enough not to be a
/// burden on a platform in trouble. The pause before a retry is a random time between nothing and twice that of the
/// last one, so that callers who failed together do not come back together; it begins with 200 milliseconds and never
/// exceeds 10 seconds.
///
/// Operations that may be called twice ([`Endpoint::IDEMPOTENT`](crate::Endpoint::IDEMPOTENT)) are sent again after
/// connection errors, timeouts, HTTP 5xx and the pages of gateways. Others only if the platform surely did not act on
/// them: when there was no connection. Waiting as a rate limit asks, and replaying a call with a fresh token, do not
/// count as retries.
///
/// ```
/// use std::time::Duration;
/// use vc_api::{Client, Retry};
///
/// # fn main() -> Result<(), vc_api::Error> {
/// let patient = Retry::new().attempts(8).pauses(Duration::from_secs(1), Duration::from_secs(60));
/// let client = Client::builder().timeout(Duration::from_secs(600)).retry(patient).build()?;
/// # Ok(())
/// # }
/// ```
#[must_use]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    first_pause: Duration,
    longest_pause: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { attempts: 4, first_pause: Duration::from_millis(200), longest_pause: Duration::from_secs(10) }
    }
}

impl Retry {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing is sent again, not even after the time that a rate limit asks to wait. Only a call whose token was rejected
    /// is replayed with a fresh one.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    pub(crate) fn is_none(&self) -> bool {
        self.attempts == 1
    }

    /// How often a call is sent at most, the first time included. 4 by default.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The most that the first pause can be, which doubles each time, and the most that any can be.
    /// 200 milliseconds and 10 seconds by default.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest;
        self
    }

    /// The pause before sending for the `attempt`th time, of which there is none before the first; `None` if it is not
    /// sent that often.
    pub(crate) fn pause(&self, attempt: u32) -> Option<Duration> {
        let retry = attempt.checked_sub(2)?;
        (attempt <= self.attempts).then(|| jittered(self.longest(retry)))
    }

    /// The most that the pause before a retry can be; the first one is 0.
    fn longest(&self, retry: u32) -> Duration {
        let doubled = self.first_pause.saturating_mul(1_u32.checked_shl(retry).unwrap_or(u32::MAX));
        doubled.min(self.longest_pause)
    }
}

/// How many retries a client can afford, so that a platform in trouble is not met with a multiple of the usual calls.
///
/// It counts tenths of a retry: each takes a whole one, and a call that succeeds at once gives a tenth back.
pub(crate) struct Budget {
    left: AtomicU32,
    most: u32,
}

const RETRY: u32 = 10;

impl Budget {
    pub(crate) fn new(retries: u32) -> Self {
        let most = retries.saturating_mul(RETRY);
        Self { left: AtomicU32::new(most), most }
    }

    /// Takes a retry, if there is one left.
    pub(crate) fn take(&self) -> bool {
        let take = |left: u32| left.checked_sub(RETRY);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// A call succeeded at once.
    pub(crate) fn earn(&self) {
        if self.left.load(Ordering::Relaxed) < self.most {
            self.left.fetch_add(1, Ordering::Relaxed);
        }
    }
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
        Error::Timeout(timeout) if timeout.stage == Stage::Connecting => Remedy::Retry,
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
        429 => Remedy::Wait(unexpected.retry_after),
        500.. => Remedy::RetryIdempotent,
        // A gateway that answers in the place of the platform, or one that lost the answer.
        200..=299 | 408 if !is_answer => Remedy::RetryIdempotent,
        _ => Remedy::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let retry = Retry::new().attempts(100).pauses(Duration::from_millis(100), Duration::from_secs(3));
        let longest: Vec<_> = (0..7).map(|attempt| retry.longest(attempt).as_millis()).collect();
        assert_eq!(longest, [100, 200, 400, 800, 1600, 3000, 3000]);
        assert_eq!(retry.longest(u32::MAX), Duration::from_secs(3));
        for attempt in 2..=100 {
            let pause = retry.pause(attempt).unwrap();
            assert!(pause <= retry.longest(attempt - 2), "{attempt}: {pause:?}");
        }
        assert_eq!((retry.pause(1), retry.pause(101)), (None, None));
        assert_eq!(Retry::none().pause(2), None);
        assert_eq!(Retry::new().attempts(0), Retry::none());
    }

    #[test]
    fn retries_are_earned() {
        let budget = Budget::new(2);
        budget.earn();
        assert!(budget.take() && budget.take() && !budget.take());
        (0..9).for_each(|_| budget.earn());
        assert!(!budget.take());
        budget.earn();
        assert!(budget.take() && !budget.take());
        assert!(!Budget::new(0).take());
    }
}
