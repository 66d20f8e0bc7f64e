//! Messages of a long connection, in Protocol Buffers version 2.

use std::fmt;

use bytes::Bytes;
use prost::{DecodeError, Message};

use crate::runtime::util::one_line::OneLine;

/// Content of one WebSocket message. The acknowledgement of a frame is the same frame with another payload and one more
/// header. The type has no `Debug`, because events contain private data.
#[derive(PartialEq, Message)]
#[prost(skip_debug)]
#[cfg_attr(test, derive(Clone, Debug))]
pub(crate) struct Frame {
    #[prost(uint64, required, tag = "1")]
    pub(crate) seq_id: u64,
    #[prost(uint64, required, tag = "2")]
    pub(crate) log_id: u64,
    #[prost(int32, required, tag = "3")]
    pub(crate) service: i32,
    #[prost(int32, required, tag = "4")]
    pub(crate) method: i32,
    #[prost(message, repeated, tag = "5")]
    pub(crate) headers: Vec<Header>,
    #[prost(string, optional, tag = "6")]
    pub(crate) payload_encoding: Option<String>,
    #[prost(string, optional, tag = "7")]
    pub(crate) payload_type: Option<String>,
    /// Slice of the received bytes, not a copy.
    #[prost(bytes = "bytes", optional, tag = "8")]
    pub(crate) payload: Option<Bytes>,
    #[prost(string, optional, tag = "9")]
    pub(crate) log_id_new: Option<String>,
}

#[derive(PartialEq, Message)]
#[prost(skip_debug)]
#[cfg_attr(test, derive(Clone, Debug))]
pub(crate) struct Header {
    #[prost(string, required, tag = "1")]
    pub(crate) key: String,
    #[prost(string, required, tag = "2")]
    pub(crate) value: String,
}

/// Values of [`Frame::method`].
pub(crate) const CONTROL: i32 = 0;
pub(crate) const DATA: i32 = 1;

/// Maximum number of headers of a frame. The limit is needed, because a header of two bytes on the wire takes much more
/// memory.
const MOST_HEADERS: usize = 256;

impl Frame {
    /// Reads a frame. The payload shares the memory of `bytes`. The other fields take at most as much memory as `bytes`, and
    /// a little more for each header.
    pub(crate) fn read(bytes: Bytes) -> Result<Self, FrameError> {
        Outline::decode(&*bytes).map_err(FrameError::Malformed)?.check()?;
        Self::decode(bytes).map_err(FrameError::Malformed)
    }

    /// Returns the value of a header. If several headers have this key, returns the value of the first header.
    pub(crate) fn header(&self, key: &str) -> Option<&str> {
        self.headers.iter().find(|header| header.key == key).map(|header| &*header.value)
    }

    /// Returns the size of the frame in memory without the payload, in bytes. The capacity of each text counts, not the
    /// length: a text field that occurs several times keeps the capacity of the longest value.
    pub(crate) fn held(&self) -> usize {
        let texts = [&self.payload_encoding, &self.payload_type, &self.log_id_new].into_iter().flatten();
        let headers = self.headers.iter().flat_map(|header| [&header.key, &header.value]);
        let text = texts.chain(headers).map(String::capacity).sum::<usize>();
        size_of::<Self>() + self.headers.capacity() * size_of::<Header>() + text
    }

    pub(crate) fn add_header(&mut self, key: &str, value: impl Into<String>) {
        self.headers.push(Header { key: key.to_owned(), value: value.into() });
    }
}

/// Fields of a [`Frame`] that are checked before the frame is read. `prost` would read a missing required field as 0, and
/// would accept any number of headers. In this type, a header takes no memory.
#[derive(Message)]
#[prost(skip_debug)]
struct Outline {
    #[prost(uint64, optional, tag = "1")]
    seq_id: Option<u64>,
    #[prost(uint64, optional, tag = "2")]
    log_id: Option<u64>,
    #[prost(int32, optional, tag = "3")]
    service: Option<i32>,
    #[prost(int32, optional, tag = "4")]
    method: Option<i32>,
    #[prost(message, repeated, tag = "5")]
    headers: Vec<()>,
}

impl Outline {
    fn check(&self) -> Result<(), FrameError> {
        if self.headers.len() > MOST_HEADERS {
            return Err(FrameError::TooManyHeaders);
        }
        let required = [
            ("SeqID", self.seq_id.is_some()),
            ("LogID", self.log_id.is_some()),
            ("service", self.service.is_some()),
            ("method", self.method.is_some()),
        ];
        match required.into_iter().find(|(_, there)| !there) {
            Some((name, _)) => Err(FrameError::Missing(name)),
            None => Ok(()),
        }
    }
}

