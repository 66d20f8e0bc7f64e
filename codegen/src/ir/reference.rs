//! Names as the spec writes them, and where what they name comes from.

use crate::source::Place;

/// A name as the spec writes it, and where.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The name.
    pub name: String,
    /// Public source, where no page of the platform has the name here.
    pub source: Option<Source>,
    /// Where it is written.
    pub place: Place,
}

/// Public source of something that no page of the platform has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Name of the source.
    pub name: String,
    /// Whether it is sure; `None` if the spec does not say.
    pub sure: Option<bool>,
    /// Where it is written.
    pub place: Place,
}
