//! For other programs.

use serde::Serializer;

use super::Report;

pub(super) fn render(report: &Report) -> String {
    // A report is made of texts, numbers and lists, which can always be written.
    serde_json::to_string_pretty(report).unwrap_or_else(|error| error.to_string())
}

/// Facts as an object, in their order.
pub(super) fn facts<S: Serializer>(facts: &[(&'static str, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(facts.iter().map(|(name, value)| (name, value)))
}
