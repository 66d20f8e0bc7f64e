//! Events by a connection that the app itself opens.
//!
//! May use the dispatcher and what is below it. `handshake` opens a connection, `serve` is what happens on it, `connection`
//! makes it anew when it breaks, after the pauses of `reconnect`; `state` and `activity` tell how it is; `frame` and `fragments` read what comes.

pub(crate) mod activity;
pub(crate) mod connect;
pub(crate) mod connection;
pub(crate) mod error;
pub(crate) mod fragments;
pub(crate) mod frame;
#[cfg(fuzzing)]
pub(crate) mod fuzzing;
pub(crate) mod handshake;
pub(crate) mod reconnect;
pub(crate) mod serve;
pub(crate) mod settings;
pub(crate) mod state;
