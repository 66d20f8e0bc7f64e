//! The API as the generator understands it: plain data, with every type decided and every name chosen.
//!
//! Nothing here knows of YAML or of Rust's tokens. Names that refer to something (scopes, token types) stay as written,
//! with their place, and are checked before anything is emitted.

pub mod path;
mod reference;
mod types;

use std::sync::Arc;

pub use reference::{Reference, Source};
pub use types::*;

use crate::source::Place;
use crate::unfinished::Unfinished;

/// Everything that is described.
#[derive(Debug, Default)]
pub struct Api {
    /// The kinds of token.
    pub token_types: Vec<TokenType>,
    /// The scopes that exist.
    pub scopes: Vec<Scope>,
    /// One module a resource, and one for what belongs to none.
    pub modules: Vec<Module>,
    /// Every type that has a name; modules, operations and types refer to them by position.
    pub items: Vec<Item>,
    /// The names of schemas and parameters that nothing refers to.
    pub unused: Vec<Unused>,
    /// What is still to be written.
    pub unfinished: Vec<Unfinished>,
}

impl Api {
    /// All operations, in the order of modules and of the spec.
    pub fn operations(&self) -> impl Iterator<Item = (&Module, &Operation)> {
        self.modules.iter().flat_map(|module| module.operations.iter().map(move |operation| (module, operation)))
    }

    /// All events, in the order of modules and of the spec.
    pub fn events(&self) -> impl Iterator<Item = (&Module, &Event)> {
        self.modules.iter().flat_map(|module| module.events.iter().map(move |event| (module, event)))
    }

    /// Says if something at a place, or within it, is still to be written.
    pub fn is_unfinished(&self, place: &Place) -> bool {
        self.unfinished.iter().any(|one| one.place.is_within(place))
    }

    /// The item at that position. Positions come from this very `Api`.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(id.0)
    }

    /// The fields of a model; none if the type is no model.
    pub fn fields(&self, ty: &Type) -> &[Field] {
        let Type::Item(id) = ty else { return &[] };
        match self.item(*id).map(|item| &item.shape) {
            Some(Shape::Model(fields)) => fields,
            _ => &[],
        }
    }

    /// The kinds of token with those names, in the order in which they are declared: that of an operation does not matter.
    pub fn accepted(&self, tokens: &[Reference]) -> Vec<&TokenType> {
        self.token_types.iter().filter(|known| tokens.iter().any(|token| token.name == known.wire)).collect()
    }

    /// The name of the trait of what an operation accepts: `TenantOrUser`, or `OnlyUser`.
    pub fn accepting(&self, tokens: &[Reference]) -> String {
        let names: Vec<&str> = self.accepted(tokens).iter().map(|token| token.name.as_str()).collect();
        match names.as_slice() {
            [only] => format!("Only{only}"),
            several => several.join("Or"),
        }
    }

    /// Whether a model can be made without saying anything.
    pub fn has_default(&self, item: &Item, fields: &[Field]) -> bool {
        let owes = item.direction.sent && fields.iter().any(Field::is_argument);
        !owes && !fields.iter().any(|field| field.slot == Slot::Always && self.lacks_default(&field.ty))
    }

    /// Models may owe something, and no value of an enum is better than the others.
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
    /// One line on who acts with it.
    pub summary: String,
    /// What else is to be known.
    pub description: Option<String>,
    /// The kinds of app that can have it.
    pub app_types: Vec<Reference>,
    /// The HTTP header in which it travels.
    pub header: String,
    /// How long it lives at most.
    pub lifetime_seconds: u64,
    /// The calls that give one.
    pub obtained: Vec<TokenEndpoint>,
    /// Methods of the client that make a session with it, as a caller writes them.
    pub sessions: Vec<String>,
    /// Where it is declared.
    pub place: Place,
}

/// A call that gives a token.
#[derive(Debug)]
pub struct TokenEndpoint {
    /// For which kind of app.
    pub app_type: Reference,
    /// HTTP method.
    pub method: String,
    /// Path below the server.
    pub path: String,
    /// The properties that its body must have.
    pub request_keys: Vec<String>,
    /// The property of its response that is the token.
    pub response_key: String,
    /// Where it is declared.
    pub place: Place,
}

/// A scope.
#[derive(Debug)]
pub struct Scope {
    /// Its name on the platform.
    pub wire: String,
    /// The name of its Rust constant.
    pub name: String,
    /// What it allows.
    pub summary: String,
    /// What the platform's console calls it.
    pub console_name: Option<String>,
    /// Public source, where no page of the platform has it.
    pub source: Option<Source>,
    /// Where it is declared.
    pub place: Place,
}

/// A Rust module: a resource with its operations, types and events, or types alone.
#[derive(Debug)]
pub struct Module {
    /// The name of the module.
    pub name: String,
    /// The file from which it is made.
    pub file: Arc<str>,
    /// The resource, unless it holds types alone.
    pub resource: Option<Resource>,
    /// Its operations.
    pub operations: Vec<Operation>,
    /// Its named schemas, each followed by what stands inline in it.
    pub items: Vec<ItemId>,
    /// Its events.
    pub events: Vec<Event>,
}

