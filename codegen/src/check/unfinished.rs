//! Everything that a person must write is written.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Api;

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for unfinished in &api.unfinished {
        let message = match unfinished.known.as_str() {
            "" => "this is still to be written".to_owned(),
            known => format!("this is still to be written: {known}"),
        };
        diagnostics.push(
            Diagnostic::new("unfinished", message)
                .at(unfinished.place.clone())
                .help("write it in English; behind `TODO:` stands what is known so far"),
        );
    }
}
