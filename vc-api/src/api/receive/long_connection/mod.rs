//! Events by long connection, which the app itself opens.
//!
//! This module may use the dispatcher, and all modules that the dispatcher may use. `handshake` opens a connection, and
//! `serve` handles the messages on the connection. `connection` opens a new connection when the old connection breaks.
//! `reconnect` sets the pauses before new connections. `state` and `activity` describe the connection. `frame` and
//! `fragments` read incoming messages.

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
