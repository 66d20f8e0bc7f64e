//! Activity of a connection since its start.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;

use crate::api::receive::acknowledgement::Acknowledgement;
use crate::runtime::util::lock::lock;

/// Activity of a long connection since its start, for health checks and metrics.
/// [`Connection::activity`](crate::Connection::activity) returns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConnectionActivity {
    /// Time since the last message of the platform, of any kind; `None` before the first message. While the connection is
    /// open, at least one message arrives for each ping. The client sends a ping every 2 minutes, unless the platform sets
    /// another interval.
    pub since_last_frame: Option<Duration>,
    /// Time since the last event; `None` before the first event.
    pub since_last_event: Option<Duration>,
    /// Number of events that have arrived and have no response yet.
    pub in_flight: usize,
    /// Number of events that the client acknowledged as handled.
    pub acknowledged: u64,
    /// Number of events that the client refused. The platform must deliver these events again.
    pub refused: u64,
    /// Number of connections that the client has opened, one after the other.
    pub connections: u64,
}

/// Record of the activity of a connection.
#[derive(Clone, Default)]
pub(super) struct ActivityLog(Arc<Mutex<Record>>);

#[derive(Default)]
struct Record {
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

    pub(super) fn frame(&self, arrived: Instant) {
        lock(&self.0).last_frame = Some(arrived);
    }

    /// Records the arrival of an event. The event is in flight until the returned value is dropped.
    pub(super) fn event(&self, arrived: Instant) -> InFlight {
        let mut record = lock(&self.0);
        record.last_event = Some(arrived);
        record.in_flight += 1;
        InFlight(self.clone())
    }

    pub(super) fn now(&self) -> ConnectionActivity {
        let record = lock(&self.0);
        ConnectionActivity {
            since_last_frame: record.last_frame.map(|arrived| arrived.elapsed()),
            since_last_event: record.last_event.map(|arrived| arrived.elapsed()),
            in_flight: record.in_flight,
            acknowledged: record.acknowledged,
            refused: record.refused,
            connections: record.connections,
        }
    }
}

/// Event that has no response yet.
pub(super) struct InFlight(ActivityLog);

impl InFlight {
    /// Records that the response was sent.
    pub(super) fn responded(self, acknowledgement: Acknowledgement) {
        let mut record = lock(&self.0.0);
        match acknowledgement {
            Acknowledgement::Handled => record.acknowledged += 1,
            Acknowledgement::Again => record.refused += 1,
        }
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        lock(&self.0.0).in_flight -= 1;
    }
}
