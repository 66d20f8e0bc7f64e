//! Points in time as the platform writes them: counted from the beginning of 1970, as text.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::param::Param;
use crate::text::AsText;

/// A point in time, in whole seconds since the beginning of 1970 (UTC).
///
/// Conversions from more precise times round down. With the features `jiff`, `chrono` and `time` it converts
/// from and to the types of these crates.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use vc_api::UnixSeconds;
///
/// let start = UnixSeconds::from(1_608_888_867);
/// assert_eq!(SystemTime::from(start), SystemTime::UNIX_EPOCH + Duration::from_secs(1_608_888_867));
/// assert_eq!(start.to_string(), "1608888867");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UnixSeconds(i64);

/// A point in time, in whole milliseconds since the beginning of 1970 (UTC).
///
/// Conversions from more precise times round down. With the features `jiff`, `chrono` and `time` it converts
/// from and to the types of these crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UnixMillis(i64);

impl UnixSeconds {
    /// The seconds since the beginning of 1970; negative before it.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }
}

impl UnixMillis {
    /// The milliseconds since the beginning of 1970; negative before it.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }
}

/// A time that the other type cannot hold.
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfRange(());

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the time is too early or too late for this type")
    }
}

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
impl std::error::Error for OutOfRange {}

const NANOS_PER_SECOND: i128 = 1_000_000_000;

/// The time in units of so many nanoseconds, rounded down and kept within the range of `i64`.
fn units_since_1970(time: SystemTime, nanos_per_unit: i128) -> i64 {
    let nanos = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => nanos(after),
        Err(before) => -nanos(before.duration()),
    };
    let units = nanos.div_euclid(nanos_per_unit);
    i64::try_from(units).unwrap_or(if units < 0 { i64::MIN } else { i64::MAX })
}

fn nanos(duration: Duration) -> i128 {
    i128::from(duration.as_secs()) * NANOS_PER_SECOND + i128::from(duration.subsec_nanos())
}

