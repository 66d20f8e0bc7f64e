//! References to elements of the spec by name, and public sources of these elements.

use crate::source::Place;

/// A reference by name, as written in the spec, with its place.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Name of the element to which the reference leads.
    pub name: String,
    /// Public source of the name, if the list on the platform's page lacks the name. For example, the page of an operation
    /// may lack one of the operation's scopes.
    pub source: Option<Source>,
    /// Place of the name.
    pub place: Place,
}

/// A public source, such as the official CLI, of an element that is on no page of the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Name of the source.
    pub name: String,
    /// Whether a second public source confirms the element. `None` if the key `sure` is missing.
    pub sure: Option<bool>,
    /// Place of `x-source` in the spec.
    pub place: Place,
}
