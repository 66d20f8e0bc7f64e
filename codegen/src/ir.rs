//! The API as plain data, with the Rust type and the Rust name of every element.
//!
//! This module does not depend on YAML or on Rust syntax. A [`Reference`] to a scope or a kind of token holds a name, and
//! the place of the name in the spec. The stage `check` checks all references before the stage `emit` writes code.

pub mod path;
mod reference;
mod types;

use std::sync::Arc;

pub use reference::{Reference, Source};
pub use types::*;

use crate::source::Place;
use crate::unfinished::Unfinished;

/// The API that the spec describes.
#[derive(Debug, Default)]
pub struct Api {
    /// Kinds of token.
    pub token_types: Vec<TokenType>,
    /// Declared scopes.
    pub scopes: Vec<Scope>,
    /// Modules: one for each resource, and one for all types without a resource.
    pub modules: Vec<Module>,
    /// All named types. Modules, operations and other types refer to a named type by its position in this list.
    pub items: Vec<Item>,
    /// Schemas and parameters that nothing refers to.
    pub unused: Vec<Unused>,
    /// Unfinished parts of the spec.
    pub unfinished: Vec<Unfinished>,
}

impl Api {
    /// Returns all operations with their modules. Operations are ordered by module, and within a module as in the spec.
    pub fn operations(&self) -> impl Iterator<Item = (&Module, &Operation)> {
        self.modules.iter().flat_map(|module| module.operations.iter().map(move |operation| (module, operation)))
    }

    /// Returns all events with their modules. Events are ordered by module, and within a module as in the spec.
    pub fn events(&self) -> impl Iterator<Item = (&Module, &Event)> {
        self.modules.iter().flat_map(|module| module.events.iter().map(move |event| (module, event)))
    }

    /// Returns whether a place is unfinished or contains an unfinished part.
    pub fn is_unfinished(&self, place: &Place) -> bool {
        self.unfinished.iter().any(|one| one.place.is_within(place))
    }

    /// Returns the named type at a position. The position must come from this `Api`.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(id.0)
    }

    /// Returns the fields of a model, or an empty slice if the type is not a model.
    pub fn fields(&self, ty: &Type) -> &[Field] {
        let Type::Item(id) = ty else { return &[] };
        match self.item(*id).map(|item| &item.shape) {
            Some(Shape::Model(fields)) => fields,
            _ => &[],
        }
    }

    /// Returns the kinds of token that `tokens` names, in the order in which the spec declares the kinds.
    pub fn accepted(&self, tokens: &[Reference]) -> Vec<&TokenType> {
        self.token_types.iter().filter(|known| tokens.iter().any(|token| token.name == known.wire)).collect()
    }

    /// Returns the name of the trait that the accepted kinds of token implement, such as `TenantOrUser` or `OnlyUser`.
    pub fn accepting(&self, tokens: &[Reference]) -> String {
        let names: Vec<&str> = self.accepted(tokens).iter().map(|token| token.name.as_str()).collect();
        match names.as_slice() {
            [only] => format!("Only{only}"),
            several => several.join("Or"),
        }
    }

    /// Returns whether the Rust struct of a model can implement `Default`.
    pub fn has_default(&self, item: &Item, fields: &[Field]) -> bool {
        let has_arguments = item.direction.sent && fields.iter().any(Field::is_argument);
        !has_arguments && !fields.iter().any(|field| field.form == FieldForm::Always && self.lacks_default(&field.ty))
    }

    /// Returns whether a type has no default value. A model may have required fields, and an enum has no preferred value.
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
    /// Maximum lifetime of the token, in seconds.
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
    /// Path of the call, relative to the URL of the server.
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
    /// Public source that documents the scope, if no page of the platform documents the scope.
    pub source: Option<Source>,
    /// Place where the spec declares the scope.
    pub place: Place,
}

/// A Rust module. It contains a resource with its operations, types and events, or only types.
#[derive(Debug)]
pub struct Module {
    /// Name of the module.
    pub name: String,
    /// File of the spec that describes the module, or the first of several such files.
    pub file: Arc<str>,
    /// Resource of the module, or `None` for the module of shared types.
    pub resource: Option<Resource>,
    /// Operations of the module.
    pub operations: Vec<Operation>,
    /// Types of the shared schemas, each before the types of its inline schemas.
    pub items: Vec<ItemId>,
    /// Events of the module.
    pub events: Vec<Event>,
}

