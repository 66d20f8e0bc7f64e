//! Processes that share the login of a user, and are killed or paused at any step of its renewal.
//!
//! A login may end only in one case: a process was killed after the platform had exchanged the login's refresh token, and
//! before the new pair of tokens was in the shared store. All other logins stay valid. No process sends a refresh token
//! while another renewal of the login is waiting for its response.
//!
//! The platform and the store run in the test. A random delay comes before and after each of their steps, so a kill at a
//! random time can hit any step. Each step adds a note to the notes of its login. Each login has a file with its notes,
//! which the message of a failed test names.
//!
//! By default, this test makes few kills. `cargo xtask soak logins` makes three hundred kills, and repeats the test with a
//! real Redis.

mod child;
mod counters;
mod front;
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
