//! The API as plain data. Every type is decided, and every Rust name is chosen.
//!
//! This module depends neither on YAML nor on Rust tokens. References by name, such as to a scope or a kind of token, stay
//! as written in the spec, with their place. The stage `check` checks these references before any file is emitted.

pub mod path;
mod reference;
mod types;

use std::sync::Arc;

pub use reference::{Reference, Source};
pub use types::*;

use crate::source::Place;
use crate::unfinished::Unfinished;

/// API that the spec describes.
#[derive(Debug, Default)]
pub struct Api {
    /// Kinds of token.
    pub token_types: Vec<TokenType>,
    /// Declared scopes.
    pub scopes: Vec<Scope>,
    /// Modules: one for each resource, and one for everything without a resource.
    pub modules: Vec<Module>,
    /// All named types. Modules, operations and types refer to them by position.
    pub items: Vec<Item>,
    /// Schemas and parameters that nothing refers to.
    pub unused: Vec<Unused>,
    /// Unfinished parts of the spec.
    pub unfinished: Vec<Unfinished>,
}

impl Api {
    /// Returns all operations, in the order of modules and of the spec.
    pub fn operations(&self) -> impl Iterator<Item = (&Module, &Operation)> {
        self.modules.iter().flat_map(|module| module.operations.iter().map(move |operation| (module, operation)))
    }

    /// Returns all events, in the order of modules and of the spec.
    pub fn events(&self) -> impl Iterator<Item = (&Module, &Event)> {
        self.modules.iter().flat_map(|module| module.events.iter().map(move |event| (module, event)))
    }

    /// Returns whether a place is unfinished or contains an unfinished part.
    pub fn is_unfinished(&self, place: &Place) -> bool {
        self.unfinished.iter().any(|one| one.place.is_within(place))
    }

    /// Returns the item at a position. The position must come from this `Api`.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(id.0)
    }

    /// Returns the fields of a model, or none if the type is not a model.
    pub fn fields(&self, ty: &Type) -> &[Field] {
        let Type::Item(id) = ty else { return &[] };
        match self.item(*id).map(|item| &item.shape) {
            Some(Shape::Model(fields)) => fields,
            _ => &[],
        }
    }

    /// Returns the kinds of token with these names, in the order in which the spec declares the kinds. The order of `tokens`
    /// is ignored.
    pub fn accepted(&self, tokens: &[Reference]) -> Vec<&TokenType> {
        self.token_types.iter().filter(|known| tokens.iter().any(|token| token.name == known.wire)).collect()
    }

    /// Returns the name of the trait for the accepted kinds of token, such as `TenantOrUser` or `OnlyUser`.
    pub fn accepting(&self, tokens: &[Reference]) -> String {
        let names: Vec<&str> = self.accepted(tokens).iter().map(|token| token.name.as_str()).collect();
        match names.as_slice() {
            [only] => format!("Only{only}"),
            several => several.join("Or"),
        }
    }

    /// Returns whether a model can be created without any value.
    pub fn has_default(&self, item: &Item, fields: &[Field]) -> bool {
        let has_arguments = item.direction.sent && fields.iter().any(Field::is_argument);
        !has_arguments && !fields.iter().any(|field| field.slot == Slot::Always && self.lacks_default(&field.ty))
    }

    /// Returns whether a type has no default: a model that may have required values, or an enum, which has no preferred
    /// value.
    fn lacks_default(&self, ty: &Type) -> bool {
        let (Type::Item(id) | Type::Boxed(id)) = ty else { return false };
        self.item(*id).is_some_and(|item| !matches!(item.shape, Shape::Newtype))
    }
}

/// A kind of token.
#[derive(Debug)]
pub struct TokenType {
    /// Name of the token kind on the platform, such as `tenant_access_token`.
    pub wire: String,
    /// Name of the Rust type for this kind of token.
    pub name: String,
    /// One line about the actor that uses this kind of token.
    pub summary: String,
    /// Further description, in Markdown.
    pub description: Option<String>,
    /// Kinds of app that can have this kind of token.
    pub app_types: Vec<Reference>,
    /// HTTP header that carries the token.
    pub header: String,
    /// Maximum lifetime, in seconds.
    pub lifetime_seconds: u64,
    /// Calls that return a token of this kind.
    pub obtained: Vec<TokenEndpoint>,
    /// Methods of the client that create a session with this kind of token, as Rust code.
    pub sessions: Vec<String>,
    /// Place where the spec declares this kind of token.
    pub place: Place,
}

