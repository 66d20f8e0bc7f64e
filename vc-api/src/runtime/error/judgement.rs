//! Judgement of a failure: whether the platform may have acted on the call, and what can make a later call succeed.
//!
//! Only this module contains the rules. The public methods of `Error` use the judgement. The decision whether to retry also
//! uses the judgement.

use std::time::Duration;

use crate::runtime::error::codes;
use crate::runtime::error::network_fault::NetworkFault;
use crate::runtime::error::types::{
    Content, Error, ExportCause, ExportFailure, MissingScope, Refused, Stage, Timeout, Transport, Undecodable,
    UnexpectedContent,
};

/// Meaning of a failure: whether the platform may have acted on the attempt, and which change can make a later call succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Judgement {
    /// Whether the platform may have acted on the failed attempt. Earlier attempts do not count.
    pub(crate) acted: bool,
    pub(crate) possible: PossibleRemedy,
}

/// Change that can make a later call succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PossibleRemedy {
    /// The program, the app or the request must change. A wait, another token or a login does not help.
    Change,
    /// Wait before the next call. The value is the duration, if the response gives a duration.
    Wait(Option<Duration>),
    /// A wait after too many calls. The value is the duration of the wait, if the platform gives a duration.
    FewerCalls(Option<Duration>),
    /// Another token of the same kind. To get another user token, the user may have to log in.
    OtherToken { of_user: bool },
    /// A login of the user.
    Login,
}

impl Judgement {
    const fn new(acted: bool, possible: PossibleRemedy) -> Self {
        Self { acted, possible }
    }
}

const REFUSED: Judgement = Judgement::new(false, PossibleRemedy::Change);

impl Error {
    /// Returns the [`Judgement`] of the failed attempt.
    pub(crate) fn judge(&self) -> Judgement {
        match self {
            Self::Refused(one) => of_refusal(one),
            Self::MissingScope(one) => of_missing_scope(one),
            Self::RateLimited(one) => Judgement::new(false, PossibleRemedy::FewerCalls(one.retry_after)),
            Self::LoginNeeded(_) => Judgement::new(false, PossibleRemedy::Login),
            // The client had no token, so the client did not send the call.
            Self::Token(one) => Judgement::new(false, one.source.judge().possible),
            Self::Store(_) => Judgement::new(false, PossibleRemedy::Wait(None)),
            Self::Export(one) => of_export(one),
            Self::Undecodable(one) => of_undecodable(one),
            Self::UnexpectedContent(one) => of_content(one),
            Self::Transport(one) => of_transport(one),
            Self::Timeout(one) => of_timeout(one),
            Self::InvalidArgument(_) => REFUSED,
        }
    }

    /// Returns whether the same call may succeed at a later time.
    ///
    /// The method returns `true` after an outage, a timeout, a broken connection, a rate limit or a failure of the token
    /// store.
    ///
    /// The client has already made all attempts for which the call had time. A program with a work queue can repeat the call
    /// later. If [`retry_after`](Self::retry_after) returns a time, the program must first wait for that time. If the
    /// platform must not carry out the call twice, the program must first check [`may_have_acted`](Self::may_have_acted).
    ///
    /// ```
    /// use vc_api::Error;
    ///
    /// enum Next {
    ///     Later(std::time::Duration),
    ///     Look,
    ///     LogIn,
    ///     GiveUp,
    /// }
    ///
    /// fn next(error: &Error, is_idempotent: bool) -> Next {
    ///     if error.needs_login() {
    ///         Next::LogIn
    ///     } else if !error.is_transient() {
    ///         Next::GiveUp
    ///     } else if error.may_have_acted() && !is_idempotent {
    ///         Next::Look
    ///     } else {
    ///         Next::Later(error.retry_after().unwrap_or(std::time::Duration::from_secs(60)))
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self.judge().possible, PossibleRemedy::Wait(_) | PossibleRemedy::FewerCalls(_))
    }

    /// Returns whether the platform may have carried out the call, or a part of it, although the call failed.
    ///
    /// The method returns `false` only if the platform certainly acted on none of the attempts: each attempt was refused, or
    /// did not reach the platform. For example, the first attempt of a `DELETE` gets no response, and the platform refuses
    /// the second attempt as "data not exist". Then the method returns `true`, because the first attempt may have deleted
    /// the item.
    #[must_use]
    pub fn may_have_acted(&self) -> bool {
        self.acted_before() || self.judge().acted
    }

    /// Returns the time to wait before the next call, if the response gives a time.
    ///
    /// The time comes from the header `x-ogw-ratelimit-reset` or `Retry-After`. The response must be a refusal because of a
    /// rate limit, or have the HTTP status 429 or 503. If the error is not [transient](Self::is_transient), this method
    /// returns `None`.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self.judge().possible {
            PossibleRemedy::Wait(wait) | PossibleRemedy::FewerCalls(wait) => wait,
            PossibleRemedy::Change | PossibleRemedy::OtherToken { .. } | PossibleRemedy::Login => None,
        }
    }

    /// Returns whether a user must log in before the call can succeed.
    ///
    /// A login is necessary if the previous login has ended, if the platform rejected the user's token, or if the user has
    /// not granted a scope.
    ///
    /// A program that gave a user token to [`Client::session`](crate::Client::session) can renew the token instead.
    #[must_use]
    pub fn needs_login(&self) -> bool {
        matches!(self.judge().possible, PossibleRemedy::Login | PossibleRemedy::OtherToken { of_user: true })
    }

    /// Returns whether the platform may have acted on an earlier attempt of the call.
    pub(crate) fn acted_before(&self) -> bool {
        match self {
            Self::Refused(one) => one.acted_before,
            Self::MissingScope(one) => one.refusal.acted_before,
            Self::RateLimited(one) => one.refusal.acted_before,
            Self::LoginNeeded(one) => one.acted_before,
            Self::Token(one) => one.acted_before,
            Self::Undecodable(one) => one.acted_before,
            Self::UnexpectedContent(one) => one.acted_before,
            Self::Transport(one) => one.acted_before,
            Self::Timeout(one) => one.acted_before,
            Self::Export(one) => one.call().is_some_and(Self::acted_before),
            Self::Store(_) | Self::InvalidArgument(_) => false,
        }
    }

    /// Records that the platform may have acted on an earlier attempt of the call.
    pub(crate) fn with_earlier_act(mut self) -> Self {
        match &mut self {
            Self::Refused(one) => one.acted_before = true,
            Self::MissingScope(one) => one.refusal.acted_before = true,
            Self::RateLimited(one) => one.refusal.acted_before = true,
            Self::LoginNeeded(one) => one.acted_before = true,
            Self::Token(one) => one.acted_before = true,
            Self::Undecodable(one) => one.acted_before = true,
            Self::UnexpectedContent(one) => one.acted_before = true,
            Self::Transport(one) => one.acted_before = true,
            Self::Timeout(one) => one.acted_before = true,
            // A call that made an attempt never ends with one of these errors.
            Self::Export(_) | Self::Store(_) | Self::InvalidArgument(_) => {}
        }
        self
    }
}

