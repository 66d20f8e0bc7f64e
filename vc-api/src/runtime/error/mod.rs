//! Errors that callers see.
//!
//! This module may use `operation` and the modules below it. It does not depend on `send`. It contains the error types with
//! their constructors, equality, texts and reports, the table of the platform's codes, and the judgement of failures.

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
