//! Encoding and decoding of values in JSON, queries and paths.
//!
//! This module may use `util`. The module contains:
//!
//! - the traits of models: [`Decode`](decode::Decode) and [`Encode`](encode::Encode)
//! - the decoding of scalars, lists and maps
//! - the record of values that were left out
//! - the types of values: secrets, times, ids and open enums

pub(crate) mod as_text;
pub(crate) mod containers;
pub(crate) mod date_time;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod exact_json;
pub(crate) mod from_json;
pub(crate) mod json;
pub(crate) mod kept_json;
pub(crate) mod newtype;
pub(crate) mod open_enum;
pub(crate) mod param;
pub(crate) mod reading;
pub(crate) mod required;
#[cfg(feature = "testing")]
pub(crate) mod sample;
pub(crate) mod scalar;
pub(crate) mod secret;
pub(crate) mod sensitive;
pub(crate) mod skipped;
pub(crate) mod text_or_object;
pub(crate) mod time_conversions;
pub(crate) mod unix_time;
