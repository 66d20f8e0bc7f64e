//! Types: what has a name, what fields there are, and what a value is.

use std::sync::Arc;

use super::reference::{Reference, Source};
use crate::source::Place;

/// The position of an item in [`Api::items`](super::Api::items).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId(pub usize);

/// A type with a name.
#[derive(Debug)]
pub struct Item {
    /// The name of the module in which it stands.
    pub module: Arc<str>,
    /// Its name in Rust.
    pub name: String,
    /// What it is.
    pub docs: Docs,
    /// Which way it travels.
    pub direction: Direction,
    /// Its shape.
    pub shape: Shape,
    /// Whether a model keeps the fields that it does not know.
    pub keeps_unknown: bool,
    /// A value as it may look, if the spec gives one.
    pub example: Option<serde_json::Value>,
    /// Where it is declared.
    pub place: Place,
}

/// The shape of an item.
#[derive(Debug)]
pub enum Shape {
    /// A struct.
    Model(Vec<Field>),
    /// A text or an object.
    Union(Union),
    /// An open enum of numbers.
    IntEnum(Vec<Variant<i64>>),
    /// An open enum of texts.
    TextEnum(Vec<Variant<String>>),
    /// A text with a meaning of its own.
    Newtype,
}

/// A value that is a text or an object.
#[derive(Debug, Clone)]
pub struct Union {
    /// The text: `String` or a text with a name.
    pub text: Type,
    /// The object: a type with a name.
    pub object: Type,
}

/// A value of an enum.
#[derive(Debug)]
pub struct Variant<T> {
    /// Its name in Rust.
    pub name: String,
    /// What travels.
    pub value: T,
    /// What it means.
    pub docs: Docs,
    /// Where it is declared.
    pub place: Place,
}

/// Which way a type travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Direction {
    /// A caller sends it.
    pub sent: bool,
    /// A caller receives it.
    pub received: bool,
}

/// What is written about something.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// The spec's words.
    pub description: Option<String>,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// What it may be at least and at most.
    pub bounds: Bounds,
    /// What holds when nothing is given.
    pub default: Option<serde_json::Value>,
    /// Scopes without which it stays empty.
    pub field_scopes: Vec<Reference>,
    /// Public source, where the platform's pages do not have it.
    pub source: Option<Source>,
}

/// What a value may be at least and at most.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bounds {
    /// The value itself.
    pub value: Range,
    /// How many characters it has.
    pub characters: Range,
    /// How many items it has.
    pub items: Range,
}

/// From a number to a number, both included.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Range {
    /// The least.
    pub least: Option<serde_json::Number>,
    /// The most.
    pub most: Option<serde_json::Number>,
}

/// A field of a model, or something given to an operation.
#[derive(Debug)]
pub struct Field {
    /// Its name on the wire.
    pub wire: String,
    /// Other names on the wire under which it is read.
    pub aliases: Vec<Reference>,
    /// Its name in Rust, in snake case; keywords are not escaped yet.
    pub name: String,
    /// Where the spec chooses that name, if it does.
    pub renamed: Option<Place>,
    /// What it holds.
    pub ty: Type,
    /// Whether the spec requires it.
    pub required: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// How it is kept and carried; decided when every direction is known.
    pub slot: Slot,
    /// Whether a value of a wrong kind is an error even though it may be absent, since the next page hangs on it.
    pub strict: bool,
    /// What it is.
    pub docs: Docs,
    /// A value as it may look, if the spec gives one.
    pub example: Option<serde_json::Value>,
    /// Where it is declared.
    pub place: Place,
}

impl Field {
    /// Whether a caller has to give it.
    pub fn is_argument(&self) -> bool {
        self.required
    }
}

/// How a field is kept in its struct, and what absence means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// `T`: always there.
    Always,
    /// `Option<T>`: may be absent.
    Optional,
    /// `Option<T>`: always sent, `None` as `null`.
    Null,
    /// `Option<Option<T>>`: may be absent, and may be `null`.
    OptionalNull,
    /// `Vec<T>`: absent is empty.
    List,
    /// `BTreeMap<String, T>`: absent is empty.
    Map,
}

/// The field of a model that keeps what it does not know.
pub const UNKNOWN_FIELDS: &str = "unknown_fields";

/// A type in Rust, but for what a field's slot puts around it.
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
    /// `i64` that travels as text.
    IntegerText,
    /// Seconds since 1970 that travel as text.
    UnixSeconds,
    /// Milliseconds since 1970 that travel as text.
    UnixMillis,
    /// A time as RFC 3339 writes it.
    DateTime,
    /// A text that is never printed.
    Secret,
    /// A text that people said or wrote.
    Sensitive,
    /// Any JSON.
    Json,
    /// A list.
    List(Box<Type>),
    /// A map from texts.
    Map(Box<Type>),
    /// A type with a name.
    Item(ItemId),
    /// A type with a name that contains itself.
    Boxed(ItemId),
}

impl Type {
    /// The type without lists and maps around it.
    pub fn innermost(&self) -> &Type {
        match self {
            Self::List(inner) | Self::Map(inner) => inner.innermost(),
            other => other,
        }
    }

    /// Whether it holds numbers that travel as text, and so is written by `rt::AsText`.
    pub fn is_text_number(&self) -> bool {
        matches!(self.innermost(), Self::IntegerText | Self::UnixSeconds | Self::UnixMillis)
    }
}
