//! What can go wrong with a call.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use crate::runtime::error::codes;
use crate::runtime::error::kept_body::KeptBody;
use crate::runtime::error::network_fault::Peer;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::operation::endpoint::ListedError;

/// Why a call failed.
///
/// What it prints is one line on what happened, so that it fits in a log. [`report`](Self::report) adds what to do next,
/// for a terminal. Neither holds a token or a body.
///
/// ```no_run
/// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), vc_api::Error> {
/// use vc_api::Error;
///
/// match org.rooms().delete("omm_4de32cf10a4358788ff4e09e37ebbf9b").await {
///     Ok(()) => println!("deleted"),
///     Err(Error::MissingScope(missing)) => println!("ask for one of {:?}", missing.scopes),
///     Err(Error::Refused(refused)) if refused.listed.is_some() => println!("{}", refused.message),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// The platform received the call and refused it.
    Refused(Box<Refused>),
    /// The platform refused the call because the app, the token or the user lacks a scope.
    MissingScope(Box<MissingScope>),
    /// The platform refused the call because there were too many, and it was not worth waiting: the time would not have
    /// sufficed.
    RateLimited(Box<RateLimited>),
    /// The user must log in again: their tokens are no longer valid and cannot be renewed.
    LoginNeeded(Box<LoginNeeded>),
    /// No token could be had for the call; it was not sent.
    Token(Box<TokenFailure>),
    /// The store of tokens failed.
    Store(Box<StoreError>),
    /// An export came to no file.
    Export(Box<ExportFailure>),
    /// The response is JSON, but not what was expected.
    Undecodable(Box<Undecodable>),
    /// The response is no response of the platform: HTML, nothing at all, cut off, too large, of another type.
    UnexpectedContent(Box<UnexpectedContent>),
    /// No connection, or one that broke.
    Transport(Box<Transport>),
    /// No response in time.
    Timeout(Box<Timeout>),
    /// An argument or an option that cannot be used; nothing was sent.
    InvalidArgument(Box<InvalidArgument>),
}

/// A call that the platform refused; see [`Error::Refused`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Refused {
    /// The operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// The platform's code.
    pub code: i64,
    /// The platform's words.
    pub message: String,
    /// The HTTP status.
    pub status: u16,
    /// Names the call to the platform's support.
    pub log_id: Option<String>,
    /// The refusal as the documentation of the operation lists it, if it does.
    pub listed: Option<&'static ListedError>,
    /// A link to the platform's page about this refusal.
    pub troubleshooter: Option<String>,
    /// What the app or the user was not allowed to do.
    pub permission_violations: Vec<PermissionViolation>,
    /// What was wrong with the request.
    pub field_violations: Vec<FieldViolation>,
    /// More about the refusal.
    pub details: Vec<Detail>,
    /// Links that may help.
    pub helps: Vec<Help>,
    /// When the platform asks to wait before the next call: how long.
    pub retry_after: Option<Duration>,
    /// How many calls the rate limit allows in its window, if the platform said so.
    pub rate_limit: Option<u64>,
    /// The kinds of session that the operation accepts, such as `Tenant`.
    pub sessions: Vec<&'static str>,
    /// The page of the platform's documentation about the operation.
    pub documentation: Option<&'static str>,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// A call for which a scope is missing; see [`Error::MissingScope`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MissingScope {
    /// The names of the scopes of which any one would do.
    pub scopes: Vec<String>,
    /// The page of the developer console on which they are asked for. It is that of the app if the client knows the app.
    pub console_url: String,
    /// What the platform said.
    pub refusal: Refused,
}

/// A call that came too soon after others; see [`Error::RateLimited`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RateLimited {
    /// How long the platform asks to wait before the next call, if it said so.
    pub retry_after: Option<Duration>,
    /// What the platform said.
    pub refusal: Refused,
}

