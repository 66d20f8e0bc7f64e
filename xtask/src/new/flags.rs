//! The flags of `cargo xtask new`.

use clap::{Args, Subcommand};

/// What is to be written.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// An endpoint
    Endpoint(Endpoint),
    /// An event
    Event(EventFlags),
}

// Values are read by the rules, not by clap, so that all mistakes are told at once.

/// What is known of an endpoint.
#[derive(Debug, Default, Args)]
pub(crate) struct Endpoint {
    /// HTTP method
    #[arg(long)]
    pub(super) method: Option<String>,
    /// Path with `{name}` for parameters, such as `/open-apis/vc/v1/rooms/{room_id}/seats`
    #[arg(long)]
    pub(super) path: Option<String>,
    /// Kinds of token that it accepts, separated by commas
    #[arg(long, value_delimiter = ',')]
    pub(super) tokens: Option<Vec<String>>,
    #[command(flatten)]
    pub(super) common: Common,
}

/// What is known of an event.
#[derive(Debug, Default, Args)]
pub(crate) struct EventFlags {
    /// Its type on the platform, such as `vc.room.created_v1`
    #[arg(long)]
    pub(super) event_type: Option<String>,
    #[command(flatten)]
    pub(super) common: Common,
}

/// What is known of either.
#[derive(Debug, Default, Args)]
pub(crate) struct Common {
    /// Kinds of app, separated by commas
    #[arg(long, value_delimiter = ',')]
    pub(super) app_types: Option<Vec<String>>,
    /// The resource to which it belongs; told from the path or type if left out
    #[arg(long)]
    pub(super) resource: Option<String>,
    /// Make the resource, which the spec does not have yet
    #[arg(long)]
    pub(super) new_resource: bool,
    /// `resource.method` or `event.name`; told from the path or type if left out
    #[arg(long)]
    pub(super) operation_id: Option<String>,
    /// Scopes of which one is needed, separated by commas; an empty text if none is
    #[arg(long, value_delimiter = ',')]
    pub(super) scopes: Option<Vec<String>>,
    /// Address of the platform's page
    #[arg(long)]
    pub(super) url: Option<String>,
    /// Only say what would be written
    #[arg(long)]
    pub(super) dry_run: bool,
}
