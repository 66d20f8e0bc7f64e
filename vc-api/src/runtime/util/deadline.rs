//! Additions of durations to points in time, without overflow.

use std::time::Duration;

use tokio::time::Instant;

/// Maximum duration of a wait or a lifetime: 30 years, which every clock can add.
pub(crate) const FAR: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// Returns the earlier of two points in time: `duration` from now, and [`FAR`] from now.
pub(crate) fn after(duration: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(duration.min(FAR)).unwrap_or(now)
}

/// Returns the point in time `duration` after `time`, or a point in time in the far future after an overflow.
pub(crate) fn later(time: Instant, duration: Duration) -> Instant {
    time.checked_add(duration).unwrap_or_else(|| after(duration))
}
