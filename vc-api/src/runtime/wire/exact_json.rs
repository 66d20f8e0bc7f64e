//! Decoding of JSON of any form. The decoding keeps the exact value of each number, or rejects the JSON.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::value::RawValue;

use crate::runtime::wire::from_json::{Found, FromJson};
use crate::runtime::wire::json::Json;
use crate::runtime::wire::reading::Reading;
use crate::runtime::wire::skipped::JsonKind;

/// Keeps the JSON as text.
impl FromJson for Box<RawValue> {
    const EXPECTED: &'static str = "anything";

    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: &mut Reading) -> Result<Found<Self>, D::Error> {
        let raw = Self::deserialize(deserializer)?;
        Ok(if raw.get() == RawValue::NULL.get() { Found::Absent } else { Found::Value(raw) })
    }
}

/// Rejects JSON with an integer that does not fit 64 bits, because `Json` would change the number.
impl FromJson for Json {
    const EXPECTED: &'static str = "JSON that is not too deep and whose integers fit 64 bits";

    fn read<'de, D: Deserializer<'de>>(deserializer: D, reading: &mut Reading) -> Result<Found<Self>, D::Error> {
        let json = if reading.is_thorough() {
            let raw = Box::<RawValue>::deserialize(deserializer)?;
            match exact_json(raw.get()) {
                Ok(json) => json,
                Err(_) => return Ok(Found::Odd(kind_of(raw.get()))),
            }
        } else {
            let json = Self::deserialize(deserializer)?;
            if has_large_float(&json) {
                return Err(D::Error::custom("a number is too large for an exact value"));
            }
            json
        };
        Ok(if json.is_null() { Found::Absent } else { Found::Value(json) })
    }
}

/// Parses JSON.
///
/// # Errors
///
/// Returns an error if the JSON is invalid or nested too deeply, or if an integer does not fit 64 bits.
pub(crate) fn exact_json(text: &str) -> Result<Json, serde_json::Error> {
    let json = serde_json::from_str(text)?;
    if has_large_float(&json) && has_large_integer(text) {
        return Err(serde_json::Error::custom("an integer does not fit 64 bits"));
    }
    Ok(json)
}

/// Returns whether the parsed JSON contains a very large float. `serde_json` parses an integer that does not fit 64 bits as
/// a very large float.
fn has_large_float(json: &Json) -> bool {
    match json {
        Json::Number(number) => number.is_f64() && number.as_f64().is_some_and(|number| number.abs() >= 9.2e18),
        Json::Array(items) => items.iter().any(has_large_float),
        Json::Object(fields) => fields.values().any(has_large_float),
        Json::Null | Json::Bool(_) | Json::String(_) => false,
    }
}

/// Returns whether the text contains an integer that does not fit 64 bits.
fn has_large_integer(json: &str) -> bool {
    let mut rest = json;
    while let Some(start) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        rest = rest.get(start..).unwrap_or_default();
        if let Some(text) = rest.strip_prefix('"') {
            let mut escaped = false;
            let end = text.find(|c: char| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            rest = end.and_then(|end| text.get(end + 1..)).unwrap_or_default();
            continue;
        }
        let end = rest.find(|c: char| !(c.is_ascii_digit() || "+-.eE".contains(c))).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        if !number.contains(['.', 'e', 'E']) && number.parse::<i64>().is_err() && number.parse::<u64>().is_err() {
            return true;
        }
        rest = after;
    }
    false
}

/// Returns the kind of a JSON value, which follows from the first character of the JSON.
pub(crate) fn kind_of(json: &str) -> JsonKind {
    match json.trim_start().chars().next() {
        Some('{') => JsonKind::Object,
        Some('[') => JsonKind::Array,
        Some('"') => JsonKind::String,
        Some('t' | 'f') => JsonKind::Boolean,
        Some('n') | None => JsonKind::Null,
        Some(_) => JsonKind::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::wire::from_json::read_all;

    #[test]
    fn numbers_are_exact_or_odd() {
        for (json, is_exact) in [
            (
                r#"[1, {"a": 18446744073709551615}, 1e30, 1.8446744073709552e19, "99999999999999999999", "\"99999999999999999999"]"#,
                true,
            ),
            (r#"[1, {"a": "\\\"", "b": 18446744073709551616}]"#, false),
            ("-9223372036854775809", false),
        ] {
            assert_eq!(exact_json(json).is_ok(), is_exact, "{json}");
            let list = format!("[{json}]");
            let (found, skipped) = read_all::<Vec<Json>>(list.as_bytes(), false).unwrap();
            assert_eq!((found.unwrap().is_empty(), skipped.is_empty()), (!is_exact, is_exact), "{json}");
        }
    }
}
