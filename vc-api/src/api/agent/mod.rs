//! Meetings that a program follows or attends as a bot.
//!
//! May use the rest of `api` and what is below it. Contains the happenings in a meeting, in the same types however they
//! came, and the streams of them.

pub(crate) mod distinct;
pub(crate) mod follower;
pub(crate) mod happening;
pub(crate) mod meeting_cursor;
pub(crate) mod person;
pub(crate) mod settled;
