//! One call as a value: what generated calls have in common, calls by path, pages and downloads.
//!
//! May use `client` and what is below it. Contains the macro [`callable`] that makes a generated type a call.

pub(crate) mod callable;
pub(crate) mod download;
pub(crate) mod paging;
pub(crate) mod raw_call;
