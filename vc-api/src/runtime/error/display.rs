//! What errors print: a line on what happened, and one on what to do next.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::error::help_text;
use crate::runtime::error::types::{
    Content, Detail, Error, ExportCause, ExportFailure, FieldViolation, InvalidArgument, LoginNeeded, LoginReason,
    MissingScope, Refused, Stage, Timeout, TokenFailure, Transport, Undecodable, UnexpectedContent,
};
use crate::runtime::util::one_line::OneLine;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(one) => one.fmt(f),
            Self::MissingScope(one) => one.fmt(f),
            Self::RateLimited(one) => one.refusal.fmt(f),
            Self::LoginNeeded(one) => one.fmt(f),
            Self::Token(one) => one.fmt(f),
            Self::Store(one) => one.fmt(f),
            Self::Export(one) => one.fmt(f),
            Self::Undecodable(one) => one.fmt(f),
            Self::UnexpectedContent(one) => one.fmt(f),
            Self::Transport(one) => one.fmt(f),
            Self::Timeout(one) => one.fmt(f),
            Self::InvalidArgument(one) => one.fmt(f),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match (self.message.is_empty(), self.listed) {
            (true, Some(listed)) => listed.message,
            (true, None) => "without a message",
            (false, _) => &self.message,
        };
        write!(
            f,
            "{}: refused: {} (code {}, HTTP {}{})",
            self.operation,
            OneLine(message),
            self.code,
            self.status,
            LogId(self.log_id.as_deref()),
        )?;
        help_text::write(f, self, None)
    }
}

impl fmt::Display for MissingScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let refusal = &self.refusal;
        write!(
            f,
            "{}: a scope is missing (code {}, HTTP {}{})",
            refusal.operation,
            refusal.code,
            refusal.status,
            LogId(refusal.log_id.as_deref()),
        )?;
        help_text::write(f, refusal, Some(self))
    }
}

impl fmt::Display for LoginNeeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            LoginReason::NoRefreshToken => "the token is not valid any more, and there is no refresh token",
            LoginReason::Unknown => "there is no such login in the token store",
            LoginReason::Invalid => "the refresh token is not valid",
            LoginReason::Expired => "the refresh token has expired",
            LoginReason::Revoked => "the refresh token was revoked",
            LoginReason::Used => "the refresh token was used before",
            LoginReason::LoggedOut => "the user was logged out",
        };
        write!(f, "{}: the user must log in again: {reason}", self.operation)?;
        if let Some(refusal) = &self.refusal {
            write!(f, " (code {}, HTTP {}{})", refusal.code, refusal.status, LogId(refusal.log_id.as_deref()))?;
        }
        write!(f, "\n{}", help_text::of_login(self.reason))
    }
}

impl fmt::Display for TokenFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: no {} could be had, so nothing was sent: {}", self.operation, self.token, self.source)
    }
}

impl fmt::Display for ExportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the export")?;
        if let Some(task) = &self.task_id {
            write!(f, " of task {}", OneLine(task))?;
        }
        match &self.cause {
            ExportCause::Failed { reason } if reason.is_empty() => {
                f.write_str(" failed without a reason\nStart it again.")
            }
            ExportCause::Failed { reason } => write!(f, " failed: {}\nStart it again.", OneLine(reason)),
            ExportCause::Unfinished { waited } => write!(
                f,
                " was not finished within {waited:?}\nThe platform goes on with it: take it up again by the task's id."
            ),
            ExportCause::Call(error) => write!(f, " came to no file: {error}"),
            ExportCause::File(error) if self.task_id.is_none() => {
                write!(f, " could not be written: {error}\nNothing was started: check the path, then start it again.")
            }
            ExportCause::File(error) => {
                write!(f, " could not be written: {error}\nTake it up again by the task's id.")
            }
        }
    }
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the answer" } else { &self.path };
        write!(
            f,
            "{}: the answer cannot be read: {}: {} (HTTP {}{})\n{}",
            self.operation,
            OneLine(path),
            OneLine(&self.reason),
            self.status,
            LogId(self.log_id.as_deref()),
            help_text::of_status(self.status).unwrap_or(match self.body.text() {
                "" => "The platform may have changed, or a proxy may have answered.",
                _ => "The platform may have changed, or a proxy may have answered: compare the body that this error keeps with the documentation.",
            }),
        )
    }
}

