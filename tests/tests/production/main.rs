//! The client as programs in production need it: calls that come through whatever the platform, its gateways and the
//! network do, within their time and at the pace that is allowed; pages and exports to their end; and tokens obtained
//! once however many calls want them, renewed in time, never lost and never printed.
//!
//! All secrets here hold the word `hunter2`, and all that is met is printed if the test of secrecy asks for it.

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