/// A resource.
#[derive(Debug)]
pub struct Resource {
    /// Name of the session method that returns the resource, such as `rooms`.
    pub accessor: String,
    /// Name of the Rust type whose methods are the operations of this resource, such as `Rooms`.
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
    /// First part of the operation id: the name of the resource.
    pub resource: String,
    /// Name of the Rust method.
    pub name: String,
    /// Name of the Rust type for calls of this operation.
    pub type_name: String,
    /// HTTP method in capitals.
    pub method: &'static str,
    /// Path with parameters in braces, such as `/rooms/{room_id}`, and its place in the spec.
    pub path: Reference,
    /// One line about the effect of the operation.
    pub summary: String,
    /// Further information for callers, in Markdown.
    pub description: Option<String>,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// URL of the platform's page about the operation, or an empty text if there is no page.
    pub documentation: String,
    /// Public source that documents the operation, if the platform has no page about the operation.
    pub source: Option<Source>,
    /// Kinds of token that the operation accepts.
    pub tokens: Vec<Reference>,
    /// Scopes for the call. The app needs at least one of these scopes.
    pub scopes: Vec<Reference>,
    /// Scopes for some fields of the response. A field stays empty if the app lacks the scope of the field.
    pub field_scopes: Vec<Reference>,
    /// Maximum number of calls per minute, or `None` if the spec has no such limit.
    pub per_minute: Option<u32>,
    /// Maximum number of calls per second, or `None` if the spec has no such limit.
    pub per_second: Option<u32>,
    /// Kinds of app that may call the operation.
    pub app_types: Vec<Reference>,
    /// Whether the operation is idempotent: a second call has no further effect.
    pub idempotent: bool,
    /// Contradictions between the sources about the operation, each with the decision of the spec.
    pub contradictions: Vec<Contradiction>,
    /// All inputs, ordered by location: path, then query, then body.
    pub inputs: Vec<Input>,
    /// Whether the request has a JSON body. The body may be an empty object.
    pub has_body: bool,
    /// Response of the operation.
    pub response: Response,
    /// Paging of the response, if the response has pages.
    pub paging: Option<Paging>,
    /// Refusals that the platform documents for the operation.
    pub errors: Vec<ListedError>,
    /// Types of the inline schemas in the operation.
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

/// Fields for paging: the list, the page token of the request, and the page token of the response.
#[derive(Debug, Clone)]
pub struct Paging {
    /// Path of fields from the response to the list, such as `transcript.paragraphs`.
    pub items: Reference,
    /// Input with which a call sends the page token.
    pub token: Reference,
    /// Response field that contains the page token of the next page.
    pub next: Reference,
}

impl Paging {
    /// Returns the names of the fields on the path from the response to the list. The last name belongs to the list.
    pub fn way(&self) -> impl Iterator<Item = &str> {
        self.items.name.split('.')
    }
}

/// Name of the response field that tells whether a next page exists.
pub const HAS_MORE: &str = "has_more";

/// Contradiction between the sources that document an operation or event.
#[derive(Debug)]
pub struct Contradiction {
    /// Subject of the contradiction, such as `tokens`.
    pub about: String,
    /// Values on the platform's page about the operation or event, such as kinds of token.
    pub page: Vec<String>,
    /// Values in the platform's overview, a page that lists all operations and events.
    pub overview: Vec<String>,
    /// Other public sources, each with its name and its values.
    pub sources: Vec<(String, Vec<String>)>,
    /// Text about the values that the spec uses, and about the reason for these values.
    pub decision: String,
}

/// Input of an operation.
#[derive(Debug)]
pub struct Input {
    /// Part of the request that contains the input.
    pub location: Location,
    /// Name, type and docs of the input.
    pub field: Field,
}

/// Part of the request that contains an input.
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
    /// Success without data.
    Nothing,
    /// All of `data`, as one model.
    Whole(ItemId),
    /// Required property of `data`. Callers get the value of this property in place of `data`.
    Field(String, Type),
    /// Property of `data` that contains a list. Callers get this list in place of `data`, or an empty list if the property
    /// is missing.
    List(String, Type),
    /// A file.
    File,
}

impl Response {
    /// Returns the name and the type of the property that callers get in place of `data`.
    pub fn unwrapped(&self) -> Option<(&str, Type)> {
        match self {
            Self::Field(name, ty) => Some((name, ty.clone())),
            Self::List(name, ty) => Some((name, Type::List(Box::new(ty.clone())))),
            Self::Nothing | Self::Whole(_) | Self::File => None,
        }
    }
}

/// A refusal that the platform documents for an operation.
#[derive(Debug)]
pub struct ListedError {
    /// HTTP status of the refusal, or `None` if the status is unknown.
    pub http: Option<u16>,
    /// Value of `code` in the response.
    pub code: i64,
    /// The platform's message for the error.
    pub message: String,
    /// Name of the error, as written in the spec.
    pub name: String,
    /// Name of the Rust constant for the error.
    pub constant: String,
    /// Advice for callers.
    pub help: Option<String>,
    /// Public source that documents the error, if the platform's page does not list the error.
    pub source: Option<Source>,
    /// Place where the spec declares the error.
    pub place: Place,
}

/// An event.
#[derive(Debug)]
pub struct Event {
    /// Type of the event on the platform, such as `vc.meeting.meeting_started_v1`.
    pub wire: String,
    /// Id of the event as written in the spec, such as `event.room_created`.
    pub id: Reference,
    /// Rust type of the body. This type has the name of the event.
    pub item: ItemId,
    /// One line about the cause of the event.
    pub summary: String,
    /// Further description, in Markdown.
    pub description: Option<String>,
    /// Whether the event is deprecated.
    pub deprecated: bool,
    /// URL of the platform's page about the event, or an empty text if there is no page.
    pub documentation: String,
    /// Public source that documents the event, if the platform has no page about the event.
    pub source: Option<Source>,
    /// Contradictions between the sources about the event, each with the decision of the spec.
    pub contradictions: Vec<Contradiction>,
    /// Operations that turn the event on and off for a user.
    pub subscription: Option<Subscription>,
    /// Scopes for the delivery of the event. The app needs at least one of these scopes.
    pub scopes: Vec<Reference>,
    /// Kinds of app that can receive the event.
    pub app_types: Vec<Reference>,
    /// Types of the inline schemas in the event. The first type is the type of the body.
    pub items: Vec<ItemId>,
    /// Place where the spec declares the event.
    pub place: Place,
}

/// The operations that turn an event on and off for a user.
#[derive(Debug)]
pub struct Subscription {
    /// Operation that turns the event on.
    pub subscribe: Reference,
    /// Operation that turns the event off.
    pub unsubscribe: Reference,
}

/// A schema or parameter that nothing refers to.
#[derive(Debug)]
pub struct Unused {
    /// Kind of the declaration: `schema` or `parameter`.
    pub what: &'static str,
    /// Name of the schema or parameter.
    pub name: String,
    /// Place where the spec declares the schema or parameter.
    pub place: Place,
}
