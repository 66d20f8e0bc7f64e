//! Faults of the next calls.

use std::time::Duration;

use super::http_reply::{HttpReply, Transmission};
use super::refusal::Refusal;
use crate::runtime::error::codes;
use crate::runtime::operation::endpoint::{Endpoint, EndpointInfo};

/// Fault that the double causes in calls; see [`Platform::fault`](super::Platform::fault).
///
/// By default, a fault happens once, to the next call of any operation.
///
/// ```
/// # async fn example() {
/// use vc_api::room;
/// use vc_api::testing::{Fault, Platform};
///
/// let platform = Platform::start().await;
/// platform.fault(Fault::bad_gateway().times(2).only::<room::List>());
/// # let _ = platform.verify();
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Fault {
    effect: Effect,
    operation: Option<&'static str>,
    path: Option<String>,
    /// Number of remaining calls; `None` for no limit.
    left: Option<u32>,
    happened: bool,
}

#[derive(Debug, Clone)]
pub(crate) enum Effect {
    /// The double sends this reply in place of the response.
    Instead(HttpReply),
    /// [`Transmission`] of the response. For example, the double sends only a part of the body.
    Sent(Transmission),
    /// The response is late by this duration.
    Late(Duration),
}

impl Fault {
    fn new(effect: Effect) -> Self {
        Self { effect, operation: None, path: None, left: Some(1), happened: false }
    }

    /// Creates a fault that responds with HTTP 502 and an HTML page, as a gateway does.
    pub fn bad_gateway() -> Self {
        Self::reply(HttpReply::html(502))
    }

    /// Creates a fault that refuses the call because of a rate limit. The refusal gives `reset`, rounded up to seconds, as
    /// the time to wait before the next call.
    pub fn rate_limited(reset: Duration) -> Self {
        Self::refuse(rate_limited(None, reset))
    }

    /// Creates a fault that refuses the call.
    pub fn refuse(refusal: impl Into<Refusal>) -> Self {
        Self::reply(refusal.into().into())
    }

    /// Creates a fault that sends the given reply in place of the response.
    pub fn reply(reply: HttpReply) -> Self {
        Self::new(Effect::Instead(reply))
    }

    /// Creates a fault that closes the connection without a response.
    pub fn closed() -> Self {
        Self::reply(HttpReply::closed())
    }

    /// Creates a fault that never responds.
    pub fn silence() -> Self {
        Self::reply(HttpReply::silence())
    }

    /// Creates a fault that cuts off the response. The double carries out the operation, and closes the connection after
    /// this number of bytes of the response's body.
    pub fn cut_body(bytes: usize) -> Self {
        Self::new(Effect::Sent(Transmission::Cut(bytes)))
    }

    /// Creates a fault that stops the response. The double carries out the operation, but sends only this number of bytes of
    /// the response's body. The connection stays open.
    pub fn stalled_body(bytes: usize) -> Self {
        Self::new(Effect::Sent(Transmission::Stall(bytes)))
    }

    /// Creates a fault that sends the body of the response in pieces, with a pause before each piece. `bytes` is the size of
    /// a piece.
    pub fn slow_body(bytes: usize, pause: Duration) -> Self {
        Self::new(Effect::Sent(Transmission::Slow(bytes.max(1), pause)))
    }

    /// Creates a fault that delays the response.
    pub fn latency(delay: Duration) -> Self {
        Self::new(Effect::Late(delay))
    }

    /// Sets the number of calls to which the fault happens.
    pub fn times(mut self, calls: u32) -> Self {
        self.left = Some(calls);
        self
    }

    /// Lets the fault happen to all calls, until [`Platform::end_faults`](super::Platform::end_faults).
    pub fn always(mut self) -> Self {
        self.left = None;
        self
    }

    /// Limits the fault to calls of operation `E`.
    pub fn only<E: Endpoint>(self) -> Self {
        self.only_operation(E::INFO)
    }

    /// Limits the fault to calls of one operation.
    #[doc(hidden)]
    pub fn only_operation(mut self, operation: &EndpointInfo) -> Self {
        self.operation = Some(operation.id);
        self
    }

    /// Limits the fault to requests whose path starts with `prefix`, including requests for tokens.
    pub fn path(mut self, prefix: impl Into<String>) -> Self {
        self.path = Some(prefix.into());
        self
    }

    fn concerns(&self, operation: Option<&str>, path: &str) -> bool {
        match (&self.operation, &self.path) {
            (Some(only), _) => operation == Some(only),
            (None, Some(prefix)) => path.starts_with(&**prefix),
            (None, None) => operation.is_some(),
        }
    }

    fn describe(&self) -> String {
        let of = self.operation.or(self.path.as_deref()).unwrap_or("any operation");
        match self.left {
            Some(left) => format!("a fault of {of} happened too few times: {left} more expected"),
            None => format!("a fault of {of} never happened"),
        }
    }
}

/// Creates the refusal of a call that exceeds a rate limit.
pub(crate) fn rate_limited(limit: Option<u32>, reset: Duration) -> Refusal {
    let reset = reset.as_millis().div_ceil(1000);
    let refusal = Refusal::new(429, codes::RATE_LIMIT, "request trigger frequency limit");
    let refusal = refusal.header("x-ogw-ratelimit-reset", reset);
    match limit {
        Some(limit) => refusal.header("x-ogw-ratelimit-limit", limit),
        None => refusal,
    }
}

/// Faults of a double, in the order in which the test added them.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    pub(crate) fn end(&mut self) {
        self.0.clear();
    }

    /// Returns the effect of the first fault that applies to a request.
    pub(crate) fn next(&mut self, operation: Option<&str>, path: &str) -> Option<Effect> {
        let due = |fault: &&mut Fault| fault.left != Some(0) && fault.concerns(operation, path);
        let fault = self.0.iter_mut().find(due)?;
        fault.happened = true;
        fault.left = fault.left.map(|left| left - 1);
        Some(fault.effect.clone())
    }

    /// Describes the faults that never happened, or that happened fewer times than [`Fault::times`] requires.
    pub(crate) fn left_over(&self) -> impl Iterator<Item = String> {
        let is_left = |fault: &&Fault| fault.left.map_or(!fault.happened, |left| left > 0);
        self.0.iter().filter(is_left).map(Fault::describe)
    }
}
