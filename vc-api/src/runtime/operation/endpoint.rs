//! What is known of an operation without calling it.

use std::borrow::Cow;

use crate::runtime::operation::method::Method;
use crate::runtime::operation::scope::Scope;
use crate::runtime::operation::token_type::{AppType, TokenInfo};

/// An operation of the platform, described by constants. The type is that of its call.
///
/// ```
/// use vc_api::{Endpoint, Method, room};
///
/// assert_eq!(room::List::METHOD, Method::Get);
/// assert_eq!(room::List::PATH, "/open-apis/vc/v1/rooms");
/// ```
pub trait Endpoint {
    /// What `.await` gives.
    type Response: Send + 'static;

    /// All that is known of the operation.
    const INFO: &'static EndpointInfo;

    /// The HTTP method.
    const METHOD: Method = Self::INFO.method;
    /// The path below the base URL; `{name}` stands for a parameter.
    const PATH: &'static str = Self::INFO.path;
    /// The app needs one of these scopes; none if the list is empty.
    const SCOPES: &'static [Scope] = Self::INFO.scopes;
    /// Scopes without which some fields of the response are left out.
    const FIELD_SCOPES: &'static [Scope] = Self::INFO.field_scopes;
    /// The kinds of token that the operation accepts.
    const TOKENS: &'static [&'static TokenInfo] = Self::INFO.tokens;
    /// How often it may be called.
    const RATE_LIMIT: RateLimit = Self::INFO.rate_limit;
    /// Whether calling it twice does no more than calling it once.
    const IDEMPOTENT: bool = Self::INFO.idempotent;
    /// The refusals that its documentation lists.
    const ERRORS: &'static [ListedError] = Self::INFO.errors;
}

/// What is known of an operation; see [`Endpoint::INFO`] and the table [`endpoints::ALL`](crate::endpoints::ALL).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndpointInfo {
    /// Its name, such as `room.list`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the base URL; `{name}` stands for a parameter.
    pub path: &'static str,
    /// The kinds of token that it accepts.
    pub tokens: &'static [&'static TokenInfo],
    /// The app needs one of these scopes; none if the list is empty.
    pub scopes: &'static [Scope],
    /// Scopes without which some fields of the response are left out.
    pub field_scopes: &'static [Scope],
    /// How often it may be called.
    pub rate_limit: RateLimit,
    /// The kinds of app that may call it.
    pub app_types: &'static [AppType],
    /// Whether calling it twice does no more than calling it once, so that it may be sent again when it is not known
    /// whether the platform acted on it.
    pub idempotent: bool,
    /// Which part of the platform's response `.await` gives.
    pub response: ResponseShape,
    /// Whether its request or its response may hold what people said. Errors then keep nothing of the body.
    pub sensitive: bool,
    /// The refusals that its documentation lists.
    pub errors: &'static [ListedError],
    /// Whether the platform advises against its use.
    pub deprecated: bool,
    /// The page of the platform's documentation about it; `None` if there is none.
    pub documentation: Option<&'static str>,
}

/// How often an operation may be called by one app for one tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RateLimit {
    /// Calls a minute, if limited so.
    pub per_minute: Option<u32>,
    /// Calls a second, if limited so.
    pub per_second: Option<u32>,
}

/// A refusal that the documentation of an operation lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListedError {
    /// The HTTP status that comes with it, if it is known.
    pub http: Option<u16>,
    /// The platform's code.
    pub code: i64,
    /// The platform's words for it.
    pub message: &'static str,
    /// The name of its constant, such as `NOT_FOUND`.
    pub name: &'static str,
    /// Advice, where the spec has some.
    pub help: Option<&'static str>,
}

impl ListedError {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(http: Option<u16>, code: i64, message: &'static str, name: &'static str) -> Self {
        Self { http, code, message, name, help: None }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }
}

/// Which part of the platform's response a call gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResponseShape {
    /// Nothing: that it succeeded is all there is to know.
    Nothing,
    /// All of `data`.
    Whole,
    /// The one key of `data` that holds what was asked for.
    Field(&'static str),
    /// The one key of `data` that holds a list; an absent list is empty.
    List(&'static str),
    /// A file, streamed; see [`Download`](crate::Download).
    File,
}

/// Which operation a request belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) name: Cow<'static, str>,
    /// `None` for a call by path.
    pub(crate) info: Option<&'static EndpointInfo>,
}

impl Operation {
    pub(crate) fn known(info: &'static EndpointInfo) -> Self {
        Self { name: Cow::Borrowed(info.id), info: Some(info) }
    }

    pub(crate) fn by_path(method: Method, path: &str) -> Self {
        Self { name: Cow::Owned(format!("{method} {path}")), info: None }
    }
}
