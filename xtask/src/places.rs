//! Where things of the spec stand in its files.

use std::collections::BTreeMap;

use codegen::source::{self, Index, Texts};

use crate::report::Place;

/// Finds lines and columns; only files in which something is looked for are read.
pub(crate) struct Places<'t> {
    texts: &'t Texts,
    indexes: BTreeMap<&'t str, Index<'t>>,
}

impl<'t> Places<'t> {
    pub(crate) fn new(texts: &'t Texts) -> Self {
        Self { texts, indexes: BTreeMap::new() }
    }

    /// Where something stands, if it does.
    pub(crate) fn find(&mut self, place: &source::Place) -> Option<Place> {
        let (file, text) = self.texts.get_key_value(&*place.file)?;
        let index = self.indexes.entry(file).or_insert_with(|| Index::new(text));
        let (line, column) = source::line_column(text, index.key(&place.pointer)?.start);
        Some(Place { file: file.clone(), line, column })
    }

    /// Where something stands, else the beginning of its file.
    pub(crate) fn find_or_file(&mut self, place: &source::Place) -> Place {
        self.find(place).unwrap_or_else(|| Place { file: place.file.to_string(), line: 1, column: 1 })
    }
}
