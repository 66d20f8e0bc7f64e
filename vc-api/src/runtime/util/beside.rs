//! Two futures that run at the same time, in one task.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Runs `work` and `companion` at the same time, until `work` ends. Returns the output of `work`.
pub(crate) async fn beside<T>(work: impl Future<Output = T>, companion: impl Future<Output = Infallible>) -> T {
    let mut work = pin!(work);
    let mut companion = pin!(companion);
    poll_fn(|context| {
        let polled = work.as_mut().poll(context);
        if polled.is_pending() {
            match companion.as_mut().poll(context) {
                Poll::Ready(never) => match never {},
                Poll::Pending => {}
            }
        }
        polled
    })
    .await
}
