//! Options of retries: the number of attempts and the pauses between them.

use std::time::Duration;

/// Settings for retries in a client or in one call: the maximum number of attempts, and the length of the pauses.
///
/// By default a call has at most four attempts. The pause before a retry is random, so that calls that failed together do
/// not retry together. The upper limit of the pause is 200 milliseconds at first, doubles with each retry, and never exceeds
/// 10 seconds.
///
/// The client retries idempotent operations ([`Endpoint::IDEMPOTENT`](crate::Endpoint::IDEMPOTENT)) after connection errors,
/// timeouts, HTTP 5xx and unusable responses, such as pages of gateways. The client retries other operations only if there
/// was no connection, because the platform then certainly did not act on the call. A wait for a rate limit and a replay of a
/// call with a fresh token do not count as retries.
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
    /// Returns the defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Turns off retries. The client also no longer waits for a rate limit. If the platform rejects a token, the client
    /// still replays the call with a fresh token.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    pub(crate) fn is_none(&self) -> bool {
        self.attempts == 1
    }

    /// Sets the maximum number of attempts, including the first attempt. The default is 4.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the upper limits of the random pauses. The upper limit is `first` before the first retry, doubles with each
    /// retry, and never exceeds `longest`. The defaults are 200 milliseconds and 10 seconds.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest;
        self
    }

    /// Returns the upper limit of the pause before the attempt with this number. Returns `None` for the first attempt
    /// (number 1), and for a number above the maximum number of attempts.
    pub(crate) fn longest_pause(&self, attempt: u32) -> Option<Duration> {
        let retry = attempt.checked_sub(2)?;
        (attempt <= self.attempts).then(|| self.longest(retry))
    }

    /// Returns the upper limit of the pause before a retry. The first retry has the number 0.
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
