//! Input that all emitters need.

use crate::ir::Api;

/// The API, and the module whose code is being emitted.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    /// Name of the module whose code is being emitted.
    pub(super) module: &'a str,
}
