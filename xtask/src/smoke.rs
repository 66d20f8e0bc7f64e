//! `cargo xtask smoke`: builds the program that calls the real platform, and replaces this process with the program.
//!
//! The program is a separate package, because it depends on the client.

use std::ffi::OsString;
use std::path::Path;

use anyhow::Result;

use crate::outcome::Outcome;
use crate::serve;

/// Package of the program.
const PACKAGE: &str = "vc-smoke";

pub(crate) fn run(root: &Path, options: &[OsString]) -> Result<Outcome> {
    serve::run_package(root, PACKAGE, options)
}
