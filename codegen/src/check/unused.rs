//! Reports schemas and parameters that nothing uses.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Api;

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for unused in &api.unused {
        diagnostics.push(
            Diagnostic::new("unused", format!("{} `{}` is never used", unused.what, unused.name))
                .at_key(unused.place.clone())
                .help("write a `$ref` to the declaration, or remove the declaration"),
        );
    }
}
