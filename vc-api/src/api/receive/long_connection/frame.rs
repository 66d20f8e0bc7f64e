//! What travels on a long connection: two messages of Protocol Buffers, version 2.

use std::fmt;

/// One WebSocket message. What is optional is sent back as it came. It is not printed: events hold what is private.
#[derive(Clone, PartialEq, Default)]
#[cfg_attr(test, derive(Debug))]
pub(super) struct Frame {
    pub(super) seq_id: u64,
    pub(super) log_id: u64,
    pub(super) service: i32,
    pub(super) method: i32,
    pub(super) headers: Vec<Header>,
    pub(super) payload_encoding: Option<String>,
    pub(super) payload_type: Option<String>,
    pub(super) payload: Option<Vec<u8>>,
    pub(super) log_id_new: Option<String>,
}

#[derive(Clone, PartialEq, Default)]
#[cfg_attr(test, derive(Debug))]
pub(super) struct Header {
    pub(super) key: String,
    pub(super) value: String,
}

/// The values of [`Frame::method`].
pub(super) const CONTROL: i32 = 0;
pub(super) const DATA: i32 = 1;

/// How many headers a frame may have: each takes more memory than the two bytes that it needs on the wire.
const MOST_HEADERS: usize = 256;
/// How deep the groups of an unknown field may be nested.
const DEEPEST: usize = 100;

/// The types of a value on the wire.
const VARINT: u32 = 0;
const EIGHT_BYTES: u32 = 1;
const BYTES: u32 = 2;
const GROUP: u32 = 3;
const GROUP_END: u32 = 4;
const FOUR_BYTES: u32 = 5;

impl Frame {
    /// Reads a frame. It takes no more memory than the bytes do, and a little for each header.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        let mut frame = Self::default();
        let mut required = [("SeqID", false), ("LogID", false), ("service", false), ("method", false)];
        let mut reader = Reader(bytes);
        while let Some((field, wire)) = reader.key()? {
            match field {
                1 => frame.seq_id = reader.integer(field, wire)?,
                2 => frame.log_id = reader.integer(field, wire)?,
                3 => frame.service = int32(reader.integer(field, wire)?),
                4 => frame.method = int32(reader.integer(field, wire)?),
                5 if frame.headers.len() == MOST_HEADERS => return Err(FrameError::TooManyHeaders),
                5 => frame.headers.push(Header::decode(reader.bytes(field, wire)?)?),
                6 => frame.payload_encoding = Some(reader.text(field, wire)?),
                7 => frame.payload_type = Some(reader.text(field, wire)?),
                8 => frame.payload = Some(reader.bytes(field, wire)?.to_vec()),
                9 => frame.log_id_new = Some(reader.text(field, wire)?),
                _ => reader.skip(field, wire)?,
            }
            let seen = usize::try_from(field - 1).ok().and_then(|index| required.get_mut(index));
            if let Some((_, seen)) = seen {
                *seen = true;
            }
        }
        match required.into_iter().find(|(_, seen)| !seen) {
            Some((name, _)) => Err(FrameError::Missing(name)),
            None => Ok(frame),
        }
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let mut writer = Writer(Vec::new());
        writer.integer(1, self.seq_id);
        writer.integer(2, self.log_id);
        writer.integer(3, sign_extended(self.service));
        writer.integer(4, sign_extended(self.method));
        for header in &self.headers {
            let mut inner = Writer(Vec::new());
            inner.bytes(1, header.key.as_bytes());
            inner.bytes(2, header.value.as_bytes());
            writer.bytes(5, &inner.0);
        }
        let optional = [
            (6, self.payload_encoding.as_deref().map(str::as_bytes)),
            (7, self.payload_type.as_deref().map(str::as_bytes)),
            (8, self.payload.as_deref()),
            (9, self.log_id_new.as_deref().map(str::as_bytes)),
        ];
        for (field, bytes) in optional {
            if let Some(bytes) = bytes {
                writer.bytes(field, bytes);
            }
        }
        writer.0
    }

    /// The value of a header; the first, if there are several.
    pub(super) fn header(&self, key: &str) -> Option<&str> {
        self.headers.iter().find(|header| header.key == key).map(|header| &*header.value)
    }

    pub(super) fn add_header(&mut self, key: &str, value: impl Into<String>) {
        self.headers.push(Header { key: key.to_owned(), value: value.into() });
    }
}

