//! Double of the platform, to test programs that use the client. Needs the feature `testing`.
//!
//! ```
//! use vc_api::testing::{Platform, Received};
//! use vc_api::{Client, Error, Sample, room};
//!
//! async fn smallest_room(client: &Client) -> Result<Option<String>, Error> {
//!     let mut rooms = client.tenant().rooms().list().items();
//!     let mut smallest: Option<room::Room> = None;
//!     while let Some(room) = rooms.try_next().await? {
//!         if smallest.as_ref().is_none_or(|other| room.capacity < other.capacity) {
//!             smallest = Some(room);
//!         }
//!     }
//!     Ok(smallest.and_then(|room| room.name))
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let platform = Platform::start().await;
//! platform.on(|call: Received<room::List>| {
//!     Ok(call.last_page([room::Room::sample().with(|room| room.name = Some("Atlantis".to_owned()))]))
//! });
//!
//! assert_eq!(smallest_room(&platform.client()).await?.as_deref(), Some("Atlantis"));
//! assert_eq!(platform.calls::<room::List>().len(), 1);
//! platform.verify()?;
//! # Ok(())
//! # }
//! ```
//!
//! # Default behaviour
//!
//! - The double responds to every operation of the spec. If the test does not script an operation, the response is the
//!   sample of the spec. In [strict](Platform::strict) mode, a call without a script is a failure.
//! - The double issues access tokens and checks them. The double refuses a call without a valid token of an accepted type,
//!   and a call for which the app [lacks](Platform::lack) the scope. Tokens expire by the clock of the test's runtime. A
//!   refresh token works once. The code of a [login](Platform::log_in) also works once.
//! - The double sends an app ticket when a store app requests a ticket.
//! - Each response that the double itself creates has a log id: `log-double-1` for the first request.
//! - A program in another language can request an event: `POST /_double/events/`, followed by the event type. The body of
//!   the request becomes the body of the event. If the request has no body, the double delivers the sample of the spec.
//! - The double records all requests: see [`calls`](Platform::calls) and [`requests`](Platform::requests).
//! - Dropping the double panics if there are unreported failures: see [`verify`](Platform::verify).
//!
//! The double runs in the runtime of the test, even if the runtime has a single thread or paused time. Start a separate
//! double for each test.
//!
//! # Options of a test
//!
//! - [`on`](Platform::on) scripts an operation with a function, [`on_pages`](Platform::on_pages) scripts a list with items,
//!   and [`on_export`](Platform::on_export) scripts exports with a file.
//! - [`fault`](Platform::fault) makes the next calls fail: with a gateway's page, a refusal, a broken body or a slow body.
//!   See [`Fault`]. [`enforce_rate_limits`](Platform::enforce_rate_limits) enforces the rate limits of the spec.
//! - [`deliver`](Platform::deliver) and [`deliver_to`](Platform::deliver_to) deliver events.
//! - [`meeting`](Platform::meeting) simulates a meeting for a bot.
//! - [`revoke`](Platform::revoke) and [`end_logins`](Platform::end_logins) make tokens invalid.

mod credentials;
mod deliverable;
mod errors;
mod event_request;
mod event_target;
mod failures;
mod fault;
mod http_reply;
mod http_request;
mod issuer;
#[cfg(feature = "long-connection")]
mod links;
mod meeting;
mod meeting_record;
mod participant;
mod platform;
mod rates;
mod received;
mod refusal;
mod responder;
mod server;
mod signing;
mod state;

pub use self::credentials::{APP_ID, APP_SECRET, ENCRYPT_KEY, TENANT_KEY, VERIFICATION_TOKEN};
pub use self::deliverable::Deliverable;
pub use self::errors::{error_of, timeout_of};
pub use self::event_target::{EventTarget, NotHandled};
pub use self::failures::Failures;
pub use self::fault::Fault;
pub use self::http_reply::HttpReply;
pub use self::http_request::HttpRequest;
pub use self::meeting::{BOT_OPEN_ID, Meeting, PushForm};
pub use self::participant::Participant;
pub use self::platform::Platform;
pub use self::received::Received;
pub use self::refusal::Refusal;
pub use self::responder::Respond;
pub use self::signing::WebhookRequest;
#[doc(hidden)]
pub use self::state::Observed;
pub use crate::runtime::served::reply::{File, Reply};
pub use crate::runtime::served::served_call::{Served, ServedPages};
