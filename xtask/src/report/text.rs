//! Report for a terminal, in the style of rustc.

use super::escape::one_line;
use super::finding::{Finding, Level, Report};

const BOLD: &str = "\u{1b}[1m";
const BLUE: &str = "\u{1b}[1;34m";
const RESET: &str = "\u{1b}[0m";

pub(super) fn render(report: &Report, color: bool) -> String {
    let paint = |style: &str, text: &str| if color { format!("{style}{text}{RESET}") } else { text.to_owned() };
    let mut paragraphs = vec![paint(BOLD, &one_line(&report.title))];
    paragraphs.extend(report.findings.iter().map(|finding| self::finding(finding, &paint)));
    paragraphs.push(one_line(&report.summary).into_owned());
    paragraphs.join("\n\n")
}

fn finding(finding: &Finding, paint: &dyn Fn(&str, &str) -> String) -> String {
    let level = paint(style(finding.level), &format!("{}[{}]", finding.level.name(), finding.kind));
    let head = format!(": {}: {}", one_line(&finding.subject), one_line(&finding.message));
    let mut lines = vec![level + &paint(BOLD, &head)];
    if let Some(place) = &finding.place {
        let place = format!("{}:{}:{}", one_line(&place.file), place.line, place.column);
        lines.push(format!("  {} {place}", paint(BLUE, "-->")));
    }
    let width = finding.facts.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    lines.extend(finding.facts.iter().map(|(name, value)| format!("      {name:width$}  {}", one_line(value))));
    lines.join("\n")
}

fn style(level: Level) -> &'static str {
    match level {
        Level::Error => "\u{1b}[1;31m",
        Level::Warning => "\u{1b}[1;33m",
        Level::Note => "\u{1b}[1;32m",
    }
}
