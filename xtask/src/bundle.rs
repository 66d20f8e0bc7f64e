//! `cargo xtask bundle`: writes the spec as one plain OpenAPI document.

use std::path::Path;

use anyhow::Result;

use crate::files;
use crate::outcome::{Outcome, refuse};

pub(crate) fn run(root: &Path, output: &Path) -> Result<Outcome> {
    let spec = files::spec(root)?;
    match codegen::bundle(&spec) {
        Ok(text) => {
            files::write(output, &text)?;
            Ok(Outcome::Done(format!("bundle: wrote {}", output.display())))
        }
        Err(diagnostics) => Ok(refuse(&spec, &diagnostics)),
    }
}
