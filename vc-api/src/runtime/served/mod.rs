//! Server side of calls: a double of the platform decodes the calls and encodes the responses. The module needs the feature
//! `testing`.
//!
//! This module may use `call` and the modules below `call`.

pub(crate) mod received_parts;
pub(crate) mod reply;
pub(crate) mod served_call;
