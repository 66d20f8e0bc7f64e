//! Deserializes a YAML value into a [`File`]. Reports and removes each wrong part, until the remaining value is valid.

use std::collections::BTreeSet;

use serde_path_to_error::{Path, Segment};

use super::document::File;
use super::keywords;
use super::named::A_NAME;
use super::node::{Node, Problem};
use super::yaml::{Mapping, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::source::Place;
use crate::unfinished::marked;

/// Maximum number of reported mistakes in one file.
const LIMIT: usize = 5000;

/// Deserializes a file. Reports the mistakes in the file, and leaves out the parts with mistakes.
pub(super) fn read(value: &mut Value, place: &Place, diagnostics: &mut Diagnostics) -> File {
    let mut filled = BTreeSet::new();
    for _ in 0..LIMIT {
        let error = match serde_path_to_error::deserialize(Node::new(value)) {
            Ok(file) => return file,
            Err(error) => error,
        };
        let steps = steps(error.path());
        let problem = error.into_inner();
        if let Some(tail) = Tail::find(value, &steps, &problem) {
            diagnostics.push(tail.diagnose(&locate(place, &steps)));
            tail.take_out(value, &steps);
            continue;
        }
        // A value of a wrong type is a mistake of the author, unless it is a `TODO:` mark, or `prune` inserted it.
        let is_mark = get(value, &steps).and_then(Value::as_str).is_some_and(|text| marked(text).is_some());
        if !is_mark && !filled.contains(&steps) {
            diagnostics.push(diagnose(value, place, &steps, &problem));
        }
        if !prune(value, &steps, &problem, &mut filled) {
            return File::default();
        }
    }
    let many = Diagnostic::new("too-many", "the file has more mistakes than are shown").at(place.clone());
    diagnostics.push(many);
    File::default()
}

/// Unquoted string that contains a comma, within braces: `{description: Red, green}`. YAML reads `green` as a key without a
/// value.
struct Tail {
    /// Key of the string, such as `description`.
    owner: String,
    /// Part of the string before the first comma.
    head: String,
    keys: Vec<String>,
}

impl Tail {
    fn find(value: &Value, steps: &[Step], problem: &Problem) -> Option<Self> {
        let (Problem::Key(_), Some((Step::Key(unknown), parent))) = (problem, steps.split_last()) else { return None };
        let mapping = get(value, parent)?.as_mapping()?;
        let at = mapping.keys().position(|key| key.as_str() == Some(unknown))?;
        let (owner, head) = mapping.iter().nth(at.checked_sub(1)?)?;
        let keys = mapping.iter().skip(at).take_while(|(_, value)| value.is_null());
        let keys: Vec<String> = keys.filter_map(|(key, _)| key.as_str().map(str::to_owned)).collect();
        let (owner, head) = (owner.as_str()?.to_owned(), head.as_str()?.to_owned());
        (!keys.is_empty()).then_some(Self { owner, head, keys })
    }

    fn diagnose(&self, at: &Place) -> Diagnostic {
        let text = format!("{}, {}", self.head, self.keys.join(", "));
        let first = self.keys.first().map_or("", String::as_str);
        Diagnostic::new(
            "key-unknown",
            format!("the value of `{}` ends at the first comma, and YAML reads `{first}` as a key", self.owner),
        )
        .at_key(at.clone())
        .help(format!(
            "within braces, quote a string that contains a comma: `{}: '{}'`",
            self.owner,
            text.replace('\'', "''")
        ))
    }

    fn take_out(&self, value: &mut Value, steps: &[Step]) {
        let Some((_, parent)) = steps.split_last() else { return };
        if let Some(Value::Mapping(mapping)) = get_mut(value, parent) {
            mapping.retain(|key, _| !key.as_str().is_some_and(|key| self.keys.iter().any(|one| one == key)));
        }
    }
}

/// One step on the path from the root to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Key(String),
    Index(usize),
}

fn steps(path: &Path) -> Vec<Step> {
    path.iter()
        .map_while(|segment| match segment {
            Segment::Map { key } => Some(Step::Key(key.clone())),
            Segment::Seq { index } => Some(Step::Index(*index)),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

fn locate(place: &Place, steps: &[Step]) -> Place {
    steps.iter().fold(place.clone(), |place, step| match step {
        Step::Key(key) => place.key(key),
        Step::Index(index) => place.index(*index),
    })
}

fn get<'a>(value: &'a Value, steps: &[Step]) -> Option<&'a Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.as_mapping()?.get(key.as_str()),
        Step::Index(index) => value.as_sequence()?.get(*index),
    })
}

fn get_mut<'a>(value: &'a mut Value, steps: &[Step]) -> Option<&'a mut Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.as_mapping_mut()?.get_mut(key.as_str()),
        Step::Index(index) => value.as_sequence_mut()?.get_mut(*index),
    })
}

