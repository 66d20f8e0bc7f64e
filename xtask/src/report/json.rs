//! For other programs.

use super::finding::Report;

pub(super) fn render(report: &Report) -> String {
    // A report is made of texts, numbers and lists, which can always be written.
    serde_json::to_string_pretty(report).unwrap_or_else(|error| error.to_string())
}
