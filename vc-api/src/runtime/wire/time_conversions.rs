//! Conversions between the time types of this crate and of other crates.

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Last second of the year 9999, in seconds since 1970. A greater number in JSON is a number of milliseconds.
pub(crate) const LAST_SECOND: i64 = 253_402_300_799;

/// Error of a conversion to a type that cannot express the time.
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfRange(pub(crate) ());

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the time is too early or too late for this type")
    }
}

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
impl std::error::Error for OutOfRange {}

pub(crate) const NANOS_PER_SECOND: i128 = 1_000_000_000;

/// Returns the nanoseconds from the beginning of 1970 to a time.
pub(crate) fn nanos_since_1970(time: SystemTime) -> i128 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => nanos(after),
        Err(before) => -nanos(before.duration()),
    }
}

fn nanos(duration: Duration) -> i128 {
    i128::from(duration.as_secs()) * NANOS_PER_SECOND + i128::from(duration.subsec_nanos())
}

/// Returns the time that is `nanos` nanoseconds after the beginning of 1970, or the nearest time that this system can
/// express.
pub(crate) fn system_time(nanos: i128) -> SystemTime {
    let (seconds, rest) = (nanos.unsigned_abs() / 1_000_000_000, nanos.unsigned_abs() % 1_000_000_000);
    let seconds = u64::try_from(seconds).unwrap_or(u64::MAX);
    distant_time(Duration::new(seconds, u32::try_from(rest).unwrap_or_default()), nanos < 0)
}

fn distant_time(distance: Duration, before: bool) -> SystemTime {
    let step = |from: SystemTime, distance: Duration| match before {
        true => from.checked_sub(distance),
        false => from.checked_add(distance),
    };
    step(UNIX_EPOCH, distance).unwrap_or_else(|| {
        let mut nearest = UNIX_EPOCH;
        for bit in (0..64).rev() {
            nearest = step(nearest, Duration::from_secs(1 << bit)).unwrap_or(nearest);
        }
        nearest
    })
}

/// Implements the conversions of a type. The type must have the methods `nanos` and `of_nanos`, and `of_nanos` must return a
/// value in the range of the type.
macro_rules! conversions {
    ($name:ident) => {
        impl $name {
            /// Returns the current time of this machine's clock.
            #[must_use]
            pub fn now() -> Self {
                Self::from(std::time::SystemTime::now())
            }
        }

        /// Converts the time, and rounds down.
        impl From<std::time::SystemTime> for $name {
            fn from(time: std::time::SystemTime) -> Self {
                Self::of_nanos($crate::runtime::wire::time_conversions::nanos_since_1970(time))
            }
        }

        /// Returns the same time. If `SystemTime` cannot express this time on the current system, returns the nearest
        /// `SystemTime`.
        impl From<$name> for std::time::SystemTime {
            fn from(time: $name) -> Self {
                $crate::runtime::wire::time_conversions::system_time(time.nanos())
            }
        }

        #[cfg(feature = "jiff")]
        impl From<jiff::Timestamp> for $name {
            fn from(time: jiff::Timestamp) -> Self {
                Self::of_nanos(time.as_nanosecond())
            }
        }

        #[cfg(feature = "jiff")]
        impl TryFrom<$name> for jiff::Timestamp {
            type Error = $crate::runtime::wire::time_conversions::OutOfRange;

            fn try_from(time: $name) -> Result<Self, $crate::runtime::wire::time_conversions::OutOfRange> {
                Self::from_nanosecond(time.nanos()).map_err(|_| $crate::runtime::wire::time_conversions::OutOfRange(()))
            }
        }

        #[cfg(feature = "chrono")]
        impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for $name {
            fn from(time: chrono::DateTime<Z>) -> Self {
                let seconds = i128::from(time.timestamp()) * $crate::runtime::wire::time_conversions::NANOS_PER_SECOND;
                Self::of_nanos(seconds + i128::from(time.timestamp_subsec_nanos()))
            }
        }

        #[cfg(feature = "chrono")]
        impl TryFrom<$name> for chrono::DateTime<chrono::Utc> {
            type Error = $crate::runtime::wire::time_conversions::OutOfRange;

            fn try_from(time: $name) -> Result<Self, $crate::runtime::wire::time_conversions::OutOfRange> {
                let seconds =
                    i64::try_from(time.nanos().div_euclid($crate::runtime::wire::time_conversions::NANOS_PER_SECOND))
                        .ok();
                let rest =
                    u32::try_from(time.nanos().rem_euclid($crate::runtime::wire::time_conversions::NANOS_PER_SECOND))
                        .ok();
                let time = seconds.zip(rest).and_then(|(seconds, rest)| Self::from_timestamp(seconds, rest));
                time.ok_or($crate::runtime::wire::time_conversions::OutOfRange(()))
            }
        }

        #[cfg(feature = "time")]
        impl From<::time::OffsetDateTime> for $name {
            fn from(time: ::time::OffsetDateTime) -> Self {
                Self::of_nanos(time.unix_timestamp_nanos())
            }
        }

        #[cfg(feature = "time")]
        impl TryFrom<$name> for ::time::OffsetDateTime {
            type Error = $crate::runtime::wire::time_conversions::OutOfRange;

            fn try_from(time: $name) -> Result<Self, $crate::runtime::wire::time_conversions::OutOfRange> {
                Self::from_unix_timestamp_nanos(time.nanos())
                    .map_err(|_| $crate::runtime::wire::time_conversions::OutOfRange(()))
            }
        }
    };
}
pub(crate) use conversions;