impl Header {
    fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        let mut header = Self::default();
        let mut reader = Reader(bytes);
        while let Some((field, wire)) = reader.key()? {
            match field {
                1 => header.key = reader.text(field, wire)?,
                2 => header.value = reader.text(field, wire)?,
                _ => reader.skip(field, wire)?,
            }
        }
        Ok(header)
    }
}

/// The bytes that are not yet read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// The number and the wire type of the next field; `None` at the end.
    fn key(&mut self) -> Result<Option<(u32, u32)>, FrameError> {
        if self.0.is_empty() {
            return Ok(None);
        }
        match u32::try_from(self.varint()?) {
            Ok(key) if key >> 3 > 0 => Ok(Some((key >> 3, key & 7))),
            _ => Err(FrameError::FieldNumber),
        }
    }

    fn varint(&mut self) -> Result<u64, FrameError> {
        let mut value = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let (byte, rest) = self.0.split_first().ok_or(FrameError::CutOff)?;
            self.0 = rest;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return Err(FrameError::Varint);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(FrameError::Varint)
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], FrameError> {
        let length = usize::try_from(length).map_err(|_| FrameError::CutOff)?;
        let (taken, rest) = self.0.split_at_checked(length).ok_or(FrameError::CutOff)?;
        self.0 = rest;
        Ok(taken)
    }

    fn integer(&mut self, field: u32, wire: u32) -> Result<u64, FrameError> {
        expect(VARINT, field, wire)?;
        self.varint()
    }

    fn bytes(&mut self, field: u32, wire: u32) -> Result<&'a [u8], FrameError> {
        expect(BYTES, field, wire)?;
        let length = self.varint()?;
        self.take(length)
    }

    fn text(&mut self, field: u32, wire: u32) -> Result<String, FrameError> {
        let bytes = self.bytes(field, wire)?;
        std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| FrameError::Text { field })
    }

    /// Passes over the value of a field.
    fn skip(&mut self, field: u32, wire: u32) -> Result<(), FrameError> {
        let mut open = Vec::new();
        let mut next = (field, wire);
        loop {
            match next {
                (_, VARINT) => drop(self.varint()?),
                (_, EIGHT_BYTES) => drop(self.take(8)?),
                (field, BYTES) => drop(self.bytes(field, BYTES)?),
                (_, FOUR_BYTES) => drop(self.take(4)?),
                (_, GROUP) if open.len() == DEEPEST => return Err(FrameError::TooDeep),
                (field, GROUP) => open.push(field),
                (field, GROUP_END) if open.last() == Some(&field) => drop(open.pop()),
                (field, wire) => return Err(FrameError::WireType { field, wire }),
            }
            if open.is_empty() {
                return Ok(());
            }
            next = self.key()?.ok_or(FrameError::CutOff)?;
        }
    }
}

fn expect(expected: u32, field: u32, wire: u32) -> Result<(), FrameError> {
    if wire == expected { Ok(()) } else { Err(FrameError::WireType { field, wire }) }
}

/// An `int32` is the lower half of what was sent, by the rules of Protocol Buffers.
#[expect(clippy::cast_possible_truncation, reason = "that is the rule")]
fn int32(value: u64) -> i32 {
    value as i32
}

fn sign_extended(value: i32) -> u64 {
    i64::from(value).cast_unsigned()
}

struct Writer(Vec<u8>);

impl Writer {
    fn varint(&mut self, mut value: u64) {
        loop {
            let [low, ..] = value.to_le_bytes();
            value >>= 7;
            if value == 0 {
                return self.0.push(low & 0x7f);
            }
            self.0.push(low | 0x80);
        }
    }

    fn integer(&mut self, field: u32, value: u64) {
        self.varint(u64::from(field << 3 | VARINT));
        self.varint(value);
    }

