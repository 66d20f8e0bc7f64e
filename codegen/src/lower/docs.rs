//! Documentation of a schema: the description, the bounds and the default.

use serde_json::Number;

use super::reference::{references, source};
use crate::ir::{Bounds, Docs, Range};
use crate::load::document::Schema;
use crate::source::Place;

/// Returns the documentation of a schema. Keys beside a `$ref` take precedence over the keys of the target.
pub(super) fn of(schema: &Schema, target: Option<&Schema>, place: &Place) -> Docs {
    let described = |schema: &Schema| schema.description.clone().filter(|text| !text.trim().is_empty());
    let description = described(schema).or_else(|| target.and_then(described));
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

/// Returns the bounds of a schema. Bounds beside a `$ref` take precedence over the bounds of the target.
fn bounds(schema: &Schema, target: Option<&Schema>) -> Bounds {
    let number = |read: fn(&Schema) -> Option<Number>| read(schema).or_else(|| target.and_then(read));
    let count = |read: fn(&Schema) -> Option<u64>| read(schema).or_else(|| target.and_then(read)).map(Number::from);
    Bounds {
        value: Range { least: number(|s| s.minimum.clone()), most: number(|s| s.maximum.clone()) },
        characters: Range { least: count(|s| s.min_length), most: count(|s| s.max_length) },
        items: Range { least: count(|s| s.min_items), most: count(|s| s.max_items) },
    }
}
