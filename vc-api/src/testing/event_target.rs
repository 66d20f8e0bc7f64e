//! Targets to which the double delivers events by webhook.

use std::fmt;
use std::pin::Pin;

use http::StatusCode;
use http::header::CONTENT_TYPE;

use super::signing::WebhookRequest;
use crate::api::receive::webhook_receiver::WebhookReceiver;
use crate::runtime::client::http_options::HttpOptions;
use crate::runtime::client::usage::Usage;

/// Target to which the double delivers events by webhook: a [`WebhookReceiver`], or the URL of a server.
pub trait EventTarget: Send + Sync {
    #[doc(hidden)]
    fn take(&self, request: WebhookRequest) -> ResponseFuture<'_>;
}

/// Future that returns the response body for a webhook request.
pub(crate) type ResponseFuture<'a> = Pin<Box<dyn Future<Output = Result<String, NotHandled>> + Send + 'a>>;

/// Error of a delivery that was not handled. The platform would deliver the event again; the double does so only in
/// [`Platform::deliver_until_handled`](super::Platform::deliver_until_handled).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotHandled(String);

impl NotHandled {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for NotHandled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the event was not handled: {}", self.0)
    }
}

impl std::error::Error for NotHandled {}

impl EventTarget for WebhookReceiver {
    fn take(&self, request: WebhookRequest) -> ResponseFuture<'_> {
        Box::pin(async move {
            let response = self.receive(&request.headers, &request.body).await;
            outcome(response.status(), String::from_utf8_lossy(response.body()).into_owned())
        })
    }
}

impl EventTarget for str {
    fn take(&self, request: WebhookRequest) -> ResponseFuture<'_> {
        Box::pin(async move {
            let failed = |error: reqwest::Error| NotHandled::new(error.without_url().to_string());
            let made = HttpOptions::default().make(Usage::Calls);
            let made = made.map_err(|error| NotHandled::new(error.to_string()))?;
            let sending = made.client.post(self).header(CONTENT_TYPE, "application/json");
            let response = sending.headers(request.headers).body(request.body).send().await.map_err(failed)?;
            let status = response.status();
            outcome(status, response.text().await.map_err(failed)?)
        })
    }
}

impl EventTarget for String {
    fn take(&self, request: WebhookRequest) -> ResponseFuture<'_> {
        self.as_str().take(request)
    }
}

impl<T: EventTarget + ?Sized> EventTarget for &T {
    fn take(&self, request: WebhookRequest) -> ResponseFuture<'_> {
        (**self).take(request)
    }
}

fn outcome(status: StatusCode, body: String) -> Result<String, NotHandled> {
    match status {
        StatusCode::OK => Ok(body),
        status => Err(NotHandled::new(format!("the webhook responded with HTTP {}", status.as_u16()))),
    }
}
