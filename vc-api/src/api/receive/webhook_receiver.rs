//! Events by webhook, for any server.

use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Response, StatusCode};

use super::acknowledgement::Acknowledgement;
use super::dispatch::Dispatcher;
use super::webhook::{Outcome, Webhook, WebhookError};

/// Receiver of events by webhook; from [`Events::webhook`](crate::Events::webhook). It checks each request as [`Webhook`]
/// tells, and hands events to their handlers as [`Events`](crate::Events) tells.
///
/// With the feature `axum`, `into_route` gives what a router of axum takes. Any other server built on the crate `http`
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
/// It is cheap to clone; all clones share their handlers.
#[derive(Clone)]
pub struct WebhookReceiver {
    webhook: Arc<Webhook>,
    dispatcher: Dispatcher,
}

impl WebhookReceiver {
    pub(crate) fn new(webhook: Webhook, dispatcher: Dispatcher) -> Self {
        Self { webhook: Arc::new(webhook), dispatcher }
    }

    /// Returns how many bytes the body of a request with these headers may have: whoever reads it must stop there. With an
    /// Encrypt Key, it is 4 KiB for a request that is not signed, and costs as little as that.
    #[must_use]
    pub fn body_limit(&self, headers: &HeaderMap) -> usize {
        self.webhook.body_limit(headers)
    }

    /// Handles what came, and gives the response. `raw_body` is the body as it came, to the byte.
    ///
    /// It must run on tokio. Dropping its future does not end the handler.
    pub async fn receive(&self, headers: &HeaderMap, raw_body: &[u8]) -> Response<Bytes> {
        match self.webhook.handle(headers, raw_body) {
            Ok(Outcome::Event(delivery)) => match self.dispatcher.dispatch(delivery).await {
                Acknowledgement::Handled => answer(StatusCode::OK, "{}"),
                Acknowledgement::Again => answer(StatusCode::INTERNAL_SERVER_ERROR, "{}"),
            },
            Ok(Outcome::Challenge(text)) => answer(StatusCode::OK, text),
            Err(error) => refuse(&error),
        }
    }

    /// Returns the response to a request with these headers whose body has more bytes than are allowed.
    #[must_use]
    pub fn too_large(&self, headers: &HeaderMap) -> Response<Bytes> {
        refuse(&self.webhook.too_large(headers))
    }

    /// Waits for the handlers that still run, after the server was stopped.
    pub async fn finish(&self) {
        self.dispatcher.finish().await;
    }

    /// What a router of axum takes: `Router::new().route("/events", receiver.into_route())`. Feature `axum`.
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
    tracing::warn!(%error, http.response.status_code = error.status(), "refused what came to the webhook");
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
    answer(status, "{}")
}

fn answer(status: StatusCode, json: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(json.into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
