//! Two futures in one task.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Runs `work` to its end, and `companion` at the same time.
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
