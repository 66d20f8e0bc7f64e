//! Tokens that are obtained, kept and renewed, and the logins of users.
//!
//! May use `send` and what is below it. Contains the app secret, the state of each token, its acquisition, the requests that
//! give tokens, the ticket of store apps, grants, and the login by OAuth 2.0. [`TokenManager`](token_manager::TokenManager) holds what all of
//! them need.

pub(crate) mod acquire;
pub(crate) mod app_secret;
pub(crate) mod app_ticket;
pub(crate) mod app_tokens;
pub(crate) mod background;
pub(crate) mod code_exchange;
pub(crate) mod flight;
pub(crate) mod grant;
pub(crate) mod lease;
pub(crate) mod live;
pub(crate) mod login;
pub(crate) mod login_record;
pub(crate) mod login_tokens;
pub(crate) mod managed_token;
pub(crate) mod secret_provider;
pub(crate) mod stored_login;
pub(crate) mod token_manager;
pub(crate) mod token_request;
pub(crate) mod token_state;
