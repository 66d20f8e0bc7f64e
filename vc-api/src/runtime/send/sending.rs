//! Futures of calls. A future makes the attempts of a call, and decodes the response.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use tracing::Instrument;

use crate::runtime::error::types::Error;
use crate::runtime::operation::endpoint::Endpoint;
use crate::runtime::send::attempts::{Attempts, CallStats};
use crate::runtime::send::envelope::{self, AnyJson, Plain, Shape};
use crate::runtime::send::request::{Call, Request};
use crate::runtime::send::response::Response;
use crate::runtime::send::response_error;
use crate::runtime::send::response_head::ResponseHead;
use crate::runtime::send::spans;
use crate::runtime::send::transport::RawResponse;
use crate::runtime::wire::from_json::FromJson;
use crate::runtime::wire::json::Json;
use crate::runtime::wire::kept_json::KeptJson;
use crate::runtime::wire::skipped::SkippedValues;

/// Future of a call, which resolves to the response.
///
/// If the program drops the future, the call ends. The platform may already have acted on the call.
#[must_use = "nothing is sent before `.await`"]
pub struct Sending<T>(Pin<Box<dyn Future<Output = Result<Received<T>, Error>> + Send>>);

/// Response of a call, with its head and statistics.
pub(crate) struct Received<T> {
    pub(crate) data: T,
    pub(crate) head: ResponseHead,
    pub(crate) stats: CallStats,
    /// Values that the client left out of the response.
    pub(crate) skipped: SkippedValues,
    pub(crate) json: Option<KeptJson>,
}

impl<T: Send + 'static> Sending<T> {
    /// Converts the response with a function.
    pub(crate) fn map<U: Send + 'static>(self, make: fn(T) -> U) -> Sending<U> {
        Sending(Box::pin(async move {
            let Received { data, head, stats, skipped, json } = self.0.await?;
            Ok(Received { data: make(data), head, stats, skipped, json })
        }))
    }
}

impl<T> Sending<T> {
    pub(crate) fn new(
        span: tracing::Span,
        sending: impl Future<Output = Result<Received<T>, Error>> + Send + 'static,
    ) -> Self {
        let sending = async move {
            let outcome = sending.await;
            spans::ended(outcome.as_ref().map(|received| &received.head));
            outcome
        };
        Self(Box::pin(sending.instrument(span)))
    }

    #[doc(hidden)]
    pub fn with_metadata(self) -> Responding<T> {
        Responding(self)
    }
}

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context).map_ok(|received| received.data)
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending(..)")
    }
}

/// Future of a call, which resolves to the response with metadata. The method `send` of a call returns this future.
#[must_use = "nothing is sent before `.await`"]
#[derive(Debug)]
pub struct Responding<T>(Sending<T>);

impl<T> Future for Responding<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.0.as_mut().poll(context).map_ok(|Received { data, head, stats, skipped, json }| {
            let metadata = stats.metadata(&head, skipped, json);
            Response { data, metadata }
        })
    }
}

/// Sends a call of an operation that responds with JSON.
#[doc(hidden)]
pub fn send<E: Call>(endpoint: &E) -> Sending<E::Response>
where
    E::Response: FromJson,
{
    fetch(endpoint.request(), Shape::from(E::INFO.response))
}

/// Sends a call of an operation that responds with JSON, and decodes the response as a `T`.
#[doc(hidden)]
pub fn send_as<E: Call, T: DeserializeOwned + Send + 'static>(endpoint: &E) -> Sending<T> {
    let shape = match Shape::from(E::INFO.response) {
        Shape::Nothing => Shape::OrNull,
        shape => shape,
    };
    fetch_deserialized(endpoint.request(), shape)
}

/// Decodes the body of a successful response, as calls do. This function is for benchmarks.
#[doc(hidden)]
#[must_use]
pub fn read_response<E: Endpoint>(body: &[u8]) -> Option<E::Response>
where
    E::Response: FromJson,
{
    envelope::read(body, Shape::from(E::INFO.response), false).map(|(data, _)| data)
}

/// Sends a request, and decodes the response as a `T`.
pub(crate) fn fetch_deserialized<T: DeserializeOwned + Send + 'static>(request: Request, shape: Shape) -> Sending<T> {
    fetch::<Plain<T>>(request, shape).map(|plain| plain.0)
}

/// Sends a request, and returns `data` of the response as JSON.
pub(crate) fn fetch_json(request: Request) -> Sending<Json> {
    fetch::<AnyJson>(request, Shape::OrNull).map(|json| json.0)
}

pub(crate) fn fetch<T: FromJson>(request: Request, shape: Shape) -> Sending<T> {
    let strict = request.context.sender.strict_decoding;
    let read = move |response: &RawResponse| {
        if response.head.is_success()
            && let Some(found) = envelope::read(&response.body, shape, strict)
        {
            return Ok(found);
        }
        Err(response_error::diagnose(&response.head, &response.body, &|body| {
            envelope::locate::<T>(body, shape, strict)
        }))
    };
    fetch_by(request, read)
}

/// Sends a request, and decodes the response with `read`.
pub(crate) fn fetch_by<T>(
    request: Request,
    read: impl Fn(&RawResponse) -> Result<(T, SkippedValues), Error> + Send + 'static,
) -> Sending<T> {
    let (span, keep_json) = (spans::of_call(&request), request.options.keep_json);
    let sending = async move {
        let mut attempts = Attempts::new(request)?;
        loop {
            let error = match attempts.send().await {
                Ok(response) => match read(&response) {
                    Ok((value, skipped)) => {
                        let stats = attempts.succeeded(&response.head);
                        skipped.warn(response.head.log_id());
                        let json = keep_json.then(|| serde_json::from_slice::<Box<RawValue>>(&response.body).ok());
                        let json = json.flatten().map(KeptJson::new);
                        return Ok(Received { data: value, head: response.head, stats, skipped, json });
                    }
                    Err(error) => error,
                },
                Err(error) => error,
            };
            attempts.recover(error).await?;
        }
    };
    Sending::new(span, sending)
}
