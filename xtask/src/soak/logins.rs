//! `cargo xtask soak logins`: kills many processes while they refresh a login. If there is a real Redis, the
//! test also uses this Redis.
//!
//! The gate runs the same test with fewer kills.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::outcome::Outcome;

/// Number of kills.
const KILLS: &str = "300";
/// Number of kills with Redis.
const REDIS_KILLS: &str = "100";
/// Number of outages of Redis.
const OUTAGES: &str = "40";

pub(super) fn run(root: &Path) -> Result<Outcome> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root);
    cargo.env("VC_TEST_KILLS", KILLS).env("VC_TEST_REDIS_KILLS", REDIS_KILLS).env("VC_TEST_OUTAGES", OUTAGES);
    cargo.args(["test", "-p", "vc-tests", "--features", "redis", "--test", "crash"]);
    // The tests run one at a time, because each test uses the whole machine.
    let ended = cargo.args(["--", "--nocapture", "--test-threads=1"]).status().context("cannot run cargo")?;
    Ok(match ended.success() {
        true => Outcome::Done(format!("soak: in {KILLS} kills, no login was lost that could be kept")),
        false => Outcome::Found("soak: a test failed".to_owned()),
    })
}
