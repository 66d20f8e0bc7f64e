//! The client, its options, and its sessions.
//!
//! May use `auth` and what is below it. Contains [`Client`](handle::Client), its builder and [`Session`](session::Session).

pub(crate) mod address;
pub(crate) mod builder;
pub(crate) mod handle;
pub(crate) mod http_options;
pub(crate) mod session;
