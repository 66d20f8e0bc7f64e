//! Rules that compare the types on pages with the types of the spec.
//!
//! | page | spec |
//! | --- | --- |
//! | `int`, `int32`, `int64`, `integer`, `long`, `number(int)` | whole numbers, enums of numbers |
//! | `float`, `double`, `number`, `number(float)` | numbers |
//! | `string` | text, newtypes of text, enums of text, numbers as text, times as text |
//! | `boolean`, `bool` | `bool` |
//! | `T[]` | lists of `T` |
//! | `map`, `map<…>` | maps |
//! | `-`, `object`, any other name | objects, maps and free JSON |
//! | `string`, or any name of an object | unions of a text and an object |

use codegen::ir::{Api, Field, ItemId, Shape, Source, Type, Union, Variant};
use codegen::source::Place;

/// Returns `true` if the type of the spec matches the type of the page.
pub(crate) fn agree(api: &Api, page: &str, ty: &Type) -> bool {
    if let Some(inner) = page.strip_suffix("[]") {
        return matches!(ty, Type::List(item) if agree(api, inner, item));
    }
    if union(api, ty).is_some() {
        return matches!(page_name(page), "string" | "object");
    }
    match name(api, ty).as_str() {
        "json" => page_name(page) == "object",
        "map" => matches!(page_name(page), "map" | "object"),
        other => other == page_name(page),
    }
}

/// Returns the name that pages use for a type of the spec.
pub(crate) fn name(api: &Api, ty: &Type) -> String {
    let plain = match ty {
        Type::List(inner) => return format!("{}[]", name(api, inner)),
        Type::Bool => "boolean",
        Type::Integer => "int",
        Type::Number => "float",
        Type::Text
        | Type::IntegerText
        | Type::UnixSeconds
        | Type::UnixMillis
        | Type::DateTime
        | Type::Secret
        | Type::Sensitive => "string",
        Type::Map(_) => "map",
        Type::Json => "json",
        Type::Item(id) | Type::Boxed(id) => match shape(api, *id) {
            Some(Shape::IntEnum(_)) => "int",
            Some(Shape::Model(_)) => "object",
            Some(Shape::Union(_)) => "string or object",
            Some(Shape::TextEnum(_) | Shape::Newtype) | None => "string",
        },
    };
    plain.to_owned()
}

/// Returns one name for each kind of type, because pages use several names for the same type.
pub(crate) fn page_name(page: &str) -> &'static str {
    match page {
        "int" | "int32" | "int64" | "integer" | "long" | "number(int)" => "int",
        "float" | "double" | "number" | "number(float)" => "float",
        "string" => "string",
        "boolean" | "bool" => "boolean",
        other if other == "map" || other.starts_with("map<") => "map",
        _ => "object",
    }
}

/// Returns the id and the fields of the model in a type. Example: the id and the fields of `Room` for a list of `Room`.
pub(crate) fn fields<'a>(api: &'a Api, ty: &Type) -> (Option<ItemId>, &'a [Field]) {
    let id = item(ty);
    match id.and_then(|id| shape(api, id)) {
        Some(Shape::Model(fields)) => (id, fields),
        Some(Shape::Union(union)) => self::fields(api, &union.object),
        _ => (None, &[]),
    }
}

/// Returns the union, if the type is a union, a list of unions or a map of unions.
pub(crate) fn union<'a>(api: &'a Api, ty: &Type) -> Option<&'a Union> {
    match item(ty).and_then(|id| shape(api, id)) {
        Some(Shape::Union(union)) => Some(union),
        _ => None,
    }
}

/// Value of an enum.
pub(crate) struct EnumValue<'a> {
    /// Value as text.
    pub value: String,
    /// Place of the declaration.
    pub place: &'a Place,
    /// Source of the value, unless the source is a page.
    pub source: Option<&'a Source>,
}

/// Returns the values of an enum, and the id of the enum.
pub(crate) fn values<'a>(api: &'a Api, ty: &Type) -> (Option<ItemId>, Vec<EnumValue<'a>>) {
    let id = item(ty);
    let values = match id.and_then(|id| shape(api, id)) {
        Some(Shape::IntEnum(variants)) => variants.iter().map(|one| enum_value(one, one.value.to_string())).collect(),
        Some(Shape::TextEnum(variants)) => variants.iter().map(|one| enum_value(one, one.value.clone())).collect(),
        _ => Vec::new(),
    };
    (id, values)
}

fn enum_value<T>(variant: &Variant<T>, value: String) -> EnumValue<'_> {
    EnumValue { value, place: &variant.place, source: variant.docs.source.as_ref() }
}

/// Returns the id of the named type in a type. Example: the id of `Room` for a list of `Room`.
pub(crate) fn item(ty: &Type) -> Option<ItemId> {
    match ty.innermost() {
        Type::Item(id) | Type::Boxed(id) => Some(*id),
        _ => None,
    }
}

fn shape(api: &Api, id: ItemId) -> Option<&Shape> {
    api.item(id).map(|item| &item.shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_agree_as_the_table_says() {
        let api = Api::default();
        let list = |ty| Type::List(Box::new(ty));
        let map = Type::Map(Box::new(Type::Text));
        for (page, ty, expected) in [
            ("int", Type::Integer, true),
            ("int64", Type::Integer, true),
            ("long", Type::Integer, true),
            ("int", Type::IntegerText, false),
            ("string", Type::IntegerText, true),
            ("string", Type::UnixSeconds, true),
            ("string", Type::Secret, true),
            ("string", Type::Sensitive, true),
            ("string", Type::DateTime, true),
            ("int", Type::DateTime, false),
            ("string", Type::Integer, false),
            ("number(float)", Type::Number, true),
            ("int", Type::Number, false),
            ("boolean", Type::Bool, true),
            ("string[]", list(Type::Text), true),
            ("string[]", Type::Text, false),
            ("string", list(Type::Text), false),
            ("int[][]", list(list(Type::Integer)), true),
            ("map<string, string>", map.clone(), true),
            ("object", map.clone(), true),
            ("string", map, false),
            ("-", Type::Json, true),
            ("room", Type::Json, true),
            ("map", Type::Json, false),
            ("room", Type::Text, false),
        ] {
            assert_eq!(agree(&api, page, &ty), expected, "{page} {ty:?}");
        }
    }
}
