//! Processes that share the login of a user, and are killed or paused at any step of its renewal.
//!
//! A login may end only in one case: its process was killed after the platform had exchanged the refresh token, and before
//! the new pair was in the shared store. Every other login stays valid, and no refresh token is sent while another one of
//! the login is under way.
//!
//! The platform and the store run in the test. A random delay comes before and after each of their steps, so a kill at a
//! random time can hit each step. Both write notes. The notes of each login are in a file of their own, and a failure names
//! the file.
//!
//! This test makes few kills. `cargo xtask soak logins` makes three hundred, and repeats the test with a real Redis.

mod child;
mod front;
mod gates;
mod kills;
mod notes;
#[cfg(all(feature = "redis", unix))]
mod outages;
#[cfg(unix)]
mod pauses;
mod process;
#[cfg(all(feature = "redis", unix))]
mod redis_server;
mod report;
mod steps;
mod store;
mod store_server;
mod together;
mod wire;
mod world;
