//! Hand-written API over the generated code: sessions by token type, exports, the smallest set of scopes, receivers of
//! events, and meetings that a bot follows and attends.
//!
//! This module may use `generated` and the submodules of `runtime`. `api` contains the methods of `Client` and `Session`
//! that use generated types, and the submodules `receive` and `agent`.

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
