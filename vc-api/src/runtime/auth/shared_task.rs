//! Task that gets a token or a secret. All callers that need the token or secret wait for the same task.
//!
//! The Tokio task never ends if its runtime has stopped, or if no thread runs the runtime. Callers then give up the task,
//! and start another task. While a request with a single-use token may be under way, callers keep waiting: the next task
//! would send the same token again.

use std::pin::pin;
use std::process;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use crate::runtime::util::deadline::after;
use crate::runtime::util::lock::lock;

/// Handle of a caller that waits for the outcome of the task.
#[derive(Clone)]
pub(crate) struct SharedTask<T> {
    outcome: watch::Receiver<Option<T>>,
    control: Arc<Control>,
}

/// Handle with which the task sends its outcome, such as a token, to the waiting callers.
pub(crate) struct SharedTaskRunner<T> {
    outcome: watch::Sender<Option<T>>,
    pub(crate) control: Arc<Control>,
}

/// State of a task. The task and its waiting callers share this state.
pub(crate) struct Control {
    /// Id of the process that started the task. A fork of the process copies this state, but no thread of the fork runs the
    /// task.
    process: u32,
    progress: Mutex<Progress>,
}

struct Progress {
    stage: Stage,
    /// Time at which the task last ran.
    last_run: Instant,
}

#[derive(Clone, Copy)]
enum Stage {
    /// No request with a single-use token is under way. So callers may stop waiting for this task, and start another task.
    Free,
    /// A request with a single-use token is under way. Its response cannot arrive after this time.
    SingleUse(Instant),
    /// A caller stopped waiting for the task, and may start another task. The old task must not send a single-use token any
    /// more.
    GivenUp,
}

/// Interval at which the task records that it still runs. The callers check this record at the same interval.
const CHECK_INTERVAL: Duration = Duration::from_secs(1);
/// Maximum time since the last record of the task. After a longer time, callers assume that the task no longer runs.
const SILENCE_LIMIT: Duration = Duration::from_secs(3);

impl<T: Clone> SharedTask<T> {
    /// Creates the state of a new task. Returns a handle for the callers and a handle for the task.
    pub(crate) fn begin() -> (Self, SharedTaskRunner<T>) {
        let (sender, outcome) = watch::channel(None);
        let progress = Mutex::new(Progress { stage: Stage::Free, last_run: Instant::now() });
        let control = Arc::new(Control { process: process::id(), progress });
        (Self { outcome, control: Arc::clone(&control) }, SharedTaskRunner { outcome: sender, control })
    }

    /// Waits for the outcome of the task. Returns `None` if the task ended without an outcome, or if the caller gives up the
    /// task.
    pub(crate) async fn outcome(&mut self) -> Option<T> {
        loop {
            match timeout(CHECK_INTERVAL, self.outcome.wait_for(Option::is_some)).await {
                Ok(Ok(outcome)) => return outcome.clone(),
                // The task ended without an outcome: the runtime ended, or the task panicked.
                Ok(Err(_)) => return None,
                Err(_) if self.control.give_up() => return None,
                Err(_) => {}
            }
        }
    }

    /// Returns whether `control` is the state of this task.
    pub(crate) fn is_of(&self, control: &Arc<Control>) -> bool {
        Arc::ptr_eq(&self.control, control)
    }

    pub(crate) fn is(&self, other: &Self) -> bool {
        self.is_of(&other.control)
    }

    /// Returns whether another process started the task. This process is then a fork of the other process.
    pub(crate) fn is_foreign(&self) -> bool {
        self.control.process != process::id()
    }
}

impl<T> SharedTaskRunner<T> {
    /// Runs the future `acquiring`, which gets the token or secret. Every second, records that the task still runs.
    pub(crate) async fn run(&self, acquiring: impl Future<Output = T>) -> T {
        let mut acquiring = pin!(acquiring);
        loop {
            if let Ok(outcome) = timeout(CHECK_INTERVAL, &mut acquiring).await {
                return outcome;
            }
            lock(&self.control.progress).last_run = Instant::now();
        }
    }

