//! `Events::connect`, which opens a long connection, and its options.

use std::sync::Arc;

use super::activity::ActivityLog;
use super::connection::{Connection, Connector};
use super::error::ConnectionError;
use super::reconnect::Reconnect;
use crate::api::receive::events::Events;
use crate::runtime::operation::token_type::AppType;

impl<S: Send + Sync + 'static> Events<S> {
    /// Opens a long connection, and receives events. A long connection is a WebSocket that the app opens, so the app needs
    /// no public address. Needs the feature `long-connection`.
    ///
    /// ```no_run
    /// use vc_api::Client;
    /// use vc_api::meeting::JoinMeeting;
    ///
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::builder().app("cli_…", "secret").build()?;
    /// let connection = client.events().on(async |event: JoinMeeting| println!("{:?}", event.operator)).connect()?;
    /// tokio::select! {
    ///     ended = connection.ended() => ended?,
    ///     _ = tokio::signal::ctrl_c() => connection.shutdown().await,
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Apps
    ///
    /// A custom app on Feishu can open long connections. Select long connections in the developer console (事件与回调 ›
    /// 使用长连接接收事件). The platform does not document whether apps on Lark can open long connections.
    ///
    /// An app can have 50 connections at a time. The platform sends each event to only one of these connections. So all
    /// connections need the same handlers.
    ///
    /// # Reconnection
    ///
    /// This method starts a task in the tokio runtime of the caller. The task opens the connection, and opens a new
    /// connection whenever the old one breaks. The first pause is less than a second. Further pauses grow up to a maximum
    /// that the platform sets, usually 2 minutes. [`reconnect`](Self::reconnect) changes the pauses and the number of
    /// attempts. [`Connection::watch`] returns a watch, which reports the state.
    ///
    /// The platform can set the number of attempts, the maximum pauses and the ping interval. The shortest valid time is one
    /// second. The client reduces a time over one hour to one hour. If a value is not positive, the client uses the default
    /// for this value. If the settings cannot be read, the client keeps the previous settings.
    ///
    /// # Events
    ///
    /// [`Events`] describes deduplication and acknowledgement. The client trusts the connection: events have no signature,
    /// and the client does not check the verification token of an event. Callbacks of cards arrive on the same connection,
    /// but the client ignores these callbacks.
    ///
    /// These limits hold:
    ///
    /// - 1024 events without an acknowledgement at a time. At this limit, the client reads no further event until it has
    ///   acknowledged an earlier event. A large event counts as one event for each 64 KiB of the event and its headers.
    /// - 16 MiB for one event.
    /// - 64 MiB for the parts of all incomplete events. The client drops an incomplete event after 10 seconds, and the
    ///   platform sends the event again.
    ///
    /// The WebSocket library logs sent and received messages at the level `TRACE`, under `tungstenite`. These messages
    /// contain whole events, but no secret of the app.
    ///
    /// # Errors
    ///
    /// Returns an error if these [`Events`] have no client, if the client has no app, if the app is a store app, if no
    /// tokio runtime is running, or if the HTTP client cannot be created. [`Connection::ended`] returns later errors.
    pub fn connect(self) -> Result<Connection, ConnectionError> {
        let client = self.client.as_ref().ok_or(ConnectionError::NoClient)?;
        let app = client.tokens().app.clone().ok_or(ConnectionError::NoApp)?;
        if app.kind != AppType::Custom {
            return Err(ConnectionError::StoreApp);
        }
        let http = client.upgradable_http().map_err(|error| ConnectionError::Http(error.into()))?;
        let (sender, watchdog, reconnect) = (Arc::clone(client.sender()), self.watchdog, self.reconnect);
        let (dispatcher, activity) = (self.into_dispatcher(), ActivityLog::default());
        Connection::start(Connector { sender, app, http, dispatcher, watchdog, reconnect, activity })
    }

    /// Sets the pauses and the number of attempts after a long connection breaks. Needs the feature `long-connection`.
    pub fn reconnect(mut self, reconnect: Reconnect) -> Self {
        self.reconnect = reconnect;
        self
    }

    /// Enables or disables the watchdog, which replaces a dead long connection. The watchdog is on by default. Needs the
    /// feature `long-connection`.
    ///
    /// A connection counts as dead if nothing arrives for the ping interval plus 15 seconds. The platform sets the ping
    /// interval; the default is 2 minutes. Without the watchdog, the client may never notice that a connection is dead.
    pub fn watchdog(mut self, watchdog: bool) -> Self {
        self.watchdog = watchdog;
        self
    }
}
