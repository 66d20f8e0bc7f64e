//! Samples of requests, responses and events as JSON, and the comparison of samples.
//!
//! The samples come from the bundle, not from the models of the client. So tests with the samples also find differences
//! between the models and the spec.

use serde_json::{Map, Value, json};
use vc_api::{Client, Session, TokenType};

use crate::generated::calls::Sessions;
use crate::spec::bundle;

/// Values that no enum lists: an integer and a text.
const UNKNOWN_NUMBER: i64 = 987_654;
const UNKNOWN_TEXT: &str = "unheard_of";

/// Size of a sample: the values that the sample contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Only required values.
    Smallest,
    /// Required values, and also all objects and lists, even nested ones.
    Skeleton,
    /// All values, except an object inside another object of the same schema.
    Fullest,
}

/// Deviation of a sample from the spec. The client must understand a sample with any deviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quirk {
    /// The sample follows the spec.
    None,
    /// Enums have values that the spec does not list.
    UnknownValues,
    /// Objects have properties that the spec does not list.
    UnknownFields,
    /// Some values have another JSON kind than usual. Ids are numbers. Integers and times that are usually text are numbers.
    /// Enum values that are usually integers are text.
    Swapped,
    /// Values that the [`Extent`] leaves out are null.
    Nulls,
}

/// Forms of responses and events that the client must understand.
pub const UNDERSTOOD: [(Extent, Quirk); 8] = [
    (Extent::Fullest, Quirk::None),
    (Extent::Fullest, Quirk::UnknownValues),
    (Extent::Fullest, Quirk::UnknownFields),
    (Extent::Fullest, Quirk::Swapped),
    (Extent::Skeleton, Quirk::None),
    (Extent::Skeleton, Quirk::Nulls),
    (Extent::Smallest, Quirk::None),
    (Extent::Smallest, Quirk::Nulls),
];

/// Returns a sample of a schema of the bundle.
pub fn sample(schema: &Value, extent: Extent, quirk: Quirk) -> Value {
    Sampler { extent, quirk, drops_unknown_fields: false }.field("", schema, &mut Vec::new())
}

/// Returns a sample of a parameter.
pub fn of_parameter(parameter: &Value, extent: Extent) -> Value {
    let name = parameter["name"].as_str().expect("a parameter has a name");
    let sampler = Sampler { extent, quirk: Quirk::None, drops_unknown_fields: false };
    sampler.field(name, &parameter["schema"], &mut Vec::new())
}

/// Returns the part of the [`sample`] that the client must keep. The client may drop null values. The client may also drop
/// unknown properties, unless the object keeps unknown properties.
pub fn kept(schema: &Value, extent: Extent, quirk: Quirk) -> Value {
    match quirk {
        Quirk::None | Quirk::Nulls => sample(schema, extent, Quirk::None),
        Quirk::UnknownFields => {
            Sampler { extent, quirk, drops_unknown_fields: true }.field("", schema, &mut Vec::new())
        }
        Quirk::UnknownValues | Quirk::Swapped => sample(schema, extent, quirk),
    }
}

/// Returns the differences between two samples: the values that are missing, changed or additional in `found`. Each
/// difference has its JSON pointer.
///
/// The number 1 equals the text `1`. An absent value equals null, an empty list and an empty object.
pub fn differences(expected: &Value, found: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    compare("", expected, found, &mut differences);
    differences
}

fn compare(pointer: &str, expected: &Value, found: &Value, differences: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            let added = found.keys().filter(|name| !expected.contains_key(*name));
            for name in expected.keys().chain(added) {
                let [expected, found] = [expected, found].map(|object| object.get(name).unwrap_or(&Value::Null));
                compare(&format!("{pointer}/{name}"), expected, found, differences);
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(&format!("{pointer}/{index}"), expected, found, differences);
            }
        }
        (Value::Null, Value::Array(list)) if list.is_empty() => {}
        (Value::Null, Value::Object(object)) if object.values().all(|value| value == &json!([])) => {}
        (Value::Number(number), Value::String(text)) | (Value::String(text), Value::Number(number))
            if number.to_string() == *text => {}
        _ if expected == found => {}
        _ => differences.push(format!("{pointer}: {expected} became {found}")),
    }
}

