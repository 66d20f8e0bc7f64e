//! Types of errors that a call returns.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use crate::runtime::error::codes;
use crate::runtime::error::kept_body::KeptBody;
use crate::runtime::error::network_fault::Peer;
use crate::runtime::error::store_error::StoreError;
use crate::runtime::operation::endpoint::ListedError;

/// Error of a call.
///
/// The text of an error describes the failure in one line, for a log. [`report`](Self::report) adds the next step, for a
/// terminal. Neither text contains a token or a body.
///
/// ```no_run
/// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), vc_api::Error> {
/// use vc_api::Error;
///
/// match org.rooms().delete("omm_4de32cf10a4358788ff4e09e37ebbf9b").await {
///     Ok(()) => println!("deleted"),
///     Err(Error::MissingScope(missing)) => println!("request one of {:?}", missing.scopes),
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
    /// The platform refused the call because of a rate limit. The remaining time was too short for a wait and another
    /// attempt.
    RateLimited(Box<RateLimited>),
    /// The user must log in again, because their tokens are no longer valid and the client cannot renew them.
    LoginNeeded(Box<LoginNeeded>),
    /// The client could not get a token for the call, and did not send the call.
    Token(Box<TokenFailure>),
    /// The token store failed.
    Store(Box<StoreError>),
    /// An export produced no file.
    Export(Box<ExportFailure>),
    /// The response is JSON, but differs from the documentation of the operation.
    Undecodable(Box<Undecodable>),
    /// The response is not a usable response of the platform. For example, it is HTML, empty, cut off or too large.
    UnexpectedContent(Box<UnexpectedContent>),
    /// The client could not connect, or the connection broke.
    Transport(Box<Transport>),
    /// The response did not arrive in time.
    Timeout(Box<Timeout>),
    /// An argument or an option is invalid, and nothing was sent.
    InvalidArgument(Box<InvalidArgument>),
}

/// Refusal of a call by the platform; see [`Error::Refused`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Refused {
    /// Name of the operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// Code of the platform.
    pub code: i64,
    /// Message of the platform.
    pub message: String,
    /// HTTP status.
    pub status: u16,
    /// Log id, which identifies the call for the platform's support.
    pub log_id: Option<String>,
    /// Entry for this refusal in the documentation of the operation, if the documentation lists the refusal.
    pub listed: Option<&'static ListedError>,
    /// Link to the platform's page about this refusal.
    pub troubleshooter: Option<String>,
    /// Permissions that the app or the user lacks.
    pub permission_violations: Vec<PermissionViolation>,
    /// Invalid parameters and body fields of the request.
    pub field_violations: Vec<FieldViolation>,
    /// Further details of the refusal.
    pub details: Vec<Detail>,
    /// Links to pages that may help.
    pub helps: Vec<Help>,
    /// Time to wait before the next call, if the platform gives this time.
    pub retry_after: Option<Duration>,
    /// Number of calls that the rate limit allows in a second or a minute, if the platform gives this number.
    pub rate_limit: Option<u64>,
    /// Kinds of session that the operation accepts, such as `Tenant`.
    pub sessions: Vec<&'static str>,
    /// Page about the operation in the platform's documentation.
    pub documentation: Option<&'static str>,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// Refusal of a call for lack of a scope; see [`Error::MissingScope`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MissingScope {
    /// Names of the scopes that allow the call. Any one of them is sufficient.
    pub scopes: Vec<String>,
    /// Address of the page in the developer console where a scope can be requested. If the client knows the app, the page
    /// belongs to this app.
    pub console_url: String,
    /// Refusal by the platform.
    pub refusal: Refused,
}

/// Refusal of a call by a rate limit; see [`Error::RateLimited`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RateLimited {
    /// Time to wait before the next call, if the platform gives this time.
    pub retry_after: Option<Duration>,
    /// Refusal by the platform.
    pub refusal: Refused,
}

/// End of a user's login; see [`Error::LoginNeeded`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LoginNeeded {
    /// Name of the operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// Reason for the end of the login.
    pub reason: LoginReason,
    /// Refusal by the platform, if the platform refused to renew the tokens.
    pub refusal: Option<Refused>,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// Reason why the client cannot renew the tokens of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoginReason {
    /// The access token has expired or was rejected, and there is no refresh token. Either the login did not request the
    /// scope `offline_access`, or the program did not give the refresh token to the client.
    NoRefreshToken,
    /// The token store has no login with this id. The login has expired, or never existed.
    Unknown,
    /// The refresh token is not valid.
    Invalid,
    /// The refresh token has expired.
    Expired,
    /// The refresh token was revoked by the user, by an administrator, or by a change of the password.
    Revoked,
    /// The refresh token was used before. Either another program used the refresh token without sharing the token store, or
    /// this program used the refresh token and then lost its token store.
    Used,
    /// [`Client::log_out`](crate::Client::log_out) logged the user out.
    LoggedOut,
}

