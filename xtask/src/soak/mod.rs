//! `cargo xtask soak`: checks that take long or need the network.

mod double;
mod logins;
mod meetings;
mod networks;
mod node_sdk;

use std::path::Path;

use anyhow::Result;
use clap::Subcommand;

use crate::outcome::Outcome;

#[derive(Subcommand)]
pub(crate) enum Check {
    /// Call a strict double of the platform with the official Node SDK
    ///
    /// The program calls every operation that the SDK and the spec share. The command installs the SDK from the npm registry
    /// into a temporary folder. Without node, npm or the registry, it does nothing and prints the reason.
    NodeSdk(node_sdk::Arguments),
    /// Attend a thousand meetings of one hour, in paused time
    ///
    /// The check fails if memory grows, or if a task remains at the end.
    Meetings,
    /// Kill three hundred processes while they refresh the login of a user
    ///
    /// The check fails if a login is lost that could be kept. With a `redis-server`, it also uses a real Redis, and pauses
    /// and kills it.
    Logins,
    /// Make calls for ten minutes over networks that fail in one way after another
    ///
    /// The check fails if a call hangs, or if the server carries out a call twice. `VC_TEST_NETWORK_SECONDS` sets another
    /// duration, in seconds.
    Networks,
}

pub(crate) fn run(root: &Path, check: Check) -> Result<Outcome> {
    match check {
        Check::NodeSdk(arguments) => node_sdk::run(root, &arguments),
        Check::Meetings => meetings::run(root),
        Check::Logins => logins::run(root),
        Check::Networks => networks::run(root),
    }
}
