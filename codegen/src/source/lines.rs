//! Conversions between the bytes of a text and its lines and columns.

use std::ops::Range;

pub(super) const BOM: char = '\u{feff}';

/// Returns the line and column of a byte. Lines and columns start at 1, and columns count characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..floor(text, byte)).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.trim_start_matches(BOM).chars().count() + 1)
}

/// Returns the range of bytes of the character at a line and column. Lines and columns are counted as in [`line_column`]. At
/// the end of a line, the range is empty.
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

/// Returns the start of the character that contains a byte.
pub(crate) fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
