//! Clients that share tokens through Redis, and receivers that share seen events through Redis. Each client or receiver
//! stands for a process on another machine.
//!
//! The tests need a Redis without other data:
//! `VC_TEST_REDIS_URL=redis://127.0.0.1:6379 cargo test -p vc-tests --features redis --test redis`. Without this variable,
//! the tests pass, and print that they were skipped. The tests of clusters and failovers start their own servers, if the
//! machine has `redis-server`.

mod cluster;
mod failover;
mod outages;
mod platform;
mod processes;
mod relay;
mod seen_store;
mod servers;
mod shared_tokens;
mod support;
mod token_store;
