//! What was found, as plain data.

use std::fmt;

use serde::{Serialize, Serializer};

/// How much a finding matters, what matters most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Level {
    /// The command fails because of it.
    Error,
    /// Someone should look at it.
    Warning,
    /// It is good to know.
    Note,
}

impl Level {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where something stands in a file; lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Place {
    /// The path from the root, with `/` in between.
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    /// A stable name such as `operation-added`.
    pub(crate) kind: &'static str,
    pub(crate) level: Level,
    /// What it is about, such as `room.list` or `Room.capacity`.
    pub(crate) subject: String,
    /// What was found, in one line.
    pub(crate) message: String,
    pub(crate) place: Option<Place>,
    /// What else is known, by name: a name stands for the same in all findings of a report.
    #[serde(serialize_with = "as_object")]
    pub(crate) facts: Vec<(&'static str, String)>,
}

/// All that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Report {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) findings: Vec<Finding>,
}

/// Facts as an object, in their order.
fn as_object<S: Serializer>(facts: &[(&'static str, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(facts.iter().map(|(name, value)| (name, value)))
}
