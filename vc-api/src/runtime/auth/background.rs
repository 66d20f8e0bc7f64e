//! Work of a client that goes on when the call that began it is over.

use tokio_util::task::TaskTracker;

/// Tasks of a client.
pub(crate) struct Background(TaskTracker);

impl Background {
    pub(crate) fn new() -> Self {
        let tasks = TaskTracker::new();
        // A tracker that is closed takes tasks too. It is what lets others wait for their end.
        tasks.close();
        Self(tasks)
    }

    /// Runs work in a task of its own on the runtime of the caller.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.0.spawn(work);
    }

    /// Waits until no task is left.
    pub(crate) async fn finish(&self) {
        self.0.wait().await;
    }
}
