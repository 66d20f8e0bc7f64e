//! `cargo xtask soak`: what takes long or needs the network, held against the spec.

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
pub(crate) enum What {
    /// Call a strict double of the platform with the official Node SDK: every operation that both have
    ///
    /// It installs the SDK from the npm registry into a temporary folder. Without node, npm or the registry it does nothing,
    /// and says so.
    NodeSdk(node_sdk::Arguments),
    /// Attend a thousand meetings of an hour, in paused time: memory stays flat, and no task is left behind
    Meetings,
    /// Kill three hundred processes while they refresh the login of a user: none is lost that can be saved
    ///
    /// It does so beside a real Redis too, which it pauses and kills, if there is a `redis-server`.
    Logins,
    /// Make calls for ten minutes over networks that break one thing after another: none hangs, none is carried out twice
    ///
    /// `VC_TEST_NETWORK_SECONDS` sets another time.
    Networks,
}

pub(crate) fn run(root: &Path, what: What) -> Result<Outcome> {
    match what {
        What::NodeSdk(arguments) => node_sdk::run(root, &arguments),
        What::Meetings => meetings::run(root),
        What::Logins => logins::run(root),
        What::Networks => networks::run(root),
    }
}
