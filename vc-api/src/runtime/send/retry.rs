//! Options of retries: how often a call is sent again, and after what pauses.

use std::time::Duration;

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

    /// Returns the longest pause before sending for the `attempt`th time, of which there is none before the first; `None` if
    /// it is not sent that often.
    pub(crate) fn longest_pause(&self, attempt: u32) -> Option<Duration> {
        let retry = attempt.checked_sub(2)?;
        (attempt <= self.attempts).then(|| self.longest(retry))
    }

    /// The most that the pause before a retry can be; the first one is 0.
    fn longest(&self, retry: u32) -> Duration {
        let doubled = self.first_pause.saturating_mul(1_u32.checked_shl(retry).unwrap_or(u32::MAX));
        doubled.min(self.longest_pause)
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
        assert_eq!(retry.longest_pause(2), Some(Duration::from_millis(100)));
        assert_eq!(retry.longest_pause(100), Some(Duration::from_secs(3)));
        assert_eq!((retry.longest_pause(1), retry.longest_pause(101)), (None, None));
        assert_eq!(Retry::none().longest_pause(2), None);
        assert_eq!(Retry::new().attempts(0), Retry::none());
    }
}
