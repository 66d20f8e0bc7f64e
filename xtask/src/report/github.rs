//! Report as workflow commands of GitHub Actions. GitHub shows these commands as annotations of a pull request.

use super::finding::{Finding, Level, Report};

pub(super) fn render(report: &Report) -> String {
    let commands = report.findings.iter().map(command);
    let summary = format!("::notice title={}::{}", property(&report.title), data(&report.summary));
    commands.chain([summary]).collect::<Vec<_>>().join("\n")
}

fn command(finding: &Finding) -> String {
    let name = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let place = finding.place.as_ref();
    let place = place.map(|place| format!("file={},line={},col={},", property(&place.file), place.line, place.column));
    let facts: String = finding.facts.iter().map(|(name, value)| format!("\n{name}: {value}")).collect();
    let message = format!("{}: {}{facts}", finding.subject, finding.message);
    format!("::{name} {}title={}::{}", place.unwrap_or_default(), property(finding.kind), data(&message))
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property of a workflow command. An unescaped comma or colon would end the value.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
