//! Types and constants that describe an operation.

use std::borrow::Cow;

use crate::runtime::operation::method::Method;
use crate::runtime::operation::scope::Scope;
use crate::runtime::operation::token_type::{AppType, TokenInfo};

/// Type such as `room::List`, whose constants describe an operation of the platform.
///
/// ```
/// use vc_api::{Endpoint, Method, room};
///
/// assert_eq!(room::List::METHOD, Method::Get);
/// assert_eq!(room::List::PATH, "/open-apis/vc/v1/rooms");
/// ```
pub trait Endpoint {
    /// Type of the value that a successful call returns.
    type Response: Send + 'static;

    /// Description of the operation. The other constants of this trait are parts of this description.
    const INFO: &'static EndpointInfo;

    /// HTTP method.
    const METHOD: Method = Self::INFO.method;
    /// Path below the base URL. `{name}` stands for the parameter with this name.
    const PATH: &'static str = Self::INFO.path;
    /// Scopes that allow the call. The app needs one of these scopes. If the list is empty, the app needs no scope.
    const SCOPES: &'static [Scope] = Self::INFO.scopes;
    /// Scopes that the app needs for some fields of the response. Without these scopes, the platform omits these fields.
    const FIELD_SCOPES: &'static [Scope] = Self::INFO.field_scopes;
    /// Kinds of token that the operation accepts.
    const TOKENS: &'static [&'static TokenInfo] = Self::INFO.tokens;
    /// Rate limit of the operation: the maximum number of calls per minute or second.
    const RATE_LIMIT: RateLimit = Self::INFO.rate_limit;
    /// Whether a repeated call has no further effect.
    const IDEMPOTENT: bool = Self::INFO.idempotent;
    /// Refusals that the documentation of the operation lists.
    const ERRORS: &'static [ListedError] = Self::INFO.errors;
}

/// Description of an operation; see [`Endpoint::INFO`] and the table [`endpoints::ALL`](crate::endpoints::ALL).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndpointInfo {
    /// Name of the operation, such as `room.list`.
    pub id: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path below the base URL. `{name}` stands for the parameter with this name.
    pub path: &'static str,
    /// Kinds of token that the operation accepts.
    pub tokens: &'static [&'static TokenInfo],
    /// Scopes that allow the call. The app needs one of these scopes. If the list is empty, the app needs no scope.
    pub scopes: &'static [Scope],
    /// Scopes that the app needs for some fields of the response. Without these scopes, the platform omits these fields.
    pub field_scopes: &'static [Scope],
    /// Rate limit of the operation: the maximum number of calls per minute or second.
    pub rate_limit: RateLimit,
    /// Kinds of app that may call the operation.
    pub app_types: &'static [AppType],
    /// Whether a repeated call has no further effect. If `true`, the client retries a call even if the platform may have
    /// acted on the failed attempt.
    pub idempotent: bool,
    /// Part of the platform's response. A call returns only this part.
    pub response: ResponseShape,
    /// Whether the request or the response may contain text that people said or wrote. If `true`, errors do not contain the
    /// response body.
    pub sensitive: bool,
    /// Refusals that the documentation of the operation lists.
    pub errors: &'static [ListedError],
    /// Whether the platform advises against the use of the operation.
    pub deprecated: bool,
    /// Page about the operation in the platform's documentation; `None` if there is no such page.
    pub documentation: Option<&'static str>,
}

/// Rate limit of an operation, for one app and one tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RateLimit {
    /// Maximum number of calls per minute; `None` if there is no limit per minute.
    pub per_minute: Option<u32>,
    /// Maximum number of calls per second; `None` if there is no limit per second.
    pub per_second: Option<u32>,
}

/// Refusal that the documentation of an operation lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListedError {
    /// HTTP status of the refusal, if the status is known.
    pub http: Option<u16>,
    /// Value of `code` in the refusal.
    pub code: i64,
    /// Message of the refusal, in the words of the platform.
    pub message: &'static str,
    /// Name of the Rust constant for the refusal, such as `NOT_FOUND`.
    pub name: &'static str,
    /// Advice about the refusal, if the spec contains advice.
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

/// Part of the platform's response. A call returns only this part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResponseShape {
    /// No data: the response only confirms that the call succeeded.
    Nothing,
    /// Whole value of `data`.
    Whole,
    /// Value of one field of `data`.
    Field(&'static str),
    /// List in one field of `data`. If the field is missing, the call returns an empty list.
    List(&'static str),
    /// File, as a stream; see [`Download`](crate::Download).
    File,
}

/// Operation that a request uses.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) name: Cow<'static, str>,
    /// Description of the operation; `None` if the program calls the operation by its path.
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
