//! Clients that share their tokens by Redis, and receivers that share their seen events, as processes on several machines
//! do.
//!
//! They need a Redis that holds nothing else:
//! `VC_TEST_REDIS_URL=redis://127.0.0.1:6379 cargo test -p vc-tests --features redis --test redis`. Without that variable
//! they pass and say that they did nothing. Those of clusters and failovers start servers of their own where there is a
//! `redis-server`.

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