/// Failure to get a token for a call; see [`Error::Token`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TokenFailure {
    /// Name of the operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// Name of the token type on the platform, such as `tenant_access_token`.
    pub token: &'static str,
    /// Error of the request for the token. All calls that waited for the same token share this error.
    pub source: Arc<Error>,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// Failure of an export; see [`Error::Export`].
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct ExportFailure {
    /// Id of the task, if the platform started a task. The platform continues the task, and the program can resume the
    /// export with this id.
    pub task_id: Option<String>,
    /// Cause of the failure.
    pub cause: ExportCause,
}

/// Cause of a failed export.
#[derive(Debug)]
#[non_exhaustive]
pub enum ExportCause {
    /// The platform could not create the file.
    Failed {
        /// Reason that the platform gives.
        reason: String,
    },
    /// The platform did not create the file in time.
    Unfinished {
        /// Time that the client waited for the file.
        waited: Duration,
    },
    /// One of the calls of the export failed.
    Call(Error),
    /// Writing the file failed.
    File(std::io::Error),
}

/// Permission that the app or the user lacks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct PermissionViolation {
    /// Kind of the violation, as the platform names it.
    pub kind: String,
    /// Missing permission, usually the name of a scope.
    pub subject: String,
    /// Description by the platform.
    pub description: String,
}

/// Invalid parameter or body field of a request.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct FieldViolation {
    /// Name of the parameter or of the field in the body.
    pub field: String,
    /// Value in the request. `Debug` does not print the value.
    pub value: String,
    /// Description by the platform.
    pub description: String,
}

/// Detail of a refusal.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Detail {
    /// Name of the detail.
    pub key: String,
    /// Value of the detail. `Debug` does not print the value.
    pub value: String,
}

/// Link to a page that may help.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Help {
    /// Address of the page.
    pub url: String,
    /// The platform's description of the page.
    pub description: String,
}

/// JSON response that the client cannot decode; see [`Error::Undecodable`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Undecodable {
    /// Name of the operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// Path of the value in the JSON, such as `data.rooms[3].room_id`. The path is empty if the fault concerns the whole
    /// response.
    pub path: String,
    /// Description of the fault at this path.
    pub reason: String,
    /// HTTP status.
    pub status: u16,
    /// Log id, which identifies the call for the platform's support.
    pub log_id: Option<String>,
    /// Time to wait before the next call, if a gateway gives this time.
    pub retry_after: Option<Duration>,
    pub(crate) body: KeptBody,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// Response that is not a usable response of the platform; see [`Error::UnexpectedContent`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct UnexpectedContent {
    /// Name of the operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// Kind of the content that the client received.
    pub content: Content,
    /// HTTP status.
    pub status: u16,
    /// Header `Content-Type` of the response.
    pub content_type: Option<String>,
    /// Log id, which identifies the call for the platform's support.
    pub log_id: Option<String>,
    /// Time to wait before the next call, if a gateway gives this time.
    pub retry_after: Option<Duration>,
    pub(crate) body: KeptBody,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// Kind of the content that the client received instead of a usable response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// Empty body.
    Empty,
    /// HTML page.
    Html,
    /// JSON that ends too early.
    CutOff,
    /// Content that is not JSON.
    NotJson,
    /// JSON that reports a success, in a response whose HTTP status reports a failure.
    Status,
    /// JSON instead of a file.
    NotAFile,
    /// Response with HTTP 407 or 511: a proxy or the network itself requires a login.
    NetworkLogin,
    /// Response from another address, because the HTTP client followed a redirect. The client does not read such a response.
    /// See [`ClientBuilder::http_client`](crate::ClientBuilder::http_client).
    Redirected,
    /// More bytes than [`ClientBuilder::response_limit`](crate::ClientBuilder::response_limit) allows.
    TooLarge {
        /// Maximum number of bytes.
        limit: usize,
    },
}

