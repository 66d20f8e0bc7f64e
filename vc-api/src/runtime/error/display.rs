//! Texts of errors. Each text describes the failure in one line. Only the report of an error contains the next step.

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
            LoginReason::NoRefreshToken => "the access token is no longer valid, and there is no refresh token",
            LoginReason::Unknown => "the token store does not contain this login",
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
        let sent = if self.acted_before { "the call was not sent again" } else { "nothing was sent" };
        write!(f, "{}: cannot get the {}, so {sent}: {}", self.operation, self.token, self.source)
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
                f.write_str(" failed, and the platform gives no reason")
            }
            ExportCause::Failed { reason } => write!(f, " failed: {}", OneLine(reason)),
            ExportCause::Unfinished { waited } => write!(f, " did not finish within {waited:?}"),
            ExportCause::Call(error) => write!(f, " produced no file: {error}"),
            ExportCause::File(error) => write!(f, " cannot be written to its file: {}", OneLine(error)),
        }
    }
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: cannot read the response: ", self.operation)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", OneLine(&self.path))?;
        }
        write!(f, "{} (HTTP {}{})", OneLine(&self.reason), self.status, LogId(self.log_id.as_deref()))
    }
}

impl fmt::Display for UnexpectedContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        match self.content {
            Content::Empty => f.write_str("the response is empty"),
            Content::Html => f.write_str("the response is an HTML page, not JSON"),
            Content::NetworkLogin if self.status == 407 => f.write_str("a proxy requires a user and a password"),
            Content::NetworkLogin => {
                f.write_str("the network requires a login, and the request did not reach the platform")
            }
            Content::CutOff => f.write_str("the response ends too early"),
            Content::NotJson => f.write_str("the response is not JSON"),
            Content::Status => f.write_str("the HTTP status of the response contradicts its code"),
            Content::Redirected => {
                f.write_str("the HTTP client followed a redirect, and the response is from another address")
            }
            Content::NotAFile => f.write_str("the response is JSON, not a file"),
            Content::TooLarge { limit } => write!(f, "the response has more than {limit} bytes"),
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
            return write!(f, "{}: cannot build the request: {}", self.operation, OneLine(&cause));
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
            write!(f, "the client closed a silent connection{}: ", Towards(&self.peer))?;
        }
        f.write_str(match self.stage {
            Stage::Ticket => "no app ticket",
            Stage::Token => "no token",
            Stage::Sending => "too little time was left for an attempt",
            Stage::Connecting => "no connection",
            Stage::Response => "no response",
            Stage::Rest => "the rest of the response did not arrive",
        })?;
        if self.stage == Stage::Connecting {
            write!(f, "{}", Towards(&self.peer))?;
        }
        match self.limit {
            Some(limit) => write!(f, " within {limit:?}")?,
            None => f.write_str(" in time")?,
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
            Some(proxy) => write!(f, " through the proxy {proxy}"),
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
