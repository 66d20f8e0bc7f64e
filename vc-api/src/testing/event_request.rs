//! HTTP requests that ask the double to deliver an event. People send these requests, and so do programs in other languages
//! than Rust.

use serde_json::json;

use super::deliverable::Deliverable;
use super::event_target::NotHandled;
use super::http_reply::HttpReply;
use super::http_request::HttpRequest;
use crate::api::receive::delivery::Delivery;
use crate::generated::events::{Event, SAMPLES};
use crate::runtime::operation::event_type::OtherEvent;
use crate::runtime::wire::json::{Json, JsonError, RawJson};

/// Path prefix of requests that ask the double to deliver an event.
const EVENTS: &str = "/_double/events/";

/// Event of any type, with its body.
#[derive(Debug)]
pub(crate) struct EventRequest {
    event_type: String,
    body: Json,
}

impl EventRequest {
    /// Creates an event with the given body. If `body` is `None`, the body is the sample of the spec.
    pub(crate) fn new(event_type: &str, body: Option<Json>) -> Result<Self, NotHandled> {
        let body = match body {
            Some(body) => body,
            None => {
                let sample = SAMPLES.iter().find(|(known, _)| *known == event_type);
                let (_, sample) = sample.ok_or_else(|| {
                    NotHandled::new(format!("the spec has no event `{event_type}`, so the request needs a body"))
                })?;
                sample().map_err(|error| NotHandled::new(error.to_string()))?
            }
        };
        Ok(Self { event_type: event_type.to_owned(), body })
    }

    /// Returns the event that a request asks the double to deliver. Returns `None` for any other request.
    pub(crate) fn of(request: &HttpRequest) -> Option<Result<Self, NotHandled>> {
        let event_type = request.path.strip_prefix(EVENTS).filter(|_| request.method == "POST")?;
        let body = match request.body.trim_ascii() {
            [] => Ok(None),
            body => serde_json::from_slice(body).map(Some),
        };
        let body = body.map_err(|_| NotHandled::new("the body of the request is not JSON"));
        Some(body.and_then(|body| Self::new(event_type, body)))
    }
}

impl Deliverable for EventRequest {
    fn into_json(self, new_id: &str) -> Result<Json, JsonError> {
        let body = RawJson::from_string(self.body.to_string())?;
        let event = OtherEvent { event_type: self.event_type, body, reason: None };
        Delivery::new(Event::Other(event)).into_json(new_id)
    }
}

/// Responds to a request that asked the double to deliver an event.
pub(crate) fn reply(outcome: Result<(), NotHandled>) -> HttpReply {
    match outcome {
        Ok(()) => HttpReply::json(200, &json!({ "code": 0, "msg": "the event was handled" })),
        Err(error) => HttpReply::json(422, &json!({ "code": 422, "msg": error.to_string() })),
    }
}
