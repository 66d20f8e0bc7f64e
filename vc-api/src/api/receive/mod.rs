//! Receiving events: a delivery is verified, read, recognised if it came before, and handed to its handler.
//!
//! May use the rest of `api` and what is below it. Contains the two ways in, webhook and long connection, and the dispatcher
//! in which they meet.

pub(crate) mod acknowledgement;
pub(crate) mod crypt;
pub(crate) mod deduplication;
pub(crate) mod delivery;
pub(crate) mod dispatch;
pub(crate) mod events;
pub(crate) mod handler;
pub(crate) mod listener;
#[cfg(feature = "long-connection")]
pub(crate) mod long_connection;
pub(crate) mod meeting_id;
pub(crate) mod order;
pub(crate) mod webhook;
pub(crate) mod webhook_receiver;