struct Sampler {
    extent: Extent,
    quirk: Quirk,
    /// Whether the sample leaves out the unknown properties that the client would drop.
    drops_unknown_fields: bool,
}

impl Sampler {
    /// Returns the value of a parameter or a property. `above` has the names of the schemas around this value.
    fn field(&self, name: &str, schema: &Value, above: &mut Vec<String>) -> Value {
        let ends = name.split('_').any(|word| ["end", "leave"].contains(&word));
        let later = schema["format"].as_str().filter(|_| ends).and_then(|format| usual_time(format, 1));
        self.value(schema, example(schema).or(later.as_ref()), schema["minimum"].as_i64(), above)
    }

    fn value(&self, schema: &Value, own: Option<&Value>, minimum: Option<i64>, above: &mut Vec<String>) -> Value {
        let (name, schema) = resolved(schema);
        let example = own.or(example(schema));
        if let Some([text, object]) = text_or_object(schema) {
            let alternative = if self.quirk == Quirk::Swapped { object } else { text };
            return self.value(alternative, own, minimum, above);
        }
        let first = schema["oneOf"].get(0).map(|value| &value["const"]);
        match (schema["type"].as_str(), schema["format"].as_str()) {
            (Some("boolean"), _) => example.and_then(Value::as_bool).unwrap_or(true).into(),
            (Some("number"), _) => example.and_then(Value::as_f64).unwrap_or(1.5).into(),
            (Some("integer"), _) => {
                let value = integer(example).or(integer(first)).or(minimum).unwrap_or(1);
                match (first, self.quirk) {
                    (Some(_), Quirk::UnknownValues) => UNKNOWN_NUMBER.into(),
                    (Some(_), Quirk::Swapped) => value.to_string().into(),
                    _ => value.into(),
                }
            }
            (Some("string"), Some(format @ ("int64" | "unix-seconds" | "unix-millis"))) => {
                let usual = usual_time(format, 0);
                let value = integer(example).or(integer(usual.as_ref())).unwrap_or(1);
                if self.quirk == Quirk::Swapped { value.into() } else { value.to_string().into() }
            }
            (Some("string"), Some(format @ "date-time")) => {
                example.cloned().or(usual_time(format, 0)).expect("the format is one of times")
            }
            (Some("string"), _) => match self.quirk {
                Quirk::UnknownValues if first.is_some() => UNKNOWN_TEXT.into(),
                Quirk::Swapped if first.is_some() || name.is_some() => UNKNOWN_NUMBER.into(),
                _ => example.or(first).and_then(Value::as_str).unwrap_or("text").into(),
            },
            (Some("array"), _) => {
                let first = example.and_then(|list| list.get(0));
                json!([self.value(&schema["items"], first, None, above)])
            }
            (Some("object"), _) => {
                above.extend(name.map(str::to_owned));
                let value = self.object(schema, above);
                if name.is_some() {
                    above.pop();
                }
                value
            }
            _ => panic!("no sample can be made for {schema}"),
        }
    }

    fn object(&self, schema: &Value, above: &mut Vec<String>) -> Value {
        let mut object = Map::new();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let given = match self.extent {
                Extent::Smallest => false,
                Extent::Skeleton => matches!(resolved(property).1["type"].as_str(), Some("object" | "array")),
                Extent::Fullest => true,
            };
            let required = schema["required"].as_array().is_some_and(|names| names.iter().any(|one| one == name));
            if required || given && !leads_back(property, above) {
                object.insert(name.clone(), self.field(name, property, above));
            } else if self.quirk == Quirk::Nulls {
                object.insert(name.clone(), Value::Null);
            }
        }
        let keeps = schema["additionalProperties"] == true;
        if self.quirk == Quirk::UnknownFields && (keeps || !self.drops_unknown_fields) {
            object.insert(UNKNOWN_TEXT.to_owned(), json!({"list": [1, null, "text"]}));
        }
        Value::Object(object)
    }
}

