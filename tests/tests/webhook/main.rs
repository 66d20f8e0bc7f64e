//! Events by webhook: every one understood, none accepted that is not the platform's, each handled once and in time.

mod bad_input;
mod dispatch;
mod every_event;
mod once;
mod refusals;
mod secrecy;
mod server;
mod support;
mod tickets;
mod traffic;
mod vectors;
