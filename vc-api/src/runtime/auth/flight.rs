//! One acquisition, such as that of a token, for which all callers wait.
//!
//! It runs in a task of its own. That task may never end: its runtime is gone, or nobody drives it. Callers then give the flight
//! up and start another one, but not while a token that works once may be on its way.

use std::pin::pin;
use std::process;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use crate::runtime::util::deadline::after;
use crate::runtime::util::lock::lock;

/// The side of those who wait.
#[derive(Clone)]
pub(crate) struct Flight<T> {
    landed: watch::Receiver<Option<T>>,
    control: Arc<Control>,
}

/// The side of the task.
pub(crate) struct Pilot<T> {
    landed: watch::Sender<Option<T>>,
    pub(crate) control: Arc<Control>,
}

/// The state of a flight.
pub(crate) struct Control {
    /// Process that began it. A fork copies the memory of a flight, and not the thread that drives it.
    process: u32,
    progress: Mutex<Progress>,
}

struct Progress {
    stage: Stage,
    /// Time at which the task last ran.
    beat: Instant,
}

#[derive(Clone, Copy)]
enum Stage {
    /// Another flight may start.
    Free,
    /// A token that works once was sent. Its response comes before that time, or never.
    Spending(Instant),
    /// Another flight took its place.
    GivenUp,
}

/// Time between two signs of life of a task.
const BEAT: Duration = Duration::from_secs(1);
/// Time without a sign of life after which nobody seems to drive a task.
const SILENCE: Duration = Duration::from_secs(3);

impl<T: Clone> Flight<T> {
    /// Begins a flight.
    pub(crate) fn begin() -> (Self, Pilot<T>) {
        let (sender, landed) = watch::channel(None);
        let progress = Mutex::new(Progress { stage: Stage::Free, beat: Instant::now() });
        let control = Arc::new(Control { process: process::id(), progress });
        (Self { landed, control: Arc::clone(&control) }, Pilot { landed: sender, control })
    }

    /// Waits for the outcome; `None` if there will be none.
    pub(crate) async fn outcome(&mut self) -> Option<T> {
        loop {
            match timeout(BEAT, self.landed.wait_for(Option::is_some)).await {
                Ok(Ok(outcome)) => return outcome.clone(),
                // The runtime is gone, or the task panicked.
                Ok(Err(_)) => return None,
                Err(_) if self.control.give_up() => return None,
                Err(_) => {}
            }
        }
    }

    /// Returns whether this is the flight of that task.
    pub(crate) fn is_of(&self, control: &Arc<Control>) -> bool {
        Arc::ptr_eq(&self.control, control)
    }

    pub(crate) fn is(&self, other: &Self) -> bool {
        self.is_of(&other.control)
    }

    /// Returns whether another process began it, of which this one is a fork.
    pub(crate) fn is_foreign(&self) -> bool {
        self.control.process != process::id()
    }
}

impl<T> Pilot<T> {
    /// Runs the acquisition, and shows that somebody drives it.
    pub(crate) async fn fly(&self, acquiring: impl Future<Output = T>) -> T {
        let mut acquiring = pin!(acquiring);
        loop {
            if let Ok(outcome) = timeout(BEAT, &mut acquiring).await {
                return outcome;
            }
            lock(&self.control.progress).beat = Instant::now();
        }
    }

    /// Tells the outcome to those who wait.
    pub(crate) fn land(self, outcome: T) {
        self.landed.send_replace(Some(outcome));
    }
}

impl Control {
    /// Takes leave to send a token that works once; none if another flight took the place of this one.
    pub(crate) fn spend(&self, limit: Duration) -> bool {
        let mut progress = lock(&self.progress);
        if matches!(progress.stage, Stage::GivenUp) {
            return false;
        }
        progress.stage = Stage::Spending(after(limit));
        true
    }

    /// Tells that the response came, or never will.
    pub(crate) fn spent(&self) {
        let mut progress = lock(&self.progress);
        if matches!(progress.stage, Stage::Spending(_)) {
            progress.stage = Stage::Free;
        }
    }

    /// Gives the flight up if nobody drives it and it does no harm.
    fn give_up(&self) -> bool {
        let mut progress = lock(&self.progress);
        let now = Instant::now();
        let is_silent = now.saturating_duration_since(progress.beat) > SILENCE;
        let is_harmless = match progress.stage {
            Stage::Free | Stage::GivenUp => true,
            Stage::Spending(until) => now > until,
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

    async fn time_until_given_up(flight: &mut Flight<()>) -> Duration {
        let began = Instant::now();
        assert!(flight.outcome().await.is_none());
        began.elapsed()
    }

    /// Nobody drives the task of the flight.
    #[tokio::test(start_paused = true)]
    async fn a_flight_is_given_up_unless_a_token_is_on_its_way() {
        let (mut flight, pilot) = Flight::begin();
        assert!(pilot.control.spend(Duration::from_secs(100)));
        let waited = time_until_given_up(&mut flight).await;
        assert!(waited > Duration::from_secs(100) && waited < Duration::from_secs(103), "{waited:?}");
        assert!(!pilot.control.spend(Duration::ZERO), "another flight took its place");

        let (mut flight, pilot) = Flight::begin();
        assert!(pilot.control.spend(Duration::from_secs(100)));
        pilot.control.spent();
        assert!(time_until_given_up(&mut flight).await < Duration::from_secs(6));
    }

    #[tokio::test(start_paused = true)]
    async fn a_flight_that_somebody_drives_is_awaited() {
        let (mut flight, pilot) = Flight::begin();
        let flying = async {
            let acquiring = async {
                tokio::time::sleep(Duration::from_secs(1000)).await;
                7
            };
            let outcome = pilot.fly(acquiring).await;
            pilot.land(outcome);
        };
        let ((), outcome) = tokio::join!(flying, flight.outcome());
        assert_eq!(outcome, Some(7));
    }

    /// The parent of a fork goes on with its flight. The child must not wait for it, nor take its lease.
    #[tokio::test]
    async fn a_flight_of_another_process_is_known() {
        let (flight, _pilot) = Flight::<()>::begin();
        assert!(!flight.is_foreign());
        let (landed, control) = (flight.landed.clone(), &flight.control);
        let progress = Mutex::new(Progress { stage: Stage::Free, beat: lock(&control.progress).beat });
        let control = Arc::new(Control { process: control.process.wrapping_add(1), progress });
        assert!(Flight { landed, control }.is_foreign());
    }
}
