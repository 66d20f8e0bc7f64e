//! What is written about a schema: its words, and in words its bounds and its default.

use serde_json::Value;

use super::references;
use crate::ir::Docs;
use crate::load::document::Schema;
use crate::source::Place;

/// What is said of a schema. What stands beside a `$ref` comes before what the schema it refers to says.
pub(super) fn of(schema: &Schema, target: Option<&Schema>, place: &Place) -> Docs {
    let said = |schema: &Schema| schema.description.clone().filter(|text| !text.trim().is_empty());
    let description = said(schema).or_else(|| target.and_then(said));
    let mut field_scopes = references(&schema.field_scopes, &place.key("x-field-scopes"));
    if field_scopes.is_empty() {
        field_scopes = target.map(|target| references(&target.field_scopes, place)).unwrap_or_default();
    }
    Docs {
        description,
        deprecated: schema.deprecated || target.is_some_and(|target| target.deprecated),
        notes: notes(schema, target),
        field_scopes,
    }
}

fn notes(schema: &Schema, target: Option<&Schema>) -> Vec<String> {
    let either = |read: fn(&Schema) -> Option<String>| read(schema).or_else(|| target.and_then(read));
    let value = |read: fn(&Schema) -> Option<String>| either(read);
    [
        range(
            value(|s| s.minimum.as_ref().map(ToString::to_string)),
            value(|s| s.maximum.as_ref().map(ToString::to_string)),
            "",
        ),
        range(
            value(|s| s.min_length.map(|n| n.to_string())),
            value(|s| s.max_length.map(|n| n.to_string())),
            " characters",
        ),
        range(value(|s| s.min_items.map(|n| n.to_string())), value(|s| s.max_items.map(|n| n.to_string())), " items"),
        schema.default.as_ref().map(|default| format!("Defaults to `{}`.", plain(default))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A least of nothing says nothing.
fn range(least: Option<String>, most: Option<String>, unit: &str) -> Option<String> {
    match (least.filter(|least| least != "0" || unit.is_empty()), most) {
        (Some(least), Some(most)) => Some(format!("{least} to {most}{unit}.")),
        (Some(least), None) => Some(format!("At least {least}{unit}.")),
        (None, Some(most)) => Some(format!("At most {most}{unit}.")),
        (None, None) => None,
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
