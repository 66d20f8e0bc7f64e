//! Reports every unfinished part of the spec.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Api;

/// Code of the diagnostic about an unfinished part.
pub(super) const CODE: &str = "unfinished";

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for unfinished in &api.unfinished {
        let message = match unfinished.known.as_str() {
            "" => "this value is still to be written".to_owned(),
            known => format!("this value is still to be written: {known}"),
        };
        diagnostics.push(
            Diagnostic::new(CODE, message)
                .at(unfinished.place.clone())
                .help("write it in English; the text after `TODO:` shows the known facts"),
        );
    }
}