    fn bytes(&mut self, field: u32, bytes: &[u8]) {
        self.varint(u64::from(field << 3 | BYTES));
        self.varint(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }
}

/// Why bytes are not a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FrameError {
    CutOff,
    Varint,
    FieldNumber,
    WireType { field: u32, wire: u32 },
    Text { field: u32 },
    TooDeep,
    TooManyHeaders,
    Missing(&'static str),
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CutOff => f.write_str("it ends too early"),
            Self::Varint => f.write_str("a number in it is too long"),
            Self::FieldNumber => f.write_str("it has a field whose number cannot be"),
            Self::WireType { field, wire } => write!(f, "its field {field} has the wire type {wire}"),
            Self::Text { field } => write!(f, "its field {field} is not UTF-8"),
            Self::TooDeep => write!(f, "its groups are nested more than {DEEPEST} deep"),
            Self::TooManyHeaders => write!(f, "it has more than {MOST_HEADERS} headers"),
            Self::Missing(name) => write!(f, "its field {name} is missing"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;
    use prost::Message as _;

    use super::*;

    /// The same messages as the library for Protocol Buffers reads and writes them. That a field is required only means to
    /// it that it always writes it.
    #[derive(Clone, PartialEq, prost::Message)]
    struct ProstHeader {
        #[prost(string, required, tag = "1")]
        key: String,
        #[prost(string, required, tag = "2")]
        value: String,
    }

    #[derive(Clone, PartialEq, prost::Message)]
    struct ProstFrame {
        #[prost(uint64, required, tag = "1")]
        seq_id: u64,
        #[prost(uint64, required, tag = "2")]
        log_id: u64,
        #[prost(int32, required, tag = "3")]
        service: i32,
        #[prost(int32, required, tag = "4")]
        method: i32,
        #[prost(message, repeated, tag = "5")]
        headers: Vec<ProstHeader>,
        #[prost(string, optional, tag = "6")]
        payload_encoding: Option<String>,
        #[prost(string, optional, tag = "7")]
        payload_type: Option<String>,
        #[prost(bytes = "vec", optional, tag = "8")]
        payload: Option<Vec<u8>>,
        #[prost(string, optional, tag = "9")]
        log_id_new: Option<String>,
    }

    fn of(frame: &Frame) -> ProstFrame {
        let header = |header: &Header| ProstHeader { key: header.key.clone(), value: header.value.clone() };
        ProstFrame {
            seq_id: frame.seq_id,
            log_id: frame.log_id,
            service: frame.service,
            method: frame.method,
            headers: frame.headers.iter().map(header).collect(),
            payload_encoding: frame.payload_encoding.clone(),
            payload_type: frame.payload_type.clone(),
            payload: frame.payload.clone(),
            log_id_new: frame.log_id_new.clone(),
        }
    }

    fn frame() -> impl Strategy<Value = Frame> {
        let header = (any::<String>(), any::<String>()).prop_map(|(key, value)| Header { key, value });
        let integers = (any::<u64>(), any::<u64>(), any::<i32>(), any::<i32>());
        let text = || option::of(any::<String>());
        let rest = (vec(header, 0..5), text(), text(), option::of(vec(any::<u8>(), 0..300)), text());
        (integers, rest).prop_map(|(integers, rest)| {
            let (seq_id, log_id, service, method) = integers;
            let (headers, payload_encoding, payload_type, payload, log_id_new) = rest;
            Frame { seq_id, log_id, service, method, headers, payload_encoding, payload_type, payload, log_id_new }
        })
    }

    /// What this reads, the library reads as the same. What only this refuses, it refuses for a reason that the library
    /// does not know.
    fn agree(bytes: &[u8]) -> Result<(), TestCaseError> {
        match (Frame::decode(bytes), ProstFrame::decode(bytes)) {
            (Ok(frame), Ok(theirs)) => prop_assert_eq!(of(&frame), theirs),
            (Ok(_), Err(error)) => return Err(TestCaseError::fail(format!("only the library refuses it: {error}"))),
            (Err(FrameError::Missing(_) | FrameError::TooManyHeaders), _) | (Err(_), Err(_)) => {}
            (Err(error), Ok(_)) => return Err(TestCaseError::fail(format!("only the library reads it: {error}"))),
        }
        Ok(())
    }

    /// Fields of all numbers and wire types, the right ones more often than others.
    fn fields() -> impl Strategy<Value = Vec<u8>> {
        let varint = |value: u64| {
            let mut writer = Writer(Vec::new());
            writer.varint(value);
            writer.0
        };
        let key = move |field: u64, wire: u64| varint(field << 3 | wire);
        let field = prop_oneof![
            8 => (1..5_u64, any::<u64>()).prop_map(move |(field, value)| [key(field, 0), varint(value)].concat()),
            8 => (5..11_u64, vec(any::<u8>(), 0..20)).prop_map(move |(field, bytes)| {
                [key(field, 2), varint(bytes.len() as u64), bytes].concat()
            }),
            1 => (9..20_u64).prop_map(move |field| [key(field, 3), key(1, 0), varint(9), key(field, 4)].concat()),
            1 => (0..20_u64, 0..8_u64, vec(any::<u8>(), 0..10)).prop_map(move |(field, wire, rest)| {
                [key(field, wire), rest].concat()
            }),
        ];
        vec(field, 0..12).prop_map(|fields| fields.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn writes_and_reads_as_the_library_does(frame in frame()) {
            let bytes = frame.encode();
            prop_assert_eq!(&bytes, &of(&frame).encode_to_vec());
            prop_assert!(Frame::decode(&bytes) == Ok(frame));
        }

        #[test]
        fn reads_any_bytes_as_the_library_does(bytes in vec(any::<u8>(), 0..200)) {
            agree(&bytes)?;
        }

        #[test]
        fn reads_any_fields_as_the_library_does(bytes in fields(), end in any::<prop::sample::Index>()) {
            agree(&bytes)?;
            agree(&bytes[..end.index(bytes.len() + 1)])?;
        }

        #[test]
        fn reads_damaged_frames_as_the_library_does(frame in frame(), at in any::<prop::sample::Index>(), bit in 0..8_u8) {
            let mut bytes = frame.encode();
            let at = at.index(bytes.len());
            agree(&bytes[..at])?;
            bytes[at] ^= 1 << bit;
            agree(&bytes)?;
        }
    }

    fn decode(bytes: &[u8]) -> Result<(), String> {
        Frame::decode(bytes).map(drop).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_no_frame_is_told() {
        let least = [8, 0, 16, 0, 24, 0, 32, 0];
        let with = |more: &[u8]| decode(&[&least[..], more].concat());
        assert_eq!(with(&[]), Ok(()));
        let varint = [0xff; 9];
        let cases: [(&[u8], &str); 13] = [
            (&[8], "it ends too early"),
            (&[0x42, 5, 1], "it ends too early"),
            // A length of 2^64 - 1, and one of 2^63.
            (&[&[0x42], &varint[..], &[1]].concat(), "it ends too early"),
            (&[0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1], "it ends too early"),
            (&[&[8], &varint[..], &[2]].concat(), "a number in it is too long"),
            (&[&[8], &varint[..], &[0x81, 0]].concat(), "a number in it is too long"),
            (&[0, 0], "it has a field whose number cannot be"),
            (&[9, 0, 0, 0, 0, 0, 0, 0, 0], "its field 1 has the wire type 1"),
            (&[0x56], "its field 10 has the wire type 6"),
            (&[0x54], "its field 10 has the wire type 4"),
            (&[0x32, 1, 0xff], "its field 6 is not UTF-8"),
            (&[0x2a, 3, 0x0a, 1, 0xff], "its field 1 is not UTF-8"),
            (&[0x53; 101], "its groups are nested more than 100 deep"),
        ];
        for (bytes, reason) in cases {
            assert_eq!(with(bytes), Err(reason.to_owned()), "{bytes:?}");
        }
        for (field, name) in ["SeqID", "LogID", "service", "method"].into_iter().enumerate() {
            let without = [&least[..2 * field], &least[2 * field + 2..]].concat();
            assert_eq!(decode(&without), Err(format!("its field {name} is missing")));
        }
        assert_eq!(with(&[0x2a, 0].repeat(256)), Ok(()));
        assert_eq!(with(&[0x2a, 0].repeat(257)), Err("it has more than 256 headers".to_owned()));
        assert_eq!(with(&[[0x53; 100], [0x54; 100]].concat()), Ok(()));
    }
}
