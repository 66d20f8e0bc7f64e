//! Versions of the client, and the kind of release that a change requires.

use std::fmt;

use anyhow::{Context, Result};

use super::changes::Change;
use super::kinds::Rust;

/// Version `MAJOR.MINOR.PATCH`, without pre-release and build parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(u64, u64, u64);

impl Version {
    /// Reads the version of all packages from the manifest of the workspace.
    pub(super) fn of_manifest(text: &str) -> Result<Self> {
        let mut lines = text.lines().map(str::trim).skip_while(|line| *line != "[workspace.package]").skip(1);
        let version = lines.by_ref().take_while(|line| !line.starts_with('[')).find_map(|line| {
            let (key, value) = line.split_once('=')?;
            (key.trim() == "version").then(|| value.trim().split('"').nth(1))?
        });
        let version = version.context("Cargo.toml has no `version` under `[workspace.package]`")?;
        Self::parse(version).with_context(|| format!("`{version}` in Cargo.toml is not a version"))
    }

    fn parse(text: &str) -> Option<Self> {
        let numbers = text.split(['-', '+']).next()?;
        let mut numbers = numbers.split('.').map(|number| number.parse().ok());
        let version = Self(numbers.next()??, numbers.next()??, numbers.next()??);
        numbers.next().is_none().then_some(version)
    }

    /// Returns the version that follows this version after a release of the given kind.
    pub(super) fn next(self, release: Release) -> Self {
        match release {
            Release::Patch => Self(self.0, self.1, self.2 + 1),
            Release::Minor => Self(self.0, self.1 + 1, 0),
            Release::Major => Self(self.0 + 1, 0, 0),
        }
    }

    /// Returns the lowest later version that may contain the changes.
    pub(super) fn with(self, changes: &[Change]) -> Self {
        let release = changes.iter().map(|change| Release::needed(change, self.promises())).max();
        self.next(release.unwrap_or(Release::Patch))
    }

    /// Returns the compatibility promises of the version.
    pub(super) fn promises(self) -> Promises {
        if self.0 == 0 { Promises::Few } else { Promises::Full }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// Kind of version, by the compatibility rules of cargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Promises {
    /// Versions 0.x: a minor release may break callers.
    Few,
    /// Versions 1.x and later: only a major release may break callers, and only a minor or major release may add items.
    Full,
}

impl Promises {
    /// Returns the kind of release that may break callers.
    pub(super) fn breaking(self) -> Release {
        match self {
            Self::Few => Release::Minor,
            Self::Full => Release::Major,
        }
    }
}

/// Kind of release. Each variant is named after the part of the version that the release increases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Release {
    Patch,
    Minor,
    Major,
}

impl Release {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// Returns the smallest kind of release that may contain a change.
    pub(super) fn needed(change: &Change, promises: Promises) -> Self {
        match promises {
            _ if change.is_breaking() => promises.breaking(),
            Promises::Full if change.kind.rust == Rust::Addition => Self::Minor,
            _ => Self::Patch,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(version: &str) -> Result<Version> {
        let rest = "[workspace]\nversion = \"9.9.9\"\n\n[workspace.package]\nedition = \"2024\"";
        Version::of_manifest(&format!("{rest}\n{version}\n\n[workspace.dependencies]\nversion = \"8.8.8\"\n"))
    }

    #[test]
    fn the_version_of_a_manifest() {
        assert_eq!(read("version = \"0.12.3\"").unwrap(), Version(0, 12, 3));
        assert_eq!(read("version=\"1.0.0-rc.1+5\" # soon").unwrap(), Version(1, 0, 0));
        assert!(read("versions = \"1.2.3\"").unwrap_err().to_string().contains("no `version`"));
        for wrong in ["1.2", "1.2.3.4", "x", "", "1..2"] {
            let error = read(&format!("version = \"{wrong}\"")).unwrap_err();
            assert_eq!(error.to_string(), format!("`{wrong}` in Cargo.toml is not a version"));
        }
    }

    #[test]
    fn versions_follow_each_other() {
        let version = Version(0, 1, 9);
        assert_eq!(version.next(Release::Patch), Version(0, 1, 10));
        assert_eq!(version.next(Release::Minor), Version(0, 2, 0));
        assert_eq!(version.next(Release::Major).to_string(), "1.0.0");
        assert!(Version(0, 10, 0) > Version(0, 9, 9));
    }
}
