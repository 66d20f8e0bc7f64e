//! Faults: what goes wrong with the next calls.

use std::time::Duration;

use super::http_reply::{Course, HttpReply};
use super::refusal::Refusal;
use crate::runtime::error::codes;
use crate::runtime::operation::endpoint::{Endpoint, EndpointInfo};

/// Something that goes wrong with calls; see [`Platform::fault`](super::Platform::fault).
///
/// It happens to the next call of any operation, unless more is said.
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
    /// `None` if it does not end by itself.
    left: Option<u32>,
    happened: bool,
}

#[derive(Debug, Clone)]
pub(crate) enum Effect {
    /// This instead of the response.
    Instead(HttpReply),
    /// The response, sent in another way.
    Sent(Course),
    /// The response, later.
    Late(Duration),
}

impl Fault {
    fn new(effect: Effect) -> Self {
        Self { effect, operation: None, path: None, left: Some(1), happened: false }
    }

    /// A gateway responds with an HTML page and HTTP 502.
    pub fn bad_gateway() -> Self {
        Self::reply(HttpReply::html(502))
    }

    /// The platform says that there were too many calls, and when the next one may come. The time is rounded to seconds.
    pub fn rate_limited(reset: Duration) -> Self {
        Self::refuse(rate_limited(None, reset))
    }

    /// The platform refuses the call.
    pub fn refuse(refusal: impl Into<Refusal>) -> Self {
        Self::reply(refusal.into().into())
    }

    /// This reply comes instead of the response.
    pub fn reply(reply: HttpReply) -> Self {
        Self::new(Effect::Instead(reply))
    }

    /// The connection is closed without a response.
    pub fn closed() -> Self {
        Self::reply(HttpReply::closed())
    }

    /// No response ever comes.
    pub fn silence() -> Self {
        Self::reply(HttpReply::silence())
    }

    /// The operation is done, and its response ends after so many bytes.
    pub fn cut_body(bytes: usize) -> Self {
        Self::new(Effect::Sent(Course::Cut(bytes)))
    }

    /// The operation is done, and its response stands still after so many bytes.
    pub fn stalled_body(bytes: usize) -> Self {
        Self::new(Effect::Sent(Course::Stall(bytes)))
    }

    /// The response comes in pieces of so many bytes, with a pause before each.
    pub fn slow_body(bytes: usize, pause: Duration) -> Self {
        Self::new(Effect::Sent(Course::Slow(bytes.max(1), pause)))
    }

    /// The response comes later.
    pub fn latency(delay: Duration) -> Self {
        Self::new(Effect::Late(delay))
    }

    /// Happens to so many calls.
    pub fn times(mut self, calls: u32) -> Self {
        self.left = Some(calls);
        self
    }

    /// Happens to all calls, until [`Platform::end_faults`](super::Platform::end_faults).
    pub fn always(mut self) -> Self {
        self.left = None;
        self
    }

    /// Happens to calls of this operation alone.
    pub fn only<E: Endpoint>(self) -> Self {
        self.only_operation(E::INFO)
    }

    /// Happens to calls of this operation alone.
    #[doc(hidden)]
    pub fn only_operation(mut self, operation: &EndpointInfo) -> Self {
        self.operation = Some(operation.id);
        self
    }

    /// Happens to requests whose path begins so, those for tokens too.
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
            Some(left) => format!("a fault of {of} is left over for {left} more calls"),
            None => format!("a fault of {of} never happened"),
        }
    }
}

/// Refusal of a call that came too soon.
pub(crate) fn rate_limited(limit: Option<u32>, reset: Duration) -> Refusal {
    let reset = reset.as_millis().div_ceil(1000);
    let refusal = Refusal::new(429, codes::RATE_LIMIT, "request trigger frequency limit");
    let refusal = refusal.header("x-ogw-ratelimit-reset", reset);
    match limit {
        Some(limit) => refusal.header("x-ogw-ratelimit-limit", limit),
        None => refusal,
    }
}

/// Faults that are still to happen, in order.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    pub(crate) fn end(&mut self) {
        self.0.clear();
    }

    /// Returns what happens to this request.
    pub(crate) fn next(&mut self, operation: Option<&str>, path: &str) -> Option<Effect> {
        let due = |fault: &&mut Fault| fault.left != Some(0) && fault.concerns(operation, path);
        let fault = self.0.iter_mut().find(due)?;
        fault.happened = true;
        fault.left = fault.left.map(|left| left - 1);
        Some(fault.effect.clone())
    }

    /// Tells which faults never happened, or less often than the test says.
    pub(crate) fn left_over(&self) -> impl Iterator<Item = String> {
        let is_left = |fault: &&Fault| fault.left.map_or(!fault.happened, |left| left > 0);
        self.0.iter().filter(is_left).map(Fault::describe)
    }
}
