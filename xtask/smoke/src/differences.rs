//! Differences of a response from the spec.

use serde::Serialize;
use serde_json::Value;
use vc_api::{Endpoint, Response, ResponseShape};

/// Maximum number of listed differences of one response.
const MOST: usize = 20;

/// Returns the differences between a response and the spec: values that the client left out, and unknown fields. A
/// difference is a text with the path and the JSON kind of the value.
pub(crate) fn of<E: Endpoint>(response: &Response<E::Response>) -> Vec<String>
where
    E::Response: Serialize,
{
    let metadata = &response.metadata;
    let odd: Vec<String> = metadata.skipped.iter().map(|skipped| skipped.path.clone()).collect();
    let mut found: Vec<String> =
        metadata.skipped.iter().map(|skipped| format!("{skipped}, which is a wrong type")).collect();
    let sent = metadata.json.as_ref().and_then(|json| json.decode::<Value>().ok()).unwrap_or_default();
    let (path, sent) = match E::INFO.response {
        ResponseShape::Field(name) | ResponseShape::List(name) => (format!("data.{name}"), &sent["data"][name]),
        _ => ("data".to_owned(), &sent["data"]),
    };
    let known = serde_json::to_value(&response.data).unwrap_or_default();
    let mut unknown = Vec::new();
    compare(&path, sent, &known, &mut unknown);
    // `unknown` also contains values that the client left out because of a wrong type. `found` already contains these
    // values.
    unknown.retain(|(path, _)| !odd.iter().any(|odd| generalised(odd) == *path));
    found.extend(unknown.into_iter().map(|(path, kind)| format!("{path}: {kind}, but the spec has no such field")));
    found.dedup();
    found.truncate(MOST);
    found
}

/// Collects in `unknown` the fields that the platform sent and the client does not know. A field that is in several elements
/// of a list is collected only once.
fn compare(path: &str, sent: &Value, known: &Value, unknown: &mut Vec<(String, &'static str)>) {
    match (sent, known) {
        (Value::Object(sent), Value::Object(known)) => {
            for (name, sent) in sent {
                let path = format!("{path}.{name}");
                match known.get(name) {
                    Some(known) => compare(&path, sent, known, unknown),
                    None if is_nothing(sent) || unknown.iter().any(|(before, _)| *before == path) => {}
                    None => unknown.push((path, kind(sent))),
                }
            }
        }
        // If the client left out an element, the lists have different lengths, and their elements cannot be compared.
        (Value::Array(sent), Value::Array(known)) if sent.len() == known.len() => {
            for (sent, known) in sent.iter().zip(known) {
                compare(&format!("{path}[]"), sent, known, unknown);
            }
        }
        _ => {}
    }
}

/// Returns whether the client treats a value as absent.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// Returns a path with `[]` in place of each index.
fn generalised(path: &str) -> String {
    let mut parts = path.split('[');
    let mut general = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        general.push('[');
        general.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    general
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn unknown_fields_are_found_at_any_depth() {
        let sent =
            json!({ "a": 1, "new": "x", "list": [{ "b": 1 }, { "b": 2, "c": true }, { "c": false }], "no": null });
        let known = json!({ "a": 1, "list": [{ "b": 1 }, { "b": 2 }, {}] });
        let mut unknown = Vec::new();
        compare("data", &sent, &known, &mut unknown);
        unknown.sort_unstable();
        assert_eq!(unknown, [("data.list[].c".to_owned(), "a boolean"), ("data.new".to_owned(), "a string")]);
    }

    #[test]
    fn numbers_of_elements_are_left_out() {
        assert_eq!(generalised("data.rooms[12].tags[0]"), "data.rooms[].tags[]");
    }
}
