//! Sending of one call: its attempts, its rate limit, its retries and its response.
//!
//! This module may use `store`, and the modules below `store` in the list of `runtime/mod.rs`. The module gets tokens from a
//! [`TokenSource`](access_token::TokenSource), and does not know where the tokens are stored. The module contains:
//!
//! - [`Sender`](sender::Sender) with the shared state
//! - the request and its attempts
//! - the decision after a failed attempt
//! - the response and its errors
//! - the futures of calls

pub(crate) mod access_token;
pub(crate) mod attempt_hook;
pub(crate) mod attempts;
pub(crate) mod connected;
pub(crate) mod envelope;
pub(crate) mod extra_headers;
pub(crate) mod http;
pub(crate) mod next_step;
pub(crate) mod options;
pub(crate) mod pacing;
pub(crate) mod platform_urls;
pub(crate) mod proxies;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod response_error;
pub(crate) mod response_head;
pub(crate) mod retry;
pub(crate) mod retry_budget;
pub(crate) mod sender;
pub(crate) mod sending;
pub(crate) mod spans;
pub(crate) mod transport;