/// Failure to connect, or loss of a connection; see [`Error::Transport`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Transport {
    /// Name of the operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// HTTP status, if the response began before the connection broke.
    pub status: Option<u16>,
    /// Log id for the platform's support, if the response began before the connection broke.
    pub log_id: Option<String>,
    /// Error of the HTTP client, without the URL.
    pub source: reqwest::Error,
    pub(crate) peer: Peer,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// Timeout of a call or of one of its attempts; see [`Error::Timeout`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Timeout {
    /// Name of the operation, such as `room.list`.
    pub operation: Cow<'static, str>,
    /// Limit that caused the timeout. For example, the limit applies to the call, to an attempt, or to the wait for the
    /// next bytes. `None` if the HTTP client reported the timeout.
    pub limit: Option<Duration>,
    /// Stage of the call at the timeout.
    pub stage: Stage,
    /// HTTP status, if the response had begun.
    pub status: Option<u16>,
    /// Log id for the platform's support, if the response had begun.
    pub log_id: Option<String>,
    /// Error of the HTTP client, without the URL, if the HTTP client reported the timeout.
    pub source: Option<reqwest::Error>,
    /// Name of the option that sets the limit.
    pub(crate) option: &'static str,
    pub(crate) peer: Peer,
    /// Whether the platform may have acted on an earlier attempt of the call.
    pub(crate) acted_before: bool,
}

/// Stage of a call at its timeout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// The client waited for the app ticket of a store app. The platform sends app tickets as events; see
    /// [`Client::keep_app_ticket`](crate::Client::keep_app_ticket).
    Ticket,
    /// The client waited for a token. Nothing was sent.
    Token,
    /// The client had a token, but too little time for an attempt. The attempt was not sent; see
    /// [`ClientBuilder::timeout`](crate::ClientBuilder::timeout).
    Sending,
    /// The client waited for a connection. Nothing was sent.
    Connecting,
    /// The client waited for the response.
    Response,
    /// The client waited for the rest of a response that had begun.
    Rest,
}

/// Invalid argument of a call or option of the client; see [`Error::InvalidArgument`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct InvalidArgument {
    /// Name of the operation, such as `room.list`; `None` for an option of the client.
    pub operation: Option<Cow<'static, str>>,
    /// Name of the argument or option.
    pub argument: Cow<'static, str>,
    /// Reason why the argument or option is invalid.
    pub reason: Cow<'static, str>,
}

impl Error {
    /// Returns the name of the operation, such as `room.list`. For a call by path, the name is the HTTP method and the path,
    /// as the program wrote them.
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

    /// Returns the name of the kind of error, for metrics and logs: `refused`, `missing_scope`, `rate_limited`,
    /// `login_needed`, `token`, `store`, `export`, `undecodable`, `unexpected_content`, `transport`, `timeout` or
    /// `invalid_argument`.
    ///
    /// Names do not change, but later versions may add names.
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

    /// Returns the log id, which identifies the call for the platform's support.
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

    /// Returns the platform's code, if the platform refused the call.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.refusal().map(|refusal| refusal.code)
    }

    /// Returns the HTTP status, if a response arrived.
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

    /// Returns the refusal, if the platform refused the call for any reason.
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

    /// Returns whether the platform refused the call with this listed error. Listed errors are constants of the endpoint,
    /// such as `room::Delete::NOT_FOUND`.
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
    /// The method compares only the code. An endpoint lists each code once, and the HTTP status may differ from the listed
    /// status. The constant must belong to the endpoint of the call, because a code may have another meaning for another
    /// endpoint. If the platform refused a request for the call's token, the method returns `false`, whatever the code.
    #[must_use]
    pub fn is(&self, listed: ListedError) -> bool {
        self.refusal()
            .is_some_and(|refusal| refusal.code == listed.code && self.operation() == Some(refusal.operation.as_ref()))
    }

    /// Returns the beginning of an unusable response, at most 4 KiB. The text may contain secrets.
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
    /// Returns whether the operation lists its own meaning of the code. This meaning takes precedence over the general
    /// meaning.
    pub(crate) fn has_own_meaning(&self) -> bool {
        self.listed.is_some() && !codes::is_of_gateway(self.code)
    }
}

impl ExportFailure {
    /// Returns the error of the failed call, if a call of the export failed.
    pub(crate) fn call(&self) -> Option<&Error> {
        match &self.cause {
            ExportCause::Call(error) => Some(error),
            _ => None,
        }
    }
}

impl Transport {
    /// Returns the host and port of the server of the failed connection.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.peer.host.as_deref()
    }

    /// Returns the address of the proxy that the failed connection used, or `None` if the client knows no proxy. The address
    /// contains neither the user nor the password.
    #[must_use]
    pub fn proxy(&self) -> Option<&str> {
        self.peer.proxy.as_deref()
    }
}

impl Undecodable {
    /// Returns the beginning of the response, at most 4 KiB. The text may contain secrets.
    #[must_use]
    pub fn body(&self) -> &str {
        self.body.text()
    }
}

impl UnexpectedContent {
    /// Returns the beginning of the content, at most 4 KiB. Replacement characters stand for invalid UTF-8. The text may
    /// contain secrets.
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
