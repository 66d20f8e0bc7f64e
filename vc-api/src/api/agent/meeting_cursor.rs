//! Cursor of a meeting: a position in the stream of its happenings, as text.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{percent_decode_str, utf8_percent_encode};

use crate::runtime::call::paging::InvalidCursor;
use crate::runtime::send::request::ENCODED;
use crate::runtime::wire::unix_time::UnixMillis;

/// Position in the stream of a meeting's happenings, from [`Follower::cursor`](crate::Follower::cursor). A program can
/// continue at the position later, also in another process.
///
/// `Display` and `FromStr` convert a cursor to text and back. A cursor contains nothing that people said.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct MeetingCursor {
    /// Token of the page that contains the position.
    pub(crate) page_token: Option<String>,
    /// Number of happenings on this page that the stream has already returned. `page_token` identifies the page.
    pub(crate) done: usize,
    /// Time of the latest returned happening. If the page token has expired, the follower requests the happenings since this
    /// time.
    pub(crate) time: Option<UnixMillis>,
    /// Id of the last returned happening.
    pub(crate) last_id: Option<String>,
    /// [`Mark`] of each happening that the platform pushed, but the follower has not fetched yet.
    pub(crate) unfetched: Vec<Mark>,
}

/// Mark of a happening, with which another process recognises the happening. A mark contains nothing that people said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Mark {
    pub(crate) hash: u64,
    /// Hash of the sentence id, and end time of the sentence in milliseconds. `None` for happenings other than sentences.
    pub(crate) sentence: Option<(u64, i64)>,
}

/// Writes five parts, separated by dots: the fields `done`, `time` (in milliseconds), `last_id`, `page_token` and
/// `unfetched`.
impl fmt::Display for MeetingCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |text: &Option<String>| {
            utf8_percent_encode(text.as_deref().unwrap_or_default(), ENCODED).to_string().replace('.', "%2E")
        };
        let time = self.time.map(|time| time.millis().to_string()).unwrap_or_default();
        write!(f, "{}.{time}.{}.{}.", self.done, text(&self.last_id), text(&self.page_token))?;
        self.unfetched.iter().enumerate().try_for_each(|(index, mark)| {
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
        let &[done, time, last_id, page_token, unfetched] = parts.as_slice() else { return Err(invalid()) };
        let decoded = |text: &str| -> Result<Option<String>, InvalidCursor> {
            let text = percent_decode_str(text).decode_utf8().map_err(|_| invalid())?;
            Ok(Some(text.into_owned()).filter(|text| !text.is_empty()))
        };
        let time = match time {
            "" => None,
            time => Some(UnixMillis::from(time.parse::<i64>().map_err(|_| invalid())?)),
        };
        let done = done.parse().map_err(|_| invalid())?;
        let marks = unfetched.split(',').filter(|mark| !mark.is_empty()).map(str::parse);
        let unfetched = marks.collect::<Result<_, _>>()?;
        Ok(Self { page_token: decoded(page_token)?, done, time, last_id: decoded(last_id)?, unfetched })
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
            unfetched: vec![
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
