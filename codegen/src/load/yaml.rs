//! Parses the YAML of one file, and reports duplicate keys and syntax errors.
//!
//! serde_yaml is used only in this file.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_yaml::Error;
use serde_yaml::value::{Tag, TaggedValue};
pub(crate) use serde_yaml::{Mapping, Value};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Index, Place, line_column};

/// Parses a file. Returns `None` if the file is empty or not YAML.
pub(super) fn read(place: &Place, text: &str, diagnostics: &mut Diagnostics) -> Option<Value> {
    // serde_yaml reads a byte order mark as a separate document.
    let body = text.trim_start_matches('\u{feff}');
    if is_blank(body) {
        return None;
    }
    if let Some(byte) = too_many_brackets(body) {
        let (line, column) = line_column(body, byte);
        let diagnostic = Diagnostic::new("yaml-depth", "the value is nested too deeply");
        diagnostics.push(diagnostic.at_line(place.file.clone(), line, column));
        return None;
    }
    let strict = match serde_yaml::from_str(body) {
        Ok(Value::Null) => return None,
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    // serde_yaml stops at the first duplicate key. The second pass accepts duplicates, and therefore finds further mistakes.
    let before = diagnostics.len();
    diagnostics.extend(duplicates(place, text));
    match serde_yaml::from_str(body) {
        Ok(FirstOfEach(value)) => {
            if diagnostics.len() == before {
                diagnostics.push(syntax(place, text, body, &strict));
            }
            Some(value)
        }
        Err(error) => {
            diagnostics.push(syntax(place, text, body, &error));
            None
        }
    }
}

/// Returns whether a file has only comments and empty lines. For such a file, serde_yaml reports an unexpected end.
fn is_blank(text: &str) -> bool {
    text.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with('#'))
}

/// Returns the position at which a thousand brackets are open. serde_yaml also refuses a thousand open brackets, but needs
/// quadratic time.
fn too_many_brackets(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open >= 1000
    })
}

fn duplicates(place: &Place, text: &str) -> Vec<Diagnostic> {
    let index = Index::new(text);
    index
        .duplicates()
        .iter()
        .map(|duplicate| {
            let key = text.get(duplicate.again.clone()).unwrap_or_default();
            let at = Place { file: place.file.clone(), pointer: duplicate.pointer.clone() };
            Diagnostic::new("yaml-duplicate-key", format!("duplicate key `{}`", key.trim_matches(['\'', '"'])))
                .at_span(at.clone(), duplicate.again.clone())
                .also_key(at, "first here")
                .help("keep one of them")
        })
        .collect()
}

/// Turns an error of serde_yaml into a diagnostic.
fn syntax(place: &Place, text: &str, body: &str, error: &Error) -> Diagnostic {
    let said = error.to_string();
    if said.contains("more than one document") {
        return second_document(place, text);
    }
    let (problem, context) = match said.split_once(", while ") {
        Some((problem, context)) => (problem, Some(format!("while {context}"))),
        None => (said.as_str(), None),
    };
    let message = without_position(problem);
    let mut diagnostic = Diagnostic::new("yaml-syntax", message);
    if let Some(byte) = position(body, error, message) {
        let (line, column) = line_column(body, byte);
        diagnostic = diagnostic.at_line(place.file.clone(), line, column);
        if let Some(help) = indentation(message, body, byte) {
            diagnostic = diagnostic.help(help);
        } else if let Some(help) = help(message, body, byte) {
            diagnostic = diagnostic.help(help);
        }
    } else {
        diagnostic = diagnostic.at(place.clone());
    }
    match context {
        Some(context) => diagnostic.note(context),
        None => diagnostic,
    }
}

/// Returns the diagnostic for serde_yaml's error about a second document. The error has no position. A wrong indentation
/// also causes the error, because the first document then ends early.
fn second_document(place: &Place, text: &str) -> Diagnostic {
    let index = Index::new(text);
    if let Some(&start) = index.documents().get(1) {
        return Diagnostic::new("yaml-syntax", "a file must contain one YAML document, but a second one begins here")
            .at_span(place.clone(), start..start + "---".len())
            .help("move the second document into another file");
    }
    let diagnostic = Diagnostic::new("yaml-syntax", "this text is not part of the YAML document above");
    match index.broken() {
        Some(byte) => {
            let (line, column) = line_column(text, byte);
            diagnostic.at_line(place.file.clone(), line, column).help("correct the indentation")
        }
        None => diagnostic.at(place.clone()),
    }
}

