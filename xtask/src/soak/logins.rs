//! `cargo xtask soak logins`: kills many processes while they renew a login. If `redis-server` is installed, the test also
//! uses a real Redis.
//!
//! `.ci/run` runs the same test with fewer kills.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::outcome::Outcome;

/// Number of processes that the test kills.
const KILLS: &str = "300";
/// Number of processes that the test kills while the logins are in Redis.
const REDIS_KILLS: &str = "100";
/// Number of times that the test pauses or kills Redis.
const OUTAGES: &str = "40";

pub(super) fn run(root: &Path) -> Result<Outcome> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root);
    cargo.env("VC_TEST_KILLS", KILLS).env("VC_TEST_REDIS_KILLS", REDIS_KILLS).env("VC_TEST_OUTAGES", OUTAGES);
    cargo.args(["test", "-p", "vc-tests", "--features", "redis", "--test", "crash"]);
    // The tests run one at a time, because each test uses the whole machine.
    let ended = cargo.args(["--", "--nocapture", "--test-threads=1"]).status().context("cannot run cargo")?;
    Ok(match ended.success() {
        true => Outcome::Done(format!("soak: passed with {KILLS} killed processes")),
        false => Outcome::Found("soak: a test failed".to_owned()),
    })
}
