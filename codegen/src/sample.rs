//! Sample values as JSON, for examples and for the tests of the client.
//!
//! A sample is the spec's example. Without an example, the sample is the first value of an enum, the minimum of a number, or
//! a fixed value for the type. An end time is one hour after the start time.

use serde_json::{Map, Value, json};

use crate::ir::{Api, Field, ItemId, Shape, Type};

/// Extent of a sample: with or without optional values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Only required values.
    Smallest,
    /// Required and optional values. A recursive model is the exception: its value contains no further value of this model.
    Fullest,
}

impl Extent {
    /// Returns whether a sample of this extent contains the field. The smallest samples contain only required fields.
    pub fn has(self, field: &Field) -> bool {
        self == Self::Fullest || field.is_argument()
    }
}

/// Returns a sample value of a field.
pub fn of(api: &Api, field: &Field, extent: Extent) -> Value {
    Sampler { api, extent }.field(field, &mut Vec::new())
}

/// Returns a sample value of a named type.
pub fn of_item(api: &Api, id: ItemId) -> Value {
    Sampler { api, extent: Extent::Fullest }.item(id, None, &mut Vec::new())
}

/// Start time and end time in samples, in seconds since 1970. `DATE_TIMES` has the same times in the format of RFC 3339.
const SECONDS: [i64; 2] = [1_608_888_867, 1_608_892_467];
const DATE_TIMES: [&str; 2] = ["2020-12-25T09:34:27Z", "2020-12-25T10:34:27Z"];

struct Sampler<'a> {
    api: &'a Api,
    extent: Extent,
}

impl Sampler<'_> {
    /// Returns a sample value of a field. `above` has the models that contain the field.
    fn field(&self, field: &Field, above: &mut Vec<ItemId>) -> Value {
        if field.nullable && leads_back(&field.ty, above) {
            return Value::Null;
        }
        let later = later(field);
        self.value(&field.ty, field.example.as_ref().or(later.as_ref()), least(field), above)
    }

    fn value(&self, ty: &Type, example: Option<&Value>, minimum: Option<i64>, above: &mut Vec<ItemId>) -> Value {
        match ty {
            Type::Bool => example.and_then(Value::as_bool).unwrap_or(true).into(),
            Type::Integer => integer(example).or(minimum).unwrap_or(1).into(),
            Type::Number => example.and_then(Value::as_f64).unwrap_or(1.5).into(),
            Type::Text | Type::Secret | Type::Sensitive => text(example, "text"),
            Type::DateTime => text(example, DATE_TIMES[0]),
            Type::IntegerText => integer(example).unwrap_or(1).to_string().into(),
            Type::UnixSeconds => integer(example).unwrap_or(SECONDS[0]).to_string().into(),
            Type::UnixMillis => integer(example).unwrap_or(SECONDS[0] * 1000).to_string().into(),
            Type::Json => json!({"key": "value"}),
            Type::List(inner) if leads_back(inner, above) => json!([]),
            Type::Map(inner) if leads_back(inner, above) => json!({}),
            Type::List(inner) => {
                let first = example.and_then(|list| list.get(0));
                json!([self.value(inner, first, minimum, above)])
            }
            Type::Map(inner) => json!({"key": self.value(inner, None, minimum, above)}),
            Type::Item(id) | Type::Boxed(id) => self.item(*id, example, above),
        }
    }

    fn item(&self, id: ItemId, example: Option<&Value>, above: &mut Vec<ItemId>) -> Value {
        let Some(item) = self.api.item(id) else { return Value::Null };
        let example = example.or(item.example.as_ref());
        match &item.shape {
            Shape::Newtype => text(example, "text"),
            Shape::Union(union) => self.value(&union.text, example, None, above),
            Shape::TextEnum(variants) => text(example, variants.first().map_or("", |first| &first.value)),
            Shape::IntEnum(variants) => {
                integer(example).or(variants.first().map(|first| first.value)).unwrap_or(0).into()
            }
            Shape::Model(fields) => {
                above.push(id);
                let mut object = Map::new();
                for field in fields.iter().filter(|field| self.extent.has(field)) {
                    if field.is_argument() || !leads_back(&field.ty, above) {
                        object.insert(field.wire.clone(), self.field(field, above));
                    }
                }
                above.pop();
                object.into()
            }
        }
    }
}

/// Returns the sample value of a field that contains an end time. Returns `None` for other fields.
fn later(field: &Field) -> Option<Value> {
    let ends = field.wire.split('_').any(|word| matches!(word, "end" | "leave"));
    let value = match field.ty {
        Type::UnixSeconds => SECONDS[1].into(),
        Type::UnixMillis => (SECONDS[1] * 1000).into(),
        Type::DateTime => DATE_TIMES[1].into(),
        _ => return None,
    };
    ends.then_some(value)
}

/// Returns whether a type leads back to a model that contains the type. `above` lists the models that contain the type.
fn leads_back(ty: &Type, above: &[ItemId]) -> bool {
    matches!(ty.innermost(), Type::Item(id) | Type::Boxed(id) if above.contains(id))
}

/// Returns the minimum of a field, if the minimum is an integer.
fn least(field: &Field) -> Option<i64> {
    field.docs.bounds.value.least.as_ref()?.as_i64()
}

fn text(example: Option<&Value>, otherwise: &str) -> Value {
    example.and_then(Value::as_str).unwrap_or(otherwise).into()
}

/// Returns the example as an integer. The example may be a number or a string of digits.
fn integer(example: Option<&Value>) -> Option<i64> {
    let example = example?;
    example.as_i64().or_else(|| example.as_str()?.parse().ok())
}