/// The time so far from the beginning of 1970, or the nearest that this system can express.
fn system_time(distance: Duration, before: bool) -> SystemTime {
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

macro_rules! unix_time {
    ($name:ident, $nanos_per_unit:expr, $duration:path) => {
        impl $name {
            /// The present time by the clock of this machine.
            #[must_use]
            pub fn now() -> Self {
                Self::from(SystemTime::now())
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self(value)
            }
        }

        impl From<$name> for i64 {
            fn from(time: $name) -> Self {
                time.0
            }
        }

        /// Rounds down.
        impl From<SystemTime> for $name {
            fn from(time: SystemTime) -> Self {
                Self(units_since_1970(time, $nanos_per_unit))
            }
        }

        /// Gives the nearest time that this system can express.
        impl From<$name> for SystemTime {
            fn from(time: $name) -> Self {
                system_time($duration(time.0.unsigned_abs()), time.0 < 0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, ParseIntError> {
                text.parse().map(Self)
            }
        }

        impl Param for $name {
            fn each(&self, add: &mut dyn FnMut(&str)) {
                self.0.each(add);
            }
        }

        impl AsText for $name {
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                Ok(<i64 as AsText>::decode(deserializer)?.map(Self))
            }

            fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.encode(serializer)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.encode(serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::decode::read_integer(deserializer).map(Self)
            }
        }

        #[cfg(feature = "jiff")]
        impl From<jiff::Timestamp> for $name {
            fn from(time: jiff::Timestamp) -> Self {
                Self(narrow(time.as_nanosecond().div_euclid($nanos_per_unit)))
            }
        }

        #[cfg(feature = "jiff")]
        impl TryFrom<$name> for jiff::Timestamp {
            type Error = OutOfRange;

            fn try_from(time: $name) -> Result<Self, OutOfRange> {
                Self::from_nanosecond(i128::from(time.0) * $nanos_per_unit).map_err(|_| OutOfRange(()))
            }
        }

        #[cfg(feature = "chrono")]
        impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for $name {
            fn from(time: chrono::DateTime<Z>) -> Self {
                let nanos = i128::from(time.timestamp()) * NANOS_PER_SECOND + i128::from(time.timestamp_subsec_nanos());
                Self(narrow(nanos.div_euclid($nanos_per_unit)))
            }
        }

        #[cfg(feature = "chrono")]
        impl TryFrom<$name> for chrono::DateTime<chrono::Utc> {
            type Error = OutOfRange;

            fn try_from(time: $name) -> Result<Self, OutOfRange> {
                let nanos = i128::from(time.0) * $nanos_per_unit;
                let seconds = i64::try_from(nanos.div_euclid(NANOS_PER_SECOND)).ok();
                let rest = u32::try_from(nanos.rem_euclid(NANOS_PER_SECOND)).ok();
                seconds.zip(rest).and_then(|(seconds, rest)| Self::from_timestamp(seconds, rest)).ok_or(OutOfRange(()))
            }
        }

        #[cfg(feature = "time")]
        impl From<time::OffsetDateTime> for $name {
            fn from(time: time::OffsetDateTime) -> Self {
                Self(narrow(time.unix_timestamp_nanos().div_euclid($nanos_per_unit)))
            }
        }

        #[cfg(feature = "time")]
        impl TryFrom<$name> for time::OffsetDateTime {
            type Error = OutOfRange;

            fn try_from(time: $name) -> Result<Self, OutOfRange> {
                Self::from_unix_timestamp_nanos(i128::from(time.0) * $nanos_per_unit).map_err(|_| OutOfRange(()))
            }
        }
    };
}

unix_time!(UnixSeconds, NANOS_PER_SECOND, Duration::from_secs);
unix_time!(UnixMillis, 1_000_000, Duration::from_millis);

/// The types of other crates reach less far than `i64`, so nothing is ever cut.
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
fn narrow(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64, nanos: u32) -> SystemTime {
        let distance = Duration::from_secs(seconds.unsigned_abs());
        let whole = if seconds < 0 { UNIX_EPOCH - distance } else { UNIX_EPOCH + distance };
        whole + Duration::from_nanos(nanos.into())
    }

    #[test]
    fn from_system_time_rounds_down() {
        let cases = [
            (at(0, 0), 0, 0),
            (at(1, 999_999_999), 1, 1999),
            (at(1_608_888_867, 5_000_000), 1_608_888_867, 1_608_888_867_005),
            (at(-1, 0), -1, -1000),
            (at(-1, 1), -1, -1000),
            (at(-1, 999_999_999), -1, -1),
            (at(-2, 500_000_000), -2, -1500),
        ];
        for (time, seconds, millis) in cases {
            assert_eq!(UnixSeconds::from(time).seconds(), seconds, "{time:?}");
            assert_eq!(UnixMillis::from(time).millis(), millis, "{time:?}");
        }
    }

    #[test]
    fn to_system_time_and_back() {
        for value in [0, 1, -1, 1500, -1500, 1_608_888_867_005, -62_135_596_800] {
            assert_eq!(i64::from(UnixSeconds::from(SystemTime::from(UnixSeconds(value)))), value);
            assert_eq!(i64::from(UnixMillis::from(SystemTime::from(UnixMillis(value)))), value);
        }
        assert_eq!(SystemTime::from(UnixSeconds(-3)), at(-3, 0));
        assert_eq!(SystemTime::from(UnixMillis(-1)), at(-1, 999_000_000));
    }

    #[test]
    fn the_farthest_do_not_panic() {
        for value in [i64::MIN, i64::MIN + 1, i64::MAX] {
            let time = SystemTime::from(UnixSeconds(value));
            assert_eq!(time < UNIX_EPOCH, value < 0);
            let _ = UnixSeconds::from(time);
            let millis = UnixMillis::from(time).millis();
            assert_eq!(millis < 0, value < 0);
            let _ = SystemTime::from(UnixMillis(value));
        }
        // What no system can express is the nearest that this one can.
        let latest = system_time(Duration::MAX, false);
        assert!(latest.checked_add(Duration::from_secs(1)).is_none());
        let earliest = system_time(Duration::MAX, true);
        assert!(earliest.checked_sub(Duration::from_secs(1)).is_none());
        let _ = (UnixSeconds::from(latest), UnixMillis::from(earliest));
    }

    #[test]
    fn travels_as_text() {
        let time = UnixSeconds(-5);
        assert_eq!(time.to_string(), "-5");
        assert_eq!("-5".parse(), Ok(time));
        assert_eq!(serde_json::to_string(&time).unwrap(), "\"-5\"");
        for json in ["\"-5\"", "-5", "-5.0"] {
            assert_eq!(serde_json::from_str::<UnixSeconds>(json).unwrap(), time);
        }
        for json in ["\"\"", "null", "\"now\"", "1.5"] {
            assert!(serde_json::from_str::<UnixMillis>(json).is_err());
        }
    }

    /// The points in time at which the conversions of the other crates are tried, and those too far for them.
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    const NEAR: [i64; 6] = [0, 1, -1, -1500, 1_608_888_867, -62_135_596_800];
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    const FAR: [i64; 2] = [i64::MIN, i64::MAX];

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff() {
        for value in NEAR {
            let time = jiff::Timestamp::try_from(UnixSeconds(value)).unwrap();
            assert_eq!(time.as_second(), value);
            assert_eq!(UnixSeconds::from(time), UnixSeconds(value));
            let time = jiff::Timestamp::try_from(UnixMillis(value)).unwrap();
            assert_eq!(time.as_millisecond(), value);
            assert_eq!(UnixMillis::from(time), UnixMillis(value));
        }
        for value in FAR {
            assert!(jiff::Timestamp::try_from(UnixSeconds(value)).is_err());
            assert!(jiff::Timestamp::try_from(UnixMillis(value)).is_err());
        }
        let early = jiff::Timestamp::new(-1, -1).unwrap();
        assert_eq!(UnixSeconds::from(early), UnixSeconds(-2));
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn chrono() {
        use chrono::{DateTime, Utc};
        for value in NEAR {
            let time = DateTime::<Utc>::try_from(UnixSeconds(value)).unwrap();
            assert_eq!(time.timestamp(), value);
            assert_eq!(UnixSeconds::from(time), UnixSeconds(value));
            let time = DateTime::<Utc>::try_from(UnixMillis(value)).unwrap();
            assert_eq!(time.timestamp_millis(), value);
            assert_eq!(UnixMillis::from(time), UnixMillis(value));
        }
        for value in FAR {
            assert!(DateTime::<Utc>::try_from(UnixSeconds(value)).is_err());
            assert!(DateTime::<Utc>::try_from(UnixMillis(value)).is_err());
        }
        let early = DateTime::from_timestamp(-2, 999_999_999).unwrap();
        assert_eq!(UnixSeconds::from(early), UnixSeconds(-2));
        assert_eq!(UnixMillis::from(early), UnixMillis(-1001));
    }

    #[cfg(feature = "time")]
    #[test]
    fn time() {
        use ::time::OffsetDateTime;
        for value in NEAR {
            let time = OffsetDateTime::try_from(UnixSeconds(value)).unwrap();
            assert_eq!(time.unix_timestamp(), value);
            assert_eq!(UnixSeconds::from(time), UnixSeconds(value));
            let time = OffsetDateTime::try_from(UnixMillis(value)).unwrap();
            assert_eq!(time.unix_timestamp_nanos(), i128::from(value) * 1_000_000);
            assert_eq!(UnixMillis::from(time), UnixMillis(value));
        }
        for value in FAR {
            assert!(OffsetDateTime::try_from(UnixSeconds(value)).is_err());
            assert!(OffsetDateTime::try_from(UnixMillis(value)).is_err());
        }
    }
}
