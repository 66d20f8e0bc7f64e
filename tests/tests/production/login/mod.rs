//! Logins of users, from the login page to the last renewal of their tokens.

mod account;
mod code;
mod login_needed;
mod renewal;
mod shared_store;
