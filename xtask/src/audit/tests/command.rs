//! Tests of the command `audit`: its arguments, its output and its exit code.

use super::*;
use crate::import;

const NO_ADDRESS: &str = "## 请求\n| | |\n|-|-|\n| HTTP Method | GET |\n";

/// Creates a project with the spec of the fictional platform and its pages.
fn project() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("spec")).unwrap();
    fs::create_dir_all(root.path().join("pages/deep/er")).unwrap();
    fs::write(root.path().join("spec/yard.yaml"), fixture("audit", "spec.yaml")).unwrap();
    fs::write(root.path().join("pages/overview.md"), fixture("audit", "overview.md")).unwrap();
    fs::write(root.path().join("pages/deep/er/create.md"), fixture("audit", "create.md")).unwrap();
    fs::write(root.path().join("pages/deep/notes.txt"), "no page").unwrap();
    root
}

#[test]
fn folders_are_searched_and_the_outcome_tells_what_was_found() {
    let root = project();
    let folder = root.path().join("pages");
    let run = || run(root.path(), std::slice::from_ref(&folder), Format::Text).unwrap();
    let Outcome::Done(report) = run() else { panic!("it differs") };
    assert!(
        report.ends_with(
            "pages read: 2; new differences: 0; warnings: 1; known: 0; pages with errors: 0; pages skipped: 0"
        ),
        "{report}"
    );
    let page = folder.join("deep/er/create.md");
    fs::write(&page, fixture("audit", "create.md").replace("| POST |", "| PUT |")).unwrap();
    let Outcome::Found(report) = run() else { panic!("nothing differs") };
    assert!(report.contains("error[method-differs]: bin.create: the method is `PUT`"), "{report}");
    fs::write(folder.join("guide.md"), "# 说明\n").unwrap();
    fs::write(&page, NO_ADDRESS).unwrap();
    let Outcome::Found(report) = run() else { panic!("it was read") };
    assert!(report.contains("error[page-missing]: page left out: ") && report.contains("create.md:1:4"), "{report}");
    let counts = "pages read: 1; new differences: 0; warnings: 0; known: 0; pages with errors: 1; pages skipped: 1";
    assert!(report.ends_with(counts), "{report}");
}

/// The audit reports an error for an operation that no page has. If the audit could not read a page, the audit reports a
/// warning instead, because the unread page may have the operation.
#[test]
fn nothing_is_surplus_for_sure_while_a_page_is_left_out() {
    let root = project();
    let overview = fixture("audit", "overview.md");
    let less: Vec<&str> = overview.lines().filter(|line| !line.contains("bins/:bin_id")).collect();
    fs::write(root.path().join("pages/overview.md"), less.join("\n")).unwrap();
    let run = || run(root.path(), &[root.path().join("pages")], Format::Text).unwrap();
    let Outcome::Found(report) = run() else { panic!("nothing is surplus") };
    assert!(report.contains("error[operation-surplus]: bin.get"), "{report}");
    fs::write(root.path().join("pages/get.md"), NO_ADDRESS).unwrap();
    let Outcome::Found(report) = run() else { panic!("no page is left out") };
    assert!(report.contains("warning[operation-surplus]: bin.get"), "{report}");
    assert!(report.contains("but   the audit left out an unreadable page, which may have the item"), "{report}");
}

#[test]
fn pages_that_are_not_there_are_named() {
    let root = project();
    let refused = |paths: &[&str]| {
        let paths: Vec<PathBuf> = paths.iter().map(|path| root.path().join(path)).collect();
        format!("{:#}", run(root.path(), &paths, Format::Json).unwrap_err())
    };
    let both = refused(&["pages/gone.md", "pages/overview.md", "lost.md"]);
    assert!(both.starts_with("there is no ") && both.contains("pages/gone.md\nerror: there is no "), "{both}");
    assert!(both.ends_with("lost.md"), "{both}");
    assert!(refused(&["spec"]).contains("no pages found"));
}

/// `import` and `audit` read pages by the same rules, and report the same errors.
#[test]
fn an_import_says_the_same_of_pages() {
    let created = fixture("audit", "created.md");
    let row = created.lines().rfind(|line| line.contains('└')).unwrap();
    let odd = |from: &str, to: &str| {
        assert!(created.contains(from), "{from}");
        created.replacen(from, to, 1)
    };
    let cut = row.rsplit_once('|').and_then(|(row, _)| row.rsplit_once('|')).unwrap().0;
    let (title, _) = row.split_once('`').unwrap();
    let pages = [
        ("bidi.md", odd("## 事件", "## 事件\n\u{202e}")),
        ("bell.md", odd("## 事件", "## 事件\n\u{7}")),
        ("width.md", odd(title, &format!("{title}\u{200b}"))),
        ("fewer.md", odd(row, &format!("{cut}|"))),
        ("torn.md", odd(row, &row.replace("| `string` |", "|"))),
        ("more.md", odd(row, &format!("{row} 又 |"))),
        ("code.md", odd(row, &row.replacen('`', "`a | ", 1))),
        ("depth.md", odd(row, &row.replacen("&nbsp;", "", 1))),
        ("guide.md", "# 说明\n\u{202e}\n".to_owned()),
        ("cut.md", "```\n".to_owned()),
        ("two.md", format!("{created}\n{NO_ADDRESS}")),
        ("plain.md", created.clone()),
    ];
    let root = project();
    let folder = root.path().join("odd");
    fs::create_dir(&folder).unwrap();
    pages.iter().for_each(|(name, text)| fs::write(folder.join(name), text).unwrap());
    fs::write(folder.join("latin.md"), b"# caf\xe9\n").unwrap();
    let left_out = |outcome: Outcome| {
        let Outcome::Found(report) = outcome else { panic!("{outcome:?}") };
        let counts = report.rsplit_once("pages with errors: ").unwrap().1.to_owned();
        let errors = report.split("\n\n").filter(|one| one.contains("page left out: ")).map(str::to_owned);
        (errors.collect::<Vec<_>>(), counts)
    };
    let audited = left_out(run(root.path(), std::slice::from_ref(&folder), Format::Text).unwrap());
    let options = import::Options { strict: false, dry_run: true };
    let imported = left_out(import::run(root.path(), std::slice::from_ref(&folder), Format::Text, options).unwrap());
    assert_eq!(audited, imported);
    let files = audited.0.iter().filter_map(|one| one.split(".md:").next()?.rsplit('/').next());
    let files: BTreeSet<&str> = files.collect();
    assert_eq!(files.into_iter().collect::<Vec<_>>(), ["bell", "bidi", "code", "cut", "depth", "latin", "torn", "two"]);
    assert_eq!(audited.1, "8; pages skipped: 1");
}
