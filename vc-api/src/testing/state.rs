//! State of the double, and its responses to requests.

use std::any::Any;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::json;

use super::fault::{Effect, Faults};
use super::http_reply::HttpReply;
use super::http_request::HttpRequest;
use super::issuer::Issuer;
use super::rates::Rates;
use super::refusal::Refusal;
use super::responder::{Responder, Responding};
use crate::generated::endpoints::SERVED;
use crate::runtime::operation::endpoint::EndpointInfo;
use crate::runtime::send::request::CallSetup;
use crate::runtime::served::received_parts::{ReceivedParts, match_path, precision};
use crate::runtime::served::served_call::ServedOperation;
use crate::runtime::util::lock::lock;
use crate::runtime::wire::json::Json;

/// Path of the call that requests an app ticket.
const RESEND_TICKET: &str = "/open-apis/auth/v3/app_ticket/resend";

/// Function that the test provides. The function can respond to any request.
pub(crate) type AnyResponder = Box<dyn FnMut(&HttpRequest) -> Option<HttpReply> + Send>;

/// Function that observes each request.
pub(crate) type Observer = Box<dyn Fn(&Observed<'_>) + Send + Sync>;

/// Request with its response.
#[doc(hidden)]
#[derive(Debug)]
pub struct Observed<'a> {
    /// Received request.
    pub request: &'a HttpRequest,
    /// Operation that the request calls, if there is one.
    pub operation: Option<&'static EndpointInfo>,
    /// Differences of the request from the spec.
    pub differences: &'a [String],
    /// HTTP status of the response.
    pub status: u16,
    /// Code in the response; `None` if the response contains no code, for example because the response is a file.
    pub code: Option<i64>,
}

pub(crate) struct State {
    /// Setup with which the double converts a received request into the typed call, such as `room::Get`.
    pub(crate) setup: CallSetup,
    pub(crate) issuer: Mutex<Issuer>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) rates: Mutex<Option<Rates>>,
    pub(crate) is_strict: AtomicBool,
    pub(crate) gives_samples: AtomicBool,
    pub(crate) observer: Mutex<Option<Arc<Observer>>>,
    any_responder: Mutex<Option<AnyResponder>>,
    scripts: Mutex<HashMap<&'static str, Script>>,
    requests: Mutex<Requests>,
    failures: Mutex<Vec<String>>,
    ticket_wanted: Box<dyn Fn() + Send + Sync>,
}

/// Request, with the information that the double got from the request.
struct Call<'a> {
    request: &'a HttpRequest,
    operation: Option<&'static ServedOperation>,
    /// Parts of the request; `None` if the double cannot split the request into parts.
    parts: Option<&'a ReceivedParts>,
    differences: &'a [String],
}

/// Received requests, each with its operation.
#[derive(Default)]
struct Requests {
    list: Vec<(Option<&'static str>, HttpRequest)>,
    /// Number of all requests, including the requests that are no longer in `list`.
    received: usize,
    /// Number of requests of each method and path.
    counts: HashMap<(String, String), usize>,
}

/// Script of an operation: the function with which a test responds to the calls of the operation.
struct Script {
    responder: Responder,
    was_called: bool,
}

impl State {
    pub(crate) fn new(setup: CallSetup, ticket_wanted: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            setup,
            issuer: Mutex::default(),
            faults: Mutex::default(),
            rates: Mutex::default(),
            is_strict: AtomicBool::new(false),
            gives_samples: AtomicBool::new(true),
            observer: Mutex::default(),
            any_responder: Mutex::default(),
            scripts: Mutex::default(),
            requests: Mutex::default(),
            failures: Mutex::default(),
            ticket_wanted: Box::new(ticket_wanted),
        }
    }

    pub(crate) fn script(&self, operation: &'static str, responder: Responder) {
        lock(&self.scripts).insert(operation, Script { responder, was_called: false });
    }

    /// Scripts an operation. If the operation is never called, the double reports no failure.
    pub(crate) fn script_optional(&self, operation: &'static str, responder: Responder) {
        lock(&self.scripts).insert(operation, Script { responder, was_called: true });
    }

    pub(crate) fn script_any(&self, responder: AnyResponder) {
        *lock(&self.any_responder) = Some(responder);
    }

    pub(crate) fn requests(&self) -> Vec<HttpRequest> {
        lock(&self.requests).list.iter().map(|(_, request)| request.clone()).collect()
    }

