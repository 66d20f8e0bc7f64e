//! Helpers that know nothing of the rest of the crate.
//!
//! May use no other room. Contains locks, points in time, two futures in one task, randomness, addresses of this machine and the printing of text that a peer sent.

pub(crate) mod beside;
pub(crate) mod deadline;
pub(crate) mod jitter;
pub(crate) mod lock;
pub(crate) mod one_line;
pub(crate) mod random;
pub(crate) mod this_machine;
