//! Durations, and functions that wait. Most of these functions use the clock of the test, which may be paused.

use std::time::{Duration, Instant as RealInstant};

use tokio::time::{Instant, sleep};

/// Resolution of the timers.
pub const TICK: Duration = Duration::from_millis(1);
/// A second.
pub const SECOND: Duration = Duration::from_secs(1);
/// A minute.
pub const MINUTE: Duration = Duration::from_secs(60);
/// An hour.
pub const HOUR: Duration = Duration::from_secs(3600);
/// Short timeout, in real time, for calls that must time out.
pub const SOON: Duration = Duration::from_millis(100);
/// Maximum time that a test waits in real time. It is longer than every expected duration.
pub const LONG: Duration = Duration::from_secs(5);

/// Returns a number of seconds as a duration.
pub const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Waits for a number of seconds on the clock of the test.
pub async fn pass(time: u64) {
    sleep(seconds(time)).await;
}

/// Waits for a future. Returns the result of the future, and the duration on the clock of the test.
pub async fn timed<T>(doing: impl Future<Output = T>) -> (T, Duration) {
    let started = Instant::now();
    let outcome = doing.await;
    (outcome, started.elapsed())
}

/// Waits in real time until the condition returns `true`.
///
/// # Panics
///
/// Panics if the condition does not return `true` within half a minute.
pub async fn until(condition: impl AsyncFn() -> bool) {
    let started = RealInstant::now();
    while !condition().await {
        assert!(started.elapsed() < seconds(30), "it never was so");
        sleep(Duration::from_millis(10)).await;
    }
}
