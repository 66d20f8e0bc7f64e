//! Types of `serde_json`, under the names that this crate uses.

pub use serde_json::value::RawValue as RawJson;
pub use serde_json::{Error as JsonError, Value as Json};
