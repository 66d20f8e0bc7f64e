//! Double of the platform, to test programs that use the client. Feature `testing`.
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
//! # What the double does by itself
//!
//! - It responds to every operation of the spec, with the sample of the spec where a test scripts nothing else. In
//!   [strict](Platform::strict) mode, calls that are not scripted are failures.
//! - It issues tokens and checks them: a call without a valid token of a kind that the operation accepts is refused, as is
//!   one for which the app [lacks](Platform::lack) the scope. Tokens expire by the clock of the test's runtime. A refresh
//!   token works once, and so does the code of a [login](Platform::log_in).
//! - It sends app tickets when a store app asks for one.
//! - It gives each of its responses a log id: `log-double-1` to the first request.
//! - It delivers an event when a program in another language asks for one, by `POST /_double/events/` and the type of the
//!   event. The body of the request is the body of the event; without one, the sample of the spec is.
//! - It keeps what it received, see [`calls`](Platform::calls) and [`requests`](Platform::requests).
//! - It reports failures when it is dropped, by a panic, so that none is missed; see [`verify`](Platform::verify).
//!
//! It runs in the runtime of the test, also on a single thread and with paused time. Each test starts its own.
//!
//! # What a test can ask for
//!
//! - [`on`](Platform::on) scripts an operation by a function, [`on_pages`](Platform::on_pages) by items,
//!   [`on_export`](Platform::on_export) exports by a file.
//! - [`fault`](Platform::fault) lets something go wrong with the next calls: a page of a gateway, a refusal, a broken or a
//!   slow body, see [`Fault`]. [`enforce_rate_limits`](Platform::enforce_rate_limits) counts as the platform does.
//! - [`deliver`](Platform::deliver) and [`deliver_to`](Platform::deliver_to) deliver events.
//! - [`meeting`](Platform::meeting) plays a meeting for a bot.
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
