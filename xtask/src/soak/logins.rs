//! Many processes that are killed while they refresh a login, by the test that is small in the gate; also beside a real
//! Redis, if there is one.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::outcome::Outcome;

/// Number of kills.
const KILLS: &str = "300";
/// Number of kills beside Redis, and of times that Redis goes away.
const REDIS_KILLS: &str = "100";
const OUTAGES: &str = "40";

pub(super) fn run(root: &Path) -> Result<Outcome> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root);
    cargo.env("VC_TEST_KILLS", KILLS).env("VC_TEST_REDIS_KILLS", REDIS_KILLS).env("VC_TEST_OUTAGES", OUTAGES);
    cargo.args(["test", "-p", "vc-tests", "--features", "redis", "--test", "crash"]);
    // One after the other: each keeps the machine busy.
    let ended = cargo.args(["--", "--nocapture", "--test-threads=1"]).status().context("cannot run cargo")?;
    Ok(match ended.success() {
        true => Outcome::Done(format!("soak: no login was lost in {KILLS} kills, but those that could not be saved")),
        false => Outcome::Found("soak: a test failed".to_owned()),
    })
}
