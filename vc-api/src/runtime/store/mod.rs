//! Stores of tokens, logins and seen events.
//!
//! May use `error` and what is below it. Contains the traits and their implementations in memory and in Redis.

#[cfg(feature = "redis")]
pub(crate) mod redis;
#[cfg(feature = "redis")]
pub(crate) mod redis_connection;
pub(crate) mod seen_store;
pub(crate) mod token_store;
