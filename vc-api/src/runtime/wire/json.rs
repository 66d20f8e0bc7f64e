//! Types of JSON, by the names of this crate.

pub use serde_json::value::RawValue as RawJson;
pub use serde_json::{Error as JsonError, Value as Json};
