//! Event with the app ticket of a store app.

use serde::de::MapAccess;

use crate::api::receive::delivery::Delivery;
use crate::generated::events::Event;
use crate::runtime::auth::app_ticket;
use crate::runtime::client::handle::Client;
use crate::runtime::error::types::Error;
use crate::runtime::wire::decode::{Decode, Field, decode};
use crate::runtime::wire::secret::Secret;

impl Client {
    /// Puts the app ticket of a store app into the token store. Calls that wait for the ticket continue.
    ///
    /// The platform sends the ticket in an `app_ticket` event, every hour and on request.
    /// [`keep_app_ticket_event`](Self::keep_app_ticket_event) takes the JSON of such an event.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Store`] if the token store fails.
    pub async fn keep_app_ticket(&self, ticket: impl Into<Secret>) -> Result<(), Error> {
        app_ticket::put(self.tokens(), ticket.into()).await
    }

    /// Puts the app ticket of a store app into the token store, if the event contains the ticket of the client's app.
    /// Returns whether the event contains that ticket. Ignores other events, and tickets of other apps.
    ///
    /// `json` is the JSON that the platform delivers. Encrypted JSON must be decrypted first. The caller must check that the
    /// platform sent the JSON.
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
    /// Returns [`Error::Store`] if the token store fails.
    pub async fn keep_app_ticket_event(&self, json: &[u8]) -> Result<bool, Error> {
        match Delivery::from_slice(json).ok().and_then(|delivery| self.ticket_in(&delivery)) {
            Some(ticket) => app_ticket::put(self.tokens(), ticket).await.map(|()| true),
            None => Ok(false),
        }
    }

    /// Returns the app ticket in an event, if the event contains the ticket of this client's app.
    pub(crate) fn ticket_in(&self, delivery: &Delivery) -> Option<Secret> {
        let Event::Other(event) = &delivery.event else { return None };
        let is_own = self.tokens().app.as_ref().is_some_and(|app| Some(&*app.id) == delivery.header.app_id.as_deref());
        if event.event_type != "app_ticket" || !is_own {
            return None;
        }
        serde_json::from_str::<AppTicket>(event.body.get()).ok()?.app_ticket
    }
}

/// Body of an event with an app ticket.
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
