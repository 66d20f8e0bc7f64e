//! The call that opens a long connection.

use std::sync::Arc;

use super::activity::ActivityLog;
use super::connection::{Connection, Connector};
use super::error::ConnectionError;
use super::reconnect::Reconnect;
use crate::api::receive::events::Events;
use crate::runtime::operation::token_type::AppType;

impl<S: Send + Sync + 'static> Events<S> {
    /// Receives events by long connection: a WebSocket that the app itself opens, so that it needs no address of its own.
    /// Feature `long-connection`.
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
    /// Custom apps of Feishu can do that, if the developer console says so of the app (事件与回调 › 使用长连接接收事件);
    /// whether those of Lark can is not documented. An app can have 50 connections at a time. Each event goes to one of them,
    /// which the platform chooses: all of them need the same handlers.
    ///
    /// The connection is made by a task that this starts at once, in the runtime of tokio from which it is called. It is
    /// made anew whenever it breaks, after less than a second at first, and then after pauses that grow to what the platform
    /// says, which usually is 2 minutes; [`reconnect`](Self::reconnect) sets that. The platform may set how often it is tried,
    /// and times of a second to an hour. What it sends beyond that is ignored. [`Connection::watch`] tells the state.
    ///
    /// Events are handled once and in time as [`Events`] tells. What comes is trusted as the connection is: it has no
    /// signature, and its token is not looked at. Callbacks of cards, which come on the same connection, are passed over.
    /// At most 1024 events are in hand at a time; no more are read until some are answered. Each 64 KiB of an event and of
    /// its headers count as one. An event can have 16 MiB. Parts of events that wait for the others take 64 MiB at most,
    /// and are given up after 10 seconds; the platform sends such an event again.
    ///
    /// The library for WebSockets logs what it sends and receives at the level `TRACE`, under `tungstenite`: events in
    /// full, though no secret of the app.
    ///
    /// # Errors
    ///
    /// At once if there is no client, app or runtime, or the app is not a custom app. What goes wrong later is told by
    /// [`Connection::ended`].
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

    /// Sets when a long connection that broke is made anew. Feature `long-connection`.
    pub fn reconnect(mut self, reconnect: Reconnect) -> Self {
        self.reconnect = reconnect;
        self
    }

    /// Whether a long connection on which nothing comes for 15 seconds longer than the platform's ping interval, which is
    /// 2 minutes by default, is taken for dead and made anew. On by default: such a connection may otherwise never be
    /// found to be dead. Feature `long-connection`.
    pub fn watchdog(mut self, watchdog: bool) -> Self {
        self.watchdog = watchdog;
        self
    }
}
