//! Acquisition, storage and renewal of tokens, and the logins of users.
//!
//! This module may use `send` and the modules below `send`. This module contains the app secret, the state of each token,
//! the acquisition of tokens, the requests for tokens, the app ticket of store apps, grants, and the login by OAuth 2.0.
//! [`TokenManager`](token_manager::TokenManager) contains the state that all tokens share.

pub(crate) mod acquire;
pub(crate) mod app_secret;
pub(crate) mod app_ticket;
pub(crate) mod app_tokens;
pub(crate) mod background;
pub(crate) mod code_exchange;
pub(crate) mod grant;
pub(crate) mod lease;
pub(crate) mod live;
pub(crate) mod login;
pub(crate) mod login_record;
pub(crate) mod login_tokens;
pub(crate) mod managed_token;
pub(crate) mod secret_provider;
pub(crate) mod shared_task;
pub(crate) mod stored_login;
pub(crate) mod token_manager;
pub(crate) mod token_request;
pub(crate) mod token_state;