/// Removes the value at `steps` from its mapping, or replaces the value in its list, so that the rest of the file can be
/// read. If neither is possible, does the same with the mapping or list that contains the value, and so on. Returns `false`
/// if nothing can be removed or replaced.
fn prune(value: &mut Value, steps: &[Step], problem: &Problem, filled: &mut BTreeSet<Vec<Step>>) -> bool {
    let mut steps = steps;
    while let Some((last, parent)) = steps.split_last() {
        let pruned = match (last, get_mut(value, parent)) {
            (Step::Key(key), Some(Value::Mapping(mapping))) => mapping.shift_remove(key.as_str()).is_some(),
            // The item is replaced and not removed, because the indexes of the later items must stay valid.
            (Step::Index(index), Some(Value::Sequence(items))) => match items.get_mut(*index) {
                Some(item) if filled.insert(steps.to_vec()) => {
                    *item = filler(problem);
                    true
                }
                _ => false,
            },
            _ => false,
        };
        if pruned {
            return true;
        }
        steps = parent;
    }
    false
}

/// Returns an empty value of the type that serde expected.
fn filler(problem: &Problem) -> Value {
    let Problem::Type(expected) = problem else { return Value::Null };
    match expected.as_str() {
        "a string" | A_NAME => Value::String(String::new()),
        "a boolean" => Value::Bool(false),
        "a sequence" => Value::Sequence(Vec::new()),
        "a map" => Value::Mapping(Mapping::new()),
        _ => Value::Number(0.into()),
    }
}

fn diagnose(value: &Value, place: &Place, steps: &[Step], problem: &Problem) -> Diagnostic {
    let at = locate(place, steps);
    match (problem, steps.last()) {
        (Problem::Key(known), Some(Step::Key(key))) => unknown_key(key, known, at),
        (Problem::Type(expected), _) => wrong_type(get(value, steps).unwrap_or(&Value::Null), steps, expected, at),
        (other, _) => Diagnostic::new("value-type", other.to_string()).at(at),
    }
}

fn unknown_key(key: &str, known: &'static [&'static str], at: Place) -> Diagnostic {
    let owner = keywords::owner(known);
    if let Some(help) = owner.unsupported(key) {
        let message = format!("`{key}` is not supported in {}", owner.name());
        return Diagnostic::new("keyword-unsupported", message).at_key(at).help(help);
    }
    let diagnostic = Diagnostic::new("key-unknown", format!("`{key}` is not a key of {}", owner.name())).at_key(at);
    if let Some(near) = suggest(key, known.iter().copied()) {
        return diagnostic.help(format!("did you mean `{near}`?"));
    }
    let list = known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    // A help text is printed on the line of the marks `^^^`, which has no room for a long list. A note has its own line.
    if known.len() > 6 {
        diagnostic.note(format!("the keys here are {list}"))
    } else {
        diagnostic.help(format!("the keys here are {list}"))
    }
}

fn wrong_type(found: &Value, steps: &[Step], expected: &str, at: Place) -> Diagnostic {
    let subject = match steps {
        [] => "a file".to_owned(),
        [.., Step::Key(key)] => format!("`{key}`"),
        [.., Step::Key(key), Step::Index(_)] => format!("an item of `{key}`"),
        [.., Step::Index(_)] => "an item".to_owned(),
    };
    let message = format!("{subject} must be {}, but {}", plain(expected), describe(found));
    let diagnostic = Diagnostic::new("value-type", message).at(at);
    match remedy(found, expected) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// Translates serde's name of a type into a term that YAML authors know.
fn plain(expected: &str) -> &str {
    match expected {
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "a map" => "a mapping",
        "u16" => "an integer from 0 to 65535",
        "u32" => "an integer from 0 to 4294967295",
        "u64" => "an integer of 0 or more",
        "i64" => "an integer",
        "a JSON number" => "a number",
        other => other,
    }
}

/// Describes a value in words that end a sentence, such as `this is a list`.
pub(super) fn describe(found: &Value) -> String {
    match found {
        Value::Null => "nothing is here".to_owned(),
        Value::Bool(flag) => format!("this is `{flag}`"),
        Value::Number(number) => format!("this is the number {number}"),
        Value::String(_) => "this is a string".to_owned(),
        Value::Sequence(_) => "this is a list".to_owned(),
        Value::Mapping(_) => "this is a mapping".to_owned(),
        Value::Tagged(tagged) => describe(&tagged.value),
    }
}

fn remedy(found: &Value, expected: &str) -> Option<String> {
    match (expected, found) {
        (_, Value::Null) => Some("write a value, or remove the key".to_owned()),
        ("a string", Value::Number(_) | Value::Bool(_)) => Some("put it in quotes".to_owned()),
        ("a boolean", Value::String(_)) => Some("write `true` or `false`, without quotes".to_owned()),
        ("a sequence", Value::String(text)) if text.len() < 80 => Some(format!("write `[{text}]`")),
        ("a map" | "a schema, true or false", Value::String(text)) if text.starts_with('#') => {
            Some(format!("write `{{$ref: '{text}'}}`"))
        }
        (_, Value::String(text)) if is_number(expected) && text.parse::<f64>().is_ok() => {
            Some("write it without quotes".to_owned())
        }
        _ => None,
    }
}

fn is_number(expected: &str) -> bool {
    matches!(expected, "u16" | "u32" | "u64" | "i64" | "a JSON number")
}
