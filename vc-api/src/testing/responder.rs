//! Functions that respond to calls.

use std::pin::Pin;
use std::sync::{Arc, Mutex};

use super::http_reply::HttpReply;
use super::http_request::HttpRequest;
use super::received::Received;
use super::refusal::Refusal;
use crate::runtime::operation::endpoint::Endpoint;
use crate::runtime::send::request::CallSetup;
use crate::runtime::served::received_parts::{Mismatch, ReceivedParts};
use crate::runtime::served::reply::Reply;
use crate::runtime::served::served_call::{Served, read_back};
use crate::runtime::util::lock::lock;

/// Function that responds to calls of an operation: an `FnMut` whose argument is a [`Received`]. The function may be async.
///
/// The function returns `Ok` with the response of the operation, or `Err` with a [`Refusal`]. The compiler infers `Mode`.
#[diagnostic::on_unimplemented(
    message = "this function cannot respond to calls",
    note = "write `|call: Received<room::Get>| Ok(…)` or `async |call: Received<room::Get>| Ok(…)`",
    note = "the function returns a `Result`: `Ok` with the operation's response or a `File`, or `Err` with a `Refusal`, such as `Err(call.refuse(room::Get::NOT_FOUND))`"
)]
pub trait Respond<E: Served, Mode>: Send + 'static {
    #[doc(hidden)]
    fn respond(&mut self, call: Received<E>) -> Responding<Result<E::Reply, Refusal>>;
}

pub(crate) type Responding<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Type argument `Mode` of [`Respond`] for a function that is not async.
#[doc(hidden)]
#[derive(Debug)]
pub struct Plain;

/// Type argument `Mode` of [`Respond`] for an async function.
#[doc(hidden)]
#[derive(Debug)]
pub struct Async;

impl<E: Served, F> Respond<E, Plain> for F
where
    F: FnMut(Received<E>) -> Result<E::Reply, Refusal> + Send + 'static,
{
    fn respond(&mut self, call: Received<E>) -> Responding<Result<E::Reply, Refusal>> {
        Box::pin(std::future::ready(self(call)))
    }
}

impl<E: Served, F, R> Respond<E, Async> for F
where
    F: FnMut(Received<E>) -> R + Send + 'static,
    R: Future<Output = Result<E::Reply, Refusal>> + Send + 'static,
{
    fn respond(&mut self, call: Received<E>) -> Responding<Result<E::Reply, Refusal>> {
        Box::pin(self(call))
    }
}

/// Function that responds to requests of one operation.
pub(crate) type Responder =
    Arc<dyn Fn(CallSetup, &HttpRequest, &ReceivedParts) -> Result<Responding<HttpReply>, Mismatch> + Send + Sync>;

/// Creates a responder from a function of the test.
pub(crate) fn responder<E: Served, Mode>(function: impl Respond<E, Mode>) -> Responder {
    let function = Mutex::new(function);
    Arc::new(move |setup, request, parts| {
        let call = Received { call: read_back(setup, parts)?, request: request.clone() };
        let responding = lock(&function).respond(call);
        Ok(Box::pin(async move { encode::<E>(responding.await) }))
    })
}

fn encode<E: Served>(outcome: Result<E::Reply, Refusal>) -> HttpReply {
    match outcome.map(|reply| reply.encode(<E as Endpoint>::INFO.response)) {
        Ok(Ok(encoded)) => encoded.into(),
        Ok(Err(error)) => {
            HttpReply::body(500, "text/plain", format!("the response cannot be encoded as JSON: {error}"))
        }
        Err(refusal) => refusal.into(),
    }
}
