//! The event that brings the ticket of a store app.

use serde::de::MapAccess;

use crate::api::receive::delivery::Delivery;
use crate::generated::events::Event;
use crate::runtime::auth::app_ticket;
use crate::runtime::client::handle::Client;
use crate::runtime::error::types::Error;
use crate::runtime::wire::decode::{Decode, Field, decode};
use crate::runtime::wire::secret::Secret;

impl Client {
    /// Keeps the ticket of a store app, from the `app_ticket` event that the platform sends every hour and when it is
    /// asked to. Calls that wait for it go on.
    ///
    /// [`keep_app_ticket_event`](Self::keep_app_ticket_event) takes the event as it comes.
    ///
    /// # Errors
    ///
    /// [`Error::Store`] if the token store fails.
    pub async fn keep_app_ticket(&self, ticket: impl Into<Secret>) -> Result<(), Error> {
        app_ticket::put(self.tokens(), ticket.into()).await
    }

    /// Keeps the ticket of a store app, if the event brings one; tells whether it did. Other events, and the tickets of
    /// other apps, are left alone.
    ///
    /// `json` is what the platform delivers, decrypted if it was encrypted. That it came from the platform is for the
    /// receiver to check.
    ///
    /// ```no_run
    /// # async fn example(client: vc_api::Client, body: &[u8]) -> Result<(), vc_api::Error> {
    /// if !client.keep_app_ticket_event(body).await? {
    ///     println!("{:?}", vc_api::Delivery::from_slice(body));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Store`] if the token store fails.
    pub async fn keep_app_ticket_event(&self, json: &[u8]) -> Result<bool, Error> {
        match Delivery::from_slice(json).ok().and_then(|delivery| self.ticket_in(&delivery)) {
            Some(ticket) => app_ticket::put(self.tokens(), ticket).await.map(|()| true),
            None => Ok(false),
        }
    }

    /// The ticket in an event, if it is one that brings that of this app.
    pub(crate) fn ticket_in(&self, delivery: &Delivery) -> Option<Secret> {
        let Event::Other(event) = &delivery.event else { return None };
        let is_own = self.tokens().app.as_ref().is_some_and(|app| Some(&*app.id) == delivery.header.app_id.as_deref());
        if event.event_type != "app_ticket" || !is_own {
            return None;
        }
        serde_json::from_str::<AppTicket>(event.body.get()).ok()?.app_ticket
    }
}

/// The body of the event that brings a ticket.
#[derive(Default)]
struct AppTicket {
    app_ticket: Option<Secret>,
}

impl Decode for AppTicket {
    fn empty() -> Self {
        Self::default()
    }

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        match name {
            "app_ticket" => value.option(&mut self.app_ticket),
            _ => value.skip(),
        }
    }
}

decode!(AppTicket);
