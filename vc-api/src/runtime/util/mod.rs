//! Helpers that are independent of the rest of the crate.
//!
//! This module may use no other module of the runtime. It contains helpers for locks, points in time, concurrent futures,
//! random numbers, addresses of this machine, and the printing of text from a peer.

pub(crate) mod beside;
pub(crate) mod deadline;
pub(crate) mod jitter;
pub(crate) mod lock;
pub(crate) mod one_line;
pub(crate) mod random;
pub(crate) mod this_machine;
