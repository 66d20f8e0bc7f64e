//! Background tasks of a client. A task continues even after the end of the call that started it.

use tokio_util::task::TaskTracker;

/// Background tasks of a client, such as the renewal of a token.
pub(crate) struct Background(TaskTracker);

impl Background {
    pub(crate) fn new() -> Self {
        let tasks = TaskTracker::new();
        // `TaskTracker::wait` returns only for a closed tracker. A closed tracker still accepts new tasks.
        tasks.close();
        Self(tasks)
    }

    /// Runs the work in a new task, on the Tokio runtime of the caller.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.0.spawn(work);
    }

    /// Waits until all tasks have ended.
    pub(crate) async fn finish(&self) {
        self.0.wait().await;
    }
}
