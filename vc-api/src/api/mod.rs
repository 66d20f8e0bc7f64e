//! What callers build on generated code: sessions by kind of token, exports, the smallest set of scopes, events that
//! are received, and meetings that a bot follows and attends.
//!
//! May use `generated` and the rooms of `runtime`. Contains methods of `Client` and `Session` that name generated types, and
//! the rooms `receive` and `agent`.

pub(crate) mod agent;
pub(crate) mod app_ticket_event;
pub(crate) mod export_job;
#[cfg(fuzzing)]
pub mod fuzzing;
pub(crate) mod hitting_set;
pub(crate) mod partial_file;
pub(crate) mod receive;
pub(crate) mod smallest_scopes;
pub(crate) mod tenant_session;
pub(crate) mod user_session;
