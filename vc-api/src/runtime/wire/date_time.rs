//! Points in time in the format of RFC 3339.

use std::fmt;
use std::str::FromStr;

use ::time::OffsetDateTime;
use ::time::format_description::well_known::Rfc3339;
use serde::{Serialize, Serializer};

use crate::runtime::wire::from_json::{Found, deserialize};
use crate::runtime::wire::param::Param;
use crate::runtime::wire::scalar::{Scalar, scalar};
use crate::runtime::wire::skipped::JsonKind;
use crate::runtime::wire::time_conversions::{LAST_SECOND, NANOS_PER_SECOND, conversions};

/// Point in time from the year 0 to the year 9999, with an offset from UTC and nanosecond precision.
///
/// Two values are equal if they are the same point in time, whatever their offsets. With the features `jiff`, `chrono` and
/// `time`, the type has conversions from and to the types of these crates.
///
/// Decoding also accepts a number of seconds or milliseconds since 1970, by the rules of
/// [`UnixSeconds`](crate::UnixSeconds).
///
/// ```
/// use vc_api::{DateTime, UnixSeconds};
///
/// let time: DateTime = "2026-09-21T22:13:20+08:00".parse()?;
/// assert_eq!(UnixSeconds::from(time).seconds(), 1_790_000_000);
/// assert_eq!(time.to_string(), "2026-09-21T22:13:20+08:00");
/// assert_eq!(time, DateTime::from(UnixSeconds::from(1_790_000_000)));
/// # Ok::<(), vc_api::InvalidDateTime>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(OffsetDateTime);

/// Error for a text that is not a [`DateTime`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDateTime(());

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is not a time in the format of RFC 3339, such as `2026-09-21T14:13:20Z`")
    }
}

impl std::error::Error for InvalidDateTime {}

/// First second of the year 0, in seconds since 1970.
const FIRST: i64 = -62_167_219_200;

impl DateTime {
    pub(crate) fn nanos(self) -> i128 {
        self.0.unix_timestamp_nanos()
    }

    /// Returns the time that is `nanos` nanoseconds after the beginning of 1970. If this time is outside the years 0 to
    /// 9999, returns the nearest time within these years.
    pub(crate) fn of_nanos(nanos: i128) -> Self {
        let first = i128::from(FIRST) * NANOS_PER_SECOND;
        let last = (i128::from(LAST_SECOND) + 1) * NANOS_PER_SECOND - 1;
        let time = OffsetDateTime::from_unix_timestamp_nanos(nanos.clamp(first, last));
        Self(time.unwrap_or(OffsetDateTime::UNIX_EPOCH))
    }
}

impl Default for DateTime {
    fn default() -> Self {
        Self(OffsetDateTime::UNIX_EPOCH)
    }
}

/// Writes the same text as [`Display`](fmt::Display).
impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Writes the time in the format of RFC 3339, with the offset of the value.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `format` never fails here: a `DateTime` has no year of more than four digits, and no offset with seconds.
        f.pad(&self.0.format(&Rfc3339).unwrap_or_default())
    }
}

impl FromStr for DateTime {
    type Err = InvalidDateTime;

    fn from_str(text: &str) -> Result<Self, InvalidDateTime> {
        OffsetDateTime::parse(text, &Rfc3339).map(Self).map_err(|_| InvalidDateTime(()))
    }
}

conversions!(DateTime);

impl Param for DateTime {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        add(&self.to_string());
    }
}

impl Scalar for DateTime {
    const EXPECTED: &'static str = "a time";

    fn of_text(text: &str) -> Found<Self> {
        match (text.parse(), text.parse()) {
            _ if text.is_empty() => Found::Absent,
            (Ok(time), _) => Found::Value(time),
            (_, Ok(number)) => Self::of_integer(number),
            _ => Found::Odd(JsonKind::String),
        }
    }

