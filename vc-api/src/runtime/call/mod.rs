//! Calls as values: the common methods of generated calls, calls by path, pages and downloads.
//!
//! This module may use `client` and the modules below it. It contains the macro [`callable`], which makes a generated type a
//! call.

pub(crate) mod callable;
pub(crate) mod download;
pub(crate) mod paging;
pub(crate) mod raw_call;
