//! Receiving events: what the platform sends is verified, read, recognised if it came before, and handed to its handler.

mod acknowledgement;
mod crypt;
mod dispatch;
mod events;
mod handler;
#[cfg(feature = "long-connection")]
mod long_connection;
mod mark;
mod receiver;
mod seen;
mod webhook;

pub use events::Events;
pub use handler::{EventContext, Handler, HandlerResult};
#[cfg(all(fuzzing, feature = "long-connection"))]
pub use long_connection::fuzzing::frames;
#[cfg(feature = "long-connection")]
pub use long_connection::{Connection, ConnectionError, ConnectionState};
pub use receiver::WebhookReceiver;
pub use seen::{MemorySeen, Seen, SeenStore};
pub use webhook::{Outcome, Webhook, WebhookConfig, WebhookError};
