//! Durations, and waiting in a test's time, which may be paused.

use std::time::{Duration, Instant as RealInstant};

use tokio::time::{Instant, sleep};

/// The step of the timers.
pub const TICK: Duration = Duration::from_millis(1);
/// A second.
pub const SECOND: Duration = Duration::from_secs(1);
/// A minute.
pub const MINUTE: Duration = Duration::from_secs(60);
/// An hour.
pub const HOUR: Duration = Duration::from_secs(3600);
/// The limit of calls that are to fail by it, in real time.
pub const SOON: Duration = Duration::from_millis(100);
/// The patience of tests in real time, long enough for all that happens at all.
pub const LONG: Duration = Duration::from_secs(5);

/// Returns so many seconds.
pub const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Lets so many seconds pass in the test's time.
pub async fn pass(time: u64) {
    sleep(seconds(time)).await;
}

/// Returns an outcome and the test's time that it took.
pub async fn timed<T>(doing: impl Future<Output = T>) -> (T, Duration) {
    let started = Instant::now();
    let outcome = doing.await;
    (outcome, started.elapsed())
}

/// Waits in real time until the condition holds.
///
/// # Panics
///
/// If it does not hold within half a minute.
pub async fn until(condition: impl AsyncFn() -> bool) {
    let started = RealInstant::now();
    while !condition().await {
        assert!(started.elapsed() < seconds(30), "it never was so");
        sleep(Duration::from_millis(10)).await;
    }
}
