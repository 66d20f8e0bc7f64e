//! Entry point for a fuzz target outside of this crate.

use bytes::Bytes;
use prost::Message as _;
use tokio::time::Instant;

use super::fragments::Parts;
use super::frame::Frame;

/// Reads the frames of a connection, and reassembles their messages. Two bytes before each frame contain the length of the
/// frame. Returns whether each frame stays the same if it is encoded and decoded again.
#[must_use]
pub fn frames(mut bytes: &[u8]) -> bool {
    let (mut parts, now) = (Parts::default(), Instant::now());
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let (one, rest) = rest.split_at(rest.len().min(usize::from(u16::from_le_bytes(*length))));
        bytes = rest;
        let Ok(mut frame) = Frame::read(Bytes::copy_from_slice(one)) else { continue };
        if Frame::read(frame.encode_to_vec().into()).as_ref() != Ok(&frame) {
            return false;
        }
        parts.add(&mut frame, now).ok();
    }
    true
}
