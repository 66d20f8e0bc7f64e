//! Check of the table in `tests/README.md`: it must list each file of the tests and of their helpers.

use std::collections::BTreeSet;
use std::path::Path;

use vc_tests::workspace;

/// Folders whose Rust files must be in the table.
const FOLDERS: [&str; 2] = ["src", "tests"];
/// Root file of the helpers. It needs no row, because it only declares modules.
const ROOT: &str = "src/lib.rs";

/// Returns the paths in the first column of the table in a document.
pub(crate) fn rows(document: &str) -> Vec<&str> {
    document.lines().filter_map(|line| Some(line.strip_prefix("| `")?.split_once("` |")?.0)).collect()
}

/// Returns messages about differences between the rows of the table and the files of the crate in `folder`.
pub(crate) fn problems(folder: &Path, rows: &[&str]) -> Vec<String> {
    let paths = FOLDERS.iter().flat_map(|name| workspace::rust_files(&folder.join(name)));
    let files = paths.map(|path| path.strip_prefix(folder).expect("it is in the folder").display().to_string());
    let listed: BTreeSet<&str> = rows.iter().copied().collect();
    let missing = files.map(row_of).filter(|row| row != ROOT && !listed.contains(row.as_str()));
    let stale = listed.iter().filter(|row| !folder.join(row).exists());
    let mut problems: Vec<String> = missing.map(|row| format!("`{row}` has no row")).collect();
    problems.extend(stale.map(|row| format!("there is no `{row}`")));
    problems.extend((rows.len() > listed.len()).then(|| "a row is listed twice".to_owned()));
    problems
}

/// Returns the path of a file in the table: `a/` for `a/main.rs` or `a/mod.rs`, and the unchanged path for any other file.
fn row_of(file: String) -> String {
    let folder = file.strip_suffix("main.rs").or(file.strip_suffix("mod.rs")).filter(|folder| folder.ends_with('/'));
    folder.map_or(file.clone(), str::to_owned)
}
