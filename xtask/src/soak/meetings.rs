//! `cargo xtask soak meetings`: runs many long meetings with an agent. `.ci/run` runs the same test with fewer meetings.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::outcome::Outcome;

const MEETINGS: &str = "1000";
/// Number of cases for each property test.
const CASES: &str = "5000";

pub(super) fn run(root: &Path) -> Result<Outcome> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root).env("VC_TEST_MEETINGS", MEETINGS).env("PROPTEST_CASES", CASES);
    cargo.args([
        "test",
        "-p",
        "vc-tests",
        "--test",
        "agent",
        "--test",
        "meeting_load",
        "--",
        "--nocapture",
        "any_",
        "memory",
    ]);
    let ended = cargo.status().context("cannot run cargo")?;
    Ok(match ended.success() {
        true => Outcome::Done(format!(
            "soak: passed with {MEETINGS} meetings of one hour, and {CASES} cases of each property test"
        )),
        false => Outcome::Found("soak: a test failed".to_owned()),
    })
}
