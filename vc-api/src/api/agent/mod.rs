//! Meetings that a program follows or attends as a bot.
//!
//! This module may use the rest of `api`, and the layers below `api`. The module contains the happenings in a meeting, and
//! streams of happenings. Pushed and fetched happenings have the same types.

pub(crate) mod attendance;
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
pub(crate) mod settled;
