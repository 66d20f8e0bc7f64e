//! A text begins with a noun or a verb, not with a clause such as "who left".

use codegen::load::to_json;
use serde_json::Value;
use vc_tests::spec;

/// First words of a clause.
const CLAUSES: [&str; 5] = ["What", "Who", "Whoever", "That", "How"];
/// Words that follow "How" in a measure, such as "How many people fit in".
const MEASURES: [&str; 4] = ["many", "much", "long", "often"];

/// Returns whether a text begins with a clause.
fn begins_with_clause(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let is_measure = first == "How" && MEASURES.contains(&second);
    CLAUSES.contains(&first) && second.starts_with(char::is_lowercase) && !is_measure
}

/// Returns the descriptions and summaries in a file of the spec, at any depth.
fn descriptions(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(entries) => entries.iter().flat_map(|(key, value)| description_or_below(key, value)).collect(),
        Value::Array(items) => items.iter().flat_map(descriptions).collect(),
        _ => Vec::new(),
    }
}

/// Returns the text of a description or summary, and the descriptions in the value of any other key.
fn description_or_below<'y>(key: &str, value: &'y Value) -> Vec<&'y str> {
    match (key, value.as_str()) {
        ("description" | "summary", Some(text)) => vec![text],
        _ => descriptions(value),
    }
}

#[test]
fn no_description_of_the_spec_begins_with_a_clause() {
    let mut seen = 0;
    let mut clauses = Vec::new();
    for (file, text) in &spec::texts() {
        let document = to_json(file, text).expect("the spec is YAML");
        let found = descriptions(&document);
        seen += found.len();
        clauses.extend(found.into_iter().filter(|one| begins_with_clause(one)).map(|one| format!("{file}: {one}")));
    }
    assert!(seen > 1000, "only {seen} descriptions were found");
    assert!(clauses.is_empty(), "descriptions begin with a clause:\n{}", clauses.join("\n"));
}

#[test]
fn clauses_are_found() {
    for clause in ["What is played.", "Who left.", "Whoever asked.", "That which\nis left.", "How it went."] {
        assert!(begins_with_clause(clause), "{clause}");
    }
    for plain in
        ["Participant who left.", "How many people fit in.", "How", "WhatsApp number.", "Who's Who.", "Who Is it"]
    {
        assert!(!begins_with_clause(plain), "{plain}");
    }
}

#[test]
fn descriptions_are_found_at_any_depth() {
    let text = "{summary: A, list: [{description: B}], properties: {description: {type: string, description: C}}}";
    let document = to_json("a.yaml", text).expect("it is YAML");
    assert_eq!(descriptions(&document), ["A", "B", "C"]);
}
