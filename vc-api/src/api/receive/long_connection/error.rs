//! Errors of long connections.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio_tungstenite::tungstenite;

use crate::runtime::error::types::Error;
use crate::runtime::util::one_line::OneLine;

/// Permanent error of a [`Connection`](crate::Connection). A retry cannot succeed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ConnectionError {
    /// The events have no client: use [`Client::events`](crate::Client::events) or
    /// [`Events::client`](crate::Events::client).
    NoClient,
    /// The client has no app: use [`ClientBuilder::app`](crate::ClientBuilder::app).
    NoApp,
    /// The client has a store app. Only custom apps can receive events by long connection.
    StoreApp,
    /// No tokio runtime is running, or the runtime was shut down.
    NoRuntime,
    /// The HTTP client cannot be created, or cannot send the request.
    Http(Arc<Error>),
    /// The platform refused the app.
    Refused {
        /// Code of the platform.
        code: i64,
        /// Message of the platform.
        message: String,
        /// Log id of the call, for the platform's support.
        log_id: Option<String>,
    },
    /// All attempts to connect failed. The platform or [`Reconnect`](crate::Reconnect) sets the number of attempts.
    GaveUp {
        /// Number of attempts since the last connection.
        attempts: u32,
        /// Cause of the last failure.
        reason: String,
    },
}

impl ConnectionError {
    /// Returns a text for a terminal: one line about the error, and for some errors a line with the next step.
    ///
    /// The first line is the text that `Display` of the error writes. This line is enough for a log.
    #[must_use]
    pub fn report(&self) -> impl fmt::Display + '_ {
        Report(self)
    }
}

struct Report<'a>(&'a ConnectionError);

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)?;
        match self.0 {
            ConnectionError::Refused { code, .. } => write!(f, "\n{}", advice(*code)),
            ConnectionError::Http(error) => error.advice().map_or(Ok(()), |advice| write!(f, "\n{advice}")),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for ConnectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoClient => f.write_str("the events have no client: start with `client.events()`"),
            Self::NoApp => f.write_str("the client has no app: set one with `.app(id, secret)`"),
            Self::StoreApp => f.write_str("a store app cannot receive events by long connection: use a webhook"),
            Self::NoRuntime => f.write_str("the connection needs a tokio runtime, but there is none"),
            Self::Http(error) => write!(f, "the connection cannot be opened: {error}"),
            Self::Refused { code, message, log_id } => {
                let message = if message.is_empty() { "without a message" } else { message };
                write!(f, "the platform refused the connection: {} (code {code}", OneLine(message))?;
                if let Some(id) = log_id {
                    write!(f, ", log id {}", OneLine(id))?;
                }
                f.write_str(")")
            }
            Self::GaveUp { attempts, reason } => {
                write!(f, "no connection after {attempts} attempts, which is the limit: {reason}")
            }
        }
    }
}

impl StdError for ConnectionError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Http(error) => Some(error),
            _ => None,
        }
    }
}

fn advice(code: i64) -> &'static str {
    match code {
        TOO_MANY => "An app can have 50 connections at a time. Close some of them.",
        _ => {
            "Check the app's id and secret. Check in the developer console that the app receives events by long connection (事件与回调 › 使用长连接接收事件)."
        }
    }
}

/// Code for too many connections.
pub(super) const TOO_MANY: i64 = 1_000_040_350;

/// Temporary failure of a connection. A retry can succeed.
#[derive(Debug)]
pub(super) enum TemporaryFailure {
    /// One of the two HTTP requests that open a connection failed, or the client could not send the request.
    Call(Error),
    /// The gateway refused to open a WebSocket.
    Handshake {
        status: u16,
        message: String,
        /// Pause that the gateway asks for.
        asked: Option<Duration>,
    },
    /// The address from the platform is invalid. Contains the reason.
    Address(&'static str),
    /// The gateway closed the connection. Contains the close code, if the gateway sent a code.
    Closed(Option<u16>),
    Broken(tungstenite::Error),
    /// The client received no message during this time.
    Silent(Duration),
    /// The client could not send a message during this time.
    Stuck(Duration),
    /// Several consecutive frames were unreadable. Contains the number of these frames.
    Unreadable(u32),
}

impl TemporaryFailure {
    /// Returns the pause that the platform or the gateway asks for.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Call(error) => error.retry_after(),
            Self::Handshake { asked, .. } => *asked,
            _ => None,
        }
    }
}

impl fmt::Display for TemporaryFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Handshake { status, message, .. } => {
                write!(f, "the gateway did not open a WebSocket (HTTP {status}): {}", OneLine(message))
            }
            Self::Address(reason) => write!(f, "the gateway address from the platform is invalid: {reason}"),
            Self::Closed(Some(code)) => write!(f, "the gateway closed the connection (code {code})"),
            Self::Closed(None) => f.write_str("the gateway closed the connection"),
            Self::Broken(error) => write!(f, "the connection broke: {}", OneLine(error)),
            Self::Silent(time) => write!(f, "nothing arrived for {time:?}"),
            Self::Stuck(time) => write!(f, "the client could not send a message within {time:?}"),
            Self::Unreadable(frames) => write!(f, "{frames} frames in a row could not be read"),
        }
    }
}

/// Failure of an attempt to connect.
pub(super) enum Failure {
    /// Permanent failure.
    Final(ConnectionError),
    /// Temporary failure.
    Again(TemporaryFailure),
}
