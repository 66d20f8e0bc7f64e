//! Reports of the commands that compare or write the spec, with a renderer for each format.

mod escape;
mod finding;
mod github;
mod json;
mod markdown;
mod text;

use clap::ValueEnum;
pub(crate) use finding::{Finding, Level, Place, Report};

/// Format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for a terminal
    Text,
    /// Text for a pull request: a heading, a table and a summary
    Markdown,
    /// JSON object for other programs
    Json,
    /// Workflow commands for GitHub Actions, which become annotations at the lines of the spec
    Github,
}

impl Report {
    /// Renders the report without a line break at the end. Only [`Format::Text`] can have colors.
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
