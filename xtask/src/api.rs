//! `cargo xtask api`: writes the table of all operations and events.

use std::path::Path;

use anyhow::Result;

use crate::files;
use crate::outcome::{Outcome, refuse};

/// Table of all operations and events. `regen` writes and checks this file, too.
pub(crate) const FILE: &str = "vc-api/API.md";

pub(crate) fn run(root: &Path) -> Result<Outcome> {
    let spec = files::spec(root)?;
    match codegen::api(&spec) {
        Ok(api) => {
            files::write(&root.join(FILE), &codegen::emit::reference(&api))?;
            Ok(Outcome::Done(format!("api: wrote {FILE}")))
        }
        Err(diagnostics) => Ok(refuse(&spec, &diagnostics)),
    }
}
