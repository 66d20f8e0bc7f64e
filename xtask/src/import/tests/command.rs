//! The command: all or nothing.

use super::*;

/// A project with the invented spec and some pages.
fn project(names: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("spec")).unwrap();
    for (name, text) in spec() {
        fs::write(root.path().join(name), text).unwrap();
    }
    for (name, text) in names {
        fs::write(root.path().join(name), text).unwrap();
    }
    root
}

fn run_in(root: &tempfile::TempDir, pages: &[&str], dry_run: bool) -> Outcome {
    let pages: Vec<PathBuf> = pages.iter().map(|page| root.path().join(page)).collect();
    run(root.path(), &pages, Format::Text, dry_run).unwrap()
}

#[test]
fn it_writes_what_changed() {
    let root = project(&[("door.md", &fixture("pages/door_list.md"))]);
    let modified = |name: &str| fs::metadata(root.path().join(name)).unwrap().modified().unwrap();
    let before = modified("spec/openapi.yaml");
    let Outcome::Done(dry) = run_in(&root, &["door.md"], true) else { panic!("refused") };
    assert!(dry.contains("would be written: 6; left as it is: 0; still to be written by hand: 22"), "{dry}");
    assert_eq!(files::spec(root.path()).unwrap(), spec());
    let Outcome::Done(report) = run_in(&root, &["door.md"], false) else { panic!("refused") };
    assert_eq!(report, dry.replace("would be written", "written"));
    assert_eq!(files::spec(root.path()).unwrap(), imported(&spec(), &pages(&["door_list.md"])).texts);
    assert_eq!(modified("spec/openapi.yaml"), before, "a file that did not change was written");
}

#[track_caller]
fn refused(root: &tempfile::TempDir, pages: &[&str], expected: &[&str]) {
    let before = files::spec(root.path()).unwrap();
    let Outcome::Unusable(report) = run_in(root, pages, false) else { panic!("accepted") };
    for expected in expected {
        assert!(report.contains(expected), "{expected}\n{report}");
    }
    assert!(report.ends_with("nothing was written"), "{report}");
    assert_eq!(files::spec(root.path()).unwrap(), before);
}

#[test]
fn damaged_pages_and_a_wrong_spec_are_told_at_once() {
    let good = fixture("pages/badge_create.md");
    let no_method = fixture("pages/door_list.md").replace("| HTTP Method | GET |\n", "");
    let torn = fixture("pages/badge_download.md").replace("| `badge_id` | `string` |", "| `badge_id` |");
    let root = project(&[("good.md", &good), ("no_method.md", &no_method), ("torn.md", &torn)]);
    let places = ["error[page-missing]", "no_method.md:5:4", "error[page-table]", "torn.md:16:1", "2 errors"];
    refused(&root, &["good.md", "no_method.md", "torn.md"], &places);
    let path = root.path().join("spec/scopes.yaml");
    fs::write(&path, fixture("spec/scopes.yaml") + "  yard:more: {sumary: More}\n").unwrap();
    refused(
        &root,
        &["no_method.md"],
        &["error[page-missing]", "error[key-unknown]", "spec/scopes.yaml:6:15", "2 errors"],
    );
}

#[test]
fn what_would_not_be_read_is_not_written() {
    let unknown = fixture("pages/badge_create.md").replace("`tenant_access_token`", "`robot_access_token`");
    let root = project(&[("unknown.md", &unknown)]);
    let why = "error[import-impossible]: it would be refused: no token type `robot_access_token` is declared";
    refused(
        &root,
        &["unknown.md"],
        &[why, "(token-unknown, at #/paths/", "unknown.md:5:4", "help: token types are declared"],
    );
    fs::write(root.path().join("spec/badge.yaml"), "# not yet\n").unwrap();
    fs::write(root.path().join("good.md"), fixture("pages/badge_create.md")).unwrap();
    refused(&root, &["good.md"], &["error[import-impossible]: spec/badge.yaml is there already", "good.md:5:4"]);
}

#[test]
fn an_overview_is_passed_over() {
    let root = project(&[("door.md", &fixture("pages/door_list.md")), ("overview.md", "### 资源：储物柜\n")]);
    let Outcome::Done(report) = run_in(&root, &["overview.md", "door.md"], false) else { panic!("refused") };
    assert!(report.contains("note[left]: overview: it only lists what there is"), "{report}");
    assert!(report.contains("written: 6; left as it is: 1;"), "{report}");
}

#[test]
fn what_cannot_be_written_leaves_all_as_it_was() {
    let root = project(&[("door.md", &fixture("pages/door_list.md"))]);
    // Where the second of the files would be written first stands something else.
    fs::create_dir(root.path().join("spec/scopes.tmp")).unwrap();
    let error = run(root.path(), &[root.path().join("door.md")], Format::Text, false).unwrap_err();
    assert!(format!("{error:#}").contains("cannot write") && format!("{error:#}").contains("scopes.yaml"), "{error:#}");
    assert_eq!(files::spec(root.path()).unwrap(), spec());
    assert!(!root.path().join("spec/locker.tmp").exists());
}
