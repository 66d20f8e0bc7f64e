//! Events by webhook. The receiver understands every event, accepts only events of the platform, and handles each event once
//! and in time.

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
