//! Checks the values in schemas: bounds, defaults and examples.
//!
//! The check of a default covers only its type, because a default of the platform may lie outside of the bounds.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde_json::{Number, Value};

use super::types::{is_nullable, kind};
use crate::diagnostic::Diagnostic;
use crate::load::Document;
use crate::load::document::{AdditionalProperties, Schema};
use crate::source::Place;

/// Maximum depth of a check, and maximum number of schemas in a chain of references. Another rule reports circular
/// references.
const MAX_DEPTH: usize = 16;

/// Checks the schemas of all files.
pub(super) fn check(document: &Document) -> Vec<Diagnostic> {
    let schemas = document.files.iter().flat_map(|source| &source.file.components.schemas);
    let schemas = schemas.map(|(name, schema)| (name.as_str(), schema)).collect();
    let mut values = Values { schemas, found: Vec::new() };
    for source in &document.files {
        let (file, root) = (&source.file, Place::file(source.name.as_str()));
        for (path, item) in &file.paths {
            for (method, operation) in item.operations() {
                let place = root.key("paths").key(path).key(method);
                for (index, parameter) in operation.parameters.iter().enumerate() {
                    values.all(parameter.schema.as_ref(), &place.key("parameters").index(index).key("schema"));
                }
                values.all(operation.body.as_ref(), &place.key("x-body"));
                let data = operation.response.as_ref().and_then(|response| response.data.as_ref());
                values.all(data, &place.key("x-response").key("data"));
            }
        }
        for (name, webhook) in &file.webhooks {
            let event = webhook.post.as_ref().and_then(|event| event.event.as_ref());
            values.all(event, &root.key("webhooks").key(name).key("post").key("x-event"));
        }
        let components = root.key("components");
        for (name, schema) in &file.components.schemas {
            values.all(Some(schema), &components.key("schemas").key(name));
        }
        for (name, parameter) in &file.components.parameters {
            values.all(parameter.schema.as_ref(), &components.key("parameters").key(name).key("schema"));
        }
    }
    values.found
}

struct Values<'d> {
    schemas: HashMap<&'d str, &'d Schema>,
    found: Vec<Diagnostic>,
}

impl<'d> Values<'d> {
    /// Checks a schema and all schemas inside it.
    fn all(&mut self, schema: Option<&'d Schema>, place: &Place) {
        let Some(schema) = schema else { return };
        self.bounds(schema, place);
        self.default(schema, place);
        for (index, example) in schema.examples.iter().enumerate() {
            if let Err(why) = self.fits(schema, example, Depth::Whole, MAX_DEPTH) {
                self.found.push(
                    Diagnostic::new("example", format!("this example does not match its schema: {why}"))
                        .at(place.key("examples").index(index))
                        .help("write a value that the platform would accept or send"),
                );
            }
        }
        for (name, property) in &schema.properties {
            self.all(Some(property), &place.key("properties").key(name));
        }
        self.all(schema.items.as_deref(), &place.key("items"));
        for (key, schemas) in [("allOf", &schema.all_of), ("oneOf", &schema.one_of), ("anyOf", &schema.any_of)] {
            for (index, inner) in schemas.iter().enumerate() {
                self.all(Some(inner), &place.key(key).index(index));
            }
        }
        if let Some(AdditionalProperties::Schema(inner)) = &schema.additional_properties {
            self.all(Some(inner), &place.key("additionalProperties"));
        }
    }

    fn default(&mut self, schema: &'d Schema, place: &Place) {
        let Some(default) = &schema.default else { return };
        if let Err(why) = self.fits(schema, default, Depth::Type, MAX_DEPTH) {
            self.found.push(
                Diagnostic::new("default-type", format!("this default does not have the type of its schema: {why}"))
                    .at(place.key("default"))
                    .help("write a value that has the type of the schema, or remove `default`"),
            );
        }
    }

