//! Reader of a page, with the errors that the reader finds.

use codegen::characters;
use codegen::diagnostic::{Diagnostic, Diagnostics};
use codegen::source::Place;

use super::model::At;
use super::piece::Piece;

/// Reader of a page. The reader collects the errors in the file. Each module about a part of a page adds the methods that
/// read the part.
pub(super) struct Reader<'f> {
    file: &'f str,
    diagnostics: Diagnostics,
}

impl<'f> Reader<'f> {
    pub(super) fn of(file: &'f str) -> Self {
        Self { file, diagnostics: Diagnostics::new() }
    }

    /// Reports the characters that the generator refuses in a spec.
    pub(super) fn refuse_characters(&mut self, text: &str) {
        for (byte, c) in characters::find(text) {
            let message = format!("the page contains {}", characters::describe(c));
            let place = Place::file(self.file);
            let diagnostic = Diagnostic::new("page-character", message).at_span(place, byte..byte + c.len_utf8());
            self.diagnostics.push(diagnostic.help("remove this invisible character from the page"));
        }
    }

    pub(super) fn report(&mut self, code: &'static str, message: impl Into<String>, piece: Piece<'_>, help: &str) {
        let at = Place::file(self.file);
        self.diagnostics.push(Diagnostic::new(code, message).at_span(at, piece.span()).help(help));
    }

    pub(super) fn report_at(&mut self, code: &'static str, message: impl Into<String>, at: At, help: &str) {
        self.diagnostics.push(Diagnostic::new(code, message).at_line(self.file, at.line, at.column).help(help));
    }

    pub(super) fn has_reported(&self, codes: &[&str]) -> bool {
        self.diagnostics.iter().any(|one| codes.contains(&one.code()))
    }

    /// Returns the value, or all errors if there are errors.
    pub(super) fn done<T>(self, read: Option<T>) -> Result<T, Diagnostics> {
        match read {
            Some(read) if self.diagnostics.is_empty() => Ok(read),
            _ => Err(self.diagnostics),
        }
    }
}