/// HTTP status of a server that is temporarily unavailable.
const UNAVAILABLE: u16 = 503;
const TOO_MANY: u16 = 429;

/// Judges a response that reports a failure of the server. The server may have acted before the failure. `asked` is the wait
/// time in the response. The judgement contains this time only if the status is 503.
fn trouble(status: u16, asked: Option<Duration>) -> Judgement {
    Judgement::new(true, PossibleRemedy::Wait(asked.filter(|_| status == UNAVAILABLE)))
}

fn of_refusal(refused: &Refused) -> Judgement {
    if !refused.has_own_meaning() {
        match refused.code {
            code if codes::rejects_token(code) => {
                return Judgement::new(false, PossibleRemedy::OtherToken { of_user: codes::is_of_user(code) });
            }
            code if codes::needs_login(code) => return Judgement::new(false, PossibleRemedy::Login),
            code if codes::is_final(code) => return REFUSED,
            code if codes::is_trouble(code) => return Judgement::new(false, PossibleRemedy::Wait(None)),
            _ => {}
        }
    }
    let listed = refused.listed.and_then(|listed| listed.http);
    match refused.status >= 500 || listed.is_some_and(|http| http >= 500) {
        true => trouble(refused.status, refused.retry_after),
        false => REFUSED,
    }
}

fn of_missing_scope(missing: &MissingScope) -> Judgement {
    match missing.refusal.code {
        codes::USER_LACKS_SCOPE => Judgement::new(false, PossibleRemedy::Login),
        _ => REFUSED,
    }
}

fn of_export(failure: &ExportFailure) -> Judgement {
    let (acted, possible) = match &failure.cause {
        ExportCause::Call(error) => (error.may_have_acted(), error.judge().possible),
        ExportCause::Unfinished { .. } => (true, PossibleRemedy::Wait(None)),
        ExportCause::Failed { .. } | ExportCause::File(_) => (false, PossibleRemedy::Change),
    };
    // If there is a task id, the platform started the task, even if the task failed later.
    Judgement::new(acted || failure.task_id.is_some(), possible)
}

fn of_undecodable(undecodable: &Undecodable) -> Judgement {
    match undecodable.status {
        TOO_MANY => Judgement::new(false, PossibleRemedy::FewerCalls(undecodable.retry_after)),
        500.. => trouble(undecodable.status, undecodable.retry_after),
        // A gateway responded instead of the platform, so the platform did not act.
        300..500 => REFUSED,
        _ => Judgement::new(true, PossibleRemedy::Change),
    }
}

