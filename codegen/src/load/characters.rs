//! Reports forbidden characters in a file.

use std::collections::BTreeSet;

use super::yaml::Value;
use crate::characters::{describe, find};
use crate::diagnostic::Diagnostic;
use crate::source::{Index, Place};

const HELP: &str = "remove the character; to mention the character, write its code point, such as `U+202E`";

/// Reports forbidden characters in the values, keys and comments of a file. In a value or key, an escape such as `\u202E`
/// counts as the character.
pub(super) fn check(value: Option<&Value>, place: &Place, text: &str, found: &mut Vec<Diagnostic>) {
    let raw: Vec<(usize, char)> = find(text).collect();
    let mut finder = Finder { text, raw: &raw, index: None, seen: BTreeSet::new(), found };
    if let Some(value) = value {
        finder.value(value, place);
    }
    let Finder { seen, .. } = finder;
    let rest = raw.iter().filter(|(byte, _)| !seen.contains(byte));
    found.extend(rest.map(|(byte, c)| report(*c, "the file").at_span(place.clone(), *byte..byte + c.len_utf8())));
}

fn report(c: char, whose: &str) -> Diagnostic {
    Diagnostic::new("text-character", format!("{whose} contains {}", describe(c))).help(HELP)
}

struct Finder<'t> {
    text: &'t str,
    /// Forbidden characters that the file contains literally and not as escapes, with their positions.
    raw: &'t [(usize, char)],
    index: Option<Index<'t>>,
    /// Positions of the reported characters.
    seen: BTreeSet<usize>,
    found: &'t mut Vec<Diagnostic>,
}

impl Finder<'_> {
    // `clean` has already removed values that are nested too deeply. The depth of the recursion is therefore limited.
    fn value(&mut self, value: &Value, place: &Place) {
        match value {
            Value::String(text) => self.text(text, place, false),
            Value::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, &place.index(index));
                }
            }
            Value::Mapping(mapping) => {
                for (key, item) in mapping {
                    let key = key.as_str().unwrap_or_default();
                    let place = place.key(key);
                    self.text(key, &place, true);
                    self.value(item, &place);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Tagged(_) => {}
        }
    }

    fn text(&mut self, text: &str, place: &Place, is_key: bool) {
        let Some((_, first)) = find(text).next() else { return };
        let whose = if is_key { "this key" } else { "this string" };
        let index = self.index.get_or_insert_with(|| Index::new(self.text));
        let span = if is_key { index.key(&place.pointer) } else { index.whole(&place.pointer) };
        let within = |byte: &usize| span.as_ref().is_some_and(|span| span.contains(byte));
        let raw: Vec<&(usize, char)> = self.raw.iter().filter(|(byte, _)| within(byte)).collect();
        for (byte, c) in &raw {
            self.seen.insert(*byte);
            self.found.push(report(*c, whose).at_span(place.clone(), *byte..byte + c.len_utf8()));
        }
        if raw.is_empty() {
            let diagnostic = report(first, whose);
            self.found.push(if is_key { diagnostic.at_key(place.clone()) } else { diagnostic.at(place.clone()) });
        }
    }
}