/// A call that returns a token.
#[derive(Debug)]
pub struct TokenEndpoint {
    /// Kind of app that makes the call.
    pub app_type: Reference,
    /// HTTP method.
    pub method: String,
    /// Path below the server.
    pub path: String,
    /// Required properties of the request body.
    pub request_keys: Vec<String>,
    /// Property of the response that contains the token.
    pub response_key: String,
    /// Place where the spec declares this call.
    pub place: Place,
}

/// A scope.
#[derive(Debug)]
pub struct Scope {
    /// Name of the scope on the platform.
    pub wire: String,
    /// Name of the Rust constant for the scope.
    pub name: String,
    /// One line about the access that the scope grants.
    pub summary: String,
    /// Name of the scope in the developer console.
    pub console_name: Option<String>,
    /// Public source of the scope, if no page of the platform has the scope.
    pub source: Option<Source>,
    /// Place where the spec declares the scope.
    pub place: Place,
}

/// A Rust module: a resource with its operations, types and events, or types alone.
#[derive(Debug)]
pub struct Module {
    /// The name of the module.
    pub name: String,
    /// First file of the spec that belongs to the module.
    pub file: Arc<str>,
    /// The resource, unless the module has none.
    pub resource: Option<Resource>,
    /// Operations of the module.
    pub operations: Vec<Operation>,
    /// Named schemas of the module, each followed by its inline types.
    pub items: Vec<ItemId>,
    /// Events of the module.
    pub events: Vec<Event>,
}

/// A resource.
#[derive(Debug)]
pub struct Resource {
    /// Method of a session that returns the resource.
    pub accessor: String,
    /// Rust type whose methods are the operations of this resource.
    pub type_name: String,
    /// One line about the resource.
    pub summary: String,
    /// Further description, in Markdown.
    pub description: Option<String>,
    /// Place where the spec declares the resource.
    pub place: Place,
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// Operation id, `resource.method`, as written in the spec.
    pub id: Reference,
    /// First part of the operation id.
    pub resource: String,
    /// The method's name in Rust.
    pub name: String,
    /// Name of the Rust type for calls of this operation.
    pub type_name: String,
    /// HTTP method in capitals.
    pub method: &'static str,
    /// Path with `{name}` for parameters, and the place of the path in the spec.
    pub path: Reference,
    /// One line about the effect of the operation.
    pub summary: String,
    /// Further information for callers, in Markdown.
    pub description: Option<String>,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// The platform's page about the operation. Empty if there is no page.
    pub documentation: String,
    /// Public source, if the platform has no page about the operation.
    pub source: Option<Source>,
    /// Kinds of token that the operation accepts.
    pub tokens: Vec<Reference>,
    /// Scopes for the call. Any one of these scopes suffices.
    pub scopes: Vec<Reference>,
    /// Scopes for parts of the response. Without its scope, a part stays empty.
    pub field_scopes: Vec<Reference>,
    /// Maximum number of calls per minute.
    pub per_minute: Option<u32>,
    /// Maximum number of calls per second.
    pub per_second: Option<u32>,
    /// Kinds of app that may call the operation.
    pub app_types: Vec<Reference>,
    /// Whether a second call has no further effect.
    pub idempotent: bool,
    /// Differences between the sources, and the decisions of the spec about them.
    pub contradictions: Vec<Contradiction>,
    /// All inputs, ordered by location: path, then query, then body.
    pub inputs: Vec<Input>,
    /// Whether the request has a JSON body, which may be empty.
    pub has_body: bool,
    /// Response of the operation.
    pub response: Response,
    /// Paging of the response, if the response has pages.
    pub paging: Option<Paging>,
    /// The refusals that the platform lists.
    pub errors: Vec<ListedError>,
    /// Inline types of the operation.
    pub items: Vec<ItemId>,
    /// Place where the spec declares the operation.
    pub place: Place,
}

impl Operation {
    /// Returns the required inputs, which are the arguments of the Rust method.
    pub fn arguments(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| input.field.is_argument())
    }

    /// Returns the optional inputs, which have setters.
    pub fn setters(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| !input.field.is_argument())
    }

    /// Returns the inputs in one part of the request.
    pub fn inputs_in(&self, location: Location) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(move |input| input.location == location)
    }
}

