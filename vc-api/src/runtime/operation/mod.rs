//! Descriptions of operations, events, scopes and token types, which tell what they are without calling them.
//!
//! May use `wire` and what is below it. Contains plain data and the traits that generated code implements.

pub(crate) mod endpoint;
pub(crate) mod event_type;
pub(crate) mod method;
pub(crate) mod scope;
pub(crate) mod token_type;
