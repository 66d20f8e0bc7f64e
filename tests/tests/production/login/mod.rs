//! Logins of users, from the login page to the last renewal of their tokens.

mod account;
mod code;
mod exchanges;
mod login_needed;
mod logout;
mod renewal;
mod runtimes;
mod shared_store;
mod versions;
