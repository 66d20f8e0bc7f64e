//! Listeners: parts of the crate that observe received events.

use crate::api::receive::delivery::Delivery;

/// Observer of received events. The methods must not block.
pub(crate) trait Listener: Send + Sync {
    /// Runs when an event is delivered. The same event may have been delivered before.
    fn delivered(&self, delivery: &Delivery);

    /// Runs when a long connection opens. The client may have missed events while no connection was open.
    #[cfg(feature = "long-connection")]
    fn connected(&self);
}