/// Paging of a response.
#[derive(Debug, Clone)]
pub struct Paging {
    /// Path of the list in the response, such as `transcript.paragraphs`.
    pub items: Reference,
    /// Input with the page token.
    pub token: Reference,
    /// Field of the response with the page token of the next page.
    pub next: Reference,
}

impl Paging {
    /// Returns the fields on the path to the list. The last field is the list.
    pub fn way(&self) -> impl Iterator<Item = &str> {
        self.items.name.split('.')
    }
}

/// Name of the field that says whether there is another page.
pub const HAS_MORE: &str = "has_more";

/// Difference between the sources.
#[derive(Debug)]
pub struct Contradiction {
    /// Subject of the difference.
    pub about: String,
    /// Values of the reference page.
    pub page: Vec<String>,
    /// Values of the overview.
    pub overview: Vec<String>,
    /// Values of other public sources. Each entry has the name of a source and the values of that source.
    pub sources: Vec<(String, Vec<String>)>,
    /// Choice of the spec, and the reason for this choice.
    pub decision: String,
}

/// Input of an operation.
#[derive(Debug)]
pub struct Input {
    /// Part of the request that carries the input.
    pub location: Location,
    /// Name, type and docs of the input.
    pub field: Field,
}

/// Part of the request that carries an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// Segment of the path.
    Path,
    /// Query.
    Query,
    /// Property of the body.
    Body,
}

/// Response of an operation.
#[derive(Debug)]
pub enum Response {
    /// No data, only success.
    Nothing,
    /// The whole of `data`.
    Whole(ItemId),
    /// Required property of `data`.
    Field(String, Type),
    /// List in a property of `data`. A missing list is read as an empty list.
    List(String, Type),
    /// A file.
    File,
}

impl Response {
    /// Returns the property that callers get in place of `data`, with the type of the property.
    pub fn unwrapped(&self) -> Option<(&str, Type)> {
        match self {
            Self::Field(name, ty) => Some((name, ty.clone())),
            Self::List(name, ty) => Some((name, Type::List(Box::new(ty.clone())))),
            Self::Nothing | Self::Whole(_) | Self::File => None,
        }
    }
}

/// A refusal that the platform lists.
#[derive(Debug)]
pub struct ListedError {
    /// HTTP status, if it is known.
    pub http: Option<u16>,
    /// The platform's code of the error.
    pub code: i64,
    /// The platform's message for the error.
    pub message: String,
    /// Name of the error, as written in the spec.
    pub name: String,
    /// Name of the Rust constant for the error.
    pub constant: String,
    /// Advice for callers.
    pub help: Option<String>,
    /// Public source, if the platform's page does not list the error.
    pub source: Option<Source>,
    /// Place where the spec declares the error.
    pub place: Place,
}

/// An event.
#[derive(Debug)]
pub struct Event {
    /// Type of the event on the platform.
    pub wire: String,
    /// Id of the event, `event.name`, as written in the spec.
    pub id: Reference,
    /// Item for the body. This item has the name of the event.
    pub item: ItemId,
    /// One line about the cause of the event.
    pub summary: String,
    /// Further description, in Markdown.
    pub description: Option<String>,
    /// Whether the event is deprecated.
    pub deprecated: bool,
    /// The platform's page about the event. Empty if there is no page.
    pub documentation: String,
    /// Public source, if the platform has no page about the event.
    pub source: Option<Source>,
    /// Differences between the sources, and the decisions of the spec about them.
    pub contradictions: Vec<Contradiction>,
    /// Operations that turn the event on and off for a user.
    pub subscription: Option<Subscription>,
    /// Scopes for the delivery of the event. Any one of these scopes suffices.
    pub scopes: Vec<Reference>,
    /// Kinds of app that can receive the event.
    pub app_types: Vec<Reference>,
    /// Inline types of the event. The first one is the type of the body.
    pub items: Vec<ItemId>,
    /// Place where the spec declares the event.
    pub place: Place,
}

/// The operations that turn an event on and off for a user.
#[derive(Debug)]
pub struct Subscription {
    /// Operation that subscribes.
    pub subscribe: Reference,
    /// Operation that ends the subscription.
    pub unsubscribe: Reference,
}

/// A schema or parameter that nothing refers to.
#[derive(Debug)]
pub struct Unused {
    /// `schema` or `parameter`.
    pub what: &'static str,
    /// Name of the schema or parameter.
    pub name: String,
    /// Place where the spec declares the schema or parameter.
    pub place: Place,
}
