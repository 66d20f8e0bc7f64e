//! The client, its options, and its sessions.
//!
//! This module may use `auth` and the modules below it. It contains [`Client`](handle::Client), its builder and
//! [`Session`](session::Session).

pub(crate) mod address;
pub(crate) mod builder;
#[cfg(feature = "__tls")]
mod certificates;
pub(crate) mod handle;
pub(crate) mod http_options;
#[cfg(feature = "rustls-ring")]
mod ring;
pub(crate) mod session;
pub(crate) mod usage;
