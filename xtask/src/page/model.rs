//! Pages as plain data, each value with its place.

/// A page.
#[derive(Debug)]
pub(crate) enum Page {
    /// The list of what there is.
    Overview(Overview),
    /// The reference page of an operation.
    Operation(Box<Operation>),
    /// The reference page of an event.
    Event(Box<Event>),
}

/// Where something stands in a page; both counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    pub line: usize,
    pub column: usize,
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Located<T> {
    pub value: T,
    pub at: At,
}

/// The overview page.
#[derive(Debug)]
pub(crate) struct Overview {
    pub resources: Vec<ResourceSection>,
}

/// A resource of the overview.
#[derive(Debug)]
pub(crate) struct ResourceSection {
    pub name: String,
    pub methods: Vec<MethodRow>,
    pub events: Vec<EventRow>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by what makes a spec from pages"))]
    pub at: At,
}

/// An operation in the overview.
#[derive(Debug)]
pub(crate) struct MethodRow {
    pub name: String,
    /// In capitals.
    pub http_method: String,
    /// With `{name}` for parameters.
    pub path: String,
    /// The console's names of the scopes that admit the call.
    pub scopes: Vec<Located<String>>,
    pub tokens: Vec<String>,
    pub app_types: Vec<String>,
    pub at: At,
}

/// An event in the overview.
#[derive(Debug)]
pub(crate) struct EventRow {
    pub name: String,
    /// When it fires.
    pub fires: String,
    /// The console's names of the scopes with which it is received.
    pub scopes: Vec<Located<String>>,
    pub event_type: String,
    pub app_types: Vec<String>,
    pub at: At,
}

/// What the front matter and the title of a reference page say.
#[derive(Debug)]
pub(crate) struct Head {
    pub title: String,
    /// The page's path below the documentation.
    pub full_path: Option<Located<String>>,
    /// Milliseconds since 1970, as written.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by what makes a spec from pages"))]
    pub update_time: Option<String>,
    /// Where the request or the event is described.
    pub at: At,
}

/// The reference page of an operation.
#[derive(Debug)]
pub(crate) struct Operation {
    pub head: Head,
    /// In capitals.
    pub method: Located<String>,
    /// With `{name}` for parameters.
    pub path: Located<String>,
    pub rate_limit: Option<Located<RateLimit>>,
    pub app_types: Option<Located<Vec<String>>>,
    /// Any one of them admits the call.
    pub scopes: Vec<Scope>,
    /// Is set if the page has a row about them, be it that none is needed.
    pub tells_scopes: bool,
    /// Without them parts of the response stay empty.
    pub field_scopes: Vec<Scope>,
    /// As the `Authorization` header's description names them.
    pub tokens: Option<Located<Vec<String>>>,
    pub path_params: Vec<PageField>,
    pub query: Vec<PageField>,
    pub body: Vec<PageField>,
    /// What lies below `data`.
    pub response: Vec<PageField>,
    /// Whether the page says that the response is JSON, by a table of its fields.
    pub answers_json: bool,
    pub errors: Vec<ErrorRow>,
    /// An example of what is received, as JSON.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by what makes a spec from pages"))]
    pub example: Option<Located<String>>,
}

/// The reference page of an event.
#[derive(Debug)]
pub(crate) struct Event {
    pub head: Head,
    pub event_type: Located<String>,
    pub app_types: Option<Located<Vec<String>>>,
    /// Any one of them lets it be received.
    pub scopes: Vec<Scope>,
    /// Is set if the page has a row about them, be it that none is needed.
    pub tells_scopes: bool,
    /// Without them parts of the body stay empty.
    pub field_scopes: Vec<Scope>,
    /// What lies below `event`.
    pub body: Vec<PageField>,
    /// An example of what is received, as JSON.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by what makes a spec from pages"))]
    pub example: Option<Located<String>>,
}

/// How often an operation may be called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct RateLimit {
    pub per_minute: Option<u32>,
    pub per_second: Option<u32>,
}

/// A scope as a reference page names it.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    /// Its name on the wire.
    pub wire: String,
    /// What the console calls it.
    pub console_name: String,
    pub at: At,
}

/// A row of a table of fields, and those that lie below it.
#[derive(Debug, Clone)]
pub(crate) struct PageField {
    pub name: String,
    /// As written, such as `string[]`; `-` is a bare object.
    pub ty: String,
    /// Where the page does not say so, nothing.
    pub required: Option<bool>,
    pub description: String,
    pub example: Option<String>,
    pub values: Vec<EnumValue>,
    pub default: Option<String>,
    pub bounds: Bounds,
    pub fields: Vec<PageField>,
    pub at: At,
}

/// A value that a field may have.
#[derive(Debug, Clone)]
pub(crate) struct EnumValue {
    pub value: String,
    pub meaning: String,
    pub at: At,
}

/// What a field is held to. Lengths are of characters or of items.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Bounds {
    pub minimum: Option<serde_json::Number>,
    pub maximum: Option<serde_json::Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
}

/// A refusal that the page lists.
#[derive(Debug)]
pub(crate) struct ErrorRow {
    pub http: u16,
    pub code: i64,
    pub message: String,
    /// What to do about it.
    pub advice: String,
    pub at: At,
}
