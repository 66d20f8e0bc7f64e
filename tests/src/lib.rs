//! Helpers of the tests. The table in `tests/README.md` lists the purpose of each helper, and the subject of each test.

pub mod call;
pub mod deliveries;
pub mod endpoints;
#[rustfmt::skip]
pub mod generated {
    //! Calls of all operations. `cargo xtask regen` generates this module from the spec.
    pub mod calls;
}
#[cfg(feature = "long-connection")]
pub mod gateway;
pub mod journal;
pub mod logs;
pub mod meeting_activity;
pub mod memory;
pub mod platform;
pub mod raw_server;
pub mod sample;
pub mod secrecy;
pub mod snapshots;
pub mod spans;
pub mod spec;
pub mod time;
pub mod webhook_receiver;
pub mod workspace;
pub mod wrong_kind;
