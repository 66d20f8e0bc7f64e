//! Data model of pages. Each value has its place.

/// Page of the platform.
#[derive(Debug)]
pub(crate) enum Page {
    /// Page that lists operations and events.
    Overview(Overview),
    /// Reference page of an operation.
    Operation(Box<Operation>),
    /// Reference page of an event.
    Event(Box<Event>),
}

/// Place in a page. Lines and columns count from 1, and columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    pub line: usize,
    pub column: usize,
}

/// Value with its place.
#[derive(Debug, Clone)]
pub(crate) struct Located<T> {
    pub value: T,
    pub at: At,
}

/// Overview page.
#[derive(Debug)]
pub(crate) struct Overview {
    pub resources: Vec<ResourceSection>,
}

/// Section about one resource, on an overview page.
#[derive(Debug)]
pub(crate) struct ResourceSection {
    pub name: String,
    pub methods: Vec<MethodRow>,
    pub events: Vec<EventRow>,
    #[cfg_attr(not(test), expect(dead_code, reason = "only tests read it"))]
    pub at: At,
}

/// Row for an operation in an overview.
#[derive(Debug)]
pub(crate) struct MethodRow {
    pub name: String,
    /// HTTP method, in capitals.
    pub http_method: String,
    /// Path, with parameters as `{name}`.
    pub path: String,
    /// Names of the scopes for the call, as in the developer console.
    pub scopes: Vec<Located<String>>,
    pub tokens: Vec<String>,
    pub app_types: Vec<String>,
    pub at: At,
}

/// Row for an event in an overview.
#[derive(Debug)]
pub(crate) struct EventRow {
    pub name: String,
    /// Description of when the platform sends the event.
    pub fires: String,
    /// Names that the scopes for the event have in the developer console.
    pub scopes: Vec<Located<String>>,
    pub event_type: String,
    pub app_types: Vec<String>,
    pub at: At,
}

/// Front matter and title of a reference page.
#[derive(Debug)]
pub(crate) struct Head {
    pub title: String,
    /// Path of the page on the documentation site.
    pub full_path: Option<Located<String>>,
    /// Time of the last update as written on the page, in milliseconds since 1970.
    #[cfg_attr(not(test), expect(dead_code, reason = "only tests read it"))]
    pub update_time: Option<String>,
    /// Place on the page where the request or event is described.
    pub at: At,
}

/// Reference page of an operation.
#[derive(Debug)]
pub(crate) struct Operation {
    pub head: Head,
    /// HTTP method, in capitals.
    pub method: Located<String>,
    /// Path, with parameters as `{name}`.
    pub path: Located<String>,
    pub rate_limit: Option<Located<RateLimit>>,
    pub app_types: Option<Located<Vec<String>>>,
    /// Scopes for the call. An app needs only one of these scopes.
    pub scopes: Vec<Scope>,
    /// Whether the page has a row about scopes. The row may state that no scope is needed.
    pub tells_scopes: bool,
    /// Scopes for parts of the response. Without these scopes, these parts stay empty.
    pub field_scopes: Vec<Scope>,
    /// Kinds of token that the description of the `Authorization` header names.
    pub tokens: Option<Located<Vec<String>>>,
    pub path_params: Vec<PageField>,
    pub query: Vec<PageField>,
    pub body: Vec<PageField>,
    /// Fields of the object `data` in the response.
    pub response: Vec<PageField>,
    /// Whether the page has a table of response fields, which means that the response is JSON.
    pub has_json_response: bool,
    pub errors: Vec<ErrorRow>,
    /// Example of the response body, in JSON.
    #[cfg_attr(not(test), expect(dead_code, reason = "only tests read it"))]
    pub example: Option<Located<String>>,
}

/// Reference page of an event.
#[derive(Debug)]
pub(crate) struct Event {
    pub head: Head,
    pub event_type: Located<String>,
    pub app_types: Option<Located<Vec<String>>>,
    /// Scopes for the event. An app needs only one of these scopes.
    pub scopes: Vec<Scope>,
    /// Whether the page has a row about scopes. The row may state that no scope is needed.
    pub tells_scopes: bool,
    /// Scopes for parts of the body. Without these scopes, these parts stay empty.
    pub field_scopes: Vec<Scope>,
    /// Fields of the object `event` in the body.
    pub body: Vec<PageField>,
    /// Example of the event body, in JSON.
    #[cfg_attr(not(test), expect(dead_code, reason = "only tests read it"))]
    pub example: Option<Located<String>>,
}

/// Rate limit of an operation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct RateLimit {
    pub per_minute: Option<u32>,
    pub per_second: Option<u32>,
}

/// Scope on a reference page.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    /// Name in the API, such as `vc:room:readonly`.
    pub wire: String,
    /// Name in the developer console.
    pub console_name: String,
    pub at: At,
}

/// Field in a table of a page. `fields` are the nested fields of this field.
#[derive(Debug, Clone)]
pub(crate) struct PageField {
    pub name: String,
    /// Type as written on the page, such as `string[]`. `-` stands for an object without a type name.
    pub ty: String,
    /// Whether the field is required, or `None` if the page does not state this.
    pub required: Option<bool>,
    pub description: String,
    pub example: Option<String>,
    pub values: Vec<EnumValue>,
    pub default: Option<String>,
    pub bounds: Bounds,
    pub fields: Vec<PageField>,
    pub at: At,
}

/// Value of an enum.
#[derive(Debug, Clone)]
pub(crate) struct EnumValue {
    pub value: String,
    pub meaning: String,
    pub at: At,
}

/// Bounds of a field. Lengths count characters or items.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Bounds {
    pub minimum: Option<serde_json::Number>,
    pub maximum: Option<serde_json::Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
}

/// Error that the page lists.
#[derive(Debug)]
pub(crate) struct ErrorRow {
    pub http: u16,
    pub code: i64,
    pub message: String,
    /// Advice of the page about the error.
    pub advice: String,
    pub at: At,
}
