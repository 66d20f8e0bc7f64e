//! What all emitters are given.

use crate::ir::Api;

/// What an emitter may look up.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    /// The module that is being written.
    pub(super) module: &'a str,
}
