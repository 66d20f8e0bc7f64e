//! Types: named items, their fields, and the types of values.

use std::sync::Arc;

use super::reference::{Reference, Source};
use crate::source::Place;

/// The position of an item in [`Api::items`](super::Api::items).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId(pub usize);

/// A named type.
#[derive(Debug)]
pub struct Item {
    /// Name of its module.
    pub module: Arc<str>,
    /// Its name in Rust.
    pub name: String,
    /// Its docs.
    pub docs: Docs,
    /// Its direction.
    pub direction: Direction,
    /// Its shape.
    pub shape: Shape,
    /// Whether a model keeps unknown fields.
    pub keeps_unknown: bool,
    /// Example value, if the spec has one.
    pub example: Option<serde_json::Value>,
    /// Place of its declaration.
    pub place: Place,
}

/// The shape of an item.
#[derive(Debug)]
pub enum Shape {
    /// A struct.
    Model(Vec<Field>),
    /// A string or an object.
    Union(Union),
    /// An open enum of integers.
    IntEnum(Vec<Variant<i64>>),
    /// An open enum of strings.
    TextEnum(Vec<Variant<String>>),
    /// A string with its own type.
    Newtype,
}

/// A value that is a string or an object.
#[derive(Debug, Clone)]
pub struct Union {
    /// The string: `String` or a named string.
    pub text: Type,
    /// The object: a named type.
    pub object: Type,
}

/// A value of an enum.
#[derive(Debug)]
pub struct Variant<T> {
    /// Its name in Rust.
    pub name: String,
    /// Its value on the wire.
    pub value: T,
    /// Its docs.
    pub docs: Docs,
    /// Place of its declaration.
    pub place: Place,
}

/// Direction of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Direction {
    /// Whether callers send it.
    pub sent: bool,
    /// Whether callers receive it.
    pub received: bool,
}

/// Docs of an element of the spec.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// Description in the spec.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Bounds of the value.
    pub bounds: Bounds,
    /// Value that the platform assumes if it is absent.
    pub default: Option<serde_json::Value>,
    /// Scopes that it needs. Without them, it stays empty.
    pub field_scopes: Vec<Reference>,
    /// Public source, if the platform's pages do not have it.
    pub source: Option<Source>,
}

/// Bounds of a value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bounds {
    /// The value itself.
    pub value: Range,
    /// Number of its characters.
    pub characters: Range,
    /// Number of its items.
    pub items: Range,
}

/// Range of numbers, both ends included.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Range {
    /// Minimum.
    pub least: Option<serde_json::Number>,
    /// Maximum.
    pub most: Option<serde_json::Number>,
}

/// A field of a model, or an input of an operation.
#[derive(Debug)]
pub struct Field {
    /// Its name on the wire.
    pub wire: String,
    /// Other names on the wire from which it is read.
    pub aliases: Vec<Reference>,
    /// Its name in Rust, in snake case; keywords are not escaped yet.
    pub name: String,
    /// Place at which the spec chooses this name, if it does.
    pub renamed: Option<Place>,
    /// Its type.
    pub ty: Type,
    /// Whether the spec requires it.
    pub required: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Its slot, which is decided when all directions are known.
    pub slot: Slot,
    /// Whether a value of a wrong type is an error although the field is optional, because the next page depends on it.
    pub strict: bool,
    /// Its docs.
    pub docs: Docs,
    /// Example value, if the spec has one.
    pub example: Option<serde_json::Value>,
    /// Place of its declaration.
    pub place: Place,
}

impl Field {
    /// Returns whether callers must give it.
    pub fn is_argument(&self) -> bool {
        self.required
    }
}

/// Form of a field in its struct, and the meaning of its absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// `T`: always present.
    Always,
    /// `Option<T>`: may be absent.
    Optional,
    /// `Option<T>`: always sent, `None` as `null`.
    Null,
    /// `Option<Option<T>>`: may be absent, and may be `null`.
    OptionalNull,
    /// `Vec<T>`: absent means empty.
    List,
    /// `BTreeMap<String, T>`: absent means empty.
    Map,
}

/// Name of the field that keeps the unknown fields of a model.
pub const UNKNOWN_FIELDS: &str = "unknown_fields";

/// A type in Rust, without the slot of a field.
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
    /// A named type that contains itself.
    Boxed(ItemId),
}

impl Type {
    /// Returns the type without the lists and maps around it.
    pub fn innermost(&self) -> &Type {
        match self {
            Self::List(inner) | Self::Map(inner) => inner.innermost(),
            other => other,
        }
    }

    /// Returns whether it contains numbers that are written as strings. `rt::AsText` writes them.
    pub fn is_text_number(&self) -> bool {
        matches!(self.innermost(), Self::IntegerText | Self::UnixSeconds | Self::UnixMillis)
    }
}
