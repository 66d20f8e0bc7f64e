//! Meetings that a program follows or attends as a bot.
//!
//! May use the rest of `api` and what is below it. Contains the happenings in a meeting, in the same types however they
//! came, and the streams of them.

pub(crate) mod attended_meeting;
pub(crate) mod distinct;
pub(crate) mod follower;
pub(crate) mod happening;
pub(crate) mod join_error;
pub(crate) mod meeting_agent;
pub(crate) mod meeting_cursor;
pub(crate) mod meeting_handle;
pub(crate) mod person;
pub(crate) mod push_queue;
pub(crate) mod seat;
pub(crate) mod settled;