/// A user who must log in again; see [`Error::LoginNeeded`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LoginNeeded {
    /// The operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// Why the tokens of the user cannot be renewed.
    pub reason: LoginReason,
    /// What the platform said, if it refused to renew them.
    pub refusal: Option<Refused>,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// Why the tokens of a user cannot be renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoginReason {
    /// The access token has expired or was rejected, and there is no refresh token: it was not asked for, by the scope
    /// `offline_access`, or not given to the client.
    NoRefreshToken,
    /// There is no login of that id in the store: it has expired, or was never there.
    Unknown,
    /// The refresh token is not valid.
    Invalid,
    /// The refresh token has expired.
    Expired,
    /// The refresh token was revoked: by the user, by an administrator, or by a change of password.
    Revoked,
    /// The refresh token was used before: by another program that does not share the token store, or by an earlier run
    /// whose store was lost.
    Used,
    /// The user was logged out by [`Client::log_out`](crate::Client::log_out).
    LoggedOut,
}

/// A call for which no token could be had; see [`Error::Token`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TokenFailure {
    /// The operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// What the platform calls the token, such as `tenant_access_token`.
    pub token: &'static str,
    /// Why it could not be had. Calls that waited for the same token share it.
    pub source: Arc<Error>,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// An export that came to no file; see [`Error::Export`].
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct ExportFailure {
    /// The task, if it was started. The platform goes on with it, and it can be taken up again by its id.
    pub task_id: Option<String>,
    /// What went wrong.
    pub cause: ExportCause,
}

/// Why an export came to no file.
#[derive(Debug)]
#[non_exhaustive]
pub enum ExportCause {
    /// The platform could not make the file.
    Failed {
        /// The platform's words.
        reason: String,
    },
    /// The platform has not made the file in time.
    Unfinished {
        /// How long was waited for it.
        waited: Duration,
    },
    /// One of the calls failed.
    Call(Error),
    /// The file could not be written.
    File(std::io::Error),
}

/// Something that the app or the user was not allowed to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct PermissionViolation {
    /// The kind of violation.
    pub kind: String,
    /// What is missing: the name of a scope, mostly.
    pub subject: String,
    /// The platform's words.
    pub description: String,
}

/// Something that was wrong with the request.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct FieldViolation {
    /// The parameter or the key of the body.
    pub field: String,
    /// The value that was sent. It is not printed.
    pub value: String,
    /// The platform's words.
    pub description: String,
}

/// A detail of a refusal.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Detail {
    /// What it is about.
    pub key: String,
    /// What the platform says of it. It is not printed.
    pub value: String,
}

/// A link that may help.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Help {
    /// The page.
    pub url: String,
    /// What it is about.
    pub description: String,
}

/// A response that could not be read; see [`Error::Undecodable`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Undecodable {
    /// The operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// The place in the JSON, such as `data.rooms[3].room_id`; empty if it is the whole.
    pub path: String,
    /// What is wrong there.
    pub reason: String,
    /// The HTTP status.
    pub status: u16,
    /// Names the call to the platform's support.
    pub log_id: Option<String>,
    /// When a gateway asks to wait before the next call: how long.
    pub retry_after: Option<Duration>,
    pub(crate) body: KeptBody,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// A response that is none of the platform; see [`Error::UnexpectedContent`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct UnexpectedContent {
    /// The operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// What came.
    pub content: Content,
    /// The HTTP status.
    pub status: u16,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
    /// Names the call to the platform's support.
    pub log_id: Option<String>,
    /// When a gateway asks to wait before the next call: how long.
    pub retry_after: Option<Duration>,
    pub(crate) body: KeptBody,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// What came instead of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// Nothing.
    Empty,
    /// An HTML page.
    Html,
    /// JSON that ends too early.
    CutOff,
    /// Something that is not JSON.
    NotJson,
    /// JSON that tells of success, under an HTTP status that does not.
    Status,
    /// JSON where a file was to come.
    NotAFile,
    /// A response of a proxy or of the network itself, which asks for a login: HTTP 407 or 511.
    NetworkLogin,
    /// The response of another address, to which the HTTP client followed a redirect; see
    /// [`ClientBuilder::http_client`](crate::ClientBuilder::http_client). It was not read.
    Redirected,
    /// More bytes than [`ClientBuilder::response_limit`](crate::ClientBuilder::response_limit) allows.
    TooLarge {
        /// How many bytes are allowed.
        limit: usize,
    },
}

