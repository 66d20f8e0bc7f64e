//! `cargo xtask soak networks`: makes different calls over failing networks. `.ci/run` runs the same test for a shorter
//! time.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::outcome::Outcome;

/// Duration of the test, in seconds.
const SECONDS: &str = "600";

pub(super) fn run(root: &Path) -> Result<Outcome> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // If the variable is already set, its value takes precedence.
    let seconds = std::env::var("VC_TEST_NETWORK_SECONDS").unwrap_or_else(|_| SECONDS.to_owned());
    cargo.current_dir(root).env("VC_TEST_NETWORK_SECONDS", &seconds);
    cargo.args(["test", "-p", "vc-tests", "--test", "networks", "soak", "--", "--nocapture"]);
    let ended = cargo.status().context("cannot run cargo")?;
    Ok(match ended.success() {
        true => {
            Outcome::Done(format!("soak: in {seconds} seconds, no call hung, and the server carried out no call twice"))
        }
        false => Outcome::Found("soak: a test failed".to_owned()),
    })
}
