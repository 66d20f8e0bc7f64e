//! Steps of processes, at which a test may hold one of them: operations of the store, and refreshes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::oneshot;

use crate::notes::Who;

/// Counts the steps of each process. Clones are the same.
#[derive(Clone, Default)]
pub(crate) struct Gates(Arc<Mutex<HashMap<Who, Gate>>>);

#[derive(Default)]
struct Gate {
    passed: usize,
    held: Option<Hold>,
}

/// At the step of that number, tells that it is reached, and waits.
struct Hold {
    step: usize,
    reached: oneshot::Sender<String>,
    released: oneshot::Receiver<()>,
}

/// A step that is held, or will be.
pub(crate) struct Held {
    pub(crate) reached: oneshot::Receiver<String>,
    /// Dropped, it lets the step go on.
    pub(crate) release: oneshot::Sender<()>,
}

impl Gates {
    fn lock(&self) -> MutexGuard<'_, HashMap<Who, Gate>> {
        self.0.lock().expect("no one panicked")
    }

    /// The number of steps of a process until now.
    pub(crate) fn passed(&self, who: &Who) -> usize {
        self.lock().get(who).map_or(0, |gate| gate.passed)
    }

    /// Holds a process after the effect of a step, before it learns of it; 0 is its next step.
    pub(crate) fn hold(&self, who: &Who, step: usize) -> Held {
        let ((reached, is_reached), (release, released)) = (oneshot::channel(), oneshot::channel());
        let mut gates = self.lock();
        let gate = gates.entry(who.clone()).or_default();
        gate.held = Some(Hold { step: gate.passed + step, reached, released });
        Held { reached: is_reached, release }
    }

    /// A step that took effect.
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
            // An error says that nobody holds it any more.
            hold.released.await.ok();
        }
    }
}
