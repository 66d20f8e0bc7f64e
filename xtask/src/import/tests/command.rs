//! Tests of the command `import`. The command writes all changed files, or no file.

use super::*;

/// Creates a project with the spec of the fictional platform and some pages.
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

fn run_in(root: &tempfile::TempDir, pages: &[&str], options: Options) -> Outcome {
    let pages: Vec<PathBuf> = pages.iter().map(|page| root.path().join(page)).collect();
    run(root.path(), &pages, Format::Text, options).unwrap()
}

const DRY: Options = Options { strict: false, dry_run: true };
const STRICT: Options = Options { strict: true, dry_run: false };

#[test]
fn it_writes_what_changed() {
    let root = project(&[("door.md", &fixture("pages/door_list.md"))]);
    let modified = |name: &str| fs::metadata(root.path().join(name)).unwrap().modified().unwrap();
    let before = modified("spec/openapi.yaml");
    let Outcome::Done(dry) = run_in(&root, &["door.md"], DRY) else { panic!("refused") };
    assert!(
        dry.contains(
            "would be written: 6; left unchanged: 0; to write by hand: 22; pages with errors: 0; pages skipped: 0"
        ),
        "{dry}"
    );
    assert_eq!(files::spec(root.path()).unwrap(), spec());
    let Outcome::Done(report) = run_in(&root, &["door.md"], Options::default()) else { panic!("refused") };
    assert_eq!(report, dry.replace("would be written", "written"));
    assert_eq!(files::spec(root.path()).unwrap(), imported(&spec(), &pages(&["door_list.md"])).texts);
    assert_eq!(modified("spec/openapi.yaml"), before, "the command wrote an unchanged file");
}

#[track_caller]
fn refused(root: &tempfile::TempDir, pages: &[&str], options: Options, expected: &[&str]) {
    let before = files::spec(root.path()).unwrap();
    let Outcome::Unusable(report) = run_in(root, pages, options) else { panic!("accepted") };
    for expected in expected {
        assert!(report.contains(expected), "{expected}\n{report}");
    }
    assert!(report.ends_with("nothing was written"), "{report}");
    assert_eq!(files::spec(root.path()).unwrap(), before);
}

/// Returns a page without a method, and a page with a field without a type.
fn damaged() -> [(&'static str, String); 2] {
    let no_method = fixture("pages/door_list.md").replace("| HTTP Method | GET |\n", "");
    let no_type = fixture("pages/badge_download.md").replace("| `badge_id` | `string` |", "| `badge_id` | |");
    [("no_method.md", no_method), ("no_type.md", no_type)]
}

#[test]
fn strict_damaged_pages_and_a_wrong_spec_are_told_at_once() {
    let [no_method, no_type] = damaged();
    let good = fixture("pages/badge_create.md");
    let root = project(&[("good.md", &good), (no_method.0, &no_method.1), (no_type.0, &no_type.1)]);
    let places = ["error[page-missing]", "no_method.md:5:4", "error[page-field]", "no_type.md:16:16", "2 errors"];
    refused(&root, &["good.md", "no_method.md", "no_type.md"], STRICT, &places);
    let path = root.path().join("spec/scopes.yaml");
    fs::write(&path, fixture("spec/scopes.yaml") + "  yard:more: {sumary: More}\n").unwrap();
    let both = ["error[page-missing]", "error[key-unknown]", "spec/scopes.yaml:6:15", "2 errors"];
    refused(&root, &["no_method.md"], Options::default(), &both);
}

#[test]
fn what_would_not_be_read_is_not_written() {
    let unknown = fixture("pages/badge_create.md").replace("`tenant_access_token`", "`robot_access_token`");
    let root = project(&[("unknown.md", &unknown)]);
    let why = "error[import-impossible]: the generator would refuse the imported spec: no token type \
               `robot_access_token` is declared";
    refused(
        &root,
        &["unknown.md"],
        STRICT,
        &[why, "(token-unknown, at #/paths/", "unknown.md:5:4", "help: token types are declared"],
    );
    fs::write(root.path().join("spec/badge.yaml"), "# not yet\n").unwrap();
    fs::write(root.path().join("good.md"), fixture("pages/badge_create.md")).unwrap();
    let there = ["error[import-impossible]: spec/badge.yaml already exists", "good.md:5:4"];
    refused(&root, &["good.md"], STRICT, &there);
}

/// A folder may hold pages of all kinds, including pages that cannot be imported.
#[test]
fn a_folder_is_taken_as_it_is() {
    let [no_method, no_type] = damaged();
    let unknown = fixture("pages/badge_create.md").replace("`tenant_access_token`", "`robot_access_token`");
    let root = project(&[]);
    fs::create_dir_all(root.path().join("pages/deep/er")).unwrap();
    for (name, text) in [
        ("deep/er/door.md", fixture("pages/door_list.md").as_str()),
        ("deep/faq.md", "# 常见问题\n| 一 | 二 |\n没有\n"),
        ("overview.md", "### 资源：储物柜\n"),
        ("notes.txt", "## 请求\n"),
        ("no_method.md", &no_method.1),
        ("deep/no_type.md", &no_type.1),
        ("unknown.md", &unknown),
    ] {
        fs::write(root.path().join("pages").join(name), text).unwrap();
    }
    fs::write(root.path().join("pages/latin.md"), b"# caf\xe9\n").unwrap();
    let Outcome::Found(report) = run_in(&root, &["pages"], Options::default()) else { panic!("it was not found") };
    let counts = "written: 6; left unchanged: 0; to write by hand: 22; pages with errors: 4; pages skipped: 2";
    assert!(report.ends_with(counts), "{report}");
    let left_out = report.split("\n\n").filter(|one| one.contains("page left out"));
    let left_out: Vec<String> = left_out.map(|one| one.replace(&root.path().display().to_string(), "")).collect();
    assert_eq!(
        left_out,
        [
            "error[page-field]: page left out: this field has no type\n  --> /pages/deep/no_type.md:16:16\n      \
             help  write a type, or `-` for an object",
            "error[page-encoding]: page left out: byte 5 of the file, 0xE9, is not UTF-8\n  --> /pages/latin.md:1:6\n      \
             help  save the file as UTF-8",
            "error[page-missing]: page left out: there is no row `HTTPMethod` below this heading\n  \
             --> /pages/no_method.md:5:4\n      help  add this row to the table of items and values",
            "error[import-impossible]: page left out: the generator would refuse the imported spec: no token type \
             `robot_access_token` is declared \
             (token-unknown, at #/paths/~1open-apis~1yard~1v1~1badges/post/x-tokens/0)\n  --> /pages/unknown.md:5:4\n      \
             help  token types are declared under `x-token-types` of spec/openapi.yaml",
        ]
    );
    assert_eq!(files::spec(root.path()).unwrap(), imported(&spec(), &pages(&["door_list.md"])).texts);
}

#[test]
fn what_cannot_be_written_leaves_all_as_it_was() {
    let root = project(&[("door.md", &fixture("pages/door_list.md"))]);
    // A folder blocks the path of the temporary file for `scopes.yaml`. So the command cannot write `scopes.yaml`, the
    // second of its files.
    fs::create_dir(root.path().join("spec/scopes.tmp")).unwrap();
    let error = run(root.path(), &[root.path().join("door.md")], Format::Text, Options::default()).unwrap_err();
    assert!(format!("{error:#}").contains("cannot write") && format!("{error:#}").contains("scopes.yaml"), "{error:#}");
    assert_eq!(files::spec(root.path()).unwrap(), spec());
    assert!(!root.path().join("spec/locker.tmp").exists());
}
