//! Judgement of a failure: whether the platform may have acted on the call, and what can make a later call succeed.
//!
//! Only this module contains the rule. The decision about retries and the public methods of `Error` both use it.

use std::time::Duration;

use crate::runtime::error::codes;
use crate::runtime::error::network_fault::NetworkFault;
use crate::runtime::error::types::{
    Content, Error, ExportCause, ExportFailure, MissingScope, Refused, Stage, Timeout, Transport, Undecodable,
    UnexpectedContent,
};

/// Judgement of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Judgement {
    /// Whether the platform may have acted on the failed attempt. Earlier attempts do not count.
    pub(crate) acted: bool,
    pub(crate) cure: Cure,
}

/// Change that can make a later call succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cure {
    /// None of the other cures: the program, the app or the request must change.
    Nothing,
    /// Time to wait, with the duration if the response gives it.
    Time(Option<Duration>),
    /// Time to wait after too many calls, with the duration if the platform gives it.
    FewerCalls(Option<Duration>),
    /// Another token of the same kind. To get another user token, the user may have to log in.
    OtherToken { of_user: bool },
    /// Login of the user.
    Login,
}

impl Judgement {
    const fn new(acted: bool, cure: Cure) -> Self {
        Self { acted, cure }
    }
}

const REFUSED: Judgement = Judgement::new(false, Cure::Nothing);

impl Error {
    /// Judges the failure.
    pub(crate) fn judge(&self) -> Judgement {
        match self {
            Self::Refused(one) => of_refusal(one),
            Self::MissingScope(one) => of_missing_scope(one),
            Self::RateLimited(one) => Judgement::new(false, Cure::FewerCalls(one.retry_after)),
            Self::LoginNeeded(_) => Judgement::new(false, Cure::Login),
            // The call itself was not sent.
            Self::Token(one) => Judgement::new(false, one.source.judge().cure),
            Self::Store(_) => Judgement::new(false, Cure::Time(None)),
            Self::Export(one) => of_export(one),
            Self::Undecodable(one) => of_undecodable(one),
            Self::UnexpectedContent(one) => of_content(one),
            Self::Transport(one) => of_transport(one),
            Self::Timeout(one) => of_timeout(one),
            Self::InvalidArgument(_) => REFUSED,
        }
    }

    /// Returns whether the same call may succeed later without any other change.
    ///
    /// A later call may succeed after an outage, a timeout, a broken connection, a rate limit or a failure of the token
    /// store.
    ///
    /// A program with a work queue can repeat the call later. If [`retry_after`](Self::retry_after) returns a time, the
    /// program must wait for that time first. The client has already made all attempts for which the call had time. If the
    /// platform must not carry out the call twice, first check [`may_have_acted`](Self::may_have_acted).
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
        matches!(self.judge().cure, Cure::Time(_) | Cure::FewerCalls(_))
    }

    /// Returns whether the platform may have carried out the call, or a part of it, although the call failed.
    ///
    /// The method returns `false` only if the platform certainly did not act: the platform refused the call, or no attempt
    /// reached the platform. All attempts of the call count. For example, the first attempt of a `DELETE` gets no response,
    /// and the platform refuses the second attempt as "data not exist". The first attempt may have deleted the item.
    #[must_use]
    pub fn may_have_acted(&self) -> bool {
        self.acted_before() || self.judge().acted
    }

    /// Returns the time to wait before the next call, if the response gives it.
    ///
    /// The time comes from the header `x-ogw-ratelimit-reset` or `Retry-After` of a refusal by a rate limit, or of a
    /// response with the HTTP status 429 or 503. An error that is not [transient](Self::is_transient) has no such time.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self.judge().cure {
            Cure::Time(wait) | Cure::FewerCalls(wait) => wait,
            Cure::Nothing | Cure::OtherToken { .. } | Cure::Login => None,
        }
    }

    /// Returns whether a user must log in before the call can succeed.
    ///
    /// The cause is the end of the previous login, the rejection of the user's token, or a scope that the user has not
    /// granted.
    ///
    /// If the program gave the user token to [`Client::session`](crate::Client::session), the program may renew the token
    /// instead.
    #[must_use]
    pub fn needs_login(&self) -> bool {
        matches!(self.judge().cure, Cure::Login | Cure::OtherToken { of_user: true })
    }

    /// Returns whether the platform may have acted on an attempt before the last one.
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
    pub(crate) fn after_one_that_may_have_acted(mut self) -> Self {
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
            // A call never ends with one of these errors after an attempt.
            Self::Export(_) | Self::Store(_) | Self::InvalidArgument(_) => {}
        }
        self
    }
}

