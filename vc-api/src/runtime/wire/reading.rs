//! State of the decoding of one JSON text: whether the decoding is strict, the values that were left out, and the path of a
//! failure.

use std::fmt;

use serde::de::Error;

use crate::runtime::util::one_line::OneLine;
use crate::runtime::wire::skipped::{JsonKind, SkippedValues, Step};

/// State of the decoding of one JSON text. All values of the text share this state.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Reading {
    strict: bool,
    thorough: bool,
    skipped: SkippedValues,
    /// Path of the value at which the decoding failed.
    failed: String,
}

/// First or second reading of a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pass {
    /// First pass, which decodes numbers with serde_json, and fails if serde_json would change a number.
    Quick,
    /// Second pass, which is slower, and runs only if the first pass fails. The second pass decodes a number from its text
    /// if serde_json would change the number. It also finds the path of an error in a value whose type the caller defines.
    Thorough,
}

impl Reading {
    pub(crate) fn new(strict: bool, pass: Pass) -> Self {
        Self { strict, thorough: pass == Pass::Thorough, ..Self::default() }
    }

    /// Returns the state of a strict decoding, for a caller that gets no list of the values that were left out. In a strict
    /// decoding, a value of a wrong type is an error.
    pub(crate) fn strict() -> Self {
        Self::new(true, Pass::Quick)
    }

    pub(crate) fn is_thorough(&self) -> bool {
        self.thorough
    }

    /// Records that a value of a wrong type is left out. Fails if the decoding is strict.
    pub(crate) fn skip<E: Error>(&mut self, expected: &str, found: JsonKind) -> Result<(), E> {
        if self.strict {
            return Err(wrong_kind(expected, found));
        }
        self.skipped.add(found);
        Ok(())
    }

    /// Decodes the value at a key or an index. Adds the key or index to the path of an error, and to the paths of the values
    /// that were left out.
    pub(crate) fn at<T, E>(&mut self, step: Step<'_>, read: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let mark = self.mark();
        let outcome = read(self);
        self.leave(mark, step, outcome.is_err());
        outcome
    }

    /// Returns the number of values that are recorded so far. The caller later passes this number to [`leave`](Self::leave).
    pub(crate) fn mark(&self) -> usize {
        self.skipped.len()
    }

    /// Adds a key or an index to the path of the failure, if `failed` is `true`. Otherwise, adds the key or index to the
    /// paths of the values that were recorded after `mark`.
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

    /// Returns the path and the reason of the failure.
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

/// Path and reason of a failure to decode JSON, without any value of the JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misread {
    /// Path such as `data.rooms[3].room_id`. The path is empty if the failure concerns the whole JSON.
    pub(crate) path: String,
    pub(crate) reason: String,
}

impl Misread {
    pub(crate) fn new(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into() }
    }

    /// Puts a key in front of the path.
    pub(crate) fn below(mut self, key: &str) -> Self {
        Step::Key(key).put_before(&mut self.path);
        self
    }

    /// Returns the failure at `path` with the reason in `error`.
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

/// Removes the value from an error message of serde, because the value may be a secret.
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