/// Returns the sample time plus `hours` hours, in the given format.
fn usual_time(format: &str, hours: i64) -> Option<Value> {
    let seconds = 1_608_888_867 + hours * 3600;
    match format {
        "unix-seconds" => Some(seconds.into()),
        "unix-millis" => Some((seconds * 1000).into()),
        "date-time" => Some(format!("2020-12-25T{:02}:34:27Z", 9 + hours).into()),
        _ => None,
    }
}

/// Returns whether a schema would be nested in itself. `above` has the names of the schemas that contain this schema.
fn leads_back(schema: &Value, above: &[String]) -> bool {
    let (name, schema) = resolved(schema);
    let back = name.is_some_and(|name| above.iter().any(|one| one == name));
    back || !schema["items"].is_null() && leads_back(&schema["items"], above)
}

/// Returns the two alternatives of a schema that allows a text or an object.
pub fn text_or_object(schema: &Value) -> Option<[&Value; 2]> {
    let alternatives = schema["oneOf"].as_array().filter(|_| schema["type"].is_null())?;
    let is_object = |one: &&Value| resolved(one).1["type"] == "object";
    Some([alternatives.iter().find(|one| !is_object(one))?, alternatives.iter().find(is_object)?])
}

/// Returns the target of a `$ref` and the name of the target. Without a `$ref`, returns the value itself.
pub fn resolved(value: &Value) -> (Option<&str>, &Value) {
    match value["$ref"].as_str() {
        None => (None, value),
        Some(reference) => {
            let found = reference.strip_prefix('#').and_then(|pointer| bundle().pointer(pointer));
            (reference.rsplit('/').next(), found.unwrap_or_else(|| panic!("there is no {reference}")))
        }
    }
}

fn example(schema: &Value) -> Option<&Value> {
    schema["examples"].get(0)
}

/// Returns an integer from a number or from text.
fn integer(value: Option<&Value>) -> Option<i64> {
    let value = value?;
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// Operation of the bundle.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// Id, such as `room.list`.
    pub id: &'static str,
    /// HTTP method, in lower case.
    pub method: &'static str,
    /// Path, with its parameters in braces.
    pub path: &'static str,
    /// JSON object of the operation in the bundle.
    pub json: &'static Value,
}

impl Operation {
    /// Returns the schema of the whole JSON response, or `None` if the response is a file.
    pub fn response(&self) -> Option<&'static Value> {
        self.json.pointer("/responses/200/content/application~1json/schema")
    }

    /// Returns the schema of the request body, if the operation has a request body.
    pub fn body(&self) -> Option<&'static Value> {
        self.json.pointer("/requestBody/content/application~1json/schema")
    }
}

/// Returns every operation of the bundle.
pub fn operations() -> Vec<Operation> {
    let paths = bundle()["paths"].as_object().expect("there are paths");
    let operations = paths.iter().flat_map(|(path, item)| {
        item.as_object().expect("a path has operations").iter().map(move |(method, json)| {
            let id = json["operationId"].as_str().expect("an operation has an id");
            Operation { id, method, path, json }
        })
    });
    operations.collect()
}

/// Returns the type of every event of the bundle, and the schema of its delivery.
pub fn events() -> Vec<(&'static str, &'static Value)> {
    let webhooks = bundle()["webhooks"].as_object().expect("there are webhooks");
    let schema = |json: &'static Value| json.pointer("/post/requestBody/content/application~1json/schema");
    webhooks.iter().map(|(name, json)| (name.as_str(), schema(json).expect("an event has a body"))).collect()
}

/// Returns a session for each kind of token. The name of the kind is the token of the session.
pub fn sessions(base_url: &str) -> Sessions {
    let client = Client::builder().base_url(base_url).build().expect("the client can be made");
    Sessions { tenant: session(&client), user: session(&client), app: session(&client) }
}

fn session<K: TokenType>(client: &Client) -> Session<K> {
    client.session(K::INFO.name)
}
