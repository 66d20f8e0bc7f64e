//! Durations, and functions that wait. They use the clock of the test, which may be paused.

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
/// Timeout of calls that must time out, in real time.
pub const SOON: Duration = Duration::from_millis(100);
/// Maximum wait of tests in real time, longer than all expected durations.
pub const LONG: Duration = Duration::from_secs(5);

/// Returns a number of seconds as a duration.
pub const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Lets a number of seconds pass in the test's time.
pub async fn pass(time: u64) {
    sleep(seconds(time)).await;
}

/// Returns the result of a future, and the duration of the future in the test's time.
pub async fn timed<T>(doing: impl Future<Output = T>) -> (T, Duration) {
    let started = Instant::now();
    let outcome = doing.await;
    (outcome, started.elapsed())
}

/// Waits in real time until the condition holds.
///
/// # Panics
///
/// Panics if the condition does not hold within half a minute.
pub async fn until(condition: impl AsyncFn() -> bool) {
    let started = RealInstant::now();
    while !condition().await {
        assert!(started.elapsed() < seconds(30), "it never was so");
        sleep(Duration::from_millis(10)).await;
    }
}
