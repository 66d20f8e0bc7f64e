//! Errors that callers see.
//!
//! May use `operation` and what is below it; it knows nothing of sending. Contains the types, their equality and constructors, the words
//! that they print, their reports with the help beside the words, the table of the platform's codes, and what a failure means.

pub(crate) mod codes;
pub(crate) mod constructors;
pub(crate) mod display;
mod equality;
pub(crate) mod help_text;
pub(crate) mod judgement;
pub(crate) mod kept_body;
pub(crate) mod network_fault;
mod report;
pub(crate) mod store_error;
pub(crate) mod types;

pub use crate::runtime::error::types::{
    Content, Detail, Error, ExportCause, ExportFailure, FieldViolation, Help, InvalidArgument, LoginNeeded,
    LoginReason, MissingScope, PermissionViolation, RateLimited, Refused, Stage, Timeout, TokenFailure, Transport,
    Undecodable, UnexpectedContent,
};
