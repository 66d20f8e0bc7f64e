//! `cargo xtask diff`: compares two states of the API, and shows how each change affects callers.

mod access;
mod changes;
mod comparison;
mod events;
mod fields;
mod kinds;
mod matching;
mod old_keys;
mod operations;
mod pairs;
mod section;
mod state;
mod types;
mod version;

use std::io::IsTerminal;
use std::path::Path;

use anyhow::Result;
use clap::Args;

use changes::{Change, Side};
use kinds::{Rust, Wire};
pub(crate) use section::{Section, section};
use state::State;
use version::{Promises, Release, Version};

use crate::outcome::Outcome;
use crate::places::Places;
use crate::report::{Finding, Format, Level, Place, Report};

/// Explanation of the ratings, for `--help`.
pub(crate) const HELP: &str = "\
How changes are rated:
  wire   compatible  deployed programs work as before
         update      deployed programs need the new release, but no change of their code
         breaking    people must change what programs send or expect, or the rights of the app
  rust   compatible  code that calls the client compiles, and the client has nothing new
         addition    code that calls the client compiles, and the client has something new
         breaking    some code does not compile, or has another meaning
  A change that is breaking on the wire or in Rust needs a minor release at 0.x, and a major release at 1.x.
  Descriptions, summaries, examples and links are not compared, because they change only docs.

Exit codes:
  0  no change is breaking, or the version in Cargo.toml was raised enough
  1  a change is breaking, and the version was not raised enough
  2  the states could not be compared

Examples:
  cargo xtask diff                              changes of this branch
  cargo xtask diff --base HEAD                  uncommitted changes
  cargo xtask diff --base v0.1.0 --head v0.2.0  changes of a release
  cargo xtask diff --format markdown            output for a pull request
  cargo xtask diff --kinds                      all kinds of change and their rating";

#[derive(Args)]
pub(crate) struct Arguments {
    /// Old state: a git revision, or a folder that contains `spec/` [default: the commit where the branch left `main` or
    /// `origin/main`, or HEAD if neither branch exists]
    #[arg(long, value_name = "REV|FOLDER")]
    base: Option<String>,
    /// New state [default: the working tree]
    #[arg(long, value_name = "REV|FOLDER")]
    head: Option<String>,
    /// Format of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print a table of all kinds of change, without a comparison
    #[arg(long, conflicts_with_all = ["base", "head", "format"])]
    kinds: bool,
}

pub(crate) fn run(root: &Path, arguments: &Arguments) -> Result<Outcome> {
    if arguments.kinds {
        return Ok(Outcome::Done(kinds::table()));
    }
    let base = match &arguments.base {
        Some(name) => State::named(root, name)?,
        None => State::before(root)?,
    };
    let head = match &arguments.head {
        Some(name) => State::named(root, name)?,
        None => State::working(root)?,
    };
    head.refuse_later_rules(&base)?;
    let report = report(&base, &head);
    let text = report.render(arguments.format, std::io::stdout().is_terminal());
    let is_refused = report.findings.iter().any(|finding| finding.level == Level::Error);
    Ok(if is_refused { Outcome::Found(text) } else { Outcome::Done(text) })
}

fn report(base: &State, head: &State) -> Report {
    let changes = comparison::compare(&base.api, &head.api);
    let allows = allows_breaking(base.version, head.version);
    let (mut of_base, mut of_head) = (Places::new(&base.spec), Places::new(&head.spec));
    let mut findings: Vec<Finding> = Vec::new();
    for change in &changes {
        let places = if change.side == Side::Base { &mut of_base } else { &mut of_head };
        findings.push(finding(change, allows, places.find_or_file(&change.place)));
    }
    // The sort is stable and keeps the order within each level.
    findings.sort_by_key(|finding| finding.level);
    Report {
        title: format!("Changes of the API from {} to {}", base.name, head.name),
        summary: summary(&changes, base.version, head.version),
        findings,
    }
}

fn finding(change: &Change, allows_breaking: bool, place: Place) -> Finding {
    let wire = change.wire();
    let level = match (change.is_breaking(), wire) {
        (true, _) if !allows_breaking => Level::Error,
        (true, _) | (false, Wire::Update) => Level::Warning,
        _ => Level::Note,
    };
    let [few, full] = [Promises::Few, Promises::Full].map(|promises| Release::needed(change, promises).name());
    let mut facts = vec![
        ("wire", wire.name().to_owned()),
        ("rust", change.kind.rust.name().to_owned()),
        ("release", format!("{few} at 0.x, {full} at 1.x")),
    ];
    facts.extend(change.facts.iter().cloned());
    match change.also.as_slice() {
        [] => {}
        [one, two, three, rest @ ..] if rest.len() > 1 => {
            facts.push(("also", format!("{one}, {two}, {three} and {} more", rest.len())));
        }
        few => facts.push(("also", few.join(", "))),
    }
    let (subject, mut message) = (change.about.subject.clone(), change.message.clone());
    if change.side == Side::Base {
        message.push_str("; the reported place is in the old spec");
    }
    Finding { kind: change.kind.name, level, subject, message, place: Some(place), facts }
}

/// Returns `true` if the version was raised enough for a breaking change. Returns `false` if one of the versions is unknown.
fn allows_breaking(base: Option<Version>, head: Option<Version>) -> bool {
    let (Some(base), Some(head)) = (base, head) else { return false };
    head >= base.next(base.promises().breaking())
}

fn summary(changes: &[Change], base: Option<Version>, head: Option<Version>) -> String {
    if changes.is_empty() {
        return "The API is the same.".to_owned();
    }
    let count = |is: &dyn Fn(&Change) -> bool| changes.iter().filter(|change| is(change)).count();
    let wire = count(&|change| change.wire() == Wire::Breaking);
    let rust = count(&|change| change.kind.rust == Rust::Breaking);
    let updates = count(&|change| change.wire() == Wire::Update);
    let total = changes.len();
    let changed = if total == 1 { "change" } else { "changes" };
    let mut text = format!(
        "{total} {changed}: {wire} breaking on the wire, {rust} breaking in Rust, {updates} that need an update of programs."
    );
    if let (Some(base), Some(head)) = (base, head) {
        let needed = base.with(changes);
        let is = if head >= needed { "is" } else { "is still" };
        text.push_str(&format!(" The required version is {needed}. The current version {is} {head}."));
    }
    text
}

#[cfg(test)]
mod tests;
