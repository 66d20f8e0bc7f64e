//! Work of a client that continues after the end of the call that began it.

use tokio_util::task::TaskTracker;

/// Tasks of a client.
pub(crate) struct Background(TaskTracker);

impl Background {
    pub(crate) fn new() -> Self {
        let tasks = TaskTracker::new();
        // `wait` returns only for a closed tracker. A closed tracker still accepts tasks.
        tasks.close();
        Self(tasks)
    }

    /// Runs work in its own task on the runtime of the caller.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.0.spawn(work);
    }

    /// Waits until all tasks have ended.
    pub(crate) async fn finish(&self) {
        self.0.wait().await;
    }
}
