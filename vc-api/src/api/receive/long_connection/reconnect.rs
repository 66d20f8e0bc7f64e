//! Schedule of reconnection: the attempts after a connection breaks, and the pauses between the attempts.

use std::time::Duration;

use super::settings::ConnectionSettings;
use crate::runtime::util::jitter::jittered;

/// Options for [`Events::reconnect`](crate::Events::reconnect): pauses and number of attempts after a long connection
/// breaks.
///
/// ```no_run
/// use std::time::Duration;
/// use vc_api::{Client, Reconnect};
///
/// # fn example(client: &Client) -> Result<(), vc_api::ConnectionError> {
/// let reconnect = Reconnect::new().first_pause(Duration::from_millis(200)).longest_pause(Duration::from_secs(20));
/// let connection = client.events().reconnect(reconnect).connect()?;
/// # Ok(())
/// # }
/// ```
///
/// By default, the first pause is half a second. Each further pause is twice as long as the pause before it. The platform
/// sets the maximum: usually 30 seconds for the first pause, and 2 minutes for all others. The client shortens each pause by
/// a random part, up to one half. This random part spreads the attempts of connections that broke at the same time.
///
/// If the platform refuses an attempt because of a rate limit, and asks for a longer pause, the client waits for the longer
/// pause, but for an hour at most.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reconnect {
    first_pause: Duration,
    longest_pause: Option<Duration>,
    /// Number of attempts. `None` means that the platform sets the number. `Some(None)` means that there is no limit.
    attempts: Option<Option<u32>>,
    steady_after: Duration,
}

/// Minimum pause. This minimum prevents a busy loop.
const SHORTEST: Duration = Duration::from_millis(10);
/// Maximum pause that the platform can ask for.
const LONGEST: Duration = Duration::from_secs(60 * 60);

impl Default for Reconnect {
    fn default() -> Self {
        Self::new()
    }
}

impl Reconnect {
    /// Creates options with the defaults.
    pub fn new() -> Self {
        Self {
            first_pause: Duration::from_millis(500),
            longest_pause: None,
            attempts: None,
            steady_after: Duration::from_secs(60),
        }
    }

    /// Sets the pause before the first attempt. The default is half a second. The minimum is 10 milliseconds.
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause;
        self
    }

    /// Sets the maximum pause. This maximum replaces the maximum that the platform sets.
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.longest_pause = Some(pause);
        self
    }

    /// Sets the number of consecutive failed attempts after which the connection ends. `None` means no limit. The platform
    /// sets the default, usually no limit.
    pub fn attempts(mut self, attempts: impl Into<Option<u32>>) -> Self {
        self.attempts = Some(attempts.into());
        self
    }

    /// Sets the minimum duration of a steady connection. The default is one minute. After a steady connection breaks, the
    /// pauses start again with the first pause. After a shorter connection breaks, the pauses continue to grow.
    pub fn steady_after(mut self, time: Duration) -> Self {
        self.steady_after = time;
        self
    }
}

/// Counters of the attempts and the pauses.
pub(super) struct Attempts {
    reconnect: Reconnect,
    /// Number of failed attempts since the last connection.
    pub(super) failed: u32,
    /// Number of pauses since the last steady connection; see `Reconnect::steady_after`.
    pauses: u32,
}

impl Attempts {
    pub(super) fn new(reconnect: Reconnect) -> Self {
        Self { reconnect, failed: 0, pauses: 0 }
    }

    /// Records that a connection broke. `duration` is the time for which the connection was open.
    pub(super) fn broke(&mut self, duration: Duration) {
        self.failed = 0;
        if duration >= self.reconnect.steady_after {
            self.pauses = 0;
        }
    }

