//! JSON Schema of the spec's keys. Editors use this schema to complete, explain and check the keys.
//!
//! `schemars` derives this schema from the structs into which the loader reads the spec. The doc comments of the structs
//! become the explanations of the keys.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Map, Value};

use super::document::File;

/// Returns the JSON Schema of a file of the spec. The schema uses draft 7, which all editors support.
pub fn json_schema() -> String {
    let settings = SchemaSettings::draft07().with(|settings| {
        // This transform must run first. The transforms of draft 7 move a `$ref` into an `allOf` if the same object has a
        // description.
        settings.transforms.insert(0, Box::new(RecursiveTransform(to_schema_of_yaml)));
    });
    format!("{:#}\n", settings.into_generator().into_root_schema_for::<File>().as_value())
}

/// Corrects a schema that was derived from a Rust type, so that the schema describes the YAML.
fn to_schema_of_yaml(schema: &mut Schema) {
    // `format` contains the name of a Rust number type. Editors do not know this name, but they know `maximum`.
    let most = match schema.remove("format").as_ref().and_then(Value::as_str) {
        Some("uint32") => Some(u32::MAX.into()),
        Some("int64") => Some(i64::MAX.into()),
        _ => None,
    };
    if let Some(most) = most {
        schema.insert("maximum".to_owned(), Value::Number(most));
    }
    let keys = schema.get_mut("properties").and_then(Value::as_object_mut);
    for key in keys.into_iter().flat_map(|keys| keys.values_mut()).filter_map(Value::as_object_mut) {
        key.shift_remove("default");
        without_null(key);
    }
}

/// Removes `null` from the schema of an optional key, because the loader refuses a key without a value.
fn without_null(key: &mut Map<String, Value>) {
    if let Some(Value::Array(kinds)) = key.get_mut("type") {
        kinds.retain(|kind| kind != "null");
    }
    if let Some(Value::Array(forms)) = key.get_mut("anyOf") {
        forms.retain(|form| form.get("type").is_none_or(|kind| kind != "null"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Calls `visit` with the name and the schema of every key of every object.
    fn each_key(schema: &Value, visit: &mut impl FnMut(&str, &Value)) {
        for (name, key) in schema["properties"].as_object().into_iter().flatten() {
            visit(name, key);
        }
        for definition in schema["definitions"].as_object().into_iter().flat_map(|all| all.values()) {
            each_key(definition, visit);
        }
    }

    #[test]
    fn a_sentence_explains_every_key() {
        let schema = serde_json::from_str(&json_schema()).unwrap();
        let mut keys = 0;
        each_key(&schema, &mut |name, key| {
            keys += 1;
            let description = key["description"].as_str().unwrap_or_default();
            assert!(description.ends_with(['.', '`']) && !description.contains('\n'), "`{name}`: {description}");
            let first = description.split(' ').next().unwrap_or_default();
            assert!(!["What", "Who", "How", "Whether", "That"].contains(&first), "`{name}`: {description}");
        });
        assert!(keys > 100, "{keys}");
    }
}
