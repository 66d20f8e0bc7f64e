//! Characters that no text may hold: nobody sees them, and rustc or a reader takes the text for another.

use std::collections::BTreeSet;

use serde_yaml::Value;

use crate::diagnostic::Diagnostic;
use crate::source::{Index, Place};

/// Finds each such character of a text, with its first byte. Line breaks, tabs and a byte order mark are none.
pub fn find(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(move |(byte, c)| match c {
        '\n' | '\t' => false,
        '\r' => !text.get(byte + 1..).is_some_and(|rest| rest.starts_with('\n')),
        other => kind(*other).is_some(),
    })
}

/// Describes such a character: its code point, and what it does.
pub fn describe(c: char) -> String {
    format!("U+{:04X}, {}", u32::from(c), kind(c).unwrap_or("a character"))
}

/// Writes such characters as escapes, so that they are seen and do nothing.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (byte, c) in find(text) {
        out.push_str(text.get(from..byte).unwrap_or_default());
        out.extend(c.escape_unicode());
        from = byte + c.len_utf8();
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// The advice about such a character.
pub const HELP: &str = "leave it out; to tell of it, write its code point in plain letters";

fn kind(c: char) -> Option<&'static str> {
    match c {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("an invisible character that changes the direction of the text")
        }
        '\u{2028}' | '\u{2029}' => Some("an invisible line break"),
        _ if c.is_control() => Some("a control character"),
        _ => None,
    }
}

/// Reports such characters in the values and keys of a file, be they written as escapes, and in its comments.
pub(crate) fn check(value: Option<&Value>, place: &Place, text: &str, found: &mut Vec<Diagnostic>) {
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
    Diagnostic::new("text-character", format!("{whose} holds {}", describe(c))).help(HELP)
}

struct Finder<'t> {
    text: &'t str,
    /// The characters that the file holds as they are, and not as escapes.
    raw: &'t [(usize, char)],
    index: Option<Index<'t>>,
    /// The bytes of those that were reported.
    seen: BTreeSet<usize>,
    found: &'t mut Vec<Diagnostic>,
}

impl Finder<'_> {
    // The value was cut off where it is too deep, so the recursion ends.
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
        let whose = if is_key { "this key" } else { "this text" };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_no_such_character() {
        assert_eq!(find("é 会议 👩‍👩‍👧 שלום\tx\r\ny\n").count(), 0);
        assert_eq!(find("a\u{202e}b\rc\u{7f}").collect::<Vec<_>>(), [(1, '\u{202e}'), (5, '\r'), (7, '\u{7f}')]);
        assert_eq!(escaped("a\u{202e}b\n"), "a\\u{202e}b\n");
        assert_eq!(describe('\u{2067}'), "U+2067, an invisible character that changes the direction of the text");
    }
}
