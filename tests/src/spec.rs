//! The spec of this repository.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use codegen::source::Texts;
use serde_json::Value;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate stands in the workspace").to_owned()
}

/// The files of a folder with that extension, by their path from the root.
pub fn files(folder: &str, extension: &str) -> Texts {
    let entries = std::fs::read_dir(root().join(folder)).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let paths = paths.filter(|path| path.extension().is_some_and(|found| found == extension));
    paths
        .map(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).expect("the name is text");
            (format!("{folder}/{name}"), std::fs::read_to_string(&path).expect("the file can be read"))
        })
        .collect()
}

/// The files of the spec.
pub fn texts() -> Texts {
    files("spec", "yaml")
}

/// The spec as one plain OpenAPI document.
pub fn bundle() -> &'static Value {
    static BUNDLE: LazyLock<Value> = LazyLock::new(|| {
        let texts = texts();
        let text = codegen::bundle(&texts).unwrap_or_else(|errors| panic!("{}", errors.render(&texts, false)));
        serde_json::from_str(&text).expect("the bundle is JSON")
    });
    &BUNDLE
}
