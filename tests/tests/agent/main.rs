//! Meetings that a bot follows and attends.

#![allow(clippy::unwrap_used, reason = "this is a test")]

mod any_interleaving;
mod any_pages;
mod attend;
mod follow;
mod forms;
mod secrecy;
mod settled;
mod support;
