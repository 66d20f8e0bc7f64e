//! Sending of one call: its attempts, its rate limit, its retries and its response.
//!
//! May use `store` and what is below it. It asks a [`TokenSource`](access_token::TokenSource) for tokens and does not know
//! how they are kept. Contains [`Sender`](sender::Sender) with what sending needs, the request, its attempts and what follows
//! a failed one, the response or the error that is made of it, and the futures of calls.

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
