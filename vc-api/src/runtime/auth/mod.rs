//! Tokens that are obtained, kept and renewed, and the logins of users.
//!
//! May use `send` and what is below it.

pub(crate) mod acquire;
pub(crate) mod app_ticket;
pub(crate) mod grant;
pub(crate) mod login;
pub(crate) mod managed_token;
pub(crate) mod token_manager;
pub(crate) mod token_request;
pub(crate) mod token_state;
