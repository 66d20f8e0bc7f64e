//! The flags of `cargo xtask new`.

use clap::{Args, Subcommand};

/// Kind of the new item.
#[derive(Debug, Subcommand)]
pub(crate) enum Kind {
    /// An HTTP method and a path that programs call
    Endpoint(Endpoint),
    /// An event that the platform sends
    Event(EventFlags),
}

// The fields are plain texts, which the functions in `rules` check. If clap checked the values, it would report only the
// first mistake.

/// Flags of an endpoint.
#[derive(Debug, Default, Args)]
pub(crate) struct Endpoint {
    /// HTTP method
    #[arg(long)]
    pub(super) method: Option<String>,
    /// Path with parameters as `{name}`, such as `/open-apis/vc/v1/rooms/{room_id}/seats`
    #[arg(long)]
    pub(super) path: Option<String>,
    /// Accepted kinds of token, separated by commas
    #[arg(long, value_delimiter = ',')]
    pub(super) tokens: Option<Vec<String>>,
    #[command(flatten)]
    pub(super) common: Common,
}

/// Flags of an event.
#[derive(Debug, Default, Args)]
pub(crate) struct EventFlags {
    /// Event type on the platform, such as `vc.room.created_v1`
    #[arg(long)]
    pub(super) event_type: Option<String>,
    #[command(flatten)]
    pub(super) common: Common,
}

/// Flags of endpoints and events.
#[derive(Debug, Default, Args)]
pub(crate) struct Common {
    /// Kinds of app that can use the endpoint or receive the event, separated by commas
    #[arg(long, value_delimiter = ',')]
    pub(super) app_types: Option<Vec<String>>,
    /// Resource of the endpoint or event [default: derived from the path or event type]
    #[arg(long)]
    pub(super) resource: Option<String>,
    /// Create the resource if the spec does not have it
    #[arg(long)]
    pub(super) new_resource: bool,
    /// Operation id (`resource.method`) or event id (`event.name`) [default: derived from the path or event type]
    #[arg(long)]
    pub(super) operation_id: Option<String>,
    /// Scopes, separated by commas; an app needs only one of these scopes; an empty text means that no scope is needed
    #[arg(long, value_delimiter = ',')]
    pub(super) scopes: Option<Vec<String>>,
    /// Address of the platform's documentation page
    #[arg(long)]
    pub(super) url: Option<String>,
    /// Print the report, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}