/// Error for bytes that are not a frame.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum FrameError {
    Malformed(DecodeError),
    TooManyHeaders,
    Missing(&'static str),
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => OneLine(error).fmt(f),
            Self::TooManyHeaders => write!(f, "the frame has more than {MOST_HEADERS} headers"),
            Self::Missing(name) => write!(f, "its field {name} is missing"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;

    /// Bytes of a frame with only the required fields, each 0.
    const REQUIRED_ONLY: [u8; 8] = [8, 0, 16, 0, 24, 0, 32, 0];

    fn read(bytes: &[u8]) -> Result<Frame, FrameError> {
        Frame::read(Bytes::copy_from_slice(bytes))
    }

    /// Reads one frame. Its bytes are [`REQUIRED_ONLY`] and then `more`.
    fn with(more: &[u8]) -> Result<Frame, FrameError> {
        read(&[&REQUIRED_ONLY[..], more].concat())
    }

    /// Compares encoded frames with the output of Google's Protocol Buffers library for Python.
    #[test]
    fn is_read_and_written_as_by_other_libraries() {
        let header = |(key, value): (&str, &str)| Header { key: key.to_owned(), value: value.to_owned() };
        let headers = [("type", "event"), ("sum", "1"), ("seq", ""), ("sum", "2"), ("名", "é")];
        let full = Frame {
            seq_id: 300,
            log_id: u64::MAX,
            service: 33_554_678,
            method: DATA,
            headers: headers.map(header).into(),
            payload_encoding: Some(String::new()),
            payload_type: Some("json".to_owned()),
            payload: Some(Bytes::from_static(b"{}\xff\0")),
            log_id_new: Some("log-1".to_owned()),
        };
        let full_bytes: [&[u8]; 13] = [
            b"\x08\xac\x02",
            b"\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
            b"\x18\xf6\x81\x80\x10",
            b"\x20\x01",
            b"\x2a\x0d\x0a\x04type\x12\x05event",
            b"\x2a\x08\x0a\x03sum\x12\x011",
            b"\x2a\x07\x0a\x03seq\x12\x00",
            b"\x2a\x08\x0a\x03sum\x12\x012",
            b"\x2a\x09\x0a\x03\xe5\x90\x8d\x12\x02\xc3\xa9",
            b"\x32\x00",
            b"\x3a\x04json",
            b"\x42\x04{}\xff\x00",
            b"\x4a\x05log-1",
        ];
        let negative = Frame { service: i32::MIN, method: -1, ..Frame::default() };
        let negative_bytes: [&[u8]; 3] = [
            b"\x08\x00\x10\x00",
            b"\x18\x80\x80\x80\x80\xf8\xff\xff\xff\xff\x01",
            b"\x20\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
        ];
        for (frame, bytes) in [
            (full, full_bytes.concat()),
            (negative, negative_bytes.concat()),
            (Frame::default(), REQUIRED_ONLY.to_vec()),
        ] {
            assert_eq!(frame.encode_to_vec(), bytes);
            assert_eq!(read(&bytes), Ok(frame));
        }
    }

    #[test]
    fn a_header_is_the_first_of_its_name() {
        let mut frame = Frame::default();
        frame.add_header("sum", "1");
        frame.add_header("sum", "2");
        assert_eq!((frame.header("sum"), frame.header("Sum")), (Some("1"), None));
    }

    /// Protocol Buffers allow these variations of a frame.
    #[test]
    fn allowed_variations_are_read() {
        let text = |text: &str| Some(text.to_owned());
        // Unknown fields of each wire type: two numbers, bytes, a group in a group, a value of eight bytes, and a value of
        // four bytes.
        let unknown = b"\x50\x01\x80\x01\x01\x5a\x02ab\x63\x6b\x08\x09\x6c\x64\x71\0\0\0\0\0\0\0\0\x7d\0\0\0\0";
        assert_eq!(with(unknown), Ok(Frame::default()));
        assert_eq!(with(&[[0x53; 100], [0x54; 100]].concat()), Ok(Frame::default()));
        // If a field is repeated, the last value counts. If the number in `service` needs more than 32 bits, only the lower
        // 32 bits count.
        assert_eq!(
            with(b"\x08\x05\x32\x01a\x32\x01b").map(|frame| (frame.seq_id, frame.payload_encoding)),
            Ok((5, text("b")))
        );
        assert_eq!(with(b"\x18\x81\x80\x80\x80\x10").map(|frame| frame.service), Ok(1));
        // A header may be empty, and the fields may have any order.
        assert_eq!(with(b"\x2a\x00").map(|frame| frame.headers), Ok(vec![Header::default()]));
        assert_eq!(read(b"\x4a\x01a\x20\x01\x18\x00\x10\x00\x08\x00").map(|frame| frame.log_id_new), Ok(text("a")));
    }

    #[test]
    fn other_bytes_are_refused() {
        let varint = [0xff; 9];
        let malformed: [&[u8]; 13] = [
            // Frames that end too early.
            &[8],
            &[0x42, 5, 1],
            // Lengths that are too large: 2^64 - 1 and 2^63.
            &[&[0x42], &varint[..], &[1]].concat(),
            &[0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1],
            // A number of more than 64 bits.
            &[&[8], &varint[..], &[2]].concat(),
            &[&[8], &varint[..], &[0x81, 0]].concat(),
            // The invalid field number 0, and invalid wire types.
            &[0, 0],
            &[9, 0, 0, 0, 0, 0, 0, 0, 0],
            &[0x56],
            &[0x54],
            // Invalid UTF-8.
            &[0x32, 1, 0xff],
            &[0x2a, 3, 0x0a, 1, 0xff],
            // Groups that are nested too deep.
            &[[0x53; 101], [0x54; 101]].concat(),
        ];
        for bytes in malformed {
            assert!(matches!(with(bytes), Err(FrameError::Malformed(_))), "{bytes:?}");
        }
        for (field, name) in ["SeqID", "LogID", "service", "method"].into_iter().enumerate() {
            let without = [&REQUIRED_ONLY[..2 * field], &REQUIRED_ONLY[2 * field + 2..]].concat();
            assert_eq!(read(&without), Err(FrameError::Missing(name)));
        }
        assert_eq!(with(&[0x2a, 0].repeat(256)).map(|frame| frame.headers.len()), Ok(256));
        assert_eq!(with(&[0x2a, 0].repeat(257)), Err(FrameError::TooManyHeaders));
        assert_eq!(read(&[0x2a, 0].repeat(2 << 20)), Err(FrameError::TooManyHeaders));
    }

    #[test]
    fn all_memory_is_counted() {
        let text = |tag: u8, length: usize| {
            let mut field = vec![tag];
            prost::encode_length_delimiter(length, &mut field).unwrap();
            field.resize(field.len() + length, b'a');
            field
        };
        let header = |fields: &[u8]| {
            let mut field = vec![0x2a];
            prost::encode_length_delimiter(fields.len(), &mut field).unwrap();
            [&*field, fields].concat()
        };
        let held = |more: &[u8]| with(more).unwrap().held();
        let least = held(b"");
        for large in [
            text(0x32, 10_000),
            text(0x3a, 10_000),
            text(0x4a, 10_000),
            [text(0x32, 10_000), text(0x32, 1)].concat(),
            header(&text(0x0a, 10_000)),
            header(&text(0x12, 10_000)),
            header(&[text(0x12, 10_000), text(0x12, 1)].concat()),
            header(b"").repeat(250),
        ] {
            assert!(held(&large) >= least + 10_000, "{}", held(&large));
        }
        assert_eq!(held(&text(0x42, 10_000)), least, "the size does not include the payload");
    }

    #[test]
    fn the_payload_is_not_copied() {
        let bytes = Bytes::from([&REQUIRED_ONLY[..], b"\x42\x05event"].concat());
        let payload = Frame::read(bytes.clone()).map(|frame| frame.payload.unwrap()).unwrap();
        assert_eq!((&*payload, payload.as_ptr()), (&b"event"[..], bytes[10..].as_ptr()));
    }

    fn frame() -> impl Strategy<Value = Frame> {
        let header = (any::<String>(), any::<String>()).prop_map(|(key, value)| Header { key, value });
        let integers = (any::<u64>(), any::<u64>(), any::<i32>(), any::<i32>());
        let text = || option::of(any::<String>());
        let payload = option::of(vec(any::<u8>(), 0..300).prop_map(Bytes::from));
        let rest = (vec(header, 0..5), text(), text(), payload, text());
        (integers, rest).prop_map(|(integers, rest)| {
            let (seq_id, log_id, service, method) = integers;
            let (headers, payload_encoding, payload_type, payload, log_id_new) = rest;
            Frame { seq_id, log_id, service, method, headers, payload_encoding, payload_type, payload, log_id_new }
        })
    }

    /// Checks `Frame::read` with any bytes. The total length of the headers and the payload must not exceed the length of
    /// `bytes`. The frame must stay the same when it is written and read again. Bytes that are malformed for [`Outline`]
    /// must also be malformed for [`Frame`].
    fn check_any(bytes: &[u8]) -> Result<(), TestCaseError> {
        match read(bytes) {
            Ok(frame) => {
                let again = read(&frame.encode_to_vec());
                prop_assert_eq!(again.as_ref(), Ok(&frame));
                let headers = frame.headers.iter().map(|header| header.key.len() + header.value.len());
                prop_assert!(headers.sum::<usize>() + frame.payload.map_or(0, |payload| payload.len()) <= bytes.len());
            }
            Err(FrameError::Malformed(_)) => prop_assert!(Frame::decode(bytes).is_err()),
            Err(FrameError::Missing(_) | FrameError::TooManyHeaders) => {}
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn is_read_as_it_was_written(frame in frame()) {
            prop_assert_eq!(read(&frame.encode_to_vec()), Ok(frame));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
            check_any(&bytes)?;
            check_any(&[&REQUIRED_ONLY[..], &bytes].concat())?;
        }

        #[test]
        fn damaged_frames_are_read_or_refused(frame in frame(), at in any::<prop::sample::Index>(), bit in 0..8_u8) {
            let mut bytes = frame.encode_to_vec();
            let at = at.index(bytes.len());
            check_any(&bytes[..at])?;
            bytes[at] ^= 1 << bit;
            check_any(&bytes)?;
        }
    }
}
