//! A connection that is kept: made, and made anew whenever it breaks.

use std::fmt;
use std::sync::Arc;

use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::sleep;
use tracing::Instrument;

use super::error::{ConnectionError, Failure};
use super::handshake::{Opened, open};
use super::serve::{Served, Server};
use super::settings::ConnectionSettings;
use crate::api::receive::dispatch::Dispatcher;
use crate::runtime::auth::token_manager::App;
use crate::runtime::send::sender::Sender;

/// Receives events by a connection to the platform; from [`Events::connect`](crate::Events::connect).
///
/// When it is dropped, the connection is closed; handlers that run go on.
#[must_use = "the connection is closed when it is dropped"]
pub struct Connection {
    status: watch::Receiver<Status>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
    dispatcher: Dispatcher,
}

/// How a [`Connection`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConnectionState {
    /// It is being made for the first time.
    Connecting,
    /// Events come.
    Connected,
    /// It could not be made, or broke, and is being made anew, or soon will be.
    Reconnecting {
        /// The number of the attempt since the last connection, from 1.
        attempt: u32,
    },
    /// It is not made anew: see [`Connection::ended`].
    Ended,
}

/// The state, and why the connection ended.
struct Status {
    state: ConnectionState,
    error: Option<ConnectionError>,
}

impl Connection {
    pub(super) fn start(connector: Connector) -> Result<Self, ConnectionError> {
        let runtime = tokio::runtime::Handle::try_current().map_err(|_| ConnectionError::NoRuntime)?;
        let (told, status) = watch::channel(Status { state: ConnectionState::Connecting, error: None });
        let (stop, stopped) = oneshot::channel();
        let dispatcher = connector.dispatcher.clone();
        let span = tracing::debug_span!("long_connection", messaging.system = "feishu", vc.app_id = &*connector.app.id);
        let task = runtime.spawn(connector.run(told, stopped).instrument(span));
        Ok(Self { status, stop, task, dispatcher })
    }

    /// How it is now.
    #[must_use]
    pub fn state(&self) -> ConnectionState {
        self.status.borrow().state
    }

    /// Waits until the state is another than the `known` one; gives it. States that last shortly may be missed.
    pub async fn changed(&self, known: ConnectionState) -> ConnectionState {
        self.wait(|state| state != known).await.0
    }

    /// Waits until events come.
    ///
    /// # Errors
    ///
    /// If the connection ended, as [`ended`](Self::ended) says.
    pub async fn connected(&self) -> Result<(), ConnectionError> {
        match self.wait(|state| state == ConnectionState::Connected).await {
            (_, Some(error)) => Err(error),
            (_, None) => Ok(()),
        }
    }

    /// Waits until the connection ends by itself, which it only does when trying again does not help.
    ///
    /// # Errors
    ///
    /// Why it ended: the platform refused the app, or asks not to try again.
    pub async fn ended(&self) -> Result<(), ConnectionError> {
        match self.wait(|_| false).await {
            (_, Some(error)) => Err(error),
            (_, None) => Ok(()),
        }
    }

    /// Closes the connection gracefully: no further events are handled, the handlers that run come to their end, and the
    /// platform is told so.
    ///
    /// It waits for the handlers however long they take: put a limit on it if there is one, by `tokio::time::timeout`.
    pub async fn shutdown(self) {
        self.stop.send(()).ok();
        self.task.await.ok();
        self.dispatcher.finish().await;
    }

    /// Waits for a state, or the end.
    async fn wait(&self, wanted: impl Fn(ConnectionState) -> bool) -> (ConnectionState, Option<ConnectionError>) {
        let mut status = self.status.clone();
        let found = status.wait_for(|status| wanted(status.state) || status.state == ConnectionState::Ended).await;
        match found {
            Ok(status) => (status.state, status.error.clone()),
            // The task is gone, as happens when its runtime is shut down.
            Err(_) => (ConnectionState::Ended, Some(ConnectionError::NoRuntime)),
        }
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("state", &self.state()).finish_non_exhaustive()
    }
}

/// Makes the connection, and makes it anew whenever it breaks.
pub(super) struct Connector {
    pub(super) sender: Arc<Sender>,
    pub(super) app: App,
    pub(super) http: reqwest::Client,
    pub(super) dispatcher: Dispatcher,
    pub(super) watchdog: bool,
}

impl Connector {
    async fn run(self, status: watch::Sender<Status>, mut stop: oneshot::Receiver<()>) {
        let tell = |state, error| drop(status.send_replace(Status { state, error }));
        let mut settings = ConnectionSettings::default();
        let mut server = Server::new(self.dispatcher.clone(), self.watchdog);
        let mut attempt = 0;
        let end = loop {
            let opened = tokio::select! {
                biased;
                _ = &mut stop => break None,
                opened = open(&self.sender, &self.app, &self.http, &mut settings) => opened,
            };
            let trouble = match opened {
                Err(Failure::Final(error)) => break Some(error),
                Err(Failure::Again(trouble)) => trouble,
                Ok(Opened { socket, service, device }) => {
                    tracing::info!(vc.device_id = device, "connected");
                    attempt = 0;
                    self.dispatcher.connected();
                    tell(ConnectionState::Connected, None);
                    match server.serve(socket, service, &mut settings, &mut stop).await {
                        Served::Stopped => break None,
                        Served::Lost(trouble) => trouble,
                    }
                }
            };
            attempt += 1;
            let Some(wait) = settings.wait(attempt) else {
                break Some(ConnectionError::GaveUp { attempts: attempt - 1, reason: trouble.to_string() });
            };
            let wait = wait.max(trouble.asked());
            tell(ConnectionState::Reconnecting { attempt }, None);
            tracing::warn!(
                error = %trouble,
                vc.attempt = attempt,
                vc.wait_ms = wait.as_millis(),
                "there is no connection; trying again"
            );
            tokio::select! {
                biased;
                _ = &mut stop => break None,
                () = sleep(wait) => {}
            }
        };
        match &end {
            Some(error) => tracing::error!(%error, "the connection ended"),
            None => tracing::info!("the connection was closed"),
        }
        tell(ConnectionState::Ended, end);
    }
}
