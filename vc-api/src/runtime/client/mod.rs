//! The client, its options, and its sessions.
//!
//! May use `auth` and what is below it.

pub(crate) mod builder;
pub(crate) mod handle;
pub(crate) mod session;
