//! Unfinished parts of the spec. A `TODO:` mark is a string that begins with `TODO:`. The mark stands for an unfinished
//! value of any kind, even for a list or an object.

use crate::load::yaml::Value;
use crate::source::Place;

const MARK: &str = "TODO:";

/// Returns the `TODO:` mark of an unfinished part, with the facts that are already known.
pub fn mark(known: &str) -> String {
    format!("{MARK} {known}").trim_end().to_owned()
}

/// Returns the known facts in a `TODO:` mark, or `None` if the string is not such a mark.
pub fn marked(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix(MARK).map(str::trim)
}

/// Unfinished part of the spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Text after `TODO:`, with the facts that are already known.
    pub known: String,
    /// Place of the `TODO:` mark.
    pub place: Place,
}

/// Finds all unfinished parts of a file.
pub(crate) fn find(value: &Value, place: &Place, found: &mut Vec<Unfinished>) {
    match value {
        Value::String(text) => {
            found.extend(marked(text).map(|known| Unfinished { known: known.to_owned(), place: place.clone() }));
        }
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                find(item, &place.index(index), found);
            }
        }
        Value::Mapping(mapping) => {
            for (key, item) in mapping {
                find(item, &place.key(key.as_str().unwrap_or_default()), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Tagged(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_the_beginning_of_a_text() {
        assert_eq!(mark("名称"), "TODO: 名称");
        assert_eq!(marked(&mark("名称")), Some("名称"));
        assert_eq!(marked(&mark("")), Some(""));
        assert_eq!(marked("TODO"), None, "`TODO` can be an ordinary value");
        assert_eq!(marked("What is TODO: here"), None);
    }
}
