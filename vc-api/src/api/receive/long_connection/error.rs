//! Why there is no long connection.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio_tungstenite::tungstenite;

use crate::runtime::error::types::Error;
use crate::runtime::util::one_line::OneLine;

/// Why a [`Connection`](crate::Connection) was not made, or ended: what trying again does not mend.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ConnectionError {
    /// The events have no client: use [`Client::events`](crate::Client::events) or
    /// [`Events::client`](crate::Events::client).
    NoClient,
    /// The client has no app: use [`ClientBuilder::app`](crate::ClientBuilder::app).
    NoApp,
    /// The client has a store app, and only custom apps receive events by long connection.
    StoreApp,
    /// There is no runtime of tokio to run on, or it is gone.
    NoRuntime,
    /// The HTTP client cannot be set up, or cannot send what is to be sent.
    Http(Arc<Error>),
    /// The platform refused the app.
    Refused {
        /// The platform's code.
        code: i64,
        /// The platform's words.
        message: String,
        /// Names the call to the platform's support.
        log_id: Option<String>,
    },
    /// The connection was not made, as often as the platform or [`Reconnect`](crate::Reconnect) asks to try.
    GaveUp {
        /// How often it was tried since the last connection.
        attempts: u32,
        /// Why the last attempt failed.
        reason: String,
    },
}

impl ConnectionError {
    /// Returns what a person reads in a terminal: a line on what happened, and one on what to do next.
    ///
    /// The text of the error itself is the first of these lines, which is enough for a log.
    #[must_use]
    pub fn report(&self) -> impl fmt::Display + '_ {
        Report(self)
    }
}

/// The report of such an error.
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
            Self::NoClient => f.write_str("the events have no client: begin with `client.events()`"),
            Self::NoApp => f.write_str("the client has no app: give it one by `.app(id, secret)`"),
            Self::StoreApp => f.write_str("a store app receives no events by long connection: use a webhook"),
            Self::NoRuntime => f.write_str("there is no runtime of tokio to run the connection"),
            Self::Http(error) => write!(f, "the connection cannot be made: {error}"),
            Self::Refused { code, message, log_id } => {
                let message = if message.is_empty() { "without a message" } else { message };
                write!(f, "the platform refused the connection: {} (code {code}", OneLine(message))?;
                if let Some(id) = log_id {
                    write!(f, ", log id {}", OneLine(id))?;
                }
                f.write_str(")")
            }
            Self::GaveUp { attempts, reason } => {
                write!(f, "no connection after {attempts} attempts, as many as there may be: {reason}")
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
        TOO_MANY => "An app can have 50 connections at a time: end some.",
        _ => {
            "Check the app's id and secret, and that the developer console has the app receive events by long connection (事件与回调 › 使用长连接接收事件)."
        }
    }
}

/// The code of too many connections.
pub(super) const TOO_MANY: i64 = 1_000_040_350;

/// Why there is no connection now. There may be one later.
#[derive(Debug)]
pub(super) enum Trouble {
    /// What was asked was not answered, or not as it should be.
    Call(Error),
    /// The gateway did not make a WebSocket of the connection.
    Handshake {
        status: u16,
        message: String,
        /// How long the gateway asks to wait.
        asked: Option<Duration>,
    },
    /// The address that the platform gave is of no use.
    Address(&'static str),
    /// The gateway closed the connection, with that code.
    Closed(Option<u16>),
    Broken(tungstenite::Error),
    /// Nothing came for so long.
    Silent(Duration),
    /// Nothing could be sent for so long.
    Stuck(Duration),
    /// So many frames in a row could not be read.
    Unreadable(u32),
}

impl Trouble {
    /// Returns the pause for which the platform or its gateway asked.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Call(error) => error.retry_after(),
            Self::Handshake { asked, .. } => *asked,
            _ => None,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Handshake { status, message, .. } => {
                write!(f, "the gateway made no WebSocket (HTTP {status}): {}", OneLine(message))
            }
            Self::Address(reason) => write!(f, "the address that the platform gave cannot be used: {reason}"),
            Self::Closed(Some(code)) => write!(f, "the gateway closed the connection (code {code})"),
            Self::Closed(None) => f.write_str("the gateway closed the connection"),
            Self::Broken(error) => write!(f, "the connection broke: {}", OneLine(error)),
            Self::Silent(time) => write!(f, "nothing came for {time:?}"),
            Self::Stuck(time) => write!(f, "nothing could be sent for {time:?}"),
            Self::Unreadable(frames) => write!(f, "{frames} frames in a row could not be read"),
        }
    }
}

/// Why an attempt to connect failed.
pub(super) enum Failure {
    /// For good.
    Final(ConnectionError),
    /// For now.
    Again(Trouble),
}