    pub(crate) fn forget_requests(&self) {
        lock(&self.requests).list.clear();
    }

    pub(crate) fn requests_of(&self, operation: &str) -> Vec<HttpRequest> {
        let requests = lock(&self.requests);
        let requests = requests.list.iter().filter(|(found, _)| *found == Some(operation));
        requests.map(|(_, request)| request.clone()).collect()
    }

    pub(crate) fn fail(&self, failure: impl Into<String>) {
        lock(&self.failures).push(failure.into());
    }

    /// Returns and forgets all failures. Unused scripts and faults are failures too. Removes all scripts and faults.
    pub(crate) fn take_failures(&self) -> Vec<String> {
        let mut failures = std::mem::take(&mut *lock(&self.failures));
        let mut scripts = lock(&self.scripts);
        let mut unused: Vec<&str> =
            scripts.iter().filter(|(_, script)| !script.was_called).map(|(operation, _)| *operation).collect();
        unused.sort_unstable();
        failures.extend(unused.into_iter().map(|operation| format!("{operation} was scripted and never called")));
        scripts.clear();
        let mut faults = lock(&self.faults);
        failures.extend(faults.left_over());
        faults.end();
        failures
    }

    /// Responds to a request.
    ///
    /// Takes the first available response from these sources, in this order: a fault with a response of its own, the
    /// function from `Platform::on_request`, the function `first`, and the double itself. Responses from `first` and from
    /// the double get a log id.
    pub(crate) async fn respond(
        &self,
        mut request: HttpRequest,
        first: impl FnOnce(&HttpRequest) -> Option<HttpReply> + Send,
    ) -> HttpReply {
        let operation = operation_of(&request);
        let id = operation.map(|operation| operation.info.id);
        let number = {
            let mut requests = lock(&self.requests);
            let same = requests.counts.entry((request.method.clone(), request.path.clone())).or_default();
            request.before = *same;
            *same += 1;
            requests.list.push((id, request.clone()));
            requests.received += 1;
            requests.received
        };
        let parts =
            operation.map(|operation| ReceivedParts::new(operation.info, &request.path, &request.query, &request.body));
        let differences = match (operation, &parts) {
            (Some(operation), Some(Ok(parts))) => (operation.differences)(self.setup.clone(), parts),
            (_, Some(Err(mismatch))) => vec![mismatch.to_string()],
            _ => Vec::new(),
        };
        let effect = lock(&self.faults).next(id, &request.path);
        let reply = match effect {
            Some(Effect::Instead(reply)) => reply,
            effect => {
                let parts = parts.and_then(Result::ok);
                let call = Call { request: &request, operation, parts: parts.as_ref(), differences: &differences };
                let mut reply = match self.by_test(&request) {
                    Some(reply) => reply,
                    None => match self.respond_first(&request, first) {
                        Some(reply) => reply,
                        None => self.without_fault(&call).await,
                    }
                    .log_id(number),
                };
                match effect {
                    Some(Effect::Sent(transmission)) => reply.transmission = transmission,
                    Some(Effect::Late(delay)) => reply.delay += delay,
                    _ => {}
                }
                reply
            }
        };
        self.notify_observer(&request, operation.map(|operation| operation.info), &differences, &reply);
        reply
    }

    /// Passes a request with its response to the observer.
    pub(crate) fn notify_observer(
        &self,
        request: &HttpRequest,
        operation: Option<&'static EndpointInfo>,
        differences: &[String],
        reply: &HttpReply,
    ) {
        let Some(observer) = lock(&self.observer).clone() else { return };
        let json: Json = serde_json::from_slice(&reply.body).unwrap_or_default();
        let code = json.get("code").and_then(Json::as_i64);
        observer(&Observed { request, operation, differences, status: reply.status, code });
    }

    /// Calls the function that the test set with `Platform::on_request`, and returns the response of this function.
    fn by_test(&self, request: &HttpRequest) -> Option<HttpReply> {
        let mut responder = lock(&self.any_responder);
        let responder = responder.as_mut()?;
        self.caught(request, || responder(request)).unwrap_or_else(|| Some(panicked()))
    }

