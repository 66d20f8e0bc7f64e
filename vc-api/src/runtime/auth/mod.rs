//! Tokens that are obtained, kept and renewed, and the logins of users.
//!
//! May use `send` and what is below it. Contains the state of each token, its acquisition, the requests that give tokens, the
//! ticket of store apps, grants, and the login by OAuth 2.0. [`TokenManager`](token_manager::TokenManager) holds what all of
//! them need.

pub(crate) mod acquire;
pub(crate) mod app_ticket;
pub(crate) mod grant;
pub(crate) mod login;
pub(crate) mod managed_token;
pub(crate) mod token_manager;
pub(crate) mod token_request;
pub(crate) mod token_state;
