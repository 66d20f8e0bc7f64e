//! Input of all emitters.

use crate::ir::Api;

/// API and current module.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    /// Name of the module that is being emitted.
    pub(super) module: &'a str,
}