/// HTTP status of a server that is temporarily unavailable.
const UNAVAILABLE: u16 = 503;
const TOO_MANY: u16 = 429;

/// Judges the failure of a server, which may have acted before it failed. The time to wait counts only for the status 503.
fn trouble(status: u16, asked: Option<Duration>) -> Judgement {
    Judgement::new(true, Cure::Time(asked.filter(|_| status == UNAVAILABLE)))
}

fn of_refusal(refused: &Refused) -> Judgement {
    if !refused.has_own_meaning() {
        match refused.code {
            code if codes::rejects_token(code) => {
                return Judgement::new(false, Cure::OtherToken { of_user: codes::is_of_user(code) });
            }
            code if codes::needs_login(code) => return Judgement::new(false, Cure::Login),
            code if codes::is_final(code) => return REFUSED,
            code if codes::is_trouble(code) => return Judgement::new(false, Cure::Time(None)),
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
        codes::USER_LACKS_SCOPE => Judgement::new(false, Cure::Login),
        _ => REFUSED,
    }
}

fn of_export(failure: &ExportFailure) -> Judgement {
    let (acted, cure) = match &failure.cause {
        ExportCause::Call(error) => (error.may_have_acted(), error.judge().cure),
        ExportCause::Unfinished { .. } => (true, Cure::Time(None)),
        ExportCause::Failed { .. } | ExportCause::File(_) => (false, Cure::Nothing),
    };
    // If there is a task id, the platform started the task, whatever happened to the task later.
    Judgement::new(acted || failure.task_id.is_some(), cure)
}

fn of_undecodable(undecodable: &Undecodable) -> Judgement {
    match undecodable.status {
        TOO_MANY => Judgement::new(false, Cure::FewerCalls(undecodable.retry_after)),
        500.. => trouble(undecodable.status, undecodable.retry_after),
        // A gateway responded instead of the platform.
        300..500 => REFUSED,
        _ => Judgement::new(true, Cure::Nothing),
    }
}

fn of_content(unexpected: &UnexpectedContent) -> Judgement {
    let is_response = matches!(unexpected.content, Content::Status | Content::NotAFile | Content::TooLarge { .. });
    match unexpected.status {
        // The status came from another address.
        _ if unexpected.content == Content::Redirected => Judgement::new(true, Cure::Nothing),
        // The request did not reach the platform.
        _ if unexpected.content == Content::NetworkLogin => REFUSED,
        TOO_MANY => Judgement::new(false, Cure::FewerCalls(unexpected.retry_after)),
        500.. => trouble(unexpected.status, unexpected.retry_after),
        // A gateway responded instead of the platform, or lost the response.
        200..=299 | 408 if !is_response => trouble(unexpected.status, None),
        300..500 if unexpected.content != Content::Status => REFUSED,
        _ => Judgement::new(true, Cure::Nothing),
    }
}

fn of_transport(transport: &Transport) -> Judgement {
    if transport.source.is_builder() {
        return REFUSED;
    }
    let is_final = NetworkFault::of(&transport.source).is_final();
    Judgement::new(!transport.source.is_connect(), if is_final { Cure::Nothing } else { Cure::Time(None) })
}

fn of_timeout(timeout: &Timeout) -> Judgement {
    let acted = match timeout.stage {
        Stage::Ticket | Stage::Token | Stage::Sending | Stage::Connecting => false,
        Stage::Response | Stage::Rest => true,
    };
    Judgement::new(acted, Cure::Time(None))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::runtime::error::constructors::BegunResponse;
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
        Error::undecodable("room.get", "data", "it must be there", BegunResponse { status, log_id: None })
    }

    /// Other tests cover the codes and the HTTP statuses of responses.
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
            let error = error.after_one_that_may_have_acted();
            assert!(error.may_have_acted());
            let report = error.report().to_string();
            assert!(
                report.contains("earlier attempt") && !report.to_lowercase().contains("nothing was sent"),
                "{report}"
            );
        }
    }
}
