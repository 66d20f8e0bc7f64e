//! Calls by path, pages, downloads, and the methods that all generated calls have.
//!
//! This module may use `client`, and the modules below `client` in the list of `runtime/mod.rs`. It contains the macro
//! [`callable`], which implements the methods of calls for a generated type.

pub(crate) mod callable;
pub(crate) mod download;
pub(crate) mod paging;
pub(crate) mod raw_call;
