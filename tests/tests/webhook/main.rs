//! Events by webhook: every event is understood, only those of the platform are accepted, and each is handled once and in
//! time.

mod app_tickets;
mod bad_input;
mod deduplication;
mod dispatch;
mod every_event;
mod http_servers;
mod meeting_activity;
mod openssl_vectors;
mod order;
mod secrecy;
mod verification;
