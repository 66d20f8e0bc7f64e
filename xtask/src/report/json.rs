//! Format for programs.

use super::finding::Report;

pub(super) fn render(report: &Report) -> String {
    // A report holds only texts, numbers and lists, and serde_json can write all of these.
    serde_json::to_string_pretty(report).unwrap_or_else(|error| error.to_string())
}
