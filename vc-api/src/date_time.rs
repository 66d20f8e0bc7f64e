//! Points in time as RFC 3339 writes them.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::decode::{Found, deserialize};
use crate::param::Param;
use crate::scalar::{Scalar, scalar};
use crate::skipped::JsonKind;
use crate::time::{LAST_SECOND, NANOS_PER_SECOND, UnixMillis, UnixSeconds, conversions};

/// A point in time with an offset from UTC, from the year 0 to 9999, to the nanosecond.
///
/// Two are equal if they are the same point in time, whatever their offsets. With the features `jiff`, `chrono` and
/// `time` it converts from and to the types of these crates.
///
/// It is also read from seconds and milliseconds since 1970, as [`UnixSeconds`] is.
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
#[derive(Debug, Clone, Copy, Default)]
pub struct DateTime {
    seconds: i64,
    nanos: u32,
    offset_minutes: i16,
}

/// A text that is no [`DateTime`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDateTime(());

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is not a time as RFC 3339 writes it, such as `2026-09-21T14:13:20Z`")
    }
}

impl std::error::Error for InvalidDateTime {}

/// The first second of the year 0.
const FIRST: i64 = -62_167_219_200;
/// An offset is at most 23:59, so that the time in its own offset is not in another year than 0 to 9999.
const DAY: i64 = 86_400;

impl DateTime {
    pub(crate) fn nanos(self) -> i128 {
        i128::from(self.seconds) * NANOS_PER_SECOND + i128::from(self.nanos)
    }

    pub(crate) fn of_nanos(nanos: i128) -> Self {
        let first = i128::from(FIRST) * NANOS_PER_SECOND;
        let last = (i128::from(LAST_SECOND) + 1) * NANOS_PER_SECOND - 1;
        let nanos = nanos.clamp(first, last);
        let seconds = i64::try_from(nanos.div_euclid(NANOS_PER_SECOND)).unwrap_or_default();
        let nanos = u32::try_from(nanos.rem_euclid(NANOS_PER_SECOND)).unwrap_or_default();
        Self { seconds, nanos, offset_minutes: 0 }
    }

    /// `2026-09-21T22:13:20.5+08:00`
    fn parse(text: &str) -> Option<Self> {
        let mut rest = text;
        let mut number = |digits: usize, after: &[char]| {
            let (number, tail) = rest.split_at_checked(digits)?;
            let number: i64 = number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok())??;
            rest = if after.is_empty() { tail } else { tail.strip_prefix(after)? };
            Some(number)
        };
        let (year, month, day) = (number(4, &['-'])?, number(2, &['-'])?, number(2, &['T', 't', ' '])?);
        let (hour, minute, second) = (number(2, &[':'])?, number(2, &[':'])?, number(2, &[])?);
        let is_date = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        // A leap second is the first second of the next minute.
        if !is_date || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let (nanos, rest) = fraction(rest)?;
        let offset_minutes = offset(rest)?;
        let seconds = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
        let seconds = seconds - i64::from(offset_minutes) * 60;
        (FIRST..=LAST_SECOND).contains(&seconds).then_some(Self { seconds, nanos, offset_minutes })
    }
}

/// `.5`, as nanoseconds, and what follows.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let Some(text) = text.strip_prefix('.') else { return Some((0, text)) };
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, rest) = text.split_at(end);
    // What is finer than a nanosecond is cut.
    let nanos = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
    let nanos = nanos.fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0'));
    (!digits.is_empty()).then_some((nanos, rest))
}

/// `Z` or `+08:00`, in minutes.
fn offset(text: &str) -> Option<i16> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let (sign, hours_and_minutes) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, minutes) = hours_and_minutes.split_once(':')?;
    let two_digits = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (hours, minutes): (i16, i16) =
        (two_digits(hours) && two_digits(minutes)).then(|| Some((hours.parse().ok()?, minutes.parse().ok()?)))??;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days from the beginning of 1970 to a date. Years begin in March here, so that the leap day is their last day.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
}