fn of_content(unexpected: &UnexpectedContent) -> Judgement {
    let is_response = matches!(unexpected.content, Content::Status | Content::NotAFile | Content::TooLarge { .. });
    match unexpected.status {
        // The platform may have acted before the redirect. The status comes from another address, so the status says nothing
        // about the call.
        _ if unexpected.content == Content::Redirected => Judgement::new(true, PossibleRemedy::Change),
        // A proxy or the network requires a login, so the request did not reach the platform.
        _ if unexpected.content == Content::NetworkLogin => REFUSED,
        TOO_MANY => Judgement::new(false, PossibleRemedy::FewerCalls(unexpected.retry_after)),
        500.. => trouble(unexpected.status, unexpected.retry_after),
        // A gateway responded instead of the platform, or lost the response.
        200..=299 | 408 if !is_response => trouble(unexpected.status, None),
        300..500 if unexpected.content != Content::Status => REFUSED,
        _ => Judgement::new(true, PossibleRemedy::Change),
    }
}

fn of_transport(transport: &Transport) -> Judgement {
    if transport.source.is_builder() {
        return REFUSED;
    }
    let is_final = NetworkFault::of(&transport.source).is_final();
    Judgement::new(
        !transport.source.is_connect(),
        if is_final { PossibleRemedy::Change } else { PossibleRemedy::Wait(None) },
    )
}

fn of_timeout(timeout: &Timeout) -> Judgement {
    let acted = match timeout.stage {
        Stage::Ticket | Stage::Token | Stage::Sending | Stage::Connecting => false,
        Stage::Response | Stage::Rest => true,
    };
    Judgement::new(acted, PossibleRemedy::Wait(None))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::runtime::error::constructors::PartialResponse;
    use crate::runtime::error::store_error::StoreError;
    use crate::runtime::error::types::{LoginNeeded, LoginReason};
    use crate::runtime::operation::endpoint::Operation;
    use crate::runtime::operation::method::Method;

    fn timeout(stage: Stage) -> Error {
        Error::timeout("room.get".into(), Duration::from_secs(1), "`timeout`", stage, None)
    }

    fn token(source: Error) -> Error {
        Error::of_token(&Operation::by_path(Method::Get, "/"), "tenant_access_token", Arc::new(source))
    }

    fn export(task_id: Option<&str>, cause: ExportCause) -> Error {
        Error::Export(Box::new(ExportFailure { task_id: task_id.map(str::to_owned), cause }))
    }

    fn login() -> Error {
        let reason = LoginReason::Expired;
        Error::LoginNeeded(Box::new(LoginNeeded { operation: "/".into(), reason, refusal: None, acted_before: false }))
    }

    fn undecodable(status: u16) -> Error {
        Error::undecodable("room.get", "data", "it must be there", PartialResponse { status, log_id: None })
    }

    #[test]
    fn failures_without_a_response() {
        // The columns are: is transient, may have acted, needs a login.
        let table = [
            (timeout(Stage::Ticket), [true, false, false]),
            (timeout(Stage::Token), [true, false, false]),
            (timeout(Stage::Sending), [true, false, false]),
            (timeout(Stage::Connecting), [true, false, false]),
            (timeout(Stage::Response), [true, true, false]),
            (timeout(Stage::Rest), [true, true, false]),
            (Error::invalid(None, "token", "it is empty"), [false, false, false]),
            (Error::Store(Box::new(StoreError::new("down"))), [true, false, false]),
            (login(), [false, false, true]),
            (token(login()), [false, false, true]),
            (token(timeout(Stage::Response)), [true, false, false]),
            (token(Error::Store(Box::new(StoreError::new("down")))), [true, false, false]),
            (token(Error::invalid(None, "token", "it is empty")), [false, false, false]),
            (undecodable(200), [false, true, false]),
            (undecodable(404), [false, false, false]),
            (undecodable(429), [true, false, false]),
            (undecodable(500), [true, true, false]),
            (export(None, ExportCause::File(std::io::Error::other("full"))), [false, false, false]),
            (export(Some("1"), ExportCause::File(std::io::Error::other("full"))), [false, true, false]),
            (export(Some("1"), ExportCause::Failed { reason: String::new() }), [false, true, false]),
            (export(Some("1"), ExportCause::Unfinished { waited: Duration::ZERO }), [true, true, false]),
            (export(Some("1"), ExportCause::Call(timeout(Stage::Connecting))), [true, true, false]),
            (export(None, ExportCause::Call(timeout(Stage::Connecting))), [true, false, false]),
            (export(None, ExportCause::Call(timeout(Stage::Response))), [true, true, false]),
        ];
        for (error, expected) in table {
            let told = [error.is_transient(), error.may_have_acted(), error.needs_login()];
            assert_eq!(told, expected, "{error:?}");
            assert_eq!(error.retry_after(), None, "{error:?}");
        }
    }

    #[test]
    fn an_earlier_attempt_counts() {
        for error in [timeout(Stage::Connecting), token(undecodable(404)), token(login()), undecodable(404)] {
            assert!(!error.may_have_acted());
            let error = error.with_earlier_act();
            assert!(error.may_have_acted());
            let report = error.report().to_string();
            assert!(
                report.contains("earlier attempt") && !report.to_lowercase().contains("nothing was sent"),
                "{report}"
            );
        }
    }
}
