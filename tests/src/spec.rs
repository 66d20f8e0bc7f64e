//! Spec of this repository.

use std::sync::LazyLock;

use codegen::source::Texts;
use serde_json::Value;

use crate::workspace::files;

/// Returns the files of the spec.
pub fn texts() -> Texts {
    files("spec", "yaml")
}

/// Returns the spec as one plain OpenAPI document.
pub fn bundle() -> &'static Value {
    static BUNDLE: LazyLock<Value> = LazyLock::new(|| {
        let texts = texts();
        let text = codegen::bundle(&texts).unwrap_or_else(|errors| panic!("{}", errors.render(&texts, false)));
        serde_json::from_str(&text).expect("the bundle is JSON")
    });
    &BUNDLE
}
