//! [`Client`](handle::Client) with its builder and options, and [`Session`](session::Session).
//!
//! This module may use `auth` and lower layers.

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
