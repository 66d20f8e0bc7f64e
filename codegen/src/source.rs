//! The texts that are read, places in them, and lines and columns.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

pub use index::{Duplicate, Index};

mod index;

/// The texts of files, by path.
pub type Texts = BTreeMap<String, String>;

const BOM: char = '\u{feff}';

/// A place in a file, named by a JSON pointer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The path of the file.
    pub file: Arc<str>,
    /// The JSON pointer; empty for the file as a whole.
    pub pointer: String,
}

impl Place {
    /// The file as a whole.
    pub fn file(name: impl Into<Arc<str>>) -> Self {
        Self { file: name.into(), pointer: String::new() }
    }

    /// What stands under a key of the mapping at this place.
    pub fn key(&self, key: &str) -> Self {
        let mut pointer = self.pointer.clone();
        push_key(&mut pointer, key);
        Self { file: Arc::clone(&self.file), pointer }
    }

    /// The place that holds this one, and the key under which it does; nothing holds a file.
    pub fn parent(&self) -> Option<(Self, String)> {
        let (pointer, key) = self.pointer.rsplit_once('/')?;
        Some((Self { file: Arc::clone(&self.file), pointer: pointer.to_owned() }, unescape(key)))
    }

    /// An item of the list at this place, counted from 0.
    pub fn index(&self, index: usize) -> Self {
        let mut pointer = self.pointer.clone();
        // Writing to a String cannot fail.
        let _ = write!(pointer, "/{index}");
        Self { file: Arc::clone(&self.file), pointer }
    }
}

/// Appends a key to a JSON pointer, with `~` and `/` escaped.
fn push_key(pointer: &mut String, key: &str) {
    pointer.push('/');
    for c in key.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

fn unescape(segment: &str) -> String {
    // The order matters: `~01` is `~1`, not `/`.
    segment.replace("~1", "/").replace("~0", "~")
}

/// The line and column of a byte, both counted from 1, columns in characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..floor(text, byte)).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.trim_start_matches(BOM).chars().count() + 1)
}

/// The bytes of the character at a line and column, counted as by [`line_column`]; empty at the end of a line.
pub fn character_at(text: &str, line: usize, column: usize) -> Range<usize> {
    let skipped = line.saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(skipped).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let body = rest.trim_start_matches(BOM);
    let start = start + (rest.len() - body.len());
    let line = body.lines().next().unwrap_or_default();
    let mut from = line.char_indices().skip(column.saturating_sub(1));
    match from.next() {
        Some((byte, c)) => start + byte..start + byte + c.len_utf8(),
        None => start + line.len()..start + line.len(),
    }
}

/// The start of the character that a byte belongs to.
pub(crate) fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
