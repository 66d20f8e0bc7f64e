//! What errors print: one line on what happened. What to do next is in their report.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::error::network_fault::{NetworkFault, Peer};
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
        )
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
        )
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
        Ok(())
    }
}

impl fmt::Display for TokenFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sent = if self.acted_before { "it was not sent again" } else { "nothing was sent" };
        write!(f, "{}: no {} could be had, so {sent}: {}", self.operation, self.token, self.source)
    }
}

impl fmt::Display for ExportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the export")?;
        if let Some(task) = &self.task_id {
            write!(f, " of task {}", OneLine(task))?;
        }
        match &self.cause {
            ExportCause::Failed { reason } if reason.is_empty() => f.write_str(" failed without a reason"),
            ExportCause::Failed { reason } => write!(f, " failed: {}", OneLine(reason)),
            ExportCause::Unfinished { waited } => write!(f, " was not finished within {waited:?}"),
            ExportCause::Call(error) => write!(f, " came to no file: {error}"),
            ExportCause::File(error) => write!(f, " could not be written: {}", OneLine(error)),
        }
    }
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the answer" } else { &self.path };
        write!(
            f,
            "{}: the answer cannot be read: {}: {} (HTTP {}{})",
            self.operation,
            OneLine(path),
            OneLine(&self.reason),
            self.status,
            LogId(self.log_id.as_deref()),
        )
    }
}

impl fmt::Display for UnexpectedContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        match self.content {
            Content::Empty => f.write_str("the answer is empty"),
            Content::Html => f.write_str("the answer is an HTML page, not JSON"),
            Content::NetworkLogin if self.status == 407 => f.write_str("a proxy asks for a user and a password"),
            Content::NetworkLogin => f.write_str("the network asks for a login, so that nothing reached the platform"),
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
        write!(f, " (HTTP {}, content type {}{})", self.status, OneLine(content_type), LogId(self.log_id.as_deref()),)
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
            return write!(f, "{}: no connection{}: {}", self.operation, Towards(&self.peer), OneLine(&cause));
        }
        write!(f, "{}: the connection{} broke: {}", self.operation, Towards(&self.peer), OneLine(&cause))?;
        if let Some(status) = self.status {
            write!(f, " (HTTP {status}{})", LogId(self.log_id.as_deref()))?;
        }
        Ok(())
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        let is_silent = self.source.as_ref().is_some_and(|source| NetworkFault::of(source) == NetworkFault::Silence);
        if is_silent {
            write!(f, "the connection{} was silent, so it was closed: ", Towards(&self.peer))?;
        }
        f.write_str(match self.stage {
            Stage::Ticket => "no app ticket in time",
            Stage::Token => "no token in time",
            Stage::Sending => "too little time was left to send it",
            Stage::Connecting => "no connection",
            Stage::Response => "no answer in time",
            Stage::Rest => "the answer stopped coming",
        })?;
        if self.stage == Stage::Connecting {
            write!(f, "{} in time", Towards(&self.peer))?;
        }
        if let Some(limit) = self.limit {
            write!(f, ", within {limit:?}")?;
        }
        if let Some(status) = self.status {
            write!(f, " (HTTP {status}{})", LogId(self.log_id.as_deref()))?;
        }
        Ok(())
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

struct Towards<'a>(&'a Peer);

impl fmt::Display for Towards<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(host) = &self.0.host {
            write!(f, " to {host}")?;
        }
        match &self.0.proxy {
            Some(proxy) => write!(f, " by the proxy {proxy}"),
            None => Ok(()),
        }
    }
}

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
