//! Changes of spec files. Each change keeps all other bytes of its file.
//!
//! A new entry has the same style as the entries beside it: on separate lines, or within brackets. Each change searches for
//! its place again, because earlier changes move bytes.

use anyhow::{Context, Result};
use codegen::source::{Index, Place};

use super::yaml::{self, Node};

/// Position of a key in a mapping.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot<'k> {
    /// Before all other keys.
    First,
    /// After the last of these keys in the mapping. If the mapping has none of these keys, the position is after all other
    /// keys.
    Behind(&'k [&'k str]),
}

/// Inserts a key into the mapping at a place. If the mapping is missing, creates the mapping in its parent, which must not
/// be a list.
pub(super) fn put(text: &mut String, mapping: &Place, key: &str, value: &Node, spot: Spot<'_>) -> Result<()> {
    let index = Index::new(text);
    let Some(span) = index.whole(&mapping.pointer) else {
        let Some((parent, name)) = mapping.parent() else {
            let lines = yaml::entry(0, key, value);
            insert_lines(text, text.trim_end().len(), 0, &lines, true);
            return Ok(());
        };
        return put(text, &parent, &name, &Node::Map(vec![(key.to_owned(), value.clone())]), spot);
    };
    let present = index.names(&mapping.pointer);
    let entry = |name: &&str| index.entry(&mapping.key(name).pointer);
    let behind = match spot {
        Spot::First => None,
        Spot::Behind(keys) => present.iter().rev().find(|name| keys.contains(name)).or(present.last()).and_then(entry),
    };
    match (present.first().and_then(entry), behind) {
        (first, behind) if index.is_flow(&mapping.pointer) => {
            let entry = yaml::flow_entry(key, value);
            within_brackets(text, behind.map(|behind| behind.end), span.start, first.is_some(), &entry);
        }
        (Some(first), Some(behind)) => {
            let indent = column(text, first.start);
            let lines = yaml::entry(indent, key, value);
            insert_lines(text, behind.end, indent, &lines, mapping.pointer.is_empty());
        }
        (Some(first), None) => {
            let indent = column(text, first.start);
            let lines = yaml::entry(indent, key, value).join(line_end(text));
            let inserted = format!("{}{}{}", lines.trim_start(), line_end(text), " ".repeat(indent));
            text.insert_str(first.start, &inserted);
        }
        (None, _) => anyhow::bail!("{} is not a mapping", mapping.pointer),
    }
    Ok(())
}

/// Adds an item to the list at a place. If the list is missing, creates the list in its parent.
pub(super) fn push(text: &mut String, list: &Place, value: &Node, spot: Spot<'_>) -> Result<()> {
    let index = Index::new(text);
    let Some(span) = index.whole(&list.pointer) else {
        let (parent, name) = list.parent().context("a file is not a list")?;
        return put(text, &parent, &name, &Node::List(vec![value.clone()]), spot);
    };
    let last = index.names(&list.pointer).len().checked_sub(1).and_then(|last| index.entry(&list.index(last).pointer));
    match last {
        Some(last) if !index.is_flow(&list.pointer) => {
            let line = text.get(..last.start).unwrap_or_default();
            let dash = line.rfind('-').context("this list has no items that begin with a dash")?;
            let indent = column(text, dash);
            insert_lines(text, last.end, indent, &yaml::item(indent, value), false);
        }
        last => within_brackets(text, last.map(|last| last.end), span.start, false, &value.flow()),
    }
    Ok(())
}

/// Replaces the value at a place.
pub(super) fn replace(text: &mut String, place: &Place, value: &Node) -> Result<()> {
    let span = Index::new(text).whole(&place.pointer).with_context(|| format!("{} does not exist", place.pointer))?;
    text.replace_range(span, &value.flow());
    Ok(())
}

fn within_brackets(text: &mut String, behind: Option<usize>, open: usize, is_followed: bool, entry: &str) {
    match behind {
        Some(end) => text.insert_str(end, &format!(", {entry}")),
        None if is_followed => text.insert_str(open + 1, &format!("{entry}, ")),
        None => text.insert_str(open + 1, entry),
    }
}

/// Inserts lines below an entry. `byte` is a position in the last line of the entry. Comments after this line belong to the
/// entry if their indent is larger than `indent`.
///
/// `set_off` adds an empty line before the inserted lines. A new entry at the top level needs the empty line.
fn insert_lines(text: &mut String, byte: usize, indent: usize, lines: &[String], set_off: bool) {
    let end = line_end(text);
    let at = byte + lines_of_entry(text.get(byte..).unwrap_or_default(), indent);
    let mut inserted = if set_off { end.to_owned() } else { String::new() };
    for line in lines {
        inserted.push_str(end);
        inserted.push_str(line);
    }
    text.insert_str(at, &inserted);
}

/// Returns the number of bytes from the start of `rest` to the end of an entry. The line break after the entry does not
/// count. The text `rest` starts in the last line of the entry. Comments after this line belong to the entry if their indent
/// is larger than `indent`.
fn lines_of_entry(rest: &str, indent: usize) -> usize {
    let (mut length, mut end) = (0, 0);
    for (number, line) in rest.split_inclusive('\n').enumerate() {
        let written = line.trim_end_matches(['\n', '\r']);
        let is_inner = written.trim_start().starts_with('#') && written.len() - written.trim_start().len() > indent;
        if number > 0 && !is_inner && !written.trim().is_empty() {
            break;
        }
        if number == 0 || is_inner {
            end = length + written.len();
        }
        length += line.len();
    }
    end
}

/// Returns the line break that a text uses.
fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Returns the number of characters between the start of a line and a byte of this line.
fn column(text: &str, byte: usize) -> usize {
    codegen::source::line_column(text, byte).1 - 1
}

#[cfg(test)]
mod tests;
