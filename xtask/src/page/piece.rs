//! Pieces of a page, with their places.

use std::ops::Range;

use super::model::At;

/// Piece of a page, within one line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'t> {
    pub text: &'t str,
    /// Index of the first byte of the piece in the page.
    start: usize,
    at: At,
}

impl<'t> Piece<'t> {
    /// Creates a piece that starts at a byte, a line and a column of the page.
    pub(super) fn of(text: &'t str, start: usize, at: At) -> Self {
        Self { text, start, at }
    }

    pub(super) fn at(self) -> At {
        self.at
    }

    pub(super) fn span(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// Returns the part of the piece in a range of bytes, or an empty piece if the range is not valid.
    pub(super) fn part(self, range: Range<usize>) -> Self {
        let from = range.start.min(self.text.len());
        let before = self.text.get(..from).unwrap_or_default();
        let column = self.at.column + before.chars().count();
        let text = self.text.get(range).unwrap_or_default();
        Self { text, start: self.start + before.len(), at: At { column, ..self.at } }
    }

    /// Returns the parts of the piece before and after a range of bytes.
    pub(super) fn split(self, between: Range<usize>) -> (Self, Self) {
        (self.part(0..between.start), self.part(between.end..self.text.len()))
    }

    pub(super) fn trimmed(self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        self.part(start..start.max(self.text.trim_end().len()))
    }
}