/// The date so many days from the beginning of 1970.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let year = era * 400 + year_of_era + i64::from(month >= 10);
    (year, (month + 2) % 12 + 1, day)
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // At the ends of the range, the offset could lead to a year of more or less than four digits.
        let local = self.seconds + i64::from(self.offset_minutes) * 60;
        let (local, offset) = match (FIRST..=LAST_SECOND).contains(&local) {
            true => (local, self.offset_minutes),
            false => (self.seconds, 0),
        };
        let ((year, month, day), time) = (date(local.div_euclid(DAY)), local.rem_euclid(DAY));
        write!(f, "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}", time / 3600, time / 60 % 60, time % 60)?;
        match self.nanos {
            0 => {}
            nanos if nanos % 1_000_000 == 0 => write!(f, ".{:03}", nanos / 1_000_000)?,
            nanos if nanos % 1000 == 0 => write!(f, ".{:06}", nanos / 1000)?,
            nanos => write!(f, ".{nanos:09}")?,
        }
        match offset {
            0 => f.write_str("Z"),
            minutes => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
            }
        }
    }
}

impl FromStr for DateTime {
    type Err = InvalidDateTime;

    fn from_str(text: &str) -> Result<Self, InvalidDateTime> {
        Self::parse(text).ok_or(InvalidDateTime(()))
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.nanos() == other.nanos()
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.nanos().cmp(&other.nanos())
    }
}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.nanos().hash(state);
    }
}

conversions!(DateTime);

macro_rules! unix_conversions {
    ($($name:ident),*) => {
        $(
            /// In UTC.
            impl From<$name> for DateTime {
                fn from(time: $name) -> Self {
                    Self::of_nanos(time.nanos())
                }
            }

            /// Rounds down.
            impl From<DateTime> for $name {
                fn from(time: DateTime) -> Self {
                    Self::of_nanos(time.nanos())
                }
            }
        )*
    };
}
unix_conversions!(UnixSeconds, UnixMillis);

impl Param for DateTime {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        add(&self.to_string());
    }
}

impl Scalar for DateTime {
    const EXPECTED: &'static str = "a time";

    fn of_text(text: &str) -> Found<Self> {
        match (text.parse(), text.parse()) {
            _ if text.is_empty() => Found::Nothing,
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

    fn parsed(text: &str) -> Option<(i128, String)> {
        let time: DateTime = text.parse().ok()?;
        Some((time.nanos(), time.to_string()))
    }

    #[test]
    fn reads_and_writes_what_rfc_3339_says() {
        for (text, nanos, written) in [
            ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
            ("2026-09-21t14:13:20.5z", 1_790_000_000_500_000_000, "2026-09-21T14:13:20.500Z"),
            ("2026-09-21 22:13:20.000001+08:00", 1_790_000_000_000_001_000, "2026-09-21T22:13:20.000001+08:00"),
            ("2026-09-21T10:43:20.1234567891-03:30", 1_790_000_000_123_456_789, "2026-09-21T10:43:20.123456789-03:30"),
            ("2024-02-29T23:59:60Z", 1_709_251_200_000_000_000, "2024-03-01T00:00:00Z"),
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
            "9999-12-31T23:59:59-01:00",
            "２０２６-09-21T14:13:20Z",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn is_read_from_numbers_too() {
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
            let ours = DateTime { seconds, nanos, offset_minutes: 0 };
            let theirs = jiff::Timestamp::try_from(ours).unwrap();
            prop_assert_eq!(theirs.to_string().parse::<DateTime>().unwrap(), ours);
            prop_assert_eq!(ours.to_string().parse::<jiff::Timestamp>().unwrap(), theirs);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(seconds in FIRST..LAST_SECOND, nanos in 0..1_000_000_000_u32, minutes in -1439..1440_i16) {
            let time = DateTime { seconds, nanos, offset_minutes: minutes };
            prop_assert_eq!(time.to_string().parse::<DateTime>().unwrap(), time);
        }

        #[test]
        fn no_text_is_too_odd(text in "[0-9TtZz:+. -]{0,40}|.{0,30}") {
            let _ = text.parse::<DateTime>();
        }
    }
}
