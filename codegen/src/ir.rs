//! The API as plain data. Every type is decided and every name is chosen.
//!
//! This module depends neither on YAML nor on Rust tokens. References by name (to scopes, token types) stay as written, with
//! their place. The stage `check` checks them before any file is emitted.

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

    /// Returns the kinds of token with these names, in the order of their declarations. The order of the names is ignored.
    pub fn accepted(&self, tokens: &[Reference]) -> Vec<&TokenType> {
        self.token_types.iter().filter(|known| tokens.iter().any(|token| token.name == known.wire)).collect()
    }

    /// Returns the name of the trait for accepted kinds of token, such as `TenantOrUser` or `OnlyUser`.
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

    /// Returns whether a type has no default. A model may have required values, and an enum has no preferred value.
    fn lacks_default(&self, ty: &Type) -> bool {
        let (Type::Item(id) | Type::Boxed(id)) = ty else { return false };
        self.item(*id).is_some_and(|item| !matches!(item.shape, Shape::Newtype))
    }
}

/// A kind of token.
#[derive(Debug)]
pub struct TokenType {
    /// Its name on the platform, such as `tenant_access_token`.
    pub wire: String,
    /// The name of its Rust type.
    pub name: String,
    /// One line about the actor that uses it.
    pub summary: String,
    /// Further description, in Markdown.
    pub description: Option<String>,
    /// The kinds of app that can have it.
    pub app_types: Vec<Reference>,
    /// HTTP header that carries it.
    pub header: String,
    /// Maximum lifetime, in seconds.
    pub lifetime_seconds: u64,
    /// Calls that return one.
    pub obtained: Vec<TokenEndpoint>,
    /// Methods of the client that create a session with it, as Rust code.
    pub sessions: Vec<String>,
    /// Place of its declaration.
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
    /// Required properties of its body.
    pub request_keys: Vec<String>,
    /// Property of its response that contains the token.
    pub response_key: String,
    /// Place of its declaration.
    pub place: Place,
}

/// A scope.
#[derive(Debug)]
pub struct Scope {
    /// Its name on the platform.
    pub wire: String,
    /// The name of its Rust constant.
    pub name: String,
    /// One line about the access that it grants.
    pub summary: String,
    /// Name in the developer console.
    pub console_name: Option<String>,
    /// Public source, if no page of the platform has it.
    pub source: Option<Source>,
    /// Place of its declaration.
    pub place: Place,
}

/// A Rust module: a resource with its operations, types and events, or types alone.
#[derive(Debug)]
pub struct Module {
    /// The name of the module.
    pub name: String,
    /// First file of the spec that belongs to it.
    pub file: Arc<str>,
    /// The resource, unless the module has none.
    pub resource: Option<Resource>,
    /// Its operations.
    pub operations: Vec<Operation>,
    /// Its named schemas, each followed by its inline types.
    pub items: Vec<ItemId>,
    /// Its events.
    pub events: Vec<Event>,
}

/// A resource.
#[derive(Debug)]
pub struct Resource {
    /// Method of a session that returns it.
    pub accessor: String,
    /// Rust type whose methods are the operations of this resource.
    pub type_name: String,
    /// One line about it.
    pub summary: String,
    /// Further description, in Markdown.
    pub description: Option<String>,
    /// Place of its declaration.
    pub place: Place,
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// `resource.method`, as written.
    pub id: Reference,
    /// The first part of the id.
    pub resource: String,
    /// The method's name in Rust.
    pub name: String,
    /// The name of the type of its calls.
    pub type_name: String,
    /// HTTP method in capitals.
    pub method: &'static str,
    /// The path with `{name}` for parameters, and its place.
    pub path: Reference,
    /// One line about its effect.
    pub summary: String,
    /// Further information for callers, in Markdown.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The platform's page; empty if there is none.
    pub documentation: String,
    /// Public source, if the platform has no page about it.
    pub source: Option<Source>,
    /// The kinds of token that it accepts.
    pub tokens: Vec<Reference>,
    /// Scopes for the call. Any one of them suffices.
    pub scopes: Vec<Reference>,
    /// Scopes for parts of the response. Without them, these parts stay empty.
    pub field_scopes: Vec<Reference>,
    /// Maximum number of calls per minute.
    pub per_minute: Option<u32>,
    /// Maximum number of calls per second.
    pub per_second: Option<u32>,
    /// The kinds of app that may call it.
    pub app_types: Vec<Reference>,
    /// Whether a second call has no further effect.
    pub idempotent: bool,
    /// Differences between the sources, and how the spec resolves them.
    pub contradictions: Vec<Contradiction>,
    /// All inputs, in the order of path, query and body.
    pub inputs: Vec<Input>,
    /// Whether the request has a JSON body, which may be empty.
    pub has_body: bool,
    /// Its response.
    pub response: Response,
    /// Its paging, if the response has pages.
    pub paging: Option<Paging>,
    /// The refusals that the platform lists.
    pub errors: Vec<ListedError>,
    /// Its inline types.
    pub items: Vec<ItemId>,
    /// Place of its declaration.
    pub place: Place,
}

impl Operation {
    /// Returns the required inputs: the arguments of its method.
    pub fn arguments(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| input.field.is_argument())
    }

    /// Returns the optional inputs: its setters.
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
    /// Returns the fields of the path to the list. The list is the last one.
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
    /// Values of other public sources, by the names of the sources.
    pub sources: Vec<(String, Vec<String>)>,
    /// Choice of the spec, and its reason.
    pub decision: String,
}

/// Input of an operation.
#[derive(Debug)]
pub struct Input {
    /// Part of the request that carries it.
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
    /// A required property of `data`.
    Field(String, Type),
    /// A list in a property of `data`. An absent list means an empty one.
    List(String, Type),
    /// A file.
    File,
}

impl Response {
    /// Returns the unwrapped property with its type.
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
    /// The HTTP status, if it is known.
    pub http: Option<u16>,
    /// The platform's code.
    pub code: i64,
    /// The platform's message.
    pub message: String,
    /// Its name, as written.
    pub name: String,
    /// The name of its constant in Rust.
    pub constant: String,
    /// Advice for callers.
    pub help: Option<String>,
    /// Public source, if the platform's page does not list it.
    pub source: Option<Source>,
    /// Place of its declaration.
    pub place: Place,
}

/// An event.
#[derive(Debug)]
pub struct Event {
    /// Its type on the platform.
    pub wire: String,
    /// `event.name`, as written.
    pub id: Reference,
    /// Item of its body. The item has the name of the event.
    pub item: ItemId,
    /// One line about its cause.
    pub summary: String,
    /// Further description, in Markdown.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The platform's page; empty if there is none.
    pub documentation: String,
    /// Public source, if the platform has no page about it.
    pub source: Option<Source>,
    /// Differences between the sources, and how the spec resolves them.
    pub contradictions: Vec<Contradiction>,
    /// The operations that turn it on and off for a user.
    pub subscription: Option<Subscription>,
    /// Scopes for its delivery. Any one of them suffices.
    pub scopes: Vec<Reference>,
    /// The kinds of app that can receive it.
    pub app_types: Vec<Reference>,
    /// Its inline types. Its body is the first one.
    pub items: Vec<ItemId>,
    /// Place of its declaration.
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
    /// Its name.
    pub name: String,
    /// Place of its declaration.
    pub place: Place,
}
