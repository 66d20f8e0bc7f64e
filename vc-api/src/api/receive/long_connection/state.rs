//! State of a connection, and [`ConnectionWatch`], with which a program observes the state.

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::sleep;

use super::activity::{ActivityLog, ConnectionActivity};
use super::error::ConnectionError;

/// State of a [`Connection`](crate::Connection). `Display` formats the state as one line for people.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ConnectionState {
    /// The client is opening the connection.
    Connecting,
    /// The connection is open. Events arrive.
    Open,
    /// The client failed to open the connection, or the connection broke. The client tries again after a pause.
    #[non_exhaustive]
    Waiting {
        /// Number of the next attempt. After a connection breaks, the first attempt has number 1.
        attempt: u32,
        /// Length of the whole pause.
        pause: Duration,
        /// Reason why there is no connection.
        reason: String,
    },
    /// The connection is closed. The client does not open a new connection.
    Ended {
        /// Permanent error of the connection; `None` if [`shutdown`](crate::Connection::shutdown) or a drop of the
        /// [`Connection`](crate::Connection) closed the connection.
        error: Option<ConnectionError>,
    },
}

impl ConnectionState {
    pub(super) fn is_ended(&self) -> bool {
        matches!(self, Self::Ended { .. })
    }

    /// Returns the name that log messages use for the state.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Open => "open",
            Self::Waiting { .. } => "waiting",
            Self::Ended { .. } => "ended",
        }
    }
}

impl fmt::Display for ConnectionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connecting => f.write_str("connecting"),
            Self::Open => f.write_str("open"),
            Self::Waiting { attempt, pause, reason } => {
                write!(f, "waiting for {:.1} s before attempt {attempt}: {reason}", pause.as_secs_f64())
            }
            Self::Ended { error: None } => f.write_str("closed"),
            Self::Ended { error: Some(error) } => write!(f, "ended: {error}"),
        }
    }
}

/// Watch over a [`Connection`](crate::Connection), for health checks and metrics; see
/// [`Connection::watch`](crate::Connection::watch).
///
/// A watch is cheap to clone, and does not keep the connection open. A health check in axum:
///
/// ```
/// use axum::extract::State;
/// use axum::http::StatusCode;
/// use vc_api::{ConnectionState, ConnectionWatch};
///
/// async fn health(State(connection): State<ConnectionWatch>) -> (StatusCode, String) {
///     match connection.state() {
///         ConnectionState::Open => (StatusCode::OK, format!("{:?}", connection.activity())),
///         state => (StatusCode::SERVICE_UNAVAILABLE, state.to_string()),
///     }
/// }
///
/// # fn example(connection: &vc_api::Connection) {
/// let router: axum::Router = axum::Router::new().route("/health", axum::routing::get(health)).with_state(connection.watch());
/// # }
/// ```
#[derive(Clone)]
pub struct ConnectionWatch {
    states: watch::Receiver<ConnectionState>,
    activity: ActivityLog,
    /// Whether `next` has returned the first state.
    is_given: bool,
}

impl ConnectionWatch {
    /// Returns the current state.
    #[must_use]
    pub fn state(&self) -> ConnectionState {
        self.states.borrow().clone()
    }

    /// Returns the activity of the connection since its start.
    #[must_use]
    pub fn activity(&self) -> ConnectionActivity {
        self.activity.now()
    }

    /// Waits for the next state, and returns this state. Returns `None` after [`Ended`](ConnectionState::Ended). The first
    /// call returns the current state at once. This method may skip a short state, but never the last state.
    ///
    /// ```
    /// # async fn example(connection: &vc_api::Connection) {
    /// let mut watch = connection.watch();
    /// while let Some(state) = watch.next().await {
    ///     println!("the connection is {state}");
    /// }
    /// # }
    /// ```
    pub async fn next(&mut self) -> Option<ConnectionState> {
        if self.is_given {
            // The sender is dropped only after the last state.
            self.states.changed().await.ok()?;
        }
        self.is_given = true;
        Some(self.states.borrow_and_update().clone())
    }

    /// Waits for a state for which `wanted` returns `true`, or for the end of the connection.
    pub(super) async fn wait_for(&self, wanted: impl Fn(&ConnectionState) -> bool) -> ConnectionState {
        let mut states = self.states.clone();
        let found = states.wait_for(|state| wanted(state) || state.is_ended()).await.map(|state| state.clone());
        found.unwrap_or(ConnectionState::Ended { error: None })
    }
}

impl fmt::Debug for ConnectionWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectionWatch")
            .field("state", &self.state())
            .field("activity", &self.activity())
            .finish_non_exhaustive()
    }
}

/// Interval between two log messages about the state and the activity of a connection.
const REPORT: Duration = Duration::from_secs(60);

/// Publisher of the states of a connection. Its method `drop` publishes the end of the connection, in case the Tokio runtime
/// shuts down while the connection is open.
pub(super) struct StatePublisher(watch::Sender<ConnectionState>);

impl StatePublisher {
    pub(super) fn new(activity: ActivityLog) -> (Self, ConnectionWatch) {
        let (told, states) = watch::channel(ConnectionState::Connecting);
        (Self(told), ConnectionWatch { states, activity, is_given: false })
    }

    /// Logs the state and the activity at each [`REPORT`] interval.
    pub(super) async fn report(&self, activity: &ActivityLog) -> Infallible {
        loop {
            sleep(REPORT).await;
            let now = activity.now();
            tracing::debug!(
                vc.connection.state = self.0.borrow().name(),
                vc.connection.count = now.connections,
                vc.since_last_frame_ms = now.since_last_frame.map(|time| time.as_millis()),
                vc.since_last_event_ms = now.since_last_event.map(|time| time.as_millis()),
                vc.events.in_flight = now.in_flight,
                vc.events.acknowledged = now.acknowledged,
                vc.events.refused = now.refused,
                "activity of the connection"
            );
        }
    }

    pub(super) fn tell(&self, state: ConnectionState) {
        self.0.send_if_modified(|told| {
            let is_new = *told != state;
            *told = state;
            is_new
        });
    }
}

impl Drop for StatePublisher {
    fn drop(&mut self) {
        if !self.0.borrow().is_ended() {
            tracing::info!("the connection ended, because the Tokio runtime was shut down");
            self.tell(ConnectionState::Ended { error: Some(ConnectionError::NoRuntime) });
        }
    }
}
