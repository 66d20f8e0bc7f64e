//! Tests of states that are read from git and from folders.

use std::fs;

use super::*;
use crate::diff::{Arguments, run};

/// Project in a git repository. The initial files are committed on the branch `main`.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.git(&["init", "--quiet", "--initial-branch=main"]);
        project.write(&texts(), "0.1.0");
        project.commit();
        project
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str]) {
        let git = std::process::Command::new("git").arg("-C").arg(self.root()).args(arguments).status().unwrap();
        assert!(git.success(), "git {arguments:?}");
    }

    fn commit(&self) {
        self.git(&["add", "."]);
        self.git(&["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=x"]);
    }

    fn write(&self, spec: &Texts, version: &str) {
        fs::create_dir_all(self.root().join("spec")).unwrap();
        for (name, text) in spec {
            fs::write(self.root().join(name), text).unwrap();
        }
        let manifest = format!("[workspace.package]\nversion = \"{version}\"\n");
        fs::write(self.root().join("Cargo.toml"), manifest).unwrap();
    }

    fn diff(&self, base: Option<&str>, head: Option<&str>) -> Result<Outcome> {
        let [base, head] = [base, head].map(|name| name.map(str::to_owned));
        run(self.root(), &Arguments { base, head, format: Format::Json, kinds: false })
    }

    fn error(&self, base: &str) -> String {
        format!("{:#}", self.diff(Some(base), None).unwrap_err())
    }
}

#[test]
fn states_are_read_from_git_and_from_folders() {
    let project = Project::new();
    let Outcome::Done(same) = project.diff(None, None).unwrap() else { panic!("there is no change") };
    assert!(same.contains("The API is the same."), "{same}");

    project.git(&["checkout", "--quiet", "-b", "branch"]);
    project.write(&edited(&[("accessor: rooms", "accessor: halls")]), "0.1.0");
    project.commit();
    let Outcome::Found(found) = project.diff(None, None).unwrap() else { panic!("it breaks against `main`") };
    assert!(found.contains("(main) to the working tree") && found.contains("accessor-renamed"), "{found}");
    assert!(matches!(project.diff(Some("HEAD"), None).unwrap(), Outcome::Done(_)));
    assert!(matches!(project.diff(Some("main"), Some("branch")).unwrap(), Outcome::Found(_)));

    let other = Project::new();
    let folder = other.root().to_str().unwrap();
    assert!(matches!(project.diff(Some(folder), None).unwrap(), Outcome::Found(_)));
    assert!(matches!(project.diff(Some("main"), Some(folder)).unwrap(), Outcome::Done(_)));

    project.write(&edited(&[("accessor: rooms", "accessor: halls")]), "0.2.0");
    assert!(matches!(project.diff(None, None).unwrap(), Outcome::Done(_)), "the version was raised");
}

#[test]
fn a_base_whose_errors_have_no_names_can_be_read() {
    let project = Project::new();
    project.write(&edited(&[(", name: refused", "")]), "0.1.0");
    project.git(&["checkout", "--quiet", "-b", "earlier"]);
    project.commit();
    project.write(&texts(), "0.1.0");
    let root = project.root();
    let (base, head) = (State::named(root, "HEAD").unwrap(), State::working(root).unwrap());
    assert_eq!(changes(&base, &head), ["error-name-added room.list compatible/addition"]);
}

#[test]
fn only_a_base_may_break_later_rules() {
    let project = Project::new();
    let without = edited(&[("      x-scopes: []\n      x-app-types: [custom, isv]\n", "")]);
    project.git(&["checkout", "--quiet", "-b", "earlier"]);
    project.write(&without, "0.1.0");
    project.commit();
    project.write(&texts(), "0.1.0");
    let Outcome::Done(read) = project.diff(Some("earlier"), None).unwrap() else { panic!("nothing is breaking") };
    assert!(read.contains("app-type-accepted"), "{read}");
    let error = format!("{:#}", project.diff(Some("main"), Some("earlier")).unwrap_err());
    assert!(error.contains("error[scopes-missing]") && error.contains("error[app-types-missing]"), "{error}");
    assert!(matches!(project.diff(Some("earlier"), Some("earlier")).unwrap(), Outcome::Done(_)));
}

#[test]
fn what_cannot_be_compared_is_an_error() {
    let project = Project::new();
    project.write(&edited(&[("$ref: '#/components/schemas/Tag'", "$ref: '#/components/schemas/Tags'")]), "0.1.0");
    project.git(&["checkout", "--quiet", "-b", "broken"]);
    project.commit();
    let error = project.error("broken");
    assert!(error.starts_with("this generator does not accept the spec of broken:\n\nerror[ref-dangling]"), "{error}");
    assert!(error.contains("--> spec/room.yaml:"), "{error}");
    assert!(project.error("main").contains("the spec of the working tree"));
    for unknown in ["nowhere", "--all", "spec"] {
        let expected = format!("`{unknown}` is neither a folder with a `spec/` in it nor a git revision");
        assert_eq!(project.error(unknown), expected);
    }
    project.git(&["rm", "--quiet", "-r", "-f", "spec"]);
    project.commit();
    assert_eq!(project.error("HEAD"), "there is no `spec/*.yaml` in HEAD");
}
