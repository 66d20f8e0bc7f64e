//! Reports and removes the parts of a YAML file that JSON cannot represent. The loader can then read the remaining parts.

use super::typed::describe;
use super::yaml::{Mapping, Value};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Place;

/// Maximum depth of nested values. Authors need no greater depth, and recursive functions need more stack for each level.
const DEPTH: usize = 64;

/// Reports and removes tags, the key `<<`, keys that are not strings, numbers that JSON cannot represent, and values that
/// are nested too deeply.
pub(super) fn clean(value: &mut Value, place: &Place, diagnostics: &mut Diagnostics) {
    Cleaner { diagnostics }.value(value, place, 0);
}

struct Cleaner<'a> {
    diagnostics: &'a mut Diagnostics,
}

impl Cleaner<'_> {
    // At the depth `DEPTH`, this function replaces lists and mappings with null, so the recursion ends.
    fn value(&mut self, value: &mut Value, place: &Place, depth: usize) {
        self.untag(value, place);
        match value {
            Value::Sequence(_) | Value::Mapping(_) if depth == DEPTH => {
                self.report(Diagnostic::new("yaml-depth", "the value is nested too deeply").at(place.clone()));
                *value = Value::Null;
            }
            Value::Sequence(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.value(item, &place.index(index), depth + 1);
                }
            }
            Value::Mapping(mapping) => self.mapping(mapping, place, depth),
            Value::Number(number) if !number.as_f64().is_none_or(f64::is_finite) => {
                self.report(Diagnostic::new("value-type", "JSON cannot represent this number").at(place.clone()));
                *value = Value::Number(0.into());
            }
            _ => {}
        }
    }

    fn untag(&mut self, value: &mut Value, place: &Place) {
        while let Value::Tagged(tagged) = value {
            let message = format!("the tag `{}` is not supported", tagged.tag);
            self.report(Diagnostic::new("yaml-tag", message).at(place.clone()).help("leave it out"));
            *value = std::mem::take(&mut tagged.value);
        }
    }

    fn mapping(&mut self, mapping: &mut Mapping, place: &Place, depth: usize) {
        mapping.retain(|key, value| match key {
            Value::String(key) if key == "<<" => {
                self.report(merge(place));
                false
            }
            Value::String(key) => {
                self.value(value, &place.key(key), depth + 1);
                true
            }
            other => {
                self.report(not_a_string(other, place));
                false
            }
        });
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

fn merge(place: &Place) -> Diagnostic {
    Diagnostic::new("keyword-unsupported", "merging by `<<` is not supported")
        .at_key(place.key("<<"))
        .help("write the keys out, or share a schema by `$ref`")
}

fn not_a_string(key: &Value, place: &Place) -> Diagnostic {
    let name = match key {
        Value::Null => Some("null".to_owned()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let diagnostic = Diagnostic::new("value-type", format!("a key must be a string, but {}", describe(key)));
    match name {
        Some(name) => diagnostic.at_key(place.key(&name)).help("put it in quotes"),
        None => diagnostic.at(place.clone()),
    }
}
