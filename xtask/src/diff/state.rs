//! States of the project: the working tree, another folder or a git revision.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use codegen::diagnostic::Diagnostics;
use codegen::ir::Api;
use codegen::source::Texts;

use super::old_keys;
use super::version::Version;
use crate::files;

/// State of the project, with the data that the comparison needs.
pub(super) struct State {
    /// Name of the state in the report.
    pub(super) name: String,
    pub(super) spec: Texts,
    pub(super) api: Api,
    /// Version of the client. A folder with only a spec has no version.
    pub(super) version: Option<Version>,
    /// Errors in the spec, by the name of the broken rule. Each rule is newer than the first release, so an old spec may
    /// break the rule.
    breaks: BTreeMap<&'static str, Diagnostics>,
}

impl State {
    /// Reads the state of a folder that contains `spec/`, or of a git revision.
    pub(super) fn named(root: &Path, name: &str) -> Result<Self> {
        let folder = Path::new(name);
        if folder.join("spec").is_dir() {
            return Self::of_folder(folder, name.to_owned());
        }
        match commit(root, name)? {
            Some(commit) => Self::of_commit(root, &commit, name.to_owned()),
            None => bail!("`{name}` is neither a folder with a `spec/` in it nor a git revision"),
        }
    }

    /// Reads the working tree.
    pub(super) fn working(root: &Path) -> Result<Self> {
        Self::of_folder(root, "the working tree".to_owned())
    }

    /// Reads the default base: the last common commit of the branch and `main` or `origin/main`. If neither exists, the base
    /// is `HEAD`.
    pub(super) fn before(root: &Path) -> Result<Self> {
        for main in ["main", "origin/main"] {
            if commit(root, main)?.is_some() {
                let base = git(root, &["merge-base", "HEAD", main])?;
                return Self::of_commit(root, base.trim(), format!("{} ({main})", short(base.trim())));
            }
        }
        Self::of_commit(root, "HEAD", "HEAD".to_owned())
    }

    /// Reads the last release before the working tree. This release is the last commit with a tag `v*`.
    pub(super) fn released(root: &Path) -> Result<Self> {
        let output = run(root, &["describe", "--tags", "--match", "v*", "--abbrev=0"])?;
        if !output.status.success() {
            bail!("no tag `v*` is reachable from this commit; name the last release with `--base REV`");
        }
        let tag = files::utf8(output.stdout, "`git describe`")?;
        Self::named(root, tag.trim())
    }

    #[cfg(test)]
    pub(super) fn of_api(name: String, spec: Texts, api: Api, version: Option<Version>) -> Self {
        Self { name, spec, api, version, breaks: BTreeMap::new() }
    }

    /// Refuses this state if it breaks a rule that is newer than the first release. A rule that `base` breaks too does not
    /// count.
    pub(super) fn refuse_later_rules(&self, base: &Self) -> Result<()> {
        let newly = self.breaks.iter().filter(|(rule, _)| !base.breaks.contains_key(*rule));
        let wrong: Diagnostics = newly.flat_map(|(_, wrong)| wrong.iter().cloned()).collect();
        if wrong.is_empty() { Ok(()) } else { Err(refused(&self.name, &self.spec, &wrong)) }
    }

    fn of_folder(folder: &Path, name: String) -> Result<Self> {
        let manifest = folder.join("Cargo.toml");
        let manifest = match manifest.exists() {
            true => Some(files::read_text(&manifest)?),
            false => None,
        };
        Self::new(name, files::spec(folder)?, manifest.as_deref())
    }

    fn of_commit(root: &Path, commit: &str, name: String) -> Result<Self> {
        let list = git(root, &["ls-tree", "-z", "--name-only", commit, "spec/", "Cargo.toml"])?;
        let (mut spec, mut manifest) = (Texts::new(), None);
        for file in list.split_terminator('\0') {
            let text = || git(root, &["show", &format!("{commit}:./{file}")]);
            if file == "Cargo.toml" {
                manifest = Some(text()?);
            } else if file.ends_with(".yaml") {
                spec.insert(file.to_owned(), text()?);
            }
        }
        Self::new(name, spec, manifest.as_deref())
    }

    fn new(name: String, spec: Texts, manifest: Option<&str>) -> Result<Self> {
        if spec.is_empty() {
            bail!("there is no `spec/*.yaml` in {name}");
        }
        let spec = old_keys::renamed(spec);
        let (api, mut wrong) = codegen::draft(&spec).unwrap_or_else(|wrong| (Api::default(), wrong));
        let mut breaks: BTreeMap<&'static str, Diagnostics> = BTreeMap::new();
        for one in &wrong {
            if let Some(rule) = old_keys::later_rule(one) {
                breaks.entry(rule).or_default().push(one.clone());
            }
        }
        wrong.retain(|one| old_keys::later_rule(one).is_none());
        if !wrong.is_empty() {
            return Err(refused(&name, &spec, &wrong));
        }
        let version = manifest.map(Version::of_manifest).transpose().with_context(|| format!("in {name}"))?;
        Ok(Self { name, spec, api, version, breaks })
    }
}

fn refused(name: &str, spec: &Texts, wrong: &Diagnostics) -> anyhow::Error {
    let errors = wrong.render(spec, false);
    anyhow::anyhow!("this generator does not accept the spec of {name}:\n\n{}", errors.trim_end())
}

/// Returns the commit of a revision, if the revision exists.
fn commit(root: &Path, revision: &str) -> Result<Option<String>> {
    let revision = format!("{revision}^{{commit}}");
    let output = run(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &revision])?;
    if !output.status.success() {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().last().map(str::to_owned))
}

fn short(commit: &str) -> &str {
    commit.get(..9).unwrap_or(commit)
}

/// Returns the output of a git command.
fn git(root: &Path, arguments: &[&str]) -> Result<String> {
    let output = run(root, arguments)?;
    let command = arguments.join(" ");
    if !output.status.success() {
        bail!("`git {command}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(files::utf8(output.stdout, &format!("`git {command}`"))?)
}

fn run(root: &Path, arguments: &[&str]) -> Result<std::process::Output> {
    Command::new("git").arg("-C").arg(root).args(arguments).output().context("cannot run git")
}