    /// Checks that no minimum is above the maximum. The minimum or the maximum may come from the target of a reference.
    fn bounds(&mut self, schema: &'d Schema, place: &Place) {
        let chain = self.chain(schema);
        let count = |read: fn(&Schema) -> Option<u64>| chain.iter().find_map(|one| read(one)).map(Number::from);
        let number = |read: fn(&Schema) -> Option<&Number>| chain.iter().find_map(|one| read(one)).cloned();
        let pairs = [
            ("minimum", number(|one| one.minimum.as_ref()), "maximum", number(|one| one.maximum.as_ref())),
            ("minLength", count(|one| one.min_length), "maxLength", count(|one| one.max_length)),
            ("minItems", count(|one| one.min_items), "maxItems", count(|one| one.max_items)),
        ];
        let own = |key: &str| match key {
            "minimum" => schema.minimum.is_some(),
            "maximum" => schema.maximum.is_some(),
            "minLength" => schema.min_length.is_some(),
            "maxLength" => schema.max_length.is_some(),
            "minItems" => schema.min_items.is_some(),
            _ => schema.max_items.is_some(),
        };
        for (least_key, least, most_key, most) in pairs {
            let (Some(least), Some(most)) = (least, most) else { continue };
            let key = if own(least_key) { least_key } else { most_key };
            if own(key) && compare(&least, &most) == Ordering::Greater {
                self.found.push(
                    Diagnostic::new("bounds", format!("`{least_key}` is {least}, but `{most_key}` is only {most}"))
                        .at(place.key(key))
                        .help("no value can satisfy both bounds; write the bounds of the platform"),
                );
            }
        }
    }

