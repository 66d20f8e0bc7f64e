//! Report as Markdown, for a pull request.

use super::escape::one_line;
use super::finding::{Finding, Report};

pub(super) fn render(report: &Report) -> String {
    let mut parts = vec![format!("## {}", escape(&report.title))];
    if !report.findings.is_empty() {
        parts.push(table(&report.findings));
    }
    parts.push(escape(&report.summary));
    parts.join("\n\n")
}

/// Renders a table with one row for each finding. Each name in [`Finding::facts`] has a column.
fn table(findings: &[Finding]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in findings.iter().flat_map(|finding| &finding.facts) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let head = ["", "kind", "subject", "message", "place"].into_iter().chain(names.iter().copied());
    let head: Vec<String> = head.map(escape).collect();
    let rule = vec!["---".to_owned(); head.len()];
    let rows = findings.iter().map(|finding| cells(finding, &names));
    let rows = [head, rule].into_iter().chain(rows).map(|cells| format!("| {} |", cells.join(" | ")));
    rows.collect::<Vec<_>>().join("\n")
}

fn cells(finding: &Finding, names: &[&str]) -> Vec<String> {
    let place = finding.place.as_ref().map(|place| format!("{}:{}", place.file, place.line)).unwrap_or_default();
    let told = [finding.level.name(), finding.kind, &finding.subject, &finding.message, &place].map(escape);
    let facts = names.iter().map(|name| {
        let values = finding.facts.iter().filter(|(known, _)| known == name);
        values.map(|(_, value)| escape(value)).collect::<Vec<_>>().join("; ")
    });
    told.into_iter().chain(facts).collect()
}

/// Escapes a text, so that Markdown shows the text unchanged and on one line.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for letter in one_line(text).chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '|' | '*' | '_' | '[' | ']' | '~' => escaped.extend(['\\', letter]),
            plain => escaped.push(plain),
        }
    }
    escaped
}
