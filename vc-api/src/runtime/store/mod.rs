//! Stores of tokens, logins and seen events.
//!
//! This module may use `error`, and the modules below `error` in the list of `runtime/mod.rs`. It contains the traits, with
//! implementations in memory and in Redis.

#[cfg(feature = "redis")]
pub(crate) mod redis;
#[cfg(feature = "redis")]
pub(crate) mod redis_connection;
pub(crate) mod seen_store;
pub(crate) mod token_store;
