//! `cargo xtask changelog`: writes the section of the next version into the changelog.

use std::path::Path;

use anyhow::Result;

use crate::diff::{self, Section};
use crate::files;
use crate::outcome::Outcome;

const FILE: &str = "CHANGELOG.md";

pub(crate) fn run(root: &Path, base: Option<&str>) -> Result<Outcome> {
    let path = root.join(FILE);
    let old = files::read_text(&path)?;
    let section = diff::section(root, base)?;
    if section.text.is_empty() {
        return Ok(Outcome::Done(format!(
            "changelog: the API is the same as in {}; nothing was written",
            section.base
        )));
    }
    let Section { base, version, .. } = &section;
    if old.lines().any(|line| is_section_of(line, version)) {
        return Ok(Outcome::Failed(format!(
            "changelog: {FILE} already has a section `[{version}]`; edit the section, or remove it and run this \
             command again"
        )));
    }
    files::write(&path, &with(&old, &section))?;
    Ok(Outcome::Done(format!("changelog: wrote the section `[{version}]`, with the changes since {base}, into {FILE}")))
}

fn is_section_of(line: &str, version: &str) -> bool {
    line.strip_prefix("## [").and_then(|rest| rest.split_once(']')).is_some_and(|(name, _)| name == version)
}

/// Inserts the section into the old changelog, below the section `Unreleased` and above all other sections.
fn with(old: &str, section: &Section) -> String {
    let heading = format!("## [{}] - date of the release\n\n", section.version);
    let is_other = |line: &str| line.starts_with("## ") && !is_section_of(line, "Unreleased");
    let mut start = 0;
    for line in old.split_inclusive('\n') {
        if is_other(line) {
            let (before, after) = old.split_at(start);
            return format!("{before}{heading}{}\n\n{after}", section.text);
        }
        start += line.len();
    }
    format!("{}\n\n{heading}{}\n", old.trim_end(), section.text)
}

#[cfg(test)]
mod tests;
