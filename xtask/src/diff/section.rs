//! Changes since a release, as a section of a changelog.

use std::fmt;
use std::path::Path;

use anyhow::{Context, Result};

use super::changes::Change;
use super::comparison;
use super::kinds::{Kind, Rust, Wire};
use super::state::State;

/// Section of a changelog, in the format "Keep a Changelog".
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// Name of the state before the changes.
    pub(crate) base: String,
    /// Version that contains the changes.
    pub(crate) version: String,
    /// Headings of the section, with the changes below each heading. Empty if the API did not change.
    pub(crate) text: String,
}

/// Heading in a section. The variants have the order of the headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    Added,
    Changed,
    Deprecated,
    Removed,
}

impl Heading {
    const ALL: [Self; 4] = [Self::Added, Self::Changed, Self::Deprecated, Self::Removed];

    fn of(kind: &Kind) -> Self {
        match kind.rust {
            _ if kind.name == "deprecated" => Self::Deprecated,
            Rust::Addition => Self::Added,
            _ if kind.name.ends_with("-removed") => Self::Removed,
            _ => Self::Changed,
        }
    }
}

impl fmt::Display for Heading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Returns the changes from the revision `base` to the working tree. If `base` is `None`, the changes start at the last
/// release.
pub(crate) fn section(root: &Path, base: Option<&str>) -> Result<Section> {
    let base = match base {
        Some(name) => State::named(root, name)?,
        None => State::released(root)?,
    };
    let head = State::working(root)?;
    head.refuse_later_rules(&base)?;
    let changes = comparison::compare(&base.api, &head.api);
    let version = |state: &State| state.version.with_context(|| format!("{} has no Cargo.toml", state.name));
    let version = version(&base)?.with(&changes).max(version(&head)?);
    Ok(Section { base: base.name, version: version.to_string(), text: text(&changes) })
}

fn text(changes: &[Change]) -> String {
    let parts = Heading::ALL.iter().filter_map(|heading| {
        let under = changes.iter().filter(|change| Heading::of(change.kind) == *heading);
        // Breaking changes come first. The sort is stable and keeps the order of the other changes.
        let mut under: Vec<&Change> = under.collect();
        under.sort_by_key(|change| !change.is_breaking());
        let lines: Vec<String> = under.into_iter().map(line).collect();
        (!lines.is_empty()).then(|| format!("### {heading}\n\n{}", lines.join("\n")))
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

fn line(change: &Change) -> String {
    let subjects = [&change.about.subject].into_iter().chain(&change.also);
    let subjects: Vec<String> = subjects.map(|subject| format!("`{subject}`")).collect();
    let breaking = if change.is_breaking() { "**Breaking:** " } else { "" };
    let update = match change.wire() {
        Wire::Update => ". Older releases fail or work worse",
        _ => "",
    };
    format!("- {breaking}{}: {}{update}.", subjects.join(", "), change.message)
}
