//! Errors as callers see them: their kinds, their fields and their texts.

mod advice;
mod connections;
mod display;
mod every_status;
mod listed;
mod places;
mod questions;
mod support;
