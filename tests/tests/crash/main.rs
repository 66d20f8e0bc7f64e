//! Processes that share the login of a user, and are killed or paused at any step of its refresh.
//!
//! A login ends only where that cannot be helped: its process was killed after the platform had exchanged the refresh token
//! and before the new pair was in the shared store. Every other login lives, and no refresh token is on its way twice.
//!
//! The platform and the store are in the test. Before and after every step of theirs stands a random delay, so that a random
//! time hits each step. What they see is noted, and the notes of each login are in a file of their own, which a failure
//! names.
//!
//! Few kills here; three hundred, and those beside a real Redis, by `cargo xtask soak logins`.

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
