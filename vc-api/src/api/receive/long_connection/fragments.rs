//! Reassembly of messages that arrive in several frames.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use super::frame::Frame;

/// Maximum time to wait for the parts of a message.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// Maximum number of parts of a message.
const MOST_PARTS: u32 = 1024;
/// Maximum size of a message, in bytes.
pub(super) const LARGEST: usize = 16 << 20;
/// Maximum number of incomplete messages.
const MOST_WAITING: usize = 1024;
/// Maximum memory of all incomplete messages, in bytes.
const MOST_BYTES: usize = 64 << 20;
/// Memory that a part uses in addition to its bytes: space in a node of the map, and the overhead of the allocator.
const PART: usize = 128;
/// Memory of a message in addition to its parts: the first map node, and a slot in a hash table that may be half empty.
const MESSAGE: usize = 512;

/// Incomplete messages.
#[derive(Default)]
pub(super) struct Parts {
    waiting: HashMap<String, Waiting>,
    bytes: usize,
}

struct Waiting {
    since: Instant,
    sum: u32,
    /// Copies of the payloads. Without a copy, a payload would keep its whole WebSocket message in memory, and
    /// [`MOST_BYTES`] would not limit this memory.
    parts: BTreeMap<u32, Vec<u8>>,
    /// Size of all parts, in bytes.
    length: usize,
    /// Memory that the message takes, in bytes.
    bytes: usize,
}

impl Parts {
    /// Adds the payload of a frame to its message. Returns the whole message if the payload is the last missing part.
    ///
    /// A repeated part counts once. If this method returns an error, the message is dropped. The platform then gets no
    /// response, and sends the message again.
    pub(super) fn add(&mut self, frame: &mut Frame, now: Instant) -> Result<Option<Bytes>, PartError> {
        let (sum, seq) = (number(frame, "sum")?.unwrap_or(1).max(1), number(frame, "seq")?.unwrap_or(0));
        let payload = frame.payload.take().unwrap_or_default();
        if seq >= sum {
            return Err(PartError::Outside { seq, sum });
        }
        if sum == 1 {
            // Without a copy, the event would keep the whole WebSocket message in memory, but only the length of the payload
            // would count toward the memory limit.
            return Ok(Some(Bytes::copy_from_slice(&payload)));
        }
        let id = frame.header("message_id").filter(|id| !id.is_empty()).ok_or(PartError::NoId)?;
        let mut message = match self.remove(id) {
            Some(message) => message,
            None if sum > MOST_PARTS => return Err(PartError::TooManyParts { sum }),
            None if self.waiting.len() == MOST_WAITING => return Err(PartError::TooMuch),
            None => Waiting { since: now, sum, parts: BTreeMap::new(), length: 0, bytes: id.len() + MESSAGE },
        };
        message.add(sum, seq, &payload)?;
        if self.bytes + message.bytes > MOST_BYTES {
            return Err(PartError::TooMuch);
        }
        if message.is_whole() {
            return Ok(Some(message.parts.into_values().collect::<Vec<_>>().concat().into()));
        }
        self.bytes += message.bytes;
        self.waiting.insert(id.to_owned(), message);
        Ok(None)
    }

    /// Drops the messages that waited too long for their parts. Returns the number of dropped messages.
    pub(super) fn forget_old(&mut self, now: Instant) -> usize {
        let old = |message: &Waiting| now.saturating_duration_since(message.since) >= PATIENCE;
        let forgotten = self.waiting.extract_if(|_, message| old(message));
        let forgotten: Vec<usize> = forgotten.map(|(_, message)| message.bytes).collect();
        self.bytes -= forgotten.iter().sum::<usize>();
        forgotten.len()
    }

    fn remove(&mut self, id: &str) -> Option<Waiting> {
        let message = self.waiting.remove(id)?;
        self.bytes -= message.bytes;
        Some(message)
    }
}

impl Waiting {
    fn add(&mut self, sum: u32, seq: u32, payload: &[u8]) -> Result<(), PartError> {
        if sum != self.sum {
            return Err(PartError::OtherSum { sum, before: self.sum });
        }
        match self.parts.get(&seq) {
            Some(known) if *known == payload => return Ok(()),
            Some(_) => return Err(PartError::Changed { seq }),
            None => {}
        }
        self.length += payload.len();
        self.bytes += payload.len() + PART;
        if self.length > LARGEST {
            return Err(PartError::TooLarge);
        }
        self.parts.insert(seq, payload.to_vec());
        Ok(())
    }

    fn is_whole(&self) -> bool {
        u32::try_from(self.parts.len()) == Ok(self.sum)
    }
}