/// No connection, or one that broke; see [`Error::Transport`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Transport {
    /// The operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// The HTTP status, if the connection broke after it came.
    pub status: Option<u16>,
    /// Names the call to the platform's support, if the connection broke after it came.
    pub log_id: Option<String>,
    /// What the HTTP client says. Its URL is removed.
    pub source: reqwest::Error,
    pub(crate) peer: Peer,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// No response in time; see [`Error::Timeout`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Timeout {
    /// The operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// The limit; `None` if it is one of the HTTP client.
    pub limit: Option<Duration>,
    /// What was waited for.
    pub stage: Stage,
    /// The HTTP status, if the response had begun.
    pub status: Option<u16>,
    /// Names the call to the platform's support, if its response had begun.
    pub log_id: Option<String>,
    /// What the HTTP client says, if it is one of its limits. Its URL is removed.
    pub source: Option<reqwest::Error>,
    /// What to raise in order to wait longer.
    pub(crate) option: &'static str,
    pub(crate) peer: Peer,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// What was waited for when the time was up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// The ticket of a store app, which the platform sends as an event: see
    /// [`Client::keep_app_ticket`](crate::Client::keep_app_ticket).
    Ticket,
    /// A token. Nothing was sent.
    Token,
    /// Time for an attempt. So little was left when the token had come that nothing was sent; see
    /// [`ClientBuilder::timeout`](crate::ClientBuilder::timeout).
    Sending,
    /// A connection. Nothing was sent.
    Connecting,
    /// The response, or all of it.
    Response,
    /// The rest of a response that had begun.
    Rest,
}

/// An argument or an option that cannot be used; see [`Error::InvalidArgument`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct InvalidArgument {
    /// The operation, such as `room.list`; `None` if it is an option of the client.
    pub operation: Option<Cow<'static, str>>,
    /// The name of the argument or option.
    pub argument: Cow<'static, str>,
    /// What is wrong with it.
    pub reason: Cow<'static, str>,
}

