//! Cursor of a meeting: a place among its happenings, as text.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{percent_decode_str, utf8_percent_encode};

use crate::runtime::call::paging::InvalidCursor;
use crate::runtime::send::request::ENCODED;
use crate::runtime::wire::unix_time::UnixMillis;

/// Place among the happenings of a meeting. A program can continue there later, also in another process.
/// [`Follower::cursor`](crate::Follower::cursor) returns it.
///
/// `Display` and `FromStr` convert a cursor to text and back. A cursor contains nothing that people said.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct MeetingCursor {
    /// Token of the page that contains the place.
    pub(crate) page_token: Option<String>,
    /// Number of returned happenings of that page.
    pub(crate) done: usize,
    /// Time of the latest happening. The follower continues from there if the page token has expired.
    pub(crate) time: Option<UnixMillis>,
    /// Id of the last happening.
    pub(crate) last_id: Option<String>,
    /// Marks of happenings that were pushed, but not yet fetched.
    pub(crate) unasked: Vec<Mark>,
}

/// Mark of a happening. Another process recognises the happening by the mark. A mark contains nothing that people said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Mark {
    pub(crate) hash: u64,
    /// Hash of the id of a sentence, and the end time of the marked version in milliseconds.
    pub(crate) sentence: Option<(u64, i64)>,
}

/// Writes five parts, separated by dots: the number of returned happenings, the time in milliseconds, the id, the page
/// token, and the marks.
impl fmt::Display for MeetingCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |text: &Option<String>| {
            utf8_percent_encode(text.as_deref().unwrap_or_default(), ENCODED).to_string().replace('.', "%2E")
        };
        let time = self.time.map(|time| time.millis().to_string()).unwrap_or_default();
        write!(f, "{}.{time}.{}.{}.", self.done, text(&self.last_id), text(&self.page_token))?;
        self.unasked.iter().enumerate().try_for_each(|(index, mark)| {
            let comma = if index > 0 { "," } else { "" };
            write!(f, "{comma}{:x}", mark.hash)?;
            mark.sentence.map_or(Ok(()), |(id, end)| write!(f, "~{id:x}~{end}"))
        })
    }
}

impl FromStr for MeetingCursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let invalid = || InvalidCursor::new();
        let parts: Vec<&str> = text.split('.').collect();
        let &[done, time, last_id, page_token, unasked] = parts.as_slice() else { return Err(invalid()) };
        let decoded = |text: &str| -> Result<Option<String>, InvalidCursor> {
            let text = percent_decode_str(text).decode_utf8().map_err(|_| invalid())?;
            Ok(Some(text.into_owned()).filter(|text| !text.is_empty()))
        };
        let time = match time {
            "" => None,
            time => Some(UnixMillis::from(time.parse::<i64>().map_err(|_| invalid())?)),
        };
        let done = done.parse().map_err(|_| invalid())?;
        let marks = unasked.split(',').filter(|mark| !mark.is_empty()).map(str::parse);
        let unasked = marks.collect::<Result<_, _>>()?;
        Ok(Self { page_token: decoded(page_token)?, done, time, last_id: decoded(last_id)?, unasked })
    }
}

impl FromStr for Mark {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let hash = |text| u64::from_str_radix(text, 16).map_err(|_| InvalidCursor::new());
        match *text.split('~').collect::<Vec<_>>().as_slice() {
            [mark] => Ok(Self { hash: hash(mark)?, sentence: None }),
            [mark, id, end] => {
                let end = end.parse().map_err(|_| InvalidCursor::new())?;
                Ok(Self { hash: hash(mark)?, sentence: Some((hash(id)?, end)) })
            }
            _ => Err(InvalidCursor::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_it_was_written() {
        let full = MeetingCursor {
            page_token: Some("a.b/c d=".to_owned()),
            done: 7,
            time: Some(UnixMillis::from(1_790_000_001_000)),
            last_id: Some("1.2".to_owned()),
            unasked: vec![
                Mark { hash: 1, sentence: None },
                Mark { hash: u64::MAX, sentence: Some((2, 1_790_000_001_000)) },
            ],
        };
        assert_eq!(full.to_string(), "7.1790000001000.1%2E2.a%2Eb%2Fc%20d%3D.1,ffffffffffffffff~2~1790000001000");
        for cursor in [full, MeetingCursor::default()] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for text in ["", "1", "x....", "1.x...", "1.....", "1..%ff..", "1....x"] {
            assert!(text.parse::<MeetingCursor>().is_err(), "{text}");
        }
    }
}
