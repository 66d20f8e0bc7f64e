//! Points in time in the units of the platform.
//!
//! A field contains seconds or milliseconds, but the platform sends some values in the wrong unit. The client recognises the
//! unit by the size of the number, as [`UnixSeconds`] and [`UnixMillis`] describe. A text that is not a number has the
//! format of RFC 3339.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::runtime::wire::as_text::AsText;
use crate::runtime::wire::date_time::DateTime;
use crate::runtime::wire::from_json::{Found, deserialize};
use crate::runtime::wire::param::Param;
use crate::runtime::wire::scalar::{Scalar, scalar};
use crate::runtime::wire::skipped::JsonKind;
use crate::runtime::wire::time_conversions::{LAST_SECOND, NANOS_PER_SECOND, conversions};

/// Point in time, in whole seconds since the beginning of 1970 (UTC).
///
/// Conversions from more precise times round down. With the features `jiff`, `chrono` and `time`, the type has conversions
/// from and to the types of these crates.
///
/// Decoding also accepts milliseconds and the format of RFC 3339, because the platform sends both in some places. A number
/// above 253402300799 (the end of the year 9999) counts milliseconds. Any other number counts seconds.
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

/// Point in time, in whole milliseconds since the beginning of 1970 (UTC).
///
/// Conversions from more precise times round down. With the features `jiff`, `chrono` and `time`, the type has conversions
/// from and to the types of these crates.
///
/// Decoding also accepts seconds and the format of RFC 3339, because the platform sends both in some places. A number from
/// 1000000000 (in the year 2001) to 253402300799 (the end of the year 9999) counts seconds. Any other number counts
/// milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UnixMillis(i64);

impl UnixSeconds {
    /// Returns the seconds since the beginning of 1970. The number is negative for earlier times.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// Converts a JSON number. A number above [`LAST_SECOND`] counts milliseconds, and any other number counts seconds.
    const fn of_number(number: i64) -> Self {
        Self(if number > LAST_SECOND { number.div_euclid(1000) } else { number })
    }
}

impl UnixMillis {
    /// Returns the milliseconds since the beginning of 1970. The number is negative for earlier times.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Converts a JSON number. A number from [`FIRST_SECOND`] to [`LAST_SECOND`] counts seconds, and any other number counts
    /// milliseconds.
    const fn of_number(number: i64) -> Self {
        Self(if number >= FIRST_SECOND && number <= LAST_SECOND { number * 1000 } else { number })
    }
}

/// Smallest JSON number that [`UnixMillis`] reads as seconds, not milliseconds. The number stands for a time in September
/// 2001.
const FIRST_SECOND: i64 = 1_000_000_000;
macro_rules! unix_time {
    ($name:ident, $nanos_per_unit:expr) => {
        impl $name {
            pub(crate) fn nanos(self) -> i128 {
                i128::from(self.0) * $nanos_per_unit
            }

            pub(crate) fn of_nanos(nanos: i128) -> Self {
                let units = nanos.div_euclid($nanos_per_unit);
                Self(i64::try_from(units).unwrap_or(if units < 0 { i64::MIN } else { i64::MAX }))
            }
        }

        conversions!($name);

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

        impl Scalar for $name {
            const EXPECTED: &'static str = "a time";

            fn of_text(text: &str) -> Found<Self> {
                if text.is_empty() {
                    return Found::Absent;
                }
                if let Ok(number) = text.parse() {
                    return Found::Value(Self::of_number(number));
                }
                match text.parse::<DateTime>() {
                    Ok(time) => Found::Value(Self::of_nanos(time.nanos())),
                    Err(_) => Found::Odd(JsonKind::String),
                }
            }

            fn of_integer(number: i128) -> Found<Self> {
                i64::try_from(number)
                    .map_or(Found::Odd(JsonKind::Number), |number| Found::Value(Self::of_number(number)))
            }
        }

        impl AsText for $name {
            fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.encode(serializer)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.encode(serializer)
            }
        }

        scalar!($name);
        deserialize!($name);
    };
}

unix_time!(UnixSeconds, NANOS_PER_SECOND);
unix_time!(UnixMillis, 1_000_000);

macro_rules! unix_conversions {
    ($($name:ident),*) => {
        $(
            /// Converts the time, with the offset 0 (UTC).
            impl From<$name> for DateTime {
                fn from(time: $name) -> Self {
                    Self::of_nanos(time.nanos())
                }
            }

            /// Converts the time, and rounds down.
            impl From<DateTime> for $name {
                fn from(time: DateTime) -> Self {
                    Self::of_nanos(time.nanos())
                }
            }
        )*
    };
}
unix_conversions!(UnixSeconds, UnixMillis);

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use super::*;
    use crate::runtime::wire::time_conversions::system_time;

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
        // If no `SystemTime` can express a time, `system_time` returns the latest or the earliest `SystemTime` of this
        // system.
        let latest = system_time(i128::MAX);
        assert!(latest.checked_add(Duration::from_secs(1)).is_none());
        let earliest = system_time(i128::MIN);
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

    #[test]
    fn other_units_follow_from_size_and_form() {
        let read = |json: &str| {
            let seconds = serde_json::from_str::<UnixSeconds>(json).unwrap().seconds();
            (seconds, serde_json::from_str::<UnixMillis>(json).unwrap().millis())
        };
        for (json, seconds, millis) in [
            ("1790000000", 1_790_000_000, 1_790_000_000_000),
            ("\"1790000000\"", 1_790_000_000, 1_790_000_000_000),
            ("1790000000123", 1_790_000_000, 1_790_000_000_123),
            ("\"1790000000123\"", 1_790_000_000, 1_790_000_000_123),
            ("\"2026-09-21T14:13:20.123Z\"", 1_790_000_000, 1_790_000_000_123),
            ("\"2026-09-21T22:13:20.123+08:00\"", 1_790_000_000, 1_790_000_000_123),
            ("\"0\"", 0, 0),
            ("253402300799", 253_402_300_799, 253_402_300_799_000),
            ("253402300800", 253_402_300, 253_402_300_800),
            ("999999999", 999_999_999, 999_999_999),
            ("-5", -5, -5),
        ] {
            assert_eq!(read(json), (seconds, millis), "{json}");
        }
    }

    /// Times that the types of other crates can express, unlike the times in `FAR`.
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
