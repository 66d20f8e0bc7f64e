//! Constructors of errors.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use crate::runtime::error::kept_body::KeptBody;
use crate::runtime::error::network_fault::{NetworkFault, Peer};
use crate::runtime::error::types::{
    Error, InvalidArgument, LoginNeeded, Stage, Timeout, TokenFailure, Transport, Undecodable,
};
use crate::runtime::operation::endpoint::Operation;

/// HTTP status and log id of a response that had begun before the call failed.
pub(crate) struct PartialResponse {
    pub(crate) status: u16,
    pub(crate) log_id: Option<String>,
}

impl Error {
    /// Returns the error of a call whose token the client could not get.
    pub(crate) fn of_token(operation: &Operation, token: &'static str, source: Arc<Self>) -> Self {
        match &*source {
            Self::LoginNeeded(one) => {
                Self::LoginNeeded(Box::new(LoginNeeded { operation: operation.name.clone(), ..(**one).clone() }))
            }
            Self::InvalidArgument(one) => Self::InvalidArgument(one.clone()).within(operation),
            _ => Self::Token(Box::new(TokenFailure {
                operation: operation.name.clone(),
                token,
                source,
                acted_before: false,
            })),
        }
    }

    /// Returns the error of a response whose value at the JSON path `path` is invalid.
    pub(crate) fn undecodable(operation: &'static str, path: &str, reason: &str, partial: PartialResponse) -> Self {
        Self::Undecodable(Box::new(Undecodable {
            operation: operation.into(),
            path: path.to_owned(),
            reason: reason.to_owned(),
            status: partial.status,
            log_id: partial.log_id,
            retry_after: None,
            body: KeptBody::nothing(),
            acted_before: false,
        }))
    }

    pub(crate) fn invalid(
        operation: Option<Cow<'static, str>>,
        argument: impl Into<Cow<'static, str>>,
        reason: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::InvalidArgument(Box::new(InvalidArgument { operation, argument: argument.into(), reason: reason.into() }))
    }

    /// Adds the operation to an error about an invalid argument, if the error does not name an operation yet.
    pub(crate) fn within(mut self, operation: &Operation) -> Self {
        if let Self::InvalidArgument(one) = &mut self
            && one.operation.is_none()
        {
            one.operation = Some(operation.name.clone());
        }
        self
    }

    /// Returns the error of a call that exceeded `limit` in `stage`. `option` names the option that sets the limit.
    pub(crate) fn timeout(
        operation: Cow<'static, str>,
        limit: Duration,
        option: &'static str,
        stage: Stage,
        partial: Option<PartialResponse>,
    ) -> Self {
        Self::Timeout(Box::new(Timeout {
            operation,
            limit: Some(limit),
            stage,
            status: partial.as_ref().map(|partial| partial.status),
            log_id: partial.and_then(|partial| partial.log_id),
            source: None,
            option,
            peer: Peer::default(),
            acted_before: false,
        }))
    }

    pub(crate) fn transport(
        operation: impl Into<Cow<'static, str>>,
        partial: Option<PartialResponse>,
        source: reqwest::Error,
    ) -> Self {
        let source = source.without_url();
        let operation = operation.into();
        let (status, log_id) = partial.map(|partial| (partial.status, partial.log_id)).unzip();
        let log_id = log_id.flatten();
        if source.is_timeout() {
            let is_silent = NetworkFault::of(&source) == NetworkFault::Silence;
            let (stage, option) = match status {
                Some(_) if is_silent => (Stage::Rest, KEEP_ALIVE),
                None if is_silent => (Stage::Response, KEEP_ALIVE),
                Some(_) => (Stage::Rest, "`timeout` or `read_timeout` of the HTTP client"),
                None if source.is_connect() => (Stage::Connecting, "`connect_timeout` of the client"),
                None => (Stage::Response, "`timeout` or `read_timeout` of the HTTP client"),
            };
            return Self::Timeout(Box::new(Timeout {
                operation,
                limit: None,
                stage,
                status,
                log_id,
                source: Some(source),
                option,
                peer: Peer::default(),
                acted_before: false,
            }));
        }
        let peer = Peer::default();
        Self::Transport(Box::new(Transport { operation, status, log_id, source, peer, acted_before: false }))
    }

    /// Adds the peer of the failed connection to the error.
    pub(crate) fn towards(mut self, peer: Peer) -> Self {
        match &mut self {
            Self::Transport(one) => one.peer = peer,
            Self::Timeout(one) => one.peer = peer,
            _ => {}
        }
        self
    }
}

const KEEP_ALIVE: &str = "`keep_alive` of the client";

impl Operation {
    /// Returns the error of an invalid argument of a call.
    pub(crate) fn invalid(
        &self,
        argument: impl Into<Cow<'static, str>>,
        reason: impl Into<Cow<'static, str>>,
    ) -> Error {
        Error::invalid(Some(self.name.clone()), argument, reason)
    }
}
