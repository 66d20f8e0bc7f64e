//! Long connection. The client opens a new connection whenever the old one breaks.

use std::fmt;
use std::sync::Arc;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use tracing::Instrument;

use super::activity::{ActivityLog, ConnectionActivity};
use super::error::{ConnectionError, Failure};
use super::handshake::{Opened, open};
use super::reconnect::{Attempts, Reconnect};
use super::serve::{Served, Server};
use super::settings::ConnectionSettings;
use super::state::{ConnectionState, ConnectionWatch, StatePublisher};
use crate::api::receive::dispatch::Dispatcher;
use crate::runtime::auth::token_manager::App;
use crate::runtime::send::sender::Sender;
use crate::runtime::util::beside::beside;

/// Long connection to the platform, through which a program receives events. [`Events::connect`](crate::Events::connect)
/// opens the connection.
///
/// Dropping this value closes the connection. Handlers that have already started continue.
#[must_use = "dropping it closes the connection"]
pub struct Connection {
    watch: ConnectionWatch,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
    dispatcher: Dispatcher,
}

impl Connection {
    pub(super) fn start(connector: Connector) -> Result<Self, ConnectionError> {
        let runtime = tokio::runtime::Handle::try_current().map_err(|_| ConnectionError::NoRuntime)?;
        let (told, watch) = StatePublisher::new(connector.activity.clone());
        let (stop, stopped) = oneshot::channel();
        let dispatcher = connector.dispatcher.clone();
        let span = tracing::debug_span!("long_connection", messaging.system = "feishu", vc.app_id = &*connector.app.id);
        let task = runtime.spawn(connector.run(told, stopped).instrument(span));
        Ok(Self { watch, stop, task, dispatcher })
    }

    /// Returns the current state.
    #[must_use]
    pub fn state(&self) -> ConnectionState {
        self.watch.state()
    }

    /// Returns the activity of the connection since its start, such as the time since the last event and the number of
    /// connections.
    #[must_use]
    pub fn activity(&self) -> ConnectionActivity {
        self.watch.activity()
    }

    /// Returns a [`ConnectionWatch`], which reports each state of the connection. A program can move the watch to another
    /// task.
    #[must_use]
    pub fn watch(&self) -> ConnectionWatch {
        self.watch.clone()
    }

    /// Waits until the connection is open and can receive events.
    ///
    /// # Errors
    ///
    /// Returns the error of [`ended`](Self::ended) if the connection failed permanently.
    pub async fn connected(&self) -> Result<(), ConnectionError> {
        result(self.watch.wait_for(|state| *state == ConnectionState::Open).await)
    }

    /// Waits until the connection fails permanently.
    ///
    /// # Errors
    ///
    /// Returns the reason for the failure:
    /// - The platform refused the app.
    /// - The maximum number of attempts is reached. The platform or [`Reconnect`](crate::Reconnect) sets this number.
    /// - The HTTP client cannot send the request.
    /// - The runtime was shut down.
    pub async fn ended(&self) -> Result<(), ConnectionError> {
        result(self.watch.wait_for(|_| false).await)
    }

    /// Closes the connection gracefully. The client handles no further events, waits for the running handlers, and sends
    /// the acknowledgements of their events to the platform.
    ///
    /// The wait has no time limit. To set a time limit, use `tokio::time::timeout`.
    pub async fn shutdown(self) {
        self.stop.send(()).ok();
        self.task.await.ok();
        self.dispatcher.finish().await;
    }
}

fn result(state: ConnectionState) -> Result<(), ConnectionError> {
    match state {
        ConnectionState::Ended { error: Some(error) } => Err(error),
        _ => Ok(()),
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("state", &self.state()).finish_non_exhaustive()
    }
}

/// Connector: opens the connection, and opens a new connection whenever the old one breaks.
pub(super) struct Connector {
    pub(super) sender: Arc<Sender>,
    pub(super) app: App,
    pub(super) http: reqwest::Client,
    pub(super) dispatcher: Dispatcher,
    pub(super) watchdog: bool,
    pub(super) reconnect: Reconnect,
    pub(super) activity: ActivityLog,
}

impl Connector {
    async fn run(self, states: StatePublisher, stop: oneshot::Receiver<()>) {
        let error = beside(self.keep(&states, stop), states.report(&self.activity)).await;
        match &error {
            Some(error) => tracing::error!(%error, "the connection ended"),
            None => tracing::info!("the connection was closed"),
        }
        states.tell(ConnectionState::Ended { error });
    }

    /// Opens a connection, and opens a new connection whenever the old one breaks. Returns the permanent error that ended
    /// the attempts, or `None` if the caller stopped the connection.
    async fn keep(&self, states: &StatePublisher, mut stop: oneshot::Receiver<()>) -> Option<ConnectionError> {
        let mut settings = ConnectionSettings::default();
        let mut attempts = Attempts::new(self.reconnect);
        let mut server = Server::new(self.dispatcher.clone(), self.activity.clone(), self.watchdog);
        loop {
            tracing::debug!("connecting");
            states.tell(ConnectionState::Connecting);
            let opened = tokio::select! {
                biased;
                _ = &mut stop => return None,
                opened = open(&self.sender, &self.app, &self.http, &mut settings) => opened,
            };
            let trouble = match opened {
                Err(Failure::Final(error)) => return Some(error),
                Err(Failure::Again(trouble)) => trouble,
                Ok(Opened { socket, service, device }) => {
                    tracing::info!(vc.device_id = device, "connected");
                    let opened = Instant::now();
                    self.activity.opened();
                    self.dispatcher.connected();
                    states.tell(ConnectionState::Open);
                    let served = server.serve(socket, service, &mut settings, &mut stop).await;
                    attempts.broke(opened.elapsed());
                    match served {
                        Served::Stopped => return None,
                        Served::Lost(trouble) => trouble,
                    }
                }
            };
            let failed = attempts.failed;
            let Some(pause) = attempts.next(&settings, trouble.retry_after()) else {
                return Some(ConnectionError::GaveUp { attempts: failed, reason: trouble.to_string() });
            };
            let attempt = attempts.failed;
            tracing::warn!(
                error = %trouble,
                vc.attempt = attempt,
                vc.wait_ms = pause.as_millis(),
                "there is no connection; trying again"
            );
            states.tell(ConnectionState::Waiting { attempt, pause, reason: trouble.to_string() });
            tokio::select! {
                biased;
                _ = &mut stop => return None,
                () = sleep(pause) => {}
            }
        }
    }
}
