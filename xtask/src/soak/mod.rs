//! `cargo xtask soak`: checks that take a long time or need the network.

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
    /// The check calls each operation that is in both the SDK and the spec. The check installs the SDK from the npm registry
    /// into a temporary folder. If node, npm or the registry is not available, the check only prints the reason.
    NodeSdk(node_sdk::Arguments),
    /// Attend a thousand meetings of one hour, with a simulated clock
    ///
    /// The check fails if the memory use grows, or if a task still runs at the end.
    Meetings,
    /// Kill three hundred processes while they renew the login of a user
    ///
    /// The check fails if a login is lost although it could have been kept. If `redis-server` is installed, the check also
    /// starts, pauses and kills a real Redis.
    Logins,
    /// Make calls for ten minutes over simulated networks that fail at random, in many ways
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
