//! The client, its options, and its sessions.
//!
//! This module may use `auth` and the modules below it. It contains [`Client`](handle::Client), its builder and
//! [`Session`](session::Session).

pub(crate) mod address;
pub(crate) mod builder;
pub(crate) mod handle;
pub(crate) mod http_options;
pub(crate) mod session;