    fn of_integer(number: i128) -> Found<Self> {
        let nanos_per_unit = if number > LAST_SECOND.into() { 1_000_000 } else { NANOS_PER_SECOND };
        match number.checked_mul(nanos_per_unit).filter(|nanos| Self::of_nanos(*nanos).nanos() == *nanos) {
            Some(nanos) => Found::Value(Self::of_nanos(nanos)),
            None => Found::Odd(JsonKind::Number),
        }
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

scalar!(DateTime);
deserialize!(DateTime);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::runtime::wire::unix_time::UnixMillis;

    fn parsed(text: &str) -> Option<(i128, String)> {
        let time: DateTime = text.parse().ok()?;
        Some((time.nanos(), time.to_string()))
    }

    #[test]
    fn follows_rfc_3339() {
        for (text, nanos, written) in [
            ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
            ("2026-09-21t14:13:20.5z", 1_790_000_000_500_000_000, "2026-09-21T14:13:20.5Z"),
            ("2026-09-21 22:13:20.000001+08:00", 1_790_000_000_000_001_000, "2026-09-21T22:13:20.000001+08:00"),
            ("2026-09-21T10:43:20.1234567891-03:30", 1_790_000_000_123_456_789, "2026-09-21T10:43:20.123456789-03:30"),
            ("2024-02-29T23:59:60Z", 1_709_251_199_999_999_999, "2024-02-29T23:59:59.999999999Z"),
            ("0000-01-01T00:00:00Z", -62_167_219_200_000_000_000, "0000-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59Z", 253_402_300_799_000_000_000, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(parsed(text), Some((nanos, written.to_owned())), "{text}");
        }
        for text in [
            "",
            "2026-09-21",
            "2026-09-21T14:13Z",
            "2026-09-21T14:13:20",
            "2026-9-21T14:13:20Z",
            "2026-02-29T14:13:20Z",
            "2026-13-01T14:13:20Z",
            "2026-09-21T24:13:20Z",
            "2026-09-21T14:13:20.Z",
            "2026-09-21T14:13:20+0800",
            "2026-09-21T14:13:20+24:00",
            "2026-09-21T14:13:20Z ",
            "+026-09-21T14:13:20Z",
            "２０２６-09-21T14:13:20Z",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn decodes_numbers_too() {
        for json in ["\"2026-09-21T14:13:20Z\"", "1790000000", "\"1790000000\"", "1790000000000", "\"1790000000000\""] {
            assert_eq!(serde_json::from_str::<DateTime>(json).unwrap().nanos(), 1_790_000_000_000_000_000, "{json}");
        }
        for json in ["\"\"", "null", "\"now\"", "1.5", "true", "999999999999999999"] {
            assert!(serde_json::from_str::<DateTime>(json).is_err(), "{json}");
        }
        let time: DateTime = "2026-09-21T22:13:20+08:00".parse().unwrap();
        assert_eq!(serde_json::to_string(&time).unwrap(), "\"2026-09-21T22:13:20+08:00\"");
    }

    #[test]
    fn the_same_time_in_another_offset_is_equal() {
        let times = ["2026-09-21T22:13:20+08:00", "2026-09-21T14:13:20Z"].map(|text| text.parse::<DateTime>().unwrap());
        assert_eq!(times[0], times[1]);
        assert_eq!(std::collections::HashSet::from(times).len(), 1);
        assert!(times[0] < DateTime::from(UnixMillis::from(1_790_000_000_001)));
        assert_eq!(UnixMillis::from(times[0]).millis(), 1_790_000_000_000);
    }

    #[cfg(feature = "jiff")]
    proptest! {
        #[test]
        fn agrees_with_jiff(seconds in -62_135_596_800_i64..253_402_200_000, nanos in 0..1_000_000_000_u32) {
            let ours = DateTime::of_nanos(i128::from(seconds) * NANOS_PER_SECOND + i128::from(nanos));
            let theirs = jiff::Timestamp::try_from(ours).unwrap();
            prop_assert_eq!(theirs.to_string().parse::<DateTime>().unwrap(), ours);
            prop_assert_eq!(ours.to_string().parse::<jiff::Timestamp>().unwrap(), theirs);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(seconds in FIRST..LAST_SECOND, nanos in 0..1_000_000_000_u32) {
            let time = DateTime::of_nanos(i128::from(seconds) * NANOS_PER_SECOND + i128::from(nanos));
            prop_assert_eq!(time.to_string().parse::<DateTime>().unwrap(), time);
        }

        #[test]
        fn what_is_read_is_written(text in "[0-9]{4}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](\\.[0-9]{1,12})?([Zz]|[+-][0-2][0-9]:[0-5][0-9])|.{0,30}") {
            if let Ok(time) = text.parse::<DateTime>() {
                prop_assert_eq!(time.to_string().parse::<DateTime>(), Ok(time));
            }
        }
    }
}
