//! Receivers of events. A receiver verifies and reads a delivery, recognises a repeated delivery, and calls the handler.
//!
//! This module may use the rest of `api`, and the layers below `api`. The module contains the webhook, the long connection,
//! and the dispatcher that both use.

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
