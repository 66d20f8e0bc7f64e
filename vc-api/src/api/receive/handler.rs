//! Handlers of events.

use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::Arc;

use crate::generated::types::EventHeader;
use crate::runtime::wire::skipped::SkippedValues;

/// Context of an event, for its handler.
#[derive(Debug)]
#[non_exhaustive]
pub struct EventContext<S = ()> {
    /// Header of the event, with its id, app, tenant and time.
    pub header: EventHeader,
    /// Values of the event that were left out because they have a wrong type.
    pub skipped: SkippedValues,
    /// State that all handlers share; see [`Events::with_state`](crate::Events::with_state).
    pub state: Arc<S>,
}

impl<S> EventContext<S> {
    /// Creates a context with an empty header, to test a handler.
    ///
    /// ```
    /// use vc_api::EventContext;
    /// use vc_api::meeting::MeetingStarted;
    ///
    /// async fn welcome(event: MeetingStarted, context: EventContext<Vec<String>>) {
    ///     println!("{:?}: {:?} of {:?}", context.header.tenant_key, event.meeting, context.state);
    /// }
    ///
    /// # async fn test() {
    /// let mut context = EventContext::<Vec<String>>::new(vec!["Atlantis".to_owned()]);
    /// context.header.tenant_key = Some("2ca1d211f64f6438".to_owned());
    /// welcome(MeetingStarted::default(), context).await;
    /// # }
    /// ```
    pub fn new(state: impl Into<Arc<S>>) -> Self {
        Self { header: EventHeader::default(), skipped: SkippedValues::default(), state: state.into() }
    }
}

/// Function that handles events of type `T`: `async fn(T)` or `async fn(T, EventContext<S>)`. The function returns nothing,
/// or a `Result<(), E>` with any error type.
///
/// After an error or a panic, the event counts as not handled, and the platform delivers the event again.
#[diagnostic::on_unimplemented(
    message = "this function cannot handle events",
    note = "write `async |event: MeetingStarted| …` or `async |event: MeetingStarted, context: EventContext<{S}>| …`",
    note = "the function returns nothing or a `Result<(), E>`",
    note = "the function's future must be `Send`, and must not borrow captured values: share such values with `Events::with_state`"
)]
pub trait Handler<T, S, Arguments>: Send + Sync + 'static {
    #[doc(hidden)]
    fn call(&self, event: T, context: EventContext<S>) -> HandlerFuture;
}

/// Result of a handler: nothing, or a `Result<(), E>` with any error type.
pub trait HandlerResult {
    #[doc(hidden)]
    fn into_result(self) -> Result<(), BoxError>;
}

pub(crate) type HandlerFuture = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>>;

pub(crate) type BoxError = Box<dyn StdError + Send + Sync>;

impl HandlerResult for () {
    fn into_result(self) -> Result<(), BoxError> {
        Ok(())
    }
}

impl<E: Into<BoxError>> HandlerResult for Result<(), E> {
    fn into_result(self) -> Result<(), BoxError> {
        self.map_err(Into::into)
    }
}

impl<T, S, F, R> Handler<T, S, (T,)> for F
where
    F: Fn(T) -> R + Send + Sync + 'static,
    R: Future<Output: HandlerResult> + Send + 'static,
{
    fn call(&self, event: T, _: EventContext<S>) -> HandlerFuture {
        let handling = self(event);
        Box::pin(async move { handling.await.into_result() })
    }
}

impl<T, S, F, R> Handler<T, S, (T, EventContext<S>)> for F
where
    F: Fn(T, EventContext<S>) -> R + Send + Sync + 'static,
    R: Future<Output: HandlerResult> + Send + 'static,
{
    fn call(&self, event: T, context: EventContext<S>) -> HandlerFuture {
        let handling = self(event, context);
        Box::pin(async move { handling.await.into_result() })
    }
}
