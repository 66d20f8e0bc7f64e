//! The JSON Schema for files of the spec accepts the same files as the loader of the generator.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use codegen::load::{json_schema, load, to_json};
use codegen::source::Texts;
use codegen::unfinished::mark;
use jsonschema::Validator;
use serde_json::{Value, json};
use vc_tests::{spec, workspace};

/// Codes of diagnostics for mistakes in the YAML itself, which no JSON Schema can find.
const OF_YAML: [&str; 5] = ["keyword-unsupported", "value-type", "yaml-depth", "yaml-duplicate-key", "yaml-syntax"];

fn schema() -> Value {
    serde_json::from_str(&json_schema()).expect("the schema is JSON")
}

fn validator() -> Validator {
    jsonschema::draft7::new(&schema()).expect("the schema is one of draft 7")
}

/// Returns the text of the loader's diagnostics about a file. Returns `None` if the loader accepts the file.
fn refusal(text: &str) -> Option<String> {
    let texts = Texts::from([("case.yaml".to_owned(), text.to_owned())]);
    Some(load(&texts).err()?.render(&texts, false))
}

/// Asserts that the schema and the loader agree about a file: both accept it, or both refuse it. Returns whether they
/// accept it.
#[track_caller]
fn agreed(validator: &Validator, value: &Value) -> bool {
    let (text, is_valid) = (value.to_string(), validator.is_valid(value));
    match refusal(&text) {
        Some(refusal) => assert!(!is_valid, "the schema accepts {text}, but the loader says\n{refusal}"),
        None => assert!(is_valid, "the loader accepts {text}, but the schema says {:?}", validator.validate(value)),
    }
    is_valid
}

#[test]
fn each_file_of_the_spec_is_valid() {
    let validator = validator();
    let features = workspace::files("tests/cases/output", "yaml");
    for (name, text) in spec::texts().into_iter().chain(features) {
        let value = to_json(&name, &text).expect("it is YAML");
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
}

/// The schema refuses a file if its keys or values have a wrong shape. It accepts a file that has the right shape but
/// another mistake.
#[test]
fn each_mistake_of_shape_is_invalid() {
    let validator = validator();
    let (mut of_shape, mut of_meaning) = (0, 0);
    for path in files(&workspace::root().join("tests/cases/diagnostics")) {
        let text = std::fs::read_to_string(&path).expect("the file can be read");
        match to_json("case.yaml", &text) {
            // The loader accepts a `TODO:` mark in the place of any value. The schema does not accept the mark everywhere.
            Ok(value) if text.contains(&mark("")) => assert!(!validator.is_valid(&value) || refusal(&text).is_none()),
            Ok(value) if agreed(&validator, &value) => of_meaning += 1,
            Ok(_) => of_shape += 1,
            Err(wrong) => {
                let codes: BTreeSet<&str> = wrong.iter().map(|one| one.code()).collect();
                assert!(codes.iter().all(|code| OF_YAML.contains(code) || *code == "yaml-tag"), "{path:?}: {codes:?}");
            }
        }
    }
    assert!(of_shape >= 9 && of_meaning >= 60, "{of_shape} {of_meaning}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = workspace::entries(folder).into_iter();
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Path from the top of a file to an object. A key is a step into a mapping, and `None` is a step into a list.
type JsonPath = Vec<Option<String>>;

/// Objects that the schema describes. Each object appears once, with a path to it.
struct Objects<'s> {
    schema: &'s Value,
    seen: BTreeSet<&'s str>,
    found: Vec<(JsonPath, &'s Value)>,
}

impl<'s> Objects<'s> {
    fn of(schema: &'s Value) -> Vec<(JsonPath, &'s Value)> {
        let mut objects = Self { schema, seen: BTreeSet::new(), found: Vec::new() };
        objects.visit(&[], schema);
        objects.found
    }

    fn visit(&mut self, path: &[Option<String>], schema: &'s Value) {
        let step = |step: Option<&str>| [path, &[step.map(str::to_owned)]].concat();
        for form in ["allOf", "anyOf"].iter().filter_map(|forms| schema[forms].as_array()).flatten() {
            self.visit(path, form);
        }
        if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/definitions/"))
            && self.seen.insert(name)
        {
            self.visit(path, &self.schema["definitions"][name]);
        }
        if schema["items"].is_object() {
            self.visit(&step(None), &schema["items"]);
        }
        if schema["additionalProperties"].is_object() {
            self.visit(&step(Some("name")), &schema["additionalProperties"]);
        }
        if let Some(keys) = schema["properties"].as_object() {
            self.found.push((path.to_vec(), schema));
            for (key, schema) in keys {
                self.visit(&step(Some(key)), schema);
            }
        }
    }
}

/// Returns a file that contains only the given value, at the given path.
fn at(path: &[Option<String>], value: Value) -> Value {
    path.iter().rev().fold(value, |value, step| match step {
        Some(key) => json!({ key: value }),
        None => json!([value]),
    })
}

/// Returns the keys that the loader lists in its diagnostic for an unknown key.
fn known_to_the_loader(path: &[Option<String>]) -> BTreeSet<String> {
    let refusal = refusal(&at(path, json!({"?": 1})).to_string()).expect("no key has this name");
    let (_, keys) = refusal.split_once("the keys here are ").expect("it names the keys");
    keys.split('\n').next().unwrap_or_default().split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn schema_and_loader_know_the_same_keys() {
    let schema = schema();
    let objects = Objects::of(&schema);
    assert!(objects.len() > 20, "{}", objects.len());
    for (path, object) in objects {
        let keys = object["properties"].as_object().into_iter().flatten().map(|(key, _)| key.clone());
        assert_eq!(keys.collect::<BTreeSet<_>>(), known_to_the_loader(&path), "{path:?}");
    }
}

#[test]
fn schema_and_loader_accept_the_same_values() {
    let (schema, validator) = (schema(), validator());
    let values = [
        json!(null),
        json!(true),
        json!(7),
        json!(-7),
        json!(70_000),
        json!(5_000_000_000_u64),
        json!(10_000_000_000_000_000_000_u64),
        json!(1.5),
        json!("a"),
        json!([]),
        json!([null]),
        json!([true]),
        json!([7]),
        json!(["a"]),
        json!(["a", null]),
        json!([["a"]]),
        json!([{}]),
        json!({}),
        json!({"a": null}),
        json!({"a": 7}),
        json!({"a": "a"}),
        json!({"a": ["a"]}),
        json!({"a": {}}),
        json!({"name": 7}),
        json!({"name": "a"}),
    ];
    let (mut accepted, mut refused) = (0, 0);
    for (path, object) in Objects::of(&schema) {
        for (key, _) in object["properties"].as_object().into_iter().flatten() {
            for value in &values {
                let count =
                    if agreed(&validator, &at(&path, json!({ key: value }))) { &mut accepted } else { &mut refused };
                *count += 1;
            }
        }
    }
    assert!(accepted > 300 && refused > 1000, "{accepted} {refused}");
}
