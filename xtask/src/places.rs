//! Lines and columns in the spec. The generator names a place by its file and a JSON pointer. [`Places`] finds the line and
//! column of a place.

use std::collections::BTreeMap;

use codegen::source::{self, Index, Texts};

use crate::report::Place;

/// Finder of lines and columns. The finder parses a file at the first search in the file.
pub(crate) struct Places<'t> {
    texts: &'t Texts,
    indexes: BTreeMap<&'t str, Index<'t>>,
}

impl<'t> Places<'t> {
    pub(crate) fn new(texts: &'t Texts) -> Self {
        Self { texts, indexes: BTreeMap::new() }
    }

    /// Returns the line and column of a place, if the place exists.
    pub(crate) fn find(&mut self, place: &source::Place) -> Option<Place> {
        let (file, text) = self.texts.get_key_value(&*place.file)?;
        let index = self.indexes.entry(file).or_insert_with(|| Index::new(text));
        let (line, column) = source::line_column(text, index.key(&place.pointer)?.start);
        Some(Place { file: file.clone(), line, column })
    }

    /// Returns the line and column of a place. If the place does not exist, returns the start of the file.
    pub(crate) fn find_or_file(&mut self, place: &source::Place) -> Place {
        self.find(place).unwrap_or_else(|| Place { file: place.file.to_string(), line: 1, column: 1 })
    }
}