impl Error {
    /// The operation, such as `room.list`; of a call by path, the method and the path as they were given.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        match self {
            Self::Refused(one) => Some(&one.operation),
            Self::MissingScope(one) => Some(&one.refusal.operation),
            Self::RateLimited(one) => Some(&one.refusal.operation),
            Self::LoginNeeded(one) => Some(&one.operation),
            Self::Token(one) => Some(&one.operation),
            Self::Store(_) => None,
            Self::Export(one) => one.call()?.operation(),
            Self::Undecodable(one) => Some(&one.operation),
            Self::UnexpectedContent(one) => Some(&one.operation),
            Self::Transport(one) => Some(&one.operation),
            Self::Timeout(one) => Some(&one.operation),
            Self::InvalidArgument(one) => one.operation.as_deref(),
        }
    }

    /// Returns a name of the kind of error, for metrics and logs: `refused`, `missing_scope`, `rate_limited`, `login_needed`,
    /// `token`, `store`, `export`, `undecodable`, `unexpected_content`, `transport`, `timeout`, `invalid_argument`.
    ///
    /// Names do not change, but there may be more of them.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::MissingScope(_) => "missing_scope",
            Self::RateLimited(_) => "rate_limited",
            Self::LoginNeeded(_) => "login_needed",
            Self::Token(_) => "token",
            Self::Store(_) => "store",
            Self::Export(_) => "export",
            Self::Undecodable(_) => "undecodable",
            Self::UnexpectedContent(_) => "unexpected_content",
            Self::Transport(_) => "transport",
            Self::Timeout(_) => "timeout",
            Self::InvalidArgument(_) => "invalid_argument",
        }
    }

    /// What names the call to the platform's support.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        match self {
            Self::Refused(one) => one.log_id.as_deref(),
            Self::MissingScope(one) => one.refusal.log_id.as_deref(),
            Self::RateLimited(one) => one.refusal.log_id.as_deref(),
            Self::LoginNeeded(one) => one.refusal.as_ref()?.log_id.as_deref(),
            Self::Token(one) => one.source.log_id(),
            Self::Export(one) => one.call()?.log_id(),
            Self::Undecodable(one) => one.log_id.as_deref(),
            Self::UnexpectedContent(one) => one.log_id.as_deref(),
            Self::Transport(one) => one.log_id.as_deref(),
            Self::Timeout(one) => one.log_id.as_deref(),
            Self::InvalidArgument(_) | Self::Store(_) => None,
        }
    }

    /// The platform's code, if it refused the call.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.refusal().map(|refusal| refusal.code)
    }

    /// The HTTP status, if a response came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(one) => Some(one.status),
            Self::MissingScope(one) => Some(one.refusal.status),
            Self::RateLimited(one) => Some(one.refusal.status),
            Self::LoginNeeded(one) => one.refusal.as_ref().map(|refusal| refusal.status),
            Self::Token(one) => one.source.status(),
            Self::Export(one) => one.call()?.status(),
            Self::Undecodable(one) => Some(one.status),
            Self::UnexpectedContent(one) => Some(one.status),
            Self::Transport(one) => one.status,
            Self::Timeout(one) => one.status,
            Self::InvalidArgument(_) | Self::Store(_) => None,
        }
    }

    /// What the platform said, if it refused the call for whatever reason.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refused> {
        match self {
            Self::Refused(one) => Some(one),
            Self::MissingScope(one) => Some(&one.refusal),
            Self::RateLimited(one) => Some(&one.refusal),
            Self::LoginNeeded(one) => one.refusal.as_ref(),
            Self::Token(one) => one.source.refusal(),
            Self::Export(one) => one.call()?.refusal(),
            _ => None,
        }
    }

    /// Whether the platform refused the call with that listed error, which is a constant of its endpoint.
    ///
    /// ```no_run
    /// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), vc_api::Error> {
    /// use vc_api::room;
    ///
    /// match org.rooms().delete("omm_4de32cf10a4358788ff4e09e37ebbf9b").await {
    ///     Ok(()) => println!("deleted"),
    ///     Err(error) if error.is(room::Delete::NOT_FOUND) => println!("there was no such room"),
    ///     Err(error) => return Err(error),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The code alone decides: an endpoint lists each code once, and the HTTP status may differ from the listed one.
    /// Other endpoints may give the same code another meaning, so the constant must be one of the endpoint that was
    /// called. A refusal of the token that the call needed is none of the call itself, whatever its code.
    #[must_use]
    pub fn is(&self, listed: ListedError) -> bool {
        self.refusal()
            .is_some_and(|refusal| refusal.code == listed.code && self.operation() == Some(refusal.operation.as_ref()))
    }

    /// The beginning of a response that could not be used, at most 4 KiB. It may hold secrets.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        match self {
            Self::Undecodable(one) => Some(one.body()),
            Self::UnexpectedContent(one) => Some(one.body()),
            Self::Token(one) => one.source.body(),
            Self::Export(one) => one.call()?.body(),
            _ => None,
        }
    }
}

impl Refused {
    /// Whether the operation lists the code with a meaning of its own, which goes before the one that it has elsewhere.
    pub(crate) fn has_own_meaning(&self) -> bool {
        self.listed.is_some() && !codes::is_of_gateway(self.code)
    }
}

impl ExportFailure {
    /// The call that failed, if it was one.
    pub(crate) fn call(&self) -> Option<&Error> {
        match &self.cause {
            ExportCause::Call(error) => Some(error),
            _ => None,
        }
    }
}

impl Transport {
    /// Returns host and port of the server to which the connection was, if the connection broke or was not made.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.peer.host.as_deref()
    }

    /// Returns the proxy on the way to the server, without its user and password, if the client knows it.
    #[must_use]
    pub fn proxy(&self) -> Option<&str> {
        self.peer.proxy.as_deref()
    }
}

impl Undecodable {
    /// The beginning of the response, at most 4 KiB. It may hold secrets.
    #[must_use]
    pub fn body(&self) -> &str {
        self.body.text()
    }
}

impl UnexpectedContent {
    /// The beginning of what came, at most 4 KiB; not UTF-8 is replaced. It may hold secrets.
    #[must_use]
    pub fn body(&self) -> &str {
        self.body.text()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport(one) => Some(&one.source),
            Self::Timeout(one) => one.source.as_ref().map(|source| source as _),
            Self::Token(one) => Some(&one.source),
            Self::Store(one) => Some(&**one),
            Self::Export(one) => match &one.cause {
                ExportCause::Call(error) => Some(error),
                ExportCause::File(error) => Some(error),
                ExportCause::Failed { .. } | ExportCause::Unfinished { .. } => None,
            },
            _ => None,
        }
    }
}
