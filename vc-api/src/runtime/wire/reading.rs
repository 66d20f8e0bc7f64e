//! One reading of a JSON text: how strict it is, what it left out, and where it failed.

use std::fmt;

use serde::de::Error;

use crate::runtime::util::one_line::OneLine;
use crate::runtime::wire::skipped::{JsonKind, SkippedValues, Step};

/// State of one reading. Every value is read with it.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Reading {
    strict: bool,
    thorough: bool,
    skipped: SkippedValues,
    /// Path of the value that could not be read.
    failed: String,
}

/// How often a text has been read before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pass {
    /// Reads numbers as serde_json does, and fails where that would change one.
    Quick,
    /// Reads numbers from the text where they would change otherwise, and finds the place of an error within types of
    /// the caller. It is slower, so that it follows only after a quick pass that failed.
    Thorough,
}

impl Reading {
    pub(crate) fn new(strict: bool, pass: Pass) -> Self {
        Self { strict, thorough: pass == Pass::Thorough, ..Self::default() }
    }

    /// A reading in which nothing may be left out, since nobody is told of it.
    pub(crate) fn strict() -> Self {
        Self::new(true, Pass::Quick)
    }

    pub(crate) fn is_thorough(&self) -> bool {
        self.thorough
    }

    /// Leaves out a value of a wrong kind.
    pub(crate) fn skip<E: Error>(&mut self, expected: &str, found: JsonKind) -> Result<(), E> {
        if self.strict {
            return Err(wrong_kind(expected, found));
        }
        self.skipped.add(found);
        Ok(())
    }

    /// Reads what stands at a step of the path, which is told with what is wrong or left out there.
    pub(crate) fn at<T, E>(&mut self, step: Step<'_>, read: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let mark = self.mark();
        let outcome = read(self);
        self.leave(mark, step, outcome.is_err());
        outcome
    }

    /// Where the reading stands before a step of the path is read.
    pub(crate) fn mark(&self) -> usize {
        self.skipped.len()
    }

    /// Tells what was wrong or left out since the mark by where that is.
    pub(crate) fn leave(&mut self, mark: usize, step: Step<'_>, failed: bool) {
        if failed {
            step.put_before(&mut self.failed);
        } else if self.skipped.len() > mark {
            self.skipped.step(mark, step);
        }
    }

    pub(crate) fn into_skipped(self) -> SkippedValues {
        self.skipped
    }

    /// Where and why the reading failed.
    pub(crate) fn misread(self, error: &serde_json::Error) -> Misread {
        Misread::at(self.failed, error)
    }
}

pub(crate) fn wrong_kind<E: Error>(expected: &str, found: JsonKind) -> E {
    E::custom(format_args!("expected {expected}, found {found}"))
}

pub(crate) fn missing<E: Error>() -> E {
    E::custom(MISSING)
}

pub(crate) const MISSING: &str = "it is required but missing";

/// Where and why reading JSON failed, without any value of that JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misread {
    /// Such as `data.rooms[3].room_id`; empty for the whole.
    pub(crate) path: String,
    pub(crate) reason: String,
}

impl Misread {
    pub(crate) fn new(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into() }
    }

    /// The same, when what was read stands at a key.
    pub(crate) fn below(mut self, key: &str) -> Self {
        Step::Key(key).put_before(&mut self.path);
        self
    }

    /// `error` was met in what stands at `path`.
    pub(crate) fn at(path: impl Into<String>, error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let text = text.strip_suffix(&place).unwrap_or(&text);
        match error.is_data() {
            true => Self::new(path, without_values(text)),
            false => Self::new(path, format!("{text}{place}")),
        }
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = OneLine(&self.reason);
        if self.path.is_empty() { reason.fmt(f) } else { write!(f, "{}: {reason}", OneLine(&self.path)) }
    }
}

/// The message of a type of the caller. serde's own messages quote what they found, which may be a secret: only its kind
/// is told.
fn without_values(text: &str) -> String {
    if text.starts_with("unknown variant `") {
        return "unknown variant".to_owned();
    }
    let found = text.strip_prefix("invalid type: ").or_else(|| text.strip_prefix("invalid value: "));
    let Some((found, expected)) = found.and_then(|rest| rest.rsplit_once(", expected ")) else {
        return text.to_owned();
    };
    let end = found.find([' ', '`', '"']).unwrap_or(found.len());
    let kind = match found.get(..end).unwrap_or_default() {
        "string" => JsonKind::String,
        "floating" | "integer" => JsonKind::Number,
        "sequence" => JsonKind::Array,
        "map" => JsonKind::Object,
        "boolean" => JsonKind::Boolean,
        _ => JsonKind::Null,
    };
    format!("expected {expected}, found {kind}")
}