    /// Sends the outcome to the callers that wait.
    pub(crate) fn finish(self, outcome: T) {
        self.outcome.send_replace(Some(outcome));
    }
}

impl Control {
    /// Records that the task now sends a single-use token. Callers keep waiting for the task during the time `limit`, the
    /// maximum duration of the request. If a caller has already given up the task, returns `false`: the task must not send
    /// the token.
    pub(crate) fn begin_single_use(&self, limit: Duration) -> bool {
        let mut progress = lock(&self.progress);
        if matches!(progress.stage, Stage::GivenUp) {
            return false;
        }
        progress.stage = Stage::SingleUse(after(limit));
        true
    }

    /// Records that the request with the single-use token has ended, with or without a response.
    pub(crate) fn end_single_use(&self) {
        let mut progress = lock(&self.progress);
        if matches!(progress.stage, Stage::SingleUse(_)) {
            progress.stage = Stage::Free;
        }
    }

    /// Gives up the task if the task no longer runs and no request with a single-use token can be under way. Returns whether
    /// the caller must stop waiting.
    fn give_up(&self) -> bool {
        let mut progress = lock(&self.progress);
        let now = Instant::now();
        let is_silent = now.saturating_duration_since(progress.last_run) > SILENCE_LIMIT;
        let is_harmless = match progress.stage {
            Stage::Free | Stage::GivenUp => true,
            Stage::SingleUse(until) => now > until,
        };
        if is_silent && is_harmless {
            progress.stage = Stage::GivenUp;
        }
        is_silent && is_harmless
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn time_until_given_up(shared_task: &mut SharedTask<()>) -> Duration {
        let began = Instant::now();
        assert!(shared_task.outcome().await.is_none());
        began.elapsed()
    }

    /// No task runs in this test. The callers stop waiting, because nothing records that a task still runs.
    #[tokio::test(start_paused = true)]
    async fn a_flight_is_given_up_unless_a_token_is_under_way() {
        let (mut shared_task, task) = SharedTask::begin();
        assert!(task.control.begin_single_use(Duration::from_secs(100)));
        let waited = time_until_given_up(&mut shared_task).await;
        assert!(waited > Duration::from_secs(100) && waited < Duration::from_secs(103), "{waited:?}");
        assert!(!task.control.begin_single_use(Duration::ZERO), "another task replaced it");

        let (mut shared_task, task) = SharedTask::begin();
        assert!(task.control.begin_single_use(Duration::from_secs(100)));
        task.control.end_single_use();
        assert!(time_until_given_up(&mut shared_task).await < Duration::from_secs(6));
    }

    #[tokio::test(start_paused = true)]
    async fn a_flight_that_somebody_drives_is_awaited() {
        let (mut shared_task, task) = SharedTask::begin();
        let running = async {
            let acquiring = async {
                tokio::time::sleep(Duration::from_secs(1000)).await;
                7
            };
            let outcome = task.run(acquiring).await;
            task.finish(outcome);
        };
        let ((), outcome) = tokio::join!(running, shared_task.outcome());
        assert_eq!(outcome, Some(7));
    }

    /// After a fork, the task runs only in the parent process. The child process must neither wait for the task nor take
    /// over its lease.
    #[tokio::test]
    async fn a_flight_of_another_process_is_known() {
        let (shared_task, _runner) = SharedTask::<()>::begin();
        assert!(!shared_task.is_foreign());
        let (outcome, control) = (shared_task.outcome.clone(), &shared_task.control);
        let progress = Mutex::new(Progress { stage: Stage::Free, last_run: lock(&control.progress).last_run });
        let control = Arc::new(Control { process: control.process.wrapping_add(1), progress });
        assert!(SharedTask { outcome, control }.is_foreign());
    }
}