impl fmt::Display for UnexpectedContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        match self.content {
            Content::Empty => f.write_str("the answer is empty"),
            Content::Html => f.write_str("the answer is an HTML page, not JSON"),
            Content::CutOff => f.write_str("the answer ends too early"),
            Content::NotJson => f.write_str("the answer is not JSON"),
            Content::Status => f.write_str("the answer's HTTP status and its code contradict each other"),
            Content::Redirected => {
                f.write_str("the call was redirected, and the answer is that of the address to which it went")
            }
            Content::NotAFile => f.write_str("the answer is JSON, not a file"),
            Content::TooLarge { limit } => write!(f, "the answer has more than {limit} bytes"),
        }?;
        let content_type = self.content_type.as_deref().unwrap_or("none");
        write!(
            f,
            " (HTTP {}, content type {}{})\n{}",
            self.status,
            OneLine(content_type),
            LogId(self.log_id.as_deref()),
            self.advice(),
        )
    }
}

impl UnexpectedContent {
    fn advice(&self) -> &'static str {
        if let Content::TooLarge { .. } = self.content {
            return "Ask for smaller pages, or raise `response_limit` of the client.";
        }
        if let Content::Redirected = self.content {
            return "Only calls that read may be redirected. Make the HTTP client with `redirect(Policy::none())`, and check the base URL of the client. Before you repeat what changes something, look whether it was done.";
        }
        help_text::of_status(self.status).unwrap_or(match self.content {
            Content::CutOff => {
                "The connection or a proxy lost the rest. The platform has probably acted on the call; reading can simply be repeated."
            }
            _ => {
                "Something between here and the platform may have answered: check the base URL of the client and its proxies."
            }
        })
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cause: &dyn StdError = &self.source;
        while let Some(deeper) = cause.source() {
            cause = deeper;
        }
        let cause = cause.to_string();
        if self.source.is_builder() {
            return write!(f, "{}: the request cannot be made: {}", self.operation, OneLine(&cause));
        }
        if self.source.is_connect() {
            return write!(
                f,
                "{}: no connection: {}\nNothing was sent: check the network, the proxy and the base URL of the client, then try again.",
                self.operation,
                OneLine(&cause),
            );
        }
        write!(f, "{}: the connection broke: {}", self.operation, OneLine(&cause))?;
        if let Some(status) = self.status {
            write!(f, " (HTTP {status}{})", LogId(self.log_id.as_deref()))?;
        }
        f.write_str(if self.status.is_some() { LOST } else { UNKNOWN })
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        f.write_str(match self.stage {
            Stage::Ticket => "no app ticket in time",
            Stage::Token => "no token in time",
            Stage::Sending => "too little time was left to send it",
            Stage::Connecting => "no connection in time",
            Stage::Response => "no answer in time",
            Stage::Rest => "the answer stopped coming",
        })?;
        if let Some(limit) = self.limit {
            write!(f, ", within {limit:?}")?;
        }
        if let Some(status) = self.status {
            write!(f, " (HTTP {status}{})", LogId(self.log_id.as_deref()))?;
        }
        f.write_str(match self.stage {
            Stage::Ticket => {
                "\nThe platform sends it as an `app_ticket` event: receive events, and hand them to `Client::keep_app_ticket_event`."
            }
            Stage::Sending => "\nNothing was sent: the token, or what was waited for before it, took too long.",
            Stage::Token | Stage::Connecting => {
                "\nNothing was sent: check the network, the proxy and the base URL of the client, then try again."
            }
            Stage::Rest => LOST,
            Stage::Response => UNKNOWN,
        })?;
        write!(f, " To wait longer, raise {}.", self.option)
    }
}

impl fmt::Display for InvalidArgument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation.as_deref().unwrap_or("Client");
        write!(
            f,
            "{}: `{}` cannot be used: {}. Nothing was sent.",
            OneLine(operation),
            OneLine(&self.argument),
            OneLine(&self.reason),
        )
    }
}

/// What to do when no response came.
const UNKNOWN: &str =
    "\nWhether the platform acted on the call is not known: look before you repeat one that changes something.";

/// What to do when a response did not come as a whole.
const LOST: &str =
    "\nWhat only reads can simply be repeated; before you repeat what changes something, look whether it was done.";

struct LogId<'a>(Option<&'a str>);

impl fmt::Display for LogId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(id) => write!(f, ", log id {}", OneLine(id)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for FieldViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FieldViolation")
            .field("field", &self.field)
            .field("description", &self.description)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Detail").field("key", &self.key).finish_non_exhaustive()
    }
}
