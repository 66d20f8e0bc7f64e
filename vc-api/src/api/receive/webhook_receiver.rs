//! Receiver of events by webhook, for any server.

use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Response, StatusCode};

use super::acknowledgement::Acknowledgement;
use super::dispatch::Dispatcher;
use super::webhook::{Outcome, Webhook, WebhookError};

/// Receiver of events by webhook. [`Events::webhook`](crate::Events::webhook) creates it.
///
/// The receiver checks each request: see [`Webhook`]. The receiver passes events to their handlers: see
/// [`Events`](crate::Events).
///
/// With the feature `axum`, `into_route` returns a route for an axum router. Any other server that uses the crate `http`
/// needs these lines:
///
/// ```
/// use bytes::Bytes;
/// use http_body_util::{BodyExt, Limited};
/// use vc_api::WebhookReceiver;
///
/// async fn serve<B>(receiver: &WebhookReceiver, request: http::Request<B>) -> http::Response<Bytes>
/// where
///     B: BodyExt<Error: Into<Box<dyn std::error::Error + Send + Sync>>>,
/// {
///     let (head, body) = request.into_parts();
///     match Limited::new(body, receiver.body_limit(&head.headers)).collect().await {
///         Ok(body) => receiver.receive(&head.headers, &body.to_bytes()).await,
///         Err(_) => receiver.too_large(&head.headers),
///     }
/// }
/// ```
///
/// A receiver is cheap to clone. All clones share their handlers.
#[derive(Clone)]
pub struct WebhookReceiver {
    webhook: Arc<Webhook>,
    dispatcher: Dispatcher,
}

impl WebhookReceiver {
    pub(crate) fn new(webhook: Webhook, dispatcher: Dispatcher) -> Self {
        Self { webhook: Arc::new(webhook), dispatcher }
    }

    /// Returns the maximum size of the body of a request with these headers, in bytes. A server must stop reading at this
    /// limit. With an Encrypt Key, the limit for an unsigned request is at most 4 KiB.
    #[must_use]
    pub fn body_limit(&self, headers: &HeaderMap) -> usize {
        self.webhook.body_limit(headers)
    }

    /// Handles a request, and returns the response. `raw_body` must contain the exact bytes of the body.
    ///
    /// This method must run on tokio. If the future of this method is dropped, the handler continues.
    pub async fn receive(&self, headers: &HeaderMap, raw_body: &[u8]) -> Response<Bytes> {
        match self.webhook.handle(headers, raw_body) {
            Ok(Outcome::Event(delivery)) => match self.dispatcher.dispatch(delivery).await {
                Acknowledgement::Handled => response(StatusCode::OK, "{}"),
                Acknowledgement::Again => response(StatusCode::INTERNAL_SERVER_ERROR, "{}"),
            },
            Ok(Outcome::Challenge(text)) => response(StatusCode::OK, text),
            Err(error) => refuse(&error),
        }
    }

    /// Returns the response to a request with these headers and a body that exceeds the limit.
    #[must_use]
    pub fn too_large(&self, headers: &HeaderMap) -> Response<Bytes> {
        refuse(&self.webhook.too_large(headers))
    }

    /// Waits for the handlers that still run. Call this method after the server has stopped.
    pub async fn finish(&self) {
        self.dispatcher.finish().await;
    }

    /// Returns a route for an axum router: `Router::new().route("/events", receiver.into_route())`. Needs the feature
    /// `axum`.
    #[cfg(feature = "axum")]
    pub fn into_route<S: Clone + Send + Sync + 'static>(self) -> axum::routing::MethodRouter<S> {
        let handler = async move |request: axum::extract::Request| {
            let (head, body) = request.into_parts();
            let response = match axum::body::to_bytes(body, self.body_limit(&head.headers)).await {
                Ok(body) => self.receive(&head.headers, &body).await,
                Err(_) => self.too_large(&head.headers),
            };
            response.map(axum::body::Body::from)
        };
        axum::routing::post(handler)
    }
}

impl std::fmt::Debug for WebhookReceiver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("WebhookReceiver").field(&self.webhook).finish()
    }
}

fn refuse(error: &WebhookError) -> Response<Bytes> {
    tracing::warn!(%error, http.response.status_code = error.status(), "the webhook refused a request");
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
    response(status, "{}")
}

fn response(status: StatusCode, json: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(json.into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
