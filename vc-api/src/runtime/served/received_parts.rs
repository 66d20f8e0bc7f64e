//! Parts of a request that a double receives. The double decodes the arguments of the call from these parts.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use crate::runtime::operation::endpoint::EndpointInfo;
use crate::runtime::wire::from_json::{FromJson, read_all};
use crate::runtime::wire::json::{Json, RawJson};
use crate::runtime::wire::reading::{MISSING, Misread};

/// Request of an operation, split into the arguments of its call.
#[doc(hidden)]
#[derive(Debug)]
pub struct ReceivedParts {
    path: Vec<(&'static str, String)>,
    query: Vec<(String, String)>,
    body: BTreeMap<String, Box<RawJson>>,
    /// First mismatch between the request and the spec. The decoding methods store the mismatch here, so that generated code
    /// need not check for a mismatch.
    mismatch: OnceLock<Mismatch>,
}

/// Place where a request does not match the spec, with the reason. The mismatch contains no value of the request.
#[derive(Debug, Clone)]
pub(crate) struct Mismatch(Misread);

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Mismatch {
    fn new(place: &str, name: &str, reason: &str) -> Self {
        Self(Misread::new(format!("{place}.{name}"), reason))
    }

    /// Returns a [`Mismatch`] without a place, for a request that is invalid for an unknown reason.
    pub(crate) fn unknown() -> Self {
        Self(Misread::new("", "the request is invalid"))
    }

    fn within(place: &str, name: &str, misread: Misread) -> Self {
        Self(misread.below(name).below(place))
    }
}

/// Returns the values of the parameters in a path; `None` if the path does not match the template.
pub(crate) fn match_path(template: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let (mut expected, mut found) = (template.split('/'), path.split('/'));
    let mut parameters = Vec::new();
    loop {
        match (expected.next(), found.next()) {
            (None, None) => return Some(parameters),
            (Some(expected), Some(found)) => match parameter(expected) {
                Some((name, method)) => match found.strip_suffix(method) {
                    Some(value) if !value.is_empty() => parameters.push((name, decoded(value))),
                    _ => return None,
                },
                None if expected == found => {}
                None => return None,
            },
            _ => return None,
        }
    }
}

/// Returns the sort key of a path template. A template with fewer parameters comes first. If two templates have the same
/// number of parameters, the template with more text outside the parameters comes first.
pub(crate) fn precision(template: &str) -> (usize, Reverse<usize>) {
    let parameters = template.split('/').filter_map(parameter);
    let (count, of_names) = parameters.fold((0, 0), |(count, bytes), (name, _)| (count + 1, bytes + name.len()));
    (count, Reverse(template.len() - of_names))
}

/// Splits a segment of a path template into the name of the parameter and the text after the parameter. Example:
/// `{room_id}:move` gives `room_id` and `:move`.
fn parameter(segment: &str) -> Option<(&str, &str)> {
    segment.strip_prefix('{')?.split_once('}')
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Splits a query into names and values, in the order of the query.
pub(crate) fn split_query(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let decoded = |text: &str| decoded(&text.replace('+', " "));
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

impl ReceivedParts {
    /// Splits a request into the values of its path, its query and its body. Fails if the path is not the path of the
    /// operation, or the body is not a JSON object.
    pub(crate) fn new(info: &EndpointInfo, path: &str, query: &str, body: &[u8]) -> Result<Self, Mismatch> {
        let path = match_path(info.path, path).ok_or_else(|| Mismatch::new("path", info.path, "it is another path"))?;
        let body = match body.trim_ascii() {
            [] => BTreeMap::new(),
            body => serde_json::from_slice(body)
                .map_err(|_| Mismatch(Misread::new("body", "the body is not a JSON object")))?,
        };
        Ok(Self { path, query: split_query(query), body, mismatch: OnceLock::new() })
    }

    /// Decodes a parameter of the path.
    pub fn path<T: FromJson>(&self, name: &str) -> Option<T> {
        let texts = self.path.iter().filter(|(found, _)| *found == name).map(|(_, text)| &**text);
        let read = of_texts("path", name, &texts.collect::<Vec<_>>());
        self.kept(read.and_then(|value| required("path", name, value)))
    }

    /// Decodes a required parameter of the query.
    pub fn query<T: FromJson>(&self, name: &str) -> Option<T> {
        let read = self.of_query(name);
        self.kept(read.and_then(|value| required("query", name, value)))
    }

    /// Decodes an optional parameter of the query. Returns `None` if the parameter is missing or invalid.
    pub fn query_option<T: FromJson>(&self, name: &str) -> Option<T> {
        self.kept(self.of_query(name)).flatten()
    }

    /// Decodes a required field of the body.
    pub fn body<T: FromJson>(&self, name: &str) -> Option<T> {
        let read = self.of_body(name);
        self.kept(read.and_then(|value| required("body", name, value)))
    }

    /// Decodes an optional field of the body. Returns `None` if the field is missing or invalid.
    pub fn body_option<T: FromJson>(&self, name: &str) -> Option<T> {
        self.kept(self.of_body(name)).flatten()
    }

    fn of_query<T: FromJson>(&self, name: &str) -> Result<Option<T>, Mismatch> {
        let texts = self.query.iter().filter(|(found, _)| *found == name).map(|(_, text)| &**text);
        of_texts("query", name, &texts.collect::<Vec<_>>())
    }

    fn of_body<T: FromJson>(&self, name: &str) -> Result<Option<T>, Mismatch> {
        let Some(json) = self.body.get(name) else { return Ok(None) };
        let read = read_all(json.get().as_bytes(), true);
        read.map(|(value, _)| value).map_err(|misread| Mismatch::within("body", name, misread))
    }

    fn kept<T>(&self, read: Result<T, Mismatch>) -> Option<T> {
        read.map_err(|mismatch| self.mismatch.set(mismatch)).ok()
    }

    /// Returns the first mismatch.
    pub(crate) fn mismatch(&self) -> Option<&Mismatch> {
        self.mismatch.get()
    }

    /// Returns the differences between this request and the request that the client builds from the decoded call.
    pub(crate) fn differences(&self, expected: &Self) -> Vec<String> {
        let mut told = Vec::new();
        for (name, value) in &self.path {
            if !expected.path.iter().any(|(other, text)| (other, text) == (name, value)) {
                told.push(format!("path.{name}: the value does not have the form that the spec requires"));
            }
        }
        let mut others = expected.query.clone();
        for parameter in &self.query {
            match others.iter().position(|other| other == parameter) {
                Some(at) => drop(others.swap_remove(at)),
                None if expected.query.iter().any(|(name, _)| *name == parameter.0) => {
                    told.push(format!(
                        "query.{}: the value does not have the form that the spec requires",
                        parameter.0
                    ));
                }
                None => told.push(format!("query.{}: the spec does not have this parameter", parameter.0)),
            }
        }
        compare("body", &self.json(), &expected.json(), &mut told);
        told
    }

    fn json(&self) -> Json {
        self.body
            .iter()
            .map(|(name, json)| (name.clone(), serde_json::from_str::<Json>(json.get()).unwrap_or_default()))
            .collect()
    }
}

fn required<T>(place: &str, name: &str, value: Option<T>) -> Result<T, Mismatch> {
    value.ok_or_else(|| Mismatch::new(place, name, MISSING))
}

/// Decodes a parameter from its texts. A parameter has several texts if a query repeats the parameter, such as `id=1&id=2`.
/// The decoded value is a text, a number or a boolean, or a list of texts, numbers or booleans.
fn of_texts<T: FromJson>(place: &str, name: &str, texts: &[&str]) -> Result<Option<T>, Mismatch> {
    let quoted: Vec<Cow<'_, str>> = texts.iter().map(|text| Json::from(*text).to_string().into()).collect();
    let plain: Vec<Cow<'_, str>> = texts.iter().map(|text| Cow::Borrowed(*text)).collect();
    let mut first = None;
    for texts in [quoted, plain] {
        let list = format!("[{}]", texts.join(","));
        let one = match texts.as_slice() {
            [] => return Ok(None),
            [one] => Some(&**one),
            _ => None,
        };
        for json in one.into_iter().chain([list.as_str()]) {
            match read_all(json.as_bytes(), true) {
                Ok((value, _)) => return Ok(value),
                Err(misread) => _ = first.get_or_insert(misread),
            }
        }
    }
    Err(Mismatch::within(place, name, first.unwrap_or_else(|| Misread::new("", MISSING))))
}

/// Compares two JSON values, and adds the differences to `told`. `null` and a missing value are equal.
fn compare(place: &str, found: &Json, expected: &Json, told: &mut Vec<String>) {
    match (found, expected) {
        (Json::Object(found), Json::Object(expected)) => {
            for (name, value) in found.iter().filter(|(_, value)| !value.is_null()) {
                let place = format!("{place}.{name}");
                match expected.get(name) {
                    Some(expected) => compare(&place, value, expected, told),
                    None => told.push(format!("{place}: the spec does not have this field")),
                }
            }
        }
        (Json::Array(found), Json::Array(expected)) if found.len() == expected.len() => {
            for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
                compare(&format!("{place}[{index}]"), found, expected, told);
            }
        }
        (Json::Number(found), Json::Number(expected)) if found.as_f64() == expected.as_f64() => {}
        (found, expected) if found == expected => {}
        _ => told.push(format!("{place}: the value does not have the form that the spec requires")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_give_their_parameters() {
        let matched = |path| match_path("/a/{id}/b", path);
        assert_eq!(matched("/a/x%2Fy/b"), Some(vec![("id", "x/y".to_owned())]));
        for other in ["/a//b", "/a/x", "/a/x/b/", "/a/x/c", "a/x/b"] {
            assert_eq!(matched(other), None, "{other}");
        }
    }

    #[test]
    fn custom_methods_stand_behind_parameters() {
        let matched = |path| match_path("/a/{id}:move", path);
        assert_eq!(matched("/a/x:move"), Some(vec![("id", "x".to_owned())]));
        assert_eq!(matched("/a/x%3Amove:move"), Some(vec![("id", "x:move".to_owned())]));
        for other in ["/a/x", "/a/:move", "/a/x:mover", "/a/x%3Amove"] {
            assert_eq!(matched(other), None, "{other}");
        }
    }

    #[test]
    fn of_templates_that_match_the_one_with_most_text_is_meant() {
        let mut templates = ["/a/{a_long_name}", "/a/{id}:move", "/a/{b}/c", "/a/b", "/a/{id}"];
        templates.sort_by_key(|template| precision(template));
        assert_eq!(templates, ["/a/b", "/a/{id}:move", "/a/{b}/c", "/a/{a_long_name}", "/a/{id}"]);
    }

    #[test]
    fn texts_become_the_values_in_them() {
        let read = |texts: &[&str]| of_texts::<String>("query", "a", texts).unwrap();
        assert_eq!(read(&["7"]), Some("7".to_owned()));
        assert_eq!(read(&[]), None);
        assert_eq!(of_texts::<i64>("query", "a", &["7"]).unwrap(), Some(7));
        assert_eq!(of_texts::<bool>("query", "a", &["true"]).unwrap(), Some(true));
        assert_eq!(of_texts::<Vec<i64>>("query", "a", &["7", "8"]).unwrap(), Some(vec![7, 8]));
        assert_eq!(of_texts::<Vec<String>>("query", "a", &["7"]).unwrap(), Some(vec!["7".to_owned()]));
        let told = of_texts::<i64>("query", "a", &["hunter2"]).unwrap_err().to_string();
        assert_eq!(told, "query.a: expected an integer, found a string");
    }

    #[test]
    fn differences_are_told_without_values() {
        let mut told = Vec::new();
        let found = serde_json::json!({ "a": 1, "b": [{ "c": "hunter2" }], "d": null, "e": "hunter2" });
        let expected = serde_json::json!({ "a": 1.0, "b": [{ "c": "x" }] });
        compare("body", &found, &expected, &mut told);
        assert_eq!(
            told,
            [
                "body.b[0].c: the value does not have the form that the spec requires",
                "body.e: the spec does not have this field"
            ]
        );
    }
}
