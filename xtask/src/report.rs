//! What a command that reviews found, and the ways to print it.

mod github;
mod json;
mod markdown;
mod text;

use std::borrow::Cow;
use std::fmt;

use clap::ValueEnum;
use serde::Serialize;

/// How a command prints what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Text,
    /// For a pull request: a heading, a table and a summary
    Markdown,
    /// For other programs: one object
    Json,
    /// For GitHub Actions: annotations at the lines of the spec
    Github,
}

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
    fn name(self) -> &'static str {
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
    #[serde(serialize_with = "json::facts")]
    pub(crate) facts: Vec<(&'static str, String)>,
}

/// All that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Report {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) findings: Vec<Finding>,
}

impl Report {
    /// The report as text without a line break at its end. Only text for a terminal has colors.
    pub(crate) fn render(&self, format: Format, color: bool) -> String {
        match format {
            Format::Text => text::render(self, color),
            Format::Markdown => markdown::render(self),
            Format::Json => json::render(self),
            Format::Github => github::render(self),
        }
    }
}

/// Text as one line that no terminal obeys: what is no letter is written as an escape.
fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let escape = |letter: char| match letter.is_control() {
        true => letter.escape_default().to_string(),
        false => letter.to_string(),
    };
    Cow::Owned(text.chars().map(escape).collect())
}

#[cfg(test)]
mod tests;
