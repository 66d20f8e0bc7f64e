//! Tests that run the server as a process.

mod docs_by_curl;
mod support;
mod usage;
