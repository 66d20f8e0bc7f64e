//! What is written about a schema: its words, its bounds and its default.

use serde_json::Number;

use super::reference::{references, source};
use crate::ir::{Bounds, Docs, Range};
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
        bounds: bounds(schema, target),
        default: schema.default.clone(),
        field_scopes,
        source: source(schema.source.as_ref(), place),
    }
}

/// What bounds stand beside a `$ref` come before those of the schema it refers to.
fn bounds(schema: &Schema, target: Option<&Schema>) -> Bounds {
    let number = |read: fn(&Schema) -> Option<Number>| read(schema).or_else(|| target.and_then(read));
    let count = |read: fn(&Schema) -> Option<u64>| read(schema).or_else(|| target.and_then(read)).map(Number::from);
    Bounds {
        value: Range { least: number(|s| s.minimum.clone()), most: number(|s| s.maximum.clone()) },
        characters: Range { least: count(|s| s.min_length), most: count(|s| s.max_length) },
        items: Range { least: count(|s| s.min_items), most: count(|s| s.max_items) },
    }
}
