//! Additions of durations to points in time, without overflow.

use std::time::Duration;

use tokio::time::Instant;

/// Maximum duration of a wait or a lifetime. Every clock can represent the point in time 30 years from now.
pub(crate) const FAR: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// Returns the current time plus `duration`. If `duration` is longer than [`FAR`], returns the current time plus [`FAR`].
pub(crate) fn after(duration: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(duration.min(FAR)).unwrap_or(now)
}

/// Returns `time` plus `duration`. If the addition overflows, returns a point in time in the far future.
pub(crate) fn later(time: Instant, duration: Duration) -> Instant {
    time.checked_add(duration).unwrap_or_else(|| after(duration))
}