/// Removes ` at line 1 column 2` or ` at position 3` from a message, because the diagnostic itself shows the position.
fn without_position(problem: &str) -> &str {
    let cut = problem.rfind(" at line ").or_else(|| problem.rfind(" at position "));
    cut.and_then(|cut| problem.get(..cut)).unwrap_or(problem)
}

fn position(body: &str, error: &Error, message: &str) -> Option<usize> {
    if message.starts_with("control characters") {
        // serde_yaml looks for control characters before it counts lines, so its error does not tell the right position.
        return body.find(|c| !is_printable(c));
    }
    error.location().map(|location| location.index())
}

/// Returns whether YAML considers a character printable.
fn is_printable(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

/// Returns help for a line whose indentation differs from the indentation of every enclosing line.
fn indentation(message: &str, body: &str, byte: usize) -> Option<String> {
    if !message.starts_with("did not find expected") || message.contains("',' or") {
        return None;
    }
    let before = body.get(..byte)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let own = blanks(body.get(start..)?.lines().next()?);
    let above = before.get(..start)?.lines().rev();
    let mut open: Vec<usize> = Vec::new();
    for line in above.filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        let blanks = blanks(line);
        if open.last().is_none_or(|least| blanks < *least) {
            open.push(blanks);
        }
    }
    if open.contains(&own) {
        return None;
    }
    let deeper = open.iter().rev().find(|blanks| **blanks > own);
    let outer = open.iter().find(|blanks| **blanks < own);
    let columns: Vec<String> = [deeper, outer].into_iter().flatten().map(usize::to_string).collect();
    let spaces = if own == 1 { "space" } else { "spaces" };
    Some(format!(
        "the line is indented by {own} {spaces}, and the lines above by {}; indent it like one of them",
        columns.join(" or ")
    ))
}

/// Returns help for the usual cause of an error.
fn help(message: &str, body: &str, byte: usize) -> Option<&'static str> {
    let (before, rest) = body.split_at_checked(byte)?;
    let is_within_brackets = before.rsplit('\n').next().is_some_and(|line| line.contains(['{', '[']));
    match rest.chars().next() {
        Some('\t') => return Some("indent with spaces"),
        Some('@' | '`' | '%') => return Some("put quotes around a string that begins with this character"),
        _ => {}
    }
    if message.starts_with("mapping values are not allowed") {
        return Some("correct the indentation, or put quotes around a string that contains a colon and a space");
    }
    if is_within_brackets && message.contains("',' or") && rest.starts_with(':') {
        return Some("within brackets, put quotes around a string that contains a colon and a space");
    }
    if message.starts_with("did not find expected") && message.contains("key") {
        return Some("correct the indentation: the keys of a mapping, and the `-` of a list, begin in the same column");
    }
    let brackets = message.contains("',' or '}'") || message.contains("',' or ']'");
    brackets.then_some("add the missing bracket or comma, or quote a string that contains one of `,[]{}`")
}

/// Value in which each mapping keeps only the first entry of a duplicate key.
struct FirstOfEach(Value);

impl<'de> Deserialize<'de> for FirstOfEach {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FirstOfEachVisitor).map(FirstOfEach)
    }
}

struct FirstOfEachVisitor;

impl<'de> Visitor<'de> for FirstOfEachVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any YAML value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<Value, E> {
        Err(too_large())
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<Value, E> {
        Err(too_large())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut sequence = Vec::new();
        while let Some(FirstOfEach(item)) = items.next_element()? {
            sequence.push(item);
        }
        Ok(Value::Sequence(sequence))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut mapping = Mapping::new();
        while let Some((FirstOfEach(key), FirstOfEach(value))) = entries.next_entry()? {
            mapping.entry(key).or_insert(value);
        }
        Ok(Value::Mapping(mapping))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (tag, contents) = data.variant::<String>()?;
        let FirstOfEach(value) = contents.newtype_variant()?;
        // `Tag::new` panics if the tag has no name.
        if tag.trim_start_matches('!').is_empty() {
            return Ok(value);
        }
        Ok(Value::Tagged(Box::new(TaggedValue { tag: Tag::new(tag), value })))
    }
}

fn too_large<E: de::Error>() -> E {
    E::custom("the number is too large; if it is a string, put it in quotes")
}
