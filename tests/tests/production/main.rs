//! Tokens as programs in production need them: obtained once however many calls want them, renewed in time, never lost
//! and never printed.
//!
//! All secrets here hold the word `hunter2`, and all that is met is printed if the test of secrecy asks for it.

mod login;
mod secrecy;
mod store_apps;
mod support;
mod tokens;