/// A resource.
#[derive(Debug)]
pub struct Resource {
    /// The method of a session that leads to it.
    pub accessor: String,
    /// The type that has its operations as methods.
    pub type_name: String,
    /// One line on what it is.
    pub summary: String,
    /// What else is to be known.
    pub description: Option<String>,
    /// Where it is declared.
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
    /// The name of the type that stands for the call.
    pub type_name: String,
    /// HTTP method in capitals.
    pub method: &'static str,
    /// The path with `{name}` for parameters, and where it is written.
    pub path: Reference,
    /// One line on what it does.
    pub summary: String,
    /// What else a caller must know.
    pub description: Option<String>,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// The platform's page; empty if there is none.
    pub documentation: String,
    /// Public source, if the platform has no page about it.
    pub source: Option<Source>,
    /// The kinds of token that it accepts.
    pub tokens: Vec<Reference>,
    /// The scopes that admit the call.
    pub scopes: Vec<Reference>,
    /// Scopes without which parts of the response stay empty.
    pub field_scopes: Vec<Reference>,
    /// Calls a minute.
    pub per_minute: Option<u32>,
    /// Calls a second.
    pub per_second: Option<u32>,
    /// The kinds of app that may call it.
    pub app_types: Vec<Reference>,
    /// Whether calling it twice does no more than calling it once.
    pub idempotent: bool,
    /// What the sources disagree about, and what the spec says of it.
    pub contradictions: Vec<Contradiction>,
    /// Everything that a caller can give, in the order of path, query and body.
    pub inputs: Vec<Input>,
    /// Whether there is a JSON body, be it an empty one.
    pub has_body: bool,
    /// What it answers.
    pub response: Response,
    /// How it answers page by page.
    pub paging: Option<Paging>,
    /// The refusals that the platform lists.
    pub errors: Vec<ListedError>,
    /// Types that stand inline in it.
    pub items: Vec<ItemId>,
    /// Where it is declared.
    pub place: Place,
}

impl Operation {
    /// What must be given: the arguments of its method.
    pub fn arguments(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| input.field.is_argument())
    }

    /// What may be given: its setters.
    pub fn setters(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| !input.field.is_argument())
    }

    /// What travels in one part of the request.
    pub fn inputs_in(&self, location: Location) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(move |input| input.location == location)
    }
}

/// How an operation answers page by page.
#[derive(Debug, Clone)]
pub struct Paging {
    /// The way to the list in the response, such as `transcript.paragraphs`.
    pub items: Reference,
    /// The input that asks for a page.
    pub token: Reference,
    /// The field of the response that names the next page.
    pub next: Reference,
}

impl Paging {
    /// The fields of the response that lead to the list, the list last.
    pub fn way(&self) -> impl Iterator<Item = &str> {
        self.items.name.split('.')
    }
}

/// The field of a page that says whether there is another.
pub const HAS_MORE: &str = "has_more";

/// Sources that contradict each other.
#[derive(Debug)]
pub struct Contradiction {
    /// What they disagree about.
    pub about: String,
    /// What the reference page says.
    pub page: Vec<String>,
    /// What the overview says.
    pub overview: Vec<String>,
    /// What any other public source says, by its name.
    pub sources: Vec<(String, Vec<String>)>,
    /// What the spec says, and why.
    pub decision: String,
}

/// Something that a caller gives to an operation.
#[derive(Debug)]
pub struct Input {
    /// Where it travels.
    pub location: Location,
    /// What it is.
    pub field: Field,
}

/// Where an input travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// As a segment of the path.
    Path,
    /// In the query.
    Query,
    /// As a property of the body.
    Body,
}

/// What an operation answers.
#[derive(Debug)]
pub enum Response {
    /// Nothing but that it was done.
    Nothing,
    /// The whole of `data`.
    Whole(ItemId),
    /// A property of `data` that must be there.
    Field(String, Type),
    /// A list that is a property of `data`; absent means empty.
    List(String, Type),
    /// A file.
    File,
}

impl Response {
    /// The property that is answered alone, with its type.
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
    /// Public source, where the platform's page does not list it.
    pub source: Option<Source>,
    /// Where it is declared.
    pub place: Place,
}

/// An event.
#[derive(Debug)]
pub struct Event {
    /// Its type on the platform.
    pub wire: String,
    /// `event.name`, as written.
    pub id: Reference,
    /// The item that is its body, which bears its name.
    pub item: ItemId,
    /// What happened.
    pub summary: String,
    /// What else is to be known.
    pub description: Option<String>,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// The platform's page; empty if there is none.
    pub documentation: String,
    /// Public source, if the platform has no page about it.
    pub source: Option<Source>,
    /// What the sources disagree about, and what the spec says of it.
    pub contradictions: Vec<Contradiction>,
    /// The operations that turn it on and off for a user.
    pub subscription: Option<Subscription>,
    /// The scopes with which it is received.
    pub scopes: Vec<Reference>,
    /// The kinds of app that can receive it.
    pub app_types: Vec<Reference>,
    /// Types that stand inline in it, its body first.
    pub items: Vec<ItemId>,
    /// Where it is declared.
    pub place: Place,
}

/// The operations that turn an event on and off for a user.
#[derive(Debug)]
pub struct Subscription {
    /// The one that subscribes.
    pub subscribe: Reference,
    /// The one that ends the subscription.
    pub unsubscribe: Reference,
}

/// A schema or parameter that nothing refers to.
#[derive(Debug)]
pub struct Unused {
    /// `schema` or `parameter`.
    pub what: &'static str,
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub place: Place,
}