/// Returns the number in a header; `None` if the header is missing.
fn number(frame: &Frame, header: &'static str) -> Result<Option<u32>, PartError> {
    frame.header(header).map(|text| text.parse().map_err(|_| PartError::NotANumber(header))).transpose()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartError {
    NotANumber(&'static str),
    NoId,
    Outside { seq: u32, sum: u32 },
    OtherSum { sum: u32, before: u32 },
    Changed { seq: u32 },
    TooManyParts { sum: u32 },
    TooLarge,
    TooMuch,
}

impl fmt::Display for PartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber(header) => write!(f, "the header {header} of the frame is not a valid number"),
            Self::NoId => f.write_str("the frame is a part of a message, but has no message_id"),
            Self::Outside { seq, sum } => {
                write!(
                    f,
                    "the part number {seq} is too large: the message has {sum} parts, and the first part has number 0"
                )
            }
            Self::OtherSum { sum, before } => {
                write!(f, "the part says that the message has {sum} parts, but an earlier part said {before}")
            }
            Self::Changed { seq } => {
                write!(f, "an earlier frame has part {seq} of the same message, but with other content")
            }
            Self::TooManyParts { sum } => write!(f, "the message has {sum} parts; at most {MOST_PARTS} are allowed"),
            Self::TooLarge => write!(f, "the message has more than {LARGEST} bytes"),
            Self::TooMuch => f.write_str("too many messages wait for their parts"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn part(id: &str, sum: &str, seq: &str, payload: &[u8]) -> Frame {
        let mut frame = Frame { payload: Some(Bytes::copy_from_slice(payload)), ..Frame::default() };
        for (key, value) in [("message_id", id), ("sum", sum), ("seq", seq)] {
            frame.add_header(key, value);
        }
        frame
    }

    impl Parts {
        fn put(&mut self, id: &str, sum: u32, seq: u32, payload: &[u8]) -> Result<Option<Bytes>, PartError> {
            let result = self.add(&mut part(id, &sum.to_string(), &seq.to_string(), payload), Instant::now());
            self.check();
            result
        }

        /// Checks that the counted sizes match the actual content, and do not exceed the limits.
        fn check(&self) {
            let bytes = |(id, message): (&String, &Waiting)| {
                let length = message.parts.values().map(Vec::len).sum::<usize>();
                assert_eq!(message.length, length);
                assert_eq!(message.bytes, id.len() + MESSAGE + length + PART * message.parts.len());
                message.bytes
            };
            assert_eq!(self.bytes, self.waiting.iter().map(bytes).sum::<usize>());
            assert!(self.bytes <= MOST_BYTES && self.waiting.len() <= MOST_WAITING);
            assert!(self.waiting.values().all(|message| message.length <= LARGEST));
        }
    }

    fn whole(text: &'static str) -> Result<Option<Bytes>, PartError> {
        Ok(Some(text.into()))
    }

    #[test]
    fn a_single_part_is_whole() {
        let mut parts = Parts::default();
        let mut plain = Frame { payload: Some("a".into()), ..Frame::default() };
        assert_eq!(parts.add(&mut plain, Instant::now()), whole("a"));
        assert_eq!(parts.put("", 1, 0, b"a"), whole("a"));
        assert_eq!(parts.put("m", 0, 0, b"a"), whole("a"));
        assert_eq!(parts.add(&mut Frame::default(), Instant::now()), whole(""));
        assert!(parts.waiting.is_empty());
    }

    #[test]
    fn invalid_parts_are_errors() {
        let mut parts = Parts::default();
        for (sum, seq, header) in [("x", "0", "sum"), ("2", "-1", "seq"), ("4294967296", "0", "sum"), ("", "0", "sum")]
        {
            let error = parts.add(&mut part("m", sum, seq, b""), Instant::now());
            assert_eq!(error, Err(PartError::NotANumber(header)));
        }
        assert_eq!(parts.put("m", 1, 1, b"a"), Err(PartError::Outside { seq: 1, sum: 1 }));
        assert_eq!(parts.put("m", 2, u32::MAX, b"a"), Err(PartError::Outside { seq: u32::MAX, sum: 2 }));
        assert_eq!(parts.put("", 2, 0, b"a"), Err(PartError::NoId));
        assert_eq!(parts.put("m", u32::MAX, 0, b"a"), Err(PartError::TooManyParts { sum: u32::MAX }));
        assert_eq!(parts.put("m", 1025, 0, b"a"), Err(PartError::TooManyParts { sum: 1025 }));
        assert!(parts.waiting.is_empty());
    }

    #[test]
    fn after_a_contradiction_nothing_is_left() {
        let mut parts = Parts::default();
        assert_eq!(parts.put("m", 3, 0, b"a"), Ok(None));
        assert_eq!(parts.put("m", 3, 0, b"a"), Ok(None));
        assert_eq!(parts.put("m", 3, 0, b"b"), Err(PartError::Changed { seq: 0 }));
        assert!(parts.waiting.is_empty());
        assert_eq!(parts.put("m", 3, 0, b"a"), Ok(None));
        assert_eq!(parts.put("m", 2, 1, b"b"), Err(PartError::OtherSum { sum: 2, before: 3 }));
        assert!(parts.waiting.is_empty());
        assert_eq!(parts.put("m", 2, 1, b"b"), Ok(None));
        assert_eq!(parts.put("m", 2, 0, b"a"), whole("ab"));
    }

    #[tokio::test(start_paused = true)]
    async fn is_forgotten_after_a_while() {
        let mut parts = Parts::default();
        assert_eq!(parts.put("old", 2, 0, b"a"), Ok(None));
        tokio::time::advance(PATIENCE / 2).await;
        assert_eq!(parts.put("new", 2, 0, b"a"), Ok(None));
        tokio::time::advance(PATIENCE / 2 - Duration::from_millis(1)).await;
        assert_eq!(parts.forget_old(Instant::now()), 0);
        tokio::time::advance(Duration::from_millis(1)).await;
        assert_eq!(parts.forget_old(Instant::now()), 1);
        parts.check();
        assert_eq!(parts.put("new", 2, 1, b"b"), whole("ab"));
        assert_eq!(parts.put("old", 2, 1, b"b"), Ok(None));
    }

    #[test]
    fn keeps_no_more_than_it_may() {
        let mut parts = Parts::default();
        let large = vec![0; LARGEST / 2];
        assert_eq!(parts.put("m", 3, 0, &large), Ok(None));
        assert_eq!(parts.put("m", 3, 1, &large), Ok(None));
        assert_eq!(parts.put("m", 3, 2, b"a"), Err(PartError::TooLarge));
        assert_eq!(parts.put("m", 2, 0, &large), Ok(None));
        assert_eq!(parts.put("m", 2, 1, &large).map(|whole| whole.map(|whole| whole.len())), Ok(Some(LARGEST)));
        for id in ["a", "b", "c", "d", "e", "f", "g"] {
            assert_eq!(parts.put(id, 2, 0, &large), Ok(None));
        }
        assert_eq!(parts.put("h", 2, 0, &large), Err(PartError::TooMuch));
        assert_eq!(parts.put("a", 2, 1, b""), Ok(Some(large.into())));

        let mut parts = Parts::default();
        for id in 0..MOST_WAITING {
            assert_eq!(parts.put(&id.to_string(), MOST_PARTS, 0, b""), Ok(None));
        }
        assert_eq!(parts.put("another", 2, 0, b""), Err(PartError::TooMuch));
        assert_eq!(parts.put("0", MOST_PARTS, 1, b""), Ok(None));

        // Long message ids and empty parts count towards the limit of the memory.
        let mut parts = Parts::default();
        let id = |number: usize| format!("{}{number}", "m".repeat(1 << 20));
        assert!((0..63).all(|number| parts.put(&id(number), 2, 0, b"") == Ok(None)));
        assert_eq!(parts.put(&id(63), 2, 0, b""), Err(PartError::TooMuch));
        let mut parts = Parts::default();
        let all = (0..MOST_WAITING).flat_map(|id| (0..MOST_PARTS - 1).map(move |seq| (id, seq)));
        let kept = all.take_while(|(id, seq)| {
            parts.add(&mut part(&id.to_string(), "1024", &seq.to_string(), b""), Instant::now()) == Ok(None)
        });
        assert!((500_000..MOST_BYTES / PART).contains(&kept.count()));
    }

    #[test]
    fn parts_do_not_keep_their_websocket_message() {
        let bytes = Bytes::from(vec![b'a'; 1 << 20]);
        let mut some = Frame { payload: Some(bytes.slice(..10)), ..part("m", "2", "0", b"") };
        let mut all = Frame { payload: Some(bytes.slice(..10)), ..Frame::default() };
        let mut parts = Parts::default();
        assert_eq!(parts.add(&mut some, Instant::now()), Ok(None));
        let payload = parts.add(&mut all, Instant::now());
        assert_eq!(payload, whole("aaaaaaaaaa"));
        assert!(bytes.is_unique(), "`parts` or `payload` still shares the received bytes");
    }

    proptest! {
        #[test]
        fn parts_come_in_any_order_and_often(
            contents in vec(vec(any::<u8>(), 0..20), 2..20),
            order in Just(()).prop_perturb(|(), mut random| (0..400).map(|_| random.random::<u32>()).collect::<Vec<_>>()),
        ) {
            let mut parts = Parts::default();
            let sum = u32::try_from(contents.len()).unwrap();
            let mut missing: Vec<u32> = (0..sum).collect();
            let mut put = |seq: u32| parts.put("m", sum, seq, &contents[seq as usize]);
            for number in order {
                let seq = number % sum;
                if missing == [seq] {
                    break;
                }
                missing.retain(|other| *other != seq);
                prop_assert_eq!(put(seq), Ok(None));
            }
            let mut whole = None;
            for seq in missing {
                prop_assert_eq!(&whole, &None);
                whole = put(seq).unwrap();
            }
            prop_assert_eq!(whole, Some(contents.concat().into()));
            prop_assert_eq!(parts.waiting.len(), 0);
        }

        #[test]
        fn any_parts_are_counted_correctly(
            frames in vec((0..4_u8, 0..4_u32, 0..4_u32, vec(any::<u8>(), 0..2)), 0..100),
        ) {
            let mut parts = Parts::default();
            for (id, sum, seq, payload) in frames {
                parts.put(&"m".repeat(id.into()), sum, seq, &payload).ok();
            }
        }
    }
}
