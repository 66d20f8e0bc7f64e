//! Decides the Rust type of each schema. All rules about types are in this module; `objects` and `enums` add the fields and
//! the variants.
//!
//! | schema | Rust |
//! | --- | --- |
//! | `boolean`, `integer`, `number`, `string` | `bool`, `i64`, `f64`, `String` |
//! | `string`, format `int64` | `i64`: sent as a string, read from a string or a number |
//! | `string`, format `unix-seconds` or `unix-millis` | `UnixSeconds`, `UnixMillis`: sent and read like `int64` |
//! | `string`, format `date-time` | `DateTime`: RFC 3339 |
//! | `string`, format `password` | `Secret`: never printed |
//! | `string`, `x-sensitive: true` | `Sensitive`: `Debug` shows its length |
//! | a named `string` schema | a newtype |
//! | `oneOf` of `const`s with a `title` each | an enum; the schema or its position gives the name |
//! | a named `oneOf` of a `string` and an `object` with `properties` | an enum with `Text` and `Object` |
//! | `array` | `Vec<T>` |
//! | `object` with `properties`, `allOf` of objects | a struct; the schema or its position gives the name |
//! | `object` with `properties` and `additionalProperties: true` | a struct that keeps unknown fields |
//! | `object` with `additionalProperties: SCHEMA` | `BTreeMap<String, T>` |
//! | `object` with nothing else | `BTreeMap<String, Json>` |
//! | any other named schema | an alias of its type |
//!
//! The direction of a model decides the types of its fields. The inputs of an operation follow the column "sent only":
//!
//! | field | received only | sent only | both directions |
//! | --- | --- | --- | --- |
//! | required | `T`; absent is an error | `T`, an argument | `Option<T>`, an argument: callers must set it |
//! | optional | `Option<T>` | `Option<T>`, a setter | `Option<T>`, a setter |
//! | array, map | absent means empty | like other fields: empty differs from absent | like other fields |
//! | optional and nullable | `Option<T>` | `Option<Option<T>>` | `Option<Option<T>>` |
//! | required and nullable | `Option<T>` | `Option<T>`, an argument | `Option<Option<T>>`, an argument |

use super::docs;
use super::lowering::{Declared, Lowering, Position};
use super::reference::dangling;
use crate::diagnostic::{Diagnostic, suggest};
use crate::ir::{Direction, Field, FieldForm, ItemId, Shape, Type, Union};
use crate::load::document::{AdditionalProperties, Schema};
use crate::source::Place;

const KINDS: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];
/// Maximum depth of nested schemas. Inline schemas, aliases and `allOf` add levels, and each level needs stack.
pub(super) const DEPTH: usize = 64;
/// Maximum number of types. Each reference in an `allOf` copies the inline types of its target, so a chain of such
/// references can multiply the number of types.
const ITEMS: usize = 30_000;
const TEXT_FORMATS: [&str; 5] = ["date-time", "int64", "password", "unix-millis", "unix-seconds"];

/// Returns the form of a field in its Rust struct. `direction` is the direction of the model that contains the field.
pub(super) fn form(field: &Field, direction: Direction) -> FieldForm {
    if direction.received && !direction.sent {
        return match &field.ty {
            Type::List(_) => FieldForm::List,
            Type::Map(_) => FieldForm::Map,
            // If this field were required, every value of the model would be infinite, because the model contains itself.
            Type::Boxed(_) => FieldForm::Optional,
            _ if field.required && !field.nullable => FieldForm::Always,
            _ => FieldForm::Optional,
        };
    }
    match (field.required && !direction.received, field.nullable) {
        (true, true) => FieldForm::Null,
        (true, false) => FieldForm::Always,
        (false, true) => FieldForm::OptionalNull,
        (false, false) => FieldForm::Optional,
    }
}

/// Returns whether a shared schema becomes a named type in Rust. Every other shared schema becomes an alias of a type.
pub(super) fn has_name(schema: &Schema) -> bool {
    is_enum(schema) || is_object(schema) || is_newtype(schema) || is_union(schema)
}

fn is_enum(schema: &Schema) -> bool {
    let mut values = schema.one_of.iter().chain(&schema.any_of).peekable();
    values.peek().is_some() && values.all(|value| value.constant.is_some())
}

/// Returns whether a schema has the form of a union: two alternatives without `const`, and no common `type`.
fn is_union(schema: &Schema) -> bool {
    schema.one_of.len() == 2 && schema.one_of.iter().all(|one| one.constant.is_none()) && schema.kind.is_none()
}

