//! Flight: one acquisition, such as the acquisition of a token, that all callers share.
//!
//! A flight runs in its own task. The task may never end, because its runtime has ended or nobody drives the runtime.
//! Callers then give up the flight and start another flight. Callers do not give up a flight while a request with a
//! single-use token may be under way.

use std::pin::pin;
use std::process;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use crate::runtime::util::deadline::after;
use crate::runtime::util::lock::lock;

/// Side of the flight for the callers that wait.
#[derive(Clone)]
pub(crate) struct Flight<T> {
    landed: watch::Receiver<Option<T>>,
    control: Arc<Control>,
}

/// Side of the flight for the task.
pub(crate) struct Pilot<T> {
    landed: watch::Sender<Option<T>>,
    pub(crate) control: Arc<Control>,
}

/// State of a flight.
pub(crate) struct Control {
    /// Process that began the flight. A fork copies the memory of the flight, but not the thread that drives it.
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
    /// The task sent a single-use token. Either the response arrives before this time, or no response arrives.
    Spending(Instant),
    /// Another flight replaced this flight.
    GivenUp,
}

/// Time between two signs of life of a task.
const BEAT: Duration = Duration::from_secs(1);
/// Time without a sign of life after which the task counts as not driven.
const SILENCE: Duration = Duration::from_secs(3);

impl<T: Clone> Flight<T> {
    /// Begins a flight.
    pub(crate) fn begin() -> (Self, Pilot<T>) {
        let (sender, landed) = watch::channel(None);
        let progress = Mutex::new(Progress { stage: Stage::Free, beat: Instant::now() });
        let control = Arc::new(Control { process: process::id(), progress });
        (Self { landed, control: Arc::clone(&control) }, Pilot { landed: sender, control })
    }

    /// Waits for the outcome. Returns `None` if there will be no outcome.
    pub(crate) async fn outcome(&mut self) -> Option<T> {
        loop {
            match timeout(BEAT, self.landed.wait_for(Option::is_some)).await {
                Ok(Ok(outcome)) => return outcome.clone(),
                // The runtime ended, or the task panicked.
                Ok(Err(_)) => return None,
                Err(_) if self.control.give_up() => return None,
                Err(_) => {}
            }
        }
    }

    /// Returns whether `control` is the state of this flight.
    pub(crate) fn is_of(&self, control: &Arc<Control>) -> bool {
        Arc::ptr_eq(&self.control, control)
    }

    pub(crate) fn is(&self, other: &Self) -> bool {
        self.is_of(&other.control)
    }

    /// Returns whether another process began the flight, so that this process is a fork of that process.
    pub(crate) fn is_foreign(&self) -> bool {
        self.control.process != process::id()
    }
}

impl<T> Pilot<T> {
    /// Runs the acquisition, and gives a sign of life every second.
    pub(crate) async fn fly(&self, acquiring: impl Future<Output = T>) -> T {
        let mut acquiring = pin!(acquiring);
        loop {
            if let Ok(outcome) = timeout(BEAT, &mut acquiring).await {
                return outcome;
            }
            lock(&self.control.progress).beat = Instant::now();
        }
    }

    /// Sends the outcome to the callers that wait.
    pub(crate) fn land(self, outcome: T) {
        self.landed.send_replace(Some(outcome));
    }
}

impl Control {
    /// Asks for permission to send a single-use token. Returns `false` if another flight replaced this flight.
    pub(crate) fn spend(&self, limit: Duration) -> bool {
        let mut progress = lock(&self.progress);
        if matches!(progress.stage, Stage::GivenUp) {
            return false;
        }
        progress.stage = Stage::Spending(after(limit));
        true
    }

    /// Records that the response came, or will never come.
    pub(crate) fn spent(&self) {
        let mut progress = lock(&self.progress);
        if matches!(progress.stage, Stage::Spending(_)) {
            progress.stage = Stage::Free;
        }
    }

    /// Gives up the flight if nobody drives it and no single-use token is under way.
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

    /// In this test nobody drives the task of the flight.
    #[tokio::test(start_paused = true)]
    async fn a_flight_is_given_up_unless_a_token_is_under_way() {
        let (mut flight, pilot) = Flight::begin();
        assert!(pilot.control.spend(Duration::from_secs(100)));
        let waited = time_until_given_up(&mut flight).await;
        assert!(waited > Duration::from_secs(100) && waited < Duration::from_secs(103), "{waited:?}");
        assert!(!pilot.control.spend(Duration::ZERO), "another flight replaced it");

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

    /// The parent process of a fork continues its flight. The child process must not wait for that flight, and must not take
    /// its lease.
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
