//! Errors that callers see.
//!
//! This module contains the error types, their messages, and the table of the platform's codes. It also contains the rules
//! that decide what can make a later call succeed, such as a wait or a login.
//!
//! This module may use only `operation`, `wire` and `util`.

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