fn is_plain_text(schema: &Schema) -> bool {
    is_newtype(schema) && !is_enum(schema)
}

/// Returns whether a model keeps unknown fields.
pub(super) fn keeps_unknown(schema: &Schema) -> bool {
    matches!(schema.additional_properties, Some(AdditionalProperties::Any(true)))
        && (!schema.properties.is_empty() || !schema.all_of.is_empty())
}

pub(super) fn is_object(schema: &Schema) -> bool {
    schema.reference.is_none() && (!schema.properties.is_empty() || schema.all_of.len() > 1)
}

fn is_newtype(schema: &Schema) -> bool {
    kind(schema) == Some("string")
        && schema.format.is_none()
        && schema.values.is_none()
        && schema.reference.is_none()
        && !schema.sensitive
}

/// Returns the type of a schema. Ignores the type `null`. Returns `None` if there are several other types, or no other type.
pub(super) fn kind(schema: &Schema) -> Option<&str> {
    let mut kinds = schema.kind.iter().flat_map(|kind| &kind.0).filter(|name| *name != "null");
    let only = kinds.next()?;
    kinds.next().is_none().then_some(only)
}

pub(super) fn is_nullable(schema: &Schema) -> bool {
    schema.kind.as_ref().is_some_and(|kind| kind.0.iter().any(|name| name == "null"))
}

impl<'d> Lowering<'d> {
    /// Returns the type of a schema at a position.
    pub(super) fn type_of(&mut self, schema: &'d Schema, position: &Position) -> Type {
        if self.depth >= DEPTH || self.items.len() >= ITEMS {
            self.report_depth(&position.place);
            return Type::Json;
        }
        self.depth += 1;
        let ty = self.type_within(schema, position);
        self.depth -= 1;
        ty
    }

    pub(super) fn report_depth(&mut self, place: &Place) {
        self.report(
            Diagnostic::new("schema-depth", "too many schemas are nested here")
                .at_key(place.clone())
                .help("declare one of them as an object under `components.schemas`, and refer to it"),
        );
    }

    fn type_within(&mut self, schema: &'d Schema, position: &Position) -> Type {
        let place = &position.place;
        if let Some(reference) = &schema.reference {
            return self.referenced(schema, reference, place);
        }
        if let ([only], true) = (schema.all_of.as_slice(), schema.properties.is_empty()) {
            return self.type_of(only, &position.at(place.key("allOf").index(0)));
        }
        if is_enum(schema) || is_object(schema) {
            let item = self.reserve(&position.module, &position.name, place);
            self.fill(item, schema, position);
            return Type::Item(item);
        }
        if self.refuse_unsupported(schema, place) {
            return Type::Json;
        }
        if schema.sensitive && (kind(schema) != Some("string") || schema.format.is_some()) {
            self.report(
                Diagnostic::new("sensitive", "only a string without a `format` can be sensitive")
                    .at_key(place.key("x-sensitive"))
                    .help("remove `x-sensitive`; the client never prints unknown fields or JSON without a schema"),
            );
        }
        self.plain(schema, position)
    }

    /// Returns the type to which a reference leads. Reports each key that is beside the reference and would change the
    /// type.
    pub(super) fn referenced(&mut self, schema: &'d Schema, reference: &'d str, place: &Place) -> Type {
        self.refuse_siblings(schema, place);
        let name = reference.strip_prefix("#/components/schemas/");
        let Some(declared) = name.and_then(|name| self.schemas.get(name)).cloned() else {
            let known = self.schemas.iter().map(|(name, declared)| (*name, &declared.place));
            self.report(dangling(reference, known, place.key("$ref"), "schemas"));
            return Type::Json;
        };
        match declared.item {
            Some(item) => Type::Item(item),
            None => self.alias(&declared),
        }
    }

    pub(super) fn refuse_siblings(&mut self, schema: &Schema, place: &Place) {
        let structural = [
            ("x-sensitive", schema.sensitive),
            ("type", schema.kind.is_some()),
            ("format", schema.format.is_some()),
            ("properties", !schema.properties.is_empty()),
            ("required", !schema.required.is_empty()),
            ("items", schema.items.is_some()),
            ("oneOf", !schema.one_of.is_empty()),
            ("anyOf", !schema.any_of.is_empty()),
            ("allOf", !schema.all_of.is_empty()),
            ("additionalProperties", schema.additional_properties.is_some()),
        ];
        for (key, _) in structural.into_iter().filter(|(_, present)| *present) {
            self.report(
                Diagnostic::new("unsupported-ref-sibling", format!("`{key}` beside `$ref` would change the type"))
                    .at_key(place.key(key))
                    .help("combine both in an `allOf`, or declare a separate schema"),
            );
        }
    }

