use std::fs;
use std::process::Command;

use super::*;

const SPEC: &str = "\
openapi: 3.1.0
x-token-types:
  tenant_access_token:
    {name: Tenant, summary: S., header: Authorization, lifetime-seconds: 7200, app-types: [custom],
     obtained: [{app-type: custom, method: POST, path: /t, response-key: token}]}
x-scopes: {'a:b': {summary: S}}
x-resource: {name: room, accessor: rooms, summary: Rooms.}
paths:
  /rooms/{id}:
    get:
      operationId: room.get
      summary: Get a room
      externalDocs: {url: https://example.com/room}
      x-tokens: [tenant_access_token]
      x-scopes: ['a:b']
      x-app-types: [custom]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: lang, in: query, schema: {type: string}}
        - {name: old, in: query, schema: {type: string}}
";

const CHANGELOG: &str = "\
# Changelog

## [Unreleased]

### Fixed

- A line of a person.

## [0.1.0] - 2026-01-02

The first release.
";

/// Edits of the spec. They remove a field, add a field, deprecate an operation and change its path.
const EDITS: [(&str, &str); 4] = [
    ("        - {name: old, in: query, schema: {type: string}}\n", ""),
    (
        "name: lang, in: query, schema: {type: string}}\n",
        "name: lang, in: query, schema: {type: string}}\n        - {name: more, in: query, schema: {type: string}}\n",
    ),
    ("      operationId: room.get\n", "      operationId: room.get\n      deprecated: true\n"),
    ("  /rooms/{id}:", "  /halls/{id}:"),
];

/// Project in a git repository. The initial files of the project are committed.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        fs::create_dir(project.root().join("spec")).unwrap();
        project.write("spec/room.yaml", SPEC);
        project.write(FILE, CHANGELOG);
        project.write("Cargo.toml", &manifest("0.1.0"));
        project.git(&["init", "--quiet", "--initial-branch=main"]);
        project.commit();
        project
    }

    fn released() -> Self {
        let project = Self::new();
        project.git(&["tag", "v0.1.0"]);
        project
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str]) {
        let git = Command::new("git").arg("-C").arg(self.root()).args(arguments).status().unwrap();
        assert!(git.success(), "git {arguments:?}");
    }

    fn commit(&self) {
        self.git(&["add", "."]);
        self.git(&["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=x"]);
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.root().join(file), text).unwrap();
    }

    fn edit(&self, edits: &[(&str, &str)]) {
        let mut text = SPEC.to_owned();
        for (from, to) in edits {
            assert!(text.contains(from), "the spec has no {from}");
            text = text.replacen(from, to, 1);
        }
        self.write("spec/room.yaml", &text);
    }

    fn changelog(&self) -> String {
        fs::read_to_string(self.root().join(FILE)).unwrap()
    }
}

fn manifest(version: &str) -> String {
    format!("[workspace.package]\nversion = \"{version}\"\n")
}

#[test]
fn the_changes_since_the_last_tag_are_a_section() {
    let project = Project::released();
    project.edit(&EDITS);
    let written = "changelog: wrote the section `[0.2.0]`, with the changes since v0.1.0, into CHANGELOG.md";
    assert_eq!(run(project.root(), None).unwrap(), Outcome::Done(written.to_owned()));
    let section = "\
## [0.2.0] - date of the release

### Added

- `room.get.more`: new field: `String`.

### Changed

- `room.get`: moved from GET /rooms/{id} to GET /halls/{id}. Older releases fail or work worse.

### Deprecated

- `room.get`: now deprecated by the platform.

### Removed

- **Breaking:** `room.get.old`: removed.

";
    assert_eq!(project.changelog(), CHANGELOG.replace("## [0.1.0]", &format!("{section}## [0.1.0]")));
}

#[test]
fn the_edits_of_a_person_stay() {
    let project = Project::released();
    project.edit(&EDITS);
    run(project.root(), None).unwrap();
    let edited = project.changelog().replace("new field: `String`.", "The language.");
    project.write(FILE, &edited);
    let refused = "changelog: CHANGELOG.md already has a section `[0.2.0]`; edit the section, or remove it and run \
        this command again";
    assert_eq!(run(project.root(), None).unwrap(), Outcome::Failed(refused.to_owned()));
    assert_eq!(project.changelog(), edited);
}

#[test]
fn the_base_is_a_tag_or_named() {
    let project = Project::new();
    project.edit(&EDITS);
    let error = run(project.root(), None).unwrap_err().to_string();
    assert_eq!(error, "no tag `v*` is reachable from this commit; name the last release with `--base REV`");
    project.git(&["tag", "other"]);
    assert!(run(project.root(), None).is_err(), "`other` is no release");
    assert!(matches!(run(project.root(), Some("main")).unwrap(), Outcome::Done(_)));
    assert!(project.changelog().contains("## [0.2.0]"));
}

#[test]
fn a_version_that_was_raised_further_stays() {
    let project = Project::released();
    project.edit(&EDITS[3..]);
    project.write("Cargo.toml", &manifest("1.0.0"));
    run(project.root(), None).unwrap();
    assert!(project.changelog().contains("## [1.0.0]"), "{}", project.changelog());
}

#[test]
fn without_changes_nothing_is_written() {
    let project = Project::released();
    let same = "changelog: the API is the same as in v0.1.0; nothing was written";
    assert_eq!(run(project.root(), None).unwrap(), Outcome::Done(same.to_owned()));
    assert_eq!(project.changelog(), CHANGELOG);
}

#[test]
fn the_first_section_stands_at_the_end() {
    let project = Project::released();
    project.edit(&EDITS[3..]);
    project.write(FILE, "# Changelog\n\n## [Unreleased]\n");
    run(project.root(), None).unwrap();
    let start = "# Changelog\n\n## [Unreleased]\n\n## [0.1.1] - date of the release\n\n### Changed\n\n- `room.get`";
    assert!(project.changelog().starts_with(start), "{}", project.changelog());
}

#[test]
fn other_headings_stand_below() {
    let project = Project::released();
    project.edit(&EDITS[3..]);
    project.write(FILE, &CHANGELOG.replace("## [0.1.0] - 2026-01-02", "## Earlier"));
    run(project.root(), None).unwrap();
    let changelog = project.changelog();
    let places = ["- A line of a person.", "## [0.1.1]", "## Earlier"].map(|text| changelog.find(text).unwrap());
    assert!(places.is_sorted(), "{changelog}");
}
