//! Report as JSON, for other programs.

use super::finding::Report;

pub(super) fn render(report: &Report) -> String {
    // The conversion does not fail, because a report contains only texts, numbers and lists.
    serde_json::to_string_pretty(report).unwrap_or_else(|error| error.to_string())
}
