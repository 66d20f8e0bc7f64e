//! Events by webhook: every one understood, none accepted that is not the platform's, each handled once and in time.

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
