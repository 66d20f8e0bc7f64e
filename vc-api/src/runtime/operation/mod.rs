//! Descriptions of operations, events, scopes and token types: plain data, and the traits that generated code implements.
//!
//! This module may use `wire` and the modules below `wire`.

pub(crate) mod endpoint;
pub(crate) mod event_type;
pub(crate) mod method;
pub(crate) mod scope;
pub(crate) mod token_type;
