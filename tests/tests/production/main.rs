//! The client in production. Calls succeed within their timeout and the rate limits, despite faults of the platform, its
//! gateways and the network. Lists and exports are complete. All calls of a session share one token. The client renews
//! tokens in time, and never loses or prints them.
//!
//! All secrets of these tests contain the word `hunter2`. `secrecy.rs` runs all other tests, and searches their printed
//! values, errors and logs for secrets.

mod app_secret;
mod deadlines;
mod decoding;
mod export;
mod faults;
mod faulty_store;
mod headers;
mod hook;
mod login;
mod pacing;
mod paging;
mod rate_limits;
mod retries;
mod secrecy;
mod spans;
mod store_apps;
mod support;
mod tenant_token;
