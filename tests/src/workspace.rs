//! Files of the workspace.

use std::path::{Path, PathBuf};

use codegen::source::Texts;

/// Returns the folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate stands in the workspace").to_owned()
}

/// Returns the text of a file. `file` is its path relative to the workspace.
pub fn text(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Returns the files of a folder that have the given extension. The paths are relative to the workspace.
pub fn files(folder: &str, extension: &str) -> Texts {
    let paths = entries(&root().join(folder)).into_iter();
    let paths = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
    paths
        .map(|path| {
            let path = format!("{folder}/{}", name(&path));
            let text = text(&path);
            (path, text)
        })
        .collect()
}

/// Returns the paths of all Rust files in a folder and its subfolders, in order.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Returns the paths of the files and folders in a folder, in order.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    paths
}

/// Returns the name of a file or folder.
pub fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect("the name is text")
}
