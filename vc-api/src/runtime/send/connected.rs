//! Record of the first connection of an HTTP client.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tower_layer::Layer;
use tower_service::Service;

/// Record of whether an HTTP client ever established a connection. Without a connection, the HTTP client has sent nothing.
#[derive(Clone, Default)]
pub(crate) struct Connected(Arc<AtomicBool>);

impl Connected {
    pub(crate) fn get(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

impl<S> Layer<S> for Connected {
    type Service = Connector<S>;

    fn layer(&self, inner: S) -> Connector<S> {
        Connector { inner, connected: self.clone() }
    }
}

/// Connector of an HTTP client. The connector records that a connection was established.
#[derive(Clone)]
pub(crate) struct Connector<S> {
    inner: S,
    connected: Connected,
}

impl<S, R> Service<R> for Connector<S>
where
    S: Service<R>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, target: R) -> Self::Future {
        let connecting = self.inner.call(target);
        let Connected(connected) = self.connected.clone();
        Box::pin(async move {
            let connection = connecting.await?;
            connected.store(true, Ordering::Release);
            Ok(connection)
        })
    }
}