    /// Returns a schema, then the schema to which it refers, and so on. Ends at a schema without a reference, or after
    /// [`MAX_DEPTH`] schemas.
    fn chain(&self, schema: &'d Schema) -> Vec<&'d Schema> {
        let mut chain = vec![schema];
        while let Some(next) = chain.last().and_then(|last| self.next(last))
            && chain.len() < MAX_DEPTH
        {
            chain.push(next);
        }
        chain
    }

    fn next(&self, schema: &'d Schema) -> Option<&'d Schema> {
        match (&schema.reference, schema.all_of.as_slice()) {
            (Some(reference), _) => self.schemas.get(reference.strip_prefix("#/components/schemas/")?).copied(),
            (None, [only]) if schema.properties.is_empty() => Some(only),
            _ => None,
        }
    }

    /// Checks a value against a schema. The error says why the value does not match. An invalid schema matches any value.
    fn fits(&self, schema: &'d Schema, value: &Value, depth: Depth, steps: usize) -> Result<(), String> {
        let chain = self.chain(schema);
        let Some(last) = chain.last().copied().filter(|_| steps > 0) else { return Ok(()) };
        if value.is_null() && (chain.iter().any(|one| is_nullable(one)) || kind(last).is_none()) {
            return Ok(());
        }
        let alternatives: Vec<&Schema> = last.one_of.iter().chain(&last.any_of).collect();
        if kind(last).is_none() && !alternatives.is_empty() {
            let mut tried = alternatives.iter().map(|one| self.fits(one, value, depth, steps - 1));
            return match tried.any(|fits| fits.is_ok()) {
                true => Ok(()),
                false => Err(format!("no alternative allows {}", describe(value))),
            };
        }
        for part in last.all_of.iter().filter(|_| last.all_of.len() > 1) {
            self.fits(part, value, depth, steps - 1)?;
        }
        match kind(last) {
            Some("boolean") => expect("a boolean", value.is_boolean(), value),
            Some("integer") => expect("an integer", value.is_i64() || value.is_u64(), value),
            Some("number") => expect("a number", value.is_number(), value),
            Some("string") => text(last.format.as_deref(), value, depth),
            Some("array") => self.items(last, value, depth, steps),
            Some("object") => self.properties(last, value, depth, steps),
            _ => Ok(()),
        }?;
        if depth == Depth::Type {
            return Ok(());
        }
        let constants: Vec<&Value> = alternatives.iter().filter_map(|one| one.constant.as_ref()).collect();
        if !constants.is_empty() && !constants.contains(&value) {
            return Err(format!("{value} is not a value of the enum"));
        }
        within(&chain, value)
    }

    fn items(&self, schema: &'d Schema, value: &Value, depth: Depth, steps: usize) -> Result<(), String> {
        let Some(items) = value.as_array() else { return expect("a list", false, value) };
        let Some(inner) = &schema.items else { return Ok(()) };
        items.iter().try_for_each(|item| self.fits(inner, item, depth, steps - 1))
    }

    fn properties(&self, schema: &'d Schema, value: &Value, depth: Depth, steps: usize) -> Result<(), String> {
        let Some(found) = value.as_object() else { return expect("an object", false, value) };
        if let Some(missing) = schema.required.iter().find(|name| !found.contains_key(*name)) {
            return Err(format!("the required field `{missing}` is missing"));
        }
        for (name, value) in found {
            let inner = match (schema.properties.get(name), &schema.additional_properties) {
                (Some(property), _) => property,
                (None, Some(AdditionalProperties::Schema(inner))) => inner,
                _ => continue,
            };
            self.fits(inner, value, depth, steps - 1).map_err(|why| format!("`{name}`: {why}"))?;
        }
        Ok(())
    }
}

/// Extent of a check: only the type of the value, or the whole schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Type,
    Whole,
}

fn expect(what: &str, fits: bool, value: &Value) -> Result<(), String> {
    if fits { Ok(()) } else { Err(format!("the value must be {what}, but is {}", describe(value))) }
}

fn describe(value: &Value) -> String {
    match value {
        Value::Null => "`null`".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// Checks that a value is a string with the given format. If the format is a number, such as `int64`, an integer is valid
/// too.
fn text(format: Option<&str>, value: &Value, depth: Depth) -> Result<(), String> {
    let is_number = matches!(format, Some("int64" | "unix-seconds" | "unix-millis"));
    if is_number && (value.is_i64() || value.is_u64()) {
        return Ok(());
    }
    let Some(text) = value.as_str() else { return expect("a string", false, value) };
    let fits = match format {
        _ if is_number => text.parse::<i64>().is_ok(),
        Some("date-time") if depth == Depth::Whole => is_date_time(text),
        _ => true,
    };
    if fits { Ok(()) } else { Err(format!("`{text}` does not have the format `{}`", format.unwrap_or_default())) }
}

/// Returns whether a text has digits and punctuation where RFC 3339 requires them, as in `2026-01-31T23:59:59Z`.
fn is_date_time(text: &str) -> bool {
    let (Some(head), Some(tail)) = (text.get(..19), text.get(19..)) else { return false };
    let shape = "0000-00-00T00:00:00";
    let is_like =
        |(c, like): (char, char)| if like == '0' { c.is_ascii_digit() } else { c.eq_ignore_ascii_case(&like) };
    let zone = tail.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    head.chars().zip(shape.chars()).all(is_like) && (zone.eq_ignore_ascii_case("z") || zone.starts_with(['+', '-']))
}

/// Checks a value against the bounds in a chain of schemas. If several schemas have the same bound, such as `minimum`, the
/// function uses the bound of the first of these schemas.
fn within(chain: &[&Schema], value: &Value) -> Result<(), String> {
    let (minimum, maximum) =
        (chain.iter().find_map(|one| one.minimum.as_ref()), chain.iter().find_map(|one| one.maximum.as_ref()));
    let number = match value {
        Value::Number(number) => Some(number.clone()),
        Value::String(text) => text.parse::<i64>().ok().map(Number::from),
        _ => None,
    };
    if let Some(number) = &number {
        if let Some(least) = minimum.filter(|least| compare(number, least) == Ordering::Less) {
            return Err(format!("{number} is below the `minimum` {least}"));
        }
        if let Some(most) = maximum.filter(|most| compare(number, most) == Ordering::Greater) {
            return Err(format!("{number} is above the `maximum` {most}"));
        }
    }
    let bounds = |least: fn(&Schema) -> Option<u64>, most: fn(&Schema) -> Option<u64>| {
        (chain.iter().find_map(|one| least(one)), chain.iter().find_map(|one| most(one)))
    };
    match value {
        Value::String(text) => {
            let count = text.chars().count();
            counted(count, bounds(|one| one.min_length, |one| one.max_length), "characters", ["minLength", "maxLength"])
        }
        Value::Array(items) => {
            counted(items.len(), bounds(|one| one.min_items, |one| one.max_items), "items", ["minItems", "maxItems"])
        }
        _ => Ok(()),
    }
}

fn counted(count: usize, bounds: (Option<u64>, Option<u64>), what: &str, keys: [&str; 2]) -> Result<(), String> {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    let [least_key, most_key] = keys;
    match bounds {
        (Some(least), _) if count < least => Err(format!("the value has {count} {what}, but `{least_key}` is {least}")),
        (_, Some(most)) if count > most => Err(format!("the value has {count} {what}, but `{most_key}` is {most}")),
        _ => Ok(()),
    }
}

/// Compares integers exactly, and other numbers as floats.
fn compare(a: &Number, b: &Number) -> Ordering {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal),
    }
}
