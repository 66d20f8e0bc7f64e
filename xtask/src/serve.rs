//! `cargo xtask serve`: builds the server, and replaces this process with the server.
//!
//! The server is a separate package, because it depends on the client. `cargo xtask regen` must build even if the client
//! does not compile.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::outcome::Outcome;

/// Package of the server.
const PACKAGE: &str = "vc-serve";

pub(crate) fn run(root: &Path, options: &[OsString]) -> Result<Outcome> {
    run_package(root, PACKAGE, options)
}

/// Builds the program in a package, and replaces this process with the program.
pub(crate) fn run_package(root: &Path, package: &str, options: &[OsString]) -> Result<Outcome> {
    let mut program = command_on(root, package, "run");
    program.arg("--").args(options);
    replace_process(program).context("cannot run cargo")
}

/// Returns a cargo command for the package of the server.
pub(crate) fn command(root: &Path, name: &str) -> Command {
    command_on(root, PACKAGE, name)
}

fn command_on(root: &Path, package: &str, name: &str) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.arg(name).arg("--manifest-path").arg(root.join("Cargo.toml")).args(["--package", package]);
    cargo
}

/// Replaces this process with the program, so that the program receives the signals and sets the exit status.
#[cfg(unix)]
fn replace_process(mut program: Command) -> std::io::Result<Outcome> {
    use std::os::unix::process::CommandExt as _;
    Err(program.exec())
}

#[cfg(not(unix))]
fn replace_process(mut program: Command) -> std::io::Result<Outcome> {
    let ended = program.status()?;
    std::process::exit(ended.code().unwrap_or(1))
}