    /// Responds to requests that belong to no operation.
    fn respond_first(
        &self,
        request: &HttpRequest,
        first: impl FnOnce(&HttpRequest) -> Option<HttpReply>,
    ) -> Option<HttpReply> {
        if let Some(reply) = first(request) {
            return Some(reply);
        }
        if request.path == RESEND_TICKET {
            (self.ticket_wanted)();
            return Some(HttpReply::json(200, &json!({ "code": 0, "msg": "ok" })));
        }
        lock(&self.issuer).respond(request)
    }

    /// Responds to a request as if there were no fault.
    async fn without_fault(&self, call: &Call<'_>) -> HttpReply {
        let Some(operation) = call.operation else {
            self.fail(format!("{} {} is not an operation of the platform", call.request.method, call.request.path));
            return HttpReply::body(404, "text/plain", "404 page not found");
        };
        match self.admit(call.request, operation) {
            Err(refusal) => refusal.into(),
            Ok(()) => self.of_operation(call, operation).await,
        }
    }

    /// Checks the token and the rate limits of a call.
    fn admit(&self, request: &HttpRequest, operation: &'static ServedOperation) -> Result<(), Refusal> {
        let tenant = lock(&self.issuer).check(request, operation.info)?;
        match &mut *lock(&self.rates) {
            Some(rates) => rates.count(operation.info, &tenant),
            None => Ok(()),
        }
    }

    async fn of_operation(&self, call: &Call<'_>, operation: &'static ServedOperation) -> HttpReply {
        let id = operation.info.id;
        let responder = lock(&self.scripts).get_mut(id).map(|script| {
            script.was_called = true;
            Arc::clone(&script.responder)
        });
        if self.is_strict.load(Ordering::Relaxed) && !call.differences.is_empty() {
            return self.misread(id, call.differences);
        }
        match (responder, call.parts) {
            (Some(responder), Some(parts)) => {
                match self.caught(call.request, || responder(self.setup.clone(), call.request, parts)) {
                    Some(Ok(responding)) => self.finished(call.request, responding).await,
                    Some(Err(mismatch)) => self.misread(id, &[mismatch.to_string()]),
                    None => panicked(),
                }
            }
            (Some(_), None) => self.misread(id, call.differences),
            (None, _) if !self.gives_samples.load(Ordering::Relaxed) => {
                self.fail(format!("{id} was called, but the test does not script it"));
                unusable("the test does not script this operation")
            }
            (None, _) => match (operation.unscripted)() {
                Ok(sample) => sample.into(),
                Err(error) => HttpReply::body(500, "text/plain", error.to_string()),
            },
        }
    }

    fn misread(&self, id: &str, differences: &[String]) -> HttpReply {
        self.fail(format!("a call of {id} differs from the spec: {}", differences.join("; ")));
        let refusal = Refusal::new(400, 99_992_402, "field validation failed");
        let invalid = |refusal: Refusal, difference: &String| {
            let (field, reason) = difference.split_once(": ").unwrap_or((difference, ""));
            refusal.invalid_field(field, reason)
        };
        differences.iter().fold(refusal, invalid).into()
    }

    /// Awaits the response of an async function of the test.
    async fn finished(&self, request: &HttpRequest, mut responding: Responding<HttpReply>) -> HttpReply {
        std::future::poll_fn(|context| {
            let polled = self.caught(request, || responding.as_mut().poll(context));
            polled.unwrap_or_else(|| panicked().into())
        })
        .await
    }

    /// Runs a function of the test. Returns `None` if it panics, and records the panic as a failure.
    fn caught<T>(&self, request: &HttpRequest, function: impl FnOnce() -> T) -> Option<T> {
        match catch_unwind(AssertUnwindSafe(function)) {
            Ok(value) => Some(value),
            Err(panic) => {
                let (method, path) = (&request.method, &request.path);
                self.fail(format!("the function for {method} {path} panicked: {}", message_of(&*panic)));
                None
            }
        }
    }
}

pub(crate) fn operation_of(request: &HttpRequest) -> Option<&'static ServedOperation> {
    let fits = |operation: &&ServedOperation| {
        operation.info.method.as_str() == request.method && match_path(operation.info.path, &request.path).is_some()
    };
    SERVED.iter().filter(fits).min_by_key(|operation| precision(operation.info.path))
}

fn panicked() -> HttpReply {
    unusable("the test's function panicked")
}

/// Creates a refusal that clients do not retry.
fn unusable(reason: &str) -> HttpReply {
    Refusal::new(400, 1, reason).into()
}

fn message_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a message")
}
