//! Steps at which a test can hold a process: an operation in the store, or a renewal.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::oneshot;

use crate::notes::ProcessName;

/// Number of completed steps of each process, and the step at which a test holds the process. Clones share their state.
#[derive(Clone, Default)]
pub(crate) struct Steps(Arc<Mutex<HashMap<ProcessName, StepCounter>>>);

#[derive(Default)]
struct StepCounter {
    passed: usize,
    held: Option<HoldRequest>,
}

/// Request of a test to hold the process at a step. The test also gets a message when the process reaches this step.
struct HoldRequest {
    step: usize,
    reached: oneshot::Sender<String>,
    released: oneshot::Receiver<()>,
}

/// Current or future step of a process. At this step, the process must wait for the test.
pub(crate) struct HeldStep {
    pub(crate) reached: oneshot::Receiver<String>,
    /// Sender that the test drops to let the process continue.
    pub(crate) release: oneshot::Sender<()>,
}

impl Steps {
    fn lock(&self) -> MutexGuard<'_, HashMap<ProcessName, StepCounter>> {
        self.0.lock().expect("no one panicked")
    }

    /// Returns the number of steps that a process has completed.
    pub(crate) fn passed(&self, who: &ProcessName) -> usize {
        self.lock().get(who).map_or(0, |counter| counter.passed)
    }

    /// Makes a process wait at a step. The step takes effect, but the process gets no response until the test drops
    /// [`HeldStep::release`]. If `step` is 0, the process waits at its next step.
    pub(crate) fn hold(&self, who: &ProcessName, step: usize) -> HeldStep {
        let ((reached, is_reached), (release, released)) = (oneshot::channel(), oneshot::channel());
        let mut counters = self.lock();
        let counter = counters.entry(who.clone()).or_default();
        counter.held = Some(HoldRequest { step: counter.passed + step, reached, released });
        HeldStep { reached: is_reached, release }
    }

    /// Counts a step that took effect. If a test wants to hold the process at this step, waits until the test releases the
    /// process.
    pub(crate) async fn pass(&self, who: &ProcessName, what: &str) {
        let hold = {
            let mut counters = self.lock();
            let counter = counters.entry(who.clone()).or_default();
            counter.passed += 1;
            let passed = counter.passed;
            counter.held.take_if(|hold| hold.step + 1 == passed)
        };
        if let Some(hold) = hold {
            hold.reached.send(what.to_owned()).ok();
            // The test drops the sender to release the process, so the receiver returns an error.
            hold.released.await.ok();
        }
    }
}