    /// Returns the type of a shared schema that is an alias.
    pub(super) fn alias(&mut self, declared: &Declared<'d>) -> Type {
        let name = declared.name;
        if let Some(known) = self.aliases.get(name) {
            self.failed |= self.failed_aliases.contains(name);
            return known.clone();
        }
        if self.resolving.contains(&name) {
            self.report(
                Diagnostic::new("ref-cycle", format!("schema `{name}` refers only to itself"))
                    .at_key(declared.place.clone())
                    .help("a schema can contain itself only through an object"),
            );
            return Type::Json;
        }
        self.resolving.push(name);
        let position = Position {
            module: std::sync::Arc::clone(&declared.module),
            name: name.to_owned(),
            place: declared.place.clone(),
        };
        let (ty, failed) = self.tried(|lowering| lowering.type_of(declared.schema, &position));
        self.resolving.pop();
        if failed {
            self.failed_aliases.insert(name);
        }
        self.aliases.insert(name, ty.clone());
        ty
    }

    /// Returns the type of a schema that is neither a reference nor a named type.
    fn plain(&mut self, schema: &'d Schema, position: &Position) -> Type {
        let place = &position.place;
        let Some(kind) = kind(schema) else {
            self.report_kind(schema, place);
            return Type::Json;
        };
        match kind {
            "boolean" => self.unformatted(schema, place, &[], Type::Bool),
            "integer" => self.unformatted(schema, place, &["int32", "int64"], Type::Integer),
            "number" => self.unformatted(schema, place, &["float", "double"], Type::Number),
            "string" => self.text(schema, place),
            "array" => self.array(schema, position),
            "object" => self.map(schema, position),
            unknown => {
                let diagnostic =
                    Diagnostic::new("type-unknown", format!("there is no type `{unknown}`")).at(place.key("type"));
                self.report(match suggest(unknown, KINDS.into_iter()) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic.help(format!("the types are {}", list(&KINDS))),
                });
                Type::Json
            }
        }
    }

    fn report_kind(&mut self, schema: &Schema, place: &Place) {
        self.report(match &schema.kind {
            None => Diagnostic::new("type-missing", "a schema needs a `type`")
                .at_key(place.clone())
                .help(format!("write one of {}, or a `$ref`", list(&KINDS))),
            Some(_) => Diagnostic::new("unsupported-type", "a schema must have one type, or one type and `null`")
                .at(place.key("type"))
                .help("write `type: T` or `type: [T, 'null']`"),
        });
    }

    /// Returns `ty`, whatever the format of the schema is. Reports a format that is not in `known`.
    fn unformatted(&mut self, schema: &Schema, place: &Place, known: &[&str], ty: Type) -> Type {
        if let Some(format) = schema.format.as_deref().filter(|format| !known.contains(format)) {
            self.report_format(format, known, place);
        }
        ty
    }

    fn text(&mut self, schema: &Schema, place: &Place) -> Type {
        match schema.format.as_deref() {
            None if schema.sensitive => Type::Sensitive,
            None => Type::Text,
            Some("date-time") => Type::DateTime,
            Some("int64") => Type::IntegerText,
            Some("unix-seconds") => Type::UnixSeconds,
            Some("unix-millis") => Type::UnixMillis,
            Some("password") => Type::Secret,
            Some(unknown) => {
                self.report_format(unknown, &TEXT_FORMATS, place);
                Type::Text
            }
        }
    }

    fn report_format(&mut self, format: &str, known: &[&str], place: &Place) {
        let diagnostic = Diagnostic::new("unsupported-format", format!("format `{format}` has no Rust type"))
            .at(place.key("format"));
        self.report(match suggest(format, known.iter().copied()) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => diagnostic.help("leave `format` out"),
            None => diagnostic.help(format!("leave `format` out, or write one of {}", list(known))),
        });
    }

    fn array(&mut self, schema: &'d Schema, position: &Position) -> Type {
        let Some(items) = &schema.items else {
            self.report(
                Diagnostic::new("items-missing", "an array needs `items`")
                    .at_key(position.place.clone())
                    .help("add the schema of its items, such as `items: {type: string}`"),
            );
            return Type::List(Box::new(Type::Json));
        };
        let inner = self.type_of(items, &position.inner("item", position.place.key("items")));
        self.refuse_null(items, &position.place.key("items"));
        Type::List(Box::new(inner))
    }

    fn map(&mut self, schema: &'d Schema, position: &Position) -> Type {
        let value = match &schema.additional_properties {
            Some(AdditionalProperties::Schema(values)) => {
                let place = position.place.key("additionalProperties");
                self.refuse_null(values, &place);
                self.type_of(values, &position.inner("value", place))
            }
            Some(AdditionalProperties::Any(_)) | None => Type::Json,
        };
        Type::Map(Box::new(value))
    }

    /// Reports the schema of the values in a list or map, if this schema allows `null`.
    fn refuse_null(&mut self, schema: &Schema, place: &Place) {
        if is_nullable(schema) || self.target(schema).is_some_and(is_nullable) {
            self.report(
                Diagnostic::new("unsupported-null", "only a field can be `null`, and not a value in a list or map")
                    .at(place.key("type"))
                    .help("remove `'null'`"),
            );
        }
    }

    /// Reports each unsupported key of a schema, such as `enum`. Returns whether the schema has an unsupported key.
    pub(super) fn refuse_unsupported(&mut self, schema: &Schema, place: &Place) -> bool {
        let before = self.diagnostics.len();
        if schema.values.is_some() {
            self.report(
                Diagnostic::new("enum-unnamed", "the values of an enum need names")
                    .at_key(place.key("enum"))
                    .help("write `oneOf: [{const: VALUE, title: Name, description: Its meaning.}, …]`"),
            );
        }
        for (key, present) in [("oneOf", !schema.one_of.is_empty()), ("anyOf", !schema.any_of.is_empty())] {
            if present {
                self.report(
                    Diagnostic::new("unsupported-union", format!("`{key}` is supported only for an enum, or for a value that is either a string or an object"))
                        .at_key(place.key(key))
                        .help("for an enum, give each alternative a `const` and a `title`; for a value that is either a string or an object, declare the `oneOf` under `components.schemas`; otherwise write one object with all fields"),
                );
            }
        }
        if schema.constant.is_some() {
            self.report(
                Diagnostic::new("unsupported-const", "`const` is supported only within the `oneOf` of an enum")
                    .at_key(place.key("const"))
                    .help("write `oneOf: [{const: VALUE, title: Name, description: Its meaning.}]`"),
            );
        }
        self.diagnostics.len() > before
    }

    /// Lowers a union of a string and an object, in either order.
    fn union(&mut self, schema: &'d Schema, position: &Position) -> Shape {
        let find = |matches: fn(&Schema) -> bool| {
            schema.one_of.iter().position(|one| matches(self.target(one).unwrap_or(one)))
        };
        let (Some(text), Some(object)) = (find(is_plain_text), find(is_object)) else {
            self.report(
                Diagnostic::new(
                    "unsupported-union",
                    "one alternative must be a string, and the other an object with `properties`",
                )
                .at_key(position.place.key("oneOf"))
                .help("refer to a `string` schema and to an `object` schema under `components.schemas`"),
            );
            return Shape::Newtype;
        };
        let mut alternative = |index: usize, name| {
            let inner = position.inner(name, position.place.key("oneOf").index(index));
            schema.one_of.get(index).map_or(Type::Json, |one| self.type_of(one, &inner))
        };
        Shape::Union(Union { text: alternative(text, "text"), object: alternative(object, "object") })
    }

    /// Sets the shape, the docs and the example of a named type that `reserve` has added.
    pub(super) fn fill(&mut self, id: ItemId, schema: &'d Schema, position: &Position) {
        let shape = if is_enum(schema) {
            self.enumeration(schema, position)
        } else if is_union(schema) {
            self.union(schema, position)
        } else if is_object(schema) {
            Shape::Model(self.fields(schema, position))
        } else {
            Shape::Newtype
        };
        let docs = docs::of(schema, None, &position.place);
        if let Some(item) = self.items.get_mut(id.0) {
            item.shape = shape;
            item.keeps_unknown = keeps_unknown(schema);
            item.docs = docs;
            item.example = schema.examples.first().cloned();
        }
    }
}

/// Returns whether a schema is an inline object.
pub(super) fn is_inline_object(schema: &Schema) -> bool {
    schema.reference.is_none() && is_object_or_all_of(schema)
}

pub(super) fn is_object_or_all_of(schema: &Schema) -> bool {
    kind(schema) == Some("object") || !schema.properties.is_empty() || !schema.all_of.is_empty()
}

/// Returns whether a schema is an object that declares nothing about its properties.
pub(super) fn is_empty_object(schema: &Schema) -> bool {
    kind(schema) == Some("object")
        && schema.properties.is_empty()
        && schema.all_of.is_empty()
        && schema.additional_properties.is_none()
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
