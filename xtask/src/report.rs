//! What a command that reviews found, and the ways to print it.

mod escape;
mod finding;
mod github;
mod json;
mod markdown;
mod text;

use clap::ValueEnum;
pub(crate) use finding::{Finding, Level, Place, Report};

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

#[cfg(test)]
mod tests;
