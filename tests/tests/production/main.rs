//! The client in production. Calls succeed within their timeout and the rate limits, despite faults of the platform, its
//! gateways and the network. Lists and exports are complete. Tokens are obtained once for all calls, renewed in time, never
//! lost and never printed.
//!
//! All secrets of these tests contain the word `hunter2`. The test of secrecy lets all tests print their values, errors and
//! logs.

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
