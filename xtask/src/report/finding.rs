//! Findings and reports, as plain data.

use std::fmt;

use serde::{Serialize, Serializer};

/// Severity of a finding. The order is from the most severe to the least severe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Level {
    /// The finding makes the command fail.
    Error,
    /// A person should look at the finding.
    Warning,
    /// The finding is only information.
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

/// Place in a file. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Place {
    /// Path relative to the root, with `/` as separator.
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Result about one item, such as a change or a difference. A command can have many findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    /// Name of the kind, such as `operation-added`. The name never changes.
    pub(crate) kind: &'static str,
    pub(crate) level: Level,
    /// Name of the subject of the finding, such as `room.list` or `Room.capacity`.
    pub(crate) subject: String,
    /// Summary of the finding, in one line.
    pub(crate) message: String,
    pub(crate) place: Option<Place>,
    /// Further facts about the finding, each with a name. A name has the same meaning in all findings of a report.
    #[serde(serialize_with = "as_object")]
    pub(crate) facts: Vec<(&'static str, String)>,
}

/// All findings of a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Report {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) findings: Vec<Finding>,
}

/// Serializes the facts as an object, in the order of the list.
fn as_object<S: Serializer>(facts: &[(&'static str, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(facts.iter().map(|(name, value)| (name, value)))
}
