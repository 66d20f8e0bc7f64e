//! The double of the platform behaves as documented.

#![allow(clippy::unwrap_used, reason = "this is a test")]

mod calls;
mod errors;
mod events;
mod failures;
mod faults;
mod meeting;
mod tokens;
