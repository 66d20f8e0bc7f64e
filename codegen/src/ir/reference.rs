//! References by name, and public sources.

use crate::source::Place;

/// A name as written in the spec, with the place of the name.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The name.
    pub name: String,
    /// Public source, if no page of the platform has the name in this position.
    pub source: Option<Source>,
    /// Place of the name.
    pub place: Place,
}

/// Public source of an element that no page of the platform has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Name of the source.
    pub name: String,
    /// Whether another source confirms the element. `None` if the spec does not say.
    pub sure: Option<bool>,
    /// Place of the name.
    pub place: Place,
}
