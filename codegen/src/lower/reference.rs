//! References by name, and the diagnostic about a dangling reference.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, suggest};
use crate::ir::{Reference, Source};
use crate::load::document;
use crate::source::Place;
use crate::unfinished::marked;

/// Returns the names in a list. Leaves out unfinished names (`TODO:`).
pub(super) fn references(names: &[String], place: &Place) -> Vec<Reference> {
    let named = names.iter().enumerate().filter(|(_, name)| marked(name).is_none());
    named.map(|(index, name)| Reference::new(name, place.index(index))).collect()
}

/// Returns the names in a list, with their public sources. Leaves out unfinished names (`TODO:`).
pub(super) fn sourced(names: &[document::Named], place: &Place) -> Vec<Reference> {
    let named = names.iter().enumerate().filter(|(_, named)| marked(&named.name).is_none()).map(|(index, named)| {
        let place = place.index(index);
        // A list item is either a plain name, or an object with the keys `name` and `x-source`.
        let key = if named.source.is_some() { place.key("name") } else { place.clone() };
        Reference { source: source(named.source.as_ref(), &place), ..Reference::new(&named.name, key) }
    });
    named.collect()
}

/// Converts an `x-source`: the public source of an element that is on no page of the platform.
pub(super) fn source(source: Option<&document::Source>, place: &Place) -> Option<Source> {
    let source = source?;
    Some(Source { name: source.name.clone().unwrap_or_default(), sure: source.sure, place: place.key("x-source") })
}

impl Reference {
    pub(super) fn new(name: &str, place: Place) -> Self {
        Self { name: name.to_owned(), source: None, place }
    }
}

/// Returns the diagnostic about a dangling reference. `known` has the names in a section of `components`, with their places.
pub(super) fn dangling<'k>(
    reference: &str,
    known: impl Iterator<Item = (&'k str, &'k Place)>,
    place: Place,
    section: &str,
) -> Diagnostic {
    if !reference.starts_with("#/") {
        return Diagnostic::new("unsupported-ref", format!("`{reference}` refers to another document"))
            .at(place)
            .help(format!("all files of the spec are one document; write `#/components/{section}/NAME`"));
    }
    let known = known.map(|(name, place)| (format!("#/components/{section}/{name}"), &place.file));
    let known: BTreeMap<String, &Arc<str>> = known.collect();
    let near = suggest(reference, known.keys().map(String::as_str));
    let help = match near.and_then(|near| known.get_key_value(&near)) {
        Some((near, file)) => format!("did you mean `{near}` of {file}?"),
        None => match known.values().find(|file| ***file == place.file).or(known.values().next()) {
            Some(file) => format!("declare the name under `components.{section}`, for example in {file}"),
            None => format!("declare the name under `components.{section}` in any file"),
        },
    };
    Diagnostic::new("ref-dangling", format!("`{reference}` does not exist")).at(place).help(help)
}
