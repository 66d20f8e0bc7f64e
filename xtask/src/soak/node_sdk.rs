//! `cargo xtask soak node-sdk`: calls a strict double of the platform with the official Node SDK.

use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result};
use clap::Args;

use super::double::Double;
use crate::files;
use crate::outcome::{Outcome, refuse};

/// Program that makes the calls.
const PROGRAM: &str = include_str!("../../serve/soak/node_sdk.mjs");
const SDK: &str = "@larksuiteoapi/node-sdk";

#[derive(Args)]
pub(crate) struct Arguments {
    /// Version of the SDK
    #[arg(long, default_value = "1.74.0")]
    version: String,
}

pub(crate) fn run(root: &Path, arguments: &Arguments) -> Result<Outcome> {
    let spec = files::spec(root)?;
    let bundle = match codegen::bundle(&spec) {
        Ok(bundle) => bundle,
        Err(diagnostics) => return Ok(refuse(&spec, &diagnostics)),
    };
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    if let Err(reason) = install(folder.path(), &arguments.version) {
        return Ok(Outcome::Done(format!("soak: skipped, because {reason}")));
    }
    let (program, bundle_file) = (folder.path().join("node_sdk.mjs"), folder.path().join("bundle.json"));
    files::write(&program, PROGRAM)?;
    files::write(&bundle_file, &bundle)?;
    let double = Double::start(root)?;
    let mut node = Command::new("node");
    // Node must not use a proxy, because a proxy cannot reach the double on this machine.
    node.arg(&program).env("BUNDLE", &bundle_file).env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
    let called = node.envs(double.variables.iter().cloned()).output().context("cannot run node")?;
    let (is_accepted, summary) = double.end()?;
    let report = format!("soak: {SDK} {} against the double\n{}{summary}", arguments.version, told(&called));
    Ok(if called.status.success() && is_accepted { Outcome::Done(report) } else { Outcome::Found(report) })
}

/// Installs the SDK into a folder, without running the install scripts of packages.
fn install(folder: &Path, version: &str) -> Result<(), String> {
    Command::new("node").arg("--version").output().map_err(|_| "node is not installed")?;
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]);
    let installed = npm.arg(format!("{SDK}@{version}")).output().map_err(|_| "npm is not installed")?;
    if installed.status.success() {
        return Ok(());
    }
    let words = told(&installed);
    let reason = words.lines().find(|line| line.contains("ERR!") || line.contains("error")).unwrap_or_default();
    Err(format!("npm cannot install {SDK}: {reason}"))
}

fn told(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text)).concat()
}
