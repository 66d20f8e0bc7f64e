//! Listeners: parts of the crate that observe received events.

use crate::api::receive::delivery::Delivery;

/// Observer of received events. Its methods must not block.
pub(crate) trait Listener: Send + Sync {
    /// Notes that an event was delivered. The same event may have been delivered before.
    fn delivered(&self, delivery: &Delivery);

    /// Notes that a long connection was opened. Events may have been lost before the connection was opened.
    #[cfg(feature = "long-connection")]
    fn connected(&self);
}
