//! Types of the API: named types, their fields, and the types of values.

use std::sync::Arc;

use super::reference::{Reference, Source};
use crate::source::Place;

/// The position of a named type in [`Api::items`](super::Api::items).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId(pub usize);

/// A named type.
#[derive(Debug)]
pub struct Item {
    /// Name of the module that contains the type.
    pub module: Arc<str>,
    /// Name of the type in Rust.
    pub name: String,
    /// Documentation of the type.
    pub docs: Docs,
    /// Whether callers send or receive values of the type.
    pub direction: Direction,
    /// Form of the type, such as a struct or an enum.
    pub shape: Shape,
    /// Whether a model keeps unknown fields.
    pub keeps_unknown: bool,
    /// Example value, if the spec has one.
    pub example: Option<serde_json::Value>,
    /// Place where the spec declares the type.
    pub place: Place,
}

/// Form of a named type.
#[derive(Debug)]
pub enum Shape {
    /// A struct.
    Model(Vec<Field>),
    /// An enum of two variants: a string or an object.
    Union(Union),
    /// An enum of integers, with a variant for unknown values.
    IntEnum(Vec<Variant<i64>>),
    /// An enum of strings, with a variant for unknown values.
    TextEnum(Vec<Variant<String>>),
    /// A newtype around a string.
    Newtype,
}

/// A value that is a string or an object.
#[derive(Debug, Clone)]
pub struct Union {
    /// Type of the string: `String` or a newtype.
    pub text: Type,
    /// Type of the object: a named type.
    pub object: Type,
}

/// A value of an enum.
#[derive(Debug)]
pub struct Variant<T> {
    /// Name of the value in Rust.
    pub name: String,
    /// Value on the wire.
    pub value: T,
    /// Documentation of the value.
    pub docs: Docs,
    /// Place where the spec declares the value.
    pub place: Place,
}

/// Direction of a type: whether callers send or receive its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Direction {
    /// Whether callers send values of the type.
    pub sent: bool,
    /// Whether callers receive values of the type.
    pub received: bool,
}

/// Documentation of an element of the spec, such as a type or a field.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// Description from the spec, in Markdown.
    pub description: Option<String>,
    /// Whether the element is deprecated.
    pub deprecated: bool,
    /// Bounds of the value.
    pub bounds: Bounds,
    /// Value that the platform assumes if the element is absent.
    pub default: Option<serde_json::Value>,
    /// Scopes that a field, an input or a value of an enum needs. The platform leaves a response field empty if the app has
    /// none of its scopes.
    pub field_scopes: Vec<Reference>,
    /// Public source that documents the type or field, if the platform's pages do not document it.
    pub source: Option<Source>,
}

/// Bounds of a value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bounds {
    /// Range of a number.
    pub value: Range,
    /// Range of the length of a string, in characters.
    pub characters: Range,
    /// Range of the length of a list.
    pub items: Range,
}

/// Range of numbers. The minimum and the maximum are part of the range.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Range {
    /// Minimum, if the range has one.
    pub least: Option<serde_json::Number>,
    /// Maximum, if the range has one.
    pub most: Option<serde_json::Number>,
}

/// A field of a model, or an input of an operation.
#[derive(Debug)]
pub struct Field {
    /// Name of the field on the wire.
    pub wire: String,
    /// Other names on the wire under which the client also reads the field.
    pub aliases: Vec<Reference>,
    /// Name of the field in Rust, in snake case. A keyword has no `r#` here.
    pub name: String,
    /// Place of `x-rust-name`, if the spec sets the Rust name of the field.
    pub renamed: Option<Place>,
    /// Type of the field.
    pub ty: Type,
    /// Whether the spec requires the field.
    pub required: bool,
    /// Whether the value may be `null`.
    pub nullable: bool,
    /// Form of the field in the Rust struct, such as `Option<T>`. The form depends on whether callers send or receive the
    /// model.
    pub form: FieldForm,
    /// Whether a value of a wrong type is an error even if the field is optional, as for the fields that paging reads.
    pub strict: bool,
    /// Documentation of the field.
    pub docs: Docs,
    /// Example value, if the spec has one.
    pub example: Option<serde_json::Value>,
    /// Place where the spec declares the field.
    pub place: Place,
}

impl Field {
    /// Returns whether callers must give a value for the field.
    pub fn is_argument(&self) -> bool {
        self.required
    }
}

/// Form of a field in the Rust struct, and the meaning of an absent field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldForm {
    /// `T`: the field is always present.
    Always,
    /// `Option<T>`: the field may be absent.
    Optional,
    /// `Option<T>`: the field is always sent, and `None` is sent as `null`.
    Null,
    /// `Option<Option<T>>`: the field may be absent, and may be `null`.
    OptionalNull,
    /// `Vec<T>`: an absent field means an empty list.
    List,
    /// `BTreeMap<String, T>`: an absent field means an empty map.
    Map,
}

/// Name of the field that keeps the unknown fields of a model.
pub const UNKNOWN_FIELDS: &str = "unknown_fields";

/// A Rust type. The [`FieldForm`] of a field says whether the field is an `Option` of this type.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// `bool`
    Bool,
    /// `i64`
    Integer,
    /// `f64`
    Number,
    /// `String`
    Text,
    /// `i64`, written as a string.
    IntegerText,
    /// Seconds since 1970, written as a string.
    UnixSeconds,
    /// Milliseconds since 1970, written as a string.
    UnixMillis,
    /// A time in the format of RFC 3339.
    DateTime,
    /// A string that is never printed.
    Secret,
    /// Text that people said or wrote.
    Sensitive,
    /// Any JSON.
    Json,
    /// A list.
    List(Box<Type>),
    /// A map with strings as keys.
    Map(Box<Type>),
    /// A named type.
    Item(ItemId),
    /// A named type that contains itself, and therefore needs a `Box`.
    Boxed(ItemId),
}

impl Type {
    /// Returns the type without its outer lists and maps. For example, the result is `T` for a list of maps of `T`, and also
    /// for `T` itself.
    pub fn innermost(&self) -> &Type {
        match self {
            Self::List(inner) | Self::Map(inner) => inner.innermost(),
            other => other,
        }
    }

    /// Returns whether the values are numbers that JSON contains as strings. `rt::AsText` writes such numbers.
    pub fn is_text_number(&self) -> bool {
        matches!(self.innermost(), Self::IntegerText | Self::UnixSeconds | Self::UnixMillis)
    }
}
