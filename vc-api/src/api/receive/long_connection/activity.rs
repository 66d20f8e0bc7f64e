//! What a connection has done so far.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;

use crate::api::receive::acknowledgement::Acknowledgement;
use crate::runtime::util::lock::lock;

/// Activity of a long connection since it was first made, for health checks and metrics; from
/// [`Connection::activity`](crate::Connection::activity).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConnectionActivity {
    /// Time since the last message of the platform, of any kind; `None` if none came yet. While the connection is open, a
    /// message comes at least with each ping, which is every 2 minutes unless the platform says otherwise.
    pub since_last_frame: Option<Duration>,
    /// Time since the last event; `None` if none came yet.
    pub since_last_event: Option<Duration>,
    /// Number of events that came and have no response yet.
    pub in_flight: usize,
    /// Number of events of which the platform was told that they were handled.
    pub acknowledged: u64,
    /// Number of events of which the platform was told that they must come again.
    pub refused: u64,
    /// Number of connections that were made, one after the other.
    pub connections: u64,
}

/// Notes what a connection does.
#[derive(Clone, Default)]
pub(super) struct ActivityLog(Arc<Mutex<Noted>>);

#[derive(Default)]
struct Noted {
    last_frame: Option<Instant>,
    last_event: Option<Instant>,
    in_flight: usize,
    acknowledged: u64,
    refused: u64,
    connections: u64,
}

impl ActivityLog {
    pub(super) fn opened(&self) {
        lock(&self.0).connections += 1;
    }

    pub(super) fn frame(&self, came: Instant) {
        lock(&self.0).last_frame = Some(came);
    }

    /// Notes that an event came; it is in flight until what is returned is dropped.
    pub(super) fn event(&self, came: Instant) -> InFlight {
        let mut noted = lock(&self.0);
        noted.last_event = Some(came);
        noted.in_flight += 1;
        InFlight(self.clone())
    }

    pub(super) fn now(&self) -> ConnectionActivity {
        let noted = lock(&self.0);
        ConnectionActivity {
            since_last_frame: noted.last_frame.map(|came| came.elapsed()),
            since_last_event: noted.last_event.map(|came| came.elapsed()),
            in_flight: noted.in_flight,
            acknowledged: noted.acknowledged,
            refused: noted.refused,
            connections: noted.connections,
        }
    }
}

/// An event without a response.
pub(super) struct InFlight(ActivityLog);

impl InFlight {
    /// Notes that the response was sent.
    pub(super) fn answered(self, verdict: Acknowledgement) {
        let mut noted = lock(&self.0.0);
        match verdict {
            Acknowledgement::Handled => noted.acknowledged += 1,
            Acknowledgement::Again => noted.refused += 1,
        }
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        lock(&self.0.0).in_flight -= 1;
    }
}
