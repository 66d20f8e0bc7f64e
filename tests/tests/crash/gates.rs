//! Steps at which a test may hold a process: operations of the store, and renewals.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::oneshot;

use crate::notes::Who;

/// Counters of the steps of each process. Clones share their state.
#[derive(Clone, Default)]
pub(crate) struct Gates(Arc<Mutex<HashMap<Who, Gate>>>);

#[derive(Default)]
struct Gate {
    passed: usize,
    held: Option<Hold>,
}

/// Request to report the step of that number, and to wait there.
struct Hold {
    step: usize,
    reached: oneshot::Sender<String>,
    released: oneshot::Receiver<()>,
}

/// Step at which a process is held, or will be.
pub(crate) struct Held {
    pub(crate) reached: oneshot::Receiver<String>,
    /// Releases the step when it is dropped.
    pub(crate) release: oneshot::Sender<()>,
}

impl Gates {
    fn lock(&self) -> MutexGuard<'_, HashMap<Who, Gate>> {
        self.0.lock().expect("no one panicked")
    }

    /// Returns the number of steps of a process until now.
    pub(crate) fn passed(&self, who: &Who) -> usize {
        self.lock().get(who).map_or(0, |gate| gate.passed)
    }

    /// Holds a process after the effect of a step, before it gets the response. 0 is its next step.
    pub(crate) fn hold(&self, who: &Who, step: usize) -> Held {
        let ((reached, is_reached), (release, released)) = (oneshot::channel(), oneshot::channel());
        let mut gates = self.lock();
        let gate = gates.entry(who.clone()).or_default();
        gate.held = Some(Hold { step: gate.passed + step, reached, released });
        Held { reached: is_reached, release }
    }

    /// Counts a step that took effect, and holds the process there if a test asked for it.
    pub(crate) async fn pass(&self, who: &Who, what: &str) {
        let hold = {
            let mut gates = self.lock();
            let gate = gates.entry(who.clone()).or_default();
            gate.passed += 1;
            let passed = gate.passed;
            gate.held.take_if(|hold| hold.step + 1 == passed)
        };
        if let Some(hold) = hold {
            hold.reached.send(what.to_owned()).ok();
            // An error means that the step was released.
            hold.released.await.ok();
        }
    }
}
