//! Events that the double can deliver.

use std::time::SystemTime;

use serde_json::json;

use super::credentials::{APP_ID, TENANT_KEY, VERIFICATION_TOKEN};
use crate::api::receive::delivery::Delivery;
use crate::generated::events::Event;
use crate::runtime::operation::event_type::EventOf;
use crate::runtime::wire::json::{Json, JsonError};
use crate::runtime::wire::unix_time::UnixMillis;

/// Event that the double can deliver: a body such as `MeetingStarted`, a [`Delivery`], or JSON.
///
/// The double delivers a body as a new event with a new id. A [`Delivery`] keeps its id, so a test can deliver the same
/// event twice. The double fills in missing fields of the delivery's header. The double delivers JSON unchanged.
pub trait Deliverable {
    #[doc(hidden)]
    fn into_json(self, new_id: &str) -> Result<Json, JsonError>;
}

impl<T: EventOf<Event> + Into<Event>> Deliverable for T {
    fn into_json(self, new_id: &str) -> Result<Json, JsonError> {
        Delivery::new(self).into_json(new_id)
    }
}

impl Deliverable for Delivery {
    fn into_json(mut self, new_id: &str) -> Result<Json, JsonError> {
        let header = &mut self.header;
        header.event_id.get_or_insert_with(|| new_id.to_owned());
        header.event_type.get_or_insert_with(|| self.event.event_type().to_owned());
        header.create_time.get_or_insert_with(|| UnixMillis::from(SystemTime::now()));
        header.token.get_or_insert_with(|| VERIFICATION_TOKEN.into());
        header.app_id.get_or_insert_with(|| APP_ID.to_owned());
        header.tenant_key.get_or_insert_with(|| TENANT_KEY.to_owned());
        self.encode()
    }
}

impl Deliverable for &Delivery {
    fn into_json(self, new_id: &str) -> Result<Json, JsonError> {
        self.clone().into_json(new_id)
    }
}

impl Deliverable for Json {
    fn into_json(self, _: &str) -> Result<Json, JsonError> {
        Ok(self)
    }
}

/// Returns the event with the app ticket of a store app.
pub(crate) fn app_ticket(ticket: &str, new_id: &str) -> Json {
    json!({
        "uuid": new_id,
        "token": VERIFICATION_TOKEN,
        "ts": "1502199207.7171419",
        "type": "event_callback",
        "event": { "type": "app_ticket", "app_id": APP_ID, "app_ticket": ticket },
    })
}
