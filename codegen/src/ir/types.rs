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
    /// Name of the module that contains the item.
    pub module: Arc<str>,
    /// Name of the item in Rust.
    pub name: String,
    /// Docs of the item.
    pub docs: Docs,
    /// Direction of the item.
    pub direction: Direction,
    /// Shape of the item.
    pub shape: Shape,
    /// Whether a model keeps unknown fields.
    pub keeps_unknown: bool,
    /// Example value, if the spec has one.
    pub example: Option<serde_json::Value>,
    /// Place where the spec declares the item.
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
    /// A newtype of a string.
    Newtype,
}

/// A value that is a string or an object.
#[derive(Debug, Clone)]
pub struct Union {
    /// Type of the string: `String` or a named string.
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
    /// Docs of the value.
    pub docs: Docs,
    /// Place where the spec declares the value.
    pub place: Place,
}

/// Direction of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Direction {
    /// Whether callers send values of the type.
    pub sent: bool,
    /// Whether callers receive values of the type.
    pub received: bool,
}

/// Docs of an element of the spec.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// Description in the spec.
    pub description: Option<String>,
    /// Whether the element is deprecated.
    pub deprecated: bool,
    /// Bounds of the value.
    pub bounds: Bounds,
    /// Value that the platform assumes if the element is absent.
    pub default: Option<serde_json::Value>,
    /// Scopes that the element needs. Without these scopes, the element stays empty.
    pub field_scopes: Vec<Reference>,
    /// Public source, if the platform's pages do not have the element.
    pub source: Option<Source>,
}

/// Bounds of a value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bounds {
    /// Range of the value itself.
    pub value: Range,
    /// Range of the number of characters.
    pub characters: Range,
    /// Range of the number of items.
    pub items: Range,
}

/// Range of numbers. The range includes both ends.
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
    /// Name of the field on the wire.
    pub wire: String,
    /// Other names on the wire from which the field is read.
    pub aliases: Vec<Reference>,
    /// Name of the field in Rust, in snake case. Keywords are not escaped yet.
    pub name: String,
    /// Place where the spec sets the Rust name, if the spec sets one.
    pub renamed: Option<Place>,
    /// Type of the field.
    pub ty: Type,
    /// Whether the spec requires the field.
    pub required: bool,
    /// Whether the value may be `null`.
    pub nullable: bool,
    /// Slot of the field. The slot is decided when all directions are known.
    pub slot: Slot,
    /// Whether a value of a wrong type is an error although the field is optional. This holds for fields on which the next
    /// page depends.
    pub strict: bool,
    /// Docs of the field.
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
pub enum Slot {
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

    /// Returns whether the type contains numbers that are written as strings. `rt::AsText` writes such numbers.
    pub fn is_text_number(&self) -> bool {
        matches!(self.innermost(), Self::IntegerText | Self::UnixSeconds | Self::UnixMillis)
    }
}