    /// Returns the pause before the next attempt; `None` if no attempt is left. `asked` is the pause that the platform asked
    /// for.
    pub(super) fn next(&mut self, platform: &ConnectionSettings, asked: Option<Duration>) -> Option<Duration> {
        let Reconnect { first_pause, longest_pause, attempts, .. } = self.reconnect;
        if attempts.unwrap_or(platform.tries).is_some_and(|attempts| self.failed >= attempts) {
            return None;
        }
        let limit = longest_pause.unwrap_or(if self.pauses == 0 {
            platform.longest_first_pause
        } else {
            platform.longest_pause
        });
        let grown = first_pause.max(SHORTEST).saturating_mul(2_u32.saturating_pow(self.pauses));
        let half = grown.min(limit.max(SHORTEST)) / 2;
        self.failed = self.failed.saturating_add(1);
        self.pauses = self.pauses.saturating_add(1);
        Some((half + jittered(half)).max(asked.unwrap_or_default().min(LONGEST)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const MINUTE: Duration = Duration::from_secs(60);

    fn attempts(reconnect: Reconnect) -> Attempts {
        Attempts::new(reconnect)
    }

    /// Checks that a pause is at least half as long as `whole`, and at most as long as `whole`.
    fn is_part_of(pause: Option<Duration>, whole: Duration) {
        let pause = pause.unwrap();
        assert!(pause >= whole / 2 && pause <= whole, "{pause:?} of {whole:?}");
    }

    #[test]
    fn pauses_grow_up_to_the_maximum_of_the_platform() {
        let platform = ConnectionSettings::default();
        for _ in 0..1000 {
            let mut attempts = attempts(Reconnect::new());
            for half_seconds in [1, 2, 4, 8, 16, 32, 64, 128] {
                is_part_of(attempts.next(&platform, None), SECOND / 2 * half_seconds);
            }
            for _ in 0..100 {
                is_part_of(attempts.next(&platform, None), 2 * MINUTE);
            }
            // The program sets a first pause of 100 minutes, but the platform's maximum is 30 seconds.
            let mut attempts = self::attempts(Reconnect::new().first_pause(100 * MINUTE));
            is_part_of(attempts.next(&platform, None), MINUTE / 2);
            is_part_of(attempts.next(&platform, None), 2 * MINUTE);
            let mut attempts =
                self::attempts(Reconnect::new().first_pause(Duration::ZERO).longest_pause(Duration::MAX));
            is_part_of(attempts.next(&platform, None), SHORTEST);
            attempts.pauses = u32::MAX;
            assert!(attempts.next(&platform, None).unwrap() > 100 * 24 * 60 * MINUTE);
            let mut attempts = self::attempts(Reconnect::new().longest_pause(Duration::ZERO));
            is_part_of(attempts.next(&platform, None), SHORTEST);
        }
    }

    #[test]
    fn pauses_are_spread() {
        let platform = ConnectionSettings::default();
        let pause = |_| attempts(Reconnect::new()).next(&platform, None).unwrap().as_millis();
        let pauses: Vec<u128> = (0..1000).map(pause).collect();
        let [least, most] = [pauses.iter().min(), pauses.iter().max()].map(|pause| *pause.unwrap());
        assert!(least < 275 && most > 475, "{least} to {most} ms");
    }

    #[test]
    fn only_a_connection_that_lasted_resets_the_pauses() {
        let platform = ConnectionSettings::default();
        let mut attempts = attempts(Reconnect::new().steady_after(10 * SECOND));
        for doubling in 0..4 {
            is_part_of(attempts.next(&platform, None), SECOND / 2 * 2_u32.pow(doubling));
            attempts.broke(9 * SECOND);
        }
        attempts.broke(10 * SECOND);
        is_part_of(attempts.next(&platform, None), SECOND / 2);
    }

    #[test]
    fn attempts_are_counted_since_the_last_connection() {
        let mut platform = ConnectionSettings::default();
        let fails_after = |reconnect, platform: &ConnectionSettings| {
            let mut attempts = attempts(reconnect);
            (0..50).take_while(|_| attempts.next(platform, None).is_some()).count()
        };
        assert_eq!(fails_after(Reconnect::new(), &platform), 50);
        assert_eq!([0, 1, 7].map(|most| fails_after(Reconnect::new().attempts(most), &platform)), [0, 1, 7]);
        platform.tries = Some(3);
        assert_eq!(fails_after(Reconnect::new(), &platform), 3);
        assert_eq!(fails_after(Reconnect::new().attempts(5), &platform), 5);
        assert_eq!(fails_after(Reconnect::new().attempts(None), &platform), 50);
        let mut attempts = attempts(Reconnect::new());
        for _ in 0..20 {
            assert!(attempts.next(&platform, None).is_some() && attempts.next(&platform, None).is_some());
            attempts.broke(Duration::ZERO);
        }
    }

    #[test]
    fn the_pause_that_the_platform_asks_for_is_kept() {
        let (platform, mut attempts) = (ConnectionSettings::default(), attempts(Reconnect::new()));
        assert_eq!(attempts.next(&platform, Some(7 * SECOND)), Some(7 * SECOND));
        assert_eq!(attempts.next(&platform, Some(Duration::MAX)), Some(LONGEST));
        is_part_of(attempts.next(&platform, Some(Duration::ZERO)), 2 * SECOND);
    }
}
