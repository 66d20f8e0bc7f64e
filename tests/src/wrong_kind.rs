//! Samples in which one value has a JSON kind that its schema does not allow.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::sample::{operations, resolved, text_or_object};

/// Sample in which one value has a JSON kind that its schema does not allow.
#[derive(Debug)]
pub struct WrongKind {
    /// Sample that contains the value of the wrong kind.
    pub json: Value,
    /// Path of the value, as the client writes paths, such as `data.items[0].name`.
    pub path: String,
    /// Kind of the value, as the client names it.
    pub kind: &'static str,
    /// Expected result: the sample without the value of the wrong kind; `None` if the client must return an error.
    pub rest: Option<Value>,
}

/// Returns copies of a sample. Each copy contains one value of a wrong kind. There is one copy for each value and each wrong
/// kind.
///
/// In an object, the value of a wrong kind replaces the right value. In a list, the value of a wrong kind is an additional
/// first element. `is_strict` returns whether a wrong kind at a path makes the whole response unusable.
pub fn each_of_wrong_kind(schema: &Value, sample: &Value, is_strict: &dyn Fn(&str) -> bool) -> Vec<WrongKind> {
    let mut places = Vec::new();
    find(schema, sample, &Place::default(), &mut places);
    let of_wrong_kind = |place: &Place| {
        let unreadable = kinds().into_iter().filter(|(kind, _)| !readable(place.schema, kind, place.is_element));
        unreadable.map(|(kind, value)| place.with(sample, kind, value, is_strict)).collect::<Vec<_>>()
    };
    places.iter().flat_map(of_wrong_kind).collect()
}

/// Returns a value of each JSON kind, with the name of the kind. The string is neither a number nor a time, because the
/// client also reads numbers and times from strings.
fn kinds() -> [(&'static str, Value); 6] {
    [
        ("null", Value::Null),
        ("a boolean", json!(true)),
        ("a number", json!(7)),
        ("a string", json!("hunter2")),
        ("an array", json!(["hunter2"])),
        ("an object", json!({"hunter2": [1]})),
    ]
}

/// Returns whether the client accepts a value of the JSON kind `kind` at a place with the schema `schema`.
fn readable(schema: &Value, kind: &str, is_element: bool) -> bool {
    let (name, schema) = resolved(schema);
    let is_number_in_text =
        matches!(schema["format"].as_str(), Some("int64" | "unix-seconds" | "unix-millis" | "date-time"));
    match (schema["type"].as_str(), kind) {
        // The client reads null as an absent value. In a list, the client does not accept null.
        (_, "null") => !is_element,
        (None, _) if text_or_object(schema).is_some() => matches!(kind, "a string" | "a number" | "an object"),
        (Some("boolean"), _) => kind == "a boolean",
        (Some("integer" | "number"), _) => kind == "a number",
        (Some("string"), "a string") => !is_number_in_text,
        (Some("string"), "a number") => true,
        (Some("string"), _) => false,
        (Some("array"), _) => kind == "an array",
        (Some("object"), _) => kind == "an object",
        _ => panic!("it is not known how {name:?} is read: {schema}"),
    }
}

/// Names of the schemas that requests use. In a response, even the required values of these schemas may be absent.
static SENT: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let mut sent = BTreeSet::new();
    operations().iter().filter_map(|operation| operation.body()).for_each(|body| collect_names(body, &mut sent));
    sent
});

fn collect_names<'s>(schema: &'s Value, names: &mut BTreeSet<&'s str>) {
    match schema {
        Value::Object(object) => {
            if let (Some(name), shared) = resolved(schema)
                && names.insert(name)
            {
                collect_names(shared, names);
            }
            object.values().for_each(|value| collect_names(value, names));
        }
        Value::Array(list) => list.iter().for_each(|value| collect_names(value, names)),
        _ => {}
    }
}

/// Place of a value in a sample.
#[derive(Clone)]
struct Place<'s> {
    schema: &'s Value,
    pointer: String,
    path: String,
    required: bool,
    is_element: bool,
}

impl Default for Place<'_> {
    fn default() -> Self {
        Self { schema: &Value::Null, pointer: String::new(), path: String::new(), required: true, is_element: false }
    }
}

impl Place<'_> {
    fn with(&self, sample: &Value, kind: &'static str, value: Value, is_strict: &dyn Fn(&str) -> bool) -> WrongKind {
        let (above, name) = self.pointer.rsplit_once('/').expect("the whole is no place");
        let (mut json, mut rest) = (sample.clone(), sample.clone());
        match (json.pointer_mut(above), rest.pointer_mut(above)) {
            (Some(Value::Object(object)), Some(Value::Object(rest))) => {
                object.insert(name.to_owned(), value);
                rest.remove(name);
            }
            (Some(Value::Array(list)), _) => list.insert(0, value),
            _ => panic!("there is no {above}"),
        }
        let costs_all = self.required || !self.is_element && is_strict(&self.path);
        WrongKind { json, path: self.path.clone(), kind, rest: (!costs_all).then_some(rest) }
    }
}

/// Adds the places of all values inside `sample` to `places`. `at` is the place of `sample` itself.
fn find<'s>(schema: &'s Value, sample: &Value, at: &Place<'s>, places: &mut Vec<Place<'s>>) {
    let (name, schema) = resolved(schema);
    let is_sent = name.is_some_and(|name| SENT.contains(name));
    let schema = match text_or_object(schema) {
        Some([_, object]) if sample.is_object() => resolved(object).1,
        _ => schema,
    };
    let mut add = |schema, place: Place<'s>, value: &Value| {
        places.push(place.clone());
        find(schema, value, &place, places);
    };
    match sample {
        Value::Object(object) => {
            for (name, value) in object {
                let Some(property) = schema["properties"].get(name) else { continue };
                let required =
                    !is_sent && schema["required"].as_array().is_some_and(|names| names.iter().any(|one| one == name));
                let path = if at.path.is_empty() { name.clone() } else { format!("{}.{name}", at.path) };
                let pointer = format!("{}/{name}", at.pointer);
                add(property, Place { schema: property, pointer, path, required, is_element: false }, value);
            }
        }
        Value::Array(list) => {
            let (items, element) = (&schema["items"], list.first().expect("a sample has an element"));
            let (pointer, path) = (format!("{}/0", at.pointer), format!("{}[0]", at.path));
            add(items, Place { schema: items, pointer, path, required: false, is_element: true }, element);
        }
        _ => {}
    }
}
